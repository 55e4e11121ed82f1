"""Characters that turn the direction of writing, as the faces show them."""

from quoth.direction import TURNING, visible

__all__ = ["TURNING", "visible"]
