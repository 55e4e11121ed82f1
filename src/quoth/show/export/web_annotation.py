"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/): one AnnotationPage, one Annotation a statement.

The content is the target, span by span; speaker, kind, attitude and polarity are textual bodies; cue and source are
bodies that point into the same text. Every span has a TextPositionSelector and a TextQuoteSelector. Where the article
has an address, that is the source, and its state says that the offsets count in the text that Quoth keeps.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quoth.records import Article, Span, Statement
from quoth.show.export.files import json_text, write_list, write_text
from quoth.show.export.rows import Rows

__all__ = ["CONTEXT", "annotation", "write"]

CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"quoth": "urn:quoth:", "part": "quoth:part"})

# Characters of prefix and suffix, as the Hypothesis client keeps: enough to tell one place from another.
AROUND = 32

# What may stand in an IRI: no white space, control character, half a surrogate pair, or bracket of RFC 3987's kinds.
_ADDRESS = re.compile(r'https?://[^\s\x00-\x20\x7f-\x9f\ud800-\udfff<>"{}|\\^`]+')


def write(rows: Rows, out: Path) -> int:
    """Writes one page of annotations; returns how many. Its id, a digest of theirs, comes last, since it streams."""
    digest = hashlib.sha256()

    def annotations() -> Iterator[dict[str, Any]]:
        for article, statements in rows:
            for statement in statements:
                digest.update(statement.id.encode())
                yield annotation(article, statement)

    with write_text(out) as file:
        head = f'{{"@context": {json_text(CONTEXT)}, "type": "AnnotationPage", "items": ['
        count = write_list(file, head, annotations(), "]")
        file.write(f', "id": "urn:quoth:page_{digest.hexdigest()[:20]}"}}\n')
    return count


def annotation(article: Article, statement: Statement) -> dict[str, Any]:
    """One statement as an Annotation, without the context, which is the page's."""
    targets = [_place(article, span, "content") for span in statement.content]
    return {
        "id": f"urn:quoth:{statement.id}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": statement.made_by},
        "body": [
            *_textual(statement),
            *(_place(article, span, "cue") | {"purpose": "describing"} for span in statement.cue),
            *(_place(article, span, "source") | {"purpose": "identifying"} for span in statement.source),
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _textual(statement: Statement) -> Iterator[dict[str, Any]]:
    """What is said of the statement in words of ours, and who its speaker is."""
    speaker = statement.speaker and statement.speaker.name
    words = {"speaker": speaker, **{name: getattr(statement, name) for name in ("kind", "attitude", "polarity")}}
    for part, value in words.items():
        if value is not None:
            purpose = "identifying" if part == "speaker" else "classifying"
            yield {"type": "TextualBody", "part": part, "purpose": purpose, "format": "text/plain", "value": value}


def _place(article: Article, span: Span, part: str) -> dict[str, Any]:
    """One span as a SpecificResource with both selectors."""
    kept = f"urn:quoth:{article.id}"
    address = article.url if article.url and _ADDRESS.fullmatch(article.url) else None
    text = article.text
    return {
        "type": "SpecificResource",
        "part": part,
        "source": address or kept,
        **({"state": {"type": "TimeState", "cached": kept}} if address else {}),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
        ],
    }
