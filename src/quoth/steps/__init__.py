"""The steps of relating, one a file: each joins pure functions of ``quoth.relate`` with tables that bring neighbours.

To add one: a file here with a class that is a ``quoth.library.Step`` (its SQL beside it, as in ``quoth.ask``), a
migration with its tables, and one line in STEPS. ``quoth add``, ``reread`` and ``judge`` then keep it up to date, and
``quoth relate`` does it for a library from before.
"""

from quoth.library import Step
from quoth.steps.answers import Answers
from quoth.steps.families import Families
from quoth.steps.people import People
from quoth.steps.voices import Voices

__all__ = ["STEPS"]

# In the order in which they are taken for an article: a later one may look at what an earlier one put.
STEPS: tuple[Step, ...] = (People(), Families(), Voices(), Answers())
