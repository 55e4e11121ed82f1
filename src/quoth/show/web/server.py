"""The server of pages and API, which a second Ctrl-C ends at once."""

from __future__ import annotations

import contextlib
import signal
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from quoth.show import interrupts

__all__ = ["serve_app"]


class _Server(uvicorn.Server):
    """Ends after the requests in hand at the first Ctrl-C, and does not wait for them at a second."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self.should_exit and sig == signal.SIGINT:
            interrupts.end_now()
        super().handle_exit(sig, frame)


def serve_app(app: ASGIApp, *, host: str, port: int) -> None:
    """Answers until Ctrl-C."""
    # nothing is to do as it starts and ends, and a task that waits for that says so at length where it is cut short
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False, lifespan="off"
    )
    with contextlib.suppress(KeyboardInterrupt):  # raised again by the server once it has ended
        _Server(config).run()
