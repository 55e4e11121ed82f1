"""The page of a check: a sentence, or a draft that comes back with the verdict on each quotation in its margin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from quoth.ask.check import Check, Match
from quoth.errors import InputError
from quoth.library import Store
from quoth.show.api.alone import alone
from quoth.show.direction import visible
from quoth.show.drafts import LEAST, LONGEST, QUOTED, Draft, check_any, check_draft
from quoth.show.python import Library
from quoth.show.verdicts import change_words, verdict_words
from quoth.show.web.asking import Asked
from quoth.show.web.differences import Bit, differences
from quoth.show.web.rendering import address, page
from quoth.text import JOINT, quotations

__all__ = ["add_checking", "in_marks", "proof"]

# In bytes: a long feature with its pictures, as a document of an office has it.
LARGEST = 5_000_000

_WORD = re.compile(r"\w+")


def add_checking(app: FastAPI, path: Path, reader: str) -> None:
    """Gives ``app`` the page of a check, and the box of the first page, which searches or checks."""

    @app.get("/find")
    def find(request: Request) -> Response:
        text = Asked.of(request).get("text") or ""
        return RedirectResponse(address("/check" if in_marks(text) else "/search", {"text": text}), 303)

    @app.get("/check")
    def asked(request: Request) -> Response:
        given = Asked.of(request)
        return _checked(path, reader, given.get("text") or "", given.get("speaker"), None)

    @app.post("/check")
    async def posted(request: Request) -> Response:
        async with request.form(max_files=1, max_fields=10, max_part_size=LARGEST) as form:
            file = form.get("file")
            data = await file.read(LARGEST + 1) if isinstance(file, UploadFile) and file.filename else None
            text, speaker = str(form.get("text") or ""), str(form.get("speaker") or "")[:1000] or None
        return await alone(lambda: _checked(path, reader, text, speaker, data))


def in_marks(text: str) -> bool:
    """Whether a text is a sentence in quotation marks: what somebody wants to have checked, not words to look for."""
    found = [each for each in quotations(text.strip()) if each.depth == 0 and each.double]
    said = found[0] if found else None
    return said is not None and said.start == 0 and len(_WORD.findall(text.strip()[: said.end])) >= LEAST


def _checked(path: Path, reader: str, text: str, speaker: str | None, data: bytes | None) -> Response:
    draft = None
    with Library(path, create=False) as kept:
        counts = kept.counts()
        if data is not None:
            if len(data) > LARGEST:
                raise HTTPException(413, f"That is more than {LARGEST // 1_000_000} MB; check it in parts.")
            draft = _of_file(kept, data, reader)
        elif text.strip():
            draft = check_any(kept, text, speaker, reader)
    values: dict[str, Any] = {"text": text, "speaker": speaker or "", "articles": counts.articles, "longest": LONGEST}
    return page("check.html", draft=draft, **values, **(proof(draft) if draft else {"pieces": (), "tally": ()}))


def _of_file(store: Store, data: bytes, reader: str) -> Draft:
    try:
        return check_draft(store, "-", reader=reader, stdin=BytesIO(data), most=QUOTED)
    except InputError as error:
        raise InputError(f"that file cannot be checked: {str(error).split(': ', 1)[-1]}") from error


@dataclass(frozen=True, slots=True)
class Wording:
    """Words on record, as against those that are checked, and the reports that have them, the earliest first."""

    bits: tuple[Bit, ...]
    speaker: str | None
    reports: tuple[Match, ...]


def wordings(check: Check) -> list[Wording]:
    """What is on record, the nearest wording first; what stands in several reports, once."""
    found: dict[tuple[str, str | None], list[Match]] = {}
    for each in check.matches:
        found.setdefault((_said(each), each.speaker), []).append(each)
    made = [Wording(tuple(_bits(said, check.text)), who, tuple(held)) for (said, who), held in found.items()]
    return sorted(made, key=lambda each: (each.reports[0].verdict != "exact", -each.reports[0].score))


def _said(match: Match) -> str:
    if match.statement is None:
        return match.span.text if match.span else ""
    return JOINT.join(span.text for span in match.statement.content)


def _bits(said: str, asked: str) -> list[Bit]:
    """The words on record: those that the quotation has, and those that it leaves out or has others for."""
    return [bit for bit in differences(said, asked) if bit.kind != "left"]


def proof(draft: Draft) -> dict[str, Any]:
    """What a template needs to show a draft: its text in pieces with the number of each quotation, and a tally."""
    text = visible(draft.text)
    marks = sorted((*span, n) for n, each in enumerate(draft.checked, 1) for span in each.ranges)
    pieces: list[tuple[str, int, bool]] = []
    at, seen = 0, set()
    for start, end, n in marks:
        if start >= at:
            pieces += [(text[at:start], 0, False), (text[start:end], n, n not in seen)]
            seen.add(n)
            at = end
    pieces.append((text[at:], 0, False))
    verdicts = [each.check.verdict for each in draft.checked]
    tally = [(each, verdicts.count(each)) for each in dict.fromkeys(verdicts)]
    words = {"verdict_words": verdict_words, "change_words": change_words}
    return {"pieces": pieces, "tally": tally, "wordings": [wordings(each.check) for each in draft.checked], **words}
