"""Gold from a path: a directory of brat standoff, a directory of JSON lines, or one ``.jsonl`` file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from quoth.errors import GoldError, UnreadableError
from quoth.evaluate.annotation import Attribution, GoldArticle
from quoth.evaluate.brat import read_annotators, read_brat, read_brat_directory
from quoth.evaluate.jsonl import read_ids, read_jsonl
from quoth.evaluate.split import GoldPart
from quoth.ingest.files import file_bytes

__all__ = [
    "Attribution",
    "GoldArticle",
    "gold_digest",
    "has_speakers",
    "read_annotators",
    "read_brat",
    "read_gold",
]


def read_gold(path: str | Path, texts: str | Path | None = None) -> tuple[GoldArticle, ...]:
    """The gold articles at ``path``, one annotation each, sorted by id.

    A directory with ``attributions/`` is brat; any other is read for its ``*.jsonl``, and ``texts`` is where the texts
    of those lie that do not hold them, if not in ``text/``. Raises GoldError where there is no gold, where a line
    breaks its format (with path and line), where an id comes twice, and where some attributions alone have speakers.
    """
    path = Path(path)
    if _is_brat(path):
        if texts is not None:
            raise GoldError(f"{path} is brat standoff, which has its texts in its own text/", path=str(path))
        found = list(read_brat_directory(path))
    else:
        found = [article for file in _json_files(path) for article in read_jsonl(file, Path(texts) if texts else None)]
    if not found:
        raise GoldError(f"{path} holds no gold article", path=str(path))
    found.sort(key=lambda article: article.id)
    for one, other in pairwise(found):
        if one.id == other.id:
            raise GoldError(f"{path} holds article {one.id!r} twice", path=str(path))
    if has_speakers(found):
        for article in found:
            if any(attribution.speaker is None for attribution in article.attributions):
                why = "has an attribution without a speaker, while others have theirs"
                raise GoldError(f"{path}: article {article.id!r} {why}", path=str(path))
    return tuple(found)


def has_speakers(gold: Iterable[GoldArticle]) -> bool:
    """Whether the gold says who spoke, and not only in which words."""
    return any(attribution.speaker is not None for article in gold for attribution in article.attributions)


def gold_digest(path: str | Path, texts: str | Path | None = None, part: GoldPart | None = None) -> str:
    """What tells this gold from any other: the sha256 over its files' names and sha256s, sorted by name.

    Of ``texts``, those that the gold names count, as if they lay in ``text/``. The name of a ``part`` counts, too.
    """
    path = Path(path)
    if path.is_dir():
        kinds = ("text/*.txt", "attributions/*.ann", "*.jsonl")
        files = {p.relative_to(path).as_posix(): p for kind in kinds for p in path.glob(kind)}
    else:
        files = {path.name: path}
    if texts is not None:
        beside = {name: Path(texts) / f"{name}.txt" for file in _json_files(path) for name in read_ids(file)}
        files |= {f"text/{name}.txt": file for name, file in beside.items() if file.is_file()}
    total = hashlib.sha256()
    for name in sorted(files):
        digest = hashlib.sha256(_bytes_of(files[name])).hexdigest()
        total.update(f"{name} {digest}\n".encode("utf-8", "surrogateescape"))
    if part is not None:
        total.update(f"part {part}\n".encode())
    return total.hexdigest()


def _is_brat(path: Path) -> bool:
    return (path / "attributions").is_dir()


def _json_files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if path.exists() and not path.is_dir():
        raise GoldError(f"{path} is a device or a pipe, and no file; give a file", path=str(path))
    if not path.is_dir():
        raise GoldError(f"{path} is not there", path=str(path))
    found = sorted(p for p in path.glob("*.jsonl") if not p.name.startswith("."))
    if not found:
        why = "gold is text/ with attributions/ (brat standoff), or .jsonl files"
        raise GoldError(f"{path} holds no gold: {why}", path=str(path))
    return found


def _bytes_of(path: Path) -> bytes:
    try:
        return file_bytes(path)
    except UnreadableError as error:
        raise GoldError(str(error), path=str(path)) from error
