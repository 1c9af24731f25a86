"""How fast the model engine is beside bare `AsyncOpenAI`: `python -m tests.benchmarks.model`.

One server in a process of its own takes 200 ms an answer; 400 articles of one call each, 32 at once. Printed are the
window from the first to the last call as the server saw it, for both in the same run, the most calls at once, and how
many characters of prompt a character of article costs; how long the whole command takes, beside the bare calls of the
next moment; then the calls for 60 articles, and those of a second run.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from briefcli.article import Article
from briefcli.config import Settings
from briefcli.llm import LlmEngine
from briefcli.pipeline import brief_of
from tests.benchmarks.invented import invented_articles
from tests.builders import article
from tests.llm_options import NOON, options
from tests.llm_server import Call, LlmServer, Reaction, truthful

CALLS, AT_ONCE, SECONDS = 400, 32, 0.2


def serve() -> None:
    """Answer until killed; a request for /report tells what was seen since the last one, and forgets it."""

    def respond(call: Call) -> Reaction:
        if "report" not in call.path:
            return truthful(call, after=SECONDS)
        seen = [one for one in server.calls if "report" not in one.path]
        report = {
            "calls": len(seen),
            "window": seen[-1].at - seen[0].at if seen else 0.0,
            "most_at_once": server.most_at_once,
            "characters": sum(len(one.prompt) for one in seen),
        }
        server.calls.clear()
        server.most_at_once = 0
        return Reaction(body=json.dumps(report))

    with LlmServer(respond) as server:
        print(server.base_url, flush=True)
        sys.stdin.read()


def report(base_url: str) -> dict[str, Any]:
    """What the server saw since it was last asked."""
    with urllib.request.urlopen(f"{base_url}/report", timeout=10) as answer:
        found: dict[str, Any] = json.loads(answer.read())
        return found


async def bare(base_url: str, prompts: list[str]) -> None:
    """The same calls by the package alone, with a semaphore."""
    from openai import AsyncOpenAI

    places = asyncio.Semaphore(AT_ONCE)
    async with AsyncOpenAI(api_key="none", base_url=base_url, max_retries=0) as client:

        async def one(prompt: str) -> None:
            async with places:
                await client.chat.completions.create(model="m", messages=[{"role": "user", "content": prompt}])

        await asyncio.gather(*(one(prompt) for prompt in prompts))


def brief(base_url: str, articles: list[Article], folder: Path) -> dict[str, Any]:
    """A brief by the model, each article a story; what the server saw."""
    with LlmEngine(options(base_url, folder, jobs=AT_ONCE)) as engine:
        brief_of(articles, Settings(by="article"), now=NOON, model=engine)
    return report(base_url)


def command(base_url: str, folder: Path) -> float:
    """Seconds that the whole command takes, from a file of articles to JSON."""
    file = folder / "articles.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in invented_articles(CALLS)), encoding="utf-8")
    asked = ["--engine", "llm", "--base-url", base_url, "--model", "m", "--jobs", str(AT_ONCE)]
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "briefcli", "summarize", str(file), "--by", "article", *asked, "-f", "json", "-q"],
        env={**os.environ, "BRIEF_HOME": str(folder / "home")},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - started


def main() -> None:
    """Print the figures."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.model", "serve"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    base_url = server.stdout.readline().strip()
    articles = [
        article(str(row["text"]), title=str(row["title"]), id=str(row["id"])) for row in invented_articles(CALLS)
    ]
    characters = sum(len(one.text) for one in articles)
    try:
        asyncio.run(bare(base_url, [f"{one.text}\n[1] x" for one in articles]))
        alone = report(base_url)
        with tempfile.TemporaryDirectory() as folder:
            made = brief(base_url, articles, Path(folder))
        print(f"{CALLS} calls at {SECONDS * 1000:.0f} ms, {AT_ONCE} at once, first to last call:")
        print(f"  AsyncOpenAI alone {alone['window']:.2f} s, at most {alone['most_at_once']} at once")
        print(
            f"  brief             {made['window']:.2f} s, at most {made['most_at_once']} at once, {made['calls']} calls"
        )
        print(f"  ratio             {made['window'] / alone['window']:.2f} (wanted: at most 1.2)")
        with tempfile.TemporaryDirectory() as folder:
            took = command(base_url, Path(folder))
        report(base_url)
        asyncio.run(bare(base_url, [f"{one.text}\n[1] x" for one in articles]))
        calls = report(base_url)["window"]
        print(f"  whole command     {took:.2f} s, {took / calls:.2f} x the calls alone (wanted: at most 1.6)")
        print(f"  prompt characters {made['characters'] / characters:.2f} x article characters (wanted: at most 1.6)")
        with tempfile.TemporaryDirectory() as folder:
            first = brief(base_url, articles[:60], Path(folder))
            second = brief(base_url, articles[:60], Path(folder))
        print(f"60 articles: {first['calls']} calls (wanted: 61); the second run: {second['calls']}")
    finally:
        server.kill()
        server.communicate()


if __name__ == "__main__":
    serve() if sys.argv[1:] == ["serve"] else main()
