"""Many articles in shards: each is done once, whatever stops a run, and what goes wrong is said in one sentence."""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

from quoth import Library
from quoth.errors import BatchError, MissingExtraError
from quoth.ingest import ingest
from quoth.library import Store
from quoth.pipeline import read_article
from quoth.records import Article, Dropped
from quoth.resolve import RESOLVED_BY
from quoth.run import add_items, cutting, parts, tally
from quoth.run import shards as planning
from quoth.run.batch import Totals, batch
from quoth.run.engines import Here
from quoth.run.lock import locked
from quoth.run.manifest import row_of, rows_of
from quoth.run.parts import readings_of
from quoth.run.shards import Shard, shards_of
from quoth.run.shardwork import Failed, ShardWork
from tests.fakes import FakeReader
from tests.ingest.test_archives import of_pages
from tests.library.readings import contents
from tests.run import batching, invented

pytest.importorskip("pyarrow")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards of a few articles, and a reader that is quick."""
    sizes: dict[cutting.Form, int] = {"lines": 1500, "table": 1500, "warc": 1500, "parquet": 5}
    monkeypatch.setattr(cutting, "SIZES", sizes)
    monkeypatch.setattr(planning, "SIZES", sizes)
    monkeypatch.setattr("quoth.run.shardwork.load_reader", lambda name: FakeReader())


def run(out: Path, *inputs: Path, reader: str = "rules", by_day: bool = False) -> Totals:
    """A run in this process."""
    return batch(map(str, inputs), ShardWork(str(out), reader, reader, by_day), Here())


def test_any_number_of_processes_gives_the_same_parts(tmp_path: Path) -> None:
    """To the last byte, and the same rows of the manifest but for the seconds."""
    table = invented.table(tmp_path / "news.jsonl", range(60))
    (tmp_path / "files").mkdir()
    for n in range(5):
        (tmp_path / "files" / f"2031-05-0{n + 1}.txt").write_text(invented.text(n), encoding="utf-8")
    counts = [
        batching.finished(batching.started(tmp_path / engine, engine, table, tmp_path / "files"))
        for engine in ("1", "2")
    ]
    assert counts[0] == counts[1]
    assert counts[0][0] > 3
    assert counts[0][1:] == (65, 195)
    assert batching.parts(tmp_path / "1") == batching.parts(tmp_path / "2")
    assert batching.manifest(tmp_path / "1") == batching.manifest(tmp_path / "2")


def test_a_part_holds_what_was_read(tmp_path: Path) -> None:
    """Readings come out of it as they went in."""
    (tmp_path / "news.warc.gz").write_bytes(of_pages(gzipped=True).data)
    table = invented.table(tmp_path / "news.jsonl", range(12))
    out = tmp_path / "out"
    run(out, table, tmp_path / "news.warc.gz")
    found = [reading for row in rows_of(out) for reading, _ in readings_of(out, row.parts)]
    items = ingest([str(table), str(tmp_path / "news.warc.gz")])
    expected = [read_article(item, FakeReader()) for item in items if isinstance(item, Article)]
    assert len(found) == 15
    assert sorted(found, key=lambda each: each.article.origin) == sorted(expected, key=lambda each: each.article.origin)
    assert any(each.article.raw is not None and each.article.raw.offset for each in found)


def test_what_is_done_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No reader is asked, and no part is written; a part that is gone is made again."""
    table = invented.table(tmp_path / "news.jsonl", range(40))
    out = tmp_path / "out"
    first = run(out, table)
    before = batching.parts(out)
    asked: list[str] = []
    done = ShardWork.do

    def do(_self: ShardWork, shard: Shard, _reader: FakeReader) -> Failed:
        asked.append(shard.name)
        return Failed("asked", ends=True)

    monkeypatch.setattr(ShardWork, "do", do)
    again = run(out, table)
    assert (again.shards, again.before, again.articles, again.dropped) == (first.shards, first.shards, 40, 1)
    assert asked == []
    next(out.glob("statements/*.parquet")).unlink()
    with pytest.raises(BatchError, match="asked"):
        run(out, table)
    assert len(asked) == 1
    monkeypatch.setattr(ShardWork, "do", done)
    run(out, table)
    assert batching.parts(out) == before


def test_an_input_that_changed_takes_the_place_of_what_it_was(tmp_path: Path) -> None:
    """So does another reader: no article is there twice. What was read of another input stays."""
    table = invented.table(tmp_path / "news.jsonl", range(40))
    other = invented.table(tmp_path / "other.jsonl", range(100, 140))
    out = tmp_path / "out"
    run(out, other)
    run(out, table)
    invented.table(table, range(30))
    run(out, table)
    assert sum(row.articles for row in rows_of(out)) == 70
    run(out, table, reader="others")
    counts: Counter[str] = Counter()
    for row in rows_of(out):
        counts[row.made_by] += row.articles
    assert counts == {"rules": 40, "others": 30}
    assert len(list(out.glob("articles/*.parquet"))) == sum(bool(row.parts) for row in rows_of(out))


def test_a_shard_that_fails_is_tried_again_and_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are done; the next run tries it once more."""
    table = invented.table(tmp_path / "news.jsonl", range(40))
    out = tmp_path / "out"
    tried: list[int] = []
    row = ShardWork._row

    def failing(self: ShardWork, shard: Shard, reader: FakeReader) -> Any:
        if shard.first:
            return row(self, shard, reader)
        tried.append(shard.first)
        raise ZeroDivisionError("as asked")

    monkeypatch.setattr(ShardWork, "_row", failing)
    totals = run(out, table)
    ((place, reason),) = totals.set_aside
    assert tried == [0, 0]
    assert place.startswith(f"{table}, bytes 0 to ")
    assert reason == "doing it failed (ZeroDivisionError: as asked)"
    assert 0 < totals.articles < 40
    monkeypatch.setattr(ShardWork, "_row", row)
    totals = run(out, table)
    assert (totals.articles, totals.set_aside) == (40, [])


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "no space is left on the disk"),
        (errno.EROFS, "cannot be written to; change its permissions"),
        (errno.EIO, "cannot be written to .*; look at its disk"),
    ],
)
def test_a_disk_that_fails_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    """In one sentence; what was done before is kept, and the next run goes on from there."""
    table = invented.table(tmp_path / "news.jsonl", range(40))
    out = tmp_path / "out"
    finish = parts.Writer.finish
    times: list[int] = []

    def full(self: parts.Writer) -> dict[str, str]:
        times.append(1)
        if len(times) > 2:
            raise OSError(number, os.strerror(number))
        return finish(self)

    monkeypatch.setattr(parts.Writer, "finish", full)
    with pytest.raises(BatchError, match=words):
        run(out, table)
    assert len(list(rows_of(out))) == 2
    assert not list(out.glob("**/.working/*.parquet"))
    monkeypatch.setattr(parts.Writer, "finish", finish)
    totals = run(out, table)
    assert (totals.before, totals.articles) == (2, 40)


def test_a_folder_that_goes_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not made again with half of the result in it."""
    table = invented.table(tmp_path / "news.jsonl", range(40))
    out = tmp_path / "out"
    finish = parts.Writer.finish

    def gone(self: parts.Writer) -> dict[str, str]:
        made = finish(self)
        shutil.rmtree(out)
        return made

    monkeypatch.setattr(parts.Writer, "finish", gone)
    with pytest.raises(BatchError, match="has gone, or what was in it"):
        run(out, table)
    assert not out.exists()


def test_two_runs_into_one_folder_are_refused(tmp_path: Path) -> None:
    """The second hears which process the first is; when that has ended, it may."""
    table = invented.table(tmp_path / "news.jsonl", range(4))
    out = tmp_path / "out"
    run(out, table)
    with locked(out), pytest.raises(BatchError, match=rf"another run \(process {os.getpid()}\) writes into"):
        run(out, table)
    assert run(out, table).before == 1


def test_a_folder_with_something_else_is_refused(tmp_path: Path) -> None:
    """Nothing is written into it; nor over a file."""
    table = invented.table(tmp_path / "news.jsonl", range(4))
    with pytest.raises(BatchError, match="holds something else"):
        run(tmp_path, table)
    with pytest.raises(BatchError, match="is no folder"):
        run(table, table)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.jsonl"]


def test_damaged_inputs_are_said_and_the_others_are_kept(tmp_path: Path) -> None:
    """An archive that is cut, and a table that is none."""
    whole = of_pages(gzipped=True)
    (tmp_path / "cut.warc.gz").write_bytes(whole.data[: whole.starts[-1] + 60])
    (tmp_path / "fake.parquet").write_bytes(b"PAR1" + bytes(5000) + b"PAR1")
    table = invented.table(tmp_path / "news.jsonl", range(40))
    totals = run(tmp_path / "out", tmp_path / "cut.warc.gz", tmp_path / "fake.parquet", table)
    assert totals.articles == 42
    reasons = sorted(reason for _, reason in totals.damaged)
    assert len(reasons) == 1 or reasons[0].startswith("it is a Parquet table that is damaged")
    assert any("archive is cut or damaged" in reason for reason in totals.reasons)
    assert any("Parquet table that is damaged" in reason for reason in totals.reasons)


def test_what_utf8_cannot_carry_is_dropped(tmp_path: Path) -> None:
    """Half a character in a title; the others of its shard are there."""
    rows = [{"text": invented.text(n), "title": "Bridge \ud800" if n == 1 else "Bridge"} for n in range(3)]
    table = tmp_path / "news.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    totals = run(tmp_path / "out", table)
    assert totals.articles == 2
    assert [reason for reason in totals.reasons if "half a character" in reason]


def test_a_library_takes_it_as_if_it_had_read_it(tmp_path: Path) -> None:
    """Its rows are those of adding the input, and adding it again changes nothing; what was dropped is there, too."""
    table = invented.table(tmp_path / "news.jsonl", range(12))
    run(tmp_path / "out", table)
    with Store(tmp_path / "read.db") as store:
        tally(add_items(store, ingest([str(table)]), reader=FakeReader()))
    with Library(tmp_path / "taken.db", steps=()) as library:
        done = library.add(tmp_path / "out")
        assert (done.added, done.statements, len(done.dropped)) == (12, 36, 1)
        assert library.dropped()
        library.verify()
        again = library.add(tmp_path / "out")
        assert (again.added, again.unchanged) == (0, 12)

    def without_maker(path: Path) -> Any:
        return json.loads(json.dumps(contents(path)).replace(f"reader fake, {RESOLVED_BY}", "rules"))

    assert without_maker(tmp_path / "taken.db") == without_maker(tmp_path / "read.db")


def test_an_altered_part_is_dropped(tmp_path: Path) -> None:
    """With its reason, and the other shards are taken."""
    table = invented.table(tmp_path / "news.jsonl", range(40))
    run(tmp_path / "out", table)
    part = min((tmp_path / "out" / "articles").iterdir())
    lost = row_of(tmp_path / "out", part.stem)
    assert lost is not None
    part.write_bytes(part.read_bytes()[:-100])
    with Library(tmp_path / "news.db") as library:
        done = library.add(tmp_path / "out")
    assert done.added == 40 - lost.articles
    assert any("the part is damaged or was altered" in reason for reason in done.reasons)


def test_days_have_folders(tmp_path: Path) -> None:
    """One for each day of publication, and one for what has none; a library takes them, too."""
    rows = [{"text": invented.text(n), **({"published": f"2031-05-0{n}"} if n else {})} for n in range(3)]
    table = tmp_path / "news.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    totals = run(tmp_path / "out", table, by_day=True)
    assert totals.articles == 3
    days = ["day=2031-05-01", "day=2031-05-02", "day=__HIVE_DEFAULT_PARTITION__"]
    assert sorted(path.name for path in (tmp_path / "out" / "statements").iterdir()) == days
    with Library(tmp_path / "news.db") as library:
        assert library.add(tmp_path / "out").added == 3


def test_polars_reads_it_as_it_is(tmp_path: Path) -> None:
    """Words are what their spans slice to in the text of the article."""
    polars = pytest.importorskip("polars")
    run(tmp_path / "out", invented.table(tmp_path / "news.jsonl", range(12)))
    statements = polars.read_parquet(tmp_path / "out" / "statements" / "*.parquet")
    articles = polars.read_parquet(tmp_path / "out" / "articles" / "*.parquet")
    joined = statements.join(articles.select("id", "text"), left_on="article", right_on="id")
    assert len(joined) == 36
    for row in joined.iter_rows(named=True):
        for span in row["content"]:
            assert row["text"][span["start"] : span["end"]] == span["text"]


@pytest.mark.skipif(importlib.util.find_spec("duckdb") is None, reason="DuckDB is not installed")
def test_duckdb_reads_it_as_it_is(tmp_path: Path) -> None:
    """Statements, by the days of their articles."""
    import duckdb

    run(tmp_path / "out", invented.table(tmp_path / "news.jsonl", range(12)), by_day=True)
    pattern = f"{tmp_path}/out/statements/**/*.parquet"
    found = duckdb.sql(
        f"SELECT day::text, count(*) FROM read_parquet('{pattern}', hive_partitioning = true) GROUP BY 1"
    )
    assert found.fetchall() == [("2031-05-06", 36)]


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
def test_killed_at_any_moment_it_goes_on(tmp_path: Path) -> None:
    """After each kill -9 no part is without its row; in the end all is as without, and a stranger's lock is gone."""
    table = invented.table(tmp_path / "news.jsonl", range(400), statements=6)
    out = tmp_path / "out"
    quiet = batching.finished(batching.started(tmp_path / "quiet", "2", table))
    for shards in (1, 4):
        process = batching.started(out, "2", table)
        batching.when_done(process, out, shards)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert 4 <= batching.done(out) < quiet[0]
    assert batching.finished(batching.started(out, "2", table)) == quiet
    assert batching.parts(out) == batching.parts(tmp_path / "quiet")
    assert not (out / parts.WORKING).exists()


def test_a_process_that_dies_costs_no_shard(tmp_path: Path) -> None:
    """What it had in hand is done by another one; over which one dies twice is set aside."""
    from quoth.run.engines import Local

    table = invented.table(tmp_path / "news.jsonl", range(40))
    shards = [each for each in shards_of([str(table)], "made") if isinstance(each, Shard)]
    once, always = shards[1].name, shards[2].name
    died = tmp_path / "died"
    feed: Generator[Shard] = (each for each in shards)
    outcomes = Local(2).each(
        Dying(str(died), once, always), lambda: next(feed, None), lambda shard: f"lost {shard.name}"
    )
    found = {shard.name: outcome for shard, outcome in outcomes}
    assert found == {each.name: f"lost {always}" if each.name == always else each.name for each in shards}


class Dying:
    """Ends its process over one shard the first time, and over another one always."""

    def __init__(self, mark: str, once: str, always: str) -> None:
        self.mark, self.once, self.always = mark, once, always

    def __call__(self) -> Callable[[Shard], str]:
        return self.do

    def do(self, shard: Shard) -> str:
        if shard.name == self.always or (shard.name == self.once and not os.path.exists(self.mark)):
            Path(self.mark).touch()
            os._exit(9)
        return shard.name


def test_without_pyarrow_its_command_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is made."""
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'quoth\[batch\]'"):
        run(tmp_path / "out", tmp_path)
    assert not (tmp_path / "out").exists()


def test_what_is_no_input_is_counted(tmp_path: Path) -> None:
    """With its reason."""
    totals = run(tmp_path / "out", Path("https://post.example"), tmp_path / "none.txt")
    assert totals.dropped == 2
    assert totals.articles == 0
    assert all(isinstance(reason, str) for reason in totals.reasons)
    assert not isinstance(totals, Dropped)
