"""Every way a server fails, on a real one: what is tried again, what falls back, what stops the run."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefcli.errors import EngineError
from briefcli.llm import Drafted, LlmEngine
from briefcli.llm.keeping.cache import cache_stats
from briefcli.llm.keeping.ledger import read_ledger
from briefcli.llm.options import Price, Server
from tests.builders import article
from tests.command import PROMPTS, ROOT
from tests.llm_options import Notes, options
from tests.llm_server import Call, LlmServer, Reaction, Responder, completion, error, first, truthful
from tests.llm_stories import Verdict, boats, drafts, nothing_wrong, stories

KEY = "sk-secret-of-the-embassy"
GOOD = json.dumps({"headline": "Boats", "points": [{"text": "Boats sail.", "cites": [1]}], "quotes": []})


def outcome(respond: Responder, **changes: Any) -> tuple[Drafted[Verdict], list[Call]]:
    """One story against a server that behaves like this; the calls it saw."""
    with LlmServer(respond) as server:
        (made,) = drafts(options(server.base_url, **changes), boats())
    return made, server.calls


PASSING = {
    "429": error(429, "slow down"),
    "429 with Retry-After": error(429, "slow down", headers={"Retry-After": "0.01"}),
    "500": error(500, "oops"),
    "502 with a web page": Reaction(
        status=502, body="<html><h1>Bad Gateway</h1></html>", headers={"content-type": "text/html"}
    ),
    "503": Reaction(status=503),
    "a dropped connection": Reaction(fault="drop"),
    "half a body": Reaction(fault="half", body=GOOD),
    "200 with a web page": Reaction(body="<html>Welcome to the hotel's network</html>"),
    "200 without choices": Reaction(body='{"choices": []}'),
    "an empty reply": completion(""),
    "a reply of null": completion(None),
    "no JSON": completion("Boats sail, it says."),
    "invalid JSON": completion('{"headline": "Boats", "points": [}'),
    "another shape": completion('{"answer": 42}'),
    "a reply cut before its first point": completion('{"headline": "Boa', finish="length"),
}


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_is_tried_again(fault: str) -> None:
    """After any of these the same question is asked once more, and its answer is taken."""
    made, calls = outcome(first(PASSING[fault]))

    assert made.draft is not None
    assert made.draft.points[0].text == "Boats sail from port 0."
    assert len(calls) == 2


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_stays_fails_the_story_and_nothing_else(fault: str) -> None:
    """When patience ends the story has no draft, and the reason is in words."""

    def respond(call: Call) -> Reaction:
        return PASSING[fault] if "port 1" in call.prompt else truthful(call)

    with LlmServer(respond) as server:
        made = drafts(options(server.base_url), boats(3))

    assert [story.draft is not None for story in made] == [True, False, True]
    assert made[1].failure
    assert made[1].cap is None


@pytest.mark.parametrize("fault", [Reaction(fault="hang"), Reaction(fault="drip", body=GOOD * 40)])
def test_a_call_that_never_ends_is_given_up(fault: Reaction) -> None:
    """A hanging server and one that drips are cut off after the time-out, and asked again."""
    made, calls = outcome(first(fault), timeout_seconds=0.15)

    assert made.draft is not None
    assert len(calls) == 2


@pytest.mark.parametrize("fault", [Reaction(fault="drop"), Reaction(status=503)])
def test_a_server_that_dies_in_the_middle_is_not_asked_for_every_story(fault: Reaction) -> None:
    """What came before stays, and soon no further call is made: of the 390 to come, not one in five."""
    with LlmServer(lambda call: truthful(call) if call.number <= 10 else fault) as server:
        made = drafts(options(server.base_url, jobs=4, retries=1), boats(200))

    assert sum(story.draft is not None for story in made) == 10
    assert len(server.calls) < 70
    assert sum("given up" in str(story.failure) for story in made) > 150


def test_a_server_that_is_away_for_a_moment_is_waited_for() -> None:
    """Many failures in no time are not enough to give a server up: the pauses of a question must have passed, too."""
    with LlmServer(lambda call: Reaction(status=503) if call.number <= 40 else truthful(call)) as server:
        made = drafts(options(server.base_url, jobs=4, retries=3, backoff_seconds=0.4), boats(40))

    assert all(story.draft is not None for story in made)


def test_stories_that_fail_for_good_give_no_server_up() -> None:
    """Two stories that a server chokes on have every attempt they are allowed, and every other story is asked for."""

    def respond(call: Call) -> Reaction:
        return Reaction(status=500) if "port 1." in call.prompt or "port 3." in call.prompt else truthful(call)

    with LlmServer(respond) as server:
        made = drafts(options(server.base_url, jobs=1), boats(10))

    assert [story.draft is not None for story in made] == [number not in (1, 3) for number in range(10)]
    assert len(server.calls) == 8 + 2 * 3


def test_retry_after_is_waited_for() -> None:
    """The next call comes no sooner than the server asked, although the own pause would be shorter."""
    _, calls = outcome(first(error(429, "slow down", headers={"Retry-After": "0.3"})))

    assert calls[1].at - calls[0].at >= 0.3


def test_a_server_that_has_nothing_left_is_not_asked_before_it_has() -> None:
    """`x-ratelimit-remaining-requests: 0` on an answer that came holds the next call until the reset."""
    headers = {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "300ms"}
    with LlmServer(lambda _: replace(completion(GOOD), headers=headers)) as server:
        made = drafts(options(server.base_url, jobs=1), boats(2))

    assert all(story.draft is not None for story in made)
    assert server.calls[1].at - server.calls[0].at >= 0.3


def test_a_pause_of_an_hour_is_not_waited_for() -> None:
    """A server that wants an hour gets no second call; the story falls back."""
    made, calls = outcome(first(error(429, "quota", headers={"Retry-After": "3600"})))

    assert made.draft is None
    assert len(calls) == 1


def test_retries_end() -> None:
    """Two retries are three calls."""
    made, calls = outcome(lambda _: error(500, "oops"), retries=2)

    assert made.failure is not None
    assert made.failure.endswith("answered 500, 3 times")
    assert len(calls) == 3


WRONG_FOR_ALL = {
    "401": (error(401, f"Incorrect API key provided: {KEY}"), "does not accept the key"),
    "403": (error(403, "Forbidden"), "does not accept the key"),
    "404": (error(404, "model 'test-model' not found, try pulling it first"), "does not know the model 'test-model'"),
    "400 for the model": (error(400, "The model `test-model` does not exist"), "does not know the model"),
    "no credit": (error(429, "You exceeded your quota", code="insufficient_quota"), "You exceeded your quota"),
    "a redirect": (Reaction(status=307, headers={"Location": "http://127.0.0.1:9/v1"}), "redirects"),
}


@pytest.mark.parametrize("fault", WRONG_FOR_ALL)
def test_what_is_wrong_for_every_call_stops_at_once(fault: str) -> None:
    """No retry; the message says what to set, that `--offline` works, and never the key."""
    reaction, problem = WRONG_FOR_ALL[fault]
    with LlmServer(lambda _: reaction) as server, pytest.raises(EngineError) as caught:
        drafts(options(server=Server(base_url=server.base_url, key=KEY), jobs=1), boats(3))

    assert problem in caught.value.problem
    assert "`--offline` works" in caught.value.remedy
    assert KEY not in str(caught.value)
    assert len(server.calls) == 1


def test_a_key_that_is_missing_is_asked_for() -> None:
    """A server that wants a key where none is configured: the message says so."""
    with LlmServer(lambda _: error(401, "no key")) as server, pytest.raises(EngineError, match="wants a key"):
        drafts(options(server.base_url), boats())


def test_nothing_listening_stops_at_once() -> None:
    """A port where nobody listens: one line, no waiting."""
    with socket.create_server(("127.0.0.1", 0)) as placeholder:
        port = placeholder.getsockname()[1]

    with pytest.raises(EngineError, match=f"nothing answers at 127.0.0.1:{port}") as caught:
        drafts(options(f"http://127.0.0.1:{port}/v1", backoff_seconds=100.0), boats())

    assert "Start the server" in caught.value.remedy


def test_a_key_that_stops_working_keeps_what_was_made() -> None:
    """A 401 after answers came is a reason to fall back, not to lose them."""
    with LlmServer(lambda call: truthful(call) if call.number < 3 else error(401, "revoked")) as server:
        made = drafts(options(server.base_url, jobs=1), boats(4))

    assert [story.draft is not None for story in made] == [True, True, False, False]


def test_a_refusal_is_not_argued_with() -> None:
    """A model that refuses is asked once; the story says why it has no draft."""
    made, calls = outcome(lambda _: completion(None, refusal="I cannot discuss this."))

    assert made.failure == "the model refused: I cannot discuss this."
    assert len(calls) == 1


def test_a_bad_request_is_not_repeated() -> None:
    """A 400 that is about one story, after others passed, fails that story with one call."""

    def respond(call: Call) -> Reaction:
        return error(400, "content management policy") if "port 1" in call.prompt else truthful(call)

    with LlmServer(respond) as server:
        made = drafts(options(server.base_url, jobs=1), boats(2))

    assert made[1].failure == "the server refused the request (content management policy)"
    assert len(server.calls) == 2


def test_a_truncated_reply_keeps_its_complete_points() -> None:
    """What was complete is used, and it is said that the rest is missing."""
    cut = '{"headline": "Boats", "points": [{"text": "Boats sail.", "cites": [1]}, {"text": "Crews do n'
    notes = Notes()
    made, calls = outcome(lambda _: completion(cut, finish="length"), note=notes)

    assert made.draft is not None
    assert [point.text for point in made.draft.points] == ["Boats sail."]
    assert made.notes == ("the reply was cut off; its complete lines were kept",)
    assert notes == ["“Boats 0”: the reply was cut off; its complete lines were kept"]
    assert len(calls) == 1


def test_a_reply_cut_too_early_gets_more_room() -> None:
    """The second attempt may be twice as long."""
    _, calls = outcome(first(completion('{"headline": "Boa', finish="length")), reply_tokens=100)

    assert [call.body["max_tokens"] for call in calls] == [100, 200]


@pytest.mark.parametrize("wrapped", [f"```json\n{GOOD}\n```", f"Here you are:\n{GOOD}\nAnything else?"])
def test_fenced_and_chatty_json_is_read(wrapped: str) -> None:
    """No second call for a reply that only talks too much."""
    made, calls = outcome(lambda _: completion(wrapped))

    assert made.draft is not None
    assert made.draft.points[0].text == "Boats sail."
    assert len(calls) == 1


def only(*accepted: str) -> Responder:
    """A server that accepts only these forms of request."""

    def respond(call: Call) -> Reaction:
        if call.format not in accepted:
            return error(400, f"'response_format.type' must be one of {accepted}")
        return truthful(call)

    return respond


@pytest.mark.parametrize(
    ("accepted", "asked"),
    [
        (("json_schema", "text"), ["json_schema"]),
        (("json_object", "text"), ["json_schema", "json_object"]),
        (("text",), ["json_schema", "json_object", "text"]),
    ],
)
def test_the_form_a_server_accepts_is_found_and_remembered(
    accepted: tuple[str, ...], asked: list[str], tmp_path: Path
) -> None:
    """Schema, then object, then text; later calls and later runs begin where this one ended."""
    with LlmServer(only(*accepted)) as server:
        drafts(options(server.base_url, tmp_path), boats())
        assert [call.format for call in server.calls] == asked
        drafts(options(server.base_url, tmp_path), boats(2))

    assert [call.format for call in server.calls[len(asked) :]] == [asked[-1]]


def test_a_server_that_breaks_on_a_schema_is_asked_in_another_form() -> None:
    """Some answer 500, naming `response_format`, where they should answer 400; that is no fault that passes."""

    def respond(call: Call) -> Reaction:
        if call.format == "json_schema":
            return error(500, "1 validation error: ('body', 'response_format', 'type') Input should be 'text'")
        return truthful(call)

    made, calls = outcome(respond)

    assert made.draft is not None
    assert [call.format for call in calls] == ["json_schema", "json_object"]


def test_parameters_a_model_refuses_are_left_out() -> None:
    """Reasoning models know neither `max_tokens` nor a temperature; the refusals say so."""

    def respond(call: Call) -> Reaction:
        if "max_tokens" in call.body:
            return error(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
        if "temperature" in call.body:
            return error(400, "Unsupported value: 'temperature' does not support 0.0 with this model.")
        return truthful(call)

    made, calls = outcome(respond)

    assert made.draft is not None
    assert calls[-1].format == "json_schema"
    assert len(calls) == 3


def test_a_context_that_is_too_short_splits_the_story() -> None:
    """The server refuses long prompts: the story goes in parts that it takes, and no sentence is lost."""
    story = [article("\n\n".join(f"Boat {n} sails to the island of Fjordholm. Its crew rests." for n in range(40)))]

    def respond(call: Call) -> Reaction:
        if len(call.prompt) > 2600:
            return error(400, "This model's maximum context length is 700 tokens.", code="context_length_exceeded")
        return truthful(call)

    with LlmServer(respond) as server:
        (made,) = drafts(options(server.base_url), stories(story))

    seen = {text for call in server.calls if len(call.prompt) <= 2600 for text in call.sentences.values()}
    assert made.draft is not None
    assert {f"Boat {n} sails to the island of Fjordholm." for n in range(40)} <= seen
    assert all(story[0][span] in seen for point in made.draft.points for span in point.cites)


def test_a_context_nothing_fits_fails_the_story() -> None:
    """A server that finds everything too long is asked a bounded number of times."""
    made, calls = outcome(lambda _: error(400, "maximum context length exceeded"))

    assert made.draft is None
    assert len(calls) <= 8


def test_a_server_that_reads_only_the_end_of_a_prompt_is_told_on() -> None:
    """Some servers cut a long prompt without a word; their own count of tokens gives them away."""
    notes = Notes()
    story = [article("\n\n".join(f"Boat {n} sails to the island of Fjordholm. Its crew rests." for n in range(200)))]
    with LlmServer(lambda _: completion(GOOD, prompt_tokens=700)) as server:
        drafts(options(server.base_url, note=notes), stories(story))

    assert sum("seems to have read only 700 tokens" in note for note in notes) == 1


def test_a_cap_counts_calls_under_way(tmp_path: Path) -> None:
    """Eight at once under a budget for about three: what was really charged never passes it, and the rest says why."""
    price = {"test-model": Price(input=100.0, output=100.0)}  # about 0.035 USD a call
    with LlmServer() as server:
        given = options(server.base_url, tmp_path, prices=price, budget_usd=0.20, reply_tokens=100, jobs=8)
        with LlmEngine(given) as engine:
            made = engine.drafts(boats(20), nothing_wrong)
            usage = engine.usage

    assert usage.cost_usd is not None
    assert 0 < usage.cost_usd <= 0.20
    assert usage.calls == len(server.calls) == sum(story.draft is not None for story in made)
    assert {story.cap for story in made if story.draft is None} == {"budget"}


def test_a_deadline_cuts_off_what_is_under_way() -> None:
    """At the deadline everything stops: what was ready stays, the rest says why, and nobody waits for the server."""

    def respond(call: Call) -> Reaction:
        return truthful(call) if "port 0" in call.prompt else Reaction(fault="hang")

    began = time.monotonic()
    with LlmServer(respond) as server:
        made = drafts(options(server.base_url, deadline_seconds=1.5), boats(4))

    assert time.monotonic() - began < 10
    assert [story.cap for story in made] == [None, "deadline", "deadline", "deadline"]


def test_past_the_deadline_nothing_is_sent() -> None:
    """A deadline that is over makes no call."""
    with LlmServer() as server:
        made = drafts(options(server.base_url, deadline_seconds=0.0), boats(4))

    assert server.calls == []
    assert {story.cap for story in made} == {"deadline"}


def test_a_second_run_makes_no_call(tmp_path: Path) -> None:
    """The same stories again: the same drafts, nothing sent, nothing spent."""
    with LlmServer() as server:
        before = drafts(options(server.base_url, tmp_path), boats(5))
        with LlmEngine(options(server.base_url, tmp_path)) as engine:
            after = engine.drafts(boats(5), nothing_wrong)
            usage = engine.usage

    assert after == before
    assert len(server.calls) == 5
    assert (usage.calls, usage.cached, usage.cost_usd) == (0, 5, 0.0)


def test_a_changed_prompt_is_another_question(tmp_path: Path) -> None:
    """Another template text, language or number of points is asked anew."""
    (tmp_path / "prompts").mkdir()
    text = (PROMPTS / "summarize.md").read_text()
    (tmp_path / "prompts" / "summarize.md").write_text(text.replace("diplomat", "minister"))
    with LlmServer() as server:
        base = options(server.base_url, tmp_path)
        for changes in ({}, {"language": "French"}, {"points": 2}, {"temperature": 0.7}, {"model": "other"}):
            drafts(options(server.base_url, tmp_path, **changes), boats())
        drafts(options(server.base_url, tmp_path, templates=(tmp_path / "prompts", *base.places.templates)), boats())

    assert len(server.calls) == 6


def test_an_answer_that_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    """A run that got rubbish leaves none for the next."""
    with LlmServer(lambda _: completion("rubbish")) as server:
        drafts(options(server.base_url, tmp_path), boats())
        server.respond = truthful
        (made,) = drafts(options(server.base_url, tmp_path), boats())

    assert made.draft is not None


RUN = """
import sys
from pathlib import Path
from tests.llm_options import options
from tests.test_llm_faults import boats, drafts
made = drafts(options(sys.argv[1], Path(sys.argv[2]), jobs=4), boats(int(sys.argv[3])))
print(sum(story.draft is not None for story in made))
"""


def run(server: LlmServer, folder: Path, stories: int) -> subprocess.Popen[str]:
    """The engine in a process of its own."""
    arguments = [sys.executable, "-c", RUN, server.base_url, str(folder), str(stories)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def test_a_killed_run_pays_for_no_answer_twice(tmp_path: Path) -> None:
    """Kill -9 after some answers: the next run asks only for what had not come."""
    folder = tmp_path / "files"

    def respond(call: Call) -> Reaction:
        return truthful(call) if call.number <= 10 else Reaction(fault="hang")

    with LlmServer(respond) as server:
        process = run(server, folder, 20)
        deadline = time.monotonic() + 60
        while cache_stats(folder / "answers.db").answers < 10 and time.monotonic() < deadline:
            pass
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        sent = len(server.calls)
        server.respond = truthful
        made = drafts(options(server.base_url, folder), boats(20))
        again = server.calls[sent:]

    assert all(story.draft is not None for story in made)
    assert len(again) == 10
    assert sum(run.unanswered for run in read_ledger(folder / "ledger.jsonl")) >= sent - 10


def test_two_runs_at_once_share_one_cache(tmp_path: Path) -> None:
    """Both end well, and a third run finds everything."""
    with LlmServer() as server:
        running = [run(server, tmp_path, 30) for _ in range(2)]
        said = [process.communicate(timeout=120)[0] for process in running]
        sent = len(server.calls)
        drafts(options(server.base_url, tmp_path), boats(30))

    assert said == ["30\n", "30\n"]
    assert len(server.calls) == sent


def test_a_cache_that_cannot_be_written_loses_nothing(tmp_path: Path) -> None:
    """No room for the cache or the ledger: the drafts are there, and the user is told, once each."""
    (tmp_path / "files").write_text("in the way")
    notes = Notes()
    with LlmServer() as server:
        made = drafts(options(server.base_url, tmp_path / "files", note=notes), boats(3))

    assert all(story.draft is not None for story in made)
    assert sorted(note.split(" cannot")[0] for note in notes) == ["the cache", "the ledger"]


LEAKS = {
    "OPENAI_API_KEY": KEY,
    "OPENAI_ADMIN_KEY": KEY,
    "OPENAI_ORG_ID": KEY,
    "OPENAI_PROJECT_ID": KEY,
    "OPENAI_CUSTOM_HEADERS": f"X-Secret: {KEY}\nAuthorization: Bearer {KEY}",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "ALL_PROXY": "http://127.0.0.1:9",
}


def test_nothing_meant_for_another_host_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys, organisation and headers in the environment are OpenAI's; a local server without a key gets none."""
    for name, value in LEAKS.items():
        monkeypatch.setenv(name, value)

    _, calls = outcome(truthful)

    assert KEY not in repr([call.headers for call in calls])
    assert "authorization" not in calls[0].headers


def test_the_servers_own_key_is_sent(tmp_path: Path) -> None:
    """And it stands in no file and in no text of the options."""
    with LlmServer() as server:
        given = options(server=Server(base_url=server.base_url, key=KEY), folder=tmp_path)
        drafts(given, boats())

    assert server.calls[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in repr(given)
    assert all(KEY.encode() not in file.read_bytes() for file in tmp_path.iterdir())


def test_a_redirect_carries_no_article_away() -> None:
    """307 to another server: that one sees nothing."""
    with LlmServer() as other:
        away = Reaction(status=307, headers={"Location": f"{other.base_url}/chat/completions"})
        with LlmServer(lambda _: away) as server, pytest.raises(EngineError, match="redirects"):
            drafts(options(server.base_url), boats())

    assert other.calls == []
