from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.parse import Parse
from quoth.read.parsed import shape_parse
from quoth.records import Article, Attitude, Kind, Polarity, Statement
from quoth.resolve.attitude import Stance, lemma_of, stance

# Marked text: {source} [cue] <content>.
_MARK = re.compile(r"[{\[<](.*?)[}\]>]")
_ROLES = {"{": "source", "[": "cue", "<": "content"}


def stance_of(marked: str, kind: Kind = "indirect") -> Stance:
    """The stance of the one statement of a marked text, without a parser."""
    roles: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    text, at = "", 0
    for m in _MARK.finditer(marked):
        text += marked[at : m.start()]
        roles[_ROLES[m.group()[0]]].append((len(text), len(text) + len(m[1])))
        text, at = text + m[1], m.end()
    text += marked[at:]
    article = Article.of(text, origin="test")
    statement = Statement.of(
        article,
        content=roles["content"],
        cue=roles["cue"],
        source=roles["source"],
        kind=kind,
        confidence=1.0,
        made_by="test",
    )
    return stance(article, statement, shape_parse(text))


@pytest.mark.parametrize(
    ("marked", "attitude", "lemma"),
    [
        ("{Ana Brandt} [said] <that the bridge was safe>.", "communication", "say"),
        ("{The ministry} [has long said] <the bridge is safe>.", "communication", "say"),
        ("{Vale} [said] <he wanted to leave>.", "communication", "say"),
        ("{Vale} [went on to say] <the talks had failed>.", "communication", "say"),
        ("{Vale} [began to say] <the talks had failed>.", "communication", "say"),
        ("{She} [has gone on record] <in favour of the toll>.", "communication", "go on record"),
        ("{She} [went after] <the governor>.", "communication", "go after"),
        ("{She} [made it perfectly clear] <that the toll would stay>.", "communication", "make clear"),
        ("<The river is rising>, [according to] {the warden}.", "communication", "according to"),
        ("{Vale}[:] <We will not sell>", "communication", ":"),
        ("<We will not sell> [—] {Vale}", "communication", "—"),
        ("{His} [accusations] <that the mayor lied>", "communication", "accusation"),
        ("[the announcement of] <a curfew>", "communication", "announcement"),
        ("{The council} [criticised] <the ferry company>.", "communication", "criticise"),
        ("{The council} [put it this way, saying] <the ferry was late>.", "communication", "put it"),
        ("{The council} [sent a letter welcoming] <the new ferry>.", "communication", "welcome"),
        ("{The council} [took the decision] <to close the pier>.", "eventuality", "decision"),
        ("{Vale} [admitted] <the boat had no licence>.", "communication", "admit"),
        ("{Vale} [thinks] <the talks failed>.", "belief", "think"),
        ("{Vale} [is convinced] <the talks failed>.", "belief", "convinced"),
        ("{Officials} [expect] <a long winter>.", "belief", "expect"),
        ("[in] {his} [view] <the toll was unfair>", "belief", "in view"),
        ("{She} [sees] <the toll> [as] <unfair>.", "belief", "see as"),
        ("{Vale} [knew] <the dam was weak>.", "fact", "know"),
        ("{Vale} [realised] <the dam was weak>.", "fact", "realise"),
        ("{Vale} [regrets] <that the dam was built>.", "fact", "regret"),
        ("{Inspectors} [determined] <that the dam was weak>.", "fact", "determine"),
        ("{Vale} [was determined] <to leave>.", "eventuality", "determined"),
        ("{Vale} [wants] <a second bridge>.", "eventuality", "want"),
        ("{Vale} [would like] <a second bridge>.", "eventuality", "would like"),
        ("{Vale} [called for] <a second bridge>.", "eventuality", "call for"),
        ("{The court} [ordered] <the company to pay>.", "eventuality", "order"),
        ("{Vale} [promised] <to resign>.", "eventuality", "promise"),
    ],
)
def test_the_attitude_is_that_of_the_main_word(marked: str, attitude: Attitude, lemma: str) -> None:
    """Light words give way to the one that says more; a phrase is one word."""
    found = stance_of(marked)
    assert (found.attitude, found.polarity, found.lemma) == (attitude, "affirmed", lemma)


@pytest.mark.parametrize(
    ("marked", "attitude"),
    [
        ("{Vale} [told] <her that the boat was late>.", "communication"),
        ("{Vale} [told] her <to leave>.", "eventuality"),
        ("{Vale} [agreed] <that the boat was late>.", "belief"),
        ("{Vale} [agreed to] <pay the toll>.", "eventuality"),
        ("{Vale} [hopes] <the boat is safe>.", "belief"),
        ("{Vale} [hopes] <to sail in May>.", "eventuality"),
    ],
)
def test_with_to_a_verb_of_saying_orders_or_commits(marked: str, attitude: Attitude) -> None:
    """The same verb asserts with "that" and bears on a course of action with "to"."""
    assert stance_of(marked).attitude == attitude


@pytest.mark.parametrize(
    ("marked", "attitude", "polarity"),
    [
        ("{Vale} [denied] <that he took the money>.", "communication", "denied"),
        ("{Vale} [did not say] <that the bridge was safe>.", "communication", "denied"),
        ("{Vale} [didn’t say] <that the bridge was safe>.", "communication", "denied"),
        ("{Vale} did not [say] <that the bridge was safe>.", "communication", "denied"),
        ("{Vale} [never said] <the bridge was safe>.", "communication", "denied"),
        ("{No one} [said] <the bridge was safe>.", "communication", "denied"),
        ("{Vale} [rejected the claim] <that he took the money>.", "communication", "denied"),
        ("{Vale} [dismissed] <the report>.", "communication", "denied"),
        ("{Vale} [ruled out] <a second term>.", "communication", "denied"),
        ("{Vale} [failed to mention] <the loan>.", "communication", "denied"),
        ("{Vale} [made no mention of] <the loan>.", "communication", "denied"),
        ("{Vale} [does not believe] <that the dam is safe>.", "belief", "denied"),
        ("{Vale} [doubts] <that the dam is safe>.", "belief", "denied"),
        ("{Vale} [did not know] <the dam was weak>.", "fact", "denied"),
        ("{Vale} [opposed] <the toll>.", "eventuality", "denied"),
        ("{Vale} [refused] <to sign the treaty>.", "eventuality", "denied"),
        ("{Vale} [doesn't want] <a second bridge>.", "eventuality", "denied"),
    ],
)
def test_a_negation_denies_the_content(marked: str, attitude: Attitude, polarity: Polarity) -> None:
    """In the cue, right before it, in its verb, or as its source."""
    assert (stance_of(marked).attitude, stance_of(marked).polarity) == (attitude, polarity)


@pytest.mark.parametrize(
    "marked",
    [
        "{Vale} [declined] <to comment>.",
        "{Vale} [declined to comment on] <the loan>.",
        "{Vale} [declined to say] <whether he would resign>.",
        "{Vale} [declined] <to be interviewed>.",
        "{Vale} [refused to say] <who paid>.",
        "{Vale} [refused] <to answer questions about the loan>.",
        "{Vale} [would not say] <who paid>.",
        "{Vale} [wouldn't discuss] <the loan>.",
        "{Vale} [did not immediately respond to] <requests for comment>.",
        "{Vale} did not immediately [respond] <to requests for comment>.",
        "{Neither company} [responded to] <requests for comment>.",
        "{Vale} [had no comment on] <the loan>.",
        "{Vale} [could not be reached for] <comment>.",
        "{Vale} [was not immediately available for] <comment>.",
        "{The bank} [would neither confirm nor deny] <the loan>.",
    ],
)
def test_not_answering_is_declining(marked: str) -> None:
    """Said, but no content: it neither affirms nor denies."""
    assert (stance_of(marked).attitude, stance_of(marked).polarity) == ("communication", "declined")


@pytest.mark.parametrize(
    ("marked", "attitude"),
    [
        ("{Vale} [did not deny] <that he took the money>.", "communication"),
        ("{Vale} [refused to rule out] <a second term>.", "communication"),
        ("{Vale} [refused] <to rule out a second term>.", "communication"),
        ("{Vale} [would not deny] <the loan>.", "communication"),
        ("{Vale} [did not hesitate to say] <the dam was weak>.", "communication"),
        ("{Vale} [not only said] <the dam was weak>.", "communication"),
        ("{Vale} [has no doubt] <the dam is safe>.", "belief"),
        ("{Vale} [did not refuse] <to sign>.", "eventuality"),
        ("{Vale} [criticised] <the mayor for not saying who paid>.", "communication"),
    ],
)
def test_two_negations_affirm(marked: str, attitude: Attitude) -> None:
    """Refusing to rule something out leaves it standing; "not only" is no negation."""
    assert (stance_of(marked).attitude, stance_of(marked).polarity) == (attitude, "affirmed")


@pytest.mark.parametrize(
    ("marked", "kind", "expected"),
    [
        ('<"The bridge is safe.">', "direct", Stance("communication", "affirmed", None)),
        ("<The bridge is safe.>", "indirect", Stance(None, "affirmed", None)),
        ('<"It was dark,"> {Vale} [recalled].', "direct", Stance("communication", "affirmed", "recall")),
        ("{Vale} [recalled] <how dark it was>.", "indirect", Stance("fact", "affirmed", "recall")),
        ("{Vale} [flumbed] <the bridge>.", "indirect", Stance(None, "affirmed", "flumb")),
        ('<"It is safe,"> {Vale} [flumbed].', "direct", Stance("communication", "affirmed", "flumb")),
        ("{Vale} [has not flumbed] <the bridge>.", "indirect", Stance(None, "denied", "flumb")),
    ],
)
def test_a_quotation_is_communication_whatever_its_cue(marked: str, kind: Kind, expected: Stance) -> None:
    """Without a cue, or with one that no list has, only quotation marks say that something was said."""
    assert stance_of(marked, kind) == expected


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"),
        ("announces", "announce"),
        ("announcing", "announce"),
        ("admitted", "admit"),
        ("quipped", "quip"),
        ("denies", "deny"),
        ("denied", "deny"),
        ("criticising", "criticise"),
        ("foresaw", "foresee"),
        ("accusations", "accusation"),
        ("nothing", "nothing"),
        ("glorpified", "glorpify"),
        ("", ""),
    ],
)
def test_forms_have_lemmas(form: str, lemma: str) -> None:
    """By rule, by the table of irregular forms, or by guess."""
    assert lemma_of(form) == lemma


def test_the_lists_are_sound() -> None:
    """Every group has an attitude, a known polarity and a source; no word or phrase stands in two of them."""
    data = tomllib.loads(files("quoth.resolve").joinpath("cues.toml").read_text(encoding="utf-8"))
    seen: Counter[str] = Counter()
    for group in data["group"]:
        assert group["attitude"] in get_args(Attitude)
        assert group.get("polarity", "affirmed") in get_args(Polarity)
        assert group.get("negated", "affirmed") in get_args(Polarity)
        assert re.match(r"Levin \d|VerbNet [a-z]|PDTB 200[67]|FactBank|Karttunen|Kiparsky|ours: \w+", group["source"])
        assert set(group) <= {
            "attitude",
            "polarity",
            "negated",
            "source",
            "words",
            "phrases",
            "rank",
            "refusal",
        }
        seen.update([*group.get("words", "").split(), *group.get("phrases", ())])
    assert [word for word, n in seen.items() if n > 1] == []
    assert len(seen) >= 350


_PIECES = st.sampled_from("said did not declined to say comment nobody told ; . “ ” ' according to as \n".split(" "))


@given(st.lists(st.one_of(_PIECES, st.text(max_size=4)), min_size=1, max_size=30), st.data())
def test_any_text_has_a_stance(pieces: list[str], data: st.DataObject) -> None:
    """No text, cue or parse makes it raise, not even a parse that knows none of its words."""
    text = "x " + " ".join(pieces)
    spans = [sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2), label=role)) for role in ("cue", "source")]
    cue, source = [[(a, b)] if a < b else [] for a, b in spans]
    kind: Kind = data.draw(st.sampled_from(get_args(Kind)))
    article = Article.of(text, origin="test")
    statement = Statement.of(
        article, content=[(0, 1)], cue=cue, source=source, kind=kind, confidence=0.5, made_by="test"
    )
    for parse in (shape_parse(text), Parse(text, [], [], [], [], [], [])):
        found = stance(article, statement, parse)
        assert found.polarity in get_args(Polarity)
        assert found.attitude is None or found.attitude in get_args(Attitude)
