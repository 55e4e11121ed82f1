"""How the server of pages ends."""

from __future__ import annotations

import signal
from typing import Any

import pytest

uvicorn = pytest.importorskip("uvicorn", reason="pip install 'quoth[web]' brings the server")
pytest.importorskip("fastapi", reason="pip install 'quoth[web]' brings the pages")


def test_a_second_ctrl_c_waits_for_no_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first lets the requests in hand end, the second ends the process; no task is cut short aloud."""
    from quoth.show import interrupts
    from quoth.show.web import server

    ended: list[int] = []
    made: list[Any] = []

    def run(self: Any) -> None:
        made.append(self)
        self.handle_exit(signal.SIGINT, None)
        assert (self.should_exit, ended) == (True, [])
        self.handle_exit(signal.SIGINT, None)
        raise KeyboardInterrupt

    monkeypatch.setattr(interrupts, "end_now", lambda: ended.append(1))
    monkeypatch.setattr(uvicorn.Server, "run", run)
    server.serve_app(object(), host="127.0.0.1", port=9)  # type: ignore[arg-type]
    assert ended == [1]
    assert made[0].config.lifespan == "off"
