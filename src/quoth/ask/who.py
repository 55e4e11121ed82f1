"""Whom a form of a name may mean: the names that the articles have, for which it can be said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from quoth.ask.binding import one_by_one
from quoth.ask.language import quoted
from quoth.ask.words import words
from quoth.library import Store
from quoth.records import Record
from quoth.resolve.lexicon import fold, lexicon
from quoth.resolve.names import Name, bare, same_name

__all__ = ["Voice", "called", "meant", "voices"]

# Letters that are none with an accent, and what is written for them where they are not on the keyboard.
_PLAIN = tuple(tuple(pair.split(":")) for pair in "o:ø l:ł d:đ d:ð i:ı ae:æ oe:œ ss:ß th:þ".split())
_LETTERS = str.maketrans(
    {letter: plain for plain, letter in _PLAIN}
    | {letter.upper(): plain.capitalize() for plain, letter in _PLAIN if letter not in "ßı"}
)

# A name as indexes of persons have it.
_INVERTED = re.compile(r"\A\s*([^,]+?)\s*,\s*(?!(?:jr|sr|ii|iii|iv)\b)([^,]+?)\s*\Z", re.IGNORECASE)

# Names of which one word is that of the family, or for a word alone any; and short forms of one word.
NAMES = """
SELECT n.name, n.statements
FROM speaker_names_words w
JOIN speaker_names n ON n.rowid = w.rowid
WHERE speaker_names_words MATCH :words AND n.statements > 0
"""
# Every name of which some are merged, the ones under which they are shown among them.
MERGED = """
SELECT m.name, m.speaker, coalesce(n.statements, 0) AS statements
FROM (SELECT name, speaker FROM same_speakers UNION SELECT speaker, speaker FROM same_speakers) m
LEFT JOIN speaker_names n ON n.name = m.name
"""


@dataclass(frozen=True, slots=True)
class Voice(Record):
    """One speaker: the name that is shown, the names in articles that are its, and how much they say.

    ``id`` is that of the person across articles; null for what is no name, or not related yet.
    """

    name: str
    forms: tuple[str, ...]
    statements: int
    id: str | None = None
    parts: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The speaker as JSON values."""
        return {"id": self.id, "name": self.name, "forms": list(self.forms), "statements": self.statements}


# Whose the names are that come into question, with all names of those persons.
PERSONS = """
SELECT x.person, p.name AS shown, x.name, sum(x.statements) AS statements
FROM appearances x JOIN people p ON p.id = x.person
WHERE x.person IN (SELECT person FROM appearances WHERE name IN ({names})) OR x.person = CAST(:id AS TEXT)
GROUP BY x.person, x.name
"""


@dataclass(frozen=True, slots=True)
class _Names:
    """The names in articles that come into question, and the ones under which people merged some of them."""

    counts: dict[str, int]
    shown: dict[str, str]


def voices(store: Store, form: str) -> tuple[Voice, ...]:
    """The speakers whom ``form`` may mean, those who say most first.

    A form may be shorter than a name (a family name, initials, a nickname) and is then all of those that it fits. It
    may be fuller than a name, which it then means only where no other fuller name in the library claims it. Where a
    title before it ("Mayor Brandvold") is in no name, it is passed over; "Brandvold, Ilka" is Ilka Brandvold.
    """
    if form.startswith("pe_"):
        return _persons(store, (), form)
    form = _INVERTED.sub(r"\2 \1", form)
    names = _names(store, form)
    full = {name for name in names.counts if _fits(form, name)}
    if not full and (untitled := _untitled(form)) != form:
        return voices(store, untitled)
    asked = _name(form)
    short = {name for name in names.counts if name not in full and _name(name).is_short_for(asked)}
    sure = {name for name in short if not _claimed(name, asked, names.counts)}
    persons = _persons(store, names.counts)
    theirs: dict[str, int] = {}
    for each in persons:
        for name, said in each.parts.items():
            theirs[name] = theirs.get(name, 0) + said
    rest = {name: said - theirs.get(name, 0) for name, said in names.counts.items()}
    shown = {names.shown.get(name, name) for name in full | sure}
    shown |= {speaker for speaker in names.shown.values() if _fits(form, speaker)}
    fits = [
        each for each in persons if full & set(each.forms) or each.name in shown or set(each.forms) <= (full | sure)
    ]
    nobodys = _grouped(_Names({name: said for name, said in rest.items() if said > 0}, names.shown), shown)
    return tuple(sorted((*fits, *nobodys), key=lambda voice: (-voice.statements, voice.name, voice.id or "")))


def called(found: Sequence[Voice], form: str) -> Voice | None:
    """Who of ``found`` is meant: the only one, or the one with that very name; None where several may be."""
    if len(found) == 1:
        return found[0]
    plain = _plain(form)
    same = [voice for voice in found if plain in {_plain(voice.name), *map(_plain, voice.forms)}]
    named = [voice for voice in same if voice.name == form]
    return same[0] if len(same) == 1 else named[0] if len(named) == 1 else None


def meant(store: Store, form: str) -> tuple[tuple[Voice, ...], tuple[Voice, ...]]:
    """Who is meant by a form of a name, and whom it may mean, too: the one who is called so, else all whom it fits."""
    found = voices(store, form)
    one = called(found, form)
    return ((one,), tuple(voice for voice in found if voice != one)) if one is not None else (found, ())


def _fits(form: str, name: str) -> bool:
    return _name(form).is_short_for(_name(name)) or _plain(form) == _plain(name)


def _name(text: str) -> Name:
    """The parts of a name, its letters as those who lack some of them on their keyboard write them."""
    return Name.of(text.translate(_LETTERS))


def _untitled(form: str) -> str:
    """A form without the titles before the name: "Quist" for "Water Minister Quist"."""
    pieces = form.split()
    titles = [n for n, piece in enumerate(pieces[:-1]) if fold(piece).strip(".,") in lexicon().titles]
    return " ".join(pieces[titles[-1] + 1 :]) if titles else form


def _claimed(short: str, asked: Name, names: Iterable[str]) -> bool:
    """Whether a short name may as well be that of someone whom ``asked`` cannot mean."""
    held = _name(short)
    others = (_name(name) for name in names if name != short)
    return any(held.is_short_for(other) and not same_name(other, asked) for other in others)


def _names(store: Store, form: str) -> _Names:
    asked = Name.of(form)
    family = words(bare(asked.family)) or words(form)
    terms = [*family[-1:], *_spellings(family[-1:]), *words(form)[-1:]]
    if len(asked.words) > 1 and (first := words(asked.words[0])):
        terms += [f"^{spelt}" for spelt in (first[0], *_spellings(first[:1]))]
    match = " OR ".join(dict.fromkeys(("^" if t[0] == "^" else "") + quoted(t.lstrip("^")) for t in terms if t))
    counts = {row["name"]: row["statements"] for row in store.rows(NAMES, {"words": match})} if match else {}
    merged = store.rows(MERGED)
    shown = {row["name"]: row["speaker"] for row in merged}
    return _Names(counts | {row["name"]: row["statements"] for row in merged if row["statements"]}, shown)


def _persons(store: Store, names: Iterable[str], person: str = "") -> tuple[Voice, ...]:
    """The persons who have one of these names, or this id, each with all names and how often they are theirs."""
    among, held = one_by_one("name", names)
    found: dict[str, Voice] = {}
    for row in store.rows(PERSONS.format(names=among), {**held, "id": person}):
        so_far = found.get(row["person"], Voice(row["shown"], (), 0, row["person"]))
        parts = {**so_far.parts, row["name"]: row["statements"]}
        found[row["person"]] = Voice(row["shown"], tuple(sorted(parts)), sum(parts.values()), row["person"], parts)
    return tuple(found.values())


def _spellings(found: Iterable[str]) -> list[str]:
    """Words as the index may have them: with letters that are no letter and its accent, or without."""
    spelt: list[str] = []
    for word in found:
        forms = {word, fold(word), word.translate(_LETTERS)}
        for plain, letter in _PLAIN:
            forms |= {form.replace(plain, letter) for form in forms}
        spelt += sorted(forms - {word})
    return spelt


def _grouped(names: _Names, shown: set[str]) -> tuple[Voice, ...]:
    forms: dict[str, list[str]] = {name: [] for name in shown}
    for name in names.counts:
        speaker = names.shown.get(name, name)
        if speaker in forms:
            forms[speaker].append(name)
    made = [
        Voice(name, tuple(sorted(held)), sum(names.counts[n] for n in held)) for name, held in forms.items() if held
    ]
    return tuple(sorted(made, key=lambda voice: (-voice.statements, voice.name)))


def _plain(name: str) -> str:
    return re.sub(r"\s+", " ", fold(name.translate(_LETTERS))).strip()
