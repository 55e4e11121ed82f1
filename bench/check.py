"""How often quoth check is right, and others on the same texts:

    python -m bench.check --library train.db --gold polnear/train --others polnear/dev [--others FILE]

Cases are made from gold quotations by known changes (``bench.altered``); words never said are gold quotations of
``--others``, but those that are in the library word for word. Prints, for each kind of change, the share of right
verdicts, how many changed ones are called exact, and the median and the 95th percentile of the milliseconds of
processor time; ``--rivals`` adds the plain baseline and, where it is installed, Quid (``bench.rivals``).
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from time import process_time
from zlib import crc32

from bench.altered import KINDS, Case, Given, Gold, cases, gold_quotations
from bench.rivals import Verdict, baseline, quid
from quoth.ask.check import check
from quoth.ask.language import quoted
from quoth.ask.whom import whom
from quoth.ask.words import words as folded
from quoth.library import Store

SPEAKERS = "SELECT name FROM speaker_names WHERE statements > 0 AND name LIKE '% %' ORDER BY name"
IN_TEXTS = "SELECT rowid FROM articles_words WHERE articles_words MATCH :match LIMIT 1"

# Words in a row that a quotation of other reports shares with the library at most, and still is one never said there.
RUN = 5

# Names of the library of which those are taken that are no descriptions ("border officials").
SOME = 1000


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    options = _options(argv)
    chance = random.Random(options.seed)
    with Store(options.library, create=False) as library:
        golds = [gold for gold in gold_quotations(options.gold) if options.half in {_half(gold.report.id), "both"}]
        each = options.cases // len(KINDS)
        elsewhere = [gold for path in options.others for gold in gold_quotations(path)]
        absent = (gold for gold in chance.sample(elsewhere, len(elsewhere)) if not _is_there(library, gold))
        others = list(islice(absent, each))
        some = chance.sample(known := [row["name"] for row in library.rows(SPEAKERS)], min(len(known), SOME))
        speakers = [name for name in some if not whom(library, name).described]
        made = list(cases(Given(golds, speakers, others), each, chance))
        print(f"{len(made)} cases of {len(golds)} gold quotations, {len(others)} others")
        _report("quoth", made, map(_by_quoth(library, show=options.show), made))
        if options.rivals:
            _report("plain baseline", made, map(baseline(library), made))
            try:
                _report("Quid", made, quid(library, made))
            except ImportError as error:
                print(f"Quid is left out: {error}; type pip install Quid")
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How often quoth check is right.")
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True, help="gold of reports that are in the library")
    parser.add_argument("--others", type=Path, action="append", required=True, help="gold of reports that are not")
    parser.add_argument("--cases", type=int, default=1400)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--half", choices=("tune", "report", "both"), default="report", help="which reports cases are from"
    )
    parser.add_argument("--rivals", action="store_true", help="check with others, too")
    parser.add_argument("--show", action="store_true", help="print the cases that have a wrong verdict")
    return parser.parse_args(argv)


def _half(article: str) -> str:
    """Which half of the articles one belongs to, by its id: thresholds are chosen on one, figures are of the other."""
    return "tune" if crc32(article.encode()) % 2 else "report"


def _is_there(library: Store, gold: Gold) -> bool:
    """Whether a run of its words is in the library."""
    held = folded(gold.text)
    runs = " OR ".join(quoted(" ".join(held[at : at + RUN])) for at in range(len(held) - RUN + 1))
    return bool(library.rows(IN_TEXTS, {"match": runs}))


def _by_quoth(library: Store, *, show: bool) -> Callable[[Case], Verdict]:
    """The verdict of quoth check; it is another where the changes do not say what they turn."""

    def checked(case: Case) -> Verdict:
        start = process_time()
        found = check(library, case.text, speaker=case.speaker)
        spent = 1000 * (process_time() - start)
        verdict: str = found.verdict
        if case.turns and verdict == case.verdict and case.turns not in found.turns:
            verdict = f"{verdict}, {case.turns} not told"
        if show and verdict != case.verdict:
            print(f"{case.kind}: {verdict} for {case.verdict}: {case.text!r}, {case.speaker}: {found.changes}")
        return verdict, spent

    return checked


def _report(name: str, made: Sequence[Case], verdicts: Iterable[Verdict]) -> None:
    """Prints the share of right verdicts and the time, for each kind of change."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    times: dict[str, list[float]] = defaultdict(list)
    right = {case.kind: case.verdict for case in made}
    for case, (verdict, spent) in zip(made, verdicts, strict=True):
        told[case.kind][verdict] += 1
        times[case.kind].append(spent)
    print(f"\n{name}\n\n| change | cases | right | called exact | median | p95 |\n|---|---|---|---|---|---|")
    for kind, verdict in right.items():
        _row(kind, verdict, told[kind], times[kind])
    all_of_them = [spent for some in times.values() for spent in some]
    correct = sum(told[kind][verdict] for kind, verdict in right.items())
    _row("all", "right", Counter(right=correct, wrong=len(made) - correct), all_of_them)


def _row(kind: str, right: str, told: Counter[str], times: list[float]) -> None:
    p95 = statistics.quantiles(times, n=20)[-1]
    exact = 0 if right == "exact" else told["exact"]
    wrong = {verdict: count for verdict, count in told.most_common() if verdict != right and kind != "all"}
    print(
        f"| {kind} | {told.total()} | {told[right] / told.total():.3f} | {exact} | {statistics.median(times):.1f} "
        f"| {p95:.1f} |{f'  {wrong}' if wrong else ''}",
        flush=True,
    )


if __name__ == "__main__":
    raise SystemExit(main())
