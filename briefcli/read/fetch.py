"""Pages and feeds from the web: politely, within limits, and never from the machines of one's own network.

What a server sent with an ETag or a date is kept and asked for again only where it has changed. robots.txt is obeyed.
Only this module may open a connection while sources are read, and nobody imports it with `offline`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from urllib.parse import urljoin, urlsplit

import httpx2
from protego import Protego

from briefcli import __version__
from briefcli.errors import ReadError
from briefcli.read.guarded import Refused, guarded_transport

_AGENT = f"brief-news/{__version__} (a reader's tool; reads robots.txt)"
_HEADERS = {
    "User-Agent": _AGENT,
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.8",
    "Accept-Encoding": "gzip, deflate",  # what this program can stop in the middle
}
_MOST_REDIRECTS = 5
_SECONDS_WITHOUT_A_WORD = 10.0
_LARGEST_ROBOTS = 500_000  # bytes, as RFC 9309 has it
_WITH_TEXT = re.compile(r"text/|\bxml\b|\bjson\b", re.IGNORECASE)
_SAVE = "Open it in a browser, and save the page."


class Web:
    """A client for the addresses of one run. Keeps what may be kept in `store`, a file; None keeps nothing."""

    def __init__(
        self, *, store: Path | None, store_megabytes: int, private: bool, seconds: float, max_megabytes: int
    ) -> None:
        transport = _kept(guarded_transport(private=private), store, store_megabytes)
        timeout = httpx2.Timeout(min(seconds, _SECONDS_WITHOUT_A_WORD))
        self._client = httpx2.Client(headers=_HEADERS, transport=transport, timeout=timeout, trust_env=False)
        self._seconds, self._megabytes = seconds, max_megabytes
        self._robots: dict[str, Protego | None] = {}

    def close(self) -> None:
        """Close the connections, and the store."""
        self._client.close()

    def fetch(self, url: str) -> bytes:
        """What an address holds.

        Raises:
            ReadError: it cannot be had, or must not be.
        """
        until = monotonic() + self._seconds
        try:
            return self._followed(url, until)
        except Refused as error:
            raise ReadError(str(error), remedy="Set `allow_private_addresses` in the config to read it.") from error
        except httpx2.TimeoutException as error:
            raise ReadError("did not answer in time.", remedy="Try again later.") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, UnicodeError) as error:
            why = str(error).rstrip(".") or type(error).__name__
            raise ReadError(f"cannot be fetched ({why}).", remedy="Check the address, and the connection.") from error

    def _followed(self, url: str, until: float) -> bytes:
        for _ in range(_MOST_REDIRECTS + 1):
            self._obey_robots(url, until)
            with self._client.stream("GET", url) as response:
                if response.is_redirect:
                    url = urljoin(url, response.headers.get("location", ""))
                    if urlsplit(url).scheme not in {"http", "https"}:
                        raise ReadError("leads to no web address.", remedy=_SAVE)
                    continue
                if response.status_code != httpx2.codes.OK:
                    said = f"{response.status_code} {response.reason_phrase}".strip()
                    raise ReadError(f"cannot be fetched: the server says {said}.", remedy=_SAVE)
                return self._content(response, until)
        raise ReadError(f"leads on more than {_MOST_REDIRECTS} times.", remedy=_SAVE)

    def _content(self, response: httpx2.Response, until: float) -> bytes:
        content = b"".join(self._chunks(response, until, self._megabytes * 1_000_000))
        charset = response.charset_encoding
        if charset and _WITH_TEXT.search(response.headers.get("content-type", "")):
            try:
                return content.decode(charset).encode("utf-8")
            except (LookupError, UnicodeError):
                pass  # the server is wrong about it; the reader looks for itself
        return content

    def _chunks(self, response: httpx2.Response, until: float, most_bytes: int) -> Iterator[bytes]:
        whole = 0
        for chunk in response.iter_bytes():
            whole += len(chunk)
            if whole > most_bytes:
                raise ReadError(f"is larger than {self._megabytes} MB.", remedy="Raise `max_file_mb` in the config.")
            if monotonic() > until:
                raise ReadError(f"took longer than {self._seconds:g} s to fetch.", remedy="Try again later.")
            yield chunk

    def _obey_robots(self, url: str, until: float) -> None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._rules(f"{site}/robots.txt", until)
        rules = self._robots[site]
        if rules is not None and not rules.can_fetch(url, _AGENT):
            raise ReadError("is closed to programs by the site's robots.txt.", remedy=_SAVE)

    def _rules(self, url: str, until: float) -> Protego | None:
        """What a site asks of programs. None: it asks nothing. A site that cannot say now is left alone (RFC 9309)."""
        with self._client.stream("GET", url, follow_redirects=False) as response:
            if response.status_code >= httpx2.codes.INTERNAL_SERVER_ERROR:
                return Protego.parse("User-agent: *\nDisallow: /")
            if response.status_code != httpx2.codes.OK:
                return None
            text = b""
            for chunk in self._chunks(response, until, self._megabytes * 1_000_000):
                text += chunk
                if len(text) > _LARGEST_ROBOTS:
                    break
        return Protego.parse(text[:_LARGEST_ROBOTS].decode("utf-8", "replace"))


@contextmanager
def web(
    *, store: Path | None, store_megabytes: int, private: bool, seconds: float, max_megabytes: int
) -> Iterator[Web]:
    """A client that is closed afterwards."""
    client = Web(
        store=store, store_megabytes=store_megabytes, private=private, seconds=seconds, max_megabytes=max_megabytes
    )
    try:
        yield client
    finally:
        client.close()


def _kept(transport: httpx2.BaseTransport, store: Path | None, megabytes: int) -> httpx2.BaseTransport:
    """The transport with a memory: answers are asked for again only where they are old, and sent only where changed."""
    if store is None:
        return transport
    from hishel import CacheOptions, SqliteStorage
    from hishel.httpx2 import CacheTransport

    try:
        store.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return transport  # nothing is kept where nothing can be written
    storage = SqliteStorage(database_path=store, max_size=megabytes * 1_000_000)
    return CacheTransport(transport, storage, rfc=CacheOptions(shared=False))
