"""``newsreader list``, as a shell sees it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader


def test_every_article_has_a_line_the_newest_first(newsreader: Newsreader, folder: Path) -> None:
    done = newsreader("list", "-f", folder)
    assert done.returncode == 0, done.stderr
    assert [line.rstrip().split(maxsplit=1)[1] for line in done.stdout.splitlines()] == [
        "*  2026-03-04  1 min   example.org      Apple",
        "*  2025-02-14  2 min                    香蕉",
        "*  2024-01-01  1 min                    bad ␛]0;PWNED␇",
    ]


def test_a_query_says_which_and_in_which_order(newsreader: Newsreader, folder: Path) -> None:
    done = newsreader(
        "list", "-f", folder, "tag:fruit", "--sort", "-words", "--format", "{title}|{read}|{path}"
    )
    assert done.stdout == f"香蕉|no|{folder / 'b.md'}\nApple|no|{folder / 'a.md'}\n"
    assert (
        newsreader("list", "-f", folder, "--limit", 1, "--format", "{title}", "date:<2026").stdout == "香蕉\n"
    )


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        ("title", "apple Zebra 阿里 北京 中国"),
        ("-title", "中国 北京 阿里 Zebra apple"),
        ("source", "北京 阿里 apple 中国 Zebra"),
        ("length", "apple 阿里 北京 Zebra 中国"),
        ("unread", "Zebra apple 阿里 北京 中国"),
    ],
)
def test_titles_are_sorted_by_pinyin_and_every_order_has_a_name(
    newsreader: Newsreader, tmp_path: Path, order: str, titles: str
) -> None:
    root = tmp_path / "own"
    root.mkdir()
    for number, (title, source) in enumerate(
        {"中国": "乙", "北京": "a", "阿里": "虎", "apple": "甲", "Zebra": "知"}.items()
    ):
        (root / f"{number}.md").write_text(
            f"---\ntitle: {title}\ndate: 2025-01-0{number + 1}\nsource: {source}\n---\n"
            + "w " * (9 - 2 * (number % 4)),
            encoding="utf-8",
        )
    done = newsreader("list", "-f", root, "--sort", order, "--format", "{title}")
    assert done.stdout.split() == titles.split(), done.stderr


def test_a_minus_before_a_condition_is_no_option(newsreader: Newsreader, folder: Path) -> None:
    for query in (["-tag:fruit"], ["-tag:水果", "-title:apple"], ["NOT", "tag:fruit"]):
        done = newsreader("list", "-f", folder, *query, "--format", "{title}")
        assert done.stdout == "bad ␛]0;PWNED␇\n", done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["tga:x"], 2, "query, column 1: there is no field tga; did you mean tag:?"),
        (["nothing-is-called-so"], 3, "No articles found"),
        (["--format", "{size}"], 2, "no placeholder is called {size}; use one of id, path"),
        (
            ["--sort", "size"],
            2,
            "--sort takes one of date, updated, arrived, title, words, minutes, source, unread, or -NAME for the reverse; not size",
        ),
        (["/(a+)+/"], 2, "a repetition stands inside another one"),
    ],
)
def test_what_cannot_be_is_said(
    newsreader: Newsreader, folder: Path, arguments: list[str], code: int, said: str
) -> None:
    done = newsreader("list", "-f", folder, *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_help_tells_of_the_language(newsreader: Newsreader) -> None:
    told = newsreader("list", "--help").stdout
    assert told.startswith("usage: newsreader list")
    assert "docs/queries.md" in told


def test_traditional_and_simplified_characters_are_told_apart_on_wish(
    newsreader_process: Newsreader, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "t.md").write_text("---\ntitle: 機器\n---\n學習的文章\n")
    for alike, count in (("true", 1), ("false", 0), ("true", 1)):
        monkeypatch.setenv("NEWSREADER_FOLD_CHINESE_VARIANTS", alike)
        newsreader_process("index", "-f", folder)
        for typed in ("title:机器", "学习"):
            assert len(newsreader_process("list", "-f", folder, typed).stdout.splitlines()) == count, (
                alike,
                typed,
            )
        assert newsreader_process("list", "-f", folder, "学习" if alike == "true" else "學習").returncode == 0


@pytest.mark.parametrize("words", [["list"], ["search", "tide"], ["tags"], ["stats"], ["mark", "read", "x"]])
def test_the_sample_is_called_that_where_there_is_nothing_else(
    newsreader: Newsreader, folder: Path, words: list[str]
) -> None:
    assert "the sample's articles" in newsreader(*words).stderr
    assert "sample" not in newsreader(*words, "-f", folder).stderr
