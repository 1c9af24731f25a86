"""`brief schema`: JSON Schema of what brief prints, made of the types that its JSON is checked against."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer

# What each document is, as "module:type". One more is a line here; its type says the rest.
SCHEMAS = {
    "brief": "briefcli.render.contract:Brief",
    "story": "briefcli.render.contract:StoryLine",
    "article": "briefcli.render.contract_articles:WholeArticle",
    "quotes": "briefcli.render.contract_articles:Quotations",
    "quote": "briefcli.render.contract_articles:QuotedArticle",
    "dates": "briefcli.render.contract_articles:Days",
    "date": "briefcli.render.contract_articles:DayLine",
    "storylines": "briefcli.render.contract_storyline:Storylines",
    "storyline": "briefcli.render.contract_storyline:Storyline",
    "verify": "briefcli.audit.contract:Report",
    "pair": "briefcli.audit.contract:PairLine",
    "run": "briefcli.digest.contract:Manifest",
    "index": "briefcli.digest.contract:Index",
}


def schema(
    name: Annotated[
        str,
        typer.Argument(help=f"What it is of: {', '.join(SCHEMAS)}.", autocompletion=lambda: [*SCHEMAS], metavar="NAME"),
    ] = "brief",
) -> None:
    """JSON Schema (2020-12) of what brief prints with -f json and -f jsonl, and of a digest's run.json."""
    import json

    typer.echo(json.dumps(schema_of(name), ensure_ascii=False, indent=2))


def schema_of(name: str) -> dict[str, Any]:
    """The schema of a document.

    Raises:
        UsageError: there is none of that name.
    """
    from briefcli.errors import UsageError, nearest

    if name not in SCHEMAS:
        raise UsageError(f"'{name}' is no document of brief's.", remedy=nearest(name, SCHEMAS))
    from pydantic import TypeAdapter

    module, _, type_name = SCHEMAS[name].partition(":")
    made = TypeAdapter(getattr(import_module(module), type_name)).json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:brief:{name}",
        **made,
    }
