"""Reading a treebank with coreference."""

from pathlib import Path

import pytest

from bench.conllu import Document, read_conllu
from quoth.errors import GoldError

# A fictional treebank: two paragraphs, a word in two, words that are not in the text, mentions in one another.
CONLLU = """\
# newdoc id = osk_ferry
# global.Entity = GRP-etype-infstat-link
# meta::genre = news
# newpar
# sent_id = 1
# text = The mayor of Osk doesn't swim.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(1-person-new-Ada_Quill
2\tmayor\tmayor\tNOUN\tNN\t_\t7\tnsubj\t_\t_
3\tof\tof\tADP\tIN\t_\t4\tcase\t_\t_
4\tOsk\tOsk\tPROPN\tNNP\t_\t2\tnmod\t_\tEntity=(2-place-new-Osk)1)
5-6\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_
5\tdoes\tdo\tAUX\tVBZ\t_\t7\taux\t_\t_
6\tn't\tnot\tPART\tRB\t_\t7\tadvmod\t_\t_
7\tswim\tswim\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
7.1\tfar\tfar\tADV\tRB\t_\t_\t_\t_\t_
8\t.\t.\tPUNCT\t.\t_\t7\tpunct\t_\t_

# newpar_block = p (2 s)
# newpar
# sent_id = 2
# text = She said so.
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv-Ada_Quill)
2\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_
3\tso\tso\tADV\tRB\t_\t2\tadvmod\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tSpaceAfter=No

# sent_id = 3
# text = “Gonna rain.”
1\t“\t“\tPUNCT\t``\t_\t3\tpunct\t_\tSpaceAfter=No
2-3\tGonna\t_\t_\t_\t_\t_\t_\t_\t_
2\tgoing\tgo\tVERB\tVBG\t_\t0\troot\t_\t_
3\tto\tto\tPART\tTO\t_\t4\tmark\t_\t_
4\train\train\tVERB\tVB\t_\t2\txcomp\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tSpaceAfter=No
6\t”\t”\tPUNCT\t''\t_\t2\tpunct\t_\t_
# newdoc id = osk_short
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_
"""


def read(directory: Path, text: str = CONLLU) -> list[Document]:
    """The documents of a file with this text."""
    path = directory / "osk.conllu"
    path.write_text(text, encoding="utf-8")
    return list(read_conllu(path))


def test_the_text_is_put_together_again(tmp_path: Path) -> None:
    """Spaces as marked, a blank line between paragraphs; words that are not in the text leave nothing."""
    ferry, short = read(tmp_path)
    assert ferry.text == "The mayor of Osk doesn't swim.\n\nShe said so.“Gonna rain.”"
    assert (ferry.id, ferry.genre, short.id, short.text) == ("osk_ferry", "news", "osk_short", "Yes")


def test_words_stand_where_they_are_written(tmp_path: Path) -> None:
    """Words written together each have their letters; where a form is not among them, all of them."""
    ferry = read(tmp_path)[0]
    assert [ferry.text[w.start : w.end] for w in ferry.words][4:8] == ["does", "n't", "swim", "."]
    assert [(w.form, ferry.text[w.start : w.end]) for w in ferry.words][13:15] == [("going", "Gonna"), ("to", "Gonna")]


def test_heads_are_words_of_the_document(tmp_path: Path) -> None:
    """Counted on over sentences; -1 at a root."""
    words = read(tmp_path)[0].words
    assert [words[w.head].form if w.head >= 0 else None for w in words][7:11] == ["swim", "said", None, "said"]


def test_mentions_have_heads_and_entities(tmp_path: Path) -> None:
    """A mention within another, one word long or more, by the number of its entity."""
    ferry = read(tmp_path)[0]
    found = [(ferry.text[ferry.start(m) : ferry.end(m)], ferry.words[m.head].form, m.entity) for m in ferry.mentions]
    assert found == [("The mayor of Osk", "mayor", "1"), ("Osk", "Osk", "2"), ("She", "She", "1")]


@pytest.mark.parametrize(
    ("wrong", "right", "says", "line"),
    [
        ("GRP-etype", "etype-GRP", "first field", 2),
        ("\tADP\t", "\t", "10 columns", 9),
        ("(2-place-new-Osk)1)", "3)", "'3'", 10),
        ("(1-person-giv-Ada_Quill)", "(1-person-giv-Ada_Quill", "ends within a mention", 36),
    ],
)
def test_a_broken_file_says_where(tmp_path: Path, wrong: str, right: str, says: str, line: int) -> None:
    """With its line; a mention that never ends is found where its document does."""
    with pytest.raises(GoldError, match=says) as caught:
        read(tmp_path, CONLLU.replace(wrong, right))
    assert caught.value.line == line
