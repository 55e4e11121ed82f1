"""The records of a text with delimiters, one by one, so that one that goes wrong takes no other with it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from quoth.ingest.files import MAX_BYTES

__all__ = ["UNCLOSED", "Record", "records_of"]

UNCLOSED = "a quotation mark opens a cell of the row and none closes it; close it or take it out"

# A quotation mark that is never closed makes the rest of the file one cell. The line it stands in is then given up, and
# reading goes on behind it; each time costs a look at the rest, so that it is done this often at most.
MAX_UNCLOSED = 100


class Record(NamedTuple):
    """The cells of one record and the text it stands in, or why it has none."""

    cells: list[str]
    fault: str | None = None
    text: str = ""


class _Lines:
    """The lines of a text, with those of the record in hand kept, to be gone back to."""

    def __init__(self, text: TextIO) -> None:
        self.text = text
        self.waiting: list[str] = []
        self.taken: list[str] = []
        self.size = 0
        self.stopped = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.waiting.pop() if self.waiting else self.text.readline(MAX_BYTES)
        self.size += len(line)
        if not line or self.size > MAX_BYTES:
            self.stopped = True
            if line:
                self.waiting.append(line)
            raise StopIteration
        self.taken.append(line)
        return line

    def begin(self) -> None:
        """The next line begins a record."""
        self.taken, self.size, self.stopped = [], 0, False

    def give_back(self, kept: int) -> None:
        """All lines of the record but the first ``kept`` are to be read again."""
        self.waiting.extend(reversed(self.taken[kept:]))


def records_of(text: TextIO, delimiter: str) -> Iterator[Record]:
    """The records of ``text`` as RFC 4180 has them; blank lines between them are passed over."""
    # The limit is the process's: 128 KB a cell as it comes, which a long article passes.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_BYTES))
    lines, unclosed, width = _Lines(text), 0, 0
    while True:
        lines.begin()
        try:
            cells = next(csv.reader(lines, delimiter=delimiter), None)
        except csv.Error as error:
            words = str(error).replace(";", ",")
            yield Record([], f"the row cannot be taken apart ({words}); save the table again")
            continue
        if cells is None:
            return
        width = width or len(cells)
        astray = lines.stopped or (len(lines.taken) > 1 and len(cells) != width)
        if astray and _is_open(lines.taken) and unclosed < MAX_UNCLOSED:
            unclosed += 1
            lines.give_back(1)
            yield Record([], UNCLOSED)
        elif cells:
            yield Record(cells, text="".join(lines.taken))


def _is_open(lines: list[str]) -> bool:
    """Whether a cell is still open at the end: every closed one has an even number of quotation marks."""
    return sum(line.count('"') for line in lines) % 2 == 1
