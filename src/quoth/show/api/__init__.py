"""The library as JSON, at ``/api``: what every page shows, for programs; OpenAPI is at ``/api/openapi.json``."""

from quoth.show.api.routes import api_app

__all__ = ["api_app"]
