"""Why a disk takes nothing: what is wrong and what to do, in one sentence for each kind."""

import errno
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.i18n import speak
from reader.refusal import (
    reason_of,
    refusal,
    refusal_there,
    regex_reason,
    unreadable,
    why_not_read,
    why_not_written,
)


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "make room on the disk"),
        (errno.EDQUOT, "make room on the disk"),
        (errno.EFBIG, "ulimit -f"),
        (errno.EROFS, "make the disk writable"),
        (errno.EACCES, "chmod, chown"),
        (errno.EPERM, "chmod, chown"),
        (errno.ENAMETOOLONG, "use a shorter name"),
        (errno.ELOOP, "its links form a loop"),
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


def system_error(number: int, path: object = None) -> OSError:
    return OSError(number, os.strerror(number), *([] if path is None else [path]))


def error_of(act: Callable[[], object]) -> Exception:
    try:
        act()
    except ValueError as problem:
        return problem
    raise AssertionError("it is no error")


@pytest.mark.parametrize("number", [errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ELOOP])
def test_what_lies_in_the_way_is_named_by_its_whole_path(number: int) -> None:
    assert refusal_there(system_error(number, "/in/the/way")).endswith(": /in/the/way")
    assert refusal_there(system_error(number, Path("/in/the/way"))).endswith(": /in/the/way")
    assert refusal_there(system_error(number, "/a\x1b[31mb")).endswith(": /a␛[31mb")


@pytest.mark.parametrize(
    "problem",
    [
        system_error(errno.ENOSPC, "/on/a/full/disk"),
        system_error(errno.EEXIST, "relative"),
        system_error(errno.EEXIST, b"/bytes"),
        system_error(errno.EEXIST, 7),
        system_error(errno.EEXIST),
    ],
)
def test_what_is_in_no_ones_way_or_has_no_path_is_refused_without_one(problem: OSError) -> None:
    assert refusal_there(problem) == refusal(problem)


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (system_error(errno.EACCES, "/f"), f"{os.strerror(errno.EACCES)}; make it readable for you (chmod, chown) and try again"),
        (system_error(errno.EPERM), f"{os.strerror(errno.EPERM)}; make it readable for you (chmod, chown) and try again"),
        (system_error(errno.EFBIG), "it is larger than newsreader writes"),
        (system_error(errno.ENOENT, "/f"), f"{os.strerror(errno.ENOENT)}; check what is there and try again"),
        (error_of(b"\xff".decode), "it is not UTF-8"),
        (error_of(lambda: json.loads('{\n\n"a" 1}')), "line 3 is not JSON"),
        (ValueError("what Python says"), "what is in it was not written by newsreader"),
        (KeyError("id"), "what is in it was not written by newsreader"),
    ],
)  # fmt: skip
def test_why_a_file_of_the_programs_cannot_be_read_is_said_in_our_words(
    problem: Exception, told: str
) -> None:
    assert why_not_read(problem) == told


def test_a_file_of_the_users_that_cannot_be_read_is_named() -> None:
    assert str(unreadable("/a/b.opml", system_error(errno.ENOENT, "/a/b.opml"))) == (
        f"/a/b.opml cannot be read: {os.strerror(errno.ENOENT)}"
    )


def test_what_the_system_says_is_translated_and_what_others_say_stays_as_it_is() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert reason_of(full) == "No space left on device"
    speak("zh_CN")
    assert not reason_of(full).isascii()
    for said in ("", "of {somebody}", "an odd reason"):
        assert reason_of(ValueError(said)) == said


def test_a_regex_that_is_refused_says_why_and_where_in_the_language_of_the_program() -> None:
    problems = {}
    for source in ("(a", "a**"):
        with pytest.raises(re.error) as error:
            re.compile(source)
        problems[source] = error.value
    english = [regex_reason(each) for each in problems.values()]
    assert english == ["missing ), unterminated subpattern at position 0", "multiple repeat at position 2"]
    speak("zh_CN")
    assert not any(
        regex_reason(each).startswith(said) for each, said in zip(problems.values(), english, strict=True)
    )
    for odd in (re.error("something odd"), re.error("multiple repeat"), RecursionError("too deep")):
        assert regex_reason(odd) == str(odd)
