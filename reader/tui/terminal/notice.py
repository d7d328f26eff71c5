"""A notice as the terminal itself shows it: OSC 9 (iTerm2, kitty, WezTerm, Windows Terminal) or OSC 777 (urxvt, foot, Ghostty). Pure.

Loads nothing of Textual: the command line writes them too.
"""

from collections.abc import Mapping

from reader.text import clean_line

OSC9, OSC777 = "osc9", "osc777"
"""The values of the setting."""

LIMIT = 240
"""Characters of a text."""

_END = "\x1b\\"  # not BEL, which rings where the sequence is not known


def notice_sequence(kind: str, title: str, text: str, environ: Mapping[str, str]) -> str:
    """Return what shows a notice; nothing in its texts ends it or means something to the terminal.

    tmux hands it on where its option ``allow-passthrough`` is on.
    """
    title, text = _plain(title), _plain(text.replace("\n", " · "))
    if kind == OSC777:
        made = f"\x1b]777;notify;{title};{text}{_END}"
    else:
        made = f"\x1b]9;{': '.join(filter(None, (title, text)))}{_END}"
    if environ.get("TMUX"):
        return f"\x1bPtmux;{made.replace(chr(27), chr(27) * 2)}{_END}"
    return made


def _plain(text: str) -> str:
    """Return a text without what separates the parts of a sequence, and without control characters."""
    line = "".join(char for char in clean_line(text, LIMIT) if char.isprintable())
    return line.replace(";", ",").strip()
