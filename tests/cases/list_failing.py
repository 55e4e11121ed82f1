"""Rewrites not_yet.txt, the list of the cases that do not hold, and prints what does not hold in each.

From the root of the project: ``python -m tests.cases.list_failing``, or with the name of a reader: ``... rules``.
With ``--dry`` the list stays as it is. Of the cases kept apart only the share that holds is shown.
"""

import sys

from quoth.read import DEFAULT_READER, load_reader
from tests.cases.cases import KEPT_APART, NOT_YET, load, share_that_holds, tuned_on


def main(arguments: list[str]) -> None:
    """Reads every case once, with the reader named or the one that ships."""
    names = [argument for argument in arguments if argument != "--dry"]
    reader = load_reader(names[0] if names else DEFAULT_READER)
    cases = tuned_on()
    failing = {case.id: faults for case in cases if (faults := case.read(reader))}
    for name, faults in failing.items():
        print(name, *faults, sep="\n    ")  # noqa: T201
    if "--dry" not in arguments:
        NOT_YET.write_text("".join(f"{name}\n" for name in failing), encoding="utf-8")
    answers = sum(case.answers for case in cases)
    right = 1 - sum(map(len, failing.values())) / answers
    print(f"{len(cases) - len(failing)} of {len(cases)} cases hold, and {right:.1%} of {answers} answers")  # noqa: T201
    print(f"{share_that_holds(load(KEPT_APART), reader):.1%} of the answers kept apart hold")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
