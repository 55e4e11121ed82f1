"""What stands before a name and is no part of it: titles, what sort of thing it is, whose or where it is.

"General | Ziyad al-Daruwi", "Halden Foods CEO | Mina Torv", "tech site | Re:port", "Merrin's | Harbour Times",
"Ostran | Kalle Venn".
"""

from __future__ import annotations

from quoth.parse import Parse
from quoth.resolve.lexicon import fold, lexicon

__all__ = ["behind_epithets", "office_of"]

# Small words that hold a name together: what goes before them is part of it ("city of Halden").
_JOINING = {"of", "for", "in", "and", "the", "on", "&"}
# Names of which alone nobody is known: "state TV".
# Nouns so ending are what somebody does or is; names that end like them are rare, and given names are known.
TRADES = ("keeper", "maker", "grower", "driver", "dancer", "painter", "singer", "cyclist", "ist", "woman", "swimmer")
_TOO_PLAIN = {"tv", "radio"}


def behind_epithets(parse: Parse, i: int, j: int) -> int:
    """Where the name in the words ``i:j`` begins behind what stands before it; always before ``j``."""
    start = -1
    while start != i:
        start = i
        for step in (_titles, _office, _owner, _sort, _origin, _trade):
            i = step(parse, i, j)
    return i


def office_of(parse: Parse, i: int, end: int) -> int:
    """How many words from ``i`` on are a title ("Secretary General", "Prime Minister"): 0, 1, 2 or 3."""
    titles = lexicon().titles
    lower = parse.lower
    for n in (3, 2, 1):
        if i + n <= end and "-".join(lower[i : i + n]) in titles:
            return n
    word = lower[i]
    return 1 if "-" in word and word.rsplit("-", 1)[1] in titles else 0


def _titles(parse: Parse, i: int, j: int) -> int:
    """Behind the titles at the start, and behind one that a body's or place's name goes before."""
    while (n := office_of(parse, i, j)) and i + n < j and set(parse.entity[i + n : j]) != {"ORGANIZATION"}:
        i += n
    for k in range(i + 1, j - 1):
        n = office_of(parse, k, j)
        if n and k + n < j and "PERSON" not in parse.entity[i:k] and set(parse.entity[k + n : j]) == {"PERSON"}:
            return k + n
    return i


def _office(parse: Parse, i: int, j: int) -> int:
    """Behind words that are of no name at all, before a person's of two words: "National Harbour Adviser Mina Torv"."""
    start = next((k for k in range(i, j) if parse.entity[k] == "PERSON"), i)
    whole = j - start > 1 and set(parse.entity[start:j]) == {"PERSON"} and set(parse.entity[i:start]) == {"O"}
    return start if whole and not any(fold(w) in lexicon().given for w in parse.words[i:start]) else i


def _owner(parse: Parse, i: int, j: int) -> int:
    """Behind a place that has it: "Merrin's Harbour Times"; what is no name itself ("Merrin's army") keeps it."""
    for k in range(i + 1, j - 1):
        if parse.lower[k] in {"'s", "’s"}:
            placed = all(label == "LOCATION" for label in parse.entity[i:k])
            return k + 1 if placed and _is_capital(parse.words[k + 1]) and _is_capital(parse.words[j - 1]) else i
    return i


def _sort(parse: Parse, i: int, j: int) -> int:
    """Behind what says what sort of thing it is: "tech site Re:port", "the Ostran daily newspaper Gazeta"."""
    if (
        not _is_capital(parse.words[j - 1])
        or parse.lower[j - 1] in _TOO_PLAIN
        or any(w in _JOINING for w in parse.lower[i:j])
    ):
        return i
    for k in range(j - 2, i - 1, -1):
        word = parse.words[k]
        if word.isalpha() and word.islower():
            return i if word in lexicon().particles else k + 1
    return i


def _origin(parse: Parse, i: int, j: int) -> int:
    """Behind where somebody is from: "Ostran Kalle Venn"."""
    if j - i > 2 and parse.entity[i] == "MISC" and set(parse.entity[i + 1 : j]) == {"PERSON"}:
        return i + 1
    return i


def _trade(parse: Parse, i: int, j: int) -> int:
    """Behind what somebody does, at the head of a sentence before a name of two words: "Beekeeper | Sol Anders"."""
    word, known = parse.lower[i], lexicon()
    opens = i == parse.sentences[parse.sentence[i]][0]
    if not opens or j - i < 3 or fold(word) in known.given or word in known.given:
        return i
    if not all(parse.words[k].istitle() for k in range(i, j)):
        return i
    return i + 1 if word in known.person or word.endswith(TRADES) else i


def _is_capital(word: str) -> bool:
    return any(c.isupper() for c in word)
