"""What the imports of other readers' files have in common: reading one, and saying how many feeds are new."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.output import Exit, print_json, print_lines
from reader.i18n import trn
from reader.refusal import unreadable

if TYPE_CHECKING:
    from reader.actions.feeds.interchange import ImportedFeeds


def report_feeds(done: "ImportedFeeds", options: Namespace) -> Exit:
    """Print how many feeds of a list are new; return the exit code."""
    if options.json:
        print_json({"added": done.added, "known": done.total - done.added, "left_out": list(done.left_out)})
    else:
        sentence = trn(
            "1 feed is new; newsreader refresh fetches it",
            "{count:,} feeds are new; newsreader refresh fetches them",
            done.added,
        )
        print_lines([sentence])
    if not done.is_whole:
        return Exit.FAILED
    return Exit.OK if done.total else Exit.NOTHING_FOUND


def read_named(name: str, limit: int = -1) -> bytes:
    """Return the bytes of a file, or of stdin for ``-``: the first ``limit``, or (-1) all. Raises NewsreaderError."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(limit)
        with Path(name).open("rb") as file:
            return file.read(limit)
    except OSError as problem:
        raise unreadable(name, problem) from problem
