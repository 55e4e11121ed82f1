"""Label Studio: ``tasks.json``, one task an article with its statements as a prediction, and ``config.xml`` for them.

Offsets are code points, as Label Studio writes them. A region's id holds its statement's, so that it comes back. Kind,
attitude, polarity and speaker stand at the first region of the content; relations lead to it from all the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from quoth.records import Article, Span, Statement
from quoth.show.export.files import STDOUT, whole_folder, write_list, write_text
from quoth.show.export.rows import Rows, article_facts

__all__ = ["CHOICES", "CONFIG", "ROLES", "task", "write"]

ROLES = ("content", "cue", "source")
CHOICES: tuple[Literal["kind", "attitude", "polarity"], ...] = ("kind", "attitude", "polarity")

CONFIG = """\
<View>
  <Labels name="part" toName="text">
    <Label value="Content" background="#4c78a8"/>
    <Label value="Cue" background="#f58518"/>
    <Label value="Source" background="#54a24b"/>
  </Labels>
  <Relations>
    <Relation value="of"/>
  </Relations>
  <Text name="text" value="$text" granularity="symbol"/>
  <View visibleWhen="region-selected" whenLabelValue="Content">
    <Choices name="kind" toName="text" perRegion="true">
      <Choice value="direct"/>
      <Choice value="indirect"/>
      <Choice value="mixed"/>
    </Choices>
    <Choices name="attitude" toName="text" perRegion="true">
      <Choice value="communication"/>
      <Choice value="belief"/>
      <Choice value="fact"/>
      <Choice value="eventuality"/>
    </Choices>
    <Choices name="polarity" toName="text" perRegion="true">
      <Choice value="affirmed"/>
      <Choice value="denied"/>
      <Choice value="declined"/>
    </Choices>
    <TextArea name="speaker" toName="text" perRegion="true" maxSubmissions="1" placeholder="who that is"/>
  </View>
</View>
"""


def write(rows: Rows, out: Path) -> int:
    """Writes a folder with tasks and config, or the tasks alone to standard output; returns the statements written."""
    count = 0

    def tasks() -> Iterator[dict[str, Any]]:
        nonlocal count
        for article, statements in rows:
            count += len(statements)
            yield task(article, statements)

    if out == STDOUT:
        with write_text(out) as file:
            write_list(file, "[", tasks(), "]")
        return count
    with whole_folder(out) as folder:
        (folder / "config.xml").write_bytes(CONFIG.encode())
        with (folder / "tasks.json").open("w", encoding="utf-8", newline="") as file:
            write_list(file, "[", tasks(), "]")
    return count


def task(article: Article, statements: Sequence[Statement]) -> dict[str, Any]:
    """One article as a task; without statements it has no prediction."""
    given = [statement.id for statement in statements]
    made: dict[str, Any] = {
        "data": {"text": article.text, "article": article.id, "statements": given, **article_facts(article)},
        "predictions": [],
    }
    if statements:
        prediction = {
            "model_version": statements[0].made_by,
            # That of the least sure, so that sorting by it brings up what most wants a look.
            "score": min(statement.confidence for statement in statements),
            "result": [part for statement in statements for part in _result(statement)],
        }
        made["predictions"].append(prediction)
    return made


def _result(statement: Statement) -> Iterator[dict[str, Any]]:
    """The regions of one statement, what is said of the first, and the relations to it."""
    first = f"{statement.id}.content.0"
    others: list[str] = []
    for role in ROLES:
        for number, span in enumerate(getattr(statement, role)):
            region = f"{statement.id}.{role}.{number}"
            if region != first:
                others.append(region)
            yield _region(region, "part", "labels", span, {"text": span.text, "labels": [role.capitalize()]})
    head = statement.content[0]
    for field in CHOICES:
        value = getattr(statement, field)
        if value is not None:
            yield _region(first, field, "choices", head, {"choices": [value]})
    if statement.speaker and statement.speaker.name:
        yield _region(first, "speaker", "textarea", head, {"text": [statement.speaker.name]})
    for region in others:
        yield {"type": "relation", "from_id": region, "to_id": first, "direction": "right", "labels": ["of"]}


def _region(name: str, control: str, kind: str, span: Span, value: dict[str, Any]) -> dict[str, Any]:
    where = {"start": span.start, "end": span.end}
    return {"id": name, "from_name": control, "to_name": "text", "type": kind, "value": where | value}
