"""Reading and resolving take steps in proportion to the text, whatever it is: counted, not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.shapes import SHAPES, text_of
from quoth import sections as sections_room
from quoth.around import around
from quoth.ingest.extractor import loaded
from quoth.ingest.html import article_from_html
from quoth.ingest.noprose import stretches
from quoth.ingest.plain import article_from_text
from quoth.parse import word_ranges
from quoth.pipeline import read_text
from quoth.read import load_reader
from quoth.read.parsed import shape_parse
from quoth.records import Article, Part, Statement
from quoth.resolve.shortlist import MOST_ALIKE, MOST_NEAR, Shortlist
from quoth.sections import SECTION, sections
from quoth.text import LONGEST_SENTENCE, LONGEST_WORD, sentences

RULES = load_reader("rules")
# Calls of functions and built-ins for one character. Prose takes 40, marks, of which each is a word, 60 to 120, and the
# costliest text that we know, a pronoun and two new names in turn, 200.
MOST_CALLS = 240
# Sizes of texts in characters; how often each is drawn bounds how long the test takes.
SIZES = (500, 4_000, 4_000, 30_000, 30_000, 200_000)
ALIKE = st.sampled_from(
    """He said |"a" |“|‘|’ |” |Ana |Venn|his |the two men |Tuesday |. |,|a|A|👩\u200d🚀|e\u0301|漢|٣|7|=|and that |\t|
    according to |Mayor |’s | – |: |\ud83d|the minister |she |told |her |„|» |``|''|- |(|)|…|? |Mr. |U.S. |on 3 May |
    last week |about 41 |, 7 km, |one hundred |the toll rose to |in May 2020 |
    Q: |ANA VENN: |denied |not |who |, the mayor, |http://a.b/|<p>|&amp;|\r\n|\x0b|\u2028|\xa0|\u202e|ß|Ǆ |
    the leader of |said the |because |they |“He said |,” she said. |. “""".replace("\n    ", "").split("|")
)
# A piece is one that a report may have, or anything at all: of every alphabet, unassigned and lone surrogates, too.
PIECE = st.one_of(
    ALIKE,
    ALIKE,
    st.sampled_from(["\n", "\n\n", " "]),
    st.text(st.characters(exclude_categories=()), min_size=1, max_size=9),
)


def named(n: int) -> str:
    """A name of its own for each number: Ba, Be, ..., Babo."""
    out = ""
    while n or not out:
        n, rest = divmod(n, 20)
        out += "bdfgk"[rest // 4] + "aeio"[rest % 4]
    return out.capitalize()


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A few short pieces made long: over and over, with a new name each time, each for long, or one within another."""
    size = draw(st.sampled_from(SIZES))
    pieces = draw(st.lists(PIECE, min_size=1, max_size=6))
    unit = "".join(pieces)
    way = draw(st.sampled_from(["over and over", "new names", "each for long", "within another", "ever longer"]))
    times = size // len(unit) + 1
    if way == "new names":
        text = "".join(f"{unit} {named(n)} " for n in range(times))
    elif way == "each for long":
        text = "".join(piece * (size // len(pieces) // len(piece) + 1) for piece in pieces)
    elif way == "within another":
        text = pieces[0] * (size // len(pieces[0]) // 2) + pieces[-1] * (size // len(pieces[-1]) // 2 + 1)
    elif way == "ever longer":  # lines of one unit, of two, of three
        text = "".join(unit * n + "\n" for n in range(1, int((2 * times) ** 0.5) + 2))
    else:
        text = unit * times
    return text[:size]


def calls(work: Callable[[], object]) -> int:
    """How many calls ``work`` makes."""
    count = 0

    def seen(_: FrameType, event: str, __: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("shape", [*SHAPES])
def test_twice_the_text_is_twice_the_work(shape: str) -> None:
    """Four times the text of any shape takes at most six times the calls, and no more of them than marks do."""
    read_text("He said so on Tuesday.", reader=RULES)
    small = calls(lambda: read_text(text_of(shape, 4_000), reader=RULES))
    large = calls(lambda: read_text(text_of(shape, 16_000), reader=RULES))
    assert large <= 6 * small + 20_000
    assert large <= MOST_CALLS * 16_000


@pytest.mark.parametrize(
    "unit", ["his leader {}", "his leader {} {}", "\n {}", "{} Venn met {} Venn. ", "her {}", "the {} of {} said "]
)
@pytest.mark.parametrize("new", [True, False])
def test_many_names_and_many_pronouns_take_no_more(unit: str, new: bool) -> None:
    """A pronoun or a name is compared with few others: of one family, of one initial, or all that were just named."""
    read_text("He said so on Tuesday.", reader=RULES)
    text = "".join(f"{unit.format(named(n * new), named(n // 2 * new))} " for n in range(1_000))[:10_000]
    assert calls(lambda: read_text(text, reader=RULES)) <= MOST_CALLS * len(text)


SPEAKING = {
    "everybody somebody else": lambda n: f"{named(n)} {named(n // 2 + 7)} said it was late. ",
    "one family": lambda n: f"{named(n)} Venn left. Venn said it was late. ",
    "one given name": lambda n: f"Ana {named(n)} said so. Ana said no. ",
}


@pytest.mark.parametrize("who", [*SPEAKING])
def test_a_speaker_is_sought_among_few(who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 400 who are named, a statement asks for those around it and those who are called alike, and for no more."""
    asked: list[int] = []
    near = Shortlist.near

    def counted(self: Shortlist, *arguments: Any) -> list[Any]:
        found = near(self, *arguments)
        asked.append(len(found))
        assert len(self.chains) > 150
        return found

    monkeypatch.setattr(Shortlist, "near", counted)
    reading = read_text("".join(map(SPEAKING[who], range(400)))[:16_000], reader=load_reader())
    assert len(reading.statements) > 100
    assert len(asked) > 100
    assert max(asked) <= MOST_NEAR + 6 * MOST_ALIKE
    assert sum(asked) <= len(asked) * (MOST_NEAR + MOST_ALIKE)


@pytest.mark.parametrize(
    "unit", ["{n} people, {n} km, ", "the toll rose to {n}, ", "on 3 May {n} died in {name}, ", "{n}. ", "about {n} "]
)
def test_figures_take_steps_in_proportion(unit: str) -> None:
    """Four times the numbers, in one line without a full stop, take at most five times the calls."""
    text = "".join(unit.format(n=n, name=named(n)) for n in range(2_000, 9_000))
    read_text("He said so on Tuesday.", reader=RULES)
    small = calls(lambda: read_text(text[:8_000], reader=RULES))
    large = calls(lambda: read_text(text[:32_000], reader=RULES))
    assert large <= 5 * small + 20_000
    assert large <= MOST_CALLS * 32_000


@given(text=texts())
@settings(max_examples=30, deadline=None)
def test_no_text_takes_more_than_its_share(text: str) -> None:
    """Texts of every alphabet, repetition and shape up to 200 KB: the calls are bounded by the size."""
    read_text("He said so on Tuesday.", reader=RULES)
    assert calls(lambda: read_text(text, reader=RULES)) <= MOST_CALLS * len(text) + 60_000


def test_a_long_text_is_read_in_sections() -> None:
    """Each is no longer than a bound, together they are the text, and statements stand where they stood."""
    text = "“The bridge is safe,” Ana Venn said on Tuesday.\n\n" * 6_000
    article = article_from_text(text)
    pieces = [s.article.text for s in sections(article)]
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= SECTION
    reading = read_text(text[:120_050], reader=RULES)
    assert reading.article.text == text[:120_050]
    assert len(reading.statements) == 120_050 // 49
    for statement in reading.statements:
        statement.check(reading.article)
    last = reading.statements[-1]
    assert last.speaker is not None
    assert last.speaker.name == "Ana Venn"


def test_a_statement_of_a_section_is_placed_in_its_article_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a long text makes the article's form of each statement once: the reader's own form is let go."""
    placed: list[int] = []
    whole = sections_room._lifted

    def counted(article: Article, start: int, s: Statement) -> Statement:
        placed.append(start)
        return whole(article, start, s)

    monkeypatch.setattr(sections_room, "_lifted", counted)
    reading = read_text(text_of("news", SECTION + 20_000), reader=RULES)
    assert len(placed) == len(reading.statements) > 0


def test_the_place_of_a_statement_is_found_in_few_looks() -> None:
    """Of 4,096 parts, 13 are looked at, wherever the statement stands."""
    looks: list[int] = []

    class Starting(int):
        def __gt__(self, other: int) -> bool:
            looks.append(int(other))
            return int(self) > other

    text = "Ana\n" * 4_096
    parts = [Part("caption" if n % 2 else "dateline", Starting(4 * n), 4 * n + 3) for n in range(4_096)]
    article = Article.of(text, origin="text", parts=parts)
    looks.clear()
    assert [article.place_of(n) for n in (0, 4, 7, 4 * 4_095)] == ["body", "caption", "body", "caption"]
    assert 4 <= len(looks) <= 4 * 13


def test_sentences_and_words_have_a_longest() -> None:
    """A text without full stops is cut at spaces; letters without end are no word."""
    text = "and then we went on " * 4_000
    found = sentences(text)
    assert max(b - a for a, b in found) <= LONGEST_SENTENCE
    assert " ".join(text[a:b] for a, b in found) == text.strip()
    assert word_ranges(f"He {'a' * LONGEST_WORD} {'b' * (LONGEST_WORD + 1)} left") == [(0, 2), (3, 203), (406, 410)]


def test_heads_are_sought_in_small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """75 KB without a full stop make no table of links larger than 256 words by a sentence."""
    from quoth.read.network import Scores

    sizes: list[int] = []
    strengths = Scores.strengths

    def measured(self: Scores, name: str, rows: Any, low: int, high: int) -> Any:
        if name == "head":
            sizes.append(len(rows) * (high - low))
        return strengths(self, name, rows, low, high)

    monkeypatch.setattr(Scores, "strengths", measured)
    read_text("and then we went on to say ,, " * 300, reader=load_reader())
    assert 0 < max(sizes) <= 256 * LONGEST_SENTENCE


@pytest.mark.parametrize(
    ("shape", "kind"), [("base64", "packed data"), ("numbers", "numbers"), ("one word", "packed data")]
)
def test_what_is_no_prose_is_left_out_with_a_note(shape: str, kind: str) -> None:
    """The text stays; the stretch is furniture, nothing of it is read, and the note says so."""
    before, after = "“It is safe,” Ana Venn said.\n\n", "\n\n“We stay,” she added."
    text = before + text_of(shape, 9_000) + after
    reading = read_text(text, reader=RULES)
    assert reading.article.text == text
    assert [(p.name, p.end - p.start > 8_500) for p in reading.article.parts][-1] == ("furniture", True)
    assert [n for n in reading.article.notes if n.startswith(f"not read, since it is no prose: {kind}")]
    assert [s.content[0].text for s in reading.statements] == ["“It is safe,”", "“We stay,”"]
    seen = [s.article.text for s in sections(reading.article)]
    assert sum(len(t.split()) for t in seen) < 20


def test_what_is_left_out_costs_next_to_nothing() -> None:
    """Beside prose in one section, its lines are empty ones, and not each of its characters."""
    text = text_of("base64", 76_000) + "\n“It is safe,” Ana Venn said.\n"
    read_text("He said so on Tuesday.", reader=RULES)
    assert calls(lambda: read_text(text, reader=RULES)) <= 4 * len(text)


def test_code_is_no_prose_and_a_report_is() -> None:
    """Lines of a program for long are left out; a short table, an address and prose are not."""
    program = "for (i = 0; i < n; i++) {\n    a[i] = b(i);\n    return x\n}\n" * 20
    assert [s.kind for s in stretches(program)] == ["code"]
    assert stretches("Votes\nVenn\t1,203\nTarrow\t998\n\nhttps://example.org/" + "a/" * 60) == []
    assert stretches(text_of("news", 20_000)) == []


def test_an_element_with_endless_attributes_costs_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser gets at most 128 attributes of one element; the page is read as without them."""
    given_to_it: list[str] = []

    def noting(markup: str) -> Any:
        given_to_it.append(markup)
        return loaded(markup)

    monkeypatch.setattr("quoth.ingest.page.loaded", noting)
    body = "".join(f"<p>The mayor of Tarrow said on day {n} that the harbour would stay closed.</p>" for n in range(9))
    many = " ".join(f'a{n}="x>y"' for n in range(80_000))
    plain, odd = (
        article_from_html(
            f"<html><body><article><p{more}>“It is safe,” Ana Venn said.</p>{body}</article></body></html>"
        )
        for more in ("", f" {many}")
    )
    assert odd.text == plain.text
    assert given_to_it[1].count('="x>y"') == 128


def test_the_stretches_around_a_place() -> None:
    """Nested, crossed and touching ones: start inclusive, end exclusive."""
    assert around([(0, 10), (2, 5), (5, 9), (4, 20)], [5, 0, 30, 2]) == [[0, 2, 3], [0], [], [0, 1]]


def test_a_parse_has_no_endless_word() -> None:
    """What is too long for a word has no place among the words of a sentence."""
    parse = shape_parse(f"Venn said {'x' * 20_000} yes.")
    assert parse.words == ["Venn", "said", "yes", "."]


def test_the_last_size_is_the_one_asked_for() -> None:
    """Sizes double and end at the most that was asked for, be it a doubling or not."""
    from bench.growth import sizes

    assert sizes(5000)[-2:] == [2560, 5000]
    assert sizes(40) == [10, 20, 40]
    assert sizes(10) == [10]
