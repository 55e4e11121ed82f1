"""ZIP archives: what is in them is read in place, within bounds, and a bad member takes no other with it."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from quoth.ingest import zips
from tests.ingest.things import DAM, GOAT, page_of_text, place, reasons, taken


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP of some files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def put(path: Path, members: dict[str, bytes]) -> Path:
    """The same, written to ``path``."""
    path.write_bytes(zipped(members))
    return path


GOOD = DAM.encode()


def test_members_are_read_as_files_are(tmp_path: Path) -> None:
    """Pages, texts, tables and a ZIP in the ZIP; what systems leave in archives is passed over."""
    table = "\n".join(json.dumps({"text": text}) for text in (DAM, GOAT)).encode()
    members = {
        "dam.html": page_of_text(DAM).encode(),
        "deep/": b"",
        "deep/goat.txt": GOAT.encode(),
        "__MACOSX/._dam.html": b"\x00\x05",
        ".DS_Store": b"\x00",
        "news.jsonl": table,
        "inner.zip": zipped({"dam.txt": GOOD}),
    }
    articles, dropped = taken(put(tmp_path / "news.zip", members))
    assert dropped == []
    assert [article.origin.partition("news.zip!/")[2] for article in articles] == [
        "dam.html",
        "deep/goat.txt",
        "news.jsonl#line=1",
        "news.jsonl#line=2",
        "inner.zip!/dam.txt",
    ]


def test_nested_deeper_is_refused(tmp_path: Path) -> None:
    """A ZIP in a ZIP is opened; one more is not, and the others are still read."""
    third = zipped({"dam.txt": GOOD})
    path = put(tmp_path / "news.zip", {"b.zip": zipped({"c.zip": third, "goat.txt": GOAT.encode()}), "dam.txt": GOOD})
    articles, (item,) = taken(path)
    assert [place(article) for article in articles] == ["goat.txt", "dam.txt"]
    assert (place(item), item.reason.split(";")[0]) == ("c.zip", "it is a ZIP archive in a ZIP archive in another one")


@pytest.mark.parametrize("name", ["../../dam.txt", "/etc/dam.txt", "a/../../dam.txt", "C:\\dam.txt", "..\\dam.txt"])
def test_a_path_that_leads_out_is_not_followed(tmp_path: Path, name: str) -> None:
    """It has its reason, nothing is written anywhere, and the rest is read."""
    (tmp_path / "sub").mkdir()
    path = put(tmp_path / "sub" / "news.zip", {name: GOOD, "a.txt": GOOD})
    articles, (item,) = taken(path)
    assert [place(article) for article in articles] == ["a.txt"]
    assert item.reason.startswith("its name leads out of the ZIP archive")
    assert [found.name for found in tmp_path.rglob("*")] == ["sub", "news.zip"]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """By its ratio: 50 MB of zeros in 50 KB. The rest is read."""
    articles, (item,) = taken(put(tmp_path / "news.zip", {"bomb.txt": bytes(50_000_000), "a.txt": GOOD}))
    assert [place(article) for article in articles] == ["a.txt"]
    assert item.reason.startswith("it unpacks to more than 200 times its size")


def test_the_whole_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its sum, with what is nested in it; what came before is kept."""
    monkeypatch.setattr(zips.Allowance.__init__, "__defaults__", (1000, 100, 0))
    inner = zipped({f"{number}.txt": GOOD for number in range(9)})
    articles, dropped = taken(put(tmp_path / "news.zip", {"inner.zip": inner, "b.txt": GOOD}))
    assert len(articles) < 9
    assert any(item.reason.startswith("it unpacks to more than 8 GB") for item in dropped)


def test_damaged_locked_and_empty(tmp_path: Path) -> None:
    """Each has its reason; a damaged member takes no other with it."""
    data = bytearray(zipped({"a.txt": GOOD * 9, "b.txt": GOOD}))
    data[60] ^= 0xFF
    (tmp_path / "hurt.zip").write_bytes(data)
    articles, (item,) = taken(tmp_path / "hurt.zip")
    assert ([place(article) for article in articles], item.reason.split(" (")[0]) == (
        ["b.txt"],
        "it cannot be unpacked",
    )
    locked = bytearray(zipped({"a.txt": GOOD}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(locked)
    assert reasons(tmp_path / "locked.zip") == ["it is locked with a password; unlock it and save it again"]
    (tmp_path / "cut.zip").write_bytes(zipped({"a.txt": GOOD})[:-30])
    assert reasons(tmp_path / "cut.zip") == ["it is a ZIP archive or an office document that is damaged; save it again"]
    assert reasons(put(tmp_path / "none.zip", {})) == [
        "it is a ZIP archive with no files in it; give one that has some"
    ]
    assert reasons(put(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<x/>"}))[0].startswith("it is an office document")


def test_gzipped_files(tmp_path: Path) -> None:
    """A gzipped table is a table; one that is cut has its reason."""
    data = gzip.compress(b"".join(json.dumps({"text": text}).encode() + b"\n" for text in (DAM, GOAT)))
    (tmp_path / "news.jsonl.gz").write_bytes(data)
    assert [place(article) for article in taken(tmp_path / "news.jsonl.gz")[0]] == [
        "news.jsonl#line=1",
        "news.jsonl#line=2",
    ]
    (tmp_path / "cut.jsonl.gz").write_bytes(data[:-20])
    assert reasons(tmp_path / "cut.jsonl.gz") == ["it is a gzip archive that is cut or damaged; fetch it again"]
