"""What stands before a name and is no part of it: titles, what sort of thing it is, whose or where it is.

"General | Ziyad al-Daruwi", "Halden Foods CEO | Mina Torv", "tech site | Re:port", "Merrin's | Harbour Times",
"Ostran | Kalle Venn".
"""

from __future__ import annotations

from quoth.parse import Parse
from quoth.resolve.lexicon import fold, lexicon

__all__ = ["before_sort", "behind_epithets", "behind_nation", "office_of"]

# Small words that hold a name together: what goes before them is part of it ("city of Halden").
_JOINING = {"of", "for", "in", "and", "the", "on", "&"}
# Names of which alone nobody is known: "state TV".
_TOO_PLAIN = {"tv", "radio"}
# Nouns so ending are what somebody does or is; names that end like them are rare, and given names are known.
TRADES = ("keeper", "maker", "grower", "driver", "dancer", "painter", "singer", "cyclist", "ist", "woman", "swimmer")
# What sort of body a name is of, said behind it.
_SORTS = set(
    "newspaper newspapers magazine website site blog channel agency network broadcaster tabloid daily weekly group "
    "firm company charity newswire monitor monitoring station".split()
)
# Of what comes before in one word: "Merrin-based".
_BASED = {"based", "run", "owned", "backed", "controlled", "led", "funded", "linked", "aligned", "born", "affiliated"}


def behind_epithets(parse: Parse, i: int, j: int) -> int:
    """Where the name in the words ``i:j`` begins behind what stands before it; always before ``j``."""
    start = -1
    while start != i:
        start = i
        for step in (_titles, _office, _owner, _based, _sort, _origin, _trade):
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
    while (n := office_of(parse, i, j)) and i + n < j and not set(parse.entity[i + n : j]) <= {"ORGANIZATION", "MISC"}:
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
    """Behind a place that has it ("Merrin's Harbour Times"), or whatever else a name has that also stands alone."""
    for k in range(i + 1, j - 1):
        if parse.lower[k] in {"'s", "’s"}:
            placed = all(label == "LOCATION" for label in parse.entity[i:k]) or (
                k - i == 1 and (i in parse.placed or parse.words[i].count(".") > 1)
            )
            named = _is_capital(parse.words[j - 1]) or k + 2 < j  # "army" alone is too plain
            return k + 1 if (placed and named) or _stands_alone(parse, k + 1, j) else i
    return i


def _stands_alone(parse: Parse, i: int, j: int) -> bool:
    """Whether the capital words ``i:j`` stand elsewhere in the text without an owner before them."""
    if not _is_capital(parse.words[i]):
        return False
    name = parse.words[i:j]
    places = (k for k in parse.places_of(name[0]) if k != i and parse.words[k : k + len(name)] == name)
    return any(k == 0 or parse.lower[k - 1] not in {"'s", "’s"} for k in places)


def before_sort(parse: Parse, i: int, j: int) -> int:
    """Where the name in the words ``i:j`` ends before what says what sort of body it is: "Ostran Times newspaper"."""
    k = j
    while k - 1 > i and parse.words[k - 1].isalpha() and parse.words[k - 1].islower():
        k -= 1
    kept = parse.lower[k:j] and parse.lower[j - 1] in _SORTS and _is_capital(parse.words[k - 1])
    return k if kept and not any(w in _JOINING for w in parse.lower[k:j]) else j


def behind_nation(parse: Parse, i: int, j: int) -> int:
    """Where a name begins behind where it is from, if what sort of body it is stands behind it.

    "the Ostran | An-Nadir newspaper"; "Ostran Times" is a name whole.
    """
    from_there = j - i > 2 and parse.entity[i] == "MISC" and parse.entity[i + 1] == "ORGANIZATION"
    return i + 1 if from_there and before_sort(parse, i, j) < j else i


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


def _based(parse: Parse, i: int, j: int) -> int:
    """Behind where it is or whose it is, in one word: "Merrin-based Harbour Board", "state-run Ostran TV"."""
    stem, _, last = parse.lower[i].rpartition("-")
    return i + 1 if stem and last in _BASED and i + 1 < j and _is_capital(parse.words[j - 1]) else i


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
