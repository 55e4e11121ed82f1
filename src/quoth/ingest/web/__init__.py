"""Fetching what lies at an address of the web: politely, within bounds, and from public hosts alone.

    with Web() as web:
        page = web.fetch("https://courier.example/dam")

Nothing is fetched unless someone asks for it, and the libraries that do it load with the first Web.
"""

from __future__ import annotations

from quoth.ingest.web.fetching import Page, Web
from quoth.ingest.web.limits import Limits

__all__ = ["Limits", "Page", "Web"]
