"""The sounds and films of an article, downloaded beside it. Network and disk."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from reader.actions.feeds.trusting import review_of, trust_of
from reader.actions.reading.media import played
from reader.actions.workspace.workspace import Workspace
from reader.errors import NewsreaderError
from reader.feeds.pages.media_download import FOLDER, Place, download_file, name_of
from reader.feeds.web.fetch import Fetcher, OfflineError, StoppedError


class Downloaded(NamedTuple):
    """The result of downloading what goes with an article."""

    files: tuple[Path, ...]
    """Those that are there now."""
    new: int
    """How many of them were downloaded now."""
    problems: tuple[str, ...]
    """A sentence for each that could not be."""


def download(
    workspace: Workspace,
    article: int,
    fetcher: Fetcher,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Downloaded:
    """Download what a player plays of an article; ``on_progress`` takes the bytes of a file that are there, and all of them.

    Raises ArticleGoneError, OfflineError and StoppedError; another failure does not stop the others.
    """
    library = workspace.library
    files = played(library, article)
    path = library.files.path(article)
    row = library.articles.row(article)
    if path is None or row is None:
        return Downloaded((), 0, ())
    root = next(folder.path for folder in library.folders if folder.id == row.key.folder)
    limit = workspace.settings.download_limit_mb << 20
    there: list[Path] = []
    problems: list[str] = []
    new = 0
    for number, file in enumerate(files, 1):
        agreed = _agreed_host(workspace, root, file.address)
        place = Place(root, path.parent, name_of(file, path.stem, number), agreed)
        try:
            found, is_new = download_file(file, place, fetcher, limit, on_progress)
        except (OfflineError, StoppedError):
            raise
        except NewsreaderError as problem:
            problems.append(str(problem))
        else:
            there.append(found)
            new += is_new
    return Downloaded(tuple(there), new, tuple(problems))


def downloaded(workspace: Workspace, article: int, address: str) -> Path | None:
    """Return the file that was downloaded from an address of an article; None: there is none. Raises ArticleGoneError."""
    library = workspace.library
    path = library.files.path(article)
    for number, file in enumerate(played(library, article), 1):
        if path is not None and file.address == address:
            found = path.parent.absolute() / FOLDER / name_of(file, path.stem, number)
            return found if found.is_file() and not found.is_symlink() else None
    return None


def _agreed_host(workspace: Workspace, root: Path, address: str) -> str:
    """Return the host of a file that comes from where a feed does that may be in a private network; else an empty text."""
    wanted = urlsplit(address)
    feeds = (each.feed for each in review_of(root, trust_of(workspace)).allowed)
    if any(not each.is_public and _origin(urlsplit(each.address)) == _origin(wanted) for each in feeds):
        return wanted.hostname or ""
    return ""


def _origin(address: SplitResult) -> tuple[str, str, int | None]:
    return address.scheme, address.hostname or "", address.port
