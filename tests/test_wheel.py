"""The wheel and the papers: what is shipped is all of Quoth and nothing else."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import quoth

ROOT = Path(__file__).parents[1]

# The extras whose libraries the package imports, each where it is first needed.
IN_PACKAGE = ("archives", "documents", "feeds", "mcp", "pandas", "parquet", "polars", "ray", "spacy", "web", "xlsx")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from the sources as they are, without the network."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, timeout=120)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    """Code, weights, cards, samples and the mark that it is typed."""
    source = ROOT / "src"
    ours = {
        str(path.relative_to(source))
        for path in (source / "quoth").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    shipped = {name for name in wheel.namelist() if not name.startswith("quoth-")}
    assert shipped == ours
    assert "quoth/py.typed" in shipped


def test_the_wheel_stays_small(wheel: zipfile.ZipFile) -> None:
    """The weights may take 30 MB, and all the rest, a room after the other, two and a half."""
    sizes = {info.filename: info.file_size for info in wheel.infolist()}
    assert sum(size for name, size in sizes.items() if name.startswith("quoth/models/")) <= 30_000_000
    assert sum(size for name, size in sizes.items() if not name.startswith("quoth/models/")) <= 2_500_000


def test_one_version_everywhere() -> None:
    """The front door, the citation file and the changelog name the same version."""
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^version: {re.escape(quoth.__version__)}$", citation, re.MULTILINE)
    assert f"\n## [{quoth.__version__}]" in changelog


def test_every_import_of_the_package_is_a_declared_dependency() -> None:
    """What the code imports is asked for by name, not by luck of somebody else's requirements."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *(line for extra in IN_PACKAGE for line in extras[extra])]
    declared = {re.split(r"[<>=!~\[ ]", line)[0].replace("-", "_") for line in asked} | {"docx"}  # python-docx's module
    imported: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(str(node.module).split(".")[0])
    assert imported - set(sys.stdlib_module_names) - {"quoth"} <= declared
