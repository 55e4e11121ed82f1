"""The bundled sample reports: two invented events, told by four invented outlets.

Every country, town, person, party and newspaper in them is made up; README.md beside them says what each one shows.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

__all__ = ["sample_facts", "sample_paths"]


def sample_paths() -> tuple[Path, ...]:
    """The report files, text and HTML, earliest publication first."""
    here = Path(str(files(__name__)))
    return tuple(here / name for name in sample_facts())


def sample_facts() -> dict[str, dict[str, str]]:
    """For every report, by file name: its ``title``, ``outlet``, ``published`` and ``url``, earliest first.

    A text file has nowhere else to keep them; for an HTML page they are what the page itself says.
    """
    return tomllib.loads(files(__name__).joinpath("samples.toml").read_text(encoding="utf-8"))
