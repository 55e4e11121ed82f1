"""Who speaks most, one speaker in time, and one article with all that is known of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quoth.ask import Form, Query, Report, Role, SpeakerCount, article, search, speaker, speakers
from quoth.errors import BadDateError, RecordError
from quoth.library import Store
from quoth.records import Dropped
from tests.ask.reports import MADE_BY, Said, elsewhere, report, stories


def test_who_speaks_most(library: Store) -> None:
    """The most statements first, then by name; with articles, outlets, days and roles."""
    found = speakers(library)
    assert [(each.name, each.statements) for each in found] == [
        ("Angela Quill", 3),
        ("A. Quill", 1),
        ("Ferry Union", 1),
        ("Peter Quill", 1),
    ]
    assert replace(found[0], names=(), held=(), voices=0) == SpeakerCount(
        "Angela Quill", ("person",), 3, 2, 2, "2031-05-05", "2032-01-31", ("mayor", "harbour director")
    )
    assert found[0].names == ("Angela Quill",)
    assert [role.role for role in found[0].held] == ["mayor", "harbour director"]
    assert (found.total, found.at_least) == (4, False)
    assert SpeakerCount.from_dict(found[0].to_dict()) == found[0]


def test_speakers_of_a_type_and_a_time(library: Store) -> None:
    """Only statements that have both are counted."""
    assert [each.name for each in speakers(library, type="organization")] == ["Ferry Union"]
    assert [(each.name, each.statements) for each in speakers(library, since="2031-05-06", type="person")] == [
        ("A. Quill", 1),
        ("Angela Quill", 1),
    ]
    assert [each.name for each in speakers(library, until="2031-05-05")] == ["Angela Quill", "Peter Quill"]


def test_speakers_page_by_page(library: Store) -> None:
    """Pages are parts of one list, with the same total."""
    pages = [speakers(library, limit=3, offset=n) for n in (0, 3, 6)]
    assert [len(page) for page in pages] == [3, 1, 0]
    assert {page.total for page in pages} == {4}


def test_what_cannot_be_asked(library: Store) -> None:
    """A date that is none, and a page that is none."""
    with pytest.raises(BadDateError):
        speakers(library, since="soon")
    with pytest.raises(RecordError):
        speakers(library, limit=-1)
    with pytest.raises(RecordError):
        speaker(library, "Quill", offset=-1)


def test_one_speaker_in_time(library: Store) -> None:
    """All that she said, by the day of saying or else of publication, with what she was then."""
    found = speaker(library, "angela quill")
    assert (found.asked, found.name, found.types) == ("angela quill", "Angela Quill", ("person",))
    assert [hit.statement.content[0].text for hit in found.statements] == [
        "“The bridge stays shut for a week,”",
        "“We are sorry,”",
        "“The bridge was shut in haste,”",
    ]
    assert found.roles == (
        Role("mayor", "Port Authority", "2031-05-05", "2031-05-05", 1),
        Role("harbour director", "Port Authority", "2032-01-01", "2032-01-01", 1),
    )
    assert found.forms == (Form("Angela Quill", 3),)
    assert [voice.name for voice in found.others] == ["A. Quill"]
    assert speaker(library, "Angela Quill", limit=1, offset=1).statements[0] == found.statements[1]
    assert found.statements.total == 3
    assert found.to_dict()["total"] == 3


def test_a_name_of_several_is_no_ones(library: Store) -> None:
    """Where a form fits several they are listed, and no one is chosen."""
    found = speaker(library, "Quill")
    assert (found.name, len(found.statements)) == (None, 0)
    assert [voice.name for voice in found.others] == ["Angela Quill", "A. Quill", "Peter Quill"]
    assert speaker(library, "nobody").others == ()
    assert speaker(library, "a. quill").name == "A. Quill"


def test_one_article(library: Store) -> None:
    """Its text, its statements in order, where it was met, its versions, and what was dropped."""
    first = stories()[0]
    newer = report(1, [Said(["“The bridge is open,”"], name="Angela Quill")], title="Bridge is open")
    library.keep(elsewhere(first), made_by=MADE_BY)
    library.keep(newer, made_by=MADE_BY)
    found = article(library, first.article.id)
    assert found is not None
    assert (found.article, found.statements) == (first.article, first.statements)
    assert [sighting.outlet for sighting in found.sightings] == ["Halden Post", "Vale Herald"]
    assert [(version.id, version.statements) for version in found.versions] == [
        (first.article.id, 3),
        (newer.article.id, 1),
    ]
    assert found.dropped == (Dropped("reports/1.txt", "read", "a span leaves its text"),)
    assert Report.from_dict(found.to_dict()) == found


def test_no_article(library: Store) -> None:
    """An id that is not there is nothing; an article without a URL has no versions."""
    assert article(library, "ar_0") is None
    alone = report(9, [], url=None)
    library.keep(alone, made_by=MADE_BY)
    found = article(library, alone.article.id)
    assert found is not None
    assert (found.versions, found.statements, len(found.sightings)) == ((), (), 1)


def test_any_name_is_a_name(library: Store) -> None:
    """One with half a character, as a broken page has it, or with a NUL, is counted, found, and shown in tables."""
    names = ["Ora \ud800Venn", 'Piet\x00 "Tarn"', "Zoé\u0301 [x]"]
    said = [Said([f"word {n}"], name=name, role=f"{name}’s aide") for n, name in enumerate(names)]
    library.keep(report(9, said), made_by=MADE_BY)
    counted = {each.name: each for each in speakers(library)}
    for name in names:
        assert (counted[name].statements, counted[name].roles) == (1, (f"{name}’s aide",))
        assert speaker(library, name).name == name
        assert search(library, Query(speaker=name)).total == 1
        assert search(library, Query("word", speaker=name)).to_polars().height == 1
    assert speakers(library).to_arrow().num_rows == speakers(library).to_polars().height == 7
    assert len(speaker(library, names[0]).statements.to_pandas()) == 1
