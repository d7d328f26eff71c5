"""In a real tmux, which lets programs set its clipboard and the title of their pane: no article does."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.hostile_places import held, write_hostile
from tests.tui.terminal import PATIENCE_S, ROOT

pytestmark = [
    pytest.mark.pty,
    pytest.mark.row(2),
    pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed"),
]

TITLE, NAME, CLIPBOARD = "title before", "name before", "clipboard before"

PAYLOADS = (
    "\x1b]2;PWNED\x07", "\x1b]0;PWNED\x1b\\", "\x1bkPWNED\x1b\\", "\x1b]52;c;UFdORUQ=\x07", "\x1b]52;;UFdORUQ=\x1b\\",
    "\x9d2;PWNED\x9c", "\x9d52;c;UFdORUQ=\x9c", "\x1bPtmux;\x1b\x1b]52;c;UFdORUQ=\x07\x1b\\", "\x1b]1337;SetMark\x07\x1b[22;2t\x1b[23;2t",
)  # fmt: skip


class Tmux:
    """A tmux of the test's own, with one pane."""

    def __init__(self, folder: Path) -> None:
        self._socket, configuration = folder / "tmux", folder / "tmux.conf"
        configuration.write_text(
            "set -s set-clipboard on\nset -g allow-rename on\nset -g automatic-rename off\nset -g allow-passthrough on\nset -g escape-time 0\n"
            "set -g default-terminal xterm-256color\nset -g history-limit 5000\n"
        )
        self(
            "-f",
            configuration,
            "new-session",
            "-d",
            "-n",
            NAME,
            "-x",
            "120",
            "-y",
            "40",
            "-c",
            ROOT,
            "env PS1='$ ' sh",
        )
        self("set-buffer", CLIPBOARD)
        self("select-pane", "-T", TITLE)

    def __call__(self, *words: str | Path) -> str:
        """Run a command of tmux and return what it prints."""
        # A socket's path has to be short, and one that is named by itself would lie beside those of the user.
        done = subprocess.run(
            ["tmux", "-S", self._socket.name, *map(str, words)],
            cwd=self._socket.parent, capture_output=True, timeout=30, check=False,
        )  # fmt: skip
        return done.stdout.decode("utf-8", "replace")

    @property
    def screen(self) -> str:
        return self("capture-pane", "-p")

    def type(self, *keys: str) -> None:
        for key in keys:
            self("send-keys", key)

    def run(self, *words: str | Path) -> None:
        """Type a command into the shell and wait until it is done."""
        line = " ".join(["python -m reader", *(f"'{word}'" for word in words)]).replace(
            "python", sys.executable, 1
        )
        self("send-keys", "-l", f"clear; {line}; echo code=$?")
        self("send-keys", "Enter")

    def wait(self, text: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while text not in self.screen:
            assert time.monotonic() < end, self.screen
            time.sleep(0.05)

    def wait_without(self, text: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while text in self.screen:
            assert time.monotonic() < end, self.screen
            time.sleep(0.05)

    def press_until(self, key: str, text: str) -> None:
        """Press a key until it has done something: one that comes with the page before it is that page's."""
        end = time.monotonic() + PATIENCE_S
        while text not in self.screen:
            assert time.monotonic() < end, self.screen
            self.type(key)
            time.sleep(0.3)

    def changed(self) -> dict[str, str]:
        """Return what differs from before: the clipboard, the pane's title, the window's name."""
        found = {
            "buffers": self("list-buffers", "-F", "#{buffer_sample}").strip(),
            "title": self("display-message", "-p", "#{pane_title}").strip(),
            "name": self("display-message", "-p", "#{window_name}").strip(),
        }
        return {name: value for name, value in found.items() if value not in {CLIPBOARD, TITLE, NAME}}


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    made = Tmux(tmp_path)
    yield made
    made("kill-server")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_hostile(tmp_path / "hostile", held(PAYLOADS))


def test_this_tmux_obeys_what_a_program_writes(tmux: Tmux) -> None:
    tmux("send-keys", "-l", r"printf '\033]2;PWNED\007\033]52;c;UFdORUQ=\007\033kPWNED\033\134'; echo do''ne")
    tmux("send-keys", "Enter")
    tmux.wait("done")
    assert set(tmux.changed()) == {"buffers", "title", "name"}


def test_the_screen_changes_neither_clipboard_nor_title(
    tmux: Tmux, folder: Path, record_property: Callable[[str, object], None]
) -> None:
    tmux.run(folder)
    tmux.wait(f"{2 * len(PAYLOADS)} unread")
    tmux.wait("head word")
    tmux.type("Tab")
    for _ in range(2 * len(PAYLOADS)):
        tmux.press_until("G", "lastword")
        tmux.press_until("Home", "head word")
        tmux.type("J")
    tmux.type("h")
    for keys in ("gp", "gt", "gf", "gl", "gi", "u", "t"):
        tmux.type(*keys)
        tmux.wait("esc closes")
        tmux.type("Escape")
        tmux.wait_without("esc closes")
    tmux.type("q")
    tmux.wait("code=0")
    changed = tmux.changed()
    record_property("figure", f"screen: {len(changed)} changed")
    assert not changed


@pytest.mark.parametrize(
    "words",
    [
        ("list",), ("list", "--format", "{path}"), ("list", "--format", "{title} {link} {tags}"), ("list", "--json"),
        ("search", "plain"), ("search", "--json", "plain"), ("show", "title:word00"), ("tags",), ("feeds",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_command_changes_clipboard_or_title(
    tmux: Tmux, folder: Path, words: tuple[str, ...], record_property: Callable[[str, object], None]
) -> None:
    command, *rest = words
    tmux.run(command, "-f", folder, *rest)
    tmux.wait("code=")
    changed = tmux.changed()
    record_property("figure", f"{command}: {len(changed)} changed")
    assert "code=2" not in tmux.screen
    assert not changed
