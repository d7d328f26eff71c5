"""Full articles from their pages, where feeds only give summaries: on demand, and by rules."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reader.errors import NewsreaderError
from reader.feeds.pages.full_article import (
    AT_ARRIVAL,
    Source,
    fetch_full_articles,
    source_of,
    write_full_article,
)
from reader.feeds.pages.web_page import Page, fetch_page
from reader.feeds.web.fetch import Fetcher
from reader.feeds.web.rate_limit import HOSTS_AT_ONCE
from reader.i18n import tr
from reader.library import Changes, Library
from reader.refusal import refusal, unreadable


def take_all_whole(library: Library, files: Sequence[Path], fetcher: Fetcher) -> list[str]:
    """Fetch the full articles of these files, at most ``AT_ARRIVAL`` per folder; return what went wrong, as sentences."""
    by_folder: dict[Path, list[Path]] = {}
    for file in files:
        by_folder.setdefault(file.parent, []).append(file)
    if not by_folder:
        return []
    with ThreadPoolExecutor(HOSTS_AT_ONCE, "pages") as pool:
        done = list(
            pool.map(lambda group: fetch_full_articles(group[:AT_ARRIVAL], fetcher), by_folder.values())
        )
    library.scan_paths([file for changed, _ in done for file in changed])
    return [
        tr("{folder}: some full articles could not be fetched: {why}", folder=folder.name, why=problem)
        for folder, (_, problem) in zip(by_folder, done, strict=True)
        if problem
    ]


def fetch_whole(file: Path, fetcher: Fetcher) -> tuple[Source, Page]:
    """Return an entry's file as it is and its page, fetched. Raises NewsreaderError."""
    try:
        source = source_of(file)
    except OSError as problem:
        raise unreadable(file, problem) from problem
    return source, fetch_page(source.link, fetcher)


def write_whole(library: Library, source: Source, page: Page) -> Changes | None:
    """Write the full article into its file and update the index; None if it was there already. Raises NewsreaderError."""
    try:
        if not write_full_article(source, page):
            return None
    except OSError as problem:
        sentence = tr("{file} cannot be written: {problem}", file=source.file, problem=refusal(problem))
        raise NewsreaderError(sentence) from problem
    return library.scan_paths([source.file])
