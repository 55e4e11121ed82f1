"""What quoth batch costs: python -m bench.batch [--articles N] [--reader NAME] [--workers N ...] [--pages GOLD]

Reads made-up articles, or with --pages a web archive of the samples and of the articles in a folder of gold, with each
number of workers in turn: seconds, articles a second, and the memory of the process that hands out shards and of the
largest worker when 10, 50 and 100 per cent are done. The rows have to be the same, byte for byte, whoever read.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.floor import write_report
from quoth.run.manifest import rows_of

MARKS = (10, 50, 100)


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints; 1 where rows differ."""
    parser = argparse.ArgumentParser(description="What quoth batch costs.")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--reader", default="rules")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--pages", type=Path, metavar="GOLD", help="a web archive of these articles, over and over")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the figures, with machine and versions")
    options = parser.parse_args(argv)
    made: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory() as folder:
        if options.pages:
            source = archive(Path(folder) / "news.warc.gz", options.pages, options.articles)
        else:
            source = table(Path(folder) / "news.jsonl", options.articles)
        for workers in options.workers:
            out = Path(folder) / f"out{workers}"
            made[str(workers)] = run(source, out, options.reader, workers, options.articles)
            print(workers, json.dumps(made[str(workers)]), flush=True)
    if options.out:
        write_report(
            options.out, {"reader": options.reader, "articles": options.articles, "workers": made}, "bench.batch"
        )
    return 1 if len({each["rows"] for each in made.values()}) > 1 else 0


def run(source: Path, out: Path, reader: str, workers: int, articles: int) -> dict[str, object]:
    """One run, with what it took."""
    command = [sys.executable, "-m", "quoth", "batch", str(source), "--out", str(out), "--reader", reader]
    begun = time.perf_counter()
    memory: dict[str, list[int]] = {}
    with subprocess.Popen([*command, "--workers", str(workers)], stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            done = 100 * sum(row.articles for row in rows_of(out)) / articles
            for mark in MARKS:
                if done >= mark and str(mark) not in memory:
                    memory[str(mark)] = [resident(process.pid), max(map(resident, children(process.pid)), default=0)]
            time.sleep(0.5 if done > MARKS[0] else 0.1)
    seconds = time.perf_counter() - begun
    rows = list(rows_of(out))
    read = sum(row.articles for row in rows)
    return {
        "status": process.returncode,
        "shards": len(rows),
        "articles": read,
        "statements": sum(row.statements for row in rows),
        "seconds": round(seconds, 1),
        "articles_a_second": round(read / seconds, 1),
        "megabytes_of_driver_and_worker": {mark: [kb // 1024 for kb in each] for mark, each in memory.items()},
        "rows": hashlib.sha256(b"".join(sorted(digests(out)))).hexdigest()[:16],
    }


def digests(out: Path) -> Iterator[bytes]:
    """The digest of each part."""
    for path in out.glob("*/**/*.parquet"):
        yield hashlib.sha256(path.relative_to(out).as_posix().encode() + path.read_bytes()).digest()


def resident(pid: int) -> int:
    """The memory of a process in kilobytes; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def table(path: Path, articles: int) -> Path:
    """Short made-up articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for n in range(articles):
            text = (
                f'Bridge {n} is shut\n\n"Bridge {n} stays shut for {n % 90} days," Mayor Ilda Torvane said on Monday.\n'
            )
            row = {"text": text, "title": f"Bridge {n} is shut", "published": f"2031-05-{n % 28 + 1:02}"}
            file.write(json.dumps(row) + "\n")
    return path


def archive(path: Path, gold: Path, pages: int) -> Path:
    """A web archive of ``pages`` pages: the samples and the articles of gold, each under many addresses."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    from quoth.evaluate import read_gold
    from quoth.samples import sample_paths

    texts = [each.read_text(encoding="utf-8") for each in sample_paths()] + [each.text for each in read_gold(gold)]
    headers = [("Content-Type", "text/html; charset=utf-8")]
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for n in range(pages):
            title, _, body = texts[n % len(texts)].strip().partition("\n")
            said = "".join(f"<p>{part}</p>" for part in body.split("\n") if part.strip())
            page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{said}</article></body>"
            http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            url = f"https://post.example/{n}"
            record = writer.create_warc_record(url, "response", payload=io.BytesIO(page.encode()), http_headers=http)
            writer.write_record(record)
    return path


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
