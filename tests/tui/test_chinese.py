"""The screen in Chinese, at three sizes: no sentence of it is English, none is cut, and no row is too wide."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.text import cell_width
from tests.tui.driving import article_writer, driven

Desks = Callable[..., Workspace]

ENGLISH = re.compile(r"[A-Za-z]{3,}(?: [a-z]{2,}){2,}")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "文章"
    folder.mkdir()
    write = article_writer(folder)
    write("a.md", "苹果熟了", "2025-02-14 10:00", ["水果"], "第一段。\n\n[链接](https://example.com)")
    write("b.md", "香蕉未熟", "2025-02-13 10:00", ["水果"], "第二段。")
    write("c.md", "没有标签的", "bad-date", [], "第三段。")
    return folder


KEYS = ("?", "ctrl+p", "/", "&", "A", "g o", "#", "N", ":", "U", "s", "enter", "z")
SOME = ("?", "&", "g o", ":", "U", "enter")
"""A dialog of each kind, what is said, and the page: what depends on the size."""


@pytest.mark.parametrize(
    ("language", "size"),
    [("zh_CN", (140, 40)), ("zh_CN", (80, 24)), ("zh_CN", (50, 20)), ("zh_TW", (50, 20)), ("ja", (50, 20))],
)
async def test_the_screen_speaks_one_language_throughout(
    articles: Path, open_desks: Desks, language: str, size: tuple[int, int]
) -> None:
    async with driven(open_desks(articles, language=language), size=size) as it:
        screens = [it.lines()]
        for keys in KEYS if size == (80, 24) else SOME:
            await it.press(*keys.split())
            screens.append(it.lines())
            if len(it.app.screen_stack) > 1:
                await it.press("escape")
        assert it.shows("苹果熟了")
    for lines in screens:
        assert [line for line in lines if ENGLISH.search(line)] == []
        assert [line for line in lines if cell_width(line) > size[0]] == []


async def test_what_is_said_and_undone_is_chinese(articles: Path, open_desks: Desks) -> None:
    async with driven(open_desks(articles, language="zh_CN"), size=(100, 30)) as it:
        assert it.shows("未读")
        assert it.shows("（无标签）") or it.shows("文章/")
        await it.press("U")
        assert it.shows("没有可撤销的更改")
        await it.press("s", "U")
        assert it.shows("已取消 1 篇文章的星标")


async def test_the_first_start_welcomes_in_the_language_that_is_spoken(open_desks: Desks) -> None:
    async with driven(open_desks(language="zh_CN"), size=(100, 30)) as it:
        assert "欢迎使用 newsreader" in it.line_of_cursor()
        assert it.shows("无需任何设置")
        await it.press("enter")
        assert it.shows("两分钟熟悉按键")
    async with driven(open_desks(language="en"), size=(100, 30)) as it:
        assert "Welcome to newsreader" in it.line_of_cursor()
    async with driven(open_desks(language="zh_TW"), size=(100, 30)) as it:
        assert "歡迎使用 newsreader" in it.line_of_cursor()
    async with driven(open_desks(language="ja"), size=(100, 30)) as it:
        assert "newsreader へようこそ" in it.line_of_cursor()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", ["未読", "元に戻す変更はありません", "1 件の記事のスターを外しました", "下へ移動"]),
        ("zh_TW", ["未讀", "沒有可復原的更改", "已取消 1 篇文章的星號", "下移"]),
    ],
)
async def test_a_language_that_is_begun_speaks_on_the_main_screen(
    articles: Path, open_desks: Desks, language: str, said: list[str]
) -> None:
    async with driven(open_desks(articles, language=language), size=(80, 24)) as it:
        seen = [*it.lines()]
        for keys in ("U", "s", "U", "?"):
            await it.press(*keys.split())
            seen += it.lines()
            if len(it.app.screen_stack) > 1:
                await it.press("escape")
    assert [each for each in said if not any(each in line for line in seen)] == []
    assert [line for line in seen if cell_width(line) > 80] == []
