"""From the bytes of a file to its text: encodings, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from briefcli.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF file"),
)
_SAVE_AS_TEXT = "Save the article's text as .txt, or the page as .html."
_CONTROLS = bytes({*range(9), *range(14, 27), *range(28, 32)})
_FEW_CONTROLS = 8  # stray escape sequences in a short text; noise has one in ten
_INVALID_UTF8 = "brief-cp1252"  # the name of the error handler below


def decode(content: bytes, *, declared: str | None = None) -> str:
    """The text of a file, with Unix line ends and without a byte order mark.

    Tried in this order: byte order mark, UTF-8, UTF-16 without a mark, the declared encoding, UTF-8 with stray
    Windows-1252 bytes, Windows-1252, and what charset-normalizer finds.

    Args:
        content: the file's bytes.
        declared: the encoding a page or mail names for itself; only believed where UTF-8 does not fit.

    Raises:
        ReadError: it is no text.
    """
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise ReadError(f"is {kind}, not text.", remedy=_SAVE_AS_TEXT)
    text = _decoded(content, declared)
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def _decoded(content: bytes, declared: str | None) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    wide = _utf16_without_mark(content)
    if wide:
        return content.decode(wide, "replace")
    head = content[:65536]
    if len(head) - len(head.translate(None, _CONTROLS)) > max(_FEW_CONTROLS, len(head) // 50):
        raise ReadError("is a binary file, not text.", remedy=_SAVE_AS_TEXT)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(content, declared)


def _utf16_without_mark(content: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every other byte."""
    head = content[:4000]
    half = len(head) // 2
    if half < 8:
        return None
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _not_utf8(content: bytes, declared: str | None) -> str:
    if declared and not re.match(r"utf-?(?:16|32|7)", declared, re.IGNORECASE):  # it would not have been found in them
        try:
            return content.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    mixed = content.decode("utf-8", _INVALID_UTF8)
    strays = len(content.decode("utf-8", "ignore").encode()) - len(content)
    valid_pairs = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", content))
    if valid_pairs > -strays:
        return mixed
    if sum(byte >= 0x80 for byte in content) < 0.3 * len(content):
        return mixed if valid_pairs else content.decode("cp1252", _INVALID_UTF8)
    return _sniffed(content)


def _sniffed(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:200_000]).best()
    if best is None:
        raise ReadError("has an encoding that could not be told.", remedy="Save it again as UTF-8.")
    return content.decode(best.encoding, "replace")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """What is no UTF-8 is read as Windows-1252, the encoding it is mixed with in practice."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", "ignore") or stray.decode("latin-1"), error.end


codecs.register_error(_INVALID_UTF8, _as_cp1252)
