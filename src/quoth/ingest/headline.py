"""Which lines, if any, are the headline of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quoth.ingest.captions import is_bare_agency
from quoth.ingest.dateline import dateline_length
from quoth.ingest.furniture import bare, phrases
from quoth.ingest.lines import Line, ends_sentence, squash
from quoth.ingest.names import is_byline, is_names
from quoth.records import PartName

__all__ = ["headline_lines"]

# The longest headlines in use have about 30 words; British online ones reach 180 characters.
MAX_LENGTH = 220
MAX_TITLE_CASE_WORDS = 14

# A page's title is looked for in the first lines only: further down it would be a link to the page itself.
TITLE_LINES = 5

# In a text without blank lines, the share of lines that must end as sentences do for its lines to be paragraphs.
# Lines of wrapped text end so by chance, about one in seven.
MIN_PARAGRAPH_SHARE = 0.5

_TURN = re.compile(r"[^\W\d_][\w.'’ -]{0,40}:\s")


def headline_lines(lines: list[Line], names: Mapping[int, PartName], title: str | None = None) -> list[int]:
    """The indices in ``lines`` of the headline; empty where the text just begins. ``names`` are the lines taken."""
    if title is not None and (named := _with_title(lines, title)) is not None:
        return [named]
    first = next((index for index in range(len(lines)) if index not in names), None)
    if first is None:
        return []
    block = _block(lines, names, _below_letterhead(lines, names, first))
    if block[-1] + 1 >= len(lines) or all(index in names for index in range(block[-1] + 1, len(lines))):
        return []
    words = " ".join(lines[index].text for index in block)
    if not any(character.isalnum() for character in words) or len(words) > MAX_LENGTH:
        return []
    if _TURN.match(words) and _TURN.match(lines[block[-1] + 1].text):
        # A transcript: a first turn looks like a headline with a name before the colon, the second one tells.
        return []
    if ends_sentence(words, asks=False):
        following = block[-1] + 1
        shown = names.get(following) == "caption" or _begins_report(lines[following].text)
        return block if shown or (len(block) == 1 and _is_title_case(words)) else []
    if words.rstrip("\"'”’»").endswith((":", ",", ";")) or any(
        ends_sentence(lines[index].text) for index in block[:-1]
    ):
        return []
    return block


def _with_title(lines: list[Line], title: str) -> int | None:
    wanted = squash(title)
    for index, line in enumerate(lines[:TITLE_LINES]):
        if wanted and index + 1 < len(lines) and len(line.text) <= 2 * MAX_LENGTH and squash(line.text) == wanted:
            return index
    return None


def _below_letterhead(lines: list[Line], names: Mapping[int, PartName], first: int) -> int:
    """In a press release, the line after the sender's name, if that is no paragraph; else ``first`` itself."""
    if not any(bare(line.text) in phrases().release_labels for line in lines[:first]) or not is_names(
        lines[first].text
    ):
        return first
    second = next((index for index in range(first + 1, len(lines)) if index not in names), first)
    return first if ends_sentence(lines[second].text) or dateline_length(lines[second].text) else second


def _block(lines: list[Line], names: Mapping[int, PartName], first: int) -> list[int]:
    """The lines from ``first`` to the next blank line or other part; just the first where lines are paragraphs."""
    block = [first]
    while not lines[block[-1]].closes and block[-1] + 1 < len(lines) and block[-1] + 1 not in names:
        following = lines[block[-1] + 1].text
        if _begins_report(following) or is_bare_agency(following):
            break
        block.append(block[-1] + 1)
    return block[:1] if len(block) > 1 and _are_paragraphs(lines, block[1:]) else block


def _are_paragraphs(lines: list[Line], block: list[int]) -> bool:
    """Whether lines end as paragraphs do. The last tells nothing, unless it is alone: wrapped text ends so too."""
    if len(block) == 1:
        return ends_sentence(lines[block[0]].text) and len(lines[block[0]].text) > MAX_LENGTH // 4
    ends = sum(1 for index in block[:-1] if ends_sentence(lines[index].text))
    return ends >= MIN_PARAGRAPH_SHARE * (len(block) - 1)


def _begins_report(line: str) -> bool:
    """A byline or a dateline comes below a headline only, so the line before it is one even with a full stop."""
    return is_byline(line) or dateline_length(line) > 0


def _is_title_case(words: str) -> bool:
    """Whether most longer words have capitals, as in "Bridge Falls In Port Halden." and in no sentence."""
    longer = [word.strip("\"'“”‘’«».,:;!?()") for word in words.split()]
    longer = [word for word in longer if len(word) > 3]
    return 2 <= len(longer) <= MAX_TITLE_CASE_WORDS and all(word[0].isupper() or word[0].isdigit() for word in longer)
