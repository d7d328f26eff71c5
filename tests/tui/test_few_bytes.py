"""Over ssh each byte is waited for: acts write little, idling nothing, and a slow line shows what was typed last."""

import statistics
from pathlib import Path

import pytest

from benchmarks.slow_line import SlowLine
from benchmarks.terminal import newsreader, own_home
from reader.tui.screen.status import PAUSE_S
from tests.tui.driving import article_writer
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.pty

SENTENCE = (
    "科技媒体的读者常说，标题里的词比正文里的更重要；可是真正读完一篇文章的人，记住的往往是一句不起眼的话。"
)

ACTS = {
    "a step in the list": ("", "j", 3_000),
    "to the other pane": ("", "\t", 6_000),
    "a page down": ("gg\r", " ", 4_000),
    "a letter in search": ("\x0b", "读", 4_000),
    "a row of the palette": ("\x10", "\x1b[B", 3_000),
    "mark read or unread": ("n", "r", 3_000),
    "a key that means nothing": ("", "\x1b[24~", 300),
    "the mouse over five rows": (
        "",
        "".join(f"\x1b[<35;{x};{y}M" for x, y in zip(range(10, 60, 10), range(5, 10), strict=True)),
        300,
    ),
}
"""What is typed before, what an act is, and how many bytes it may write."""

MEANS_NOTHING = 300
"""Bytes of an act that changes nothing; it may say a sentence."""


@pytest.fixture
def chinese(tmp_path: Path) -> Path:
    """A folder of Chinese articles of some screens each."""
    folder = tmp_path / "chinese"
    folder.mkdir()
    for number in range(30):
        body = "\n\n".join(f"第{at}段：{SENTENCE * 3}" for at in range(30))
        article_writer(folder)(
            f"{number}.md", f"第{number}篇：{SENTENCE[:30]}", f"2026-01-{number + 1:02}", ["科技"], body
        )
    return folder


@pytest.mark.slow
def test_acts_in_chinese_articles_write_little(chinese: Path) -> None:
    with Terminal([chinese]) as terminal:
        terminal.wait("第29篇")
        terminal.settle()
        assert len(terminal.written) <= 15_000, "from the start to rest"
        for act, (before, key, most) in ACTS.items():
            terminal.type(*before)
            terminal.settle()
            sizes = []
            for _ in range(3):
                written = len(terminal.written)
                terminal.type(key)
                terminal.read_answer(1)
                terminal.read(0.2)
                sizes.append(len(terminal.written) - written)
            assert statistics.median(sizes) <= most, (act, sizes)
            assert most <= MEANS_NOTHING or statistics.median(sizes), act
            terminal.type("\x1b")
            terminal.settle()


@pytest.mark.slow
def test_idle_writes_nothing_at_all_in_lines_to_type_in_too(listed: Path) -> None:
    with Terminal([listed]) as terminal:
        terminal.wait("Body 0.")
        for keys in ("\x0bBody", "\x1b:tag", "\x1b\r/More"):
            terminal.type(*keys)
            terminal.settle()
            terminal.read_for(PAUSE_S)  # after it the line below says what keys do
            terminal.settle()
            written = len(terminal.written)
            terminal.read_for(1.2)
            assert terminal.written[written:] == b"", keys


def test_a_slow_line_shows_what_was_typed_last(chinese: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with SlowLine(newsreader(chinese), own_home(home)) as terminal:
        terminal.settle(1)
        terminal.answer_ms("gg\x1b[B\x1b[B")
        assert "第29篇" in terminal.text()
        terminal.answer_ms("G")
        terminal.answer_ms("k" * 20)
        terminal.answer_ms("\r" + " " * 6)
        text = terminal.text()
        assert "%" in text.splitlines()[-1]
        assert "\x1b" not in text
        terminal.answer_ms("gg")
        assert "第1段" in terminal.text()
