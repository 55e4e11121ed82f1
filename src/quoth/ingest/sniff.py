"""What kind of thing some bytes are: a page, a plain text, or something that is neither."""

from __future__ import annotations

import json
import re

from quoth.errors import NotTextError

__all__ = ["begins_as_json", "declared_charset", "is_html", "refuse_other_formats"]

# How much of the start is looked at. Pages put their declarations first, and HTML asks for the charset within 1,024.
_HEAD = 4096

# The first bytes of formats that people give by mistake, and what they are called.
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF87a", "a picture"),
    (b"GIF89a", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"PAR1", "a Parquet table"),
    (b"OggS\x00", "a sound or film"),
    (b"ID3\x02", "a sound"),
    (b"ID3\x03", "a sound"),
    (b"ID3\x04", "a sound"),
    (b"WARC/1.", "a web archive"),
)

# A comment is taken whole or not at all ("(?>"): else the ways to part thirty of them into groups take for ever.
_PAGE = re.compile(
    r"<!doctype\s+html|<html[\s>/]|<head[\s>]|<body[\s>]"
    # A page saved in part: it begins with an element that only pages have.
    r"|\A(?:(?><!--.*?-->)|\s)*<(?:article|main|section|div|p|h[1-6]|header|figure|blockquote|meta|title)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:[a-z][a-z0-9]*[\s/>]|!doctype)", re.IGNORECASE)
_PAGE_SUFFIX = re.compile(r"\.(?:html?|xhtml|shtml)\Z", re.IGNORECASE)
_FEED = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.DOTALL
)
_CHARSET = re.compile(rb"<meta\b[^<>]{0,300}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml\b[^<>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")


def refuse_other_formats(data: bytes, *, origin: str) -> None:
    """Raises NotTextError where the first bytes are those of a known format that holds no plain text."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise NotTextError(f"it is {name}, not text; save the article as plain text or as a page", origin=origin)


def is_html(text: str, *, origin: str) -> bool:
    """Whether a decoded text is a page: by its own tags first, and by the suffix of a file that has any tag at all.

    Raises NotTextError for a feed or site map, whose text would read as one long false article.
    """
    head = text[:_HEAD]
    if _FEED.match(head):
        raise NotTextError("it is a feed or a site map, not an article; give the pages it lists", origin=origin)
    # A text that only speaks of <html> further on is no page: the sign must come before any running text.
    sign = _PAGE.search(head)
    if sign is not None and not re.sub(r"<!--.*?-->|<[^<>]*>|\s", "", head[: sign.start()], flags=re.DOTALL):
        return True
    return _PAGE_SUFFIX.search(origin) is not None and _TAG.search(text) is not None


def begins_as_json(head: bytes) -> bool:
    """Whether a thing without a name is JSON, an object or a list of objects, by its first 4 KB."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if re.match(rb"(?:\[\s*)?\{\s*\"(?:[^\"\\\n]|\\.)*\"\s*:", text) is None:
        return False
    first = text.split(b"\n", 1)[0]
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return len(text) > len(first) or len(head) >= _HEAD
    return True


def declared_charset(data: bytes) -> str | None:
    """The charset that a page declares for itself, as written, or None."""
    found = _CHARSET.search(data, 0, _HEAD) or _XML_ENCODING.match(data, 0, _HEAD)
    return found.group(1).decode("ascii") if found else None
