"""What belongs together: pure functions that look at records and never at a library.

``keys`` say under what a record is looked up, ``compare`` what two have in common (see ``quoth.compare``). The library
brings the neighbours: ``quoth.steps`` has one step for each thing that is related as an article is kept.
"""
