"""Every example in README.md is run, and does what is printed there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(language, text) for language, text in BLOCK.findall(README)]

# Two processors may round the network's last bits differently, so decimals in an output may be this far apart.
TOLERANCE = 0.03


def of(language: str) -> list[str]:
    """The blocks in one language."""
    return [text for name, text in BLOCKS if name == language]


def sessions() -> list[tuple[str, str]]:
    """Each `$ command` of the console blocks with the output printed under it."""
    found = []
    for block in of("console"):
        for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = piece.partition("\n")
            found.append((command, output))
    return found


def alike(printed: str, real: str) -> bool:
    """Whether two outputs say the same: `...` stands for anything, and decimals may differ by TOLERANCE."""
    decimal = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])")
    parts = [part.strip() for part in decimal.sub("#", printed).split("...")]
    pattern = ".*".join(re.escape(part) for part in parts)
    if not re.fullmatch(pattern, decimal.sub("#", real).strip(), re.DOTALL):
        return False
    if len(parts) > 1:
        return True
    numbers = zip(decimal.findall(printed), decimal.findall(real), strict=True)
    return all(abs(float(ours) - float(theirs)) <= TOLERANCE for ours, theirs in numbers)


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    """No example escapes: a block is python, a console session, or make and shell commands."""
    assert {language for language, _ in BLOCKS} <= {"python", "console", "sh"}
    assert of("python")
    assert sessions()


@pytest.mark.parametrize("code", of("python"))
def test_python_examples_run(code: str) -> None:
    """As written, in the folder of a clone."""
    subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=ROOT, check=True, capture_output=True, timeout=120)


@pytest.mark.parametrize(("command", "output"), sessions())
def test_console_examples_print_what_is_printed(command: str, output: str) -> None:
    """The real output is the printed one."""
    here = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "COLUMNS": "100"}
    done = subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", command],
        cwd=ROOT,
        env=here,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert alike(output, done.stdout), done.stdout


@pytest.mark.parametrize("line", [line for block in of("sh") for line in block.splitlines()])
def test_make_examples_have_their_targets(line: str) -> None:
    """`make X` in the README is a target of the Makefile. (It is not run here: it is what runs these tests.)"""
    assert line.startswith("make ")
    target = line.split()[1]
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_nothing_is_left_to_be_filled_in() -> None:
    """No placeholder of a number that was to be measured."""
    assert "<!-- measured" not in README


@pytest.mark.parametrize(
    ("printed", "real", "same"),
    [
        ("a 0.91 b", "a 0.90 b", True),
        ("a 0.91 b", "a 0.80 b", False),
        ("a\n...\nb", "a\nxyz\nb", True),
        ("a [b]", "a [c]", False),
        ("3.1.2", "3.1.3", False),
    ],
)
def test_alike_tells_rounding_from_a_difference(printed: str, real: str, same: bool) -> None:
    """The comparison itself: near decimals are the same, other words and versions are not."""
    assert alike(printed, real) is same
