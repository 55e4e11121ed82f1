"""A format whose library is not installed is never passed over in silence."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import docx
import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.ingest.test_archives import of_pages
from tests.ingest.test_documents import pdf
from tests.ingest.test_feeds import RSS
from tests.ingest.things import DAM, reasons


def docx_bytes() -> bytes:
    """A document."""
    file = io.BytesIO()
    docx.Document().save(file)
    return file.getvalue()


def parquet_bytes() -> bytes:
    """A table."""
    file = io.BytesIO()
    parquet.write_table(pa.table({"text": [DAM]}), file)
    return file.getvalue()


CASES = [
    ("pypdf", "documents", pdf([["The dam holds."]])),
    ("docx", "documents", docx_bytes()),
    ("fastwarc.warc", "archives", of_pages(gzipped=True).data),
    ("pyarrow", "parquet", parquet_bytes()),
    ("feedparser", "feeds", RSS.encode()),
]


@pytest.mark.parametrize(("library", "extra", "data"), CASES, ids=[case[0] for case in CASES])
def test_the_command_to_type_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, extra: str, data: bytes
) -> None:
    """In the reason for which the file is dropped."""
    monkeypatch.setitem(sys.modules, library, None)
    (tmp_path / "given").write_bytes(data)
    (reason,) = reasons(tmp_path / "given")
    assert reason.endswith(f"needs an optional part of Quoth; type: pip install 'quoth[{extra}]'")
