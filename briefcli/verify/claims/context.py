"""What stands around words in their source and is gone in the claim: who says so, and on what condition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from briefcli import languages
from briefcli.text.words import Word
from briefcli.verify.claims.claim import Claim, Fault, Near, plain

_MOST = 0.8  # share of a claim's words that a sentence must have to be where it is from
_BEFORE = 4  # words between one who says and what he says: "said on Monday that the"
_BEHIND = 9  # words behind a statement among which one says who made it: ", the head of the union said"
_AT_THE_END = 3  # words of a claim among which it says itself who says so
_LEADING = 12  # words of a clause that opens a sentence and ends with a comma: "If the weather holds,"
_RIGHT_BEFORE, _RIGHT_BEHIND = 3, 1  # the same of a condition
_WHO = r"(?P<who>[\w.’' -]{2,80}?)"
_SHORTEST_BLOCK = 2  # words in a row that both have, to be part of the statement


def without_source(claim: Claim) -> Iterator[Fault]:
    """Told as a fact, where its source gives it to somebody."""
    attributing = _words("attributing", claim.language)
    for sentence in claim.near[:1] if attributing else ():
        own = (*_unmatched(sentence), *claim.words[-_AT_THE_END:])
        if sentence.share < _MOST or any(plain(word) in attributing for word in own):
            return
        before, behind = _around(sentence)
        beside = (*behind[:_BEHIND], *before[::-1][:_BEFORE])
        says = [word for word in beside if plain(word) in attributing and not _is_noun(word, sentence.text)]
        if says:
            yield Fault(
                kind="attribution",
                reason=f"it is told as a fact, and its source says “{_shown(sentence, before, behind, says[0])}”",
                ours=claim.text,
                theirs=_shown(sentence, before, behind, says[0]),
                about="attribution",
            )


def _is_noun(word: Word, text: str) -> bool:
    """Whether a word such as "warning" is what was issued, and gives nothing to anybody: ", warning that" does."""
    before = text[: word.start].rstrip()
    return plain(word).endswith("ing") and bool(before) and before[-1] not in ",—–-"


def with_its_source(text: str, cited: Sequence[str], language: str | None = "en") -> str:
    """A line with who says so behind it, where its source gives it to somebody by name and the line does not."""
    claim = Claim(text=text, cited=cited, source="", language=language)
    for _ in without_source(claim):
        before, behind = _around(claim.near[0])
        who = _who(claim.near[0], before, "said_before", language) or _who(
            claim.near[0], behind, "said_behind", language
        )
        ending = languages.language(language or "en").phrases("attribution")
        if who and ending:
            return f"{text.rstrip(' .')}{ending[0].format(who=who)}"
    return text


def _who(sentence: Near, part: Sequence[Word], section: str, language: str | None) -> str | None:
    """Who is named in what stands before or behind a statement, or in its last clause; None for a pronoun."""
    lists = languages.language(language or "en")
    words = sentence.text[part[0].start : part[-1].end] if part else ""
    patterns = [re.compile(one.replace("{who}", _WHO), re.IGNORECASE) for one in lists.phrases(section)]
    clauses = [words[at:].strip(" ,") for at in (0, *(comma.end() for comma in re.finditer(",", words)))]
    found = (match for clause in reversed(clauses) for one in patterns if (match := one.fullmatch(clause)))
    who = next((match["who"].strip() for match in found), "")
    first = who.partition(" ")[0]
    if not who or not _is_somebody(who.casefold().split(), lists):
        return None
    return f"{first.casefold()}{who[len(first) :]}" if first.casefold() in lists.words("determiners") else who


def _is_somebody(words: Sequence[str], lists: languages.Lists) -> bool:
    """Whether words can name somebody: no pronoun, no clause, nothing that begins with where or when."""
    clause = {*lists.words("pronouns"), *lists.words("auxiliaries"), *lists.words("conjunctions")}
    return clause.isdisjoint(words) and words[0] not in lists.words("prepositions") and not words[0].endswith("ing")


def without_condition(claim: Claim) -> Iterator[Fault]:
    """Told without the "if" or the "denied that" which its source has beside it."""
    conditions = _words("conditions", claim.language)
    if any(plain(word) in conditions for word in claim.words):
        return
    for sentence in claim.near[:1]:
        if sentence.share < _MOST or not sentence.is_alike:
            return
        before, behind = _around(sentence)
        opens = before[:1] if 0 < len(before) <= _LEADING and sentence.text[before[-1].end :][:1] == "," else ()
        for word in (*opens, *before[::-1][:_RIGHT_BEFORE], *behind[:_RIGHT_BEHIND]):
            if plain(word) in conditions:
                reason = f"it leaves out the “{word.text}” of its source"
                yield Fault(kind="meaning", reason=reason, ours="", theirs=word.text, about="condition")
                return


@lru_cache(maxsize=64)
def _words(section: str, language: str | None) -> frozenset[str]:
    return frozenset(languages.language(language or "en").words(section))


def _around(sentence: Near) -> tuple[Sequence[Word], Sequence[Word]]:
    """The words of a sentence before the first that the claim has in a row with others, and behind the last."""
    blocks = [(place, size) for _, place, size in sentence.blocks if size >= _SHORTEST_BLOCK]
    if not blocks:
        return (), ()
    return sentence.words[: blocks[0][0]], sentence.words[blocks[-1][0] + blocks[-1][1] :]


def _unmatched(sentence: Near) -> list[Word]:
    """The words of a claim that the sentence does not have at their place."""
    matched = {start + at for start, _, size in sentence.blocks for at in range(size)}
    return [word for place, word in enumerate(sentence.claim) if place not in matched]


def _shown(sentence: Near, before: Sequence[Word], behind: Sequence[Word], says: Word) -> str:
    """The words that give a statement to somebody, as they stand."""
    part = behind if behind and says.start >= behind[0].start else before
    within = [word for word in part if abs(part.index(word) - part.index(says)) <= _BEHIND]
    return sentence.text[within[0].start : within[-1].end]
