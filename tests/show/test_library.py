"""A library from the command line: add, ask, judge, hand out, take back, verify, reread."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

import pytest

import quoth as package
from tests.fakes import FakeReader
from tests.show.conftest import REPORT, Quoth

Ask = Callable[..., list[dict[str, Any]]]

SECOND = 'Dam holds\n\n"The dam holds," Ilda Torvane said. "It will hold."\n\n"No water came," she added.\n'


@pytest.fixture
def library(quoth: Quoth, report: str, monkeypatch: pytest.MonkeyPatch) -> Quoth:
    """The command in a folder with a library of two reports, read by the fake reader."""
    monkeypatch.setattr("quoth.run.local.load_reader", lambda name="en-3": FakeReader())
    monkeypatch.setenv("USER", "ana")
    monkeypatch.setenv("LOGNAME", "ana")
    rows = [{"text": SECOND, "outlet": "Halden Post", "url": "https://post.example/dam", "published": "2031-05-06"}]
    Path("dam.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert quoth("add", report, "dam.jsonl").status == 0
    return quoth


@pytest.fixture
def ask(library: Quoth) -> Ask:
    """What a command prints as JSON, line by line."""

    def lines(*args: str) -> list[dict[str, Any]]:
        result = library(*args, "--format", "json")
        assert result.status == 0, result.err
        return [json.loads(line) for line in result.out.splitlines()]

    return lines


def statement_with(ask: Ask, words: str) -> dict[str, Any]:
    """The one statement that has these words."""
    (found,) = ask("search", words)
    return found


def test_adding_says_what_came_of_it(library: Quoth, report: str) -> None:
    """How much is new and unchanged, and why what was dropped was; 1 where nothing usable came in."""
    Path("empty.txt").write_bytes(b"")
    result = library("add", report, "empty.txt", "missing.txt")
    assert (result.status, result.err) == (0, "")
    lines = [line.rstrip() for line in result.out.splitlines()]
    assert lines[0] == "quoth.db: 0 articles added with 0 statements, 1 unchanged, 2 dropped."
    assert "1  it is empty; give a file with the article's text in it" in lines
    assert "   empty.txt" in lines
    assert library("add", "empty.txt").status == 1


def test_adding_as_json_has_all_that_was_dropped(library: Quoth) -> None:
    """One object, for programs."""
    done = json.loads(library("add", "missing.txt", "--format", "json").out)
    assert (done["added"], done["stopped"]) == (0, False)
    assert [each["origin"] for each in done["dropped"]] == ["missing.txt"]
    assert sum(done["reasons"].values()) == 1


def test_addresses_of_this_machine_are_not_fetched(library: Quoth) -> None:
    """Unless --allow-private says so, which here finds nobody who answers."""
    result = library("add", "http://127.0.0.1:9/")
    assert result.status == 1
    assert "no address of the public web" in result.out


def test_a_library_that_is_not_there_is_one_sentence(quoth: Quoth, report: str) -> None:
    """Asking makes no library."""
    for args in (["search", "dam"], ["speakers"], ["speaker", "x"], ["article", "ar_0"], ["verify"], ["reread"]):
        result = quoth(*args)
        assert (result.status, result.out) == (1, "")
        assert result.err == "quoth: there is no library quoth.db; make it with quoth add.\n"
    assert not Path("quoth.db").exists()


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be one", b""])
def test_a_file_that_is_no_library_stays_as_it_is(quoth: Quoth, report: str, content: bytes) -> None:
    """One sentence, and not a byte is changed; an empty file is a new library."""
    Path("quoth.db").write_bytes(content)
    result = quoth("search", "dam")
    if content:
        assert (result.status, result.err.count("\n")) == (1, 1)
        assert Path("quoth.db").read_bytes() == content


def test_search_shows_words_in_context(library: Quoth) -> None:
    """Who said it, the words with what stands around them, and where."""
    result = library("search", "hold")
    assert result.status == 0
    assert result.out.startswith("1 statement.\n")
    for piece in ("Ilda Torvane", '"It will hold."', "Halden Post", "6 May 2031"):
        assert piece in result.out
    assert len(re.findall(r"\bst_[0-9a-f]{20}\b", result.out)) == 1


def test_search_as_json_is_a_statement_a_line(ask: Ask) -> None:
    """The statement, with its article's facts in the place of the id."""
    found = statement_with(ask, "dam hold")
    assert found["id"].startswith("st_")
    facts = {name: found[name] for name in ("outlet", "url", "published")}
    assert facts == {"outlet": "Halden Post", "url": "https://post.example/dam", "published": "2031-05-06"}
    assert [SECOND[s["start"] : s["end"]] for s in found["content"]] == [s["text"] for s in found["content"]]
    assert [SECOND[s["start"] : s["end"]] for s in found["highlights"]] == ["dam", "hold"]


def test_search_as_csv_is_a_row_a_statement(library: Quoth) -> None:
    """With a header, whatever is found."""
    rows = list(csv.DictReader(io.StringIO(library("search", "safe", "--format", "csv").out)))
    assert [row["source"] for row in rows] == ["the mayor"]
    none = list(csv.DictReader(io.StringIO(library("search", "tunnel", "--format", "csv").out)))
    assert none == []


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--speaker", "Torvane"], 2),
        (["--speaker", "Mrs I. Torvane", "--kind", "direct"], 2),
        (["--outlet", "halden post", "--since", "2031-05-06", "--until", "2031-05-06"], 2),
        (["--since", "2031-05-07"], 0),
        (["--exact", "No water came"], 1),
        (["--exact", "no water came"], 0),
        (["--polarity", "denied"], 0),
        (["--place", "body"], 4),
        (["--limit", "1"], 1),
    ],
)
def test_search_takes_every_filter(ask: Ask, options: list[str], found: int) -> None:
    """Each alone, and with others."""
    assert len(ask("search", *options)) == found


@pytest.mark.parametrize(
    "args",
    [
        ["search", "--since", "yesterday"],
        ["search", "--kind", "loud"],
        ["search", "--limit", "0"],
        ["speakers", "--type", "x"],
    ],
)
def test_wrong_use_is_one_sentence(library: Quoth, args: list[str]) -> None:
    """With status 2."""
    result = library(*args)
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)


def test_speakers_are_counted(ask: Ask, library: Quoth) -> None:
    """Those who say most come first."""
    assert next((each["name"], each["statements"]) for each in ask("speakers")) == ("Ilda Torvane", 2)
    assert "Ilda Torvane" in library("speakers").out
    assert library("speakers", "--format", "csv").out.startswith("name,types,statements")


def test_one_speaker_is_shown_in_time(ask: Ask, library: Quoth) -> None:
    """With names and roles; one who is not there, or may be several, is status 1."""
    (person,) = ask("speaker", "torvane")
    assert (person["name"], person["total"]) == ("Ilda Torvane", 2)
    shown = library("speaker", "Torvane")
    assert shown.out.startswith("Ilda Torvane\n")
    nobody = library("speaker", "Quill")
    assert (nobody.status, nobody.out.strip()) == (1, "Nobody here is called Quill.")


def test_an_article_is_shown_with_its_statements_marked(ask: Ask, library: Quoth) -> None:
    """Marks are all that is added to the text; below it stands who says what. By a statement's id, too."""
    found = statement_with(ask, "dam hold")
    shown = library("article", found["article"])
    assert library("article", found["id"]).out == shown.out
    body = shown.out.split("\n\n", 1)[1]
    assert '⟦1 "The dam holds,"⟧ Ilda Torvane said. ⟦1 "It will hold."⟧' in body
    assert found["id"] in body
    (report,) = ask("article", found["id"])
    assert report["article"]["text"] == SECOND
    assert library("article", "ar_0").status == 2


def test_deciding_takes_effect_and_can_be_taken_back(ask: Ask, library: Quoth) -> None:
    """What is rejected is not found; the decision is kept with who and why, and is shown."""
    name = statement_with(ask, "dam hold")["id"]
    result = library("judge", name, "reject", "--why", "never said")
    assert result.status == 0
    judgement = result.out.split(":", 1)[0]
    assert result.out == f"{judgement}: ana rejected {name}\nto take it back: quoth judge {judgement} undo\n"
    assert ask("search", "dam hold") == []
    assert "never said" in library("judge", name).out
    (undone,) = ask("judge", judgement, "undo", "--who", "Jo")
    assert (undone["undoes"], undone["who"]) == (judgement, "Jo")
    assert statement_with(ask, "dam hold")["id"] == name
    assert library("verify").status == 0


def test_corrections_are_made_of_fields(ask: Ask, library: Quoth) -> None:
    """Names, spans and empty values; the statement has them from then on, under the same id."""
    name = statement_with(ask, "dam hold")["id"]
    result = library("judge", name, "correct", "speaker=Ada Quill", "role=", "polarity=denied", "content=11-26")
    assert result.status == 0, result.err
    (found,) = ask("search", "--speaker", "Quill")
    assert (found["id"], found["polarity"], found["speaker"]["role"]) == (name, "denied", None)
    assert [span["text"] for span in found["content"]] == ['"The dam holds,']


def test_spans_are_given_as_words(ask: Ask, library: Quoth) -> None:
    """The very words, pieces joined as tables show them; those that the article has not once are refused."""
    name = statement_with(ask, "dam hold")["id"]
    result = library("judge", name, "correct", 'content=The dam  holds … "It will hold."', "source=Ilda Torvane")
    assert '\n  content: The dam holds … "It will hold."\n  source: Ilda Torvane\n' in result.out
    (found,) = ask("search", "dam hold")
    assert [span["text"] for span in found["content"]] == ["The dam holds", '"It will hold."']
    for wrong, why in (
        ("holds", "2 times"),
        ("A tunnel", "does not have"),
        ("9-5", "before"),
    ):
        refused = library("judge", name, "correct", f"content={wrong}")
        assert (refused.status, refused.err.count("\n")) == (2, 1)
        assert why in refused.err


def test_a_statement_is_given_to_another_of_that_name(ask: Ask, library: Quoth) -> None:
    """By its id; both are speakers from then on."""
    name = statement_with(ask, "dam hold")["id"]
    assert library("judge", name, "part", "Bertha Quill").status == 0
    assert [each["id"] for each in ask("search", "--speaker", "Bertha Quill")] == [name]
    assert "gave" in library("judge", name).out


def test_what_was_taken_back_is_not_taken_back_twice(ask: Ask, library: Quoth) -> None:
    """Taking the taking back back brings it into force again."""
    name = statement_with(ask, "dam hold")["id"]
    (reject,) = ask("judge", name, "reject")
    (undo,) = ask("judge", reject["id"], "undo")
    again = library("judge", reject["id"], "undo")
    assert (again.status, again.out) == (1, "")
    assert "taken back already" in again.err
    ask("judge", undo["id"], "undo")
    assert ask("search", "dam hold") == []
    (last,) = ask("judge", reject["id"], "undo")
    assert last["undoes"] == reject["id"]
    assert len(ask("judge", name)) == 4


def test_a_judgement_that_changes_nothing_says_so(ask: Ask, library: Quoth) -> None:
    """A value that it has already, a verdict that stands, names that are one speaker's; it is kept all the same."""
    found = statement_with(ask, "dam hold")
    name = found["id"]
    library("judge", found["article"], "find", "content=0-3", "speaker=Nobody Else")
    said = "it changes nothing: all of it was so already"
    for args in (
        [name, "correct", "polarity=denied"],
        [name, "accept"],
        [name, "reject"],
        ["Ilda Torvane", "merge", "Nobody Else"],
    ):
        first, again = library("judge", *args), library("judge", *args)
        assert (first.status, again.status) == (0, 0)
        assert (said in first.out) is (args[1] == "accept"), args  # what was corrected stands as it is
        assert said in again.out
    assert library("judge", name, "reject", "--format", "json").err == f"quoth: {said}.\n"
    assert len(ask("judge", name)) == 7
    assert library("verify").status == 0


def test_no_time_beats_a_person(ask: Ask, library: Quoth) -> None:
    """A time that a table makes up is refused with its row; one that can be is kept, and a later word still counts."""
    library("export", "--out", "out.csv")
    with Path("out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = statement_with(ask, "dam hold")["id"]
    whens = {"9999-12-31T23:59:59Z": "in the future", "1970-01-01": "before 1990", "2020-01-01T00:00:00Z": None}
    for when, why in whens.items():
        row = next(row for row in rows if row["id"] == found) | {"speaker": "Forged Name", "when": when}
        with Path("edited.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(row))
            writer.writeheader()
            writer.writerow(row)
        result = library("import", "edited.csv")
        assert result.status == (1 if why else 0)
        assert (f"which is {why}; give the time" in " ".join(result.out.split())) is (why is not None)
        assert len(ask("search", "--speaker", "Forged Name")) == (0 if why else 1)
    library("judge", found, "correct", "speaker=Ada Quill")
    assert [each["id"] for each in ask("search", "--speaker", "Ada Quill")] == [found]
    assert library("import", "edited.csv").out.startswith("edited.csv: nothing new, 0")
    assert [each["id"] for each in ask("search", "--speaker", "Ada Quill")] == [found]


def test_what_was_decided_is_shown_by_article_and_name(ask: Ask, library: Quoth) -> None:
    """All that is about the statements of an article, or about a name."""
    found = statement_with(ask, "dam hold")
    library("judge", found["id"], "accept")
    library("judge", found["article"], "find", "content=0-3", "speaker=I. Torvane")
    library("judge", "Ilda Torvane", "merge", "I. Torvane")
    assert [each["action"] for each in ask("judge", found["article"])] == ["accept", "correct"]
    assert [each["action"] for each in ask("judge", "I. Torvane")] == ["merge"]
    (again,) = ask("judge", "Ilda Torvane", "merge", "I. Torvane")
    assert again["values"] == {"names": ["Ilda Torvane", "I. Torvane"]}


@pytest.mark.parametrize("decision", ["merge", "part"])
def test_names_that_no_statement_has_are_refused(library: Quoth, decision: str) -> None:
    """With those that are spelt like them, and nothing is kept."""
    for names in (["Ilda Torvane", "Ilda Torvene"], ["Ilda Torvene", "Ilda Torvane"]):
        refused = library("judge", names[0], decision, names[1])
        assert (refused.status, refused.out, refused.err.count("\n")) == (1, "", 1)
        assert "no statement has the speaker 'Ilda Torvene'; did you mean Ilda Torvane?" in refused.err


def test_a_rejection_outlives_an_older_export(ask: Ask, library: Quoth) -> None:
    """What somebody decided is no leftover to be accepted; a found row that comes twice is found once."""
    library("export", "--out", "old.csv")
    name = statement_with(ask, "dam hold")["id"]
    library("judge", name, "reject")
    rows = list(csv.DictReader(io.StringIO(Path("old.csv").read_text(encoding="utf-8"))))
    rows.append(
        dict.fromkeys(rows[0], "") | {"article": rows[-1]["article"], "content_spans": "0-3", "kind": "indirect"}
    )
    with Path("old.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert library("import", "old.csv", "--accept-rest").out.startswith(
        "old.csv: 3 statements accepted, 1 statement found, 0"
    )
    assert ask("search", "dam hold") == []
    assert library("import", "old.csv", "--accept-rest").out.startswith("old.csv: nothing new, 0")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["st_0", "reject"], "no statement st_0"),
        (["x", "accept"], "no id of a statement"),
        (["st_0", "correct"], "give FIELD=VALUE"),
        (["st_0", "correct", "colour=red"], "the fields are content"),
        (["st_0", "correct", "content=5"], "START-END"),
        (["st_0", "correct", "content=9-5"], "ends before it begins"),
        (["st_0", "accept", "because"], "--why"),
        (["st_0", "undo"], "no id of a judgement"),
        (["ju_0", "undo"], "no judgement ju_0"),
        (["Torvane", "merge"], "give a name"),
        (["ar_0", "find", "content=0-4"], "no article ar_0"),
        (["st_0", "find", "content=0-4"], "no id of an article"),
        (["st_0"], "has the id or the name 'st_0'"),
        (["ar_0", "find", "cue=0-4"], "no article ar_0"),
    ],
)
def test_a_wrong_decision_is_one_sentence(library: Quoth, args: list[str], words: str) -> None:
    """That says what is wrong, and nothing is kept."""
    result = library("judge", *args)
    assert result.status in (1, 2)
    assert (result.out, result.err.count("\n")) == ("", 1)
    assert words in result.err
    with package.Library("quoth.db") as kept:
        assert kept.judgements() == []


def test_people_find_and_merge(ask: Ask, library: Quoth) -> None:
    """A statement that no reader found is there under its finder's name; merged names are one speaker."""
    article = statement_with(ask, "dam hold")["article"]
    assert library("judge", article, "find", "content=0-9", "speaker=Ada Quill").status == 0
    (found,) = ask("search", "--speaker", "Ada Quill")
    assert (found["made_by"], found["content"][0]["text"]) == ("person ana", "Dam holds")
    assert library("judge", "Ilda Torvane", "merge", "Ada Quill").status == 0
    assert len(ask("search", "--speaker", "Quill")) == 3
    assert library("judge", "Ilda Torvane", "part", "Ada Quill").status == 0
    assert len(ask("search", "--speaker", "Quill")) == 1


@pytest.mark.parametrize("form", ["csv", "brat", "labelstudio"])
def test_what_was_exported_and_not_edited_changes_nothing(library: Quoth, form: str) -> None:
    """And with --accept-rest, all of it is accepted, once."""
    assert library("export", "--format", form, "--out", "out").status == 0
    edited = "out"
    if form == "csv":
        edited = str(Path("out").rename("out.csv"))
    elif form == "labelstudio":
        tasks = json.loads(Path("out/tasks.json").read_text(encoding="utf-8"))
        for task in tasks:
            task["annotations"] = [{"completed_by": 1, "result": task["predictions"][0]["result"]}]
        edited = "tasks.json"
        Path(edited).write_text(json.dumps(tasks), encoding="utf-8")
    result = library("import", edited)
    assert (result.status, result.out) == (0, f"{edited}: nothing new, 0 not understood.\n"), result.err
    accepted = f"{edited}: 4 statements accepted, 0 not understood.\n"
    assert library("import", edited, "--accept-rest").out == accepted
    assert library("import", edited, "--accept-rest").out == f"{edited}: nothing new, 0 not understood.\n"
    assert library("verify").status == 0


def test_an_edited_table_comes_back_as_judgements(ask: Ask, library: Quoth) -> None:
    """Changed cells correct, verdicts reject, rows of nothing are said; importing twice decides once."""
    library("export", "--out", "out.csv")
    rows = list(csv.DictReader(io.StringIO(Path("out.csv").read_text(encoding="utf-8"))))
    rows[0]["speaker"] = "Somebody"
    rows[1]["verdict"] = "reject"
    rows.append({**rows[0], "id": "st_0"})
    with Path("out.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "verdict"], restval="")
        writer.writeheader()
        writer.writerows(rows)
    result = library("import", "out.csv", "--who", "desk")
    assert result.status == 0
    assert result.out.startswith("out.csv: 1 statement corrected, 1 statement rejected, 1 not understood.\n")
    assert len(ask("search")) == 3
    assert library("import", "out.csv").out.startswith("out.csv: nothing new, 1 not understood.\n")
    assert {each["who"] for each in ask("judge", "all")} == {"desk"}


def test_what_is_no_export_is_one_sentence(library: Quoth) -> None:
    """A file that is not there, and one of another kind."""
    Path("notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for path in ("missing.csv", "notes.csv"):
        result = library("import", path)
        assert (result.status, result.err.count("\n")) == (1, 1)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs an endless device")
@pytest.mark.parametrize("what", ["/dev/zero", "pipe"])
@pytest.mark.parametrize(
    "args",
    [
        ["import"],
        ["import", "--format", "labelstudio"],
        ["evaluate", "--reader", "rules"],
        ["search", "dam", "--library"],
        ["add", "report.txt", "--library"],
    ],
)
def test_what_never_ends_is_not_read(library: Quoth, args: list[str], what: str) -> None:
    """An endless device, and a pipe that nobody writes to, are refused in one sentence."""
    os.mkfifo("pipe")
    result = library(*args, what)
    assert (result.status, result.out, result.err.count("\n")) == (1, "", 1)
    assert f"quoth: {what} is a device or a pipe, and no file; " in result.err


def test_a_library_is_exported_in_part(library: Quoth) -> None:
    """By speaker, outlet, kind and date; what fits nothing writes nothing."""

    def lines(*options: str) -> int:
        result = library("export", "--format", "jsonl", "--out", "out.jsonl", *options)
        if result.status:
            assert result.err == "quoth: nothing to write.\n"
            return 0
        return len(Path("out.jsonl").read_text(encoding="utf-8").splitlines())

    assert (lines(), lines("--speaker", "Torvane"), lines("--outlet", "Halden Post")) == (4, 2, 2)
    assert (lines("--since", "2031-05-06"), lines("--until", "2031-05-05"), lines("--kind", "direct")) == (2, 0, 4)
    assert lines("--judged") == 0
    both = library("export", "dam.jsonl", "--judged", "--out", "x.csv")
    assert (both.status, "'--judged'" in both.err) == (2, True)


def test_gold_is_what_was_judged_in_whole(ask: Ask, library: Quoth) -> None:
    """Articles with a statement that nobody judged are left out, and counted."""
    for found in ask("search", "--outlet", "Halden Post"):
        library("judge", found["id"], "accept")
    (other, *_) = ask("search", "safe")
    library("judge", other["id"], "accept")
    result = library("export", "--judged", "--format", "brat", "--out", "gold")
    assert result.err.splitlines() == [
        "quoth: 1 article left out: nobody has judged all of their statements yet.",
        "quoth: gold: 2 statements written.",
    ]
    assert library("evaluate", "gold", "--reader", "rules", "--bootstrap", "0").status == 0


def test_verify_says_what_it_checked(library: Quoth) -> None:
    """All of it, and what is wrong where one byte is."""
    result = library("verify")
    assert result.out.startswith("quoth.db: 2 texts, 4 statements, ")
    checks = json.loads(library("verify", "--format", "json").out)["checks"]
    assert all(check.split()[0] in result.out for check in checks)
    with closing(sqlite3.connect("quoth.db")) as connection:
        connection.execute("UPDATE articles SET text = replace(text, 'dam', 'Dam')")
        connection.commit()
    altered = library("verify")
    assert (altered.status, altered.out) == (1, "")
    assert "altered" in altered.err


def test_rereading_brings_up_to_date(library: Quoth, monkeypatch: pytest.MonkeyPatch, ask: Ask) -> None:
    """Where nothing is out of date nothing is reread; with --every all of it; judgements stay."""
    name = statement_with(ask, "dam hold")["id"]
    library("judge", name, "reject")
    assert library("reread").out.endswith("0 articles reread of 2; nothing changed\n") is False
    monkeypatch.setattr("quoth.run.adding.load_reader", lambda name: FakeReader())
    assert library("reread", "--every").out == "quoth.db: 2 articles reread of 2; nothing changed\n"
    assert ask("search", "dam hold") == []
    assert library("verify").status == 0


def test_the_python_face_does_all_of_it(library: Quoth) -> None:
    """Add, search, judge and ask, with records as results."""
    Path("third.txt").write_text(f"{REPORT}\nMore.", encoding="utf-8")
    heard: list[object] = []
    with package.Library("quoth.db") as kept:
        done = kept.add([Path("third.txt")], reader=FakeReader(), published="2031-05-07", on_each=heard.append)
        assert (done.added, len(heard)) == (1, 1)
        hits = kept.search("safe", since="2031-05-07")
        assert hits.total == len(hits) == 1
        statement = hits[0].statement
        correction = kept.correct(statement.id, who="ana", polarity="denied", why="see the tape")
        assert kept.search("safe", polarity="denied")[0].statement.id == statement.id
        kept.undo(correction.id, who="ana")
        assert not kept.search("safe", polarity="denied")
        kept.find(statement.article, who="ana", content=[(0, 5)], speaker="I. Torvane")
        kept.merge("Ilda Torvane", "I. Torvane", who="ana")
        assert kept.speakers()[0].name == "Ilda Torvane"
        report = kept.report(statement.article)
        assert report is not None
        assert report.article.published == "2031-05-07"
        assert [each.action for each in kept.judgements()] == ["correct", "correct", "correct", "merge"]
        kept.verify()


def test_choices_are_those_of_the_records() -> None:
    """What an option offers is what a record can have."""
    from quoth import records
    from quoth.show.commands import asking

    for choice, values in (
        (asking.Kind, records.Kind),
        (asking.Attitude, records.Attitude),
        (asking.Polarity, records.Polarity),
        (asking.Place, records.Place),
    ):
        assert [each.value for each in choice] == list(get_args(values))
    assert {each.value for each in asking.SpeakerType} == set(get_args(records.SpeakerType)) - {"unknown"}


def test_articles_are_listed_and_found(ask: Ask, library: Quoth) -> None:
    """By words of the title, outlet and day; one by its id, its beginning, its file or its address."""
    assert [each["title"] for each in ask("articles")] == ["Dam holds", "Storm cuts off Aldmoor"]
    (dam,) = ask("articles", "DAM", "--outlet", "Halden Post", "--since", "2031", "--until", "2031-05")
    assert (dam["statements"], dam["judged"]) == (2, 0)
    assert ask("articles", "tunnel") == ask("articles", "--until", "2030") == []
    shown = library("article", dam["id"]).out
    for name in (dam["id"][:9], "dam.jsonl#line=1", "https://post.example/dam"):
        assert library("article", name).out == shown
    assert library("article", "ar_").status == 2
    assert dam["id"] in library("articles").out


def test_what_was_dropped_is_listed(ask: Ask, library: Quoth) -> None:
    """With where it came from and why."""
    assert ask("dropped") == []
    library("add", "missing.txt")
    (each,) = ask("dropped")
    assert each["origin"] == "missing.txt"
    assert "missing.txt" in library("dropped").out
    assert library("dropped", "--format", "csv").out.startswith("origin,stage,reason")


def test_the_user_knows_who_published_a_text(ask: Ask, library: Quoth) -> None:
    """A plain text does not say."""
    Path("plain.txt").write_text(f"{REPORT}\nAgain.", encoding="utf-8")
    assert library("add", "plain.txt", "--outlet", "Valley Echo").status == 0
    assert len(ask("search", "--outlet", "echo")) == 2


def test_export_goes_by_the_name_of_its_file(library: Quoth) -> None:
    """And says what is for FILEs alone."""
    assert library("export", "--out", "out.jsonl").status == 0
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8").splitlines()[0])["id"].startswith("st_")
    refused = library("export", "--out", "x.csv", "--published", "2031-05-06")
    assert (refused.status, "'--published'" in refused.err) == (2, True)


def test_a_library_is_not_written_over(library: Quoth) -> None:
    """Nor is what stands beside it, by an export of any kind."""
    before = Path("quoth.db").read_bytes()
    Path("link.csv").symlink_to("quoth.db")
    for out in ("quoth.db", "link.csv", "quoth.db-wal"):
        for args in ([], ["report.txt"]):
            result = library("export", *args, "--out", out)
            assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
            assert "is a database" in result.err
    assert Path("quoth.db").read_bytes() == before


def test_marks_made_anew_reject_nothing(library: Quoth) -> None:
    """Regions that were deleted and drawn again, and notes that were deleted, are still the same statements."""
    library("export", "--format", "brat", "--out", "brat")
    for file in Path("brat/attributions").iterdir():
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if "AnnotatorNotes" not in line), encoding="utf-8")
    assert library("import", "brat").out == "brat: nothing new, 0 not understood.\n"
    library("export", "--format", "labelstudio", "--out", "studio")
    tasks = json.loads(Path("studio/tasks.json").read_text(encoding="utf-8"))
    for task in tasks:
        drawn = json.loads(json.dumps(task["predictions"][0]["result"]).replace("st_", "x"))
        task["annotations"] = [{"completed_by": 1, "result": drawn}]
    Path("tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
    assert library("import", "tasks.json").out == "tasks.json: nothing new, 0 not understood.\n"


def test_a_damaged_folder_loses_nothing_else(library: Quoth) -> None:
    """A file whose roles are odd is said, and the others are read; without what was given, one sentence says so."""
    library("export", "--format", "brat", "--out", "brat")
    first, second = sorted(Path("brat/attributions").iterdir())
    first.write_text(first.read_text(encoding="utf-8").replace(" Content:", " X-Content:"), encoding="utf-8")
    lines = [
        line for line in second.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("E1\t")
    ]
    second.write_text("".join(lines), encoding="utf-8")
    result = library("import", "brat")
    assert "1 statement rejected" in result.out
    assert first.name in result.out
    Path("brat/statements.txt").write_bytes(b"\xff\xfe")
    broken = library("import", "brat")
    assert (broken.status, broken.err.count("\n")) == (1, 1)


def test_a_name_of_the_driver_is_a_file(library: Quoth, report: str) -> None:
    """One that would keep nothing, to the driver."""
    assert library("add", report, "--library", ":memory:").status == 0
    assert Path(":memory:").is_file()


@pytest.mark.parametrize(
    "values", [{"content": 5}, {"content": [5]}, {"content": [("a", "b")]}, {"cue": {1, 2}}, {"speaker": {1}}, {}]
)
def test_odd_values_are_one_kind_of_error(library: Quoth, values: dict[str, Any]) -> None:
    """From Python too, everything that cannot be is a QuothError."""
    with package.Library("quoth.db") as kept:
        article = kept.listed()[0].id
        with pytest.raises(package.QuothError):
            kept.find(article, who="ana", **values)
        with pytest.raises(package.QuothError):
            kept.find("ar_\ud800", who="ana", **values)
        for odd in ({"limit": "5"}, {"offset": 1.5}, {"speaker": 5}, {"text": "x" * 40_000}):
            with pytest.raises(package.QuothError):
                kept.search(**odd)
        with pytest.raises(package.QuothError):
            kept.accept(kept.search()[0].statement.id, who="")


def merged(ask: Ask, library: Quoth) -> str:
    """Has the speaker of one statement merged into a fuller name, and gives that statement's id."""
    found = statement_with(ask, "dam hold")
    assert library("judge", found["article"], "find", "content=0-3", "speaker=Ilda M. Torvane").status == 0
    assert library("judge", "Ilda M. Torvane", "merge", "Ilda Torvane").status == 0
    name: str = found["id"]
    return name


def test_one_shape_whoever_prints_it(ask: Ask, library: Quoth) -> None:
    """Search, speaker, export and read have the same object and columns, with the merged name and the report's."""
    name = merged(ask, library)
    (searched,) = [each for each in ask("search") if each["id"] == name]
    (spoken,) = [each for each in ask("speaker", "Torvane")[0]["statements"] if each["id"] == name]
    lines = map(json.loads, library("export", "--format", "jsonl").out.splitlines())
    (written,) = [each for each in lines if each["id"] == name]
    assert {each: searched[each] for each in written} == written
    assert {each: spoken[each] for each in written} == written
    assert (written["speaker"]["name"], written["speaker_in_report"]) == ("Ilda M. Torvane", "Ilda Torvane")
    read = json.loads(library("read", "dam.jsonl", "--format", "jsonl").out.splitlines()[0])
    assert list(read) == list(written)
    heads = [
        list(csv.DictReader(io.StringIO(library(*args).out)).fieldnames or ())
        for args in (
            ["read", "dam.jsonl", "--format", "csv"],
            ["export", "--format", "csv"],
            ["search", "--format", "csv"],
            ["speaker", "Torvane", "--format", "csv"],
        )
    ]
    assert all(head[: len(heads[0])] == heads[0] for head in heads)


def test_what_was_searched_is_exported(ask: Ask, library: Quoth) -> None:
    """TEXT and every option find the same statements; each row says whether it was judged."""
    name = merged(ask, library)
    library("judge", name, "accept")
    for asked in (["hold"], ["safe OR dam"], ["--exact", "No water"], ["--speaker", "Torvane", "--least", "0.5"], []):
        rows = list(csv.DictReader(io.StringIO(library("export", *asked).out)))
        assert {row["id"] for row in rows} == {each["id"] for each in ask("search", *asked)}
    (row,) = csv.DictReader(io.StringIO(library("export", "dam hold").out))
    assert (row["judged"], row["speaker"], row["speaker_in_report"]) == ("accepted", "Ilda M. Torvane", "Ilda Torvane")
    assert len(library("export", "safe OR dam", "--limit", "1", "--format", "jsonl").out.splitlines()) == 1


def test_merged_names_come_back_as_they_were(ask: Ask, library: Quoth) -> None:
    """A table with names that were merged, and nothing edited, changes nothing; not even once they are parted."""
    merged(ask, library)
    library("export", "--out", "out.csv")
    assert library("import", "out.csv").out == "out.csv: nothing new, 0 not understood.\n"
    assert library("judge", "Ilda M. Torvane", "part", "Ilda Torvane").status == 0
    assert library("import", "out.csv").out == "out.csv: nothing new, 0 not understood.\n"


def test_who_is_named_wins_over_the_number_of_an_account(ask: Ask, library: Quoth) -> None:
    """And where the file has an address, that stays and is said."""
    library("export", "--format", "labelstudio", "--out", "studio")
    tasks = json.loads(Path("studio/tasks.json").read_text(encoding="utf-8"))
    for task, by in zip(tasks, (7, {"id": 3, "email": "wen@osk.example"}), strict=True):
        task["annotations"] = [{"completed_by": by, "result": task["predictions"][0]["result"]}]
    Path("tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
    done = library("import", "tasks.json", "--accept-rest", "--who", "Ana")
    assert {each["who"] for each in ask("judge", "all")} == {"Ana", "wen@osk.example"}
    assert "--who does not change that: wen@osk.example" in done.err


@pytest.mark.parametrize("width", [60, 80, 110])
def test_a_hit_is_three_lines(library: Quoth, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """However long it is; no line is wider than the screen, and no word is cut. ``--long`` has all of it."""
    long = " ".join(f"harbour{n}" for n in range(120))
    Path("long.txt").write_text(f'Gates\n\n"{long} sluice," Ilda Torvane said. "It rained."\n', encoding="utf-8")
    library("add", "long.txt")
    monkeypatch.setenv("COLUMNS", str(width))
    for asked in ("harbour*", "sluice", "safe", "dam"):
        out = library("search", asked).out
        head, *hits = out.rstrip("\n").split("\n\n")
        assert head.startswith("1 statement.")
        assert all(len(hit.splitlines()) <= 3 for hit in hits), out
        assert max(map(len, out.splitlines())) <= width
        assert set(re.findall(r"\bharbour\d*", out)) <= set(long.split())
    assert "sluice" in library("search", "sluice").out
    assert "…" in library("search", "sluice").out
    assert "harbour60" in library("search", "sluice", "--long").out


@pytest.mark.parametrize("width", [60, 80, 110])
def test_articles_split_no_word(library: Quoth, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """The title has most of the width and the id stands below it; no line is wider than the screen."""
    title = "Harbourmasters of Osk, Merrin and Halden disagree about the sluicegates, and about who is to pay for them"
    Path("2031-05-04_herald.txt").write_text(f'{title}\n\n"It rained," Ilda Torvane said.\n', encoding="utf-8")
    library("add", "2031-05-04_herald.txt")
    monkeypatch.setenv("COLUMNS", str(width))
    out = library("articles").out
    assert max(map(len, out.splitlines())) <= width
    words = out.split()
    assert set(title.split()) <= set(words)
    assert any(re.fullmatch(r"ar_[0-9a-f]{20}", word) for word in words)
    (first,) = (line for line in out.splitlines() if "Harbourmasters" in line)
    begun = re.split(r"\s{2,}", first.strip())[0]
    assert title.startswith(begun)
    assert len(begun) >= width / 2, out


def test_the_words_for_a_speaker_are_shown(ask: Ask, library: Quoth) -> None:
    """Where they are not the name: in a search, an article, of a statement that is to be judged; and why it is they."""
    name = statement_with(ask, "dam hold")["id"]
    library("judge", name, "correct", "speaker=Ada Quill")
    for args in (["search", "dam hold"], ["search", "dam hold", "--long"], ["article", name], ["judge", name]):
        assert "“Ilda Torvane” 1.00" in " ".join(library(*args).out.split()), args
        assert "who: ana" not in library(*args).out
        assert "who: " in library(*args, "--explain").out


def test_numbers_stand_in_text_order(ask: Ask, library: Quoth) -> None:
    """In an article, a statement that somebody found comes where it stands."""
    found = statement_with(ask, "dam hold")
    library("judge", found["article"], "find", "content=0-3")
    shown = library("article", found["article"]).out
    assert re.findall(r"⟦(\d)", shown) == ["1", "2", "2", "3"]
    (report,) = ask("article", found["article"])
    starts = [each["content"][0]["start"] for each in report["statements"]]
    assert starts == sorted(starts)


def test_what_a_search_was_told_is_answered(library: Quoth) -> None:
    """Other forms of the words, and whom a name may mean; beside rows on standard error."""
    assert "\nalso: hold, holds\n" in library("search", "holding").out
    assert library("search", "holding", "--format", "json").err == "quoth: also: hold, holds.\n"
    assert "did you mean Ilda Torvane?" in library("search", "--speaker", "Torvene").out
    assert "did you mean Ilda Torvane?" in library("speaker", "Torvene").out


def test_adding_what_is_not_there_makes_no_library(library: Quoth) -> None:
    """But says why; a library that is there keeps it."""
    done = library("add", "nofile.txt", "no/*.txt", "--library", "new.db")
    assert (done.status, Path("new.db").exists()) == (1, False)
    assert "2 dropped" in done.out


def test_the_environment_names_the_library(library: Quoth, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the command does not."""
    Path("quoth.db").rename("other.db")
    monkeypatch.setenv("QUOTH_LIBRARY", "other.db")
    assert "1 statement." in library("search", "dam hold").out


def test_the_five_questions_of_the_documentation_are_answered(library: Quoth) -> None:
    """The view has the columns that they ask for, and of them the first gives the speakers."""
    docs = (Path(__file__).parents[2] / "docs" / "library.md").read_text(encoding="utf-8")
    questions = [line for line in re.search(r"```sql\n(.*?)```", docs, re.DOTALL)[1].splitlines() if line[:2] != "--"]  # type: ignore[index]
    with closing(sqlite3.connect("quoth.db")) as connection:
        answers = [connection.execute(question).fetchall() for question in questions]
    assert len(answers) == 5
    assert ("Ilda Torvane", 2) in answers[0]


def test_every_table_is_in_the_documentation(library: Quoth) -> None:
    """With all of its columns, whichever migration brought them; indexes are named, too."""
    docs = (Path(__file__).parents[2] / "docs" / "library.md").read_text(encoding="utf-8")
    rows = {line.split("`")[1]: line for line in docs.splitlines() if line.startswith("| `")}
    with closing(sqlite3.connect("quoth.db")) as connection:
        made = connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_master WHERE type = 'table'").fetchall()
        indexes = [name for name, sql in made if sql.startswith("CREATE VIRTUAL")]
        tables = [name for name, _ in made if not name.startswith((*indexes, "sqlite_"))]
        columns = {name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} for name in tables}
    assert all(f"`{name}`" in docs for name in indexes)
    assert columns.keys() <= rows.keys()
    missing = {
        (name, column) for name in tables for column in columns[name] - {"rowid"} if f"`{column}`" not in rows[name]
    }
    assert missing == set()


def test_search_has_a_signature() -> None:
    """All that a query can ask, by name and type."""
    import inspect

    from quoth.ask import Query

    asked = inspect.signature(package.Library.search).parameters
    assert list(asked)[1:] == list(inspect.signature(Query).parameters)


def test_dates_that_are_accepted_are_listed(library: Quoth) -> None:
    """Where one is none."""
    assert "2031, 2031-05 or 2031-05-03" in library("search", "--since", "yesterday").err
    assert "2031, 2031-05 or 2031-05-03" in library("search", "--since", "2031-13").err


def test_what_is_less_sure_is_left_out(library: Quoth) -> None:
    """Of a reading and of a search."""
    assert len(library("read", "dam.jsonl", "--format", "jsonl", "--least", "0.8").out.splitlines()) == 2
    assert library("read", "dam.jsonl", "--format", "jsonl", "--least", "0.9").out == ""
