"""The table of commands with the keys that hold, for people, for documents and for programs. Pure."""

from collections.abc import Iterable, Iterator

from reader.i18n import tr
from reader.tui.keys.command import Command, Topic, Where
from reader.tui.keys.commands import about, title_of
from reader.tui.keys.keymap import Keymap, show_all, show_keys

PANES = {
    Where.SIDEBAR: "list",
    Where.PAGE: "page",
    Where.ANYWHERE: "both",
    Where.FOUND: "page, while something is found",
    Where.SELECTING: "page, while text is selected",
}
"""Where a command's keys mean it, as readers of the documentation call the panes."""


def rows_of(keymap: Keymap) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield for each command its topic, keys, title, id, and the pane in which its keys mean it, by topic."""
    for topic, commands in _by_topic(keymap):
        for command in commands:
            pane = PANES[command.where] if command.where is not Where.ANYWHERE else ""
            yield tr(topic.value), show_all(keymap.keys[command.id]), title_of(command), command.id, pane


def values_of(keymap: Keymap) -> list[dict[str, object]]:
    """Return each command with what a program may want to know; keys are named as in ``[keys]``."""
    return [
        {
            "command": command.id, "keys": list(keymap.keys[command.id]), "title": title_of(command),
            "about": about(command), "topic": topic.value, "pane": PANES[command.where],
        }
        for topic, commands in _by_topic(keymap) for command in commands
    ]  # fmt: skip


def markdown_lines(keymap: Keymap) -> Iterator[str]:
    """Yield a table per topic under its heading, as the documentation has them."""
    for number, (topic, commands) in enumerate(_by_topic(keymap)):
        yield from ([""] if number else [])
        yield f"## {tr(topic.value)}"
        yield ""
        yield "| Command | Keys | Name | What it does | In |"
        yield "| --- | --- | --- | --- | --- |"
        for command in commands:
            keys = " ".join(f"`{show_keys(key)}`" for key in keymap.keys[command.id])
            cells = (f"`{command.id}`", keys, title_of(command), about(command), PANES[command.where])
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _by_topic(keymap: Keymap) -> Iterable[tuple[Topic, list[Command]]]:
    for topic in Topic:
        if commands := [command for command in keymap.commands if command.topic == topic]:
            yield topic, commands
