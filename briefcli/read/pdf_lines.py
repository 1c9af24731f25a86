"""The lines of a page of a PDF in the order of reading: columns are found by the white that runs down between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Place = tuple[float, float, float, float]  # left, right, bottom, top in points; up is more
_GUTTER = 0.7  # of the size of the letters: the least white between columns
_FEWEST_ROWS = 3  # on either side of a gutter
_CROSSING = 0.2  # of the rows may cross a gutter: headlines do, and between the words of a column most do
_TWO_WORDS = 0.12  # of the size of the letters: white that is a space
_APART = 0.8  # of the size of the letters: white below a running head or a headline
_MOST_PEELED = 3  # rows on top and at the bottom that stand apart from the columns


@dataclass(slots=True)
class Run:
    """Letters that stand side by side."""

    text: str
    place: Place
    size: float
    hyphen: bool = False
    last: Place = (0.0, 0.0, 0.0, 0.0)

    @property
    def middle(self) -> float:
        """How high it stands."""
        return (self.place[2] + self.place[3]) / 2

    def goes_on(self, place: Place) -> bool:
        """Whether a letter at the place is the next of the run; those of a ligature share one place."""
        if place == self.last:
            return True
        _, right, bottom, top = self.place
        like = abs(place[3] - place[2] - self.size) < 0.35 * self.size
        return like and _level(place, (0, 0, bottom, top)) and -0.4 * self.size <= place[0] - right <= 0.6 * self.size

    def add(self, letter: str, place: Place, *, space: bool) -> None:
        """Put a letter behind the run; one that is printed twice, to look bold, once."""
        if letter == self.text[-1:] and place != self.last and abs(place[0] - self.last[0]) < 0.08 * self.size:
            return
        self.last = place
        self.text += (" " if space else "") + letter
        left, right, bottom, top = self.place
        self.place = (left, max(right, place[1]), min(bottom, place[2]), max(top, place[3]))
        self.hyphen = False


@dataclass(slots=True)
class Line:
    """A line of a column. `column` is where the column stands, left and right; `hyphen` says that it ends in one."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    hyphen: bool = False
    column: tuple[float, float] = field(default=(0.0, 0.0))


def lines_in_order(runs: Sequence[Run]) -> list[Line]:
    """The lines of a page as a person reads them."""
    rows = _rows(runs)
    top, bottom = _peeled(rows), len(rows) - _peeled(rows[::-1])
    if bottom - top < 2 * _FEWEST_ROWS:
        top = 0
        bottom = max(bottom, top)
    above, body, below = rows[:top], rows[top:bottom], rows[bottom:]
    lines: list[Line] = []
    for rows_, deep in ((above, 9), (body, 0), (below, 9)):
        lines += _ordered([run for row in rows_ for run in row], deep)
    return lines


def _level(one: Place, other: Place) -> bool:
    shared = min(one[3], other[3]) - max(one[2], other[2])
    return shared > 0.6 * min(one[3] - one[2], other[3] - other[2])


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs on one height, from the top; in each from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: -one.middle):
        if rows and _level(rows[-1][0].place, run.place):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda one: one.place[0]) for row in rows]


def _peeled(rows: Sequence[Sequence[Run]]) -> int:
    """How many of the first rows stand apart from the others: a running head, a headline, a page number."""
    best = 0
    for count, (row, after) in enumerate(pairwise(rows[: _MOST_PEELED + 1]), start=1):
        spans = ((min(one.place[2] for one in some), max(one.place[3] for one in some)) for some in (row, after))
        (low, high), (other_low, other_high) = spans
        white = max(low - other_high, other_low - high)
        if white > _APART * min(row[0].size, after[0].size):
            best = count
    return best


def _ordered(runs: Sequence[Run], depth: int) -> Iterator[Line]:
    """Above what crosses the columns, the columns from left to right, below it."""
    gutters = _gutters(runs) if depth < 3 else []
    if not gutters:
        yield from _column(runs)
        return
    edges = [float("-inf"), *gutters, float("inf")]
    crossing = _rows([run for run in runs if _crosses(run, gutters)])
    inside = [run for run in runs if not _crosses(run, gutters)]
    heights = [float("inf"), *(row[0].middle for row in crossing), float("-inf")]
    for (ceiling, floor), across in zip(pairwise(heights), [[], *crossing], strict=True):
        if across:
            yield from _column(across)
        band = [run for run in inside if floor < run.middle <= ceiling]
        for left, right in pairwise(edges):
            column = [run for run in band if left <= (run.place[0] + run.place[1]) / 2 < right]
            yield from _ordered(column, depth + 1)


def _crosses(run: Run, gutters: Sequence[float]) -> bool:
    return any(run.place[0] < gutter < run.place[1] for gutter in gutters)


def _gutters(runs: Sequence[Run]) -> list[float]:
    """Where white runs down between columns: few rows cross it, and there are rows on either side of it."""
    if len(runs) < 2 * _FEWEST_ROWS:
        return []
    size = sorted(run.size for run in runs)[len(runs) // 2]
    found: list[float] = []
    for start in sorted({round(run.place[0], 1) for run in runs})[1:]:
        left = [run for run in runs if run.place[1] <= start + 0.1]
        right = [run for run in runs if run.place[0] >= start - 0.1]
        edge = max((run.place[1] for run in left), default=start)
        if start - edge < _GUTTER * size or (found and start - found[-1] < 3 * size):
            continue
        before, after = _rows(left), _rows(right)
        crossing = len(_rows([run for run in runs if run.place[0] < start - 0.1 and run.place[1] > start + 0.1]))
        fewer = min(len(before), len(after))
        if fewer >= _FEWEST_ROWS and crossing <= max(1, _CROSSING * fewer) and _side_by_side(before, after):
            found.append((edge + start) / 2)
    return found


def _side_by_side(left: Sequence[Sequence[Run]], right: Sequence[Sequence[Run]]) -> bool:
    """Whether most rows of the shorter side have some of the other beside them."""
    fewer, more = sorted((left, right), key=len)
    high, low = more[0][0].place[3], more[-1][0].place[2]
    return sum(low <= row[0].middle <= high for row in fewer) >= 0.6 * len(fewer)


def _column(runs: Sequence[Run]) -> Iterator[Line]:
    """The lines of one column from top to bottom."""
    column = (min((run.place[0] for run in runs), default=0.0), max((run.place[1] for run in runs), default=0.0))
    for row in _rows(runs):
        text = row[0].text
        for before, run in pairwise(row):
            text += (" " if run.place[0] - before.place[1] > _TWO_WORDS * run.size else "") + run.text
        yield Line(
            text,
            row[0].place[0],
            row[-1].place[1],
            min(run.place[2] for run in row),
            max(run.place[3] for run in row),
            max(row, key=lambda run: len(run.text)).size,
            row[-1].hyphen,
            column,
        )
