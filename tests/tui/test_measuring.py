"""How wide the terminal draws ambiguous characters is measured before the first frame; no row shifts, and no key is lost."""

from pathlib import Path

import pytest

from reader.text.cells import NARROW, Widths
from reader.tui.terminal.measuring import ANSWERS, MEASURE, measured
from tests.tui.driving import article_writer
from tests.tui.odd_terminal import OddTerminal


@pytest.mark.parametrize(
    ("answers", "widths"),
    [
        ([(1, 1), *[(1, 2)] * 8], NARROW),
        ([(24, 7), *[(24, 9)] * 8], Widths(2, 2)),
        ([(3, 1), *[(3, 3)] * 5, *[(3, 2)] * 3], Widths(2, 1)),
        ([(3, 1), (3, 3), *[(3, 2)] * 7], Widths(2, 1, is_sure=False)),
        ([(1, 1)] * 9, None),
        ([(1, 1), *[(1, 4)] * 8], None),
        ([(1, 80), (2, 1), *[(1, 80)] * 7], None),
        ([(1, 1), *[(1, 2)] * 7], None),
        ([], None),
    ],
)
def test_widths_follow_from_where_the_cursor_stands(
    answers: list[tuple[int, int]], widths: Widths | None
) -> None:
    assert measured(answers) == widths
    assert MEASURE.count(b"\x1b[6n") == ANSWERS == 9


TITLES = ["“引号”之间的话…", "A title — with “quotes” … and · more ● of them", "普通的标题", "Plain title", "Emoji 🙂 ❤️ 👨‍👩‍👧 🇨🇳 👍🏽 end",
          "Привет, мир № 7 “так”", "e\u0301 combined ①②③ ★★★"]  # fmt: skip
BODY = """“中文引号”里的文字……结束——再来。他说：“你好”，然后“走了”，没有再说什么话，也没有回头看过一次。

Text — “quoted” … with 🙂 ❤️ 👨‍👩‍👧 🇨🇳 👍🏽 and Привет. ● · ▌ ▕

├── tree
│   └── leaf

| 列 “一” | Two … |
| --- | --- |
| 中文“引” | ● 🙂 |
| plain | text |

> “引用”的话 — quoted

- ● item
- [ ] 任务 “a”
"""


ONE_ROW = {"NEWSREADER_DENSITY": "1"}


@pytest.fixture
def quoted(tmp_path: Path) -> Path:
    """Articles of what terminals draw differently, and of what they do not."""
    folder = tmp_path / "quoted"
    folder.mkdir()
    write = article_writer(folder)
    for number in range(21):
        write(
            f"{number:02}.md",
            TITLES[number % 7].replace('"', ""),
            f"2025-02-{28 - number:02}",
            ["“标签”…"],
            BODY,
        )
    return folder


@pytest.mark.pty
@pytest.mark.parametrize(
    ("ambiguous", "emoji", "language"),
    [(1, "new", "en"), (2, "single", "zh_CN"), (1, "old", "zh_CN"), (2, "new", "en")],
)
def test_no_row_shifts(quoted: Path, ambiguous: int, emoji: str, language: str) -> None:
    environ = {"NEWSREADER_LANGUAGE": language, "NEWSREADER_DENSITY": "1", "NEWSREADER_THEME": "paper-dark"}
    with OddTerminal(quoted, (110, 34), ambiguous=ambiguous, emoji=emoji, environ=environ) as terminal:
        terminal.wait("Plain title")
        terminal.settle()
        assert terminal.unread_icons() == ({"●", "▸", "▾"} if ambiguous == 1 else {"▪", "▸", "▾"})
        list_column, page_column = sorted(terminal.columns_of("2025-02-"))
        assert terminal.columns_of("21") >= {list_column + 8}  # counts end where dates do
        for beginning in ("“引号”之间的话…", "Text — ", "plain  ", "么话" if ambiguous == 1 else "没有再说"):
            assert page_column in terminal.columns_of(beginning), terminal.text()
        assert (
            len(terminal.columns_of("● 🙂") | terminal.columns_of("text")) == 1
        )  # the second column of the table
        for key in ("?", "g"):  # a dialog and the panel of keys
            terminal.type(key)
            terminal.settle()
            assert len(terminal.edges()) == 1, (key, terminal.text())
            terminal.type("\x1b")
            terminal.settle()
        terminal.type("q")
        assert terminal.wait_end() == 0
        assert terminal.is_as_before()


@pytest.mark.pty
@pytest.mark.parametrize("ambiguous", [1, 2])
def test_an_answer_that_comes_late_changes_the_widths_and_no_keys_are_lost(
    quoted: Path, ambiguous: int
) -> None:
    with OddTerminal(quoted, (110, 34), ambiguous=ambiguous, answers=False, environ=ONE_ROW) as terminal:
        terminal.wait("Plain title")
        terminal.settle()
        assert terminal.unread_icons() == {"▪", "▸", "▾"}  # which no terminal draws wide
        first = sorted(terminal.columns_of("2025-02-"))
        assert len(first) == 2
        terminal.answer_now(b"j", b"j", b"j")
        assert terminal.wait_until(lambda: terminal.shows("4/21"))
        terminal.settle()
        assert sorted(terminal.columns_of("2025-02-")) == first
        assert ("●" in terminal.unread_icons()) is (ambiguous == 1)
        assert terminal.shows("4/21"), terminal.text()  # three times down, and no other key


@pytest.mark.pty
@pytest.mark.parametrize(("value", "ambiguous"), [("1", 1), ("2", 2)])
def test_a_width_that_is_set_is_obeyed_and_not_asked_for(quoted: Path, value: str, ambiguous: int) -> None:
    environ = {"NEWSREADER_AMBIGUOUS_WIDTH": value, "NEWSREADER_DENSITY": "1", "NEWSREADER_THEME": "nord"}
    with OddTerminal(quoted, (110, 34), ambiguous=ambiguous, environ=environ) as terminal:
        terminal.wait("Plain title")
        terminal.settle()
        assert b"\x1b[6n" not in terminal.written
        assert len(terminal.columns_of("2025-02-")) == 2
        assert ("●" in terminal.unread_icons()) is (ambiguous == 1)


@pytest.mark.pty
@pytest.mark.parametrize("ambiguous", [1, 2])
def test_what_cannot_be_measured_is_drawn_by_signs_that_are_never_wide(quoted: Path, ambiguous: int) -> None:
    class Silent(OddTerminal):
        def position(self, text: str) -> bytes:
            del text
            return b""

    with Silent(quoted, (110, 34), ambiguous=ambiguous, emoji="old", environ=ONE_ROW) as terminal:
        terminal.wait("Plain title")
        terminal.settle()
        assert terminal.unread_icons() == {"▪", "▸", "▾"}
        assert len(terminal.columns_of("2025-02-")) == 2
        terminal.press("\x1b[1;5R")  # F3 with ctrl, which means nothing
        terminal.type("j", "j")
        assert terminal.wait_until(lambda: terminal.shows("3/21"))
        assert len(terminal.columns_of("2025-02-")) == 2


@pytest.mark.pty
@pytest.mark.parametrize(("locale", "asks"), [("C.UTF-8", False), ("zh_CN.UTF-8", True)])
def test_with_icons_of_ascii_widths_are_measured_where_they_may_matter(
    quoted: Path, locale: str, *, asks: bool
) -> None:
    environ = {**ONE_ROW, "NEWSREADER_ICONS": "ascii", "LC_ALL": locale}
    with OddTerminal(quoted, (110, 34), ambiguous=2, environ=environ) as terminal:
        terminal.wait("Plain title")
        terminal.settle()
        assert (MEASURE in terminal.written) is asks
        assert terminal.unread_icons() == {"*", ">", "v"}
        assert len(terminal.columns_of("2025-02-")) == 2
