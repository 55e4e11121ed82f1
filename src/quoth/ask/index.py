"""What the index of the library answers to a plan: keys, the newest first, as many as are asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from quoth.ask.days import LOW_BITS
from quoth.ask.plan import Plan
from quoth.library import Store

__all__ = ["among", "keys", "runs", "sizes"]

# The index alone is far quicker than with the statement's row, which only a day of saying needs.
INDEX = "FROM statements_search f WHERE statements_search MATCH :match"
ROWS = f"""
FROM statements_search f CROSS JOIN statements s ON s.rowid = (f.rowid & {LOW_BITS})
WHERE statements_search MATCH :match
"""
AMONG = f"""
FROM json_each(:among) k
CROSS JOIN statements_search f ON f.rowid = k.value
CROSS JOIN statements s ON s.rowid = (f.rowid & {LOW_BITS})
WHERE statements_search MATCH :match
"""

# One row, a list: thousands of rows would take longer to fetch than to find.
KEYS = """
SELECT json_group_array(key) AS keys
FROM (SELECT f.rowid AS key {found} ORDER BY f.rowid LIMIT :limit OFFSET :offset)
"""
SIZES = f"""
SELECT json_group_array(json_array(k.value, length(s.content))) AS sizes
FROM json_each(:keys) k CROSS JOIN statements s ON s.rowid = (k.value & {LOW_BITS})
"""

RUNS = "SELECT rowid FROM statements_exact WHERE statements_exact MATCH :runs LIMIT :limit"
KEYS_OF = "SELECT key FROM searchable WHERE statement IN (SELECT value FROM json_each(:rowids)) ORDER BY key"


def keys(store: Store, how: Plan, limit: int, offset: int = 0) -> list[int]:
    """The keys of the statements that are asked for, in their order."""
    return _list(_asked(store, KEYS, _found(how), how, limit=limit, offset=offset)["keys"])


def sizes(store: Store, keys: Sequence[int]) -> list[tuple[int, int]]:
    """Each key with the size of its statement's content in code points; one taken away meanwhile is left out."""
    (row,) = store.rows(SIZES, {"keys": json.dumps(keys)})
    return [(key, size) for key, size in json.loads(row["sizes"])]


def among(store: Store, how: Plan, some: Sequence[int]) -> list[int]:
    """Those of ``some`` keys that are asked for, in their order."""
    return _list(_asked(store, KEYS, AMONG, how, limit=len(some), offset=0, among=json.dumps(some))["keys"])


def runs(store: Store, asked: str, most: int) -> list[int] | None:
    """The keys of shown statements whose content has these runs of characters, in any case; null for more than most."""
    rowids = [row["rowid"] for row in store.rows(RUNS, {"runs": asked, "limit": most + 1})]
    if len(rowids) > most:
        return None
    return [row["key"] for row in store.rows(KEYS_OF, {"rowids": json.dumps(rowids)})]


def _found(how: Plan) -> str:
    return ROWS if how.joins else INDEX


def _asked(store: Store, sql: str, found: str, how: Plan, **more: Any) -> dict[str, Any]:
    where = f"AND {how.where}" if how.where else ""
    (row,) = store.rows(sql.format(found=f"{found} {where}"), {"match": how.match, **how.values, **more})
    return row


def _list(array: str) -> list[int]:
    found: list[int] = json.loads(array)
    return found
