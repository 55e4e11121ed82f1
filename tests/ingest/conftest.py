"""A page as outlets make them, of an invented event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PARAGRAPHS = """<p>PORT HALDEN (Norwire) — The mayor of Port Halden said on Tuesday that the dam above the town
"will hold, whatever the river does."</p>
<p>“You cannot trust a wall that weeps,” said Ida Quill, who lives below it with her two sons and a goat.</p>
<p>The engineers, who came back on Friday, have measured each of the cracks twice and found that none has grown.</p>"""

HEADLINE = "Mayor says 'dam will hold'"

MakePage = Callable[..., str]


@pytest.fixture
def page() -> MakePage:
    """Makes a page: ``head`` goes into its head, ``body`` below the headline, ``around`` beside the article."""

    def make(*, head: str = "", body: str = PARAGRAPHS, around: str = "", h1: str = HEADLINE) -> str:
        top = f"<h1>{h1}</h1>" if h1 else ""
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body><nav><a href="/">Home</a> '
            f'<a href="/world">World</a></nav><main><article>{top}{body}</article>{around}</main>'
            "<footer>© 2031 Halden Courier</footer></body></html>"
        )

    return make
