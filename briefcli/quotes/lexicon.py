"""The words attribution goes by: verbs of saying, titles, and the small words around them.

The lists are those of `briefcli/languages/en.yaml`; how the others are read is in `quotes.clauses`.
"""

from __future__ import annotations

from briefcli import languages


def words_of(lines: str) -> frozenset[str]:
    """The words of a list written as prose."""
    return frozenset(lines.split())


def _english(section: str) -> frozenset[str]:
    return frozenset(languages.language("en").words(section))


SAY = _english("saying")
SPEAK = _english("speaking") - SAY
IRREGULAR = _english("irregular")
BASE_FORMS = frozenset(
    word for word in SAY | SPEAK if not word.endswith(("ed", "ing", "s")) and word not in IRREGULAR
) | _english("base_forms")
SPEECH_NOUNS = _english("speech_nouns")
ADVERBS = _english("adverbs")
AUXILIARIES = _english("auxiliaries")
DETERMINERS = _english("determiners")
PREPOSITIONS = _english("prepositions")
CONJUNCTIONS = _english("conjunctions")
RELATIVES = _english("relatives")
PRONOUNS = _english("pronouns")
PRONOMINALS = _english("pronominals")
TIMES = _english("times") | {
    form
    for section in ("months", "weekdays")
    for name, *short in languages.language("en").groups(section).values()
    for form in (name, *(f"{abbreviated}." for abbreviated in short))
}
TITLES = _english("titles")
OFFICE_ENDINGS = tuple(languages.language("en").words("office_endings"))
ORGANISATIONS = _english("organisations")
BODIES = _english("bodies") | _english("texts")
KIN = _english("kin")
AGENTS = tuple(languages.language("en").words("agent_endings"))
NO_AGENTS = _english("no_agents")
COURTESIES = _english("courtesies")
MODIFIERS = _english("modifiers")
PLURAL_TITLES = _english("plural_titles")
PARTIES = _english("party_words")
NAMING = _english("naming")
AREAS = _english("areas")
TITLES_IN_NAMES = _english("titles_in_names")
OFFICES_FOR = _english("offices_for")
ORDINARY = _english("ordinary")
PARTICLES = _english("particles")
FEMALE_NAMES = _english("female_names")
MALE_NAMES = _english("male_names") - FEMALE_NAMES
FEMALE_WORDS = _english("female_titles")
MALE_WORDS = _english("male_titles")
