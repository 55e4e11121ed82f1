"""The commands that ask a library: ``search``, ``speakers``, ``speaker`` and ``article``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from quoth import ask
from quoth.ask.following import facets
from quoth.records import Record
from quoth.show import found, marked, streams
from quoth.show.commands.program import DEFAULT_LIBRARY, LibraryOption, ListFormat, app, examples
from quoth.show.lines import csv_rows, json_line
from quoth.show.python import Library

__all__ = ["article", "articles", "emit", "search", "speaker", "speakers"]


class Kind(StrEnum):
    """How words are reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Attitude(StrEnum):
    """What a statement says its speaker does."""

    COMMUNICATION = "communication"
    BELIEF = "belief"
    FACT = "fact"
    EVENTUALITY = "eventuality"


class Polarity(StrEnum):
    """Whether it is said, denied, or declined to be said."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    DECLINED = "declined"


class Place(StrEnum):
    """Where in the article."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"


class SpeakerType(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    DOCUMENT = "document"
    UNNAMED = "unnamed"
    AUTHOR = "author"


class Order(StrEnum):
    """What comes first."""

    BEST = "best"
    NEWEST = "newest"


class ArticleFormat(StrEnum):
    """The forms in which an article is shown."""

    TEXT = "text"
    JSON = "json"


ExactOption = Annotated[str | None, typer.Option(metavar="TEXT", help="Wording to the letter.")]
SpeakerOption = Annotated[str | None, typer.Option(metavar="NAME", help="Who says it, by any form of the name.")]
RoleOption = Annotated[str | None, typer.Option(metavar="WORDS", help="What the article calls the speaker.")]
AffiliationOption = Annotated[str | None, typer.Option(metavar="WORDS", help="Whom the speaker is of.")]
OutletOption = Annotated[str | None, typer.Option(metavar="NAME", help="Any outlet that had the text.")]
KindOption = Annotated[
    Kind | None, typer.Option(help="How the words are reported: mixed is partly in quotation marks.")
]
AttitudeOption = Annotated[
    Attitude | None,
    typer.Option(help="What the speaker does: says, believes, knows (fact), or wants it (eventuality)."),
]
PolarityOption = Annotated[
    Polarity | None, typer.Option(help="Said, denied, or declined: would not say it, or not comment.")
]
PlaceOption = Annotated[Place | None, typer.Option(help="Where in the article.")]
LeastOption = Annotated[
    float | None, typer.Option(min=0, max=1, metavar="N", help="As sure as this at least, from 0 to 1.")
]
SaidSinceOption = Annotated[str | None, typer.Option(metavar="DATE", help="Said on that day or later.")]
SaidUntilOption = Annotated[str | None, typer.Option(metavar="DATE", help="Said on that day or before.")]
OrderOption = Annotated[Order, typer.Option(help="What comes first.")]
LongOption = Annotated[bool, typer.Option("--long", help="Each with all that stands around it.")]
ExplainOption = Annotated[bool, typer.Option("--explain", help="With the reasons for who and when.")]
LimitOption = Annotated[int, typer.Option(min=1, max=10_000, metavar="N", help="How many at most.")]
OffsetOption = Annotated[int, typer.Option(min=0, metavar="N", help="How many to pass over first.")]
SinceOption = Annotated[str | None, typer.Option(metavar="DATE", help="Published on that day or later.")]
UntilOption = Annotated[str | None, typer.Option(metavar="DATE", help="Published on that day or before.")]


class By(StrEnum):
    """What is counted: every article, or articles that are one text once."""

    ARTICLES = "articles"
    VOICES = "voices"


ByOption = Annotated[By, typer.Option("--by", help="Count articles, or reprints of one text once.")]


@app.command(
    short_help="Find statements by words, names, outlets and days.",
    epilog=examples(
        'quoth search "bridge closed"',
        "quoth search '\"stays shut\" -toll' --speaker Torvane --since 2031-05-01",
        "quoth search --speaker 'A. Quill' --polarity denied --format csv > denials.csv",
    ),
)
def search(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help='Words that are all there; "a phrase"; one OR other; -without.')
    ] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    exact: ExactOption = None,
    speaker: SpeakerOption = None,
    role: RoleOption = None,
    affiliation: AffiliationOption = None,
    outlet: OutletOption = None,
    kind: KindOption = None,
    attitude: AttitudeOption = None,
    polarity: PolarityOption = None,
    place: PlaceOption = None,
    least: LeastOption = None,
    said_since: SaidSinceOption = None,
    said_until: SaidUntilOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    order: OrderOption = Order.BEST,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    long: LongOption = False,
    explain: ExplainOption = False,
    by: Annotated[By | None, typer.Option("--by", help="Count articles too, or reprints of one text once.")] = None,
    format_: Annotated[ListFormat, typer.Option("--format", help="How to print the statements.")] = ListFormat.TABLE,
) -> None:
    """Find statements in a library by their words, who said them, where and when.

    Without TEXT, all that fit the options, the newest first. Words also find their plain inflections; immigra* finds
    what begins so.
    """
    query = ask.Query(
        text=text,
        exact=exact or None,
        speaker=speaker or None,
        role=role or None,
        affiliation=affiliation or None,
        outlet=outlet or None,
        kind=value_of(kind),
        attitude=value_of(attitude),
        polarity=value_of(polarity),
        place=value_of(place),
        least=least,
        said_since=said_since,
        said_until=said_until,
        since=since,
        until=until,
        order=value_of(order),
        limit=limit,
        offset=offset,
    )
    with Library(library, create=False) as kept:
        hits = ask.search(kept, query)
        counted = found.counted_by(facets(kept, query), by.value) if by is not None else None
    if format_ is ListFormat.JSON:
        streams.emit("".join(json_line(ask.hit_object(hit)) for hit in hits))
    else:
        emit(hits, format_, found.hits_table(hits, offset=offset, asked=speaker, long=long, explain=explain))
    if format_ is not ListFormat.TABLE:
        for line in found.told(hits, speaker):
            streams.say(line)
    if counted is not None:
        streams.say(counted)


@app.command(
    short_help="Say who speaks most.",
    epilog=examples("quoth speakers --limit 50", "quoth speakers --type organization --since 2031-01-01"),
)
def speakers(
    library: LibraryOption = DEFAULT_LIBRARY,
    type_: Annotated[SpeakerType | None, typer.Option("--type", help="What they are.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    by: ByOption = By.ARTICLES,
    format_: Annotated[ListFormat, typer.Option("--format", help="How to print the speakers.")] = ListFormat.TABLE,
) -> None:
    """Say who speaks most in a library, how much, in how many articles, and as what."""
    with Library(library, create=False) as kept:
        them = ask.speakers(kept, type=value_of(type_), since=since, until=until, limit=limit, offset=offset)
    if format_ is ListFormat.JSON:
        streams.emit("".join(json_line(ask.speaker_object(each)) for each in them))
    else:
        emit(them, format_, found.speakers_table(them, offset=offset, by=by.value))


@app.command(
    short_help="Show all that one speaker says.",
    epilog=examples('quoth speaker "Ilda Torvane"', "quoth speaker Torvane --format csv > torvane.csv"),
)
def speaker(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The speaker, by any form of the name.")],
    library: LibraryOption = DEFAULT_LIBRARY,
    limit: LimitOption = 100,
    offset: OffsetOption = 0,
    long: LongOption = False,
    explain: ExplainOption = False,
    format_: Annotated[ListFormat, typer.Option("--format", help="How to print the statements.")] = ListFormat.TABLE,
) -> None:
    """Show all that one speaker says in a library, in the order of time, and in which roles.

    Where a name may be several people's, they are listed, and nobody is chosen.
    """
    with Library(library, create=False) as kept:
        person = ask.speaker(kept, name, limit=limit, offset=offset)
    if format_ is ListFormat.JSON:
        streams.emit(json_line(person.to_dict()))
    elif format_ is ListFormat.CSV and person.name is not None:
        emit(person.statements, format_, "")
    else:
        streams.emit(found.person_table(person, offset=offset, long=long, explain=explain))
    if person.name is None:
        raise typer.Exit(1)


@app.command(
    short_help="List the articles of a library.",
    epilog=examples("quoth articles", 'quoth articles "bridge" --outlet "Halden Post" --since 2031'),
)
def articles(
    title: Annotated[str, typer.Argument(metavar="WORDS", help="Words of the title, all of them.")] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Any outlet that had the text.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    format_: Annotated[ListFormat, typer.Option("--format", help="How to print the articles.")] = ListFormat.TABLE,
) -> None:
    """List the articles of a library, the newest first, with how much was said in them."""
    with Library(library, create=False) as kept:
        listed = ask.articles(kept, title, outlet=outlet or None, since=since, until=until, limit=limit, offset=offset)
    emit(listed, format_, found.articles_table(listed, offset=offset))


@app.command(
    short_help="Show an article with its statements marked.",
    epilog=examples("quoth article ar_2f316c76493ee43b9cff", "quoth article st_8546956d51f8e35e49e2 --format json"),
)
def article(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="Of the article or a statement in it; or its file, or address.")
    ],
    library: LibraryOption = DEFAULT_LIBRARY,
    explain: ExplainOption = False,
    format_: Annotated[ArticleFormat, typer.Option("--format", help="How to show it.")] = ArticleFormat.TEXT,
) -> None:
    """Show an article's text with its statements marked, who makes them, and where the text was met."""
    with Library(library, create=False) as kept:
        meant = ask.named(kept, name)
        if len(meant) > 1:
            ids = ", ".join(meant[:5])
            raise typer.BadParameter(f"{name!r} may be several articles: {ids}; give one of these", param_hint="'ID'")
        report = ask.article(kept, meant[0]) if meant else None
        if report is None:
            raise typer.BadParameter(
                f"there is no article {name!r} in {library}; quoth articles lists them", param_hint="'ID'"
            )
        verdicts = {each.id: kept.verdict(each.id) for each in report.statements}
    if format_ is ArticleFormat.JSON:
        streams.emit(json_line(report.to_dict()))
    else:
        streams.emit(marked.article_text(report, verdicts, explain=explain))


def value_of(choice: StrEnum | None) -> Any:
    return choice.value if choice is not None else None


def emit(results: ask.Results[Any], form: ListFormat, table: str) -> None:
    """Prints a page of records in one of the forms; what there is beyond it is said, and nothing found is no fault."""
    records: list[Record] = list(results)
    if form is ListFormat.JSON:
        streams.emit("".join(json_line(each.to_dict()) for each in records))
    elif form is ListFormat.CSV:
        streams.emit_data(csv_rows(results.to_rows(), [column.name for column in results.columns]))
    else:
        streams.emit(table)
