"""`brief cache`: the answers that are kept."""

from __future__ import annotations

import typer

from briefcli.cli.commands import Command, Group

app = typer.Typer(
    help="The answers of models that are kept, so that none is paid for twice.", no_args_is_help=True, cls=Group
)


@app.command(cls=Command)
def stats() -> None:
    """Where the cache is, how many answers it holds, how large it is."""
    from briefcli.cli.writer import cache_file
    from briefcli.llm.keeping.cache import cache_stats

    found = cache_stats(cache_file())
    typer.echo(f"File:    {found.path}")
    typer.echo(f"Answers: {found.answers}")
    typer.echo(f"Size:    {found.bytes / 1_000_000:.1f} MB")


@app.command(cls=Command)
def clear() -> None:
    """Remove every answer, and what is kept of pages from the web."""
    from briefcli.cli.writer import cache_file
    from briefcli.config import WEB_STORE, folders
    from briefcli.llm.keeping.cache import cache_stats, clear_cache

    found = cache_stats(cache_file())
    clear_cache(cache_file())
    typer.echo(f"Removed {found.answers} answers.", err=True)
    for file in folders().cache.glob(f"{WEB_STORE}*"):
        file.unlink(missing_ok=True)
