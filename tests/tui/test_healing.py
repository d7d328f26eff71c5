"""An index that is wrong without an error is found while one reads, and put right; nothing moves meanwhile."""

import os
import sqlite3
from pathlib import Path

import pytest

from tests.tui.driving import article_writer, beside
from tests.tui.terminal import Terminal

pytestmark = [pytest.mark.pty, pytest.mark.slow]

WRONG = (
    "UPDATE article SET title = 'Wrong title' WHERE title = 'Title 3'",
    "UPDATE flags SET bits = CAST(substr(bits, 1, 2) || x'06' || substr(bits, 4) AS BLOB)",
    "UPDATE flags SET bits = zeroblob(4096)",
    "UPDATE article_ids SET ids = substr(ids, 5) WHERE term = 0",
    "UPDATE dir SET path = CAST('a' AS BLOB) WHERE path = CAST('sub' AS BLOB)",
    "DELETE FROM article_term WHERE article = 2",
    "UPDATE term SET unread = 77 WHERE name = 'fruit'",
)


def index() -> Path:
    [file] = (Path(os.environ["XDG_CACHE_HOME"]) / "newsreader" / "index").glob("*[0-9].db")
    return file


def list_of(terminal: Terminal) -> list[str]:
    return [beside(line)[0].rstrip() for line in terminal.lines()[:20]]


@pytest.mark.parametrize("harm", WRONG)
def test_a_wrong_list_is_put_right_while_one_reads(tmp_path: Path, harm: str) -> None:
    write = article_writer(tmp_path)
    (tmp_path / "sub").mkdir()
    for number in range(9):
        write(
            f"{'sub/' * (number % 2)}{number}.md",
            f"Title {number}",
            f"2025-02-{10 + number}",
            ["fruit"],
            f"Body {number}.",
        )
    with Terminal([tmp_path, "--scope", "all"]) as terminal:
        terminal.wait("Body 8.")
        terminal.type("j", "s", "j", "r", "j", "j", "j")
        terminal.wait("Body 3.")
        right = list_of(terminal)
        terminal.type("q")
        assert terminal.wait_end() == 0
    with sqlite3.connect(index()) as connection:
        connection.execute(harm)
    connection.close()
    with Terminal([tmp_path, "--scope", "all"]) as terminal:
        terminal.wait("The index was damaged and is rebuilt")
        assert terminal.wait_until(
            lambda: [line[1:] for line in list_of(terminal)] == [line[1:] for line in right], 20
        ), "\n".join(right) + terminal.text()
        terminal.type("q")
        assert terminal.wait_end() == 0
        assert b"Traceback" not in terminal.written
