"""The cache: kept answers, several processes, a full disk, a broken file."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from briefcli.llm.keeping.cache import Answer, Cache, cache_key, cache_stats, clear_cache
from tests.llm_options import Notes

MEGABYTE = 1024 * 1024


def answer(text: str = "Rates rise.") -> Answer:
    """An answer with this text."""
    return Answer(text=text, finish="stop", prompt_tokens=10, completion_tokens=5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the cache of a test lies."""
    return tmp_path / "deep" / "answers.db"


def opened(path: Path, notes: Notes | None = None, *, max_bytes: int = MEGABYTE) -> Cache:
    """The cache in that file."""
    return Cache(path, max_bytes=max_bytes, note=notes if notes is not None else Notes())


def test_an_answer_is_there_in_the_next_run(path: Path) -> None:
    """What was put is got, in another run too, and nothing else is."""
    opened(path).put("key", answer())

    later = opened(path)
    assert later.get("key") == answer()
    assert later.get("other") is None


def test_only_its_owner_can_read_it(path: Path) -> None:
    """The file, and what SQLite keeps beside it, have mode 0600."""
    cache = opened(path)
    cache.put("key", answer())

    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_everything_that_shapes_an_answer_is_in_its_key() -> None:
    """Another server, model, prompt, parameter or schema is another key; another order of the fields is not."""
    request = {"server": "a", "model": "b", "prompt": "c", "schema": {"d": 1}, "temperature": 0.0}

    changed = {cache_key(request | {name: "x"}) for name in request} | {cache_key(request)}
    assert len(changed) == 6
    assert cache_key(dict(reversed(request.items()))) == cache_key(request)


def test_the_oldest_answers_go_first(path: Path) -> None:
    """Past its size the cache drops what was put first, and the file shrinks."""
    cache = opened(path, max_bytes=100_000)
    for number in range(60):
        cache.put(f"key{number}", answer("x" * 5_000))
    cache.close()

    later = opened(path)
    assert later.get("key0") is None
    assert later.get("key59") is not None
    later.close()
    assert cache_stats(path).bytes < 250_000


@pytest.mark.parametrize(
    "damage", [b"this is no database at all, whatever it says" * 100, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_broken_file_is_set_aside_with_one_line(path: Path, damage: bytes) -> None:
    """A file that is no cache is kept under another name, and a new one begins."""
    path.parent.mkdir()
    path.write_bytes(damage)
    notes = Notes()

    cache = opened(path, notes)
    cache.put("key", answer())

    assert cache.get("key") == answer()
    assert len(notes) == 1
    assert notes[0].startswith("the cache was broken: it is now ")
    assert [file.read_bytes() for file in path.parent.glob("*.broken-*")] == [damage]


def test_a_file_that_breaks_during_a_run_is_set_aside(path: Path) -> None:
    """Damage found while reading costs the answers and not the run."""
    first = opened(path)
    for number in range(200):
        first.put(f"key{number}", answer("x" * 2_000))
    first.close()
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    notes = Notes()

    cache = opened(path, notes)
    found = [cache.get(f"key{number}") for number in range(200)]
    cache.put("new", answer())

    assert len(notes) == 1
    assert None in found
    assert cache.get("new") == answer()


def test_another_programs_database_is_left_whole(path: Path) -> None:
    """A file with another `answers` table is set aside, not written into."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE answers (question TEXT)")
    notes = Notes()

    cache = opened(path, notes)
    cache.put("key", answer())

    assert cache.get("key") == answer()
    assert len(notes) == 1


def test_a_full_disk_costs_the_cache_and_nothing_else(path: Path) -> None:
    """When SQLite can write no more, one line says so and answers are no longer kept."""
    notes = Notes()
    cache = opened(path, notes)
    connection = cache._connection  # only SQLite itself can make its disk full, and nothing else shows it to a test
    assert connection is not None
    connection.execute("PRAGMA max_page_count = 12")

    for number in range(50):
        cache.put(f"key{number}", answer("x" * 5_000))

    assert notes == ["the cache cannot be used (database or disk is full): answers of this run are not kept"]
    assert cache.get("key0") is None
    cache.close()


def test_a_folder_that_cannot_be_written_is_no_crash(tmp_path: Path) -> None:
    """A file stands where the folder should be: one line, and no cache."""
    (tmp_path / "deep").write_text("in the way")
    notes = Notes()

    cache = opened(tmp_path / "deep" / "answers.db", notes)
    cache.put("key", answer())

    assert cache.get("key") is None
    assert len(notes) == 1
    assert notes[0].startswith("the cache cannot be used")


WRITER = """
import sys
from pathlib import Path
from briefcli.llm.keeping.cache import Answer, Cache
cache = Cache(Path(sys.argv[1]), max_bytes=10**9, note=lambda note: print(note, flush=True))
for number in range(int(sys.argv[3])):
    cache.put(f"{sys.argv[2]}{number}", Answer(text="x" * 500, finish="stop", prompt_tokens=1, completion_tokens=1))
    if number == 100: print("hundred", flush=True)
"""


def writer(path: Path, name: str, answers: int) -> subprocess.Popen[str]:
    """A process that puts answers into the cache."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(answers)], stdout=subprocess.PIPE, text=True
    )


def test_several_processes_share_one_file(path: Path) -> None:
    """Three runs write at once; nothing is lost and nobody complains."""
    running = [writer(path, name, 300) for name in "abc"]
    said = [process.communicate(timeout=60)[0] for process in running]

    assert said == ["hundred\n"] * 3
    assert cache_stats(path).answers == 900


def test_a_killed_process_loses_no_answer_it_put(path: Path) -> None:
    """Kill -9 in the middle of writing: what was put is there, and the file is sound."""
    process = writer(path, "a", 1_000_000)
    assert process.stdout is not None
    assert process.stdout.readline() == "hundred\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()

    notes = Notes()
    cache = opened(path, notes, max_bytes=10**9)
    assert notes == []
    assert all(cache.get(f"a{number}") is not None for number in range(100))


def test_what_was_learnt_of_a_server_is_kept(path: Path) -> None:
    """Habits are remembered by server and model."""
    opened(path).learn("http://a m", {"format": "text"})

    assert opened(path).habits("http://a m") == {"format": "text"}
    assert opened(path).habits("http://a other") == {}


def test_stats_and_clear(path: Path) -> None:
    """Stats count without making a file; clearing removes all of it, and twice is no error."""
    assert cache_stats(path).answers == 0
    assert not path.exists()
    cache = opened(path)
    cache.put("key", answer())
    cache.close()

    assert cache_stats(path).answers == 1
    assert cache_stats(path).bytes > 0
    clear_cache(path)
    clear_cache(path)
    assert list(path.parent.iterdir()) == []
