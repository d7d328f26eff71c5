"""One writer at a time: another one waits for a while, then says so; a file system without locks hinders nobody."""

import errno
import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.files.lock import locked, try_lock

pytestmark = pytest.mark.timeout(30)


class Waiter:
    """A second writer, in a thread: what became of it, and what it finds while it holds the lock."""

    def __init__(self, file: Path, look: Callable[[], object] = lambda: None) -> None:
        self._file, self._look = file, look
        self.came_of_it: object = None
        self._thread = threading.Thread(target=self._write, daemon=True)
        self._thread.start()

    def _write(self) -> None:
        try:
            with locked(self._file, 20):
                self.came_of_it = self._look() or "written"
        except OSError as problem:
            self.came_of_it = problem

    def is_waiting(self) -> bool:
        """Return whether it goes on trying, looked at again and again, with the file open."""
        looks = 0
        while self._thread.is_alive() and looks < 40:
            looks += openings(self._file) > 1
            time.sleep(0.001)
        return self._thread.is_alive()

    def end(self) -> object:
        """Return what became of it."""
        self._thread.join()
        return self.came_of_it


def openings(file: Path) -> int:
    """Return how often this process has the file open, or the one that had its name before."""
    count = 0
    for handle in Path("/proc/self/fd").iterdir():
        try:
            count += str(handle.readlink()).removesuffix(" (deleted)") == str(file)
        except OSError:
            continue
    return count


@contextmanager
def answering(monkeypatch: pytest.MonkeyPatch, number: int) -> Iterator[None]:
    """Have the system answer an attempt to lock with an error, as some file systems do."""

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as changed:
        changed.setattr(fcntl, "flock", refuse)
        yield


def test_another_writer_waits_until_the_first_is_done(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    with locked(file):
        waiter = Waiter(file)
        assert waiter.is_waiting()
    assert waiter.end() == "written"


def test_who_has_waited_long_enough_is_refused_and_takes_nothing(tmp_path: Path) -> None:
    file, entered = tmp_path / "lock", False
    with locked(file):
        with pytest.raises(TimeoutError, match="another newsreader is writing"), locked(file, 0.05):
            entered = True
        assert openings(file) == 1
    assert not entered
    with locked(file, 0):
        entered = True
    assert entered


def test_the_lock_is_of_the_file_that_has_the_name_when_it_is_got(tmp_path: Path) -> None:
    file, other = tmp_path / "lock", tmp_path / "other"
    found: list[bool] = []

    def look() -> None:
        with try_lock(file) as is_free:
            found.append(is_free)

    with locked(file):
        waiter = Waiter(file, look)
        assert waiter.is_waiting()
        other.touch()
        other.replace(file)  # as a sync tool does
    assert waiter.end() == "written"
    assert found == [False]


def test_a_lock_is_got_at_once_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    with try_lock(file) as is_first_free, try_lock(file) as is_second_free:
        assert (is_first_free, is_second_free) == (True, False)
    with try_lock(file) as is_free:
        assert is_free


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_file_system_without_locks_hinders_no_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    with answering(monkeypatch, number):
        with locked(tmp_path / "lock", 0):
            pass
        with try_lock(tmp_path / "lock") as is_free:
            assert is_free


def test_an_error_of_the_disk_is_raised_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(monkeypatch, errno.EIO):
        with pytest.raises(OSError, match=os.strerror(errno.EIO)) as raised, locked(tmp_path / "lock", 0.01):
            pass
        assert raised.value.errno == errno.EIO
        with try_lock(tmp_path / "lock") as is_free:
            assert not is_free
