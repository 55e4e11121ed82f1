"""The people who wrote a report, from the strings in which pages name them: "By ABBY GOODROW and Rob Perl, Norwire"."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from quoth.ingest.furniture import phrases
from quoth.ingest.lines import ends_sentence, squash

__all__ = ["is_organization", "people"]

# A longer string is a sentence that a page put in the wrong place.
MAX_LENGTH = 250

LONGEST_SIGN = 6

# "Ana Maria de la Cruz Ortega" has six words; a whole name has two.
MAX_WORDS = 6

_TAG = re.compile(r"<[^<>]{0,300}>")
_BY = re.compile(
    r"\A\W*(?:(?:written|posted|submitted|reported|published|story|words|text|report|reporting|analysis|review|opinion|"
    r"compiled|updated|author|authors)\s*)?"
    r"(?:by|author|authors|von)\b\s*:?\s+|\A\W*(?:authors?|written by|by|words|text|story|report|reporters?)\s*:\s*",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s+(?:for|of|from|at|reports from|reporting from|in|on) (?:the )?[A-Z][^,;|]*\Z"
    r"|\s*(?:\||•|·|–|—|\s-\s|/(?!\w+/)).*\Z|\s*\(.*?\)|\s*\[.*?\]|\s*\S+@\S+\.\w+|\s*(?:^|\s)@\w+|\s*https?://\S+"
    r"|\s+(?:published|updated|posted|last updated|created)\b.*\Z|\s+\d.*\Z",
    re.IGNORECASE,
)
# A body that is called after what it is of: "Press Trust of India".
_BODY = re.compile(
    r"\b(?:trust|union|agency|association|corporation|company|bureau|institute|university|council|society|house|office|press"
    r"|service|federation|academy|college|bank|ministry)\Z",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:,\s*(?:and|&)\s+|,|;|\s(?:and|&|with|y|et|und)\s)\s*|\s+by\s+", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\A(?:jr|sr|ii|iii|iv|phd|ph\.d|md|m\.d|esq|mba|cfa|rn|frcp|mbe|obe)\.?\Z", re.IGNORECASE)
_DATE = re.compile(
    r"\s*[,|•·-]?\s*\(?\b(?:(?:on|at|updated|published|posted|last)\b:?\s*)*(?:(?:mon|tues?|wed(?:nes)?|"
    r"thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d).*\Z",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r",?\s+(?:(?:senior|staff|chief|special|political|sports?|health|business|national|foreign|world|news|"
    r"science|education|crime|city|"
    r"associate|assistant|deputy|managing|executive|digital|video|features?|investigative|breaking|home|local|"
    r"guest)\s+)*"
    r"(?:reporter|writer|editor|correspondent|columnist|producer|contributor|journalist|analyst|follow|contact|"
    r"email|view profile|bio)\b.*\Z",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    "admin administrator editor editors editorial editorialteam editorialstaff editorialboard webmaster staff "
    "staffreporter staffwriter "
    "staffwriters newsroom newsdesk newsteam webdesk webteam onlinedesk thenewsroom unknown anonymous none null "
    "guest user author "
    "root correspondent ourcorrespondent bureau desk agencies agency wire wires wirereports newsagencies "
    "wireservices syndicated by "
    "published updated home follow share twitter facebook".split()
)
_NOT_NAME = re.compile(
    r"\b(?:staff|desk|team|bureau|newsroom|service|services|news|wire|press|media|agency|agencies|reporter|"
    r"reporters|editor|editors|"
    r"correspondent|writer|writers|columnist|contributor|contributors|producer|journalist|times|post|herald|"
    r"tribune|gazette|"
    r"magazine|network|radio|tv|online|digital|university|institute|department|company|inc|llc|ltd|follow|share|"
    r"comments?|"
    r"minutes?|ago|read|photo|photos|video|subscribe|sign|login|www|com|updated|published|chief|senior|director|"
    r"analyst|special|to)\b\.?",
    re.IGNORECASE,
)


def people(strings: Iterable[str], *, outlet: str | None = None, shown: bool = False) -> tuple[str, ...]:
    """The people in ``strings``, each once, in ordinary case; agencies and the outlet only where nobody else is named.

    ``shown`` strings are what readers see, and must name whole people; what a page declares may be any name.
    """
    named: list[str] = []
    others: list[str] = []
    for string in strings:
        for name in _names_in(string, shown=shown):
            if not name or squash(name) in _NOBODY:
                continue
            if is_organization(name, outlet):
                others.append(name)
            else:
                named.append(name)
    found = named or ([] if shown else others)
    return tuple({squash(name): name for name in reversed(found)}.values())[::-1]


def _names_in(string: str, *, shown: bool) -> list[str]:
    text = " ".join(_TAG.sub(" ", html.unescape(html.unescape(string[: 4 * MAX_LENGTH]))).split())
    if not text or len(text) > MAX_LENGTH or text.startswith(("http://", "https://", "@", "/")):
        return []
    if not shown:
        started = _BY.match(text)
        return (
            [_ordinary(text)] if not started and _is_one(text) else _parted(text[started.end() :] if started else text)
        )
    for segment in _segments(text):
        names = [name for name in _parted(segment) if squash(name) not in _NOBODY]
        named = [name for name in names if not is_organization(name, None)]
        if named and segment[:1].isupper() and all(map(_is_whole_name, named)):
            return named
    return []


def _segments(text: str) -> list[str]:
    """The pieces of a line of facts, that behind "by" first."""
    pieces = [piece for piece in re.split(r"\s*[|•·–—]\s*|\s-\s", text) if piece]
    behind = [piece[found.end() :] for piece in pieces if (found := re.search(r"\b[Bb][Yy]:?\s+", piece))]
    return [
        _ROLE.sub("", _DATE.split(piece)[0])
        for piece in [*behind, *pieces]
        if not ends_sentence(piece) or len(piece) < 60
    ]


def _parted(text: str) -> list[str]:
    names: list[str] = []
    for piece in _JOINED.split(_DATE.split(text)[0]):
        clean = _without_agency(_ROLE.sub("", _alone(_BY.sub("", piece)).strip(" .,:;*–—-|/’'\"")))
        if not clean:
            continue
        if names and (_AFTER_NAME.match(clean) or _is_role(clean)):
            if _AFTER_NAME.match(clean):
                names[-1] = f"{names[-1]} {clean}"
            continue
        names.append(clean)
    if len(names) == 2 and not any(" " in name for name in names) and "," in text:
        return [_ordinary(f"{names[1]} {names[0]}")]  # "Ruiz, Ana"
    return [_ordinary(name) for place, name in enumerate(names) if not place or not _is_paper(name, names[0])]


def _alone(piece: str) -> str:
    """A name without what stands behind it, unless that is a part of it."""
    name = _BEHIND.sub("", piece)
    whole = name and piece[len(name) :].startswith(" of ") and _BODY.search(name) is not None
    return piece if whole else name


def _is_paper(name: str, first: str) -> bool:
    """Whether a name behind a person's is a paper's: "Ana Ruiz, CNN", "Ana Ruiz, USA TODAY"."""
    return " " in first and (" " not in name or (name.isupper() and not first.isupper()))


def _without_agency(name: str) -> str:
    """A name without the agency that stands right behind it: "ANA RUIZ Associated Press"."""
    for agency in phrases().agencies:
        if len(agency) > 2 and name.casefold().endswith(f" {agency.casefold()}"):
            rest = name[: -len(agency) - 1].removesuffix(" The").removesuffix(" the").strip()
            return rest if " " in rest else name
    return name


def _is_one(text: str) -> bool:
    """Whether a string is one name as it stands, with nothing to part or to take off."""
    return _JOINED.search(text) is None and _BEHIND.search(text) is None


def _is_role(text: str) -> bool:
    return phrases().byline_roles.match(text) is not None


def is_organization(name: str, outlet: str | None) -> bool:
    """Whether a name is an agency's, the outlet's, or says what somebody is and not who."""
    key = squash(name)
    agencies = {squash(agency) for agency in _agencies()}
    same = bool(outlet) and (key == squash(outlet or "") or (len(key) > 4 and key in squash(outlet or "")))
    # A short word in capitals is the sign of a desk or an agency: TNN, IANS.
    sign = name.isupper() and name.isalpha() and len(name) <= LONGEST_SIGN
    return key in agencies or key.removeprefix("the") in agencies or same or sign or _NOT_NAME.search(name) is not None


def _agencies() -> frozenset[str]:
    return phrases().agencies


def _is_whole_name(name: str) -> bool:
    words = name.split()
    small = phrases().particles
    return 2 <= len(words) <= MAX_WORDS and all(
        (word[0].isupper() and not any(map(str.isdigit, word))) or word.casefold() in small for word in words
    )


def _ordinary(name: str) -> str:
    """A name in capitals, or without any, in ordinary case: ABBY O'NEILL-MCKAY is Abby O'Neill-McKay."""
    letters = [letter for letter in name if letter.isalpha()]
    shouted = len(letters) > 4 and all(map(str.isupper, letters)) and " " in name
    if not shouted and not (letters and all(map(str.islower, letters)) and " " in name):
        return name
    words = [
        word.lower()
        if word.casefold() in {"de", "la", "van", "von", "der", "den", "da", "di", "al", "bin"} and place
        else re.sub(r"[^\W\d_]+", lambda match: match.group().capitalize(), word)
        for place, word in enumerate(name.split())
    ]
    return " ".join(re.sub(r"\bMc([a-z])", lambda match: "Mc" + match.group(1).upper(), word) for word in words)
