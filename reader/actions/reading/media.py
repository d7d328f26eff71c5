"""What an article has to hear and to see. Reads its file."""

from reader.article.media import Media, MediaFile, media_of
from reader.library import Library


def media_in(library: Library, article: int) -> Media:
    """Return the files that go with an article; raises ArticleGoneError."""
    return media_of(library.files.document(article).article.extra)


def played(library: Library, article: int) -> tuple[MediaFile, ...]:
    """Return what a player plays of them; raises ArticleGoneError."""
    return media_in(library, article).played
