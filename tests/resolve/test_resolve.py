from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.read.parsed import shape_parse
from quoth.read.rules import RulesReader
from quoth.records import Article, Kind, Statement
from quoth.resolve import RESOLVED_BY, Resolution, resolve
from tests.resolve.parses import NETWORK, parse_by, read_marked, reader

# What reports are made of, and what breaks readers of reports.
WORDS = "said |told |he |She |they |it |I |who |his |its |the mayor |The senator |A report |officials |one of the men "
NAMES = "Ana Lim |Lim |Mr. Hoek |Mrs. Hoek |al-Daru |van der Hoek |President |Sand Party |Jr. |U.S. |'s |’s "
MARKS = [*"\"“”‘’'(),:;–", ". ", ", ", " and ", "\n", "\n\n", "\r\n", "\u2028", "\x00", " "]
ODD = [
    "e\u0301",
    "\u0345",
    "\u202e",
    "\u200b",
    "שלום ",
    "مرحبا ",
    "🚢",
    "👩\u200d🚀",
    "漢字",
    "ß",
    "ŉ",
    "½",
    "\ud83d",
    "\udc00",
    "\ufeff",
    "a" * 300,
]
PIECES = st.sampled_from([*WORDS.split("|"), *NAMES.split("|"), *MARKS, *ODD])
TEXTS = st.one_of(
    st.lists(PIECES, min_size=1, max_size=40).map("".join),
    st.text(st.characters(codec=None), min_size=1, max_size=60),
    st.sampled_from(["x", "\n", "\n\n\n", ".", "...!?", "\u200b", "\ud800", "“", "a" * 5000, "he " * 50, "'s " * 20]),
)  # fmt: skip
KINDS: list[Kind] = ["direct", "indirect", "mixed"]
SOME = settings(max_examples=100, deadline=None)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Article, list[Statement]]:
    """An article of any text with any statements: they may overlap, touch the ends, and lack a cue or a source."""
    text = draw(TEXTS)
    article = Article.of(text, origin="test", published=draw(st.sampled_from([None, "2031-07-09"])))
    made: dict[str, Statement] = {}
    for _ in range(draw(st.integers(0, 5))):
        roles = [draw(_spans(len(text))) for _ in range(3)]
        statement = Statement.of(
            article,
            content=roles[0] or [(0, len(text))],
            cue=roles[1],
            source=roles[2],
            kind=draw(st.sampled_from(KINDS)),
            confidence=draw(st.floats(0, 1)),
            made_by="test",
        )
        made[statement.id] = statement
    return article, list(made.values())


def _spans(size: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    cuts = st.lists(st.integers(0, size), max_size=4, unique=True).map(sorted)
    return cuts.map(lambda x: list(zip(x[::2], x[1::2], strict=False)))


def check(article: Article, statements: list[Statement], resolution: Resolution) -> None:
    """Whether a resolution keeps its promises."""
    resolved = {s.id: s for s in resolution.statements}
    assert len(resolved) == len(resolution.statements)
    for s in statements:
        kept = resolved[s.id]
        assert (kept.content, kept.cue, kept.source) == (s.content, s.cue, s.source)
        assert (kept.kind, kept.confidence, kept.place, kept.made_by) == (s.kind, s.confidence, s.place, s.made_by)
    for s in resolution.statements:
        s.check(article)
        assert s.resolved_by == RESOLVED_BY
        assert s.within in {None, *resolved} - {s.id}
        assert s.speaker is not None
        assert s.speaker.confidence is not None
        assert 0.0 <= s.speaker.confidence <= 1.0
        assert s.speaker.name is None or s.speaker.name.strip()
        assert s.speaker.reason
        if s.speaker.type in {"author", "unknown"}:
            assert s.speaker.name is None
        assert s.said_on is None or s.said_on.text in article.text
    starts = [min(x.start for x in (*s.content, *s.cue, *s.source)) for s in resolution.statements]
    assert starts == sorted(starts)


@given(case=cases())
@SOME
def test_any_statements(case: tuple[Article, list[Statement]]) -> None:
    """Any statements of any text are resolved, their spans untouched, and twice the same way."""
    article, statements = case
    parse = shape_parse(article.text)
    resolution = resolve(article, statements, parse)
    check(article, statements, resolution)
    assert resolve(article, statements, parse) == resolution


@given(case=cases())
@settings(max_examples=30, deadline=None)
def test_any_statements_parsed(case: tuple[Article, list[Statement]]) -> None:
    """So it is with the network's parse."""
    article, statements = case
    check(article, statements, resolve(article, statements, parse_by(NETWORK, article.text)))


WRAPPED = """Sarn bridge stays shut, mayor says

SARN, Orla, March 3 - The Harl bridge in Sarn will stay shut until May, Mayor Ora Venn said on Tuesday.

"We found cracks in every arch," Venn told reporters. "Nobody must cross it." She said the army would build a ferry.

Professor Piet Hoek, who wrote a report on the bridge, said he had warned the town in 2019. The report says that salt
ate the iron. Hoek's lawyer, Ana Lim, said that the mayor had read it.

The Orlan Road Union (ORU) called for her to go. The ORU said it would block the ferry. "She knew," its leader, Milo
Kern, told Radio Orla, adding that drivers were angry.

Two officials said that the government would pay. They asked not to be named."""
REPORT = "\n\n".join(" ".join(paragraph.split()) for paragraph in WRAPPED.split("\n\n"))


def test_report() -> None:
    """A whole report is resolved with the statements of the reader that ships."""
    article = Article.of(REPORT, origin="test", published="2031-03-04")
    statements, parse = reader().parse(article)
    resolution = resolve(article, statements, parse)
    check(article, statements, resolution)
    speakers = {s.speaker.name: s.speaker for s in resolution.statements if s.speaker}
    assert {"Ora Venn", "Piet Hoek", "Ana Lim", "Orlan Road Union", "Milo Kern"} <= set(speakers)
    assert (speakers["Ora Venn"].role, speakers["Milo Kern"].affiliation) == ("Mayor", "Orlan Road Union")
    assert {s.speaker.name for s in resolution.statements if s.source and s.speaker and s.source[0].text == "She"} == {
        "Ora Venn"
    }


def test_entities() -> None:
    """With the statements comes whom and what the article names: forms, how often, roles."""
    article = Article.of(REPORT, origin="test")
    named = {e.name: e for e in resolve(article, [], parse_by(NETWORK, REPORT)).entities}
    venn, union = named["Ora Venn"], named["Orlan Road Union"]
    assert (venn.type, venn.forms, venn.mentions, venn.roles) == ("person", ("Ora Venn", "Venn"), 2, ("Mayor",))
    assert (union.type, union.forms) == ("organization", ("Orlan Road Union", "ORU"))
    assert named["Milo Kern"].roles == ("leader",)


def test_rules_reader() -> None:
    """The statements and the parse of the rules are resolved as well."""
    article = Article.of(REPORT, origin="test")
    statements, parse = RulesReader().parse(article)
    assert len(statements) > 5
    check(article, statements, resolve(article, statements, parse))


def test_nothing() -> None:
    """An empty text, and one without statements, have a resolution without any."""
    for text in ("", "\n", "Ana Lim left."):
        assert resolve(Article.of(text, origin="test"), [], shape_parse(text)).statements == ()


@pytest.mark.parametrize("kind", KINDS)
def test_order(kind: Kind) -> None:
    """Statements come out in text order, whatever order they come in."""
    article, statements = read_marked(
        "{Ana Lim} [said] <it was late>. | {She} [said] <it was dark>. | {She} [said] <it was late>."
    )
    parse = parse_by(NETWORK, article.text)
    assert resolve(article, statements[::-1], parse) == resolve(article, statements, parse)
    assert [s.id for s in resolve(article, statements, parse).statements] == [s.id for s in statements]
