"""Made-up reports as files, each with a headline and as many statements as asked."""

from __future__ import annotations

import json
from pathlib import Path


def text(n: int, *, statements: int = 3) -> str:
    """The ``n``-th report."""
    said = "\n\n".join(
        f'"Bridge {n} stays shut for {q} days," Mayor Ilda Torvane said on Monday.' for q in range(1, statements + 1)
    )
    return f"Bridge {n} is shut\n\n{said}\n"


def table(path: Path, numbers: range, *, statements: int = 3) -> Path:
    """The reports as JSON Lines, one without a text among them."""
    rows = [
        {"text": text(n, statements=statements), "title": f"Bridge {n} is shut", "outlet": "Halden Post", "beat": n}
        | {"url": f"https://post.example/{n}", "published": "2031-05-06"}
        for n in numbers
    ]
    rows.insert(len(rows) // 2, {"text": "", "title": "Nothing"})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
