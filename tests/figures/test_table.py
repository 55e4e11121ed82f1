from __future__ import annotations

import pytest

from quoth.figures import figures
from quoth.ingest import article_from_text
from quoth.read.parsed import shape_parse
from quoth.records import Figure


def found(text: str) -> list[Figure]:
    """The figures of a text with the poorest of parses."""
    return figures(article_from_text(text, origin="test"), [], shape_parse(text))


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "unit", "hedge"),
    [
        ("They lost half of 1 percent of votes.", 0.5, 0.5, 0.5, "percent", None),
        ("It fell half a percentage point.", 0.5, 0.5, 0.5, "percentage point", None),
        ("They waited half an hour.", 0.5, 0.5, 0.5, "hour", None),
        ("A quarter of a million people came.", 250000, 250000, 250000, None, None),
        ("It took two and a half years.", 2.5, 2.5, 2.5, "year", None),
        ("She has written two dozen songs.", 24, 24, 24, None, None),
        ("It took 2½ years.", 2.5, 2.5, 2.5, "year", None),
        ("It is 2 1/2 miles away.", 2.5, 2.5, 2.5, "mile", None),
        ("One and a half million people came.", 1.5e6, 1.5e6, 1.5e6, None, None),
        ("Velmora sold one-and-a-half million cars.", 1.5e6, 1.5e6, 1.5e6, None, None),
        ("He is 5ft 10in tall.", 5.8333, 5.8333, 5.8333, "foot", None),
        ("He is 5-foot-9 today.", 5.75, 5.75, 5.75, "foot", None),
        ("He is six feet two inches.", 6.1667, 6.1667, 6.1667, "foot", None),
        ("He is between 5-foot-2 and 5-foot-9.", None, 5.1667, 5.75, "foot", "between"),
        ("Three quarters of voters agree.", 0.75, 0.75, 0.75, "share", None),
        ("Two-thirds of voters agree.", 0.666667, 0.666667, 0.666667, "share", None),
        ("Nearly half said no.", 0.5, None, 0.5, "share", "nearly"),
        ("Around half the squad left.", 0.5, 0.45, 0.55, "share", "around"),
        ("The budget was cut by a third.", 0.333333, 0.333333, 0.333333, "share", None),
        ("Only a fifth of members voted.", 0.2, 0.2, 0.2, "share", None),
        ("One in 1,000 babies has it.", 0.001, 0.001, 0.001, "share", None),
        ("About one of every nine voters came.", 0.111111, 0.1, 0.122222, "share", "about"),
        ("About eight out of 10 agree.", 0.8, 0.72, 0.88, "share", "about"),
        ("A $1.2m-a-year contract was signed.", 1.2e6, 1.2e6, 1.2e6, "USD", None),
        ("It cost 1.5 million US dollars.", 1.5e6, 1.5e6, 1.5e6, "USD", None),
        ("It cost 20 million Australian dollars.", 2e7, 2e7, 2e7, "AUD", None),
        ("It cost Rs 500 crore.", 5e9, 5e9, 5e9, "INR", None),
        ("It cost millions of dollars.", None, 2e6, None, "USD", None),
        ("It cost hundreds of millions of pounds.", None, 2e8, None, "GBP", None),
        ("The stamp costs 50p.", 50, 50, 50, "penny", None),
        ("The stamp costs 50 pence.", 50, 50, 50, "penny", None),
        ("The road is 10km long.", 10, 10, 10, "kilometre", None),
        ("The bag weighs 5kg.", 5, 5, 5, "kilogram", None),
        ("The wall is 20ft high.", 20, 20, 20, "foot", None),
        ("The wall is 5m high.", 5, 5, 5, "metre", None),
        ("Osk won the 100m sprint.", 100, 100, 100, "metre", None),
        ("Winds reached 120mph.", 120, 120, 120, "mile per hour", None),
        ("Winds reached 120 miles per hour.", 120, 120, 120, "mile per hour", None),
        ("They burnt 300 square miles.", 300, 300, 300, "square mile", None),
        ("It was 30 degrees Celsius.", 30, 30, 30, "degree Celsius", None),
        ("A 20-year-old man was held.", 20, 20, 20, "year", None),
        ("A six-month-old baby was saved.", 6, 6, 6, "month", None),
        ("Prices rose 3 per cent.", 3, 3, 3, "percent", None),
        ("It rose 2.5 percentage points.", 2.5, 2.5, 2.5, "percentage point", None),
        ("Rates rose 25 basis points.", 25, 25, 25, "basis point", None),
        ("Over a two-year period it fell.", 2, 2, 2, "year", None),
        ("It opened with over 200 guests.", 200, 200, None, None, "over"),
        ("Troops came within six miles of it.", 6, None, 6, "mile", "within"),
        ("As few as 12 boats sailed.", 12, 12, None, None, "as few as"),
        ("Possibly 40 boats sailed.", 40, 36, 44, None, "possibly"),
        ("Fewer than 40 boats sailed.", 40, None, 40, None, "fewer than"),
        ("A dozen boats sailed.", 12, 12, 12, None, None),
        ("Half a dozen boats sailed.", 6, 6, 6, None, None),
        ("Two dozen boats sailed.", 24, 24, 24, None, None),
        ("Scores of boats sailed.", None, 40, None, None, None),
        ("A few hundred boats sailed.", None, 200, None, None, None),
        ("Tens of thousands of boats sailed.", None, 20000, None, None, None),
        ("10-15 boats sailed.", None, 10, 15, None, None),
        ("$3bn-$4bn was lost.", None, 3e9, 4e9, "USD", None),
        ("It rose in the 12 months to 30 September.", 12, 12, 12, "month", None),
        ("The water grew up to three metres and a half.", 3.5, None, 3.5, "metre", "up to"),
        ("Children below the age of 15 are free.", 15, 15, 15, "year", None),
        ("It is above the £1.4bn reported.", 1.4e9, 1.4e9, 1.4e9, "GBP", None),
        ("Nearly eight of 10 voters agree.", 0.8, None, 0.8, "share", "nearly"),
        ("It lasted 90-plus minutes.", 90, 90, None, "minute", "or more"),
        ("They are 18- to 24-year-old men.", None, 18, 24, "year", None),
        ("It is for those between the ages of 17 and 20.", None, 17, 20, "year", "between"),
        ("It is free for people under 55.", 55, None, 55, "year", "under"),
        ("Osk won silver in the 200m final.", 200, 200, 200, "metre", None),
        ("The ferry has 1.2 million\u00a0dollars of debt.", 1.2e6, 1.2e6, 1.2e6, "USD", None),
        ("The ferry has 25\nmillion riders a year.", 25e6, 25e6, 25e6, None, None),
    ],
)
def test_a_figure_has_its_value_bounds_unit_and_hedge(
    text: str, value: float | None, low: float | None, high: float | None, unit: str | None, hedge: str | None
) -> None:
    """In fractions, heights, prices, shares and measures, as in plain numbers."""
    (figure,) = found(text)
    made = (figure.value, figure.low, figure.high)
    assert made == tuple(None if each is None else pytest.approx(each, rel=1e-4) for each in (value, low, high))
    assert (figure.unit, figure.hedge) == (unit, hedge)


@pytest.mark.parametrize(
    "text",
    [
        "She saved in 529 plans for years.",
        "A 911 caller told them.",
        "The 911 call was played.",
        "He has a 401(k) plan.",
        "He makes six figures now.",
        "She has a seven-figure salary.",
        "The odds were 3 to 1 against.",
        "The Senate voted 52 to 48 to act.",
        "The Senate voted 52-48 to act.",
        "The court ruled 5-4 on it.",
        "He flew on a Boeing 737 jet.",
        "The Boeing 737 jets were grounded.",
        "They drove down Highway 61 again.",
        "Title IX is a law.",
        "He said so on Channel Four news.",
        "It fell under the Group of 20 leaders.",
        "The G7 met in a Catch-22.",
        "In the 1990s and the 80's it rained.",
        "They met at 5.30pm and 11.30am.",
        "The first half was dull.",
        "They won in the second half.",
        "His iPhone 6 was lost.",
        "The S&P 500 companies fell.",
        "Her test scores were good.",
        "The half-frozen lake was calm.",
        "It was 9/11 again.",
        "It rose from 2001 to 2014 in Velmora.",
        "They sat between 2002 and 2004 there.",
        "He was on the show 60 Minutes again.",
        "By a 2-to-1 vote it fell.",
        "It is the number one issue.",
        "At one point he left.",
        "The deal ends in the first half of 2031.",
        "He has a zero tolerance style.",
        "It is a two-bit paper in a three-way race.",
        "The phone is the 6 Plus model.",
    ],
)
def test_names_scores_odds_and_times_are_no_figures(text: str) -> None:
    """Nor are halves of a match, what is half done, and how many figures a sum has."""
    assert [each.span.text for each in found(text)] == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Velmora is in a two-front war.", "front war"),
        ("It is a 100-page report.", "page report"),
        ("He lost 58 percent of your votes.", "votes"),
        ("Of 40 boats, 29 others sank.", "others"),
        ("They agreed on a limit of 10,000.", "limit"),
        ("They had a loss of $916 million.", "loss"),
        ("The gunmen fired, killing three.", "killing"),
        ('They met 300 "living magnets" there.', "living magnets"),
        ("They have 40 boats, 12 of which sank.", "boats"),
        ("It is 10 times the average.", "times"),
        ("He was shot twice.", "times"),
        ("Gas is $3 a gallon.", "gallon"),
        ("It has 40 boats, and 29 since March.", "boats"),
        ("The mayor, now at 86 she says, is well.", "age"),
        ("People aged 55 to 65 may join.", "age"),
    ],
)
def test_what_is_counted_stands_behind_the_number_before_it_or_in_its_word(text: str, counts: str) -> None:
    """And where nothing is named, it is what the figure before it counts."""
    assert found(text)[-1].counts == counts
