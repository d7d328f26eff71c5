"""``icons = "ascii"``: nothing that the program draws itself lies beyond ASCII; ``nerd``: the signs of a Nerd Font."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.workspace.workspace import Workspace
from reader.tui.widgets.plain_symbols import _TABLE, plain
from reader.tui.widgets.symbols import SYMBOLS
from tests.counts import sample
from tests.tui.driving import article_writer, driven
from tests.tui.terminal import Terminal

TEXT = """First, **bold**, `code`, [a link](https://example.com/) and a note[^1]. <kbd>ctrl</kbd>

> A quotation.

- one
  - two
    - three
- [ ] open
- [x] done

1. First

| Column | Other |
| --- | --- |
| cell | cell |

```python title="name.py"
a_long_line = "of code that has to be wrapped where the page ends" + "and goes on" + "and on and on and on and on"
```

![An image](none.png)

<details><summary>Fold</summary>Inside.</details>

---

***

> [!NOTE]
> A box.

- [more](https://example.org/)

[^1]: The note, [which](https://example.com/2) goes on.
"""

WALK = (
    *(
        "j",
        "j",
        "k",
        "\r",
        "G",
        "g",
        "g",
        "f",
        "\x1b",
        "u",
        "\x1b",
        "v",
        "w",
        "w",
        "\x1b",
        "\x1b",
        "/code\r",
        "\x1b",
    ),
    *(
        "g",
        "t",
        "\x1b",
        "\x1b",
        "?",
        "\x1b",
        "\x10",
        "\x1b",
        "\x0b",
        "code",
        "\x1b",
        "&",
        "is:",
        "\x1b",
        ":",
        "ta",
        "\x1b",
    ),
    *(
        "g",
        "i",
        "\x1b",
        "g",
        "p",
        "\x1b",
        "g",
        "b",
        "\x1b",
        "T",
        "\x1b",
        "s",
        "L",
        "r",
        "U",
        "z",
        "z",
        "b",
        "b",
        "g",
        "v",
    ),
    *(
        "g",
        "v",
        "g",
        "v",
        "g",
        "z",
        "g",
        "z",
        "g",
        "z",
        "A",
        "\x1b",
        "#",
        "\x1b",
        "g",
        "n",
        "\x1b",
        "a",
        "a",
        "g",
        "l",
        "\x1b",
    ),
)
"""Through the screens of the program."""


@pytest.fixture
def looks(tmp_path: Path) -> Path:
    """A folder of ASCII with an article that has everything, and one with a problem."""
    folder = tmp_path / "looks"
    folder.mkdir()
    write = article_writer(folder)
    write(
        "all.md",
        "All that can be set, with a title that is too long for the list beside it",
        "2025-02-20",
        ["one"],
        TEXT,
    )
    for number in range(30):
        write(f"{number}.md", f"Number {number}", f"2025-01-{number + 1:02}", ["one", "two"], "Text. " * 30)
    (folder / "odd.md").write_text("---\ntitle: [Odd\ncategory: a/b\n---\nText.\n")
    return folder


@pytest.mark.pty
@pytest.mark.slow
@pytest.mark.parametrize(("size", "theme"), sample([((140, 40), "auto"), ((50, 16), "terminal")], 1))
def test_nothing_that_the_program_draws_is_beyond_ascii(
    looks: Path, size: tuple[int, int], theme: str
) -> None:
    environ = {"NEWSREADER_ICONS": "ascii", "NEWSREADER_THEME": theme}
    with Terminal([looks], size, environ) as terminal:
        terminal.wait("Number 29")
        terminal.settle()
        for key in WALK:
            terminal.press(key)
            terminal.read_answer(0.4)
            beyond = {char for line in terminal.lines() for char in line if not char.isascii()}
            assert beyond == set(), (key, terminal.text())
        terminal.settle()
        assert not re.search(rb"[\x80-\xff]", terminal.written), (
            "the window's title and what was there for a moment"
        )


async def test_what_an_article_says_stays_as_it_is(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    said = "Größe ≥ 5 → “so” … 史蒂夫·乔布斯 — x² ● ★"
    article_writer(folder)("a.md", "史蒂夫·乔布斯 — “Größe”", "2025-01-01", ["科技"], f"{said}\n\n- item")
    async with driven(open_desks(folder, icons="ascii")) as it:
        assert it.shows(said)
        assert it.shows("史蒂夫·乔布斯")
        assert it.shows("* item") or it.shows("- item")


def test_signs_are_replaced_by_one_cell_each() -> None:
    assert plain("● 3 · 2 … ★ ‹ a › b") == "* 3 | 2 . + < a > b"
    assert plain("苹果…") == "苹果."
    assert plain("史蒂夫·乔布斯, a—b, I’m") == "史蒂夫·乔布斯, a—b, I’m"
    assert all(plain.isascii() and len(plain) == 1 for plain in _TABLE.values())


async def test_arrow_keys_are_words_which_no_letter_is_taken_for(
    listed: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(listed, icons="ascii")) as it:
        for key in ("?", "ctrl+p"):
            await it.press(key)
            row = next(line for line in it.lines() if "Move down" in line)
            assert row.split("Move down")[1].split()[:2] == ["j", "down"]
            await it.press("escape")


@pytest.mark.pty
def test_nerd_icons_are_drawn(feed: Path) -> None:
    nerd = SYMBOLS["nerd"]
    with Terminal([feed], environ={"NEWSREADER_ICONS": "nerd"}) as terminal:
        terminal.wait("A paragraph.")
        terminal.wait_until(lambda: nerd.unread in terminal.text() and nerd.open in terminal.text())
        terminal.type("s")
        assert terminal.wait_until(lambda: nerd.star in terminal.text()), terminal.text()
        assert "●" not in terminal.text()
