import os
import resource
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.whole_file import READ_LIMIT_BYTES, read_whole, write_whole


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
    script = "import sys, pathlib, reader.whole_file as w; w.write_whole(pathlib.Path(sys.argv[1]), b'x' * 100_000)"
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parent.parent,
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
