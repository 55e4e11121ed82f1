"""The whole description of the API is asked at random: no fault of ours, and no answer that is not described."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="pip install 'quoth[web]' brings the pages")
pytest.importorskip("schemathesis", reason="pip install schemathesis asks the whole API")

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from quoth.show.api import api_app
from quoth.show.python import Library

# Of each address, with values that may be and with such as may not: few, and the same on every run.
EXAMPLES = 6
BOUNDED = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
load_all_checks()
PROMISED = CHECKS.get_by_names(
    ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]
)
ADDRESSES = {
    "GET /library", "GET /search", "GET /speakers", "GET /speaker", "GET /statements/{id}", "GET /articles",
    "GET /articles/{id}", "GET /families", "GET /families/{id}", "GET /figures", "GET /series", "GET /check",
    "POST /check", "POST /read", "POST /judgements/{id}",
}  # fmt: skip


def test_no_address_fails_or_surprises(samples: Path) -> None:
    """Status, form and kind of every answer are those that the description promises; ids are real or made up."""
    with Library(samples) as library:
        article = library.ids()[0]
        statement = library.statements(article)[0].id
    ids = st.sampled_from([article, statement, f"fa_{statement[3:]}", "st_no", None])
    schema = schemathesis.openapi.from_asgi("/openapi.json", api_app(samples, "rules"))
    asked, wrongly = set(), set()
    for result in schema.get_all_operations():
        operation: Any = result.ok()  # type: ignore[union-attr]
        asked.add(operation.label)
        _ask(operation.as_strategy(generation_mode=GenerationMode.POSITIVE), ids)
        # What takes nothing, or any text, cannot be asked wrongly.
        with contextlib.suppress(Unsatisfiable):
            _ask(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE), ids)
            wrongly.add(operation.label)
    assert asked >= ADDRESSES
    assert wrongly >= {"GET /search", "GET /articles", "GET /families", "GET /series", "POST /check", "POST /read"}


def _ask(cases: st.SearchStrategy[Any], ids: st.SearchStrategy[str | None]) -> None:
    @BOUNDED
    @given(cases, ids)
    def ask(case: Any, name: str | None) -> None:
        if name is not None and "id" in (case.path_parameters or {}):
            case.path_parameters["id"] = name
        case.call_and_validate(checks=PROMISED)

    ask()
