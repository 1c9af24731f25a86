"""What a language's file says about attribution: its verbs, small words, titles and bodies, ready to be asked for."""

from __future__ import annotations

from functools import cached_property, lru_cache

from briefcli import languages
from briefcli.quotes.listed import Forms

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
    ("speak", "speaking"),
)
_COMPOUND = 5  # letters from which a noun is told at the end of a compound
_TITLE = 5  # letters more than which a noun has whose ending makes it a title
_KEPT = 32768  # words of which it is kept whether they are titles


class Grammar:
    """The words of one language by what they do in an attribution, as `languages.SECTIONS` names them."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._lists = languages.language(code)
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
        self.speech_nouns = self.forms("speech_nouns")
        self.dashes = self.words("speech_dashes")
        self.noun_joins = self.words("noun_joins")
        self._read_verbs()
        self._read_nouns()
        self._read_small_words()
        order = self.words("word_order")
        self.verb_first = "verb_first" in order
        self.verb_last = "verb_last" in order
        self.parts_words = "no_blanks" not in order
        self.is_fixed = "fixed" in order
        self.is_title = lru_cache(maxsize=_KEPT)(self._is_title)

    def _read_verbs(self) -> None:
        """Verbs that bring in words, what else they do, and the forms they have."""
        self.ordinary = self._set("ordinary")
        self.irregular = self._set("irregular")
        self.finite = self._set("finite")
        self.not_inverted = self._set("not_inverted")
        self.passive_openers = self._set("passive_openers")
        self.past_endings = self.words("past_endings")
        self.participle_endings = self.words("participle_endings")
        self.verb_forms = (*self.past_endings, *self.participle_endings)
        self.infinitive = self._set("infinitive")
        self.agent_leads = self._set("agent_leads")
        self.posted = self._set("posted")
        self.short_verbs = self._set("short_verbs")

    @cached_property
    def base_forms(self) -> frozenset[str]:
        """The base forms of verbs, in a language in which they can be nouns."""
        listed, other = self._set("base_forms"), (*self.verb_forms, *self.plural_endings)
        verbs = (self.saying.words | self._set("speaking")) - self.irregular
        return listed | {word for word in verbs if not word.endswith(other)} if listed else listed

    def _read_nouns(self) -> None:
        """What tells a person, a body, an office and a name apart."""
        self.organisations = self._set("organisations")
        self.speaking_bodies = Forms((*self.words("bodies"), *self.words("texts")))
        self.kin = self._set("kin")
        self.collectives = self._set("collectives")
        self.no_agents = self._set("no_agents")
        self.modifiers = self._set("modifiers")
        self.plural_titles = self._set("plural_titles")
        self.parties = self._set("party_words")
        self.naming = self._set("naming")
        self.areas = self._set("areas")
        self.titles_in_names = self._set("titles_in_names")
        self.offices_for = self._set("offices_for")
        self.offices_go_on = self._set("offices_go_on")
        self.in_offices = self._set("in_offices")
        self.generations = self._set("generations")
        self.female_names = self._set("female_names")
        self.male_names = self._set("male_names") - self.female_names
        self.lesser = self._set("lesser")
        self.short_titles = self._lists.pairs("short_titles")
        self.possessive_endings = self.words("possessive_endings")
        self.plural_endings = self.words("plural_endings")
        self.numbered = self._set("numbered")
        self.initials = self._set("initials")

    def _read_small_words(self) -> None:
        """Small words by what they do beside a name or a verb."""
        self.articles = self.words("articles")
        self.possessives = self._set("possessives")
        self.pronominals = self._set("pronominals")
        self.weak_pronouns = self._set("weak_pronouns")
        self.subject_relatives = self._set("subject_relatives")
        self.inserting = self._set("inserting")
        self.introducing = self._set("introducing")
        self.questioners = self._set("questioners")
        self.time_leads = self._set("time_leads")
        self.joining = self._set("joining")
        self.carrying = self._set("carrying")
        self.of = self._set("of")
        self.before_others = self._set("before_others")
        self.adverb_endings = self.words("adverb_endings")
        self.not_adverbs = self._set("not_adverbs")
        self.letters = self._set("letters")

    def _set(self, section: str) -> frozenset[str]:
        return frozenset(self._lists.words(section))

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
        first = (*self.saying.words, *self.saying.stems, *(sequence[0] for sequence in self.saying.sequences))
        return any(word[:1].title() != word[:1] for word in first)  # Georgian has capitals, and begins no name with one

    @cached_property
    def sexes(self) -> dict[str, str]:
        """The pronouns that tell who is meant, each with "m", "f", "p" or "n"; with "" those of more than one."""
        found: dict[str, str] = {}
        for sex, held in self._lists.groups("third_persons").items():
            for word in " ".join(held).split():
                found[word] = "" if word in found and found[word] != sex else sex
        return found

    def tag(self, low: str) -> str:
        """What a word does, by its small letters; "" for a word no list has."""
        known = self._tags.get(low, "")
        if known or not self._stems:
            return known
        return next((tag for tag, stems in self._stems if low.startswith(stems)), "")

    @cached_property
    def _tags(self) -> dict[str, str]:
        """The whole words of the lists by what they do; of two lists that have one, the first counts."""
        found = dict.fromkeys(self.days, "time")
        for tag, section in reversed(_TAGGED):
            found |= dict.fromkeys(self.forms(section).words, tag)
        return found

    @cached_property
    def _stems(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((tag, stems) for tag, section in _TAGGED if (stems := self.forms(section).stems))

    @cached_property
    def days(self) -> frozenset[str]:
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

    def is_who(self, low: str) -> bool:
        """Whether a word is a title, a body or a text: officials, aide, ministry, report."""
        return low in self.speaking_bodies or self.is_title(low)

    def is_given(self, low: str) -> bool:
        """Whether a word is a given name: Eva-Marie."""
        given = low.partition("-")[0]
        return given in self.female_names or given in self.male_names

    def holds_office(self, low: str) -> bool:
        """Whether a word within a name ends an office: "Minister", not "State", "Press" or "White"."""
        of_body = low in self.areas or low in self.organisations
        return self.is_title(low) and not of_body and low not in self.titles_in_names

    def is_plural_title(self, low: str) -> bool:
        """Whether a title is of several: "Reps.", "candidates"."""
        single = self.singular(low)
        several = single != low and (single in self.titles.words or low in self.speaking_bodies)
        return several or low.rstrip(".") in self.plural_titles

    def whole_title(self, word: str) -> str:
        """A title in full: "governor" for "gov."."""
        bare = word.rstrip(".,")
        return self.short_titles.get(bare, bare)

    def singular(self, low: str) -> str:
        """A noun without the ending of several."""
        if low.endswith(self.plural_endings):
            return low.removesuffix(next(one for one in self.plural_endings if low.endswith(one)))
        return low

    def is_possessive(self, low: str) -> bool:
        """Whether a word ends as an owner's does, with or without s: "Kim's", "Jones'"."""
        return low.endswith(self.possessive_endings)

    def without_possessive(self, word: str) -> str:
        """A word without what makes its owner: "Kim"."""
        ending = next((one for one in self._owned if word.endswith(one)), "")
        return word[: len(word) - len(ending)]

    @cached_property
    def _owned(self) -> tuple[str, ...]:
        """What an owner's ending adds to a name: "'s", and the mark alone."""
        marked = (ending[ending.index(mark) :] for ending in self.possessive_endings for mark in "'’" if mark in ending)
        return tuple(sorted(set(marked), key=len, reverse=True))

    @cached_property
    def _body_endings(self) -> tuple[str, ...]:
        return tuple(word for word in self.bodies.words if len(word) >= _COMPOUND)

    def _is_title(self, low: str) -> bool:
        """Whether a word says who somebody is: minister, Sprecherin, свидетель, then-president."""
        if low in self.titles or (len(low) > _TITLE and low.endswith(self.title_endings)):
            return True
        return low.rstrip(".").rpartition("-")[2] in self.titles.words


@lru_cache(maxsize=64)
def grammar(code: str) -> Grammar:
    """The grammar of a language, read once."""
    return Grammar(code)
