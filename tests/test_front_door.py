"""The front door: what `import quoth` offers, and how little it loads."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import quoth

HEAVY = {
    "numpy",
    "onnxruntime",
    "tokenizers",
    "trafilatura",
    "lxml",
    "sentencex",
    "typer",
    "rich",
    "sqlite3",
    "fastapi",
}


def in_fresh_python(code: str) -> str:
    """What a new interpreter prints for ``code``."""
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def test_all_is_exactly_what_is_there() -> None:
    """Every name in __all__ is there, sorted, and nothing else public is."""
    assert quoth.__all__ == sorted(quoth.__all__)
    public = {name for name in vars(quoth) if not name.startswith("_")}
    rooms = {
        "around",
        "ask",
        "columns",
        "compare",
        "direction",
        "errors",
        "evaluate",
        "figures",
        "flat",
        "ingest",
        "kinds",
        "library",
        "models",
        "parse",
        "pipeline",
        "read",
        "records",
        "relate",
        "resolve",
        "run",
        "samples",
        "sections",
        "show",
        "steps",
        "text",
        "turns",
    }
    machinery = {"annotations", "importlib", "Any", "TYPE_CHECKING"}
    assert public <= {*quoth.__all__, *rooms, *machinery}
    assert all(getattr(quoth, name) is not None for name in quoth.__all__)
    assert set(quoth.__all__) <= set(dir(quoth))


def test_star_import_gives_all_of_it() -> None:
    """`from quoth import *` loads every name."""
    names = in_fresh_python(
        "from quoth import *; import json; print(json.dumps(sorted(n for n in dir() if n[0] != '_')))"
    )
    assert set(quoth.__all__) - {"__version__"} <= set(json.loads(names))


def test_no_name_is_that_of_a_room() -> None:
    """A name that is a room's as well would turn from a function into a module once the room is imported."""
    names = in_fresh_python(
        "import quoth, types, json, quoth.show.cli, quoth.pipeline\n"
        "print(json.dumps([n for n in quoth.__all__ if isinstance(getattr(quoth, n), types.ModuleType)]))"
    )
    assert json.loads(names) == []


def test_unknown_name_is_an_attribute_error() -> None:
    """A name that is not there is refused as Python refuses it."""
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        quoth.__getattr__("reed")


def test_import_loads_nothing_heavy() -> None:
    """`import quoth` loads none of the libraries it stands on, nor any room."""
    loaded = set(json.loads(in_fresh_python("import sys, json, quoth; print(json.dumps(list(sys.modules)))")))
    assert not loaded & HEAVY
    assert {name for name in loaded if name.startswith("quoth.")} == set()


def test_records_load_nothing_heavy() -> None:
    """The records are plain: using them loads no library."""
    loaded = set(
        json.loads(in_fresh_python("import sys, json, quoth; quoth.Article; print(json.dumps(list(sys.modules)))"))
    )
    assert not loaded & HEAVY


def test_import_loads_the_front_door_alone() -> None:
    """Of Quoth itself nothing else comes in, which is what keeps a fresh import near ten milliseconds."""
    code = "import sys, quoth; print(*sorted(m for m in sys.modules if m.partition('.')[0] == 'quoth'))"
    assert in_fresh_python(code).split() == ["quoth"]
