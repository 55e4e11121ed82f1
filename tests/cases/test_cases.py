"""Each small report is read as it should be: every statement found, in the right words, with the right speaker.

A case stands for its kind of fault. Those that do not hold yet are listed in not_yet.txt and are expected to fail;
the list must be kept in step, and ``python -m tests.cases.list_failing`` rewrites it. Nobody looks at the cases in
kept_apart.toml when tuning: of them only the share that holds is asked for.
"""

from collections import Counter

import pytest

from quoth.ingest import article_from_text
from quoth.read import Reader, load_reader
from quoth.records import Article, Speaker, Statement
from tests.cases.cases import KEPT_APART, Case, Want, flat, load, not_yet, share_that_holds, tuned_on

# The share of the right answers kept apart that must hold: a little under what the reader that ships reaches.
KEPT_APART_FLOOR = 0.78

CASES = tuned_on()
APART = load(KEPT_APART)
EXPECTED = set(not_yet())


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader that ships."""
    return load_reader()


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case, id=case.id, marks=[pytest.mark.xfail(reason="not yet", strict=False)] if case.id in EXPECTED else []
        )
        for case in CASES
    ],
)
def test_every_answer_of_a_case_holds(case: Case, reader: Reader) -> None:
    """What the report says, and who says it, is found; what is no statement is not."""
    faults = case.read(reader)
    assert not faults, "\n".join(faults)


def test_a_share_of_the_cases_kept_apart_holds(reader: Reader) -> None:
    """What was mended is the kind: reports that nobody tuned on are read as well."""
    share = share_that_holds(APART, reader)
    assert share >= KEPT_APART_FLOOR, f"{share:.1%} hold"


def test_the_cases_are_sound() -> None:
    """Each has its own id, and every want's words stand once in its report, as they are compared."""
    count = Counter(case.id for case in CASES + APART)
    assert [name for name, times in count.items() if times > 1] == []
    for case in CASES + APART:
        assert case.answers, case.id
        for want in case.wants:
            assert flat(case.text).count(want.words) == 1, (case.id, want.words)
        for words in case.no_statement:
            assert flat(words) in flat(case.text), (case.id, words)


def test_the_list_of_failing_cases_names_cases() -> None:
    """A case that is gone is not expected to fail."""
    assert set(EXPECTED) <= {case.id for case in CASES}


TEXT = 'The dam is safe, said Ada Voss. "It will hold," a guard said.'


def said(article: Article, words: str, speaker: Speaker | None) -> Statement:
    """A statement whose content is ``words``."""
    start = article.text.index(words)
    return Statement.of(
        article,
        content=[(start, start + len(words))],
        cue=(),
        source=(),
        kind="direct",
        confidence=1.0,
        made_by="test",
        speaker=speaker,
    )


def faults(*pairs: tuple[str, Speaker | None]) -> list[str]:
    """What does not hold when ``pairs`` are what was read."""
    wants = (Want("the dam is safe", "Ada Voss"), Want("it will hold", "(unnamed)"))
    article = article_from_text(TEXT)
    statements = [said(article, words, speaker) for words, speaker in pairs]
    return list(Case("dam", TEXT, None, wants, ("a guard",)).faults(statements))


VOSS = Speaker("the Ada Voss", "person")
GUARD = Speaker("guard", "unnamed")


def test_right_words_by_the_right_speakers_hold() -> None:
    """Marks, case and articles make no difference."""
    assert faults(("The dam is safe", VOSS), ('"It will hold,"', GUARD)) == []


def test_of_several_statements_with_the_words_the_shortest_counts() -> None:
    """An outer statement may hold an inner one."""
    assert faults((TEXT, None), ("The dam is safe", VOSS), ('"It will hold,"', GUARD)) == []


@pytest.mark.parametrize(
    ("pairs", "fault"),
    [
        ([("The dam is safe", VOSS)], "no statement has 'it will hold'"),
        ([("The dam is safe", GUARD), ("It will hold", GUARD)], "'the dam is safe' is Ada Voss"),
        ([("The dam is safe", None), ("It will hold", GUARD)], "'the dam is safe' is Ada Voss"),
        ([(TEXT, VOSS)], "are two people's, but one statement"),
        ([("The dam is safe", VOSS), ("It will hold", GUARD), ("a guard", VOSS)], "'a guard' is no statement"),
    ],
    ids=["lost", "another's", "nobody's", "joined", "made-up"],
)
def test_what_does_not_hold_is_named(pairs: list[tuple[str, Speaker | None]], fault: str) -> None:
    """A lost, misattributed, joined or made-up statement is a fault."""
    assert any(fault in line for line in faults(*pairs))
