"""The day on which each statement was said, from the article's own words for it.

    days(article, statements, parse)  # one SaidOn or None a statement

A statement has the day that is named by its cue: "said on Tuesday", "In a statement released early Wednesday, he
said". One that names none and goes on with what the same speaker said before has that day.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from quoth.parse import Parse
from quoth.records import Article, SaidOn, Statement
from quoth.resolve.daycues import Own, by_cue, is_clear, is_of_source, is_told, names_a_day, own_day
from quoth.resolve.dayscene import REACH, Dated, Frame, Scene, lists, make_scene

__all__ = ["days"]

# How often a day found in each way is right, by reading all that the reader's statements in 115 articles of PolNeAR's
# train split get, drawn at random; faults seen there were mended afterwards. On speakers-dev.jsonl, with its spans and
# speakers, all 40 are right. Read as many again where a rule changes.
CONFIDENCE = {
    "in the cue": 0.95,  # 20 of 20
    "beside the cue": 0.95,  # 70 of 72
    "opens the sentence": 0.95,  # 60 of 63
    "after what was said": 0.85,  # 15 of 19, a month or year being wrong in 3 of the 4, which is no longer given
    "in the source": 0.85,  # 4 of 4, too few to say more
    "on the occasion": 0.85,  # 3 of 3, too few to say more
    "in the sentence before": 0.85,  # 5 of 5, too few to say more
    "as the statement before": 0.9,  # 69 of 74
}

# In paragraphs: how far below a dated statement its speaker may go on.
MAX_PARAGRAPHS = 2
# An occasion is a day, or one of a week or an unknown day; in a month or a year there are many.
CARRIED = {"day", "days", "week", None}


def days(article: Article, statements: Sequence[Statement], parse: Parse) -> list[SaidOn | None]:
    """For each statement, in order, the day on which the article says that it was said; None where it does not."""
    said: list[SaidOn | None] = [None] * len(statements)
    scene = make_scene(article, statements, parse)
    if scene is None:
        return said
    for frame in scene.frames:
        if own := own_day(scene, frame):
            said[frame.number] = _said_on(scene, own)
    last: Frame | None = None
    for frame in scene.frames:
        if said[frame.number] is None:
            said[frame.number] = _carried(scene, last, said[last.number] if last else None, frame)
        last = frame
    return said


def _said_on(scene: Scene, own: Own) -> SaidOn:
    words, interval = own.dated.named, own.dated.interval
    way = own.way if words is own.dated.words else "on the occasion"
    text, confidence = scene.parse.text[words.start : words.end], CONFIDENCE[way]
    if interval is None:
        return SaidOn(None, None, text, None, confidence, f"{way}; there is no day to count from")
    return SaidOn(interval.start.isoformat(), interval.end.isoformat(), text, interval.granularity, confidence, way)


def _carried(scene: Scene, last: Frame | None, before: SaidOn | None, frame: Frame) -> SaidOn | None:
    """The day of the statement before, or of a sentence before that tells of no statement, if this goes on with it."""
    if last and before and _same_speaker(scene, last, frame) and _goes_on(scene, last, before, frame):
        way = "as the statement before"
        return dataclasses.replace(before, confidence=CONFIDENCE[way], reason=f"{way}: {before.text}")
    dated = _told_before(scene, frame)
    return _said_on(scene, Own(0, 0, dated, "in the sentence before")) if dated else None


def _same_speaker(scene: Scene, last: Frame, frame: Frame) -> bool:
    a, b = last.statement.speaker, frame.statement.speaker
    if a is not None and b is not None and a.name and b.name:
        return a.name.casefold() == b.name.casefold()
    words = _source_words(scene, frame)
    return bool(words) and (words == _source_words(scene, last) or lists().pronouns.issuperset(words))


def _goes_on(scene: Scene, last: Frame, before: SaidOn, frame: Frame) -> bool:
    """Whether a statement goes on with the one before it: soon after, and without a word of another time."""
    parse = scene.parse
    apart = parse.paragraph[frame.at] - parse.paragraph[last.at]
    if apart > MAX_PARAGRAPHS or (apart > 1 and frame.statement.kind == "indirect"):
        return False
    if _is_at_another_time(scene, frame) or (_is_present(scene, frame) and not _is_present(scene, last)):
        return False
    if parse.sentence[last.at] == parse.sentence[frame.at]:
        return True
    if before.granularity not in CARRIED:
        return False
    source = _source_words(scene, frame)
    if source[:1] in (["who"], ["which"]) or _has_other_day(scene, frame):
        return False
    # A name again and indirect speech begin something new, unless a word says that they go on.
    return (
        frame.statement.kind != "indirect"
        or lists().pronouns.issuperset(source)
        or not lists().on.isdisjoint(_by_cue(scene, frame))
    )


def _told_before(scene: Scene, frame: Frame) -> Dated | None:
    """The day in the sentence before, where that says that the speaker spoke: "Lee spoke in Vesna on Tuesday."."""
    parse = scene.parse
    starts = [r[0][0] for r in (frame.cue, frame.source, frame.content) if r]
    before = (parse.sentence[min(starts)] if starts else 0) - 1
    if (
        before not in scene.dated
        or _is_at_another_time(scene, frame)
        or _is_present(scene, frame)
        or _has_other_day(scene, frame)
    ):
        return None
    first, end = parse.sentences[before]
    first = max(first, end - REACH)
    dated = [d for d in scene.near(end, before) if d.is_day]
    verbs = (k for k in range(first, end) if parse.lower[k] in lists().spoke and parse.tag[k].startswith("VB"))
    verb = next(verbs, None)
    if (
        verb is None
        or parse.paragraph[frame.at] - parse.paragraph[first] > 1
        or not _is_named(scene, frame, first, verb)
    ):
        return None
    for d in dated:
        i, j = (verb + 1, d.i) if verb < d.i else (d.j, verb)
        if not d.inside and names_a_day(scene, d) and is_clear(scene, frame, i, j):
            return d
    return None


def _is_named(scene: Scene, frame: Frame, i: int, j: int) -> bool:
    """Whether the speaker is named, or meant by the same pronoun, in the words ``i:j``."""
    speaker, source = frame.statement.speaker, _source_words(scene, frame)
    words = scene.parse.lower[i:j]
    name = speaker.name.lower().split() if speaker and speaker.name else source
    return bool(name) and (name[-1] in words or (len(source) == 1 and source == words[:1]))


def _source_words(scene: Scene, frame: Frame) -> list[str]:
    return [w for i, j in frame.source for w in scene.parse.lower[i:j]]


def _by_cue(scene: Scene, frame: Frame) -> list[str]:
    """The words of the cue, those before it, and an adverb after it."""
    end = frame.cue[0][1] if frame.cue else len(scene.parse)
    adverb = end < len(scene.parse) and scene.parse.tag[end] == "RB"
    return by_cue(scene, frame) + scene.parse.lower[end : end + adverb]


def _is_at_another_time(scene: Scene, frame: Frame) -> bool:
    """Whether words by the cue part it from what went before: "has often said", "later said"."""
    words = _by_cue(scene, frame)
    return not lists().off.isdisjoint(words) or not {"has", "have", "had", "'ve"}.isdisjoint(words[:-1])


def _has_other_day(scene: Scene, frame: Frame) -> bool:
    """Whether the sentence of the cue names a day outside of what is said and of the source, whatever for."""
    return any(
        d.named is d.words
        and names_a_day(scene, d)
        and not is_told(scene, frame, d)
        and not is_of_source(scene, frame, d)
        for d in scene.near(frame.at, scene.parse.sentence[frame.at])
    )


def _is_present(scene: Scene, frame: Frame) -> bool:
    return any(scene.parse.tag[k] in {"VBZ", "VBP"} for i, j in frame.cue for k in range(i, j))
