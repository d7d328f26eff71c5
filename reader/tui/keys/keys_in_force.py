"""The keys that hold: the user's own, those of the preset, the default ones. What the screen and the command line both use."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.settings import Settings
from reader.tui.keys.commands import COMMANDS
from reader.tui.keys.keymap import Keymap
from reader.tui.keys.named_programs import program_commands

if TYPE_CHECKING:
    from reader.tui.keys.macros import Macros
    from reader.tui.keys.presets import PresetRow


def keymap_of(
    settings: Settings,
    where: Callable[..., str] = lambda *_: "",
    query_fault: Callable[[str], str] = lambda _: "",
) -> Keymap:
    """Return the key map of the settings.

    ``where`` returns where an entry of config.toml stands, from its table down; ``query_fault`` what is wrong with a query.
    """
    commands = [*COMMANDS, *program_commands(settings)]
    macros: Macros | None = None
    if settings.macros:
        from reader.tui.keys.macros import macros_of  # only for those who have some

        macros = macros_of(settings.macros, query_fault)
    preset: Sequence[PresetRow] = ()
    if settings.key_preset != "default":
        from reader.tui.keys.presets import PRESETS  # only for those who have chosen one

        preset = PRESETS[settings.key_preset]
    if macros is None:
        return Keymap(commands, settings.keys, lambda id_: where("keys", id_), preset)

    def place(id_: str) -> str:
        return where("macros", macros.written[id_]) if id_ in macros.keys else where("keys", id_)

    # The keys in the table [keys] come first: a macro with such a key is named.
    own = {**settings.keys, **{id_: keys for id_, keys in macros.keys.items() if id_ not in settings.keys}}
    keymap = Keymap([*commands, *macros.commands], own, place, preset)
    for name, fault in macros.problems:
        at = where("macros", name)
        keymap.problems.append(tr("{where}: {problem}", where=at, problem=fault) if at else fault)
    return keymap
