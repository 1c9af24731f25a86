"""A mail on its way: what a file holds, with the addresses it goes by."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.errors import InvalidHeaderDefect
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from briefcli.addresses import Addressing, Mailbox, mailbox
from briefcli.errors import UsageError

_NEEDED = ("From", "To", "Subject", "MIME-Version", "Received")  # one of them every mail has
_LINE = 998  # bytes of a line that servers take: RFC 5322, 2.1.1
_MAKE_ONE = "Make one with `-f eml`, as in `brief summarize ~/clippings -o brief.eml`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail as it leaves.

    `file` is None where it came on standard input. `identity` is its Message-ID, or a hash of it where it has none.
    `content` ends its lines with CRLF.
    """

    file: Path | None
    identity: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    content: bytes

    @property
    def source(self) -> str:
        """Where it came from, in words."""
        return _source(self.file)


def read_mail(file: Path, given: Addressing, default: Addressing, now: datetime) -> Mail:
    """The mail in a file.

    Args:
        file: an .eml file.
        given: what the user wants instead of what it says.
        default: what holds where it says nothing.
        now: the date of a mail that has none.

    Raises:
        UsageError: it cannot be read, is no mail, or does not say whom it is from and goes to.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}).", remedy=_MAKE_ONE) from error
    return mail_of(file, content, given, default, now)


def mail_of(file: Path | None, content: bytes, given: Addressing, default: Addressing, now: datetime) -> Mail:
    """The mail that some bytes are, of a file or of standard input; the rest is as of `read_mail`."""
    source = _source(file)
    content = re.sub(rb"\r?\n|\r", b"\r\n", content.removeprefix(b"\xef\xbb\xbf"))
    try:
        message = message_from_bytes(content, policy=SMTP)
        assert isinstance(message, EmailMessage)
        if not any(name in message for name in _NEEDED):
            raise UsageError(f"{source} is no mail.", remedy=_MAKE_ONE)
        changed = _addressed(message, given, default, now)
        sender, recipients = _boxes(message, "From"), _boxes(message, "To", "Cc", "Bcc")
        changed |= _without(message, "Bcc", "X-Unsent")
        if "Message-ID" not in message:
            message["Message-ID"] = f"<{hashlib.sha256(content).hexdigest()[:32]}@brief.invalid>"
            changed = True
        whole = message.as_bytes(policy=SMTP) if changed else content
    except (ValueError, LookupError, TypeError, AttributeError) as error:  # what a mail of somebody else can hold
        raise UsageError(f"{source} cannot be read as a mail ({error}).", remedy=_MAKE_ONE) from error
    if not sender:
        raise UsageError(f"{source} does not say who sends it.", remedy="Say it with --from, or `from` below `mail:`.")
    if not recipients:
        raise UsageError(f"{source} goes to nobody.", remedy="Say to whom with --to, or `to` below `mail:`.")
    if max(map(len, whole.split(b"\r\n"))) > _LINE:
        raise UsageError(f"{source} has a line longer than {_LINE} bytes, which servers refuse.", remedy=_MAKE_ONE)
    return Mail(
        file=file,
        identity=" ".join(str(message["Message-ID"]).split()),
        sender=sender[0].address,
        recipients=tuple(dict.fromkeys(one.address for one in recipients)),
        subject=" ".join(str(message["Subject"] or "").split()),
        content=whole,
    )


def _source(file: Path | None) -> str:
    return "standard input" if file is None else str(file)


def _addressed(message: EmailMessage, given: Addressing, default: Addressing, now: datetime) -> bool:
    """Put into the headers what the user wants there, and what is missing; whether that changed anything."""
    wanted: dict[str, object] = {
        "From": _header([box]) if (box := given.sender or ("From" not in message and default.sender)) else None,
        "To": _header(boxes) if (boxes := given.to or (() if _has_recipient(message) else default.to)) else None,
        "Subject": given.subject,
        "Date": None if "Date" in message else format_datetime(now),
    }
    for name, value in wanted.items():
        if value is not None:
            del message[name]
            message[name] = value
    if given.to:
        _without(message, "Cc", "Bcc")
    return any(value is not None for value in wanted.values())


def _has_recipient(message: EmailMessage) -> bool:
    return any(name in message for name in ("To", "Cc", "Bcc"))


def _header(boxes: Iterable[Mailbox]) -> list[Address]:
    return [Address(display_name=one.name, addr_spec=one.address) for one in boxes]


def _without(message: EmailMessage, *names: str) -> bool:
    there = [name for name in names if name in message]
    for name in there:
        del message[name]
    return bool(there)


def _boxes(message: EmailMessage, *names: str) -> list[Mailbox]:
    """The addresses of some headers; one that is none is an error."""
    headers = [header for name in names for header in message.get_all(name, [])]
    for header in headers:
        if any(isinstance(defect, InvalidHeaderDefect) for defect in header.defects):
            raise ValueError(f"{header.name} is {' '.join(str(header).split())}")
    return [mailbox(one.addr_spec) for header in headers for one in header.addresses]
