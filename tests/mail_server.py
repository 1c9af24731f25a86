"""A real SMTP server on loopback: what it was told, what it took, and the faults that servers have."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

USER, PASSWORD = "press", "correct horse battery"


@dataclass
class Arrived:
    """A mail the server took."""

    sender: str
    recipients: list[str]
    content: bytes


@dataclass
class Handler:
    """Takes mails, unless it is to refuse: `rcpt` and `data` map an address or "" to what is answered instead."""

    mails: list[Arrived] = field(default_factory=list)
    rcpt: dict[str, str] = field(default_factory=dict)
    login: bool = False
    data: list[str] = field(default_factory=list)  # one answer a mail, "" to take it, "hang up" to take it in silence

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if self.login and not session.authenticated:
            return "530 log in first"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address in self.rcpt:
            return self.rcpt[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.data.pop(0) if self.data else ""
        if answer and answer != "hang up":
            return answer
        self.mails.append(Arrived(envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
        if answer:
            server.transport.abort()
        return "250 taken"

    def to(self, address: str) -> list[Arrived]:
        """What arrived for somebody."""
        return [one for one in self.mails if address in one.recipients]


@dataclass
class MailServer:
    """A server that runs; its settings as `mail:` in a config file has them, and the certificate to trust."""

    handler: Handler
    port: int
    security: str
    login: bool
    trusted: Path

    def settings(self, **more: object) -> dict[str, object]:
        """What a config file says to reach it."""
        login = {"user": USER, "password_env": "MAIL_PASSWORD"} if self.login else {}
        return (
            {"host": "localhost", "port": self.port, "security": self.security, "timeout_seconds": 10.0} | login | more
        )

    def environ(self, password: str = PASSWORD) -> dict[str, str]:
        """What the environment says."""
        return {"SSL_CERT_FILE": str(self.trusted), "MAIL_PASSWORD": password}


@contextmanager
def mail_server(folder: Path, security: str = "starttls", *, login: bool = True) -> Iterator[MailServer]:
    """A server of one kind, as long as it is needed."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    trusted = folder / "trusted.pem"
    authority.cert_pem.write_to_path(str(trusted))

    def let_in(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        good = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=good, handled=False)

    handler = Handler(login=login)
    more: dict[str, Any] = {"authenticator": let_in} if login else {}
    if security == "starttls":
        more |= {"tls_context": context, "require_starttls": True}
    if security == "tls":
        more |= {"ssl_context": context, "auth_require_tls": False}  # it takes only STARTTLS for encryption
    controller = Controller(handler, hostname="127.0.0.1", port=free_port(), **more)
    controller.start()
    try:
        yield MailServer(handler, controller.port, security, login, trusted)
    finally:
        controller.stop()


def free_port() -> int:
    """A port nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
