"""From the network's scores to attributions: spans by Viterbi, then each cue with its source and its content.

An attribution is a cue with at most one source and one or more pieces of content (the scheme of PolNeAR: Newell et al.,
LREC 2018); those within the content of others have tags of their own. A piece chooses its cue, among those that the
structure of the text allows, by what its tokens point to and by what the cue points to, the less gladly the more other
cues lie between. Spans that links point to and that were not tagged are brought back. A quotation that is left without
a cue stands alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from quoth.read.belief import Belief, believed
from quoth.read.edges import Edges
from quoth.read.ends import finished
from quoth.read.links import Pointing, Table, masses, table
from quoth.read.network import Scores
from quoth.read.spans import ROLES, TAGS, Range, best_tags_each, spans_of
from quoth.read.structure import Structure

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Decoding", "Found", "Spans", "choose", "decode", "find_spans"]


@dataclass(frozen=True)
class Decoding:
    """What decoding is told beside the scores; a model's card has what dev chose (train/calibrate.py)."""

    bigrams: NDArray[np.float32]  # [7, 7] log-probabilities of one tag after another, counted in train
    bigram_weight: float = 0.15
    piece: float = 0.2  # belief in its best cue under which a piece is left out
    to_content: float = 0.6  # share of the cue's pointing in that belief; the rest is the piece's
    between: float = 0.9  # what is left of a belief for each other cue that lies between
    to_source: float = 0.3  # share of the cue's pointing in the choice of a source; the rest is the source's
    no_source: float = 1.0  # lead, in nats, that "no source" must have over the best one
    cue_peak: float = 0.5  # pointing at an untagged token from which a cue is brought back
    source_peak: float = 0.3  # the same for a source
    lift: float = 0.0  # nats by which the tags of statements are raised over "no statement"
    lift_inner: float = 1.0  # the same within the content of others, where 0 finds too few
    stay_inner: float = 0.0  # nats that it costs to end content there: half believed, it would end at its first word
    touch: float = 0.05  # belief in a cue that a quotation touches from which it chooses among those alone
    alone: float = 0.5  # certainty of its tags from which a quotation without a cue stands alone
    edge: float = 0.2  # probability of its tags as far as which a span brought back reaches
    least: float = 0.0  # confidence under which an attribution is left out

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Decoding:
        """The decoding of a model card."""
        knobs = {f.name: float(values[f.name]) for f in fields(cls) if f.name in values and f.name != "bigrams"}
        return cls(np.array(values["bigrams"], np.float32), **knobs)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for a model card."""
        return {**asdict(self), "bigrams": [[round(float(x), 4) for x in row] for row in self.bigrams]}


@dataclass(slots=True)
class Found:
    """One attribution in token ranges, with the evidence for its confidence; no cue where it stands alone."""

    cue: list[Range]
    source: list[Range] = field(default_factory=list)
    content: list[Range] = field(default_factory=list)
    evidence: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spans:
    """The spans of a segment and their links: rows are cues, columns sources or contents, values from 0 to 1.

    ``within`` tells of cues, and of contents, which are of statements within the content of others.
    """

    sources: list[Range]
    cues: list[Range]
    contents: list[Range]
    within: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    to_source: Table  # the cue points to the source
    from_source: Table  # the source points to the cue
    to_content: Table
    from_content: Table
    no_source: NDArray[np.float32]  # [cues]: the cue points to no source


def decode(scores: Scores, decoding: Decoding) -> list[Found]:
    """The attributions of an article, in the order of their cues, those without one last."""
    return choose(scores, find_spans(scores, decoding), decoding) if len(scores.tokens) else []


def find_spans(scores: Scores, decoding: Decoding) -> Spans:
    """Spans by Viterbi, those brought back because links point to them, and all their links."""
    bigrams = np.stack([decoding.bigram_weight * decoding.bigrams] * 2)
    bigrams[1, 5:, :5] -= decoding.stay_inner  # TAGS ends with those of content
    layers = np.stack([_lifted(scores.tags, decoding.lift), _lifted(scores.inner, decoding.lift_inner)])
    outer, inner = map(spans_of, best_tags_each(layers, bigrams))
    kinds = {role: [(i, j) for r, i, j in outer if r == role] for role in ROLES}
    deeper = {role: [(i, j) for r, i, j in inner if r == role] for role in ROLES}
    for tags, of in ((scores.tags, kinds), (scores.inner, deeper)):
        of["content"] = finished(scores.tokens, tags, of["content"], sorted(of["source"] + of["cue"]))
    contents = [*kinds["content"], *deeper["content"]]
    from_content = masses(scores, "content_cue", contents)
    sources = sorted(kinds["source"] + _apart(deeper["source"], kinds["source"]))
    within = set(_apart(deeper["cue"], kinds["cue"]))
    cues = [*kinds["cue"], *within]
    cues = sorted(
        cues
        + _recovered(
            scores, "cue", from_content, [*sources, *cues, *kinds["content"]], decoding.cue_peak, decoding.edge
        )
    )
    heads = [(i, i + 1) for i, _ in cues]
    to_source = masses(scores, "cue_source", heads)
    taken = [*sources, *cues]
    sources = sorted(sources + _recovered(scores, "source", to_source, taken, decoding.source_peak, decoding.edge))
    return Spans(
        sources,
        cues,
        contents,
        (
            np.array([c in within for c in cues], bool),
            np.array([False] * len(kinds["content"]) + [True] * len(deeper["content"]), bool),
        ),
        table(to_source, sources),
        table(masses(scores, "source_cue", sources), cues).turned,
        table(masses(scores, "cue_content", heads), contents),
        table(from_content, cues).turned,
        np.array([p.none for p in to_source], np.float32),
    )


def _lifted(tags: NDArray[np.float32], by: float) -> NDArray[np.float32]:
    out = tags.copy()
    out[:, 1:] += by
    return out


def _apart(spans: list[Range], others: list[Range]) -> list[Range]:
    """Those of ``spans`` that overlap none of ``others``, which are in order and do not overlap."""
    out = []
    for i, j in spans:
        n = bisect_left(others, j, key=lambda s: s[0])
        if not n or others[n - 1][1] <= i:
            out.append((i, j))
    return out


def _recovered(
    scores: Scores, role: str, pointing: list[Pointing], taken: list[Range], peak: float, edge: float
) -> list[Range]:
    """Spans of ``role`` around untagged tokens that are pointed to with at least ``peak``."""
    begin, inside = np.exp(scores.tags[:, [TAGS.index(f"B-{role}"), TAGS.index(f"I-{role}")]]).T
    busy = np.zeros(len(begin), bool)
    for i, j in taken:
        busy[i:j] = True
    out: list[Range] = []
    for p in pointing:
        at, mass = p.peak()
        if at < 0 or mass < peak or busy[at]:
            continue
        i, j = at, at + 1
        while i > 0 and not busy[i - 1] and inside[i] > begin[i] and begin[i - 1] + inside[i - 1] > edge:
            i -= 1
        while j < len(begin) and not busy[j] and inside[j] > max(edge, begin[j]):
            j += 1
        busy[i:j] = True
        out.append((i, j))
    return out


def choose(scores: Scores, spans: Spans, decoding: Decoding) -> list[Found]:
    """Each cue with the pieces that choose it and the source that it chooses, and the quotations that stand alone.

    A cue that no piece chooses is left out.
    """
    found = [Found([cue]) for cue in spans.cues]
    sources = [_source(spans, n, decoding) for n in range(len(found))]
    structure, edges = Structure(scores.tokens), Edges(scores.tokens)
    belief = believed(spans, structure, [s for s, _ in sources], decoding)
    chosen = _chosen(spans, structure, belief, decoding.piece)
    links: dict[int, list[float]] = {}
    quoted: list[Range] = []
    for k, piece in enumerate(spans.contents):
        best = chosen[k]
        if best >= 0:
            found[best].content.append(edges.tidy(piece, inner=bool(spans.within[1][k])))
            links.setdefault(best, []).append(belief.of(best, k))
        elif not spans.within[1][k] and structure.may_stand_alone(piece):
            quoted.append(piece)
    sure = [p for p in quoted if _certainty(scores.tags, "content", [p]) >= decoding.alone]
    alone = [_alone(scores, edges.tidy(p), structure) for p in sure]
    for n, f in enumerate(found):
        source, value = sources[n]
        f.source = [edges.source(source)] if source else []
        if f.content:
            f.evidence = _evidence(scores, f, links[n], value, inner=bool(spans.within[0][n]))
    return [f for f in found if f.content] + _runs_on(alone, scores)


def _chosen(spans: Spans, structure: Structure, belief: Belief, least: float) -> list[int]:
    """The cue of each piece, -1 for none: pieces of one quotation have one, that of the piece which is surest."""
    best, value = belief.best()
    out = np.where(value >= least, best, -1)
    by_quotation: dict[tuple[int, bool], list[int]] = {}
    for k, (i, j) in enumerate(spans.contents):
        q = int(structure.quotation[i])
        if q >= 0 and q == structure.quotation[j - 1]:
            by_quotation.setdefault((q, bool(spans.within[1][k])), []).append(k)
    for members in by_quotation.values():
        first = max(members, key=lambda k: value[k])
        i, j = structure.quotations[int(structure.quotation[spans.contents[first][0]])]
        cue = int(out[first])
        if len(members) > 1 and cue >= 0 and not (i <= spans.cues[cue][0] < j):
            out[members] = cue
    return [int(n) for n in out]


def _alone(scores: Scores, piece: Range, structure: Structure) -> Found:
    certain = _logit(_certainty(scores.tags, "content", [piece]))
    whole = float(structure.fills_paragraph(piece))
    return Found([], [], [piece], {"content": certain, "alone": 1.0, "alone, a paragraph": whole, "no_source": 1.0})


def _runs_on(alone: list[Found], scores: Scores) -> list[Found]:
    """Quotations that stand alone in paragraphs one behind the other are one statement where marks stay open."""
    out: list[Found] = []
    for f in alone:
        i = f.content[0][0]
        if out and i == out[-1].content[-1][1] and f.content[0][0] > 0:
            last = scores.tokens.text[scores.tokens.start[i - 1] : scores.tokens.end[i - 1]]
            if last not in "\"”’»'":
                out[-1].content += f.content
                continue
        out.append(f)
    return out


def _source(spans: Spans, n: int, decoding: Decoding) -> tuple[Range | None, float]:
    """The source of the ``n``-th cue and the belief in it, or None and the belief in that."""
    none = float(spans.no_source[n])
    near = np.union1d(spans.to_source.row(n)[0], spans.from_source.row(n)[0])
    if not len(near):
        return None, none
    here = np.full(len(near), n)
    to, back = spans.to_source.at(here, near), spans.from_source.at(here, near)
    link = decoding.to_source * to + (1 - decoding.to_source) * back
    best = int(link.argmax())
    if np.log(none + 1e-9) - np.log(link[best] + 1e-9) > decoding.no_source:
        return None, none
    return spans.sources[int(near[best])], float(link[best])


def _evidence(scores: Scores, f: Found, links: list[float], source: float, *, inner: bool) -> dict[str, float]:
    """What the confidence of an attribution is made from: logits of tags and links, how many pieces, how far.

    Every value is 0 where it says nothing, so that one fit serves statements of all kinds.
    """
    tags = scores.inner if inner else scores.tags
    cue = f.cue[0]
    gap = min(max(i - cue[1], cue[0] - j, 0) for i, j in f.content)
    return {
        "content": _logit(_certainty(tags, "content", f.content)),
        "cue": _logit(_certainty(tags, "cue", f.cue)),
        "link": _logit(min(links)),
        "source": _logit(source),
        "no_source": 0.0 if f.source else 1.0,
        "pieces": float(len(f.content) - 1),
        "edges": _logit(float(np.exp(min(tags[i, TAGS.index("B-content")] for i, _ in f.content)))),
        "far": float(np.log1p(gap)),
        "inner": float(inner),
    }


def _certainty(tags: NDArray[np.float32], role: str, ranges: list[Range]) -> float:
    """The mean probability of a role's tags over token ranges."""
    columns = [TAGS.index(f"B-{role}"), TAGS.index(f"I-{role}")]
    return float(np.mean(np.concatenate([np.exp(tags[i:j][:, columns]).sum(1) for i, j in ranges])))


def _logit(p: float) -> float:
    p = min(max(p, 0.001), 0.999)
    return float(np.log(p / (1 - p)))
