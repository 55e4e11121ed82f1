"""An edited table: each cell that differs is a correction, and a bad row loses nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.errors import InputError, NotTextError, UnreadableError
from quoth.records import Dropped
from quoth.show.export import FORMATS, Correction, read_csv_corrections
from quoth.show.export.corrections import Review
from quoth.show.export.rows import Known
from tests.show.export.conftest import Rows

Cells = list[dict[str, str]]
Edit = Callable[[Callable[[Cells], None]], list[Correction | Dropped]]


@pytest.fixture
def edit(rows: Rows, tmp_path: Path) -> Edit:
    """Writes the table, has it changed, saves it as a spreadsheet does in some countries, and reads it."""

    def run(change: Callable[[Cells], None]) -> list[Correction | Dropped]:
        path = tmp_path / "out.csv"
        FORMATS["csv"].write(rows, path)
        cells = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
        change(cells)
        names = list(dict.fromkeys(name for row in cells for name in row))
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, names, delimiter=";", restval="")
            writer.writeheader()
            writer.writerows(cells)
        return list(read_csv_corrections(path, Known(rows), Review("desk")))

    return run


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("speaker", "I. Torvane", "I. Torvane"),
        ("role", "", None),
        ("kind", "mixed", "mixed"),
        ("speaker_type", "group", "group"),
        ("said_from", "2031-05-04", "2031-05-04"),
        ("verdict", "reject", "reject"),
    ],
)
def test_a_changed_cell_is_that_correction(edit: Edit, rows: Rows, column: str, cell: str, value: str | None) -> None:
    """And no other."""
    (made,) = edit(lambda cells: cells[0].update({column: cell}))
    said = rows[0][1][0]
    assert isinstance(made, Correction)
    assert (made.statement, made.field, made.value, made.who) == (said.id, column, value, "desk")


def test_offsets_count_and_words_do_not(edit: Edit) -> None:
    """A spreadsheet may do to words what it likes, which is said once; who and when are the row's own."""
    new = {"content_spans": "0-6;9-12", "content": "anything", "who": "wen", "when": "2021-05-07"}
    made, told = edit(lambda cells: cells[0].update(new))
    assert isinstance(told, Dropped)
    assert told.reason.startswith("row 2: edited words are not taken")
    assert isinstance(made, Correction)
    assert (made.field, made.spans, made.who, made.when) == ("content", ((0, 6), (9, 12)), "wen", "2021-05-07")


def test_many_edited_words_are_one_line(edit: Edit) -> None:
    """Words with other white space are not edited, nor are those of offsets that were."""
    (told,) = edit(lambda cells: cells.__setitem__(slice(None), [row | {"cue": "whispered"} for row in cells]))
    assert isinstance(told, Dropped)
    assert told.reason.startswith("rows 2, 3: edited words are not taken")
    assert edit(lambda cells: cells[0].update({"source": "Mayor  Ilda\nTorvane"})) == []
    (made,) = edit(lambda cells: cells[0].update({"source_spans": "26-44"}))
    assert isinstance(made, Correction)


def test_a_row_of_another_article_is_refused(edit: Edit) -> None:
    """Its statement is not there, and nothing of the row is taken."""
    (told,) = edit(lambda cells: cells[0].update({"article": "ar_0", "speaker": "Somebody"}))
    assert isinstance(told, Dropped)
    assert "not in 'ar_0'" in told.reason


def test_a_row_without_id_is_a_new_statement(edit: Edit) -> None:
    """Of the article that it names."""
    made = edit(lambda cells: cells.append(cells[1] | {"id": "", "content_spans": "0-6"}))
    assert {one.statement for one in made if isinstance(one, Correction)} == {None}
    assert {one.field for one in made if isinstance(one, Correction)} == {
        "content",
        "cue",
        "source",
        "kind",
        "attitude",
        "polarity",
        "speaker_type",
    }


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"content_spans": "x"}, "no list of offsets"),
        ({"content_spans": "0-99999"}, "does not lie in its text"),
        ({"content_spans": "0-6;3-9"}, "overlap"),
        ({"content_spans": ""}, "reject it instead"),
        ({"kind": "loud"}, "no kind; it is one of direct, indirect, mixed"),
        ({"id": "st_0"}, "not here"),
    ],
)
def test_a_bad_row_is_dropped_and_the_rest_is_read(edit: Edit, change: dict[str, str], why: str) -> None:
    """With its number and its reason."""

    def both(cells: Cells) -> None:
        cells[0].update(change)
        cells[1]["polarity"] = "declined"

    dropped, made = edit(both)
    assert isinstance(dropped, Dropped)
    assert dropped.reason.startswith("row 2: ")
    assert why in dropped.reason
    assert isinstance(made, Correction)
    assert made.value == "declined"


def test_what_is_no_table_of_ours_is_an_error(tmp_path: Path) -> None:
    """Absent, in another encoding, without the columns, or ragged."""
    path = tmp_path / "x.csv"
    with pytest.raises(UnreadableError, match="cannot be read"):
        list(read_csv_corrections(path, Known([])))
    path.write_bytes(b"id,\xff\n")
    with pytest.raises(NotTextError, match="not UTF-8"):
        list(read_csv_corrections(path, Known([])))
    path.write_bytes(b"id,article\n")
    with pytest.raises(InputError, match="no column 'content_spans'"):
        list(read_csv_corrections(path, Known([])))
    path.write_bytes(b"id,article,content_spans,cue_spans,source_spans\nst_1\n")
    (dropped,) = read_csv_corrections(path, Known([]))
    assert isinstance(dropped, Dropped)
    path.write_bytes(b'id,article,content_spans,cue_spans,source_spans\n"st_1\n')
    with pytest.raises(InputError, match="is no CSV"):
        list(read_csv_corrections(path, Known([])))
