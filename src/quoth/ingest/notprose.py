"""Plain texts that are no articles: lists of addresses, configuration files, lists of words."""

from __future__ import annotations

import re

from quoth.ingest.lines import ends_sentence

__all__ = ["no_prose_reason"]

# What is looked at of a file, in characters and lines: a list does not become a report further on.
HEAD = 200_000
MAX_LINES = 2_000

# The share of lines that tell what a file is; the rest are titles and remarks.
MOST = 0.7

# Fewer lines with a key are the fields of a mail or the facts above a report; fewer words are a poem or a menu.
MIN_SETTINGS = 4
MIN_WORDS = 20
WORDS_OF_AN_ENTRY = 3

# Words in the order of the alphabet, one a line: so few are a list already, as are settings under a name in brackets.
MIN_IN_ORDER, MIN_UNDER_NAME = 8, 2

_ADDRESS = re.compile(
    r"[-*\d.,;\"'<\s]*(?:https?://|www\.|mailto:)\S+[\"'>,;\s]*\Z|[\w.+-]+@[\w-]+\.[\w.]+\Z", re.IGNORECASE
)
_SETTING = re.compile(
    r"(?:export |set |- )?[\"']?[A-Za-z_][\w.\[\]/-]{0,60}[\"']?\s*(?:=|:(?=\s|\Z))\s*(?P<value>.{0,300})\Z"
    r"|\[{1,2}[\w.:\" /-]{1,60}\]{1,2}\Z"
    r"|[{}\[\]()],?\Z|</?[\w:.-]+[^<>]{0,200}>\Z|-\s+\S{1,60}\Z"
)
_NAME = re.compile(r"\[{1,2}[\w.:\" /-]{1,60}\]{1,2}\Z")
# A package and its version, as lists of what a program needs have them.
_NEEDED = re.compile(r"[\w.\[\],-]+\s*(?:[=<>~!]=|[<>@^])\s*\S{1,80}\Z")
_REMARK = re.compile(r"(?:#|;|//|--)")


def no_prose_reason(text: str) -> str | None:
    """Why a plain text is no article, in words, or None where it may be one."""
    lines = [stripped for line in text[:HEAD].splitlines()[:MAX_LINES] if (stripped := line.strip())]
    if not lines or (len(lines) == 1 and _ADDRESS.match(lines[0]) is None):
        return None
    if sum(_ADDRESS.match(line) is not None for line in lines) >= MOST * len(lines):
        return "it is a list of addresses, not an article; give the addresses themselves, or save their pages"
    told = [line for line in lines if not _REMARK.match(line)]
    settings = [line for line in told if _is_setting(line)]
    if _are_settings(told, settings):
        return "it is a configuration file, not an article; leave it out"
    entries = [line for line in told if len(line.split()) <= WORDS_OF_AN_ENTRY and not ends_sentence(line)]
    ordered = [line.casefold() for line in told]
    single = all(line.isalpha() for line in ordered) and ordered == sorted(ordered) and len(told) >= MIN_IN_ORDER
    if single or (len(told) >= MIN_WORDS and len(entries) >= 0.9 * len(told)):
        return "it is a list of words, not an article; leave it out"
    return None


def _are_settings(told: list[str], settings: list[str]) -> bool:
    """Whether so many lines set something that all is a configuration, or name what a program needs."""
    named = sum(_NEEDED.match(line) is not None for line in told)
    if named >= MIN_UNDER_NAME and named >= 0.5 * len(told) and all(len(line.split()) <= 2 for line in told):
        return True
    if (
        told
        and _NAME.match(told[0])
        and len(settings) == len(told) > MIN_UNDER_NAME
        and any("=" in line for line in told)
    ):
        return True
    enough = len(settings) >= max(MIN_SETTINGS, MOST * len(told))
    return enough and any("=" in line or ":" in line for line in settings)


def _is_setting(line: str) -> bool:
    """Whether a line sets something: what a speaker says behind a colon is a sentence."""
    found = _SETTING.match(line)
    if found is None:
        return False
    value = (found.group("value") or "").strip()
    return not (ends_sentence(value) and len(value.split()) > 2) and len(value.split()) <= 12
