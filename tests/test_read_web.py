"""Sources on the web, from a real server on loopback: read politely, within limits, never from one's own network."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefcli.article import Article, Skipped
from briefcli.config import Settings
from briefcli.gathering import gather
from tests.command import brief
from tests.web_server import Answer, WebServer

_BODY = (
    "<p>Officials in Maboto said on Tuesday that the town’s only bridge would stay closed until the floods had passed.</p>"
    "<p>The closure cuts the only way between the two halves of the town, the council said in a statement on Tuesday.</p>"
)
_PAGE = f"<!doctype html><html><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>{_BODY}</article></body></html>"
_HTML = {"Content-Type": "text/html; charset=utf-8"}
_FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>
<item><title>Bridge closed</title><link>http://harbour-post.example/1</link><description><![CDATA[{_BODY}<p>It was signed by the mayor.</p>]]></description></item>
</channel></rss>"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is kept there."""
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path / "home"))


def _read(*urls: str, private: bool = True, **settings: object) -> tuple[list[Article], list[Skipped]]:
    found = gather(urls, Settings.model_validate({"allow_private_addresses": private, **settings}))
    return list(found.articles), list(found.skipped)


def test_a_page_and_a_feed_are_sources() -> None:
    """Their address is where a reader can check them; an entry of a feed has its own."""
    with WebServer({"/page": Answer(body=_PAGE.encode(), headers=_HTML), "/feed": Answer(body=_FEED.encode())}) as site:
        articles, skipped = _read(f"{site.url}/page", f"{site.url}/feed", by="article")

    assert skipped == []
    assert {(one.source, one.url, one.title) for one in articles} == {
        (f"{site.url}/page", f"{site.url}/page", "Bridge closed"),
    } | {(f"{site.url}/feed", "http://harbour-post.example/1", "Bridge closed")}
    assert all("brief-news/" in headers["user-agent"] for _, headers in site.asked)


def test_an_encoding_that_only_the_server_names_is_believed() -> None:
    """The page itself may say nothing of it."""
    page = _PAGE.replace("’", "ř").encode("iso-8859-2")
    with WebServer({"/page": Answer(body=page, headers={"Content-Type": "text/html; charset=iso-8859-2"})}) as site:
        (article,), _ = _read(f"{site.url}/page")

    assert "townřs" in article.text


def test_what_has_not_changed_is_not_sent_again() -> None:
    """The second time the server is asked whether its ETag still holds, and says so in a line."""

    def page(headers: Mapping[str, str]) -> Answer:
        if headers.get("if-none-match") == '"1"':
            return Answer(status=304, headers={"ETag": '"1"'})
        return Answer(body=_PAGE.encode(), headers={**_HTML, "ETag": '"1"', "Cache-Control": "no-cache"})

    with WebServer({"/page": page}) as site:
        first, second = _read(f"{site.url}/page")[0], _read(f"{site.url}/page")[0]

    asked = [headers.get("if-none-match") for path, headers in site.asked if path == "/page"]
    assert asked == [None, '"1"']
    assert [one.text for one in first] == [one.text for one in second]


def test_robots_txt_is_obeyed() -> None:
    """Also where a redirect leads, and by the program's own name."""
    robots = Answer(body=b"User-agent: *\nDisallow: /closed\n")
    answers = {
        "/robots.txt": robots,
        "/closed/page": Answer(body=_PAGE.encode(), headers=_HTML),
        "/open": Answer(status=302, headers={"Location": "/closed/page"}),
    }
    with WebServer(answers) as site:
        articles, skipped = _read(f"{site.url}/closed/page", f"{site.url}/open")

    assert articles == []
    assert {one.reason.split(".")[0] for one in skipped} == {"is closed to programs by the site's robots"}
    assert "/closed/page" not in [path for path, _ in site.asked]


def _endless(_headers: Mapping[str, str]) -> Answer:
    return Answer(status=302, headers={"Location": "/again"})


_REFUSED: dict[str, tuple[Answer, str]] = {
    "missing": (Answer(status=404), "cannot be fetched: the server says 404 Not Found."),
    "broken": (Answer(status=500), "cannot be fetched: the server says 500 Internal Server Error."),
    "elsewhere": (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "leads to no web address."),
    "large": (Answer(body=b"x" * 1_200_000, headers=_HTML), "is larger than 1 MB."),
    "bomb": (
        Answer(body=gzip.compress(b"x" * 50_000_000), headers={**_HTML, "Content-Encoding": "gzip"}),
        "is larger than 1 MB.",
    ),
    "slow": (Answer(drip=True, headers=_HTML), "took longer than 6 s to fetch."),
    "empty": (Answer(headers=_HTML), "is empty."),
}


@pytest.mark.parametrize("name", sorted(_REFUSED))
def test_what_cannot_be_had_is_named_with_the_reason(name: str) -> None:
    """The other sources are read all the same."""
    answer, reason = _REFUSED[name]
    with WebServer({"/page": Answer(body=_PAGE.encode(), headers=_HTML), f"/{name}": answer}) as site:
        articles, (skipped,) = _read(f"{site.url}/{name}", f"{site.url}/page", max_file_mb=1, max_file_seconds=6.0)

    assert len(articles) == 1
    assert (skipped.source, skipped.reason[: len(reason)]) == (f"{site.url}/{name}", reason)


def test_a_redirect_without_end_is_given_up() -> None:
    """After five."""
    with WebServer({"/again": _endless}) as site:
        _, (skipped,) = _read(f"{site.url}/again")

    assert skipped.reason.startswith("leads on more than 5 times.")
    assert sum(path == "/again" for path, _ in site.asked) == 6


def test_nobody_listening_is_one_line() -> None:
    """And no traceback."""
    with WebServer({}) as site:
        url = site.url
    _, (skipped,) = _read(f"{url}/page")

    assert skipped.reason.startswith("cannot be fetched (")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "0.0.0.0", "[::ffff:127.0.0.1]"]
)
def test_a_private_network_is_left_alone(host: str) -> None:
    """Unless the config says otherwise: a page must not make this machine ask its neighbours."""
    with WebServer({"/page": Answer(body=_PAGE.encode(), headers=_HTML)}) as site:
        port = site.url.rpartition(":")[2]
        _, (skipped,) = _read(f"http://{host}:{port}/page", private=False)

    assert skipped.reason.startswith("is an address of a private network")
    assert site.asked == []


def test_offline_asks_nobody(tmp_path: Path) -> None:
    """The address is named as left out."""
    with WebServer({"/page": Answer(body=_PAGE.encode(), headers=_HTML)}) as site:
        done = brief(
            "summarize", "--offline", f"{site.url}/page", BRIEF_HOME=str(tmp_path), BRIEF_ALLOW_PRIVATE_ADDRESSES="true"
        )

    assert "is on the web, and `offline` reads nothing from there." in done.stderr
    assert (done.returncode, site.asked) == (1, [])


def test_a_brief_from_the_web(tmp_path: Path) -> None:
    """The whole program on an address."""
    with WebServer({"/page": Answer(body=_PAGE.encode(), headers=_HTML)}) as site:
        done = brief(
            "summarize",
            f"{site.url}/page",
            "-f",
            "text",
            BRIEF_HOME=str(tmp_path),
            BRIEF_ALLOW_PRIVATE_ADDRESSES="true",
        )

    assert (done.returncode, done.stderr) == (0, "")
    assert "Officials in Maboto said on Tuesday" in done.stdout
    assert f"{site.url}/page" in done.stdout
