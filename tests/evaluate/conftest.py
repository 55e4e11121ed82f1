"""Gold of our own making: four fictional reports with every fault that PolNeAR's standoff is known for."""

from collections.abc import Callable
from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def gold_directory() -> Path:
    """Four texts with five annotations: two annotators read the first."""
    return DATA / "gold"


@pytest.fixture(scope="session")
def prediction_file() -> Path:
    """That gold with edges moved, sources swapped, attributions lost and doubled; nothing for the last text."""
    return DATA / "predictions.jsonl"


@pytest.fixture(scope="session")
def speaker_gold() -> Path:
    """Three more fictional texts, as JSON lines with speaker, kind and day."""
    return DATA / "speakers" / "gold"


@pytest.fixture
def brat(tmp_path: Path) -> Callable[[str, str], Path]:
    """Makes a brat directory of one text and one annotation file, and gives its path."""

    def make(text: str, lines: str, name: str = "osk_1") -> Path:
        for folder in ("text", "attributions"):
            (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / "text" / f"{name}.txt").write_bytes(text.encode())
        (tmp_path / "attributions" / f"{name}_3c1d.ann").write_bytes(lines.encode())
        return tmp_path

    return make
