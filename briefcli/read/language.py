"""Which language a text is in: by its script, and in Latin and Cyrillic script by its commonest words.

Enough to choose sentence rules and names; a library that tells a hundred languages apart takes a second to load.
"""

from __future__ import annotations

import re
from collections import Counter

_SCRIPTS = (
    ("ko", re.compile("[가-힣]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
)
_ANY_SCRIPT = re.compile(f"[{''.join(script.pattern[1:-1] for _, script in _SCRIPTS)}]")
_LETTER, _LETTERS = re.compile(r"[^\W\d_]"), re.compile(r"[^\W\d_]+")
# The words that no page of the language is without.
_COMMON = {
    "en": "the of and to in that is was for with said by from has it as were be",
    "de": "der die das und ist nicht von mit den dem für sich auf ein eine im zu hat auch",
    "fr": "le la les de des et est que dans pour en un une qui sur pas du au aux à avec par il ont",
    "es": "el la los las de que en una por con para del se su es como más fue al",
    "pt": "o os de que em uma por com para do da não se no na ao dos das são foi",
    "it": "il la di che per un una con del della è sono nel non gli le alla dei ha",
    "nl": "de het een van en dat is niet op met voor zijn in te aan door naar ook",
    "pl": "w i na z się nie do że jest o to od przez jak po za oraz był dla",
    "sv": "och att det som en är på av för med inte till den har om ett var från",
    "da": "og at det som en er på af for med ikke til den har om et var fra",
    "tr": "ve bir bu için ile da de olarak olan çok daha gibi sonra kadar ise",
    "id": "yang dan di dari untuk dengan ini pada itu tidak dalam akan ke oleh",
    "ru": "в и на что с по не из к за для от его но как это был о",
    "uk": "в і на що з та не до у за від для як його це був про є",
}
_LANGUAGES_OF = {
    word: tuple(language for language, others in _COMMON.items() if word in others.split())
    for word in " ".join(_COMMON.values()).split()
}
_ENOUGH_WORDS = 8


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, None where it cannot be told."""
    head = text[:2000]
    script = _by_script(head) if _ANY_SCRIPT.search(head) else None
    return script or _by_words(head)


def _by_script(head: str) -> str | None:
    letters = len(_LETTER.findall(head))
    for language, script in _SCRIPTS:
        share = len(script.findall(head)) / max(letters, 1)
        if share > (0.1 if language == "ja" else 0.3):
            return language
    return None


def _by_words(head: str) -> str | None:
    words = _LETTERS.findall(head.lower())
    found = Counter(language for word in words if word in _LANGUAGES_OF for language in _LANGUAGES_OF[word])
    best = max(_COMMON, key=lambda language: found[language])
    return best if found[best] >= min(_ENOUGH_WORDS, max(2, len(words) // 8)) else None
