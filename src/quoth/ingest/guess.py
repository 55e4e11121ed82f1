"""Which old encoding some bytes are in, when they are not UTF-8: a guess, and always said to be one."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

__all__ = ["Guess", "guess", "public_name", "strictly", "western"]

# Letters outside ASCII, as a share of all letters, up to which a text is held to be western without asking further:
# English with curly marks has 0.02, French and German 0.04, Icelandic 0.12, Czech 0.15; Cyrillic or Greek nearly 1.
# In a handful of such letters the detector sees nothing either, and English is what comes most.
MAX_WESTERN_SHARE = 0.09
MAX_WESTERN_SHARE_SHORT = 0.50
SHORT = 12

# How much messier (the detector's "chaos", 0 to 1) windows-1252 may look than the detector's own first choice and still
# be taken, when its words look more like a language. Measured on one sentence each in 19 languages and encodings.
CHAOS_ALLOWED = 0.06

# As much as the detector needs; it is slow on long input. A guess is then tried on the whole text, strictly.
SAMPLE_BYTES = 1 << 16

# What news is still found in. The detector knows a hundred, most of them for machines that no newsroom has.
CANDIDATES = (
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859_2 iso8859_5 iso8859_6 iso8859_7 "
    "iso8859_15 koi8_r koi8_u cp932 euc_jp gb18030 big5 cp949 mac_roman tis_620"
).split()

# Web pages are read as browsers read them: the older name stands for the larger set.
_AS_BROWSERS_DO = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}

# windows-1252 with its five holes filled as the web does, so that every byte has a character.
_WESTERN = {n: bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(0x80, 0xA0)}

_HIGH = re.compile(rb"[\x80-\xff]")
_LETTERS = re.compile(rb"[A-Za-z\x80-\xff]")
# What windows-1252 makes of a text in one of its cousins: a sign, or a capital, between two small letters.
_NOT_WESTERN = re.compile("[A-Za-zÀ-ÿ][¡-©ª¬®-³µ¶¸¹º¼-¿\x80-\x9fˆ‰†‡˜™‹›„•][a-zà-ÿ]|[a-zà-ÿ][À-ÖØ-ÞŠŒŽŸ][a-zà-ÿ]")


class Guess(NamedTuple):
    """A text, the encoding held to be its own, and the note that says so."""

    text: str
    encoding: str
    note: str


def guess(data: bytes) -> Guess:
    """The likeliest text of ``data``, which gives the same bytes back; windows-1252 where nothing else does."""
    for encoding in _likely(data):
        text = strictly(data, encoding)
        if text is not None:
            # Where two encodings read the same, the one that people know is named.
            name = "windows-1252" if text == western(data) else public_name(encoding)
            return Guess(text, name, f"encoding guessed: {name}")
    return Guess(western(data), "windows-1252", "encoding guessed: windows-1252")


def strictly(data: bytes, encoding: str) -> str | None:
    """The text of ``data`` in ``encoding``, or None where it is unknown, fails, or does not give the bytes back."""
    try:
        codec = codecs.lookup(encoding)
        python_name = _AS_BROWSERS_DO.get(codec.name, codec.name)
        if python_name == "cp1252":
            return western(data)
        text = data.decode(python_name)
        return text if text.encode(python_name) == data else None
    except (LookupError, UnicodeError, ValueError, AttributeError):
        return None


def western(data: bytes) -> str:
    """``data`` as windows-1252, the way browsers read it; every byte is one character."""
    return data.decode("latin-1").translate(_WESTERN)


def public_name(encoding: str) -> str:
    """The name that people know: ``windows-1252`` for ``cp1252``, ``iso-8859-2`` for ``iso8859_2``."""
    name = codecs.lookup(encoding).name
    name = _AS_BROWSERS_DO.get(name, name)
    if re.fullmatch(r"cp125\d", name):
        return name.replace("cp", "windows-")
    return name.replace("iso8859", "iso-8859").replace("_", "-")


def _likely(data: bytes) -> list[str]:
    """Encodings to try, best first."""
    sample = _sample(data)
    high = len(_HIGH.findall(sample))
    share = high / max(1, len(_LETTERS.findall(sample)))
    eastern = _NOT_WESTERN.search(western(sample)) is not None
    if not eastern and share <= (MAX_WESTERN_SHARE_SHORT if high <= SHORT else MAX_WESTERN_SHARE):
        return ["cp1252"]
    # Imported here: most input is UTF-8 and never needs it.
    from charset_normalizer import from_bytes

    ranking = list(from_bytes(sample, cp_isolation=list(CANDIDATES)))
    names = [match.encoding for match in ranking if not (eastern and match.encoding == "cp1252")]
    western_match = next((match for match in ranking if match.encoding == "cp1252" and not eastern), None)
    if western_match is not None:
        best = ranking[0]
        if western_match.coherence > best.coherence and western_match.chaos <= best.chaos + CHAOS_ALLOWED:
            return ["cp1252", *names]
    return names


def _sample(data: bytes) -> bytes:
    """Some whole lines around the first byte outside ASCII."""
    if len(data) <= SAMPLE_BYTES:
        return data
    first = _HIGH.search(data)
    start = max(0, first.start() - 1000) if first else 0
    end = data.rfind(b"\n", start, start + SAMPLE_BYTES)
    return data[start : end if end > start + 1000 else start + SAMPLE_BYTES]
