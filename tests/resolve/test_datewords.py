"""Words for days are found in a text, and named days are the right ones."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.read.parsed import shape_parse
from quoth.resolve.dateranges import full_date, resolve_date
from quoth.resolve.datewords import find_dates, find_occasions

WEDNESDAY = date(2031, 7, 9)
LAST = date(2031, 7, 7)


def found(text: str, anchor: date | None = WEDNESDAY) -> list[tuple[str, str, str, str] | str]:
    """Each expression of ``text`` with its first and last day and its granularity, or its words alone."""
    out: list[tuple[str, str, str, str] | str] = []
    for words in find_dates(shape_parse(text)):
        interval = resolve_date(words, anchor=anchor, last=LAST)
        exact = text[words.start : words.end]
        out.append((exact, str(interval.start), str(interval.end), interval.granularity) if interval else exact)
    return out


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("he said Tuesday", "Tuesday", "2031-07-08"),
        ("he said on Wednesday", "Wednesday", "2031-07-09"),
        ("he said on Thursday", "Thursday", "2031-07-03"),
        ("late on Tuesday", "late on Tuesday", "2031-07-08"),
        ("she said Tuesday evening", "Tuesday evening", "2031-07-08"),
        ("a note released early Wednesday", "early Wednesday", "2031-07-09"),
        ("in the early hours of Monday", "the early hours of Monday", "2031-07-07"),
        ("it was last Wednesday", "last Wednesday", "2031-07-02"),
        ("on Tuesday of last week", "Tuesday of last week", "2031-07-01"),
        ("on Thurs. he left", "Thurs.", "2031-07-03"),
        ("today", "today", "2031-07-09"),
        ("earlier today", "earlier today", "2031-07-09"),
        ("this morning", "this morning", "2031-07-09"),
        ("yesterday evening", "yesterday evening", "2031-07-08"),
        ("last night", "last night", "2031-07-08"),
        ("the day before yesterday", "the day before yesterday", "2031-07-07"),
        ("two days ago", "two days ago", "2031-07-07"),
        ("two days earlier", "two days earlier", "2031-07-05"),
        ("a day later", "a day later", "2031-07-08"),
        ("the previous day", "the previous day", "2031-07-06"),
        ("the following morning", "the following morning", "2031-07-08"),
        ("earlier in the day", "earlier in the day", "2031-07-07"),
        ("that same evening", "that same evening", "2031-07-07"),
        ("on Sept. 8", "Sept. 8", "2030-09-08"),
        ("on July 9", "July 9", "2031-07-09"),
        ("on July 10", "July 10", "2030-07-10"),
        ("on 3 May", "3 May", "2031-05-03"),
        ("on the 3rd of May", "3rd of May", "2031-05-03"),
        ("on May 3, 2023", "May 3, 2023", "2023-05-03"),
        ("on 3 May 2023", "3 May 2023", "2023-05-03"),
        ("2023-05-03", "2023-05-03", "2023-05-03"),
        ("Monday, March 3, 2008", "Monday, March 3, 2008", "2008-03-03"),
        ("Sun., March 2nd, 2008", "Sun., March 2nd, 2008", "2008-03-02"),
        ("on 29 February", "29 February", "2028-02-29"),
        ("on Christmas Day", "Christmas Day", "2030-12-25"),
        ("on Labor Day", "Labor Day", "2030-09-02"),
        ("on Memorial Day", "Memorial Day", "2031-05-26"),
    ],
)
def test_a_day_is_found_and_known(text: str, words: str, day: str) -> None:
    """One day, counted from the day of the report where its words need that."""
    assert found(text) == [(words, day, day, "day")]


@pytest.mark.parametrize(
    ("text", "words", "start", "end", "granularity"),
    [
        ("last week", "last week", "2031-06-30", "2031-07-06", "week"),
        ("earlier this week", "earlier this week", "2031-07-07", "2031-07-13", "week"),
        ("earlier in the week", "earlier in the week", "2031-07-07", "2031-07-13", "week"),
        ("a week ago", "a week ago", "2031-06-30", "2031-07-06", "week"),
        ("over the weekend", "over the weekend", "2031-07-05", "2031-07-06", "days"),
        ("on Sept. 19-22", "Sept. 19-22", "2030-09-19", "2030-09-22", "days"),
        ("from May 3 to 5", "May 3 to 5", "2031-05-03", "2031-05-05", "days"),
        ("late last month", "late last month", "2031-06-01", "2031-06-30", "month"),
        ("this month", "this month", "2031-07-01", "2031-07-31", "month"),
        ("in May", "May", "2031-05-01", "2031-05-31", "month"),
        ("in December", "December", "2030-12-01", "2030-12-31", "month"),
        ("last July", "last July", "2030-07-01", "2030-07-31", "month"),
        ("a June 2024 interview", "June 2024", "2024-06-01", "2024-06-30", "month"),
        ("in mid-September 2014", "mid-September 2014", "2014-09-01", "2014-09-30", "month"),
        ("last winter", "last winter", "2030-12-01", "2031-02-28", "season"),
        ("last summer", "last summer", "2030-06-01", "2030-08-31", "season"),
        ("in the summer of 2010", "summer of 2010", "2010-06-01", "2010-08-31", "season"),
        ("last year", "last year", "2030-01-01", "2030-12-31", "year"),
        ("three years ago", "three years ago", "2028-01-01", "2028-12-31", "year"),
        ("in 1998", "1998", "1998-01-01", "1998-12-31", "year"),
        ("in a 2013 memo", "2013", "2013-01-01", "2013-12-31", "year"),
        ("in the 1990s", "1990s", "1990-01-01", "1999-12-31", "years"),
    ],
)
def test_more_than_a_day_is_an_interval(text: str, words: str, start: str, end: str, granularity: str) -> None:
    """Weeks run from Monday to Sunday, seasons are those of the north."""
    assert found(text) == [(words, start, end, granularity)]


@pytest.mark.parametrize(
    "text",
    [
        "they may march on the palace",
        "the Sunday Times said",
        "sales on Black Friday",
        "a reporter for Verlan Today",
        "room 2024 was full",
        "in 2,014 cases",
        "over the last week",
        "Twenty-two years ago",
        "the sun rose on a second day",
        "in 2014 percent",
    ],
)
def test_other_words_are_no_days(text: str) -> None:
    """Names, numbers and verbs are left alone."""
    assert found(text) == []


def test_without_a_day_to_count_from_the_words_remain() -> None:
    """Only what carries its year is known then."""
    assert found("on Tuesday, in May and on May 3, 2023", anchor=None) == [
        "Tuesday",
        "May",
        ("May 3, 2023", "2023-05-03", "2023-05-03", "day"),
    ]


@pytest.mark.parametrize("text", ["on Feb. 30", "on 31 June 2020", "on May 9-3"])
def test_what_no_calendar_holds_is_none(text: str) -> None:
    """The words are found; there is no such day."""
    assert all(isinstance(entry, str) for entry in found(text))


def test_the_longest_words_win() -> None:
    """A weekday before a date is part of it, and no words are taken twice."""
    assert [entry[0] for entry in found("on Tuesday, 3 May 2022, and last year")] == [
        "Tuesday, 3 May 2022",
        "last year",
    ]


def test_a_full_date_is_one_day_with_its_year() -> None:
    """Ranges and dates without a year are none."""
    text = "May 3, 2023; May 3; May 3-5, 2023; June 2024"
    assert [full_date(w) for w in find_dates(shape_parse(text))] == [date(2023, 5, 3), None, None, None]


def test_occasions_are_found_by_their_noun() -> None:
    """With an article or a pronoun that goes back to one; not just any."""
    text = (
        "At the news conference, he left. In a speech she said; the day before his hearing, they sang at that debate."
    )
    assert [(text[w.start : w.end], w.parts["noun"]) for w in find_occasions(text)] == [
        ("At the news conference", "conference"),
        ("the day before his hearing", "hearing"),
        ("at that debate", "debate"),
    ]


@given(
    st.lists(st.sampled_from("Tuesday early last May 3 , 2023 the day in week a two ago - ’s ٣ Sept. 1990s".split()))
)
def test_any_words_give_ordered_apart_expressions(words: list[str]) -> None:
    """Whatever stands together, nothing overlaps, and no interval runs backwards."""
    text = " ".join(words)
    end = 0
    for w in find_dates(shape_parse(text)):
        assert end <= w.start < w.end <= len(text)
        end = w.end
        interval = resolve_date(w, anchor=WEDNESDAY, last=LAST)
        assert interval is None or interval.start <= interval.end
