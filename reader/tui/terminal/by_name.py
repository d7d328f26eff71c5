"""What is known of the terminal by its name: terminfo, and what the environment says of it."""

from collections.abc import Mapping

_ERASING = {
    "xterm": True, "xterm-256color": True, "linux": True, "rxvt-unicode-256color": True,
    "screen": False, "screen-256color": False, "tmux": False, "tmux-256color": False,
}  # fmt: skip
"""What terminfo says of the most used names."""


LEAST_COLOURS = 8
"""A terminal with fewer has none that could be used."""


def erases_in_colour(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal says that it erases with the ground that is set (terminfo, capability ``bce``)."""
    name = environ.get("TERM") or "dumb"
    if name in _ERASING:
        return _ERASING[name]
    import curses  # with what it reads 2 ms, before the first frame

    try:
        curses.setupterm(name, fd=1)
        return curses.tigetflag("bce") == 1
    except curses.error:
        return False


def has_colours(environ: Mapping[str, str]) -> bool:
    """Return whether there are colours: not under NO_COLOR, nor where terminfo knows the terminal and none of its colours."""
    if environ.get("NO_COLOR"):
        return False
    name = environ.get("TERM") or "unknown"
    if environ.get("COLORTERM") or name in _ERASING:
        return True
    import curses  # as above

    try:
        curses.setupterm(name, fd=1)
        return curses.tigetnum("colors") >= LEAST_COLOURS
    except curses.error:
        return True
