"""Chinese and Japanese in dialogs and toasts: lines are full, and end where those of pages do."""

from itertools import pairwise

import pytest
from rich._wrap import divide_line

from reader.text import cell_width
from reader.tui.widgets.east_asian_lines import line_begins


def lines(text: str, width: int) -> list[str]:
    begins = [0, *line_begins(text, width), len(text)]
    return [text[begin:end].rstrip() for begin, end in pairwise(begins)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        (
            "config.toml 第 5 行：keys：没有名为 toggle_sta 的命令；是否指 toggle_star？", 40,
            ["config.toml 第 5 行：keys：没有名为", "toggle_sta 的命令；是否指 toggle_star？"],
        ),
        ("标点不在行首，这一行正好放得下。", 30, ["标点不在行首，这一行正好放", "得下。"]),
        ("設定は要りません。次のキーで始められます。", 24, ["設定は要りません。次の", "キーで始められます。"]),
    ],
)  # fmt: skip
def test_lines_end_between_characters_and_no_punctuation_begins_one(
    text: str, width: int, expected: list[str]
) -> None:
    found = lines(text, width)
    assert found == expected
    assert all(cell_width(line) <= width for line in found)


def test_other_text_is_wrapped_as_before() -> None:
    text = "No setting is called mesure; did you mean measure?"
    assert line_begins(text, 20) == divide_line(text, 20)
