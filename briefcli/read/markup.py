"""HTML to what a reader of it sees: its lines, without what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefcli.article import Dropped
from briefcli.errors import ReadError
from briefcli.text import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$|!)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)|"
    r"(?:left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0",
    re.IGNORECASE,
)
# trafilatura itself drops scripts, forms, buttons and navigation.
_HIDDEN = "//*[@hidden or @aria-hidden='true' or self::template or self::dialog or self::figcaption]"
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul"
})  # fmt: skip
_SILENT = frozenset({
    "audio", "button", "canvas", "head", "iframe", "math", "object", "script", "select", "style", "svg",
    "template", "textarea", "video"
})  # fmt: skip
_HEADINGS = re.compile(r"h[1-4]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page. `level` is that of a heading, 0 where it is none; `link` is the first address in it."""

    text: str
    level: int = 0
    link: str = ""


def tree_of(markup: str) -> HtmlElement:
    """The tree of a page.

    Raises:
        ReadError: it has none.
    """
    from lxml import etree, html

    # lxml refuses an encoding declaration in a string that is decoded already.
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup.replace("\0", " "))
    try:
        return html.document_fromstring(plain, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, ValueError) as error:
        raise ReadError("holds no web page.", remedy="Save the page again, or paste its text.") from error


def drop_hidden(tree: HtmlElement) -> tuple[Dropped, ...]:
    """Remove what a reader of the page never sees, and what is no text."""
    whole = len(tree.text_content())
    # Without scripts a browser shows these; some pages have their article in one.
    silent = [element for element in tree.xpath("//noscript") if 2 * len(element.text_content()) < whole]
    styled = [element for element in tree.xpath("//*[@style]") if _HIDDEN_STYLE.search(element.get("style", ""))]
    dropped = []
    for element in [*tree.xpath(_HIDDEN), *styled, *silent]:
        if element.tag not in {"html", "body"} and element.getparent() is not None:
            if text := one_line(element.text_content()):
                dropped.append(Dropped(text=text, why="caption" if element.tag == "figcaption" else "hidden"))
            element.drop_tree()
    return tuple(dropped)


def lines_of(tree: HtmlElement) -> Iterator[Line]:
    """The lines a page shows, from top to bottom."""
    words: list[str] = []
    level, link, silent = 0, "", 0

    def line() -> Iterator[Line]:
        nonlocal words, link
        if text := one_line("".join(words)):
            yield Line(text=text, level=level, link=link)
        words, link = [], ""

    from lxml import etree

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        starts = event == "start"
        if tag in _SILENT or not tag:
            silent += 1 if starts else -1
        if tag in _BLOCKS:
            yield from line()
        if _HEADINGS.fullmatch(tag):
            level = int(tag[1]) if starts else 0
        if starts and tag == "a" and not link:
            link = element.get("href", "")
        text = element.text if starts else element.tail
        if text and not silent:
            words.append(text)
    yield from line()
