"""An audit as one self-contained page: each line opens its evidence."""

from __future__ import annotations

from html import escape
from pathlib import PurePath

from briefcli.audit.audit import Audit
from briefcli.audit.finding import Evidence, Finding
from briefcli.audit.reports.wording import named, ordered, parts, summary
from briefcli.text import one_line

_STYLE = (
    ":root{color-scheme:light dark;--ink:#1b1b1b;--faint:#5f6368;--line:#d9dce0;--ground:#fff;--error:#a1160a;"
    "--warning:#7a4b00;--none:#1a6b47}"
    "@media(prefers-color-scheme:dark){:root{--ink:#e8e8e6;--faint:#a2a7ad;"
    "--line:#3a3f45;--ground:#16181b;--error:#ff9b8f;--warning:#e9b45b;--none:#7fcba4}}"
    "body{font:17px/1.5 Georgia,serif;"
    "color:var(--ink);background:var(--ground);max-width:46em;margin:2em auto;padding:0 1.2em}"
    "details{border-top:1px solid var(--line);padding:.6em 0}summary{cursor:pointer}b{font-weight:600}"
    ".error b{color:var(--error)}.warning b{color:var(--warning)}.none b{color:var(--none)}"
    "blockquote{margin:.5em 0 .5em 1.2em;color:var(--faint)}mark{background:#ffe08a;color:#1b1b1b}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(found: Audit) -> str:
    """The page. It loads nothing and runs nothing."""
    wrong, fine = ordered(found)
    title = escape(f"Audit of {one_line(PurePath(found.brief).name)}")
    rows = [_row(one, opened=True) for one in wrong] + [_row(one, opened=False) for one in fine]
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title><style>{_STYLE}</style></head><body>",
            f"<h1>{title}</h1><p>{escape(summary(found))}</p>",
            *rows,
            "</body></html>",
            "",
        ]
    )


def _row(one: Finding, *, opened: bool) -> str:
    evidence = "".join(
        f"<blockquote>{_marked(proof.text, one.theirs)} <small>{_file(proof)}</small></blockquote>"
        for proof in one.evidence
    )
    head = f"<summary><b>{escape(named(one))}</b> {_marked(one.text, one.ours)}</summary>"
    return (
        f'<details class="{one.severity}"{" open" if opened else ""}>{head}<p>{escape(one_line(one.message))}</p>'
        f"{evidence}</details>"
    )


def _file(proof: Evidence) -> str:
    return escape(one_line(PurePath(proof.source).name))


def _marked(text: str, words: str) -> str:
    return "".join(
        f"<mark>{escape(piece)}</mark>" if differs else escape(piece)
        for piece, differs in parts(one_line(text), one_line(words))
    )
