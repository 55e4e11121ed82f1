"""Verdicts on quotations for people: in words, with what was changed, and the reports in which it stands."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from quoth.ask.check import Check, Match
from quoth.relate.wording import Change
from quoth.show.streams import Shown, one_line, render
from quoth.text import JOINT

__all__ = ["VERDICTS", "change_words", "checks_table", "folded", "reprints_words", "verdict_words", "where"]

VERDICTS = {
    "exact": "exact: these very words are on record",
    "altered": "altered: the words on record are others",
    "cut": "cut: words on record are left out",
    "spliced": "spliced: joined from two statements",
    "other_speaker": "said by somebody else",
    "indirect_only": "indirect only: reported, but not in these words",
    "not_found": "not found here",
}


def checks_table(checks: Sequence[Check]) -> Shown:
    """Each quotation under its verdict, then the changes, then where it stands, the earliest report first."""
    lines: list[Text] = []
    for check in checks:
        lines.append(Text(one_line(check.text), style="bold"))
        lines.append(Text(f"  {verdict_words(check)}"))
        lines += [Text(f"    {change_words(each)}") for each in check.changes]
        for first, reprints in folded(check.matches):
            lines.append(Text(f"  {where(first)}", style="dim"))
            lines += [Text(f"    {reprints_words(reprints)}", style="dim")] if reprints else []
        lines.append(Text(""))
    return render(*lines)


def folded(matches: Sequence[Match]) -> list[tuple[Match, list[Match]]]:
    """The matches of the earliest report of each voice; under the first of them the reprints, one match each."""
    firsts: list[Match] = []
    reports: dict[str, str] = {}
    reprints: dict[str, dict[str, Match]] = {}
    for match in matches:
        voice = match.voice or match.article.id
        if reports.setdefault(voice, match.article.id) == match.article.id:
            firsts.append(match)
        else:
            reprints.setdefault(voice, {}).setdefault(match.article.id, match)
    return [(match, list(reprints.pop(match.voice or match.article.id, {}).values())) for match in firsts]


def reprints_words(reprints: Sequence[Match]) -> str:
    """The reprints of a report, by their outlets and days."""
    told = [", ".join(filter(None, (_report(each), (each.article.published or "")[:10]))) for each in reprints]
    return f"{len(reprints):,} {'reprint' if len(reprints) == 1 else 'reprints'}: {one_line('; '.join(told))}"


def _report(match: Match) -> str:
    article = match.article
    return article.outlet or article.title or article.origin


def verdict_words(check: Check) -> str:
    """The verdict, and what the change turns or the cut drops."""
    turned = [f"it turns a {each}" for each in check.turns]
    dropped = [f"the cut drops a {each}" for each in check.drops]
    return "; ".join([VERDICTS[check.verdict], *turned, *dropped])


def change_words(change: Change) -> str:
    """One change, with the words of the quotation and those on record."""
    if not change.theirs or change.kind == "cut":
        return f"{change.kind}: left out {one_line(change.ours)!r}"
    if not change.ours:
        return f"{change.kind}: put in {one_line(change.theirs)!r}"
    return f"{change.kind}: {one_line(change.theirs)!r} for {one_line(change.ours)!r}"


def where(match: Match) -> str:
    """The report in which it stands, who says it there, and the words."""
    article = match.article
    when = (article.published or "no date")[:10]
    outlets = ", ".join(dict.fromkeys(filter(None, (article.outlet, *article.outlets))))
    report = ", ".join(filter(None, (when, outlets, article.title or article.origin)))
    if match.statement is None:
        words = match.span.text if match.span else ""
        return f"{one_line(report)} (in this article, not read as a statement): {one_line(words)}"
    words = JOINT.join(span.text for span in match.statement.content)
    return f"{one_line(report)}: {one_line(match.speaker or 'unknown')}: {one_line(words)}"
