"""The day of saying is the one that the words by the cue name, or that of the statement that this one goes on with."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.ingest import article_from_text
from quoth.parse import Parse
from quoth.read.parsed import shape_parse
from quoth.records import Article, SaidOn, Speaker, Statement
from quoth.resolve.days import days

# A Wednesday.
PUBLISHED = "2031-07-09T23:30:00-07:00"

# The tags of the words below that a shape does not show; with "rules" the parse is that of the reader of rules.
TAGS = {
    "VBD": "said told warned declared wrote called arrived was spoke walked met appeared left addressed condemned",
    "VBZ": "says is",
    "VBP": "say",
    "VBN": "released posted arrested elected published killed",
    "VBG": "saying adding speaking opening warning",
    "VB": "say",
    "RB": "later often",
}
_MARK = re.compile(r"(\d*)([SCQ])\[([^\]]*)\]")


def marked(text: str, published: str | None = PUBLISHED) -> tuple[Article, list[Statement]]:
    """An article from a text with marks: S[source] C[cue] Q[content], with a number where there are several statements.

    A source that is no pronoun is the speaker's name; one with a pronoun has the name of the statement before.
    """
    plain, at = "", 0
    spans: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for m in _MARK.finditer(text):
        plain += text[at : m.start()]
        spans.setdefault(m[1], {"S": [], "C": [], "Q": []})[m[2]].append((len(plain), len(plain) + len(m[3])))
        plain, at = plain + m[3], m.end()
    plain += text[at:]
    article = article_from_text(plain, origin="test", published=published)
    statements: list[Statement] = []
    name = None
    for roles in spans.values():
        words = " ".join(plain[a:b] for a, b in roles["S"])
        name = name if words.lower() in {"", "he", "she", "they", "the minister"} else words.split(",")[0]
        quoted = all(plain[a] in "“\"'" for a, _ in roles["Q"])
        statements.append(
            Statement.of(
                article,
                content=roles["Q"],
                cue=roles["C"],
                source=roles["S"],
                kind="direct" if quoted else "indirect",
                confidence=1.0,
                made_by="test",
                speaker=Speaker(name, "person") if name else None,
            )
        )
    return article, statements


def parsed(article: Article, tags: str) -> Parse:
    """Its words by their shapes, with the tags of TAGS if so wanted."""
    parse = shape_parse(article.text)
    if tags == "tags":
        for tag, words in TAGS.items():
            for i, word in enumerate(parse.lower):
                if word in words.split():
                    parse.tag[i] = tag
    return parse


def said(text: str, published: str | None = PUBLISHED, tags: str = "tags") -> list[SaidOn | None]:
    """The days of the statements that a text marks."""
    article, statements = marked(text, published)
    return days(article, statements, parsed(article, tags))


def day(text: str, **how: str | None) -> tuple[str | None, str] | None:
    """The first day and the words of the one statement of ``text``."""
    (one,) = said(text, **how)  # type: ignore[arg-type]
    return (one.start, one.text) if one else None


@pytest.mark.parametrize("tags", ["tags", "rules"])
@pytest.mark.parametrize(
    ("text", "start", "words"),
    [
        ("S[Ann Orel] Tuesday C[declared] Q[that the port is open].", "2031-07-08", "Tuesday"),
        ("Prime Minister S[Ann Orel] on Tuesday C[warned] Q[that the port is shut].", "2031-07-08", "Tuesday"),
        ("S[Ann Orel] C[said] Tuesday evening Q[that the port is open].", "2031-07-08", "Tuesday evening"),
        ("Q[“The port is open,”] S[Ann Orel] C[said] on Tuesday.", "2031-07-08", "Tuesday"),
        ("Q[“It is open,”] S[she] C[said] in an interview on Monday.", "2031-07-07", "Monday"),
        ("Q[“It is open,”] S[she] C[said in an interview on Monday].", "2031-07-07", "Monday"),
        ("Q[“It is open,”] S[she] C[told] reporters at a news conference in Vesna Monday.", "2031-07-07", "Monday"),
        (
            "In a statement released early Wednesday, S[he] C[said] Q[the port is open].",
            "2031-07-09",
            "early Wednesday",
        ),
        ("In a message posted Friday, S[he] C[said] Q[the port is open].", "2031-07-04", "Friday"),
        ("On Radio Vesna on Sunday, S[Ann Orel] C[called] Q[it a disgrace].", "2031-07-06", "Sunday"),
        ("S[Ann Orel] C[called] Q[it a “disgrace”] Sunday on Radio Vesna.", "2031-07-06", "Sunday"),
        ("At Monday’s hearing, S[Ann Orel] C[said] Q[the port is open].", "2031-07-07", "Monday"),
        ("On Sunday’s “Vesna Now,” S[Ann Orel] C[said] Q[the port is open].", "2031-07-06", "Sunday"),
        ("S[Ann Orel’s] C[comments Monday on] Q[the port] were brief.", "2031-07-07", "Monday"),
        ("S[A report released last year] C[said] Q[that the port is old].", "2030-01-01", "last year"),
        ("In a 2013 memo, S[the agency] C[said] Q[that the port is old].", "2013-01-01", "2013"),
        ("Q[“It is old,”] S[she] C[said] in a June 2024 interview.", "2024-06-01", "June 2024"),
        ("Q[“It is old,”] S[he] C[said] yesterday.", "2031-07-08", "yesterday"),
        ("Q[“It is old,”] S[he] C[said] at about 3 p.m. Monday.", "2031-07-07", "Monday"),
        ("S[Ann Orel], speaking in Vesna on Monday, C[said] Q[the port is open].", "2031-07-07", "Monday"),
        ("S[Ann Orel] C[said] Friday as she walked to the port Q[that it is open].", "2031-07-04", "Friday"),
        ("The port is shut, and on Monday, S[the union] C[said] Q[it would strike].", "2031-07-07", "Monday"),
    ],
)
def test_words_by_the_cue_are_the_day(text: str, start: str, words: str, tags: str) -> None:
    """In the cue, beside it, at the head of its sentence, after the content, or in the source."""
    assert day(text, tags=tags) == (start, words)


@pytest.mark.parametrize("tags", ["tags", "rules"])
@pytest.mark.parametrize(
    "text",
    [
        "S[Ann Orel] C[said] Q[that the port was shut on Tuesday].",
        "Q[“We met on Tuesday,”] S[Ann Orel] C[said].",
        "S[Ann Orel] C[said] Q[that the port], “shut since Tuesday and in 2030”, Q[is open].",
        "S[Ann Orel], who arrived on Friday, C[said] Q[the port is open].",
        "Q[“It is open,”] C[said] S[Ann Orel, who led the council from 1995 to 1997].",
        "Q[“It is open,”] C[said] S[Ann Orel], who led the council in 1997.",
        "Since Tuesday, S[Ann Orel] C[said] Q[little].",
        "Ahead of Tuesday’s vote, S[Ann Orel] C[said] Q[the port is open].",
        "S[Ann Orel] C[said] before Tuesday’s vote Q[that the port is open].",
        "S[Ann Orel] will C[say] on Wednesday Q[that the port is open].",
        "S[Ann Orel] plans to C[say] on Wednesday Q[that the port is open].",
        "S[Ann Orel] C[said] next Tuesday Q[the port is open].",
        "S[A reporter for Vesna Today] C[said] Q[the port is open].",
        "S[Ann Orel] C[said] Q[the port is open]. It was Tuesday.",
        "S[Ann Orel] C[praised] Q[the port], but late Saturday she left.",
        "Having left Vesna on Tuesday, S[Ann Orel] C[praised] Q[the port].",
        "S[Ann Orel] C[praised] Q[the best minister] in 2016.",
    ],
)
def test_other_days_are_none_of_saying(text: str, tags: str) -> None:
    """What is spoken of, relative clauses, durations, what is to come, and names."""
    assert day(text, tags=tags) is None


@pytest.mark.parametrize(
    "text",
    [
        "S[The man arrested on Friday] C[said] Q[the port is open].",
        "The port was shut on Friday but S[Ann Orel] C[said] Q[it is open].",
        "After the gale killed six on Friday, and was over, S[Ann Orel] C[said] Q[the port is open].",
        "Q[“It is open,”] C[said] S[Ann Orel, who arrived in Vesna] on Monday.",
        "S[Only one of the three elected] Sunday C[said] Q[the port is open].",
    ],
)
def test_verbs_part_clauses(text: str) -> None:
    """A day with a verb of its own is that verb's, where a parser tells verbs."""
    assert day(text) is None


def test_a_verb_shared_with_the_cue_does_not_part() -> None:
    """Who arrives on Friday and speaks, speaks on Friday."""
    assert day("S[Ann Orel] arrived on Friday and C[said] Q[the port is open].") == ("2031-07-04", "Friday")
    assert day("S[Ann Orel] left the port on Friday, C[warning] Q[that it is old].") == ("2031-07-04", "Friday")


def test_a_line_drawn_too_wide_does_not_hide_the_day() -> None:
    """Right after the cue, and in a last phrase about an occasion, the day is the cue's."""
    assert day("S[The police] C[declared] Q[Tuesday the port open].") == ("2031-07-08", "Tuesday")
    assert day("S[Ann Orel] C[called for] Q[more ships in a statement on Monday].") == ("2031-07-07", "Monday")
    assert day("S[Ann Orel] C[called for] Q[more ships on Monday] as she arrived.") == ("2031-07-07", "Monday")
    assert day("S[Ann Orel] C[called for] Q[more ships on Monday].") is None


def test_each_speaker_has_the_day_by_their_own_cue() -> None:
    """Two cues of one sentence do not share a day."""
    text = "1S[Ann Orel] 1C[said] on Monday 1Q[the port is open], and 2S[Bo Lind] 2C[said] 2Q[it is shut]."
    first, second = said(text)
    assert first is not None
    assert first.start == "2031-07-07"
    assert second is None


# ------------------------------------------------------------------------------------------------ the day to count from


def test_without_a_publication_the_words_are_kept() -> None:
    """Start and end are null; a date with its year needs none."""
    (one,) = said("Q[“It is open,”] S[she] C[said] on Tuesday.", published=None)
    assert one is not None
    assert (one.start, one.end, one.text, one.granularity) == (None, None, "Tuesday", None)
    assert "no day to count from" in (one.reason or "")
    assert day("Q[“It is open,”] S[she] C[said] on 3 May 2023.", published=None) == ("2023-05-03", "3 May 2023")


def test_no_day_given_is_none() -> None:
    """The publication date is never taken for it."""
    assert day("Q[“It is open,”] S[she] C[said].") is None


@pytest.mark.parametrize(
    ("head", "published", "start"),
    [
        ("VESNA, 3 May 2023 (Norwire) — ", None, "2023-05-02"),
        ("VESNA, 3 May 2023 (Norwire) — ", "2031-07-09", "2023-05-02"),
        ("VESNA, July 7 (Norwire) — ", "2031-07-09", "2031-07-01"),
        ("VESNA, Sept. 7 (Norwire) — ", "2031-07-09", "2031-07-08"),
        ("VESNA (Norwire) — ", "2031-07-09", "2031-07-08"),
        ("Council opens port\n\nWednesday, May 3, 2023\n\n", None, "2023-05-02"),
        ("Council opens port\n\nWednesday, May 3, 2023\n\n", "2031-07-09", "2031-07-08"),
    ],
)
def test_the_dateline_tells_the_day_to_count_from(head: str, published: str | None, start: str) -> None:
    """Whole, or shortly before publication; the lines above a report count where no publication is known."""
    text = head + "The council of Vesna opened the port. S[Ann Orel] C[said] on Tuesday Q[that it is open]."
    assert day(text, published=published) == (start, "Tuesday")


def test_the_dateline_is_no_day_of_saying() -> None:
    """It says when the report was sent."""
    assert day("VESNA, July 7 (Norwire) — S[Ann Orel] C[said] Q[the port is open].") is None


def test_the_date_of_publication_is_as_written() -> None:
    """Its time zone does not move it; what is no date counts as none."""
    text = "Q[“It is open,”] S[she] C[said] today."
    assert day(text) == ("2031-07-09", "today")
    assert day(text, published="soon") == (None, "today")


def test_days_count_from_the_day_named_before() -> None:
    """After it is "the next day", and "that day" is it, also when a year is named in between."""
    later = "1S[Bo Lind] 1C[said] on Monday 1Q[it is shut]. The next day 2S[Ann Orel] 2C[said] 2Q[it is open]."
    assert [d and d.start for d in said(later)] == ["2031-07-07", "2031-07-08"]
    same = "It opened on Monday, not in 1990. Earlier in the day, S[Ann Orel] C[said] Q[it is shut]."
    assert day(same) == ("2031-07-07", "Earlier in the day")


def test_a_year_or_day_ahead_of_publication_is_none_of_saying() -> None:
    """What is still to come was not said, and a date of last year without its year is rather one to come."""
    assert day("In 2035 S[Ann Orel] C[said] Q[the port is open].") is None
    assert day("On 20 August S[Ann Orel] C[said] Q[the port is open].") is None


# ------------------------------------------------------------------------------------------------ going on


def starts(text: str) -> list[str | None]:
    """The first days of the statements that a text marks."""
    return [d.start if d else None for d in said(text)]


OPENING = "On Tuesday, 1S[Ann Orel] 1C[condemned] 1Q[the council]."


@pytest.mark.parametrize(
    "text",
    [
        " 2Q[“It is old,”] 2S[she] 2C[said].",
        "\n\n2Q[“It is old,”] 2S[she] 2C[said].",
        "\n\n2Q[“It is old,”] 2S[Ann Orel] 2C[said].",
        "\n\n2S[She] 2C[called] 2Q[the port unsafe].",
        "\n\n2S[Ann Orel] 2C[also called] 2Q[the port unsafe].",
        "\n\nThe port is old.\n\n2Q[“It is old,”] 2S[Ann Orel] 2C[said].",
        " 2Q[“It is old,”] 2C[said] 2S[Ann Orel, who came in 2014].",
    ],
)
def test_the_same_speaker_goes_on(text: str) -> None:
    """A pronoun, a quotation or a word that goes on, soon after, has the day of the statement before."""
    assert starts(OPENING + text) == ["2031-07-08", "2031-07-08"]


def test_a_day_that_is_carried_says_so() -> None:
    """Its words are those of the statement before, and its reason tells."""
    first, second = said(OPENING + " 2Q[“It is old,”] 2S[she] 2C[said].")
    assert first is not None
    assert second is not None
    assert second.text == "Tuesday"
    assert second.reason == "as the statement before: Tuesday"
    assert (first.confidence or 0) > (second.confidence or 0) > 0


@pytest.mark.parametrize(
    "text",
    [
        " 2Q[“It is old,”] 2S[Bo Lind] 2C[said].",
        "\n\n2S[Ann Orel] 2C[said] 2Q[the port is unsafe].",
        "\n\n2S[She] has often 2C[said] 2Q[the port is unsafe].",
        "\n\n2S[She] later 2C[said] 2Q[the port is unsafe].",
        "\n\n2S[She] 2C[says] 2Q[the port is unsafe].",
        " The council, 2S[which] 2C[called] 2Q[the port unsafe], left.",
        "\n\nIt is.\n\nOr was.\n\n2Q[“It is old,”] 2S[she] 2C[said].",
        "\n\nThe port is old.\n\n2S[She] 2C[said] 2Q[it is unsafe].",
        " 2Q[“It is old,”] 2S[Bo Lind] 2C[said]. 3Q[“No,”] 3S[Ann Orel] 3C[said].",
    ],
)
def test_another_speaker_or_time_does_not(text: str) -> None:
    """A name again with indirect speech, another tense, a word of another time, or too far below."""
    first, *others = starts(OPENING + text)
    assert first == "2031-07-08"
    assert not any(others)


def test_a_month_is_carried_within_its_sentence_only() -> None:
    """It has room for many occasions."""
    text = "In May 1S[Ann Orel] 1C[condemned] 1Q[it], 2C[saying] 2S[she] 2Q[would leave]."
    assert starts(text + " 3Q[“It is old,”] 3S[she] 3C[said].") == ["2031-05-01", "2031-05-01", None]


def test_a_day_is_carried_along_a_chain() -> None:
    """One after the other, until one does not go on."""
    text = OPENING + " 2Q[“A,”] 2S[she] 2C[said]. 3S[She] 3C[says] 3Q[it is old]. 4Q[“B,”] 4S[she] 4C[said]."
    assert starts(text) == ["2031-07-08", "2031-07-08", None, None]


@pytest.mark.parametrize(
    ("before", "start"),
    [
        ("Ann Orel spoke to workers in Vesna on Monday.", "2031-07-07"),
        ("On Monday, Ann Orel met with the council.", "2031-07-07"),
        ("Bo Lind spoke to workers in Vesna on Monday.", None),
        ("Ann Orel spoke to workers who arrived on Monday.", None),
        ("Ann Orel is in Vesna since Monday.", None),
    ],
)
def test_the_sentence_before_tells_when_the_speaker_spoke(before: str, start: str | None) -> None:
    """It need be no statement itself."""
    assert starts(before + " Q[“It is old,”] S[Ann Orel] C[said].") == [start]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At the hearing, S[Bo Lind] C[said] Q[it is old].", ("2031-07-07", "Monday")),
        (
            "On the day before the hearing, S[Bo Lind] C[said] Q[it is old].",
            ("2031-07-06", "the day before the hearing"),
        ),
        ("At the rally, S[Bo Lind] C[said] Q[it is old].", None),
        ("Another hearing on Tuesday was long. At the hearing, S[Bo Lind] C[said] Q[it is old].", None),
        ("At the hearing on Tuesday, S[Bo Lind] C[said] Q[it is old].", ("2031-07-08", "Tuesday")),
    ],
)
def test_an_occasion_has_the_day_that_was_named_for_it(text: str, expected: tuple[str, str] | None) -> None:
    """As long as the article names one only, and the sentence names none itself."""
    assert day("The hearing on Monday was brief. " + text) == expected


# ------------------------------------------------------------------------------------------------ any text


def test_nothing_to_read_gives_nothing() -> None:
    """No statements, no words, no days: one entry a statement."""
    empty = article_from_text("")
    assert days(empty, [], shape_parse("")) == []
    assert said("Q[“No,”]") == [None]
    assert said("Q[Tuesday]") == [None]
    assert said("Q[It is Tuesday]") == [None]


PIECES = (
    "Tuesday on said , . “ ” ann Orel who last week 3 May 2023 ’s that day at the hearing In and \n\n next as".split(
        " "
    )
)


@st.composite
def articles(draw: st.DrawFn) -> tuple[Article, list[Statement]]:
    """An article of such pieces with statements anywhere in it."""
    text = " ".join(draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60)))
    published = draw(st.sampled_from([None, PUBLISHED, "0001-01-01", "9999-12-31", "?"]))
    article = article_from_text(text, published=published)
    ends = st.integers(0, len(text))
    span = st.tuples(ends, ends).filter(lambda s: s[0] < s[1])
    statements = [
        Statement.of(
            article,
            content=[draw(span)],
            cue=[draw(span)] if draw(st.booleans()) else [],
            source=[draw(span)] if draw(st.booleans()) else [],
            kind=draw(st.sampled_from(["direct", "indirect", "mixed"])),
            confidence=0.5,
            made_by="test",
            speaker=draw(st.sampled_from([None, Speaker("Ann Orel", "person"), Speaker(None, "unknown")])),
        )
        for _ in range(draw(st.integers(0, 5)) if text.strip() else 0)
    ]
    return article, statements


@settings(deadline=None)
@given(articles(), st.sampled_from(["tags", "rules"]))
def test_any_text_gives_days_in_its_own_words(made: tuple[Article, list[Statement]], tags: str) -> None:
    """One entry a statement; the words are the article's; intervals run forwards, with a confidence and a reason."""
    article, statements = made
    found = days(article, statements, parsed(article, tags))
    assert len(found) == len(statements)
    for one in found:
        if one is None:
            continue
        assert one.text
        assert one.text in article.text
        assert (one.start is None) == (one.end is None) == (one.granularity is None)
        assert one.start is None or one.end is None or one.start <= one.end
        assert one.reason
        assert 0 < (one.confidence or 0) < 1
