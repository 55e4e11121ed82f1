"""An evaluation, as a table for people or as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from quoth.evaluate import Report, Score, Share
from quoth.evaluate.score import Interval
from quoth.show.streams import one_line, render
from quoth.show.table import count

__all__ = ["scores_json", "scores_table"]

SCORE_COLUMNS = ("F1", "95% interval", "precision", "recall")
SHARE_COLUMNS = ("right, %", "95% interval", "right", "of")

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
# The same of the metrics that only gold with speakers has: its scores, and the shares of what was found.
SPEAKER_SECTIONS: dict[str, dict[str, str]] = {
    "statements and who and when": {
        "words_and_person": "words and person",
        "found": "words alone",
        "said_on": "day, of those found",
    },
}
SHARE_SECTIONS: dict[str, dict[str, str]] = {
    "named speakers": {
        "speaker.strict": "the full name",
        "speaker.lenient": "a part of it",
        "speaker.named": "full, from the name",
        "speaker.pronouns": "full, from a pronoun",
        "speaker.descriptions": "full, from other words",
        "speaker.implied": "full, from no words",
    },
    "all found": {
        "type": "type of speaker",
        "role": "role, half of its words",
        "kind": "kind of statement",
        "attitude": "attitude",
        "polarity": "polarity",
    },
    "all in the gold": {"direct_found": "direct, found", "communication": "communication, found"},
}
LEGEND = "Relaxed: half of the content's words, and some of the source's. Strict: all words of source, cue and content."


def scores_json(report: Report) -> str:
    """The whole report as one object on one line."""
    return json.dumps(report.to_dict(), ensure_ascii=False) + "\n"


def scores_table(report: Report, *, width: int | None = None) -> str:
    """The main scores, F1 in per cent with its interval, and beside them the baseline's."""
    part = f", part {report.part}" if report.part else ""
    head = Text(f"{report.reader} on {one_line(report.directory)}{part}", style="bold")
    gold = f"{count(report.articles, 'article')}, {count(report.gold, 'statement')} in the gold"
    head.append(f"\n{gold}, {report.predicted:,} found\n", style="not bold dim")
    rows = {name: (score, baseline) for name, score, baseline in report.rows()}
    cells = {name: _cells(*row) for name, row in rows.items()}
    sections = SECTIONS
    tables: list[Table | Text] = []
    if speakers := report.speakers:
        beside = report.baseline.speakers if report.baseline else None
        sections = SECTIONS | SPEAKER_SECTIONS
        cells |= {name: _cells(each, beside.scores[name] if beside else None) for name, each in speakers.scores.items()}
        shares = {
            name: _share_cells(each, beside.shares[name] if beside else None) for name, each in speakers.shares.items()
        }
        tables = [Text(""), _table(SHARE_SECTIONS, shares, SHARE_COLUMNS, report)]
    tables.insert(0, _table(sections, cells, SCORE_COLUMNS, report))
    return render(head, *tables, Text(f"\n{_foot(report)}", style="dim"), width=width)


def _table(
    sections: Mapping[str, Mapping[str, str]], rows: Mapping[str, list[str]], columns: Sequence[str], report: Report
) -> Table:
    """The cells of each metric behind its label, by section; the baseline's column is the last."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, header_style="bold")
    table.add_column("", min_width=27)
    beside = [report.baseline.reader.removeprefix("reader ")] if report.baseline else []
    for name in (*columns, *beside):
        table.add_column(name, justify="right", no_wrap=True)
    for section, metrics in sections.items():
        table.add_row(Text(section, style="dim"))
        for name, label in metrics.items():
            table.add_row(f"  {label}", *rows[name])
    return table


def _cells(score: Score, baseline: Score | None) -> list[str]:
    cells = [_percent(score.f1), _interval(score.interval), _percent(score.precision), _percent(score.recall)]
    return [*cells, _percent(baseline.f1)] if baseline else cells


def _share_cells(share: Share, baseline: Share | None) -> list[str]:
    cells = [*_share(share), f"{share.right:,}", f"{share.of:,}"]
    return [*cells, _share(baseline)[0]] if baseline else cells


def _share(share: Share) -> tuple[str, str]:
    """The share and its interval; of nothing there is none."""
    return (_percent(share.accuracy), _interval(share.interval)) if share.of else ("–", "–")


def _interval(interval: Interval | None) -> str:
    return "–".join(_percent(bound) for bound in interval) if interval else "–"


def _foot(report: Report) -> str:
    lines = [LEGEND]
    linked = report.source_given_content
    lines.append(f"Of the statements whose words are right, {_percent(linked.accuracy)}% have the right source.")
    lines.append(f"Of what was found, {_percent(report.joined.accuracy)}% joins two statements into one.")
    if report.calibration:
        lines.append(f"Confidence and accuracy are {_percent(report.calibration.error)} points apart on average.")
    if report.speakers and report.speakers.calibration:
        lines.append(f"Those of the speakers are {_percent(report.speakers.calibration.error)} points apart.")
    return "\n".join(lines)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
