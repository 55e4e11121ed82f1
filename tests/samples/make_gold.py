"""Makes gold.jsonl, with offsets, from statements.txt, where a person marked them: python tests/samples/make_gold.py.

statements.txt has a heading "# file stem" for every text report, and below it one statement a line, in text order: the
passage it stands in, with its source in <s>, its cue in <q> and its content in <c>. A passage must occur exactly once
in its report; "[...]" stands for any words of the same paragraph, " ¶ " for a new paragraph. A line begins with
[denied] or [declined] where that is so, and is indented where the statement lies inside the one above it.

The convention is that of the PolNeAR corpus: content holds its quotation marks and an opening "that" or "to"; a source
is the whole noun phrase, with its title or apposition; the cue is the verb group, without the person addressed; a colon
or a dash can be the cue. Content is in pieces where a cue cuts it or a new paragraph begins. Unlike PolNeAR, a
statement inside another is marked too: its "within" is the number, from 0, of the outer one. Leave these out to score a
reader that nests nothing. Code names, nicknames, titles, scare quotes in the report's own voice, captions and page
furniture are no statements.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from quoth.samples import sample_paths

GOLD = Path(__file__).parent / "gold.jsonl"
MARKED = Path(__file__).parent / "statements.txt"
ROLES = {"s": "source", "q": "cue", "c": "content"}
TAG = re.compile(r"<(?P<close>/?)(?P<role>[sqc])>|(?P<gap>\[\.\.\.\])| ¶ ")


def main() -> None:
    """Writes gold.jsonl beside this file."""
    GOLD.write_text(gold_lines(), encoding="utf-8")


def gold_lines() -> str:
    """The whole of gold.jsonl: one report a line, earliest first."""
    marked: dict[str, list[str]] = {}
    for line in MARKED.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            marked[line[2:]] = []
        elif line:
            marked[list(marked)[-1]].append(line)
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sample_paths() if path.suffix == ".txt"}
    assert texts.keys() == marked.keys(), texts.keys() ^ marked.keys()
    gold = [{"id": name, "attributions": attributions(text, marked[name])} for name, text in texts.items()]
    return "".join(json.dumps(report) + "\n" for report in gold)


def attributions(text: str, lines: list[str]) -> list[dict[str, Any]]:
    """The statements of one report, with code-point offsets into its text."""
    made: list[dict[str, Any]] = []
    outer = 0
    for number, line in enumerate(lines):
        parts = re.fullmatch(r"(?P<indent> *)(?:\[(?P<polarity>denied|declined)\] )?(?P<passage>.+)", line)
        assert parts, line
        found: dict[str, Any] = dict(locate(text, parts["passage"]))
        if parts["indent"]:
            found["within"] = outer
        else:
            outer = number
        if parts["polarity"]:
            found["polarity"] = parts["polarity"]
        made.append(found)
    return made


def locate(text: str, passage: str) -> dict[str, list[list[int]]]:
    """Where the marked words of a passage stand in the text; the passage, without its marks, must occur once."""
    pattern, roles, at = "", [], 0
    for tag in TAG.finditer(passage):
        pattern += re.escape(passage[at : tag.start()])
        at = tag.end()
        if tag["gap"]:
            pattern += ".*?"
        elif tag["close"]:
            pattern += ")"
        elif tag["role"]:
            pattern += "("
            roles.append(ROLES[tag["role"]])
        else:
            pattern += "\n\n"
    matches = list(re.finditer(f"(?=({pattern}{re.escape(passage[at:])}))", text))
    assert len(matches) == 1, f"{len(matches)} places for: {passage}"
    spans: dict[str, list[list[int]]] = {role: [] for role in ROLES.values()}
    for group, role in enumerate(roles, start=2):
        spans[role].append(list(matches[0].span(group)))
    return spans


if __name__ == "__main__":
    main()
