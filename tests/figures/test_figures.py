from __future__ import annotations

import pytest

from quoth.figures import figures
from quoth.figures.hedges import hedged
from quoth.figures.numbers import numbers
from quoth.figures.sentence import Sentence
from quoth.ingest import article_from_text
from quoth.parse import Parse
from quoth.read.parsed import shape_parse
from quoth.records import Figure, Giver, Speaker, Statement


def found(text: str) -> list[Figure]:
    """The figures of a text with the poorest of parses."""
    return figures(article_from_text(text, origin="test"), [], shape_parse(text))


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "unit", "hedge"),
    [
        ("over 1,000 rockets", 1000, 1000, None, None, "over"),
        ("at least 41 people", 41, 41, None, None, "at least"),
        ("nearly 200 sheep", 200, None, 200, None, "nearly"),
        ("about 60 relatives", 60, 54, 66, None, "about"),
        ("up to £4.3bn", 4.3e9, None, 4.3e9, "GBP", "up to"),
        ("half a million votes", 5e5, 5e5, 5e5, None, None),
        ("1.2m people", 1.2e6, 1.2e6, 1.2e6, None, None),
        ("one hundred and five cows", 105, 105, 105, None, None),
        ("three in five voters", 0.6, 0.6, 0.6, "share", None),
        ("45 per cent of voters", 45, 45, 45, "percent", None),
        ("3 percentage points", 3, 3, 3, "percentage point", None),
        ("between 10 and 15 boats", None, 10, 15, None, "between"),
        ("10-15 years", None, 10, 15, "year", None),
        ("$5 million to $10 million", None, 5e6, 1e7, "USD", None),
        ("10 to 15 million people", None, 1e7, 1.5e7, None, None),
        ("dozens of boats", None, 24, None, None, None),
        ("tens of thousands of boats", None, 20000, None, None, None),
        ("a dozen eggs", 12, 12, 12, None, None),
        ("200-plus boats", 200, 200, None, None, "or more"),
        ("several hundred species", None, 200, None, None, None),
        ("a 40-pound baby", 40, 40, 40, "pound", None),
        ("two million pounds", 2e6, 2e6, 2e6, "GBP", None),
        ("a 23-year-old baker", 23, 23, 23, "year", None),
        ("2,500 dollars", 2500, 2500, 2500, "USD", None),
        ("It fell to -12C overnight", -12, -12, -12, "degree Celsius", None),
        ("It was minus 5 degrees at dawn", -5, -5, -5, "degree", None),
        ("a temperature of 41C", 41, 41, 41, "degree Celsius", None),
    ],
)
def test_a_number_has_its_value_bounds_unit_and_hedge(
    text: str, value: float | None, low: float | None, high: float | None, unit: str | None, hedge: str | None
) -> None:
    """Whether written in digits, in words, or with a scale."""
    (number,) = numbers(text)
    made, said = hedged(text, number)
    assert (made.value, made.low, made.high, made.unit, said) == (value, low, high, unit, hedge)


@pytest.mark.parametrize(
    "text",
    [
        "He came on 14 March to the town.",
        "The March 3 vote was late.",
        "The war began in 1987 and went on.",
        "They met at 9:30 on the quay.",
        "They met at 5 p.m. on the quay.",
        "Divers began at six o'clock.",
        "The home side won 3-1 in the rain.",
        "Nobody heard of Flight 370 again.",
        "It was on Channel 4 that night.",
        "It breaks section 12 of the act.",
        "Call +00 555 0187 for more.",
        "She lives at 10 Mill Lane now.",
        "1. The river is the border.",
        "He was the 3rd to speak.",
        "In the 1990s it rained.",
        "The F-16 and COVID-19 were on their minds.",
        "No one came, and one of the best left.",
        "One day it will rain.",
    ],
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    """Dates, years, hours, scores, names, laws, telephones, streets, lists, ordinals and pronouns."""
    assert [each.span.text for each in found(text)] == []


def test_one_before_what_it_counts_is_a_figure() -> None:
    """And so is one of those who died."""
    (soldier,) = found("One soldier was killed in the raid.")
    assert (soldier.span.text, soldier.value, soldier.giver) == ("One", 1, Giver(None, "author"))
    (lost,) = found("It said that one of its soldiers had been killed.")
    assert (lost.value, lost.counts) == (1, "soldiers")


def test_what_is_counted_is_the_noun_phrase_or_the_fate() -> None:
    """As far as the words tell, without a network."""
    assert [each.counts for each in found("It put losses at nine dead, with dozens injured.")] == [
        "dead",
        "injured",
    ]
    assert [each.counts for each in found("There were hundreds of shells.")] == ["shells"]
    assert [each.counts for each in found("The coast guard insists the toll is 41.")] == ["toll"]


def test_an_age_is_a_figure_of_the_man() -> None:
    """Between commas behind his name, and not that of the sentence before."""
    (short,) = found("It sank on Thursday. Quillon, 34, saw it.")
    assert short.counts == "age of Quillon"
    (age,) = found("It was seen by Nadira Quillon, 34, a teacher.")
    assert (age.value, age.unit, age.counts) == (34, "year", "age of Nadira Quillon")


def test_the_giver_is_the_speaker_of_the_innermost_statement() -> None:
    """Where one lies within another; outside of both it is the author."""
    text = "Two boats sank. The Bell said that Osk said that 12 boats sank."
    article = article_from_text(text, origin="test")
    at = text.index("that Osk"), text.index("that 12")
    made = [
        Statement.of(
            article, content=[(start, len(text) - 1)], cue=[], source=[], kind="indirect", confidence=1, made_by="test",
            speaker=Speaker(name, "person"),
        )
        for start, name in zip(at, ("Bell", "Osk"), strict=True)
    ]  # fmt: skip
    first, second = figures(article, made, shape_parse(text))
    assert (first.giver, first.statement) == (Giver(None, "author"), None)
    assert (second.giver, second.statement) == (Giver("Osk", "person"), made[1].id)


@pytest.mark.parametrize("text", ["", "7", "%", "$", "1" * 400, "one " * 50, "1,1,1,1", "½ 10–", "between 5 and"])
def test_any_text_will_do(text: str) -> None:
    """And every figure slices to its own words."""
    article = article_from_text(text, origin="test")
    for each in figures(article, [], shape_parse(text)):
        each.check(article)


def test_without_words_there_are_no_figures() -> None:
    """As of a parse that is empty."""
    assert figures(article_from_text("", origin="test"), [], Parse("", [], [], [], [], [], [])) == []


def test_letters_that_only_look_like_others_are_read_as_these() -> None:
    """A long s, a Kelvin sign and the Turkish i are what a pattern takes them for: no figure breaks a report."""
    text = "About ſix people died, ſcores of boats sank, sıx in ten left, and a ſcore of cows ate £3 mİllion."
    assert [(f.value, f.low) for f in found(text)] == [(6, 5.4), (None, 40), (0.6, 0.6), (20, 20), (3e6, 3e6)]


@pytest.mark.parametrize("number", ["9" * 400, "9" + ",999" * 15, "one " + "hundred " * 400, "9" * 400 + " in 7"])
def test_a_number_too_large_for_any_report_is_no_figure(number: str) -> None:
    """What no computer holds is left out, and the figures around it stay; nothing is infinite."""
    assert [f.value for f in found(f"They saw 5 boats, about {number} people and 7 cows.")] == [5, 7]


def test_a_sentence_is_looked_at_once_for_all_its_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Places, days and totals of a sentence with 400 figures are sought once for each of its pieces, not 400 times."""
    made: list[Sentence] = []
    whole = Sentence.__init__

    def counting(self: Sentence, parse: Parse, first: int, last: int) -> None:
        made.append(self)
        whole(self, parse, first, last)

    monkeypatch.setattr(Sentence, "__init__", counting)
    text = ", ".join(f"{n} boats" for n in range(100, 500))
    assert len(found(f"On Tuesday they saw {text}.")) == 400
    assert len(made) <= 1 + len(text) // 1_000


@pytest.mark.parametrize(
    ("text", "places", "whens"),
    [
        ("They saw on Monday 5 boats and on Tuesday 6 boats sank by Friday.", [None] * 2, ["on Monday", "on Tuesday"]),
        ("The toll rose to 41 in May 2020, and the number of dead to 50 today.", [None] * 2, ["May 2020", "today"]),
    ],
)
def test_the_nearest_day_is_the_figures_own(text: str, places: list[str | None], whens: list[str]) -> None:
    """Of several in a sentence it is that which stands nearest, on either side."""
    assert [f.when for f in found(text)] == whens
    assert [f.place for f in found(text)] == places


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The toll rose from 12 to 19.", [12, 19]),
        ("The tax goes up from 10% to 15%.", [10, 15]),
        ("They cut the fee from $40 to $50.", [40, 50]),
        ("It takes from 12 to 19 days.", [None]),
        ("The boats carry 12 to 19 men.", [None]),
    ],
)
def test_what_goes_from_one_number_to_another_is_no_range(text: str, values: list[float | None]) -> None:
    """It had the one before, and has the other now."""
    assert [number.value for number in numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("The mayor, 54, denied it.", [54]),
        ("Her youngest brother, 9, was found.", [9]),
        ("A retired teacher, 71, spoke.", [71]),
        ("In the last election, 54, 60 and 70 seats went.", []),
        ("Seat 12C is his.", []),
    ],
)
def test_who_is_described_has_an_age(text: str, ages: list[float]) -> None:
    """Between commas, where no name stands."""
    assert [each.value for each in found(text) if each.counts == "age"] == ages
