"""What one statement answers of another: by whom it names, by the words of both, and by where they stand."""

from __future__ import annotations

from typing import Any

import pytest

from quoth.relate.answers import Answer, Remark, compare, keys, looked_up, within

LEAK = 'Ada Quill said "the upper dam has leaked since the first week of March."'


def remark(told: str, content: str, cue: str, who: str, **more: Any) -> Remark:
    """A remark in a report of which ``told`` are the words up to its end, with its parts named by their words."""
    at = more.pop("at", 0)
    parts = [each for each in (content, cue, more.get("source") or who) if each]
    start, end = min(map(told.rindex, parts)), max(told.rindex(each) + len(each) for each in parts)
    given = {
        "statement": f"st_{content[:12]}",
        "article": "ar_1",
        "text": content,
        "cue": cue,
        "lemma": cue,
        "source": who,
        "speaker": who,
        "speaker_type": "person",
        "affiliation": None,
        "person": None,
        "kind": "indirect",
        "polarity": "affirmed",
        "attitude": "communication",
        "place": "body",
        "start": at + start,
        "end": at + end,
        "first": at + told.rindex(content),
        "last": at + told.rindex(content) + len(content),
        "told": told[:end],
        "day": None,
    }
    return Remark(**{**given, **more})


def leak(**more: Any) -> Remark:
    """What is answered."""
    content = "the upper dam has leaked since the first week of March"
    return remark(LEAK, content, "said", "Ada Quill", **{"lemma": "say", "kind": "direct", **more})


def after(told: str, content: str, cue: str, who: str, **more: Any) -> Remark:
    """A remark that stands behind the leak, by so many characters."""
    return remark(told, content, cue, who, at=len(LEAK) + more.pop("gap", 1), **more)


ONE = [
    (
        "denies",
        "The Halden water board denied Quill's claim that the dam leaked.",
        "Quill's claim that the dam leaked",
        "denied",
        "deny",
    ),
    (
        "denies",
        "Ilda Torvane disputed that the upper dam leaked in the first week of March.",
        "that the upper dam leaked in the first week of March",
        "disputed",
        "dispute",
    ),
    (
        "rejects",
        "Ilda Torvane brushed off Quill's warning about the dam.",
        "Quill's warning about the dam",
        "brushed off",
        "brush",
    ),
    (
        "confirms",
        "Ilda Torvane confirmed that the upper dam leaked in the first week of March.",
        "that the upper dam leaked in the first week of March",
        "confirmed",
        "confirm",
    ),
    (
        "answers",
        "“You should have told us sooner,” Ilda Torvane shot back.",
        "“You should have told us sooner,”",
        "shot back",
        "shoot back",
    ),
    ("rejects", "Ilda Torvane rejected that.", "that", "rejected", "reject"),
    ("denies", "Ilda Torvane said Quill's claim was simply untrue.", "Quill's claim was simply untrue", "said", "say"),
    (
        "answers",
        "In response to Quill's remarks, Ilda Torvane said the gates would open.",
        "the gates would open",
        "said",
        "say",
    ),
]


@pytest.mark.parametrize(("kind", "told", "content", "cue", "lemma"), ONE)
def test_each_kind_of_answer_within_an_article(kind: str, told: str, content: str, cue: str, lemma: str) -> None:
    """The cue says how, and the reason names what shows it; without what is answered there is no answer."""
    who = "Halden water board" if "Halden" in told else "Ilda Torvane"
    one = after(told, content, cue, who, lemma=lemma, kind="direct" if "“" in content else "indirect")
    (found,) = within([leak(), one])
    assert (found.answer, found.answered, found.kind) == (one.statement, leak().statement, kind)
    assert found.reason.startswith("“")
    assert 0 < found.score < 1
    assert list(within([one])) == []


NONE = [
    (
        "Ilda Torvane has not confirmed that the upper dam leaked in March.",
        "that the upper dam leaked in March",
        "has not confirmed",
        "confirm",
    ),
    ("Ilda Torvane would not deny Quill's claim.", "Quill's claim", "would not deny", "deny"),
    ("Ilda Torvane replied by e-mail that the gates are shut.", "that the gates are shut", "replied", "reply"),
    (
        "Ilda Torvane agreed to lease the upper dam in the first week of March.",
        "to lease the upper dam in the first week of March",
        "agreed",
        "agree",
    ),
    ("Ilda Torvane denied that the ferry was late.", "that the ferry was late", "denied", "deny"),
    (
        "Ilda Torvane denied Strand's claim that the upper dam leaked in March.",
        "Strand's claim that the upper dam leaked in March",
        "denied",
        "deny",
    ),
    ("Ilda Torvane said the gates would open.", "the gates would open", "said", "say"),
]


@pytest.mark.parametrize(("told", "content", "cue", "lemma"), NONE)
def test_what_shows_no_answer(told: str, content: str, cue: str, lemma: str) -> None:
    """Not done, done to a request, a deed, about something else, another's claim, or only said."""
    assert list(within([leak(), after(told, content, cue, "Ilda Torvane", lemma=lemma)])) == []


def test_nobody_answers_himself() -> None:
    """Neither under another form of the name, nor as one of the body, nor as the person that both are."""
    told = "A. Quill denied that the upper dam leaked in the first week of March."
    content = "that the upper dam leaked in the first week of March"
    for more in (
        {},
        {"person": "pe_1"},
        {"speaker": "Halden water board", "source": "A. Quill", "speaker_type": "organization"},
    ):
        known = leak(person="pe_1", affiliation="Halden water board")
        assert list(within([known, after(told, content, "denied", "A. Quill", lemma="deny", **more)])) == []


def test_what_is_told_within_an_answer_is_answered() -> None:
    """The report tells the claim within the denial; what is confirmed is only that it was said."""
    told = "Ilda Torvane denied Ada Quill's claim that the dam leaked."
    inner = remark(told, "that the dam leaked", "claim", "Ada Quill")
    for cue, count in (("denied", 1), ("confirmed", 0)):
        outer = remark(
            told.replace("denied", cue),
            "Ada Quill's claim that the dam leaked",
            cue,
            "Ilda Torvane",
            lemma=cue.removesuffix("ed").replace("deni", "deny"),
        )
        moved = remark(told.replace("denied", cue), "that the dam leaked", "claim", "Ada Quill")
        assert len(list(within([outer, moved]))) == count
    assert inner.does is None


def across(one: Remark, **more: Any) -> Answer | None:
    """What makes it an answer to the leak in another report."""
    return compare(one, leak(article="ar_2", **more))


def test_across_articles_words_must_show_it() -> None:
    """A claim whose speaker is named needs two of its words; else most of them, no other name, and no negation more."""
    named = after(
        "Ilda Torvane denied Quill's claim that the dam leaked.",
        "Quill's claim that the dam leaked",
        "denied",
        "Ilda Torvane",
        lemma="deny",
    )
    assert (found := across(named)) is not None
    assert "dam, leaked" in found.reason
    bare = after("Ilda Torvane denied Quill's claim.", "Quill's claim", "denied", "Ilda Torvane", lemma="deny")
    assert across(bare) is None
    content = "that the upper dam leaked in the first week of March"
    worded = after(f"Ilda Torvane denied {content}.", content, "denied", "Ilda Torvane", lemma="deny")
    assert across(worded) is not None
    assert across(worded, text="the upper dam never leaked in the first week of March") is None
    elsewhere = content.replace("dam", "Merrin Toluvia dam")
    other = after(f"Ilda Torvane denied {elsewhere}.", elsewhere, "denied", "Ilda Torvane", lemma="deny")
    assert across(other) is None


@pytest.mark.parametrize(
    ("answer", "answered", "count"),
    [
        ("2031-05-08", "2031-05-01", 1),
        ("2031-05-09", "2031-05-01", 0),
        ("2031-05-01", "2031-05-02", 1),
        ("2031-05-01", "2031-05-03", 0),
        (None, "2031-05-01", 0),
        (None, None, 1),
    ],
)
def test_across_articles_it_must_be_near_in_time(answer: str | None, answered: str | None, count: int) -> None:
    """A week behind, or the day before, since papers date as they please; and both find each other by their keys."""
    content = "that the upper dam leaked in the first week of March"
    one = after(f"Ilda Torvane denied {content}.", content, "denied", "Ilda Torvane", lemma="deny", day=answer)
    other = leak(article="ar_2", day=answered)
    assert (compare(one, other) is not None) == bool(count)
    if count:
        assert len(looked_up(one, answers=True) & keys(other)) >= 3
        assert len(looked_up(other, answers=False) & keys(one)) >= 3


def test_the_same_words_again_confirm_nothing() -> None:
    """Six words in a row are one quotation, in two reports."""
    content = "that the upper dam has leaked since the first week of March"
    one = after(f"Ilda Torvane confirmed {content}.", content, "confirmed", "Ilda Torvane", lemma="confirm")
    assert across(one) is None
