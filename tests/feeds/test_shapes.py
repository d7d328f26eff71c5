"""Feeds in the form of those that many people follow, in English and in Chinese, as other programs and our page show them."""

import re
from pathlib import Path

import pytest

from reader.feeds.files.article_file import article_file
from reader.feeds.files.entry_parts import fields_of, parts_of
from reader.feeds.formats.parse import parse_feed
from tests.feeds.other_reader import read, words
from tests.page.painting import painted

SHAPES = {each.stem: each.read_bytes() for each in (Path(__file__).parent / "shapes").iterdir()}
ADDRESS = "https://feeds.example/feed"


def articles_of(shape: str) -> dict[str, str]:
    """Return the Markdown of a feed's entries by their titles."""
    feed = parse_feed(SHAPES[shape], ADDRESS)
    parts = [parts_of(article_file(each, feed, feed.title, ADDRESS, ())) for each in feed.entries]
    return {str(fields_of(each.header)["title"]): each.given for each in parts}


@pytest.mark.parametrize("shape", SHAPES)
def test_no_markup_is_seen(shape: str) -> None:
    for markdown in articles_of(shape).values():
        found = read(markdown, notes=True)
        for code in list(found.iter("code", "pre")):
            code.text = ""
            for child in list(code):
                code.remove(child)
        seen = re.sub(r"\$[^$\n]+\$|https?://\S+", "", found.text_content())
        assert not re.search(
            r"\*\*|\]\(|\[\^|<\w|&\w+;|\\[^a-z]|~~|^\s*(?:[\\>|]|#+ )", seen, re.MULTILINE
        ), seen
        assert not re.search(r"^[ >]*\\$", markdown, re.MULTILINE)
        assert "\n\n\n" not in markdown


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("width", [100, 60, 30])
def test_our_page_shows_no_markup(shape: str, width: int) -> None:
    for markdown in articles_of(shape).values():
        page = painted(markdown, width)
        assert not re.search(r"\*\*|\]\(|\[\^|</?[a-z]|~~|\\", page.replace("$HOME", "")), page


def test_a_mastodon_feed() -> None:
    titles = list(articles_of("mastodon"))
    assert "@bob the second flush is *much* better than the first. I steeped it for 3…" in titles
    assert "Shopping list: - gaiwan - scale (0.1 g) - patience" in titles
    assert "🍵🍵🍵" in titles


def test_a_youtube_feed() -> None:
    english, chinese = articles_of("youtube").values()
    lines = [each.strip() for each in painted(english, 100).splitlines()]
    assert lines[lines.index("Chapters:") :][:6] == [
        "Chapters:",
        "00:00 Start",
        "01:30 Leaves & roots",
        "05:05 Which branch goes?",
        "12:45 Summer, autumn",
        "19:10 The row today",
    ]
    assert "- gloves" in lines
    assert "*No* cuts hurt the plants." in lines[0]
    assert next(words(each) for each in read(chinese)) == "清明前三天，我们跟着老张上山。"
    assert len(list(read(chinese).iter("br"))) == 5


def test_a_podcast() -> None:
    notes, chinese, trailer = articles_of("podcast").values()
    assert "Our guest was **Dr. Ito**(water lab)." in notes
    assert "[transcript](https://kettle.example/42#transcript)" in notes
    assert [each.tag for each in read(chinese)] == ["p"] * 3
    assert "pixel" not in chinese
    assert trailer.splitlines()[-2:] == ["Ann and Bo drink tea and talk.\\", "Every Monday."]


def test_a_substack_feed() -> None:
    english, chinese = (read(each, notes=True) for each in articles_of("substack").values())
    assert [each.get("alt") for each in english.iter("img")] == ["A black kettle on a gas stove"]
    assert "w_1456,c_limit,f_auto" in english.find(".//img").get("src")
    assert next(words(each) for each in english.iter("em")) == "My kettle, before the dent"
    notes = [words(each).rstrip("↩︎ ") for each in english.iterfind(".//section//li")]
    assert notes == [
        "And from trains. But that is another essay.",
        "The physics: bubbles stop collapsing once the water is hot all through. See this paper.",
    ]
    assert "https://www.youtube.com/watch?v=bbbbbbbbbb1" in [each.get("href") for each in english.iter("a")]
    assert [words(each) for each in chinese.iter("strong")] == ["不能催", "盯着的壶不开"]
    assert [words(each) for each in chinese.iter("em")] == ["一", "二", "三"]


def test_a_wordpress_feed() -> None:
    english, chinese = articles_of("wordpress").values()
    found = read(english, notes=True)
    assert [each.get("src").rpartition("/")[2] for each in found.iter("img")] == ["kiln-2048x1365.jpg"]
    assert [
        (each.get("start") or "1", words(each)) for each in found.iter("ol") if each.get("class") is None
    ] == [
        ("3", "Close the spy hole."),
        ("2", "Wait."),
        ("1", "Neveropen it early!"),
    ]
    assert "[schedule](#the-schedule)" in english
    assert "$Q = m c \\Delta T$, so a pot of 2 kg costs about $3, or $4 in winter." in english
    assert found.find(".//code").get("class") == "language-python"
    assert [words(each).rstrip("↩︎ ") for each in found.iterfind(".//section//li")] == ["Dry pots only."]
    assert chinese.count("ash.jpg") == 1
    assert "*左起：第一、二、三遍*" in chinese
    assert "碱(jiǎn)" in chinese
    assert "b.gif" not in chinese


def test_releases_on_github() -> None:
    release, repair = articles_of("github_releases").values()
    found = read(release, notes=True)
    assert (
        found.find(".//pre").text_content()
        == "pip install -U kettle\nexport KETTLE_HOME=$HOME/.kettle  # new\n"
    )
    assert (
        words(found.find("blockquote"))
        == "Warning Old configuration files are read once and then renamed[1]."
    )
    assert [words(each).rstrip("↩︎ ") for each in found.iterfind(".//section//li")] == ["To kettle.toml.old."]
    assert "$T = 100 - 0.0033h$" in repair
    assert words(read(repair).find(".//strong")) == "沸点"
