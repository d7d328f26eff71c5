"""``newsreader show``, as a shell sees it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

ARTICLE = """---
title: 渡口
date: 2026-03-04
tags: [tour, 随笔]
extra: kept
---
# One

晚风从河面上吹过来，渡口的灯亮了又灭，灭了又亮，等船的人一个也没有走。

<b>bold</b> and `code`
"""


def show(home: Path, *arguments: str, stdin: int = subprocess.DEVNULL) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "reader", "show", *arguments],
        capture_output=True, text=True, stdin=stdin, timeout=60, check=False, cwd=ROOT,
        env={**os.environ, "HOME": str(home), "TZ": "UTC"},
    )  # fmt: skip


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "one.md"
    file.write_text(ARTICLE, encoding="utf-8")
    return file


def test_the_page_is_set_in_lines_of_the_width(article: Path, tmp_path: Path) -> None:
    done = show(tmp_path, "--width", "20", str(article))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[1] == "渡口"
    assert "晚风从河面上吹过来，" in lines
    assert not [line for line in lines if line[:1] in set("，。")]
    assert "bold and code" in lines


def test_a_pipe_gets_lines_as_wide_as_the_measure(article: Path, tmp_path: Path) -> None:
    done = show(tmp_path, str(article))
    assert max(map(len, done.stdout.splitlines())) > 30


def test_markdown_is_as_written_and_html_is_safe(article: Path, tmp_path: Path) -> None:
    assert (
        show(tmp_path, "--format", "markdown", str(article)).stdout
        == ARTICLE.partition("---\n")[2].partition("---\n")[2]
    )
    assert "&lt;b&gt;bold" in show(tmp_path, "--format", "html", str(article)).stdout


def test_json_has_the_front_matter_and_the_text(article: Path, tmp_path: Path) -> None:
    told = json.loads(show(tmp_path, "--json", str(article)).stdout)
    assert told["schema"] == 1
    (found,) = told["articles"]
    assert found["file"] == str(article)
    assert (found["title"], found["date"]) == ("渡口", "2026-03-04T00:00:00+00:00")
    assert found["tags"] == ["tour", "随笔"]
    assert found["front_matter"]["extra"] == "kept"
    assert found["body"].startswith("# One")


def test_what_cannot_be_read_is_named_and_the_rest_is_printed(article: Path, tmp_path: Path) -> None:
    done = show(tmp_path, str(tmp_path / "gone.md"), str(tmp_path), str(article))
    assert done.returncode == 1
    assert "gone.md cannot be read: No such file or directory" in done.stderr
    assert f"{tmp_path} cannot be read: it is no file" in done.stderr
    assert "bold and code" in done.stdout


def test_control_characters_of_an_article_do_not_come_out(tmp_path: Path) -> None:
    file = tmp_path / "bad.md"
    file.write_bytes(b"title \x1b]0;PWNED\x07 \x9b31m \xe2\x80\xae\n")
    for form in ("page", "markdown", "html", "json"):
        out = show(tmp_path, "--format", form, str(file)).stdout
        assert "PWNED" in out
        assert not set(out) & set("\x1b\x07\x9b\u202e"), form


@pytest.mark.parametrize("width", ["0", "9", "301", "-5", "wide"])
def test_a_width_that_cannot_be_is_a_usage_error(article: Path, tmp_path: Path, width: str) -> None:
    done = show(tmp_path, f"--width={width}", str(article))
    assert done.returncode == 2
    assert "a number of cells from 10 to 300" in done.stderr
