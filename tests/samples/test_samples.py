import json
import re
from collections import Counter
from datetime import datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from quoth.samples import sample_facts, sample_paths
from tests.samples import make_gold

TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sample_paths()}
README = (sample_paths()[0].parent / "README.md").read_text(encoding="utf-8")
GOLD: dict[str, list[dict[str, Any]]] = {
    line["id"]: line["attributions"]
    for line in map(json.loads, make_gold.GOLD.read_text(encoding="utf-8").splitlines())
}
ALL_GOLD = [(TEXTS[f"{name}.txt"], one) for name, made in GOLD.items() for one in made]
WHOLE = "No ferry should leave this harbour with more souls aboard than it has seats"
PERMIT = "I will not rest until I know who signed that paper"


def test_every_report_has_its_facts_and_every_fact_its_report() -> None:
    """The folder, samples.toml and the README name the same reports."""
    folder = sample_paths()[0].parent
    there = {path.name for path in folder.iterdir() if path.suffix in {".txt", ".html"}}
    assert there == set(sample_facts()) == set(re.findall(r"^\| `(.+?)` \|", README, re.MULTILINE))
    assert len(there) >= 9
    assert len({facts["outlet"] for facts in sample_facts().values()}) == 4


def test_reports_come_earliest_first() -> None:
    """Publication times carry an offset from UTC, and ascend."""
    times = [datetime.fromisoformat(facts["published"]) for facts in sample_facts().values()]
    assert all(time.tzinfo for time in times)
    assert times == sorted(times)


@pytest.mark.parametrize("name", TEXTS)
def test_a_report_is_of_newspaper_length(name: str) -> None:
    """A text report has 250 to 600 words and begins with its title."""
    if name.endswith(".txt"):
        assert 250 <= len(TEXTS[name].split()) <= 600
        assert sample_facts()[name]["title"] in TEXTS[name].split("\n\n")[:5]


@pytest.mark.parametrize("name", TEXTS)
def test_every_address_is_under_a_reserved_domain(name: str) -> None:
    """No address in a report can belong to anybody."""
    pages = re.findall(r"https?://([\w.-]+)", TEXTS[name] + sample_facts()[name]["url"])
    mails = re.findall(r"[\w.-]+@([\w.-]+)", TEXTS[name].replace('"@', ""))
    assert all(host.endswith(".example") for host in [*pages, *mails] if host not in {"schema.org", "ogp.me"})


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith(".html")])
def test_a_page_says_about_itself_what_samples_toml_says(name: str) -> None:
    """The JSON-LD of an HTML report gives the same title, outlet, time and address."""
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', TEXTS[name], re.DOTALL)
    assert script
    data = json.loads(script[1])
    news = data[0] if isinstance(data, list) else data
    facts = sample_facts()[name]
    assert news["@type"] == "NewsArticle"
    assert (news["headline"], news["publisher"]["name"], news["datePublished"]) == (
        facts["title"],
        facts["outlet"],
        facts["published"],
    )
    assert facts["url"] in TEXTS[name]
    assert all(tag in TEXTS[name] for tag in ("<nav", "<figcaption>", "<footer>", "Read more:", "<button"))


def test_gold_is_what_its_script_makes() -> None:
    """gold.jsonl is up to date with statements.txt and the reports."""
    assert make_gold.GOLD.read_text(encoding="utf-8") == make_gold.gold_lines()


def test_gold_covers_every_text_report() -> None:
    """One line a text report, and no statement twice."""
    assert {f"{name}.txt" for name in GOLD} == {name for name in TEXTS if name.endswith(".txt")}
    for made in GOLD.values():
        assert made
        assert max(Counter(json.dumps(one["content"] + one["cue"]) for one in made).values()) == 1


def test_gold_spans_begin_and_end_at_words_or_marks() -> None:
    """A span is inside its text, in order, within one paragraph, and cuts no word."""
    for text, one in ALL_GOLD:
        for role in ("source", "cue", "content"):
            ends = [0]
            for start, end in one[role]:
                assert ends[-1] <= start < end <= len(text)
                words = text[start:end]
                assert words == words.strip()
                assert "\n" not in words
                assert not re.match(r"\w\w", text[max(start - 1, 0) : start + 1]) or not start
                assert not re.match(r"\w\w", text[end - 1 : end + 1])
                ends.append(end)
        assert one["content"]


def test_gold_statements_overlap_only_where_one_is_within_the_other() -> None:
    """Contents of two statements share no character, unless one is inside the other, and then wholly."""
    for made in GOLD.values():
        taken: Counter[int] = Counter()
        for one in made:
            place = {at for start, end in one["content"] for at in range(start, end)}
            if "within" in one:
                outer = made[one["within"]]
                assert "within" not in outer
                assert place <= {at for start, end in outer["content"] for at in range(start, end)}
            else:
                taken.update(place)
        assert set(taken.values()) == {1}


def test_the_words_of_the_minister_come_whole_cut_and_altered() -> None:
    """One quotation: whole in the wire story and its reprint, cut in the broadsheet, a word changed in the tabloid."""
    for name in ("2026-03-10_wire_ferry.txt", "2026-03-10_tabloid_ferry-reprint.txt"):
        assert WHOLE in TEXTS[name]
        assert PERMIT in TEXTS[name]
    cut = TEXTS["2026-03-11_broadsheet_ferry.html"]
    assert PERMIT not in cut
    assert PERMIT.removeprefix("I will ") in cut
    altered = TEXTS["2026-03-11_tabloid_ferry.txt"]
    assert PERMIT not in altered
    assert PERMIT.replace("rest", "sleep") in altered


def test_the_reprint_is_nearly_the_wire_story() -> None:
    """Nine tenths of the words of the reprint are the agency's, in its order, and it names the agency."""
    wire = TEXTS["2026-03-10_wire_ferry.txt"].split()
    reprint = TEXTS["2026-03-10_tabloid_ferry-reprint.txt"].split()
    same = SequenceMatcher(None, wire, reprint, autojunk=False).get_matching_blocks()
    assert sum(block.size for block in same) >= 0.9 * len(reprint)
    assert "\n(Northern Wire)\n" in TEXTS["2026-03-10_tabloid_ferry-reprint.txt"]


def test_two_givers_give_two_death_tolls() -> None:
    """The coast guard's 41 and the health ministry's 57 stand in one report."""
    text = TEXTS["2026-03-11_broadsheet_ferry.html"]
    assert "health ministry said on Tuesday evening that 57" in text
    assert "coast guard, which leads the search, has put the dead at 41" in text


def test_denials_and_refusals_are_told_apart() -> None:
    """Gold has several of each, and no other polarity."""
    found = Counter(one.get("polarity", "affirmed") for _, one in ALL_GOLD)
    assert found.keys() == {"affirmed", "denied", "declined"}
    assert min(found.values()) >= 5


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("2025-10-15_wire_sefrin.txt", r'says Halvern\'s army \'has gone home with nothing but its wounded\'[^"]'),
        ("2025-10-15_wire_sefrin.txt", r'"[^"”\n]+”'),  # opens straight, closes curly
        ("2025-10-15_wire_sefrin.txt", r"Its leader, .*, based in "),
        ("2025-10-15_wire_sefrin.txt", r'According to them, .*"chased"'),
        ("2025-10-16_broadsheet_sefrin.txt", r"‘[^’]+“[^”]+”’"),  # a quotation in a quotation
        ("2025-10-16_broadsheet_sefrin.txt", r"dismissed .*, saying "),
        ("2025-10-16_broadsheet_sefrin.txt", r"reported that the defence ministry had told"),
        ("2025-10-17_release_truce.txt", r"“[^”\n]+\n\n“[^”\n]+\n\n“[^”\n]+” – \w"),  # only the last one closes
        ("2025-10-17_release_truce.txt", r"«[^»]+».*«[^»]+»"),
        ("2025-10-17_release_truce.txt", r"„[^“]+“"),
        ("2026-03-11_tabloid_ferry.txt", r'^[^"\n]*"[^"”\n]+$'),  # never closes
        ("2026-03-11_tabloid_ferry.txt", r"\(Photo: .*\)$"),
        ("2026-03-11_tabloid_ferry.txt", r"^Share this story\n\Z"),
        ("2026-03-11_tabloid_ferry.txt", r'known .* as "Captain Kit"'),
        ("2026-03-12_release_ferry.txt", r"” – [\w ]+, Chief Executive"),
        ("2026-03-12_release_ferry.txt", r"^Media contact$"),
        ("2026-03-12_wire_ferry-transcript.txt", r"^LINDQVANE: "),
        ("2026-03-10_wire_ferry.txt", r'seats," Transport Minister .* told reporters'),
        ("2026-03-10_wire_ferry.txt", r"State radio reported that the prime minister's office said"),
        ("2026-03-10_wire_ferry.txt", r'named "Operation Safe Harbour"'),
    ],
)
def test_a_report_has_the_trait_that_the_readme_names(name: str, pattern: str) -> None:
    """What the samples are there to show is still in them."""
    assert re.search(pattern, TEXTS[name], re.MULTILINE)


def test_names_titles_and_captions_are_no_statements() -> None:
    """No statement has a name or a title in marks as its content, nor stands in a caption."""
    names = {
        "Operation Quiet Orchard",
        "Operation Safe Harbour",
        "Captain Kit",
        "The Tarrow Crossing",
        "The Long Table",
    }
    for text, one in ALL_GOLD:
        for start, end in one["content"]:
            assert text[start:end].strip("\"'“”‘’.,") not in names
            line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", end)]
            assert not re.search(r"\((Photo|Photograph|Picture): .*\)$", line)


def test_the_samples_are_found_without_the_working_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The paths are absolute, wherever Quoth is run."""
    monkeypatch.chdir(tmp_path)
    assert all(path.is_absolute() and path.is_file() for path in sample_paths())
