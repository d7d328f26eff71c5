"""The wall around a folder, by itself: what lies in it, what leads out, what a handle of it reaches."""

import os
import stat
from pathlib import Path

import pytest

from reader.files.inside import (
    OutsideError,
    lies_in,
    open_folder,
    pinned,
    real_inside,
    replace_inside,
    target_outside,
)


@pytest.mark.parametrize(
    ("path", "folder", "inside"),
    [
        ("/a/b", "/a", True),
        ("/a", "/a", True),
        ("/a/b/c", "/a", True),
        ("/ab", "/a", False),
        ("/", "/a", False),
        ("/a", "/a/b", False),
        ("/a", "/", True),
        ("/a/b", "/a/", True),
    ],
)
def test_a_path_lies_in_a_folder_by_its_parts_not_by_its_letters(
    path: str, folder: str, inside: bool
) -> None:
    assert lies_in(path, folder) == inside


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "root"
    (made / "in").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    (made / "stays").symlink_to("in")
    (made / "leaves").symlink_to(tmp_path / "out")
    return made


def test_where_a_path_really_leads_is_told_only_if_that_is_outside(root: Path, tmp_path: Path) -> None:
    out = Path(os.path.realpath(tmp_path)) / "out"
    assert target_outside(root, root / "in" / "x") is None
    assert target_outside(root, root / "stays" / "x") is None
    assert target_outside(root, root) is None
    assert target_outside(root, root / "leaves" / "x") == out / "x"
    assert target_outside(root, root / "..") == out.parent


def test_what_leads_out_is_written_only_where_the_user_has_agreed_to_just_that(
    root: Path, tmp_path: Path
) -> None:
    out = Path(os.path.realpath(tmp_path)) / "out"
    assert real_inside(root, root / "stays" / "x") == Path(os.path.realpath(root)) / "in" / "x"
    for agreed in (None, root, out.parent / "other", out / "y"):
        with pytest.raises(OutsideError, match="leads out of its folder"):
            real_inside(root, root / "leaves" / "x", agreed)
    for agreed in (out, out / "x"):
        assert real_inside(root, root / "leaves" / "x", agreed) == out / "x"


def test_a_handle_is_reached_through_no_link(root: Path) -> None:
    top = Path(os.path.realpath(root))
    with open_folder(top / "in") as handle:
        assert os.path.samestat(os.fstat(handle), (root / "in").stat())
    for name in ("stays", "leaves"):
        with pytest.raises(OSError, match=r"."), open_folder(top / name):
            pass
    with pytest.raises(OSError, match=r"."):
        os.fstat(handle)  # it is closed


def test_a_pinned_folder_is_made_and_stays_the_same_whatever_its_names_become(root: Path) -> None:
    top = Path(os.path.realpath(root))
    deep = top / "in" / "deep" / "er"
    with pinned(deep) as path:
        (top / "in").rename(top / "moved")
        (path / "file").write_text("here")
    assert (top / "moved" / "deep" / "er" / "file").read_text() == "here"
    assert not (top / "in").exists()
    with pinned(top / "moved"):
        pass


def test_what_is_replaced_by_its_handle_keeps_its_mode_and_leaves_nothing_beside_it(root: Path) -> None:
    folder = Path(os.path.realpath(root)) / "in"
    file = folder / "file"
    former = os.umask(0o022)
    try:
        replace_inside(file, b"one")
        assert stat.S_IMODE(file.stat().st_mode) == 0o644
        file.chmod(0o664)
        replace_inside(file, b"two")
        assert stat.S_IMODE(file.stat().st_mode) == 0o664
    finally:
        os.umask(former)
    assert file.read_bytes() == b"two"
    assert [path.name for path in folder.iterdir()] == ["file"]


def test_a_link_where_the_file_should_be_is_replaced_and_lends_it_no_mode(root: Path, tmp_path: Path) -> None:
    folder, target = Path(os.path.realpath(root)) / "in", tmp_path / "target"
    target.write_bytes(b"theirs")
    target.chmod(0o666)
    (folder / "file").symlink_to(target)
    former = os.umask(0o022)
    try:
        replace_inside(folder / "file", b"ours")
    finally:
        os.umask(former)
    assert ((folder / "file").read_bytes(), target.read_bytes()) == (b"ours", b"theirs")
    assert stat.S_IMODE((folder / "file").lstat().st_mode) == 0o644


def test_what_cannot_be_replaced_leaves_nothing_beside_it(root: Path) -> None:
    folder = Path(os.path.realpath(root)) / "in"
    (folder / "file").mkdir()
    with pytest.raises(OSError, match=r"."):
        replace_inside(folder / "file", b"ours")
    assert [path.name for path in folder.iterdir()] == ["file"]
