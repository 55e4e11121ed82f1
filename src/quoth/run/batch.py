"""Many articles: inputs cut into shards, each done once, whatever stops the run; started again, it goes on.

Nothing here grows with the input but a few bytes a shard: shards are found as there is room for them, and what came of
each is on disk before the next is asked for.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from quoth.errors import BatchError
from quoth.ingest.folders import files_of
from quoth.records import Dropped
from quoth.run.engines import Engine
from quoth.run.lock import LOCK, locked
from quoth.run.manifest import MARK, Row, drop_row, put_row, row_of, rows_of
from quoth.run.parts import WORKING, article_schema
from quoth.run.shards import Shard, key_of, shards_of, size_of
from quoth.run.shardwork import Failed, ShardWork, lost_shard, output_fault

__all__ = ["Totals", "batch", "place_of", "total_bytes"]

# How often a shard is tried before it is set aside.
TRIES = 2

# How many different reasons are told apart; a file of odd rows can have one for each.
MOST_REASONS = 200

OTHER = "other reasons, which are in the manifest"


@dataclass
class Totals:
    """How far a run is: what is done of its shards, in this run or before, and what is wrong with some."""

    shards: int = 0
    before: int = 0
    articles: int = 0
    read: int = 0
    statements: int = 0
    bytes: int = 0
    bytes_read: int = 0
    dropped: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    set_aside: list[tuple[str, str]] = field(default_factory=list)
    damaged: list[tuple[str, str]] = field(default_factory=list)

    def add(self, row: Row, *, before: bool) -> None:
        """Counts a shard that is done or set aside."""
        self.bytes += row.bytes
        if row.status == "set aside":
            self.set_aside.append((place_of(row), row.lost or ""))
            return
        self.shards += 1
        self.before += before
        self.articles += row.articles
        self.statements += row.statements
        if not before:
            self.read += row.articles
            self.bytes_read += row.bytes
        if row.damaged is not None:
            self.damaged.append((place_of(row), row.damaged))
        for each in row.dropped:
            self.drop(each)

    def drop(self, dropped: Dropped) -> None:
        """Counts what was dropped."""
        self.dropped += 1
        known = dropped.reason in self.reasons or len(self.reasons) < MOST_REASONS
        reason = dropped.reason if known else OTHER
        self.reasons[reason] += 1
        self.examples.setdefault(reason, dropped.origin)


def batch(
    sources: Iterable[str],
    work: ShardWork,
    engine: Engine,
    *,
    told: Callable[[Totals], object] = lambda _: None,
    totals: Totals | None = None,
) -> Totals:
    """Does the shards of ``sources`` that are not done yet; gives what came of all of them.

    ``told`` hears how far it is, after each shard. Raises BatchError where the run cannot begin or go on: what is done
    is kept, and the same call goes on from there. A shard that fails is tried again, and then set aside.
    """
    sources = list(sources)
    article_schema()  # says what is missing before anything is done
    totals = Totals() if totals is None else totals
    out = Path(work.out)
    _prepare(out)
    with locked(out):
        shutil.rmtree(out / WORKING, ignore_errors=True)
        _settle(out, sources, work)
        _run(sources, work, engine, totals, told)
        shutil.rmtree(out / WORKING, ignore_errors=True)
    return totals


def place_of(row: Row | Shard) -> str:
    """Where a shard is, for people."""
    if row.form == "files":
        more = f" and {len(row.files) - 1:,} more files" if len(row.files) > 1 else ""
        return f"{row.files[0]}{more}" if row.files else row.input
    what = "rows" if row.form == "parquet" else "bytes"
    return f"{row.input}, {what} {row.start:,} to {row.end:,}"


def _prepare(out: Path) -> None:
    """The folder for the result: a new one, an empty one, or one of an earlier run."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        if not (out / MARK).is_file():
            if any(name != LOCK for name in os.listdir(out)):
                raise BatchError(f"{out} holds something else than the result of quoth batch; name another folder")
            (out / MARK).write_text(json.dumps({"format": 1}) + "\n", encoding="utf-8")
    except (FileExistsError, NotADirectoryError) as error:
        raise BatchError(f"{out} is no folder; name another place for the result") from error
    except OSError as error:
        raise BatchError(output_fault(error, str(out))) from error


def _run(sources: list[str], work: ShardWork, engine: Engine, totals: Totals, told: Callable[[Totals], object]) -> None:
    out = Path(work.out)
    again: deque[Shard] = deque()
    tries: Counter[str] = Counter()
    planned = _unfinished(sources, work, totals, told)

    def feed() -> Shard | None:
        return again.popleft() if again else next(planned, None)

    with closing(engine.each(work, feed, lost_shard)) as outcomes:
        for shard, outcome in outcomes:
            if isinstance(outcome, Row):
                totals.add(outcome, before=False)
            elif outcome.ends:
                raise BatchError(outcome.reason)
            else:
                tries[shard.name] += 1
                if tries[shard.name] < TRIES:
                    again.append(shard)
                    continue
                totals.add(_set_aside(out, shard, outcome, work), before=False)
            told(totals)


def _unfinished(
    sources: list[str], work: ShardWork, totals: Totals, told: Callable[[Totals], object]
) -> Iterator[Shard]:
    """The shards that are to be done; those that are done, and what is no input, are counted on the way."""
    met: set[int] = set()
    for shard in shards_of(sources, work.identity, out=work.out):
        if isinstance(shard, Dropped):
            totals.drop(shard)
            continue
        if (number := hash(shard.name)) in met:
            continue
        met.add(number)
        row = row_of(Path(work.out), shard.name)
        if row is not None and row.status == "done":
            totals.add(row, before=True)
            told(totals)
        else:
            yield shard


def _set_aside(out: Path, shard: Shard, failed: Failed, work: ShardWork) -> Row:
    same = {name: getattr(shard, name) for name in ("input", "form", "start", "end", "files")}
    row = Row(shard.name, **same, status="set aside", bytes=shard.size, lost=failed.reason, made_by=work.made_by)
    try:
        put_row(out, row)
    except OSError as error:
        raise BatchError(output_fault(error, str(out))) from error
    return row


def _settle(out: Path, sources: list[str], work: ShardWork) -> None:
    """Takes out what an earlier run made of the same inputs when they, or what reads them, were others."""
    if next(rows_of(out), None) is None:
        return
    planned: set[str] = set()
    files: set[str] = set()
    keys: set[str] = set()
    for shard in shards_of(sources, work.identity, out=work.out):
        if isinstance(shard, Shard):
            planned.add(shard.name)
            for file in shard.files or (shard.input,):
                files.add(os.path.abspath(file))
                keys |= {key_of(file), key_of(os.path.dirname(file) or ".")}
    for row in rows_of(out):
        if row.shard in planned or row.shard.split("-", 1)[0] not in keys:
            continue
        places = {os.path.abspath(file) for file in row.files or (row.input,)}
        there = {place for place in places if os.path.exists(place)}
        if (there and there <= files) or (not there and places & files):
            drop_row(out, row)
        elif there & files:
            left = min(there - files)
            raise BatchError(
                f"{out} has {left} read together with files that are given again; give it, too, or name another folder"
            )


def total_bytes(sources: Iterable[str]) -> int:
    """The bytes of all files of ``sources``, from a look at their folders."""
    return sum(size_of(file) for source in sources for file in files_of(source) if isinstance(file, str))
