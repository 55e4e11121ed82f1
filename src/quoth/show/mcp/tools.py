"""The tools as a model is told of them: what each is for, what it may be asked, and what answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from quoth.show.mcp import answers, asked

__all__ = ["TOOLS", "Tool"]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool with its name and purpose, the model of its arguments, and the question that it is."""

    name: str
    about: str
    asked: type[asked.Asked]
    answer: Callable[[answers.Place, Any], dict[str, Any]]


TOOLS: tuple[Tool, ...] = (
    Tool(
        "search",
        "Find statements in the library of news reports: who said what, when, in which exact words. All that "
        "is asked has to hold. The newest first. Nothing found means nothing in this library, not that nobody"
        " said it.",
        asked.AskedSearch,
        answers.search,
    ),
    Tool(
        "check",
        "Check whether a quotation is on record: exact, altered, cut, spliced of two, indirect_only "
        "(reported, but not in these words), other_speaker or not_found, with each change of a word and where"
        " it stands. Use it before you repeat a quotation. not_found says only that it is not in this "
        "library.",
        asked.AskedCheck,
        answers.check,
    ),
    Tool(
        "speaker",
        "All that one person or body said, in the order of time, with the roles that reports name. Where a "
        "name may be several people's, found is false and quoted.others lists them: ask again with one of "
        "those.",
        asked.AskedSpeaker,
        answers.speaker,
    ),
    Tool(
        "family",
        "The same quotation across outlets: who reports it whole, cut, altered or told, and what each changed"
        " as against the fullest wording. Ask by the id of a statement or a family for every report, or by "
        "words for the widest reported families with their first two reports.",
        asked.AskedFamily,
        answers.family,
    ),
    Tool(
        "answers",
        "Which statement denies, rejects, confirms or answers which other one, within a report or across "
        "reports. Each is a suggestion with what shows it; verdict is accepted where a person said so.",
        asked.AskedAnswers,
        answers.answers,
    ),
    Tool(
        "figures",
        "Numbers in reports (how many, how much) with who gave them, their bounds and what they count; the "
        "earliest first.",
        asked.AskedFigures,
        answers.figures,
    ),
    Tool(
        "read",
        "Find the statements in a text that you give: who says what, and when. Nothing is stored, so the ids "
        "are good for no other tool.",
        asked.AskedRead,
        answers.read,
    ),
    Tool(
        "article",
        "The text of an article of the library, a stretch at a time, with the statements that begin in it.",
        asked.AskedArticle,
        answers.article,
    ),
    Tool(
        "fill",
        "Put exact quotations into a draft: write {{st_...}} where the words of a statement shall stand, by "
        "its placeholder, and never type the words yourself. Direct speech gets its quotation marks; each "
        "quotation gets the number of its certificate. One id that cannot be certified, and nothing is "
        "filled.",
        asked.AskedFill,
        answers.fill_draft,
    ),
)
