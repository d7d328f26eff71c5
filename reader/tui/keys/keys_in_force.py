"""The keys that hold: the user's own, those of the preset, the default ones. What the screen and the command line both use."""

from collections.abc import Callable

from reader.settings import Settings
from reader.tui.keys.commands import COMMANDS
from reader.tui.keys.keymap import Keymap


def keymap_of(settings: Settings, where: Callable[[str], str] = lambda _: "") -> Keymap:
    """Return the key map of the settings; ``where`` returns where the keys of a command were written."""
    if settings.key_preset == "default":
        return Keymap(COMMANDS, settings.keys, where)
    from reader.tui.keys.presets import PRESETS  # only for those who have chosen one

    return Keymap(COMMANDS, settings.keys, where, PRESETS[settings.key_preset])
