"""The commands ``quoth judge`` and ``quoth import``: what people decide, one by one or as an edited file has it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from quoth.errors import NotFoundError, RecordError, SpanError
from quoth.library import FIELDS
from quoth.records import Dropped, Judgement
from quoth.show import streams
from quoth.show.commands.program import DEFAULT_LIBRARY, LibraryOption, WhoOption, WhyOption, app, examples, whoami
from quoth.show.export import (
    Kept,
    Review,
    read_brat_corrections,
    read_csv_corrections,
    read_label_studio_corrections,
)
from quoth.show.export.judgements import judgements_of
from quoth.show.lines import json_line
from quoth.show.python import Library
from quoth.show.streams import one_line
from quoth.show.table import count

__all__ = ["import_", "judge"]

ROLES = ("content", "cue", "source")


class Decision(StrEnum):
    """What can be decided."""

    SHOW = "show"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    FIND = "find"
    MERGE = "merge"
    PART = "part"
    UNDO = "undo"


class JudgementFormat(StrEnum):
    """The forms in which judgements are printed."""

    TABLE = "table"
    JSON = "json"


@app.command(
    epilog=examples(
        "quoth judge st_8546956d51f8e35e49e2 accept --why 'heard on the tape'",
        'quoth judge st_8546956d51f8e35e49e2 correct speaker="Ada Quill" content="12-45;60-80" role=',
        "quoth judge ar_2f316c76493ee43b9cff find content=102-164 cue=166-170 source=171-180",
        'quoth judge "Ada Quill" merge "A. Quill" "Mrs Quill"',
        "quoth judge ju_0f1e2d3c4b5a69788796 undo",
        "quoth judge st_8546956d51f8e35e49e2",
    )
)
def judge(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="Of a statement, an article or a judgement, or the name of a speaker.")
    ],
    decision: Annotated[
        Decision, typer.Argument(help="What you decide; without one, what was decided is shown.")
    ] = Decision.SHOW,
    values: Annotated[
        list[str] | None, typer.Argument(help="To correct and to find: FIELD=VALUE; to merge and to part: names.")
    ] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    who: WhoOption = None,
    why: WhyOption = None,
    format_: Annotated[
        JudgementFormat, typer.Option("--format", help="How to print judgements.")
    ] = JudgementFormat.TABLE,
) -> None:
    """Decide on a statement or a speaker: it is kept for good, and stronger than any model.

    What is decided is undone by another decision, never erased. Spans are START-END in code points of the article's
    text, several joined by ";"; FIELD= empties a field.
    """
    given = values or []
    _check_arguments(name, decision, given)
    with Library(library, create=False) as kept:
        if decision is Decision.SHOW:
            shown = kept.judgements(None if name == "all" else name)
            if not shown and name != "all" and kept.statement(name) is None:
                raise typer.BadParameter(f"there is no statement {name!r} in {library}", param_hint="'ID'")
            streams.emit(_shown(shown, format_))
            return
        made = _DECIDE[decision](kept, name, given, {"who": who or whoami(), "why": why})
    if format_ is JudgementFormat.JSON:
        streams.emit(json_line(made.to_dict()))
    else:
        streams.emit(f"{made.id}: {sentence(made)}; to take it back: quoth judge {made.id} undo\n")


def _check_arguments(name: str, decision: Decision, given: list[str]) -> None:
    hint = "'ID'"
    if decision in (Decision.ACCEPT, Decision.REJECT, Decision.CORRECT) and not name.startswith("st_"):
        raise typer.BadParameter(f"{name!r} is no id of a statement, which begins with st_", param_hint=hint)
    if decision is Decision.FIND and not name.startswith("ar_"):
        raise typer.BadParameter(f"{name!r} is no id of an article, which begins with ar_", param_hint=hint)
    if decision is Decision.UNDO and not name.startswith("ju_"):
        raise typer.BadParameter(f"{name!r} is no id of a judgement, which begins with ju_", param_hint=hint)
    needs = decision in (Decision.CORRECT, Decision.FIND, Decision.MERGE, Decision.PART)
    if needs and not given:
        what = "FIELD=VALUE" if decision in (Decision.CORRECT, Decision.FIND) else "a name"
        raise typer.BadParameter(f"give {what} after {decision}", param_hint="'VALUES'")
    if given and not needs:
        raise typer.BadParameter(f"{decision} takes none; a reason goes into --why", param_hint="'VALUES'")


def _fields(given: list[str]) -> dict[str, Any]:
    """FIELD=VALUE as the values of a correction."""
    values: dict[str, Any] = {}
    for each in given:
        field, equals, value = each.partition("=")
        if not equals or field not in FIELDS:
            raise typer.BadParameter(
                f"{each!r} is no FIELD=VALUE; the fields are {', '.join(FIELDS)}", param_hint="'VALUES'"
            )
        values[field] = _spans(field, value) if field in ROLES else value or None
    return values


def _spans(field: str, value: str) -> list[list[int]]:
    if not re.fullmatch(r"(\d{1,9}-\d{1,9}(;\d{1,9}-\d{1,9})*)?", value):
        raise typer.BadParameter(f"{field} is START-END, several joined by ';', not {value!r}", param_hint="'VALUES'")
    return [[int(at) for at in pair.split("-")] for pair in value.split(";") if pair]


Decide = Callable[[Library, str, list[str], dict[str, Any]], Judgement]
_DECIDE: dict[Decision, Decide] = {
    Decision.ACCEPT: lambda kept, name, _, by: kept.accept(name, **by),
    Decision.REJECT: lambda kept, name, _, by: kept.reject(name, **by),
    Decision.CORRECT: lambda kept, name, given, by: kept.correct(name, **by, **_fields(given)),
    Decision.FIND: lambda kept, name, given, by: kept.find(name, **by, **_fields(given)),
    Decision.MERGE: lambda kept, name, given, by: kept.merge(name, *given, **by),
    Decision.PART: lambda kept, name, given, by: kept.part(name, *given, **by),
    Decision.UNDO: lambda kept, name, _, by: kept.undo(name, **by),
}


def sentence(made: Judgement) -> str:
    """What a judgement says, in a few words."""
    values = json.loads(made.values)
    if made.undoes is not None:
        return f"{made.who} took back {made.undoes}"
    if made.action in ("accept", "reject"):
        return f"{made.who} {made.action}ed {made.statement}"
    if made.statement is None:
        first, *others = map(one_line, values["names"])
        verb = "merged into" if made.action == "merge" else "parted from"
        return f"{made.who} {verb} {first}: {', '.join(others)}"
    said = ", ".join(f"{name}={_worded(value)}" for name, value in values.items() if name != "article")
    verb = "found" if "article" in values else "corrected"
    return f"{made.who} {verb} {made.statement}: {said}"


def _worded(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(f"{start}-{end}" for start, end in value)
    return one_line(value or "")


def _shown(judgements: list[Judgement], form: JudgementFormat) -> str:
    if form is JudgementFormat.JSON:
        return "".join(json_line(each.to_dict()) for each in judgements)
    if not judgements:
        return "nothing was decided about it\n"
    table = Table.grid(padding=(0, 2, 0, 0))
    for each in judgements:
        words = Text(sentence(each))
        if each.why:
            words.append(f"\n{one_line(each.why)}", style="dim")
        table.add_row(each.when[:16].replace("T", " "), each.id, words)
    return streams.render(table)


class CorrectionsFormat(StrEnum):
    """The forms in which corrections come back."""

    AUTO = "auto"
    CSV = "csv"
    BRAT = "brat"
    LABELSTUDIO = "labelstudio"


_READERS = {
    CorrectionsFormat.CSV: read_csv_corrections,
    CorrectionsFormat.BRAT: read_brat_corrections,
    CorrectionsFormat.LABELSTUDIO: read_label_studio_corrections,
}


@app.command(
    "import",
    epilog=examples(
        "quoth import statements.csv --library news.db --who Ana",
        "quoth import for-brat/ --accept-rest",
        "quoth import project-1.json",
    ),
)
def import_(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="What quoth export wrote, and somebody edited.")],
    library: LibraryOption = DEFAULT_LIBRARY,
    format_: Annotated[
        CorrectionsFormat, typer.Option("--format", help="What it is; auto tells by its name.")
    ] = CorrectionsFormat.AUTO,
    accept_rest: Annotated[
        bool, typer.Option("--accept-rest", help="Somebody went through all of it: accept what was left as it was.")
    ] = False,
    who: WhoOption = None,
) -> None:
    """Take what people changed in an exported CSV, brat folder or Label Studio file as judgements."""
    if not path.exists():
        raise NotFoundError(f"there is no {path}; check its name and folder", origin=str(path))
    by = who or whoami()
    form = format_ if format_ is not CorrectionsFormat.AUTO else _form_of(path)
    read = _READERS[form]
    actions: Counter[str] = Counter()
    dropped: list[Dropped] = []
    with Library(library, create=False) as kept:
        found = read(path, Kept(kept), Review(by, accept_rest))
        corrections = (each for each in found if not _put_aside(each, dropped))
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        for made in judgements_of(corrections, who=by, when=now, why=f"in {path.name}"):  # type: ignore[arg-type]
            try:
                if kept.verdict(made.statement or "") != f"{made.action}ed" or made.action == "correct":
                    actions[made.action] += kept.judge(made)
            except (RecordError, SpanError) as error:
                dropped.append(Dropped(made.statement or "", "corrections", str(error)))
    for line in _imported(actions, dropped, path):
        streams.emit(streams.render(line))
    if not actions.total() and dropped:
        raise typer.Exit(1)


def _put_aside(each: object, dropped: list[Dropped]) -> bool:
    if isinstance(each, Dropped):
        dropped.append(each)
    return isinstance(each, Dropped)


def _form_of(path: Path) -> CorrectionsFormat:
    if path.is_dir():
        return CorrectionsFormat.BRAT
    return CorrectionsFormat.LABELSTUDIO if path.suffix.lower() == ".json" else CorrectionsFormat.CSV


def _imported(actions: Counter[str], dropped: list[Dropped], path: Path) -> Iterator[RenderableType]:
    each = [f"{count(actions[a], 'statement')} {a}ed" for a in ("correct", "reject", "accept") if actions[a]]
    yield Text(f"{one_line(str(path))}: {', '.join(each) or 'nothing new'}, {len(dropped):,} not understood.")
    for fault in dropped:
        yield Text(f"  {one_line(fault.origin)}: {one_line(fault.reason)}", style="dim")
