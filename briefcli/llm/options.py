"""What the model engine is told: which server, how hard to work, what to ask for, what it may cost.

Everything here is plain values, so that the engine knows neither the config file nor the environment nor the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """An OpenAI-compatible server and the key that was configured for it.

    `base_url` ends before `/chat/completions`. `key` is None where none was configured: none is sent.
    """

    base_url: str
    key: str | None = field(default=None, repr=False)

    @property
    def host(self) -> str:
        """Host and port as a reader knows them, without user name or password."""
        return urlsplit(self.base_url).netloc.rpartition("@")[2]

    @property
    def is_local(self) -> bool:
        """Whether it is this machine."""
        name = urlsplit(self.base_url).hostname or ""
        return name in {"localhost", "::1"} or name.endswith(".localhost") or name.startswith("127.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """USD per million tokens."""

    input: float
    output: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How hard the server may be worked.

    `retries` is how often a call that failed in passing is sent again. `backoff_seconds` is the first pause; it
    doubles. `longest_wait_seconds` is the longest pause a server may ask for before the call is given up.
    """

    jobs: int = 8
    timeout_seconds: float = 120.0
    retries: int = 4
    backoff_seconds: float = 0.5
    longest_wait_seconds: float = 120.0
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked for: the template and what fills it.

    `language` is the language to write in, None for the articles' own. `points` and `quotes` are per story.
    """

    template: str = "summarize"
    params: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None
    points: int = 4
    quotes: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """What may not be passed. None is no cap.

    `deadline_seconds` counts from the making of the engine. `prices` override the known ones, by model.
    """

    budget_usd: float | None = None
    deadline_seconds: float | None = None
    prices: Mapping[str, Price] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where files lie. `cache` None is no cache; `ledger` None is no ledger, which only tests may want.

    `templates` are searched in order: the user's folder first, the bundled one last.
    """

    templates: tuple[Path, ...]
    cache: Path | None = None
    cache_max_bytes: int = 512 * 1024 * 1024
    ledger: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmOptions:
    """Everything one run of the engine is told.

    Without `gives_up`, a server that can answer nobody fails each story by itself, so that whoever asked can tell it
    all the same. `context_tokens` None takes what is known of the model. `now` stamps the ledger. `note` gets each
    thing the user should know, one line each, once.
    """

    server: Server
    model: str
    places: Places
    now: Callable[[], datetime]
    note: Callable[[str], None]
    pace: Pace = Pace()
    ask: Ask = field(default_factory=Ask)
    caps: Caps = field(default_factory=Caps)
    gives_up: bool = True
    context_tokens: int | None = None
    reply_tokens: int = 1500
    temperature: float | None = 0.0
