"""The shelf: texts that nobody works on cost no memory, and are the same when they are read again."""

from __future__ import annotations

import gc
import json
import os
import pickle
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefcli.article import Article, forget
from briefcli.config import Settings
from briefcli.digest import Order, make_digest
from briefcli.shelf import Shelf, Shelved
from tests.benchmarks.invented import invented_articles
from tests.builders import article


def has_text(one: Article) -> bool:
    """Whether the text is in memory."""
    return "text" in one.__dict__


@pytest.mark.parametrize("text", ["Rates rise. Banks react.", "", "Straßen – “你好”\n\n\ud800 \x00"])
def test_a_text_on_the_shelf_is_read_when_it_is_asked_for_and_let_go_of(tmp_path: Path, text: str) -> None:
    """Every character is the same, as often as it is read; the rest of the article is in memory."""
    with closing(Shelf(tmp_path)) as shelf:
        shelf.put(article("Another text before it."))
        one = shelf.put(article(text, title="Rates up"))

        assert not has_text(one)
        assert (one.title, one.text, one.text) == ("Rates up", text, text)
        assert has_text(one)
        forget([one])
        assert not has_text(one)
        assert one.text == text


def test_nothing_of_the_shelf_is_left(tmp_path: Path) -> None:
    """Its file has no name: a run that is killed leaves none either."""
    with closing(Shelf(tmp_path)) as shelf:
        shelf.put(article())

        assert list(tmp_path.iterdir()) == []


def test_an_article_on_the_shelf_is_sent_with_its_text(tmp_path: Path) -> None:
    """Another process has no shelf. Here the text stays where it was."""
    with closing(Shelf(tmp_path)) as shelf:
        plain = article("Rates rise.", publisher="The Ledger")
        one = shelf.put(plain)

        assert pickle.loads(pickle.dumps(one)) == plain
        assert not has_text(one)


def test_a_changed_copy_has_its_own_text(tmp_path: Path) -> None:
    """It lies on no shelf: `forget` leaves it alone."""
    with closing(Shelf(tmp_path)) as shelf:
        copy = replace(shelf.put(article("Rates rise.")), text="Rates fall.")
        copy.forget()

        assert copy.text == "Rates fall."


@pytest.mark.parametrize("written", [None, 3], ids=["none", "a part"])
def test_where_there_is_no_room_a_text_stays_in_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, written: int | None
) -> None:
    """A full disk stops no digest before it writes anything."""

    def full(_file: int, _content: bytes, _offset: int) -> int:
        if written is None:
            raise OSError(28, "No space left on device")
        return written

    monkeypatch.setattr(os, "pwrite", full)
    with closing(Shelf(tmp_path)) as shelf:
        one = shelf.put(article("Rates rise."))

        one.forget()
        assert one.text == "Rates rise."


def test_a_digest_holds_the_texts_of_what_it_is_writing_only(tmp_path: Path) -> None:
    """Whatever was read, grouped, weighed and told is back on the shelf when the next story is told."""
    source = tmp_path / "articles.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in invented_articles(60, paragraphs=2)))
    held: list[int] = []

    def look(what: str, _done: int, _all: int) -> None:
        if what == "Choosing":
            held.append(sum(has_text(one) for one in gc.get_objects() if isinstance(one, Shelved)))

    make_digest(
        [str(source)],
        Order(out=tmp_path / "out", now=datetime(2026, 3, 8, 6, tzinfo=UTC)),
        Settings(workers=1),
        progress=look,
    )

    assert len(held) > 10
    assert max(held) < 60 / 3  # the largest story has eleven
