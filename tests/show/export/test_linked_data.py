"""Web annotations and schema.org: valid by schemas written from their recommendations, and true to the text."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from quoth.show.export import FORMATS
from quoth.show.export.web_annotation import AROUND
from tests.show.export.conftest import Rows, any_rows

SCHEMAS = Path(__file__).parent / "schemas"


def written(rows: Rows, name: str) -> dict[str, Any]:
    """What a format writes, valid by its schema."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        FORMATS[name].write(rows, out)
        values: dict[str, Any] = json.loads(out.read_bytes())
    schema = json.loads((SCHEMAS / f"{name}.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(values)
    return values


def places(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The segments of text that an annotation names."""
    targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
    return [*targets, *(body for body in item["body"] if body["type"] == "SpecificResource")]


@given(any_rows())
def test_selectors_agree_with_the_text_and_each_other(rows: Rows) -> None:
    """Position and quotation of every span name the same characters, with the characters around them."""
    items = iter(written(rows, "webannotation")["items"])
    for article, statements in rows:
        for statement in statements:
            found = places(next(items))
            spans = (*statement.content, *statement.cue, *statement.source)
            for place, span in zip(found, spans, strict=True):
                position, quote = place["selector"]
                start, end = position["start"], position["end"]
                assert (start, end) == (span.start, span.end)
                assert article.text[start:end] == quote["exact"]
                before, after = article.text[max(0, start - AROUND) : start], article.text[end : end + AROUND]
                assert (quote["prefix"], quote["suffix"]) == (before, after)
    assert not list(items)


def test_an_annotation_names_speaker_cue_and_kind(rows: Rows) -> None:
    """In its bodies, each with its part; the address is the source, and the offsets are of the text we keep."""
    said = written(rows, "webannotation")["items"][0]
    values = {body["part"]: body.get("value") for body in said["body"]}
    assert values == {
        "speaker": "Ilda Torvane",
        "kind": "direct",
        "attitude": "communication",
        "polarity": "affirmed",
        "cue": None,
        "source": None,
    }
    target = said["target"][0]
    assert target["source"] == "https://oskan-courier.example/bridge"
    assert target["state"] == {"type": "TimeState", "cached": f"urn:quoth:{rows[0][0].id}"}


@given(any_rows())
def test_quotations_and_claims_are_valid(rows: Rows) -> None:
    """Whatever the article holds, the graphs have only properties and types that schema.org gives them."""
    written(rows, "quotation")
    written(rows, "claimreview")


def test_a_quotation_has_its_pieces_and_its_speaker(rows: Rows) -> None:
    """In order and exact; indirect speech is no quotation."""
    (made,) = written(rows, "quotation")["@graph"]
    assert [piece["text"] for piece in made["hasPart"]] == ["“The bridge is safe,”", "“and so is the road.”"]
    assert made["spokenByCharacter"] == {
        "@type": "Person",
        "name": "Ilda Torvane",
        "jobTitle": "Mayor",
        "affiliation": {"@type": "Organization", "name": "Osk"},
    }
    assert made["isPartOf"]["publisher"]["name"] == "Oskan Courier"


def test_a_claim_review_takes_no_side(rows: Rows) -> None:
    """What the fact-checker has to give is there and null; what is denied is nobody's claim."""
    (made,) = written(rows, "claimreview")["@graph"]
    assert made["itemReviewed"]["datePublished"] == "2031-05-05"
    assert made["itemReviewed"]["author"]["name"] == "Ilda Torvane"
    assert (made["author"], made["url"], made["reviewRating"]["ratingValue"]) == (None, None, None)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://x.example/a b", "not an address"])
def test_what_is_no_address_is_no_source(rows: Rows, url: str) -> None:
    """The article's own id stands there instead."""
    article, statements = rows[0]
    made = written([(dataclasses.replace(article, url=url), statements)], "webannotation")["items"][0]
    assert {place["source"] for place in places(made)} == {f"urn:quoth:{article.id}"}
