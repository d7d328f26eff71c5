"""The watch words in a title of the list: the parts of its row. Values in, segments out."""

from collections.abc import Callable, Iterator, Sequence

from rich.segment import Segment
from rich.style import Style

from reader.actions.finding.watching import Mark


def marked(
    shown: str, title: str, part: str, look: Callable[[str], Style], marks: Sequence[Mark]
) -> Iterator[Segment]:
    """Yield a title as it is shown, which may be cut or filled with spaces; ``part`` is how the rest of it looks."""
    fits = next(
        (at for at, (one, other) in enumerate(zip(shown, title, strict=False)) if one != other), len(shown)
    )
    at = 0
    for mark in marks:
        start, end = mark.start, min(mark.end, fits)
        if at <= start < end:
            yield Segment(shown[at:start], look(part))
            yield Segment(shown[start:end], look(f"watch-{mark.colour}") + Style(bold=look(part).bold))
            at = end
    yield Segment(shown[at:], look(part))
