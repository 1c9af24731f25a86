"""A brief as text: one module per format.

`outline` decides what a reader sees and makes every string safe; the formats only lay it out and escape it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from briefcli.addresses import NOBODY, Addressing
from briefcli.brief import Brief
from briefcli.forms import FORMS
from briefcli.render.outline import outline
from briefcli.render.sections import Outline

__all__ = ["Outline", "outline", "render", "show"]


def render(brief: Brief, form: str, *, width: int = 80, colour: bool = False, addressing: Addressing = NOBODY) -> str:
    """A brief in one of the formats, ending in a newline.

    Args:
        brief: what to show.
        form: one of `FORMS`.
        width: columns; only `terminal` looks at it.
        colour: whether escape codes may be used; only `terminal` looks at it.
        addressing: whom it is from and goes to; only `eml` looks at it.
    """
    if FORMS[form].of == "brief":
        return _maker(form)(brief)
    return show(outline(brief), form, width=width, colour=colour, addressing=addressing)


def show(shown: Outline, form: str, *, width: int = 80, colour: bool = False, addressing: Addressing = NOBODY) -> str:
    """An outline in one of the formats that are made of one."""
    if FORMS[form].of == "terminal":
        return _maker(form)(shown, width=width, colour=colour)
    if FORMS[form].of == "mail":
        return _maker(form)(shown, addressing)
    return _maker(form)(shown)


def _maker(form: str) -> Callable[..., str]:
    module, _, name = FORMS[form].maker.partition(":")
    maker: Callable[..., str] = getattr(import_module(module), name)
    return maker
