"""Mails inside mails: what was forwarded is unwrapped, down to the article somebody sent first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefcli import languages
from briefcli.read.dates import Stamp, parse_stamp, stamp_of_mail

TABLE = languages.lists(
    Path(__file__).with_name("mail.yaml"),
    **{"from": "phrases"},
    forwarded="phrases",
    date="phrases",
    subject="phrases",
    others="phrases",
    wrote="phrases",
    sign_offs="phrases",
    footers="phrases",
    greetings="phrases",
    replies="phrases",
)
_FORWARDED = re.compile(rf"\W{{0,3}}(?:{'|'.join(TABLE.phrases('forwarded'))})\s*", re.IGNORECASE)
_FIELDS = {name.casefold(): field for field in ("from", "date", "subject", "others") for name in TABLE.phrases(field)}
_HEADER = re.compile(r"[\s>*]{0,4}([^\W\d_][\w .-]{0,20}?)\s?\*?\s?[:：]\*?\s*(.*)")
_REPLY = re.compile(rf"\s*(?:(?:{'|'.join(TABLE.phrases('replies'))})\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE)
_MOST_HEADERS, _DEEPEST = 8, 6
_WORDS_OF_A_NOTE = 60  # above what is forwarded; more is a mail of its own that quotes another


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A line of a mail. `closed` ones are whole paragraphs; `why` says that it is no text of the mail, and why."""

    text: str
    level: int = 0
    link: str = ""
    closed: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail: who sent it and when, and its lines. `bulk` ones went to a list; `notes` stood above a forwarded one."""

    subject: str = ""
    sender: str = ""
    stamp: Stamp | None = None
    bulk: bool = False
    url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    lines: tuple[Section, ...] = ()
    notes: tuple[Section, ...] = ()


def unwrap(lines: Sequence[Section], letter: Letter) -> Letter:
    """The innermost mail that was forwarded; the mail itself where none was."""
    letter = replace(letter, subject=_bare(letter.subject), lines=tuple(lines))
    for _ in range(_DEEPEST):
        inner = _inner(letter)
        if inner is None:
            break
        letter = inner
    return letter


def _inner(letter: Letter) -> Letter | None:
    lines = letter.lines
    at = next((i for i, line in enumerate(lines) if _FORWARDED.fullmatch(line.text)), None)
    if at is None:
        at = _bare_headers(lines)
        if at is None:
            return None
        at -= 1
    above = lines[: max(at, 0)]
    if sum(len(line.text.split()) for line in above if not line.why) > _WORDS_OF_A_NOTE:
        return None
    fields, rest = _headers(lines[at + 1 :])
    sender = re.sub(r"\s*[<(\[].*$", "", fields.get("from", "")).strip(" \"'*")
    date = fields.get("date", "")
    return Letter(
        subject=_bare(fields.get("subject", "")) or letter.subject,
        sender=sender or letter.sender,
        stamp=(stamp_of_mail(date) or parse_stamp(date)) if date else letter.stamp,
        bulk=False,
        lines=tuple(rest),
        notes=(*letter.notes, *(line for line in above if line.text.strip())),
    )


def _bare(subject: str) -> str:
    """A subject without "Re:" and "Fwd:"."""
    found = _REPLY.match(subject)
    return subject[found.end() :] if found else subject


def _bare_headers(lines: Sequence[Section]) -> int | None:
    """Where three header lines stand together, as some programs forward without saying so."""
    for i in range(len(lines) - 2):
        fields = [_field(line) for line in lines[i : i + 4]]
        if fields[0] == "from" and {"date", "subject"} <= {field for field in fields if field}:
            return i
    return None


def _field(line: Section) -> str | None:
    found = _HEADER.fullmatch(line.text)
    return _FIELDS.get(found[1].strip().casefold()) if found else None


def _headers(lines: Sequence[Section]) -> tuple[dict[str, str], Sequence[Section]]:
    """The fields on top of a forwarded mail, and the lines below them."""
    fields: dict[str, str] = {}
    end = blank = 0
    for i, line in enumerate(lines[: 3 * _MOST_HEADERS]):
        if not line.text.strip(" >"):
            blank += 1
            if fields and not line.closed:
                break
            continue
        found = _HEADER.fullmatch(line.text)
        field = _FIELDS.get(found[1].strip().casefold()) if found else None
        if found is None or field is None:
            break
        fields.setdefault(field, found[2].strip())
        end = i + 1
    return fields, lines[end:]
