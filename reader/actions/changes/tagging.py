"""The user's own tags: added to articles and removed, as acts that can be undone."""

import re
from collections.abc import Iterable, Sequence

from reader.actions.changes.act_result import ActResult
from reader.errors import ArticleGoneError, UsageError
from reader.i18n import tr
from reader.journal import Change, Journal, tag_field
from reader.library import Library
from reader.library.query.completing import COUNT, Completion
from reader.text import clean_line

_SEPARATORS = re.compile(r"[,，、;；]")

NAME_LIMIT = 100
"""Characters of a tag."""


def tags_in(typed: str) -> tuple[str, ...]:
    """Return the comma-separated tags of a line, each once; raises UsageError for one that is too long."""
    names = [clean_line(name).strip().removeprefix("#") for name in _SEPARATORS.split(typed)]
    if any(len(name) > NAME_LIMIT for name in names):
        raise UsageError(tr("A tag may have at most {limit} characters", limit=NAME_LIMIT))
    return tuple(dict.fromkeys(filter(None, names)))


def complete_tags(library: Library, typed: str) -> list[Completion]:
    """Return how the last tag in a line can go on: tags that the library has, the most frequent first."""
    before = typed[: len(typed) - len(_SEPARATORS.split(typed)[-1])]
    begun = typed[len(before) :].strip().removeprefix("#")
    lead = f"{before.rstrip()} " if before else ""
    return [
        Completion(f"{lead}{name}, ", name, f"{count:,}")
        for name, count in library.questions.values("tag", begun, COUNT)
    ]


def tags_of(library: Library, article: int) -> tuple[str, ...]:
    """Return the tags of an article, the author's and the user's; reads its file, so in a worker."""
    try:
        return library.files.document(article).article.tags
    except ArticleGoneError:
        return ()


def set_tags(library: Library, journal: Journal, article: int, tags: Sequence[str]) -> ActResult:
    """Set the tags of an article, as one act. In a worker."""
    now = tags_of(library, article)
    folded = {tag.casefold() for tag in tags}
    had = {tag.casefold() for tag in now}
    given = [tag for tag in tags if tag.casefold() not in had]
    taken = [tag for tag in now if tag.casefold() not in folded]
    return tag(library, journal, [article], given, taken)


def tag(
    library: Library,
    journal: Journal,
    articles: Sequence[int],
    given: Iterable[str],
    taken: Iterable[str] = (),
) -> ActResult:
    """Add tags to articles and remove others, as one act. In a worker."""
    wanted = {**dict.fromkeys(given, True), **dict.fromkeys(taken, False)}
    changes, changed = [], []
    for row in library.articles.each_row(articles):
        own = library.state.own_tags(row.id)
        news = [
            Change(row.key, tag_field(name), value, own.get(name))
            for name, value in wanted.items()
            if own.get(name) is not value
        ]
        changes += news
        changed += [row.id] if news else []
    if changes:
        library.apply(journal.record(changes))
        library.flush()
    return ActResult(tuple(changed), changes[0].field if changes else "", value=True)
