"""The command ``quoth judge``: what people decide about a statement or a speaker, and what was decided."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Any, get_args

import typer
from rich.table import Table
from rich.text import Text

from quoth.errors import InputError
from quoth.library import FIELDS
from quoth.library.rows import ROLES
from quoth.records import AnswerKind, Judgement, Statement
from quoth.show import streams
from quoth.show.commands.asking import ExplainOption
from quoth.show.commands.program import (
    DEFAULT_LIBRARY,
    LibraryOption,
    PlainFormat,
    WhoOption,
    WhyOption,
    app,
    examples,
    whoami,
)
from quoth.show.lines import JOIN, json_line
from quoth.show.marked import statement_facts
from quoth.show.python import Library
from quoth.show.streams import one_line
from quoth.show.table import count
from quoth.show.typed import spans_typed

__all__ = ["judge"]

SOME = 3  # ids that are told where there are many


class Decision(StrEnum):
    """What can be decided."""

    SHOW = "show"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    FIND = "find"
    MERGE = "merge"
    PART = "part"
    ANSWERS = "answers"
    NO_ANSWER = "no-answer"
    UNDO = "undo"


@app.command(
    short_help="Accept, reject, correct; merge speakers.",
    epilog=examples(
        "quoth judge st_8546956d51f8e35e49e2 accept --why 'heard on the tape'",
        'quoth judge st_8546956d51f8e35e49e2 correct speaker="Ada Quill" content="the bridge is safe" role=',
        "quoth judge ar_2f316c76493ee43b9cff find content=102-164 cue=166-170 source=171-180",
        'quoth judge "Ada Quill" merge "A. Quill" "Mrs Quill"',
        "quoth judge st_8546956d51f8e35e49e2 part fa_2f316c76493ee43b9cff",
        "quoth judge st_8546956d51f8e35e49e2 no-answer st_0f1e2d3c4b5a69788796",
        "quoth judge ju_0f1e2d3c4b5a69788796 undo",
        "quoth judge st_8546956d51f8e35e49e2",
    ),
)
def judge(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="Of a statement, an article or a judgement, or the name of a speaker.")
    ],
    decision: Annotated[
        Decision, typer.Argument(help="What you decide; without one, what was decided is shown.")
    ] = Decision.SHOW,
    values: Annotated[
        list[str] | None,
        typer.Argument(help="To correct and to find: FIELD=VALUE; to merge and to part: names, or ids."),
    ] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    who: WhoOption = None,
    why: WhyOption = None,
    explain: ExplainOption = False,
    format_: Annotated[PlainFormat, typer.Option("--format", help="How to print judgements.")] = PlainFormat.TABLE,
) -> None:
    """Decide on a statement or a speaker: it is kept for good, and stronger than any model.

    What is decided is undone by another decision, never erased. merge makes names one speaker, and part takes names out
    again; part of a statement gives it to another speaker of the same name. With ids of statements or families they say
    that a statement gives their quotation, or does not; answers and no-answer say whether it answers them (denies=ID to
    say how: denies, rejects, confirms or answers). Spans are START-END in code points of the
    article's text, several joined by ";", or the words themselves, pieces joined by " … "; FIELD= empties a field.
    """
    given = values or []
    _check_arguments(name, decision, given)
    with Library(library, create=False) as kept:
        if decision is Decision.SHOW:
            about = _about(kept, name)
            if format_ is PlainFormat.TABLE and (statement := kept.statement(name)) is not None:
                streams.emit(_statement(kept, statement, explain=explain))
            streams.emit(_shown(about, format_))
            return
        made = _decided(kept, name, decision, given, {"who": who or whoami(), "why": why})
        came_to = _said_of(kept, made)
        as_it_was = "" if kept.changed(made) else "it changes nothing: all of it was so already"
    if format_ is PlainFormat.JSON:
        streams.emit(json_line(_object(made)))
        if as_it_was:
            streams.say(as_it_was)
    else:
        came_to += f"\n{as_it_was}" if as_it_was else ""
        streams.emit(f"{made.id}: {sentence(made)}{came_to}\nto take it back: quoth judge {made.id} undo\n")


def _about(kept: Library, name: str) -> list[Judgement]:
    """What was decided about a statement, the statements of an article, or a name; all of it for ``all``."""
    if name == "all":
        return kept.judgements()
    if name.startswith("st_") and kept.statement(name) is not None:
        return kept.judgements(name)
    if name.startswith("ar_") and kept.article(name) is not None:
        ids = {statement.id for statement in kept.statements(name, every=True)}
        return [each for each in kept.judgements() if each.statement in ids]
    named = [
        each
        for each in kept.judgements()
        if name in (each.id, each.undoes) or name in json.loads(each.values).get("names", ())
    ]
    if not named and not kept.speaker(name).forms:
        raise typer.BadParameter(f"nothing here has the id or the name {name!r}", param_hint="'ID'")
    return named


def _check_arguments(name: str, decision: Decision, given: list[str]) -> None:
    hint = "'ID'"
    if decision in (Decision.ACCEPT, Decision.REJECT, Decision.CORRECT) and not name.startswith("st_"):
        raise typer.BadParameter(f"{name!r} is no id of a statement, which begins with st_", param_hint=hint)
    if decision is Decision.FIND and not name.startswith("ar_"):
        raise typer.BadParameter(f"{name!r} is no id of an article, which begins with ar_", param_hint=hint)
    if decision is Decision.UNDO and not name.startswith("ju_"):
        raise typer.BadParameter(f"{name!r} is no id of a judgement, which begins with ju_", param_hint=hint)
    if decision in (Decision.ANSWERS, Decision.NO_ANSWER) and not name.startswith("st_"):
        raise typer.BadParameter(f"{name!r} is no id of a statement, which begins with st_", param_hint=hint)
    needs = decision not in (Decision.SHOW, Decision.ACCEPT, Decision.REJECT, Decision.UNDO)
    if needs and not given:
        whats = {Decision.CORRECT: "FIELD=VALUE", Decision.FIND: "FIELD=VALUE"}
        whats |= {Decision.ANSWERS: "the id of a statement", Decision.NO_ANSWER: "the id of a statement"}
        what = whats.get(decision, "a name")
        raise typer.BadParameter(f"give {what} after {decision}", param_hint="'VALUES'")
    if given and not needs:
        raise typer.BadParameter(f"{decision} takes none; a reason goes into --why", param_hint="'VALUES'")


def _fields(given: list[str], text: str) -> dict[str, Any]:
    """FIELD=VALUE as the values of a correction; ``text`` is the article's."""
    values: dict[str, Any] = {}
    for each in given:
        field, equals, value = each.partition("=")
        if not equals or field not in FIELDS:
            raise typer.BadParameter(
                f"{each!r} is no FIELD=VALUE; the fields are {', '.join(FIELDS)}", param_hint="'VALUES'"
            )
        try:
            values[field] = [list(pair) for pair in spans_typed(value, text)] if field in ROLES else value or None
        except InputError as error:
            raise typer.BadParameter(f"{field}: {error}", param_hint="'VALUES'") from error
    return values


def _decided(kept: Library, name: str, decision: Decision, given: list[str], by: dict[str, Any]) -> Judgement:
    """Has it decided, and gives the judgement."""
    if decision is Decision.CORRECT:
        statement = kept.statement(name)
        article = kept.article(statement.article) if statement else None
        return kept.correct(name, **by, **_fields(given, article.text if article else ""))
    if decision is Decision.FIND:
        article = kept.article(name)
        return kept.find(name, **by, **_fields(given, article.text if article else ""))
    if decision in (Decision.MERGE, Decision.PART) and name.startswith("st_"):
        if all(each.startswith(("st_", "fa_")) for each in given):
            quotations = kept.merge_quotations if decision is Decision.MERGE else kept.part_quotations
            return quotations(name, *given, **by)
        if decision is Decision.PART:
            return kept.part_statement(name, given[0], **by)
        raise typer.BadParameter("a statement is merged with others: give their ids", param_hint="'VALUES'")
    if decision is Decision.NO_ANSWER:
        return kept.unlink_answer(name, *given, **by)
    if decision is Decision.ANSWERS:
        kinds = {each.rpartition("=")[0] for each in given}
        kind = next((each for each in get_args(AnswerKind) if kinds == {each}), None)
        if kind is None and kinds != {""}:
            raise typer.BadParameter("give ids, all with the same kind of answer or none", param_hint="'VALUES'")
        return kept.link_answer(name, *(each.rpartition("=")[2] for each in given), kind=kind, **by)
    if decision in (Decision.MERGE, Decision.PART):
        return (kept.merge if decision is Decision.MERGE else kept.part)(name, *given, **by)
    plain = {Decision.ACCEPT: kept.accept, Decision.REJECT: kept.reject, Decision.UNDO: kept.undo}
    return plain[decision](name, **by)


def _said_of(kept: Library, made: Judgement) -> str:
    """What a judgement came to: the words that spans took, and how much each name says."""
    values = json.loads(made.values)
    if made.statement is None:
        names = values.get("names", [])
        return "".join(f"\n  {one_line(name)}: {count(kept.said_by(name), 'statement')} here" for name in names)
    statement = kept.statement(made.statement)
    if statement is None or not set(values) & set(ROLES):
        return ""
    spans = {role: getattr(statement, role) for role in ROLES if role in values}
    return "".join(f"\n  {role}: {one_line(JOIN.join(span.text for span in spans[role])) or '–'}" for role in spans)


def sentence(made: Judgement) -> str:
    """What a judgement says, in a few words."""
    values = json.loads(made.values)
    if others := values.get("quotation"):
        verb = "merged into one quotation with" if made.action == "merge" else "parted from the quotation of"
        more = f" and {len(others) - SOME:,} more" if len(others) > SOME else ""
        return f"{made.who} {verb} {made.statement}: {', '.join(map(one_line, others[:SOME]))}{more}"
    if others := values.get("answered"):
        verb = (values.get("kind") or "answers") if made.action == "merge" else "does not answer"
        return f"{made.who} said that {made.statement} {verb} {', '.join(map(one_line, others))}"
    if made.action == "part" and made.statement is not None and made.undoes is None:
        return f"{made.who} gave {made.statement} to {one_line(values['speaker'])}"
    if made.undoes is not None:
        return f"{made.who} took back {made.undoes}"
    if made.action in ("accept", "reject"):
        return f"{made.who} {made.action}ed {made.statement}"
    if made.statement is None:
        first, *others = map(one_line, values["names"])
        verb = "merged into" if made.action == "merge" else "parted from"
        return f"{made.who} {verb} {first}: {', '.join(others)}"
    said = ", ".join(f"{name}={_worded(value)}" for name, value in values.items() if name != "article")
    verb = "found" if "article" in values else "corrected"
    return f"{made.who} {verb} {made.statement}: {said}"


def _worded(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(f"{start}-{end}" for start, end in value)
    return one_line(value or "")


def _object(made: Judgement) -> dict[str, Any]:
    """A judgement as JSON values, its own values among them."""
    return made.to_dict() | {"values": json.loads(made.values)}


def _statement(kept: Library, statement: Statement, *, explain: bool) -> str:
    """What is to be judged: the words, who says them in the report's words, and how sure that is."""
    words = Text(one_line(JOIN.join(span.text for span in statement.content)), style="bold")
    facts = statement_facts(statement, kept.verdict(statement.id), explain=explain)
    return streams.render(words, facts, Text(""))


def _shown(judgements: list[Judgement], form: PlainFormat) -> str:
    if form is PlainFormat.JSON:
        return "".join(json_line(_object(each)) for each in judgements)
    if not judgements:
        return "nothing was decided about it\n"
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)  # ids are there to be copied
    table.add_column(overflow="fold")
    for each in judgements:
        words = Text(sentence(each))
        if each.why:
            words.append(f"\n{one_line(each.why)}", style="dim")
        table.add_row(each.when[:16].replace("T", " "), each.id, words)
    return streams.render(table)
