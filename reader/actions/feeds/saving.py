"""Pages to read later: saved as articles, listed, and kept for later."""

from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo

from reader.actions.changes.flags import mark
from reader.actions.changes.tagging import NAME_LIMIT, tag
from reader.actions.finding.naming import find_id
from reader.actions.finding.querying import values_of
from reader.feeds.pages.saving import Kept, Saved
from reader.i18n import tr
from reader.journal import Field, Journal
from reader.library import Library
from reader.text import clean_line


def keep_for_later(library: Library, journal: Journal, saved: Sequence[Saved]) -> None:
    """List the articles of saved pages, and keep those for later that are new."""
    library.scan_paths([each.file for each in saved])
    new = library.files.articles_at(each.file for each in saved if each.kept is Kept.NEW)
    mark(library, journal, list(new), Field.LATER, value=True)


def tag_saved(
    library: Library, journal: Journal, saved: Sequence[Saved], tags: Sequence[str]
) -> list[tuple[Saved, tuple[str, ...]]]:
    """Give pages that were saved before the tags that they lack; return which have which now that had not."""
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
    """Yield what is known of each saved page's article, and what has become of the page."""
    for each in saved:
        article = find_id(library, str(each.file))
        rows = library.articles.rows([article]).values() if article is not None else ()
        known = next((values for _, values in values_of(library, rows, zone)), {"path": str(each.file)})
        yield {**known, "title": each.title, "kept": each.kept}


def told_of(saved: Saved) -> str:
    """Return what has become of a page, as a sentence."""
    return {
        Kept.NEW: tr("{title}: saved", title=saved.title),
        Kept.UPDATED: tr("{title}: updated", title=saved.title),
        Kept.SAME: tr("{title}: saved already, and nothing is new", title=saved.title),
        Kept.PARKED: tr(
            "{title}: you have changed its file, so what is new lies in .newsreader/updates",
            title=saved.title,
        ),
    }[saved.kept]
