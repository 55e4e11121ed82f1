"""What people judged in a library is training data, as it is written."""

from __future__ import annotations

import gzip
from pathlib import Path

import quoth
from quoth.ask.selection import selection
from quoth.evaluate import read_gold
from quoth.show.export import FORMATS
from tests.library.readings import MADE_BY, reading
from train.prepare import load


def data_in(folder: Path) -> Path:
    """A folder with one article of PolNeAR's form in it, and no silver layers for it."""
    train = folder / "data" / "polnear" / "train"
    for name in ("text", "attributions"):
        (train / name).mkdir(parents=True)
    (train / "text" / "one.txt").write_text("The dam holds, Ora Venn said.", encoding="utf-8")
    lines = "T1\tContent 0 13\tThe dam holds\nT2\tSource 15 23\tOra Venn\nT3\tCue 24 28\tsaid\n"
    (train / "attributions" / "one_0.ann").write_text(
        lines + "E1\tAttribution:T3 Source:T2 Cue:T3 Content:T1\n", encoding="utf-8"
    )
    (folder / "data" / "polnear" / "corenlp").mkdir()
    with gzip.open(folder / "data" / "polnear" / "corenlp" / "train.tokens.tsv.gz", "wt", encoding="utf-8") as silver:
        silver.write("# one\n")
    return folder / "data"


def test_judgements_are_training_data(tmp_path: Path) -> None:
    """Articles of which every statement was judged come in as corrected, without what was rejected, and no others."""
    data = data_in(tmp_path)
    one, other = reading(1), reading(2)
    first, second, third = one.statements
    (span,) = second.content
    with quoth.Library(tmp_path / "news.db") as library:
        for each in (one, other):
            library.keep(each, made_by=MADE_BY)
        library.accept(first.id, who="ana")
        library.correct(second.id, who="ana", content=[[span.start + 1, span.end]])
        library.reject(third.id, who="ana")
        library.accept(other.statements[0].id, who="ana")
        chosen = selection(library, judged=True)
        assert (chosen.articles, chosen.open) == ((one.article.id,), 1)
        FORMATS["brat"].write(chosen, data / "judged")
    (gold,) = read_gold(data / "judged")
    assert gold.text == one.article.text
    examples = load(data, "train")
    assert [example.id for example in examples] == ["one", one.article.id]
    assert [each["content"] for each in examples[1].attributions] == [
        [(first.content[0].start, first.content[0].end)],
        [(span.start + 1, span.end)],
    ]
    assert examples[1].silver.start == []
