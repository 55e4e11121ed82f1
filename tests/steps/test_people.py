"""Persons in a library: as articles come in, are judged, get an alias table; out to other tools and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth import Library
from quoth.ask import speaker_object
from quoth.library import Alias
from quoth.records import Dropped
from quoth.show.export.alias_table import is_alias_table, openrefine_csv, read_aliases
from quoth.show.export.follow_the_money import entities
from tests.ask.reports import MADE_BY, Said, report

ADA = Said(["the bridge stays shut"], "Ada Quill", "mayor", "Halden", day=("2031-05-04", "2031-05-04"))
SHORT = Said(["the toll is gone"], "Quill", day=("2031-05-06", "2031-05-06"))
PETER = Said(["the ferry goes"], "Peter Quill", "captain")
FORMER = Said(["I was asked"], "Ada Quill", "former mayor", "Halden", day=("2033-02-01", "2033-02-01"))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An open library, empty."""
    with Library(tmp_path / "news.db") as made:
        yield made


def keep(library: Library, *reports: list[Said]) -> None:
    """Keeps reports, numbered on from those that are there."""
    there = library.counts().articles
    for n, said in enumerate(reports, there):
        library.keep(report(n, said), made_by=MADE_BY)


def persons(library: Library) -> dict[str, set[str]]:
    """The names of each person, by the name under which it is shown."""
    rows = library.rows("SELECT p.name, x.name AS form FROM appearances x JOIN people p ON p.id = x.person")
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["name"], set()).add(row["form"])
    return found


def test_one_person_over_articles(library: Library) -> None:
    """A name and its short form in other articles are one; another of the family is another."""
    keep(library, [ADA], [ADA], [PETER, ADA], [ADA, SHORT])
    assert persons(library) == {"Ada Quill": {"Ada Quill", "Quill"}, "Peter Quill": {"Peter Quill"}}
    found = library.speakers()
    assert [(each.name, each.statements) for each in found] == [("Ada Quill", 5), ("Peter Quill", 1)]
    assert (found[0].id or "").startswith("pe_")
    assert {hit.speaker for hit in library.search(speaker="Ada Quill")} == {"Ada Quill"}
    assert library.search(speaker="Ada Quill").total == 5
    assert library.speaker("Ada Quill").id == library.speaker(found[0].id or "").id == found[0].id
    library.verify()


def test_related_anew_it_is_the_same(library: Library) -> None:
    """Relating is a function of the articles and what people decided: ids, scores and reasons are as they were."""
    keep(library, [ADA], [PETER, ADA], [ADA, SHORT], [SHORT], [FORMER])
    rows = "SELECT * FROM appearances ORDER BY article, name"
    before, people = library.rows(rows), library.rows("SELECT * FROM people ORDER BY id")
    list(library.relate_outdated(every=True))
    assert (library.rows(rows), library.rows("SELECT * FROM people ORDER BY id")) == (before, people)


def test_roles_over_time(library: Library) -> None:
    """What calls it former ends a role, and is none of its own."""
    keep(library, [ADA], [ADA], [FORMER])
    (role,) = library.speaker("Ada Quill").roles
    assert (role.role, role.first_seen, role.last_seen, role.ended) == (
        "mayor",
        "2031-05-04",
        "2031-05-04",
        "2033-02-01",
    )
    assert role.articles == 3
    (shown,) = library.speakers()
    assert speaker_object(shown)["roles"] == [
        {
            "role": "mayor",
            "affiliation": "Halden",
            "first": "2031-05-04",
            "last": "2031-05-04",
            "ended": "2033-02-01",
            "articles": 3,
        }
    ]


def test_a_person_merges_and_parts(library: Library) -> None:
    """What people decide wins over spelling, and is undone."""
    keep(library, [ADA], [Said(["it holds"], "Tarl Venn")], [ADA])
    merged = library.merge("Ada Quill", "Tarl Venn", who="Ana")
    assert persons(library) == {"Ada Quill": {"Ada Quill", "Tarl Venn"}}
    library.undo(merged.id, who="Ana")
    assert persons(library) == {"Ada Quill": {"Ada Quill"}, "Tarl Venn": {"Tarl Venn"}}
    keep(library, [Said(["it holds"], "A. Quill")])
    assert persons(library)["Ada Quill"] == {"Ada Quill", "A. Quill"}
    library.part("Ada Quill", "A. Quill", who="Ana")
    assert persons(library)["A. Quill"] == {"A. Quill"}
    library.verify()


def test_an_alias_table_joins_what_spelling_cannot(library: Library, tmp_path: Path) -> None:
    """It gives ids, joins names, and knows who holds an office when; taken twice, it changes nothing."""
    keep(library, [ADA], [Said(["it holds"], "The Bridge Lady")])
    table = tmp_path / "aliases.csv"
    table.write_text(
        "name,alias,Wikidata id,role,country,from,to\n"
        "Ada Quill,The Bridge Lady,Q4242,mayor,hv,2030-01-01,\n"
        "Ada Quill,,4242,,,,\n,x,,,,,\n"
    )
    assert is_alias_table(table)
    rows = list(read_aliases(table))
    aliases = [each for each in rows if isinstance(each, Alias)]
    assert [each.reason for each in rows if isinstance(each, Dropped)] == [
        "row 3: '4242' is no Wikidata id such as Q42",
        "row 4 has no name",
    ]
    assert library.put_aliases(aliases, who="Ana", when="2031-06-01T00:00:00Z") == 1
    assert library.put_aliases(aliases, who="Ana", when="2031-06-02T00:00:00Z") == 0
    assert persons(library) == {"Ada Quill": {"Ada Quill", "The Bridge Lady"}}
    assert library.speakers()[0].qid == "Q4242"
    library.verify()


def test_openrefine_there_and_back(library: Library, tmp_path: Path) -> None:
    """Names without an id go out; with one filled in, they come back linked."""
    keep(library, [ADA, PETER])
    out = openrefine_csv(library)
    assert out.splitlines()[0] == "id,name,type,names,roles,affiliations,articles,qid"
    filled = "\r\n".join(line + "Q7" if ",Peter Quill," in line else line for line in out.splitlines())
    table = tmp_path / "back.csv"
    table.write_text(filled)
    assert is_alias_table(table)
    assert list(read_aliases(table)) == [Alias("Peter Quill", "Peter Quill", "Q7")]
    library.put_aliases([Alias("Peter Quill", "Peter Quill", "Q7")], who="Ana", when="2031-06-01T00:00:00Z")
    assert "Peter Quill" not in openrefine_csv(library)


def test_follow_the_money(library: Library) -> None:
    """A Person or Organization for each, the Article, and a Documentation that joins them; all values are lists."""
    keep(library, [ADA, Said(["we strike"], "Ferry Union", type="organization")])
    found = json.loads(json.dumps(list(entities(library))))
    assert sorted(each["schema"] for each in found) == [
        "Article",
        "Documentation",
        "Documentation",
        "Organization",
        "Person",
    ]
    ids = {each["id"] for each in found}
    for each in found:
        assert all(isinstance(values, list) and values for values in each["properties"].values())
        if each["schema"] == "Documentation":
            assert set(each["properties"]["document"] + each["properties"]["entity"]) <= ids
    (person,) = (each for each in found if each["schema"] == "Person")
    assert person["properties"] == {"name": ["Ada Quill"], "position": ["mayor"]}


def test_a_short_name_that_stood_alone_is_moved_and_logged(library: Library) -> None:
    """When the one comes who is named in full, with why it is they."""
    lone = Said(["Dorn Vale and Merrin Hall will reopen"], "Quill")
    full = Said(["Dorn Vale and Merrin Hall will reopen"], "Ada Quill")
    keep(library, [lone])
    assert persons(library) == {"Quill": {"Quill"}}
    keep(library, [full])
    assert persons(library) == {"Ada Quill": {"Ada Quill", "Quill"}}
    (move,) = library.rows("SELECT * FROM people_moves")
    assert (move["name"], move["reason"] != "") == ("Quill", True)


def test_a_short_name_is_asked_again_when_more_is_known(library: Library) -> None:
    """Two may be meant at first, and one of them by far once he is in many articles; that is logged."""
    keep(library, [ADA], [PETER], [SHORT])
    assert persons(library)["Quill"] == {"Quill"}
    keep(library, *([ADA] for _ in range(31)))
    assert persons(library) == {"Ada Quill": {"Ada Quill", "Quill"}, "Peter Quill": {"Peter Quill"}}
    (moved,) = library.rows("SELECT name FROM people_moves")
    assert moved["name"] == "Quill"
    library.verify()


def test_bodies_become_one_when_articles_say_so(library: Library) -> None:
    """Two of them, whoever speaks there; that is logged, and undone with the articles' new reading."""
    union = Said(["we strike"], "Halden Dawn", type="organization")
    letters = Said(["we strike"], "HDAF", type="organization")
    keep(library, [union], [letters], [letters])
    assert len(persons(library)) == 2
    said = Said(["the Halden Dawn, also known as HDAF, strikes"], "Ada Quill")
    keep(library, [said])
    assert len(persons(library)) == 3
    keep(library, [Said(["it is the Halden Dawn (also known as HDAF)"], "Ada Quill")])
    assert persons(library)["Halden Dawn"] == {"Halden Dawn", "HDAF"}
    (move,) = library.rows("SELECT * FROM people_moves")
    assert (move["name"], move["reason"]) == ("Halden Dawn", "articles call halden dawn hdaf, too")
    keep(library, [letters], [union])
    assert len(persons(library)) == 2
    library.verify()


def test_bodies_that_people_parted_stay_apart(library: Library) -> None:
    """Whatever articles call them."""
    names = ("Halden Dawn", "HDAF")
    keep(library, *([Said(["we strike"], name, type="organization")] for name in names))
    library.part(*names, who="Ana")
    keep(library, *([Said(["the Halden Dawn, also known as HDAF, strikes"], "Ada Quill")] for _ in range(3)))
    assert {"Halden Dawn", "HDAF"} <= persons(library).keys()


def test_a_given_name_alone_is_one_person_of_one_story(library: Library) -> None:
    """A report that tells of the same makes two that stood apart one."""
    goat, flock = "lost her goat Bramble in an orchard by the terraces", "seeks with lanterns and shepherds"
    tell = "shepherds with lanterns sought the goat Bramble in orchard and terraces of"
    keep(library, [Said([goat], "Mila")], [Said([f"{flock} a ewe"], "Mila")])
    assert library.rows("SELECT count(DISTINCT person) AS n FROM appearances")[0]["n"] == 2
    keep(library, [Said([tell], "Mila")])
    assert library.rows("SELECT count(DISTINCT person) AS n FROM appearances")[0]["n"] == 1
    library.verify()


def test_a_description_that_is_merged_with_a_person_is_theirs(library: Library) -> None:
    """It is no second line of the same name, and once parted it is nobody's again."""
    keep(library, [ADA], [Said(["it holds"], "the bridge keeper")], [ADA])
    merged = library.merge("Ada Quill", "the bridge keeper", who="Ana")
    found = library.speakers()
    assert [(each.name, each.statements, each.id is not None) for each in found] == [("Ada Quill", 3, True)]
    assert found.total == 1
    assert [each.statements for each in library.speakers(type="person")] == [3]
    library.verify()
    library.undo(merged.id, who="Ana")
    assert [(each.name, each.id is not None) for each in library.speakers()] == [
        ("Ada Quill", True),
        ("the bridge keeper", False),
    ]
    library.verify()
