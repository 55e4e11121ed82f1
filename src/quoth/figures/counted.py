"""What a number counts: the noun phrase that follows it, the subject it is said of, or the man whose age it is."""

from __future__ import annotations

import re

from quoth.figures.numbers import Number
from quoth.figures.sentence import Sentence
from quoth.parse import Parse

__all__ = ["counted"]

# What happened to those who are counted, said without a noun: "nine dead", "dozens injured".
_FATES = set(
    "dead killed injured wounded hurt missing arrested homeless displaced hospitalized hospitalised detained".split()
)
_STOP = set(
    "and or but that which who whom whose when while where because as than since from with at by for on to after before"
    " is are was were be been has have had will would said says were if more so per a an"
    " the this these those it he she they".split()
)
_NAME_PART = r"(?:[A-Z]\.|(?:Mr|Mrs|Ms|Dr|Sgt|Gen|Lt|Col|Capt|Rev|St)\.|[A-Z][\w’'-]+)"
_NAME_BEFORE = re.compile(rf"((?:{_NAME_PART}[ \u00a0])" r"{0,4}" rf"{_NAME_PART}),?[ \u00a0](?:aged?[ \u00a0])?$")
_AGE_AFTER = re.compile(r"\s*[,.;:)]|\s+and\b|$")
_MOST = 6  # words of a noun phrase after its number
_OF = re.compile(r"\s+of\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+|our\s+|all\s+|those\s+|these\s+)?", re.IGNORECASE)
_FILLER = re.compile(r"(?:\s*-?\s*)(?:(?:more|other|others|further|additional|fewer|less)\s+)?", re.IGNORECASE)


def is_age(parse: Parse, number: Number) -> str | None:
    """Whose age a bare number is, as in "Nadira Quillon, 34, a teacher"; None where it is none."""
    if number.bare is None or number.value is None or not 0 < number.value < 116 or number.value % 1:
        return None
    text = parse.text
    before = text[max(0, number.start - 80) : number.start]
    if re.search(r"\baged?\s+$", before):
        found = _NAME_BEFORE.search(before)
        return found[1] if found else ""
    found = _NAME_BEFORE.search(before)
    if found is None or not re.search(r",\s+$", before) or _AGE_AFTER.match(text, number.end) is None:
        return None
    return found[1]


def counted(parse: Parse, number: Number, sentence: Sentence) -> str | None:
    """The words of what ``number`` counts, as the text has them; null where it does not say."""
    text = parse.text
    if number.age:
        return "age"
    of = _OF.match(text, number.end)
    start = of.end() if of else number.end
    if not of:
        filler = _FILLER.match(text, start)
        start = filler.end() if filler else start
    found = _phrase(parse, start)
    if found is not None:
        return found
    if of is None and number.unit in ("percent", "share", None):
        return sentence.total(number)
    return None


def _phrase(parse: Parse, start: int) -> str | None:
    """The noun phrase that begins at ``start``: up to its head, without what hangs on that."""
    i, _ = parse.range(start, start + 1)
    if i >= len(parse) or parse.start[i] != start:
        return None
    last = parse.sentences[parse.sentence[i]][1]
    head = None
    for j in range(i, min(last, i + _MOST)):
        word, tag = parse.lower[j], parse.tag[j]
        if word in _FATES:
            return parse.slice(i, head + 1) if head is not None else parse.slice(i, j + 1)
        if word in _STOP or not word[0].isalpha() or not tag.startswith(("NN", "JJ", "VBN", "VBG", "CD")):
            if word == "-" and j > i:
                continue
            break
        if head is not None and tag.startswith(("JJ", "VB")):
            break
        if tag.startswith("NN"):
            if head is not None and _ends(parse.lower[head]) and parse.tag[head] == "NNS":
                break
            head = j
            if not parse.relation[j] and _ends(word):  # without a network a plural is all that tells a head
                break
    return parse.slice(i, head + 1) if head is not None else None


def _ends(word: str) -> bool:
    return word in ("people", "men", "women", "children") or (word.endswith("s") and not word.endswith(("ss", "us")))
