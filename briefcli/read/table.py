"""Tables with a header, as databases and spreadsheets export them: an article a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from briefcli.errors import ReadError
from briefcli.read.decode import decode
from briefcli.read.fields import KEYS, parts_of_fields
from briefcli.read.parts import Parts, Unread

_SEPARATORS = ",;\t|"
_LONGEST_FIELD = 20_000_000  # characters; the file itself is limited
_MOST_NAMED = 5


def read(content: bytes) -> Iterator[Parts | Unread]:
    """The articles of a table. Rows without text are named together."""
    text = decode(content)
    header = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=header.count)
    csv.field_size_limit(_LONGEST_FIELD)
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=separator, restkey="", restval="")
    names = {(name or "").strip().lower().replace(" ", "_").replace("-", "_") for name in rows.fieldnames or ()}
    if not names & set(KEYS["text"]):
        raise ReadError(
            f"is a table without a column for the text (it has: {', '.join(sorted(names))[:100]}).",
            remedy="Name that column `text` in the first line.",
        )
    empty: list[int] = []
    try:
        for row in rows:
            parts = parts_of_fields({key: value for key, value in row.items() if isinstance(value, str)})
            if parts is None:
                empty.append(rows.line_num)
            else:
                yield parts
    except csv.Error as error:
        raise ReadError(
            f"is a damaged table ({error}, line {rows.line_num}).", remedy="Save it as UTF-8 CSV."
        ) from error
    if empty:
        lines = ", ".join(map(str, empty[:_MOST_NAMED])) + (", …" if len(empty) > _MOST_NAMED else "")
        rows_ = "a row" if len(empty) == 1 else f"{len(empty)} rows"
        yield Unread(reason=f"has {rows_} without text (line {lines}). Fill the column or leave them out.")
