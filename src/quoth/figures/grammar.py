"""The grammar of a number: its words, and the ways in which reports put them together."""

from __future__ import annotations

import re

from quoth.figures.units import SIGN

__all__ = ["ONE", "RESTS", "SCALES", "SHARES", "SPELT", "VAGUE", "YEARS"]

UNITS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
SPELT = UNITS | TENS
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "dozen": 12.0,
    "score": 20.0,
}
# A plural without a number says "two of them or more": the low end; nothing says how many they are at most.
VAGUE = {
    "dozens": 24.0,
    "scores": 40.0,
    "tens": 20.0,
    "hundreds": 200.0,
    "thousands": 2e3,
    "millions": 2e6,
    "billions": 2e9,
    "trillions": 2e12,
}
SHARES = {
    "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "seventh": 1 / 7, "eighth": 1 / 8,
    "tenth": 1 / 10,
}  # fmt: skip
# Of "two and a half" and "5 1/2" the rest.
RESTS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
# In these a number after "in" is a year, and no whole that a number is a share of.
YEARS = (1500, 2101)

_WORDS = "|".join(SPELT)
_SMALL = rf"(?:{'|'.join(list(UNITS)[1:13])}|\d{{1,2}})"
_DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_SCALE = r"(?:hundred|thousand|lakh|million|crore|billion|trillion|dozen)"
_SPELT = rf"(?:{_WORDS})(?:[\ -](?:and\ )?(?:{_WORDS}|{_SCALE})\b)*"
_PART = "third|quarter|fifth|sixth|seventh|eighth|tenth"
_TIME = r"(?:second|minute|hour|day|night|week|month|year|decade)s?\b"
# Of these a half, a quarter or a tenth is taken: "half an hour", "half of 1 percent".
_WHOLE = (
    r"(?:percentage\ point|per\ ?cent|%|mile|kilomet|met(?:re|er)\b|inch|foot\b|acre|ton|pound|point|cent\b|second"
    r"|minute|hour|day\b|year|century|decade|degree|litre|pint)"
)
# What says of "half" or "a third" that it is a share, and no part of a match and no place in a row.
_SHARED = (
    r"(?:of|the|its|his|her|their|our|my|your|all|those|these|as|say|said|believe|think|were|are|have|had|voted"
    r"|supported)"
)
# Before these "100m" are metres.
_LENGTHS = (
    "tall|wide|deep|long|high|away|above|below|sprint|race|final|hurdles|relay|freestyle|butterfly|backstroke"
    "|breaststroke|dash|gold|silver|bronze|title|champions?|runners?|sprinter|swimmer|record|heats?"
)
_ONE = rf"""
    (?P<several>several|many|a\ few|a\ couple(?:\ of)?)\ (?P<hundreds>dozen|hundred|thousand|million|billion)\b
  | (?P<vague>(?:(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\ of\ )?
        (?:dozens|scores(?=\ (?:of|more|were|are|have|had|dead|died|injured|killed|wounded|missing)\b)
        |hundreds|thousands|millions|billions|trillions)(?:\ upon\ \w+)?)\b
  | (?P<feet>{_SMALL})(?:[-\ ]?(?:foot|feet|ft\.?)
        (?:-|\ ?(?={_SMALL}[-\ ]?(?:in|inch|inches)\b)|\ (?={_SMALL}(?:\ tall\b|[,.;)])))|['’′]\ ?(?=\d{{1,2}}["”″]))
        (?P<inches>{_SMALL})(?:[-\ ]?(?:inches|inch|in\b)|["”″])?
  | (?P<portion>half|(?:an?|one)\ (?:{_PART})|(?:{_WORDS})[\ -](?:{_PART})s)\ of\ (?:1|one|an?)\ ?(?={_WHOLE})
  | (?P<fraction>half|(?:an?|one)\ (?:{_PART})|(?:{_WORDS})[\ -](?:{_PART})s)\ (?:of\ )?an?\ (?P<of>{_SCALE})\b
  | (?P<part>half\ an?)(?=[\ -]{_WHOLE})
  | (?P<ratio>{_WORDS}|\d+)\ (?:(?:in|out\ of)(?:\ every)?|of\ every|of(?=\ (?:10|ten|100)\b))[ ]
        (?P<all>{_WORDS}|\d{{1,3}}(?:,\d{{3}})+|\d+|a\ hundred|hundred)\b
        (?![,.]\d|[\ -](?:percent|per\ cent|{_TIME}))
  | (?P<share>(?:{_WORDS})[ -](?:{_PART})s|one-(?:{_PART})\b(?![\ ](?:place|person))|(?:an?|one)\ (?:{_PART})(?=\ of\b)
        |(?<=\b[Bb]y\ )(?:a|one)\ (?:{_PART})(?!\ [a-z]+\b(?<!\ to)(?<!\ in)(?<!\ since)(?<!\ from)(?<!\ over))
        |half(?=\ {_SHARED}\b))\b
  | (?P<half>half)(?![\w-]|\ (?:time|hour|term|century|way|brother|sister|an?)\b)
  | (?P<twice>twice|thrice)\b
  | (?P<article>an?)\ (?P<scale>hundred|thousand|million|billion|trillion|dozen|score(?=\ of\b))
        (?:\ (?:and\ )?(?P<and_half>(?:a\ )?half))?\b
  | (?:(?P<sign>{SIGN})\ ?)?(?P<digits>{_DIGITS})(?P<rest>½|¼|¾|\ [1-3]/[2-4]\b|[\ -]and[\ -]a[\ -]half\b)?
        (?:[ -]?(?P<times>{_SCALE}|bn|tn|mn|[kmb](?![\w’'])(?(sign)|(?!\ (?:{_LENGTHS})\b)))\b)?
  | (?P<sole>[½¼¾])
  | (?P<spelt>{_SPELT})(?P<spelt_rest>[\ -]and[\ -]a[\ -]half\b)?(?:[\ -](?P<spelt_times>{_SCALE})\b)?\b
"""
# A number begins with its word: looked for inside words too, it takes five times as long.
ONE = re.compile(rf"(?<![^\W_])(?:{_ONE})", re.VERBOSE | re.IGNORECASE)
