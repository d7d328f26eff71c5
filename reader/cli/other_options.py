"""Suggestions for unknown options: letters of other programs, and names of files that begin with a dash."""

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
"""Options that a letter means in other programs, the likelier first."""

_PROGRAM = {"V": "--version", "v": "--version"}
"""Options of the program that its commands do not have."""

_CONDITIONS = {"u": "is:unread", "r": "is:read"}
"""Letters for which a query has a condition."""

_WORDS = {
    "unread": "is:unread", "read": "is:read", "starred": "is:starred", "star": "is:starred", "later": "is:later",
    "today": "date:today", "tag": "tag:NAME", "author": "author:NAME", "source": "source:NAME", "title": "title:WORD",
    "since": "date:>=DATE", "after": "date:>=DATE", "before": "date:<DATE",
}  # fmt: skip
"""Long options of other programs for which a query has a condition."""

_SHORT = re.compile(r"-(?:([A-Za-z])=?\d*|\d+)")


def meant_by(option: str, names: Sequence[str], *, takes_query: bool) -> str:
    """Return what an unknown option most likely means: one of ``names``, a condition or an option of the program; or empty."""
    short = _SHORT.fullmatch(option)
    if not short:
        word = option.lstrip("-").partition("=")[0]
        if takes_query and word in _WORDS:
            return _WORDS[word]
        meant = nearest(option, names)
        return _WORDS[nearest(word, _WORDS)] if takes_query and not meant and nearest(word, _WORDS) else meant
    if short[1] is None:  # as in head -20
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
    """Return how to name a file whose name begins with a dash; empty if the word is not one."""
    if word.lower().endswith((*SUFFIXES, TEXT_SUFFIX)) or os.path.lexists(word):
        return tr("For a file with that name type ./{word}, or put it after two dashes: -- {word}", word=word)
    return ""
