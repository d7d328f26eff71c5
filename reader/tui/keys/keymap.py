"""From keys to commands: key names, sequences such as ``g g``, counts such as ``3j``, input methods.

Pure. A key's name is the character that it types (``j``, ``?``, ``G``) or the terminal's name for it
(``down``, ``ctrl+f``, ``space``). What Chinese and Japanese input methods type for a key of the keyboard
(``？``, ``ｊ``, ``【``) counts as that key.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.i18n import listed, tr
from reader.old_names import COMMANDS as OLD
from reader.old_names import renamed
from reader.text import clean_line
from reader.text.pattern import late
from reader.toml.mistakes import unknown
from reader.tui.keys.command import Command, Where
from reader.tui.keys.key_names import COUNT_BEGINS, fault_of

if TYPE_CHECKING:
    from reader.tui.keys.presets import PresetRow

NAMED_LOST = 3
"""Commands without a key are named one by one up to this many."""

COUNT_LIMIT = 9999
"""The greatest count that can be typed before a command."""

LEAVE, LAST_KEY = "quit", "ctrl+q"
"""The command that never is without a key, and the key that it keeps."""

_ALT_SHIFTED = late(r"alt\+shift\+([^\W\d_])")
_WIDE_SPACE = "\u3000"
_WORDS = {
    "underscore": "_",
    "right_square_bracket": "]",
    "backslash": "\\",
    "circumflex_accent": "^",
    "at": "@",
}
"""What terminals' names for keys with ctrl call a character that people write as such."""
_IME_TWINS = str.maketrans(
    {
        _WIDE_SPACE: " ", "。": ".", "、": "/", "【": "[", "】": "]", "「": "[", "」": "]", "《": "<", "》": ">",
        "￥": "$", "¥": "$", "·": "`", "…": "^", "—": "_", "‘": "'", "’": "'", "“": '"', "”": '"',
        **{chr(0xFF00 + low): chr(0x20 + low) for low in range(1, 95)},
    }
)  # fmt: skip


def key_name(key: str, character: str | None) -> str:
    """Return the name under which a pressed key is looked up.

    ``key`` is the terminal's name for it, ``character`` what it types, if anything.
    """
    if shifted := _ALT_SHIFTED.fullmatch(key):
        return f"alt+{shifted[1].upper()}"
    if character and len(character) == 1 and (character.isprintable() or character == _WIDE_SPACE):
        twin = character.translate(_IME_TWINS)
        return "space" if twin == " " else twin
    modifiers, _, last = key.rpartition("+")
    return f"{modifiers}+{_WORDS[last]}" if modifiers and last in _WORDS else key


def is_input_method(name: str) -> bool:
    """Return whether the key is a letter of a script that no command uses: an input method is on."""
    return len(name) == 1 and ord(name) > 0x2E7F


def show_keys(keys: str) -> str:
    """Return a key or a sequence as people read it: ``pagedown`` as ``pgdn``, ``down`` as ``↓``."""
    return " ".join(_SHOWN.get(key, key) for key in keys.split(" "))


def show_all(keys: Iterable[str], *, has_arrows: bool = True) -> str:
    """Return all keys of a command as people read them; ``has_arrows``: as signs, else as words.

    In letters of ASCII an arrow would be taken for a key: ``v`` for down.
    """
    shown = "  ".join(map(show_keys, keys))
    return shown if has_arrows else shown.translate(_ARROWS)


_SHOWN = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "pagedown": "pgdn", "pageup": "pgup", "escape": "esc",
}  # fmt: skip


_ARROWS = {ord(sign): name for name, sign in _SHOWN.items() if len(sign) == 1}


class _Node:
    """A place in the tree of key sequences."""

    def __init__(self) -> None:
        self.commands: dict[Where, Command] = {}
        """What the keys up to here mean, by the pane that has the focus."""
        self.after: dict[str, _Node] = {}


class Run(NamedTuple):
    """The keys so far mean a command."""

    command: Command
    """The command."""
    times: int | None
    """The number typed before it, if any."""


class Wait(NamedTuple):
    """The keys so far begin one or more commands."""

    typed: str
    """What was typed, to show."""
    choices: tuple[tuple[str, Command], ...]
    """The keys that would end a sequence, and what they would do."""


class Nothing(NamedTuple):
    """The keys so far mean nothing; they are forgotten."""

    typed: str
    """What was typed, to show."""
    cancelled: bool
    """Escape was pressed to forget them."""


class Keymap:
    """Which keys mean which commands, with the user's own keys worked in."""

    def __init__(
        self,
        commands: Iterable[Command],
        own: Mapping[str, tuple[str, ...]] | None = None,
        where: Callable[[str], str] = lambda _: "",
        preset: "Sequence[PresetRow]" = (),
    ) -> None:
        """Build the map; ``problems`` then says which of the user's ``own`` keys could not be used.

        ``where`` returns where the keys of a command were written. Of a command with rows in ``preset`` these count instead
        of its default keys. One key is always left to quit.
        """
        self.commands = tuple(commands)
        """What the keys can mean, in the order of the help screen."""
        self.by_id = {command.id: command for command in self.commands}
        """The commands by their ids."""
        self._preset: dict[str, list[PresetRow]] = {}
        for row in preset:
            self._preset.setdefault(row.command, []).append(row)
        self.problems: list[str] = []
        self.keys: dict[str, tuple[str, ...]] = {}
        """The keys in force of each command, by its id."""
        self._root = _Node()
        self._where = where
        table = self.commands
        chosen = self._checked(own or {})
        faults = list(self.problems)
        self._build(table, chosen)
        if self.keys.get(LEAVE, LAST_KEY) == ():
            self.problems = [
                *faults,
                self._at(LEAVE, tr("keys: quit needs a key, and keeps {key}", key=LAST_KEY)),
            ]
            others = {id_: tuple(key for key in keys if key != LAST_KEY) for id_, keys in chosen.items()}
            chosen = {id_: keys for id_, keys in others.items() if keys or not chosen[id_]}
            chosen[LEAVE] = (LAST_KEY,)
            self._root = _Node()
            self._build(sorted(table, key=lambda command: command.id != LEAVE), chosen)

    def first(self, id_: str) -> str:
        """Return the first key of a command, as it is shown; empty: it has none."""
        return next(map(show_keys, self.keys[id_]), "")

    def how(self, id_: str) -> str:
        """Return how a command is given, for a sentence: its first key, else what is typed for it."""
        return self.first(id_) or f":{id_}"

    def familiar(self, id_: str) -> str:
        """Return the key of a command that people know from other programs: esc if it has that, else its first."""
        return show_keys("escape") if "escape" in self.keys[id_] else self.first(id_)

    def become(self, other: "Keymap") -> None:
        """Take the keys of another map in the place of these, for all who have this one."""
        self.__dict__.update(other.__dict__)

    def _build(self, table: Sequence[Command], chosen: Mapping[str, tuple[str, ...]]) -> None:
        # The user's choices come first, so that a default key gives way to them and not the reverse.
        for command in table:
            self.keys[command.id] = self._bound(command, chosen.get(command.id, ()), own=True)
        given = [command for command in table if self.keys[command.id] or chosen.get(command.id) == ()]
        for command in table:
            if command not in given:
                self.keys[command.id] = tuple(self._bound_by_preset(command))
        lost: list[str] = []
        for command in table:
            if command in given:
                continue
            rows = self._preset.get(command.id)
            wanted = command.keys if rows is None else tuple(key for row in rows for key in row.keys)
            if rows is None:
                self.keys[command.id] = self._bound(command, command.keys, own=False)
            if wanted and not self.keys[command.id]:
                lost.append(command.id)
        self._name_lost(lost)

    def _name_lost(self, ids: Sequence[str]) -> None:
        """Take note of commands that others leave no key: one by one, or many in one sentence."""
        if len(ids) > NAMED_LOST:
            names = listed(ids[:NAMED_LOST])
            sentence = tr(
                "keys: {names} and {count} more commands have no key left, since other commands were given their own",
                names=names, count=len(ids) - NAMED_LOST,
            )  # fmt: skip
            self.problems.append(sentence)
            return
        for id_ in ids:
            sentence = tr("keys: {id} has no key left, since other commands were given its own", id=id_)
            self.problems.append(self._at(id_, sentence))

    def _at(self, id_: str, problem: str) -> str:
        """Return a problem of a command's keys with the place where these were written."""
        where = self._where(id_)
        return tr("{where}: {problem}", where=where, problem=problem) if where else problem

    def _checked(self, own: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        chosen: dict[str, tuple[str, ...]] = {}
        for written, keys in own.items():
            id_ = written
            if id_ not in self.by_id:
                if written not in OLD:
                    self.problems.append(self._at(written, clean_line(_unknown(written, self.by_id))))
                    continue
                id_ = OLD[written]
                is_used = id_ not in own
                sentence = tr("keys: {mistake}", mistake=renamed(written, id_, is_used=is_used))
                self.problems.append(self._at(written, sentence))
                if not is_used:
                    continue
            faults = {key: fault_of(id_, key) for key in (key.translate(_IME_TWINS) for key in keys)}
            self.problems += [self._at(id_, clean_line(fault)) for fault in faults.values() if fault]
            good = tuple(key for key, fault in faults.items() if not fault)
            if good or not keys:  # an empty list takes a command's keys away
                chosen[id_] = good
        return chosen

    def _bound(self, command: Command, keys: tuple[str, ...], *, own: bool) -> tuple[str, ...]:
        return tuple(key for key in keys if self._bind(command, key, own=own))

    def _bound_by_preset(self, command: Command) -> Iterator[str]:
        for row in self._preset.get(command.id, ()):
            for key in row.keys:
                if self._bind(command, key, own=False, where=row.where):
                    yield key

    def _bind(self, command: Command, sequence: str, *, own: bool, where: Where | None = None) -> bool:
        node, where = self._root, where or command.where
        for key in sequence.split(" "):
            if other := _meaning(node, where):
                return self._clash(command, sequence, other, own=own)
            node = node.after.setdefault(key, _Node())
        other = _meaning(node, where) or next((_first(after) for after in node.after.values()), None)
        if other is not None:
            return self._clash(command, sequence, other, own=own)
        node.commands[where] = command
        return True

    def _clash(self, command: Command, sequence: str, other: Command, *, own: bool) -> bool:
        if own:
            sentence = tr(
                "keys: {key} of {id} is taken by {other}; give one of them another key",
                key=sequence,
                id=command.id,
                other=other.id,
            )
            self.problems.append(self._at(command.id, sentence))
        return False

    def has(self, key: str) -> bool:
        """Return whether a command has this key, alone or in a sequence."""
        return any(key in keys.split(" ") for each in self.keys.values() for keys in each)

    def is_meant(self, command: Command, where: Where) -> bool:
        """Return whether the command's first key means it in that pane, and no other that goes before it there."""
        keys = self.keys[command.id]
        return bool(keys) and self.feed(tuple(keys[0].split(" ")), where) == command

    def feed(self, typed: tuple[str, ...], where: Where) -> Command | dict[str, _Node] | None:
        """Return what the keys mean in that pane: a command, the keys that may follow, or nothing."""
        node: _Node | None = self._root
        for key in typed:
            node = node.after.get(key) if node else None
        if node is None:
            return None
        return _meaning(node, where) or node.after or None


def _meaning(node: _Node, where: Where) -> Command | None:
    for first in (Where.SELECTING, Where.FOUND):
        if where & first and first in node.commands:
            return node.commands[first]
    return next((command for at, command in node.commands.items() if at & where), None)


def _first(node: _Node) -> Command | None:
    if node.commands:
        return next(iter(node.commands.values()))
    return next((found for after in node.after.values() if (found := _first(after))), None)


def _unknown(id_: str, known: Iterable[str]) -> str:
    return unknown(
        id_,
        known,
        "keys: no command is called {name}",
        "keys: no command is called {name}; did you mean {near}?",
        OLD,
    )


class PendingKeys:
    """The keys typed so far towards a command, and the count before them."""

    def __init__(self, keymap: Keymap) -> None:
        self._keymap = keymap
        self._typed: tuple[str, ...] = ()
        self._count = ""
        self.forgotten: tuple[str, ...] = ()
        """The keys that were forgotten last, without the count before them."""

    @property
    def waiting(self) -> bool:
        """Whether keys were typed that wait for more."""
        return bool(self._typed or self._count)

    def press(self, key: str, where: Where) -> Run | Wait | Nothing:
        """Take one key and return what it leads to."""
        if key == "escape" and self.waiting:
            return self._forget(cancelled=True)
        is_digit = key in COUNT_BEGINS or key == "0"
        if is_digit and not self.waiting and isinstance(own := self._keymap.feed((key,), where), Command):
            return (
                Run(own, int(key) or 10) if own.chooses else Run(own, None)
            )  # such a digit is the number too
        if not self._typed and (key in COUNT_BEGINS or (self._count and key == "0")):
            self._count = str(min(int(self._count + key), COUNT_LIMIT))
            return Wait(self._count, ())
        self._typed += (key,)
        meaning = self._keymap.feed(self._typed, where)
        if isinstance(meaning, Command):
            count = int(self._count) if self._count else None
            self._forget(cancelled=False)
            return Run(meaning, count)
        if meaning is None:
            return self._forget(cancelled=False)
        choices = tuple((key, command) for key, node in meaning.items() if (command := _meaning(node, where)))
        return Wait(" ".join(map(show_keys, self._typed)), choices)

    def _forget(self, *, cancelled: bool) -> Nothing:
        typed = self._count + " ".join(self._typed)
        self.forgotten, self._typed, self._count = self._typed, (), ""
        return Nothing(typed, cancelled)
