"""Suggestions for a first word that is neither a command nor a folder: the nearest command, or to follow an address."""

import os
import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.article.name import SUFFIXES, TEXT_SUFFIX
from reader.cli.commands import BY_NAME, run_command
from reader.cli.output import Exit, complain
from reader.errors import UsageError
from reader.i18n import tr
from reader.nearest import nearest
from reader.text import clean_line

_ADDRESS = re.compile(
    r"(?:feed:)?https?:|feed:|[a-z][a-z\d+.-]*://|//[^/]|(?:[^\s/@]*@)?(?:(?:[\w-]+\.)+[^\W\d_]{2,}|localhost|\d+\.\d+\.\d+\.\d+)"
    r"(?::\d+)?(?:/|$)",
    re.IGNORECASE,
)
"""An address of the web, also without its scheme: ``example.org/feed``."""

_HAS_SCHEME = re.compile(r"feed:|[a-z][a-z\d+.-]*://|//", re.IGNORECASE)

_FILES = (
    *SUFFIXES, TEXT_SUFFIX, ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".heic", ".pdf", ".epub", ".mobi", ".doc", ".docx", ".odt",
    ".rst", ".tex", ".html", ".htm", ".xml", ".opml", ".json", ".toml", ".yaml", ".yml", ".csv", ".mp3", ".mp4", ".tar", ".gz", ".bak",
)  # fmt: skip
"""What a bare name ends with that is a file, though it looks like the name of a host."""

_OTHER = re.compile(r"(?!https?:|feed:)(?P<scheme>[a-z][a-z\d+.-]*)://", re.IGNORECASE)

_MAIL = re.compile(r"[^\s/@:]+@[^\s/@:]+")

_USER = re.compile(r"(?<=//)[^/@]*:(?!\d+/)\S*@|(?<=//)[^/@]*@|^[^/@]*@")
"""User name and password of an address, which are not printed."""

_OTHER_NAMES = {
    "unfollow": "remove", "subscribe": "add", "follow": "add", "unsubscribe": "remove", "find": "search", "grep": "search",
    "cat": "show", "print": "show", "ls": "list", "fetch": "refresh", "update": "refresh", "reload": "refresh", "sync": "refresh",
    "star": "mark", "read": "mark", "reindex": "index",
}  # fmt: skip
"""Names that other programs use, and our commands."""


def refuse_unknown(word: str) -> Exit | None:
    """Return the exit code for an address as the first word, which names no file that is there; None: it may name one.

    Raises UsageError for a word that is neither a command nor a path, with a suggestion.
    """
    if _ADDRESS.match(word) and not _is_file(word):
        return _offer(word)
    if "/" in word or os.sep in word:
        return None  # a path: opening it gives the better error
    if word in {"help", "version"}:
        raise UsageError(tr("There is no command {word}; did you mean newsreader --{word}?", word=word))
    is_name = re.fullmatch(
        r"[A-Za-z][A-Za-z-]*", word
    )  # as those of commands are, and those of files are often not
    near = _OTHER_NAMES.get(word) or (nearest(word, list(BY_NAME)) if is_name else "")
    if near:
        raise UsageError(
            tr(
                "There is no command, folder or file {word}; did you mean newsreader {near}?",
                word=word,
                near=near,
            )
        )
    if re.fullmatch(r"[a-z][a-z-]*", word):
        raise UsageError(
            tr("There is no command, folder or file {word}; newsreader --help lists the commands", word=word)
        )
    return None


def _is_file(word: str) -> bool:
    """Whether a word that looks like an address without its scheme is the name of a file, which is not there."""
    if _HAS_SCHEME.match(word):
        return False
    return word.lower().endswith((*SUFFIXES, TEXT_SUFFIX) if "/" in word else _FILES)


def hint_at_folders(words: Sequence[str], command: str) -> None:
    """Print how to name a folder, for words of a fruitless query that are folders."""
    for word in words:
        if Path(word).expanduser().is_dir():
            complain(
                tr(
                    "{word} is a folder: newsreader {command} -f {word}",
                    word=shlex.quote(word),
                    command=command,
                )
            )


def _offer(address: str) -> Exit:
    """Ask at a terminal whether to follow the address or save its page; raises UsageError without a terminal."""
    if other := _OTHER.match(address):
        raise UsageError(
            tr(
                "{address} is an address that newsreader cannot fetch: it knows http and https, not {scheme}",
                address=_USER.sub("", address),
                scheme=other["scheme"],
            )
        )
    if _MAIL.fullmatch(address):
        raise UsageError(tr("{address} is a mail address; newsreader follows web addresses", address=address))
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if all(stream is not None and stream.isatty() for stream in streams):
        print(tr("{address} is an address.", address=clean_line(_USER.sub("", address))))
        try:
            answer = input(tr("f follows it as a feed, s saves the page as an article, enter leaves: "))
        except EOFError:
            answer = ""
        chosen = {"f": "add", "s": "save"}.get(answer.strip().lower()[:1])
        return run_command(BY_NAME[chosen], [address]) if chosen else Exit.OK
    raise no_folder(address)


def no_folder(address: str) -> UsageError:
    """Return the error for an address where a folder is expected, naming the commands that take one."""
    return UsageError(
        tr(
            "{address} is an address, not a folder: newsreader add {address} follows it as a feed, newsreader save {address} saves the page",
            address=_USER.sub("", address),
        )
    )
