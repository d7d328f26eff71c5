"""``newsreader tags``, as a shell sees it."""

import json
import os
from pathlib import Path

from tests.cli.inside import Done, run_inside


def tags(home: Path, *arguments: str) -> Done:
    return run_inside("tags", *arguments, environ={**os.environ, "HOME": str(home)})


def write(folder: Path, name: str, tags: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"---\ntags: {tags}\n---\ntext\n", encoding="utf-8")


def test_every_tag_is_listed_with_its_numbers_and_new_files_count_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    write(folder, "a.md", "[sea, 随笔]")
    write(folder, "b.md", "sea")
    assert tags(tmp_path, "-f", str(folder)).stdout == "2 / 2  sea\n1 / 1  随笔\n"
    write(folder, "c.md", "")
    done = tags(tmp_path, "-f", str(folder), "--json")
    assert json.loads(done.stdout) == {
        "schema": 2,
        "tags": [
            {"name": "sea", "unread": 2, "total": 2},
            {"name": "随笔", "unread": 1, "total": 1},
            {"name": "", "unread": 1, "total": 1},
        ],
    }
    assert done.returncode == 0


def test_an_empty_folder_has_none(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    done = tags(tmp_path, "-f", str(folder))
    assert (done.returncode, done.stdout) == (3, "")
    assert "No articles here" in done.stderr


def test_a_key_that_no_article_has_is_told_with_the_nearest(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    write(folder, "a.md", "sea")
    done = tags(tmp_path, "-f", str(folder), "--by", "autor")
    assert (done.returncode, done.stdout) == (3, "")
    assert "No article has autor in its front matter; did you mean --by author?" in done.stderr
    done = tags(tmp_path, "-f", str(folder), "--by", "mood", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (3, {"schema": 2, "tags": []})
    assert "No article has mood in its front matter" in done.stderr
    assert tags(tmp_path, "-f", str(folder), "--by", "author").stdout == "1 / 1  (no author)\n"
