"""`brief send` and `digest --send` against a real server: each mail arrives once, whatever happens in between."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from tests import command
from tests.digests import BUDGET, FERRY, MONDAY, RECIPE, killed, write_news
from tests.mail_server import PASSWORD, MailServer, free_port, mail_server

SENDER, DESK, NIGHT = "brief@embassy.example", "desk@embassy.example", "night@embassy.example"


@pytest.fixture(scope="module")
def two_mails(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two mails, made once."""
    folder = tmp_path_factory.mktemp("mails")
    with mail_server(folder) as running:
        desk = Desk(folder, running)
        desk.made()
        desk.made("--title", "Another", name="other.eml")
    return folder


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    """A server as most are: STARTTLS, and a login."""
    with mail_server(tmp_path) as running:
        yield running


class Desk:
    """Somebody who sends briefs: a config file, a home, and a clock."""

    def __init__(self, folder: Path, server: MailServer, **mail: object) -> None:
        self.folder, self.server = folder, server
        self.config = folder / "config.yaml"
        self.hour = 0
        self.say(**mail)

    def say(self, **mail: object) -> None:
        """Write the config file."""
        said = self.server.settings(**{"from": f"Brief <{SENDER}>", "to": [DESK]} | mail)
        self.config.write_text(yaml.safe_dump({"engine": "extractive", "mail": said}), encoding="utf-8")

    def run(
        self, *arguments: str, crash: str = "", given: bytes = b"", **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """`brief`, in a process of its own; `crash` as in `run_digest`; each run is an hour after the one before."""
        self.hour += 1
        at = MONDAY + timedelta(hours=self.hour)
        said = command.environ(
            BRIEF_HOME=str(self.folder / "home"),
            BRIEF_CONFIG=str(self.config),
            SOURCE_DATE_EPOCH=str(int(at.timestamp())),
            TZ="UTC",
            **{**self.server.environ(), **environ},
        )
        done = killed(*arguments, environ=said, crash=crash, cwd=self.folder, given=given)
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    def made(self, *options: str, name: str = "brief.eml") -> Path:
        """A mail in a file."""
        news = write_news(self.folder / "news", FERRY)
        done = self.run("summarize", str(news), "-o", name, *options)
        assert done.returncode == 0, done.stderr
        return self.folder / name

    def digest(self, *options: str, crash: str = "") -> subprocess.CompletedProcess[str]:
        """`brief digest --send` of what is in the folder of news."""
        return self.run("digest", str(self.folder / "news"), "--out", "out", "--send", *options, crash=crash)


def arrivals(server: MailServer) -> list[tuple[str, str]]:
    """Who got which mail, by the headline that is in it."""
    stories = {"Ferry capsizes": "ferry", "Seoul passes": "budget"}
    return sorted(
        (who, name)
        for one in server.handler.mails
        for who in one.recipients
        for text, name in stories.items()
        if text.encode() in one.content
    )


def test_a_brief_arrives_as_it_was_made_and_once(tmp_path: Path, server: MailServer) -> None:
    """Byte for byte, in the envelope that its headers name; run again, nothing is sent, which is exit 4; `--again` sends."""
    desk = Desk(tmp_path, server, to=[DESK, f"Night <{NIGHT}>"])
    file = desk.made()

    first, second = desk.run("send", "brief.eml"), desk.run("send", "brief.eml")
    assert (first.returncode, second.returncode) == (0, 4), first.stderr + second.stderr
    (one,) = server.handler.mails
    assert (one.sender, one.recipients) == (SENDER, [DESK, NIGHT])
    assert one.content == file.read_bytes()
    assert first.stdout == ""
    assert f"sent to {DESK}, {NIGHT}" in first.stderr
    assert f"was sent to {DESK} on 2026-03-09 at 07:00" in second.stderr

    assert desk.run("send", "--again", "brief.eml").returncode == 0
    assert len(server.handler.mails) == 2


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("kept", ["environment", "file"])
def test_a_password_comes_from_the_environment_or_a_file_and_goes_out_encrypted(
    tmp_path: Path, security: str, kept: str
) -> None:
    """With STARTTLS or TLS from the start; the server is who its certificate says."""
    with mail_server(tmp_path, security) as server:
        (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
        more = {"password_file": str(tmp_path / "password"), "password_env": None} if kept == "file" else {}
        desk = Desk(tmp_path, server, **more)
        desk.made()

        done = desk.run("send", "brief.eml")
        assert done.returncode == 0, done.stderr
        assert len(server.handler.mails) == 1


@pytest.mark.parametrize(
    ("mail", "environ", "says"),
    [
        ({}, {"SSL_CERT_FILE": os.devnull}, "cannot be trusted"),
        ({}, {"MAIL_PASSWORD": "wrong secret"}, "does not let press in: 535"),
        ({"security": "tls"}, {}, "cannot be trusted"),
        ({"port": free_port()}, {}, "cannot be reached: Connection refused"),
        ({"host": "mail.invalid"}, {}, "cannot be reached: "),
    ],
)  # fmt: skip
def test_a_server_that_cannot_be_spoken_to_fails_and_the_mail_waits(
    tmp_path: Path, server: MailServer, mail: dict[str, object], environ: dict[str, str], says: str
) -> None:
    """Exit 1 and one line that says what is wrong and what to check, never the password; put right, it is sent."""
    desk = Desk(tmp_path, server, **mail)
    desk.made()

    failed = desk.run("send", "brief.eml", crash="", given=b"", **environ)
    assert failed.returncode == 1
    assert says in failed.stderr
    assert "below `mail:`" in failed.stderr
    assert "secret" not in failed.stderr + failed.stdout
    assert PASSWORD not in failed.stderr
    desk.say()
    assert desk.run("send", "brief.eml").returncode == 0
    assert len(server.handler.mails) == 1


def test_a_server_without_encryption_gets_no_password(tmp_path: Path) -> None:
    """Neither where STARTTLS is not offered, nor where the config wants none and the server is somewhere else."""
    with mail_server(tmp_path, "none", login=False) as server:
        desk = Desk(tmp_path, server, security="starttls")
        desk.made()
        assert "does not offer what is asked for" in desk.run("send", "brief.eml").stderr

        desk.say(host="192.0.2.1", security="none", user="press", password_env="MAIL_PASSWORD")
        done = desk.run("send", "brief.eml")
        assert done.returncode == 2
        assert "would go out unencrypted" in done.stderr

        desk.say(security="none")  # a relay of the house, as it stands beside many a desk
        assert desk.run("send", "brief.eml").returncode == 0
        assert len(server.handler.mails) == 1


def test_whom_the_server_does_not_take_waits_while_the_others_get_it(tmp_path: Path, server: MailServer) -> None:
    """Exit 1 names him with the server's reason; the next run sends to him alone."""
    desk = Desk(tmp_path, server, to=[DESK, NIGHT])
    desk.made()
    server.handler.rcpt = {NIGHT: "550 no such\x1b[31m desk"}

    failed = desk.run("send", "brief.eml")
    assert failed.returncode == 1
    assert f"is not taken for {NIGHT}: 550 no such" in failed.stderr
    assert "\x1b" not in failed.stderr
    server.handler.rcpt = {}
    assert [desk.run("send", "brief.eml").returncode for _ in range(2)] == [0, 4]
    assert [one.recipients for one in server.handler.mails] == [[DESK], [NIGHT]]


def test_a_mail_the_server_does_not_take_is_sent_by_the_next_run(tmp_path: Path, server: MailServer) -> None:
    """Whatever its reason; and what comes after it, goes."""
    desk = Desk(tmp_path, server)
    desk.made()
    desk.made("--title", "Another", name="other.eml")
    server.handler.data = ["451 disk full", ""]

    failed = desk.run("send", "brief.eml", "other.eml")
    assert failed.returncode == 1
    assert "brief.eml was not sent. localhost does not take the mail: 451 disk full." in failed.stderr
    assert len(server.handler.mails) == 1
    assert [desk.run("send", "brief.eml", "other.eml").returncode for _ in range(2)] == [0, 4]
    assert [b"Another" in one.content for one in server.handler.mails] == [True, False]


def test_a_server_that_falls_silent_with_the_whole_mail_may_have_it(tmp_path: Path, server: MailServer) -> None:
    """That is said, with exit 1, and it is not sent again by itself, for it has arrived here; `--again` would."""
    desk = Desk(tmp_path, server)
    desk.made()
    server.handler.data = ["hang up"]

    failed = desk.run("send", "brief.eml")
    assert failed.returncode == 1
    assert f"may or may not have reached {DESK}" in failed.stderr
    assert "--again" in failed.stderr
    assert desk.run("send", "brief.eml").returncode == 4
    assert len(server.handler.mails) == 1


@pytest.mark.parametrize(
    "crash",
    [
        *(
            f"briefcli.sending.deliveries:Deliveries.{step}"
            for step in ("expect:1", "waiting:1", "mark:1", "mark:2", "mark:3", "mark:4")
        ),
        "smtplib:SMTP.connect:1",
        "smtplib:SMTP.docmd:3",  # DATA: after STARTTLS and AUTH
        "smtplib:SMTP.getreply:9",  # what the server says to the whole mail
    ],
)
def test_a_run_that_is_killed_anywhere_sends_nothing_twice(
    tmp_path: Path, two_mails: Path, server: MailServer, crash: str
) -> None:
    """At each step of the state and of the connection; the next runs send what is missing."""
    desk = Desk(tmp_path, server)
    for name in ("brief.eml", "other.eml"):
        shutil.copy(two_mails / name, tmp_path)

    killed = desk.run("send", "brief.eml", "other.eml", crash=crash)
    assert killed.returncode == -9, (killed.returncode, killed.stderr)
    codes = [desk.run("send", "brief.eml", "other.eml").returncode for _ in range(2)]
    assert codes[1] == 4
    assert sorted(b"Another" in one.content for one in server.handler.mails) == [False, True], codes


_ANSWER = "smtplib:SMTP.getreply:9"  # what the server says to the whole mail


def test_what_a_killed_run_leaves_in_doubt_is_told_of_until_somebody_heard(tmp_path: Path, server: MailServer) -> None:
    """A run that is killed before it tells of it leaves that to the next; what came on standard input is called so."""
    desk = Desk(tmp_path, server)
    given = desk.made().read_bytes()
    assert desk.run("send", "-", crash=_ANSWER, given=given).returncode == -9
    assert desk.run("send", "-", crash="briefcli.sending:_doubt:1", given=given).returncode == -9

    told, after = (desk.run("send", "-", given=given) for _ in range(2))
    says = f"standard input may or may not have reached {DESK}: the run that sent it was killed."
    assert f"brief: {says}" in told.stderr
    assert (told.returncode, after.returncode) == (1, 4)
    assert says not in after.stderr


def test_again_sends_at_once_what_a_killed_run_left_in_doubt(tmp_path: Path, server: MailServer) -> None:
    """Whoever asks for it need not ask twice."""
    desk = Desk(tmp_path, server)
    desk.made()
    assert desk.run("send", "brief.eml", crash=_ANSWER).returncode == -9

    done = desk.run("send", "brief.eml", "--again")
    assert done.returncode == 0, done.stderr
    assert f"brief.eml: sent to {DESK}" in done.stderr
    assert desk.run("send", "brief.eml").returncode == 4


def test_the_briefs_of_a_digest_go_each_to_its_desk(tmp_path: Path, server: MailServer) -> None:
    """A country or region to its own, the others to everybody; the format follows; nothing new sends nothing."""
    write_news(tmp_path / "news", FERRY, BUDGET, RECIPE)
    desk = Desk(tmp_path, server, desks={"South Korea": ["seoul@embassy.example"], "no": [NIGHT]})

    done = desk.digest("--all-countries")
    assert done.returncode == 0, done.stderr
    assert arrivals(server) == [(NIGHT, "ferry"), ("seoul@embassy.example", "budget")]
    assert len(server.handler.to(DESK)) == 1  # what is about no country
    assert sorted(path.name for path in (tmp_path / "out").rglob("*.eml")) == ["KR.eml", "NO.eml", "unassigned.eml"]
    assert [desk.digest("--all-countries").returncode for _ in range(2)] == [4, 4]
    assert len(server.handler.mails) == 3


def test_a_digest_whose_mail_fails_is_there_and_sends_the_next_time(tmp_path: Path, server: MailServer) -> None:
    """Exit 1, the briefs in place; the next run sends what waits although nothing is new, and `brief send` knows of it."""
    write_news(tmp_path / "news", FERRY, BUDGET)
    desk = Desk(tmp_path, server, port=free_port())
    failed = desk.digest("--all-countries", "--log", "brief.log")
    assert failed.returncode == 1
    assert "cannot be reached" in failed.stderr
    assert "waits for the next run" in failed.stderr
    assert "not sent" in (tmp_path / "brief.log").read_text(encoding="utf-8")
    (korea,) = (tmp_path / "out").rglob("KR.eml")
    kept = [json.loads(file.read_text(encoding="utf-8")) for file in (tmp_path / "out").rglob("run.json")]
    assert [one["exit_code"] for one in kept] == [1, 1]
    assert all(any("cannot be reached" in warning for warning in one["warnings"]) for one in kept)

    desk.say()
    assert desk.run("send", str(korea)).returncode == 0
    assert desk.digest("--all-countries").returncode == 4
    assert arrivals(server) == [(DESK, "budget"), (DESK, "ferry")]


@pytest.mark.parametrize(
    "crash",
    [
        "briefcli.sending.deliveries:Deliveries.expect:2",
        "briefcli.digest.state:State.begin:1",
        "briefcli.digest:move_into_place:1",
        "briefcli.digest.state:State.finish:1",
        "briefcli.sending.deliveries:Deliveries.give_up:1",
        "briefcli.sending.deliveries:Deliveries.mark:1",
        "briefcli.sending.deliveries:Deliveries.mark:3",
        "briefcli.sending.deliveries:Deliveries.mark:5",
    ],
)
def test_a_digest_that_is_killed_anywhere_sends_each_brief_once(tmp_path: Path, server: MailServer, crash: str) -> None:
    """Before its files are in place, there are others next time; after that, they wait."""
    write_news(tmp_path / "news", FERRY, BUDGET)
    desk = Desk(tmp_path, server)
    assert desk.digest("--all-countries", crash=crash).returncode == -9

    runs = [desk.digest("--all-countries") for _ in range(2)]
    assert runs[1].returncode == 4, runs[1].stderr
    assert arrivals(server) == [(DESK, "budget"), (DESK, "ferry")], [one.stderr for one in runs]


def test_news_of_days_ago_is_not_sent_any_more(tmp_path: Path, server: MailServer) -> None:
    """After three days of failures it is given up, and said so once."""
    write_news(tmp_path / "news", FERRY)
    desk = Desk(tmp_path, server, port=free_port())
    assert desk.digest().returncode == 1
    desk.say()
    desk.hour += 80

    late, later = desk.digest(), desk.digest()
    assert f"is too old to be sent to {DESK} now; given up." in late.stderr
    assert (late.returncode, later.returncode) == (1, 4)
    assert server.handler.mails == []


@pytest.mark.parametrize("hour", [2, 80])
def test_whom_a_brief_is_sent_to_besides_is_sent_it_by_the_next_digest(
    tmp_path: Path, server: MailServer, hour: int
) -> None:
    """From and to whom `brief send` said, three days from then, whenever the others got it; they do not get it again."""
    write_news(tmp_path / "news", FERRY)
    desk = Desk(tmp_path, server)
    assert desk.digest().returncode == 0
    (file,) = (tmp_path / "out").rglob("*.eml")
    desk.hour = hour
    server.handler.rcpt = {NIGHT: "451 later"}
    assert desk.run("send", str(file), "--to", NIGHT, "--from", "editor@embassy.example").returncode == 1

    server.handler.rcpt = {}
    assert [desk.digest().returncode for _ in range(2)] == [4, 4]
    first, besides = server.handler.mails
    assert (first.sender, first.recipients) == (SENDER, [DESK])
    assert (besides.sender, besides.recipients) == ("editor@embassy.example", [NIGHT])
    assert f"\r\nTo: {NIGHT}\r\n".encode() in besides.content


def test_who_is_named_in_a_mail_gets_it_as_it_stands_whoever_else_waits_for_it(
    tmp_path: Path, server: MailServer
) -> None:
    """Byte for byte, and without the address of the other, who gets one of his own."""
    write_news(tmp_path / "news", FERRY)
    desk = Desk(tmp_path, server)
    server.handler.rcpt = dict.fromkeys((DESK, NIGHT), "451 later")
    assert desk.digest().returncode == 1
    (file,) = (tmp_path / "out").rglob("*.eml")
    assert desk.run("send", str(file), "--to", NIGHT).returncode == 1

    server.handler.rcpt = {}
    assert desk.digest().returncode == 4
    named, other = server.handler.mails
    assert (named.recipients, other.recipients) == ([DESK], [NIGHT])
    assert named.content == file.read_bytes()
    assert DESK.encode() not in other.content


@pytest.mark.parametrize("spoiled", ["To: nobody at all", "x" * 1200])
def test_a_mail_that_cannot_be_sent_keeps_no_other_waiting(tmp_path: Path, server: MailServer, spoiled: str) -> None:
    """It is named with the reason, which is exit 1; put right, the next run sends it."""
    write_news(tmp_path / "news", FERRY, BUDGET)
    desk = Desk(tmp_path, server, port=free_port())
    assert desk.digest("--all-countries").returncode == 1
    (korea,) = (tmp_path / "out").rglob("KR.eml")
    good = korea.read_bytes()
    korea.write_bytes(good.replace(f"To: {DESK}".encode(), spoiled.encode()))
    desk.say()

    failed = desk.digest("--all-countries")
    assert failed.returncode == 1
    assert f"{korea.parent.name}/KR.eml was not sent to {DESK}. " in failed.stderr
    assert arrivals(server) == [(DESK, "ferry")]
    korea.write_bytes(good)
    assert desk.digest("--all-countries").returncode == 4
    assert arrivals(server) == [(DESK, "budget"), (DESK, "ferry")]


def test_a_dry_run_shows_the_envelope_and_sends_nothing(tmp_path: Path, server: MailServer) -> None:
    """From whom, to whom, how large, by which server; who has got it; nothing is noted."""
    desk = Desk(tmp_path, server, to=[DESK, NIGHT])
    file = desk.made()
    size = f"{len(file.read_bytes()):,} bytes"

    done = desk.run("send", "--dry-run", "brief.eml")
    assert done.stdout == (
        f"brief.eml\n  from     {SENDER}\n  to       {DESK}\n  to       {NIGHT}\n  subject  News brief, 9 Mar 2026\n"
        f"  size     {size}\n  server   localhost:{server.port}, STARTTLS, as press\n"
    )
    assert server.handler.mails == []
    assert not (tmp_path / "home").exists() or not list((tmp_path / "home").rglob("deliveries*"))
    desk.run("send", "brief.eml", "--to", NIGHT)
    assert f"to       {DESK}\n  to       {NIGHT} (sent)" in desk.run("send", "--dry-run", "brief.eml").stdout


def test_flags_go_before_the_mail_and_the_mail_before_the_config(tmp_path: Path, server: MailServer) -> None:
    """A draft gets what it lacks from the config; `--to` replaces whom it names; standard input is a mail, too."""
    desk = Desk(tmp_path, server)
    file = desk.made("--to", NIGHT)
    assert desk.run("send", "brief.eml").returncode == 0
    given = file.read_bytes()
    assert (
        desk.run("send", "-", "--to", "Late <late@embassy.example>", "--subject", "Once more", given=given).returncode
        == 0
    )

    assert [one.recipients for one in server.handler.mails] == [[NIGHT], ["late@embassy.example"]]
    assert b"\r\nTo: Late <late@embassy.example>\r\n" in server.handler.mails[1].content
    assert b"\r\nSubject: Once more\r\n" in server.handler.mails[1].content
    draft = b"Subject: A draft\nX-Unsent: 1\nMIME-Version: 1.0\n\nHello\n.\n..\n"
    assert desk.run("send", "-", given=draft).returncode == 0
    assert server.handler.mails[2].recipients == [DESK]
    assert server.handler.mails[2].content.endswith(b"\r\n\r\nHello\r\n.\r\n..\r\n")
    assert b"X-Unsent" not in server.handler.mails[2].content


_MAIL = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nHello\r\n"


@pytest.mark.parametrize(
    ("given", "options", "says"),
    [
        (b"# News brief\n\nMarkdown\n", [], "is no mail. Make one with `-f eml`"),
        (b"", [], "is no mail"),
        (b"\x00\xff\xfe" * 50, [], "is no mail"),
        (_MAIL.replace(b"c@d.example", b"c@d.example>\r\n RCPT TO:<x@y.example"), [], "cannot be read as a mail"),
        (_MAIL.replace(b"From: a@b.example\r\n", b"From: nobody\r\n"), [], "cannot be read as a mail"),
        (_MAIL.replace(b"Hello", b"x" * 1200), [], "a line longer than 998 bytes"),
        (_MAIL, ["--to", "x@y.example\r\nBcc: z@y.example"], "must be one address"),
        (_MAIL, ["--from", "x"], "--from: cannot be x. It must be one address"),
        (_MAIL, ["--from", "a@b.example", "--to", "x"], "--to: cannot be x. It must be one address"),
    ],
)  # fmt: skip
def test_what_cannot_be_sent_costs_a_line_and_nothing_is_sent(
    tmp_path: Path, server: MailServer, given: bytes, options: Sequence[str], says: str
) -> None:
    """Exit 2 and the reason, for what is no mail, goes to no address, or would smuggle something in."""
    done = Desk(tmp_path, server).run("send", "-", *options, given=given)

    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert server.handler.mails == []


@pytest.mark.parametrize(
    ("arguments", "mail", "says"),
    [
        (["digest", "news", "--out", "out", "--send", "-f", "html"], {}, "--send sends mails, and these are html. Use -f eml."),
        (["digest", "news", "--out", "out", "--send"], {"to": []}, "The mails go to nobody."),
        (["digest", "news", "--out", "out", "--send"], {"from": None}, "Nobody is named who sends the mails."),
        (["digest", "news", "--out", "out", "--send"], {"host": None}, "There is no mail server."),
        (["digest", "news", "--out", "out", "--send"], {"password_env": "NO_SUCH"}, "$NO_SUCH, the password for mail, is not set."),
        (["digest", "news", "--out", "out", "--send"], {"password_file": "nowhere", "password_env": None}, "the password cannot be read"),
        (["digest", "news", "--out", "out", "--send"], {"desks": {"Norwai": [NIGHT]}}, "mail.desks: 'Norwai' is no country"),
        (["digest", "news", "--out", "out", "--send", "--offline"], {}, "no mail, either. Leave out --offline."),
        (["send", "missing.eml"], {}, "missing.eml: cannot be read (No such file or directory)."),
        (["send", "news"], {}, "cannot be read (Is a directory)"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_before_anything_is_done(
    tmp_path: Path, server: MailServer, arguments: list[str], mail: dict[str, object], says: str
) -> None:
    """Exit 2, no digest, no mail."""
    write_news(tmp_path / "news", FERRY)
    done = Desk(tmp_path, server, **mail).run(*arguments)

    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert not (tmp_path / "out").exists()
    assert server.handler.mails == []


def test_offline_nothing_is_sent_and_what_said_so_is_named(tmp_path: Path, server: MailServer) -> None:
    """The environment or the config file: `brief send` has no option of that name to leave out."""
    desk = Desk(tmp_path, server)
    desk.made()
    by_environment = desk.run("send", "brief.eml", BRIEF_OFFLINE="true")
    desk.config.write_text(f"{desk.config.read_text(encoding='utf-8')}offline: true\n", encoding="utf-8")
    by_file = desk.run("send", "brief.eml")

    assert (by_environment.returncode, by_file.returncode) == (2, 2)
    assert "no mail, either. Unset BRIEF_OFFLINE." in by_environment.stderr
    assert f"no mail, either. Set `offline: false` in {desk.config}." in by_file.stderr
    assert desk.run("send", "brief.eml", BRIEF_OFFLINE="false").returncode == 0


def test_the_help_of_send_says_how_it_ends(tmp_path: Path, server: MailServer) -> None:
    """Each exit code, as `brief send` has them."""
    words = " ".join(Desk(tmp_path, server).run("send", "--help").stdout.split())

    for code in (
        "0 sent",
        "1 something failed, or is in doubt",
        "2 usage",
        "4 nothing left to send",
        "75 another run sends",
    ):
        assert code in words


def test_two_runs_at_once_send_each_mail_once(tmp_path: Path, server: MailServer) -> None:
    """One sends, the other says that it is not alone, or finds everything sent."""
    desk = Desk(tmp_path, server)
    desk.made()
    command_line = [sys.executable, "-m", "briefcli", "send", "brief.eml"]
    environ = command.environ(BRIEF_HOME=str(tmp_path / "home"), BRIEF_CONFIG=str(desk.config), **server.environ())

    runs = [subprocess.Popen(command_line, cwd=tmp_path, env=environ, stderr=subprocess.DEVNULL) for _ in range(3)]
    codes = sorted(run.wait(timeout=60) for run in runs)
    assert codes[0] == 0
    assert set(codes[1:]) <= {4, 75}
    assert len(server.handler.mails) == 1


def test_a_damaged_list_of_what_was_sent_stops_no_morning(tmp_path: Path, server: MailServer) -> None:
    """It is kept aside, with a word on what that means, and exit 1; the briefs of today go out, once."""
    write_news(tmp_path / "news", FERRY)
    own = tmp_path / "out" / ".brief"
    own.mkdir(parents=True)
    (own / "deliveries.sqlite").write_bytes(b"not a database" * 100)
    desk = Desk(tmp_path, server)

    damaged = desk.digest()
    assert damaged.returncode == 1
    assert "what waited in it is not sent" in damaged.stderr
    assert arrivals(server) == [(DESK, "ferry")]
    assert desk.digest().returncode == 4
    assert len(list(own.glob("deliveries.sqlite.unreadable-*"))) == 1


def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path, server: MailServer) -> None:
    """It is named, with what to do, and nothing is sent."""
    desk = Desk(tmp_path, server)
    desk.made()
    file = tmp_path / "home" / "state" / "deliveries.sqlite"
    file.parent.mkdir(parents=True)
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE parcels (weight_grams INTEGER)")
        database.commit()
    before = file.read_bytes()

    done = desk.run("send", "brief.eml")
    assert done.returncode == 1
    assert f"{file} should say what was sent to whom, and is a database of another program. Move it away" in done.stderr
    assert file.read_bytes() == before
    assert server.handler.mails == []


def test_what_waits_since_an_earlier_version_is_sent(tmp_path: Path, server: MailServer) -> None:
    """Its list does not know who sends: that is whom the mail names."""
    write_news(tmp_path / "news", FERRY)
    desk = Desk(tmp_path, server, port=free_port())
    assert desk.digest().returncode == 1
    with closing(sqlite3.connect(tmp_path / "out" / ".brief" / "deliveries.sqlite")) as database:
        database.executescript("ALTER TABLE deliveries DROP COLUMN sender; PRAGMA user_version = 1;")
    desk.say()

    assert [desk.digest().returncode for _ in range(2)] == [4, 4]
    assert arrivals(server) == [(DESK, "ferry")]
    assert server.handler.mails[0].sender == SENDER


def test_what_waits_is_sent_though_there_is_nothing_to_read_today(tmp_path: Path, server: MailServer) -> None:
    """A morning without articles is an error as ever; yesterday's mail goes all the same."""
    news = write_news(tmp_path / "news", FERRY)
    desk = Desk(tmp_path, server, port=free_port())
    assert desk.digest().returncode == 1
    news.write_text("", encoding="utf-8")
    desk.say()

    done = desk.digest()
    assert done.returncode == 1
    assert "No source gave an article" in done.stderr
    assert arrivals(server) == [(DESK, "ferry")]


@pytest.mark.parametrize(
    ("mail", "says"),
    [
        ({}, "STARTTLS, as press"),
        ({"password_env": "NO_SUCH"}, "$NO_SUCH, the password for mail, is not set."),
        ({"host": None}, ""),
    ],
)
def test_the_doctor_says_by_which_server_mail_would_go(
    tmp_path: Path, server: MailServer, mail: dict[str, object], says: str
) -> None:
    """And whether its password is there, without speaking to it; where mail is not set up, nothing."""
    done = Desk(tmp_path, server, **mail).run("doctor")

    assert done.returncode == (1 if "$" in says else 0)
    assert says in " ".join(done.stdout.split())
    assert ("mail" in done.stdout) == bool(says)
    assert PASSWORD not in done.stdout
