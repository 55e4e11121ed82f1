"""Corrections, as the readers of edited files give them, as the judgements that a library keeps."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from quoth.library import finding_id
from quoth.records import Judgement
from quoth.show.export.corrections import ROLES, Correction

__all__ = ["judgements_of"]


def judgements_of(corrections: Iterable[Correction], *, who: str, when: str, why: str) -> Iterator[Judgement]:
    """One judgement for all that a person changed in one statement, and one for each verdict.

    ``who`` and ``when`` stand in where a file does not say; corrections of a statement come one after the other.
    """
    for _, corrections_of_one in itertools.groupby(corrections, key=_same):
        group = list(corrections_of_one)
        first = group[0]
        by: dict[str, Any] = {"who": first.who or who, "when": first.when or when, "why": why}
        for made in group:
            if made.field == "verdict":
                yield Judgement.of(made.statement, "accept" if made.value == "accept" else "reject", **by)
        values: dict[str, Any] = {made.field: _value(made) for made in group if made.field != "verdict"}
        if values and first.statement is not None:
            yield Judgement.of(first.statement, "correct", values=values, **by)
        elif values:
            values = {"article": first.article, **{role: [] for role in ROLES}, **values}
            yield Judgement.of(finding_id(values), "correct", values=values, **by)


def _value(made: Correction) -> Any:
    return [list(pair) for pair in made.spans] if made.field in ROLES else made.value


def _same(made: Correction) -> tuple[Any, ...]:
    return made.article, made.statement, made.about, made.who, made.when
