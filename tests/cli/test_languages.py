"""The command line speaks the user's language from the first word on: help, mistakes, results."""

import json
import re
from pathlib import Path

import pytest

from reader.cli.commands import BY_NAME
from reader.i18n import speak, spoken
from tests.cli.conftest import Newsreader

ENGLISH = re.compile(r"[A-Za-z]{2,}(?: [a-z]{2,}){2,}")
"""Three words in a row: nothing but a sentence of English has them."""


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("command", [*BY_NAME, ""])
def test_help_is_chinese_throughout(newsreader: Newsreader, command: str) -> None:
    said = newsreader(*([command] if command else []), "--help").stdout
    assert said.startswith("用法：newsreader")
    assert "\n\n示例：\n" in said
    assert "\n选项：\n" in said
    described = [
        line
        for line in said.splitlines()
        if not line.startswith(("  newsreader", "   ", "  eval", "  act", "  ssh"))
    ]
    assert [line for line in described if ENGLISH.search(line) and "|" not in line] == []


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lst"], "没有命令、文件夹或文件 lst；是否指 newsreader list？"),
        (["list", "--lmit", "3"], "没有选项 --lmit；是否指 --limit？"),
        (["list", "--limit", "x"], "--limit 应为：不小于 1 的整数，不能是 x"),
        (["list", "foo:1"], "查询第 1 列：没有字段 foo"),
        (["list", "/a(/"], "这个正则表达式无法使用：缺少 )，分组没有结尾（位置 1）"),
        (["mark"], "newsreader mark 需要"),
        (["show", "none.md"], "没有文章或文件 none.md"),
        (["import", "opml", "/none.opml"], "没有该文件或文件夹"),
        (["config", "set", "measure", "900"], "measure 应为：20 到 300 之间的数字，不是 900"),
    ],
)
def test_mistakes_are_named_in_chinese(newsreader: Newsreader, words: list[str], said: str) -> None:
    done = newsreader(*words)
    assert done.returncode != 0
    assert said in done.stderr
    assert not ENGLISH.search(done.stderr.rpartition("newsreader: ")[2])


@pytest.mark.parametrize(
    ("locale", "begins", "says"),
    [
        ("zh_TW.UTF-8", "用法：", "匯入"),
        ("zh_HK.UTF-8", "用法：", "匯入"),
        ("zh_CN.UTF-8", "用法：", "导入"),
        ("ja_JP.UTF-8", "使い方: ", "読み込む"),
        ("ja_JP.eucJP", "使い方: ", "読み込む"),
        ("de_DE.UTF-8", "usage: ", "import"),
    ],
)
def test_a_language_that_is_begun_is_chosen_by_the_environment(
    newsreader: Newsreader, monkeypatch: pytest.MonkeyPatch, locale: str, begins: str, says: str
) -> None:
    monkeypatch.setenv("LANG", locale)
    said = newsreader("--help").stdout
    assert said.startswith(f"{begins}newsreader")
    assert says in said
    assert newsreader("list", "nothing-has-this", "-f", "sample_feed").stderr.isascii() == (
        begins == "usage: "
    )


def test_what_chooses_the_language_is_the_option_then_the_settings_then_the_environment(
    newsreader: Newsreader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "config.toml"
    monkeypatch.setenv("NEWSREADER_CONFIG", str(settings))

    def help_begins(*words: str) -> str:
        return newsreader(*words, "list", "--help").stdout[:3].strip()

    assert help_begins() == "usa"
    settings.write_text('measure = 60\n[searches]\nlanguage = "zh_CN"\n')
    assert help_begins() == "usa", "a saved search is not the setting"
    settings.write_text('# mine\nlanguage = "zh-Hans"\n')
    assert help_begins() == "用法："
    assert help_begins("--lang", "en") == "usa"
    settings.write_text('language = "tlh"')
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert help_begins() == "用法：", "a mistake in it leaves the environment's"
    monkeypatch.setenv("LANG", "C.UTF-8")
    settings.write_text('language = "zh"')
    monkeypatch.setenv("NEWSREADER_LANGUAGE", "en")
    assert help_begins() == "usa"
    assert help_begins("--lang=zh") == "用法："
    assert (
        newsreader("list", "nothing-has-this", "--lang", "zh", "-f", "sample_feed").stderr
        == "newsreader: 没有找到文章\n"
    )
    assert (
        newsreader("list", "nothing-has-this", "-f", "sample_feed").stderr
        == "newsreader: No articles found\n"
    )


def test_a_language_that_there_is_not_is_refused_with_those_there_are(newsreader: Newsreader) -> None:
    done = newsreader("--lang", "tlh", "list")
    assert (done.returncode, done.stderr) == (
        2,
        "newsreader: --lang takes one of auto, en, ja, zh_CN, zh_TW, not tlh\n",
    )
    assert newsreader("list", "-f", "sample_feed", "--limit", "1", "--", "--lang", "tlh").returncode == 3


@pytest.mark.usefixtures("chinese")
def test_json_has_the_same_keys_in_every_language(
    newsreader: Newsreader, monkeypatch: pytest.MonkeyPatch
) -> None:
    chinese = json.loads(newsreader("list", "--json", "-f", "sample_feed", "--limit", "2").stdout)
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert json.loads(newsreader("list", "--json", "-f", "sample_feed", "--limit", "2").stdout) == chinese


def test_tests_speak_english_wherever_they_run() -> None:
    speak("auto")
    assert spoken() == "en"
