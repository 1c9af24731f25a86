"""Articles whose texts lie in a file while nobody works on them: of a hundred thousand, memory holds the rest."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, cast

from briefcli.article import Article


class Shelf:
    """A file without a name, gone with the process. `put` gives an article whose text is read from there.

    Where there is no room for it, a text stays in memory.
    """

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - until `close`
        self._end = 0

    def close(self) -> None:
        """Let go of the file; what is not read by now is lost."""
        self._file.close()

    def put(self, article: Article) -> Article:
        """The same article, with its text on the shelf."""
        content = article.text.encode("utf-8", "surrogatepass")
        try:
            written = os.pwrite(self._file.fileno(), content, self._end)
        except OSError:
            return article
        if written < len(content):
            return article
        start, self._end = self._end, self._end + len(content)
        return Shelved.of(article, self, (start, len(content)))

    def read(self, place: tuple[int, int]) -> str:
        """The text that begins at a byte and is so many bytes long."""
        start, length = place
        return os.pread(self._file.fileno(), length, start).decode("utf-8", "surrogatepass")


class Shelved(Article):
    """An article with its text on a shelf. It is read when it is asked for, and kept until `forget`.

    What is sent to another process, is an article with its text.
    """

    @classmethod
    def of(cls, article: Article, shelf: Shelf, place: tuple[int, int]) -> Shelved:
        """The article, at its place on a shelf."""
        shelved = object.__new__(cls)
        shelved.__dict__.update(article.__getstate__(), _on=(shelf, place))
        del shelved.__dict__["text"]
        return shelved

    @cached_property
    def text(self) -> str:
        """The text, read from the shelf."""
        shelf, place = self.__dict__["_on"]
        return cast("Shelf", shelf).read(place)

    def forget(self) -> None:
        """Let go of the analysis, and of the text, which lies on the shelf."""
        super().forget()
        if "_on" in self.__dict__:  # a changed copy is on no shelf
            self.__dict__.pop("text", None)

    def __reduce__(self) -> tuple[Any, ...]:
        was_read = "text" in self.__dict__
        fields = {field: getattr(self, field) for field in self.__dataclass_fields__}
        if not was_read:
            self.__dict__.pop("text")
        return _article, (fields,)


def _article(fields: dict[str, Any]) -> Article:
    return Article(**fields)
