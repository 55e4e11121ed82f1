"""An evaluation, as a table for people or as JSON."""

from __future__ import annotations

import json

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from quoth.evaluate import Report, Score
from quoth.show.streams import one_line, render
from quoth.show.table import count

__all__ = ["scores_json", "scores_table"]

# What the table shows of the metrics, in words; the rest is in the JSON.
SECTIONS: dict[str, dict[str, str]] = {
    "statements": {
        "attribution.relaxed": "all, relaxed",
        "attribution.strict": "all, strict",
        "direct_mixed.relaxed": "direct and mixed, relaxed",
        "by_kind.direct": "direct, relaxed",
        "by_kind.mixed": "mixed, relaxed",
        "by_kind.indirect": "indirect, relaxed",
    },
    "statements, source or not": {"attribution.content_only": "all, relaxed"},
    "spans, to the word": {
        "spans.source.exact": "source",
        "spans.cue.exact": "cue",
        "spans.content.exact": "content",
    },
}
LEGEND = "Relaxed: half of the content's words, and some of the source's. Strict: all words of source, cue and content."


def scores_json(report: Report) -> str:
    """The whole report as one object on one line."""
    return json.dumps(report.to_dict(), ensure_ascii=False) + "\n"


def scores_table(report: Report, *, width: int | None = None) -> str:
    """The main scores, F1 in per cent with its interval, and beside them the baseline's."""
    head = Text(f"{report.reader} on {one_line(report.directory)}", style="bold")
    gold = f"{count(report.articles, 'article')}, {count(report.gold, 'statement')} in the gold"
    head.append(f"\n{gold}, {report.predicted:,} found\n", style="not bold dim")
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, header_style="bold")
    table.add_column("", min_width=27)
    beside = [report.baseline.reader.removeprefix("reader ")] if report.baseline else []
    for name in ("F1", "95% interval", "precision", "recall", *beside):
        table.add_column(name, justify="right", no_wrap=True)
    rows = {name: (score, baseline) for name, score, baseline in report.rows()}
    for section, metrics in SECTIONS.items():
        table.add_row(Text(section, style="dim"))
        for name, label in metrics.items():
            table.add_row(f"  {label}", *_cells(*rows[name]))
    return render(head, table, Text(f"\n{_foot(report)}", style="dim"), width=width)


def _cells(score: Score, baseline: Score | None) -> list[str]:
    interval = "–".join(_percent(bound) for bound in score.interval) if score.interval else "–"
    cells = [_percent(score.f1), interval, _percent(score.precision), _percent(score.recall)]
    return [*cells, _percent(baseline.f1)] if baseline else cells


def _foot(report: Report) -> str:
    lines = [LEGEND]
    linked = report.source_given_content
    lines.append(f"Of the statements whose words are right, {_percent(linked.accuracy)}% have the right source.")
    if report.calibration:
        lines.append(f"Confidence and accuracy are {_percent(report.calibration.error)} points apart on average.")
    return "\n".join(lines)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
