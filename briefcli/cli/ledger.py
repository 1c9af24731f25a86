"""`brief ledger`: what left this machine."""

from __future__ import annotations

from typing import Annotated, Literal

import typer


def ledger(
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="For people, or one JSON object a line.")
    ] = "text",
    articles: Annotated[bool, typer.Option("--articles", help="Name the articles, by id.")] = False,
) -> None:
    """What left this machine: when, how many articles, which host and model, tokens, cost. Newest last."""
    import json
    from dataclasses import asdict

    from briefcli.cli.writer import ledger_file
    from briefcli.llm.keeping.ledger import read_ledger
    from briefcli.text import one_line

    runs = read_ledger(ledger_file())
    if form == "json":
        for run in runs:
            typer.echo(json.dumps(asdict(run)))
        return
    if not runs:
        typer.echo("Nothing has left this machine.")
    for run in runs:
        cost = "cost unknown" if run.cost_usd is None else f"{run.cost_usd:.4f} USD"
        lost = f", {run.unanswered} of them unanswered" if run.unanswered else ""
        typer.echo(
            one_line(
                f"{run.started}  {run.model} at {run.host}: {len(run.articles)} articles, {run.characters} characters "
                f"in {run.calls} calls{lost}; {run.prompt_tokens} + {run.completion_tokens} tokens, {cost}"
            )
        )
        if articles:
            typer.echo(f"    {one_line(' '.join(run.articles))}")
