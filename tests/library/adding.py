"""A process of its own that adds reports: python -m tests.library.adding FILE FIRST LAST STEP."""

from __future__ import annotations

import sys
from pathlib import Path

from quoth.library import Store
from tests.library.readings import MADE_BY, reading

QUOTES = 25


def add(path: Path, numbers: range) -> None:
    """Adds the reports of these numbers; every third has a URL that an earlier one had."""
    with Store(path) as library:
        for n in numbers:
            url = f"https://post.example/{n % 5}" if n % 3 == 0 else None
            library.keep(reading(n, quotes=QUOTES, url=url), made_by=MADE_BY)


if __name__ == "__main__":
    print("ready", flush=True)  # noqa: T201 - from here on it may be killed
    add(Path(sys.argv[1]), range(*map(int, sys.argv[2:])))
