"""Work that takes much memory, one at a time: others wait for it, and pages that do not need it go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

__all__ = ["alone"]

Made = TypeVar("Made")

_ONE: RunVar[CapacityLimiter] = RunVar("quoth_alone")


async def alone(work: Callable[[], Made]) -> Made:
    """What ``work`` gives, in a thread of its own, after all that came before it to the same server."""
    try:
        one = _ONE.get()
    except LookupError:
        one = CapacityLimiter(1)
        _ONE.set(one)
    return await to_thread.run_sync(work, limiter=one)
