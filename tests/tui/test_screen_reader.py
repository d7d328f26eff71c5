"""With ``screen_reader = true`` the terminal's cursor tells where one is, and words tell what there is."""

import re
from pathlib import Path

import pytest

from tests.tui.driving import article_writer
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.pty

SIGNS = re.compile("[─-▟■-◯★☆◷⚠↻▔]")
"""What is drawn elsewhere: lines, blocks, icons."""

WORDS = {"NEWSREADER_SCREEN_READER": "1"}
STEP = 12
"""Bytes that move the cursor to another line, and write nothing."""

BODY = """\
First words with a [link](https://example.org/a) and `code`.

## Second heading

> Said by another.

- one
    - inner

```python
pass
```

![A lamp](lamp.png)

| Name | Size |
| ---- | ---- |
| tide | 7    |

~~gone~~
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty articles with one tag, the newest of them with something of everything."""
    found = tmp_path / "articles"
    found.mkdir()
    write = article_writer(found)
    for number in range(39):
        write(f"{number}.md", f"Article {number:02}", f"2026-01-{number % 28 + 1:02}", ["ink"], "Text.\n" * 3)
    write("new.md", "The newest one", "2026-02-01", ["ink"], BODY)
    return found


def row_of_cursor(terminal: Terminal) -> str:
    """Return what the row of the terminal's cursor says from the cursor on."""
    lines = terminal.lines()
    return lines[terminal.screen.cursor.y][terminal.screen.cursor.x :]


def press(terminal: Terminal, keys: str, expected: str) -> int:
    """Press keys until the cursor stands before what is expected; return how many bytes that took."""
    terminal.read(0.1)
    written = len(terminal.written)
    terminal.press(keys)
    assert terminal.wait_until(lambda: row_of_cursor(terminal).startswith(expected), 20), (
        f"{expected!r} is not at the cursor, but {row_of_cursor(terminal)!r}:\n{terminal.text()}"
    )
    terminal.read(0.15)
    return len(terminal.written) - written


def test_the_cursor_of_the_terminal_leads_through_list_page_and_dialogs(folder: Path) -> None:
    with Terminal([folder], (80, 40), WORDS) as terminal:
        assert terminal.wait_until(lambda: "The newest one, unread, 1 of 40" in terminal.text())
        terminal.settle()
        _goes_through_the_list(terminal)
        _goes_through_the_page(terminal)
        _goes_through_dialogs(terminal)


def _goes_through_the_list(terminal: Terminal) -> None:
    """The cursor stands at the title, a step moves nothing else, and nothing is written by a timer."""
    assert press(terminal, "j", "Article 27, unread, 2 of 40, 2026-01-28") <= STEP
    assert terminal.screen.cursor.x == 0
    assert not terminal.screen.cursor.hidden
    assert press(terminal, "k", "The newest one, unread, 1 of 40") <= STEP
    press(terminal, "s", "The newest one, unread, starred, 1 of 40")
    press(terminal, "G", "Article 28, unread, 40 of 40")
    press(terminal, "g", "Article 28")
    press(terminal, "g", "All, group, closed, 40 articles, 1 of 7")
    press(terminal, "6j", "ink, group, open, 40 unread, 7 of 7")
    press(terminal, "j", "The newest one")
    assert not SIGNS.search(terminal.text())
    written = len(terminal.written)
    terminal.read_for(3)  # longer than the timers that say what keys do
    assert terminal.written[written:] == b"", "nothing is written by a timer"


def _goes_through_the_page(terminal: Terminal) -> None:
    """The page says in words what elsewhere is seen, and the cursor goes from line to line."""
    press(terminal, "\r", "The newest one")
    assert terminal.wait_until(lambda: "End of the article" in terminal.text())
    text = terminal.text()
    for words in (
        "First words with a link (link) and `code`.", "Heading 2: Second heading", "Quote: Said by another.",
        "• one", "level 2: • inner", "Code in python, 1 line:", "End of the code", "Image: A lamp",
        "Table, 1 row, 2 columns:", "Size: 7", "gone (struck out)", "End of the article",
    ):  # fmt: skip
        assert words in text, words
    assert not SIGNS.search(text)
    assert "Article 27, unread" not in text, "the list is not beside the page"
    press(terminal, "j", "2026-02-01")
    assert press(terminal, "j", "First words") <= STEP
    assert press(terminal, "j", "Heading 2: Second heading") <= STEP
    press(terminal, "/tide\r", "tide (found)")
    press(terminal, "\x1b", "tide")
    press(terminal, "f", "link, ")
    press(terminal, "\x1b", "tide")
    press(terminal, "h", "The newest one, starred, 1 of 40")


def _goes_through_dialogs(terminal: Terminal) -> None:
    """Dialogs fill the screen, and the cursor is at what is typed or chosen."""
    press(terminal, "\x10", "Move down, j or down, 1 of ")
    terminal.settle()  # more is found while it is open
    assert terminal.screen.cursor.x == 0
    assert press(terminal, "\x1b[B", "Move up, k or up, 2 of ") <= STEP
    terminal.press("next unr")
    assert terminal.wait_until(lambda: "Next unread group, }, 1 of " in terminal.text())
    terminal.settle()
    assert terminal.lines()[1] == "next unr"
    assert (terminal.screen.cursor.y, terminal.screen.cursor.x) == (1, len("next unr"))
    assert press(terminal, "\x1b[B", "Next unread group, }, 1 of ") <= STEP
    assert "Article" not in terminal.text(), "the list is behind the dialog"
    assert not SIGNS.search(terminal.text())
    press(terminal, "\x1b", "The newest one")
    press(terminal, ":", "a command, such as")
    terminal.press("set them\r")
    terminal.wait("no setting is called them")
    press(terminal, "\x1b", "The newest one")
    press(terminal, "R", "Mark")


def test_what_is_said_stays_until_the_next_command_and_a_warning_is_no_toast(
    folder: Path, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('screen_reader = true\nno_such_setting = 1\ntheme = "nowhere"\n', encoding="utf-8")
    with Terminal([folder, "--config", config], (120, 24)) as terminal:
        terminal.wait("2 messages (:messages lists them): config.toml, line 3: theme")
        terminal.read_for(6)
        assert terminal.lines()[-1].startswith("2 messages"), "who hears it is not hurried"
        press(terminal, "j", "Article 27")
        assert "unread articles, 40 of 40 unread" in terminal.lines()[-1]
