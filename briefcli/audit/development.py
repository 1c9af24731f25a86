"""A figure as it developed, as brief prints it: "Dead: nine (10 Mar) → 12 → 14 (11 Mar)"."""

from __future__ import annotations

import re

from briefcli.verify.claims import numbers

_ABOUT = re.compile(r"[^.!?:;→]{1,60}:\s")
_STEP = re.compile(r"(?P<figure>[^()→]{1,40}?)(?:\s*\((?P<issued>[^()→]{1,80})\))?")
_ISSUED = re.compile(r"(?:[^,]+, )?\d{1,2} \w+(?: \d{4})?")
_MOST_WORDS_OF_A_LABEL, _MOST_WORDS_OF_A_FIGURE = 6, 4


def is_development(words: str) -> bool:
    """Whether words without references are a label and nothing but figures, and so no sentence."""
    bare = words.strip()
    about = _ABOUT.match(bare)
    if about is None or len(about[0].split()) > _MOST_WORDS_OF_A_LABEL:
        return False
    steps = bare[about.end() :].split("→")
    return len(steps) > 1 and all(_is_step(step.strip()) for step in steps)


def _is_step(words: str) -> bool:
    """Whether some words are a figure, with its day or who gave it in brackets: "nine (10 Mar)"."""
    found = _STEP.fullmatch(words)
    if found is None or len(found["figure"].split()) > _MOST_WORDS_OF_A_FIGURE or not numbers(found["figure"]):
        return False
    return not found["issued"] or _ISSUED.fullmatch(found["issued"]) is not None
