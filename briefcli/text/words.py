"""A claim and a source as words that can be compared: folded, without endings, each with its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’][^\W\d_]+)*(?:[.,]\d+)*", re.UNICODE)
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_ENDINGS = re.compile(r"(?:ations?|ingly|edly|ments?|ings?|ies|ied|ers?|ors?|ed|es|ly|s|e|y)$")
_SHORTEST_STEM = 3
_UNDIVIDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def words_of(lines: str) -> tuple[str, ...]:
    """The words of a list written as prose, so that it can be read."""
    return tuple(lines.split())


SMALL = frozenset(
    words_of("""
a about above after again against all also although am amid among an and any are around as at away be became because
been before being below between both but by came can come could did do does doing down during each either else even
ever every for from further get gets got had has have having he her here hers herself him himself his how however i
if in including into is it its itself just last later made make many may me might more most much must my near new
now of off on once one only onto or other our out over own per put s same say says said saying she should since so
some such t take than that the their them then there these they this those though through to told took too toward
towards two under until up upon us very was way we well were what when where whether which while who whom whose why
will with within would you your according
""")
)

_SMALL_ABROAD = {
    language: frozenset(words_of(listed))
    for language, listed in {
        "fr": """
au aux avec ce ces cette dans de des du elle elles en est et été il ils la le les leur leurs lui mais même ne nous on ou
où par pas plus pour qu que qui sa sans se ses son sont sous sur un une vous être avait ont fait comme
""",
        "de": """
aber alle als am an auch auf aus bei bis das dass dem den der des die dies diese ein eine einem einen einer er es für
gegen hat haben hatte ihr im in ist ja kann mit nach nicht noch nur oder sein sich sie sind so über um und uns unter
von vor war was wenn werden wie wird wir wurde zu zum zur zwischen
""",
        "es": """
al como con contra cuando del desde donde el ella ellos entre era es esta este esto fue ha han hasta la las lo los más
muy no nos o para pero por que quien se ser si sin sobre son su sus también tiene un una y ya
""",
        "it": """
alla anche che chi come con da dal dalla degli dei del della delle di dopo due e gli ha hanno il in lo loro ma nel nella
non per più quando questa questo se si sono stato su sua suo sul tra un una uno
""",
        "pt": """
ao aos as até com como da das do dos e em entre essa esse está foi isso mais mas na nas no nos não o os ou para pela
pelo por quando que se sem ser seu sua são também tem um uma
""",
        "nl": """
aan bij dat de die dit door een en er het hij hun ik is maar met naar niet nog of om ook op over te tot uit van voor was
wat werd wordt ze zich zijn
att av den det efter en ett från för har inte kan med men mot när och om på sig som till var vid är över
""",
        "da": """
at af blev der efter et fra ham han har hun ikke jeg kan med men mod når og om over på sig sin som til var ved være
""",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as it stands there, its stem, and its characters' place."""

    text: str
    stem: str
    start: int
    end: int

    @property
    def is_content(self) -> bool:
        """Whether it says something by itself."""
        return self.text.casefold() not in SMALL and (len(self.stem) > 2 or not self.stem.isascii())


@lru_cache(maxsize=256)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order; scripts without spaces give pairs of characters."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        if _UNSPACED.fullmatch(match.group()):
            found += [
                Word(text[at : at + 2], text[at : at + 2], at, at + 2) for at in range(match.start(), match.end() - 1)
            ]
        else:
            found.append(Word(match.group(), stem(match.group()), match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without accents, possessive and endings, in small letters: crude, and the same on both sides."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(char))
    plain = re.sub(r"['’]s?$", "", plain.translate(_UNDIVIDED)).replace(".", "") or plain
    short = _ENDINGS.sub("", plain)
    return short if len(short) >= _SHORTEST_STEM else plain


def content(text: str, language: str | None = "en") -> frozenset[str]:
    """The stems of the words that say something."""
    said = (word for word in words(text) if word.is_content)
    if language in (None, "en"):
        return frozenset(word.stem for word in said)
    small = _SMALL_ABROAD.get(language, frozenset())
    return frozenset(word.stem for word in said if word.text.casefold() not in small)
