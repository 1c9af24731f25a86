"""A page that needs nothing else: one style and at most one script, both ours and known by their hash, no address."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from pathlib import Path

_HERE = Path(__file__).parent


def page(title: str, body: str, *, script: bool = False) -> str:
    """A whole document around a body. Whatever else somebody smuggled into it, the browser neither runs nor fetches."""
    style = _part("page.css")
    code = _part("page.js") if script else ""
    policy = f"default-src 'none'; style-src '{_hash(style)}'" + (f"; script-src '{_hash(code)}'" if script else "")
    policy += "; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style></head>\n<body>\n{body}\n"
        + (f"<script>{code}</script>\n" if script else "")
        + "</body></html>\n"
    )


def lang(language: str) -> str:
    """The attribute that says in which language something on the page is, where it is not the page's own."""
    return f' lang="{escape(language)}"' if language and language != "en" else ""


@cache
def _part(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").strip()


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
