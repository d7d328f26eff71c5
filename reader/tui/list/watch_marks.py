"""The watch words in a title of the list: the parts of its row. Values in, spans out."""

from collections.abc import Iterator, Sequence

from reader.actions.finding.watching import Mark
from reader.tui.list.spans import Ink, Span


def marked(shown: str, title: str, ink: Ink, marks: Sequence[Mark]) -> Iterator[Span]:
    """Yield a title as it is shown, which may be cut or filled with spaces; ``ink`` is how the rest of it looks."""
    fits = next(
        (at for at, (one, other) in enumerate(zip(shown, title, strict=False)) if one != other), len(shown)
    )
    at = 0
    for mark in marks:
        start, end = mark.start, min(mark.end, fits)
        if at <= start < end:
            yield Span(shown[at:start], ink)
            yield Span(shown[start:end], ink._replace(part=f"watch-{mark.colour}", weight=ink.part))
            at = end
    yield Span(shown[at:], ink)
