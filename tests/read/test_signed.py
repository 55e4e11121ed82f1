"""Words behind which a dash and a name stand are of that name; a dash in a sentence signs nothing."""

import pytest

from quoth.ingest import article_from_text
from quoth.read.signed import signed, with_signatures
from quoth.records import Statement
from quoth.text import quotations


def found(text: str) -> list[tuple[str, str]]:
    """Name and words of what is signed."""
    return [(text[slice(*x.name)], text[slice(*x.words)]) for x in signed(text, quotations(text))]


def test_a_post_is_of_the_account_that_signs_it() -> None:
    """In a line of its own behind the post, with a day or without, and in the post's line."""
    post = "Never seen a queue like this at the harbour."
    who = "Sanne Okoro (@sanneokoro)"
    assert found(f"It rained.\n\n{post}\n\n— {who} May 3, 2031\n\nIt snowed.") == [(who, post)]
    assert found(f"{post}\n\n- {who}") == [(who, post)]
    assert found(f"It rained.\n\n{post}— {who} May 3, 2031") == [(who, post)]


def test_a_quotation_is_of_the_name_behind_its_dash() -> None:
    """With the paragraphs that run on to it, and the post behind the name."""
    text = "It rained.\n\n“The quay is old.\n\n“It will hold.” – Ebba Marl, harbour master"
    assert found(text) == [("Ebba Marl, harbour master", "“The quay is old.\n\n“It will hold.”")]
    assert found('"It will hold." -- Ebba Marl') == [("Ebba Marl", '"It will hold."')]


@pytest.mark.parametrize(
    "text",
    [
        "“It will hold” – Ebba Marl was sure of that",
        "“It will hold” – that was all she said",
        "The quay – Dunmarrow's oldest – will hold",
        "It will hold. – Ebba Marl, harbour master",
        "Write to the harbour (@dunquay) or call",
        "— Sanne Okoro (@sanneokoro)",
    ],
)
def test_what_goes_on_or_quotes_nothing_is_not_signed(text: str) -> None:
    """A dash within a sentence, behind no quotation, or with nothing before it signs no words."""
    assert found(text) == []


def test_no_cue_takes_signed_words_but_one_within_them() -> None:
    """What ran on into them ends before; who is told of within them keeps what he says."""
    text = "It adds that “all is paid”.\n\n“The quay will hold. Bo Hald says it is dry.” – Ebba Marl, harbour master"
    article = article_from_text(text)

    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    whole = (at("that “all")[0], at("dry.”")[1])
    rows = [([whole], at("adds"), at("It")), ([at("it is dry")], at("says"), at("Bo Hald"))]
    statements = [
        Statement.of(article, content=c, cue=[q], source=[s], kind="mixed", confidence=0.9, made_by="test")
        for c, q, s in rows
    ]
    kept, _ = with_signatures(article, statements, {}, quotations(text))
    assert [(s.source[0].text, s.content[0].text) for s in kept] == [
        ("It", "that “all is paid”."),
        ("Bo Hald", "it is dry"),
        ("Ebba Marl, harbour master", "“The quay will hold. Bo Hald says it is dry.”"),
    ]
