"""What stands for an image: words that say something, or nothing."""

from datetime import UTC, datetime

import pytest

from reader.article import Key, read_document
from reader.page.compose import PageOptions, compose
from reader.page.line import BlockKind, ImageBox
from reader.page.lines.block_layout import block_text
from reader.page.markdown.parse import parse
from tests.page.painting import painted


@pytest.mark.parametrize(
    "image",
    [
        '<img src="https://a.example.com/u/1?s=180" class="pquote-avatar" alt="avatar">',
        '<img src="https://a.example.com/u/1?s=180" class="pquote-avatar" alt="">',
        "![avatar](https://a.example.com/u/1)",
        "![](/img/spacer.gif)",
        "![](icon-16.png)",
        "![Icon](x.svg)",
        "![头像](x.png)",
        '<img src="badge.svg">',
        "![](<>)",
    ],
)
def test_an_image_that_only_decorates_has_no_words(image: str) -> None:
    assert painted(f"{image} I have found it.") == "I have found it."
    assert painted(f"before\n\n{image}\n\nafter") == "before\n\nafter"


@pytest.mark.parametrize(
    ("image", "shown"),
    [
        ("![Build status](https://e.com/badge.svg)", "▣ Build status — e.com"),
        ("![An icon of the twelfth century](icon.png)", "▣ An icon of the twelfth century"),
        ("![](emblem.png)", "▣ emblem.png"),
        ("![](iconography.png)", "▣ iconography.png"),
        ('<img class="avatar" alt="Ann Lee" src="a.png">', "▣ Ann Lee"),
    ],
)
def test_an_image_that_says_something_keeps_its_words(image: str, shown: str) -> None:
    assert painted(f"{image} text", 60) == f"{shown} text"


def test_a_link_never_loses_its_only_words() -> None:
    (block,) = parse("[![badge](https://e.com/b.svg)](https://e.com/) text")
    assert next((run.text, run.link) for run in block.runs) == ("▣ badge — e.com", "https://e.com/")
    (block,) = parse('<a href="https://e.com/"><img alt="avatar" src="b.png"></a> text')
    assert next((run.text, run.link) for run in block.runs) == ("▣ avatar", "https://e.com/")


@pytest.mark.parametrize(
    "name",
    [
        "a3f9c2e1b07d.png",
        "640.jpg",
        "IMG_2031.JPG",
        "image1.png",
        "image.png",
        "2024-01-02.png",
        "截图1.png",
        "640x480.webp",
    ],
)
def test_the_name_that_a_program_gave_is_not_shown(name: str) -> None:
    assert painted(f"![](pictures/{name})") == "▣ Image"


@pytest.mark.parametrize(
    "name", ["map.png", "x.png", "decade.gif", "imagery.png", "chapter-1.png", "figure2.png"]
)
def test_the_name_that_a_person_gave_is_shown(name: str) -> None:
    assert painted(f"![](pictures/{name})") == f"▣ {name}"


def test_below_an_image_that_is_seen_the_name_of_its_file_is_not_repeated() -> None:
    def words(markdown: str, width: int = 200) -> list[str]:
        options = PageOptions(UTC, image=lambda _: ImageBox(width, 100))
        document = read_document(
            markdown.encode(), Key("f", "a.md"), datetime(2026, 3, 1, tzinfo=UTC), zone=UTC
        )
        blocks = compose(document, options)
        return [block_text(block) for block in blocks if block.kind is BlockKind.IMAGE]

    assert words("![](map.png)\n\ntext") == [""]
    assert words("![The map](map.png)\n\ntext") == ["▣ The map"]
    assert words("![](map.png)\n\ntext", width=10) == ["▣ map.png"], "too small to be drawn"
