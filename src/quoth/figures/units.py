"""Currencies and measures, as reports write them before and after a number."""

from __future__ import annotations

import re

__all__ = ["CURRENCIES", "DOLLARS", "HEAVY", "MEASURES", "MONEY", "SIGN", "UNIT_RE", "money"]

MONEY = {
    "£": "GBP", "$": "USD", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₦": "NGN",
    "₺": "TRY", "₱": "PHP", "us$": "USD", "a$": "AUD", "c$": "CAD", "nz$": "NZD", "hk$": "HKD",
    "s$": "SGD", "nt$": "TWD", "r$": "BRL",
    "rs": "INR", "rs.": "INR", "usd": "USD", "eur": "EUR", "gbp": "GBP",
    "inr": "INR", "chf": "CHF", "aud": "AUD",
    "cad": "CAD",
}  # fmt: skip
# What stands before an amount: a sign, or the code of a currency.
SIGN = r"(?:(?:US|A|C|NZ|HK|NT|S|R)?\$|[£€¥₹₽₩₪₦₺₱]|\b(?:Rs\.?|USD|EUR|GBP|INR|CHF|AUD|CAD)(?=\ ?\d))"
# So many pounds without a sign are money, and fewer are a weight.
HEAVY = 10_000
COINS = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "rupee": "INR", "cent": "cent",
    "pence": "penny", "p": "penny",
    "rouble": "RUB", "ruble": "RUB", "yuan": "CNY", "shekel": "ILS", "franc": "franc", "peso": "peso", "rand": "ZAR",
    "dirham": "AED", "riyal": "riyal", "rial": "rial", "dinar": "dinar", "lira": "TRY", "baht": "THB", "ringgit": "MYR",
    "naira": "NGN", "shilling": "shilling", "hryvnia": "UAH", "zloty": "PLN", "bitcoin": "BTC", "usd": "USD",
    "eur": "EUR", "gbp": "GBP", "kronor": "krona", "krona": "krona", "kroner": "krone", "krone": "krone",
}  # fmt: skip
# Whose dollars they are.
DOLLARS = {
    "us": "USD", "u.s.": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "hong kong": "HKD",
    "new zealand": "NZD", "singapore": "SGD",
}  # fmt: skip
CURRENCIES = {*MONEY.values(), *COINS.values()}
MEASURES = {
    "%": "percent", "percent": "percent", "per cent": "percent", "pc": "percent",
    "percentage point": "percentage point", "point": "point", "basis point": "basis point",
    "km": "kilometre", "kms": "kilometre", "kilometer": "kilometre", "kilometre": "kilometre",
    "m": "metre", "metre": "metre", "meter": "metre", "cm": "centimetre", "centimetre": "centimetre",
    "centimeter": "centimetre", "mm": "millimetre", "millimetre": "millimetre", "millimeter": "millimetre",
    "mile": "mile", "nautical mile": "nautical mile", "foot": "foot", "feet": "foot", "ft": "foot",
    "inch": "inch", "inches": "inch", "yard": "yard",
    "square mile": "square mile", "square foot": "square foot", "square feet": "square foot", "sq ft": "square foot",
    "square metre": "square metre", "square meter": "square metre", "square kilometre": "square kilometre",
    "square kilometer": "square kilometre", "sq km": "square kilometre", "cubic metre": "cubic metre",
    "cubic meter": "cubic metre", "cubic feet": "cubic foot", "cubic foot": "cubic foot",
    "acre": "acre", "hectare": "hectare", "kg": "kilogram", "kilo": "kilogram", "kilogram": "kilogram", "gram": "gram",
    "lb": "pound", "oz": "ounce", "stone": "stone",
    "ton": "ton", "tonne": "tonne", "ounce": "ounce", "litre": "litre", "liter": "litre",
    "gallon": "gallon", "pint": "pint",
    "barrel": "barrel", "mph": "mile per hour", "miles per hour": "mile per hour", "miles an hour": "mile per hour",
    "kph": "kilometre per hour", "km/h": "kilometre per hour", "kilometres per hour": "kilometre per hour",
    "kilometers per hour": "kilometre per hour", "knot": "knot",
    "degree": "degree", "degrees celsius": "degree Celsius", "degrees fahrenheit": "degree Fahrenheit",
    "°c": "degree Celsius", "°f": "degree Fahrenheit",
    "kilowatt": "kilowatt", "megawatt": "megawatt", "gigawatt": "gigawatt", "mw": "megawatt", "gw": "gigawatt",
    "megabyte": "megabyte", "gigabyte": "gigabyte", "terabyte": "terabyte", "gb": "gigabyte", "calorie": "calorie",
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "night": "night", "week": "week",
    "fortnight": "fortnight", "month": "month", "year": "year", "decade": "decade", "century": "century",
    "centuries": "century",
}  # fmt: skip

_MEASURE = "|".join(
    re.escape(word) + ("" if word == "%" else r"s?\b") for word in sorted([*MEASURES, *COINS], key=len, reverse=True)
)
_WHOSE = "|".join(map(re.escape, sorted(DOLLARS, key=len, reverse=True)))
UNIT_RE = re.compile(
    r"(?:[- ](?P<age>year|month|week|day)s?[- ]olds?\b)"
    rf"|(?P<space>[ \u00a0-]?)(?:(?P<whose>{_WHOSE})\ dollars?\b|(?P<unit>{_MEASURE}))",
    re.IGNORECASE,
)


def money(word: str) -> str | None:
    """The currency of a word after a number, in the singular or the plural; null where it is none."""
    return COINS.get(word) or COINS.get(word.removesuffix("s"))
