"""Whom a form of a name means, among the names that articles have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.ask import Form, Query, search, speaker, speakers, voices
from quoth.library import Store
from quoth.records import Judgement
from tests.ask.reports import MADE_BY, Said, report

NAMES = [
    "Angela Quill",
    "Angela Quill",
    "Peter Quill",
    "Zoé Brévard",
    "Robert “Bobby” Kask Jr.",
    "Idris al-Daru",
    "Sean O’Mara",
    "Weiß",
    "Venn",
    "Tarn",
    "Ora Tarn",
    "Piet Tarn",
    "Ministry of Health",
    "李明",
    "Mr. Lim",
]


@pytest.fixture
def named(tmp_path: Path) -> Iterator[Store]:
    """A library in which each of the names says one thing."""
    with Store(tmp_path / "news.db") as store:
        for n, name in enumerate(NAMES):
            store.keep(report(n, [Said([f"word {n}"], name=name)]), made_by=MADE_BY)
        yield store


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("Angela Quill", ["Angela Quill"]),
        ("ANGELA QUILL", ["Angela Quill"]),
        ("Ms Angela Quill", ["Angela Quill"]),
        ("A. Quill", ["Angela Quill"]),
        ("Quill", ["Angela Quill", "Peter Quill"]),
        ("Mr. Quill", ["Angela Quill", "Peter Quill"]),
        ("Angela", ["Angela Quill"]),
        ("Ángela  Quill", ["Angela Quill"]),
        ("Angela M. Quill", ["Angela Quill"]),
        ("Brevard", ["Zoé Brévard"]),
        ("zoe brevard", ["Zoé Brévard"]),
        ("Bob Kask", ["Robert “Bobby” Kask Jr."]),
        ("Bobby", ["Robert “Bobby” Kask Jr."]),
        ("Robert Kask", ["Robert “Bobby” Kask Jr."]),
        ("Daru", ["Idris al-Daru"]),
        ("Al-Daru", ["Idris al-Daru"]),
        ("O'Mara", ["Sean O’Mara"]),
        ("S. O'mara", ["Sean O’Mara"]),
        ("Weiss", ["Weiß"]),
        ("WEISS", ["Weiß"]),
        ("Ora Venn", ["Venn"]),
        ("Ora Tarn", ["Ora Tarn"]),
        ("Tarn", ["Ora Tarn", "Piet Tarn", "Tarn"]),
        ("Lina Tarn", []),
        ("ministry of health", ["Ministry of Health"]),
        ("the Ministry of Health", ["Ministry of Health"]),
        ("李明", ["李明"]),
        ("Ana Lim", ["Mr. Lim"]),
        ("Quil", []),
        ("Nobody", []),
        ("", []),
        ("...", []),
        ('"', []),
    ],
)
def test_whom_a_form_means(named: Store, form: str, names: list[str]) -> None:
    """Case, accents, honorifics, initials, nicknames, one word of a name; a fuller name where no one else claims it."""
    assert sorted(voice.name for voice in voices(named, form)) == names
    asked = ["Tarn"] if form == "Tarn" else names  # somebody's very name is theirs alone
    assert search(named, Query(speaker=form)).total == sum(NAMES.count(name) for name in asked)


def merge(store: Store, *names: str) -> None:
    """A person's judgement that these names are one speaker's, who is shown under the first."""
    store.judge(Judgement.of(None, "merge", who="ana", when="2021-06-01T10:00:00Z", values={"names": names}))


def test_merged_names_are_one_speaker(named: Store) -> None:
    """Each of the names finds all that any of them said, under the name that is shown."""
    merge(named, "Zoé Brévard", "Venn")
    for form in ("Venn", "Zoé Brévard", "zoe brevard", "Brévard"):
        assert [(voice.name, voice.forms) for voice in voices(named, form)] == [
            ("Zoé Brévard", ("Venn", "Zoé Brévard"))
        ]
        found = search(named, Query(speaker=form))
        assert [(hit.speaker, hit.statement.speaker and hit.statement.speaker.name) for hit in found] == [
            ("Zoé Brévard", "Zoé Brévard"),
            ("Zoé Brévard", "Venn"),
        ]
    assert speaker(named, "Venn").forms == (Form("Venn", 1), Form("Zoé Brévard", 1))
    assert [(each.name, each.statements) for each in speakers(named, limit=2)] == [
        ("Angela Quill", 2),
        ("Zoé Brévard", 2),
    ]


def test_names_are_merged_into_one_that_no_article_has(named: Store) -> None:
    """It finds what the others said."""
    merge(named, "The Weir", "Venn", "Weiß")
    for form in ("The Weir", "the weir", "Weiss", "VENN"):
        assert [(voice.name, voice.statements) for voice in voices(named, form)] == [("The Weir", 2)]
    assert speaker(named, "Venn").name == "The Weir"
    assert "The Weir" in {each.name for each in speakers(named)}


def test_who_says_most_comes_first(named: Store) -> None:
    """Of those that a form fits."""
    assert [(voice.name, voice.statements) for voice in voices(named, "Quill")] == [
        ("Angela Quill", 2),
        ("Peter Quill", 1),
    ]


def test_a_name_that_is_no_longer_there(named: Store) -> None:
    """Where all of a speaker's statements are gone, no one has the name."""
    made = report(NAMES.index("Venn"), [Said(["other"], name="Lars Holt")])
    whole = report(NAMES.index("Venn"), [Said([f"word {NAMES.index('Venn')}"], name="Venn")])
    named.reread(type(whole)(whole.article, ()), made_by="reader new")
    assert voices(named, "Venn") == ()
    named.keep(made, made_by=MADE_BY)
    assert [voice.name for voice in voices(named, "Holt")] == ["Lars Holt"]
    named.verify()


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("Stromme", {"Per Olaf Strømme"}),
        ("Strømme", {"Per Olaf Strømme"}),
        ("Per Olaf Stromme", {"Per Olaf Strømme"}),
        ("Lukasz Sorli", {"Łukasz Sørli"}),
        ("Duc", {"Đức"}),
        ("Aesir", {"Ægir Æsir"}),
        ("Mayor Brandvold", {"Ilka Brandvold"}),
        ("Mayor Ilka Brandvold", {"Ilka Brandvold"}),
        ("Water Minister Teodor Quist", {"Teodor Quist"}),
        ("Brandvold, Ilka", {"Ilka Brandvold"}),
        ("Dean Marten", {"Dean Marten"}),
        ("mayor", {"mayor"}),
    ],
)
def test_names_as_archivists_type_them(tmp_path: Path, form: str, names: set[str]) -> None:
    """Without letters that their keyboard lacks, with titles, and with the family name first."""
    spoken = [
        "Per Olaf Strømme", "Łukasz Sørli", "Đức", "Ægir Æsir", "Ilka Brandvold", "mayor", "Teodor Quist",
        "Dean Marten", "Otto Marten",
    ]  # fmt: skip
    with Store(tmp_path / "news.db") as store:
        for n, name in enumerate(spoken):
            store.keep(report(n, [Said([f"word {n}"], name=name)]), made_by=MADE_BY)
        assert {voice.name for voice in voices(store, form)} == names
