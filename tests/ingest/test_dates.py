"""Publication dates: ISO form, the page's own offset, and nothing that could be read two ways."""

from __future__ import annotations

import pytest

from quoth.errors import BadDateError
from quoth.ingest.dates import best_date, given_date, page_date


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2031-05-03", "2031-05-03"),
        (" 2031-05-03 ", "2031-05-03"),
        ("2031/5/3", "2031-05-03"),
        ("2031-05-03T08:15:00+02:00", "2031-05-03T08:15:00+02:00"),
        ("2031-05-03T08:15:00.000Z", "2031-05-03T08:15:00+00:00"),
        ("2031-05-03T08:15", "2031-05-03T08:15:00"),
        ("2031-05-03 08:15:00 +0200", "2031-05-03T08:15:00+02:00"),
        ("2031-05-03 08:15:00 UTC", "2031-05-03T08:15:00+00:00"),
        ("Sat, 03 May 2031 08:15:00 GMT", "2031-05-03T08:15:00+00:00"),
    ],
)
def test_forms_that_pages_use(written: str, read: str) -> None:
    """Forms in which day and month cannot be taken for each other become ISO, offset and all."""
    assert page_date(written) == read


@pytest.mark.parametrize("written", ["", "03/04/2031", "soon", "2031-13-01", "0001-01-01", "20", None, 5, {}, "9" * 80])
def test_what_is_no_date(written: object) -> None:
    """Anything else is None, whatever its type."""
    assert page_date(written) is None


def test_a_user_is_told_how_to_write_a_date() -> None:
    """A date of the user that is none raises BadDateError with an example in it."""
    assert given_date("2031-05-03") == "2031-05-03"
    with pytest.raises(BadDateError, match=r"'3 Mayember' is no date; write it like 2031-05-03") as caught:
        given_date("3 Mayember")
    assert caught.value.exit_status == 2


def test_the_time_of_day_may_come_from_another_place() -> None:
    """A trusted date without a time takes the time that another gives for the same day, and no other day's."""
    assert best_date(["2031-05-03", "2031-05-04T09:00:00", "2031-05-03T08:15:00"]) == "2031-05-03T08:15:00"
    assert best_date(["2031-05-03", "2031-05-04T09:00:00"]) == "2031-05-03"
    assert best_date([]) is None
