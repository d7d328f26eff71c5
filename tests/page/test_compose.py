"""The title block, and what the body does not say again."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from reader.article.article import Article, DateSource, Document, HeaderValue, Key, Problem
from reader.page.compose import PageOptions, compose
from reader.page.line import BlockKind, ImageBox
from tests.page.painting import line_text, lines_of, page, settled

PLAIN = Article(
    key=Key("f", "a.md"),
    title="标题",
    title_in_body=False,
    date=datetime(2025, 2, 14, 9, 21, tzinfo=UTC),
    date_source=DateSource.HEADER,
    updated=None,
    tags=(),
    categories=(),
    authors=(),
    language="zh-CN",
    summary="",
    link="",
    link_in_body=False,
    source="",
    image="",
    draft=False,
    guid="",
    words=10,
    characters=0,
    minutes=6,
    problems=(),
    extra={},
)
CHINA = timezone(timedelta(hours=8))


END = "◆"
OPTIONS = PageOptions(CHINA)


def shown(article: Article, body: str, measure: int = 60, options: PageOptions = OPTIONS) -> str:
    blocks = compose(Document(article, body, 1), options)
    first, *lines = (line_text(line).rstrip() for line in lines_of(settled(blocks, measure)))
    assert first == "", "a page begins with some air"
    return "\n".join(lines)


def test_an_author_who_is_the_source_is_named_once() -> None:
    article = PLAIN._replace(source="Tea Garden 茶园", authors=("tea garden 茶园", "Ann"))
    assert "Ann · 2025-02-14 17:21 · 6 min" in shown(article, "x").splitlines()
    article = PLAIN._replace(source="Bees", authors=("Bees",))
    assert "2025-02-14 17:21 · 6 min" in shown(article, "x").splitlines()


def test_what_is_said_of_a_film_stands_behind_it() -> None:
    film: dict[str, HeaderValue] = {
        "url": "https://e.com/1.mp4",
        "type": "video/mp4",
        "size": "4194304",
        "alt": "A dog barks *twice*.",
    }
    article = PLAIN._replace(extra={"enclosures": [film]})
    assert "▶ 4 MB · A dog barks *twice*." in shown(article, "x").splitlines()


def test_an_image_that_the_text_shows_in_a_link_is_not_shown_above_it() -> None:
    article = PLAIN._replace(image="https://c.com/small/https%3A%2F%2Fi.com%2Flamp.png")
    body = "[![](https://c.com/w_424/https%3A%2F%2Fi.com%2Flamp.png)](https://i.com/lamp)"
    assert shown(article, body).count("lamp.png") == 1


def test_everything_known_stands_around_title_and_text() -> None:
    article = PLAIN._replace(
        source="qq", link="https://e.com/x", authors=("肖芳", "Ann Lee"), tags=("qq", "big news")
    )
    assert shown(article, "\n正文。\n", 21) == page("""
qq
标题
━━━━
肖芳, Ann Lee ·
2025-02-14 17:21 ·
6 min

正文。

          ◆

#qq  #big\N{NO-BREAK SPACE}news
""")
    source = compose(Document(article, "x", 1), PageOptions(CHINA))[0].runs[0]
    assert (source.text, source.link) == ("qq", "https://e.com/x")


def test_no_line_under_the_title_begins_with_a_separator_or_a_time() -> None:
    article = PLAIN._replace(source="example.org", authors=("The night editor",), draft=True)
    for measure in range(20, 60):
        block = shown(article, "", measure).split("\n\n")[0]
        assert not [line for line in block.splitlines() if line.startswith(("·", "17:21"))]


def test_what_is_not_known_is_left_out() -> None:
    assert shown(PLAIN, "正文。", 24) == "标题\n━━━━\n2025-02-14 17:21 · 6 min\n\n正文。\n\n           ◆"


def test_a_day_without_a_time_is_shown_as_a_day() -> None:
    day = PLAIN._replace(date=datetime(2025, 2, 13, 16, tzinfo=UTC))
    assert "2025-02-14 · 6 min" in shown(day, "x")


def test_the_date_of_a_file_is_shown_as_such() -> None:
    assert "no date; file of 2025-02-14 · 6 min" in shown(PLAIN._replace(date_source=DateSource.FILE), "x")


def test_problems_are_told_with_their_line() -> None:
    article = PLAIN._replace(problems=(Problem("The header is broken.", 3), Problem("No date.")))
    assert shown(article, "x").startswith(
        page("""
标题
━━━━
2025-02-14 17:21 · 6 min

⚠ Line 3: The header is broken.

⚠ No date.

x
""")
    )


def test_an_empty_article_says_so() -> None:
    blocks = compose(Document(PLAIN._replace(words=0), "\n<!-- x -->\n", 1), PageOptions(CHINA))
    assert blocks[-1].kind is BlockKind.NOTICE
    assert shown(PLAIN._replace(words=0), "") == "标题\n━━━━\n2025-02-14 17:21\n\nThis article has no text."


def test_what_a_problem_tells_is_not_told_twice() -> None:
    article = PLAIN._replace(words=0, problems=(Problem("The file is empty."),))
    assert shown(article, "") == "标题\n━━━━\n2025-02-14 17:21\n\n⚠ The file is empty."


def test_the_heading_that_became_the_title_is_not_repeated() -> None:
    body = "# 标题\n\n正文。\n\n## 标题\n"
    assert shown(PLAIN._replace(title_in_body=True), body).count("标题") == 2
    assert shown(PLAIN, body).count("标题") == 3


@pytest.mark.parametrize(
    "body",
    [
        '<h1 align="center">标题</h1>\n\n正文。',
        "<p><img src=a.png></p>\n<h1>\n\n**标题**\n\n</h1>\n\n正文。",
    ],
)
def test_a_heading_of_html_at_the_top_is_not_repeated_either(body: str) -> None:
    assert shown(PLAIN, body).count("标题") == 1
    assert shown(PLAIN, body.replace("<h1", "引言\n\n<h1")).count("标题") == 2
    assert shown(PLAIN, body.replace("标题", "别的")).count("别的") == 1


@pytest.mark.parametrize(
    "body",
    [
        "## 小节\n\n# 标题\n\n正文。",
        "> # 标题\n\n正文。",
        "```\n# 标题\n```\n\n# 别的\n",
        "<div>\n# 标题\n</div>\n\n# 别的\n",
        "# !\n\n正文。",
    ],
)
def test_no_other_heading_is_left_out_in_its_place(body: str) -> None:
    assert shown(PLAIN._replace(title_in_body=True), body) == shown(PLAIN, body)


@pytest.mark.parametrize(
    "body",
    [
        "正文。\n\n```\n代码\n\n[qq](https://e.com/x)\n",
        "正文。\n\n<pre>\n代码\n\n[qq](https://e.com/x)\n",
        "- 一\n\n  二\n\n  [qq](https://e.com/x)\n",
        "正文。\n\n[qq](https://e.com/y)\n",
        "正文。\n\n见 [qq](https://e.com/x)\n",
        "正文。",
    ],
)
def test_nothing_but_the_link_is_left_out_in_its_place(body: str) -> None:
    article = PLAIN._replace(link="https://e.com/x")
    assert shown(article._replace(link_in_body=True), body) == shown(article, body)


@pytest.mark.parametrize(
    ("title", "heading"),
    [("H₂O 😄", "H~2~O :smile: {#water}"), ("a 标记 b", "a ==标记== b"), ("a <b> c", "a <b> c")],
)
def test_a_title_of_special_signs_is_not_said_twice(title: str, heading: str) -> None:
    page_shown = shown(PLAIN._replace(title=title, title_in_body=True), f"# {heading}\n\n正文。")
    assert page_shown.count(title) == 1
    assert "\n\n正文。\n\n" in page_shown


def test_the_source_at_the_end_is_hidden_because_a_key_opens_it() -> None:
    body = "正文。\n\n[qq](https://e.com/x)\n"
    assert "qq" not in shown(PLAIN._replace(link="https://e.com/x", link_in_body=True), body)
    with_note = f"a[^1]\n\n[^1]: note\n\n{body}"
    assert "qq" not in shown(PLAIN._replace(link="https://e.com/x", link_in_body=True), with_note)
    assert "qq" in shown(PLAIN, body)


def test_an_article_of_nothing_but_its_link_says_that_it_is_empty() -> None:
    article = PLAIN._replace(link="https://e.com/x", link_in_body=True, title_in_body=True)
    assert "no text" in shown(article, "# 标题\n\n[qq](https://e.com/x)\n")


def test_front_matter_that_switches_formulas_on_has_them_seen() -> None:
    assert "word ab" not in shown(PLAIN, "word $ab$")
    assert "word ab" in shown(PLAIN._replace(extra={"mathjax": "true"}), "word $ab$")


def test_lines_of_listings_are_numbered_on_wish() -> None:
    document = Document(PLAIN, "```\na\nb\n```", 1)
    lines = lines_of(settled(compose(document, PageOptions(CHINA, numbered=True)), 60))
    assert [line_text(line).strip() for line in lines[-4:]] == ["1  a", "2  b", "", END]


def test_a_title_with_a_formula_is_not_said_twice() -> None:
    article = PLAIN._replace(title="About $x^2$", title_in_body=True)
    assert shown(article, "# About $x^2$\n\ntext").count("About") == 1


def test_the_picture_and_the_lead_stand_between_title_block_and_text() -> None:
    article = PLAIN._replace(summary="苹果为什么选中了它？", image="https://e.com/i/cover.jpg?w=9")
    assert shown(article, "正文。").startswith(
        page("""
标题
━━━━
2025-02-14 17:21 · 6 min

  苹果为什么选中了它？


正文。
""")
    )
    blocks = compose(Document(article, "正文。", 1), PageOptions(CHINA))
    assert [block.kind for block in blocks[2:4]] == [BlockKind.IMAGE, BlockKind.LEAD]
    assert blocks[2].info == "https://e.com/i/cover.jpg?w=9", "it is still known, so that a key can fetch it"


def test_a_lead_in_a_narrow_pane_is_not_made_narrower() -> None:
    article = PLAIN._replace(summary="苹果为什么选中了它？它又为什么答应？")
    assert "\n苹果为什么选中了它？它又为什么\n答应？\n\n\n正文。" in shown(article, "正文。", 33)
    assert "\n  苹果为什么选中了它？它又为什么\n  答应？\n\n\n正文。" in shown(article, "正文。", 34)


def test_the_picture_of_the_front_matter_is_as_wide_as_the_text_where_it_is_drawn() -> None:
    article = PLAIN._replace(image="cover.jpg")
    drawn = PageOptions(CHINA, image=lambda _: ImageBox(400, 200))
    lines = lines_of(settled(compose(Document(article, "正文。", 1), drawn), 60))
    rows = [line.image for line in lines if line and line.image]
    assert (rows[0].columns, rows[0].rows, len(rows)) == (60, 15, 15)
    assert [line_text(line) for line in lines[:4]] == ["", "标题", "━━━━", "2025-02-14 17:21 · 6 min"]
    assert "▣" not in "".join(map(line_text, lines))
    small = PageOptions(CHINA, image=lambda _: ImageBox(200, 100))
    lines = lines_of(settled(compose(Document(article, "正文。", 1), small), 60))
    assert next(line.image.columns for line in lines if line and line.image) == 20, "a small one stays small"


@pytest.mark.parametrize(
    ("path", "categories", "source", "kicker"),
    [
        ("a.md", (), "", ""),
        ("Essays/a.md", (), "", "Essays"),
        ("Essays/2025/02/a.md", (), "", "Essays"),
        ("content/en/blog/my-trip/index.md", (), "", "blog"),
        ("_posts/2020-01-02-a.md", (), "", ""),
        ("posts/zh-hans/a.md", (), "", ""),
        ("feeds/Some feed/a.md", (), "Some feed", "Some feed"),
        ("x/a.md", ("技术/编程", "二"), "", "技术 › 编程"),
        ("x/a.md", ("Opinion",), "The Paper", "The Paper · Opinion"),
        ("x/a.md", ("the paper",), "The Paper", "The Paper"),
        ("标题/a.md", (), "", ""),
    ],
)
def test_source_and_section_stand_above_the_title(
    path: str, categories: tuple[str, ...], source: str, kicker: str
) -> None:
    article = PLAIN._replace(key=Key("f", path), categories=categories, source=source)
    before, _, _ = shown(article, "x").partition("标题\n━")
    assert before == (f"{kicker}\n" if kicker else "")


def test_the_foot_stands_below_notes_and_only_below_the_whole_text() -> None:
    article = PLAIN._replace(tags=("one", "two"))
    options = PageOptions(CHINA, languages=("en",))
    assert shown(article, "a[^n]\n\n[^n]: note\n", 21, options).endswith(
        page("""
          ◆

#one  #two
also in English
""")
    )
    blocks = compose(Document(article, "a", 1), options, is_whole=False)
    assert blocks[-1].kind is BlockKind.PARAGRAPH


def test_an_article_without_text_has_no_mark_that_it_ends() -> None:
    assert END not in shown(PLAIN._replace(words=0, tags=("a",)), "")
    assert shown(PLAIN._replace(words=0, tags=("a",)), "").endswith("no text.\n\n#a")


@pytest.mark.parametrize(
    "body",
    [
        "It is about *tea*, and more.",
        "![](a.png)\n\n## Tea\n\nIt is about\n\ntea.",
        "> It is [about](https://e.com) tea\n",
    ],
)
def test_a_lead_that_the_text_begins_with_is_not_said_twice(body: str) -> None:
    article = PLAIN._replace(summary="It is about tea...")
    assert shown(article, body) == shown(PLAIN, body)
    assert shown(article, "Not so. " + body).count("It is about tea...") == 1


def test_a_lead_that_goes_on_where_the_text_ends_is_shown() -> None:
    assert "about tea." in shown(PLAIN._replace(summary="It is about tea."), "It is")
    assert "about tea." in shown(PLAIN._replace(summary="It is about tea."), "")


def test_a_picture_that_the_text_shows_is_not_shown_twice() -> None:
    article = PLAIN._replace(image="/img/cover.jpg")
    options = PageOptions(CHINA, image=lambda _: ImageBox(400, 200))

    def images(body: str) -> list[str]:
        blocks = compose(Document(article, body, 1), options)
        return [block.info for block in blocks if block.kind is BlockKind.IMAGE]

    assert images("正文。\n\n![猫](img/cover.jpg)") == ["img/cover.jpg"]
    assert images("正文。\n\n![猫](img/other.jpg)") == ["/img/cover.jpg", "img/other.jpg"]


def test_an_update_a_day_or_more_later_is_told() -> None:
    later = PLAIN._replace(updated=PLAIN.date + timedelta(days=6))
    assert "2025-02-14 17:21 · updated 2025-02-20 · 6 min" in shown(later, "x")
    for hours in (-48, 0, 23):
        assert "updated" not in shown(PLAIN._replace(updated=PLAIN.date + timedelta(hours=hours)), "x")


def test_a_draft_says_so_first() -> None:
    assert "━\ndraft · 2025-02-14" in shown(PLAIN._replace(draft=True, source="qq"), "x")


def test_the_languages_of_translations_are_named_in_themselves() -> None:
    document = Document(PLAIN, "正文。", 1)
    blocks = compose(document, PageOptions(CHINA, languages=("en", "ja")))
    assert "".join(run.text for run in blocks[-1].runs) == "also in English, 日本語"
    other = compose(document, PageOptions(CHINA, languages=("zh-TW",)))
    assert "".join(run.text for run in other[-1].runs) == "also in 繁體中文"


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("zh-CN", "警告"),
        ("zh-Hant", "警告"),
        ("ja", "警告"),
        ("en", "Warning"),
        ("", "Warning"),
        ("de", "Warning"),
    ],
)
def test_a_callout_is_named_in_the_language_of_its_article(language: str, word: str) -> None:
    article = PLAIN._replace(language=language)
    for body in ("> [!warning]\n> 正文。", "!!! warning\n    正文。", ":::warning\n正文。\n:::"):
        assert word in shown(article, body)
    assert f"{word} · 小心" in shown(article, "> [!warning] 小心\n> 正文。")


def test_scripts_of_chinese_have_words_of_their_own() -> None:
    for language, word in (
        ("zh", "问题"),
        ("zh-TW", "問題"),
        ("zh-HK", "問題"),
        ("yue", "問題"),
        ("ja", "質問"),
    ):
        assert word in shown(PLAIN._replace(language=language), "> [!faq]\n> 正文。")
    assert "我的 · 题" in shown(PLAIN, "> [!我的] 题\n> 正文。")
