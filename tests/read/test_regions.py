"""Statements stay in the headline, the caption or the body in which they are made."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.ingest import article_from_text
from quoth.read import load_reader
from quoth.read.regions import in_one_region
from quoth.records import Article, Part

HEAD = "Mayor vows to rebuild dam"
BYLINE = "By Ada Quill"
TEXT = f"{HEAD}\n\n{BYLINE}\n\n“It will hold,” Ilda Torvane said. “For good.”\n"
ARTICLE = Article.of(
    TEXT,
    origin="test",
    parts=[
        Part("headline", 0, len(HEAD)),
        Part("byline", len(HEAD) + 2, len(HEAD) + 2 + len(BYLINE)),
    ],
)


def at(words: str) -> tuple[int, int]:
    """Where these words stand."""
    start = TEXT.index(words)
    return start, start + len(words)


def test_what_runs_on_below_the_headline_is_cut_there() -> None:
    """The cue is in the headline, and so is what it reports: neither byline nor body is."""
    content = [(at("to rebuild")[0], at("“It will hold,”")[1])]
    done = in_one_region(ARTICLE, content, [at("vows")], [at("Mayor")])
    assert done == ([at("to rebuild dam")], [at("vows")], [at("Mayor")])


def test_what_begins_in_the_headline_is_cut_there() -> None:
    """The cue is in the body, and so are content and source."""
    content = [(at("rebuild dam")[0], at("“It will hold,”")[1]), at("“For good.”")]
    source = [(at("dam")[0], at("Ilda Torvane")[1])]
    done = in_one_region(ARTICLE, content, [at("said")], source)
    assert done == ([at("“It will hold,”"), at("“For good.”")], [at("said")], [(at("“It")[0], at("Ilda Torvane")[1])])


def test_without_a_cue_it_is_where_most_of_it_is() -> None:
    """Of a content alone."""
    content = [(at("dam")[0], at("said")[1])]
    assert in_one_region(ARTICLE, content, [], []) == ([(at("“It")[0], at("said")[1])], [], [])


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)), min_size=1, max_size=4))
def test_content_is_never_lost(found: list[tuple[int, int]]) -> None:
    """Whatever the spans, pieces of them come out, in order, and content is not empty."""
    spans = []
    end = 0
    for start, size in sorted(found):
        if start >= end:
            end = min(start + size, len(TEXT))
            spans.append((start, end))
    content, cue, _ = in_one_region(ARTICLE, spans, spans[:1], spans)
    assert content
    assert cue
    for start, stop in content:
        assert any(a <= start < stop <= b for a, b in spans)


def test_the_reader_keeps_headlines_apart() -> None:
    """As it reads a report: nothing crosses from the headline into the body."""
    text = "A quiet week in Port Vessel\n\n“The river always wins,” said Rúnar Hök.\n\nThe port was shut on Monday.\n"
    article = article_from_text(text)
    head = article.parts[0]
    assert head.name == "headline"
    found = load_reader().read(article)
    assert found
    for statement in found:
        for span in (*statement.content, *statement.source):
            assert not span.start < head.end < span.end
