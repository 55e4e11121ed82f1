"""The versions of a page as text for people: when each was met, and which statements it added, removed and altered."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from quoth.ask import Versions
from quoth.ask.versions import Step
from quoth.library import Store
from quoth.show.families import changed
from quoth.show.streams import one_line, render
from quoth.show.table import count
from quoth.text import JOINT

__all__ = ["versions_text"]

QUIET = "dim"


def versions_text(store: Store, found: Versions) -> str:
    """The versions in the order in which they were met; a statement stands under each with its words."""
    head = Text(f"{count(len(found.steps), 'version')} of {one_line(found.url)}", style="bold")
    return render(head, *(piece for n, step in enumerate(found.steps) for piece in _step(store, step, n)), Text(""))


def _step(store: Store, step: Step, n: int) -> Iterator[RenderableType]:
    yield Text(f"\n{step.seen}  {step.article}", style="bold")
    if not n:
        return
    if not (step.added or step.removed or step.altered):
        yield Text("  the same statements", style=QUIET)
    for word, ids in (("added", step.added), ("removed", step.removed)):
        for name in ids:
            yield Text(f"  {word}: {_words(store, name)}").append(f"  {name}", style=QUIET)
    for each in step.altered:
        yield Text(f"  altered: {_words(store, each.after)}").append(f"  {each.after}", style=QUIET)
        yield from (Text("    ").append_text(changed(change)) for change in each.changes)


def _words(store: Store, name: str) -> str:
    """What a statement says, after whom."""
    statement = store.statement(name)
    if statement is None:
        return "a statement that is not there any more"
    who = statement.speaker.name if statement.speaker and statement.speaker.name else "nobody named"
    return one_line(f"{who}: {JOINT.join(span.text for span in statement.content)}")
