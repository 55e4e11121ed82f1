"""What is done with one shard: its articles are read, and their parts and the row of the manifest written."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from quoth.errors import QuothError, in_short
from quoth.ingest import Known
from quoth.pipeline import Reading, read_or_drop
from quoth.read import Reader, load_reader
from quoth.records import Article, Dropped
from quoth.run.manifest import Row, put_row
from quoth.run.parts import Writer
from quoth.run.pieces import DAMAGED, items_of
from quoth.run.shards import Shard

__all__ = ["Failed", "ShardWork", "lost_shard", "output_fault"]

_ERRNO = re.compile(r"\[?[Ee]rrno (\d+)\]?")
_HALF = "its text holds half a character, which no table can carry; save it again as UTF-8"


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a shard was not done; with ``ends``, no other can be done either."""

    reason: str
    ends: bool = False


@dataclass(frozen=True, slots=True)
class ShardWork:
    """How shards are done: called once in each process, it loads the reader and gives what does them."""

    out: str
    reader: str
    made_by: str
    by_day: bool = False
    published: str | None = None
    outlet: str | None = None

    @property
    def identity(self) -> str:
        """All that the rows of a shard depend on beside its input."""
        return "|".join(map(str, (self.made_by, self.by_day, self.published, self.outlet, "parts 1")))

    def __call__(self) -> Callable[[Shard], Row | Failed]:
        """Does one shard after the other."""
        reader = load_reader(self.reader)
        return lambda shard: self.do(shard, reader)

    def do(self, shard: Shard, reader: Reader) -> Row | Failed:
        """Reads a shard and writes its parts, then its row; whatever goes wrong is a Failed."""
        try:
            row = self._row(shard, reader)
            put_row(Path(self.out), row)
        except OSError as error:
            return Failed(output_fault(error, self.out), ends=True)
        except _InputError as error:
            return Failed(str(error))
        except QuothError as error:
            return Failed(str(error), ends=True)
        except Exception as error:
            return Failed(f"doing it failed ({in_short(error)})")
        return row

    def _row(self, shard: Shard, reader: Reader) -> Row:
        begun = perf_counter()
        statements = figures = articles = 0
        dropped: list[Dropped] = []
        with Writer(Path(self.out), shard.name, by_day=self.by_day) as writer:
            for item in _guarded(shard, self.known):
                outcome = read_or_drop(item, reader) if isinstance(item, Article) else item
                if isinstance(outcome, Dropped) or not _put(writer, outcome, self.made_by):
                    dropped.append(outcome if isinstance(outcome, Dropped) else Dropped(item.origin, "write", _HALF))
                    continue
                articles += 1
                statements += len(outcome.statements)
                figures += len(outcome.figures)
            parts = writer.finish()
        damaged = next((each.reason for each in dropped if DAMAGED.match(each.reason)), None)
        same = {name: getattr(shard, name) for name in ("input", "form", "start", "end", "files")}
        return Row(
            shard.name,
            **same,
            status="done",
            articles=articles,
            statements=statements,
            figures=figures,
            bytes=shard.size,
            dropped=tuple(dropped),
            damaged=damaged,
            parts=parts,
            made_by=self.made_by,
            seconds=round(perf_counter() - begun, 3),
        )

    @property
    def known(self) -> Known:
        """What the user says of all sources."""
        known: Known = {}
        if self.published is not None:
            known["published"] = self.published
        if self.outlet is not None:
            known["outlet"] = self.outlet
        return known


class _InputError(Exception):
    """A shard's input cannot be read at all."""


def lost_shard(_shard: Shard) -> Row | Failed:
    """What comes of a shard over which processes died."""
    return Failed("doing it ended the process that did it, as no memory left does")


def output_fault(error: OSError, out: str) -> str:
    """Why nothing can be written into a folder, and what to do."""
    number = error.errno
    if number is None and (found := _ERRNO.search(str(error))):
        number = int(found[1])
    go_on = "type the same command again, which goes on from what is done"
    if number in {errno.ENOSPC, errno.EDQUOT}:
        return f"no space is left on the disk that holds {out}; make room and {go_on}"
    if number in {errno.ENOENT, errno.ENOTDIR, errno.ESTALE}:
        return f"the folder {out} has gone, or what was in it; put it back, or name another one, and start again"
    if number in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"the folder {out} cannot be written to; change its permissions, or name another one"
    what = (error.strerror or str(error)).split("\n")[0].rstrip(". ")[:120]
    return f"the folder {out} cannot be written to ({what}); look at its disk and {go_on}"


def _guarded(shard: Shard, known: Known) -> Iterator[Article | Dropped]:
    """The items of a shard; what the system says against its input rises as a fault of it."""
    items = items_of(shard, known)
    while True:
        try:
            item = next(items)
        except StopIteration:
            return
        except OSError as error:
            what = (error.strerror or str(error)).lower()
            raise _InputError(f"{shard.input} cannot be read ({what}); look at the file and its disk") from error
        yield item


def _put(writer: Writer, reading: Reading, made_by: str) -> bool:
    try:
        writer.put(reading, made_by)
    except UnicodeEncodeError:
        return False
    return True
