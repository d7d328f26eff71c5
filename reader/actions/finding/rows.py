"""The rows of many articles, read in batches."""

from collections.abc import Iterator, Sequence

from reader.library import Library, Row

BATCH = 500
"""Articles looked up at once."""


def rows_of(library: Library, articles: Sequence[int]) -> Iterator[Row]:
    """Yield the rows of the articles, in their order, without those that are gone."""
    for start in range(0, len(articles), BATCH):
        yield from library.rows(articles[start : start + BATCH]).values()
