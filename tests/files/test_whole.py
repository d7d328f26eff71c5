import errno
import os
import resource
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.files.whole import (
    READ_LIMIT_BYTES,
    TEMPORARY,
    Draft,
    NotRegularError,
    open_regular,
    read_whole,
    sync_folder,
    write_whole,
)

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("is_lasting", [False, True])
def test_a_file_is_made_with_its_folder_and_replaced_whole(tmp_path: Path, is_lasting: bool) -> None:
    file = tmp_path / "very" / "deep" / "file"
    write_whole(file, b"one", is_lasting=is_lasting)
    write_whole(file, b"two", is_lasting=is_lasting)
    assert file.read_bytes() == b"two"
    assert [path.name for path in file.parent.iterdir()] == ["file"]


def test_a_full_disk_leaves_the_former_file_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"former")
    script = "import sys, pathlib, reader.files.whole as w; w.write_whole(pathlib.Path(sys.argv[1]), b'x' * 100_000)"
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, str(file)],  # compiled modules would be cut off too
        capture_output=True,
        check=False,
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )
    assert b"OSError" in done.stderr
    assert file.read_bytes() == b"former"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("kind", "told"),
    [("pipe", "regular"), ("device", "regular"), ("folder", "directory"), ("huge", "large")],
)
def test_what_is_no_small_file_is_an_error_and_no_hang(tmp_path: Path, kind: str, told: str) -> None:
    file = tmp_path / "file"
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "device":
        file.symlink_to("/dev/zero")
    elif kind == "folder":
        file.mkdir()
    else:
        file.touch()
        os.truncate(file, READ_LIMIT_BYTES + 1)
    with pytest.raises(OSError, match=told):
        read_whole(file)


def test_a_small_file_is_read_whole_also_through_a_link(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_whole(file, b"x" * 100_000)
    (tmp_path / "link").symlink_to(file)
    assert read_whole(tmp_path / "link") == file.read_bytes()


def test_a_file_of_the_greatest_size_is_still_read(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    os.truncate(file, READ_LIMIT_BYTES)
    assert len(read_whole(file)) == READ_LIMIT_BYTES


@contextmanager
def umask(mask: int) -> Iterator[None]:
    former = os.umask(mask)
    try:
        yield
    finally:
        os.umask(former)


def mode(file: Path) -> int:
    return stat.S_IMODE(file.lstat().st_mode)


def test_what_is_the_programs_own_only_its_owner_may_read_whatever_was_there(tmp_path: Path) -> None:
    file = tmp_path / "file"
    with umask(0):
        write_whole(file, b"one")
        assert mode(file) == 0o600
        file.chmod(0o644)
        write_whole(file, b"two")
        assert mode(file) == 0o600


def test_what_lies_in_a_users_folder_obeys_the_umask_or_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "file"
    with umask(0o027):
        write_whole(file, b"one", is_shared=True)
        assert mode(file) == 0o640
        file.chmod(0o664)
        write_whole(file, b"two", is_shared=True)
        assert mode(file) == 0o664


def test_a_link_in_its_place_is_replaced_and_lends_it_no_mode(tmp_path: Path) -> None:
    file, target = tmp_path / "file", tmp_path / "target"
    target.write_bytes(b"theirs")
    file.symlink_to(target)
    with umask(0o022):
        write_whole(file, b"ours", is_shared=True)
    assert (file.read_bytes(), target.read_bytes()) == (b"ours", b"theirs")
    assert mode(file) == 0o644


@pytest.mark.parametrize("is_lasting", [False, True])
def test_what_shall_last_is_on_the_disk_before_it_has_its_name_and_its_name_after_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_lasting: bool
) -> None:
    """What the system is asked for is all that a power cut is survived by."""
    file, asked = tmp_path / "file", list[str]()
    forced = os.fsync

    def fsync(handle: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        asked.append("folder" if is_folder else "file")
        assert file.exists() == is_folder
        forced(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    write_whole(file, b"one", is_lasting=is_lasting)
    assert asked == (["file", "folder"] if is_lasting else [])


def test_a_regular_file_is_opened_and_others_do_not_inherit_it(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"text")
    handle = open_regular(file)
    assert os.read(handle, 9) == b"text"
    assert not os.get_inheritable(handle)
    os.close(handle)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
@pytest.mark.parametrize("flags", [os.O_RDONLY, os.O_RDWR | os.O_CREAT, os.O_RDWR | os.O_CREAT | os.O_APPEND])
def test_what_is_no_regular_file_is_never_opened(tmp_path: Path, kind: str, flags: int) -> None:
    file = tmp_path / "file"
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    else:
        file = Path("/dev/null")
    with pytest.raises(OSError, match=r"regular|directory") as found:
        open_regular(file, flags)
    assert isinstance(found.value, NotRegularError) or kind == "folder"


@pytest.mark.parametrize("flags", [os.O_RDONLY, os.O_RDWR | os.O_CREAT])
def test_a_link_is_followed_only_where_that_is_said(tmp_path: Path, flags: int) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"theirs")
    link.symlink_to(target)
    with pytest.raises(OSError, match="link is a link"):
        open_regular(link, flags)
    handle = open_regular(link, flags, follows_link=True)
    assert os.path.samestat(os.fstat(handle), target.stat())
    os.close(handle)
    with pytest.raises(OSError, match="link is a link"):
        read_whole(link, follows_link=False)


def test_a_limit_of_bytes_is_the_last_size_that_is_read(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert read_whole(file, 5) == b"12345"
    with pytest.raises(OSError, match="large"):
        read_whole(file, 4)


def test_a_draft_gets_a_name_that_nothing_has_and_leaves_what_is_there(tmp_path: Path) -> None:
    taken, free = tmp_path / "taken", tmp_path / "free"
    taken.write_bytes(b"theirs")
    with Draft(taken, b"ours") as draft, pytest.raises(FileExistsError):
        draft.place()
    with Draft(free, b"ours") as draft:
        draft.place()
    assert (taken.read_bytes(), free.read_bytes()) == (b"theirs", b"ours")
    assert {path.name for path in tmp_path.iterdir()} == {"taken", "free"}


@pytest.mark.parametrize("in_open_folder", [False, True])
@pytest.mark.parametrize("number", [errno.EPERM, errno.EMLINK, errno.EXDEV])
def test_where_there_are_no_hard_links_a_draft_gets_a_free_name_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, in_open_folder: bool
) -> None:
    """The file system is what is replaced here: none without hard links can be mounted by a test."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refuse)
    folder = os.open(tmp_path, os.O_RDONLY) if in_open_folder else None
    taken, free = tmp_path / "taken", tmp_path / "free"
    taken.symlink_to("nowhere")
    with Draft(taken, b"ours", folder=folder) as draft, pytest.raises(FileExistsError):
        draft.place()
    with Draft(free, b"ours", folder=folder) as draft:
        draft.place()
    assert (taken.is_symlink(), free.read_bytes()) == (True, b"ours")
    assert {path.name for path in tmp_path.iterdir()} == {"taken", "free"}


def test_a_disk_that_refuses_a_link_for_another_reason_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "link", refuse)
    with Draft(tmp_path / "file", b"ours") as draft, pytest.raises(OSError, match="space"):
        draft.place()
    assert not list(tmp_path.iterdir())


def test_what_is_given_up_leaves_nothing_however_often_that_is_said(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "file", b"ours")
    assert [path.name.startswith(TEMPORARY) for path in tmp_path.iterdir()] == [True]
    draft.discard()
    other = os.open(tmp_path, os.O_RDONLY)  # it gets the number of the descriptor that was closed
    draft.discard()
    os.fstat(other)
    os.close(other)
    assert not list(tmp_path.iterdir())


def test_the_longest_name_that_a_file_system_takes_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / ("x" * 255)
    write_whole(file, b"one")
    assert file.read_bytes() == b"one"


def test_a_draft_takes_mode_and_time_of_what_it_replaces(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"former")
    file.chmod(0o640)
    os.utime(file, ns=(1_000, 2_000))
    for takes_time in (True, False):
        with Draft(file, b"new") as draft:
            draft.take_mode(takes_time=takes_time)
            draft.replace()
        assert mode(file) == 0o640
        assert (file.stat().st_mtime_ns == 2_000) is takes_time


@pytest.mark.parametrize("opened", [False, True])
def test_a_folder_that_cannot_be_forced_onto_the_disk_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: bool
) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    handle = os.open(tmp_path, os.O_RDONLY)
    monkeypatch.setattr(os, "fsync", refuse)
    sync_folder(handle if opened else tmp_path)
    os.close(handle)


def test_a_file_is_written_into_an_open_folder_whatever_its_name_becomes(tmp_path: Path) -> None:
    former, present = tmp_path / "former", tmp_path / "present"
    former.mkdir()
    handle = os.open(former, os.O_RDONLY | os.O_DIRECTORY)
    try:
        former.rename(present)
        former.mkdir()
        with Draft(former / "file", b"text", folder=handle) as draft:
            draft.place()
        with pytest.raises(FileExistsError), Draft(former / "file", b"other", folder=handle) as draft:
            draft.place()
    finally:
        os.close(handle)
    assert {path.name: path.read_bytes() for path in present.iterdir()} == {"file": b"text"}
    assert list(former.iterdir()) == []
