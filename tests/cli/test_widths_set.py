"""``ambiguous_width`` holds for the command line too: lines are as long as the terminal draws them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.text.cells import Widths, cell_width, use_widths

ARTICLE = """---
title: “引号”…
---
“他说” — “Größe” … “中文” ● “一二三四五六七八九十”，“甲乙丙丁戊己庚辛壬癸”。

├── tree

> quoted

| a | b |
| --- | --- |
| “一” | x |
"""


def shown(file: Path, width: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "show", "--width", "40", str(file)],
        capture_output=True, text=True, check=True, env={**os.environ, "NEWSREADER_AMBIGUOUS_WIDTH": width},
    )  # fmt: skip
    return done.stdout.splitlines()


@pytest.mark.parametrize("width", ["1", "2", "auto"])
def test_the_lines_of_a_page_fit_and_its_own_lines_are_never_wide(tmp_path: Path, width: str) -> None:
    file = tmp_path / "a.md"
    file.write_text(ARTICLE, encoding="utf-8")
    lines = shown(file, width)
    use_widths(Widths(2, 2) if width == "2" else Widths())
    try:
        assert max(map(cell_width, lines)) <= 40
    finally:
        use_widths(Widths())
    text = "\n".join(lines)
    assert "“引号”…" in text
    assert ("─" in text) is (width != "2")
    assert ("├── tree" in text) is (width != "2")
    assert ("+-- tree" in text) is (width == "2")
