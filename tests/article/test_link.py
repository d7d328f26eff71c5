"""The source of an article: named by the header, or by the body's last block."""

import pytest

from tests.article.articles import article, read

QQ = "https://new.qq.com/rain/a/20250214A06TQ000"
ENDINGS = {
    f"Text.\n\n[qq]({QQ})\n": (QQ, True, "qq"),
    f"Text.\n\n[qq]({QQ})": (QQ, True, "qq"),
    f"Text.\n\n[qq]({QQ})  \n\n\n": (QQ, True, "qq"),
    f'Text.\n\n[qq](<{QQ}> "the source")\n': (QQ, True, "qq"),
    f"Text.\n\n[**qq** 新闻]({QQ})\n": (QQ, True, "qq 新闻"),
    f"Text.\n\n[原文链接]({QQ})\n": (QQ, True, "new.qq.com"),
    f"Text.\n\n[{QQ}]({QQ})\n": (QQ, False, "new.qq.com"),
    f"Text.\n\n<{QQ}>\n": (QQ, False, "new.qq.com"),
    f"Text.\n\n{QQ}\n": (QQ, False, "new.qq.com"),
    f"Text.\n\n[{'a sentence that goes on ' * 3}]({QQ})\n": (QQ, False, "new.qq.com"),
    f"Text, which ends so:\n\n[qq]({QQ})\n": (QQ, False, "qq"),
    f"Text.\n\n## Source\n\n[qq]({QQ})\n": (QQ, False, "qq"),
    "Text.\n\n[w](https://en.wikipedia.org/wiki/A_(b))\n": ("https://en.wikipedia.org/wiki/A_(b)", True, "w"),
    "Text.\n\n[w](https://www.example.org/)\n": ("https://www.example.org/", True, "w"),
    f"[qq]({QQ})\n": ("", False, ""),
    f"Text.\n[qq]({QQ})\n": ("", False, ""),
    f"Text.\n\nSee [qq]({QQ})\n": ("", False, ""),
    f"Text.\n\n[a]({QQ}) [b]({QQ})\n": ("", False, ""),
    f"Text.\n\n- [qq]({QQ})\n": ("", False, ""),
    f"Text.\n\n    [qq]({QQ})\n": ("", False, ""),
    f"Text.\n\n![qq]({QQ})\n": ("", False, ""),
    f"Text.\n\n[![i]({QQ})]({QQ})\n": ("", False, ""),
    "Text.\n\n[next](../next.md)\n": ("", False, ""),
    "Text.\n\n[x](javascript:alert(1)//://)\n": ("", False, ""),
    "Text.\n\n[x](mailto:jane@example.org)\n": ("", False, ""),
    "Text.\n\n[x](file:///etc/passwd)\n": ("", False, ""),
    "Text.\n\n[x](https://user:secret@example.org/)\n": ("", False, ""),
    "Text.\n\n[x](https://exa\x1bmple.org/)\n": ("", False, ""),
}


@pytest.mark.parametrize("body", ENDINGS)
def test_the_last_block_is_the_source_where_it_is_one_link(body: str) -> None:
    found = read(body).article
    assert (found.link, found.link_in_body, found.source) == ENDINGS[body]


NO_SOURCES = [
    "About apples. [^1]\n\n[^1]: [Fruit](https://a.example/fruit)\n",
    "About apples. [^1]\n\n[^1]: https://a.example/fruit\n",
    "See [x].\n\n[x]: https://a.example/fruit\n",
    "Text.\n\n[8/8] ([View](https://a.example/p))\n",
    "Text.\n\n[a] [b](https://a.example/p)\n",
    "Text.\n\n[View](https://a.example/p))\n",
    "# Tools\n\n## One\n\nWords.\n\n## Two\n\n[Two's home](https://a.example/two)\n",
    "## References\n\nAnn Lee, [Winds](https://a.example/w), 2013.\n\n[Tides](https://a.example/one)\n",
    "### 例题\n\n[一](https://a.example/1)：求答案。\n\n[二](https://a.example/2)\n",
    "## Exercises\n\n- [One](https://a.example/1)\n\nWith a note.\n\nhttps://a.example/one\n",
    "Read:\n\n[One](https://a.example/one)\n\n[Two](https://a.example/two)\n",
    "Read:\n\nhttps://a.example/one\n\nhttps://a.example/two\n",
]


@pytest.mark.parametrize("body", NO_SOURCES)
def test_a_note_a_definition_and_one_link_of_several_are_no_source(body: str) -> None:
    found = read(body).article
    assert (found.link, found.link_in_body, found.source) == ("", False, "")


@pytest.mark.parametrize("heading", ["## Source", "### 来源", "## 出典", "# Original article"])
def test_a_link_below_a_heading_that_says_so_is_the_source(heading: str) -> None:
    assert read(f"Text.\n\n{heading}\n\n[qq [2]]({QQ})\n").article.link == QQ


HEADERS = {
    f"link: {QQ}": (QQ, "new.qq.com"),
    f"source: {QQ}": (QQ, "new.qq.com"),
    f"url: {QQ}": (QQ, "new.qq.com"),
    f"canonicalURL: {QQ}": (QQ, "new.qq.com"),
    f"original-url: <{QQ}>": (QQ, "new.qq.com"),
    f'source: "[qq]({QQ})"': (QQ, "new.qq.com"),
    f"url: /2013/05/06/x.html\ncanonical: {QQ}": (QQ, "new.qq.com"),
    f"source: 腾讯新闻\nlink: {QQ}": (QQ, "腾讯新闻"),
    f"link: {QQ}\nsite: QQ": (QQ, "QQ"),
    "source: 腾讯新闻": ("", "腾讯新闻"),
    f"link:\n  url: {QQ}\n  name: x": (QQ, "new.qq.com"),
    "link: https://www.example.org/x": ("https://www.example.org/x", "example.org"),
    "link: https://例え.jp/x": ("https://xn--r8jz45g.jp/x", "xn--r8jz45g.jp"),
    "link: javascript:alert(1)": ("", ""),
    "link: example.org": ("", ""),
    "link: null": ("", ""),
}


@pytest.mark.parametrize("header", HEADERS)
def test_the_header_may_name_the_source(header: str) -> None:
    found = article(header)
    assert (found.link, found.source) == HEADERS[header]


def test_a_last_block_that_repeats_the_headers_link_is_hidden_too() -> None:
    found = article(f"link: {QQ}", f"Text.\n\n[qq]({QQ})\n")
    assert (found.link, found.link_in_body, found.source) == (QQ, True, "qq")


def test_a_last_block_that_leads_elsewhere_stays() -> None:
    found = article(f"link: {QQ}", "Text.\n\n[more](https://example.org)\n")
    assert (found.link, found.link_in_body, found.source) == (QQ, False, "new.qq.com")


@pytest.mark.parametrize("title", ["r/sailing", "fleet / tiller activity", "#fog", "AC/DC *News*"])
def test_the_title_of_a_feed_is_its_name_whatever_it_is(title: str) -> None:
    header = f'link: https://e.org/1\nfeed_url: https://e.org/rss\nsource: "{title}"'
    assert article(header).source == title
    assert article("link: https://e.org/1\nsource: ../notes/r").source == "e.org"
