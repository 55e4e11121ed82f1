"""Days as people write them."""

from __future__ import annotations

import pytest

from quoth.records import SaidOn
from quoth.show.days import day_words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2023-07-04", "2023-07-04", "4 Jul 2023"),
        ("2023-07-04", None, "4 Jul 2023"),
        ("2023-07-03", "2023-07-09", "3–9 Jul 2023"),
        ("2023-06-28", "2023-07-02", "28 Jun – 2 Jul 2023"),
        ("2023-12-28", "2024-01-03", "28 Dec 2023 – 3 Jan 2024"),
        ("2023-07-01", "2023-07-31", "Jul 2023"),
        ("2024-02-01", "2024-02-29", "Feb 2024"),
        ("2024-02-01", "2024-02-28", "1–28 Feb 2024"),
        ("2023-06-01", "2023-08-31", "Jun–Aug 2023"),
        ("2022-12-01", "2023-02-28", "Dec 2022 – Feb 2023"),
        ("2023-01-01", "2023-12-31", "2023"),
        ("2019-01-01", "2022-12-31", "2019–2022"),
        ("9999-12-01", "9999-12-31", "Dec 9999"),
    ],
)
def test_days_are_written_in_the_shortest_form_that_keeps_them(start: str, end: str | None, words: str) -> None:
    """What both ends share is said once; whole months and years have no days."""
    assert day_words(SaidOn(start, end, "then")) == words


def test_words_that_need_a_date_of_publication_give_no_day() -> None:
    """Nothing is made up."""
    assert day_words(SaidOn(None, None, "Tuesday")) is None
