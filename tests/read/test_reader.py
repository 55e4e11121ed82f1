"""The reader that ships, on sentences of every kind that it must read. All are invented."""

import json
from pathlib import Path

import pytest

from quoth.errors import ModelError
from quoth.ingest import article_from_text
from quoth.read import Reader, load_reader, reader_names
from quoth.read.edges import Edges
from quoth.read.reader import NetworkReader, segments
from quoth.read.tokens import tokenize
from quoth.records import Article, Statement
from quoth.samples import sample_paths


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The network that ships."""
    return load_reader("en-3")


def said(reader: Reader, text: str) -> list[tuple[str, str, str]]:
    """(source, cue, content) of each statement, pieces joined by a bar."""
    found = reader.read(article_from_text(text))
    return [tuple(" | ".join(x.text for x in role) for role in (s.source, s.cue, s.content)) for s in found]  # type: ignore[misc]


BODY = "The council of Port Ennis met on Monday in the old hall.\n\n{}\n\nThe meeting lasted three hours.\n"

READ = {
    "indirect": (
        "Mayor Ana Lim said that the harbour would close in May.",
        ("Mayor Ana Lim", "said", "that the harbour would close in May"),
    ),
    "straight": (
        '"The harbour will close in May," Ana Lim said.',
        ("Ana Lim", "said", '"The harbour will close in May,"'),
    ),
    "curly": (
        "“The harbour will close in May,” Ana Lim said.",
        ("Ana Lim", "said", "“The harbour will close in May,”"),
    ),
    "single": (
        "‘The harbour will close in May,’ Ana Lim said.",
        ("Ana Lim", "said", "‘The harbour will close in May,’"),
    ),
    "guillemets": (
        "«The harbour will close in May,» Ana Lim said.",
        ("Ana Lim", "said", "«The harbour will close in May,»"),
    ),
    "low": ("„The harbour will close in May,“ Ana Lim said.", ("Ana Lim", "said", "„The harbour will close in May,“")),
    "mixed marks": (
        '"The harbour will close in May,” Ana Lim said.',
        ("Ana Lim", "said", '"The harbour will close in May,”'),
    ),
    "pieces": (
        "“The harbour will close in May,” Ana Lim said. “It will not open again.”",
        ("Ana Lim", "said", "“The harbour will close in May,” | “It will not open again.”"),
    ),
    "according": (
        "The harbour will close in May, according to Ana Lim, the mayor.",
        ("Ana Lim, the mayor", "according to", "The harbour will close in May"),
    ),
}


@pytest.mark.parametrize("name", READ)
def test_reads(reader: Reader, name: str) -> None:
    """Each kind of statement is found with its source, its cue and its exact words."""
    text, expected = READ[name]
    assert expected in said(reader, BODY.format(text))


def test_the_same_statement_wherever_a_window_falls(reader: Reader) -> None:
    """An article of any length: what stands before a statement by some hundred tokens does not change how it reads."""
    filler = "The road from the station to the harbour is four miles long and was built of grey stone in 1904. "
    expected = READ["pieces"][1]
    for size in range(0, 40, 3):
        text = f"{filler * size}\n\n" + BODY.format(READ["pieces"][0]) + f"\n\n{filler * 12}"
        assert expected in said(reader, text), size


def test_no_statement_in_what_is_only_marked(reader: Reader) -> None:
    """Titles, code names, nicknames and scare quotes state nothing."""
    text = BODY.format(
        "The army began Operation “Quiet Tide” at dawn. Rudo “the Needle” Marsh sang “Low Water” at the fair."
    )
    assert said(reader, text) == []


def test_spans_slice_and_statements_are_in_text_order(reader: Reader) -> None:
    """Every span of every bundled sample slices to its own words, and no statement comes twice."""
    for path in sample_paths():
        if Path(path).suffix != ".txt":
            continue
        article = article_from_text(Path(path).read_text(encoding="utf-8"))
        found = reader.read(article)
        assert len({s.id for s in found}) == len(found) > 4
        for s in found:
            s.check(article)
        first = [min(x.start for x in (*s.content, *s.cue, *s.source)) for s in found]
        assert first == sorted(first)


def test_most_statements_of_the_samples_are_found(reader: Reader) -> None:
    """Of the statements marked in the bundled samples, five in six are found with at least half of their content."""
    found = total = 0
    for line in (Path(__file__).parent.parent / "samples" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        path = next(p for p in sample_paths() if p.stem == entry["id"])
        statements = reader.read(article_from_text(path.read_text(encoding="utf-8")))
        gold = [a for a in entry["attributions"] if "within" not in a]
        found += sum(any(_overlap(a["content"], s) >= 0.5 for s in statements) for a in gold)
        total += len(gold)
    assert found >= total * 5 / 6


def _overlap(gold: list[list[int]], statement: Statement) -> float:
    one = {c for a, b in gold for c in range(a, b)}
    other = {c for x in statement.content for c in range(x.start, x.end)}
    return len(one & other) / len(one | other)


def test_furniture_is_never_a_statement(reader: Reader) -> None:
    """What the page left over is not read, also where it reads like a statement."""
    left = "Read more: Mayor Ana Lim says “the bridge is safe”"
    article = article_from_text(BODY.format(READ["indirect"][0]) + f"\n{left}\n")
    (part,) = [p for p in article.parts if p.name == "furniture"]
    assert all(s.content[0].start < part.start for s in reader.read(article))


def test_a_caption_is_a_place_of_its_own(reader: Reader) -> None:
    """A name under a photograph says nothing."""
    text = "Harbour To Close\nMayor Ana Lim. (File photo: NWA/Teo Marsh)\n\n" + BODY.format(READ["indirect"][0])
    article = article_from_text(text)
    assert article.place_of(text.index("Mayor Ana Lim. (")) == "caption"
    assert [s.place for s in reader.read(article) if s.place != "headline"] == ["body"]


def test_a_segment_knows_only_its_own_marks(reader: Reader) -> None:
    """An article cut into segments at its paragraphs loses no token, and no mark reaches into another segment."""
    assert isinstance(reader, NetworkReader)
    text = "\n\n".join(BODY.format(READ[name][0]) for name in ("straight", "indirect", "pieces", "curly"))
    tokens = tokenize(text, reader.tokenizer)
    cut = list(segments(tokens, 40))
    assert sum(map(len, cut)) == len(tokens)
    assert all(len(piece) <= 40 for piece in cut)
    assert all(Edges(piece).tidy((1, 3)) == (1, 3) for piece in cut[1:])


def test_an_unknown_reader_is_one_sentence() -> None:
    """The error lists the names there are."""
    assert reader_names() == ["en-3", "rules"]
    with pytest.raises(ModelError, match="en-3, rules"):
        load_reader("xx-9")


@pytest.mark.parametrize("text", ["", " \n", "“", "”””", "a", "\u0301", "‘’", "said", "🚢" * 50])
def test_odd_texts_read_as_nothing_or_something(reader: Reader, text: str) -> None:
    """No input stops the reader."""
    article = Article.of(text, origin="test")
    for s in reader.read(article):
        s.check(article)
