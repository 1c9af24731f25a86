"""A brief with errors of every kind, the invented articles it is said to come from, and what an audit must say of it."""

from __future__ import annotations

import html
from dataclasses import dataclass
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

ARTICLES = {
    "quay.txt": """Port Elin closes its north quay after divers find cracks

Source: Harbour Post
Date: 9 March 2026

Port Elin will close its north quay for six weeks from Monday, the harbour board said. Divers found 14 cracks in the \
wall in February. Some of the fishing crews will move to the south quay.

The repairs may cost more than $3.2 million. The board approved the plan by five votes to two. If the weather holds, \
the work could end by the middle of April.

“We will not reopen the quay before the cracks are sealed,” said Mara Quist, the head of the harbour board. \
Tomas Ferrel sued Nordkai Shipping over lost income in January. Prices for berths rose by 8 percent after the closure \
was announced.
""",
    "ferry-1.txt": """At least nine dead as ferry Odra sinks off Sandvik

Source: Coast Post
Date: 9 March 2026

At least nine people died as the ferry Odra sank off Sandvik on Sunday, the coast guard said. Captain Ilse Varga left \
Sandvik in a gale with 212 people aboard.
""",
    "ferry-2.txt": """Divers end the search for the ferry Odra

Source: The Ledger
Date: 11 March 2026

The death toll of the ferry Odra, which sank off Sandvik in a gale, rose to 14 on Wednesday. Divers closed the search \
on Tuesday night. Captain Ilse Varga of the Odra was held by the coast guard.
""",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the brief, and the check that speaks of it: with what of the meaning is changed behind a colon."""

    line: str
    check: str


LINES = (
    Said("Divers found 14 cracks in the wall in February. [1]", "verbatim"),
    Said("The north quay at Port Elin will close for six weeks from Monday, the harbour board said. [1]", "supported"),
    Said("Divers found 41 cracks in the wall in February. [1]", "unsupported-number"),
    Said("All of the fishing crews will move to the south quay. [1]", "meaning-changed:quantity"),
    Said("The repairs will cost more than $3.2 million. [1]", "meaning-changed:modality"),
    Said("The repairs may cost less than $3.2 million. [1]", "meaning-changed:quantity"),
    Said("The board did not approve the plan by five votes to two. [1]", "meaning-changed:negation"),
    Said("Nordkai Shipping sued Tomas Ferrel over lost income in January. [1]", "meaning-changed:roles"),
    Said("Prices for berths fell by 8 percent after the closure was announced. [1]", "meaning-changed:direction"),
    Said("Prices for berths rose by 8 percent before the closure was announced. [1]", "meaning-changed:direction"),
    Said("The work could end by the middle of April. [1]", "meaning-changed:condition"),
    Said("Port Elin will close its north quay for six weeks from Monday. [1]", "attribution-dropped"),
    Said(
        "Port Elin will close its north quay for six weeks from Friday, the harbour board said. [1]", "unsupported-date"
    ),
    Said("Divers led by Pelle Storm found 14 cracks in the wall in February. [1]", "unsupported-name"),
    Said("Captain Ilse Varga left Sandvik in a gale with 212 people aboard. [1]", "misattributed"),
    Said("At least nine people died as the ferry Odra sank off Sandvik on Sunday, the coast guard said. [2]", "stale"),
    Said("The mayor of the town has resigned over the handling of its budget. [2]", "not-found"),
    Said("Divers closed the search on Tuesday night. [3]", "verbatim"),
)
QUOTES = (
    Said("“We will not reopen the quay before the cracks are sealed” — Mara Quist [1]", "verbatim"),
    Said("“We will not reopen the quay before the walls are sealed” — Mara Quist [1]", "altered-quote"),
    Said("“We will not reopen the quay before the cracks are sealed” — Tomas Ferrel [1]", "wrong-speaker"),
    Said("“The harbour of this town is finished, and everybody knows it” — Mara Quist [1]", "fabricated-quote"),
)
TITLE, BYLINE = "The coast this morning", "Prepared by the night desk"
SOURCES = (
    "Harbour Post: Port Elin closes its north quay after divers find cracks",
    "Coast Post: At least nine dead as ferry Odra sinks off Sandvik",
    "The Ledger: Divers end the search for the ferry Odra",
)


def write_articles(folder: Path) -> list[str]:
    """The articles as files."""
    folder.mkdir(exist_ok=True)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [str(folder / name) for name in ARTICLES]


def markdown() -> bytes:
    """The brief in Markdown."""
    items = "\n".join(f"- {one.line}" for one in LINES)
    quotes = "\n\n".join(f"> {one.line.replace(' — ', chr(10) + '> — ')}" for one in QUOTES)
    sources = "\n".join(f"{number}. {line}" for number, line in enumerate(SOURCES, start=1))
    text = f"# {TITLE}\n\n*{BYLINE}*\n\n## Points\n\n{items}\n\n## Quotes\n\n{quotes}\n\n## Sources\n\n{sources}\n"
    return text.encode()


def docx() -> bytes:
    """The same as a Word file."""
    from docx import Document

    document = Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph(BYLINE)
    for heading, lines, style in (
        ("Points", [one.line for one in LINES], "List Bullet"),
        ("Quotes", [one.line for one in QUOTES], "Quote"),
        ("Sources", [f"{number}. {line}" for number, line in enumerate(SOURCES, start=1)], "Normal"),
    ):
        document.add_heading(heading, 1)
        for line in lines:
            document.add_paragraph(line, style=style)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def page() -> bytes:
    """The same as a page."""
    items = "".join(f"<li>{html.escape(one.line)}</li>" for one in LINES)
    quotes = "".join(f"<blockquote><p>{html.escape(one.line)}</p></blockquote>" for one in QUOTES)
    sources = "".join(f"<p>{number}. {line}</p>" for number, line in enumerate(SOURCES, start=1))
    body = f"<h1>{TITLE}</h1><p>{BYLINE}</p><h2>Points</h2><ul>{items}</ul><h2>Quotes</h2>{quotes}<h2>Sources</h2>{sources}"
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def mail() -> bytes:
    """The same as a mail somebody wrote."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "desk@example.org", "all@example.org", TITLE
    items = "\n".join(f"* {one.line}" for one in LINES)
    quotes = "\n\n".join(one.line for one in QUOTES)
    sources = "\n".join(f"[{number}] {line}" for number, line in enumerate(SOURCES, start=1))
    mail.set_content(f"Dear all,\n\n{items}\n\n{quotes}\n\nSources\n\n{sources}\n\nBest regards\n")
    return bytes(mail)


FORMS = {"brief.md": markdown, "brief.docx": docx, "brief.html": page, "brief.eml": mail}
