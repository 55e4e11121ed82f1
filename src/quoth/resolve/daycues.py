"""Which words for a day belong to the cue of a statement: "said on Tuesday", but not "the man held on Friday said".

Judged by what stands between them: no clause about something else may begin there. The tags of a parser sharpen that;
without them, closed classes of words, marks and the cues of other statements part the clauses.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

from quoth.resolve.dayscene import MAX_FROM_NOUN, MAX_TO_NOUN, REACH, Dated, Frame, Range, Scene, holds, lists

__all__ = ["Own", "by_cue", "is_clear", "is_of_source", "is_told", "names_a_day", "own_day"]

# In words: how far from what was said the day after it may stand ("... a disgrace Wednesday").
MAX_AFTER_CONTENT = 14
# In words: how much before a cue is looked at for what changes it ("has often said").
BEFORE_CUE = 3

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PARTICIPLE = frozenset({"VBN", "VBG"})
# A day right after a cue and before one of these is not the subject of what is said.
_BEGINS = frozenset("DT PRP PRP$ NN NNS NNP NNPS CD JJ IN".split())


class Own(NamedTuple):
    """Words for the day of a statement, the way in which they were found, and how good that is: low is good."""

    rank: int
    distance: int
    dated: Dated
    way: str


def own_day(scene: Scene, frame: Frame) -> Own | None:
    """The words by the statement's cue that say when it was said; None where none do.

    What only goes back to a named day ("at the debate") counts where nothing names one.
    """
    reported = frame.cue or frame.source
    sentences = sorted({scene.parse.sentence[k] for i, j in reported for k in (i, j - 1)})
    days = (
        d for s in sentences for d in scene.near(frame.at, s) if names_a_day(scene, d) and not is_told(scene, frame, d)
    )
    found = [own for own in (_attached(scene, frame, d) for d in days) if own]
    if not found or _is_ahead(scene, frame):
        return None
    return min(found, key=lambda own: (own.dated.named is not own.dated.words, own.rank, own.distance))


def names_a_day(scene: Scene, d: Dated) -> bool:
    """Whether the words can be a day of saying: not "since Tuesday", nor "Tuesday's vote"; "Tuesday's speech" can."""
    lower, tag = scene.parse.lower, scene.parse.tag
    first, end = scene.sentence(d.i)
    if lower[d.i] == "that" and tag[d.i] == "IN":
        return False
    k = d.i - 1
    joined = k >= first and (tag[k] in {"DT", "PRP$", "POS"} or lower[k] in {"a", "an", "the", "'s"})
    if joined:
        k -= 1
    of_day = k > first and lower[k] == "of" and lower[k - 1] in lists().of_day
    if k >= first and lower[k] in lists().not_after and not of_day:
        return False
    after = lower[d.j] if d.j < end else ""
    if after == "'s" and lower[d.i - 1 : d.i] in (["on"], ["during"]) and _is_title(scene, d.j + 1):
        return True
    if after == "'s" or (joined and d.words.rule not in {"same", "beside", "counted", "occasion"}):
        return not lists().occasions.isdisjoint(lower[d.j : min(d.j + MAX_TO_NOUN + 1, end)])
    return True


def _is_title(scene: Scene, k: int) -> bool:
    """Whether a title or a name begins at a word: "on Sunday's 'Verlan Tonight'"."""
    word = scene.parse.words[k] if k < len(scene.parse) else ""
    return scene.parse.tag[k : k + 1] == ["NNP"] or word in {"“", '"', "‘", "'", "``", "''"}


def is_told(scene: Scene, frame: Frame, d: Dated) -> bool:
    """Whether the words are part of what somebody says, and the statement's cue is not."""
    for other in d.inside:
        if other is frame and not _is_at_edge(scene, frame, d):
            return True
        if other is not frame and not holds(other.content, frame.at):
            return True
    quotation = scene.quotation(d.i)
    return quotation >= 0 and quotation != scene.quotation(frame.at)


def _is_at_edge(scene: Scene, frame: Frame, d: Dated) -> bool:
    """Whether a day in the content is rather by the cue, where a reader drew the line of indirect speech too wide.

    That is so right after the cue ("revealed Tuesday the ..."), before a clause about its speaker ("called for calm on
    Monday as she arrived"), and in a last phrase about an occasion ("called for calm in a statement on Thursday").
    """
    tag, lower = scene.parse.tag, scene.parse.lower
    i, j = next(r for r in frame.content if r[0] <= d.i < r[1])
    if frame.statement.kind != "indirect" or not frame.cue:
        return False
    if i == frame.cue[-1][1] and (d.i == i or (d.i == i + 1 and lower[i] == "on")):
        return d.j < j and tag[d.j] in _BEGINS
    if d.j == j and lower[j : j + 1] == ["as"] and not lists().pronouns.isdisjoint(lower[j + 1 : j + 2]):
        return True
    noun = next((k for k in range(d.i - 1, max(i, d.i - MAX_FROM_NOUN), -1) if lower[k] in lists().occasions), None)
    if d.j < j - 1 or not d.is_day or noun is None or {"in", "at", "during"}.isdisjoint(lower[max(i, noun - 3) : noun]):
        return False
    return not any(tag[k] in _FINITE for k in range(i, j))


def by_cue(scene: Scene, frame: Frame) -> list[str]:
    """The words of the first cue and those before it, no further than the source or content."""
    if not frame.cue:
        return []
    ends = [j for _, j in (*frame.source, *frame.content) if j <= frame.at]
    first = max([scene.sentence(frame.at)[0], frame.at - BEFORE_CUE, *ends])
    return scene.parse.lower[first : frame.cue[0][1]]


def _is_ahead(scene: Scene, frame: Frame) -> bool:
    """Whether the statement is still to be made: "will say on Tuesday"."""
    words = by_cue(scene, frame)
    intends = any(w in lists().intended and then == "to" for w, then in itertools.pairwise(words))
    return intends or not lists().future.isdisjoint(words)


# ------------------------------------------------------------------------------------- where it stands, and what parts


def _attached(scene: Scene, frame: Frame, d: Dated) -> Own | None:
    """How the words belong to the cue, if they do."""
    if holds(frame.cue, d.i):
        return Own(0, 0, d, "in the cue")
    if holds(frame.source, d.i):
        return _in_source(scene, frame, d)
    first, end = scene.sentence(d.i)
    source = max((r for r in frame.source if first < r[1] <= d.i), default=None)
    cue = next((r for r in frame.cue if d.j <= r[0] < end), None)
    if cue and source:
        return _between(scene, frame, d, source, cue[0])
    pieces = [r for r in (*frame.cue, *frame.source) if first <= r[0] < end]
    if not frame.cue or not pieces:
        return None
    before = max((j for _, j in pieces if j <= d.i), default=None)
    if before is not None:
        return _after(scene, frame, d, before)
    return _opens(scene, frame, d, min(i for i, _ in pieces))


def _in_source(scene: Scene, frame: Frame, d: Dated) -> Own | None:
    """A day within the source: "a report released last year", but not "the man arrested on Friday"."""
    i, j = next(r for r in frame.source if r[0] <= d.i < r[1])
    if not is_clear(scene, frame, i, d.i, inside=True):
        return None
    spoken = not lists().occasions.isdisjoint(scene.parse.lower[i : min(j, d.j + MAX_TO_NOUN)])
    return Own(4, 0, d, "in the source") if spoken or (d.is_day and d.j == j) else None


def _between(scene: Scene, frame: Frame, d: Dated, source: Range, cue: int) -> Own | None:
    """A day between source and cue: "Lee on Tuesday warned", "Lee, speaking on Tuesday, said"."""
    lower, tag = scene.parse.lower, scene.parse.tag
    if is_of_source(scene, frame, d):
        return None
    # "arrived on Tuesday and said", "won on Tuesday, saying": one subject does both.
    beside = tag[cue] == "VBG"
    between = set(lower[d.j : cue]) - {","}
    joined = beside or (bool(between) and between <= {"and", "but", "then", "by", "while"})
    clear = is_clear(scene, frame, source[1], d.i, free=True, joined=joined)
    return Own(1, cue - d.j, d, "beside the cue") if clear and is_clear(scene, frame, d.j, cue, joined=beside) else None


def is_of_source(scene: Scene, frame: Frame, d: Dated) -> bool:
    """Whether a day is of a clause in which the source before it ends, or stands in it: "the man held | Friday"."""
    lower = scene.parse.lower
    i, j = max((r for r in frame.source if r[0] <= d.i), default=(0, 0))
    if d.i < j:
        return True
    participle = j > 0 and scene.parse.tag[j - 1] in _PARTICIPLE and lower[j - 1] not in lists().released
    return (participle or not lists().clause.isdisjoint(lower[i:j])) and "," not in lower[j - 1 : d.i]


def _after(scene: Scene, frame: Frame, d: Dated, end: int) -> Own | None:
    """A day after cue and source: "said on Tuesday", or, after what was said, "called it a disgrace Tuesday"."""
    if any(r[1] == end for r in frame.source) and is_of_source(scene, frame, d):
        return None
    told = [min(j, d.i) for i, j in frame.content if end <= i < d.i]
    begin = told[-1] if told else end
    lower = scene.parse.lower
    joined = lower[begin] in {"as", "while"}  # "said as they walked on Tuesday"
    if not is_clear(scene, frame, begin, d.i, joined=joined) or (told and d.i - begin > MAX_AFTER_CONTENT):
        return None
    if not told:
        return Own(1, d.i - begin, d, "beside the cue")
    if not {"and", "but"}.isdisjoint(lower[begin : d.i]):
        return None  # it opens a clause of its own
    # A month or year there is rather one that is spoken of, unless it is that of an occasion.
    fine = d.is_day or frame.statement.kind != "indirect" or not lists().occasions.isdisjoint(lower[begin : d.i])
    return Own(3, d.i - begin, d, "after what was said") if fine else None


def _opens(scene: Scene, frame: Frame, d: Dated, end: int) -> Own | None:
    """A day before source and cue, in what opens their clause: "In a statement released early Wednesday, he said"."""
    if scene.parse.lower[d.j : end] in (["as"], ["while"], ["when"], [",", "when"]):
        return Own(2, 0, d, "opens the sentence")
    begin = _opening(scene, d)
    told = frame.statement.kind == "indirect" and any(begin <= i < d.i for i, _ in frame.content)
    if told or not is_clear(scene, frame, begin, d.i, free=True) or not is_clear(scene, frame, d.j, end):
        return None
    return Own(2, end - d.j, d, "opens the sentence")


def _opening(scene: Scene, d: Dated) -> int:
    """The first word of the clause in which the day stands, by the marks before it."""
    first, lower = max(scene.sentence(d.i)[0], d.i - REACH), scene.parse.lower
    for k in range(d.i - 1, first, -1):
        if lower[k] in {";", ":", "—", "–", "”", "“", '"'} or (
            lower[k] in {"and", "but"} and not lower[k - 1].isalnum()
        ):
            return k + 1
    return first


def is_clear(
    scene: Scene, frame: Frame, i: int, j: int, *, free: bool = False, inside: bool = False, joined: bool = False
) -> bool:
    """Whether no clause about something else begins in the words ``i:j``.

    ``free``: participles are no bar; ``inside`` the source its words count too; ``joined``: verbs are no bar either,
    nor is the word that joins their clause.
    """
    roles = (frame.content,) if inside else (frame.content, frame.source, frame.cue)
    return not any(
        _bars(scene, frame, k, free=free, joined=joined and k == i, verbs=not joined)
        for k in range(i, j)
        if not any(holds(role, k) for role in roles)
    )


def _bars(scene: Scene, frame: Frame, k: int, *, free: bool, joined: bool, verbs: bool) -> bool:
    word, tag, lower = scene.parse.lower[k], scene.parse.tag[k], scene.parse.lower
    if word in {";", ":"} or (word in lists().clause and not joined) or (word == "that" and tag in {"WDT", "IN"}):
        return True
    participle = tag in _PARTICIPLE
    if scene.cues.get(k, frame.number) != frame.number and not (free and participle):
        return True
    # "in a message posted Friday": whatever its tag, it is a participle
    if word in lists().released and (participle or (k > 0 and lower[k - 1] in lists().occasions)):
        return False
    return verbs and (tag in _FINITE or (participle and not free and word not in lists().speaking))
