"""The whole text of an article of which its feed gives only a summary; pages that are saved to be read later."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from reader.errors import NewsreaderError, UsageError
from reader.feeds.article_file import header_text
from reader.feeds.completing import Saved, complete, save_page
from reader.feeds.fetch import Fetcher
from reader.feeds.placing import content_of
from reader.feeds.store import OWN, Store, alone_with_feeds
from reader.feeds.subscriptions import Subscription
from reader.i18n import tr
from reader.text import clean_line, safe_address


def complete_article(file: Path, roots: Sequence[Path], fetcher: Fetcher) -> None:
    """Give an article of a feed the whole text of its page; ``roots`` are the folders that may have feeds.

    Raises NewsreaderError; then the file stays as it is. In a worker.
    """
    try:
        address = header_text(content_of(file) or b"", "feed_url")
        root = next((each for each in roots if file.is_relative_to(each) and (each / OWN).is_dir()), None)
        if root is None or not address:
            raise NewsreaderError(
                tr("{file} is your own: only files of feeds are completed", file=clean_line(file.name))
            )
        with _alone(root):
            complete(file, Store(root).ledger(Subscription(address)), fetcher)
    except OSError as problem:
        raise NewsreaderError(
            tr("{file} cannot be written: {problem}", file=clean_line(file.name), problem=problem)
        ) from problem


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    with alone_with_feeds(root) as is_alone:
        if not is_alone:
            raise NewsreaderError(
                tr("The feeds of this folder are being asked at this moment: try again later")
            )
        yield


def complete_articles(files: Iterable[Path], roots: Sequence[Path], fetcher: Fetcher) -> Iterator[str]:
    """Give articles the whole text of their pages; yield a sentence for each that has only its summary still."""
    for file in files:
        try:
            complete_article(file, roots, fetcher)
        except NewsreaderError as problem:
            yield f"{clean_line(file.name)}: {problem}"


def save(root: Path, address: str, tags: Sequence[str], fetcher: Fetcher) -> Saved:
    """Make an article of a page; raises NewsreaderError. In a worker."""
    if "://" not in address:
        address = f"https://{address}"
    known = safe_address(address)
    if known is None or known.scheme not in {"http", "https"}:
        raise UsageError(tr("{address} is no address of a page", address=clean_line(address, 200)))
    try:
        with _alone(root):
            return save_page(root, known.href, tags, fetcher, typed=urlsplit(known.href).hostname or "")
    except OSError as problem:
        raise NewsreaderError(
            tr("{file} cannot be written: {problem}", file=root, problem=problem)
        ) from problem
