"""The library in a browser: pages made here, with no script or style from elsewhere, for this machine alone."""

from quoth.show.web.app import web_app

__all__ = ["web_app"]
