"""Sentences that lean on another: "He added …", "The others …" say nothing without the one before."""

from __future__ import annotations

import re

from briefcli import languages

# "He added", "But they": who, is said in the sentence before.
_LEANS = re.compile(
    rf"^\W*(?:(?:{languages.either('lead_ins')})\W+)?(?:{languages.either('leaning')})\b",
    re.IGNORECASE,
)
_LEANING_CONNECTIVE = re.compile(rf"^\W*(?:{languages.either('leaning_connectives')})\b", re.IGNORECASE)
# "of that sum", "such plants": what is meant stands in the sentence before.
_POINTS_BACK = re.compile(
    r"\b(?:of|for|from|with|by|to|than|in|on|at)\s+(?:that|those|such)\s+(?!is|are|was|were|the|an?|as|who|which|he|she|it|they|we|you|i|time|day)"
    rf"[a-z]+|\b(?:{languages.either('pointing_back')})\b|\bthe\s+(?:latter|former)\b|^\W*(?:the\s+(?:move|decision|measure|comment|remark|statement|announcement)s?\s+(?:comes?|came|follows?|followed))\b",
)
_PRONOUN_SPEAKER = re.compile(
    r"\b(?:he|she|they|it)\s+(?:also\s+|later\s+|then\s+)?(?:said|says|added|adds|told|wrote|continued|noted|explained|asked|argued|stated|warned|insisted|recalled)\b"
    r"|\b(?:said|says|added|wrote|asked)\s+(?:he|she|they)\b",
)
_PERSON = re.compile(r"\b(?:he|she|him|his|hers?)\b")
_FIRST_WORD = re.compile(r"\W*([A-ZÀ-Þ][\w’'-]*)")
_NO_NAMES = frozenset(languages.words("small_at_start"))
_NAME = re.compile(r"(?<![.!?“\"‘'(]\s)(?<!^)\b[A-Z][\w’'-]+")
_ONLY_QUOTATION = re.compile(r"^[“\"„«‘'「『»].*[”\"“»’'」』«][.!?,]?$", re.DOTALL)
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"")


def leans(sentence: str) -> bool:
    """Whether a sentence cannot be understood without the one before it."""
    if _ONLY_QUOTATION.match(sentence):
        return True
    told = _QUOTATION.sub(" ", sentence)
    lowered = told.lower()
    if _LEANS.match(told) or _LEANING_CONNECTIVE.match(told) or _POINTS_BACK.search(lowered):
        return True
    meant = (_PRONOUN_SPEAKER.search(lowered), _PERSON.search(lowered))
    return any(found and not _names_somebody(told[: found.start()]) for found in meant)


def _names_somebody(text: str) -> bool:
    """Whether a name stands in it, at its start or later."""
    first = _FIRST_WORD.match(text)
    return bool(_NAME.search(text) or (first and first[1].lower() not in _NO_NAMES))
