"""The library as tools for a model, by the Model Context Protocol: asked, never written to."""

from quoth.show.mcp.server import serve

__all__ = ["serve"]
