"""JSON lines: gold with its text, predictions without."""

import json
from pathlib import Path
from typing import Any

import pytest

from quoth.errors import GoldError
from quoth.evaluate import Attribution, Who, as_article, gold_digest, has_speakers, read_gold
from quoth.evaluate.jsonl import read_predictions, write_predictions

ROW = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11], [12, 14]]}
TEXT = "Ann said it is so."
FOUND = Attribution(((0, 3),), ((4, 8),), ((9, 11), (12, 14)))


def write(path: Path, *lines: Any) -> Path:
    """A file of these lines, as they are or as JSON."""
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return path


def test_gold_may_hold_its_texts(tmp_path: Path) -> None:
    """A line with text, roles null, missing or in pieces; blank lines and a byte-order mark do no harm."""
    path = write(
        tmp_path / "gold.jsonl",
        "\ufeff" + json.dumps({"id": "b", "text": TEXT, "attributions": [{"content": [[9, 11]], "cue": None}]}),
        "",
        {"id": "a", "text": TEXT, "attributions": [ROW]},
    )
    for place in (path, tmp_path):
        assert [(a.id, a.text, a.attributions) for a in read_gold(place)] == [
            ("a", TEXT, (FOUND,)),
            ("b", TEXT, (Attribution(content=((9, 11),)),)),
        ]


def test_gold_may_have_its_texts_beside_it(tmp_path: Path) -> None:
    """Without text in the line it is text/<id>.txt, as it is."""
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.txt").write_bytes(b"Ann said\r\nit is so.")
    write(tmp_path / "gold.jsonl", {"id": "a", "attributions": [ROW]})
    (article,) = read_gold(tmp_path)
    assert article.text == "Ann said\r\nit is so."


SPEAKER = {"name": "Ann Lee", "type": "person", "role": "mayor", "affiliation": None}


def test_gold_may_say_who_and_when(tmp_path: Path) -> None:
    """Speaker, kind, day, attitude and polarity of an attribution; a day may be written as days that are the same."""
    rows = [
        ROW | {"speaker": SPEAKER, "kind": "indirect", "said_on": "2031-05-03", "polarity": "declined"},
        ROW | {"speaker": {"type": "none"}, "kind": None, "said_on": {"start": "2031-05-03"}, "attitude": "fact"},
        ROW | {"speaker": {"name": "B", "type": None}, "said_on": {"start": "2031-05-03", "end": "2031-05-09"}},
        ROW | {"speaker": {"type": "group", "confidence": 0.5}, "said_on": {"start": None, "end": None}},
    ]
    (article,) = read_gold(write(tmp_path / "gold.jsonl", {"id": "a", "text": TEXT, "attributions": rows}))
    assert [(one.speaker, one.kind, one.said_on) for one in article.attributions] == [
        (Who("Ann Lee", "person", "mayor", None), "indirect", ("2031-05-03", "2031-05-03")),
        (Who(None, "none"), None, ("2031-05-03", "2031-05-03")),
        (Who("B", "none"), None, ("2031-05-03", "2031-05-09")),
        (Who(None, "group", confidence=0.5), None, None),
    ]
    assert [one.attitude for one in article.attributions] == [None, "fact", None, None]
    assert [one.polarity for one in article.attributions] == ["declined", None, None, None]
    assert has_speakers([article])


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ({"id": "osk_2031-05-03_strike"}, "2031-05-03"),
        ({"id": "osk_2031-05-03_strike", "published": "2031-05-04T06:30"}, "2031-05-04T06:30:00"),
        ({"id": "osk_2031-05-03_strike", "published": None}, None),
        ({"id": "osk_2031-15-03_of_2031-05-03"}, "2031-05-03"),
        ({"id": "osk_20310503"}, None),
    ],
)
def test_a_day_may_stand_in_the_id(tmp_path: Path, line: dict[str, Any], published: str | None) -> None:
    """The line says when its article came out; where it does not, the first day in its id does."""
    (article,) = read_gold(write(tmp_path / "gold.jsonl", line | {"text": TEXT, "attributions": []}))
    assert article.published == published
    assert as_article(article).published == published


def test_all_attributions_have_speakers_or_none_has(tmp_path: Path) -> None:
    """Half-annotated gold would make what it leaves out look wrong."""
    rows = [ROW | {"speaker": SPEAKER}, ROW | {"speaker": None}]
    with pytest.raises(GoldError, match="'a' has an attribution without a speaker"):
        read_gold(write(tmp_path / "gold.jsonl", {"id": "a", "text": TEXT, "attributions": rows}))


def test_gold_may_have_its_texts_elsewhere(tmp_path: Path) -> None:
    """In a folder that the caller names; the digest knows them, and no other file there."""
    gold, texts = tmp_path / "gold.jsonl", tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(TEXT)
    write(gold, {"id": "a", "attributions": [ROW]})
    assert [article.text for article in read_gold(gold, texts)] == [TEXT]
    first = gold_digest(gold, texts)
    (texts / "b.txt").write_text("of no concern")
    assert gold_digest(gold, texts) == first
    (texts / "a.txt").write_text(f"{TEXT} ")
    assert gold_digest(gold, texts) != first


def test_predictions_there_and_back(tmp_path: Path) -> None:
    """What is written is what is read, confidence included."""
    gold = {"a": read_gold(write(tmp_path / "gold.jsonl", {"id": "a", "text": TEXT, "attributions": []}))[0]}
    who, days = Who("Ann Lee", "person", "mayor", "Osk", 0.5), ("2031-05-03", "2031-05-09")
    resolved = Attribution((), (), ((0, 1),), 0.25, who, "mixed", days, attitude="belief", polarity="denied")
    made = {"a": (FOUND, resolved)}
    write_predictions(tmp_path / "made.jsonl", made)
    assert read_predictions(tmp_path / "made.jsonl", gold) == made


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "no object"),
        ({"attributions": []}, "no object with an 'id'"),
        ({"id": "a", "text": 3, "attributions": []}, "'text' is no string"),
        ({"id": "a", "text": TEXT}, "'attributions'"),
        ({"id": "a", "text": TEXT, "attributions": [3]}, "'attributions'"),
        ({"id": "a", "text": TEXT, "attributions": [{"cue": [3]}]}, "'cue' is no list"),
        ({"id": "a", "text": TEXT, "attributions": [{"cue": [[True, 2]]}]}, "'cue' is no list"),
        ({"id": "a", "text": TEXT, "attributions": [{"cue": [[0.0, 2]]}]}, "'cue' is no list"),
        ({"id": "a", "text": TEXT, "attributions": [{"cue": [[4, 4]]}]}, "4-4"),
        ({"id": "a", "text": TEXT, "attributions": [{"cue": [[4, 19]]}]}, "18 characters"),
        ({"id": "a", "text": TEXT, "attributions": [{"confidence": 2}]}, "from 0 to 1"),
        ({"id": "a", "text": TEXT, "attributions": [{"confidence": "high"}]}, "from 0 to 1"),
        ({"id": "a", "text": TEXT, "attributions": [{"speaker": "Ann"}]}, "'speaker' is no object"),
        ({"id": "a", "text": TEXT, "attributions": [{"speaker": {"name": 3}}]}, "the name of a speaker"),
        ({"id": "a", "text": TEXT, "attributions": [{"speaker": {"type": "mob"}}]}, "the type of a speaker"),
        ({"id": "a", "text": TEXT, "attributions": [{"speaker": {"confidence": 2}}]}, "no number from 0 to 1"),
        ({"id": "a", "text": TEXT, "attributions": [{"kind": "loud"}]}, "'kind' is one of direct"),
        ({"id": "a", "text": TEXT, "attributions": [{"kind": ["direct"]}]}, "'kind' is one of direct"),
        ({"id": "a", "text": TEXT, "attributions": [{"attitude": "rude"}]}, "'attitude' is one of communication"),
        ({"id": "a", "text": TEXT, "attributions": [{"polarity": 1}]}, "'polarity' is one of affirmed"),
        ({"id": "a", "text": TEXT, "attributions": [{"said_on": "Monday"}]}, "'said_on' has days"),
        ({"id": "a", "text": TEXT, "attributions": [{"said_on": "2031-02-30"}]}, "'said_on' has days"),
        ({"id": "a", "text": TEXT, "attributions": [{"said_on": {"start": 3}}]}, "'said_on' has days"),
        (
            {"id": "a", "text": TEXT, "attributions": [{"said_on": {"start": "2031-05-03", "end": "2031-05-02"}}]},
            "ends before it begins",
        ),
        ({"id": "a", "text": TEXT, "published": "May", "attributions": []}, "'published' is a date"),
        ({"id": "a", "attributions": []}, "there is no 'text'"),
        ({"id": "../a", "attributions": []}, "no file name"),
    ],
)
def test_bad_lines_say_where(tmp_path: Path, line: Any, says: str) -> None:
    """A line that breaks the format is an error in one sentence, with file and line."""
    path = write(tmp_path / "gold.jsonl", "", line)
    with pytest.raises(GoldError, match=says) as caught:
        read_gold(path)
    assert (caught.value.path, caught.value.line) == (str(path), 2)


def test_predictions_are_for_this_gold(tmp_path: Path) -> None:
    """An unknown id, or one that comes twice, is an error and not a warning."""
    gold = {"a": read_gold(write(tmp_path / "gold.jsonl", {"id": "a", "text": TEXT, "attributions": []}))[0]}
    line = {"id": "a", "attributions": []}
    with pytest.raises(GoldError, match="second time"):
        read_predictions(write(tmp_path / "made.jsonl", line, line), gold)
    with pytest.raises(GoldError, match="no article 'b'"):
        read_predictions(write(tmp_path / "made.jsonl", line | {"id": "b"}), gold)


@pytest.mark.parametrize("name", ["gone", "empty", "blank"])
def test_no_gold_is_an_error(tmp_path: Path, name: str) -> None:
    """A path that is not there, an empty directory and an empty file hold no gold, and say so."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "blank").write_text("\n")
    with pytest.raises(GoldError, match=name):
        read_gold(tmp_path / name)


def test_an_article_comes_once(tmp_path: Path) -> None:
    """The same id in two files of one directory is an error."""
    for name in ("one.jsonl", "two.jsonl"):
        write(tmp_path / name, {"id": "a", "text": TEXT, "attributions": []})
    with pytest.raises(GoldError, match="'a' twice"):
        read_gold(tmp_path)


def test_the_digest_tells_gold_apart(tmp_path: Path) -> None:
    """One changed letter or name is another digest; a file that is no gold changes nothing."""
    path = write(tmp_path / "gold.jsonl", {"id": "a", "text": TEXT, "attributions": []})
    first = gold_digest(tmp_path)
    (tmp_path / "notes.md").write_text("of no concern")
    assert gold_digest(tmp_path) == first
    assert gold_digest(path) == first
    write(path, {"id": "b", "text": TEXT, "attributions": []})
    assert gold_digest(tmp_path) != first
