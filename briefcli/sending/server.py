"""A mail server, spoken to as RFC 5321 has it, over a connection that is encrypted unless the user wants none."""

from __future__ import annotations

import os
import re
import smtplib
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address

from briefcli.errors import BriefError, UsageError
from briefcli.mail_settings import MailSettings
from briefcli.sending.mails import Mail

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_GO_ON, _CLOSING = 354, 421


class UnreachableError(BriefError):
    """No mail can be handed to the server at all, for a reason that is the same for every one of them."""


class RefusedError(BriefError):
    """The server does not take one mail."""


class InDoubtError(BriefError):
    """The server had all of a mail, and did not say whether it took it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server, and how to speak to it. `password` is "" where nobody logs in."""

    host: str
    port: int
    security: str
    user: str
    password: str
    timeout: float

    def __repr__(self) -> str:
        """Without the password: it is in no log and no traceback."""
        return f"Server({self.host}:{self.port})"


def described(settings: MailSettings) -> str:
    """The server of the settings, in words."""
    if not settings.host:
        return "none; name it as `host` below `mail:` in the config"
    how = {"starttls": "STARTTLS", "tls": "TLS", "none": "not encrypted"}[settings.security]
    where = f"{settings.host}:{settings.port or _PORTS[settings.security]}, {how}"
    return f"{where}, as {settings.user}" if settings.user else where


def server_of(settings: MailSettings, environ: Mapping[str, str] | None = None) -> Server:
    """The server of the settings, with its password.

    Raises:
        UsageError: no server, no password where there is a user, or one that would go out unencrypted.
    """
    if not settings.host:
        raise UsageError("There is no mail server.", remedy="Name it in the config, as `host` below `mail:`.")
    password = _password(settings, os.environ if environ is None else environ) if settings.user else ""
    if settings.user and settings.security == "none" and not _is_here(settings.host):
        raise UsageError(
            f"The password for {settings.host} would go out unencrypted.",
            remedy="Set mail.security to starttls or tls.",
        )
    return Server(
        host=settings.host,
        port=settings.port or _PORTS[settings.security],
        security=settings.security,
        user=settings.user or "",
        password=password,
        timeout=settings.timeout_seconds,
    )


def _password(settings: MailSettings, environ: Mapping[str, str]) -> str:
    if settings.password_env:
        if found := environ.get(settings.password_env):
            return found
        raise UsageError(
            f"${settings.password_env}, the password for mail, is not set.", remedy="Set it, and try again."
        )
    if settings.password_file:
        path = settings.password_file.expanduser()
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "not UTF-8"
            raise UsageError(f"{path}: the password cannot be read ({why}).", remedy="Its first line is it.") from error
        if lines and lines[0].strip():
            return lines[0].strip()
        raise UsageError(f"{path} holds no password.", remedy="Its first line must be it.")
    raise UsageError(
        f"There is no password for {settings.user}.",
        remedy="Say where it is: password_env or password_file below `mail:`.",
    )


def _is_here(host: str) -> bool:
    if host.casefold() == "localhost":
        return True
    with suppress(ValueError):
        return ip_address(host.strip("[]")).is_loopback
    return False


class Session:
    """A connection that is made when the first mail goes, and made again when it broke."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None

    def deliver(self, mail: Mail, handing_over: Callable[[list[str]], None]) -> dict[str, str]:
        """Hand over a mail; gives those whom the server does not take, each with its reason.

        Args:
            mail: what goes, to its recipients.
            handing_over: called with those the server takes, just before it is told that it has all of the mail.

        Raises:
            UnreachableError: there is no server, or it lets nobody in.
            RefusedError: it does not take this mail.
            InDoubtError: it may have taken it.
        """
        smtp = self._open(mail.sender.rpartition("@")[2])
        try:
            return self._say(smtp, mail, handing_over)
        except smtplib.SMTPServerDisconnected as error:
            self.close()
            raise RefusedError(f"{self._server.host} closed the connection ({_shown(error)}).") from error
        except OSError as error:  # a time-out, a reset; and all that smtplib knows
            self.close()
            raise RefusedError(f"{self._server.host}: {_shown(error)}.") from error

    def _say(self, smtp: smtplib.SMTP, mail: Mail, handing_over: Callable[[list[str]], None]) -> dict[str, str]:
        options = [f"SIZE={len(mail.content)}"] if smtp.has_extn("size") else []
        if not mail.content.isascii() and smtp.has_extn("8bitmime"):
            options.append("BODY=8BITMIME")
        self._must(smtp.mail(mail.sender, options), {250}, "the sender")
        taken, refused = [], {}
        for one in mail.recipients:
            code, said = smtp.rcpt(one)
            if code in {250, 251}:
                taken.append(one)
            else:
                refused[one] = _answer(code, said)
        if not taken:
            smtp.rset()
            return refused
        self._must(smtp.docmd("DATA"), {_GO_ON}, "the mail")
        smtp.send(re.sub(rb"(?m)^\.", b"..", mail.content.removesuffix(b"\r\n") + b"\r\n"))
        handing_over(taken)
        try:
            smtp.send(b".\r\n")
            code, said = smtp.getreply()
        except OSError as error:
            self.close()
            raise InDoubtError(f"{self._server.host} did not say whether it took it ({_shown(error)}).") from error
        self._must((code, said), {250}, "the mail")
        return refused

    def _must(self, answer: tuple[int, bytes], good: set[int], what: str) -> None:
        if answer[0] == _CLOSING:
            self.close()
        if answer[0] not in good:
            with suppress(OSError):
                if self._smtp:
                    self._smtp.rset()
            raise RefusedError(f"{self._server.host} does not take {what}: {_answer(*answer)}.")

    def _open(self, domain: str) -> smtplib.SMTP:
        if self._smtp is not None:
            return self._smtp
        server = self._server
        try:
            smtp = self._connected(domain)
            if server.user:
                smtp.login(server.user, server.password)
        except smtplib.SMTPAuthenticationError as error:
            said = _answer(error.smtp_code, error.smtp_error)
            raise UnreachableError(
                f"{server.host} does not let {server.user} in: {said}.", remedy="Check user and password below `mail:`."
            ) from error
        except smtplib.SMTPNotSupportedError as error:
            raise UnreachableError(
                f"{server.host}:{server.port} does not offer what is asked for: {_shown(error)}.",
                remedy="Check security and user below `mail:`.",
            ) from error
        except ssl.SSLError as error:
            why = getattr(error, "verify_message", "") or error.reason or str(error)
            raise UnreachableError(
                f"{server.host}:{server.port} cannot be trusted: {why}.",
                remedy="Check host, port and security below `mail:`.",
            ) from error
        except (OSError, UnicodeError) as error:
            raise UnreachableError(
                f"The mail server {server.host}:{server.port} cannot be reached: {_shown(error)}.",
                remedy="Check host and port below `mail:`, or try again later.",
            ) from error
        self._smtp = smtp
        return smtp

    def _connected(self, domain: str) -> smtplib.SMTP:
        server = self._server
        trusted = ssl.create_default_context()
        if server.security == "tls":
            return smtplib.SMTP_SSL(server.host, server.port, domain, timeout=server.timeout, context=trusted)
        smtp = smtplib.SMTP(server.host, server.port, domain, timeout=server.timeout)
        if server.security == "starttls":
            smtp.starttls(context=trusted)
            smtp.ehlo()
        else:
            smtp.ehlo_or_helo_if_needed()
        return smtp

    def close(self) -> None:
        """Say good-bye, if anybody is there."""
        if self._smtp is not None:
            with suppress(OSError):
                self._smtp.quit()
            self._smtp = None


def _answer(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {text}".split()).rstrip(".")


def _shown(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    strerror = error.strerror if isinstance(error, OSError) else None
    return " ".join(str(strerror or error or type(error).__name__).split()).rstrip(".")
