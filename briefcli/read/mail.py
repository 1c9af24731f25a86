"""Mails: EML as one article with what is attached to it, MBOX as the mails in it, MHTML as the page it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from briefcli.article import Dropped
from briefcli.errors import ReadError
from briefcli.read.dates import Stamp, parse_stamp, stamp_of_mail
from briefcli.read.decode import decode
from briefcli.read.forwarded import Letter, unwrap
from briefcli.read.letters import Section, parts_of
from briefcli.read.markup import drop_hidden, lines_of, tree_of
from briefcli.read.page import read_page
from briefcli.read.parts import Member, Parts, Unread
from briefcli.text import one_line

# What the standard library's header parser raises on headers no standard knows.
_BROKEN = (ValueError, LookupError, AttributeError, TypeError, RecursionError, MessageError)
_FROM = re.compile(rb"^From [^\n]*\d{4}[^\n]*\n(?=[A-Za-z][\w-]*:|>?From )", re.MULTILINE)
_READABLE = re.compile(
    r"text/(?:html|plain|markdown|csv|rtf)|message/rfc822|application/(?:pdf|rtf|zip|gzip|json|xhtml\+xml|"
    r"vnd\.openxmlformats-officedocument\.wordprocessingml\.document|vnd\.oasis\.opendocument\.text)$"
)
_READABLE_NAME = re.compile(r"\.(?:pdf|docx|odt|rtf|html?|md|eml|txt|zip|gz)$", re.IGNORECASE)
_BULK = ("List-Id", "List-Unsubscribe", "List-Post")
_MOST_PARTS = 500


def read(content: bytes) -> Iterator[Parts | Member | Unread]:
    """The article of a mail, or of each mail of a mailbox, and the files attached that may be articles."""
    if content.startswith(b"From "):
        yield from _mailbox(content)
        return
    mail = _parsed(content)
    page = _saved_page(mail)
    if page is not None:
        yield page
        return
    yield from _mail(mail)


def _parsed(content: bytes) -> EmailMessage:
    try:
        return BytesParser(policy=policy.default).parsebytes(content)
    except _BROKEN as error:
        raise ReadError("is a damaged mail.", remedy="Save its text as .txt.") from error


def _mailbox(content: bytes) -> Iterator[Member]:
    starts = [found.start() for found in _FROM.finditer(content)] or [0]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(content)], strict=True), start=1):
        mail = content[start:end].partition(b"\n")[2]
        yield Member(name=str(number), content=re.sub(rb"^>(>*From )", rb"\1", mail, flags=re.MULTILINE))


def _mail(mail: EmailMessage) -> Iterator[Parts | Member | Unread]:
    bodies, attached, dropped = _sorted_parts(mail)
    letter = unwrap(_sections(mail, bodies), _letter(mail))
    found = parts_of(letter, dropped)
    if not found and not attached:
        raise ReadError("is a mail without text.", remedy="Open it, and save what it shows as .txt.")
    yield from found
    yield from attached


def _sorted_parts(mail: EmailMessage) -> tuple[list[EmailMessage], list[Member], list[Dropped]]:
    """The parts that are the mail's own text, those to be read as files, and those that are neither."""
    bodies: list[EmailMessage] = []
    attached: list[Member] = []
    dropped: list[Dropped] = []
    for part in _leaves(mail):
        kind, name = part.get_content_type(), _name(part)
        aside = _header(part, "Content-Disposition").lower().startswith("attachment") or (name and kind != "text/plain")
        if kind in {"text/plain", "text/html"} and not aside:
            bodies.append(part)
        elif kind == "message/rfc822" or _READABLE.match(kind) or _READABLE_NAME.search(name):
            attached.append(Member(name=name or f"part {len(attached) + 1}", content=_bytes(part)))
        else:
            dropped.append(Dropped(text=f"{name or 'unnamed'} ({kind})", why="attachment"))
    return bodies, attached, dropped


def _leaves(mail: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, in order; a mail that is attached is one of them, whole."""
    waiting = [mail]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            waiting.extend(reversed([one for one in part.iter_parts() if isinstance(one, EmailMessage)]))
        else:
            yield part
    if waiting:
        raise ReadError("has more parts than a mail has.", remedy="Save its text as .txt.")


def _bytes(part: EmailMessage) -> bytes:
    """What a part holds, decoded from what mails are sent in."""
    try:
        if part.get_content_type() == "message/rfc822":
            inside = part.get_payload(0) if part.is_multipart() else part.get_payload()
            return inside.as_bytes() if isinstance(inside, EmailMessage) else str(inside).encode("utf-8", "replace")
        held = part.get_payload(decode=True)
    except _BROKEN:
        return b""
    return held if isinstance(held, bytes) else b""


def _sections(mail: EmailMessage, bodies: list[EmailMessage]) -> list[Section]:
    """The lines of the mail's text: of the plain one, unless only the HTML one has it all."""
    plain = [part for part in bodies if part.get_content_type() == "text/plain"]
    html = [part for part in bodies if part.get_content_type() == "text/html"]
    of_plain = [line for part in plain for line in _plain_lines(part)]
    of_html = [line for part in html for line in _html_lines(part)]
    if not html or (plain and mail.get_content_type() == "multipart/mixed" and not _words(of_html)):
        return of_plain
    return of_html if _words(of_html) >= 0.6 * _words(of_plain) else of_plain


def _words(lines: list[Section]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _plain_lines(part: EmailMessage) -> list[Section]:
    text = _text(part)
    if "flowed" in _parameter(part, "format"):
        text = re.sub(r"(?<=\S) \n(?=\S)", " ", text)
    return [Section(text=line) for line in text.split("\n")]


def _html_lines(part: EmailMessage) -> list[Section]:
    markup = _text(part)
    if not markup.strip():
        return []
    try:
        tree = tree_of(markup)
    except ReadError:
        return []
    hidden = drop_hidden(tree)
    lines = [Section(text=line.text, level=line.level, link=line.link, closed=True) for line in lines_of(tree)]
    return [*lines, *(Section(text=one.text, closed=True, why=one.why) for one in hidden)]


def _text(part: EmailMessage) -> str:
    content = _bytes(part)
    return decode(content, declared=_parameter(part, "charset") or None) if content.strip() else ""


def _saved_page(mail: EmailMessage) -> Parts | None:
    """The page a browser saved as MHTML; None where this is a mail."""
    saved = mail.get_content_type() == "multipart/related" and not _header(mail, "To")
    address = _header(mail, "Snapshot-Content-Location")
    if not saved and not address:
        return None
    for part in _leaves(mail):
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            parts = read_page(_bytes(part), declared=_parameter(part, "charset") or None)
            url = address or _header(part, "Content-Location")
            return replace(parts, url=parts.url or (url if url.startswith("http") else None))
    return None


def _letter(mail: EmailMessage) -> Letter:
    name, address = parseaddr(_header(mail, "From"))
    return Letter(
        subject=one_line(_header(mail, "Subject")),
        sender=one_line(name) or address,
        stamp=stamp(_header(mail, "Date")),
        bulk=any(_header(mail, name) for name in _BULK),
        url=_header(mail, "Archived-At").strip("<>") or None,
        language=_header(mail, "Content-Language") or None,
        tags=tuple(one for one in re.split(r"[,;]", _header(mail, "Keywords")) if one.strip()),
    )


def stamp(value: str) -> Stamp | None:
    """The moment a date of a mail names, and those that only people write."""
    return stamp_of_mail(value) or (parse_stamp(value) if value else None)


def _header(part: EmailMessage, name: str) -> str:
    try:
        return str(part[name] or "")
    except _BROKEN:
        return ""


def _parameter(part: EmailMessage, name: str) -> str:
    try:
        return str(part.get_param(name) or "")
    except _BROKEN:
        return ""


def _name(part: EmailMessage) -> str:
    try:
        return one_line(part.get_filename() or "").rsplit("/", 1)[-1]
    except _BROKEN:
        return ""
