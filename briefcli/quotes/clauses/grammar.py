"""What a language's file says about attribution: its verbs, small words, titles and bodies, ready to be asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from briefcli import languages

# Tags and the sections whose words have them; the first that has a word wins.
_TAGGED = (
    ("say", "saying"),
    ("rel", "relatives"),
    ("conj", "conjunctions"),
    ("conj", "linking"),
    ("det", "determiners"),
    ("pro", "pronouns"),
    ("prep", "prepositions"),
    ("aux", "auxiliaries"),
    ("adv", "adverbs"),
    ("time", "times"),
)
_COMPOUND = 5  # letters from which a noun is told at the end of a compound
_TITLE = 5  # letters more than which a noun has whose ending makes it a title


class Forms:
    """The words of a section: whole ones, stems with a `*`, and sequences joined by `_`."""

    def __init__(self, listed: Iterable[str]) -> None:
        listed = tuple(listed)
        single = [word for word in listed if "_" not in word]
        self.words = frozenset(word for word in single if not word.endswith("*"))
        self.stems = tuple(word[:-1] for word in single if word.endswith("*"))
        self.sequences = tuple(tuple(word.split("_")) for word in listed if "_" in word)
        self._openers = frozenset(sequence[0] for sequence in self.sequences)
        self._closers = frozenset(sequence[-1] for sequence in self.sequences)

    def __contains__(self, word: str) -> bool:
        return word in self.words or (bool(self.stems) and word.startswith(self.stems))

    def __bool__(self) -> bool:
        return bool(self.words or self.stems or self.sequences)

    def ends_at(self, low: Sequence[str], index: int) -> int:
        """How many tokens the listed sequence has that ends at a token, 0 for none."""
        if low[index] not in self._closers:
            return 0
        return max((len(one) for one in self.sequences if _matches(one, low, index + 1 - len(one))), default=0)

    def starts_at(self, low: Sequence[str], index: int) -> int:
        """How many tokens the word or sequence has that starts at a token, 0 for none."""
        if index >= len(low):
            return 0
        longest = 0
        if low[index] in self._openers:
            longest = max((len(one) for one in self.sequences if _matches(one, low, index)), default=0)
        return longest or int(low[index] in self)


def _matches(sequence: tuple[str, ...], low: Sequence[str], at: int) -> bool:
    return at >= 0 and tuple(low[at : at + len(sequence)]) == sequence


class Grammar:
    """The words of one language by what they do in an attribution, as `languages.SECTIONS` names them."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._lists = languages.language(code)
        self._tags: dict[str, str] = {}
        self.saying = self.forms("saying")
        self.titles = self.forms("titles")
        self.bodies = self.forms("bodies")
        self.courtesies = self.forms("courtesies")
        self.pronouns = self.forms("pronouns")
        self.according = self.forms("according")
        self.according_after = self.forms("according_after")
        self.linking = self.forms("linking")
        self.no_speakers = self.forms("no_speakers")
        self.passives = self.forms("passives")
        self.genitive = self.forms("genitive_determiners")
        self.oblique = self.forms("oblique_determiners")
        self.quote_markers = self.forms("quote_markers")
        self.female = self.forms("female_titles")
        self.male = self.forms("male_titles")
        self.particles = frozenset(self.words("particles"))
        self.title_endings = self.words("title_endings")
        self.noun_endings = self.words("noun_endings")
        self.capital_nouns = bool(self.noun_endings)  # every noun has a capital letter
        self.agent_endings = self.words("agent_endings")
        self.oblique_endings = self.words("oblique_endings")
        self.verb_endings = self.words("verb_endings")
        self.phrase_ends = self.words("phrase_ends")
        self.subject_markers = self.words("subject_markers")
        self.genitive_markers = self.words("genitive_markers")
        self.ascribed_markers = self.words("ascribed_markers")
        self.speech_nouns = self.words("speech_nouns")
        self.dashes = self.words("speech_dashes")
        order = self.words("word_order")
        self.verb_first = "verb_first" in order
        self.verb_last = "verb_last" in order
        self.parts_words = "no_blanks" not in order

    def words(self, section: str) -> tuple[str, ...]:
        """The words of a section as they are listed."""
        return self._lists.words(section)

    def forms(self, section: str) -> Forms:
        """The words of a section, to be asked for words of a text."""
        return Forms(self._lists.words(section))

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """What a full stop follows within a sentence."""
        held = (*self.words("title_abbreviations"), *self.words("courtesies"), *self.words("abbreviations"))
        return frozenset(word.lower().rstrip(".") for word in held)

    @cached_property
    def cased(self) -> bool:
        """Whether the script has capital letters."""
        return any(word.upper() != word for word in self.saying.words | set(self.saying.stems))

    @cached_property
    def sexes(self) -> dict[str, str]:
        """The pronouns that tell the sex or number of who is meant: "m", "f", "p"; "" for those of more than one."""
        found: dict[str, str] = {}
        for sex, held in self._lists.groups("third_persons").items():
            for word in " ".join(held).split():
                found[word] = "" if word in found and found[word] != sex else sex
        return found

    def tag(self, low: str) -> str:
        """What a word does, by its small letters; "" for a word no list has."""
        known = self._tags.get(low)
        if known is None:
            known = self._tags[low] = self._look_up(low)
        return known

    def _look_up(self, low: str) -> str:
        for tag, forms in self._tagged:
            if low in forms.words:
                return tag
        if low in self._days:
            return "time"
        return next((tag for tag, forms in self._tagged if forms.stems and low.startswith(forms.stems)), "")

    @cached_property
    def _tagged(self) -> tuple[tuple[str, Forms], ...]:
        return tuple((tag, self.forms(section)) for tag, section in _TAGGED)

    @cached_property
    def _days(self) -> frozenset[str]:
        """Months and days of the week in full; what is put for them can be a name, as Jan."""
        return frozenset(
            forms[0].lower()
            for section in ("months", "weekdays")
            for forms in self._lists.groups(section).values()
            if forms
        )

    def is_body(self, low: str) -> bool:
        """Whether a word says what body somebody is: ministry, Nobelkomitee, полиция."""
        if low in self.bodies:
            return True
        return bool(self.title_endings) and low.endswith(self._body_endings)

    @cached_property
    def _body_endings(self) -> tuple[str, ...]:
        return tuple(word for word in self.bodies.words if len(word) >= _COMPOUND)

    def is_title(self, low: str) -> bool:
        """Whether a word says who somebody is: minister, Sprecherin, свидетель."""
        return low in self.titles or (len(low) > _TITLE and low.endswith(self.title_endings))


@lru_cache(maxsize=64)
def grammar(code: str) -> Grammar:
    """The grammar of a language, read once."""
    return Grammar(code)
