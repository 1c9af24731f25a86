"""Sending, as the commands do it: what is right before anything is done, what is said, which exit code follows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefcli.errors import BriefError, UsageError

if TYPE_CHECKING:
    from briefcli.cli.surroundings import Voice
    from briefcli.config import Loaded, Settings
    from briefcli.digest import Event, Outbox
    from briefcli.sending import Report, Server


def server(loaded: Loaded) -> Server:
    """The server mails go to; nothing goes anywhere from a machine that is to be offline.

    Raises:
        UsageError: offline, no server, no password.
    """
    from briefcli.sending.server import server_of

    if loaded.settings.offline:
        raise UsageError("Offline, nothing leaves this machine: no mail, either.", remedy=_going_online(loaded))
    return server_of(loaded.settings.mail)


def _going_online(loaded: Loaded) -> str:
    """What to change, by where it was said."""
    said = {"command line": "Leave out --offline.", "environment": "Unset BRIEF_OFFLINE."}
    return said.get(loaded.origins["offline"], f"Set `offline: false` in {loaded.file}.")


def with_desks(settings: Settings) -> Settings:
    """Settings whose desks stand under the code of their country, or the name of their region.

    Raises:
        UsageError: a desk is of neither.
    """
    from briefcli.countries import country_code
    from briefcli.digest.order import UNASSIGNED

    known = {name.casefold() for name in (*settings.regions, UNASSIGNED)}
    desks = {}
    for place, to in settings.mail.desks.items():
        code = place if place.casefold() in known else country_code(place)
        if code is None:
            named = ", ".join((*settings.regions, UNASSIGNED))
            raise UsageError(
                f"mail.desks: '{place}' is no country, and no region of the config.",
                remedy=f"Use a code such as KE, a name such as Kenya, or one of: {named}.",
            )
        desks[code] = to
    return settings.model_copy(update={"mail": settings.mail.model_copy(update={"desks": desks})})


@dataclass(slots=True)
class Post:
    """The mails of a digest. `problems` say what could not be sent, and why."""

    out: Path
    loaded: Loaded
    now: datetime
    voice: Voice
    problems: list[str] = field(default_factory=list)
    server: Server = field(init=False)

    def __post_init__(self) -> None:
        settings = self.loaded.settings
        if settings.format not in {None, "eml"}:
            raise UsageError(f"--send sends mails, and these are {settings.format}.", remedy="Use -f eml.")
        mail = settings.mail
        if not mail.sender:
            raise UsageError("Nobody is named who sends the mails.", remedy="Use --from, or `from` below `mail:`.")
        if not (mail.to or mail.desks):
            raise UsageError("The mails go to nobody.", remedy="Use --to, or `to` or `desks` below `mail:`.")
        self.server = server(self.loaded)

    @property
    def own(self) -> Path:
        """Where it is known what was sent."""
        from briefcli.config import OWN

        return self.out / OWN

    def look(self) -> None:
        """Keep aside what cannot be read, so that the morning's briefs go out: of those, nothing is sent twice."""
        from briefcli.sending import deliveries

        file = self.own / deliveries.NAME
        try:
            if file.exists():
                with deliveries.opened(self.own, self.out) as ledger:
                    ledger.waiting()
        except deliveries.UnreadableError as error:
            aside = file.with_name(f"{file.name}.unreadable-{self.now:%Y%m%dT%H%M%S}")
            file.replace(aside)
            self._complain(f"{error.problem} It is kept as {aside.name}; what waited in it is not sent.")

    def expect(self, file: Path, mail: str, /) -> None:
        """Note that a mail is to be sent, once it is there; a place nobody has a desk for has no addressee."""
        from briefcli.addresses import NOBODY
        from briefcli.sending import deliveries
        from briefcli.sending.mails import mail_of

        if "\r\nTo:" not in mail.split("\r\n\r\n", 1)[0]:
            self.voice.note(f"{file.name}: not sent, for it has neither a desk nor is there a `to` for all.")
            return
        with deliveries.opened(self.own, self.out) as ledger:
            ledger.expect(mail_of(file, mail.encode(), NOBODY, NOBODY, self.now), self.now)

    def send(self, tell_event: Event) -> None:
        """Send what waits, and say so; a failure is no exception: the briefs are there, and wait."""
        from briefcli.sending import send_waiting

        def heard(report: Report) -> None:
            tell(report, self.voice)
            self.problems += [f"{report.mail} {problem}" for problem in report.problems]
            if report.sent:
                tell_event("sent", mail=report.mail, to=", ".join(report.sent))
            for problem in report.problems:
                tell_event("not sent", mail=report.mail, why=problem)

        try:
            send_waiting(self.out, self.server, self.now, heard)
        except BriefError as error:
            self._complain(f"mail: {error} What was not sent, waits for the next run.")
            tell_event("not sent", why=str(error))

    def _complain(self, problem: str) -> None:
        self.problems.append(problem)
        self.voice.warn(problem)


@contextmanager
def sending(post: Post | None, tell_event: Event) -> Iterator[Outbox | None]:
    """What is expected within is sent at the end, also where that came early, but for a kill or a bug."""
    if post is None:
        yield None
        return
    post.look()
    try:
        yield post.expect
    except BriefError as error:
        if error.exit_code == 1:  # neither a slip of the user, nor another run
            post.send(tell_event)
        raise
    post.send(tell_event)


def tell(report: Report, voice: Voice) -> None:
    """Say what became of a mail, and what was known of it."""
    for known in report.known:
        voice.note(f"{report.mail}: {known}")
    if report.sent:
        voice.note(f"{report.mail}: sent to {', '.join(report.sent)}")
    for problem in report.problems:
        voice.warn(f"{report.mail} {problem}")
