"""The driver of the terminal's keyboard and mouse: no byte that comes from it ends the program."""

import os
import re
import signal
import termios
import tty
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import suppress
from selectors import EVENT_READ, SelectSelector
from time import monotonic
from types import FrameType
from typing import Protocol, cast

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import FOCUSIN, FOCUSOUT, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from reader.text import clean_line
from reader.text.cells import Widths
from reader.tui.terminal.ground import Asked, is_light
from reader.tui.terminal.key_bytes import KeyBytes, Pair, Pasted, Text, Token
from reader.tui.terminal.turns import Together

POLL_S = 0.1
"""How often it is looked whether the program has ended."""

BLOCK = 4096
"""Bytes that are read at once."""

LONGEST = 32
"""Characters of the sequences that Textual knows."""

_KEPT = ("last_x", "last_y", "mouse_pixels", "terminal_size", "terminal_pixel_size")
"""What a parser of Textual knows of the terminal."""


_UNTITLED = frozenset({"linux", "vt100", "vt220", "ansi"})
"""Terminals (TERM) without a title; some print what names it."""

_OTHER_SCREEN = "\x1b[?1049h"
"""What begins to use the terminal's other screen."""

_ATTRIBUTES = re.compile(r"\x1b\[\?[0-9;]*c")


class GroundKnown(Message, bubble=False):
    """The terminal has said what its background is."""

    def __init__(self, *, light: bool) -> None:
        super().__init__()
        self.is_light = light
        """Whether it is light."""


class WidthsKnown(Message, bubble=False):
    """The terminal has said how wide it draws ambiguous characters."""

    def __init__(self, widths: Widths) -> None:
        super().__init__()
        self.widths = widths
        """How wide."""


class HasAsked(Protocol):
    """An app whose terminal was asked before the app had it."""

    asked: Asked
    """What was asked and what came."""
    in_words: bool
    """Whether the terminal's cursor is shown, for a screen reader."""
    is_still: bool
    """Whether it may not blink."""


class Keyboard(LinuxDriver):
    """Textual's driver, but for how bytes become keys: what was typed one after another is handed on so.

    Textual takes an escape and a letter that come together for one key, for some letters for another one, waits for
    more than 32 characters behind it, and ends with the program at bytes that are no UTF-8 or numbers that are too great.
    """

    _name = ""
    """The window's title; empty: it is not ours."""
    _is_steady = False
    """Whether the cursor was asked not to blink."""
    _keeps_screen = False
    """Whether the terminal shows its other screen already, with a frame on it."""
    _is_resized = False
    """Whether the loop will look at another size in its turn."""
    _has_terminal = False
    """Whether the terminal is in our modes: not before the start, while it is lent, or at the end."""

    def start_application_mode(self) -> None:
        """Take the terminal, if it is not ours."""
        if self._has_terminal:
            return
        self._keeps_screen = self._asked.is_drawn_on
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._keeps_screen = False
        self._resize_in_turn()
        self._show_cursor()
        self._has_terminal = self._key_thread is not None and self._key_thread.is_alive()
        if modes := self._asked.hand_over():
            self.attrs_before = modes
        if self._name:  # it was lent, or stopped
            self._keep_former_name()
            self.write(f"\x1b]2;{self._name}\x07")

    def _resize_in_turn(self) -> None:
        """Take note of another size in the loop's turn: of a thousand signals Textual's handler would interrupt itself."""
        resized = signal.getsignal(signal.SIGWINCH)
        if not callable(resized):
            return

        def in_turn() -> None:
            self._is_resized = False
            resized(signal.SIGWINCH, None)

        def note(number: int, frame: FrameType | None) -> None:
            del number, frame
            if not self._is_resized:
                self._is_resized = True
                self._loop.call_soon_threadsafe(in_turn)

        signal.signal(signal.SIGWINCH, note)

    def write(self, data: str) -> None:
        """Write to the terminal; not what would clear a frame that goes on."""
        if not (self._keeps_screen and data == _OTHER_SCREEN):
            super().write(data)

    def name_window(self, name: str) -> None:
        """Give the window a title, which is not changed where it is the same; the former one comes back at the end."""
        if name == self._name or not self._has_terminal or os.environ.get("TERM", "") in _UNTITLED:
            return
        if not self._name:
            self._keep_former_name()
        self._name = name
        self.write(f"\x1b]2;{clean_line(name)}\x07")

    def show_notice(self, kind: str, title: str, text: str) -> None:
        """Let the terminal show a notice."""
        if self._has_terminal and os.environ.get("TERM", "") not in _UNTITLED:
            from reader.tui.terminal.notice import notice_sequence  # only for those who want it

            self.write(notice_sequence(kind, title, text, os.environ))

    def _keep_former_name(self) -> None:
        self.write("\x1b[22;2t")

    def _show_cursor(self) -> None:
        """Show the terminal's cursor where a screen reader follows it; Textual hides it."""
        app = cast("HasAsked", self._app)
        if app.in_words:
            self.write("\x1b[?25h")
        self._is_steady = app.is_still and app.in_words and os.environ.get("TERM", "") not in _UNTITLED
        if self._is_steady:
            self.write("\x1b[2 q")

    @property
    def _asked(self) -> Asked:
        return cast("HasAsked", self._app).asked

    def disable_input(self) -> None:
        """Read the keyboard no longer; what the terminal is still to answer does not go to who reads it next."""
        super().disable_input()
        self._asked.drop_late()

    def stop_application_mode(self) -> None:
        """Give the terminal back, its window with the title that it had."""
        if self._name and self._has_terminal:
            self.write("\x1b[23;2t")
        self._has_terminal = False
        if self._is_steady:
            self.write("\x1b[0 q")
        super().stop_application_mode()

    def _sigcont_application(self, *signal_and_frame: int | FrameType | None) -> None:
        """Go on: with a terminal that was given back, or with ours, which others may have used meanwhile.

        Textual starts to read the keyboard again even if it reads it: of two threads one waits in a read for ever,
        and who lends the terminal to an editor, or leaves, waits for that thread.
        """
        if self._has_terminal:
            self._take_again()
        else:
            super()._sigcont_application(*signal_and_frame)

    def _take_again(self) -> None:
        """Set the terminal's modes again, and have everything drawn: a stop that cannot be handled gave nothing back."""
        with suppress(termios.error):
            modes = termios.tcgetattr(self.fileno)
            modes[tty.LFLAG] = self._patch_lflag(modes[tty.LFLAG])
            modes[tty.IFLAG] = self._patch_iflag(modes[tty.IFLAG])
            modes[tty.CC][termios.VMIN] = 1
            termios.tcsetattr(self.fileno, termios.TCSANOW, modes)
        self.write("\x1b[?1049h\x1b[?25l\x1b[?1004h")
        self._show_cursor()
        self._enable_bracketed_paste()
        self._disable_line_wrap()
        self._enable_mouse_support()
        self._app.post_message(self.SignalResume())

    def run_input_thread(self) -> None:
        """Hand on what is typed, until the program ends."""
        decode = getincrementaldecoder("utf-8")("ignore").decode
        keys, events_of, last = KeyBytes(_is_known, constants.ESCAPE_DELAY), _Events(self._asked), monotonic()
        self._hand_on(keys.feed(decode(self._asked.take_bytes())), events_of)
        with SelectSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            while not self.exit_event.is_set():
                patience = keys.patience
                left = POLL_S if patience is None else min(POLL_S, max(0.0, last + patience - monotonic()))
                if selector.select(left):
                    try:
                        data = os.read(self.fileno, BLOCK)
                    except OSError:
                        data = b""
                    if not data:
                        self._gone()
                        return
                    last = monotonic()
                    tokens = keys.feed(decode(data))
                elif patience is not None and monotonic() >= last + patience:
                    tokens = keys.flush()
                else:
                    continue
                self._hand_on(tokens, events_of)

    def _hand_on(self, tokens: Iterator[Token], events_of: "_Events") -> None:
        for token in tokens:
            for event in events_of(token):
                if self._in_band_window_resize or not isinstance(event, events.Resize):
                    self.process_message(event)

    def send_message(self, message: Message) -> None:
        """Send a message to the app, if it has not ended meanwhile."""
        if not self._loop.is_closed():
            super().send_message(message)

    def _gone(self) -> None:
        """End the program, as its terminal is gone."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=128 + signal.SIGHUP))


class _Events:
    """What Textual makes of one key, one report, one movement of the mouse."""

    def __init__(self, asked: Asked | None = None) -> None:
        self._asked = asked or Asked.nothing()
        self._parser = XTermParser()

    def __call__(self, token: Token) -> Iterator[Message]:
        """Yield the events; of what Textual does not know none."""
        if isinstance(token, Pasted):
            yield events.Paste(token.cleaned())
        elif isinstance(token, Pair):
            if token.char == "\t" and os.environ.get("TERM") == "linux":  # so its console sends it
                yield events.Key("shift+tab", None)
            else:
                keys = [event for event in self._parsed(token.char) if isinstance(event, events.Key)]
                yield Together([events.Key("escape", "\x1b"), *keys])
        elif isinstance(token, Text):
            yield from [events.Key("escape", "\x1b")] if token.char == "\x1b" else self._parsed(token.char)
        elif (light := is_light(token.text)) is not None:
            yield GroundKnown(light=light)
        elif self._asked.takes(token.text):
            if widths := self._asked.found_widths():
                yield WidthsKnown(widths)
        elif (
            token.text[1] in "[O" and len(token.text) <= LONGEST and not _ATTRIBUTES.fullmatch(token.text)
        ):  # else an answer to a question that was not ours
            yield from self._parsed(token.text)

    def _parsed(self, text: str) -> list[Message]:
        """Return what Textual's parser makes of it; where it fails, or waits for more, another one goes on."""
        parser = self._parser
        try:
            found = list(parser.feed(text))
            is_done = parser._awaiting.timeout is None  # noqa: SLF001 - in the middle of a sequence it has one
        except (ArithmeticError, LookupError, ValueError, TypeError, RuntimeError, StopIteration):
            found, is_done = [], False
        if not is_done:
            self._parser = XTermParser()
            for name in _KEPT:
                setattr(self._parser, name, getattr(parser, name))
        return found


def _is_known(sequence: str) -> bool:
    """Return whether a sequence of a letter and no number is one that terminals send."""
    return (
        sequence in ANSI_SEQUENCES_KEYS
        or sequence in {FOCUSIN, FOCUSOUT}
        or (sequence[1] == "[" and f"1{sequence[2:]}" in FUNCTIONAL_KEYS)
    )
