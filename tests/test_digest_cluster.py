"""A digest made on a Dask cluster: the same bytes, though a worker is killed in the middle."""

from __future__ import annotations

from pathlib import Path

from briefcli.config import Settings
from briefcli.digest import Order, make_digest
from tests.clusters import cluster
from tests.digests import BUDGET, FERRY, FERRY_LATER, MONDAY, RECIPE, files, write_news


def test_a_cluster_of_which_one_worker_is_killed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Real scheduler, two real workers on loopback; the one dies by SIGKILL while articles are read."""
    more = ({**BUDGET, "id": f"b{n}", "text": f"{BUDGET['text']} Point {n}."} for n in range(400))
    news = write_news(tmp_path, FERRY, FERRY_LATER, RECIPE, *more)
    make_digest([str(news)], Order(out=tmp_path / "alone", now=MONDAY), Settings())

    with cluster(tmp_path) as dask:

        def kill_one(what: str, done: int, _all: int) -> None:
            if (what, done) == ("Reading", 60):
                dask.workers[0].kill()

        order = Order(out=tmp_path / "shared", now=MONDAY, scheduler=dask.address)
        made = make_digest([str(news)], order, Settings(), progress=kill_one)
        dead = dask.workers[0].wait(timeout=20)

    assert dead == -9
    assert made.skipped == ()
    assert files(tmp_path / "shared") == files(tmp_path / "alone")
