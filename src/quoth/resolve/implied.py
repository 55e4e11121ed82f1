"""Sources that the text leaves out, puts off, or says in the first person: who speaks by what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quoth.around import around
from quoth.parse import Parse
from quoth.records import Statement
from quoth.resolve.discourse import office_fit
from quoth.resolve.found import UNKNOWN, Found
from quoth.resolve.interview import Interview
from quoth.resolve.roles import head_noun
from quoth.resolve.sources import RELATIVE, Sources

__all__ = ["speakers"]

# Paragraphs, counted from 0, in which a description may be of someone who is named only later.
LEAD = 2
_SEEMING = re.compile(r"\b(?:appear(?:s|ed)?|seem(?:s|ed)?|unclear|clear|unknowns|(?:un)?likely)\b")
_ADDING = re.compile(
    r"\b(?:add|not|argu|say|call|warn|insist|claim|suggest|stress|explain|describ|tell|point|urg|cit|prais|question"
    r"|acknowledg|conced|predict|promis|vow|quot|writ|accus)\w*ing\b"
)
_CONTROL = {"conj", "xcomp", "advcl", "ccomp", "acl", "dep", "parataxis"}


def speakers(sources: Sources) -> list[Found]:
    """Whom each statement is by, in the order of the statements: "unknown" where nobody can be known."""
    found = sources.resolve()
    interview = Interview(sources.discourse)
    found = [interview.found(s) or f for s, f in zip(sources.statements, found, strict=True)]
    _name_late(sources, found)
    out = [f or _implied(sources, n, found) for n, f in enumerate(found)]
    asking = [n for n, f in enumerate(out) if f.sure == "first person"]
    for n, found_here in zip(asking, _first_persons(sources, asking, list(out)), strict=True):
        out[n] = found_here
    return out


def _name_late(sources: Sources, found: list[Found | None]) -> None:
    """A lead's "a former minister" is whom the next statements name in full: news names late."""
    for n, f in enumerate(found[:-1]):
        s = sources.statements[n]
        if f is None or f.type != "unnamed" or f.chain is None or f.chain.plural:
            continue
        one = re.match(r"(?:at least )?one\s", s.source[0].text.lower())
        if _paragraph(sources, s) > LEAD and not one:
            continue
        named = next((x for x in found[n + 1 : n + 3] if x is not None and x.type == "person"), None)
        if named is None or named.chain is None or named.chain.entity is None:
            continue
        parse, m = sources.parse, f.chain.mentions[0]
        start = parse.range(s.source[0].start, s.source[0].end)[0]
        # before the description it is named in a headline at most
        last = named.chain.last_before(start + 1)
        fresh = last is None or parse.sentence[last.head] == 0
        heads = named.chain.entity.heads
        fits = office_fit(head_noun(parse, m.base, m.head + 1), heads) > 0
        if not heads:  # "a woman from Halden", not "the porter"
            fits = not s.source[0].text.lower().startswith("the ") and not _says_again(found[n + 1], f)
        if fresh and fits:
            found[n] = replace(named, sure="delayed", share=0.6, reason=f"named in the next statements: {named.name}")


def _says_again(found: Found | None, first: Found) -> bool:
    """Whether the next statement is by the same one under a description again: "the scientist"."""
    return found is not None and found.chain is first.chain and found.sure == "description"


def _implied(sources: Sources, n: int, found: list[Found | None]) -> Found:
    """Who is meant where the source is left out: by the cue, the sentence, or the one before."""
    s = sources.statements[n]
    if not len(sources.parse):
        return UNKNOWN
    cue = " ".join(x.text for x in s.cue).lower()
    if _SEEMING.search(cue):
        return Found(None, "author", None, "author", 0.6, "the report's own voice", implied=True)
    if cue and (subject := _subject_of_cue(sources, s)) is not None:
        return subject
    if cue and (_ADDING.search(cue) or s.kind == "direct"):
        low, high = _sentences(sources, s)
        for k in (n - 1, n + 1):
            if 0 <= k < len(found) and found[k] is not None:
                other = _sentences(sources, sources.statements[k])
                if low <= other[1] and other[0] <= high:
                    return _as(found[k], "left out in the same sentence")
    if s.kind == "direct" and not cue and n and sources.statements[n - 1].kind != "indirect":
        gap = _paragraph(sources, s) - _paragraph(sources, sources.statements[n - 1])
        if gap in {0, 1}:
            return _as(found[n - 1], "a quotation that goes on from the one before")
    return UNKNOWN


def _as(found: Found | None, why: str) -> Found:
    if found is None or found.type == "unknown":
        return UNKNOWN
    return replace(found, sure="implied", share=0.75 * found.share, reason=f"{why}: {found.name}", implied=True)


def _subject_of_cue(sources: Sources, s: Statement) -> Found | None:
    """Whom the subject of the cue's verb means, where the reader found no source but the sentence has one."""
    parse = sources.parse
    content = {x for c in s.content for x in range(*parse.range(c.start, c.end))}
    for verb in range(*parse.range(s.cue[0].start, s.cue[-1].end)):
        for x in _subjects(parse, verb) if parse.tag[verb].startswith("VB") else ():
            m = sources.discourse.at.get(x)
            if m is None or x in content or parse.lower[x] in {"it", "there", "that", "which"}:
                continue
            found = sources.relative(m) if parse.lower[x] in RELATIVE else sources.mention(m, m.start, m.end)
            if found.type not in {"unknown", "document"}:
                reason = f"subject of “{parse.words[verb]}”"
                return replace(found, sure="subject", share=0.8 * found.share, reason=reason, implied=True)
    return None


def _subjects(parse: Parse, verb: int) -> list[int]:
    """The subjects of a verb, by way of the verbs that it is joined to or depends on."""
    at = verb
    for _ in range(4):
        found = [c for c in parse.children[at] if parse.relation[c] == "nsubj" and c < verb]
        if found:
            return found
        if parse.head[at] < 0 or parse.relation[at] not in _CONTROL:
            return []
        at = parse.head[at]
    return []


def _first_persons(sources: Sources, asking: list[int], found: list[Found]) -> Iterator[Found]:
    """Whom "I" and "we" mean in the statements ``asking``."""
    content = [(c.start, c.end, k) for k, s in enumerate(sources.statements) if _is_quoted(s) for c in s.content]
    asked = [sources.statements[n] for n in asking]
    starts = [s.source[0].start if s.source else s.content[0].start for s in asked]
    for n, held in zip(asking, around([(a, b) for a, b, _ in content], starts), strict=True):
        yield _first_person(n, sorted({content[x][2] for x in held}), found)


def _is_quoted(s: Statement) -> bool:
    """Whether the words of a statement are the speaker's own, as in the turn of a transcript, which has no marks."""
    return s.kind != "indirect" or (bool(s.cue) and s.cue[0].text == ":")


def _first_person(n: int, holding: list[int], found: list[Found]) -> Found:
    """Whom "I" and "we" mean: whoever speaks the quotation around them (of ``holding``), or else the author."""
    for k in holding:
        if k == n:
            continue
        if found[k].sure != "first person" and found[k].type != "unknown":
            reason = f"first person in the words of {found[k].name}"
            return replace(found[k], sure="first person", share=0.85 * found[k].share, reason=reason)
    return Found(None, "author", None, "author", 0.7, "first person outside any quotation: the author")


def _paragraph(sources: Sources, s: Statement) -> int:
    """The paragraph in which a statement begins."""
    parse = sources.parse
    first = min(x.start for x in (*s.content, *s.cue, *s.source))
    return parse.paragraph[min(parse.range(first, first + 1)[0], len(parse) - 1)] if len(parse) else 0


def _sentences(sources: Sources, s: Statement) -> tuple[int, int]:
    """The first and last sentence over which a statement runs."""
    parse = sources.parse
    spans = [*s.content, *s.cue, *s.source]
    i, j = parse.range(min(x.start for x in spans), max(x.end for x in spans))
    last = len(parse) - 1
    return parse.sentence[min(i, last)], parse.sentence[min(max(j - 1, i), last)]
