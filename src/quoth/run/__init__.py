"""Where work happens: in this process, in several on this machine, or on the nodes of a cluster."""

from quoth.run.adding import Added, add_items, tally
from quoth.run.local import cores, read_in_order
from quoth.run.manifest import is_batch
from quoth.run.relating import relate_articles
from quoth.run.rereading import reread_articles
from quoth.run.taking import articles_in, take_batch

__all__ = [
    "Added",
    "add_items",
    "articles_in",
    "cores",
    "is_batch",
    "read_in_order",
    "relate_articles",
    "reread_articles",
    "take_batch",
    "tally",
]
