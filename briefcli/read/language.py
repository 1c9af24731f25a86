"""Which language a text is in: by its script, and in Latin and Cyrillic script by its commonest words.

Enough to choose sentence rules and names; a library that tells a hundred languages apart takes a second to load.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from briefcli import languages
from briefcli.late import late

_RANGES = {
    "ko": "가-힣",
    "ja": "\u3040-\u30ff",
    "zh": "\u4e00-\u9fff",
    "ar": "\u0600-\u06ff",
    "he": "\u0590-\u05ff",
    "el": "\u0370-\u03ff",
    "th": "\u0e00-\u0e7f",
    "hi": "\u0900-\u097f",
    "ka": "\u10a0-\u10ff",
    "hy": "\u0530-\u058f",
    "bn": "\u0980-\u09ff",
    "ta": "\u0b80-\u0bff",
}
_SCRIPTS = tuple((code, late(f"[{letters}]")) for code, letters in _RANGES.items())
_ANY_SCRIPT = late(f"[{''.join(_RANGES.values())}]")
_LETTER, _LETTERS = late(r"[^\W\d_]"), late(r"[^\W\d_]+")
# Of each language the words that no page of it is without; of each word the languages.
_COMMON = {code: held.words("common") for code, held in languages.each("common").items()}


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, listed in _COMMON.items():
        for word in listed:
            found[word] = (*found.get(word, ()), code)
    return found


_LANGUAGES_OF = _by_word()
_ENOUGH_WORDS = 8
_NEARLY = 0.8  # as many common words as the likeliest language, or nearly so: the page's word is taken
# Languages of one script that their words tell apart; others that only a page can tell.
_BY_WORDS = {"ar": ("ar", "fa", "ur")}
_SHARED_SCRIPTS = {"ar": {"fa", "ku", "ps", "sd", "ug", "ur"}, "he": {"yi"}, "hi": {"mr", "ne", "sa"}, "zh": {"ja"}}


def language_of(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of a text's language, None where it cannot be told.

    Its own words decide; what a page declares counts where they say nothing, or nothing against it: Norwegian is hard
    to tell from Danish, and Persian is written in Arabic script.
    """
    head = text[:2000]
    script = _by_script(head) if _ANY_SCRIPT.search(head) else None
    if script is not None:
        told = _by_words(head, declared, _BY_WORDS[script]) if script in _BY_WORDS else None
        return (
            declared
            if declared in _SHARED_SCRIPTS.get(script, ()) and told in (None, script, declared)
            else told or script
        )
    return _by_words(head, declared) or declared


def _by_script(head: str) -> str | None:
    letters = len(_LETTER.findall(head))
    for language, script in _SCRIPTS:
        share = len(script.findall(head)) / max(letters, 1)
        if share > (0.1 if language == "ja" else 0.3):
            return language
    return None


def _by_words(head: str, declared: str | None, among: Iterable[str] = tuple(_COMMON)) -> str | None:
    words = _LETTERS.findall(head.lower())
    found = Counter(language for word in words if word in _LANGUAGES_OF for language in _LANGUAGES_OF[word])
    best = max(among, key=lambda language: found[language])
    if declared and found[declared] >= max(1.0, _NEARLY * found[best]):
        best = declared
    return best if found[best] >= min(_ENOUGH_WORDS, max(2, len(words) // 8)) else None
