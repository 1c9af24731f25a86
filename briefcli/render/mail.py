"""A brief as a mail (.eml): text that flows to the width of a screen, and HTML, no larger than mail programs show.

RFC 5322, lines end with CRLF; the text is `format=flowed` (RFC 3676). The same brief to the same people gives the same
bytes, so that its Message-ID tells whether it has been sent.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from textwrap import wrap

from briefcli.addresses import NOBODY, Addressing, Mailbox
from briefcli.render.fitting import fitted
from briefcli.render.letter import to_letter
from briefcli.render.lines import bound, unbound
from briefcli.render.plain import to_text
from briefcli.render.sections import Outline
from briefcli.render.sources import show_day
from briefcli.text import one_line

MOST_BYTES = 100_000  # Gmail cuts a mail off above 102 KB
_WIDTH = 72  # columns of flowed text, the space at the end apart: RFC 3676, 4.2
_POLICY = SMTP.clone(cte_type="7bit")
_PLACEHOLDER = re.compile(r"\{(?:title|date)\}")
_MOSTLY_ASCII = 1 / 6  # a larger share of other characters is shorter in base64 than in quoted-printable


def to_mail(shown: Outline, addressing: Addressing = NOBODY) -> str:
    """A brief as a mail; without an addressee as a draft, which `X-Unsent` makes mail programs open as one."""

    def made(shown: Outline) -> str:
        return mail(shown.title, _flowing(shown), to_letter(shown), shown.generated, addressing)

    return made(fitted(shown, lambda one: len(made(one)) < MOST_BYTES))


def mail(title: str, text: str, html: str, sent: datetime, addressing: Addressing = NOBODY) -> str:
    """A mail in two bodies, ASCII throughout. A line of the text is a paragraph, however long."""
    message = EmailMessage(policy=_POLICY)
    if addressing.sender:
        message["From"] = _address(addressing.sender)
    if addressing.to:
        message["To"] = [_address(one) for one in addressing.to]
    else:
        message["X-Unsent"] = "1"
    message["Subject"] = _subject(title, sent, addressing.subject)
    message["Date"] = format_datetime(sent)
    identity = hashlib.sha256("\0".join([*map(str, message.values()), text]).encode("utf-8", "replace")).hexdigest()[
        :32
    ]
    message["Message-ID"] = f"<{identity}@{addressing.sender.domain if addressing.sender else 'brief.invalid'}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office note comes back
    message.set_content(flowed(text), charset="utf-8", cte=_encoding(text), params={"format": "flowed"})
    message.add_alternative(html, subtype="html", charset="utf-8", cte=_encoding(html))
    message.set_boundary(f"=_{identity}")
    return message.as_bytes().decode("ascii")


def flowed(text: str) -> str:
    """Text whose lines are paragraphs, as `format=flowed`: a space at the end of a line says that it goes on."""
    return "\n".join(line for paragraph in text.split("\n") for line in _lines(paragraph)) + "\n"


def _lines(paragraph: str) -> list[str]:
    lines = wrap(bound(paragraph), _WIDTH, break_long_words=False, break_on_hyphens=False) or [""]
    whole = [unbound(line) for line in lines]
    return [_stuffed(line + " " * (place < len(whole))) for place, line in enumerate(whole, start=1)]


def _stuffed(line: str) -> str:
    """A line that a mail program could take for quoted or indented has a space before it: RFC 3676, 4.4."""
    return f" {line}" if line.startswith((" ", ">", "From ")) else line


def _flowing(shown: Outline) -> str:
    """The plain text of a brief, a paragraph a line."""
    return to_text(shown, _unfolded).rstrip("\n")


def _unfolded(text: str, first: str, _others: str) -> str:
    return f"{first.strip()} {text}" if first.strip() else text


def _address(one: Mailbox) -> Address:
    return Address(display_name=one_line(one.name), addr_spec=one.address)


def _subject(title: str, sent: datetime, template: str | None) -> str:
    """A subject on one line, whatever the title holds."""
    filling = {"{title}": title, "{date}": show_day(sent)}
    return one_line(_PLACEHOLDER.sub(lambda found: filling[found[0]], template or "{title}, {date}"))


def _encoding(text: str) -> str:
    others = sum(not character.isascii() for character in text)
    return "quoted-printable" if others <= _MOSTLY_ASCII * len(text) else "base64"
