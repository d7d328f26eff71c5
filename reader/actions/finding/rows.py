"""What is known of many articles, looked up in batches."""

from collections.abc import Iterator, Sequence

from reader.library import Library, Row

BATCH = 500
"""Articles looked up at once."""


def rows_of(library: Library, articles: Sequence[int]) -> Iterator[Row]:
    """Yield what is known of the articles, in their order, those left out that are gone."""
    for start in range(0, len(articles), BATCH):
        yield from library.rows(articles[start : start + BATCH]).values()
