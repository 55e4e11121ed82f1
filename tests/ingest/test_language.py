"""What is clearly not English is dropped, and what is short, mixed or unclear passes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from quoth.ingest.language import other_language
from tests.ingest.things import DAM, GERMAN, GOAT, page_of_text, reasons, taken

OTHERS = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_known(language: str) -> None:
    """By small words or by letters."""
    assert other_language(OTHERS[language]["text"]) == language


@pytest.mark.parametrize(
    "text",
    [
        DAM,
        GOAT * 5,
        "Der Damm hält.",
        f"{GERMAN}\n\n{DAM} {GOAT}",
        f"“{GERMAN[:120]}” said the mayor of Port Halden, and then he said it again in English to all who came.",
        " ".join(f"Osk {n}, Quill {n}, Ruiz {n}" for n in range(60)),
        "1,000 2,000 3,000 " * 99,
        "",
        "Да, said Osk.",
    ],
)
def test_english_short_mixed_and_unclear_texts_pass(text: str) -> None:
    """A report in error dropped is worse than one too many."""
    assert other_language(text) is None


def test_what_a_page_says_of_itself_is_believed_where_its_words_do_not_speak() -> None:
    """A wrong declaration on an English report changes nothing."""
    unknown = " ".join("Blorn tisk varel umdo pesh kirrin oltan defu" for _ in range(9))
    assert other_language(unknown, stated="xx-YY") == "a language that it calls 'xx-YY'"
    assert other_language(unknown, stated="en-US") is None
    assert other_language(unknown) is None
    assert other_language(DAM + GOAT, stated="de") is None


def test_the_report_is_dropped_with_its_language(tmp_path: Path) -> None:
    """In a file of its own as among others."""
    (tmp_path / "a.html").write_text(page_of_text(GERMAN), encoding="utf-8")
    (tmp_path / "b.txt").write_text(DAM, encoding="utf-8")
    assert reasons(tmp_path / "a.html") == ["it is in German, and only English is read; give a report in English"]
    assert len(taken(tmp_path)[0]) == 1
