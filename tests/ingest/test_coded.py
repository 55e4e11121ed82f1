"""Bodies of stored answers: chunked, packed, or neither, whatever their headers say."""

from __future__ import annotations

import gzip
import zlib

import pytest

from quoth.ingest.coded import TooLargeError, body_of

PAGE = b"<p>The mayor said so.</p>" * 20


@pytest.mark.parametrize(
    ("data", "chunked", "codings"),
    [
        (b"1f4\r\n" + PAGE + b"\r\n0\r\n\r\n", True, ""),
        (gzip.compress(PAGE, mtime=0), False, "gzip"),
        (zlib.compress(PAGE), False, "deflate"),
        (PAGE, False, "identity"),
    ],
)
def test_what_is_packed_is_unpacked(data: bytes, chunked: bool, codings: str) -> None:
    """The body comes out as it was sent, without a note."""
    assert len(PAGE) == 0x1F4
    assert body_of(data, chunked=chunked, codings=codings, limit=10_000) == (PAGE, None)


def test_brotli_is_unpacked_where_the_library_is() -> None:
    """With brotli installed, its bodies are read as well."""
    brotli = pytest.importorskip("brotli")
    assert body_of(brotli.compress(PAGE), chunked=False, codings="br", limit=10_000) == (PAGE, None)
    with pytest.raises(TooLargeError):
        body_of(brotli.compress(PAGE * 1000), chunked=False, codings="br", limit=10_000)


@pytest.mark.parametrize(
    ("chunked", "codings", "lie"), [(True, "", "chunked"), (False, "gzip", "gzip"), (False, "br", "br")]
)
def test_a_header_that_lies_is_told(chunked: bool, codings: str, lie: str) -> None:
    """The body is taken as it is."""
    body, note = body_of(PAGE, chunked=chunked, codings=codings, limit=10_000)
    assert body == PAGE
    assert note == f"its headers say {lie}, and the body is not: taken as it is"


def test_a_body_is_held_to_its_limit() -> None:
    """A small thing that unpacks to a large one is not unpacked to its end."""
    with pytest.raises(TooLargeError):
        body_of(gzip.compress(PAGE * 1000), chunked=False, codings="gzip", limit=10_000)
