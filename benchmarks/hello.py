"""Textual's hello world: what any program with this screen library costs before it does anything."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """Two words, and the key that was pressed last."""

    def compose(self) -> ComposeResult:
        """Return the one widget."""
        yield Static("hello world")

    def on_key(self, event: events.Key) -> None:
        """Answer a key with as little work as there can be."""
        static = self.query_one(Static)
        static.update(event.key if str(static.content) != event.key else "hello world")


if __name__ == "__main__":
    Hello().run()
