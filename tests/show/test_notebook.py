"""Records as a notebook shows them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from quoth.pipeline import Reading
from quoth.records import Article, Speaker, Statement
from quoth.show.python import Library
from tests.fakes import FakeReader

BAD = "<script>alert(1)</script>\u202e\"'&<img src=x onerror=alert(1)>"
TEXT = 'Dam holds\n\n"The dam holds," Ada Quill said. That it "would hold" she denied.\n'
ARTICLE = Article.of(TEXT, origin="a.txt", title="Dam holds", outlet="Post", published="2031-05-06")
TAGS = {"blockquote", "b", "caption", "code", "div", "h4", "i", "li", "ol", "p", "small", "sup"}
TAGS |= {"table", "tbody", "td", "th", "thead", "tr", "u", "ul"}


class Seen(HTMLParser):
    """What a browser makes of a page: the tags with their attributes, and the text; all that opens is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.shown: list[tuple[str, tuple[str, ...]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        style = next((value or "" for name, value in attrs if name == "style"), "")
        line = re.search("solid|dashed|dotted", style)
        self.open.append(f"{tag} {line.group()}" if line else tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().split()[0] == tag

    def handle_data(self, data: str) -> None:
        self.shown.append((data, tuple(self.open)))

    def under(self, tag: str) -> list[str]:
        """The texts that stand within a tag."""
        return [data for data, open_ in self.shown if tag in open_]


def said(article: Article, content: list[str], kind: Any, *, source: str, cue: str) -> Statement:
    """A statement of an article whose words are these."""

    def at(words: str) -> tuple[int, int]:
        return article.text.index(words), article.text.index(words) + len(words)

    return Statement.of(
        article, content=map(at, content), cue=[at(cue)], source=[at(source)], kind=kind, confidence=0.9, made_by="t"
    )


DIRECT = said(ARTICLE, ['"The dam holds,"'], "direct", source="Ada Quill", cue="said")
MIXED = said(ARTICLE, ['That it "would hold"'], "mixed", source="she", cue="denied")
NESTED = said(ARTICLE, ["dam holds"], "indirect", source="Ada", cue="holds")


def test_content_cue_and_source_are_told_apart_without_colour() -> None:
    """By the line below and a number, by slant, by weight; and the text is as it is."""
    page = Reading(ARTICLE, (DIRECT, MIXED))._repr_html_()
    seen = Seen(page)
    assert seen.under("u solid") == ['"The dam holds,"']
    assert seen.under("u dashed") == ['That it "would hold"']
    assert seen.under("i") == ["said", "denied"]
    assert seen.under("b")[:2] == ["Ada Quill", "she"]
    assert seen.under("sup") == ["1", "2"]
    assert "".join(data for data, open_ in seen.shown if "div" in open_ and "sup" not in open_) == TEXT
    assert "color" not in page.replace("text-decoration", "")


def test_statements_within_each_other_are_both_marked() -> None:
    """Each has its line and its number where they overlap."""
    seen = Seen(Reading(ARTICLE, (DIRECT, NESTED))._repr_html_())
    assert {"u solid", "u dotted"} <= set(next(open_ for data, open_ in seen.shown if data == "dam holds"))


def test_a_statement_alone_shows_its_own_words() -> None:
    """In text order, with an ellipsis for what is between that it does not know."""
    seen = Seen(MIXED._repr_html_())
    assert "".join(data for data, open_ in seen.shown if "div" in open_ and "sup" not in open_) == (
        'That it "would hold" she denied'
    )
    apart = said(ARTICLE, ['"The dam holds,"', '"would hold"'], "direct", source="Ada Quill", cue="said")
    assert "Ada Quill said … &quot;would hold&quot;" in re.sub("<[^>]+>", "", apart._repr_html_())


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library in which every text that somebody else wrote is hostile."""
    text = f'{BAD}\n\n"The dam {BAD} holds," Ada {BAD} said.\n'
    article = Article.of(
        text, origin="a.txt", title=BAD, outlet=BAD, url=f"javascript:{BAD}", published="2031-05-06", authors=[BAD]
    )
    at = text.index('"The dam'), text.rindex('"') + 1
    name = text.index("Ada"), text.rindex(" said")
    kept = Library(tmp_path / "a.db")
    made = Statement.of(
        article, content=[at], cue=[(name[1] + 1, name[1] + 5)], source=[name], kind="direct", confidence=1,
        made_by="t", speaker=Speaker(f"Ada {BAD}", "person", BAD, BAD, 0.9),
    )  # fmt: skip
    kept.keep(Reading(article, (made,)), made_by="t")
    return kept


def test_hostile_text_is_text_in_every_record(library: Library) -> None:
    """No tag, address or script of a report comes through, and nothing turns the direction of writing."""
    with library:
        (hit,) = library.search("dam")
        report = library.report(hit.article.id)
        assert report is not None
        made: list[Any] = [
            hit,
            library.search("dam"),
            report,
            report.article,
            hit.statement,
            hit.statement.speaker,
            hit.article,
            library.check(f"The dam {BAD} leaks"),
            library.speaker("Ada"),
            library.speaker(f"Nobody {BAD}"),
            library.families(),
            library.families_of(hit.statement.id)[0] if library.families_of(hit.statement.id) else hit,
            library.listed(),
            Reading(report.article, report.statements),
        ]
    for record in made:
        page = record._repr_html_()
        seen = Seen(page)
        assert seen.tags <= TAGS, type(record)
        assert seen.names <= {"style"}
        assert "\u202e" not in page
        assert "http" not in page


def test_long_texts_are_cut_and_say_so() -> None:
    """A notebook is kept: it does not hold a megabyte for a glance."""
    article = Article.of("Rain fell. " * 100_000, origin="a.txt")
    assert len(article._repr_html_()) < 21_000
    assert "and 1,080,000 more characters" in article._repr_html_()


def test_what_is_read_shows_itself() -> None:
    """A reading that no library holds, made by a reader."""
    (statement,) = FakeReader().read(ARTICLE)[:1]
    page = Reading(ARTICLE, (statement,))._repr_html_()
    assert "Ada Quill" in Seen(page).under("b")
