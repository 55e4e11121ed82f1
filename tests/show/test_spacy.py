"""The component for spaCy, in a blank English pipeline."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

spacy = pytest.importorskip("spacy", reason="the extra spacy is not installed")

TEXT = (
    "Storm \u2013 cuts off Aldmoor\n\n  \u201cWe\u2019re safe\U0001f600,\u201d the mayor,\tAda Quill, said on Tuesday."
    " She denied that it \u201cwould\u201d fall.\n\n\u2019Tis \ufb01ne,caf\u0065\u0301-owner Ivo Brandt said. "
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    """A pipeline with the component, which reads by rules."""
    import quoth.show.spacy  # noqa: F401 - registers the factory, which an installed Quoth does by its entry point

    made = spacy.blank("en")
    made.add_pipe("quoth", config={"reader": "rules", "published": "2031-05-06"})
    return made


def test_statements_are_on_the_doc_and_the_text_as_it_was(nlp: Any) -> None:
    """Each with its exact words, and the tokens that these touch."""
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert len(doc._.statements) >= 2
    for said in doc._.statements:
        for role in ("content", "cue", "source"):
            for span, tokens in zip(getattr(said.statement, role), getattr(said, role), strict=True):
                assert TEXT[span.start : span.end] == span.text
                assert tokens.start_char <= span.start
                assert span.end <= tokens.end_char
                assert span.text in tokens.text
                assert tokens.label_ == role
    first = doc._.statements[0]
    assert first.speaker == "Ada Quill"
    assert first.content[0].text == "\u201cWe\u2019re safe\U0001f600,\u201d"
    assert first.statement.said_on.start == "2031-05-06"
    assert {span.label_ for span in doc.spans["quoth"]} == {"content", "cue", "source"}


def test_where_a_token_is_longer_than_the_words_all_of_it_is_given(nlp: Any) -> None:
    """The words of the statement stay what they are."""
    from spacy.tokens import Doc

    text = '"Yes,"she said. "No," Ada Quill said.'
    glued = Doc(nlp.vocab, words=['"Yes,"she', "said.", '"No,"', "Ada", "Quill", "said."], spaces=[True] * 5 + [False])
    assert glued.text == text
    doc = nlp.get_pipe("quoth")(glued)
    (said,) = [each for each in doc._.statements if each.statement.content[0].text.strip('",') == "No"]
    assert said.cue[0].text == "said."
    assert said.statement.cue[0].text == "said"


def test_a_doc_is_stored_and_comes_back_with_its_statements(nlp: Any) -> None:
    """They are plain values on it."""
    from spacy.tokens import Doc

    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [each.statement for each in again._.statements] == [each.statement for each in doc._.statements]
    assert again.text == TEXT


def test_an_empty_text_has_none(nlp: Any) -> None:
    """As a text in which nobody says anything; and a Doc of another pipeline has none."""
    assert nlp("")._.statements == ()
    assert nlp("Rain fell.\n")._.statements == ()
    assert spacy.blank("en")("Rain")._.statements == ()


def test_many_are_read_by_pipe(nlp: Any) -> None:
    """In order."""
    texts = [f'"We are safe," {name} said.' for name in ("Ada Quill", "Ivo Brandt")]
    assert [doc._.statements[0].speaker for doc in nlp.pipe(texts)] == ["Ada Quill", "Ivo Brandt"]


def test_the_entry_point_names_the_factory() -> None:
    """So that an installed Quoth needs no import for `nlp.add_pipe("quoth")`."""
    from quoth.show.spacy import make

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["spacy_factories"] == {"quoth": "quoth.show.spacy:make"}
    assert callable(make)
