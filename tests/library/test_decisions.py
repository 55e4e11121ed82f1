"""What people decide takes effect, is stronger than any reader, and can be taken back."""

from __future__ import annotations

import dataclasses
import itertools
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.errors import LibraryError, QuothError, RecordError, SpanError
from quoth.library import Store, finding_id
from quoth.library.taking import NEVER_CHANGED, check_when
from quoth.records import Action, Judgement, Statement
from tests.library.readings import FakeReading, contents, reading

CLOCK = itertools.count()
ONE = reading(1)
FIRST, SECOND, THIRD = ONE.statements


def judged(statement: str | None, action: Action, *, undoes: str | None = None, **values: Any) -> Judgement:
    """A judgement made now, a minute after the last."""
    minute = next(CLOCK)
    when = f"2021-05-{6 + minute // 1440:02}T{minute // 60 % 24:02}:{minute % 60:02}:00Z"
    return Judgement.of(statement, action, who="ana", when=when, values=values, undoes=undoes)


def in_force(store: Store) -> list[Statement]:
    """The statements of the one article."""
    return store.statements(ONE.article.id)


def test_a_rejected_statement_is_out_of_force(kept: Path) -> None:
    """It is not among the article's, can still be asked for by its id, and is back when that is undone."""
    reject = judged(FIRST.id, "reject")
    with Store(kept) as store:
        store.judge(reject)
        assert in_force(store) == [SECOND, THIRD]
        assert store.statement(FIRST.id) == FIRST
        assert store.verdict(FIRST.id) == "rejected"
        assert store.counts().statements == 11
        store.verify()
        undo = judged(FIRST.id, "reject", undoes=reject.id)
        store.judge(undo)
        assert in_force(store) == [FIRST, SECOND, THIRD]
        assert store.verdict(FIRST.id) is None
        store.verify()
        store.judge(judged(FIRST.id, "reject", undoes=undo.id))
        assert in_force(store) == [SECOND, THIRD]
        store.verify()
    assert len(contents(kept)["judgements"]) == 3


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"speaker": "Osk Junior"}, ("Osk Junior", "person", "Mayor")),
        ({"speaker": None}, (None, "unknown", "Mayor")),
        ({"speaker_type": "group", "role": None}, ("Osk-0", "group", None)),
    ],
)
def test_who_it_was_is_corrected(kept: Path, values: dict[str, Any], expected: tuple[Any, ...]) -> None:
    """Only what is given changes; the reason says whose word it is, and what the reader made is kept."""
    with Store(kept) as store:
        store.judge(judged(FIRST.id, "correct", **values))
        now = in_force(store)[0]
        assert now.speaker is not None
        assert (now.speaker.name, now.speaker.type, now.speaker.role) == expected
        assert (now.speaker.confidence, now.speaker.reason) == (1.0, "corrected by ana")
        assert (now.id, now.content, now.made_by) == (FIRST.id, FIRST.content, FIRST.made_by)
        assert store.suggestion(FIRST.id) == FIRST
        assert store.verdict(FIRST.id) == "corrected"
        store.verify()


@pytest.mark.parametrize(
    ("values", "days"),
    [
        ({"said_from": "2031-05-01"}, ("2031-05-01", "2031-05-05")),
        ({"said_from": "2031-05-09"}, ("2031-05-09", "2031-05-09")),
        ({"said_to": "2031-05-01"}, ("2031-05-01", "2031-05-01")),
        ({"said_from": "2031-05-01", "said_to": "2031-05-02"}, ("2031-05-01", "2031-05-02")),
    ],
)
def test_the_days_are_corrected(kept: Path, values: dict[str, str], days: tuple[str, str]) -> None:
    """One end alone never makes an interval that ends before it begins."""
    with Store(kept) as store:
        store.judge(judged(FIRST.id, "correct", **values))
        said = in_force(store)[0].said_on
        assert said is not None
        assert (said.start, said.end, said.text) == (*days, "Monday")
        store.verify()


def test_no_day_at_all_is_a_correction_too(kept: Path) -> None:
    """Where the reader saw one and there is none."""
    with Store(kept) as store:
        store.judge(judged(FIRST.id, "correct", said_from=None, said_to=None, said_words=None))
        assert in_force(store)[0].said_on is None
        store.verify()


def test_spans_are_corrected(kept: Path) -> None:
    """The words are those of the new spans, the kind follows them, the id stays, and the search index has the words."""
    (span,) = FIRST.content
    with Store(kept) as store:
        store.judge(judged(FIRST.id, "correct", content=[[span.start + 1, span.end + 5]], source=[]))
        now = in_force(store)[0]
        assert now.id == FIRST.id
        assert now.content[0].text == ONE.article.text[span.start + 1 : span.end + 5]
        assert now.kind == "mixed"
        assert now.source == ()
        store.verify()


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"colour": "red"}, RecordError),
        ({"kind": "loud"}, RecordError),
        ({"kind": None}, RecordError),
        ({"polarity": 3}, RecordError),
        ({"speaker": ["a"]}, RecordError),
        ({"content": []}, RecordError),
        ({"content": [[0, 10**9]]}, SpanError),
        ({"content": [[5, 5]]}, SpanError),
        ({"content": [[0, 9], [5, 12]]}, RecordError),
        ({"content": [[0.5, 9]]}, RecordError),
        ({"content": [[True, 9]]}, RecordError),
        ({"content": "0-9"}, RecordError),
        ({"said_from": "Monday"}, RecordError),
        ({"said_from": "2031-05-09", "said_to": "2031-05-01"}, RecordError),
    ],
)
def test_what_cannot_be_is_refused(kept: Path, values: dict[str, Any], error: type[QuothError]) -> None:
    """And nothing of it is kept."""
    before = contents(kept)
    with Store(kept) as store, pytest.raises(error):
        store.judge(judged(FIRST.id, "correct", **values))
    assert contents(kept) == before


def test_a_judgement_needs_what_it_is_about(kept: Path) -> None:
    """A statement that is not there, or a judgement about another one, is refused in one sentence."""
    with Store(kept) as store:
        with pytest.raises(LibraryError, match="no statement st_0 here"):
            store.judge(judged("st_0", "accept"))
        first = judged(FIRST.id, "accept")
        store.judge(first)
        with pytest.raises(RecordError, match="something else"):
            store.judge(judged(SECOND.id, "accept", undoes=first.id))
        assert store.judgements() == [first]


def test_a_person_finds_what_no_reader_did(kept: Path) -> None:
    """It stands in text order, made by them, stays when the article is reread, and is gone when undone."""
    start = ONE.article.text.index("Monday")
    values: dict[str, Any] = {"article": ONE.article.id, "content": [[start, start + 6]], "cue": [], "source": [[0, 6]]}
    name = finding_id(values)
    found = judged(name, "correct", **values, speaker="Ada Quill", speaker_type="person")
    with Store(kept) as store:
        store.judge(found)
        assert [each.id for each in in_force(store)] == [name, FIRST.id, SECOND.id, THIRD.id]
        assert in_force(store)[0].made_by == "person ana"
        store.verify()
        store.reread(dataclasses.replace(ONE, statements=ONE.statements[:1]), made_by="reader new")
        assert [each.id for each in in_force(store)] == [name, FIRST.id]
        store.verify()
        store.judge(judged(name, "correct", polarity="denied"))
        assert in_force(store)[0].polarity == "denied"
        undo = judged(name, "correct", undoes=found.id)
        store.judge(undo)  # the correction of its polarity is left, of nothing
        assert store.statement(name) is None
        store.verify()
        store.judge(judged(name, "correct", undoes=undo.id))
        assert in_force(store)[0].polarity == "denied"
        store.verify()


def test_what_a_person_found_a_reader_may_find_too(kept: Path) -> None:
    """It is then the reader's, with the person's word on it; and stays the person's when the next one misses it."""
    values: dict[str, Any] = {"article": ONE.article.id, "content": [[0, 6]], "cue": [], "source": []}
    name = finding_id(values)
    theirs = Statement.of(
        ONE.article, content=[(0, 6)], cue=[], source=[], kind="indirect", confidence=0.5, made_by="reader new"
    )
    assert theirs.id == name
    found = judged(name, "correct", **values, polarity="denied")
    with Store(kept) as store:
        store.judge(found)
        for statements in ((theirs, *ONE.statements), ONE.statements, (theirs,), ()):
            store.reread(FakeReading(ONE.article, statements), made_by="reader new")
            now = next(each for each in in_force(store) if each.id == name)
            assert now.polarity == "denied"
            store.verify()
        store.judge(judged(name, "correct", undoes=found.id))
        assert name not in {each.id for each in in_force(store)}
        store.verify()


def test_the_last_word_is_the_one_taken_last(kept: Path) -> None:
    """Whatever times the judges give: those are what they said, and no rank. What is no time is refused."""
    with Store(kept) as store:
        for when, polarity in (("2021-01-01T08:00:00+00:00", "denied"), ("2019-01-01T12:00:00+05:00", "declined")):
            store.judge(Judgement.of(FIRST.id, "correct", who="ana", when=when, values={"polarity": polarity}))
        assert in_force(store)[0].polarity == "declined"
        assert [each.when[:4] for each in store.judgements()] == ["2021", "2019"]
        last = store.judgements()[-1]
        store.judge(Judgement.of(FIRST.id, "correct", who="jo", when="2005-01-01", undoes=last.id))
        assert in_force(store)[0].polarity == "denied"
        store.verify()
    for when in ("25/11/2025", "", "yesterday"):
        with pytest.raises(RecordError, match="no time"):
            Judgement.of(FIRST.id, "accept", who="ana", when=when)


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("9999-12-31T23:59:59Z", "in the future"),
        ("9999-12-31", "in the future"),
        ("9999-12-31T23:59:59+14:00", "in the future"),
        ("0001-01-01", "before 1990"),
        ("1989-12-31T23:59:59Z", "before 1990"),
        ("1970-01-01T00:00:00Z", "before 1990"),
    ],
)
def test_a_time_that_cannot_be_is_refused(kept: Path, when: str, why: str) -> None:
    """In one sentence, and nothing of it is kept."""
    with Store(kept) as store:
        with pytest.raises(RecordError, match=why):
            store.judge(Judgement.of(FIRST.id, "reject", who="ana", when=when))
        assert store.judgements() == []
        store.verify()


def test_clocks_and_zones_may_differ_a_little() -> None:
    """A minute ahead is no future, and a time without a zone may be that of the place where days begin first."""
    now = datetime(2021, 5, 6, 10, 0, tzinfo=UTC)
    for when in ("2021-05-06T10:01:00Z", "2021-05-06T23:30:00", "2021-05-06", "1990-01-01"):
        check_when(when, now)
    for when in ("2021-05-06T10:10:00Z", "2021-05-07T00:30:00", "2021-05-06T12:30:00+00:30"):
        with pytest.raises(RecordError, match="in the future"):
            check_when(when, now)


@pytest.mark.parametrize("command", ["UPDATE judgements SET n = n + 1", "UPDATE judgements SET n = NULL"])
def test_an_altered_order_is_found(kept: Path, command: str) -> None:
    """The number under which a judgement was taken is part of its row's digest."""
    with Store(kept) as store:
        store.judge(judged(FIRST.id, "reject"))
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("DROP TRIGGER judgements_are_never_changed")
        connection.execute(command)
        connection.execute(NEVER_CHANGED)
        connection.commit()
    with Store(kept) as store, pytest.raises(LibraryError, match="of judgements is not that of its digest"):
        store.verify()


@pytest.mark.parametrize("within", ["nonsense", FIRST.id, "loop"])
def test_nothing_is_within_itself(kept: Path, within: str) -> None:
    """Nor in what is not of its article; nothing of it is kept."""
    with Store(kept) as store:
        if within == "loop":
            store.judge(judged(SECOND.id, "correct", within=FIRST.id))
            within = SECOND.id
        with pytest.raises(RecordError, match="cannot be within"):
            store.judge(judged(FIRST.id, "correct", within=within))
        store.verify()


def test_many_are_judged_at_once(kept: Path) -> None:
    """All of them, in their order, or none."""
    with Store(kept) as store:
        merge = judged(None, "merge", names=["Osk-0", "Osk-1"])
        done = [judged(FIRST.id, "reject"), judged(SECOND.id, "accept"), merge]
        assert store.judge_all([*done, done[0]]) == 3
        assert in_force(store) == [SECOND, THIRD]
        before = contents(kept)
        with pytest.raises(RecordError):
            store.judge_all([judged(THIRD.id, "accept"), judged(THIRD.id, "correct", kind="loud")])
        store.verify()
    assert contents(kept) == before


@pytest.mark.parametrize("action", ["accept", "merge"])
def test_names_of_any_bytes_are_no_fault(kept: Path, action: Action) -> None:
    """An id that is no UTF-8 is not there; a name that is none is a name."""
    with Store(kept) as store:
        if action == "merge":
            store.judge(judged(None, "merge", names=["Osk-0", "Osk\udcff"]))
            assert store.same_speakers() == {"Osk\udcff": "Osk-0"}
            store.verify()
        else:
            with pytest.raises(LibraryError, match="no statement"):
                store.judge(judged("st_\udcff", action))
            assert store.article("ar_\udcff") is None


@pytest.mark.parametrize(
    "command",
    [
        "DELETE FROM sightings",
        "DELETE FROM dropped",
        "DELETE FROM sightings WHERE rowid = (SELECT max(rowid) FROM sightings)",
    ],
)
def test_rows_that_are_taken_away_are_missed(kept: Path, command: str) -> None:
    """Even whole ones."""
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute(command)
        connection.commit()
    with Store(kept) as store, pytest.raises(LibraryError, match="were put in"):
        store.verify()


def test_a_finding_comes_and_goes(kept: Path) -> None:
    """Undone it is not there; undone again, it is."""
    values: dict[str, Any] = {"article": ONE.article.id, "content": [[0, 6]], "cue": [], "source": []}
    name = finding_id(values)
    found = judged(name, "correct", **values)
    with Store(kept) as store:
        store.judge(found)
        undo = judged(name, "correct", undoes=found.id)
        store.judge(undo)
        assert store.statement(name) is None
        store.verify()
        store.judge(judged(name, "correct", undoes=undo.id))
        assert store.statement(name) is not None
        store.verify()


def test_a_finding_of_other_spans_than_its_id_is_refused(kept: Path) -> None:
    """The id is the digest of its spans, and its article is there."""
    values: dict[str, Any] = {"article": ONE.article.id, "content": [[0, 6]], "cue": [], "source": []}
    with Store(kept) as store:
        with pytest.raises(RecordError, match="not the id"):
            store.judge(judged("st_0", "correct", **values))
        gone = values | {"article": "ar_0"}
        with pytest.raises(LibraryError, match="no article"):
            store.judge(judged(finding_id(gone), "correct", **gone))


def shorter(statement: Statement, by: int = 4) -> Statement:
    """The statement as another reader finds it: with less of its content, and so another id."""
    (span,) = statement.content
    return Statement.of(
        ONE.article,
        content=[(span.start, span.end - by)],
        cue=[(x.start, x.end) for x in statement.cue],
        source=[(x.start, x.end) for x in statement.source],
        kind=statement.kind,
        confidence=0.5,
        made_by="reader new",
    )


@pytest.mark.parametrize("action", ["accept", "reject"])
def test_what_was_judged_is_stronger_than_a_new_reader(kept: Path, action: Action) -> None:
    """Its variant yields to it: what was accepted stands as it was, what was rejected does not come back."""
    variant = shorter(FIRST)
    new = FakeReading(ONE.article, (variant, SECOND))
    judgement = judged(FIRST.id, action)
    with Store(kept) as store:
        store.judge(judgement)
        store.reread(new, made_by="reader new")
        expected = [FIRST, SECOND] if action == "accept" else [SECOND]
        assert in_force(store) == expected
        store.verify()
        store.judge(judged(FIRST.id, action, undoes=judgement.id))
        assert in_force(store) == [variant, SECOND]
        store.verify()


@pytest.mark.parametrize("action", ["accept", "reject", "correct"])
def test_the_same_reading_twice_changes_nothing(kept: Path, action: Action) -> None:
    """What is gone went once; a second rereading by the same reader finds nothing new, gone or changed."""
    new = FakeReading(ONE.article, (shorter(FIRST), dataclasses.replace(SECOND, confidence=0.25)))
    with Store(kept) as store:
        store.judge(judged(FIRST.id, action, **({"speaker": "Ada Quill"} if action == "correct" else {})))
        first = store.reread(new, made_by="reader new")
        again = store.reread(new, made_by="reader new")
    assert (first.new, first.again, first.removed, first.gone, first.changed) == (1, 1, 1, 1, 1)
    assert (again.new, again.again, again.removed, again.gone, again.changed) == (0, 2, 0, 0, 0)


def test_a_correction_survives_a_new_reader(kept: Path) -> None:
    """Found again with other values, it has the person's where they gave one and the new reader's elsewhere."""
    again = dataclasses.replace(FIRST, kind="mixed", polarity="denied")
    with Store(kept) as store:
        store.judge(judged(FIRST.id, "correct", speaker="Ada Quill", kind="indirect"))
        store.reread(FakeReading(ONE.article, (again,)), made_by="reader new")
        (now,) = in_force(store)
        assert now.speaker is not None
        assert (now.speaker.name, now.kind, now.polarity) == ("Ada Quill", "indirect", "denied")
        assert store.suggestion(FIRST.id) == again
        store.verify()


def test_names_are_merged_and_parted(kept: Path) -> None:
    """The first name of a merge is the one that is shown; parting takes names out again, for good or until undone."""
    merge = judged(None, "merge", names=["Osk-0", "Osk-1", "Osk-2"])
    with Store(kept) as store:
        store.judge(merge)
        assert store.same_speakers() == {"Osk-1": "Osk-0", "Osk-2": "Osk-0"}
        assert [(r["name"], r["statements"]) for r in store.rows("SELECT * FROM speakers")] == [("Osk-0", 12)]
        part = judged(None, "part", names=["Osk-0", "Osk-2"])
        store.judge(part)
        assert store.same_speakers() == {"Osk-1": "Osk-0"}
        store.verify()
        store.judge(judged(None, "merge", names=["Lord Osk", "Osk-1"]))
        assert store.same_speakers() == {"Osk-0": "Lord Osk", "Osk-1": "Lord Osk"}
        store.judge(judged(None, "merge", undoes=merge.id))
        assert store.same_speakers() == {"Osk-1": "Lord Osk"}
        store.verify()
        with pytest.raises(RecordError, match="two names"):
            store.judge(judged(None, "merge", names=["Osk-0"]))


def test_one_of_two_people_with_one_name_is_parted(kept: Path) -> None:
    """One statement is given to another person of that name."""
    with Store(kept) as store:
        store.judge(judged(FIRST.id, "part", speaker="Osk-0 (bishop)"))
        speaker = in_force(store)[0].speaker
        assert speaker is not None
        assert speaker.name == "Osk-0 (bishop)"
        store.verify()


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE statements SET verdict = 'accepted' WHERE id = :id",
        "UPDATE statements SET shown = 0 WHERE id = :id",
        "UPDATE statements SET shown = 0 WHERE id = :other",
        "UPDATE statements SET yields_to = 'st_0' WHERE id = :other",
        "UPDATE statements SET polarity = 'affirmed' WHERE id = :id",
        "UPDATE suggestions SET record = replace(record, 'Mayor', 'Baker') WHERE statement = :id",
        "DELETE FROM suggestions WHERE statement = :id",
        "INSERT INTO same_speakers VALUES ('Osk-0', 'Osk-1')",
    ],
)
def test_verify_finds_what_no_judgement_says(kept: Path, command: str) -> None:
    """Every value that judgements brought about is worked out anew."""
    with Store(kept) as store:
        store.judge(judged(FIRST.id, "correct", polarity="denied"))
        store.verify()
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute(command, {"id": FIRST.id, "other": SECOND.id})
        connection.commit()
    with Store(kept) as store, pytest.raises(LibraryError, match="altered"):
        store.verify()


ACTIONS = st.sampled_from(["accept", "reject", "speaker", "polarity", "content", "undo", "reread", "fewer", "variant"])


@given(st.lists(st.tuples(ACTIONS, st.integers(0, 2), st.integers(0, 9)), max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_verifies(tmp_path: Path, history: list[tuple[str, int, int]]) -> None:
    """Whatever is judged, undone and reread in whatever order, the library is as its judgements have it."""
    readings = {
        "reread": ONE,
        "fewer": FakeReading(ONE.article, (SECOND,)),
        "variant": FakeReading(ONE.article, (shorter(FIRST), SECOND, shorter(THIRD))),
    }
    path = tmp_path / f"{next(CLOCK)}.db"
    with Store(path) as store:
        store.keep(ONE, made_by="reader fake")
        for action, which, number in history:
            statement = ONE.statements[which]
            values: dict[str, dict[str, Any]] = {
                "speaker": {"speaker": f"Name {number}"},
                "polarity": {"polarity": ["denied", "declined", None][number % 3]},
                "content": {"content": [[statement.content[0].start, statement.content[0].end - number]]},
            }
            if action in readings:
                store.reread(readings[action], made_by="reader new")
            elif store.statement(statement.id) is None:
                continue
            elif action == "undo":
                if made := store.judgements(statement.id):
                    undone = made[number % len(made)]
                    store.judge(judged(statement.id, undone.action, undoes=undone.id))
            else:
                known: dict[str, Action] = {"accept": "accept", "reject": "reject"}
                store.judge(judged(statement.id, known.get(action, "correct"), **values.get(action, {})))
        store.verify()
        for judgement in store.judgements():
            if judgement.undoes is None:
                store.judge(judged(judgement.statement, judgement.action, undoes=judgement.id))
        store.reread(ONE, made_by="reader new")
        store.verify()
