from __future__ import annotations

from dataclasses import replace

import pytest

from quoth.records import Figure, Giver, Span, SpeakerType, figure_id
from quoth.relate.series import Placed, conflicts, key, series

NAMES = ("Kessa", "Tarrow", "Velmora")


def placed(
    value: float,
    giver: str | None,
    *,
    day: str = "2031-05-05",
    article: str = "ar_1",
    counts: str = "people",
    clause: str = "people died",
    low: float | None = -1,
    high: float | None = -1,
    at: int = 0,
    names: tuple[str, ...] = NAMES,
) -> Placed:
    """A figure of an article; its bounds are its value, unless given."""
    span = Span(at, at + 1, "7")
    kind: SpeakerType = "organization" if giver else "author"
    figure = Figure(
        id=figure_id(article, span),
        article=article,
        span=span,
        value=value,
        low=value if low == -1 else low,
        high=value if high == -1 else high,
        hedge=None,
        unit=None,
        counts=counts,
        place=None,
        when=None,
        statement=None,
        giver=Giver(giver, kind),
    )
    return Placed(figure, day, names, clause)


def located(each: Placed, place: str) -> Placed:
    """The same in a place."""
    return replace(each, figure=replace(each.figure, place=place))


def dated(each: Placed, when: str) -> Placed:
    """The same with the words for a time."""
    return replace(each, figure=replace(each.figure, when=when))


def test_two_givers_of_one_day_whose_ranges_do_not_meet_conflict() -> None:
    """In whichever words each says that people died."""
    (made,) = series([placed(41, "guard"), placed(57, "health", article="ar_2", counts="dead", clause="")])
    assert (made.counts, made.conflict, [each.value for each in made.figures]) == ("deaths", True, [41, 57])


def test_a_rise_over_time_is_no_conflict() -> None:
    """Whoever gives the later figure."""
    (made,) = series([placed(57, "health", article="ar_2", day="2031-05-09"), placed(41, "guard")])
    assert (made.conflict, [each.value for each in made.figures]) == (False, [41, 57])


def test_one_giver_does_not_conflict_with_himself() -> None:
    """He corrects himself."""
    (made,) = series([placed(41, "guard"), placed(57, "guard", at=9)])
    assert not made.conflict


def test_ranges_that_meet_are_no_conflict() -> None:
    """At least 41 leaves room for 57."""
    (made,) = series([placed(41, "guard", high=None), placed(57, "health", at=9)])
    assert not made.conflict


def test_reports_without_names_in_common_are_of_two_stories() -> None:
    """And so are those of another month."""
    assert series([placed(41, "guard"), placed(57, "health", article="ar_2", names=("Osk",))]) == []
    assert series([placed(41, "guard"), placed(57, "health", article="ar_2", day="2031-07-05")]) == []


def test_who_died_and_who_was_hurt_are_counted_apart() -> None:
    """As are other things."""
    dead, hurt = placed(4, None, clause="killing four people"), placed(24, None, at=9, counts="injured", clause="")
    assert series([dead, hurt, placed(3, None, at=20, counts="boats", clause="")]) == []


def test_other_nouns_conflict_only_where_they_are_near() -> None:
    """The same noun far down the report may be of other boats."""
    here, there = placed(3, "guard", counts="boats", clause=""), placed(5, "owner", counts="boats", clause="", at=9)
    far = placed(5, "owner", counts="boats", clause="", at=4000)
    assert [each.conflict for each in series([here, there])] == [True]
    assert [each.conflict for each in series([here, far])] == [False]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            placed(14, "guard", counts="police officers", clause=""),
            placed(40, "health", at=9, counts="prison officers", clause=""),
        ),
        (placed(14, "guard"), placed(3, "health", at=9, clause="including 7 children died")),
        (placed(14, "guard"), placed(3, "health", at=9, clause="7 more people died")),
        (located(placed(14, "guard"), "Osk"), located(placed(40, "health", at=9), "Merrin")),
        (dated(placed(14, "guard"), "in 2030"), dated(placed(40, "health", at=9), "in 2031")),
    ],
    ids=["kind", "part", "more", "place", "year"],
)
def test_things_of_another_kind_place_or_year_and_parts_do_not_conflict(one: Placed, other: Placed) -> None:
    """Though the noun is the same and the givers are two."""
    assert conflicts([one, other]) == []


def test_how_many_times_is_no_series() -> None:
    """Of anything: three times as many here, and shot four times there."""
    assert series([placed(3, "guard", counts="times"), placed(4, "health", at=9, counts="times")]) == []


def test_the_dead_were_counted_before() -> None:
    """Who gathers where "the dead" had lived is no toll; "41 people dead" is one."""
    gathered = placed(300, None, clause="where most of the dead had lived, some 300 people gathered")
    assert key(gathered) == ("people", None)
    assert key(placed(41, None, clause="nine people were dead by then")) == ("deaths", None)
