"""A text as the gazetteer spells it: lower case, no accents, spaces for punctuation; one character for one."""

from __future__ import annotations

import unicodedata

from briefcli.late import late

# Scripts that put no spaces between words: a name is found anywhere in the run.
_UNSPACED = late("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ARABIC = {ord(c): "ا" for c in "أإآٱ"} | {ord("ى"): "ي", ord("ک"): "ك", ord("ی"): "ي", ord("ة"): "ه"}


class _Folding(dict[int, str]):
    """What each character becomes; filled as characters turn up, so never larger than Unicode."""

    def __missing__(self, codepoint: int) -> str:
        folded = self[codepoint] = _folded(chr(codepoint))
        return folded


def _folded(character: str) -> str:
    if not (character.isalnum() or unicodedata.category(character)[0] == "M"):
        return " "
    lower = character.lower()[0]
    base = unicodedata.normalize("NFD", lower)[0]
    if base.isascii() or "\u0370" <= base <= "\u03ff" or lower == "ё":
        return "σ" if base == "ς" else base
    return _ARABIC.get(ord(lower), lower)


_TABLE = _Folding({ord("’"): " "})


def fold(text: str) -> str:
    """The text in the gazetteer's spelling, as long as the text: character `i` stands for `text[i]`."""
    return text.translate(_TABLE)


def key(name: str) -> str:
    """How a name is looked for: folded, with a space in front where its script parts words by spaces."""
    return keys(name)[0]


def keys(name: str) -> tuple[str, ...]:
    """Every way a name is looked for: `St. Louis` folds to two spaces in its middle, `St Louis` to one."""
    folded = fold(unicodedata.normalize("NFC", name)).strip()
    front = "" if _UNSPACED.search(folded) else " "
    return tuple(dict.fromkeys(front + spelled for spelled in (" ".join(folded.split()), folded)))
