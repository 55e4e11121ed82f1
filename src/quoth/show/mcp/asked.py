"""What each tool may be asked: the schemas that a model reads, and by which its arguments are checked."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from quoth.errors import RecordError
from quoth.records import AnswerKind, Kind

__all__ = [
    "Asked",
    "AskedAnswers",
    "AskedArticle",
    "AskedCheck",
    "AskedFamily",
    "AskedFigures",
    "AskedFill",
    "AskedRead",
    "AskedSearch",
    "AskedSpeaker",
    "Cursor",
    "arguments",
]

# Characters of a text that is read or filled in one call.
LONGEST = 100_000

_LIMIT = "How many at most, from 1 to 20; the cursor brings the next."
_DAY = "a day, month or year: 2031-05-03, 2031-05 or 2031."

Limit = Annotated[int, Field(ge=1, le=20, description=_LIMIT)]
Cursor = Annotated[str | None, Field(max_length=40, description="The cursor of the answer before, to go on.")]
Word = Annotated[str | None, Field(max_length=1000)]
Since = Annotated[str | None, Field(max_length=40, description=f"Published then or later: {_DAY}")]
Until = Annotated[str | None, Field(max_length=40, description=f"Published then or earlier: {_DAY}")]


class Asked(BaseModel):
    """The arguments of a tool; no others are taken."""

    model_config = ConfigDict(extra="forbid")


class AskedSearch(Asked):
    """What search is asked."""

    text: str = Field("", max_length=1000, description='Words, all of them; "a phrase"; immigra* begins so.')
    speaker: Word = Field(None, description="Only what this speaker said, by any form of the name.")
    outlet: Word = Field(None, description="Only in articles of this outlet.")
    role: Word = Field(None, description="Only speakers of this role, such as minister.")
    kind: Kind | None = Field(None, description="direct: in quotation marks; indirect: in the reporter's words.")
    since: Since = None
    until: Until = None
    limit: Limit = 5
    cursor: Cursor = None


class AskedCheck(Asked):
    """What check is asked."""

    quotation: str = Field(min_length=1, max_length=5000, description="The quotation to look for, word for word.")
    speaker: Word = Field(None, description="Who is said to have said it, if that is to be checked, too.")
    limit: Limit = 5
    cursor: Cursor = None


class AskedSpeaker(Asked):
    """What speaker is asked."""

    name: str = Field(min_length=1, max_length=1000, description="The speaker, by any form of the name.")
    limit: Limit = 5
    cursor: Cursor = None


class AskedFamily(Asked):
    """What family is asked: by id, or by words and speaker."""

    id: str | None = Field(None, max_length=100, description="Of a statement (st_...) or a family (fa_...).")
    text: str = Field("", max_length=1000, description="Without an id: words of a quotation, all of them.")
    speaker: Word = Field(None, description="Without an id: who said it.")
    limit: Limit = 5
    cursor: Cursor = None


class AskedAnswers(Asked):
    """What answers is asked: by id, or by words and speaker."""

    id: str | None = Field(None, max_length=100, description="Of a statement (st_...) or an article (ar_...).")
    text: str = Field("", max_length=1000, description="Without an id: words of either statement, all of them.")
    speaker: Word = Field(None, description="Without an id: who answers or is answered.")
    kind: AnswerKind | None = Field(None, description="Only answers of this kind.")
    limit: Limit = 5
    cursor: Cursor = None


class AskedFigures(Asked):
    """What figures is asked."""

    text: str = Field("", max_length=1000, description="Words around the number or in the title, all of them.")
    giver: Word = Field(None, description="Who gave it; author is the report itself.")
    since: Since = None
    until: Until = None
    limit: Limit = 5
    cursor: Cursor = None


class AskedRead(Asked):
    """What read is asked."""

    text: str = Field(min_length=1, max_length=LONGEST, description="A report as plain text; it is not stored.")
    published: str | None = Field(None, max_length=40, description="Its day, by which Tuesday is told: 2031-05-03.")
    limit: Limit = 10
    cursor: Cursor = None


class AskedArticle(Asked):
    """What article is asked."""

    id: str = Field(max_length=100, description="Of an article (ar_...) or of a statement in it (st_...).")
    cursor: Cursor = None


class AskedFill(Asked):
    """What fill is asked."""

    draft: str = Field(
        min_length=1,
        max_length=LONGEST,
        description="A text with {{st_...}} where words of statements shall stand.",
    )


def arguments(model: type[Asked], given: object) -> Asked:
    """The arguments as ``model`` has them; raises RecordError, in one sentence, for the first that is none."""
    try:
        return model.model_validate(given if given is not None else {})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        name = ".".join(str(part)[:40] for part in first["loc"]) or "arguments"
        raise RecordError(f"{name}: {first['msg']}") from error
