"""The commands and their options, one idea a module; the order of ``--help`` is that in which they are imported."""

# isort: skip_file
from quoth.show.commands.program import app
from quoth.show.commands import reading
from quoth.show.commands import adding
from quoth.show.commands import asking
from quoth.show.commands import relating
from quoth.show.commands import answers
from quoth.show.commands import figures
from quoth.show.commands import checking
from quoth.show.commands import judging
from quoth.show.commands import importing
from quoth.show.commands import exporting
from quoth.show.commands import keeping
from quoth.show.commands import serving
from quoth.show.commands import versions
from quoth.show.commands import printing

__all__ = [
    "adding",
    "answers",
    "app",
    "asking",
    "checking",
    "exporting",
    "figures",
    "importing",
    "judging",
    "keeping",
    "printing",
    "reading",
    "relating",
    "serving",
    "versions",
]
