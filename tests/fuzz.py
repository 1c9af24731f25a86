"""Coverage-guided fuzzing of the readers with atheris, where that installs: `python -m tests.fuzz -max_total_time=60`.

It starts from a file of each format and ends at the first exception that is no `ReadError`. No part of the tests: they
fuzz with hypothesis, which every machine has.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path

from briefcli.errors import ReadError
from briefcli.read.formats import FORMATS as KNOWN
from briefcli.read.formats import chosen
from briefcli.read.parts import Parts, assemble
from tests.documents import FORMATS

_NAMES = sorted(FORMATS)
_MOST_BYTES = 1_000_000


def read(content: bytes) -> None:
    """Read a content by the reader that suits it; the first byte says which name it has."""
    name = _NAMES[content[0] % len(_NAMES)] if content else "x"
    form = chosen(name, content[1:])
    if form.streamed:
        return
    reader = import_module(form.module)
    try:
        for part in reader.read(content[1:], _MOST_BYTES) if form.packed else reader.read(content[1:]):
            if isinstance(part, Parts):
                assemble(name, part)
    except ReadError:
        return


def main() -> None:
    """Fuzz until something breaks, or the time is up."""
    import atheris

    with atheris.instrument_imports(include=["briefcli"]):
        for form in KNOWN:
            import_module(form.module)
    with tempfile.TemporaryDirectory() as corpus:
        for number, name in enumerate(_NAMES):
            Path(corpus, name).write_bytes(bytes([number]) + FORMATS[name]())
        atheris.Setup([*sys.argv, corpus], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
