"""Ends of source lines as line breaks: kept, joined, or seen in verse and lists of ``1、``."""

import pytest

from reader.page.as_html import as_html
from reader.page.line import BlockKind
from reader.page.lines.line_breaks import AUTO, AUTO_KEEP, KEEP, MARKDOWN, line_breaks_of
from reader.page.markdown.parse import parse


def text(markdown: str, mode: str) -> str:
    blocks = parse(markdown, line_breaks=mode)
    return "\n\n".join("".join(run.text for run in block.runs) for block in blocks)


VERSE = "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。"


@pytest.mark.parametrize(
    "source",
    [
        VERSE,
        "白日依山尽，\n黄河入海流。",
        "轻轻的我走了\n正如我轻轻的来\n我轻轻的招手",
        "Two roads diverged in a yellow wood,\nAnd sorry I could not travel both\nAnd be one traveler, long I stood",
        "John Smith\n12 High Street\nLondon",
        "作者：张三\n日期：2024",
        "Author: Ann\nDate: May 2024",
        "1、第一点\n2、第二点\n3、第三点",
        "要点如下：\n1.第一点，比较长的一点，有很多字在里面，一直写到这里才结束\n2.第二点",
        "一、总则\n二、细则",
        "（1）甲\n（2）乙",
        "① 甲\n② 乙",
        "a) one\nb) two",
        "i) one\nii) two\niii) three",
        "● 甲\n● 乙",
    ],
)
def test_verse_and_lists_keep_their_lines_by_themselves(source: str) -> None:
    assert text(source, AUTO) == text(source, KEEP) == source
    assert "\n" not in text(source, MARKDOWN)


@pytest.mark.parametrize(
    "source",
    [
        "This is prose that was wrapped by hand\nand goes on in the next line, as\nprose does. It ends here.",
        "他今天去了北京，\n然后又去了上海，因为那里有一个非常重要的会议需要他亲自去参加，\n所以很晚才回来。",
        "One sentence a line.\nAnother sentence.\nA third one.",
        "[a](x)\n[b](y)\n[c](z)",
        "见 1、\n那么",
        "They say (see part\na) that it rained",
    ],
)
def test_prose_in_lines_is_joined(source: str) -> None:
    assert "\n" not in text(source, AUTO)


def test_the_lines_below_an_item_belong_to_it() -> None:
    assert text("1、第一点\n接着说\n2、第二点", AUTO) == "1、第一点接着说\n2、第二点"


def test_kept_lines_are_kept_in_quotes_items_and_links_but_not_in_code() -> None:
    assert text("> a\n> b\n\n- c\n  d", KEEP) == "a\nb\n\nc\nd"
    assert text("a `b\nc` [d\ne](f)\ng\\\nh  \ni", KEEP) == "a b c d\ne\ng\nh\ni"
    assert text("# A\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nx\ny\n```", KEEP) == "A\n\na\tb\nc\td\n\nx\ny"
    assert [block.kind for block in parse("![a](a.png)\n![b](b.png)", line_breaks=KEEP)] == [
        BlockKind.IMAGE
    ] * 2


def test_html_has_the_line_breaks_of_the_page() -> None:
    assert as_html("a\nb") == "<p>a\nb</p>\n"
    assert as_html("a\nb", KEEP) == "<p>a<br />\nb</p>\n"
    assert as_html(VERSE, AUTO).count("<br />") == 3
    assert as_html("a\nb", AUTO) == "<p>a\nb</p>\n"


@pytest.mark.parametrize(
    ("header", "mode", "expected"),
    [
        ({}, AUTO, AUTO),
        ({}, AUTO_KEEP, KEEP),
        ({"breaks": "true"}, AUTO, KEEP),
        ({"breaks": "false"}, AUTO_KEEP, MARKDOWN),
        ({"line_breaks": "keep"}, AUTO, KEEP),
        ({"line-breaks": "markdown"}, AUTO_KEEP, MARKDOWN),
        ({"marked": {"breaks": "true"}}, AUTO, KEEP),
        ({"markdown": {"goldmark": {"renderer": {"hardWraps": "yes"}}}}, AUTO, KEEP),
        ({"strictLineBreaks": "true"}, AUTO_KEEP, MARKDOWN),
        ({"strictLineBreaks": "false"}, AUTO, KEEP),
        ({"breaks": "true"}, MARKDOWN, MARKDOWN),
        ({"breaks": "false"}, KEEP, KEEP),
        ({"breaks": "three of them"}, AUTO, AUTO),
    ],
)
def test_the_setting_comes_before_the_front_matter_and_that_before_the_folder(
    header: dict[str, str], mode: str, expected: str
) -> None:
    assert line_breaks_of(mode, header) == expected
