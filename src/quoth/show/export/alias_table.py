"""An alias table as CSV: other names, Wikidata ids and offices; and the names that OpenRefine reconciles, out and back.

Columns: name, alias, qid (or "wikidata id"), role, country, from, to. A row without alias gives the name its id. What
``quoth export --format openrefine`` writes has a column ``qid`` to fill, and comes back as it is.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from quoth.errors import InputError
from quoth.ingest.files import file_bytes
from quoth.library import Alias, Store
from quoth.records import Dropped
from quoth.show.lines import BETWEEN, csv_rows

__all__ = ["is_alias_table", "openrefine_csv", "read_aliases"]

COLUMNS = {"wikidata id": "qid", "wikidata": "qid", "wikidata_id": "qid", "from": "since", "to": "until"}
_QID = re.compile(r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d*)\Z")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?\Z")

UNLINKED = """
SELECT p.id, p.name, p.type, p.articles,
    (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT name FROM appearances WHERE person = p.id)) AS names,
    (SELECT group_concat(value, '; ') FROM (
        SELECT DISTINCT j.value FROM appearances x JOIN json_each(x.roles) j WHERE x.person = p.id LIMIT 5)) AS roles,
    (SELECT group_concat(value, '; ') FROM (
        SELECT DISTINCT j.value FROM appearances x JOIN json_each(x.affiliations) j WHERE x.person = p.id LIMIT 5
    )) AS affiliations,
    p.qid
FROM people p WHERE p.qid IS NULL ORDER BY p.articles DESC, p.name, p.id
"""


def openrefine_csv(store: Store) -> str:
    """The persons and bodies without a Wikidata id, those of most articles first, for OpenRefine to reconcile."""
    columns = ["id", "name", "type", "names", "roles", "affiliations", "articles", "qid"]
    return csv_rows(store.rows(UNLINKED), columns)


def is_alias_table(path: Path) -> bool:
    """Whether the first line of a CSV has the columns of an alias table."""
    if path.suffix.lower() not in (".csv", ".tsv", ".txt"):
        return False
    head = _columns(file_bytes(str(path))[:2000].decode("utf-8-sig", "replace").partition("\n")[0])
    return "name" in head and ("alias" in head or "qid" in head) and "content_spans" not in head


def read_aliases(path: Path) -> Iterator[Alias | Dropped]:
    """The rows of an alias table; a Dropped for each that cannot be understood. Raises InputError for no such table."""
    try:
        table = file_bytes(str(path)).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is no text in UTF-8; save it as CSV in UTF-8", origin=str(path)) from error
    first = table.partition("\n")[0]
    names = _columns(first)
    if "name" not in names or not {"alias", "qid"} & set(names):
        raise InputError(
            f"{path} has no columns name and alias (or qid); write them in its first line", origin=str(path)
        )
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=delimiter)
    next(reader)
    for number, cells in enumerate(reader, 2):
        if any(cell.strip() for cell in cells):
            row = dict(zip(names, (cell.strip() or None for cell in cells), strict=False))
            yield from _aliases(row, number, path)


def _columns(line: str) -> list[str]:
    delimiter = max(",;\t", key=line.count)
    cells = next(csv.reader([line.strip()], delimiter=delimiter), [])
    return [COLUMNS.get(cell.strip().lower(), cell.strip().lower()) for cell in cells]


def _aliases(row: dict[str, str | None], number: int, path: Path) -> Iterator[Alias | Dropped]:
    name, qid = row.get("name"), row.get("qid")
    if "names" in row and "alias" not in row and qid is None:
        return  # nobody reconciled it
    found = _QID.match(qid) if qid else None
    days = [day for column in ("since", "until") if (day := row.get(column)) is not None]
    if name is None:
        yield Dropped(str(path), "aliases", f"row {number} has no name")
    elif qid is not None and found is None:
        yield Dropped(str(path), "aliases", f"row {number}: {qid!r} is no Wikidata id such as Q42")
    elif wrong := next((day for day in days if not _DAY.match(day)), None):
        yield Dropped(str(path), "aliases", f"row {number}: {wrong!r} is no day such as 2031-05-03")
    else:
        others = [row["alias"]] if row.get("alias") else (row.get("names") or name).split(BETWEEN)
        held = {column: row.get(column) for column in ("role", "country", "since", "until")}
        for other in others:
            yield Alias(name, other or name, found[1] if found else None, **held)
