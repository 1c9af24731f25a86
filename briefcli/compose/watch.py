"""What the user follows and mutes: countries, names, firms and words, found in articles of any script.

A name is found where each of its words stands, one after the other, in any case and with or without accents. A word
may have what its language lets stand behind or before it (`endings` and `prefixes` in `languages/`): strike finds
"strikes" and "striking", 삼성 finds 삼성은, كينيا finds لكينيا. In scripts without spaces it is found anywhere in a run
of letters. A name in capitals only, such as WHO, finds capitals only. A country finds what is about it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefcli import languages
from briefcli.article import Article
from briefcli.countries import country_code, country_name
from briefcli.late import late

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_UNSPACED = late("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# Of Latin, Greek and Cyrillic, of Hebrew, of Arabic.
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
_KATAKANA = "ァ-ヺー"
_APOSTROPHES = str.maketrans("’ʼ", "''")
_ARABIC = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ک": "ك", "ی": "ي", "ة": "ه", "ـ": ""})
_LONGEST_CAPITALS = 5  # letters: WHO, NATO; longer names in capitals are names that were shouted
_STEM = 2  # letters that no ending takes from a word
_CENTRAL = 2  # of the countries an article is about: it is at the head of it
_OPENING = 400  # characters of a text that say what it is about


@dataclass(frozen=True, slots=True)
class Watched:
    """A name as the user wrote it, and the country it is, None where it is none."""

    name: str
    country: str | None

    @property
    def shown(self) -> str:
        """How a brief names it."""
        return country_name(self.country) if self.country else self.name

    @property
    def is_word(self) -> bool:
        """Whether it is looked for in the text. A country's name is not, but its code may be something else: AI, IT."""
        return self.country is None or len(self.name) == 2

    def is_in(self, text: str, language: str | None) -> bool:
        """Whether a text has it."""
        return self.is_word and _pattern(self.name, language)(text)


def watched(names: Iterable[str]) -> tuple[Watched, ...]:
    """The names of a list, each once."""
    return tuple(dict.fromkeys(Watched(name.strip(), country_code(name)) for name in names))


def opening(article: Article) -> str:
    """The headline and how the text begins: what an article is about, without what it names in passing."""
    return f"{article.title}\n\n{article.text[:_OPENING]}"


def followed(names: Sequence[Watched], articles: Sequence[Article]) -> dict[str, bool]:
    """The names that some articles have, as a brief shows them; and whether it is at the head of one of them."""
    found: dict[str, bool] = {}
    for one in names:
        heads = [article for article in articles if _is_about(one, article, _CENTRAL)]
        if heads or any(_names(one, article) for article in articles):
            found[one.shown] = found.get(one.shown, False) or bool(heads)
    return found


def muted(names: Sequence[Watched], articles: Sequence[Article]) -> str | None:
    """The name that every article has in its headline, its tags or at its beginning; None where there is none.

    A country that is muted leaves out only what is about it before all others.
    """
    return next((one.shown for one in names if all(_is_about(one, article) for article in articles)), None)


def _is_about(one: Watched, article: Article, central: int = 1) -> bool:
    if one.country is not None and one.country in article.countries[:central]:
        return True
    return one.is_in("\n\n".join((opening(article), *article.tags)), article.language)


def _names(one: Watched, article: Article) -> bool:
    return one.country in article.countries or one.is_in(article.text, article.language)


@lru_cache(maxsize=16)
def _folded(text: str) -> str:
    """Small letters without accents. Hangul stays whole, and kana keep their voicing marks."""
    small = text.casefold().translate(_APOSTROPHES)
    if small.isascii():
        return small
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", small))).translate(_ARABIC)


class _Finder:
    """A name as what finds it in a text of one language."""

    def __init__(self, name: str, language: str | None) -> None:
        letters = [char for char in name if char.isalpha()]
        self._exact = len(letters) <= _LONGEST_CAPITALS and name.isupper()
        self._pattern = re.compile(r"[\W_]+".join(self._word(word, language) for word in _WORD.findall(name)))

        self._start = _WORD.findall(name)[0] if self._exact else _folded(_WORD.findall(name)[0])[:_STEM]

    def __call__(self, text: str) -> bool:
        looked_at = text if self._exact else _folded(text)
        return self._start in looked_at and bool(self._pattern.search(looked_at))

    def _word(self, word: str, language: str | None) -> str:
        if self._exact:
            return rf"(?<![^\W_]){re.escape(word)}(?![A-Z\d])"
        folded = _folded(word)
        if _UNSPACED.search(folded):
            return _in_a_run(folded)
        before = "|".join(map(re.escape, _affixes("prefixes", language)))
        return rf"(?<![^\W_])(?:{before})?(?:{'|'.join(_forms(folded, language))})(?![^\W_])"


def _in_a_run(word: str) -> str:
    """A word of a script without spaces: no longer word in katakana is cut."""
    front = rf"(?<![{_KATAKANA}])" if re.match(f"[{_KATAKANA}]", word) else ""
    back = rf"(?![{_KATAKANA}])" if re.search(f"[{_KATAKANA}]$", word) else ""
    return f"{front}{re.escape(word)}{back}"


def _forms(word: str, language: str | None) -> Iterator[str]:
    """The word, then what it becomes with each ending, as patterns."""
    yield re.escape(word)
    yield re.escape(word) + "'s?"
    for ending in _affixes("endings", language):
        old, slash, new = ending.partition("/")
        if not slash:
            yield re.escape(word + ending)
        elif word.endswith(old) and len(word) >= len(old) + _STEM:
            yield re.escape(word[: -len(old)] + new)


@lru_cache(maxsize=256)
def _affixes(section: str, language: str | None) -> tuple[str, ...]:
    """Those of a language; of all of them where the text's is not known."""
    return tuple(map(_folded, languages.words(section, None if language is None else [language])))


@lru_cache(maxsize=512)
def _pattern(name: str, language: str | None) -> _Finder:
    return _Finder(name, language)
