"""What a notice says after a refresh: how many new articles there are that the user wants to know of. Reads the index."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from reader.actions.finding.watching import query_of
from reader.actions.workspace.workspace import Workspace
from reader.errors import NewsreaderError
from reader.i18n import tr, trn
from reader.log import logger
from reader.text import clean_line, fit

TITLES, TITLE_CELLS = 3, 80
"""How many articles are named, and how much of each title."""

NAME_CELLS = 40
"""Cells of a watch word, at most."""


class Notice(NamedTuple):
    """One notice, whatever shows it: lines of clean text."""

    title: str
    """How many there are."""
    text: str
    """The watch words with their counts, and titles; lines, separated by ``\\n``."""


def notice_of(workspace: Workspace, files: Iterable[Path]) -> Notice | None:
    """Return the notice of articles that have just arrived in these files; None: none is wanted for any of them.

    It is about what ``notice_for`` finds and what has a watch word with ``notice``; without both, about all. What rules have
    marked read is left out.
    """
    library = workspace.library
    arrived = library.articles.rows([*library.files.articles_at(set(files))])
    unread = {article: row for article, row in arrived.items() if not row.read}
    wanted: set[int] = set()
    counts = []
    try:
        for name, query in _wanted_queries(workspace):
            found = set(unread) & set(library.questions.query(query, datetime.now(workspace.zone)))
            wanted |= found
            if found and name:
                counts.append(
                    tr("{name}: {count:,}", name=fit(clean_line(name), NAME_CELLS), count=len(found))
                )
    except NewsreaderError as problem:  # a query that is wrong was said at the start
        logger(__name__).warning("no notice: %s", type(problem).__name__)
        return None
    if not wanted:
        return None
    titles = [row.title for article, row in unread.items() if article in wanted][:TITLES]
    lines = [" · ".join(counts), *(fit(clean_line(title), TITLE_CELLS) for title in titles)]
    title = trn("1 new article", "{count:,} new articles", len(wanted))
    return Notice(tr("newsreader: {sentence}", sentence=title), "\n".join(filter(None, lines)))


def _wanted_queries(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Yield the queries of what is wanted, each with the name that is shown."""
    settings = workspace.settings
    watches = [watch for watch in settings.watch if watch.notice]
    if settings.notice_for or not watches:
        yield "", settings.notice_for
    for watch in watches:
        yield ", ".join(watch.words), query_of(watch.words)
