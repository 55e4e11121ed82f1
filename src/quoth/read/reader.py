"""The reader that ships: network, decoding, and the way back from tokens to the article's own characters.

A quotation that the network leaves to nobody goes to the rules, and is marked as made by them.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from quoth.errors import ModelError
from quoth.kinds import Marked, kind_of
from quoth.models import Model
from quoth.parse import Parse, Voice
from quoth.read.confidence import Calibration
from quoth.read.decode import Decoding, Found, decode
from quoth.read.network import BIASES, HEADS, LinkHead, score_tokens
from quoth.read.parsed import Parsing
from quoth.read.regions import in_one_region
from quoth.read.rules import RulesReader
from quoth.read.sift import sifted
from quoth.read.signed import with_signatures
from quoth.read.spans import TAGS
from quoth.read.talk import unheard
from quoth.read.tokens import FEATURES, Tokens, tokenize
from quoth.read.voices import voices
from quoth.records import Article, Statement
from quoth.text import joined

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quoth.read.network import Scores

__all__ = ["NetworkReader", "characters", "segments", "statements_of"]

# Tokens decoded at once. Link vectors take 3 KB a token; an article longer than this (some 12,000 words) is cut at a
# paragraph, and only a link across that one cut can be lost.
SEGMENT = 16_384

# A quotation of which the network's statements hold less than this share is left to the rules.
UNCLAIMED = 0.2


# Of a text in which more quotations than this are never closed, the marks mean nothing.
MOST_LOST = 20

Heard = tuple[Tokens, Found, Voice]


class NetworkReader:
    """Reads articles with the network of one model; not to be shared between threads."""

    def __init__(self, model: Model) -> None:
        card = model.card
        if (card["features"], card["labels"], card["link_heads"]) != (FEATURES, list(TAGS), list(HEADS)):
            raise ModelError(f"the model {model.name} was made for another version of Quoth; install Quoth again")
        try:
            self._take(card)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ModelError(
                f"the card of the model {model.name} is damaged ({error!r}); install Quoth again"
            ) from error
        self.name = f"reader {model.name}"
        self.tokenizer = model.tokenizer
        self._session = model.session
        self._rules = RulesReader()

    def _take(self, card: dict[str, Any]) -> None:
        self._heads = {
            name: LinkHead(*(np.array(card["links"][name][part], np.float32) for part in BIASES)) for name in HEADS
        }
        self._layers = {str(name): [str(x) for x in each] for name, each in card["layers"].items()}
        self._decoding = Decoding.from_dict(card["decoding"])
        self._calibration = Calibration.from_dict(card["calibration"])

    def read(self, article: Article) -> list[Statement]:
        """The statements of ``article``, in text order of their first span."""
        return self.parse(article)[0]

    def parse(self, article: Article) -> tuple[list[Statement], Parse]:
        """The statements of ``article`` and its words with what they are, from one pass of the network."""
        tokens = tokenize(article.text, self.tokenizer)
        found: list[Heard] = []
        parsing = Parsing(article.text, self._layers)
        for segment in segments(tokens):
            scores = self.scores(segment)
            parsing.add(scores)
            made = decode(scores, self._decoding)
            found += [(segment, f, v) for f, v in zip(made, voices(scores, made, self._layers), strict=True)]
        found = self._without_marks(article.text, tokens, found)
        statements, heard = sifted(article, *statements_of(article, found, self._calibration, self.name))
        sure = [s for s in statements if s.confidence >= self._decoding.least]
        kept, heard = with_signatures(article, sure, heard, tokens.quotations)
        left = unclaimed(kept, self._rules.read(article))
        kept += [dataclasses.replace(s, confidence=self._calibration.rules) for s in left]
        kept += unheard(article, kept)
        return in_text_order(kept), parsing.parse(heard)

    def _without_marks(self, text: str, tokens: Tokens, found: list[Heard]) -> list[Heard]:
        """``found``, where a mark is never closed with what is found without it, if somebody reports behind it.

        A quotation that nothing closes ends somewhere; where a cue stands in it, its paragraph reads as plain speech.
        """
        lost = [q for q in tokens.quotations if not q.depth and q.opened and not (q.closed or q.continues)]
        if not lost or len(lost) > MOST_LOST:
            return found
        view = list(text)
        for q in lost:
            view[q.start] = " "
        plain = tokenize("".join(view), self.tokenizer)
        for q in lost:
            i, j = np.searchsorted(plain.start, [q.start, q.end])
            i, j = _paragraph(plain, int(i), max(int(j), int(i) + 1))
            if not 0 < j - i <= SEGMENT:
                continue
            segment = plain.part(i, j)
            scores = self.scores(segment)
            made = decode(scores, self._decoding)
            reports = [f for f in made if f.cue and f.source and q.start < segment.start[f.cue[0][0]] < q.end]
            if reports:
                low, high = min(q.start, int(plain.start[i])), int(plain.end[j - 1])
                found = [x for x in found if not low <= x[0].start[x[1].content[0][0]] < high]
                found += [(segment, f, v) for f, v in zip(made, voices(scores, made, self._layers), strict=True)]
        return found

    def scores(self, tokens: Tokens) -> Scores:
        """What the network says of ``tokens``."""
        return score_tokens(tokens, self._run, self._heads)

    def _run(self, ids: NDArray[np.int64], features: NDArray[np.int64]) -> tuple[Any, ...]:
        return tuple(self._session.run(["tags", "inner", "links", "layers"], {"ids": ids, "features": features}))


def _paragraph(tokens: Tokens, i: int, j: int) -> tuple[int, int]:
    """The tokens of the paragraph of token ``i``, to where that of ``j - 1`` ends."""
    if i >= len(tokens):
        return i, i
    low, high = tokens.paragraph[i], tokens.paragraph[min(j, len(tokens)) - 1]
    return int(np.searchsorted(tokens.paragraph, low)), int(np.searchsorted(tokens.paragraph, high, side="right"))


def segments(tokens: Tokens, size: int = SEGMENT) -> Iterator[Tokens]:
    """``tokens`` in pieces of at most ``size``, cut at paragraphs where there are any."""
    start = 0
    while start < len(tokens):
        end = min(start + size, len(tokens))
        if end < len(tokens):
            breaks = np.flatnonzero(tokens.features[start + 1 : end + 1, 1]) + start + 1
            end = int(breaks[-1]) if len(breaks) else end
        yield tokens if end - start == len(tokens) else tokens.part(start, end)
        start = end


def statements_of(
    article: Article, found: list[Heard], calibration: Calibration, made_by: str
) -> tuple[list[Statement], dict[str, Voice]]:
    """What was found, as statements of ``article``, and the voice of each by id; nothing from the page's furniture."""
    out: dict[str, Statement] = {}
    heard: dict[str, Voice] = {}
    marked = Marked(found[0][0].quotations if found else ())
    silent = [(p.start, p.end) for p in article.parts if p.name == "furniture"]
    for tokens, f, voice in found:
        content, cue, source = in_one_region(
            article, characters(tokens, f.content), characters(tokens, f.cue), characters(tokens, f.source)
        )
        at = bisect_right(silent, content[0][0], key=lambda p: p[0])
        if at and content[0][0] < silent[at - 1][1]:
            continue
        # the marks around another statement's content are not of one within it
        marks = marked.within(content[0][0], content[-1][1]) if f.evidence.get("inner") else marked
        statement = Statement.of(
            article,
            content=content,
            cue=cue,
            source=source,
            kind=kind_of(article.text, content, marks),
            confidence=calibration.confidence(f.evidence),
            made_by=made_by,
        )
        out[statement.id] = statement
        heard[statement.id] = voice
    return list(out.values()), heard


def unclaimed(statements: list[Statement], others: list[Statement]) -> list[Statement]:
    """Those of ``others`` that quote, with a cue, words of which ``statements`` hold next to nothing.

    On dev, three in five of these are right; of those without a cue, two in seventeen.
    """
    held = bytearray(max((s.content[-1].end for s in [*statements, *others]), default=0))
    for x in (x for s in statements for x in s.content):
        held[x.start : x.end] = b"\1" * (x.end - x.start)

    def share(s: Statement) -> float:
        return sum(held.count(1, x.start, x.end) for x in s.content) / sum(x.end - x.start for x in s.content)

    return [s for s in others if s.cue and s.kind != "indirect" and share(s) < UNCLAIMED]


def in_text_order(statements: list[Statement]) -> list[Statement]:
    """Sorted by the first character of any span, then by id."""
    return sorted(statements, key=lambda s: (min(x.start for x in (*s.content, *s.cue, *s.source)), s.id))


def characters(tokens: Tokens, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Token ranges as code points: whole words, with the combining characters that follow them, neighbours joined."""
    out: list[tuple[int, int]] = []
    for first, last in joined(ranges):
        i, j = first, last
        while i and tokens.word[i - 1] == tokens.word[i]:
            i -= 1
        while j < len(tokens) and tokens.word[j] == tokens.word[j - 1]:
            j += 1
        start, end = int(tokens.start[i]), int(tokens.end[j - 1])
        while end < len(tokens.text) and unicodedata.combining(tokens.text[end]):
            end += 1
        if out and start < out[-1][1]:
            start = out[-1][1]
        if start < end:
            out.append((start, end))
    return out
