"""Why a disk takes nothing: what is wrong and what to do, in one sentence for each kind."""

import errno
import os

import pytest

from reader.refusal import reason_of, refusal, why_not_written


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "make room on the disk"),
        (errno.EDQUOT, "make room on the disk"),
        (errno.EFBIG, "ulimit -f"),
        (errno.EROFS, "make the disk writable"),
        (errno.EACCES, "chmod, chown"),
        (errno.EPERM, "chmod, chown"),
        (errno.ETIMEDOUT, "when it is done"),
        (errno.ENOTDIR, "check what is there"),
    ],
)
def test_the_system_says_what_is_wrong_and_we_what_to_do(number: int, remedy: str) -> None:
    problem = OSError(number, os.strerror(number), "/a/path")
    for told in (refusal(problem), why_not_written(problem)):
        assert told.startswith(f"{os.strerror(number)}; ")
        assert remedy in told
        assert "/a/path" not in told
        assert "Errno" not in told


def test_what_has_no_words_of_the_systems_keeps_its_own() -> None:
    assert reason_of(OSError("odd")) == "odd"
    assert refusal(OSError("odd")).startswith("odd; ")
    assert reason_of(ValueError("bad")) == "bad"
    assert why_not_written(ValueError("bad")) == "bad"


def test_what_could_steer_a_terminal_is_cleaned() -> None:
    assert "\x1b" not in reason_of(ValueError("bad\x1b[31m"))
    assert "\n" not in refusal(OSError(errno.EIO, "two\nlines"))
