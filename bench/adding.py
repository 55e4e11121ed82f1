"""How fast articles go into a library, beside the reader alone on the same texts: `python -m bench.adding --data DATA`.

DATA holds PolNeAR as ``polnear/``; its train articles go in as JSON Lines with their metadata. The reader alone reads
them in as many processes, with nothing before and after it: what it makes of them is thrown away. Ratios of one run
count: the machine is others' too. It takes about as long as reading the articles twice.
"""

from __future__ import annotations

import argparse
import csv
import json
import multiprocessing
import tempfile
import time
from pathlib import Path

import quoth
from quoth.ingest import ingest
from quoth.pipeline import read_article
from quoth.records import Article


def main() -> None:
    """Measures, and prints a line for each number."""
    parser = argparse.ArgumentParser(prog="python -m bench.adding", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds polnear/")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--most", type=int, help="only so many articles")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table = written(args.data / "polnear", Path(folder) / "train.jsonl", args.most)
        articles = [item for item in ingest([str(table)]) if isinstance(item, Article)]
        parsing, reading = (alone(articles, args.workers, whole=whole) for whole in (False, True))
        with quoth.Library(Path(folder) / "train.db") as library:
            began = time.perf_counter()
            done = library.add(table, workers=args.workers)
            adding = time.perf_counter() - began
            began = time.perf_counter()
            again = library.add(table, workers=args.workers)
            second = time.perf_counter() - began
            began = time.perf_counter()
            library.verify()
            verifying = time.perf_counter() - began
        size = (Path(folder) / "train.db").stat().st_size / 1e6
    print(f"{done.added} articles, {done.statements} statements, {args.workers} processes, {size:.1f} MB")
    print(f"the reader alone              {parsing:7.1f} s  {len(articles) / parsing:6.2f} articles/s")
    print(f"reading and resolving alone   {reading:7.1f} s  {len(articles) / reading:6.2f} articles/s")
    print(f"adding                        {adding:7.1f} s  {done.added / adding:6.2f} articles/s")
    print(f"  of the reader's own speed {parsing / adding:.3f}, of reading and resolving {reading / adding:.3f}")
    print(f"adding again: {again.added} added, {second:.2f} s, {second / adding:.4f} of the first time")
    print(f"verify: {verifying:.2f} s")


def written(polnear: Path, table: Path, most: int | None) -> Path:
    """The train articles with their metadata, one JSON object a line."""
    with (polnear / "metadata.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["compartment"] == "train"]
    with table.open("w", encoding="utf-8") as out:
        for row in rows[:most]:
            text = (polnear / "train" / "text" / f"{row['filename']}.txt").read_bytes().decode()
            facts = {"id": row["filename"], "outlet": row["publisher"], "published": row["publication_date"]}
            out.write(json.dumps({"text": text, "title": row["title"], "authors": row["author"], **facts}) + "\n")
    return table


def alone(articles: list[Article], workers: int, *, whole: bool) -> float:
    """Seconds in which ``workers`` processes read all articles, from when the last of them is ready."""
    shares = [articles[n::workers] for n in range(workers)]
    ready = multiprocessing.get_context("spawn").Barrier(workers + 1)
    processes = [
        multiprocessing.get_context("spawn").Process(target=_read, args=(share, ready, whole)) for share in shares
    ]
    for process in processes:
        process.start()
    ready.wait()
    began = time.perf_counter()
    for process in processes:
        process.join()
    return time.perf_counter() - began


def _read(articles: list[Article], ready: object, whole: bool) -> None:
    reader = quoth.load_reader()
    ready.wait()  # type: ignore[attr-defined]
    for article in articles:
        if whole:
            read_article(article, reader)
        else:
            reader.parse(article)


if __name__ == "__main__":
    main()
