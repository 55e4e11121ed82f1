"""Getting the bytes of a source, and one clear sentence where there are none to get."""

from __future__ import annotations

import errno
import io
import os
import sys
import threading
from pathlib import Path

import pytest

from quoth.errors import InputError, NotFoundError, NotTextError, UnreadableError
from quoth.ingest.asked import Asked
from quoth.ingest.files import MAX_BYTES, read_bytes
from quoth.ingest.formats import items_in
from quoth.records import Dropped


class Broken(io.RawIOBase):
    """A device that fails while it is read."""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        raise OSError(errno.EIO, "Input/output error")


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    """All bytes come back, whatever they are."""
    data = bytes(range(256)) * 10
    (tmp_path / "report.txt").write_bytes(data)
    assert read_bytes(str(tmp_path / "report.txt")) == data


@pytest.mark.parametrize("name", ["nowhere.txt", "", "a\x00b", "report.txt/inside", "nowhere/report.txt"])
def test_a_name_of_no_file_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A name that no file has, or can have, is NotFoundError with the name as its origin."""
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text("x")
    with pytest.raises(NotFoundError, match=r"there is no such file; check") as caught:
        read_bytes(name)
    assert caught.value.origin == name


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    """A directory is told apart from a missing file."""
    with pytest.raises(UnreadableError, match=r"it is a directory; give the files"):
        read_bytes(str(tmp_path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize("written", [b"", b"half a rep"])
def test_a_silent_pipe_is_not_awaited_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: bytes) -> None:
    """Whether nobody writes to it, or somebody who then says nothing: one sentence after a while."""
    monkeypatch.setattr("quoth.ingest.files.SILENCE", 0.05)
    path = tmp_path / "pipe"
    os.mkfifo(path)
    held = os.open(path, os.O_RDWR) if written else None
    if held is not None:
        os.write(held, written)
    with pytest.raises(UnreadableError, match=r"it is a pipe, and nobody wrote to it for 0\.05 seconds; give a file"):
        read_bytes(str(path))
    if held is not None:
        os.close(held)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_that_somebody_writes_to_is_read(tmp_path: Path) -> None:
    """Whole, though it comes in pieces, and its writer is later than its reader."""
    path = tmp_path / "pipe"
    os.mkfifo(path)

    def write() -> None:
        with path.open("wb", buffering=0) as pipe:
            for _ in range(300):
                pipe.write(b"x" * 1000)

    writer = threading.Timer(0.05, write)
    writer.start()
    assert read_bytes(str(path)) == b"x" * 300_000
    writer.join()


def test_permission_denied_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system forbids is UnreadableError, on systems where the tests run as root too."""

    def forbidden(*args: object, **options: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    path = tmp_path / "report.txt"
    path.write_text("x")
    monkeypatch.setattr("builtins.open", forbidden)
    with pytest.raises(UnreadableError, match=r"there is no permission to read it; change"):
        read_bytes(str(path))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_is_not_ours_is_said(tmp_path: Path) -> None:
    """A file without permission to read is UnreadableError."""
    path = tmp_path / "report.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(UnreadableError, match="permission"):
        read_bytes(str(path))


def test_a_name_too_long_for_the_system_is_said(tmp_path: Path) -> None:
    """An error that has no sentence of its own carries the system's words."""
    with pytest.raises(InputError, match=r"cannot be read \(file name too long\)|no such file"):
        read_bytes(str(tmp_path / ("x" * 300)))


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    """Above the limit the size alone decides: a sparse file of 50 MB costs neither time nor memory."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(NotTextError, match=r"larger than 20 MB, and no single article is; split it"):
        read_bytes(str(path))
    assert MAX_BYTES == 20_000_000


def test_an_endless_stream_is_refused() -> None:
    """A stream has no size to ask for; reading it stops just past the limit."""
    stream = io.BytesIO(b"x" * 10_000_000)
    with pytest.raises(NotTextError, match="larger than 1 MB"):
        read_bytes("-", stdin=stream, limit=1_000_000)
    assert stream.tell() <= 1_000_000 + (1 << 20)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs the device")
def test_an_endless_device_is_refused() -> None:
    """A device that never ends does not fill the memory."""
    with pytest.raises(NotTextError, match="larger than"):
        read_bytes("/dev/zero", limit=1_000)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    """What a shell puts in place of a file, as in <(command), is read."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"The dam holds.",))
    writer.start()
    assert read_bytes(str(pipe)) == b"The dam holds."
    writer.join()


def test_a_web_address_is_not_fetched() -> None:
    """Nothing is fetched; the sentence says what to do instead."""
    with pytest.raises(UnreadableError, match=r"web address.*save the page"):
        read_bytes("https://news.example/dam")


def test_standard_input_is_read_to_its_end() -> None:
    """``-`` is standard input, given or the process's own."""
    assert read_bytes("-", stdin=io.BytesIO(b"The dam holds.")) == b"The dam holds."


def test_standard_input_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one given, the bytes under sys.stdin are read."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Grüße".encode("cp1252")), encoding="utf-8"))
    assert read_bytes("-") == b"Gr\xfc\xdfe"


@pytest.mark.parametrize("stdin", [None, io.StringIO("text")])
def test_closed_standard_input_is_said(monkeypatch: pytest.MonkeyPatch, stdin: object) -> None:
    """A process without standard input, or with one that holds no bytes, is told so."""
    monkeypatch.setattr(sys, "stdin", stdin)
    with pytest.raises(UnreadableError, match="standard input is closed; pipe"):
        read_bytes("-")


def test_a_broken_device_is_said() -> None:
    """An error in the middle of reading is one of ours, with the system's words."""
    with pytest.raises(UnreadableError, match=r"standard input cannot be read \(input/output error\)"):
        read_bytes("-", stdin=Broken())  # type: ignore[arg-type]


def test_a_disk_that_fails_while_it_is_read_is_no_fault_of_quoth() -> None:
    """What the system says is told, with what to do."""

    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    (item,) = items_in(Failing(), origin="a.txt", asked=Asked())
    assert isinstance(item, Dropped)
    assert item.reason == "it cannot be read (input/output error); check the file and its disk"
