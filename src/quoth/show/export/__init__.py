"""Statements in the forms that other tools take, one small file a format, and their corrections read back.

FORMATS["brat"].write(rows, Path("news-brat"))
"""

from __future__ import annotations

from quoth.show.export.brat_corrections import read_brat_corrections
from quoth.show.export.corrections import Correction, Review
from quoth.show.export.csv_corrections import read_csv_corrections
from quoth.show.export.formats import FORMATS, Format
from quoth.show.export.label_studio_corrections import read_label_studio_corrections
from quoth.show.export.rows import Kept, Known, Rows

__all__ = [
    "FORMATS",
    "Correction",
    "Format",
    "Kept",
    "Known",
    "Review",
    "Rows",
    "read_brat_corrections",
    "read_csv_corrections",
    "read_label_studio_corrections",
]
