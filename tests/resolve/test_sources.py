"""Whom a source means, in marked texts: {source} [cue] <content>, statements parted by "|"."""

from __future__ import annotations

import pytest

from quoth.records import Speaker
from quoth.resolve.discourse import Discourse
from quoth.resolve.sources import in_quotations, source_heads
from tests.resolve.parses import NETWORK, PARSERS, named_by, parse_by, read_marked, speakers_of

Told = tuple[str | None, str]


def told(marked: str, parser: str = NETWORK) -> list[Told]:
    """Name and type of who speaks in each statement."""
    return [(s.name, s.type) for s in speakers_of(marked, parser)]


KASK = 'Robert C. "Bobby" Kask Jr.'


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("Tomas Reyl runs the Harl dam. {Reyl} [said] <it was safe>.", ["Tomas Reyl"]),
        (
            "Hassan al-Daru led it. {al-Daru} [said] <it was late>. | {Daru} [said] <he was sorry>.",
            ["Hassan al-Daru"] * 2,
        ),
        ("Hassan Al Daru led it. {Al Daru} [said] <it was late>.", ["Hassan Al Daru"]),
        ("Abdel Fattah el-Tarun came. {El-Tarun} [said] <it was late>.", ["Abdel Fattah el-Tarun"]),
        ("Prince Idris bin Tarun opened it. {Bin Tarun} [said] <it was late>.", ["Idris bin Tarun"]),
        (
            "Pieter van der Hoek runs it. {Van der Hoek} [said] <it was late>. | {van der Hoek} [said] <he was sorry>.",
            ["Pieter van der Hoek"] * 2,
        ),
        (
            "Lucia de Marrano won it. {De Marrano} [said] <it was late>. | {Marrano} [said] <she was glad>.",
            ["Lucia de Marrano"] * 2,
        ),
        ("Karl von Adel owns it. {Von Adel} [said] <it was late>.", ["Karl von Adel"]),
        ("Sean O’Mara owns it. {O'Mara} [said] <it was late>.", ["Sean O’Mara"]),
        ("Ronan McGill owns it. {McGill} [said] <it was late>.", ["Ronan McGill"]),
        ("Julia Brandt-Koller won it. {Brandt-Koller} [said] <it was late>.", ["Julia Brandt-Koller"]),
        (
            (
                f"{KASK} leads it. {{Kask}} [said] <it was late>. | {{Bobby Kask}} [said] <it was late>. | "
                f"{{Bobby}} [said] <nobody came>."
            ),
            [KASK] * 3,
        ),
        ("Ana M. Lim leads it. {Ana Lim} [said] <it was late>.", ["Ana M. Lim"]),
        ("J. P. Marlow owns it. {Marlow} [said] <it was late>.", ["J. P. Marlow"]),
        ("Thomas Grell owns it. {Tom Grell} [said] <it was late>.", ["Thomas Grell"]),
        ("Zoé Brévard runs it. {Brevard} [said] <it was late>.", ["Zoé Brévard"]),
        ("Melina Orsk sang on Friday. {Melina} [said] <she was nervous>.", ["Melina Orsk"]),
        ("Premier Zhao Minhe arrived. {Zhao} [said] <it was late>.", ["Zhao Minhe"]),
        ("Envoy Pak Sun-ho met the mayor. {Pak} [said] <it was late>.", ["Pak Sun-ho"]),
        ("The writer Kovats Imre read on Friday. {Kovats} [said] <it was late>.", ["Kovats Imre"]),
        ("Sir Alan Fitch came. {Sir Alan} [said] <it was late>. | {Fitch} [said] <it was late>.", ["Alan Fitch"] * 2),
        ("The singer Zuri came. {Zuri} [said] <it was late>. | {The singer} [said] <it was late>.", ["Zuri"] * 2),
        (
            "John Kask met Peter Kask. {John Kask} [said] <it was late>. | {Peter} [said] <it was late>.",
            ["John Kask", "Peter Kask"],
        ),
        (
            "Wang Lihua met Li Minhe. {Wang} [said] <it was late>. | {Li} [said] <it was late>.",
            ["Wang Lihua", "Li Minhe"],
        ),
    ],
)
def test_short_forms(marked: str, names: list[str]) -> None:
    """A short form is of the person who is named in full, whatever order and parts the name has."""
    assert named_by(marked) == names


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        (
            "Paul Varga and Irma Varga left. {Mr. Varga} [said] <it was late>. | {Mrs. Varga} [said] <nobody came>.",
            ["Paul Varga", "Irma Varga"],
        ),
        (
            (
                "Abdullah al-Tarun and Fatima al-Tarun came. {Ms. al-Tarun} [said] <it was late>. | "
                "{Mr. al-Tarun} [said] <nobody came>."
            ),
            ["Fatima al-Tarun", "Abdullah al-Tarun"],
        ),
        (
            "Tilde Rask and Bruno Rask sang. {Tilde} [said] <it was late>. | {Bruno} [said] <nobody came>.",
            ["Tilde Rask", "Bruno Rask"],
        ),
        (
            'Hillary Stroud lost his seat. <"No,"> {he} [said]. | {Mr. Stroud} [said] <it was late>.',
            ["Hillary Stroud"] * 2,
        ),
        (
            "Hillary Stroud met Anna Benn. {Mr. Stroud} [said] <it was late>. | {He} [said] <nobody came>.",
            ["Hillary Stroud"] * 2,
        ),
    ],
)
def test_gender_of_the_text(marked: str, names: list[str]) -> None:
    """Honorifics and pronouns tell persons of one family apart; a given name says nothing against them."""
    assert named_by(marked) == names


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("{Venn} [says] <it will open>\n\n| {Sand Bay Mayor Ora Venn} [said] <it would open>.", ["Ora Venn"] * 2),
        ("{Mayor} [says] <it will open>\n\n| {Sand Bay Mayor Ora Venn} [said] <it would open>.", ["Ora Venn"] * 2),
        ("<It will open>[:] {Venn}\n\n| {Sand Bay Mayor Ora Venn} [said] <it would open>.", ["Ora Venn"] * 2),
        (
            "{Sand Party leader} [says] <it was late>\n\n| {Sand Party leader Ora Venn} [said] <it would open>.",
            ["Ora Venn"] * 2,
        ),
    ],
)
def test_headline(marked: str, names: list[str]) -> None:
    """Whom a headline names by a part or an office is the one who is named in full below it."""
    assert named_by(marked) == names


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("Prime Minister Jana Holt met farmers. {The prime minister} [said] <it was late>.", ["Jana Holt"]),
        ("Prime Minister Jana Holt met farmers. {The premier} [said] <it was late>.", ["Jana Holt"]),
        ("Sen. Ola Brandt visited the mine. {The senator} [said] <it was late>.", ["Ola Brandt"]),
        ("Rep. Ola Brandt visited the mine. {The congresswoman} [said] <it was late>.", ["Ola Brandt"]),
        (
            (
                "Sen. Ola Brandt met Governor Ruth Amado. {The governor} [said] <it was late>. | "
                "{The senator} [said] <nobody came>."
            ),
            ["Ruth Amado", "Ola Brandt"],
        ),
        (
            (
                "Former President Omar Daru met President Ilse Korn. {The president} [said] <it was late>. | "
                "{The former president} [said] <nobody came>."
            ),
            ["Ilse Korn", "Omar Daru"],
        ),
        (
            (
                "Health Minister Ana Lim met Finance Minister Karl Juhn. "
                "{The finance minister} [said] <it was late>. | {The health minister} [said] <nobody came>."
            ),
            ["Karl Juhn", "Ana Lim"],
        ),
        (
            (
                "Harl coach Ole Brunn met Sarn coach Mirela Stan. {The Harl coach} [said] <it was late>. | "
                "{The Sarn coach} [said] <nobody came>."
            ),
            ["Ole Brunn", "Mirela Stan"],
        ),
        ("Army spokeswoman Lena Drost spoke. {The spokeswoman} [said] <it was late>.", ["Lena Drost"]),
        ("Dunmore Police Chief Maria Estevan spoke. {The chief} [said] <it was late>.", ["Maria Estevan"]),
        (
            "Dr. Priya Sand, a surgeon, came. {Dr. Sand} [said] <it was late>. | {The surgeon} [said] <nobody came>.",
            ["Priya Sand"] * 2,
        ),
        (
            (
                "{Governor Pavlo Hrist} [said] <it was late>. | {He} [said] <nobody came>. | "
                "{The governor} [said] <it was dark>."
            ),
            ["Pavlo Hrist"] * 3,
        ),
    ],
)
def test_office(marked: str, names: list[str]) -> None:
    """A description by an office is of the person who holds it in the text."""
    assert named_by(marked) == names


@pytest.mark.parametrize(
    "marked",
    [
        "President Ilse Korn met farmers. {A former president} [said] <it was late>.",
        "Army spokesman Ole Brunn spoke. {A police spokesman} [said] <it was late>.",
        "Army spokesman Ole Brunn spoke. {A spokesman for the police} [said] <it was late>.",
        "President Ilse Korn met farmers. {The union leader} [said] <it was late>.",
        "President Omar Daru was ill. {His spokesman} [said] <it was late>.",
        "{A spokesman for Mayor Ana Lim} [said] <it was late>.",
        "{Ana Lim's spokesman} [said] <it was late>.",
    ],
)
def test_somebody_else(marked: str) -> None:
    """An indefinite description, another office, and the spokesman of a person are not that person."""
    assert [s.type for s in speakers_of(marked)] == ["unnamed"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Anton Weiss and Karl Dorn escaped. {The two men} [said] <it was late>.", "Anton Weiss and Karl Dorn"),
        ("Anna Weiss and Clara Dorn escaped. {Both women} [said] <it was late>.", "Anna Weiss and Clara Dorn"),
        ("Anna Weiss and Clara Dorn escaped. {They} [said] <it was late>.", "Anna Weiss and Clara Dorn"),
        ("Sen. Ola Brandt met Sen. Piet Hoek. {The two senators} [said] <it was late>.", "Ola Brandt and Piet Hoek"),
        ("{Ana Lim and Piet Hoek} [said] <it was late>.", "Ana Lim and Piet Hoek"),
        ("{Ana Lim, Piet Hoek and Ora Venn} [said] <it was late>.", "Ana Lim, Piet Hoek and Ora Venn"),
        ("Ana Lim and Piet Hoek met. {Lim and Hoek} [said] <it was late>.", "Ana Lim and Piet Hoek"),
        ("Ana Lim met Piet Hoek. {He and Lim} [said] <it was late>.", "Piet Hoek and Ana Lim"),
        ("{Ana Lim and her colleague Piet Hoek} [said] <it was late>.", "Ana Lim and Piet Hoek"),
    ],
)
def test_together(marked: str, name: str) -> None:
    """Persons who speak together are named together, and taken up together."""
    assert told(marked) == [(name, "group")]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("The crowd cheered Ana Lim, {who} [said] <the war was over>.", ("Ana Lim", "person")),
        ("The Sand Bank, {which} [said] <it was safe>, closed.", ("Sand Bank", "organization")),
        ("Police spoke to a man {who} [said] <he had run>.", ("man", "unnamed")),
        ("Residents {who} [said] <they had run> came back.", ("Residents", "group")),
    ],
)
def test_relative(parser: str, marked: str, who: Told) -> None:
    """A relative pronoun is of what it stands behind."""
    assert told(marked, parser) == [who]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("Piet Hoek met Ana Lim. {He} [said] <it was late>. | {She} [said] <nobody came>.", ["Piet Hoek", "Ana Lim"]),
        (
            "{Ana Lim} [told] Ora Venn <it was late>. | {Venn} [said] <nobody came>. | {Lim} [said] <it was dark>.",
            ["Ana Lim", "Ora Venn", "Ana Lim"],
        ),
        ("{Ana Lim} [said] <Ora Venn was late>. | {She} [said] <it was a pity>.", ["Ana Lim"] * 2),
        ("The police questioned Omar Daru. {He} [said] <he was asleep>.", ["Omar Daru"]),
        ("{Piet Hoek, a friend of Omar Daru,} [said] <it was late>. | {He} [said] <nobody came>.", ["Piet Hoek"] * 2),
        ("Piet Hoek spoke. {His remarks} [suggested] <it was late>.", ["Piet Hoek"]),
        ("Ana Lim was ill. {Her lawyer, Piet Hoek,} [said] <it was late>.", ["Piet Hoek"]),
        (
            "The Sand Party lost. {Its leader, Milo Kern,} [said] <it was late>. | {Kern} [said] <nobody came>.",
            ["Milo Kern"] * 2,
        ),
        ("{Another critic, Gus Brandl,} [said] <it was late>.", ["Gus Brandl"]),
        ("{One of them, Nuri Aydar, 34,} [said] <it was late>.", ["Nuri Aydar"]),
    ],
)
def test_persons(marked: str, names: list[str]) -> None:
    """Pronouns are of persons with whom they agree; who is described and then named is the one with the name."""
    assert named_by(marked) == names


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ('<"{I}2 [told]2 <the council that it was late>2,"> {Ana Lim} [said].', ["Ana Lim", "Ana Lim"]),
        ('<"{We}2 [believe]2 <that it was late>2,"> {the Sand Party} [said].', ["Sand Party", "Sand Party"]),
    ],
)
def test_first_person_quoted(marked: str, names: list[str]) -> None:
    """Whoever says "I" or "we" in a quotation is its speaker."""
    assert named_by(marked) == names


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("{I} [asked] <the mayor for the list>.", "author"),
        ("{We} [believe] <the mayor is wrong>.", "author"),
        ("<The mayor> [seems] <to be late>.", "author"),
        ("[It was said] <that the ferry would run>.", "unknown"),
        ("{He} [said] <that the ferry would run>.", "unknown"),
        ("{They} [said] <that the ferry would run>.", "unknown"),
        ("{You} [say] <that the ferry runs>.", "unknown"),
        ('<"The ferry runs.">', "unknown"),
        ("<Ana Lim> [was accused] <of it>.", "unknown"),
    ],
)
def test_author_or_unknown(parser: str, marked: str, kind: str) -> None:
    """The first person outside of quotations, and what only seems, is the author's; else nobody is made up."""
    assert told(marked, parser) == [(None, kind)]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("{Ana Lim} [said] <it was closed>,| [adding] <that it would open>.", ["Ana Lim", "Ana Lim"]),
        ('<"It is closed,"> {Ana Lim} [said].\n\n|<"It will open on Friday.">', ["Ana Lim", "Ana Lim"]),
        (
            '<"It is closed,"> {Ana Lim} [said].\n\nIt rained.\n\nIt snowed.\n\nIt froze.\n\n|<"It will open.">',
            ["Ana Lim", None],
        ),
    ],
)
def test_left_out(marked: str, names: list[str | None]) -> None:
    """A source that is left out is that of the same sentence or of the quotation just before, and is called implied."""
    speakers: list[Speaker] = speakers_of(marked)
    assert [s.name for s in speakers] == names
    assert [s.implied for s in speakers] == [False, names[1] is not None]
    assert (speakers[0].confidence or 0) > (speakers[1].confidence or 0)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("{Most residents} [said] <it was late>.", [("Most residents", "group")]),
        ("{Some} [said] <it was late>. | {Others} [said] <nobody came>.", [("Some", "group"), ("Others", "group")]),
        ("{Thousands} [chanted] <that it was late>.", [("Thousands", "group")]),
        ("{The families of the victims} [said] <it was late>.", [("families of the victims", "group")]),
        ("{A poll by the Sarn Institute} [found] <it was late>.", [("poll by the Sarn Institute", "document")]),
        ("{A report by the Sarn Institute} [said] <it was late>.", [("report by the Sarn Institute", "document")]),
        ("{The indictment} [alleges] <that it was late>.", [("indictment", "document")]),
        ("{The statement} [said] <it was late>.", [("statement", "document")]),
        ("{a source} [said] <it was late>.", [("source", "unnamed")]),
        ("{Two officials} [said] <it was late>.", [("Two officials", "unnamed")]),
        ("{One witness} [said] <it was late>.", [("One witness", "unnamed")]),
        ("A judge ruled on Friday. {The judge} [said] <it was late>.", [("judge", "unnamed")]),
        ("{The White House} [denied] <it>.", [("White House", "organization")]),
        ("The Sand Bank closed two branches. {It} [said] <few came>.", [("Sand Bank", "organization")]),
        ("The Sand Party lost. {They} [said] <few came>.", [("Sand Party", "organization")]),
        (
            "{A Sarn Times poll} [showed] <it was late>. | {A Radio Orla poll} [showed] <nobody came>.",
            [("Sarn Times poll", "document"), ("Radio Orla poll", "document")],
        ),
    ],
)
def test_types(parser: str, marked: str, who: list[Told]) -> None:
    """Groups, documents, bodies and people without a name are told by their nouns, with or without a parser."""
    assert told(marked, parser) == who


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("Hundreds of farmers blocked the road. {They} [said] <it was late>.", [("Hundreds of farmers", "group")]),
        ("{72 percent of voters} [said] <it was late>.", [("72 percent of voters", "group")]),
        ("{The government} [said] <it was late>. | {It} [said] <nobody came>.", [("government", "organization")] * 2),
        (
            "The Orlan Rescue Committee opened. {The ORC} [said] <it was late>.",
            [("Orlan Rescue Committee", "organization")],
        ),
        (
            "The Orlan Rescue Committee (ORC) opened. {It} [said] <it was late>.",
            [("Orlan Rescue Committee", "organization")],
        ),
        ("The Sand Party lost. {The party} [said] <it was late>.", [("Sand Party", "organization")]),
        (
            "{The Sand Party and the Green League} [said] <it was late>.",
            [("Sand Party and Green League", "group")],
        ),
        ("{The Trade and Harbor Authority} [said] <it was late>.", [("Trade and Harbor Authority", "organization")]),
        ("{Ana Lim's office} [said] <it was late>.", [("Ana Lim's office", "organization")]),
        ("{The mayor and two councillors} [said] <it was late>.", [("mayor and two councillors", "group")]),
        ("{An army spokesman} [said] <it was late>. | {He} [said] <nobody came>.", [("army spokesman", "unnamed")] * 2),
        (
            "{A 15-year-old boy} [said] <it was late>. | {The boy} [said] <nobody came>. | {He} [said] <it was dark>.",
            [("15-year-old boy", "unnamed")] * 3,
        ),
        (
            (
                "{A Sarn Times poll} [showed] <it was late>. | {The poll} [had] <nobody came>. | "
                "{The Radio Orla poll} [had] <it was dark>."
            ),
            [("Sarn Times poll", "document"), ("Sarn Times poll", "document"), ("Radio Orla poll", "document")],
        ),
    ],
)
def test_taken_up(marked: str, who: list[Told]) -> None:
    """Whoever has no name of a person goes by the fullest words that the text has for them, each by their own."""
    assert told(marked) == who


def test_source_heads() -> None:
    """A source is about its first phrase, and goes with the words of what it says."""
    article, statements = read_marked("{Ana Lim, the mayor,} [said] <it was late>.")
    parse = parse_by(NETWORK, article.text)
    heads = source_heads(Discourse(parse), statements)
    assert {parse.words[h]: {parse.words[n] for n in words} for h, words in heads.items()} == {
        "Lim": {"it", "was", "late"}
    }


def test_in_quotations() -> None:
    """Words in a direct statement are quoted, those of an indirect one are not."""
    article, statements = read_marked('<"No,"> {Ana Lim} [said]. | {She} [said] <it was late>.')
    parse = parse_by(NETWORK, article.text)
    quoted = in_quotations(parse, statements)
    assert [w for w, q in zip(parse.words, quoted, strict=True) if q] == ['"', "No", ",", '"']


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("Finance Minister Karl Juhn spoke. {The transport minister} [said] <it was late>.", ["transport minister"]),
        ("Orlan President Ilse Korn spoke. {The Veldan president} [said] <it was late>.", ["Veldan president"]),
        ("Army spokesman Udo Brunn spoke. {The police spokesman} [said] <it was late>.", ["police spokesman"]),
        (
            "Former mayor Jan Brandt met Mayor Tom Hoek. {The mayor} [said] <it was late>.",
            ["Tom Hoek"],
        ),
    ],
)
def test_another_office_is_another_person(marked: str, names: list[str]) -> None:
    """A holder of the same kind of office elsewhere, or of a former one, is not meant."""
    assert named_by(marked) == names


def test_people_familiar_with_the_matter_are_unnamed() -> None:
    """The usual words for a source that will not be named."""
    (speaker,) = speakers_of("{People familiar with the matter} [said] <the sale was off>.")
    assert speaker.type == "unnamed"


def test_a_possessive_with_nothing_behind_it_is_no_trap() -> None:
    """A phrase of two possessives ends, whatever it means."""
    assert len(speakers_of("{his its} [said] <it was late>.")) == 1


def test_a_headline_names_the_body_and_the_text_says_its_leader() -> None:
    """Of which body a leader is may stand in the headline alone: "its leader" is the same."""
    marked = (
        "{Merrin Front leader} [vows] <that it will be back>|\n\nThe Merrin Front claimed victory. "
        "{Its leader, Ismar Hanne,} [said] <that it would be back>."
    )
    assert named_by(marked) == ["Ismar Hanne", "Ismar Hanne"]


CAMPAIGNS = "Senator Ana Lim leads. {Lim's campaign} [said] <yes>. | {The Torv campaign} [said] <no>."
AIRLINE = "{Halden Air, an airline of Ostra,} [said] <so>. The Halden Post left. | {The airline} [said] <it was late>."


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("{Ostra's defence ministry} [said] <it was late>.", ["defence ministry"]),
        ("{Ostra's government} [said] <it was late>.", ["Ostra's government"]),
        (CAMPAIGNS, ["Lim campaign", "Torv campaign"]),
        (AIRLINE, ["Halden Air", "Halden Air"]),
    ],
)
def test_a_body_that_is_somebodys(marked: str, names: list[str]) -> None:
    """A ministry goes without its owner, a campaign by whose it is; what a body is said to be, it is called by."""
    assert named_by(marked)[: len(names)] == names
