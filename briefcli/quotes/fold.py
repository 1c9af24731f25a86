"""The declared typographic normalisation of quotations, with the way back to the source's characters."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from briefcli.text import straight

# What one character is more or less: ligatures, runs of white space, long dashes, ellipses, invisible hyphens.
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "Ĳ": "IJ", "ĳ": "ij"}
# Each alternative begins with one character, so that all others are passed over: a tenth of the time.
_UNEVEN = re.compile(
    r" (?=[ .…-])(?: *-+ *| *(?:…|\.(?: ?\.){2,})| +)|-(?:-* +|-+)|…|\.(?: ?\.){2,}"
    r"|\u00ad|\u200b|\u200d|ﬀ|ﬁ|ﬂ|ﬃ|ﬄ|ﬅ|ﬆ|Ĳ|ĳ|''|``"
)
_PLAIN = {**_LIGATURES, **dict.fromkeys(("\u00ad", "\u200b", "\u200d"), ""), "''": '"', "``": '"'}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `at` and `back` say where a folded and an original place fall together."""

    text: str
    at: tuple[int, ...]
    back: tuple[int, ...]

    def original(self, place: int) -> int:
        """The character of the original that the folded character at `place` came from."""
        index = bisect_right(self.at, place) - 1
        return self.back[index] + place - self.at[index]

    def place(self, original: int) -> int:
        """The folded place of an original character."""
        index = bisect_left(self.back, original)
        if index < len(self.back) and self.back[index] == original:
            return self.at[index]
        index -= 1
        place = self.at[index] + original - self.back[index]
        return min(place, self.at[index + 1]) if index + 1 < len(self.at) else place


def fold(text: str) -> str:
    """The text with plain marks, dashes, spaces and ellipses."""
    return _UNEVEN.sub(_plain, straight(text)).strip()


def folded(text: str) -> Folded:
    """The folded text, and where its characters come from."""
    plain = straight(text)
    parts: list[str] = []
    at, back = [0], [0]
    size = last = 0
    for match in _UNEVEN.finditer(plain):
        parts += (plain[last : match.start()], replacement := _plain(match))
        size += match.start() - last
        first = match.end() - len(match[0].lstrip()) if replacement == "..." else match.start()
        for offset in range(len(replacement)):
            at.append(size + offset)
            back.append(first)
        size += len(replacement)
        last = match.end()
        at.append(size)
        back.append(last)
    parts.append(plain[last:])
    return Folded("".join(parts), tuple(at), tuple(back))


def cuts_word(text: str, start: int, end: int) -> bool:
    """Whether a piece of a text begins or ends within a word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isalnum() and text[start].isalnum()) or (after.isalnum() and text[end - 1].isalnum())


def _plain(match: re.Match[str]) -> str:
    found = match[0]
    if (plain := _PLAIN.get(found)) is not None:
        return plain
    if "-" in found:
        return "-"
    return "..." if found.strip() else " "
