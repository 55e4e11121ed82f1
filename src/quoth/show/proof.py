"""A draft as one page: its text with the quotations marked, each verdict in the margin. No script, nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from quoth.ask.check import Match
from quoth.show.direction import visible
from quoth.show.drafts import Checked, Draft
from quoth.show.verdicts import change_words, folded, reprints_words, verdict_words, where

__all__ = ["proof_page"]

STYLE = """
body { font: 1rem/1.5 Georgia, serif; margin: 2rem; display: grid }
body { grid-template-columns: minmax(0, 38rem) 24rem; gap: 2rem }
.text { white-space: pre-wrap } aside { font: .85rem/1.4 sans-serif }
section { border-left: .3rem solid; padding-left: .6rem }
.exact { border-color: #2a7d2a; background: #e6f4e6 } .not_found { border-color: #888; background: #eee }
.cut, .indirect_only { border-color: #b8860b; background: #fdf3d8 }
.altered, .spliced, .other_speaker { border-color: #b22222; background: #fbe3e3 }
"""


def proof_page(draft: Draft) -> str:
    """The page: the text on the left, and on the right a note for each quotation, by its number."""
    notes = "\n".join(_note(n, each) for n, each in enumerate(draft.checked, 1))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Quotations checked</title>'
        f'<style>{STYLE}</style></head>\n<body><main class="text">{_text(draft)}</main>\n'
        f"<aside>{notes}</aside></body></html>\n"
    )


def _text(draft: Draft) -> str:
    marks = sorted((*span, n, each.check.verdict) for n, each in enumerate(draft.checked, 1) for span in each.ranges)
    out, at, text = [], 0, visible(draft.text)
    for start, end, n, verdict in marks:
        if start >= at:
            out.append(escape(text[at:start]))
            out.append(f'<mark class="{verdict}">{escape(text[start:end])}</mark><a href="#q{n}"><sup>{n}</sup></a>')
            at = end
    return "".join(out) + escape(text[at:])


def _note(n: int, checked: Checked) -> str:
    check = checked.check
    changes = "".join(f"<li>{escape(change_words(each))}</li>" for each in check.changes)
    found = "".join(f"<li>{escape(where(first))}{_under(reprints)}</li>" for first, reprints in folded(check.matches))
    head = f"<p><b>{n}. {escape(verdict_words(check))}</b></p>"
    return f'<section id="q{n}" class="{check.verdict}">{head}<ul>{changes}</ul><ol>{found}</ol></section>'


def _under(reprints: Sequence[Match]) -> str:
    return f"<br>{escape(reprints_words(reprints))}" if reprints else ""
