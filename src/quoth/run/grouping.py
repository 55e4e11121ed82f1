"""Relating across shards by group-by-key, on the engine that read them: which statements give the same words.

Nothing here knows statements but through two functions, ``keys`` and ``compare``. A shard of statements goes in, and
its records come out under their keys, in buckets; a bucket goes in, and the pairs in it come out. A pair depends on the
records of one key alone, in the order of their shards, so that any number of buckets and workers gives the same groups.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quoth.compare import MOST_OF_A_KEY, Groups
from quoth.errors import BatchError
from quoth.relate.families import Pair, alike
from quoth.relate.quotations import Wording, keys
from quoth.run.engines import Engine
from quoth.run.manifest import rows_of
from quoth.run.parts import WORKING
from quoth.run.shardwork import output_fault
from quoth.text import JOINT

__all__ = ["FAMILIES", "relate_batch"]

# Where the groups are within the result of a run.
FAMILIES = "families/families.parquet"

# Statements whose keys are held at once: some 200 MB.
OF_BUCKET = 100_000

COLUMNS = ("id", "article", "content", "kind", "place", "speaker", "speaker_type")


def relate_batch(out: str | os.PathLike[str], engine: Engine) -> int:
    """Writes the groups of statements in the result of a run; gives how many statements are in one.

    ``families.parquet`` has a row for each: ``family``, the id of the one in it that is first by shard and id,
    ``statement`` and ``article``. Raises BatchError where a part cannot be read or written.
    """
    folder = Path(out)
    rows = sorted(rows_of(folder), key=lambda row: row.shard)
    parts = [name for row in rows for name in sorted(row.parts) if name.startswith("statements/")]
    buckets = max(1, -(-sum(row.statements for row in rows) // OF_BUCKET))
    shutil.rmtree(folder / WORKING, ignore_errors=True)
    order: dict[str, tuple[int, str]] = {}
    joined: Groups[str] = Groups()
    try:
        for _, failed in _all(engine, _Keyed(str(folder), buckets), list(enumerate(parts))):
            if failed:
                raise BatchError(failed)
        for _, found in _all(engine, _Paired(str(folder)), list(range(buckets))):
            if isinstance(found, str):
                raise BatchError(found)
            for (n, one, of_one), (m, other, of_other) in found:
                order[one], order[other] = (n, of_one), (m, of_other)
                joined.join(one, other)
        return _write(folder, joined, order)
    except OSError as error:
        raise BatchError(output_fault(error, str(folder))) from error
    finally:
        shutil.rmtree(folder / WORKING, ignore_errors=True)


def _all(engine: Engine, begin: Callable[[], Callable[[Any], Any]], items: list[Any]) -> Iterator[tuple[Any, Any]]:
    left = iter(items)
    return engine.each(begin, lambda: next(left, None), lambda item: f"processes died over relating ({item})")


@dataclass(frozen=True, slots=True)
class _Keyed:
    """Puts the records of a part of statements under their keys, into the buckets of these."""

    out: str
    buckets: int

    def __call__(self) -> Callable[[tuple[int, str]], str]:
        return self.do

    def do(self, part: tuple[int, str]) -> str:
        """What went wrong, in one sentence; else nothing."""
        import pyarrow as pa
        from pyarrow import parquet

        n, name = part
        try:
            held: dict[int, list[dict[str, Any]]] = {}
            for row in parquet.read_table(Path(self.out, name), columns=list(COLUMNS)).to_pylist():
                record = {**row, "content": JOINT.join(span["text"] for span in row["content"]), "part": n}
                record |= {"start": row["content"][0]["start"], "end": row["content"][-1]["end"]}
                of_bucket: dict[int, list[str]] = {}
                for key in sorted(keys(_wording(record))):
                    of_bucket.setdefault(key % self.buckets, []).append(str(key))
                for bucket, own in of_bucket.items():
                    held.setdefault(bucket, []).append(record | {"keys": own})
            for bucket, records in held.items():
                folder = Path(self.out, WORKING, f"{bucket}")
                folder.mkdir(parents=True, exist_ok=True)
                parquet.write_table(pa.Table.from_pylist(records), folder / f"{n:08}.parquet")
        except OSError as error:
            return output_fault(error, self.out)
        except (ValueError, KeyError, TypeError) as error:
            return f"{name} cannot be read ({error}); run quoth batch again"
        return ""


Member = tuple[int, str, str]  # the number of its part, its id and its article's


@dataclass(frozen=True, slots=True)
class _Paired:
    """The pairs in a bucket."""

    out: str

    def __call__(self) -> Callable[[int], list[tuple[Member, Member]] | str]:
        return self.do

    def do(self, bucket: int) -> list[tuple[Member, Member]] | str:
        """Pairs, or what went wrong, in one sentence."""
        from pyarrow import parquet

        under: dict[str, list[tuple[Member, Wording]]] = {}
        met: set[str] = set()
        try:
            for path in sorted(Path(self.out, WORKING, f"{bucket}").glob("*.parquet")):
                for record in parquet.read_table(path).to_pylist():
                    if record["id"] in met:  # a text that was met twice
                        continue
                    met.add(record["id"])
                    member = (record["part"], record["id"], record["article"])
                    wording = _wording(record)
                    for key in record["keys"]:
                        under.setdefault(key, []).append((member, wording))
        except OSError as error:
            return output_fault(error, self.out)
        found: dict[Pair, tuple[Member, Member]] = {}
        for held in under.values():
            for one, other in _pairs(held):
                found[one[1], other[1]] = (one, other)
        return list(found.values())


def _pairs(held: list[tuple[Member, Wording]]) -> Iterator[tuple[Member, Member]]:
    """Of the records of one key the first few are compared with all, so that work does not grow with their square."""
    among = [wording for _, wording in held[:MOST_OF_A_KEY]]
    for n, (other, wording) in enumerate(held):
        for one, first in held[: min(n, MOST_OF_A_KEY)]:
            if alike(first, wording, among) is not None:
                yield one, other


def _wording(record: dict[str, Any]) -> Wording:
    same = {name: record[name] for name in ("article", "kind", "place", "speaker", "speaker_type", "start", "end")}
    return Wording(statement=record["id"], text=record["content"], **same)


def _write(folder: Path, joined: Groups[str], order: dict[str, tuple[int, str]]) -> int:
    import pyarrow as pa
    from pyarrow import parquet

    rows: list[tuple[str, int, str, str]] = []
    for group in joined.groups():
        members = sorted(group, key=lambda each: (order[each][0], each))
        rows += [(members[0], *order[each], each) for each in members]
    rows.sort()
    table = {
        "family": [family for family, *_ in rows],
        "statement": [statement for *_, statement in rows],
        "article": [article for _, _, article, _ in rows],
    }
    schema = pa.schema([(name, pa.string()) for name in table])
    (folder / FAMILIES).parent.mkdir(exist_ok=True)
    working = folder / f"{FAMILIES}.new"
    parquet.write_table(pa.table(table, schema=schema), working, compression="zstd")
    working.replace(folder / FAMILIES)
    return len(rows)
