"""A checked draft as one page: its text as text, whatever stands in it."""

from __future__ import annotations

from quoth.ask.check import Check
from quoth.show.drafts import Checked, Draft
from quoth.show.proof import proof_page

TEXT = 'Ada Quill said: "the dam stays shut". \u202eevil <script>alert(1)</script>'


def test_a_page_shows_text_as_text() -> None:
    """Markup is escaped, nothing turns the direction of writing, and the quotation is marked where it stands."""
    start = TEXT.index('"the')
    said = Check("the dam stays shut", "not_found", None, (), (), (), ())
    page = proof_page(Draft(TEXT, (Checked(((start, start + 20),), said),)))
    assert "<script>" not in page
    assert "\u202e" not in page
    assert '<mark class="not_found">&quot;the dam stays shut&quot;</mark><a href="#q1">' in page
    assert "not found here" in page.casefold()
