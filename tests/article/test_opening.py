"""How a text begins, for lists: its first paragraph, without markup."""

import pytest

from reader.article.opening import OPENING_LIMIT, opening


@pytest.mark.parametrize(
    ("body", "begins"),
    [
        ("Text.\n\nMore.\n", "Text."),
        ("It *begins* so, 2. and - so.", "It begins so, 2. and - so."),
        ("\n\n# Title\n\nTwo\nlines.\n\nMore.", "Two lines."),
        ("Title\n=====\n\nText.", "Text."),
        ("Title\n---\nText.", "Text."),
        ("> 界面新闻记者 | 肖芳\n\n苹果。", "界面新闻记者 | 肖芳"),
        ("- [x] done\n- more", "done more"),
        ("3. third", "third"),
        ("> [!NOTE] Title\n> Text", "Title Text"),
        ("![](a.png)\n\nText.", "Text."),
        ("[![badge](a.svg)](https://example.org)\n\nText with **bold** and [a link](b.md).", "badge"),
        ("<div>\n\nText.\n\n</div>", "Text."),
        ("```sh\nrun\n```\n\nText.", "Text."),
        ("~~~\nrun\n\nmore\n~~~\nText.", "Text."),
        ("$$x = 1$$\n\nText.", "Text."),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\nText.", "Text."),
        ("{% include a.html %}\n{{< toc >}}\n\nText.", "Text."),
        ("import A from 'a'\n\nText.", "Text."),
        ("---\n***\n\nText.", "Text."),
        ("[^1]: A note.\n\nText.", "Text."),
        ("# Only a heading", ""),
        ("", ""),
        ("```\nnever closed", ""),
    ],
)
def test_an_opening_is_the_first_paragraph(body: str, begins: str) -> None:
    assert opening(body) == begins


def test_an_opening_is_short_and_is_searched_near_the_beginning() -> None:
    assert opening("字" * 5_000) == "字" * OPENING_LIMIT
    assert not opening("# Heading\n\n" * 5_000 + "Text.")
