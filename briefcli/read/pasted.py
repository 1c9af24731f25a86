"""Pasted text to the parts of an article: what a person sees at a glance, told apart by rules.

A paste is a list of blocks. Each is judged alone first (`furniture.kind_of`), then by where it stands: what precedes
the body is its head, headings such as "Most read" take the titles below them along, what follows the last paragraph
is the page's foot.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefcli import languages
from briefcli.read.blocks import split_blocks
from briefcli.read.captions import is_signed
from briefcli.read.complete import CUT, is_cut, paywall, refuse_error_page
from briefcli.read.dateline import find_dateline
from briefcli.read.dates import Stamp, find_stamp
from briefcli.read.decode import decode
from briefcli.read.furniture import (
    Kind,
    is_about_the_author,
    is_paragraph,
    is_related_heading,
    is_sentence,
    kind_of,
    label,
)
from briefcli.read.left import left_over
from briefcli.read.outlet import outlet_in
from briefcli.read.parts import Parts
from briefcli.read.quoted import unquoted
from briefcli.read.repeats import without_repeats

_COPYRIGHT_OWNER = re.compile(
    r"(?:©|\(c\)|ⓒ|copyright)(?:\s*(?:©|\(c\)|by|of|\d{4}(?:\s*[-–]\s*\d{4})?|,))*\s*"
    r"([^\W\d_][^.,©|\n]{1,50}?)(?=\s*(?:[.,|©\n]|all\s+rights|alle\s+rechte|tous\s+droits|\d{4}|$))",
    re.IGNORECASE,
)
_BYLINE_OPENS = re.compile(
    r"^\W*(?:(?:written|words|reported|story|text)?\s*by|text:|author:?|reporter:?|"
    rf"{languages.either('byline_opens', (code for code in languages.each('byline_opens') if code != 'en'))})\s+",
    re.IGNORECASE,
)
_UPDATED = re.compile(rf"\b(?:{languages.either('updated')})\b", re.IGNORECASE)
_FORWARDED = re.compile(rf"^\s*(?:{languages.either('reply_prefixes')})\s*:", re.IGNORECASE)
_NAME = re.compile(
    r"^(?:[A-ZÀ-ÖØ-Þ][\w’'.-]+\s+(?:(?:de|da|dos|van|von|der|bin|al|el)\s+)?){1,3}[A-ZÀ-ÖØ-Þ][\w’'-]+(?:\s+in\s+[A-Z]\w+)?$"
)
_READ_MORE = re.compile(r"\W*(?:read|see)\s+more\W*", re.IGNORECASE)
_NEAR_HEAD = 6  # blocks: between a standfirst and the first paragraph stand byline and date
_ROLE_AFTER_NAME = re.compile(
    r",\s*[^,]*\b(?:editor|correspondent|reporter|writer|bureau chief|columnist)s?\b.*$", re.IGNORECASE
)
_WORDS_OF_A_HEADLINE, _LONGEST_TITLE, _LONGEST_FRAGMENT = 4, 90, 25
_SIGNATURE = "--"  # what mail puts above a signature


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    text: str
    kind: Kind


def read(content: bytes) -> Iterator[Parts]:
    """The article of a paste."""
    yield read_pasted(decode(content))


def read_pasted(text: str) -> Parts:
    """The parts of one pasted article.

    Raises:
        ReadError: it is the page of an error.
    """
    parts = sort_blocks(split_blocks(unquoted(text)))
    refuse_error_page(parts.title, " ".join(parts.paragraphs))
    return parts


def sort_blocks(blocks: Sequence[str], *, title: str = "") -> Parts:
    """The parts of an article from its blocks; `title` where something better than the blocks names it."""
    judged = [_Block(text=block, kind=kind_of(block)) for block in without_repeats(blocks)]
    judged = _without_related(_signed_off(_with_names(judged)))
    kinds = {block.text: block.kind for block in judged}
    start = _start_of_body(judged)
    names = " ".join(block.text for i, block in enumerate(judged) if i < start or block.kind == "byline")
    end = _end_of_body(judged, start, names)
    start, end, cut = _with_cut(judged, start, end)
    head, body, foot = judged[:start], judged[start:end], judged[end:]
    labels = {field: value for block in [*foot, *head] if (found := label(block.text)) for field, value in [found]}
    publisher = labels.get("publisher") or _publisher(judged) or _outlet(head)
    named = [block for block in head if not (publisher and _is_masthead(block.text, publisher))]
    headline, rest = _headline(named, title or labels.get("title", ""))
    paragraphs = [block.text for block in [*rest, *body] if block.kind == "text" and block.text != headline]
    dateline = next(filter(None, map(find_dateline, paragraphs[:2])), None)
    notes = (CUT,) if cut and paragraphs else ()
    return Parts(
        title=headline,
        paragraphs=tuple(paragraphs),
        stamp=_stamp([*head, *foot, *body[:_NEAR_HEAD]], labels),
        publisher=publisher,
        byline=labels.get("byline") or _byline(judged),
        dateline=dateline["place"].strip() if dateline else None,
        url=labels.get("url") or _url(head),
        tags=_tags(judged, labels) or _tags_below_heading(foot),
        notes=(*notes, *paywall(blocks, paragraphs)),
        dropped=left_over(blocks, [headline, *paragraphs], kinds),
    )


def _without_related(blocks: Sequence[_Block]) -> list[_Block]:
    """Leave out the titles under a heading such as "Most read", up to the next paragraph."""
    kept: list[_Block] = []
    inside = False
    for block in blocks:
        if _READ_MORE.fullmatch(block.text) and kept and _is_title(kept[-1]):
            kept[-1] = _Block(text=kept[-1].text, kind="related")
        elif block.kind == "related":
            inside = is_related_heading(block.text)
        elif inside and block.kind == "text" and not _ends_related(block, kept[-1]):
            block = _Block(text=block.text, kind="related")  # noqa: PLW2901 - judged anew
        elif block.kind == "text":
            inside = False
        kept.append(block)
    return kept


def _is_title(block: _Block) -> bool:
    return block.kind == "text" and len(block.text) < _LONGEST_TITLE and not is_sentence(block.text)


def _ends_related(block: _Block, before: _Block) -> bool:
    """A sentence ends a list of titles; a short question right below another title may be one of them."""
    title = len(block.text) < _LONGEST_TITLE and block.text.endswith("?") and not is_related_heading(before.text)
    return is_sentence(block.text) and not (title and before.kind == "related")


def _with_names(blocks: Sequence[_Block]) -> list[_Block]:
    """A name on a line of its own beside the date, below the headline, is a byline."""
    judged = list(blocks)
    first = next((i for i, block in enumerate(blocks) if block.kind == "text"), 0)
    for i, block in enumerate(blocks):
        beside = {other.kind for other in blocks[max(0, i - 1) : i + 2]}
        if (
            i > first
            and block.kind == "text"
            and beside & {"date", "label"}
            and _NAME.match(block.text)
            and not outlet_in(block.text)
        ):
            judged[i] = _Block(text=block.text, kind="byline")
    return judged


def _signed_off(blocks: Sequence[_Block]) -> list[_Block]:
    """The last paragraph of a wire report may end with the agency's name; then it is no caption."""
    last = max((i for i, block in enumerate(blocks) if _speaks(block) or is_signed(block.text)), default=-1)
    return [
        _Block(text=block.text, kind="text") if i == last and block.kind == "caption" else block
        for i, block in enumerate(blocks)
    ]


def _speaks(block: _Block) -> bool:
    return block.kind == "text" and is_paragraph(block.text)


def _start_of_body(blocks: Sequence[_Block]) -> int:
    """The first real paragraph; a short sentence counts where a real paragraph, or nothing, comes next."""
    waiting: int | None = None
    for i, block in enumerate(blocks):
        if block.kind != "text":
            continue
        if is_paragraph(block.text):
            return i if waiting is None else waiting
        waiting = i if is_sentence(block.text) and len(block.text) > _LONGEST_FRAGMENT else None
    return len(blocks) if waiting is None else waiting


def _end_of_body(blocks: Sequence[_Block], start: int, names: str) -> int:
    """One past the last block that ends as a sentence does; shorter lines after it are the page's foot.

    So is what introduces the writer, whose name stands in `names`.
    """
    end = start
    closed = False
    for i in range(start, len(blocks)):
        block = blocks[i]
        closed = closed or block.kind == "copyright" or block.text == _SIGNATURE
        speaks = is_paragraph(block.text) if closed else is_sentence(block.text) or is_signed(block.text)
        if block.kind == "text" and speaks and not is_about_the_author(block.text, names):
            end = i + 1
    return end


def _with_cut(blocks: Sequence[_Block], start: int, end: int) -> tuple[int, int, bool]:
    """Where the body starts and ends with a paragraph that breaks off, and whether there is one.

    At the end of all it is where the copying stopped. Where there is no other paragraph, any long one is the body.
    """
    texts = [i for i, block in enumerate(blocks) if block.kind == "text"]
    if end > start:
        last = end if end < len(blocks) and texts and texts[-1] == end else None
        found = last is not None and is_cut(blocks[last].text)
        return start, end + found, found
    cut = [i for i in texts if is_cut(blocks[i].text)]
    return (cut[0], cut[-1] + 1, True) if cut else (start, end, False)


def _outlet(head: Sequence[_Block]) -> str | None:
    """The outlet that is named on a line of its own below the title."""
    first = next((i for i, block in enumerate(head) if block.kind == "text"), len(head))
    lines = (block.text for block in head[first + 1 :] if block.kind in {"text", "date"})
    return next(filter(None, map(outlet_in, lines)), None)


def _headline(head: Sequence[_Block], title: str) -> tuple[str, list[_Block]]:
    """The headline, and what of the head belongs to the body: a standfirst that is a sentence."""
    texts = [block for block in head if block.kind == "text" and not label(block.text) and not _is_url(block.text)]
    if not title or _FORWARDED.match(title):
        long = [block for block in texts if _weight(block.text) >= _WORDS_OF_A_HEADLINE]
        title = (long or sorted(texts, key=lambda block: -_weight(block.text)) or [_Block(text="", kind="text")])[
            0
        ].text
    after = next((i for i, block in enumerate(texts) if block.text == title), -1) + 1
    return title, [block for block in texts[after:] if is_sentence(block.text) and _weight(block.text) > 5]


def _is_masthead(block: str, publisher: str) -> bool:
    return publisher.casefold() in block.casefold() and len(block) < len(publisher) + 20


def _weight(block: str) -> int:
    """Words; in scripts without spaces, two characters count as one."""
    dense = sum("\u3040" <= char <= "\u9fff" for char in block)
    return len(block.split()) + dense // 2


def _stamp(blocks: Sequence[_Block], labels: dict[str, str]) -> Stamp | None:
    lines = [labels["date"]] if "date" in labels else []
    dated = [block.text for block in blocks if block.kind in {"date", "byline", "furniture"}]
    lines += sorted(dated, key=lambda line: bool(_UPDATED.search(line) and not _DATED_FIRST.search(line)))
    return next((stamp for line in lines if (stamp := find_stamp(line))), None)


_DATED_FIRST = re.compile(rf"\b(?:{languages.either('published')})\b", re.IGNORECASE)


def _publisher(blocks: Sequence[_Block]) -> str | None:
    for block in blocks:
        owner = _COPYRIGHT_OWNER.search(block.text) if block.kind == "copyright" else None
        if owner:
            return owner[1].strip(" -–—<>")
    return None


def _byline(blocks: Sequence[_Block]) -> str | None:
    line = next((block.text for block in blocks if block.kind == "byline"), None)
    if line is None:
        return None
    stamp_from = re.search(r"\s*[|·•/]\s*|\s+-\s+", line)
    names = line[: stamp_from.start()] if stamp_from else line
    names = _ROLE_AFTER_NAME.sub("", _BYLINE_OPENS.sub("", names)).strip()
    return re.sub(r"\s+in\s+[A-Z]\w+$", "", names) or None


def _is_url(block: str) -> bool:
    return bool(re.fullmatch(r"https?://\S+", block))


def _url(head: Sequence[_Block]) -> str | None:
    return next((block.text for block in head if _is_url(block.text)), None)


def _tags(blocks: Sequence[_Block], labels: dict[str, str]) -> tuple[str, ...]:
    hashed = [tag.strip(" ,") for block in blocks if block.kind == "tags" for tag in block.text.split("#")]
    listed = [tag.strip(" #") for tag in re.split(r"[,;|·•]", labels.get("tags", ""))]
    return tuple(tag for tag in [*hashed, *listed] if tag)


def _tags_below_heading(foot: Sequence[_Block]) -> tuple[str, ...]:
    """The short lines below "Related topics:"."""
    for i, block in enumerate(foot):
        if label(block.text) == ("tags", ""):
            below = itertools.takewhile(lambda other: other.kind == "text" and len(other.text) < 40, foot[i + 1 :])
            return tuple(tag.text for tag in below)
    return ()
