"""The text of an article's file as it is, header and all."""

from itertools import islice

from reader.article.decoding import decode
from reader.errors import ArticleGoneError
from reader.files.whole import read_whole
from reader.i18n import tr
from reader.library import Library
from reader.refusal import unreadable
from reader.text import clean


def source_lines(library: Library, article: int, limit: int) -> list[str]:
    """Return the first lines of an article's file, at most ``limit``, cleaned. In a worker. Raises NewsreaderError."""
    path = library.files.path(article)
    if path is None:
        raise ArticleGoneError(tr("The file of this article is gone"))
    try:
        text = decode(read_whole(path)).text
    except OSError as problem:
        raise unreadable(str(path), problem) from problem
    lines = text.splitlines()
    shown = [clean(line) for line in islice(lines, limit)]
    return [*shown, "…"] if len(lines) > limit else shown
