"""Puts the full article into the file of an entry whose feed gives only a summary. Network and disk.

``files.entry_parts`` has the form of such a file. A file that the user has changed is never written to.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reader.article.heading import letters
from reader.errors import NewsreaderError
from reader.feeds.files.entry_files import content_of, replace
from reader.feeds.files.entry_parts import fields_of, parts_of, with_full_article
from reader.feeds.files.known_entry import KnownEntry
from reader.feeds.files.ledger import Ledger
from reader.feeds.following.feed_states import OWN, FeedStates
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.pages.web_page import Page, fetch_page
from reader.feeds.web.fetch import Fetcher, OfflineError, StoppedError
from reader.files.digest import digest
from reader.files.inside import pinned, real_inside
from reader.i18n import tr
from reader.log import logger

AT_ARRIVAL = 30
"""Full articles that are fetched at a refresh of one feed, the first of its document: one a second."""


class FullArticleError(NewsreaderError):
    """A full article that cannot be fetched, or must not be written."""


class Source(NamedTuple):
    """An entry's file whose full article may be fetched."""

    file: Path
    """Its path."""
    link: str
    """The page."""


def source_of(file: Path) -> Source:
    """Return an entry's file with its page; raises OSError, and FullArticleError where the file must not be written."""
    entry = _Entry(file)
    entry.checked(entry.ledger())
    return Source(file, entry.link)


def write_full_article(source: Source, page: Page) -> bool:
    """Write the full article into its file; return False where it is there already.

    Raises FullArticleError, OutsideError and OSError.
    """
    entry = _Entry(source.file)
    with entry.store.ledgers_lock():
        ledger = entry.ledger()
        key, known = entry.checked(ledger)
        given = parts_of(entry.data).given
        if len(letters(page.markdown)) < len(letters(given)):
            raise FullArticleError(tr("The page has no more text than the feed"))
        data = with_full_article(entry.data, page.link or source.link, page.markdown)
        if data == entry.data:
            return False
        file = real_inside(entry.store.root, source.file)
        with pinned(file.parent) as folder:
            replace(folder / file.name, data, keeps_time="date" not in entry.fields)
        ledger.learn(key, known._replace(written=digest(data)))
        ledger.save()
    return True


def fetch_full_articles(files: Sequence[Path], fetcher: Fetcher) -> tuple[list[Path], str]:
    """Fetch the full articles of entries' files; return the files that changed, and the first failure as a sentence."""
    changed: list[Path] = []
    problem = ""
    for file in files:
        try:
            source = source_of(file)
            if write_full_article(source, fetch_page(source.link, fetcher)):
                changed.append(file)
        except (OfflineError, StoppedError) as ended:
            return changed, problem or str(ended)
        except (NewsreaderError, OSError) as failed:
            problem = problem or str(failed)
        except Exception as fault:  # noqa: BLE001 - a page may hold anything: the other articles are still fetched
            logger(__name__).exception("an article could not be fetched whole")
            problem = problem or tr("an error in newsreader ({kind})", kind=type(fault).__name__)
    return changed, problem


class _Entry:
    """An entry's file and what its header says."""

    def __init__(self, file: Path) -> None:
        self.file = file
        found = content_of(file)
        if found is None:
            raise FullArticleError(tr("This article's file is gone"))
        self.data = found
        self.fields = fields_of(parts_of(found).header)
        self.link = str(self.fields.get("link", ""))
        root = next((each for each in file.parents if (each / OWN / "feeds").is_dir()), None)
        if root is None or not self.fields.get("guid") or not self.fields.get("feed_url"):
            raise FullArticleError(_of_no_feed())
        self.store = FeedStates(root)

    def ledger(self) -> Ledger:
        """Return the ledger of its feed."""
        return self.store.ledger(Subscription(str(self.fields["feed_url"])))

    def checked(self, ledger: Ledger) -> tuple[str, KnownEntry]:
        """Return what the ledger knows of it, with its key; raises FullArticleError where its file must not be written."""
        known = ledger.row_of(self.file.name)
        if known is None:
            raise FullArticleError(_of_no_feed())
        if not ledger.has_written(self.data):
            raise FullArticleError(
                tr("You changed this article's file, so the full article is not written into it")
            )
        if not self.link:
            raise FullArticleError(tr("The feed has no link to this article's page"))
        return known


def _of_no_feed() -> str:
    return tr("No feed here has this article; newsreader save ADDRESS saves a page")
