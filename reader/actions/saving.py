"""Pages to read later: saved as articles, listed, and kept for later."""

from collections.abc import Sequence

from reader.actions.marking import mark
from reader.feeds.saving import Kept, Saved
from reader.i18n import tr
from reader.journal import Field, Journal
from reader.library import Library


def keep_for_later(library: Library, journal: Journal, saved: Sequence[Saved]) -> None:
    """List the articles of saved pages, and keep those for later that are new."""
    library.scan_paths([each.file for each in saved])
    new = {each.file for each in saved if each.kept is Kept.NEW}
    articles = [article for article, key, _ in library.names() if library.path_of(key) in new] if new else []
    mark(library, journal, articles, Field.LATER, value=True)


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
