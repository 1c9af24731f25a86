"""What scripts may rely on: `brief schema` says it, and every output is checked against it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from briefcli.cli.schema import SCHEMAS, schema_of
from tests.command import SEEDS, brief
from tests.digests import BUDGET, FERRY, FERRY_LATER, RECIPE, TUESDAY, files, run_digest, write_news

_FERRY = [str(path) for path in sorted(SEEDS.glob("0[123]-*"))]


def closed(schema: Any) -> Any:
    """A schema in which every object has the keys it names and no other: what brief prints today."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    return made | {"additionalProperties": False} if made.get("type") == "object" else made


def wrong(name: str, content: Any) -> list[str]:
    """What of some content is not as the schema says."""
    validator = Draft202012Validator(closed(schema_of(name)), format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(content)]


def shown(*arguments: str) -> list[Any]:
    """The JSON that a command prints: one object, or one a line."""
    done = brief(*arguments)
    assert done.returncode in {0, 3, 4}, done.stderr
    return (
        [json.loads(line) for line in done.stdout.splitlines()] if "jsonl" in arguments else [json.loads(done.stdout)]
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_of_2020_12_and_says_what_each_document_is(name: str) -> None:
    """With a description, and every key required: a script need not ask whether one is there."""
    schema = json.loads(brief("schema", name).stdout)

    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["description"]
    assert set(schema["required"]) == set(schema["properties"])


def test_a_schema_of_something_else_is_refused() -> None:
    """With what was meant."""
    done = brief("schema", "storys")

    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean 'story'?" in done.stderr


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("brief", ["summarize", str(SEEDS), "nowhere.txt", "--offline", "-f", "json"]),
        ("story", ["summarize", str(SEEDS), "--offline", "-f", "jsonl"]),
        ("article", ["read", str(SEEDS), "-f", "jsonl"]),
        ("quotes", ["quotes", str(SEEDS), "nowhere.txt", "-f", "json"]),
        ("quote", ["quotes", str(SEEDS), "-f", "jsonl"]),
        ("dates", ["dates", str(SEEDS), "nowhere.txt", "-f", "json"]),
        ("date", ["dates", str(SEEDS), "-f", "jsonl"]),
    ],
)
def test_what_is_printed_is_as_the_schema_says(name: str, command: list[str]) -> None:
    """Each document and each line, with no key more."""
    documents = shown(*command)

    assert documents
    assert [found for one in documents for found in wrong(name, one)] == []


def test_what_a_digest_writes_is_as_the_schema_says(tmp_path: Path) -> None:
    """Briefs, index and run.json of two days: new, updated, quiet, left out."""
    out = tmp_path / "out"
    run_digest([write_news(tmp_path / "news", FERRY, BUDGET, RECIPE)], out, "-f", "json")
    write_news(tmp_path / "news", FERRY_LATER, name="tuesday.jsonl")
    (tmp_path / "news" / "broken.jsonl").write_text("{")
    run_digest([tmp_path / "news"], out, "-f", "json", "--country", "NO", at=TUESDAY)

    kinds = {"run.json": "run", "index.json": "index"}
    found = {path: wrong(kinds.get(Path(path).name, "brief"), json.loads(text)) for path, text in files(out).items()}
    assert {path: errors for path, errors in found.items() if errors} == {}
    assert {"run.json", "index.json", "2026-03-09/run.json", "2026-03-10/NO.json"} <= set(found)
    for name, form in (("storylines", "json"), ("storyline", "jsonl")):
        assert [
            error for one in shown("storyline", str(out), "--days", "99999", "-f", form) for error in wrong(name, one)
        ] == []


def test_a_schema_finds_what_is_wrong() -> None:
    """A point without evidence, a moment without a zone, a country that is a name."""
    (made,) = shown("summarize", *_FERRY, "--offline", "-f", "json")
    del made["stories"][0]["points"][0]["evidence"]
    made["articles"][0]["published_at"] = "2026-03-10T21:40:00"
    made["articles"][0]["countries"] = ["Kenya"]

    assert len(wrong("brief", made)) == 3


def test_a_moment_has_a_zone_or_is_none() -> None:
    """A page that says 17:32 and not where, has a day and no moment."""
    by_source = {
        Path(one["source"].rpartition(":")[0] or one["source"]).name: one
        for one in shown("read", str(SEEDS), "-f", "jsonl")
    }
    zoned = by_source["01-ferry-harbour-post.txt"]

    assert zoned["published_at"] == "2026-03-10T21:40:00+03:00"
    naive = [one for one in by_source.values() if one["published"] and one["published_at"] is None]
    assert naive


def test_a_line_of_jsonl_needs_no_other() -> None:
    """Every article it names is among its sources, with publisher and address."""
    for story in shown("summarize", str(SEEDS), "--offline", "-f", "jsonl"):
        cited = {span["article"] for point in story["points"] for span in point["evidence"]}
        cited |= {quote["article"] for quote in story["quotes"]}
        assert cited <= set(story["articles"]) == {source["id"] for source in story["sources"]}
