"""Other keys for all commands at once: a table of rows per preset, between the user's own keys and the default ones.

Pure. A command that has rows in a preset has these keys and no others; a default key that a row takes is gone where it was.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.tui.keys.command import Command, Where
from reader.tui.keys.commands import COMMANDS


class PresetRow(NamedTuple):
    """Keys of one command in a preset."""

    command: str
    """Its id."""
    keys: tuple[str, ...]
    """Empty: it has none."""
    where: Where | None = None
    """Where they mean it; None: where the command's own keys do."""


def rows_of(keys: Mapping[str, str]) -> Iterator[PresetRow]:
    """Yield a row per command; its keys stand between commas, which are keys themselves when they stand alone."""
    for id_, written in keys.items():
        yield PresetRow(id_, tuple(filter(None, written.split(", "))))


def _moved(prefix: str, to: str, commands: Iterable[Command] = COMMANDS) -> Iterator[PresetRow]:
    """Yield rows for the commands whose sequences begin with a key, under another first key."""
    for command in commands:
        if any(keys.startswith(f"{prefix} ") for keys in command.keys):
            keys = (f"{to} {key.removeprefix(f'{prefix} ')}" if key.startswith(f"{prefix} ") else key
                    for key in command.keys)  # fmt: skip
            yield PresetRow(command.id, tuple(keys))


def _merged(*parts: Iterable[PresetRow]) -> tuple[PresetRow, ...]:
    """Return rows of which a later part replaces those of an earlier one for the same command."""
    found: dict[str, list[PresetRow]] = {}
    for part in parts:
        rows: dict[str, list[PresetRow]] = {}
        for row in part:
            rows.setdefault(row.command, []).append(row)
        found |= rows
    return tuple(row for rows in found.values() for row in rows)


_NEWSBOAT = _merged(
    # There g and G sort; what begins with g here begins with ; then.
    _moved("g", ";"),
    rows_of(
        {
            "down": "down", "up": "up", "top": "home", "bottom": "end", "page_down": "pagedown", "page_up": "pageup",
            "half_page_down": "", "half_page_up": "", "step_into": "right", "next_group": "j, )", "previous_group": "k, (",
            "next_unread_group": "ctrl+n", "previous_unread_group": "ctrl+p", "random_unread": "ctrl+k",
            "delete_articles": "D, X", "toggle_read": "N", "mark_group_read": "A", "mark_all_read": "C", "toggle_star": "ctrl+b, *",
            "edit_tags": "ctrl+e", "redo": "ctrl+y", "refresh_feed": "r", "refresh_feeds": "R, f5", "add_feed": "; +",
            "edit_feeds": "E", "open_folder": "; M", "list_feeds": "ctrl+r, ; f", "open_source": "o, O", "list_links": "u, #",
            "show_link_hints": "; ;", "download_media": "e, ; d", "fetch_full_article": "; e", "show_source": "ctrl+u",
            "show_changes": "; D", "search_articles": "; /", "toggle_show_read": "l", "filter_list": "F, &",
            "choose_search": "f", "export_articles": "; X", "clear_filter": "ctrl+f, ctrl+t", "go_to_group": "t", "show_outline": "; t",
            "sort_articles": "g, G, ; o", "list_recent": "v", "back": "ctrl+g, ctrl+o, backspace", "forward": "ctrl+v",
            "select_text": "V", "select_articles": "V", "cancel_selection": "V, v, escape", "open_palette": "f2",
            "open_all": "; O", "edit_file": "; E",
        }
    ),
    (
        PresetRow("leave", ("left", "escape", "h", "ctrl+x")),
        PresetRow("leave", ("q",), Where.PAGE),
        PresetRow("quit", ("Q", "ctrl+q")),
        PresetRow("quit", ("q",), Where.SIDEBAR),
        PresetRow("open_link", tuple("1234567890"), Where.PAGE),
    ),
)  # fmt: skip

_VIM = _merged(
    rows_of(
        {
            "undo": "u, U", "list_links": "g L", "copy_link": "y y", "mark_done": "d d", "toggle_fold": "z a, .",
            "toggle_zen_mode": "z z", "toggle_all_groups": "z M, z R", "next_group": "}, )", "previous_group": "{, (",
            "next_pane": "ctrl+w w, ctrl+w ctrl+w, tab", "widen_sidebar": "ctrl+w >, +, =",
            "narrow_sidebar": "ctrl+w <, -", "quit": "Z Z, Z Q, q, ctrl+q", "down": "j, down, ctrl+e", "up": "k, up, ctrl+y",
            "top": "g g, home", "go_to_group": "g t, ctrl+]", "next_unread": "n, ] u", "previous_unread": "p, [ u",
            "next_article": "J, ] ]", "previous_article": "K, [ [", "copy_code": "c, y c", "next_unread_group": "", "previous_unread_group": "",
        }
    ),
)  # fmt: skip

_EMACS = _merged(
    rows_of(
        {
            "down": "ctrl+n, down, j", "up": "ctrl+p, up, k", "page_down": "ctrl+v, pagedown", "page_up": "alt+v, pageup",
            "half_page_down": "", "half_page_up": "", "top": "alt+<, home, g g", "bottom": "alt+>, end, G",
            "leave": "ctrl+g, ctrl+b, left, escape, h", "step_into": "ctrl+f, right, l", "next_pane": "ctrl+x o, tab",
            "find": "ctrl+s, /", "next_match": "ctrl+s, n", "previous_match": "ctrl+r, N", "redo": "alt+_",
            "search_articles_from_list": "ctrl+s, /", "undo": "ctrl+x u, ctrl+_, U", "open_palette": "alt+x, f2",
            "copy_link": "alt+w, y", "copy_and_end_selection": "alt+w, y, enter", "select_text": "ctrl+@, v",
            "cancel_selection": "ctrl+g, escape, v", "char_left": "ctrl+b, h, left", "char_right": "ctrl+f, l, right",
            "next_word": "alt+f, w", "previous_word": "alt+b, b", "line_start": "ctrl+a, 0, ^", "line_end": "ctrl+e, $",
            "paragraph_start": "alt+{, {", "paragraph_end": "alt+}, }", "next_group": "alt+}, )",
            "previous_group": "alt+{, (", "back": "alt+,, ctrl+o, backspace", "forward": "alt+.",
            "quit": "ctrl+x ctrl+c, q, ctrl+q", "toggle_sidebar": "ctrl+x 1, b", "choose_search": "ctrl+x r",
            "pipe_article": "alt+|, |", "edit_file": "ctrl+x ctrl+f, e",
        }
    ),
)  # fmt: skip

_ARROWS = _merged(
    rows_of(
        {
            "down": "down", "up": "up", "top": "home", "bottom": "end", "page_down": "pagedown", "page_up": "pageup",
            "half_page_down": "", "half_page_up": "", "step_into": "right", "leave": "left, escape",
            "next_group": "ctrl+down, )", "previous_group": "ctrl+up, (", "next_article": "ctrl+right, ]",
            "previous_article": "ctrl+left, [", "find": "ctrl+f, f3, /", "next_match": "f3, n",
            "search_articles_from_list": "ctrl+f, /", "undo": "ctrl+z, U", "redo": "ctrl+y, ctrl+r", "suspend": "",
            "open_palette": "ctrl+p, f2", "back": "alt+left, ctrl+o, backspace", "forward": "alt+right, ctrl+n",
            "toggle_sidebar": "f6, b", "toggle_zen_mode": "f11, z", "char_left": "left", "char_right": "right",
            "mark_done": "delete, d",
        }
    ),
)  # fmt: skip

PRESETS: Mapping[str, Sequence[PresetRow]] = {
    "default": (),
    "newsboat": _NEWSBOAT,
    "vim": _VIM,
    "emacs": _EMACS,
    "arrows": _ARROWS,
}
"""The presets, by their names in the setting ``key_preset``."""
