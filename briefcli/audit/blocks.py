"""The blocks of a brief, one reader per format: headings, items, quotations, paragraphs, each with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from typing import Any

from briefcli.errors import ReadError
from briefcli.read.decode import decode
from briefcli.render.lines import OPINION
from briefcli.text import one_line, without_controls

_FENCE = re.compile(r"^\s*(?:```|~~~)")
_OPINION = re.compile(rf"\s*{OPINION} \S{{1,100}}: ")  # begins a line of its own below a point, in plain text and mail
_RULE = re.compile(r"^\s*(?:[-*_=~#]\s*){3,}$")
_UNDERLINE = re.compile(r"^\s*(?:=+|-+|~+|\*+)\s*$")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_ITEM = re.compile(r"^\s*(?:[-*+•‣◦–]|\d{1,3}[.)]|\[\d{1,3}\])\s+")
_OWN_DETAILS = "//details[@class='of'] | //section[@class='missing']/details"  # render/html.py: evidence, left out
_REMEDY = "Name a finished brief in Markdown, text, HTML, DOCX, mail or JSON."
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_TABLE = re.compile(r"^\s*\|.*\|\s*$")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
# Markup that stands around words, and what of it is read: links, pictures, emphasis, code.
_MARKUP = re.compile(
    r"!\[[^\]\n]{0,300}\]\([^)\n]{0,900}\)|\]\((?:<[^>\n]{0,900}>|[^)\n]{0,900})\)|\[(?=[^\]\n]{0,300}\]\()|\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`"
    r"|\\(?=[!-/:-@\[-`{-~])|<[^<>\n]{1,200}>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Some lines that belong together, without markup. `places` says where each character stands in the brief's text.

    `headline` is a heading of which the format says that it is a story's. `cites` are what a brief in JSON says they
    rest on.
    """

    text: str
    places: tuple[int, ...]
    heading: bool = False
    item: bool = False
    quote: bool = False
    row: bool = False
    headline: bool = False
    cites: tuple[str, ...] = ()

    def place(self, at: int) -> int:
        """Where a character stands in the brief's text."""
        return self.places[at]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A brief as it was read. `in_lines` says whether the lines of the text are those of the file."""

    text: str
    blocks: Sequence[Block]
    in_lines: bool


def blocks_of(ending: str, content: bytes) -> Opened:
    """The text of a brief and its blocks.

    Args:
        ending: of the file's name, with its full stop; what the content says goes before it.
        content: the file.

    Raises:
        ReadError: it cannot be read.
    """
    read = _reader(ending, content)
    text, blocks = read(content)
    return Opened(text=text, blocks=blocks, in_lines=read is _marked_up)


def _text_of(content: bytes) -> str:
    try:
        return without_controls(decode(content))
    except ReadError as error:
        raise ReadError(error.problem, remedy=_REMEDY) from error


def _reader(ending: str, content: bytes) -> Callable[[bytes], tuple[str, list[Block]]]:
    head = content.lstrip()[:400]
    if content.startswith(b"PK\x03\x04"):
        return _docx
    if content.startswith((b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0")):
        raise ReadError("is in a format that cannot be audited.", remedy="Save it as DOCX, HTML, Markdown or text.")
    if ending == ".json" or (head.startswith(b"{") and ending in {"", ".txt"}):
        return _json
    if ending == ".eml" or re.match(rb"(?:[A-Za-z-]+: [^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}", head):
        return _mail
    if ending in {".html", ".htm"} or re.match(rb"<(?:!doctype html|html)\b", head, re.IGNORECASE):
        return _html
    return _marked_up


def _marked_up(content: bytes) -> tuple[str, list[Block]]:
    """Markdown, and plain text, whose lists and underlined headings are written the same way."""
    text = _text_of(content)
    return text, list(_text_blocks(text))


def _text_blocks(text: str) -> Iterator[Block]:
    front = _FRONT_MATTER.match(text)
    waiting: list[tuple[int, int]] = []  # lines of the block that is being read, without what leads them
    kind: dict[str, bool] = {}
    fenced = False
    at = front.end() if front else 0
    for line in text[at:].splitlines(keepends=True):
        start, end, at = at, at + len(line.rstrip()), at + len(line)
        bare = text[start:end]
        if _FENCE.match(bare):
            fenced = not fenced
            continue
        if not bare.strip() or _RULE.match(bare) or _TABLE.match(bare):
            if waiting and _UNDERLINE.match(bare):
                kind["heading"] = True
            yield from _finished(text, waiting, kind)
            waiting, kind = [], {}
            if _TABLE.match(bare) and re.search(r"\w", bare):
                yield from _finished(text, [(start, end)], {"row": True})
            continue
        leads, found = _leads(bare)
        begins = found.get("heading") or found.get("item") or (found.get("quote") and not kind.get("quote"))
        if begins or (waiting and (_is_dateline(bare) or _OPINION.match(bare)) and not kind.get("quote")):
            yield from _finished(text, waiting, kind)
            waiting, kind = [], found
        waiting.append((start + leads, end))
        if kind.get("heading"):
            yield from _finished(text, waiting, kind)
            waiting, kind = [], {}
    yield from _finished(text, waiting, kind)


def _is_dateline(line: str) -> bool:
    """Whether a line stands below a headline and says where and when; references may have such a dot, too."""
    return " · " in _BRACKETED.sub("", line) and not line[0].isspace()


def _leads(line: str) -> tuple[int, dict[str, bool]]:
    """How long what leads a line is, and what it makes of it."""
    if found := _HEADING.match(line):
        return found.end(), {"heading": True}
    if found := _QUOTE.match(line):
        return found.end(), {"quote": True}
    if found := _ITEM.match(line):
        numbered = found[0].strip()[:1] in "[0123456789"
        return (0 if numbered and found[0].strip()[0] == "[" else found.end()), {"item": True}
    return len(line) - len(line.lstrip()), {}


def _finished(text: str, lines: Sequence[tuple[int, int]], kind: dict[str, bool]) -> Iterator[Block]:
    """The block that some lines make, without its markup."""
    words: list[str] = []
    places: list[int] = []
    for start, end in lines:
        if words:
            words.append("\n" if kind.get("quote") else " ")
            places.append(start)
        at = start
        for markup in (*_MARKUP.finditer(text, start, end), None):
            stop = markup.start() if markup else end
            words += text[at:stop]
            places += range(at, stop)
            at = markup.end() if markup else end
    if any(not char.isspace() for char in words):
        yield Block(
            text="".join(words).replace(" -- ", " —  "),  # behind a number a mark before "--" would be inches
            places=tuple(places),
            heading=kind.get("heading", False),
            item=kind.get("item", False),
            quote=kind.get("quote", False),
            row=kind.get("row", False),
        )


def _joined(found: Sequence[tuple[str, dict[str, Any]]]) -> tuple[str, list[Block]]:
    """Lines that stand in no text of their own: they make one, an empty line between them."""
    text, blocks = "", []
    for words, kind in found:
        start = len(text)
        text += f"{words}\n\n"
        blocks.append(Block(text=words, places=tuple(range(start, start + len(words))), **kind))
    return text.rstrip("\n"), blocks


def _html(content: bytes) -> tuple[str, list[Block]]:
    from briefcli.read.markup import drop_hidden, drop_machinery, lines_of, tree_of

    tree = tree_of(_text_of(content))
    drop_machinery(tree)
    drop_hidden(tree)
    for folded in tree.xpath(_OWN_DETAILS):
        folded.drop_tree()
    items = {one_line(item.text_content()) for item in tree.xpath("//li")}
    quotes = {one_line(quote.text_content()) for quote in tree.xpath("//blockquote//p | //blockquote[not(.//p)]")}
    lines = [(without_controls(line.text), line.level) for line in lines_of(tree)]
    return _joined(
        [(text, {"heading": bool(level), "item": text in items, "quote": text in quotes}) for text, level in lines]
    )


def _docx(content: bytes) -> tuple[str, list[Block]]:
    from briefcli.read.docx import styled_lines

    try:
        kinds = [(one_line(text), style) for text, style in styled_lines(content)]
    except ReadError as error:
        raise ReadError(error.problem, remedy="Save it again, or as text.") from error
    return _joined(
        [
            (
                text,
                {"heading": "heading" in style or style == "title", "item": "list" in style, "quote": "quote" in style},
            )
            for text, style in kinds
            if text
        ]
    )


def _mail(content: bytes) -> tuple[str, list[Block]]:
    try:
        mail = message_from_bytes(content, policy=policy.default)
        body = mail.get_body(("plain", "html")) if isinstance(mail, EmailMessage) else None
        held = body.get_content() if body is not None else ""
    except (MessageError, LookupError, ValueError, KeyError) as error:
        raise ReadError("is a damaged mail.", remedy="Save it again, or paste its text.") from error
    if body is None or not isinstance(held, str):
        raise ReadError("is a mail without text.", remedy="Paste its text.")
    return (_html if body.get_content_subtype() == "html" else _marked_up)(held.encode("utf-8", "replace"))


def _json(content: bytes) -> tuple[str, list[Block]]:
    """A brief as `brief summarize -f json` prints it."""
    try:
        found = list(_fields(json.loads(_text_of(content))))
        return _joined([(without_controls(text), kind) for text, kind in found])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        problem = "is no brief in JSON."
        raise ReadError(problem, remedy="Use the output of `brief summarize -f json`.") from error


def _fields(brief: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield _words(brief["title"]), {"heading": True}
    for point in brief.get("overview", ()):
        yield _words(point["text"]), _rests_on(point)
    for story in brief["stories"]:
        yield _words(story["headline"]), {"heading": True, "headline": True}
        for point in story["points"]:
            yield _words(point["text"]), _rests_on(point)
        for quote in story["quotes"]:
            said = f"“{_words(quote['text'])}”" + (f" — {_words(quote['speaker'])}" if quote.get("speaker") else "")
            yield said, {"quote": True, "cites": (_words(quote["article"]),)}


def _rests_on(point: dict[str, Any]) -> dict[str, Any]:
    return {"item": True, "cites": tuple(dict.fromkeys(_words(place["article"]) for place in point["evidence"]))}


def _words(held: object) -> str:
    if not isinstance(held, str):
        raise TypeError(f"{held!r} is no text")
    return held
