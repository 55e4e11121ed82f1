"""The plain reader: quotation marks, verbs of saying, and the nearest noun phrase. No model, no parser.

It is the baseline that the network has to beat, and the oracle that tests compare with. What it cannot see by these
means it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoth.kinds import Marked, kind_of
from quoth.parse import Parse
from quoth.read.clauses import content_of, find_cues
from quoth.read.parsed import shape_parse
from quoth.read.phrases import QUOTE, Range, Token, subject, units
from quoth.records import Article, Statement
from quoth.text import Quotation, paragraphs, quotations

__all__ = ["RulesReader"]

# Not calibrated: how often each pattern was right on the articles it was tuned on, in round numbers.
CONFIDENCE = {"quoted": 0.8, "that": 0.8, "according": 0.8, "clause": 0.6, "label": 0.6, "object": 0.5, "free": 0.4}
# A quotation of so many words is no scare quote, title or nickname, even where nothing in its sentence reports.
LONG_QUOTATION = 6
# A colon further into a headline parts no source from what it says.
LONGEST_LABEL = 8
# A line that signs a quotation holds a name and a title, and is no sentence.
LONGEST_SIGNATURE = 20

# "INGRID SOLANKE: Good morning.", "Q: How many?": a name in capitals at the head of a paragraph.
_LABEL = re.compile(r"([A-Z][A-Z.'’ -]{0,40}[A-Z.]|[QA])(:)\s+(?=\S)")
# "PORT AMBRE, March 10 (Northern Wire) - "
_DATELINE = re.compile(r"[A-Z]{3}[^.!?:;\"“”]{0,60}?\s(?:-{1,2}|[–—])\s+")
_SKIPPED_PARTS = {"byline", "dateline", "furniture"}


@dataclass(slots=True)
class _Found:
    """A statement in the making, in code points."""

    pattern: str
    content: list[Range]
    cue: list[Range]
    source: list[Range]

    @property
    def start(self) -> int:
        """Where its first span begins."""
        return min(role[0][0] for role in (self.content, self.cue, self.source) if role)


class RulesReader:
    """Reads by rules alone: ``read`` takes any article, never raises, and takes time linear in the text."""

    name = "rules-1"

    def parse(self, article: Article) -> tuple[list[Statement], Parse]:
        """The statements of ``article``, and its words with what their form alone tells."""
        return self.read(article), shape_parse(article.text)

    def read(self, article: Article) -> list[Statement]:
        """The statements of ``article``, in text order of their first span."""
        reading = _Reading(article)
        marked, made_by = Marked(reading.marks), f"reader {self.name}"
        return [
            Statement.of(
                article,
                content=found.content,
                cue=found.cue,
                source=found.source,
                kind=kind_of(article.text, found.content, marked),
                confidence=CONFIDENCE[found.pattern],
                made_by=made_by,
            )
            for found in sorted(reading.run(), key=lambda f: f.start)
        ]


class _Reading:
    """One pass over one text."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.marks = quotations(article.text)
        self.found: list[_Found] = []
        self.skipped = {p.start: p.end for p in article.parts if p.name in _SKIPPED_PARTS}
        self.headlines = {p.start for p in article.parts if p.name == "headline"}
        # What a quotation that stands alone goes on with: a statement with a quotation in the sentence before it, or
        # one that has no content yet ("He said:"); and who is its source if there is neither.
        self.open: _Found | None = None
        self.speaker: list[Range] = []

    def run(self) -> list[_Found]:
        """The statements, in the order in which they were found."""
        blocks = list(self._paragraphs())
        transcript = sum(bool(_LABEL.match(self.text, start, end)) for start, end, _ in blocks) > 1
        continued = False
        for n, (start, end, marks) in enumerate(blocks):
            label = _LABEL.match(self.text, start, end) if transcript else None
            if label:
                self._keep("label", [(label.end(), end)], [label.span(2)], [label.span(1)])
                continue
            fresh = not continued
            for toks in units(self.text, start, end, marks):
                if not ((start in self.headlines or not n) and self._headline(toks)):
                    self._sentence(toks, fresh)
                fresh = False
            continued = bool(marks) and marks[-1].continues
        return self.found

    def _paragraphs(self) -> Iterator[tuple[int, int, list[Quotation]]]:
        """Each paragraph that is no byline or furniture, less its dateline, with its outermost quotations."""
        outer = [q for q in self.marks if not q.depth]
        n = 0
        for start, end in paragraphs(self.text):
            dateline = _DATELINE.match(self.text, start, end)
            first = dateline.end() if dateline else self.skipped.get(start, start)
            while n < len(outer) and outer[n].start < first:
                n += 1
            m = n
            while m < len(outer) and outer[m].start < end:
                m += 1
            if first < end:
                yield first, end, outer[n:m]
            n = m

    def _keep(self, pattern: str, content: list[Range], cue: list[Range], source: list[Range]) -> _Found:
        made = _Found(pattern, content, cue, source)
        self.found.append(made)
        return made

    def _headline(self, toks: Sequence[Token]) -> bool:
        """``Brandt: Harbour 'is safe'`` and ``'Harbour is safe': Brandt``; whether the sentence is one of them."""
        at = next((i for i, t in enumerate(toks[:LONGEST_LABEL]) if t.low == ":"), 0)
        if not 0 < at < len(toks) - 1 or toks[-1].low in {".", "?", "!"}:
            return False
        before, after = toks[:at], toks[at + 1 :]
        if len(before) == 1 and before[0].low == QUOTE and after[0].capital:
            self._keep("label", [_range(before)], [_range(toks[at : at + 1])], [_range(after)])
            return True
        tag = len(before) > 1 and self.text[before[0].start : before[-1].end].isupper()
        if tag or not before[0].capital or any(t.isa("tags") or t.verb or t.low == QUOTE for t in before):
            return False
        self._keep("label", [_range(after)], [_range(toks[at : at + 1])], [_range(before)])
        return True

    def _sentence(self, toks: list[Token], fresh: bool) -> None:
        quotes = [(t.start, t.end) for t in toks if t.low == QUOTE]
        words_end = max((i + 1 for i, t in enumerate(toks) if t.word), default=0)
        if not words_end:
            self._loose(quotes, fresh)
            return
        if self._signed(toks):
            return
        self.open = None
        cues = find_cues(toks)
        if not cues:
            self._uncued(toks, quotes)
        taken = 0  # the tokens before this one are used up
        for n, cue in enumerate(cues):
            if cue.first < taken:
                continue
            content = content_of(toks, cues, n, taken)
            if self._is_title(toks, content):
                continue
            made = _Found(
                _pattern(toks, cue.group, content),
                [_range(toks[a:b]) for a, b in content],
                [_range(toks[cue.first : cue.last])],
                [_range(toks[slice(*cue.source)])],
            )
            self.speaker = made.source
            if content:
                taken = max(content[-1][1], cue.last)
                self.found.append(made)
                self.open = made if made.pattern == "quoted" else self.open
            elif toks[-1].low == ":" or cue.last >= words_end:
                self.open = made

    def _is_title(self, toks: Sequence[Token], content: Sequence[Range]) -> bool:
        """Whether content is the name of a work right after its verb (``read "Rivers of Stone"``)."""
        if len(content) != 1 or toks[content[0][0]].low != QUOTE or not toks[content[0][0] - 1].word:
            return False
        words = re.findall(r"\w{4,}", self.text[slice(*_range(toks[content[0][0] : content[0][0] + 1]))])
        return len(words) > 1 and all(w[0].isupper() for w in words)

    def _signed(self, toks: Sequence[Token]) -> bool:
        """``"..." - Ana Brandt, harbour master``, in one sentence or two; whether this is such a sentence."""
        dash = int(toks[0].low == QUOTE)
        if not dash + 1 < len(toks) <= LONGEST_SIGNATURE or toks[-1].low in {".", "?", "!"}:
            return False
        if not toks[dash].isa("dashes") or not toks[dash + 1].capital:
            return False
        if dash:
            self.open = self._keep("free", [_range(toks[:1])], [], [])
        if self.open is None or self.open.cue:
            return False
        self.open.pattern = "label"
        self.open.cue, self.open.source = [_range(toks[dash : dash + 1])], [_range(toks[dash + 1 :])]
        return True

    def _uncued(self, toks: Sequence[Token], quotes: list[Range]) -> None:
        """A sentence in which nothing reports: its long quotations go to its subject, as those that follow it do."""
        found = subject(toks, len(toks))
        self.speaker = [_range(toks[slice(*found)])] if found else []
        for start, end in quotes:
            if len(self.text[start:end].split()) >= LONG_QUOTATION:
                self.open = self._keep("free", [(start, end)], [], self.speaker)

    def _loose(self, quotes: list[Range], fresh: bool) -> None:
        """Quotations that stand alone: more of the statement before, or one of their own at the head of a paragraph."""
        if not quotes:
            return
        if self.open and not self.open.content:
            self.open.content = quotes
            self.found.append(self.open)
        elif self.open and not fresh:
            self.open.content.extend(quotes)
        else:
            self.open = self._keep("free", quotes, [], self.speaker)


def _range(toks: Sequence[Token]) -> Range:
    return toks[0].start, toks[-1].end


def _pattern(toks: Sequence[Token], group: str, content: Sequence[Range]) -> str:
    if not content or any(t.low == QUOTE for a, b in content for t in toks[a:b]):
        return "quoted"
    if group == "according":
        return group
    if toks[content[-1][0]].low == "that":
        return "that"
    return "object" if group in {"object", "particle", "think"} else "clause"
