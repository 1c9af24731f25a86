"""What to type, for each command: shown by its help, by the manual page, and tried in the tests."""

from __future__ import annotations

EXAMPLES = {
    "brief": ("brief demo", "brief summarize ~/clippings", "brief help cron"),
    "summarize": (
        "brief summarize ~/clippings --minutes 5",
        "brief summarize ~/clippings --country KR --since yesterday -o brief.html",
        "brief summarize ~/clippings -m gpt-4o-mini --budget 0.50 --dry-run",
    ),
    "quotes": ("brief quotes ~/clippings --country 'South Korea'", "brief quotes article.html --all -f json"),
    "dates": ("brief dates ~/clippings --since 3d", "brief dates ~/clippings -o ahead.ics"),
    "read": ("brief read -v article.html", "brief read ~/clippings -f jsonl > articles.jsonl"),
    "verify": (
        "brief verify brief.docx --against ~/clippings",
        "brief verify brief.md --against ~/clippings -f html -o audit.html",
        "brief verify brief.md --against ~/clippings --engine llm -m gpt-4o-mini --dry-run",
        "brief verify --pairs pairs.jsonl -f jsonl",
    ),
    "demo": ("brief demo", "brief demo -o demo.html"),
    "digest": (
        "brief digest ~/clippings --out ~/digests --country KR --country JP",
        "brief digest ~/clippings --out ~/digests --all-countries -f html -q --log ~/digests/brief.log",
        "brief digest ~/clippings --out ~/digests --tz Africa/Nairobi --engine auto --deadline 06:30",
        "brief digest ~/clippings --out ~/digests --country KE --send --to nairobi@embassy.example",
    ),
    "storyline": (
        "brief storyline ~/digests --country KE --days 14",
        "brief storyline ~/digests --match ferry -f text",
    ),
    "send": ("brief send brief.eml --to desk@embassy.example", "brief send --dry-run brief.eml"),
    "doctor": ("brief doctor", "brief doctor --config office.yaml"),
    "ledger": ("brief ledger", "brief ledger --articles -f json"),
    "schema": ("brief schema > brief.schema.json", "brief schema story", "brief schema run"),
    "help": ("brief help cron", "brief help summarize", "brief help man | man -l -"),
    "prompts": ("brief prompts list", "brief prompts show summarize > ~/.config/brief/prompts/mine.md"),
    "config": ("brief config init", "brief config check", "brief config show"),
    "cache": ("brief cache stats", "brief cache clear"),
}


def shown_examples(command: str) -> str:
    """The examples of a command as its help shows them."""
    lines = "\n".join(f"$ {line}" for line in EXAMPLES[command]).replace("[", "\\[")
    return f"[bold]Examples[/bold]\n\n{lines}"
