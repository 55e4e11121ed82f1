"""Brat: what is written is read again by the reader of gold, and what people change comes back as corrections."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from quoth.errors import InputError
from quoth.evaluate import Attribution
from quoth.evaluate.gold import read_gold
from quoth.records import Dropped
from quoth.show.export import FORMATS, Correction, read_brat_corrections
from quoth.show.export.rows import Known
from tests.show.export.conftest import Rows, any_rows

Edit = Callable[[str, str], list[Correction | Dropped]]


@given(any_rows())
def test_brat_there_and_back(rows: Rows) -> None:
    """The same texts and the same spans, in the same order; and reading corrections finds none."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        FORMATS["brat"].write(rows, out)
        back = {article.id: article for article in read_gold(out)} if rows else {}
        assert list(read_brat_corrections(out, Known(rows))) == []
    assert len(back) == len(rows)
    for article, statements in rows:
        gold = back[article.id]
        assert gold.text == article.text
        made = [Attribution.of(statement) for statement in statements]
        assert gold.attributions == tuple(Attribution(one.source, one.cue, one.content) for one in made)


@pytest.fixture
def edit(rows: Rows, tmp_path: Path) -> Edit:
    """Writes a folder, changes words in its annotations under an annotator's name, and reads the corrections."""

    def run(old: str, new: str) -> list[Correction | Dropped]:
        out = tmp_path / "out"
        FORMATS["brat"].write(rows, out)
        file = out / "attributions" / f"{rows[0][0].id}.ann"
        lines = file.read_text(encoding="utf-8")
        assert old in lines
        file.with_stem(f"{file.stem}_wen").write_text(lines.replace(old, new), encoding="utf-8")
        file.unlink()
        return list(read_brat_corrections(out, Known(rows)))

    return run


def test_a_moved_span_is_a_correction(edit: Edit, rows: Rows) -> None:
    """With the annotator of the file's name, and the content as it was."""
    article, (said, _) = rows[0]
    (span,) = said.source
    about = tuple((piece.start, piece.end) for piece in said.content)
    made = edit(f"Source {span.start} {span.end}", f"Source {span.start + 6} {span.end}")
    assert made == [
        Correction(article.id, said.id, about, "source", spans=((span.start + 6, span.end),), who="wen"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("Polarity E2 denied", "Polarity E2 declined", "polarity", "declined"),
        ("A3\tPolarity E1 affirmed\n", "", "polarity", None),
        (" | Ilda Torvane", " | Ilda A. Torvane", "speaker", "Ilda A. Torvane"),
    ],
)
def test_a_changed_value_is_a_correction(edit: Edit, old: str, new: str, field: str, value: str | None) -> None:
    """An attribute, one taken away, and the name in the note."""
    (made,) = edit(old, new)
    assert isinstance(made, Correction)
    assert (made.field, made.value, made.spans, made.who) == (field, value, (), "wen")


def test_a_deleted_event_is_a_rejection(edit: Edit, rows: Rows) -> None:
    """Its statement was given, and is no longer there."""
    (made,) = edit("E2\t", "#9\t")
    assert isinstance(made, Correction)
    assert (made.statement, made.field, made.value) == (rows[0][1][1].id, "verdict", "reject")


def test_an_event_without_a_note_is_new(edit: Edit, rows: Rows) -> None:
    """Its spans are corrections of no statement, about its content."""
    added = "\nT90\tContent 1 4\tThe\nT91\tCue 41 45\tsaid\nE90\tAttribution:T91 Content:T90 Cue:T91\nE2\t"
    made = [one for one in edit("\nE2\t", added) if isinstance(one, Correction)]
    assert {one.field: one.spans for one in made if one.statement is None} == {"content": ((1, 4),), "cue": ((41, 45),)}
    assert {one.about for one in made} == {((1, 4),)}


def test_an_event_that_was_made_anew_is_none(edit: Edit, rows: Rows) -> None:
    """With the spans of a statement that was given, it is that one: neither new, nor is the old one rejected."""
    assert edit(f"AnnotatorNotes E2\t{rows[0][1][1].id}", "x") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Kind E1 direct", "Kind E1 loud"),
        ("AnnotatorNotes E1\tst_", "AnnotatorNotes E1\tst_0"),
        ("Cue ", "Cue 9"),
        ("Source:T2", "Source:T99"),
        ("Content:T4", ""),
    ],
)
def test_what_cannot_be_understood_is_dropped(edit: Edit, old: str, new: str) -> None:
    """With its reason, in one sentence."""
    dropped = [made for made in edit(old, new) if isinstance(made, Dropped)]
    assert dropped
    assert all(made.stage == "corrections" and "\n" not in made.reason for made in dropped)


def test_a_file_of_another_article_is_dropped(rows: Rows, tmp_path: Path) -> None:
    """And a folder that is no export is an error."""
    FORMATS["brat"].write(rows, tmp_path / "out")
    assert [
        made.reason for made in read_brat_corrections(tmp_path / "out", Known([])) if isinstance(made, Dropped)
    ] == ["it is of an article that is not here"] * 2
    with pytest.raises(InputError, match="no folder 'attributions'"):
        list(read_brat_corrections(tmp_path, Known(rows)))
