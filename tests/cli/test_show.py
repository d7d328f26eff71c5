"""``newsreader show``, as a shell sees it."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.inside import run_inside
from tests.tui.terminal import Terminal

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
    return run_inside("show", *arguments, environ={**os.environ, "HOME": str(home), "TZ": "UTC"}, stdin=stdin)


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
    assert told["schema"] == 2
    (found,) = told["articles"]
    assert found["path"] == str(article)
    assert (found["title"], found["date"]) == ("渡口", "2026-03-04T00:00:00+00:00")
    assert found["tags"] == ["tour", "随笔"]
    assert found["front_matter"]["extra"] == "kept"
    assert found["body"].startswith("# One")


def test_what_cannot_be_read_is_named_and_the_rest_is_printed(article: Path, tmp_path: Path) -> None:
    done = show(tmp_path, str(tmp_path / "gone.md"), str(tmp_path), str(article))
    assert done.returncode == 1
    assert "There is no article or file" in done.stderr
    assert "gone.md" in done.stderr
    assert f"{tmp_path} cannot be read: it is a directory" in done.stderr
    assert "bold and code" in done.stdout


def test_what_is_no_text_is_refused_with_what_it_is(article: Path, tmp_path: Path) -> None:
    image = tmp_path / "a.jpg"
    image.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)))
    done = show(tmp_path, str(image), str(article))
    assert done.returncode == 1
    assert "a.jpg is a JPEG image" in done.stderr
    assert "bold and code" in done.stdout


def test_json_of_nothing_says_why(article: Path, tmp_path: Path) -> None:
    done = show(tmp_path, "--json", str(tmp_path / "gone.md"))
    found = json.loads(done.stdout)
    assert (done.returncode, found["articles"]) == (1, [])
    assert "There is no article or file" in found["error"]
    assert "error" not in json.loads(show(tmp_path, "--json", str(tmp_path / "gone.md"), str(article)).stdout)


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


SECOND = """---
title: "Rain [x] and a~b"
source: The Gazette
link: https://example.org/rain
date: 2026-03-05
---
It rained.
"""


def test_several_as_markdown_say_title_source_and_link_and_are_apart(article: Path, tmp_path: Path) -> None:
    second = tmp_path / "two.md"
    second.write_text(SECOND)
    third = tmp_path / "three.md"
    third.write_text("# In the text\n\nOnce.\n")
    out = show(tmp_path, "--format", "markdown", str(article), str(second), str(third)).stdout
    parts = out.split("\n---\n")
    assert len(parts) == 3
    assert parts[0].startswith("# 渡口\n\n2026-03-04\n\n# One\n")
    about = (
        r"# Rain \[x\] and a\~b"
        "\n\n[The Gazette](<https://example.org/rain>) · 2026-03-05\n\nIt rained."
    )
    assert parts[1].strip() == about
    assert parts[2].strip() == "# In the text\n\nOnce."  # once, and no date: it is the file's


def test_several_as_html_say_title_source_and_link(article: Path, tmp_path: Path) -> None:
    second = tmp_path / "two.md"
    second.write_text(SECOND)
    out = show(tmp_path, "--format", "html", str(article), str(second)).stdout
    assert out.count("<article>") == out.count("</article>") == 2
    assert "<h1>Rain [x] and a~b</h1>" in out
    assert '<a href="https://example.org/rain">The Gazette</a> · 2026-03-05' in out


def test_several_pages_have_a_rule_between_them(article: Path, tmp_path: Path) -> None:
    out = show(tmp_path, "--width", "30", str(article), str(article)).stdout
    assert out.count("\n" + "─" * 30 + "\n") == 1


def test_stdin_is_an_article_too(article: Path, tmp_path: Path) -> None:
    with article.open("rb") as opened:
        done = show(tmp_path, "-", stdin=opened.fileno())
    assert (done.returncode, done.stderr) == (0, "")
    assert "渡口" in done.stdout
    assert "bold and code" in done.stdout


@pytest.mark.parametrize(
    ("words", "environ", "has"),
    [
        (["--color", "always"], {}, True),
        (["--color=never"], {}, False),
        ([], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
    ],
)
def test_colours_come_when_they_are_wanted(
    article: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    environ: dict[str, str],
    has: bool,
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    out = show(tmp_path, *words, str(article)).stdout
    assert ("\x1b[1m渡口" in out) == has
    assert ("\x1b" in out) == has


@pytest.mark.parametrize(
    ("environ", "has"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
@pytest.mark.pty
def test_a_terminal_gets_colours_and_links(
    article: Path, tmp_path: Path, environ: dict[str, str], has: bool
) -> None:
    article.write_text(
        ARTICLE + "\n[a link](https://example.org/\u00fc) [bad](javascript:x)\n", encoding="utf-8"
    )
    with Terminal(["show", article], environ={"HOME": str(tmp_path), **environ}) as terminal:
        assert terminal.wait_end() == 0
    assert (b"\x1b]8;;https://example.org/%C3%BC\x1b\\" in terminal.written) == has
    assert (b"\x1b" in terminal.written) == has
    assert b"javascript" not in terminal.written


@pytest.mark.parametrize("form", ["page", "markdown", "html", "json"])
@pytest.mark.pty
def test_characters_that_an_article_names_by_their_numbers_steer_no_terminal(
    article: Path, tmp_path: Path, form: str
) -> None:
    article.write_text("---\ntitle: A\n---\none&#x202e;two&#12;three&#xfeff;four&#13;five\n")
    with Terminal(["show", "--format", form, article], environ={"HOME": str(tmp_path)}) as terminal:
        assert terminal.wait_end() == 0
    written = terminal.written.decode().replace("\r\n", "\n")
    assert "one" in written
    assert not set(written) & set("\u202e\f\ufeff\r")
