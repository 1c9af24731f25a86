"""`brief summarize` with a model, as a user runs it: a process of its own, a real server, files on disk."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefcli.cli.writer import seconds_until
from briefcli.errors import UsageError
from briefcli.llm.keeping.cache import cache_stats
from tests.command import ROOT, SEEDS, brief
from tests.llm_server import Call, LlmServer, Reaction, error, truthful

KEY = "sk-secret-of-the-embassy"
NAMES = ("01-ferry-harbour-post.txt", "03-ferry-world-ledger.md", "04-trade-seoul-courier.txt")
STORIES = [str(SEEDS / name) for name in NAMES]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the runs of a test keep their files."""
    return tmp_path / "home"


def ask(server: LlmServer, home: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """`brief summarize` of three articles by the model of this server."""
    given = ("summarize", *STORIES, "--base-url", server.base_url, "-m", "test-model", "--by", "article", *arguments)
    return brief(*given, cwd=ROOT, given=b"", limits=None, BRIEF_HOME=str(home), **environ)


def test_the_user_is_told_who_will_see_the_articles(home: Path) -> None:
    """Before anything is sent: engine, model and host; at the end what it used. Stdout is the brief alone."""
    with LlmServer() as server:
        done = ask(server, home)

    said = done.stderr.splitlines()
    assert done.returncode == 0
    assert said[0] == f"brief: engine: llm; test-model at 127.0.0.1:{server.port} will see the articles"
    assert said[-1].startswith("brief: usage: 4 calls, ")
    assert said[-1].endswith("cost unknown")
    assert done.stdout.startswith("# News brief")
    assert len(server.calls) == 4


def test_quiet_is_quiet(home: Path) -> None:
    """-q says nothing on stderr; -u says what was used all the same."""
    with LlmServer() as server:
        assert ask(server, home, "-q").stderr == ""
        assert ask(server, home, "-q", "-u").stderr.startswith("brief: usage: 0 calls, 4 answered from the cache")


def test_json_tells_engine_model_and_usage(home: Path) -> None:
    """And each story its engine."""
    with LlmServer() as server:
        made = json.loads(ask(server, home, "-f", "json").stdout)

    assert made["engine"] == {"name": "llm", "model": "test-model"}
    assert made["usage"]["calls"] == 4
    assert made["usage"]["cost_usd"] is None
    assert made["overview"]
    assert {story["engine"] for story in made["stories"]} == {"llm"}


def test_a_second_run_is_the_same_and_free(home: Path) -> None:
    """No call, the same bytes."""
    with LlmServer() as server:
        first, second = ask(server, home), ask(server, home)

    assert first.stdout == second.stdout
    assert len(server.calls) == 4
    assert "usage: 0 calls, 4 answered from the cache" in second.stderr


def test_no_cache_keeps_nothing(home: Path) -> None:
    """--no-cache neither reads nor writes."""
    with LlmServer() as server:
        ask(server, home, "--no-cache")
        ask(server, home, "--no-cache")

    assert len(server.calls) == 8
    assert not (home / "cache").exists()


def test_a_story_that_fails_falls_back_with_exit_3(home: Path) -> None:
    """The brief is whole; stderr and the brief say which story is by the built-in engine, and why."""

    def respond(call: Call) -> Reaction:
        return error(500, "oops") if call.number == 1 else truthful(call)

    with LlmServer(respond) as server:
        done = ask(server, home, "-j", "1", "--retries", "0")

    assert done.returncode == 3
    assert "is by the built-in engine: 127.0.0.1" in done.stderr
    assert "By the built-in engine" in done.stdout
    assert "answered 500" in done.stdout


@pytest.mark.parametrize(
    ("reaction", "said"),
    [
        (error(401, f"bad key {KEY}"), "does not accept the key"),
        (error(404, "no such model"), "does not know the model 'test-model'"),
    ],
)
def test_what_is_wrong_for_every_call_is_exit_1(reaction: Reaction, said: str, home: Path) -> None:
    """One line that says what to set, and that --offline works; the key is nowhere."""
    with LlmServer(lambda _: reaction) as server:
        done = ask(server, home, OPENAI_API_KEY=KEY, OPENAI_BASE_URL=server.base_url)

    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "`--offline` works without a model" in done.stderr
    assert KEY not in done.stderr
    assert server.calls[0].headers["authorization"] == f"Bearer {KEY}"


def test_nothing_listening_is_exit_1(home: Path) -> None:
    """And not a brief that looks as if a model had written it."""
    done = brief("summarize", *STORIES, "--base-url", "http://127.0.0.1:9/v1", "-m", "m", BRIEF_HOME=str(home))

    assert (done.returncode, done.stdout) == (1, "")
    assert "nothing answers at 127.0.0.1:9" in done.stderr


def test_whoever_types_engine_auto_wants_a_brief_by_whichever_engine(home: Path) -> None:
    """A key that is refused: the built-in engine writes, marked, and not as if a model had; exit 3."""
    with LlmServer(lambda _: error(401, "bad key")) as server:
        done = ask(server, home, "--engine", "auto", "-f", "json", OPENAI_API_KEY=KEY, OPENAI_BASE_URL=server.base_url)
        page = ask(server, home, "--engine", "auto", OPENAI_API_KEY=KEY, OPENAI_BASE_URL=server.base_url)

    made = json.loads(done.stdout)
    assert (done.returncode, page.returncode) == (3, 3)
    assert "does not accept the key" in done.stderr
    assert "Check the environment variable" in done.stderr
    assert KEY not in done.stderr + done.stdout
    assert made["engine"] == {"name": "extractive", "model": None}
    assert made["withheld"] == []
    assert all("does not accept the key" in story["fallback"] for story in made["stories"])
    assert page.stdout.count("does not accept the key") == 1
    assert "test-model" not in page.stdout


def test_openais_key_does_not_go_to_another_server(home: Path) -> None:
    """OPENAI_API_KEY with --base-url elsewhere: no authorization header."""
    with LlmServer() as server:
        ask(server, home, OPENAI_API_KEY=KEY)

    assert all(KEY not in str(call.headers) for call in server.calls)


def test_a_dry_run_sends_nothing(home: Path) -> None:
    """Stories, calls, tokens, cost; then, after a run, that everything is in the cache."""
    with LlmServer() as server:
        before = ask(server, home, "--dry-run")
        assert server.calls == []
        ask(server, home)
        after = json.loads(ask(server, home, "--dry-run", "-f", "json").stdout)

    assert before.returncode == 0
    assert "Stories:  3\nCalls:    4\n" in before.stdout
    assert "Cost:     unknown\nNothing was sent.\n" in before.stdout
    assert (after["calls"], after["cached"], after["cost_usd"]) == (0, 3, 0.0)


PRICED = "prices:\n  test-model: {input: 10.0, output: 10.0}\n"


def test_a_budget_is_a_hard_cap_with_exit_6(home: Path, tmp_path: Path) -> None:
    """What it does not pay for is by the built-in engine, marked; the brief is whole."""
    config = tmp_path / "priced.yaml"
    config.write_text(PRICED)
    with LlmServer() as server:
        plan = json.loads(ask(server, home, "--config", str(config), "--dry-run", "-f", "json").stdout)
        done = ask(server, home, "--config", str(config), "--budget", "0.04", "-f", "json")

    made = json.loads(done.stdout)
    assert plan["cost_usd"] > 0.04
    assert done.returncode == 6
    assert 0 < made["usage"]["cost_usd"] <= 0.04
    assert {story["engine"] for story in made["stories"]} == {"llm", "extractive"}
    assert "the budget of 0.04 USD is reached" in done.stderr


def test_a_budget_without_a_price_is_refused(home: Path) -> None:
    """An unknown price is unknown, not zero: the cap could not be kept."""
    with LlmServer() as server:
        done = ask(server, home, "--budget", "1")

    assert done.returncode == 2
    assert "no price is known for test-model" in done.stderr
    assert server.calls == []


def test_a_deadline_is_kept_with_exit_6(home: Path) -> None:
    """A server that hangs holds nobody up; everything is by the built-in engine, and says so."""
    with LlmServer(lambda _: Reaction(fault="hang")) as server:
        began = time.monotonic()
        done = ask(server, home, "--deadline", "4s")

    assert time.monotonic() - began < 30
    assert done.returncode == 6
    assert done.stdout.startswith("# News brief")
    assert "the deadline is reached" in done.stderr


@pytest.mark.parametrize(
    ("deadline", "seconds"),
    [
        ("90s", 90), ("10m", 600), ("1h30m", 5400), ("06:30", 18 * 3600 + 1800), ("12:30", 1800), ("12:00", 86400),
        ("2026-03-02T13:00", 3600), ("2026-03-02T12:30+00:00", 1800), ("2026-03-01T00:00", 0),
    ],
)  # fmt: skip
def test_a_deadline_is_a_duration_or_a_clock_time(deadline: str, seconds: float) -> None:
    """A clock time that has passed today means tomorrow; a date that has passed means now."""
    assert seconds_until(deadline, datetime(2026, 3, 2, 12, 0, tzinfo=UTC)) == seconds


@pytest.mark.parametrize("deadline", ["soon", "", "25:00", "10x", "m"])
def test_what_is_no_deadline_is_refused(deadline: str) -> None:
    """With examples of one."""
    with pytest.raises(UsageError, match="Use 10m"):
        seconds_until(deadline, datetime(2026, 3, 2, 12, 0, tzinfo=UTC))


def test_offline_sends_nothing_and_imports_nothing_that_could(home: Path) -> None:
    """Key, model and server configured: --offline wins, and no module that opens a connection is loaded."""
    code = (
        "import sys; from briefcli.cli.app import app_of\n"
        f"sys.argv = ['brief']; app_of()(['summarize', {STORIES[0]!r}, '--offline', '-m', 'm'], standalone_mode=False)\n"
        "print([name for name in ('openai', 'httpx2', 'tiktoken', 'ssl', 'asyncio', 'requests') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "BRIEF_HOME": str(home), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_offline_and_llm_contradict_each_other(home: Path) -> None:
    """Exit 2."""
    done = brief("summarize", STORIES[0], "--offline", "--engine", "llm", BRIEF_HOME=str(home))

    assert done.returncode == 2
    assert "contradict" in done.stderr


def test_a_template_of_ones_own(home: Path, tmp_path: Path) -> None:
    """-t with a path, -p with a name and a value; the prompt says it."""
    mine = tmp_path / "mine.md"
    mine.write_text(
        "---\nname: mine\nversion: 1\npurpose: x\ninputs: [articles, reader]\nreply: summary\n---\n"
        'Write for $reader. "headline" "quotes"\n$articles\n'
    )
    with LlmServer() as server:
        done = ask(server, home, "-t", str(mine), "-p", "reader", "the minister of ports")
        unknown = ask(server, home, "-t", str(mine), "-p", "readr", "x")

    assert done.returncode == 0
    assert "Write for the minister of ports." in server.calls[0].prompt
    assert unknown.returncode == 2
    assert "no parameter 'readr'" in unknown.stderr


def test_a_killed_run_resumes_without_paying_twice(home: Path) -> None:
    """Kill -9 after two answers: the next run makes only the calls that are missing."""

    def respond(call: Call) -> Reaction:
        return truthful(call) if call.number <= 2 else Reaction(fault="hang")

    with LlmServer(respond) as server:
        arguments = ["summarize", *STORIES, "--base-url", server.base_url, "-m", "test-model", "--by", "article"]
        process = subprocess.Popen(
            [sys.executable, "-m", "briefcli", *arguments],
            cwd=ROOT,
            env={"BRIEF_HOME": str(home), "PATH": ""},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + 60
        while cache_stats(home / "cache" / "answers.sqlite").answers < 2 and time.monotonic() < end:
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()
        sent = len(server.calls)
        server.respond = truthful
        done = ask(server, home)

    assert done.returncode == 0
    assert len(server.calls) - sent == 2  # the third story, and the overview


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_ends_at_once_and_quietly(sent: signal.Signals, code: int, home: Path) -> None:
    """Calls under way are broken off; no traceback, no brief, the promised exit code."""
    with LlmServer(lambda _: Reaction(fault="hang")) as server:
        process = subprocess.Popen(
            [sys.executable, "-m", "briefcli", "summarize", *STORIES, "--base-url", server.base_url, "-m", "m"],
            cwd=ROOT,
            env={"BRIEF_HOME": str(home), "PATH": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        end = time.monotonic() + 60
        while not server.calls and time.monotonic() < end:
            pass
        process.send_signal(sent)
        out, err = process.communicate(timeout=30)

    assert (process.returncode, out) == (code, "")
    assert len(err.splitlines()) == 1


def test_the_ledger_shows_what_left(home: Path) -> None:
    """When, which articles, which host, how much."""
    assert brief("ledger", BRIEF_HOME=str(home)).stdout == "Nothing has left this machine.\n"
    with LlmServer() as server:
        ask(server, home)

    shown = brief("ledger", "--articles", BRIEF_HOME=str(home)).stdout
    (line,) = [json.loads(line) for line in brief("ledger", "-f", "json", BRIEF_HOME=str(home)).stdout.splitlines()]
    assert f"test-model at 127.0.0.1:{server.port}: 3 articles, " in shown
    assert " in 4 calls; " in shown
    assert len(line["articles"]) == 3
    assert all(article in shown for article in line["articles"])


def test_the_cache_is_counted_and_cleared(home: Path) -> None:
    """`brief cache stats` and `clear`."""
    with LlmServer() as server:
        ask(server, home)

    assert "Answers: 4" in brief("cache", "stats", BRIEF_HOME=str(home)).stdout
    assert brief("cache", "clear", BRIEF_HOME=str(home)).stderr == "Removed 4 answers.\n"
    assert "Answers: 0" in brief("cache", "stats", BRIEF_HOME=str(home)).stdout


def test_prompts_are_listed_shown_compared_and_checked(home: Path) -> None:
    """The user's own win, and `diff` says what they change; a broken one is exit 2 and names the fault."""
    own = home / "config" / "prompts"
    own.mkdir(parents=True)
    text = brief("prompts", "show", "summarize", BRIEF_HOME=str(home)).stdout
    (own / "summarize.md").write_text(text.replace("a diplomat", "an editor"))

    assert brief("prompts", "path", BRIEF_HOME=str(home)).stdout == f"{own}\n"
    assert "summarize    yours    Points and key quotations" in brief("prompts", "list", BRIEF_HOME=str(home)).stdout
    assert "+Brief an editor" in brief("prompts", "diff", BRIEF_HOME=str(home)).stdout
    assert brief("prompts", "check", BRIEF_HOME=str(home)).returncode == 0
    (own / "summarize.md").write_text(text.replace("$articles", "$article"))
    broken = brief("prompts", "check", "summarize", BRIEF_HOME=str(home))
    assert broken.returncode == 2
    assert "uses '$article'" in broken.stderr


def test_the_doctor_says_who_would_be_asked(home: Path) -> None:
    """Engine, host, and which variable the key comes from, never the key; exit 1 where the key is missing."""
    fine = brief("doctor", BRIEF_HOME=str(home), OPENAI_API_KEY=KEY)
    lacking = brief(
        "doctor",
        BRIEF_HOME=str(home),
        BRIEF_BASE_URL="https://models.example.org/v1",
        BRIEF_MODEL="m",
        BRIEF_API_KEY_ENV="MY_KEY",
    )

    assert "at api.openai.com would see the articles" in fine.stdout
    assert "from OPENAI_API_KEY, sent to api.openai.com only" in fine.stdout
    assert KEY not in fine.stdout
    assert lacking.returncode == 1
    assert "the environment variable MY_KEY is not set" in lacking.stdout
