"""Passages of Markdown as they stand on the page, on one line."""

import re

import pytest

from reader.actions.finding.passages import passage_around


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("## The **HIT** here ## {#top .x}\n\nNext.", "The HIT here Next."),
        ("HIT\n===\n\nNext", "HIT Next"),
        ("Before\n\n```python\nx = HIT | 1  # y\nz\n```\n\nBehind", "x = HIT | 1 # y z Behind"),
        ("HIT it\n\n~~~ {.sh}\nls\n~~~\nBehind", "HIT it ls Behind"),
        ("``` HIT-language\ncode\n```", "HIT-language code"),
        ("> [!NOTE] A HIT\n> quoted\n\n---\n\nBehind", "A HIT quoted Behind"),
        ("- [x] HIT\n- two\n1. three\n2) four", "HIT two three four"),
        ("| a | HIT |\n|---|:-:|\n| 1 | **2** |", "a · HIT 1 · 2"),
        ("- 港口HIT\n- 第二\n第三", "港口HIT 第二第三"),
        ("一 HIT\n# 二\n三", "一 HIT 二 三"),
        ("[^1]: A HIT\n\n[ref]: https://example.com\n\nBehind", "A HIT Behind"),
        ("::: warning\nA HIT\n:::\n$$\nx\n$$", "A HIT x"),
        ("**bold " + "a " * 600 + "HIT** behind", None),
        ("a `HIT` in [a link](https://example.com/x) <b>here</b> &amp; 2*3*4 __init__", "a HIT in a link here & 2*3*4 __init__"),
        ("Not - a list, 3 > 2, a|b and # HIT", "Not - a list, 3 > 2, a|b and # HIT"),
    ],
)  # fmt: skip
def test_signs_of_markdown_are_not_shown(source: str, expected: str | None) -> None:
    found = re.search("HIT", source)
    assert found is not None
    text = passage_around(source, *found.span(), "auto")
    assert "HIT" in text
    assert "**" not in text
    assert expected in {None, text}
