"""The names of keys as settings have them, and what is wrong with one that does not exist. Pure."""

import re

from reader.i18n import tr
from reader.nearest import nearest
from reader.text.pattern import late

_NAMES = "up down left right home end pageup pagedown enter escape tab space backspace delete insert"
NAMED_KEYS = frozenset(_NAMES.split()) | {f"f{number}" for number in range(1, 25)}
"""Keys that type no character, by the names that settings use."""

COUNT_BEGINS = frozenset("123456789")
"""What a count before a command begins with."""

_SHIFTED_LETTER = late(r"shift\+([^\W\d_])")
"""Terminals report it by the letter that it types."""
_MODIFIED = late(r"((ctrl|alt|shift|super)\+)+(.+)")
_ELSEWHERE = late(r"<?((?:[a-z]+[-+])*)([^<>]+|[<>])>?", re.IGNORECASE)
"""Keys as vim, emacs and newsboat write them: ``<C-x>``, ``C-x``, ``Ctrl+X``, ``<CR>``."""
_MODIFIERS = {"c": "ctrl", "ctrl": "ctrl", "control": "ctrl", "m": "alt", "a": "alt", "alt": "alt", "meta": "alt",
              "s": "shift", "shift": "shift", "super": "super"}  # fmt: skip
_OTHER_NAMES = {
    "esc": "escape", "return": "enter", "cr": "enter", "ret": "enter", "pgup": "pageup", "prior": "pageup", "ppage": "pageup",
    "pgdn": "pagedown", "pgdown": "pagedown", "next": "pagedown", "npage": "pagedown", "page_up": "pageup",
    "page_down": "pagedown", "del": "delete", "dc": "delete", "ins": "insert", "bs": "backspace", "spc": "space",
    "spacebar": "space", "arrowup": "up", "arrowdown": "down", "arrowleft": "left", "arrowright": "right", "comma": ",",
    "colon": ":", "slash": "/", "question_mark": "?", "plus": "+", "minus": "-", "backtab": "shift+tab",
}  # fmt: skip


def is_key(name: str) -> bool:
    """Return whether a key of that name exists."""
    if match := _MODIFIED.fullmatch(name):
        name = match[3]
    return (len(name) == 1 and name.isprintable() and name != " ") or name in NAMED_KEYS


def is_sequence(keys: str) -> bool:
    """Return whether this names a key, or several that are typed one after another."""
    return bool(keys) and all(map(is_key, keys.split(" ")))


def meant_key(written: str) -> str:
    """Return the key that was most likely meant by a name that does not exist; empty: none is near."""
    if written.startswith("^") and len(written) == 2:
        return f"ctrl+{written[1].lower()}"
    match = _ELSEWHERE.fullmatch(written)
    if match is None:
        return ""
    modifiers = [_MODIFIERS.get(each.lower(), "") for each in re.split(r"[-+]", match[1]) if each]
    name = match[2]
    if name.lower() in _OTHER_NAMES or name.lower() in NAMED_KEYS:
        name = _OTHER_NAMES.get(name.lower(), name.lower())
    elif len(name) == 1 and modifiers and name.isascii():
        name = name.lower()
    elif len(name) > 1:
        name = nearest(name, sorted(NAMED_KEYS))
    if not name or "" in modifiers:
        return ""
    found = "+".join([*modifiers, name])
    return found if is_key(found) and found != written else ""


def fault_of(id_: str, sequence: str) -> str:
    """Return why the user's keys for a command cannot be used; empty: they can."""
    if not sequence.strip():
        return tr("keys: {id}: a key without a name; the space bar is called space", id=id_)
    keys = sequence.split(" ")
    if "" in keys:
        return tr('keys: {id}: there is one space too many in "{keys}"', id=id_, keys=sequence)
    for key in keys:
        if shifted := _SHIFTED_LETTER.fullmatch(key):
            letter = shifted[1].upper()
            return tr(
                "keys: {id}: instead of {key} write the capital letter {letter}",
                id=id_,
                key=key,
                letter=letter,
            )
        if not is_key(key):
            if near := meant_key(key):
                return tr(
                    "keys: {id}: no key is called {key}; did you mean {near}?", id=id_, key=key, near=near
                )
            return tr("keys: {id}: no key is called {key}", id=id_, key=key)
    if keys[0] in COUNT_BEGINS:
        return tr(
            "keys: {id}: {keys} cannot be used, since it begins with a digit, and digits are counts",
            id=id_, keys=sequence,
        )  # fmt: skip
    return ""
