"""A brief as a mail draft (.eml) that any mail program opens, with a plain and an HTML body."""

from __future__ import annotations

import hashlib
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from briefcli.render.html import to_html
from briefcli.render.plain import to_text
from briefcli.render.sections import Outline


def to_mail(shown: Outline) -> str:
    """A brief as a mail without sender and addressee: `X-Unsent` makes mail programs open it as a draft."""
    return mail(
        f"{shown.title}, {shown.day.split(',')[0]}", to_text(shown), to_html(shown), format_datetime(shown.generated)
    )


def mail(subject: str, text: str, html: str, sent: str) -> str:
    """A mail in two bodies; the same content gives the same bytes."""
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["Subject"] = subject
    message["Date"] = sent
    message["X-Unsent"] = "1"
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(html, subtype="html", charset="utf-8", cte="quoted-printable")
    message.set_boundary("=_" + hashlib.sha256(f"{subject}\0{text}".encode()).hexdigest()[:32])
    return message.as_bytes().decode("ascii").replace("\r\n", "\n")
