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
_NEVER_SHOWN = frozenset({"template", "dialog", "figcaption"})
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
# What trafilatura leaves out of an article, and the attributes it never asks for in one without pictures and links.
_SURROUNDINGS = (
    *("aside", "datalist", "embed", "footer", "form", "iframe", "map", "menu", "nav", "object", "picture", "select"),
    *("source", "textarea"),
)
_UNASKED = ("src", "srcset", "alt", "title", "target", "name", "onclick", "width", "height")
_MENUS = frozenset({"aside", "footer", "menu", "nav"})
_TIMES_A_MENU, _TIMES_A_FORM = 2, 10  # a page has so much more text than a part of it that is no article
_LONGEST_TAG = 20_000  # characters; a longer one is looked at
_OVERLOADED = re.compile(rf"<([A-Za-z][\w-]*)[^>]{{{_LONGEST_TAG},}}")
_MOST_ATTRIBUTES = 1000
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes({*range(9), 11, 12, *range(14, 32)})
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}


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
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", _without_no_xml(markup))
    if max(map(len, plain.split(">"))) > _LONGEST_TAG:
        plain = _OVERLOADED.sub(_bare, plain)
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True)
    # lxml's own HTML parser asks Python for the class of each element; one for all is a tenth of a page's time less.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        return html.document_fromstring(plain, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise ReadError("holds no web page.", remedy="Save the page again, or paste its text.") from error


def _without_no_xml(markup: str) -> str:
    """Blanks in the place of characters that no XML may have; that a page has none is told in no time."""
    try:
        encoded = markup.encode()
    except UnicodeEncodeError:  # a surrogate
        return _NO_XML.sub(" ", markup)
    clean = len(encoded) == len(encoded.translate(None, _CONTROLS))
    return markup if clean and "\ufffe" not in markup and "\uffff" not in markup else _NO_XML.sub(" ", markup)


def _bare(tag: re.Match[str]) -> str:
    """A tag without its attributes, where it has more than any page has: the parser compares each with all others."""
    return f"<{tag[1]} " if tag[0].count("=") > _MOST_ATTRIBUTES else tag[0]


def drop_hidden(tree: HtmlElement) -> tuple[Dropped, ...]:
    """Remove what a reader of the page never sees, and what is no text."""
    whole = len(tree.text_content())
    hidden: list[HtmlElement] = []
    styled: list[HtmlElement] = []
    silent: list[HtmlElement] = []
    for element in tree.iter():  # one look at each is half the time of three XPaths
        of = element.get
        if of("hidden") is not None or of("aria-hidden") == "true" or element.tag in _NEVER_SHOWN:
            hidden.append(element)
        if (style := of("style")) and _HIDDEN_STYLE.search(style):
            styled.append(element)
        # Without scripts a browser shows these; some pages have their article in one.
        if element.tag == "noscript" and 2 * len(element.text_content()) < whole:
            silent.append(element)
    dropped = []
    for element in (*hidden, *styled, *silent):
        if element.tag not in {"html", "body"} and element.getparent() is not None:
            if text := one_line(element.text_content()):
                dropped.append(Dropped(text=text, why="caption" if element.tag == "figcaption" else "hidden"))
            element.drop_tree()
    return tuple(dropped)


def drop_machinery(tree: HtmlElement) -> None:
    """Remove what only programs read, but for the article some pages have in JSON-LD: it is copied about otherwise."""
    from lxml import etree

    for script in tree.xpath("//script[not(contains(@type, 'ld+json'))]"):
        script.drop_tree()
    etree.strip_elements(tree, "style", "svg", "link", "canvas", with_tail=False)


def without_surroundings(tree: HtmlElement) -> HtmlElement:
    """A copy of a page without what trafilatura leaves out of every article: a third of its elements.

    It would look at each many times before. What is large stays: the article may stand in it.
    """
    from copy import copy

    from lxml import etree

    bare = copy(tree)
    etree.strip_elements(bare, "meta", with_tail=False)
    whole = len(bare.text_content()) - sum(len(script.text or "") for script in bare.iter("script"))
    for element in [*bare.iter(*_SURROUNDINGS)]:
        if element.getparent() is not None and _is_small(element, whole):
            element.drop_tree()
    etree.strip_attributes(bare, *_UNASKED)
    return bare


def _is_small(element: HtmlElement, whole: int) -> bool:
    """Whether an element is none that an article stands in: one that nobody has closed holds all that follows."""
    times = _TIMES_A_MENU if element.tag in _MENUS else _TIMES_A_FORM
    return times * len(element.text_content()) <= whole and (element.tag != "form" or element.find(".//p") is None)


def lines_of(tree: HtmlElement) -> Iterator[Line]:
    """The lines a page shows, from top to bottom."""
    words: list[str] = []
    level, link, silent = 0, "", 0

    from lxml import etree

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag  # a string: `tree_of` leaves out comments and instructions
        starts = event == "start"
        if tag in _SILENT:
            silent += 1 if starts else -1
        elif tag in _BLOCKS:
            if words:
                if text := one_line("".join(words)):
                    yield Line(text=text, level=level, link=link)
                words, link = [], ""
            if tag in _LEVELS:
                level = _LEVELS[tag] if starts else 0
        elif starts and tag == "a" and not link:
            link = element.get("href", "")
        if not silent and (text := element.text if starts else element.tail) and (words or not text.isspace()):
            words.append(text)
    if text := one_line("".join(words)):
        yield Line(text=text, level=level, link=link)
