"""The JSON of a digest that scripts may rely on, as types: `run.json` and the index. See `briefcli.render.contract`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from briefcli.errors import Exit
from briefcli.render.contract import Engine, Muted, Quiet, Usage, Withheld
from briefcli.render.contract_articles import Moment, Skipped, WrittenDay

_Exit = Annotated[int, Field(json_schema_extra={"enum": [code.value for code in Exit]})]


Told = Literal["new", "updated", "full"]  # the last: all that is known, new or not, with --full


class Inputs(TypedDict):
    """What a run was given. `known` articles were reported before."""

    sources: list[str]
    articles: int
    known: int
    since: Moment | None
    full: bool


class File(TypedDict):
    """A file of a run, below the folder of the digests."""

    path: str
    bytes: int
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Output(File):
    """A brief: of which country or region, and how many stories it tells."""

    code: str
    stories: int


class RunStory(TypedDict):
    """A story of a run: what is said of it, and in which briefs.

    `files` is empty for a story that only stands in the index, and for one that went quiet.
    """

    id: str
    headline: str
    news: Told | Literal["quiet"]
    engine: str | None
    fallback: str | None
    files: list[str]


class Counts(TypedDict):
    """How many stories are new, updated, told in full, quiet."""

    new: int
    updated: int
    full: int
    quiet: int


class Versions(TypedDict):
    """Who made the files."""

    brief: str
    python: str
    state: int


class Manifest(TypedDict):
    """What a run of `brief digest` read and wrote: `run.json`, and `DATE/run.json` of each run."""

    schema: Literal["brief-run/2"]
    run: int
    generated: Moment
    duration_seconds: float
    exit_code: _Exit
    versions: Versions
    inputs: Inputs
    outputs: list[Output]
    index: File
    counts: Counts
    stories: list[RunStory]
    engine: Engine
    usage: Usage
    elsewhere: list[str]
    warnings: list[str]
    skipped: list[Skipped]
    muted: list[Muted]
    withheld: list[Withheld]


class IndexedBrief(TypedDict):
    """A brief, and where it lies below the folder of the digests."""

    code: str
    name: str
    path: str
    stories: int


class IndexedStory(TypedDict):
    """A story about countries that were not asked for."""

    story: str
    headline: str


class Earlier(TypedDict):
    """The briefs of an earlier run."""

    day: WrittenDay
    paths: list[str]


class Index(TypedDict):
    """The index of digests in JSON: `index.json`."""

    schema: Literal["brief-index/1"]
    generated: Moment
    briefs: list[IndexedBrief]
    elsewhere: list[IndexedStory]
    quiet: list[Quiet]
    earlier: list[Earlier]
