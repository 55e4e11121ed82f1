"""Figures: every number in a report that counts, measures or prices something, with who gave it.

``numbers`` reads a number, ``hedges`` what is said around it, ``names`` knows numbers that count nothing, ``counted``
finds what is counted, and ``finding`` puts them together. docs/figures.md says what a figure is.
"""

from quoth.figures.finding import MADE_BY, figures

__all__ = ["MADE_BY", "figures"]
