"""Authors as pages write them, and what outlets are called."""

from __future__ import annotations

import pytest

from quoth.ingest.credits import people
from quoth.ingest.outlets import outlet_of


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Ana Ruiz, Jo Lund and Ida Quill", ("Ana Ruiz", "Jo Lund", "Ida Quill")),
        ("ANA RUIZ, Associated Press", ("Ana Ruiz",)),
        ("Ana Ruiz and Jo Lund, Reuters", ("Ana Ruiz", "Jo Lund")),
        ("By ANA O'NEILL-MCKAY for the Courier", ("Ana O'Neill-McKay",)),
        ("Ana Ruiz, Staff Writer", ("Ana Ruiz",)),
        ("Ana Ruiz, CNW", ("Ana Ruiz",)),
        ("Ruiz, Ana", ("Ana Ruiz",)),
        ("Ana Ruiz, Jr.", ("Ana Ruiz Jr",)),
        ("Ana Ruiz | Halden Courier", ("Ana Ruiz",)),
        ("https://people.example/ana", ()),
        ("admin", ()),
        ("Associated Press", ("Associated Press",)),
        ("Press Trust of India", ("Press Trust of India",)),
        ("Broadcasting Corporation of Lor", ("Broadcasting Corporation of Lor",)),
        ("Ana Ruiz of the Halden Post", ("Ana Ruiz",)),
        ("Ishita Rao; TNN", ("Ishita Rao",)),
        ("TNN", ("TNN",)),
    ],
)
def test_strings_that_name_authors(written: str, names: tuple[str, ...]) -> None:
    """People alone, each once; an agency where nobody else is named."""
    assert people([written]) == names


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Ana Ruiz May 3, 2031 9:00 am", ("Ana Ruiz",)),
        ("Jan. 23, 2031 | Ana Ruiz", ("Ana Ruiz",)),
        ("Published 3 May 2031 by Ana Ruiz", ("Ana Ruiz",)),
        ("Written by Ana Ruiz Senior Reporter", ("Ana Ruiz",)),
        ("by the light of the moon he said", ()),
        ("Submitted by Ruta Callow on Tue, 02/11/2031 - 14:05", ("Ruta Callow",)),
        ("The mayor of Port Halden said that Ana Ruiz would stay, and that she was glad of it.", ()),
        ("Norwire", ()),
    ],
)
def test_lines_that_readers_see(written: str, names: tuple[str, ...]) -> None:
    """Only whole names count where nothing says that there is one."""
    assert people([written], shown=True) == names


def test_people_come_before_the_outlet() -> None:
    """The outlet is an author only where nobody is."""
    assert people(["Halden Courier", "Ana Ruiz"], outlet="Halden Courier") == ("Ana Ruiz",)
    assert people(["Halden Courier"], outlet="Halden Courier") == ("Halden Courier",)


@pytest.mark.parametrize(
    ("declared", "titles", "url", "outlet"),
    [
        (["U.S.", "Norwire"], [], "https://www.norwire.example/a", "Norwire"),
        (["Hosted", "Norwire"], [], None, "Norwire"),
        (["www.norwire.example", "Norwire"], [], None, "Norwire"),
        (["@PortChronicle"], ["Dam holds – Port Chronicle"], "https://portchronicle.example/1", "Port Chronicle"),
        (["@PortChronicle"], ["Dam holds"], None, "PortChronicle"),
        (["Osterby Express | News, weather and sport"], [], None, "Osterby Express"),
        (["Dam &amp;amp; Sons"], [], None, "Dam & Sons"),
        (["Halden Courier", "Norwire"], [], "https://courier.example/a", "Halden Courier"),
        ([None, ""], ["Dam"], None, None),
    ],
)
def test_what_an_outlet_is_called(declared: list[str], titles: list[str], url: str, outlet: str | None) -> None:
    """A name, and rather one that the address bears out than a section, a handle, an address or a slogan."""
    assert outlet_of(declared, titles=titles, url=url) == outlet
