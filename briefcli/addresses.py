"""Addresses of mail, and the settings of it: who sends a brief, to whom, by which server.

What is no address is refused: nothing else gets into a header.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

_BOX = re.compile(r"(?P<local>[\w.!#$%&'*+/=?^`{|}~-]+)@(?P<domain>[^\s@<>\"\[\]\\,;:()]+)", re.ASCII)
_NAMED = re.compile(r"(?P<name>[^<>\x00-\x1f\x7f-\x9f]*)<(?P<box>[^<>]*)>")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?", re.IGNORECASE)
_LONGEST = 254  # characters of an address: RFC 5321, 4.5.3.1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """An address such as "desk@example.org", and the name that stands before it, "" where there is none."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressing:
    """Whom a mail is from, whom it goes to, and what it is called.

    `sender` and `subject` are None where nobody said. In a subject, {title} and {date} stand for those of the brief.
    """

    sender: Mailbox | None = None
    to: tuple[Mailbox, ...] = ()
    subject: str | None = None


NOBODY = Addressing()


def mailbox(given: str) -> Mailbox:
    """One address, as people write it: "desk@example.org", "The desk <desk@example.org>".

    Raises:
        ValueError: it is none, or several.
    """
    given = given.strip()
    named = _NAMED.fullmatch(given)
    name, box = (named["name"].strip().strip('"').strip(), named["box"].strip()) if named else ("", given)
    found = _BOX.fullmatch(box)
    domain = _ascii(found["domain"]) if found else ""
    if not found or not domain or len(box) > _LONGEST or ".." in found["local"] or found["local"].startswith("."):
        raise ValueError("It must be one address, such as desk@example.org or The desk <desk@example.org>")
    return Mailbox(name=name, address=f"{found['local']}@{domain}")


def _ascii(domain: str) -> str:
    """A domain as it is asked for in the DNS, "" where it cannot be one."""
    try:
        plain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return plain if all(map(_LABEL.fullmatch, plain.split("."))) else ""


def listed(given: object) -> object:
    """`BRIEF_FOLLOW="Kenya, Samsung"` is a list of two."""
    return [one.strip() for one in given.split(",") if one.strip()] if isinstance(given, str) else given


def _one_address(given: str) -> str:
    mailbox(given)
    return given


_Address = Annotated[str, AfterValidator(_one_address)]
_Addresses = Annotated[tuple[_Address, ...], BeforeValidator(listed)]


class MailSettings(BaseModel):
    """Whom briefs are from and go to by mail, and the server that takes them.

    `desks` are addresses for single countries or regions of a digest; the others go to `to`. The password is the value
    of the environment variable `password_env` names, or the first line of `password_file`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    sender: Annotated[_Address | None, Field(alias="from")] = None
    to: _Addresses = ()
    desks: dict[str, _Addresses] = {}
    subject: str | None = None
    host: str | None = None
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password_env: str | None = None
    password_file: Path | None = None
    timeout_seconds: Annotated[float, Field(gt=0)] = 30.0

    def addressing(self, *places: str) -> Addressing:
        """Whom a mail is from and goes to: the brief of a country or region, by its code or name, to its desk."""
        desks = {name.casefold(): to for name, to in self.desks.items()}
        to = next((desks[one.casefold()] for one in places if one.casefold() in desks), self.to)
        return Addressing(
            sender=mailbox(self.sender) if self.sender else None, to=tuple(map(mailbox, to)), subject=self.subject
        )
