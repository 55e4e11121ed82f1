"""What single words tell of who is meant: honorifics, titles, the nouns of descriptions, given names, particles."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["Lexicon", "fold", "lexicon"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of lower-case words, each as ``lexicon.toml`` explains; ``gender`` gives "m" or "f" for words that tell."""

    honorifics: frozenset[str]
    titles: frozenset[str]
    person: frozenset[str]
    group: frozenset[str]
    unnamed: frozenset[str]
    document: frozenset[str]
    organization: frozenset[str]
    parts: frozenset[str]
    many: frozenset[str]
    one: frozenset[str]
    bodies: frozenset[str]
    body_words: frozenset[str]
    anyone: frozenset[str]
    things: frozenset[str]
    given: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    noname: frozenset[str]
    gender: dict[str, str]
    given_gender: dict[str, str]
    short: dict[str, str]
    office: dict[str, str]
    general: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The words of ``lexicon.toml``."""
    data = tomllib.loads((resources.files(__package__) / "lexicon.toml").read_text(encoding="utf-8"))

    def of(section: str, name: str = "words") -> frozenset[str]:
        return frozenset(data[section][name].split())

    male, female = of("given", "male"), of("given", "female")
    gender = dict.fromkeys(of("honorifics", "male") | of("nouns", "male"), "m")
    gender |= dict.fromkeys(of("honorifics", "female") | of("nouns", "female"), "f")
    general: dict[str, set[str]] = {}
    for pair in data["offices"]["general"].split():
        word, _, office = pair.partition(":")
        general.setdefault(word, set()).add(office)
    return Lexicon(
        honorifics=of("honorifics", "male") | of("honorifics", "female") | of("honorifics", "any"),
        titles=of("titles"),
        person=of("nouns", "person"),
        group=of("nouns", "group"),
        unnamed=of("nouns", "unnamed"),
        document=of("nouns", "document"),
        organization=of("nouns", "organization"),
        parts=of("amounts", "parts"),
        many=of("amounts", "many"),
        one=of("amounts", "one"),
        bodies=of("takes-up", "bodies"),
        body_words=of("bodies"),
        anyone=of("takes-up", "anyone"),
        things=of("nouns", "things"),
        given=male | female,
        particles=of("particles"),
        suffixes=of("suffixes"),
        noname=of("noname"),
        gender=gender,
        given_gender=dict.fromkeys(male - female, "m") | dict.fromkeys(female - male, "f"),
        short=dict(pair.split(":") for pair in data["short"]["words"].split()),
        office=dict(pair.split(":") for pair in data["offices"]["words"].split()),
        general={w: frozenset(offices) for w, offices in general.items()},
    )


def fold(word: str) -> str:
    """``word`` without case, accents and curly apostrophes: how names are compared."""
    flat = unicodedata.normalize("NFKD", word.replace("’", "'").casefold())
    return "".join(c for c in flat if not unicodedata.combining(c))
