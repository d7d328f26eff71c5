"""The list of articles as plain text, for a pipe."""

from collections.abc import Iterator
from datetime import tzinfo

from reader.actions.finding.age import format_date
from reader.actions.finding.group_names import label_of
from reader.article.name import suffixes
from reader.i18n import listed, tr, trn
from reader.library import GroupOrder, Library, Scope
from reader.library.index.grouping import TAG
from reader.settings import Settings
from reader.text import pad

DATE_WIDTH = 11
"""Cells of the column of dates."""


def list_lines(library: Library, scope: Scope, zone: tzinfo) -> Iterator[str]:
    """Yield a line per group and, indented, one per article: unread mark, date in ``zone``, title.

    A list in a file may be read a year later, so it has dates, not ages.
    """
    key = library.articles.listed_key(TAG)
    if not library.articles.is_grouped_by(key):
        library.group_by(key)
    for group in library.articles.groups(scope, GroupOrder.NAME, key):
        yield f"{label_of(TAG, group)} ({group.in_scope})"
        for row in library.articles.each_row(library.articles.ids(group.id, scope)):
            mark = " " if row.read else "*"
            yield f"  {mark} {pad(format_date(row, zone), DATE_WIDTH)}  {row.title}"


def nothing_listed(library: Library, scope: Scope, settings: Settings) -> str:
    """Return why a list of the scope has no articles: one sentence without its full stop."""
    if not library.articles.counts().total:
        return no_articles(settings)
    return {
        Scope.UNREAD: tr("No unread articles"),
        Scope.ALL: tr("No articles"),
        Scope.STARRED: tr("No starred articles"),
        Scope.LATER: tr("No articles kept for later"),
    }[scope]


def no_articles(settings: Settings) -> str:
    """Return the sentence for folders without articles: which files would be articles."""
    names = listed(f"*{suffix}" for suffix in suffixes(text_files=settings.list_text_files))
    return tr("No articles here; these files are articles: {names}", names=names)


def left_out(library: Library) -> list[str]:
    """Return a sentence for each reason why files are left out on purpose, with their number."""
    return [
        trn("1 file: {reason}", "{count:,} files: {reason}", count, reason=reason)
        for reason, count in library.articles.left_out().items()
    ]
