"""A folder of the program's own files keeps the newest ones, within both limits."""

import os
from pathlib import Path

import pytest

from reader.files.room import make_room


def filled(folder: Path, sizes: list[int]) -> list[str]:
    """Write files of these sizes, the oldest first; their names are not in the order of their times."""
    names = [f"{(7 * number) % 101:03}.txt" for number in range(len(sizes))]
    for number, (name, size) in enumerate(zip(names, sizes, strict=True)):
        (folder / name).write_bytes(b"x" * size)
        os.utime(folder / name, (1_000 + number, 1_000 + number))
    return names


@pytest.mark.parametrize(
    ("sizes", "most_files", "most_bytes", "kept"),
    [
        ([1] * 10, 10, 10, 10),  # as many and as large as they may be
        ([1] * 11, 10, 1_000, 9),
        ([1] * 30, 10, 1_000, 9),
        ([10] * 11, 1_000, 100, 9),
        ([100, 1, 1, 1], 1_000, 102, 3),
        ([1, 1, 1, 100], 1_000, 102, 0),
        ([10] * 30, 20, 100, 9),
        ([1] * 11, 10, 5, 4),
        ([0] * 5, 0, 0, 0),
    ],
)
def test_the_oldest_go_until_a_tenth_of_either_limit_is_free(
    tmp_path: Path, sizes: list[int], most_files: int, most_bytes: int, kept: int
) -> None:
    names = filled(tmp_path, sizes)
    make_room(tmp_path, most_files, most_bytes)
    assert {path.name for path in tmp_path.iterdir()} == set(names[len(names) - kept :])


def test_a_link_counts_as_itself(tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.write_bytes(b"x" * 5_000)
    folder = tmp_path / "kept"
    folder.mkdir()
    filled(folder, [10, 10])
    (folder / "link").symlink_to(large)
    make_room(folder, 10, 1_000)
    assert len(list(folder.iterdir())) == 3
    assert large.stat().st_size == 5_000


def test_what_cannot_be_deleted_hinders_nothing(tmp_path: Path) -> None:
    names = filled(tmp_path, [1, 1])
    (tmp_path / "folder").mkdir()
    os.utime(tmp_path / "folder", (1, 1))
    make_room(tmp_path, 2, 1_000_000)
    assert {path.name for path in tmp_path.iterdir()} == {"folder", names[1]}
