"""Label Studio: tasks valid by its guide and its own config, offsets in code points, and corrections back."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from quoth.errors import InputError, NotTextError
from quoth.records import Dropped
from quoth.show.export import FORMATS, Correction, read_label_studio_corrections
from quoth.show.export.label_studio import CONFIG
from quoth.show.export.rows import Known
from quoth.show.export.told import told_span
from tests.show.export.conftest import Rows, any_rows

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "labelstudio.json").read_bytes())


def tasks_of(rows: Rows) -> list[dict[str, Any]]:
    """The tasks that are written, valid by the schema."""
    with tempfile.TemporaryDirectory() as folder:
        FORMATS["labelstudio"].write(rows, Path(folder) / "out")
        assert (Path(folder) / "out" / "config.xml").read_text(encoding="utf-8") == CONFIG
        tasks: list[dict[str, Any]] = json.loads((Path(folder) / "out" / "tasks.json").read_bytes())
    Draft202012Validator(SCHEMA).validate(tasks)
    return tasks


def annotated(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tasks as Label Studio exports them, each prediction taken over as it was."""
    exported = copy.deepcopy(tasks)
    for task in exported:
        result = [part for made in task.pop("predictions") for part in made["result"]]
        by = {"completed_by": {"id": 3, "email": "wen@osk.example"}, "updated_at": "2031-05-07T10:00:00Z"}
        task["annotations"] = [{"result": result, "was_cancelled": False, **by}]
    return exported


def corrections(tasks: object, rows: Rows) -> list[Correction | Dropped]:
    """What is read from an export of Label Studio's."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.json"
        path.write_text(json.dumps(tasks), encoding="utf-8")
        return list(read_label_studio_corrections(path, Known(rows)))


@given(any_rows())
def test_label_studio_there_and_back(rows: Rows) -> None:
    """Every region slices to its words, and what nobody changed gives no correction."""
    tasks = tasks_of(rows)
    for task in tasks:
        for part in (part for made in task["predictions"] for part in made["result"]):
            if part["type"] == "labels":
                value = part["value"]
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
    assert corrections(annotated(tasks), rows) == []


def test_the_config_has_all_that_the_tasks_name(rows: Rows) -> None:
    """Controls, their labels and choices, and the data that they show."""
    config = ElementTree.fromstring(CONFIG)
    controls = {node.get("name"): {child.get("value") for child in node} for node in config.iter() if node.get("name")}
    text = config.find(".//Text")
    assert text is not None
    for task in tasks_of(rows):
        assert str(text.get("value")).removeprefix("$") in task["data"]
        for part in (part for made in task["predictions"] for part in made["result"]):
            if part["type"] != "relation":
                value = part["value"]
                assert {*value.get("labels", ()), *value.get("choices", ())} <= controls[part["from_name"]]


def test_changes_of_every_kind_come_back(rows: Rows) -> None:
    """A moved region, another choice, another name; with who and when."""
    tasks = annotated(tasks_of(rows))
    result = tasks[0]["annotations"][0]["result"]
    said, denied = rows[0][1]
    by_id = {(part.get("id"), part.get("from_name")): part["value"] for part in result if "value" in part}
    source = by_id[f"{said.id}.source.0", "part"]
    source["start"] += 6
    source["text"] = source["text"][6:]
    by_id[f"{said.id}.content.0", "speaker"]["text"] = ["I. Torvane"]
    by_id[f"{denied.id}.content.0", "polarity"]["choices"] = ["declined"]
    made = [one for one in corrections(tasks, rows) if isinstance(one, Correction)]
    assert [(one.statement, one.field, one.value) for one in made] == [
        (said.id, "source", None),
        (said.id, "speaker", "I. Torvane"),
        (denied.id, "polarity", "declined"),
    ]
    assert made[0].spans == ((said.source[0].start + 6, said.source[0].end),)
    assert {(one.who, one.when) for one in made} == {("wen@osk.example", "2031-05-07T10:00:00Z")}


def test_a_statement_that_is_gone_is_rejected(rows: Rows) -> None:
    """Of those that the task was given; a skipped task says nothing."""
    tasks = annotated(tasks_of(rows))
    annotation = tasks[0]["annotations"][0]
    gone = rows[0][1][1].id
    annotation["result"] = [part for part in annotation["result"] if gone not in json.dumps(part)]
    (made,) = corrections(tasks, rows)
    assert isinstance(made, Correction)
    assert (made.statement, made.field, made.value) == (gone, "verdict", "reject")
    annotation["was_cancelled"] = True
    assert corrections(tasks, rows) == []


def test_regions_drawn_by_hand_go_where_relations_lead(rows: Rows) -> None:
    """To a statement that was there, whichever way the arrow points, or together to a new one."""
    tasks = annotated(tasks_of(rows))
    said = rows[0][1][0]

    def region(name: str, label: str, start: int, end: int) -> dict[str, Any]:
        value = {"start": start, "end": end, "text": rows[0][0].text[start:end], "labels": [label]}
        return {"id": name, "from_name": "part", "to_name": "text", "type": "labels", "value": value}

    tasks[0]["annotations"][0]["result"] += [
        region("a", "Cue", 0, 2),
        {"type": "relation", "from_id": f"{said.id}.content.0", "to_id": "a", "direction": "right"},
        region("b", "Content", 0, 6),
        region("c", "Source", 7, 8),
        {"type": "relation", "from_id": "c", "to_id": "b", "direction": "right"},
    ]
    made = [one for one in corrections(tasks, rows) if isinstance(one, Correction)]
    assert [(one.statement, one.field, one.spans) for one in made] == [
        (said.id, "cue", ((0, 2), (said.cue[0].start, said.cue[0].end))),
        (None, "content", ((0, 6),)),
        (None, "source", ((7, 8),)),
    ]


def test_a_lone_cue_is_dropped_with_its_reason(rows: Rows) -> None:
    """And so is a task of another article; the rest is read."""
    tasks = annotated(tasks_of(rows))
    value = {"start": 0, "end": 2, "labels": ["Cue"]}
    part = {"id": "a", "from_name": "part", "to_name": "text", "type": "labels", "value": value}
    tasks[0]["annotations"][0]["result"].append(part)
    made = corrections([{"data": {}}, *tasks], rows)
    assert [one.reason for one in made if isinstance(one, Dropped)] == [
        "task 1: it is of an article that is not here, or not of our making",
        "task 2: a new statement has no content left; reject it instead",
    ]
    assert len(made) == 2


@pytest.mark.parametrize(("bad", "error"), [("{", NotTextError), ("{}", InputError), ("[1]", InputError)])
def test_what_is_no_export_is_an_error(bad: str, error: type[InputError], tmp_path: Path) -> None:
    """One sentence that says what to do."""
    (tmp_path / "bad.json").write_text(bad, encoding="utf-8")
    with pytest.raises(error, match="export"):
        list(read_label_studio_corrections(tmp_path / "bad.json", Known([])))


def in_utf16(tasks: list[dict[str, Any]]) -> None:
    """Has every region count in UTF-16 units, as browsers do."""
    for task in tasks:
        text = task["data"]["text"]
        for part in task["annotations"][0]["result"]:
            if part["type"] != "relation":
                for edge in ("start", "end"):
                    part["value"][edge] = len(text[: part["value"][edge]].encode("utf-16-le")) // 2


def test_offsets_as_browsers_count_them_move_nothing(rows: Rows) -> None:
    """After an emoji every offset is one too many; the words say where the region stands."""
    tasks = annotated(tasks_of(rows))
    in_utf16(tasks)
    said = rows[0][1][0]
    regions = {part["id"]: part["value"] for part in tasks[0]["annotations"][0]["result"] if part["type"] == "labels"}
    assert regions[f"{said.id}.cue.0"]["start"] == said.cue[0].start + 1
    assert corrections(tasks, rows) == []


@pytest.mark.parametrize("off", [-70, -3, 2, 70])
def test_a_region_off_its_words_is_put_where_they_stand(rows: Rows, off: int) -> None:
    """Where they stand once near: whatever counted wrongly, nothing is moved."""
    tasks = annotated(tasks_of(rows))
    denied = rows[0][1][1]
    for part in tasks[0]["annotations"][0]["result"]:
        if part.get("id", "").startswith(denied.id) and part["type"] == "labels":
            part["value"] |= {"start": part["value"]["start"] + off, "end": part["value"]["end"] + off}
    assert corrections(tasks, rows) == []


def test_a_region_whose_words_are_nowhere_is_refused(rows: Rows) -> None:
    """Its statement stays as it was, which is said, and is not rejected; what else was changed is taken."""
    tasks = annotated(tasks_of(rows))
    said, denied = rows[0][1]
    for part in tasks[0]["annotations"][0]["result"]:
        if part.get("id") == f"{said.id}.cue.0" and part["type"] == "labels":
            part["value"]["text"] = "shouted"
        if part.get("id") == f"{denied.id}.content.0" and part["from_name"] == "polarity":
            part["value"]["choices"] = ["declined"]
    fault, made = corrections(tasks, rows)
    assert isinstance(fault, Dropped)
    assert "'shouted'" in fault.reason
    assert said.id in fault.reason
    assert isinstance(made, Correction)
    assert (made.statement, made.field) == (denied.id, "polarity")


def test_words_that_stand_twice_at_the_same_distance_are_refused() -> None:
    """Nobody is to guess between them; the nearer of two is taken."""
    text = "said it,  and said it"
    with pytest.raises(InputError, match="not clear"):
        told_span(text, 7, 12, "said ")
    assert told_span(text, 12, 16, "said") == (14, 18)


def test_line_breaks_are_any_white_space() -> None:
    """Two of Windows count as one in a browser, and are written as a backslash and an n."""
    assert told_span("a\r\nb c\r\nd", 2, 7, "b c\\nd") == (3, 9)
