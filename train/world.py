"""Reports of all the world as training examples: statements with their speakers, nested ones too.

``world-train.jsonl`` has its texts with it; ``train/marks/*.jsonl`` are marks of our own on the reports of
``stories/stories.jsonl.gz``, without them; ``speakers-train.jsonl`` gives speakers to articles of PolNeAR. Only *fit*
articles are taken (``quoth.evaluate.split``).
"""

from __future__ import annotations

import gzip
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from quoth.evaluate import GoldArticle, read_gold
from quoth.evaluate.split import is_look_not
from quoth.parse import KINDS
from quoth.read.spans import ROLES
from train.augment import Example, Range, Silver
from train.prepare import load_silver

MARKS = Path(__file__).parent / "marks"

# What OntoNotes, of which the silver entities of these reports are, calls what CoreNLP calls otherwise.
_ENTITIES = {
    "PERSON": "PERSON", "ORG": "ORGANIZATION", "GPE": "LOCATION", "LOC": "LOCATION", "FAC": "LOCATION", "NORP": "MISC",
    "PRODUCT": "MISC", "EVENT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC", "DATE": "DATE",
    "TIME": "TIME", "PERCENT": "PERCENT", "MONEY": "MONEY", "QUANTITY": "NUMBER", "CARDINAL": "NUMBER",
    "ORDINAL": "ORDINAL",
}  # fmt: skip
_WORD = re.compile(r"\w+(?:[-.’'&]\w+)*")
_SMALL = {"of", "and", "for", "the", "in", "on", "to", "at", "a", "an", "de", "la", "&"}


def load_world(data: Path) -> list[Example]:
    """The *fit* reports of ``world-train.jsonl``, and those of ``stories`` that are marked in the project."""
    out = list(_examples(_lines(data / "world-train.jsonl"), data / "silver" / "world-train.tokens.tsv.gz"))
    marked = _marked(data, "stories.jsonl")
    return out + list(_examples(marked, data / "silver" / "stories.tokens.tsv.gz"))


def _marked(data: Path, name: str) -> list[dict[str, Any]]:
    """The marks of one file of ``MARKS``, with the texts that they are on."""
    with gzip.open(data / "stories" / "stories.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    return [{**row, "text": texts[row["id"]]} for row in _lines(MARKS / name)]


def with_speakers(examples: list[Example], data: Path) -> list[Example]:
    """PolNeAR's ``examples``, those of ``speakers-train.jsonl`` with the speakers of their statements."""
    known = {row["id"]: row["attributions"] for row in _lines(data / "speakers-train.jsonl")}
    out = []
    for e in examples:
        if e.id not in known or is_look_not(e.id):
            out.append(e)
            continue
        speakers = {_key(a): a["speaker"] for a in known[e.id]}
        found = [speakers.get(_key(a)) for a in e.attributions]
        out.append(spoken(e, found))
    return out


def spoken(example: Example, speakers: list[dict[str, Any] | None]) -> Example:
    """``example`` with who each statement's speaker is: kinds, the parts of each source, and where else he is named."""
    text = example.text
    named = [_places(text, s) if s else [] for s in speakers]
    sources: dict[str, list[Range]] = {}
    for a, s in zip(example.attributions, speakers, strict=True):
        if s and s["name"] and s["type"] not in {"none", "author"}:
            sources.setdefault(s["name"], []).extend(a["source"])
    attributions = []
    for a, s, places in zip(example.attributions, speakers, named, strict=True):
        if s is None:
            attributions.append(a)
            continue
        own = a["source"]
        elsewhere = [r for r in (*places, *sources.get(s["name"] or "", [])) if not any(_meet(r, x) for x in own)]
        attributions.append({**a, **_parts(text, own, s), "same": sorted(set(elsewhere))})
    kinds = [KINDS.index(s["type"]) if s else -1 for s in speakers]
    return Example(example.id, text, attributions, example.silver, kinds, example.nests)


def _examples(rows: Iterable[dict[str, Any]], silver: Path) -> Iterator[Example]:
    layers = {name: _as_corenlp(each) for name, each in load_silver(silver).items()}
    for row in rows:
        if is_look_not(row["id"]):
            continue
        attributions = [{r: sorted((s, t) for s, t in a[r]) for r in ROLES} for a in row["attributions"]]
        plain = Example(row["id"], row["text"], attributions, layers.get(row["id"], Silver()), [], nests=True)
        yield spoken(plain, [a["speaker"] for a in row["attributions"]])


def _as_corenlp(silver: Silver) -> Silver:
    """The same with CoreNLP's kinds of entity; relations and heads, which are of another scheme, left out."""
    entities = [_ENTITIES.get(e[2:], "O") if e != "O" else "O" for e in silver.entity]
    nothing = [-1] * len(silver.start)
    return Silver(silver.start, silver.end, silver.pos, entities, [], nothing)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _key(attribution: dict[str, Any]) -> tuple[tuple[Range, ...], ...]:
    return tuple(tuple(sorted((s, t) for s, t in attribution[role])) for role in ("cue", "content"))


def _meet(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _places(text: str, speaker: dict[str, Any]) -> list[Range]:
    """Where a speaker with a name is named: the whole name, and for persons its last word alone."""
    name = speaker["name"]
    if not name or speaker["type"] not in {"person", "organization"}:
        return []
    forms = [name]
    if speaker["type"] == "organization" and len(_initials(name)) > 1:
        forms.append(_initials(name).upper())
    last = name.split()[-1]
    if speaker["type"] == "person" and " " in name and len(last) > 2 and last not in {"Jr.", "Sr.", "II", "III"}:
        forms.append(last)
    out: list[Range] = []
    for form in forms:
        for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            if not any(_meet(m.span(), r) for r in out):
                out.append(m.span())
    return out


def _parts(text: str, source: list[Range], speaker: dict[str, Any]) -> dict[str, list[Range]]:
    """The words of a source that are the speaker's name, role and affiliation, or, of a nameless one, its noun."""
    words = [(m.start(), m.end(), _fold(m.group())) for a, b in source for m in _WORD.finditer(text, a, b)]
    called = "name" if speaker["type"] in {"person", "organization"} else "noun"
    taken: set[int] = set()
    out: dict[str, list[Range]] = {}
    for part, value in ((called, speaker["name"]), ("role", speaker["role"]), ("affiliation", speaker["affiliation"])):
        wanted = [_fold(w) for w in _WORD.findall(value or "")]
        wanted += [_initials(value)] if part == "name" and value and speaker["type"] == "organization" else []
        here = {n for n, (_, _, w) in enumerate(words) if w in wanted and n not in taken}
        # a small word belongs to a part only between two other words of it
        kept = {n for n in here if words[n][2] not in _SMALL or ({n - 1, n + 1} <= here)}
        if part in {"role", "affiliation"} and 2 * len(kept) < len(set(wanted) - _SMALL):
            kept = set()
        taken |= kept
        out[part] = [(words[n][0], words[n][1]) for n in sorted(kept)]
    return out


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w[0].isupper()).casefold()


def _fold(word: str) -> str:
    return re.sub(r"[’']s$", "", word.casefold())


def tuning(data: Path) -> list[GoldArticle]:
    """The reports whose marks are kept for choosing and fitting what stands on the network, which never sees them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tune.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in _marked(data, "tune.jsonl")), encoding="utf-8")
        return list(read_gold(path))
