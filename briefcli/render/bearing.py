"""What bears a line of a page out, behind its reference: paragraphs with the words marked, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from briefcli.article import Span
from briefcli.render.evidence import Passage
from briefcli.render.page import lang
from briefcli.render.sections import Outline
from briefcli.render.sources import Source

_SHORT = 360  # characters of a paragraph that is rather repeated than pointed at


class Bearing:
    """Shows evidence of one page. A long paragraph stands once in a story; where it is named again, its words do."""

    def __init__(self, shown: Outline) -> None:
        self._evidence = shown.evidence
        self._sources = {source.number: source for source in shown.sources}
        self._stands: dict[tuple[str, int], int] = {}
        self._last = 0

    def begin(self) -> None:
        """From here on, paragraphs that stand above are out of sight."""
        self._stands = {}

    def shown(self, references: str, spans: Sequence[Span]) -> str:
        """A reference that opens, with a mouse, a finger or the keyboard, and without a script."""
        passages = "".join(map(self._passage, self._evidence.passages(spans)))
        label = f"<span class=unseen>[</span>{escape(references)}<span class=unseen>]</span>"
        return f"<details class=of><summary>{label}</summary>{passages}</details>"

    def _passage(self, one: Passage) -> str:
        source = self._sources[one.number]
        above = self._stands.get(one.place)
        if above and one.length > _SHORT:
            body = f'{_words(one)}<p class=up><a href="#e{above}">The whole paragraph</a></p>'
            return f"<div class=ev>{_origin(one, source)}{body}</div>"
        name = ""
        if one.whole and one.length > _SHORT:
            self._last += 1
            self._stands[one.place] = self._last
            name = f" id=e{self._last}"
        return f"<div class=ev{name}>{_origin(one, source)}{_text(one.language, _pieces(one))}</div>"


def _origin(one: Passage, source: Source) -> str:
    """Which paragraph it is, who published it and when, and where to look it up."""
    where = escape(source.place)
    if source.link:
        where = f'<a href="{escape(source.link)}" rel="noreferrer noopener">{escape(source.title)}</a>'
    return f"<p class=from>{one.number} ¶{one.paragraph} · {escape(source.issued)} · {where}</p>"


def _pieces(one: Passage) -> str:
    return "".join(f"<mark>{escape(text)}</mark>" if marked else escape(text) for text, marked in one.pieces)


def _words(one: Passage) -> str:
    """Only what is marked."""
    return _text(one.language, f"… {' … '.join(f'<mark>{escape(text)}</mark>' for text in one.marked)} …")


def _text(language: str, shown: str) -> str:
    return f"<p dir=auto{lang(language)}>{shown}</p>"
