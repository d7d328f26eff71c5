"""Write the tables of the documentation from the code: ``python -m docs.tables`` (``make docs``).

Disk. A page is text between two markers, so that prose around a table stays; ``pages()`` says what each
file should hold, ``main()`` writes what differs, and a test fails while anything does.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from docs.manual import manual
from reader.cli import commands as command_line
from reader.feeds.following.feed_keys import FEED_KEYS
from reader.i18n import ENGLISH, speak, spoken, tr
from reader.library.query.fields import FIELDS
from reader.library.query.orders import ROWS as ORDERS
from reader.setting_programs import FIELDS as PROGRAM_FIELDS
from reader.setting_programs import OPEN_KEYS, PIPE_KEYS, SHARE_KEYS
from reader.setting_tables import HOST_KEYS, RULE_KEYS
from reader.setting_watch import WATCH_KEYS
from reader.settings import ROWS, Settings
from reader.tui.keys.command import Command
from reader.tui.keys.commands import BY_ID, COMMANDS
from reader.tui.keys.key_table import markdown_lines
from reader.tui.keys.keymap import Keymap, show_keys

ROOT = Path(__file__).parent.parent
BEGIN = "<!-- from the code: make docs -->"
END = "<!-- to here -->"

FIRST = (
    "down", "enter", "read_on", "leave", "search_articles", "open_source", "toggle_star", "next_scope", "undo", "show_help",
)  # fmt: skip
"""The ten commands that one needs first, by their ids."""


def pages() -> dict[Path, str]:
    """Return every documented file with the text that it should hold."""
    parts = {
        ROOT / "README.md": keys_table(),
        ROOT / "README.zh-CN.md": keys_table("zh_CN", ("按键", "作用")),
        ROOT / "docs" / "keys.md": commands_table(),
        ROOT
        / "docs"
        / "settings.md": f"{settings_table()}\n## Rules\n\n{rules_table()}\n## Watch words\n\n{watch_table()}\n## Hosts\n\n{hosts_table()}",
        ROOT / "docs" / "programs.md": programs_tables(),
        ROOT / "docs" / "feeds.md": feeds_table(),
        ROOT / "docs" / "commands.md": command_line_table(),
        ROOT / "docs" / "queries.md": f"{fields_table()}\n{orders_table()}",
    }
    written = {path: _between_markers(path.read_text(encoding="utf-8"), part) for path, part in parts.items()}
    return written | {ROOT / "docs" / "newsreader.1": manual()}


def keys_table(language: str = ENGLISH, heads: tuple[str, str] = ("Keys", "What they do")) -> str:
    """Return the short table: the keys that one needs first, in a language that has a catalogue."""
    before = spoken()
    speak(language)
    try:
        commands = [BY_ID[id_] for id_ in FIRST]
        return _table(heads, [(_keys(command), tr(command.title)) for command in commands])
    finally:
        speak(before)


def commands_table() -> str:
    """Return the full tables: every command with its id, its keys and the pane that they work in."""
    return "".join(f"{line}\n" for line in markdown_lines(Keymap(COMMANDS)))


def settings_table() -> str:
    """Return the table of settings with their defaults, what they accept and their variables."""
    rows = [
        (f"`{name}`", f"`{_toml(getattr(Settings(), name))}`", _accepted(name), row.meaning)
        for name, row in ROWS.items()
    ]
    return _table(("Setting", "Default", "Takes", "What it does"), rows)


def rules_table() -> str:
    """Return the table of the keys of a rule."""
    rows = ((f"`{name}`", _refusal(key.check), key.meaning) for name, key in RULE_KEYS.items())
    return _table(("Key of `[[rules]]`", "Takes", "What it does"), rows)


def watch_table() -> str:
    """Return the table of the keys of a watch."""
    rows = ((f"`{name}`", _refusal(key.check), key.meaning) for name, key in WATCH_KEYS.items())
    return _table(("Key of `[[watch]]`", "Takes", "What it does"), rows)


def programs_tables() -> str:
    """Return the tables of the keys of ``[[open]]``, ``[[pipe]]`` and ``[[share]]``, and of fields."""
    parts = [
        _table(
            (f"Key of `[[{table}]]`", "Takes", "What it does"),
            ((f"`{name}`", _refusal(key.check), key.meaning) for name, key in keys.items()),
        )
        for table, keys in (("open", OPEN_KEYS), ("pipe", PIPE_KEYS), ("share", SHARE_KEYS))
    ]
    fields = ((f"`{{{name}}}`", meaning) for name, meaning in PROGRAM_FIELDS.items())
    return "\n".join([*parts, _table(("Field", "Stands for"), fields)])


def feeds_table() -> str:
    """Return the table of the keys of a feed in ``feeds.toml``."""
    rows = ((f"`{name}`", _refusal(key.check), key.default, key.meaning) for name, key in FEED_KEYS.items())
    return _table(("Key of `[[feed]]`", "Takes", "Without it", "What it does"), rows)


def command_line_table() -> str:
    """Return the table of the commands of the command line."""
    rows = [
        (f"`newsreader {command.name}`", command.does[0].upper() + command.does[1:])
        for command in command_line.COMMANDS
    ]
    return _table(("Command", "Does"), rows)


def fields_table() -> str:
    """Return the table of the fields of the query language."""
    rows = [
        (
            ", ".join(f"`{name}:`" for name in (field.name, *field.others)),
            field.meaning[0].upper() + field.meaning[1:],
        )
        for field in FIELDS
    ]
    return _table(("Field", "Value"), rows)


def orders_table() -> str:
    """Return the table of orders: what ``sort:`` and ``--sort`` take, and what the menu of a group calls it."""
    rows = (
        (
            ", ".join(f"`sort:{name}`" for name in (row.name, *row.others)),
            row.lowest or "-",
            row.highest or "-",
        )
        for row in ORDERS
    )
    return _table(("Order", "In the menu (`g o`)", "In the menu, with `-` before the name"), rows)


def _keys(command: Command) -> str:
    return " ".join(f"`{show_keys(keys)}`" for keys in command.keys)


def _accepted(name: str) -> str:
    """Return what a setting takes."""
    return _refusal(ROWS[name].check)


def hosts_table() -> str:
    """Return the table of the keys of a host."""
    rows = ((f"`{name}`", _refusal(key.check), key.meaning) for name, key in HOST_KEYS.items())
    return _table(('Key of `[hosts."NAME"]`', "Takes", "What it does"), rows)


def _refusal(check: Callable[[object], object]) -> str:
    """Return what is accepted: the words that the check itself refuses nonsense with."""
    try:
        check(object())
    except ValueError as expected:
        return str(expected)
    raise AssertionError(f"{check} takes anything")


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case tuple():
            return "[" + ", ".join(map(_toml, value)) + "]"
        case Mapping():
            return "{}"
        case _:
            return str(value)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _between_markers(text: str, part: str) -> str:
    before, found, rest = text.partition(BEGIN)
    _, closed, after = rest.partition(END)
    if not (found and closed):
        raise ValueError(f"the page needs the markers {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{part}\n{END}{after}"


def main() -> None:
    """Write every page that is not current."""
    for path, text in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
