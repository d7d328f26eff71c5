"""The sample feed shows what it says it shows."""

import json
import re
import struct
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.article import Article, DateSource, Document, Key, read_document
from reader.settings import KEY_PRESETS, Settings
from reader.tui.keys.keys_in_force import keymap_of

STORED = datetime(2001, 1, 1, tzinfo=UTC)
"""A time for the files themselves, which no header names."""

SEED_HEADER = (
    "title date summary categories lang translations tags menu thumbnail lead comments authorbox pager toc "
    "mathjax sidebar widgets"
)

CONSTRUCTS = {
    "setext heading": r"^-{5,}$",
    "sixth level": r"^###### ",
    "emphasis": r"\*\w+\*",
    "strong": r"\*\*\w+",
    "struck": r"~~\w+",
    "code span": r"`code`",
    "hard break": r"  $",
    "reference link": r"\]\[ref\]",
    "autolink": r"<https://",
    "bare link": r" https://",
    "image": r"^!\[",
    "linked image": r"^\[!\[",
    "bullets": r"^- ",
    "nested bullets": r"^    - ",
    "ordered list": r"^1\. ",
    "nested ordered list": r"^   1\. ",
    "task list": r"^- \[x\] ",
    "definition list": r"^: ",
    "quote": r"^> ",
    "nested quote": r"^> > ",
    "alert": r"^> \[!NOTE\]",
    "callout": r"^> \[!warning\]",
    "admonition": r"^:::tip",
    "fenced code": r"^```python",
    "tilde fence": r"^~~~",
    "indented code": r"^    four spaces",
    "table": r"^\|:-+\|-+:\|:-+:\|$",
    "footnote": r"^\[\^1\]: ",
    "inline mathematics": r"\$e\^",
    "display mathematics": r"^\$\$$",
    "raw HTML": r"<kbd>",
    "HTML block": r"^<details>",
    "comment": r"^<!-- ",
    "rule": r"^\*\*\*$",
}


@pytest.fixture(scope="module")
def feed(root: Path) -> Mapping[str, Document]:
    folder = root / "sample_feed"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    return {
        name: read_document((folder / name).read_bytes(), Key("sample", name), STORED, zone=UTC)
        for name in names
    }


@pytest.fixture(scope="module")
def articles(feed: Mapping[str, Document]) -> Mapping[str, Article]:
    return {name: document.article for name, document in feed.items()}


def _raw(root: Path, name: str) -> str:
    return (root / "sample_feed" / name).read_text(encoding="utf-8")


def test_there_is_enough_to_read_in_three_languages(articles: Mapping[str, Article]) -> None:
    assert len(articles) >= 12
    assert {article.language[:2] for article in articles.values()} == {"zh", "en", "ja"}
    assert max(article.minutes for article in articles.values()) >= 8


def test_every_article_has_a_title_and_text(feed: Mapping[str, Document]) -> None:
    titles = [document.article.title for document in feed.values()]
    assert len(set(titles)) == len(titles)
    assert [name for name, document in feed.items() if not document.body.strip()] == []
    assert not [title for title in titles if title.startswith(("---", "+++", "{"))]


def test_every_article_has_a_date_but_those_that_show_what_happens_without(
    articles: Mapping[str, Article],
) -> None:
    by_source: dict[DateSource, set[str]] = {source: set() for source in DateSource}
    for name, article in articles.items():
        by_source[article.date_source].add(name)
    assert by_source[DateSource.FILE] == {"kitchen/_index.md", "rainy-day.md"}
    assert by_source[DateSource.NAME] == {"2026-03-04-what-counts-as-an-article.md"}


def test_one_header_is_broken_and_one_file_is_in_gbk(articles: Mapping[str, Article]) -> None:
    problems = {name: article.problems for name, article in articles.items() if article.problems}
    assert set(problems) == {"repairs.md", "watchmaker.md"}
    assert [problem.line for problem in problems["repairs.md"]] == [2]
    assert articles["repairs.md"].title == "Repairs: what happens to a broken header"
    assert articles["repairs.md"].authors == ("@nightdesk",)
    assert articles["watchmaker.md"].title == "修表的人"


def test_the_welcome_is_the_newest_in_the_group_that_opens_first(articles: Mapping[str, Article]) -> None:
    groups: dict[str, list[str]] = {}
    for name, article in articles.items():
        for tag in article.tags:
            groups.setdefault(tag, []).append(name)
    sizes = sorted(map(len, groups.values()))
    first = max(groups, key=lambda tag: len(groups[tag]))
    assert sizes[-1] > sizes[-2], "the biggest group opens first"
    newest = sorted(groups[first], key=lambda name: articles[name].date, reverse=True)
    assert newest[0] == "welcome.md"
    assert max(article.date for article in articles.values()) == articles["welcome.md"].date


def test_tags_come_by_ones_by_threes_and_not_at_all(articles: Mapping[str, Article]) -> None:
    assert articles["commas.md"].tags == ("随笔", "排版", "中文")
    assert articles["letterpress.md"].tags == ("活版", "随筆")
    assert articles["rainy-day.md"].tags == ()
    assert [name for name, article in articles.items() if article.draft] == ["letter.md"]


@pytest.mark.parametrize("name", ["welcome.md", "welcome.zh-cn.md", "ferry.md"])
def test_some_have_the_long_header_of_scraped_news_and_their_source_in_the_last_line(
    articles: Mapping[str, Article], root: Path, name: str
) -> None:
    assert " ".join(articles[name].extra) == SEED_HEADER
    assert articles[name].link_in_body
    assert _raw(root, name).splitlines()[-1] == f"[{articles[name].source}]({articles[name].link})"


def test_every_kind_of_header_is_there(root: Path) -> None:
    assert tomllib.loads(_raw(root, "specimen.md").split("+++")[1])["tags"]
    assert tomllib.loads(_raw(root, "silence.md").split("+++")[1])["taxonomies"]["tags"]
    assert json.JSONDecoder().raw_decode(_raw(root, "kitchen/bread.md"))[0]["title"]
    assert _raw(root, "boring-format.md").startswith("Title: ")
    assert re.match(r"title: .*\n(?:\w+: .*\n)+---\n", _raw(root, "commas.md"))
    assert _raw(root, "rainy-day.md").startswith("# ")
    assert all(sign in _raw(root, "garden.md") for sign in ("[[", "> [!tip]", "![[", "%%", "=="))
    with pytest.raises(UnicodeDecodeError):
        _raw(root, "watchmaker.md")


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_the_specimen_sheet_has_one_of_each(root: Path, construct: str) -> None:
    assert re.search(CONSTRUCTS[construct], _raw(root, "specimen.md"), re.MULTILINE)


def test_the_bundle_brings_its_picture(articles: Mapping[str, Article], root: Path) -> None:
    image = root / "sample_feed" / "lighthouse" / articles["lighthouse/index.md"].image
    signature, width, height = struct.unpack(">8s8xII", image.read_bytes()[:24])
    assert signature == b"\x89PNG\r\n\x1a\n"
    assert 0 < width <= 640
    assert 0 < height <= 640


def test_every_address_is_one_that_belongs_to_nobody(root: Path) -> None:
    for path in (root / "sample_feed").rglob("*.md"):
        hosts = re.findall(r"https?://([^/\s)>\"'\]]+)", path.read_bytes().decode("utf-8", "replace"))
        assert set(hosts) <= {"example.com", "example.org"}, path.name


def test_no_chinese_sentence_has_half_width_punctuation(feed: Mapping[str, Document]) -> None:
    for name, document in feed.items():
        assert not re.findall(r"[\u4e00-\u9fff][,.;:!?]", document.body), name


TOUR = {
    "j": "down", "k": "up", "enter": "enter", "esc": "leave", "space": "read_on", "s": "toggle_star", "L": "toggle_later",
    "r": "toggle_read", "U": "undo", "o": "open_source", "q": "quit", "/": "search_articles_from_list", "&": "filter_list",
    "A": "add_feed", "I": "import_feeds", "f5": "refresh_feeds", "v": "select_text", "H": "toggle_highlight", "#": "edit_tags",
    "?": "show_help", "M": "open_folder",
}  # fmt: skip
"""The keys that the tour names, and what it says that they do."""


@pytest.mark.parametrize("name", ["welcome.md", "welcome.zh-cn.md", "welcome.zh-tw.md", "welcome.ja.md"])
def test_the_tour_names_the_same_keys_in_all_languages_and_each_does_what_it_says(
    root: Path, name: str
) -> None:
    text = re.sub(
        r"^```.*?^```", "", _raw(root, name).partition("\n---\n")[2], flags=re.DOTALL | re.MULTILINE
    )
    named = {each for each in re.findall(r"`([^`\s]+)`", text) if len(each) == 1 or each in TOUR}
    assert {each for each in named if each.isascii()} == set(TOUR)
    keymap = keymap_of(Settings())
    for key, id_ in TOUR.items():
        typed = {"esc": "escape"}.get(key, key)
        assert typed in keymap.keys[id_], key
    assert "`key_preset`" in text


@pytest.mark.parametrize("preset", KEY_PRESETS)
def test_what_the_tour_shows_has_a_key_in_every_preset(preset: str) -> None:
    keymap = keymap_of(Settings(key_preset=preset))
    assert [id_ for id_ in TOUR.values() if not keymap.keys[id_]] == []
