"""Addresses of mail. What is no address is refused: nothing else gets into a header."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
