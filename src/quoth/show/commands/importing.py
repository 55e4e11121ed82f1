"""The command ``quoth import``: what people decided in another tool, as judgements."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from quoth.errors import NotFoundError, RecordError, SpanError
from quoth.library import Alias
from quoth.records import Dropped, Judgement
from quoth.show import streams
from quoth.show.commands.program import DEFAULT_LIBRARY, LibraryOption, WhoOption, app, examples, whoami
from quoth.show.export import (
    Kept,
    Review,
    read_brat_corrections,
    read_csv_corrections,
    read_label_studio_corrections,
)
from quoth.show.export.alias_table import is_alias_table, read_aliases
from quoth.show.export.judgements import judgements_of
from quoth.show.python import Library
from quoth.show.streams import one_line
from quoth.show.table import count

__all__ = ["import_"]


# Judgements kept at once: what is lost where the process is killed in the middle is done again in a second.
BATCH = 500


# What is counted of a judgement that was kept and changed nothing.
AS_BEFORE = "judged to be as it was already"


class CorrectionsFormat(StrEnum):
    """The forms in which corrections come back."""

    AUTO = "auto"
    CSV = "csv"
    BRAT = "brat"
    LABELSTUDIO = "labelstudio"
    ALIASES = "aliases"


_READERS = {
    CorrectionsFormat.CSV: read_csv_corrections,
    CorrectionsFormat.BRAT: read_brat_corrections,
    CorrectionsFormat.LABELSTUDIO: read_label_studio_corrections,
}


@app.command(
    "import",
    short_help="Take edited exports as judgements.",
    epilog=examples(
        "quoth import statements.csv --library news.db --who Ana",
        "quoth import for-brat/ --accept-rest",
        "quoth import project-1.json",
        "quoth import aliases.csv --format aliases",
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
    """Take what people changed in an exported CSV, brat folder or Label Studio file as judgements.

    An alias table, or a list of names that OpenRefine reconciled, gives persons their other names and Wikidata ids.
    """
    if not path.exists():
        raise NotFoundError(f"there is no {path}; check its name and folder", origin=str(path))
    by = who or whoami()
    form = format_ if format_ is not CorrectionsFormat.AUTO else _form_of(path)
    if form is CorrectionsFormat.ALIASES:
        _take_aliases(path, library, by)
        return
    read = _READERS[form]
    actions: Counter[str] = Counter()
    dropped: list[Dropped] = []
    with Library(library, create=False) as kept:
        found = read(path, Kept(kept), Review(by, accept_rest, named=who is not None))
        corrections = (each for each in found if not _put_aside(each, dropped))
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        named: set[str] = set()
        made = judgements_of(corrections, who=by, when=now, why=f"in {path.name}")  # type: ignore[arg-type]
        for batch in _batches(made):
            named.update(each.who for each in batch)
            _keep(kept, batch, actions, dropped)
    if who is not None and (others := sorted(named - {who})):
        streams.say(f"the file says whose decisions some are, and --who does not change that: {', '.join(others)}")
    for line in _imported(actions, dropped, path):
        streams.emit(streams.render(line))
    if not actions.total() and dropped:
        raise typer.Exit(1)


def _take_aliases(path: Path, library: Path, who: str) -> None:
    """Keeps the rows of an alias table; what cannot be understood is said, and nothing at all is a fault."""
    rows = list(read_aliases(path))
    dropped = [each for each in rows if isinstance(each, Dropped)]
    aliases = [each for each in rows if isinstance(each, Alias)]
    with Library(library, create=False) as kept:
        put = kept.put_aliases(aliases, who=who, when=datetime.now(UTC).isoformat(timespec="microseconds"))
    known = count(len(aliases) - put, "name")
    streams.emit(
        f"{one_line(str(path))}: {count(put, 'name')} taken, {known} known, {len(dropped):,} not understood.\n"
    )
    for fault in dropped:
        streams.emit(streams.render(Text(f"  {one_line(fault.reason)}", style="dim")))
    if dropped and not aliases:
        raise typer.Exit(1)


def _batches(made: Iterator[Judgement]) -> Iterator[list[Judgement]]:
    """Judgements that are kept at once, so that an article is not worked out anew for each of them."""
    while batch := list(itertools.islice(made, BATCH)):
        yield batch


def _keep(kept: Library, batch: list[Judgement], actions: Counter[str], dropped: list[Dropped]) -> None:
    """Keeps what is to be kept of a batch: all at once, or, where one of them cannot be, one by one."""
    wanted = [(made, what) for made in batch if (what := _wanted(kept, made)) is not None]
    try:
        kept.judge_all(made for made, _ in wanted)
    except (RecordError, SpanError):
        alone, wanted = wanted, []
        for made, what in alone:
            try:
                kept.judge(made)
                wanted.append((made, what))
            except (RecordError, SpanError) as error:
                dropped.append(Dropped(made.statement or "", "corrections", str(error)))
    actions.update(what if kept.changed(made) else AS_BEFORE for made, what in wanted)


def _wanted(kept: Library, made: Judgement) -> str | None:
    """What a judgement does, or None where that was done: decided alike, found already, or, to accept, decided upon."""
    statement = made.statement or ""
    if kept.judgement(made.id) is not None:
        return None
    if made.action == "correct":
        found = "article" in json.loads(made.values)
        return None if found and kept.statement(statement) is not None else "found" if found else "corrected"
    verdict = kept.verdict(statement)
    if made.action == "accept":
        return "accepted" if verdict is None else None  # a person's word is no leftover
    return None if verdict == "rejected" else "rejected"


def _put_aside(each: object, dropped: list[Dropped]) -> bool:
    if isinstance(each, Dropped):
        dropped.append(each)
    return isinstance(each, Dropped)


def _form_of(path: Path) -> CorrectionsFormat:
    if path.is_dir():
        return CorrectionsFormat.BRAT
    if is_alias_table(path):
        return CorrectionsFormat.ALIASES
    return CorrectionsFormat.LABELSTUDIO if path.suffix.lower() == ".json" else CorrectionsFormat.CSV


def _imported(actions: Counter[str], dropped: list[Dropped], path: Path) -> Iterator[RenderableType]:
    each = [f"{count(number, 'statement')} {what}" for what, number in sorted(actions.items())]
    yield Text(f"{one_line(str(path))}: {', '.join(each) or 'nothing new'}, {len(dropped):,} not understood.")
    for fault in dropped:
        yield Text(f"  {one_line(fault.origin)}: {one_line(fault.reason)}", style="dim")
