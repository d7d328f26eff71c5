"""What was meant by an option that there is not: the letters that other programs have, and names of files with a dash."""

import os
import re
from collections.abc import Sequence

from reader.article.name import SUFFIXES, TEXT_SUFFIX
from reader.i18n import tr
from reader.nearest import nearest

_MEANT = {
    "n": ("--limit", "--dry-run", "--now"), "m": ("--limit",), "c": ("--limit", "--color", "--check"), "v": ("--version", "--debug"),
    "q": ("--quiet",), "s": ("--quiet", "--sort"), "a": (), "l": ("--limit", "--list"), "o": ("--sort", "--opml"),
    "w": ("--width",), "y": ("--yes",), "r": ("--rescan", "--remove", "--revoke"), "d": ("--dry-run", "--debug"),
    "t": ("--tag", "--titles", "--theme"), "p": ("--progress",), "j": ("--json",), "0": ("--null",), "k": ("--sort",),
}  # fmt: skip
"""The options that a letter stands for with others, the likelier first; no option begins with it but those."""

_PROGRAM = {"V": "--version", "v": "--version"}
"""What the program has and its commands have not."""

_CONDITIONS = {"u": "is:unread", "r": "is:read"}
"""Letters that are a condition of a query here."""

_SHORT = re.compile(r"-(?:([A-Za-z])=?\d*|\d+)")


def meant_by(option: str, names: Sequence[str], *, takes_query: bool) -> str:
    """Return what was most likely meant by an option: one of ``names``, a condition or the program's own; or nothing."""
    short = _SHORT.fullmatch(option)
    if not short:
        return nearest(option, names)
    if short[1] is None:  # as head has it: -20
        return "--limit" if "--limit" in names else ""
    letter = short[1]
    if letter not in _MEANT:
        known = next((name for name in names if name[2] == letter.lower()), "") if letter.islower() else ""
    else:
        known = next((name for name in _MEANT[letter] if name in names), "")
    if known:
        return known
    if takes_query and letter in _CONDITIONS:
        return _CONDITIONS[letter]
    return f"newsreader {_PROGRAM[letter]}" if letter in _PROGRAM else ""


def hint_at_file(word: str) -> str:
    """Return how a file is named whose name begins with a dash; nothing for a word that seems to be none."""
    if word.lower().endswith((*SUFFIXES, TEXT_SUFFIX)) or os.path.lexists(word):
        return tr("For a file of that name write ./{word}, or put it after two dashes: -- {word}", word=word)
    return ""
