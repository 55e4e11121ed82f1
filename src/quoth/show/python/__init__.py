"""The Python face: a library that reads what it is given, answers, and takes judgements.

with quoth.Library("news.db") as library:
    library.add("reports/")
    for hit in library.search("bridge", speaker="Torvane"):
        print(hit.statement.content[0].text)
"""

from quoth.show.python.library import Library

__all__ = ["Library"]
