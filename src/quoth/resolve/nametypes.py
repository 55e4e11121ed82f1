"""What a name is a name of: person, organization, place or thing, by what stands around all its mentions together."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from quoth.parse import Parse
from quoth.resolve.lexicon import fold, lexicon
from quoth.resolve.mentions import Mention
from quoth.resolve.names import Name
from quoth.resolve.roles import head_noun, is_person_noun

__all__ = ["name_types", "surface"]

_LABELS = {"PERSON": "person", "ORGANIZATION": "organization", "LOCATION": "place"}
_OF_STATES = set(
    "president prime-minister foreign-minister defence-minister defense-minister army military parliament government "
    "ministry capital border navy supreme king queen currency economy".split()
)
_PLACE_BEFORE = {"in", "at", "near", "from", "across", "outside", "into", "around", "throughout"}

# Votes of what the network says of the kind of a source's speaker.
HEARD = 8


def surface(parse: Parse, m: Mention) -> str:
    """A name as the text has it, line breaks apart."""
    assert m.name
    return " ".join(parse.slice(*m.name).split())


def name_types(parse: Parse, named: Sequence[Mention]) -> dict[str, str]:
    """The type of each surface form: the one for which the evidence of all its mentions is strongest.

    A single name that is the family name of a person named in full is a person's; one that is the first word of such a
    name most likely is, too, for in many places the family's comes first.
    """
    votes: dict[str, Counter[str]] = {}
    for m in named:
        votes.setdefault(surface(parse, m), Counter()).update(_evidence(parse, m))
    best = {s: v.most_common(1)[0][0] for s, v in votes.items()}
    full = [name for s, kind in best.items() if kind == "person" and len((name := Name.of(s)).words) > 1]
    families, firsts = {name.family for name in full}, {name.given for name in full}
    for s, v in votes.items():
        name = Name.of(s)
        if len(name.words) == 1 and name.family in families:
            v["person"] += 6
            best[s] = v.most_common(1)[0][0]
        elif len(name.words) == 1 and name.family in firsts and best[s] != "place":
            v["person"] += 3
            best[s] = v.most_common(1)[0][0]
    return best


def _evidence(parse: Parse, m: Mention) -> Counter[str]:
    """What one mention tells, in votes; the network's label counts two."""
    assert m.name
    i, _ = m.name
    votes = Counter({_LABELS.get(m.label, "thing"): 2 if m.label != "O" else 1})
    votes["organization"] += _like_a_body(parse, m)
    votes["person"] += _like_a_person(parse, m)
    voice = parse.voice_at.get(m.name[1] - 1)
    if voice is not None:
        votes["person"] += round(HEARD * voice.kinds[0])
        votes["organization"] += round(HEARD * voice.kinds[1])
    before = parse.lower[i - 1] if i else ""
    votes["place"] += 2 * (before in _PLACE_BEFORE) + (before == "of") + 2 * _governs(parse, m)
    return votes


def _like_a_body(parse: Parse, m: Mention) -> int:
    """Votes for a body: "the" before it, a body's noun in it, an acronym, or that someone acts for it."""
    assert m.name
    known = lexicon()
    i, j = m.name
    word, after = parse.words[i], parse.lower[j] if j < len(parse) else ""
    acronym = j == i + 1 and ((word.isupper() and 2 <= len(word) <= 6) or "." in word[:-1])
    acted_for = m.inside and (is_person_noun(after) or after in known.organization)
    has_noun = any(parse.lower[k] in known.body_words or parse.words[k] == "&" for k in range(i, j))
    return 4 * _has_article(parse, m) + 6 * has_noun + 4 * acronym + 4 * acted_for


def _like_a_person(parse: Parse, m: Mention) -> int:
    """Votes for a person: an honorific or title before it, a given name, an age behind it; "the" is against."""
    assert m.name
    known = lexicon()
    i, j = m.name
    before = parse.lower[i - 1] if i else ""
    titled = before in known.honorifics or (i > m.base and is_person_noun(head_noun(parse, m.base, i)))
    given = fold(parse.words[i]) in known.given and j - i > 1
    aged = j + 2 < len(parse) and parse.lower[j] == "," and parse.tag[j + 1] == "CD" and parse.lower[j + 2] == ","
    plain = m.label == "O" and 2 <= j - i <= 3 and not any(parse.lower[k] in known.body_words for k in range(i, j))
    return 6 * titled + 5 * given + 3 * aged + 2 * plain - 4 * _has_article(parse, m)


def _governs(parse: Parse, m: Mention) -> bool:
    """Whether it has what countries have: "Halvern's prime minister", "Toluvia's army"."""
    if m.end + 1 >= len(parse) or parse.tag[m.end] != "POS":
        return False
    nouns = parse.lower[m.end + 1 : m.end + 4]
    return any(w in _OF_STATES for w in (*nouns, *(f"{a}-{b}" for a, b in itertools.pairwise(nouns))))


def _has_article(parse: Parse, m: Mention) -> bool:
    assert m.name
    return m.name[0] > 0 and parse.lower[m.name[0] - 1] == "the" and m.name[0] == m.base + 1
