"""The plain reader, on sentences in which the patterns that it knows can be seen one by one."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.read.rules import RulesReader
from quoth.records import Article, Part, Statement

Row = tuple[str, str, tuple[str, ...]]


def read(text: str, *, parts: tuple[Part, ...] = ()) -> list[Statement]:
    """The statements of a text."""
    return RulesReader().read(Article.of(text, origin="test", parts=parts))


def rows(text: str, *, parts: tuple[Part, ...] = ()) -> list[Row]:
    """Source, cue and pieces of content of each statement."""
    return [
        (
            "".join(s.text for s in statement.source),
            "".join(s.text for s in statement.cue),
            tuple(s.text for s in statement.content),
        )
        for statement in read(text, parts=parts)
    ]


def test_a_quotation_before_its_cue() -> None:
    """A quotation in front of "he said" is its content, marks and inner comma included."""
    assert rows("“The bridge is safe,” he said.") == [("he", "said", ("“The bridge is safe,”",))]


@pytest.mark.parametrize("marks", ['""', "“”", "‘’", "«»", "„“"])
def test_quotation_marks_of_every_kind(marks: str) -> None:
    """Straight, curly, single, angle and low marks are read alike."""
    quotation = f"{marks[0]}The bridge is safe,{marks[1]}"
    assert rows(f"{quotation} Mayor Ines Okafor said.") == [("Mayor Ines Okafor", "said", (quotation,))]


def test_a_source_after_its_cue_has_its_apposition() -> None:
    """In "said the mayor" the source follows, as long as it goes on."""
    text = "“The bridge is safe,” said Ines Okafor, the mayor of Tarn, on Monday."
    assert rows(text) == [("Ines Okafor, the mayor of Tarn", "said", ("“The bridge is safe,”",))]


def test_pieces_around_one_cue_are_one_statement() -> None:
    """A quotation cut in two by "she added" is one statement of two pieces."""
    text = "“The bridge,” she added, “is safe.”"
    assert rows(text) == [("she", "added", ("“The bridge,”", "“is safe.”"))]


def test_quotations_that_follow_in_the_paragraph_belong_to_the_statement() -> None:
    """A sentence that is all quotation goes on with the statement before it."""
    text = "“The bridge is safe,” she said. “The road is not.”"
    assert rows(text) == [("she", "said", ("“The bridge is safe,”", "“The road is not.”"))]


def test_a_free_standing_paragraph_has_the_source_before_it() -> None:
    """A paragraph that is all quotation is a statement of the same source, without a cue."""
    text = "“The bridge is safe,” Ms Okafor said.\n\n“The road is another matter.”"
    assert rows(text)[1] == ("Ms Okafor", "", ("“The road is another matter.”",))


def test_a_quotation_over_paragraphs_is_one_statement() -> None:
    """A quotation that opens again in the next paragraph, having never closed, is one statement."""
    text = "She wrote: “The bridge is safe.\n\n“The road is not.”"
    assert rows(text) == [("She", "wrote", ("“The bridge is safe.", "“The road is not.”"))]


def test_a_cue_with_a_colon_has_the_next_paragraph() -> None:
    """The quotation that "she said:" announces may stand in a paragraph of its own."""
    assert rows("Ms Okafor said:\n\n“The bridge is safe.”") == [("Ms Okafor", "said", ("“The bridge is safe.”",))]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    """A mark that nothing closes takes in no more than its paragraph."""
    text = "She said “the bridge is safe.\n\nThe road is closed."
    assert rows(text) == [("She", "said", ("“the bridge is safe.",))]


@pytest.mark.parametrize(
    "text",
    [
        "The “smart” bridge opened in May.",
        "He read “Rivers of Stone” on the ferry.",
        "Joe “The Hook” Marlowe left the port.",
        "They named the plan “Quiet Harbour”.",
        "The storm closed the road in March.",
        "The proposed bridge, reported lost, was found.",
    ],
)
def test_what_is_no_statement(text: str) -> None:
    """Scare quotes, titles, nicknames and code names, and participles that report nothing, are left alone."""
    assert rows(text) == []


def test_a_nickname_is_part_of_the_source() -> None:
    """A nickname in quotation marks does not end a name."""
    assert rows("Joe “The Hook” Marlowe said the port was shut.")[0][0] == "Joe “The Hook” Marlowe"


def test_indirect_speech_with_and_without_that() -> None:
    """An introducing "that" belongs to the content; the full stop does not."""
    assert rows("The mayor said that the bridge was safe.") == [
        ("The mayor", "said", ("that the bridge was safe",)),
    ]
    assert rows("The mayor has said the bridge was safe.") == [
        ("The mayor", "has said", ("the bridge was safe",)),
    ]


def test_indirect_speech_before_its_cue() -> None:
    """A sentence may come first and its source after a comma."""
    text = "The bridge was safe, officials said on Tuesday."
    assert rows(text) == [("officials", "said", ("The bridge was safe",))]


def test_a_phrase_before_the_source_is_not_content() -> None:
    """What only leads up to "he said" is left out."""
    text = "In a letter sent on Friday, he said the bridge was safe."
    assert rows(text) == [("he", "said", ("the bridge was safe",))]


@pytest.mark.parametrize(
    "text",
    ["According to the harbour master, the bridge was safe.", "The bridge was safe, according to the harbour master."],
)
def test_according_to(text: str) -> None:
    """What somebody is the authority for may stand before or after them."""
    (row,) = rows(text)
    assert (row[0], row[1].lower()) == ("the harbour master", "according to")
    assert row[2] == ("the bridge was safe",) or row[2] == ("The bridge was safe",)


def test_an_addressee_is_not_content() -> None:
    """Who was told is neither source nor content."""
    assert rows("Ms Okafor told reporters that the bridge was safe.") == [
        ("Ms Okafor", "told", ("that the bridge was safe",)),
    ]
    assert rows("She told the Tarn Courier the bridge was safe.") == [("She", "told", ("the bridge was safe",))]


def test_a_clause_between_name_and_verb_belongs_to_the_source() -> None:
    """An apposition or a relative clause in commas does not hide the name."""
    for source in ("Hugh Dell, a doctor", "Hugh Dell, who runs the clinic", "Its owner, Hugh Dell, based in Tarn"):
        assert rows(f"{source}, said the bridge was safe.")[0][0] == source


def test_days_between_name_and_verb_are_passed_over() -> None:
    """A day before the verb is no part of the source."""
    assert rows("Ines Okafor on Tuesday warned that the bridge would close.")[0][:2] == ("Ines Okafor", "warned")


def test_a_later_verb_has_the_same_source() -> None:
    """A later verb ("adding that") has the subject of the one before it, and ends its content."""
    text = "Ms Okafor said the bridge was safe, adding that the road was not."
    assert rows(text) == [
        ("Ms Okafor", "said", ("the bridge was safe",)),
        ("Ms Okafor", "adding", ("that the road was not",)),
    ]


def test_the_object_of_a_verb_of_judging_is_content() -> None:
    """What somebody praised or dismissed is what they spoke of."""
    assert rows("Ms Okafor praised “the men of the night shift”.") == [
        ("Ms Okafor", "praised", ("“the men of the night shift”",)),
    ]


def test_a_past_form_between_quotation_and_name_reports() -> None:
    """After a quotation any past form does for a verb of saying."""
    assert rows("“Shame on them,” thundered Ines Okafor.")[0][:2] == ("Ines Okafor", "thundered")


def test_a_passive_is_no_cue() -> None:
    """Somebody who was told or is expected to do something has said nothing."""
    assert rows("The mayor was told.") == []


@pytest.mark.parametrize(
    ("headline", "row"),
    [
        ("Okafor says bridge ‘is safe’", ("Okafor", "says", ("bridge ‘is safe’",))),
        ("Okafor: Bridge ‘is safe’", ("Okafor", ":", ("Bridge ‘is safe’",))),
        ("‘Bridge is safe’: Okafor", ("Okafor", ":", ("‘Bridge is safe’",))),
    ],
)
def test_headlines(headline: str, row: Row) -> None:
    """A headline reports with a verb, or with a colon on either side."""
    assert rows(f"{headline}\n\nThe bridge opened in May.") == [row]


def test_a_tag_before_a_colon_is_no_source() -> None:
    """A word like "Live" before the colon of a headline says nothing."""
    assert rows("Live: Bridge opens\n\nThe bridge opened in May.") == []


def test_a_transcript_is_read_line_by_line() -> None:
    """Names in capitals with a colon are the sources of what follows in their paragraphs."""
    assert rows("INES OKAFOR: Good morning.\n\nHUGH DELL: Is the bridge safe?") == [
        ("INES OKAFOR", ":", ("Good morning.",)),
        ("HUGH DELL", ":", ("Is the bridge safe?",)),
    ]


def test_a_signed_quotation() -> None:
    """A quotation may be signed after a dash, as in a press release."""
    text = "“The bridge is safe.” – Ines Okafor, Mayor of Tarn"
    assert rows(text) == [("Ines Okafor, Mayor of Tarn", "–", ("“The bridge is safe.”",))]


def test_datelines_bylines_and_furniture_are_passed_over() -> None:
    """What the page adds to its report is part of no statement."""
    assert rows("TARN, May 4 (Northern Wire) — The bridge was safe, officials said.") == [
        ("officials", "said", ("The bridge was safe",)),
    ]
    furniture = "Readers say: “We love this page very much indeed.”"
    assert rows(furniture, parts=(Part("furniture", 0, len(furniture)),)) == []


def test_statements_say_what_made_them() -> None:
    """Every statement has its kind, its place, a modest confidence and the name of its reader."""
    text = "Okafor says bridge ‘is safe’\n\nShe said the road was not."
    headline, body = read(text, parts=(Part("headline", 0, text.index("\n")),))
    assert (headline.kind, headline.place, body.kind, body.place) == ("mixed", "headline", "indirect", "body")
    assert all(0.4 <= s.confidence <= 0.8 and s.made_by == "reader rules-1" for s in (headline, body))


MARKS = [*"\"“”‘’'«»„,.:;-–()?! \n", "\n\n"]
WORDS = [
    " said",
    " he ",
    " Ana Lee ",
    " according to ",
    " that ",
    " told ",
    "adding ",
    " Monday",
    " and ",
    " who ",
    " no ",
]
ODD = ["NAME: ", "e\u0301", "\x00", "\u200f", "🚢", "a"]
PIECES = st.sampled_from([*MARKS, *WORDS, *ODD])


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=60)))
def test_any_text_is_read(text: str) -> None:
    """Nothing breaks the reader; its spans slice to their words, and stand in text order."""
    article = Article.of(text, origin="test")
    found = RulesReader().read(article)
    for statement in found:
        statement.check(article)
    starts = [min(s.start for s in (*x.content, *x.cue, *x.source)) for x in found]
    assert starts == sorted(starts)


LINES = {
    "sentences": "He said the day is long. ",
    "one sentence": "he said that the day is long and ",
    "clauses": "he said the day is long, and she knows, ",
    "no contents": "he knows ",
    "appositions": "Ana, who said, ",
    "days": "a Monday, ",
    "authorities": "according to a man, ",
    "single marks": "'a' ",
    "unopened marks": "b” ",
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_a_long_line_takes_linear_time(line: str) -> None:
    """Eight times the text takes about eight times as long, whatever it is made of; squared, it would be 64."""

    def taken(size: int) -> float:
        text = line * (size // len(line)) + "said"
        start = time.process_time()
        read(text)
        return time.process_time() - start

    read(line)
    assert taken(160_000) < 30 * taken(20_000) + 0.5


@pytest.mark.parametrize("text", ["According to, friends said, he left.", "according to,h", "according to"])
def test_according_to_nobody_is_read(text: str) -> None:
    """A comma where the source should stand leaves none."""
    RulesReader().read(Article.of(text, origin="test"))
