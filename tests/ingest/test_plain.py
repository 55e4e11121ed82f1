"""An article from a plain text: the text is kept to the last character."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.ingest import article_from_text


@given(st.text(st.characters(codec=None), max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_text_is_changed(text: str) -> None:
    """For any text, with lone surrogates too, the article's text is that text."""
    assert article_from_text(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\"'“”‘’«»„",
        "\r\nDam\r\r\n\nholds \t\n",
        "عنوان\n\nقال العمدة: «السد صامد»\u200f.",
        "Cafe\u0301 closes\n\n“E\u0301te\u0301 🚢👩\u200d🚀,” said Osk.",
        '"We are\x00 safe," the mayor said.',
    ],
)
def test_odd_texts_are_kept_code_point_by_code_point(text: str) -> None:
    """Marks alone, right-to-left, combining characters, emoji: nothing is composed, trimmed or straightened."""
    article = article_from_text(text)
    assert article.text == text
    assert len(article.text) == len(text)


def test_parts_count_code_points() -> None:
    """An emoji is one, and a letter with a combining accent two."""
    text = "E\u0301te\u0301 🚢 ends\n\nThe mayor said so."
    (headline,) = article_from_text(text).parts
    assert (headline.start, headline.end) == (0, 12)
    assert unicodedata.is_normalized("NFD", text[headline.start : headline.end])


def test_the_headline_is_the_title_unless_one_is_given() -> None:
    """A text has no title of its own but its headline; what the caller knows comes first."""
    text = "Dam holds\n\nThe mayor said so."
    assert article_from_text(text).title == "Dam holds"
    assert article_from_text(text, title="Dam").title == "Dam"
    assert article_from_text("The mayor said so.").title is None


def test_what_is_known_goes_on_the_article() -> None:
    """Facts that the caller knows are kept as given."""
    article = article_from_text(
        "Dam holds.", origin="a.txt", outlet="Courier", published="2031-05-03", authors=["Ana Ruiz"], language="en"
    )
    assert (article.origin, article.outlet, article.published) == ("a.txt", "Courier", "2031-05-03")
    assert (article.authors, article.language, article.url) == (("Ana Ruiz",), "en", None)


def test_nul_characters_are_noted() -> None:
    """A text with NUL in it is kept, and the article says so."""
    assert article_from_text("The dam\x00 holds.").notes == ("holds 1 NUL character, kept as they are",)
    assert article_from_text("The dam holds.").notes == ()
