"""Roles and affiliations, in the article's own words: what stands before a name, and the appositions around it.

"Merrin Liberation Front Secretary General Omar al-Daruwi" gives the role "Secretary General" and the affiliation
"Merrin Liberation Front"; "Ora Venn, a former mayor of Sand Bay," gives "former mayor" and "Sand Bay". "former",
"acting" and the like are kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from quoth.parse import Parse
from quoth.resolve.epithets import office_of
from quoth.resolve.lexicon import lexicon
from quoth.resolve.mentions import Mention

__all__ = ["Role", "apposed_at", "head_noun", "is_person_noun", "is_subject", "office_words", "role_of", "roles_around"]

_WAS = {
    "former",
    "then",
    "then-",
    "acting",
    "interim",
    "ex",
    "ex-",
    "deputy",
    "vice",
    "assistant",
    "senior",
    "late",
    "outgoing",
    "incoming",
}
# Before these even a place is whom they act for: "a Kremlin spokesman", but "the New Jersey governor".
_SPEAKS_FOR = {
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "leader",
    "official",
    "commander",
    "chief",
    "adviser",
    "aide",
    "lawyer",
}
_LINKS = {"of", "for", "at", "with", "from", "in", "to", "on", "by"}
# An affiliation ends where the sentence goes on; one longer than this is no name of anything.
LONGEST = 9
LONGEST_APPOSITION = 14
_FINITE = {"VBD", "VBZ", "VBP", "MD"}


@dataclass(frozen=True, slots=True)
class Role:
    """A role and affiliation as they stand in the text; ``head`` is the noun that says what, ``at`` the word where."""

    text: str | None
    affiliation: str | None
    head: str | None
    at: int


def head_noun(parse: Parse, i: int, end: int) -> str:
    """The office or noun at the end of words ``i:end``, in lower case: "prime-minister", "spokesman"."""
    for n in (3, 2):
        if end - n >= i and "-".join(parse.lower[end - n : end]) in lexicon().titles:
            return "-".join(parse.lower[end - n : end])
    return parse.lower[end - 1] if end > i else ""


def office_words(noun: str) -> set[str]:
    """The nouns by which the holder of an office may be called: itself, other words for it, a last part of it."""
    known = lexicon()
    out = {noun, known.office.get(noun, noun)}
    out |= {x.rsplit("-", 1)[-1] for x in out if x.split("-")[0] not in {"vice", "deputy", "ex"}}
    return out


def is_person_noun(word: str) -> bool:
    """Whether a noun names a person by what they are; a compound counts by its last part."""
    known = lexicon()
    last = word.rsplit("-", 1)[-1]
    return word in known.person or word in known.titles or last in known.person or word in known.office


def roles_around(parse: Parse, mention: Mention) -> list[Role]:
    """The roles that stand at a name: before it, behind it, in brackets, or before a comma."""
    found = [_before(parse, mention), *_behind(parse, mention), _apposed_before(parse, mention)]
    return [r for r in found if r]


def role_of(parse: Parse, start: int, end: int, at: int) -> Role | None:
    """The role that a phrase such as "the Treasury's chief economist" or "a spokesman for the mayor" gives."""
    i, j = start, end
    lower = parse.lower
    while i < j and (parse.tag[i] in {"DT", "CD", "PRP$"} or lower[i] in {"another", "fellow"}):
        i += 1
    if i == j:
        return None
    split = next((k for k in range(i, j) if lower[k] in _LINKS or lower[k] in {"who", ",", "which", "that"}), j)
    owner = next((k for k in range(i, split) if parse.tag[k] == "POS"), None)
    affiliation = None
    if owner is not None:
        affiliation = parse.slice(i, owner)
        i = owner + 1
    noun = head_noun(parse, i, split)
    if not noun or not is_person_noun(noun):
        return None
    first = i
    if affiliation is None:
        first, affiliation = _split_role(parse, i, split)
    text = parse.slice(first, split)
    if split < j and lower[split] in {"of", "for", "at", "with"} and affiliation is None:
        affiliation = _named(parse, split + 1, j)
    return Role(text, affiliation, noun, at)


def _split_role(parse: Parse, i: int, end: int) -> tuple[int, str | None]:
    """Where the role begins in a title of several words, and the affiliation that stands before it."""
    k = end
    while k > i:
        n = next((n for n in (3, 2, 1) if k - n >= i and office_of(parse, k - n, k) == n), 0)
        if not n and not is_person_noun(parse.lower[k - 1]) and parse.lower[k - 1] not in _WAS:
            break
        k -= n or 1
    # modifiers in lower case belong to the role ("senior climate adviser"), names before it to the affiliation
    while k > i and parse.words[k - 1][0].islower() and parse.lower[k - 1] not in lexicon().organization:
        k -= 1
    speaks_for = head_noun(parse, i, end) in _SPEAKS_FOR
    while k > i and (
        parse.tag[k - 1] == "JJ"
        or (parse.entity[k - 1] in {"LOCATION", "MISC"} and not speaks_for and not _is_body(parse, i, k))
    ):
        k -= 1
    if k in (i, end):
        return i, None
    if i + 1 == k and parse.entity[i] == "O" and parse.lower[i] not in lexicon().organization:
        return i, None  # a capital at the head of a sentence: "Peace envoy"
    was = i
    while was < k and parse.lower[was] in _WAS:
        was += 1
    if was == k:
        return i, None
    return (k if was == i else i), parse.slice(was, k)


def _is_body(parse: Parse, i: int, end: int) -> bool:
    """Whether words ``i:end`` name a body rather than a place: one of them is its noun, or labelled so."""
    return any(parse.entity[k] == "ORGANIZATION" or parse.lower[k] in lexicon().organization for k in range(i, end))


def _before(parse: Parse, mention: Mention) -> Role | None:
    """The words between the beginning of a name's phrase and the name, honorifics apart."""
    assert mention.name
    i, j = mention.base, mention.name[0]
    while i < j and (parse.tag[i] in {"DT", "CD"} or parse.lower[i] == "fellow"):
        i += 1
    while j > i and parse.lower[j - 1] in lexicon().honorifics:
        j -= 1
    if i >= j:
        return None
    noun = head_noun(parse, i, j)
    if not is_person_noun(noun):
        return None
    first, affiliation = _split_role(parse, i, j)
    if mention.owner is not None and affiliation is None and parse.tag[mention.owner] not in {"PRP$", "WP$"}:
        affiliation = parse.slice(mention.start, _possessor_end(parse, mention))
    while first < j and parse.tag[first] in {"PRP$", "WP$", "DT"}:
        first += 1
    text = (
        parse.slice(first, j)
        if affiliation is None or first > i
        else f"{parse.words[i]} {parse.slice(_role_start(parse, i, j), j)}"
    )
    return Role(text, _no_article(affiliation), noun, mention.head)


def _role_start(parse: Parse, i: int, j: int) -> int:
    """The first word of the office itself at the end of ``i:j``."""
    k = j
    while k > i:
        n = next((n for n in (3, 2, 1) if k - n >= i and office_of(parse, k - n, k) == n), 0)
        if not n and not is_person_noun(parse.lower[k - 1]):
            break
        k -= n or 1
    return k if k < j else j - 1


def _possessor_end(parse: Parse, mention: Mention) -> int:
    return next((k for k in range(mention.start, mention.base) if parse.tag[k] == "POS"), mention.base)


def _behind(parse: Parse, mention: Mention) -> list[Role]:
    """The roles in "NAME (R-Tex.)", "NAME, the mayor of X,", "NAME, 43, a baker"."""
    out = []
    k, size = mention.end, len(parse)
    if k + 1 < size and parse.words[k] == "(":
        close = next((x for x in range(k + 1, min(k + 8, size)) if parse.words[x] == ")"), None)
        if close:
            inside = parse.slice(k + 1, close)
            if "-" in inside or len(inside) <= 2 or parse.entity[k + 1] in {"LOCATION", "ORGANIZATION"}:
                out.append(Role(None, inside, None, mention.head))
            k = close + 1
    if k + 1 < size and parse.lower[k] == ",":
        k += 1
        if parse.tag[k] == "CD" and k + 1 < size and parse.lower[k + 1] == ",":
            k += 2
        end = _end_of_apposition(parse, k)
        apposed = end > k and parse.tag[k] not in {"PRP", "WP"} and not is_subject(parse, mention, k, end)
        role = role_of(parse, k, end, mention.head) if apposed else None
        if role:
            out.append(role)
    elif k + 2 < size and parse.lower[k] in {"is", "was"} and parse.tag[k + 1] == "DT":
        role = role_of(parse, k + 1, _end_of_apposition(parse, k + 1), mention.head)
        if role:
            out.append(role)
    return out


def is_subject(parse: Parse, name: Mention, k: int, end: int) -> bool:
    """Whether the phrase ``k:end`` behind a name and a comma speaks itself: "they shot John Smith, a witness said".

    A name that begins the sentence has the phrase as its apposition, whose comma was forgotten.
    """
    begins = name.start == parse.sentences[parse.sentence[name.start]][0]
    verb = end < len(parse) and parse.sentence[end] == parse.sentence[k] and parse.tag[end] in _FINITE
    return verb and end > k and not begins


def _end_of_apposition(parse: Parse, k: int) -> int:
    """Where the phrase that begins at word ``k`` ends: at a comma, a verb, or the end of the sentence."""
    end = k
    while end < len(parse) and parse.sentence[end] == parse.sentence[k] and end - k < 24:
        if parse.lower[end] in {",", ";", ":", ".", "who", "which", "whose", "and", "-", "--", "–", "—", "(", ")"}:
            break
        if parse.tag[end] in _FINITE or parse.words[end] in {'"', "“", "”"}:
            break
        end += 1
    return end


def _apposed_before(parse: Parse, mention: Mention) -> Role | None:
    """The role in "Another critic, NAME," and "Its leader, NAME,": the description just before a comma."""
    start = apposed_at(parse, mention.start)
    return None if start is None else role_of(parse, start, mention.start - 1, mention.head)


def apposed_at(parse: Parse, name: int) -> int | None:
    """Where the description begins that a comma parts from the name at word ``name``: "the head of the guard, NAME"."""
    if name < 2 or parse.lower[name - 1] != ",":
        return None
    k = name - 2
    while k >= 0 and name - k < LONGEST_APPOSITION and parse.sentence[k] == parse.sentence[name]:
        if not parse.words[k][0].isalnum() and parse.tag[k] != "POS" and parse.words[k] not in {"'", "’"}:
            break
        if parse.tag[k] in {"VBD", "VBZ", "VBP", "MD", "CC"} or parse.lower[k] in {"who", "which", "that"}:
            break
        k -= 1
    begins = (x for x in range(k + 1, name - 1) if parse.tag[x] in {"DT", "PRP$"} or _owns_on(parse, x, name))
    return next(begins, None)


def _owns_on(parse: Parse, i: int, end: int) -> bool:
    """Whether a name begins at word ``i`` that owns what follows: "Carter Vale's secretary"."""
    if not parse.tag[i].startswith("NNP"):
        return False
    while i < end and parse.tag[i].startswith("NNP"):
        i += 1
    return i < end and parse.tag[i] == "POS"


def _named(parse: Parse, start: int, end: int) -> str | None:
    """The phrase at ``start``, without its article, up to what hangs on it; None if it is too long to be a name."""
    k = start
    while (
        k < end
        and parse.lower[k] not in {",", "who", "which", "that", "in", "since", "and", "during"}
        and not parse.tag[k].startswith("VB")
    ):
        k += 1
    return _no_article(parse.slice(start, k)) if start < k <= start + LONGEST else None


def _no_article(text: str | None) -> str | None:
    if text and text.split(" ", 1)[0].lower() in {"the", "a", "an"} and " " in text:
        return text.split(" ", 1)[1]
    return text or None
