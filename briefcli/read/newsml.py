"""The formats agencies send: NewsML-G2 with NITF, HTML or plain text inside, and NITF by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from briefcli.errors import ReadError
from briefcli.read.dates import Stamp, parse_stamp
from briefcli.read.markup import Line, lines_of, tree_of
from briefcli.read.parts import Dropped, Parts, Unread
from briefcli.text import one_line

_REMEDY = "Save the item again, or paste its text."
_PARAGRAPHS = {"p", "hl2", "h1", "h2", "h3", "h4", "li", "blockquote", "tr"}
_MEDIA = {"media", "figure", "table", "note", "bibliography"}


def read(content: bytes) -> Iterator[Parts | Unread]:
    """The items of a message, or the one item of a file. Entities are not resolved, nothing is fetched."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("is damaged XML.", remedy=_REMEDY) from error
    if root is None:
        raise ReadError("is damaged XML.", remedy=_REMEDY)
    if _name(root) == "nitf":
        yield _nitf(root)
        return
    items = [root] if _name(root) == "newsItem" else _all(root, "newsItem")
    if not items:
        raise ReadError("is a message without news items.", remedy=_REMEDY)
    for number, item in enumerate(items, start=1):
        yield _item(item) or Unread(name=str(number), reason=f"has no text ({_kind(item)}). {_REMEDY}")


def _item(item: Any) -> Parts | None:
    """The article of a news item; None where it is a picture or the like."""
    content = _first(item, "inlineXML")
    content = content if content is not None else _first(item, "inlineData")
    if content is None:
        return None
    nitf = _first(content, "nitf")
    inner = _nitf(nitf) if nitf is not None else _markup(content)
    if not inner.paragraphs:
        return None
    meta, about = _first(item, "contentMeta"), _first(item, "itemMeta")
    return replace(
        inner,
        title=_text(meta, "headline") or inner.title or _text(about, "title"),
        stamp=_moment(_text(meta, "contentCreated") or _text(about, "versionCreated")) or inner.stamp,
        publisher=_provider(about) or inner.publisher,
        byline=_text(meta, "by") or inner.byline or _text(_first(meta, "creator"), "name") or None,
        dateline=_text(meta, "dateline") or inner.dateline,
        language=_attribute(meta, "language", "tag") or _language(item),
        url=_attribute(item, "link", "href") or None,
        tags=inner.tags or tuple(filter(None, (_text(one, "name") for one in _all(meta, "subject")))),
    )


def _nitf(nitf: Any) -> Parts:
    head, body = _first(nitf, "head"), _first(nitf, "body")
    top, content = _first(body, "body.head"), _first(body, "body.content")
    paragraphs = _paragraphs(content if content is not None else body)
    issued = _attribute(head, "date.issue", "norm") or _attribute(_first(top, "dateline"), "story.date", "norm")
    keys = (one.get("key", "") for one in _all(head, "keyword"))
    captions = (Dropped(text=_words(one), why="caption") for one in _all(content, "media"))
    return Parts(
        title=_text(top, "hl1") or _text(head, "title"),
        paragraphs=paragraphs,
        stamp=_moment(issued or _attribute(head, "pubdata", "date.publication")),
        publisher=_attribute(head, "pubdata", "name") or _attribute(head, "doc.copyright", "holder") or None,
        byline=_words(_first(top, "byline")).removeprefix("By ").removeprefix("by ") or None,
        dateline=_words(_first(_first(top, "dateline"), "location")) or None,
        language=_language(nitf),
        tags=tuple(filter(None, keys)),
        dropped=tuple(one for one in captions if one.text),
    )


def _markup(content: Any) -> Parts:
    """What stands inside an item as HTML or plain text."""
    from lxml import etree

    inside = "".join(etree.tostring(child, encoding="unicode") for child in content)
    text = inside or content.text or ""
    if "<" in text:
        lines = list(lines_of(tree_of(text)))
    else:
        lines = [Line(text=line) for part in text.split("\n") if (line := one_line(part))]
    title = next((line.text for line in lines if line.level == 1), "")
    return Parts(title=title, paragraphs=tuple(line.text for line in lines if line.text != title))


def _paragraphs(content: Any) -> tuple[str, ...]:
    found = []
    for element in content.iter() if content is not None else ():
        parents = {_name(parent) for parent in element.iterancestors()}
        if _name(element) in _PARAGRAPHS and not parents & (_PARAGRAPHS | _MEDIA) and (text := _words(element)):
            found.append(text)
    return tuple(found)


def _moment(value: str) -> Stamp | None:
    """A moment as agencies write it: ISO 8601, or its basic form (20260310T0950Z)."""
    return parse_stamp(value) if value else None


def _provider(about: Any) -> str | None:
    provider = _first(about, "provider")
    if provider is None:
        return None
    return _text(provider, "name") or provider.get("literal") or provider.get("qcode", "").rpartition(":")[2] or None


def _kind(item: Any) -> str:
    return _attribute(_first(item, "itemMeta"), "itemClass", "qcode").rpartition(":")[2] or "an item of another kind"


def _language(element: Any) -> str | None:
    return str(element.get("{http://www.w3.org/XML/1998/namespace}lang", "")) or None


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _all(element: Any, name: str) -> list[Any]:
    return [one for one in element.iter() if _name(one) == name] if element is not None else []


def _first(element: Any, name: str) -> Any:
    return next((one for one in element.iter() if _name(one) == name), None) if element is not None else None


def _words(element: Any) -> str:
    return one_line("".join(element.itertext())) if element is not None else ""


def _text(element: Any, name: str) -> str:
    return _words(_first(element, name))


def _attribute(element: Any, name: str, attribute: str) -> str:
    found = _first(element, name)
    return str(found.get(attribute, "")) if found is not None else ""
