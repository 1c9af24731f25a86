"""What is checked: a sentence of a brief, what it rests on, and where the two part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import Literal

from briefcli import languages
from briefcli.text.words import Word, words

FaultKind = Literal["number", "date", "name", "meaning", "attribution"]
About = Literal["", "added", "attribution", "condition", "direction", "modality", "negation", "quantity", "roles"]

_NEARLY = 0.4  # share of a claim's words a sentence must have to be what the claim is made from
_NOT = frozenset(languages.words("negations"))
_ALIKE = 0.7  # share of a claim's words, small ones too, in the order of a sentence, to be that sentence reworded
_LONGEST_CLAIM, _LONGEST_SENTENCE = 120, 240  # words that are gone through one by one
_LONGEST_CHANGE = 5  # words; where more differ it is another wording, not another word


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something a claim says that its source does not: a `reason` in words for a reader, and the two wordings.

    `ours` are the words of the claim, `theirs` those of the source; "" where one side has none.
    `about` says of a changed meaning which, "" of anything else: `added` is a weighty word that its source has not,
    such as a rank; `roles` are two names that have changed places.
    """

    kind: FaultKind
    reason: str
    ours: str = ""
    theirs: str = ""
    about: About = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Words of a claim that stand where its source has others, between words that both have.

    `wordings` are both as they stand there, the claim's first.
    """

    ours: tuple[Word, ...]
    theirs: tuple[Word, ...]
    wordings: tuple[str, str]

    @property
    def reason(self) -> str:
        """What differs, in words for a reader."""
        ours, theirs = self.wordings
        if ours and theirs:
            return f"it says “{ours}” where its source says “{theirs}”"
        return f"it leaves out the “{theirs}” of its source" if theirs else f"it puts in a “{ours}”"


@dataclass(frozen=True, kw_only=True)  # no slots: what is worked out is kept in the instance
class Near:
    """A sentence that says nearly what a claim says.

    `said` is the claim, `share` is how many of its words the sentence has, `changes` are where the wordings part; none
    unless the claim goes along with the sentence word by word.
    """

    said: str
    text: str
    words: tuple[Word, ...]
    share: float
    claim: tuple[Word, ...]

    @cached_property
    def blocks(self) -> tuple[tuple[int, int, int], ...]:
        """Runs of words that both have, in order: where in the claim, where in the sentence, how long."""
        if len(self.claim) > _LONGEST_CLAIM or len(self.words) > _LONGEST_SENTENCE:
            return ((len(self.claim), len(self.words), 0),)
        ours, theirs = [plain(word) for word in self.claim], [plain(word) for word in self.words]
        if 3 * len(set(ours)) < len(ours):  # hostile: the time it takes grows with each word that stands there often
            return ((len(ours), len(theirs), 0),)
        found = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
        return tuple((block.a, block.b, block.size) for block in found)

    @property
    def is_alike(self) -> bool:
        """Whether the claim is this sentence, reworded here and there."""
        return sum(size for *_, size in self.blocks) >= _ALIKE * len(self.claim)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Where the wordings part."""
        if not self.is_alike:
            return ()
        found, ours, theirs = [], 0, 0
        for start, place, size in self.blocks:
            if start > ours or (place > theirs and ours and size):
                found.append(self._change(self.claim[ours:start], self.words[theirs:place]))
            ours, theirs = start + size, place + size
        return tuple(one for one in found if max(len(one.ours), len(one.theirs)) <= _LONGEST_CHANGE)

    def _change(self, ours: tuple[Word, ...], theirs: tuple[Word, ...]) -> Change:
        return Change(ours=ours, theirs=theirs, wordings=(_wording(self.said, ours), _wording(self.text, theirs)))


def _wording(text: str, words: tuple[Word, ...]) -> str:
    return text[words[0].start : words[-1].end] if words else ""


def plain(word: Word) -> str:
    """A word in small letters, with one kind of apostrophe."""
    return plain_text(word.text)


@lru_cache(maxsize=20_000)
def plain_text(word: str) -> str:
    """The same of a word's text."""
    return word.casefold().replace("’", "'")


def negates(word: Word) -> bool:
    """Whether a word turns round what follows it: "not", "isn't", "n'est"."""
    return _negates(plain(word))


@lru_cache(maxsize=20_000)
def _negates(bare: str) -> bool:
    return bare.replace("'", "") in _NOT or (bare[-2:-1] == "'" and bare.endswith("n't")) or bare[:2] == "n'"


@dataclass(frozen=True, kw_only=True)  # no slots: what is worked out is kept in the instance
class Claim:
    """One sentence of a brief.

    `cited` are the sentences it rests on, `source` is the whole text of the articles they stand in, titles too,
    `language` is the articles', None where it could not be told.
    """

    text: str
    cited: Sequence[str]
    source: str
    language: str | None = "en"

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words."""
        return words(self.text)

    @cached_property
    def near(self) -> tuple[Near, ...]:
        """The sentences that have most of its words, nearest first: only against them does a single word weigh."""
        wanted = {word.stem for word in self.words if word.is_content and not negates(word)}
        found = []
        for sentence in self.cited:
            every = words(sentence)
            share = len(wanted & {word.stem for word in every}) / len(wanted) if wanted else 0.0
            if share >= _NEARLY:
                found.append(Near(said=self.text, text=sentence, words=every, share=share, claim=self.words))
        return tuple(sorted(found, key=lambda one: -one.share))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Where it parts from the sentence it goes along with word by word; none where it goes along with none."""
        return next((one.changes for one in self.near if one.is_alike), ())
