"""Whether it is the right person, of the right type, on the right day, and said how: counts of one article.

found                 contents overlap by half, one to one, by content alone
words_and_person      found, and the right speaker, or the right type where the gold names no person or organization
speaker.strict        of the found whose gold speaker is a named person or organization, those with that name
speaker.lenient       the same, where a part of the name with its last word is enough
speaker.named         strict, where the gold source has a word of the name
speaker.pronouns      strict, where the gold source is a pronoun
speaker.descriptions  strict, where the gold source is neither
speaker.implied       strict, where the gold has no source
type                  of the found, those of the right type
kind, attitude, polarity
                      of the found where the gold has one, those with the same
role                  of the found where the gold has one, those with half of its words in role and affiliation
said_on               the days of the found
direct_found          of the direct statements of the gold, those that were found
communication         of those that the gold takes for communication, those that were found
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quoth.evaluate.annotation import Attribution, Days, Spans
from quoth.evaluate.match import RoleTokens, candidates, one_to_one
from quoth.evaluate.metrics import Count
from quoth.evaluate.names import SourceSays, name_words, role_words, same_name, shorter_name, source_says
from quoth.evaluate.tokens import Tokens
from quoth.evaluate.who import NOBODY

__all__ = ["SPEAKER_METRICS", "SPEAKER_SHARES", "SpeakerCounts", "count_speakers"]

# Those of which there is precision and recall, and those that are a share: of what was found, and of the gold.
_SCORES = ("found", "words_and_person", "said_on")
_BY_SOURCE: dict[str, SourceSays] = {
    "speaker.named": "name",
    "speaker.pronouns": "pronoun",
    "speaker.descriptions": "description",
    "speaker.implied": "nothing",
}
_ALIKE = ("kind", "role", "attitude", "polarity")
SPEAKER_SHARES: tuple[str, ...] = (
    *("speaker.strict", "speaker.lenient", *_BY_SOURCE, "type", *_ALIKE),
    *("direct_found", "communication"),
)
SPEAKER_METRICS: tuple[str, ...] = (*_SCORES, *SPEAKER_SHARES)

_NAMED_TYPES = ("person", "organization")


class SpeakerCounts(NamedTuple):
    """The count of every metric in ``SPEAKER_METRICS``, and of each speaker who was judged the confidence and if right.

    Judged are the speakers of predictions that were found; right is a strict name where the gold names a person or an
    organization, else the right type.
    """

    counts: dict[str, Count]
    confidences: tuple[float | None, ...]
    right: tuple[bool, ...]


class _Judged(NamedTuple):
    """One gold attribution beside the prediction that found it. ``alike`` has those of ``_ALIKE`` that the gold has."""

    named: bool
    source: SourceSays
    strict: bool
    lenient: bool
    type: bool
    alike: dict[str, bool]
    day: bool

    @property
    def right(self) -> bool:
        return self.strict if self.named else self.type


def count_speakers(text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> SpeakerCounts:
    """Counts one article. Of equal overlaps of content the first in the gold goes first, then in the predictions."""
    tokens = Tokens(text)
    pairs = candidates(*([RoleTokens.of(tokens, each) for each in side] for side in (gold, predicted)))
    found = one_to_one(sorted(pairs, key=lambda pair: (pair.content_loss, pair.gold, pair.predicted)))
    both = [(gold[pair.gold], predicted[pair.predicted]) for pair in found]
    judged = [_judge(text, true, made) for true, made in both]
    named = [each for each in judged if each.named]
    counts = {
        "found": _of(len(judged), len(predicted), len(gold)),
        "words_and_person": _of(sum(each.right for each in judged), len(predicted), len(gold)),
        "said_on": _of(
            sum(each.day for each in judged),
            sum(_day(made.said_on) is not None for _, made in both),
            sum(_day(true.said_on) is not None for true, _ in both),
        ),
        "speaker.strict": _share(each.strict for each in named),
        "speaker.lenient": _share(each.lenient for each in named),
        "type": _share(each.type for each in judged),
    }
    for metric in _ALIKE:
        counts[metric] = _share(each.alike[metric] for each in judged if metric in each.alike)
    reached = {pair.gold for pair in found}
    counts["direct_found"] = _share(n in reached for n, true in enumerate(gold) if true.kind == "direct")
    counts["communication"] = _share(n in reached for n, true in enumerate(gold) if true.attitude == "communication")
    for metric, says in _BY_SOURCE.items():
        counts[metric] = _share(each.strict for each in named if each.source == says)
    answered = [(made.speaker, each.right) for (_, made), each in zip(both, judged, strict=True) if made.speaker]
    return SpeakerCounts(counts, tuple(who.confidence for who, _ in answered), tuple(right for _, right in answered))


def _judge(text: str, true: Attribution, made: Attribution) -> _Judged:
    name = name_words(true.speaker.name if true.speaker else None)
    given = name_words(made.speaker.name if made.speaker else None)
    strict = same_name(name, given)
    true_type = true.speaker.type if true.speaker else NOBODY
    made_type = made.speaker.type if made.speaker else NOBODY
    day = _day(true.said_on)
    return _Judged(
        named=bool(name) and true_type in _NAMED_TYPES,
        source=source_says(_pieces(text, true.source), name),
        strict=strict,
        lenient=strict or shorter_name(given, name),
        type=true_type == made_type or (true_type == NOBODY and made_type == "unknown"),
        alike=_alike(true, made),
        day=day is not None and day == _day(made.said_on),
    )


def _alike(true: Attribution, made: Attribution) -> dict[str, bool]:
    """Whether each of ``_ALIKE`` that the gold has is the same, or enough of it is."""
    fields = ("kind", "attitude", "polarity")
    same = {field: getattr(true, field) == getattr(made, field) for field in fields if getattr(true, field) is not None}
    if true.speaker and (role := role_words(true.speaker.role, true.speaker.affiliation)):
        given = {*name_words(made.speaker.role), *name_words(made.speaker.affiliation)} if made.speaker else set()
        same["role"] = 2 * len(role & given) >= len(role)
    return same


def _day(days: Days | None) -> str | None:
    """The day, where it is a single one: a week or a month is not judged."""
    return days[0] if days and days[0] == days[1] else None


def _pieces(text: str, spans: Spans) -> list[str]:
    return [text[start:end] for start, end in spans]


def _of(right: int, predicted: int, gold: int) -> Count:
    return Count(right, predicted, right, gold)


def _share(right: Iterable[bool]) -> Count:
    each = list(right)
    return _of(sum(each), len(each), len(each))
