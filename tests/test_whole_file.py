import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from reader.whole_file import READ_LIMIT_BYTES, read_whole, write_whole


@pytest.mark.parametrize("is_lasting", [False, True])
def test_a_file_is_made_with_its_folder_and_replaced_whole(tmp_path: Path, is_lasting: bool) -> None:
    file = tmp_path / "deep" / "file"
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
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "huge"])
def test_what_is_no_small_file_is_an_error_and_no_hang(tmp_path: Path, kind: str) -> None:
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
    with pytest.raises(OSError, match=r"regular|directory|large"):
        read_whole(file)


def test_a_small_file_is_read_whole_also_through_a_link(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_whole(file, b"x" * 100_000)
    (tmp_path / "link").symlink_to(file)
    assert read_whole(tmp_path / "link") == file.read_bytes()
