"""Textual's way to a page in a browser, which ends with the page."""

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp

from reader.tui.terminal.ground import Asked


class AskedPage(Asked):
    """What the page has said of itself at the start."""

    def __init__(self, *, is_light: bool) -> None:
        super().__init__(-1, -1, b"")
        self._is_light = is_light

    def answer(self) -> bool | None:
        """Return whether it is light."""
        return self._is_light


class PageDriver(WebDriver):
    """Reads keys from a pipe; where that closes, the viewer or the server is gone, and so is the program."""

    def run_input_thread(self) -> None:
        """Read until the pipe closes, then end the program."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())
