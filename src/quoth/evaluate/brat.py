"""Brat standoff as PolNeAR uses it: ``text/<id>.txt`` beside ``attributions/<id>_<annotator>.ann``.

T lines name the pieces of one role, apart by semicolons (``T3<tab>Content 0 5;9 12<tab>words``); E lines tie them to
one attribution (``E1<tab>Attribution:T4 Source:T1 Cue:T2 Content:T3``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from quoth.errors import GoldError
from quoth.evaluate.annotation import ROLES, Attribution, GoldArticle, Spans, bad, check_spans, read_text

__all__ = ["read_annotators", "read_brat", "read_brat_directory"]

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_TEXT_BOUND = re.compile(r"(?P<id>T\d+)\t[\w-]+ (?P<spans>\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_TEXT_BOUND_ID = re.compile(r"T\d+\t")
_EVENT_ID = re.compile(r"E\d+\t")

# What the T lines of a file name: its line number and its spans.
_Bounds = dict[str, tuple[int, Spans]]


def read_brat(path: Path, text: str | None = None) -> tuple[Attribution, ...]:
    """The attributions of one ``.ann`` file, in the order of its E lines; one without any span is left out.

    An E line may stand before the T lines it names. Lines of other kinds, among them what a line break in a T line's
    words leaves over, are passed by. With ``text``, spans must lie in it. Raises GoldError.
    """
    bounds: _Bounds = {}
    events: list[tuple[int, list[str]]] = []
    for number, line in enumerate(_LINE_BREAK.split(read_text(path)), 1):
        if found := _TEXT_BOUND.match(line):
            pieces = (piece.split() for piece in found["spans"].split(";"))
            bounds[found["id"]] = (number, tuple((int(start), int(end)) for start, end in pieces))
        elif _TEXT_BOUND_ID.match(line):
            raise bad(path, number, f"{line[:60]!r} has no type and offsets such as 'Cue 12 16'")
        elif _EVENT_ID.match(line):
            events.append((number, line.split("\t", 1)[1].split()))
    made = (_attribution(path, number, parts, bounds, text) for number, parts in events)
    return tuple(attribution for attribution in made if attribution)


def read_annotators(directory: Path) -> Iterator[GoldArticle]:
    """Every annotation of every text, by the name of its file: a text that three people annotated comes three times.

    Raises GoldError for an annotation without a text, and, at the end, for a text without annotation.
    """
    texts = {path.stem: path for path in _files(directory / "text", ".txt")}
    seen: set[str] = set()
    for path in _files(directory / "attributions", ".ann"):
        name, annotator = _whose(path.stem, texts)
        if name not in texts:
            missing = directory / "text" / f"{name}.txt"
            raise GoldError(f"{path} annotates a text that is not there: {missing}", path=str(path))
        seen.add(name)
        text = read_text(texts[name])
        yield GoldArticle(name, text, read_brat(path, text), annotator)
    if bare := sorted(texts.keys() - seen):
        raise GoldError(f"{texts[bare[0]]} has no annotation in {directory / 'attributions'}", path=str(texts[bare[0]]))


def read_brat_directory(directory: Path) -> Iterator[GoldArticle]:
    """One annotation a text: the first by file name, so that no text counts twice."""
    seen: set[str] = set()
    for article in read_annotators(directory):
        if article.id not in seen:
            seen.add(article.id)
            yield article


def _whose(stem: str, texts: Mapping[str, Path]) -> tuple[str, str | None]:
    """The text that an annotation file is about, and its annotator; a file may also bear its text's name alone."""
    name, mark, annotator = stem.rpartition("_")
    return (stem, None) if stem in texts or not mark else (name, annotator)


def _attribution(path: Path, number: int, parts: list[str], bounds: _Bounds, text: str | None) -> Attribution:
    """The attribution of one E line; ``Content2`` is more content, and what is no role is passed by."""
    found: dict[str, Spans] = dict.fromkeys(ROLES, ())
    for part in parts:
        name, colon, reference = part.partition(":")
        if not colon:
            raise bad(path, number, f"{part!r} is no role with a reference such as 'Cue:T2'")
        role = name.rstrip("0123456789").lower()
        if role not in found:
            continue
        if reference not in bounds:
            raise bad(path, number, f"{part!r} names a span that the file does not have")
        line, spans = bounds[reference]
        size = max(end for _, end in spans) if text is None else len(text)
        check_spans(spans, size, role, path, line)
        found[role] += spans
    return Attribution(found["source"], found["cue"], found["content"])


def _files(directory: Path, suffix: str) -> list[Path]:
    if not directory.is_dir():
        why = "gold has its texts in text/ and its annotations in attributions/"
        raise GoldError(f"{directory} is not a directory: {why}", path=str(directory))
    found = (p for p in directory.iterdir() if p.suffix == suffix and not p.name.startswith("."))
    return sorted(found, key=lambda path: path.name)
