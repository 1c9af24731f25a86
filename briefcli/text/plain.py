"""Text made safe or plain: controls and bidi overrides, white space, typography. Offsets hold where a name says so."""

from __future__ import annotations

import re
from collections.abc import Callable

# C0 and C1 controls but for tab and newline, bidi controls, line separators, tags, surrogates.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
# What takes no room and says nothing: soft hyphen, zero-width space, direction marks, word joiners, byte order mark.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060-\u2064\ufeff]")

# One character for one character, so that offsets hold: the declared typographic normalisation of verification.
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞〟❝❞＂「」『』", '"'),
        **dict.fromkeys("‘’‚‛‹›′`´ʼ＇", "'"),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\f\v",
            " ",
        ),
    }
)


def without_controls(text: str, by: str | Callable[[re.Match[str]], str] = " ") -> str:
    """Every control and bidi override becomes a space, so that offsets hold; tabs and newlines stay.

    Args:
        text: any.
        by: what to put in their place.
    """
    return text if text.isprintable() else _CONTROLS.sub(by, text)


def without_invisible(text: str) -> str:
    """What takes no room is gone; offsets do not hold."""
    return _INVISIBLE.sub("", text)


def one_line(text: str) -> str:
    """Safe and on one line: invisible characters and controls gone, white space folded."""
    plain = " ".join(text.split())
    if plain.isprintable():  # as most is: a tenth of the time of looking for what is not
        return plain
    return " ".join(without_controls(without_invisible(text)).split())


def straight(text: str) -> str:
    """Curly quotes, dashes and white space in their plain forms, one character for one, so that offsets hold."""
    return text.translate(_TYPOGRAPHY)


def letters(text: str) -> str:
    """A line without what does not tell it from another: case, marks and spaces."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
