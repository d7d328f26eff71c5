"""Web pages saved as articles to read later."""

from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo
from pathlib import Path

from reader.actions.changes.flags import mark
from reader.actions.changes.tagging import NAME_LIMIT, tag
from reader.actions.finding.naming import find_id
from reader.actions.finding.querying import values_of
from reader.errors import NewsreaderError
from reader.feeds.pages import saving as pages
from reader.feeds.pages.saving import Kept, Saved
from reader.feeds.web.fetch import Fetcher
from reader.i18n import tr
from reader.journal import Field, Journal
from reader.library import Library
from reader.refusal import refusal
from reader.text import clean_line
from reader.text.typed_address import hide_logins


class NotSavedError(NewsreaderError):
    """A page could not be saved; the message names the address and why."""


def save_page(root: Path, address: str, tags: Sequence[str], fetcher: Fetcher) -> Saved:
    """Make an article of a page below a folder of feeds, or update the one that is there; raises NotSavedError."""
    try:
        return pages.save_page(root, address, tags, fetcher)
    except NewsreaderError as problem:
        raise NotSavedError(f"{hide_logins(address)}: {problem}") from problem
    except OSError as problem:
        sentence = tr("{address} cannot be saved in {folder}: {problem}",
                      address=hide_logins(address), folder=root, problem=refusal(problem))  # fmt: skip
        raise NotSavedError(sentence) from problem


def keep_for_later(library: Library, journal: Journal, saved: Sequence[Saved]) -> None:
    """Add saved pages to the index, and put the new ones on the later list."""
    library.scan_paths([each.file for each in saved])
    new = library.files.articles_at(each.file for each in saved if each.kept is Kept.NEW)
    mark(library, journal, list(new), Field.LATER, value=True)


def tag_saved(
    library: Library, journal: Journal, saved: Sequence[Saved], tags: Sequence[str]
) -> list[tuple[Saved, tuple[str, ...]]]:
    """Add the tags to pages that were saved before; return which got which."""
    given = []
    wanted = tuple(
        dict.fromkeys(filter(None, (clean_line(name, NAME_LIMIT).strip().removeprefix("#") for name in tags)))
    )
    for each in saved:
        article = find_id(library, str(each.file)) if wanted and each.kept is not Kept.NEW else None
        if article is None:
            continue
        has = {tag.casefold() for tag in library.questions.details([article], UTC)[article].tags}
        new = tuple(tag for tag in wanted if tag.casefold() not in has)
        if new and tag(library, journal, [article], new, ()).articles:
            given.append((each, new))
    return given


def saved_values(library: Library, saved: Sequence[Saved], zone: tzinfo) -> Iterator[dict[str, object]]:
    """Yield the values of each saved page's article, with ``title`` and ``kept``, the result of saving."""
    for each in saved:
        article = find_id(library, str(each.file))
        rows = library.articles.rows([article]).values() if article is not None else ()
        known = next((values for _, values in values_of(library, rows, zone)), {"path": str(each.file)})
        yield {**known, "title": each.title, "kept": each.kept}


def saved_sentence(saved: Saved) -> str:
    """Return the result of saving a page, as a sentence."""
    return {
        Kept.NEW: tr("{title}: saved", title=saved.title),
        Kept.UPDATED: tr("{title}: updated", title=saved.title),
        Kept.SAME: tr("{title}: already saved, nothing new", title=saved.title),
        Kept.PARKED: tr(
            "{title}: you changed its file, so the new version is in .newsreader/updates", title=saved.title
        ),
    }[saved.kept]
