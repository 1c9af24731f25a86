"""A week of mornings in which something breaks each day: every story is told, and mailed, exactly once to each country."""

from __future__ import annotations

import json
import resource
import signal
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import yaml

from tests.command import brief
from tests.digests import files, run_digest, write_news
from tests.mail_server import MailServer, mail_server

MONDAY = datetime(2026, 3, 9, 5, tzinfo=UTC)

# Three stories a day, about South Korea, Norway and Brazil. The first words of each stand nowhere else.
NEWS = (
    (
        ("KR", "Lawmakers in Seoul adopted a budget of 728 trillion won for South Korea after a night of speeches."),
        ("NO", "A gale tore the roof from a fish factory in Tromso, and Norway sent soldiers to clear the harbour."),
        ("BR", "Brazil's central bank in Brasilia left its interest rate alone and warned of dearer food."),
    ),
    (
        ("KR", "Doctors at a clinic in Busan, South Korea, stitched back a welder's hand in eleven hours."),
        ("NO", "An avalanche buried a ski lift near Narvik, Norway, an hour before it was to open."),
        ("BR", "Police in Manaus, Brazil, seized forty parrots that were hidden in a lorry of bananas."),
    ),
    (
        ("KR", "A satellite built by students in Daejeon, South Korea, fell silent three days after its launch."),
        ("NO", "Teachers in Bergen walked out, and schools across western Norway sent pupils home."),
        ("BR", "Drought has stopped the ferries on the Tapajos, Brazil's port authority said in Santarem."),
    ),
    (
        ("KR", "Shipyard workers in Ulsan, South Korea, voted for a strike over night shifts."),
        ("NO", "A museum in Oslo returned a carved whale bone to Norway's Sami parliament."),
        ("BR", "A judge in Recife ordered Brazil's largest sugar mill to pay for a poisoned creek."),
    ),
    (
        ("KR", "Prosecutors in Incheon charged a broker with selling forged visas for South Korea."),
        ("NO", "Norway will close its last coal mine on Svalbard in June, the ministry in Oslo said."),
        ("BR", "Brazil's football federation in Rio moved the cup final because of a power failure."),
    ),
    (
        ("KR", "Apple growers around Andong, South Korea, lost a third of their trees to a late frost."),
        ("NO", "Two tankers collided in fog off Stavanger, Norway, and one of them leaks diesel."),
        ("BR", "Health officers in Salvador, Brazil, began to vaccinate dock workers against yellow fever."),
    ),
    (
        ("KR", "A court in Gwangju, South Korea, freed a librarian who had been jailed for a poem."),
        ("NO", "Engineers in Trondheim finished the longest timber bridge that Norway has ever built."),
        ("BR", "Miners near Ouro Preto, Brazil, were brought up alive after fifty hours underground."),
    ),
)


def title(text: str) -> str:
    """What an article is called."""
    return " ".join(text.split()[:5])


def morning(folder: Path, day: int) -> None:
    """The day's articles come in beside those of the days before."""
    published = (MONDAY + timedelta(days=day - 1)).date().isoformat()
    articles = [
        {"id": f"{code}-{day}", "title": title(text), "text": text, "published": published} for code, text in NEWS[day]
    ]
    write_news(folder / "news", *articles, name=f"{day}.jsonl")


class Cron:
    """What runs each morning; with a server, it sends each country's brief to its desk."""

    def __init__(self, folder: Path, server: MailServer | None = None) -> None:
        self.folder, self.server = folder, server
        if server is not None:
            desks = {code: [f"{code}@embassy.example"] for code in ("KR", "NO", "BR")}
            mail = server.settings(**{"from": "brief@embassy.example", "desks": desks})
            (folder / "config.yaml").write_text(
                yaml.safe_dump({"engine": "extractive", "mail": mail}), encoding="utf-8"
            )

    def digest(
        self, at: datetime, *options: str, crash: str = "", offline: bool = True, brazil: bool = False, code: int
    ) -> None:
        """A run; it ends as it should, and what it says of it in run.json is true."""
        countries = ("--country", "KR", "--country", "NO", *(("--country", "BR") if brazil else ()))
        sending = ("--send", "--config", "config.yaml") if self.server else ()
        out = self.folder / "out"
        before = (out / "run.json").read_bytes() if (out / "run.json").exists() else b""
        done = run_digest(
            [Path("news")], out, *countries, "-q", *sending, *options, at=at, crash=crash, cwd=self.folder,
            offline=offline and not self.server, environ=self.server.environ() if self.server else None,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        after = (out / "run.json").read_bytes() if (out / "run.json").exists() else b""
        if code in {0, 1, 3}:
            assert after != before
            assert json.loads(after)["exit_code"] == code


def on_a_full_disk(folder: Path, at: datetime) -> None:
    """No file may grow beyond 2 KB: neither a brief nor the state."""
    limits: Callable[[], None] = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))  # noqa: E731
    done = brief(
        "digest", "news", "--out", "out", "--country", "KR", "--country", "NO", "--offline",
        cwd=folder, limits=limits, BRIEF_HOME=str(folder / "home"), SOURCE_DATE_EPOCH=str(int(at.timestamp())),
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "room" in done.stderr
    assert "ove it away" not in done.stderr


def week(cron: Cron) -> None:
    """A dead server, a full disk, a killed run, a changed clock, a new country, a lost state, a second run."""
    folder = cron.folder
    at = [MONDAY + timedelta(days=day) for day in range(7)]
    dead_server = ("--engine", "llm", "-m", "m", "--base-url", "http://127.0.0.1:9/v1")

    morning(folder, 0)
    cron.digest(at[0], code=0)

    morning(folder, 1)  # Tuesday: no model answers, and the mail server has no time
    if cron.server is not None:
        cron.server.handler.data += ["451 later"]
    cron.digest(at[1], *dead_server, offline=False, code=1 if cron.server else 3)

    morning(folder, 2)  # Wednesday: killed twice, once before it counts and once while files are moved
    cron.digest(at[2], crash="briefcli.digest.state:State.begin:1", code=-signal.SIGKILL)
    cron.digest(at[2], crash="pathlib:Path.replace:2", code=-signal.SIGKILL)
    cron.digest(at[2] + timedelta(minutes=5), code=0)

    morning(folder, 3)  # Thursday: the disk is full; later it is not, and the clock is two years slow
    on_a_full_disk(folder, at[3])
    cron.digest(at[3] - timedelta(days=700), code=0)

    morning(folder, 4)  # Friday: the clock is a year ahead, and at noon it is right; nothing is told twice
    cron.digest(at[4] + timedelta(days=365), code=0)
    cron.digest(at[4] + timedelta(hours=7), code=4)

    morning(folder, 5)  # Saturday: Brazil is asked for, too
    cron.digest(at[5], brazil=True, code=0)

    (folder / "out" / ".brief" / "state.sqlite").write_bytes(b"")  # Sunday: the state is lost
    morning(folder, 6)
    cron.digest(at[6], brazil=True, code=3)
    cron.digest(at[6] + timedelta(hours=3), brazil=True, code=4)


def test_every_mail_arrives_exactly_once_whatever_breaks(tmp_path: Path) -> None:
    """Each story in one mail to the desk of its country, and no mail twice."""
    with mail_server(tmp_path) as server:
        week(Cron(tmp_path, server))
        mails = [message_from_bytes(one.content, policy=policy.default) for one in server.handler.mails]
        recipients = [who for one in server.handler.mails for who in one.recipients]

    assert len({mail["Message-ID"] for mail in mails}) == len(mails) == len(recipients)
    bodies = [mail.get_body(("plain",)) for mail in mails]
    told = Counter(
        (text, who.partition("@")[0])
        for body, who in zip(bodies, recipients, strict=True)
        for day in NEWS
        for _, text in day
        if body and text.removesuffix(".") in " ".join(body.get_content().split())
    )
    assert told == {(text, code): 1 for day in NEWS for code, text in day}


def test_every_story_is_told_exactly_once_whatever_breaks(tmp_path: Path) -> None:
    """In the files of the week, and nothing that was told is called quiet."""
    week(Cron(tmp_path))

    told = Counter(
        (text, Path(path).stem.partition("-")[0])
        for path, shown in files(tmp_path / "out").items()
        if path.startswith("20") and path.endswith(".md")
        for day in NEWS
        for _, text in day
        if text.removesuffix(".") in " ".join(shown.replace("\\", "").split())
    )
    assert told == {(text, code): 1 for day in NEWS for code, text in day}
    quiet = [
        story["headline"]
        for path, shown in files(tmp_path / "out").items()
        if path.endswith("/run.json")
        for story in json.loads(shown)["stories"]
        if story["news"] == "quiet"
    ]
    heard = {title(text) for day in NEWS for code, text in day if code != "BR"}  # Brazil's were told on Saturday only
    assert max(Counter(one for one in quiet if one in heard).values()) == 1
