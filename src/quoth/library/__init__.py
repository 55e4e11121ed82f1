"""The library: articles and what was said in them, kept in one SQLite file that any SQLite tool can read.

    with Store("news.db") as library:
        library.keep(reading, made_by="reader en-3")
        library.counts()

An article is in whole or not at all, and keeping it twice changes nothing. This is the only room that imports the
database driver; docs/library.md has the tables.
"""

from quoth.library.aliases import Alias
from quoth.library.decisions import FIELDS, Verdict, finding_id, standing
from quoth.library.keeping import Kept, Read
from quoth.library.relating import Step
from quoth.library.rereading import Reread
from quoth.library.store import Counts, Store
from quoth.library.taking import check_when
from quoth.library.verification import Verification

__all__ = [
    "FIELDS",
    "Alias",
    "Counts",
    "Kept",
    "Read",
    "Reread",
    "Step",
    "Store",
    "Verdict",
    "Verification",
    "check_when",
    "finding_id",
    "standing",
]
