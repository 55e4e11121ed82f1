"""From bytes to text and back: nothing replaced, nothing left out, every guess said."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.errors import NotTextError
from quoth.ingest.decode import Decoded, decode
from quoth.ingest.guess import public_name, strictly, western

ENGLISH = "“The dam will hold,” Osk said. “We’ve measured it — twice.”"

# One sentence each, in the encodings that such a text was kept in before UTF-8.
OLD = {
    "english": ("cp1252", "windows-1252", ENGLISH),
    "french": (
        "cp1252",
        "windows-1252",
        "Le maire a déclaré mardi que la digue « tiendra ». Les élèves étaient rentrés.",
    ),
    "french, short": ("cp1252", "windows-1252", "Été à Genève"),
    "icelandic": ("cp1252", "windows-1252", "Bæjarstjórinn sagði að stíflan myndi halda, þótt áin hækkaði enn í dag."),
    "czech": (
        "cp1250",
        "windows-1250",
        "Starosta v úterý prohlásil, že hráz vydrží. Řeka stoupá a školy zůstávají zavřené.",
    ),
    "russian": (
        "cp1251",
        "windows-1251",
        "Мэр заявил во вторник, что плотина выдержит. «Мы измерили каждую трещину дважды».",
    ),
    "russian, koi8": ("koi8_r", "koi8-r", "Мэр заявил во вторник, что плотина выдержит. Мы измерили каждую трещину."),
    "greek": ("cp1253", "windows-1253", "Ο δήμαρχος είπε την Τρίτη ότι το φράγμα θα αντέξει. Μετρήσαμε κάθε ρωγμή."),
    "arabic": ("cp1256", "windows-1256", "قال رئيس البلدية يوم الثلاثاء إن السد سيصمد مهما فعل النهر"),
    "hebrew": ("cp1255", "windows-1255", "ראש העיר אמר ביום שלישי כי הסכר יחזיק מעמד"),
    "japanese": ("cp932", "cp932", "市長は火曜日、ダムは持ちこたえると述べた。「すべてのひびを二度測った」と語った。"),
    "chinese": ("gb18030", "gb18030", "市长周二表示，大坝会坚持住。“每一条裂缝我们都量了两遍”，他说。"),
    "korean": (
        "cp949",
        "cp949",
        "시장은 화요일 댐이 버틸 것이라고 말했다. 우리는 모든 균열을 두 번 측정했다고 그는 말했다.",
    ),
    "french, old Mac": (
        "mac_roman",
        "mac-roman",
        "Le maire a déclaré mardi que la digue « tiendra ». Les élèves étaient rentrés.",
    ),
}

MARKED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


def test_utf8_is_not_a_guess() -> None:
    """UTF-8 decodes strictly, with nothing to say about it."""
    assert decode(ENGLISH.encode()) == Decoded(ENGLISH, "utf-8", None)


@pytest.mark.parametrize("encoding", MARKED)
def test_a_byte_order_mark_is_understood_and_left_out(encoding: str) -> None:
    """The mark says the encoding, is no part of the text, and needs no note."""
    assert decode(MARKED[encoding] + ENGLISH.encode(encoding)) == Decoded(ENGLISH, encoding, None)


def test_only_the_first_mark_is_left_out() -> None:
    """A second byte-order mark is a character of the text."""
    assert decode(codecs.BOM_UTF8 * 2 + b"dam").text == "\ufeffdam"


def test_utf16_that_begins_with_nul_is_no_utf32() -> None:
    """The marks of UTF-16 and UTF-32 begin alike; the rest of the bytes tells them apart."""
    text = "\x00The dam holds and holds, said Osk."
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le")) == Decoded(text, "utf-16-le", None)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_guessed(encoding: str) -> None:
    """Latin text in UTF-16 shows itself by its NUL bytes."""
    text = "The dam will hold, Osk said – twice."
    assert decode(text.encode(encoding)) == Decoded(text, encoding, f"encoding guessed: {encoding}")


@pytest.mark.parametrize("language", OLD)
def test_old_encodings_are_guessed_and_said(language: str) -> None:
    """The text comes out right, and a note names the encoding as people know it."""
    encoding, name, text = OLD[language]
    assert decode(text.encode(encoding)) == Decoded(text, name, f"encoding guessed: {name}")


def test_a_few_stray_bytes_do_not_spoil_utf8() -> None:
    """A text in UTF-8 with a byte of windows-1252 in it keeps its quotation marks, and the byte is read and said."""
    data = ENGLISH.encode() + b" \x96 and that was it."
    decoded = decode(data)
    assert decoded.text == ENGLISH + " – and that was it."
    assert decoded.note == "encoding guessed: utf-8, with 1 byte of windows-1252 in it"


def test_utf8_cut_in_the_middle_of_a_character_is_kept() -> None:
    """A download that broke off loses nothing but the character that is not whole."""
    decoded = decode(ENGLISH.encode()[:-1])
    assert decoded.text.startswith(ENGLISH[:-1])
    assert decoded.note == "encoding guessed: utf-8, with 2 bytes of windows-1252 in it"


def test_damaged_utf16_is_refused() -> None:
    """Where a mark promises UTF-16 and the bytes break it, the place is named."""
    with pytest.raises(NotTextError, match=r"begins as UTF-16-LE but is damaged at byte 10; save it again as UTF-8"):
        decode(codecs.BOM_UTF16_LE + "Osk!".encode("utf-16-le") + b"x")


def test_what_a_page_declares_is_believed_if_it_fits() -> None:
    """A declared charset decides where UTF-8 fails; the older names mean what browsers take them for."""
    text = "Burmistrz powiedział, że zapora wytrzyma."
    assert decode(text.encode("iso8859_2"), declared="ISO-8859-2") == Decoded(text, "iso-8859-2", None)
    assert decode(ENGLISH.encode("cp1252"), declared="latin1") == Decoded(ENGLISH, "windows-1252", None)
    assert decode(ENGLISH.encode("cp1252"), declared="no-such-charset").encoding == "windows-1252"
    assert decode(ENGLISH.encode(), declared="latin1") == Decoded(ENGLISH, "utf-8", None)


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 50, bytes(1000), bytes(range(128, 256)) * 4 + bytes(range(9)) * 20],
)
def test_binary_data_is_no_text(data: bytes) -> None:
    """Control characters in numbers that no text has are refused."""
    with pytest.raises(NotTextError, match=r"it is binary data, not text; save"):
        decode(data)


def test_a_nul_in_good_text_is_kept() -> None:
    """A stray NUL does not make a text binary."""
    assert decode(b'"We stay,\x00" the mayor said.\n').text == '"We stay,\x00" the mayor said.\n'
    assert "\x00" in decode("Größe,\x00 said the mayor of all this town.".encode("cp1252")).text


def test_every_byte_has_a_character_in_western() -> None:
    """windows-1252 as the web has it maps all bytes, each to a character of its own."""
    text = western(bytes(range(256)))
    assert len(set(text)) == 256
    assert text[0x80] == "€"
    assert text[0x81] == "\x81"


def test_public_names() -> None:
    """Encodings are named as people know them."""
    assert public_name("cp1251") == "windows-1251"
    assert public_name("ISO_8859-1") == "windows-1252"
    assert public_name("iso8859_15") == "iso-8859-15"


def back(decoded: Decoded, data: bytes) -> bytes:
    """The bytes of a decoded text, by an independent way; the byte-order mark of ``data`` is put back."""
    if decoded.note is not None and "of windows-1252 in it" in decoded.note:
        body = data.removeprefix(codecs.BOM_UTF8)
        expected = "".join(
            western(bytes([ord(c) - 0xDC00])) if 0xDC80 <= ord(c) <= 0xDCFF else c
            for c in body.decode("utf-8", "surrogateescape")
        )
        assert decoded.text == expected
        return data
    mark = next((m for e, m in MARKED.items() if e == decoded.encoding and data.startswith(m)), b"")
    if decoded.encoding == "windows-1252":
        table = {character: n for n, character in enumerate(western(bytes(range(256))))}
        return mark + bytes(table[character] for character in decoded.text)
    return mark + decoded.text.encode(decoded.encoding)


BYTES = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=100).map(lambda text: text.encode("utf-8")),
    st.text(max_size=100).map(lambda text: text.encode("utf-16")),
    st.text(st.characters(codec="cp1252"), max_size=100).map(lambda text: text.encode("cp1252")),
    st.text(st.characters(codec="koi8-r"), max_size=100).map(lambda text: text.encode("koi8-r")),
    st.tuples(st.text(max_size=60), st.binary(max_size=3), st.text(max_size=60)).map(
        lambda t: t[0].encode() + t[1] + t[2].encode()
    ),
)


@given(BYTES)
@settings(max_examples=150, deadline=None)
def test_a_text_gives_its_bytes_back(data: bytes) -> None:
    """Whatever is decoded can be encoded to the same bytes; the rest is refused with NotTextError."""
    try:
        decoded = decode(data)
    except NotTextError:
        return
    assert back(decoded, data) == data


def test_strictly_refuses_what_does_not_come_back() -> None:
    """An encoding that reads the bytes but would write others is not taken."""
    assert strictly(b"\x1b$B\x1b(Bdam", "iso2022_jp") is None
    assert strictly(b"dam", "hex") is None
