"""What is known of a folder's reports beside their texts: a table with a row for each, and days in the names of files.

What the user wrote into the table wins over what a page declares; a day in a name only counts where nothing else says
when a report appeared. Both are told in the article's notes.
"""

from __future__ import annotations

import csv
import dataclasses
import os
import re
from collections.abc import Callable, Iterator
from typing import cast

from quoth.errors import BadDateError, InputError
from quoth.ingest.columns import FACTS, facts_of
from quoth.ingest.dates import given_date, shown_date
from quoth.ingest.decode import decode
from quoth.ingest.files import read_bytes
from quoth.ingest.known import Known
from quoth.records import Article, Dropped

__all__ = ["Beside", "beside_of", "day_in_name", "read_table"]

_FILE = ("file", "filename", "file_name", "path", "name", "document")
_TOLD = ("published", "outlet", "title", "url")

_FOLDERS = re.compile(r"(?:\A|[/\\])(\d{4})[/\\](\d{1,2})[/\\](\d{1,2})\Z")


@dataclasses.dataclass
class Beside:
    """What a table says of files, by path and by name; ``told`` is called with what was taken for each article."""

    table: str | None = None
    rows: dict[str, tuple[int, Known]] = dataclasses.field(default_factory=dict)
    told: Callable[[str], object] = lambda _: None
    met: set[int] = dataclasses.field(default_factory=set)

    def is_table(self, file: str) -> bool:
        """Whether a file is the table itself, which is no report."""
        return self.table is not None and os.path.abspath(file) == os.path.abspath(self.table)

    def known_of(self, file: str) -> Known:
        """What the table says of ``file``; nothing where it has no row for it."""
        if self.table is None:
            return Known()
        folder = os.path.dirname(os.path.abspath(self.table))
        for key in (os.path.relpath(os.path.abspath(file), folder), file, os.path.basename(file)):
            if (row := self.rows.get(os.path.normpath(key))) is not None:
                self.met.add(row[0])
                return Known(**row[1])
        return Known()

    def completed(self, article: Article, given: Known, wins: Known) -> Article:
        """``article`` with the day in its file's or folder's name, where it has none, and notes on what came whence."""
        taken = [name for name in _TOLD if name in given and name not in wins]
        notes = [f"{', '.join(taken)} from {os.path.basename(self.table or '')}"] if taken else []
        if "published" in taken:
            self.told(os.path.basename(self.table or ""))
        published = article.published
        if published is None and "#" not in article.origin and "://" not in article.origin:
            found = day_in_name(article.origin)
            if found is not None:
                published, place = found
                notes.append(f"published {published} from {place}")
                self.told(place)
        if not notes:
            return article
        return dataclasses.replace(article, published=published, notes=(*article.notes, *notes))

    def left(self) -> Iterator[Dropped]:
        """One Dropped for the rows whose files were not met, if there are any."""
        lost = {number: file for file, (number, _) in self.rows.items() if number not in self.met}
        if lost and self.table is not None:
            first = next(iter(lost.values()))
            many = f"{len(lost)} rows name files that were not" if len(lost) > 1 else "1 row names a file that was not"
            yield Dropped(self.table, "ingest", f"{many} given ({first}); check the names")


def beside_of(table: str | None, told: Callable[[str], object] = lambda _: None) -> Beside:
    """What a table says of files, if there is one; raises InputError where it is wrong."""
    try:
        return Beside(table, read_table(table) if table is not None else {}, told)
    except InputError as error:
        raise type(error)(f"the table {table}: {error}", origin=table) from error


def day_in_name(path: str) -> tuple[str, str] | None:
    """The day in the name of a file, or else of its folder, and which of them it was; None where neither has one."""
    folder, _, name = path.replace("\\", "/").rpartition("/")
    nested = _FOLDERS.search(folder)
    for words, place in (
        (os.path.splitext(name)[0], "the file's name"),
        ("-".join(nested.groups()) if nested else folder.rpartition("/")[2], "the folder's name"),
    ):
        if (found := shown_date(words.replace("_", " "))) is not None:
            return found[:10], place
    return None


def read_table(path: str) -> dict[str, tuple[int, Known]]:
    """The rows of a table by the file that each is about, with their numbers; raises InputError where one is wrong."""
    text = decode(read_bytes(path), origin=path).text.removeprefix("\ufeff")
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=head.count)
    reader = csv.reader(text.splitlines(), delimiter=delimiter)
    try:
        rows = [(number, row) for number, row in enumerate(reader, 1) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise InputError(f"it is damaged ({error}); save it again as CSV", origin=path) from error
    if not rows:
        raise InputError("it is empty; give it a header, file, published, and rows", origin=path)
    header = [re.sub(r"[\s.-]+", "_", cell.strip().casefold()) for cell in rows[0][1]]
    key = next((header.index(name) for name in _FILE if name in header), None)
    if key is None or not any(name in header for fact in _TOLD for name in FACTS[fact]):
        has = ", ".join(header)[:80]
        needs = "a column named file, and one or more of published, outlet, title and url"
        raise InputError(f"it needs {needs} (it has: {has})", origin=path)
    found: dict[str, tuple[int, Known]] = {}
    for number, row in rows[1:]:
        cells = [*row, *[""] * (len(header) - len(row))]
        file = os.path.normpath(cells[key].strip()) if cells[key].strip() else None
        if file is None:
            raise InputError(f"row {number} names no file; complete it", origin=path)
        if file in found:
            raise InputError(f"rows {found[file][0]} and {number} name the same file, {file}", origin=path)
        found[file] = (
            number,
            _known(dict(zip(header, cells, strict=False)), key=header[key], number=number, path=path),
        )
    return found


def _known(row: dict[str, str], *, key: str, number: int, path: str) -> Known:
    named = {name: value for name, value in row.items() if name != key and value.strip()}
    facts = facts_of(named, Known()).known
    for name in FACTS["published"]:
        if name in named:
            try:
                facts["published"] = given_date(named[name].strip())
            except BadDateError as error:
                raise InputError(f"in row {number}, {error}", origin=path) from error
            break
    return cast("Known", {name: value for name, value in facts.items() if name in _TOLD})
