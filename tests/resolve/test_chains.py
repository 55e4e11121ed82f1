from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.parse import Parse, word_ranges
from quoth.read.parsed import shape_parse
from quoth.records import Article, Kind, Statement
from quoth.resolve.chains import MADE_BY, chains

# Marked text: {source} [cue] <content>.
_MARK = re.compile(r"[{}\[\]<>]")
_ROLES = {"{": "source", "[": "cue", "<": "content"}
_CLOSED_BY = {"}": "{", "]": "[", ">": "<"}

# (source, cue, content) of a statement, and the source of the one it is within.
Told = tuple[str, str, tuple[str, ...], str | None]


def read_marked(marked: str, kind: Kind) -> tuple[Article, Statement]:
    """The article and the one statement of a marked text; marks may nest."""
    roles: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    text, at, opened = "", 0, {}
    for m in _MARK.finditer(marked):
        text, at = text + marked[at : m.start()], m.end()
        if m.group() in _ROLES:
            opened[m.group()] = len(text)
        else:
            mark = _CLOSED_BY[m.group()]
            roles[_ROLES[mark]].append((opened[mark], len(text)))
    text += marked[at:]
    article = Article.of(text, origin="test")
    return article, made(article, kind=kind, **roles)


def made(
    article: Article,
    *,
    content: list[tuple[int, int]],
    cue: list[tuple[int, int]],
    source: list[tuple[int, int]],
    kind: Kind = "indirect",
) -> Statement:
    """A statement of ``article`` from offsets."""
    return Statement.of(article, content=content, cue=cue, source=source, kind=kind, confidence=0.8, made_by="test")


def parse_of(text: str, columns: str) -> Parse:
    """A parse of one sentence from "tag/relation/distance to the head" a word; 0 is a root."""
    ranges = word_ranges(text)
    rows = [column.rsplit("/", 2) for column in columns.split()]
    assert len(rows) == len(ranges)
    heads = [n + int(d) if d != "0" else -1 for n, (_, _, d) in enumerate(rows)]
    days = {"Monday", "Friday"}
    entities = ["DATE" if text[a:b] in days else "O" for a, b in ranges]
    return Parse(
        text,
        [a for a, _ in ranges],
        [b for _, b in ranges],
        [r[0] for r in rows],
        entities,
        [r[1] for r in rows],
        heads,
    )


def told(article: Article, statements: list[Statement], parse: Parse) -> list[Told]:
    """What comes of ``statements``; a second pass over it changes nothing."""
    out = chains(article, statements, parse)
    by_id = {s.id: s for s in out}
    found = []
    for s in out:
        assert s.made_by in {"test", MADE_BY}
        around = by_id[s.within].source[0].text if s.within else None
        found.append(
            (
                " ".join(x.text for x in s.source),
                " ".join(x.text for x in s.cue),
                tuple(x.text for x in s.content),
                around,
            )
        )
    again = chains(article, out, parse)
    assert again == out
    return found


PARSED: list[tuple[str, str, Told]] = [
    (
        "{Ruhl} [reported] <that the ministry said the bridge would open in May>.",
        (
            "NNP/nsubj/1 VBD/root/0 IN/mark/7 DT/det/1 NN/nsubj/1 VBD/ccomp/-4 DT/det/1 NN/nsubj/2 MD/aux/1 "
            "VB/ccomp/-4 IN/case/1 NNP/nmod/-2 ./punct/-11"
        ),
        ("the ministry", "said", ("the bridge would open in May",), "Ruhl"),
    ),
    (
        "{A spokesman} [said] <Lind told her he had sold the boat>.",
        (
            "DT/det/1 NN/nsubj/1 VBD/root/0 NNP/nsubj/1 VBD/ccomp/-2 PRP/dobj/-1 PRP/nsubj/2 VBD/aux/1 VBN/ccomp/-4 "
            "DT/det/1 NN/dobj/-2 ./punct/-9"
        ),
        ("Lind", "told", ("he had sold the boat",), "A spokesman"),
    ),
    (
        "{The lawsuit} [says] <managers told workers to ignore the alarms>.",
        (
            "DT/det/1 NN/nsubj/1 VBZ/root/0 NNS/nsubj/1 VBD/ccomp/-2 NNS/dobj/-1 TO/mark/1 VB/xcomp/-3 DT/det/1 "
            "NNS/dobj/-2 ./punct/-8"
        ),
        ("managers", "told", ("to ignore the alarms",), "The lawsuit"),
    ),
    (
        "{Ruhl} [says] <a majority of voters on Monday said the toll was fair>.",
        (
            "NNP/nsubj/1 VBZ/root/0 DT/det/1 NN/nsubj/5 IN/case/1 NNS/nmod/-2 IN/case/1 NNP/nmod/-2 VBD/ccomp/-7 "
            "DT/det/1 NN/nsubj/2 VBD/cop/1 JJ/ccomp/-4 ./punct/-12"
        ),
        ("a majority of voters", "said", ("the toll was fair",), "Ruhl"),
    ),
    (
        "{Ruhl} [noted] <that the council had announced earlier Friday that the ferry was sold>.",
        (
            "NNP/nsubj/1 VBD/root/0 IN/mark/4 DT/det/1 NN/nsubj/2 VBD/aux/1 VBN/ccomp/-5 RBR/advmod/1 NNP/nmod/-2 "
            "IN/mark/4 DT/det/1 NN/nsubj/2 VBD/auxpass/1 VBN/ccomp/-7 ./punct/-13"
        ),
        ("the council", "had announced", ("that the ferry was sold",), "Ruhl"),
    ),
]


@pytest.mark.parametrize(("marked", "columns", "inner"), PARSED)
def test_what_somebody_says_in_a_content_is_a_statement(marked: str, columns: str, inner: Told) -> None:
    """With a parser: its subject is the source, with what the parser hung elsewhere, without the day."""
    article, outer = read_marked(marked, "indirect")
    found = told(article, [outer], parse_of(article.text, columns))
    assert found[1:] == [inner]


@pytest.mark.parametrize(
    ("marked", "columns"),
    [
        (
            "{The minister} [said] <the bank denied claims that it was broke>.",
            (
                "DT/det/1 NN/nsubj/1 VBD/root/0 DT/det/1 NN/nsubj/1 VBD/ccomp/-3 NNS/dobj/-1 IN/mark/3 PRP/nsubj/2 "
                "VBD/cop/1 VBN/ccomp/-4 ./punct/-9"
            ),
        ),
        (
            "{Vale} [said] <Lind told so many lies that nobody listened>.",
            (
                "NNP/nsubj/1 VBD/root/0 NNP/nsubj/1 VBD/ccomp/-2 RB/advmod/2 JJ/amod/1 NNS/dobj/-3 IN/mark/2 "
                "PRP/nsubj/1 VBD/ccomp/-3 ./punct/-9"
            ),
        ),
        (
            "{Vale} [said] <the mayor did not say who paid>.",
            (
                "NNP/nsubj/1 VBD/root/0 DT/det/1 NN/nsubj/3 VBD/aux/2 RB/neg/1 VB/ccomp/-5 WP/nsubj/1 "
                "VBD/ccomp/-2 ./punct/-8"
            ),
        ),
        (
            "{Vale} [said] <if the bank said it was broke, it was lying>.",
            (
                "NNP/nsubj/1 VBD/root/0 IN/mark/3 DT/det/1 NN/nsubj/1 VBD/advcl/7 PRP/nsubj/2 VBD/cop/1 VBN/ccomp/-3 "
                ",/punct/3 PRP/nsubj/2 VBD/aux/1 VBG/ccomp/-11 ./punct/-12"
            ),
        ),
    ],
)
def test_other_clauses_are_no_statements(marked: str, columns: str) -> None:
    """Not the "that" of a noun, not what was not said, not a condition."""
    article, outer = read_marked(marked, "indirect")
    assert len(told(article, [outer], parse_of(article.text, columns))) == 1


@pytest.mark.parametrize(
    ("marked", "kind", "inner"),
    [
        (
            "{Ruhl} [reported] <that the ministry said that the bridge was safe>.",
            "indirect",
            [("the ministry", "said", ("that the bridge was safe",), "Ruhl")],
        ),
        (
            "{Ruhl} [reported] <that Lind had said the bridge was safe and that Vale told her it was not>.",
            "indirect",
            [
                ("Lind", "had said", ("the bridge was safe",), "Ruhl"),
                ("Vale", "told", ("it was not",), "Ruhl"),
            ],
        ),
        (
            "{Ruhl} [said] <Lind announced that Vale said that the bridge was safe>.",
            "indirect",
            [
                ("Lind", "announced", ("that Vale said that the bridge was safe",), "Ruhl"),
                ("Vale", "said", ("that the bridge was safe",), "Lind"),
            ],
        ),
        (
            "[According to] {the Post}, <Vale said> Friday <that he would resign>.",
            "indirect",
            [("Vale", "said", ("that he would resign",), "the Post")],
        ),
        (
            "{The Herald} [quoted] <Vale as saying that the talks had failed>.",
            "indirect",
            [("Vale", "as saying", ("that the talks had failed",), "The Herald")],
        ),
        (
            "{The Herald} [quoted] <Vale as telling reporters that the talks had failed>.",
            "indirect",
            [("Vale", "as telling", ("that the talks had failed",), "The Herald")],
        ),
        (
            '{State radio} [quoted] <the minister as saying: "We will not give in.">',
            "mixed",
            [("the minister", "as saying", ('"We will not give in."',), "State radio")],
        ),
        (
            "<Vale> [was quoted by] {the Herald} <as saying the talks had failed>.",
            "indirect",
            [("Vale", "as saying", ("the talks had failed",), "the Herald")],
        ),
        (
            "<The talks had failed>, Vale said, [according to] {the Herald}.",
            "indirect",
            [("Vale", "said", ("The talks had failed",), "the Herald")],
        ),
        (
            "<The talks had failed>, said Vale, [according to] {the Herald}.",
            "indirect",
            [("Vale", "said", ("The talks had failed",), "the Herald")],
        ),
        ("{Vale} [told] the Herald <that the talks had failed>.", "indirect", []),
        ("{Vale} [said] <she was told by the bank that the money had gone>.", "indirect", []),
        ('{Vale} [said], <"Lind said that the bridge was safe.">', "direct", []),
        ('{Vale} [said] <the papers lied: "Lind said that the bridge was safe">.', "mixed", []),
        ("{Vale} [criticised] <the report>.", "indirect", []),
    ],
)
def test_words_alone_show_a_chain(marked: str, kind: Kind, inner: list[Told]) -> None:
    """Without a parser. What stands in a quotation is left whole, and an outlet that is told something says nothing."""
    article, outer = read_marked(marked, kind)
    found = told(article, [outer], shape_parse(article.text))
    assert sorted(f for f in found if f[3] is not None) == sorted(inner)
    assert len(found) == 1 + len(inner)


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        (
            "<The driver slept>, [according to] {a police report cited by the Herald}.",
            ("The driver slept", "according to a police report"),
        ),
        (
            "[According to] {a police report cited by the Herald}, <the driver slept>.",
            ("According to a police report", "the driver slept"),
        ),
    ],
)
def test_who_cites_the_source_is_the_outer_one(marked: str, content: tuple[str, ...]) -> None:
    """The report's statement stays as it was, within that of those who cite it."""
    article, inner = read_marked(marked, "indirect")
    found = told(article, [inner], shape_parse(article.text))
    assert ("the Herald", "cited by", content, None) in found
    assert ("a police report cited by the Herald", inner.cue[0].text, (inner.content[0].text,), "the Herald") in found


@pytest.mark.parametrize(
    ("marked", "outer"),
    [
        (
            "Ruhl reported that {the ministry} [said] <the bridge was safe>.",
            ("Ruhl", "reported", ("that the ministry said the bridge was safe",), None),
        ),
        (
            "The Post has also said that {Lind} [thinks] <the bridge is safe>.",
            ("The Post", "has also said", ("that Lind thinks the bridge is safe",), None),
        ),
    ],
)
def test_an_outer_statement_that_is_missing_is_added(marked: str, outer: Told) -> None:
    """Its content is the whole inner clause, with its "that"."""
    article, inner = read_marked(marked, "indirect")
    found = told(article, [inner], shape_parse(article.text))
    assert found == [outer, (inner.source[0].text, inner.cue[0].text, (inner.content[0].text,), outer[0])]


def test_what_is_there_is_not_added_again() -> None:
    """A reader that finds both statements of a chain keeps both as they are, the one within the other."""
    article, outer = read_marked("{Ruhl} [said] <that Lind said that the bridge was safe>.", "indirect")
    at = article.text.index
    cue = (at("Lind said") + 5, at("Lind said") + 9)
    inner = made(article, content=[(at("the bridge"), at("."))], cue=[cue], source=[(at("Lind"), at("Lind") + 4)])
    out = chains(article, [inner, outer], shape_parse(article.text))
    assert [s.id for s in out] == [outer.id, inner.id]
    assert [s.within for s in out] == [None, outer.id]


def test_an_addition_says_what_made_it() -> None:
    """It is less sure than the statement it was seen in, and has a kind and a place of its own."""
    article, outer = read_marked('{Ruhl} [said] <that Lind said that the bridge was "safe">.', "mixed")
    added = next(s for s in chains(article, [outer], shape_parse(article.text)) if s.id != outer.id)
    assert (added.made_by, added.kind, added.place) == (MADE_BY, "mixed", "body")
    assert 0 < added.confidence < outer.confidence
    assert (added.attitude, added.polarity, added.speaker, added.said_on) == (None, None, None, None)
    added.check(article)


def test_within_is_the_innermost() -> None:
    """Of two statements around one, it goes into the smaller."""
    article = Article.of("Ruhl said Lind said Vale said it rained.", origin="test")
    spans = [((0, 4), (5, 9), (10, 39)), ((10, 14), (15, 19), (20, 39)), ((20, 24), (25, 29), (30, 39))]
    three = [made(article, source=[s], cue=[c], content=[x]) for s, c, x in spans]
    out = chains(article, three[::-1], shape_parse(article.text))
    assert [s.within for s in out] == [None, three[0].id, three[1].id]


def test_equal_statements_hold_neither_the_other() -> None:
    """Two statements that hold one another's spans are in neither, so that there is no circle."""
    article = Article.of("It rained, said Vale and said Ruhl.", origin="test")
    two = [made(article, source=[(16, 20)], cue=[(11, 15)], content=[(0, 34)])]
    two.append(made(article, source=[(30, 34)], cue=[(25, 29)], content=[(0, 34)]))
    assert [s.within for s in chains(article, two, shape_parse(article.text))] == [None, None]


def test_nothing_comes_of_nothing() -> None:
    """No statement, no chain."""
    article = Article.of("", origin="test")
    assert chains(article, [], shape_parse("")) == []


_PIECES = st.sampled_from(
    "Ruhl Vale said told her that the bridge was according to cited by quoted as saying and , . “ ” \n".split(" ")
)
_TAGS = st.sampled_from("NNP NN VBD VBN VB IN DT PRP TO RB MD , .".split())
_RELATIONS = st.sampled_from("nsubj ccomp xcomp mark root acl dobj punct aux".split())


@st.composite
def cases(draw: st.DrawFn) -> tuple[Article, list[Statement], Parse]:
    """Any text with any statements, and a parse in which any word may hang on any other, in circles too."""
    text = "Ruhl " + " ".join(draw(st.lists(st.one_of(_PIECES, st.text(max_size=3)), max_size=30)))
    article = Article.of(text, origin="test")
    cuts = st.lists(st.integers(0, len(text)), max_size=4, unique=True).map(sorted)
    statements = []
    for _ in range(draw(st.integers(0, 5))):
        roles = [_pairs(draw(cuts)) for _ in range(3)]
        kind = draw(st.sampled_from(get_args(Kind)))
        statements.append(made(article, content=roles[0] or [(0, 4)], cue=roles[1], source=roles[2], kind=kind))
    if draw(st.booleans()):
        return article, statements, shape_parse(text)
    ranges = word_ranges(text)
    n = len(ranges)

    def column(values: st.SearchStrategy[str]) -> list[str]:
        return draw(st.lists(values, min_size=n, max_size=n))

    heads = draw(st.lists(st.integers(-1, n - 1), min_size=n, max_size=n))
    starts, ends = [a for a, _ in ranges], [b for _, b in ranges]
    return article, statements, Parse(text, starts, ends, column(_TAGS), ["O"] * n, column(_RELATIONS), heads)


def _pairs(cuts: list[int]) -> list[tuple[int, int]]:
    return list(zip(cuts[::2], cuts[1::2], strict=False))


@given(cases())
def test_no_chain_is_a_circle(case: tuple[Article, list[Statement], Parse]) -> None:
    """Nothing raises, nothing is lost, every span is the article's own, and following ``within`` comes to an end."""
    article, statements, parse = case
    out = chains(article, statements, parse)
    by_id = {s.id: s for s in out}
    assert {s.id for s in statements} <= set(by_id)
    assert len(by_id) == len(out)
    for s in out:
        s.check(article)
        around, seen = s, {s.id}
        while around.within is not None:
            around = by_id[around.within]
            assert around.id not in seen
            seen.add(around.id)
    firsts = [min(x.start for x in (*s.content, *s.cue, *s.source)) for s in out]
    assert firsts == sorted(firsts)
