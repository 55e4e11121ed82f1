"""Where fetched pages are kept between runs, so that nothing is asked for twice that is still fresh (RFC 9111)."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.errors import FetchError

if TYPE_CHECKING:
    import httpx2

__all__ = ["cached", "default_folder"]


def default_folder() -> Path:
    """The user's folder for what may be lost: XDG_CACHE_HOME where that is set, else where the system has it."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(named):  # the standard says to pass over what is not
        return Path(named) / "quoth"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "quoth"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "quoth" / "Cache"
    return Path.home() / ".cache" / "quoth"


def cached(transport: httpx2.BaseTransport, folder: Path | None, *, allow_private: bool) -> httpx2.BaseTransport:
    """``transport`` behind a cache in ``folder``, or in the default one, without which it does where need be.

    What was fetched from private hosts has a file of its own, since it must not come out where those are not allowed.
    Raises FetchError where a folder that was named cannot be written to.
    """
    from hishel import CacheOptions, SqliteStorage
    from hishel.httpx2 import CacheTransport

    # It writes tracebacks to its log, which Python shows where nobody set up logging.
    logging.getLogger("hishel").addHandler(logging.NullHandler())
    try:
        place = folder if folder is not None else default_folder()
        place.mkdir(parents=True, exist_ok=True)
        if not os.access(place, os.W_OK | os.X_OK):
            raise PermissionError("permission denied")
    except (OSError, RuntimeError) as error:  # a home that nobody has is a RuntimeError
        if folder is None:
            return transport
        words = (getattr(error, "strerror", None) or str(error)).lower()
        raise FetchError(
            f"the folder for fetched pages cannot be used ({words}); name another one", origin=str(folder)
        ) from error
    storage = SqliteStorage(database_path=place / ("private.db" if allow_private else "pages.db"))
    return CacheTransport(transport, storage=storage, rfc=CacheOptions(shared=False))
