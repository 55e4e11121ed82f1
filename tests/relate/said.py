"""Made-up wordings for the tests of families."""

from __future__ import annotations

from typing import Any

from quoth.relate.quotations import Wording

FERRY = "The ferry to Merrin will sail every morning, and nobody on the island will have to wait for the mail again"
BRIDGE = "We never promised that the mill bridge would open before the harvest was in and the river had gone down"


def wording(n: int, text: str, **values: Any) -> Wording:
    """The ``n``-th statement, of an article of its own unless one is named."""
    held: dict[str, Any] = {"kind": "direct", "place": "body", "speaker": "Ada Quill", "speaker_type": "person"}
    held |= {"article": f"ar_{n}", "start": 100 * n, "end": 100 * n + 90, **values}
    return Wording(statement=f"st_{n}", text=text, **held)
