"""The text of a mail to articles: without answers, signatures and legal footers; newsletters taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefcli.article import Dropped
from briefcli.read.blocks import split_blocks
from briefcli.read.forwarded import TABLE, Letter, Section
from briefcli.read.furniture import is_paragraph, is_sentence
from briefcli.read.outlet import outlet_in
from briefcli.read.parts import Parts
from briefcli.read.pasted import sort_blocks
from briefcli.read.quoted import is_quoted, unquoted
from briefcli.text import one_line

__all__ = ["Section", "parts_of"]

_WROTE = re.compile(rf"\s*(?:{'|'.join(TABLE.phrases('wrote'))})\s*", re.IGNORECASE)
_SIGN_OFF = re.compile(rf"\s*(?:{'|'.join(TABLE.phrases('sign_offs'))})[\s,.!]*", re.IGNORECASE)
_FOOTER = re.compile(rf"\W*(?:{'|'.join(TABLE.phrases('footers'))})", re.IGNORECASE)
_GREETING = re.compile(rf"(?:{'|'.join(TABLE.phrases('greetings'))})[,:!.]?", re.IGNORECASE)
_RULE = re.compile(r"\s*([-=_*~#•·])\1{4,}\s*")
_ADDRESS = re.compile(r"<?\bhttps?://\S+")
_FEWEST_SECTIONS, _WORDS_OF_A_SECTION = 3, 15
_WORDS_OF_AN_ANSWER = 40
_WORDS_OF_A_SUBJECT = 3


def parts_of(letter: Letter, dropped: Sequence[Dropped] = ()) -> list[Parts]:
    """The articles of a mail: one, or the items of a newsletter; none where there is no text."""
    lines, left = _own_lines(letter)
    left = [*dropped, *(Dropped(text=one.text, why=one.why or "covering note") for one in letter.notes), *left]
    items = _items(lines)
    if items:
        found = [_item(letter, item) for item in items]
    else:
        found = [_whole(letter, lines)] if any(line.text.strip() for line in lines) else []
    return [replace(found[0], dropped=(*found[0].dropped, *left)), *found[1:]] if found else []


def _own_lines(letter: Letter) -> tuple[list[Section], list[Dropped]]:
    """The lines the sender wrote, and what else stands there: what he answers to, his signature, footers."""
    dropped = [Dropped(text=line.text, why=line.why) for line in letter.lines if line.why]
    lines = [line for line in letter.lines if not line.why]
    lines, answered = _without_answered(lines)
    lines, signature = _without_signature(lines)
    dropped += [Dropped(text=one.text, why="quoted mail") for one in answered if one.text.strip()]
    dropped += [Dropped(text=one.text, why="signature") for one in signature if one.text.strip()]
    return lines, dropped


def _without_answered(lines: list[Section]) -> tuple[list[Section], list[Section]]:
    """Without the mail that is answered; where nearly all is quoted, the quoted text is what was sent."""
    quoted = [line for line in lines if is_quoted(line.text) or _WROTE.fullmatch(line.text)]
    own = [line for line in lines if not (is_quoted(line.text) or _WROTE.fullmatch(line.text))]
    if not quoted or sum(len(line.text.split()) for line in own) >= _WORDS_OF_AN_ANSWER:
        return own, quoted
    plain = unquoted("\n".join(line.text for line in quoted if not _WROTE.fullmatch(line.text)))
    return [Section(text=line) for line in plain.split("\n")], own


def _without_signature(lines: list[Section]) -> tuple[list[Section], list[Section]]:
    """Without what stands below "-- ", or below the last greeting where little follows it."""
    for i in range(len(lines) - 1, -1, -1):
        below = sum(len(line.text.split()) for line in lines[i + 1 :])
        if below > 150:
            break
        if lines[i].text.rstrip() in {"--", "-- ", "—"} or (below < 60 and _SIGN_OFF.fullmatch(lines[i].text)):
            return lines[:i], lines[i:]
    return lines, []


def _whole(letter: Letter, lines: Sequence[Section]) -> Parts:
    blocks = _blocks(lines)
    kept = [block for block in blocks if not _is_footer(block)]
    footers = tuple(Dropped(text=block, why="footer of the mail") for block in blocks if _is_footer(block))
    greeting = kept[:1] if kept and len(kept) > 1 and _GREETING.fullmatch(kept[0]) else []
    kept = kept[len(greeting) :]
    footers += tuple(Dropped(text=block, why="greeting") for block in greeting)
    title = _title(letter.subject, kept)
    parts = sort_blocks(kept if title in kept[:3] else [title, *kept], title=title)
    if not parts.paragraphs:
        parts = replace(parts, paragraphs=tuple(block for block in kept if block != title), dropped=())
    return _signed(replace(parts, dropped=(*parts.dropped, *footers)), letter)


def _blocks(lines: Sequence[Section]) -> list[str]:
    """Paragraphs: those that HTML closes, and the lines of plain text put together again."""
    blocks: list[str] = []
    plain: list[str] = []
    for line in lines:
        if line.closed:
            blocks += split_blocks("\n".join(plain), folded=True) if plain else []
            plain = []
            blocks.append(one_line(line.text))
        else:
            plain.append(line.text)
    blocks += split_blocks("\n".join(plain), folded=True) if plain else []
    return [block for block in blocks if block and not _RULE.fullmatch(block)]


def _is_footer(block: str) -> bool:
    return bool(_FOOTER.match(block))


def _title(subject: str, blocks: Sequence[str]) -> str:
    """The subject; where that says nothing ("FYI"), the first line that may be a title."""
    if len(subject.split()) >= _WORDS_OF_A_SUBJECT:
        return subject
    return next((block for block in blocks[:3] if not is_sentence(block) and len(block) < 200), subject)


def _signed(parts: Parts, letter: Letter) -> Parts:
    """The article with what the mail says of it, where it says nothing itself."""
    outlet = outlet_in(letter.sender) or (letter.sender if letter.bulk else None)
    return replace(
        parts,
        stamp=parts.stamp or letter.stamp,
        publisher=parts.publisher or outlet,
        byline=parts.byline or (letter.sender if not outlet and "@" not in letter.sender else None),
        url=parts.url or letter.url,
        language=letter.language,
        tags=parts.tags or letter.tags,
    )


def _items(lines: Sequence[Section]) -> list[list[Section]]:
    """The items of a newsletter, each a heading, text and an address of its own; nothing where it is one article."""
    levels = {line.level for line in lines if line.level}
    by_heading = [_split(lines, lambda line, level=level: line.level == level) for level in sorted(levels)]
    by_rule = [_split(lines, lambda line: bool(_RULE.fullmatch(line.text)))]
    for sections in (*by_heading, *by_rule):
        items = [one for one in sections if _is_item(one)]
        if len(items) >= _FEWEST_SECTIONS and len(items) >= 0.7 * (len(sections) - 2):
            return items
    return []


def _split(lines: Sequence[Section], starts: object) -> list[list[Section]]:
    sections: list[list[Section]] = [[]]
    for line in lines:
        if callable(starts) and starts(line):
            sections.append([])
        sections[-1].append(line)
    return [one for one in sections if any(line.text.strip() for line in one)]


def _is_item(lines: Sequence[Section]) -> bool:
    words = sum(len(line.text.split()) for line in lines)
    linked = any(line.link.startswith("http") or _ADDRESS.search(line.text) for line in lines)
    spoken = any(is_sentence(block) for block in _blocks(lines)) or any(map(is_paragraph, _blocks(lines)))
    return words >= _WORDS_OF_A_SECTION and linked and spoken


def _item(letter: Letter, lines: Sequence[Section]) -> Parts:
    link = next(_links(lines), None)
    blocks = [block for block in _blocks(lines) if not _is_footer(block)]
    title = next((line.text for line in lines if line.level), "") or next(iter(blocks), "")
    parts = sort_blocks(blocks, title=one_line(title))
    if not parts.paragraphs:
        kept = tuple(block for block in blocks if block != parts.title and not _ADDRESS.fullmatch(block))
        parts = replace(parts, paragraphs=kept, dropped=())
    return replace(_signed(parts, letter), url=link)


def _links(lines: Sequence[Section]) -> Iterator[str]:
    for line in lines:
        found = _ADDRESS.search(line.text)
        if line.link.startswith("http"):
            yield line.link
        elif found:
            yield found[0].strip("<>()[].,")
