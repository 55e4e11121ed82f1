"""A Ray cluster gives the rows of this machine, whatever dies in the middle."""

from __future__ import annotations

import importlib.util
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.errors import BatchError, MissingExtraError
from quoth.run.cluster import Cluster
from tests.run import batching, invented
from tests.run.nodes import Nodes

has_ray = importlib.util.find_spec("ray") is not None


@pytest.fixture
def nodes() -> Iterator[Nodes]:
    """A head and a node, with a token, ended with the test."""
    made = Nodes(batching.PATHS)
    try:
        made.start()
        made.start()
        yield made
    finally:
        made.end()


@pytest.mark.skipif(not has_ray, reason="Ray is not installed: pip install 'quoth[ray]'")
def test_whatever_dies_the_rows_are_those_of_this_machine(tmp_path: Path, nodes: Nodes) -> None:
    """Byte for byte: a quiet run; one whose driver is killed and started again; one of whose nodes is killed."""
    table = invented.table(tmp_path / "news.jsonl", range(400), statements=6)
    counts = batching.finished(batching.started(tmp_path / "here", "2", table))
    assert counts[0] > 20
    expected = batching.parts(tmp_path / "here"), batching.manifest(tmp_path / "here")

    quiet = tmp_path / "quiet"
    assert batching.finished(batching.started(quiet, nodes.address, table, env=nodes.env)) == counts
    assert (batching.parts(quiet), batching.manifest(quiet)) == expected

    driven = tmp_path / "driven"
    driver = batching.started(driven, nodes.address, table, env=nodes.env)
    batching.when_done(driver, driven, 3)
    driver.send_signal(signal.SIGKILL)
    driver.communicate()
    assert 3 <= batching.done(driven) < counts[0]
    assert batching.finished(batching.started(driven, nodes.address, table, env=nodes.env)) == counts
    assert (batching.parts(driven), batching.manifest(driven)) == expected

    killed = tmp_path / "killed"
    driver = batching.started(killed, nodes.address, table, env=nodes.env)
    batching.when_done(driver, killed, 3)
    nodes.kill(nodes.last)
    assert batching.done(killed) < counts[0]
    assert batching.finished(driver) == counts
    assert (batching.parts(killed), batching.manifest(killed)) == expected


@pytest.mark.skipif(not has_ray, reason="Ray is not installed: pip install 'quoth[ray]'")
def test_an_address_where_nothing_answers_is_said() -> None:
    """At once, in one sentence."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    for wrong, words in ((address, "no Ray cluster answers at"), ("nowhere", "is no address of a Ray cluster")):
        with pytest.raises(BatchError, match=words):
            list(Cluster(wrong).each(lambda: str, iter(["a"]).__next__, str))


@pytest.mark.skipif(has_ray, reason="Ray is installed")
def test_without_ray_its_command_is_said() -> None:
    """The one that installs it."""
    with pytest.raises(MissingExtraError, match=r"pip install 'quoth\[ray\]'"):
        list(Cluster(None).each(lambda: str, iter(["a"]).__next__, str))
