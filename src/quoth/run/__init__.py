"""Where work happens: in this process, or in several on this machine."""

from quoth.run.adding import Added, add_items, tally
from quoth.run.local import cores, read_in_order
from quoth.run.relating import relate_articles
from quoth.run.rereading import reread_articles

__all__ = ["Added", "add_items", "cores", "read_in_order", "relate_articles", "reread_articles", "tally"]
