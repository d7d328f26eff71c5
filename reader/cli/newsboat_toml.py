"""What newsboat's settings are in ``config.toml``: settings, keys beside those of the preset, macros, words to watch."""

import json
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.settings import Settings
from reader.tui.keys.keys_in_force import keymap_of

if TYPE_CHECKING:
    from reader.actions.feeds.newsboat import Config

PRESET = "newsboat"
"""The preset beside which its keys are printed."""


def toml_lines(config: "Config") -> list[str]:
    """Return lines for ``config.toml``; what is not taken is a comment in it."""
    lines = [f"{name} = {value}" for name, value in config.settings]
    keys = config.keys
    if keys.binds or keys.macros:
        lines.append(f'key_preset = "{PRESET}"')
    own = bound_keys(config)
    if own:
        lines += ["", "[keys]", *(f"{id_} = {_list(found)}" for id_, found in own.items())]
    if keys.macros:
        macros = {macro.key: macro.lines for macro in keys.macros}
        lines += ["", "[macros]", *(f"{_quoted(key)} = {_list(found)}" for key, found in macros.items())]
    for watch in keys.watches:
        words = _list(watch.words) if len(watch.words) > 1 else _quoted(watch.words[0])
        lines += ["", "[[watch]]", f"words = {words}"]
        lines += [f"colour = {_quoted(watch.colour)}"] if watch.colour else []
    left_out = [*(f"{line}  ({why})" for line, why in keys.left_out), *config.colours]
    if left_out:
        lines += ["", f"# {tr('not taken:')}", *(f"# {line}" for line in left_out)]
    return lines


def bound_keys(config: "Config") -> dict[str, tuple[str, ...]]:
    """Return the keys of the commands that newsboat's lines give another key or take one from, as ``[keys]`` has them."""
    known = keymap_of(Settings(key_preset=PRESET)).keys
    final = {bind.key: bind.command for bind in config.keys.binds}
    final |= {macro.key: "" for macro in config.keys.macros}
    touched = {command for command in final.values() if command}
    touched |= {id_ for id_, keys in known.items() if final.keys() & set(keys)}
    found: dict[str, tuple[str, ...]] = {}
    for id_ in sorted(touched):
        kept = (key for key in known[id_] if final.get(key, id_) == id_ and not key.isdecimal())
        own = (key for key, command in final.items() if command == id_)
        found[id_] = tuple(dict.fromkeys((*own, *kept)))
    return found


def _list(words: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, words))}]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
