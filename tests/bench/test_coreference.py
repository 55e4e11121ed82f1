"""Whom pronouns mean, judged by a treebank."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bench import coreference
from bench.conllu import Mention
from bench.coreference import Coreference, digest, measure, mention_at, read_subjects, table, verbs_of_saying
from quoth.errors import GoldError
from quoth.parse import Parse
from quoth.read.parsed import shape_parse
from quoth.records import Article

# Ada Quill of Osk met Bo. She said so. They said no. It said yes. He ran.
# A word is its form, lemma, tag, head, relation and entity.
SENTENCES = """\
Ada Ada PROPN 5 nsubj (1|Quill Quill PROPN 1 flat _|of of ADP 4 case _|Osk Osk PROPN 1 nmod (2)1)\
|met meet VERB 0 root _|Bo Bo PROPN 5 obj (3)|. . PUNCT 5 punct _
She she PRON 2 nsubj (1)|said say VERB 0 root _|so so ADV 2 advmod _|. . PUNCT 2 punct _
They they PRON 2 nsubj (4)|said say VERB 0 root _|no no INTJ 2 obj _|. . PUNCT 2 punct _
It it PRON 2 nsubj (2)|said say VERB 0 root _|yes yes INTJ 2 obj _|. . PUNCT 2 punct _
He he PRON 2 nsubj (3)|ran run VERB 0 root _|. . PUNCT 2 punct _
""".splitlines()
VERBS = frozenset({"say"})
# The words of the parse: 0 Ada 1 Quill 2 of 3 Osk 4 met 5 Bo 6 . 7 She 8 said 9 so 10 . 11 They ... 15 It
SHE, IT = 7, 15


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    """A directory with one fictional document."""
    lines = ["# newdoc id = osk_met", "# global.Entity = GRP-etype", "# meta::genre = news"]
    for sentence in SENTENCES:
        for number, word in enumerate(sentence.split("|"), 1):
            form, lemma, tag, head, relation, entity = word.split()
            misc = "_" if entity == "_" else f"Entity={entity}"
            lines.append("\t".join([str(number), form, lemma, tag, "_", "_", head, relation, "_", misc]))
        lines.append("")
    (tmp_path / "osk.conllu").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def measured(treebank: Path, found: Mapping[int, tuple[int, int]]) -> Coreference:
    """How good it is to take each of these words for these ranges of words."""
    return measure(read_subjects(treebank, VERBS), parse, lambda _: found)


def parse(article: Article) -> Parse:
    """The words by their shapes."""
    return shape_parse(article.text)


def test_subjects_of_saying_are_asked(treebank: Path) -> None:
    """Not him who ran, and not them of whom there is nothing but a pronoun."""
    assert [subject.pronoun for subject in read_subjects(treebank, VERBS)] == ["she", "it"]
    with pytest.raises(GoldError, match="no pronoun"):
        read_subjects(treebank, frozenset({"tell"}))


@pytest.mark.parametrize(
    ("found", "resolved", "accuracy"),
    [
        ({}, 0, 0),
        ({SHE: (0, 2), IT: (3, 4)}, 1, 1),
        ({SHE: (0, 4)}, 0.5, 0.5),
        ({SHE: (1, 2), IT: (5, 6)}, 1, 0.5),
        ({SHE: (0, 6)}, 0.5, 0.5),
        ({SHE: (3, 4)}, 0.5, 0),
        ({SHE: (8, 9)}, 0.5, 0),
    ],
)
def test_the_right_entity_is_right(
    treebank: Path, found: Mapping[int, tuple[int, int]], resolved: float, accuracy: float
) -> None:
    """A part of a mention is that mention, "Osk" is not Ada Quill of Osk, and what is no mention is wrong."""
    made = measured(treebank, found)
    assert (made.resolved, made.accuracy) == (resolved, accuracy)


def test_the_nearest_name_stands_beside(treebank: Path) -> None:
    """It says Bo each time, and is never right here."""
    assert [subject.nearest_name() for subject in read_subjects(treebank, VERBS)] == [mention(treebank, "Bo")] * 2
    made = measured(treebank, {SHE: (0, 1), IT: (3, 4)})
    assert made.nearest == 0
    assert made.scores()["subjects_of_saying"] == {"accuracy": 1.0, "resolved": 1.0}
    assert made.scores()["he_and_she"] == {"accuracy": 1.0, "resolved": 1.0}
    assert made.baseline()["subjects_of_saying"]["accuracy"] == 0


def test_a_document_is_parsed_once(treebank: Path) -> None:
    """However many pronouns it has."""
    calls: list[str] = []

    def counting(article: Article) -> Parse:
        calls.append(article.origin)
        return parse(article)

    measure(read_subjects(treebank, VERBS), counting, lambda _: {})
    assert calls == ["osk_met"]


def test_the_smallest_mention_around_is_meant(treebank: Path) -> None:
    """Else the largest whose head is inside; where neither is, none."""
    document = read_subjects(treebank, VERBS)[0].document
    osk, ada = mention(treebank, "Osk"), mention(treebank, "Ada Quill of Osk")
    start = document.text.index("Osk")
    assert mention_at(document, start, start + 2) == osk
    assert mention_at(document, 0, start + 6) == ada
    assert mention_at(document, start + 4, start + 7) is None


def test_the_digest_knows_files_and_subjects(treebank: Path) -> None:
    """Other pronouns asked, or another letter, are another digest."""
    first = digest(treebank, read_subjects(treebank, VERBS))
    assert digest(treebank, read_subjects(treebank, VERBS | {"run"})) != first
    path = treebank / "osk.conllu"
    path.write_text(path.read_text() + "\n# the end\n")
    assert digest(treebank, read_subjects(treebank, VERBS)) != first


def test_the_table_has_pronouns_and_genres(treebank: Path) -> None:
    """In per cent, all first."""
    lines = table(measured(treebank, {SHE: (0, 1)})).splitlines()
    assert lines[1].split() == ["all", "2", "50.0", "50.0", "0.0"]
    assert lines[2].split() == ["he,", "she", "1", "100.0", "100.0", "0.0"]
    assert [line.split()[:-4] for line in lines[3:]] == [["it"], ["she"], ["in", "news"]]


def test_saying_is_saying() -> None:
    """Verbs that tell of something else, or only beside other words, are none."""
    verbs = verbs_of_saying()
    assert verbs >= {"say", "tell", "add", "claim", "argue"}
    assert not verbs & {"think", "want", "have", "go", "take"}


def test_no_treebank_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one sentence."""
    assert coreference.main(["--data", str(tmp_path), "--reader", "rules"]) == 2
    assert "no pronoun" in capsys.readouterr().err


def mention(treebank: Path, words: str) -> Mention:
    """The mention that is written so."""
    document = read_subjects(treebank, VERBS)[0].document
    (found,) = (m for m in document.mentions if document.text[document.start(m) : document.end(m)] == words)
    return found
