"""The second start draws the list before Textual is loaded, and the screen goes on from it without a change."""

import json
import signal
from pathlib import Path

import pytest

from reader.tui.early.kept_frame import load_frame
from tests.tui.driving import article_writer
from tests.tui.early.held import ENDS, Held, begin_once, kept_frames
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.pty

SIZES = [(140, 40), (100, 30), (80, 24), (61, 19)]


def cursor_row(terminal: Terminal) -> str:
    """Return what stands in the list on the bar of the cursor."""
    terminal.lines()
    ground = [terminal.screen.buffer[y][1].bg for y in range(terminal.screen.lines)]
    rows = [
        line[:33] for line, colour in zip(terminal.lines(), ground, strict=True) if colour not in ground[:1]
    ]
    return next((row.rstrip() for row in rows if row.strip(" ●▾▸")), "")


@pytest.mark.parametrize("size", SIZES)
def test_the_screen_changes_nothing_of_the_early_frame(
    feed: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    begin_once([feed], size)
    with Held([feed], tmp_path / "gate", size) as terminal:
        terminal.wait("苹果和香蕉")
        before = terminal.cells()
        written = len(terminal.written)
        terminal.let_go()
        assert terminal.wait_until(lambda: b"\x1b[?2004h" in terminal.written)  # the screen has the terminal
        terminal.wait("A paragraph.")
        terminal.settle()
        after = terminal.cells()
        assert terminal.written.count(b"\x1b[?1049h") == 1
        assert b"\x1b[2J" not in terminal.written
        width = next(
            x for x in range(size[0]) if before[8][x][0] == " " and before[8][x][1] != before[8][0][1]
        )  # up to the page's ground
        for y, row in enumerate(before[:-1]):
            assert row[:width] == after[y][:width], y
        assert len(terminal.written) - written < 8_000


CHINESE = {"LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"}


@pytest.mark.parametrize(
    ("theme", "environ"),
    [
        ("paper-light", CHINESE), ("terminal", {"NO_COLOR": "1"}), ("nord", {"NEWSREADER_LAYOUT": "three"}),
        ("paper-dark", {"NEWSREADER_ICONS": "ascii"}), ("terminal", {"NEWSREADER_DENSITY": "3"}),
        ("paper-dark", {"NEWSREADER_AMBIGUOUS_WIDTH": "2"}), ("paper-dark", {"NEWSREADER_GROUP_BY": "tag, source"}),
    ],
)  # fmt: skip
def test_it_looks_as_the_screen_does_whatever_is_set(
    feed: Path, tmp_path: Path, theme: str, environ: dict[str, str]
) -> None:
    arguments: list[str | Path] = ["--theme", theme, feed]
    begin_once(arguments, (110, 24), environ)
    with Held(arguments, tmp_path / "gate", (110, 24), environ) as terminal:
        terminal.wait("苹果和香蕉")
        before = terminal.cells()
        terminal.let_go()
        terminal.wait("A paragraph.")
        terminal.settle()
        after = terminal.cells()
        differing = [y for y in range(23) if before[y][:20] != after[y][:20]]
        assert not differing, terminal.text()


class Silent(Held):
    """A terminal that does not say where its cursor is."""

    def position(self, text: str) -> bytes:
        del text
        return b""


def test_a_terminal_that_does_not_say_how_wide_its_characters_are_has_one_too(
    feed: Path, tmp_path: Path
) -> None:
    gate = tmp_path / "gate"
    with Silent([feed], gate) as terminal:
        terminal.let_go()
        assert terminal.wait_until(lambda: bool(kept_frames()))
        terminal.settle()
        terminal.type(*ENDS)
        terminal.wait_end()
    with Silent([feed], gate) as terminal:
        terminal.wait("苹果和香蕉")
        before = terminal.cells()
        terminal.let_go()
        terminal.wait("A paragraph.")
        terminal.settle()
        assert [row[:20] for row in before[:-1]] == [row[:20] for row in terminal.cells()[:-1]]


def test_a_background_that_the_terminal_tells_late_is_known_the_next_time(feed: Path, tmp_path: Path) -> None:
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        terminal.settle()
        dark = terminal.screen.buffer[0][0].bg
        terminal.press("\x1b]11;rgb:ffff/ffff/ffff\x1b\\")
        assert terminal.wait_until(lambda: bool(terminal.lines()) and terminal.screen.buffer[0][0].bg != dark)
        terminal.settle()
        terminal.type(*ENDS)
        terminal.wait_end()
    drawn_on = ";".join(str(int(dark[at : at + 2], 16)) for at in (0, 2, 4)).encode()
    with Terminal([feed]) as terminal:
        terminal.wait("A paragraph.")
        terminal.settle()
        assert drawn_on not in terminal.written
        terminal.type(*ENDS)
        terminal.wait_end()
    with Held([feed], tmp_path / "gate") as terminal:
        terminal.wait("苹果和香蕉")
        assert drawn_on not in terminal.written


def test_movements_are_answered_at_once_and_the_screen_goes_on_from_there(
    listed: Path, tmp_path: Path
) -> None:
    begin_once([listed])
    with Held([listed], tmp_path / "gate") as terminal:
        terminal.wait("Title3")
        first = cursor_row(terminal)
        terminal.press("j")
        assert terminal.wait_until(lambda: cursor_row(terminal) not in {first, ""})
        second = cursor_row(terminal)
        terminal.press("\x1b[Bk")
        terminal.press("j")
        assert terminal.wait_until(lambda: cursor_row(terminal) not in {first, second, ""})
        third = cursor_row(terminal)
        terminal.let_go()
        terminal.settle()
        assert cursor_row(terminal) == third
        terminal.type("k")
        assert terminal.wait_until(lambda: cursor_row(terminal) == second), terminal.text()


def test_a_key_right_behind_an_answer_of_the_terminal_is_a_key(listed: Path, tmp_path: Path) -> None:
    begin_once([listed])
    with Held([listed], tmp_path / "gate") as terminal:
        terminal.wait("Title3")
        first = cursor_row(terminal)
        terminal.press("\x1b[?62;22cj\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\\x1b[1;")
        assert terminal.wait_until(lambda: cursor_row(terminal) not in {first, ""})
        second = cursor_row(terminal)
        terminal.press("2Rk")
        assert terminal.wait_until(lambda: cursor_row(terminal) == first)
        assert second


def test_what_else_is_typed_waits_in_order(listed: Path, tmp_path: Path) -> None:
    begin_once([listed])
    with Held([listed], tmp_path / "gate") as terminal:
        terminal.wait("Title3")
        first = cursor_row(terminal)
        terminal.press("j")
        assert terminal.wait_until(lambda: cursor_row(terminal) not in {first, ""})
        second = cursor_row(terminal)
        terminal.press("2jk:messages")  # a count is for the screen, and so is all behind it
        terminal.read(0.3)
        assert cursor_row(terminal) == second
        terminal.let_go()
        assert terminal.wait_until(lambda: terminal.shows(":messages")), terminal.text()
        terminal.type("\x1b")
        assert terminal.wait_until(lambda: cursor_row(terminal) not in {first, second, ""}), terminal.text()


def test_a_movement_that_marks_read_is_left_to_the_screen(listed: Path, tmp_path: Path) -> None:
    environ = {"NEWSREADER_MARK_READ_WHEN": "passed"}
    begin_once([listed], environ=environ)
    with Held([listed], tmp_path / "gate", environ=environ) as terminal:
        terminal.wait("Title3")
        first = cursor_row(terminal)
        terminal.press("j")
        terminal.read(0.3)
        assert cursor_row(terminal) == first
        terminal.let_go()
        assert terminal.wait_until(lambda: cursor_row(terminal) not in {first, ""})


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_before_the_screen_is_there_gives_the_terminal_back(
    feed: Path, tmp_path: Path, number: signal.Signals
) -> None:
    begin_once([feed])
    with Held([feed], tmp_path / "gate") as terminal:
        terminal.wait("苹果和香蕉")
        terminal.process.send_signal(number)
        code = terminal.wait_end()
        assert code in {-number, 128 + number}
        assert terminal.written.rstrip(b"\r\n").endswith(b"\x1b[?1049l")
        assert terminal.written.rfind(b"\x1b[?25h") > terminal.written.rfind(b"\x1b[?25l")
        assert terminal.is_as_before()


def test_a_window_that_is_resized_before_the_screen_is_there_is_drawn_whole(
    feed: Path, tmp_path: Path
) -> None:
    begin_once([feed])
    with Held([feed], tmp_path / "gate") as terminal:
        terminal.wait("苹果和香蕉")
        terminal.resize(80, 24)
        terminal.press("j")  # the frame does not fit any more: the screen answers
        terminal.let_go()
        terminal.wait("第一段。")
        terminal.settle()
        lines = terminal.text()
    with Terminal([feed], (80, 24)) as other:
        other.wait("A paragraph.")
        other.type("j")
        other.wait("第一段。")
        other.settle()
        assert lines.splitlines()[:20] == other.lines()[:20]


@pytest.mark.parametrize("arguments", [["--no-fast-start"], []])
def test_it_can_be_turned_off(feed: Path, tmp_path: Path, arguments: list[str]) -> None:
    environ = {} if arguments else {"NEWSREADER_FAST_START": "false"}
    begin_once([*arguments, feed], environ=environ)
    with Held([*arguments, feed], tmp_path / "gate", environ=environ) as terminal:
        terminal.read(1.5)
        assert b"\x1b[?1049h" not in terminal.written
        terminal.let_go()
        terminal.wait("A paragraph.")


def broken(text: str) -> list[str]:
    found = json.loads(text)
    return [
        "", "[]", "{", text[: len(text) // 2], json.dumps({**found, "looks": [[["\x1b[2J"], "", "", ""]] * 99}),
        json.dumps({**found, "place": [0, 0]}), json.dumps({**found, "size": [9, 9]}), json.dumps({**found, "inks": []}),
    ]  # fmt: skip


def test_a_kept_frame_that_is_broken_costs_only_the_early_frame(feed: Path, tmp_path: Path) -> None:
    begin_once([feed])
    (file,) = kept_frames()
    situation, text = file.stem.rpartition("-")[0], file.read_text()
    assert load_frame(file.parent, situation, (100, 30)) is not None
    for damaged in broken(text):
        file.write_text(damaged)
        found = load_frame(file.parent, situation, (100, 30))
        assert found is None or not found.looks, damaged[:80]
    with Held([feed], tmp_path / "gate") as terminal:  # the last one: no look is known
        terminal.read(0.5)
        assert b"\x1b[?1049h" not in terminal.written
        terminal.let_go()
        terminal.wait("A paragraph.")


def test_no_title_is_kept(feed: Path) -> None:
    begin_once([feed])
    (file,) = kept_frames()
    found = json.loads(file.read_text())
    assert "First article" not in "".join(text for row in found["rows"] for text, _, _ in row)


def test_what_is_kept_cannot_steer_the_terminal(feed: Path, tmp_path: Path) -> None:
    begin_once([feed])
    (file,) = kept_frames()
    found = json.loads(file.read_text())
    found["rows"][-1][0][0] = "\x1b]0;owned\x07\x1b[2J"
    file.write_text(json.dumps(found))
    with Held([feed], tmp_path / "gate") as terminal:
        terminal.wait("苹果和香蕉")
        assert b"\x1b]0;" not in terminal.written
        assert b"\x1b[2J" not in terminal.written


def test_a_hostile_title_is_no_danger_before_the_screen_either(tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    article_writer(folder)(
        "a.md", "Evil\x1b[2Jtitle \x9b31m \u202eolleh", "2025-02-14 10:00", ["x"], "A paragraph."
    )
    begin_once([folder])
    with Held([folder], tmp_path / "gate") as terminal:
        terminal.wait("Evil")
        frame = terminal.written[terminal.written.index(b"\x1b[?1049h") :]
        assert b"\x1b[2J" not in frame
        assert "\x9b" not in frame.decode()
        assert "\u202e" not in frame.decode()


def test_what_happened_meanwhile_is_in_the_early_frame(feed: Path, tmp_path: Path) -> None:
    begin_once([feed])
    with Terminal([feed], environ={}) as terminal:  # another window, of another size
        terminal.wait("A paragraph.")
        terminal.settle()
        terminal.type("s")
        terminal.wait("★")
        terminal.type(*ENDS)
        terminal.wait_end()
    with Held([feed], tmp_path / "gate") as terminal:
        terminal.wait("★")
        assert not (tmp_path / "gate").exists()
