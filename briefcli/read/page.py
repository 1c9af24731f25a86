"""Web pages: trafilatura finds the article, then the same rules as for pasted text clean what it leaves.

What a browser would not show is dropped before anything else reads it: hidden text is where instructions to a
language model are put.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from briefcli import languages
from briefcli.article import Dropped
from briefcli.errors import ReadError
from briefcli.read.blocks import split_blocks
from briefcli.read.complete import TEASER, paywall, refuse_error_page, refuse_paywall, without_appeals
from briefcli.read.dates import Stamp, find_stamp, parse_stamp
from briefcli.read.decode import decode
from briefcli.read.furniture import is_sentence, kind_of
from briefcli.read.left import around
from briefcli.read.markup import drop_hidden, drop_machinery, lines_of, tree_of, without_surroundings
from briefcli.read.networkless import author_on_page, date_on_page, extraction, page_metadata
from briefcli.read.parts import Parts
from briefcli.read.pasted import sort_blocks
from briefcli.read.repeats import without_repeats
from briefcli.text import one_line, without_controls

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_DATE_METAS = (
    ("property", {"article:published_time"}),
    ("itemprop", {"datePublished"}),
    ("name", {"pubdate", "publishdate", "date", "parsely-pub-date"}),
)
# trafilatura has left out head and foot; dates and names that still stand there are the article's own.
_NEWS = frozenset({"text", "date", "byline", "tags", "label"})
_MOST_KICKERS, _LONGEST_KICKER, _SHORT_TEXT, _MOST_SHORT_TEXTS, _MOST_TAGS = 2, 40, 160, 400, 20
# Characters: an extraction of less may have missed the article, where the page's lines hold so many times more.
_FEWEST_WORDS = 20  # on a page that asks to be paid
_LITTLE, _ENOUGH, _TIMES_MORE, _MOST_LINES = 300, 600, 3, 3000
_BLOCK_TAGS = frozenset({"p", "head", "quote", "item", "cell", "code"})
_AROUND = frozenset({"quote", "item", "cell"})


def read(content: bytes) -> Iterator[Parts]:
    """The article of a page."""
    yield read_page(content)


def read_page(content: bytes, declared: str | None = None) -> Parts:
    """The parts of the one article of a web page.

    Args:
        content: of its file.
        declared: the encoding that whoever sent it named.

    Raises:
        ReadError: the page has no article, or is none.
    """
    named = _CHARSET.search(content[:4096])
    tree = tree_of(decode(content, declared=named[1].decode("ascii", "ignore") if named else declared))
    facts = tuple(_json_ld(tree))
    hidden = drop_hidden(tree)
    return _parts(tree, facts, hidden)


def _parts(tree: HtmlElement, facts: Sequence[dict[str, Any]], hidden: tuple[Dropped, ...]) -> Parts:
    stamp = _stamp(tree, facts)
    authors = _authors(facts)
    about = page_metadata(tree)
    title = _title(tree, about.title or "")
    drop_machinery(tree)
    lines = [line.text for line in lines_of(tree)]
    found = extraction()(without_surroundings(tree), include_comments=False)
    whole = "" if found is None else found.text or ""
    refuse_error_page(title, whole)
    blocks = without_repeats(_blocks(found.body) or split_blocks(whole)) if found is not None else []
    cleaned = sort_blocks([title, *blocks], title=title)
    kept = tuple(block for block in _from_first_sentence(blocks) if kind_of(block) in _NEWS and block != title)
    paragraphs = _or_all_lines(kept, lines, title)
    notes = paywall(lines, paragraphs)
    paragraphs = without_appeals(paragraphs) if notes else paragraphs
    if sum(len(paragraph.split()) for paragraph in paragraphs) < _FEWEST_WORDS:
        refuse_paywall(lines)
    if not paragraphs:
        raise ReadError("holds no article text.", remedy="Open the page, copy the article, and save it as .txt.")
    stamp = stamp or cleaned.stamp or parse_stamp(date_on_page(tree, about.url) or "")
    return Parts(
        title=title,
        paragraphs=paragraphs,
        stamp=_with_clock(stamp, tree) if stamp and not stamp.at else stamp,
        publisher=_publisher(facts) or about.sitename or cleaned.publisher,
        byline=authors or about.author or cleaned.byline or author_on_page(tree),
        dateline=cleaned.dateline,
        url=about.url,
        language=_language(tree),
        tags=_tags(tree, facts) or tuple(about.tags or ()) or cleaned.tags,
        notes=notes or (() if kept else (TEASER,)),
        dropped=(*around(lines, [title, *paragraphs]), *hidden),
    )


def _or_all_lines(kept: tuple[str, ...], lines: Sequence[str], title: str) -> tuple[str, ...]:
    """What was found; where that is next to nothing, what the rules for pasted text find in all the page shows."""
    if sum(map(len, kept)) > _LITTLE:
        return kept
    pasted = sort_blocks([title, *lines[:_MOST_LINES]], title=title).paragraphs
    return pasted if not kept or sum(map(len, pasted)) > max(_ENOUGH, _TIMES_MORE * sum(map(len, kept))) else kept


def _from_first_sentence(blocks: Sequence[str]) -> Sequence[str]:
    """Without the section names and kickers above the lede."""
    start = next((i for i, block in enumerate(blocks) if is_sentence(block) or len(block) > _LONGEST_KICKER), 0)
    return blocks[start if start <= _MOST_KICKERS else 0 :]


def _with_clock(stamp: Stamp, tree: HtmlElement) -> Stamp:
    """The same day with the time that stands beside it on the page, where one does."""
    texts = (text for body in tree.iter("body") for text in body.itertext() if len(text) < _SHORT_TEXT)
    short = map(one_line, islice(texts, _MOST_SHORT_TEXTS))
    beside = (found for text in short if str(stamp.day.year) in text and (found := find_stamp(text)))
    return next((found for found in beside if found.at and found.day == stamp.day), stamp)


def _tags(tree: HtmlElement, facts: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    listed = next((fact["keywords"] for fact in facts if fact.get("keywords")), None)
    metas = list(_metas(tree, "property", {"article:tag"}))
    if listed is None and not metas:
        listed = next(_metas(tree, "name", {"news_keywords"}), None)
    values = re.split(r"[,;]", listed) if isinstance(listed, str) else listed or metas
    return tuple(one_line(str(value)) for value in values[:_MOST_TAGS] if isinstance(values, list))


def _blocks(body: Any) -> list[str]:
    """The paragraphs of trafilatura's tree, each on one line."""
    blocks: list[str] = []
    for element in body.iter(*_BLOCK_TAGS):
        if _holds_paragraphs(element):
            blocks += [text] if (text := one_line(without_controls(element.text or ""))) else []
        elif not any(parent.tag in _BLOCK_TAGS and not _holds_paragraphs(parent) for parent in element.iterancestors()):
            lines = " ".join(_words(element)).split("\n")
            blocks += [text for line in lines if (text := one_line(line))]
    return blocks


def _holds_paragraphs(element: Any) -> bool:
    """Whether an element is only around paragraphs, as the one cell of a table that a whole page is set in."""
    return element.tag in _AROUND and next(element.iter("p", "head"), None) is not None


def _words(element: Any) -> Iterator[str]:
    """The text of an element; a line break in the page is one in the text."""
    yield from ("".join(_with_breaks(element)),)


def _with_breaks(element: Any) -> Iterator[str]:
    yield without_controls(element.text or "").replace("\n", " ")
    for child in element:
        if child.tag == "lb":
            yield "\n"
        yield from _with_breaks(child)
        yield without_controls(child.tail or "").replace("\n", " ")


def _title(tree: HtmlElement, found: str) -> str:
    """The headline as the page prints it; the tab's title often carries the outlet's name behind a bar."""
    found = one_line(found)
    headings = [one_line(heading.text_content()) for heading in tree.xpath("//h1 | //h2 | //h3")]
    shown = [heading for heading in headings if heading in found and 2 * len(heading) > len(found)]
    return max(shown, key=len, default=found)


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """What the page says of itself for machines: the JSON-LD objects that describe an article."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]/text()"):
        try:
            content = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles_in(content, depth=4)


def _articles_in(content: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(content, list) and depth:
        for part in content[:50]:
            yield from _articles_in(part, depth - 1)
    elif isinstance(content, dict):
        if "datePublished" in content or "Article" in str(content.get("@type", "")):
            yield content
        if depth:
            yield from _articles_in(content.get("@graph", []), depth - 1)


def _stamp(tree: HtmlElement, facts: Sequence[dict[str, Any]]) -> Stamp | None:
    values = [str(fact["datePublished"]) for fact in facts if fact.get("datePublished")]
    for attribute, names in _DATE_METAS:
        values += islice(_metas(tree, attribute, names), 1)
    values += islice((day for time, day in _times(tree) if _is_of_publication(time)), 1)
    values += islice((day for time, day in _times(tree) if next(time.iterancestors("article"), None) is not None), 1)
    return next((stamp for value in values if (stamp := parse_stamp(value))), None)


def _metas(tree: HtmlElement, attribute: str, names: Collection[str]) -> Iterator[str]:
    """What the meta tags say that are called one of some names."""
    for meta in tree.iter("meta"):
        if meta.get(attribute) in names and (content := meta.get("content")) is not None:
            yield content


def _times(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    for time in tree.iter("time"):
        if (moment := time.get("datetime")) is not None:
            yield time, moment


def _is_of_publication(time: HtmlElement) -> bool:
    return time.get("pubdate") is not None or time.get("itemprop") == "datePublished"


def _publisher(facts: Sequence[dict[str, Any]]) -> str | None:
    names = (fact.get("publisher") for fact in facts)
    return next((_name(name) for name in names if _name(name)), None)


def _authors(facts: Sequence[dict[str, Any]]) -> str | None:
    for fact in facts:
        given = fact.get("author")
        names = [name for one in (given if isinstance(given, list) else [given]) if (name := _name(one))]
        if names:
            return ", ".join(names)
    return None


def _name(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None


def _language(tree: HtmlElement) -> str | None:
    return languages.code_of(str(tree.get("lang", "")))
