"""What a number counts: the noun phrase that follows it, the thing it is said of, or the man whose age it is."""

from __future__ import annotations

import re

from quoth.figures.numbers import Number
from quoth.figures.sentence import Sentence
from quoth.figures.subjects import governed
from quoth.figures.units import CURRENCIES, MEASURES
from quoth.parse import Parse

__all__ = ["counted", "is_age"]

# What happened to those who are counted, said without a noun: "nine dead", "dozens injured".
_FATES = set(
    "dead killed injured wounded hurt missing arrested homeless displaced hospitalized hospitalised detained".split()
)
_STOP = set(
    "and or but that which who whom whose when while where because as than since from with at by for on to after before"
    " is are was were be been has have had will would said says were if more so per a an"
    " the this these those it he she they year-on-year year-over-year month-on-month".split()
)
_NAME_PART = r"(?:[A-Z]\.|(?:Mr|Mrs|Ms|Dr|Sgt|Gen|Lt|Col|Capt|Rev|St)\.|[A-Z][\w’'-]+)"
_NAME_BEFORE = re.compile(rf"((?:{_NAME_PART}[ \u00a0])" r"{0,4}" rf"{_NAME_PART}),?[ \u00a0](?:aged?[ \u00a0])?$")
_AGE_AFTER = re.compile(r"\s*[,.;:)]|\s+and\b|$")
_MOST = 6  # words of a noun phrase after its number
_OF = re.compile(
    r"\s+of\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+|our\s+|your\s+|my\s+|all\s+|these\s+|those\s+(?=[a-z]+s\b))?",
    re.IGNORECASE,
)
# Between a share and what it is of, where there is no "of": "half the squad".
_THE = re.compile(r"\s+(?:the|its|his|her|their|our|my|your|all|those|these)\s+(?:of\s+)?", re.IGNORECASE)
_FILLER = re.compile(r"(?:\s*-?\s*)(?:(?:more|other|others|further|additional|fewer|less)\s+)?", re.IGNORECASE)
# What a price is of: "$3 a gallon".
_PER = re.compile(r"\s+(?:per|for each|each|apiece|an?)\s+(?!year|month|week|day|hour|time|lot|bit|few)(?=[a-z])")
_BARE = re.compile(r"\s+(others|those|them|us|which|whom|each|respondents|times)\b", re.IGNORECASE)
_AGED = re.compile(
    r"\b(?:aged?|ages|ages? of"
    r"|(?:people|those|adults|children|anyone|everyone|men|women|kids|youths|girls|boys)(?:\s+(?:under|over|below|above))?)\s+$"
)
_OTHERS = re.compile(rf"\s+others\b(?!\s+(?:were\s+)?(?:{'|'.join(sorted(_FATES))})\b)", re.IGNORECASE)
# Somebody who is described, and then has an age between commas: "The mayor, 54, ", "her youngest brother, 9, ".
_SOMEBODY = re.compile(
    r"\b(?:the|an?|his|her|their|my|our|whose)\s+(?:[\w’'-]+\s+){0,4}"
    r"(?:mayor|wife|widow|partner|bride|groom|fianc[ée]e?|son|uncle|aunt|niece|nephew|cousin|twin|friend|boy|girl|lad|nurse|cook|chef|pilot"
    r"|guard|coach|judge|king|queen|prince|princess|thief|victim|suspect|captive|hostage|native|nun|priest|monk|aide|agent|student|patient"
    r"|president|chief|guide|clerk|[a-z]+(?:father|mother|brother|sister|daughter|husband|man|woman|er|or|ist|ian|ant|eer|ee|ess)"
    r"|father|mother|brother|sister|daughter|husband|man|woman),\s+$",
    re.IGNORECASE,
)
# Who has an age and no name: "People aged 55 to 65".
_PEOPLE = set(
    "people persons adults children men women boys girls patients voters workers residents those anyone".split()
)
_QUOTES = set("\"'“”‘’`") | {"``", "''"}
_POSSESSIVE = ("'s", "’s", "'", "’")
# Behind these the noun before a number is what it measures: "a loss of $9 million", "a limit of 10,000".
_NOUN_OF = re.compile(r"([A-Za-z][\w-]+)\s+of\s+(?:an?\s+|the\s+)?(?:record\s+|total\s+)?$")
# What is done to those who are counted: "killing three".
_DEED = re.compile(
    r"\b(kill(?:ed|ing|s)|injur(?:ed|ing)|wound(?:ed|ing)|arrest(?:ed|ing))\s+(?:at least |about |more than |up to )?$"
)
_NO_NOUN = set(
    "out some any one each many most all much none because ahead short instead course total tens dozens"
    " series group set string number lot line run".split()
)


def is_age(parse: Parse, number: Number) -> str | None:
    """Whose age a bare number is, as in "Nadira Quillon, 34, a teacher"; None where it is none."""
    low = number.low if number.value is None else number.value
    if number.unit is not None or low is None or not 0 < low < 116 or low % 1:
        return None
    text = parse.text
    before = text[max(0, number.start - 80) : number.start]
    if _AGED.search(before) or _is_his_age(text, number):
        found = _NAME_BEFORE.search(before)
        return found[1] if found and found[1].lower() not in _PEOPLE else ""
    if number.bare is None:
        return None
    if not re.search(r",\s+$", before) or _AGE_AFTER.match(text, number.end) is None:
        return None
    found = _NAME_BEFORE.search(before)
    if found is not None:
        return found[1]
    return "" if _SOMEBODY.search(before) and text[number.end : number.end + 1] == "," else None


def _is_his_age(text: str, number: Number) -> bool:
    """Whether "he" or "she" follows: "even now at 86 she says", "at 34, he was the youngest"."""
    before = re.search(r"\b(?:at|now|only|still)\s+$", text[max(0, number.start - 8) : number.start], re.IGNORECASE)
    return bool(before) and re.match(r",?\s+(?:he|she)\b", text[number.end : number.end + 8]) is not None


def counted(parse: Parse, number: Number, sentence: Sentence) -> str | None:
    """The words of what ``number`` counts, as the text has them; null where it does not say."""
    text = parse.text
    if number.age:
        return "age"
    if text[number.start : number.end].lower().endswith(("twice", "thrice")):
        return "times"
    if _OTHERS.match(text, number.end):
        return "others"
    of = _OF.match(text, number.end)
    start = of.end() if of else number.end
    if not of:
        filler = (_THE if number.unit == "share" else _FILLER).match(text, start)
        start = filler.end() if filler else _space(text, start)
    if number.unit in CURRENCIES and (per := _PER.match(text, number.end)):
        start = per.end()
    found = _phrase(parse, start, deeds=of is not None)
    if found is not None:
        return found
    bare = _BARE.match(text, number.end if of is None else number.end + len(" of"))
    if bare is not None:
        return bare[1]
    if (deed := _DEED.search(text, max(0, number.start - 24), number.start)) is not None and number.unit is None:
        return deed[1]
    what = _noun_before(text, number) or _said_of(parse, number, sentence) or governed(parse, number)
    return what if what is None or what.lower() not in MEASURES else None


def _space(text: str, at: int) -> int:
    return at + (text[at : at + 1] in (" ", "\u00a0"))


def _phrase(parse: Parse, start: int, *, deeds: bool = False) -> str | None:
    """The noun phrase that begins at ``start``: up to its head, without what hangs on that.

    It may begin within a word, as the "front" of "a two-front war" does; that of an owner goes on to what is owned, and
    ``deeds`` count where nothing else does: "23 hours of questioning".
    """
    i, _ = parse.range(start, start + 1)
    if i >= len(parse) or parse.start[i] > start or parse.end[i] <= start:
        return None
    begun = parse.start[i] < start
    if not begun and parse.words[i] in _QUOTES and i + 1 < len(parse):
        start = parse.start[i + 1]
    last = parse.sentences[parse.sentence[i]][1]
    head = other = None
    for j in range(i + begun, min(last, i + _MOST)):
        word, tag = parse.lower[j], parse.tag[j]
        if word in _FATES:
            head = head if head is not None else j
            break
        if head is None and (tag == "CD" or word[0].isdigit() or word in _QUOTES or (word == "-" and j > i)):
            continue
        if head is not None and word in _POSSESSIVE and tag == "POS":
            continue
        if _is_behind(parse, j, head):
            break
        if tag.startswith("NN"):
            head = j
            if not parse.relation[j] and _ends(word):  # without a network a plural is all that tells a head
                break
        elif (tag == "JJ" and parse.words[j][0].isupper()) or (tag == "VBG" and deeds):
            other = j  # "six Orthodox"
    head = other if head is None else head
    if head is None:
        return parse.text[start : parse.end[i]] if begun else None
    return parse.text[start : parse.end[head]]


def _is_behind(parse: Parse, j: int, head: int | None) -> bool:
    """Whether the word stands behind a noun phrase whose head, so far, is ``head``."""
    word, tag = parse.lower[j], parse.tag[j]
    if word in _STOP or not word[0].isalpha() or not tag.startswith(("NN", "JJ", "VBN", "VBG", "CD")):
        return True
    if head is None or parse.tag[j - 1] == "POS":
        return False
    return tag.startswith(("JJ", "VB")) or (
        tag.startswith("NN") and _ends(parse.lower[head]) and parse.tag[head] == "NNS"
    )


def _ends(word: str) -> bool:
    return word in ("people", "men", "women", "children") or (word.endswith("s") and not word.endswith(("ss", "us")))


def _noun_before(text: str, number: Number) -> str | None:
    found = _NOUN_OF.search(text, max(0, number.start - 40), number.start)
    return found[1] if found and found[1].lower() not in _NO_NOUN else None


def _said_of(parse: Parse, number: Number, sentence: Sentence) -> str | None:
    """The total that the words before the number name: "the death toll rose to 41"."""
    if number.unit not in ("percent", "share", None):
        return None
    return next((m[1] for m in sentence.totals(number) if not _is_before_a_noun(parse, m.end())), None)


def _is_before_a_noun(parse: Parse, end: int) -> bool:
    i, _ = parse.range(end, end + 2)
    return i < len(parse) and parse.start[i] == end + 1 and bool(parse.relation[i]) and parse.tag[i].startswith("NN")
