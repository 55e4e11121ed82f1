"""The index follows what happens to statements, articles and sightings, whoever changes them."""

from __future__ import annotations

import dataclasses

import pytest

from quoth.ask import Query, search, voices
from quoth.errors import LibraryError
from quoth.library import Store
from tests.ask.reports import MADE_BY, Made, elsewhere, stories


def total(store: Store, query: Query) -> int:
    """How many are found."""
    return search(store, query).total


@pytest.mark.parametrize(
    ("command", "before", "after"),
    [
        ("UPDATE statements SET shown = 0", Query("bridge"), None),
        ("UPDATE statements SET speaker_name = 'Ora Venn'", Query(speaker="Angela Quill"), Query(speaker="Venn")),
        ("UPDATE statements SET role = 'Warden'", Query(role="mayor"), Query(role="warden")),
        ("UPDATE statements SET polarity = 'declined'", Query(polarity="affirmed"), Query(polarity="declined")),
        ("UPDATE statements SET kind = 'mixed'", Query(kind="direct"), Query(kind="mixed")),
        (
            "UPDATE statements SET said_start = '1999-01-02', said_end = '1999-01-03'",
            Query(said_since="2031-05-05"),
            Query(said_until="2000-01-01"),
        ),
        ("UPDATE articles SET published = '1999-05-05'", Query(since="2031-01-01"), Query(until="2000-01-01")),
        ("UPDATE sightings SET outlet = 'Tide'", Query(outlet="Halden Post"), Query(outlet="Tide")),
        ("DELETE FROM statements", Query(), None),
    ],
)
def test_it_follows_rows(library: Store, command: str, before: Query, after: Query | None) -> None:
    """What a row no longer says is not found, what it says now is; the index still agrees with the rows."""
    assert total(library, before) > 0
    with library._writing():
        library._connection.execute(command)
    assert total(library, before) == 0
    if after is not None:
        assert total(library, after) == total(library, Query()) > 0
    with pytest.raises(LibraryError) as caught:
        library.verify()  # the digests of the rows are not theirs any more
    assert not any("does not agree" in fault for fault in caught.value.faults)


def test_it_follows_sightings_and_rereadings(library: Store) -> None:
    """Another outlet of the same text finds its statements; those that a new reader no longer finds are not found."""
    first = stories()[0]
    assert total(library, Query(outlet="Vale Herald")) == 0
    library.keep(elsewhere(first), made_by=MADE_BY)
    assert total(library, Query(outlet="Vale Herald")) == 3
    assert total(library, Query(outlet="Halden Post", article=first.article.id)) == 3
    library.verify()
    library.reread(dataclasses.replace(first, statements=first.statements[1:]), made_by="reader new")
    assert total(library, Query(outlet="Vale Herald")) == 2
    assert total(library, Query("week")) == 0
    library.reread(Made(first.article, ()), made_by="reader newer")
    assert voices(library, "Peter Quill") == ()
    library.verify()


@pytest.mark.parametrize(
    "command",
    [
        "INSERT INTO statements_search (statements_search) VALUES ('delete-all')",
        "INSERT INTO statements_search (rowid, content) VALUES (99, 'never said')",
        "INSERT INTO speaker_names_words (rowid, name) VALUES (99, 'Nobody')",
        "UPDATE speaker_names SET statements = statements + 1 WHERE name = 'Angela Quill'",
        "DELETE FROM speaker_names WHERE name = 'Angela Quill'",
    ],
)
def test_verify_finds_an_index_that_was_altered(library: Store, command: str) -> None:
    """What a search would miss, or find too much, is a fault."""
    library.verify()
    with library._writing():
        library._connection.execute(command)
    with pytest.raises(LibraryError) as caught:
        library.verify()
    assert any("does not agree" in fault for fault in caught.value.faults)


def test_days_that_are_none_do_not_stop_a_search(library: Store) -> None:
    """Whatever stands where a day should, others are found by theirs."""
    with library._writing():
        for n, day in enumerate(["99", "²031-05-05", "", "soon", "2031-13-45"]):
            library._connection.execute(
                "UPDATE statements SET said_start = ?, said_end = ? WHERE rowid = ?", (day, day, n + 1)
            )
    (last,) = library.rows("SELECT said_start, said_end, id FROM statements ORDER BY rowid DESC LIMIT 1")
    assert last["said_start"] is None
    for query in (Query(said_since="2031-01-01"), Query(said_until="2031-12-31"), Query(since="2031-01-01")):
        search(library, query)
