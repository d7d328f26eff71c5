"""Pages as plain text: what the tests of the typesetter look at."""

from reader.page.layout.layout import Layout
from reader.page.line import Block, Line, Role
from reader.page.lines.typography import PLAIN, Typography
from reader.page.markdown.parse import parse
from reader.text import cell_width


def settled(blocks: tuple[Block, ...], measure: int, typography: Typography = PLAIN) -> Layout:
    layout = Layout(blocks, measure, typography)
    while layout.settle(1.0):
        pass
    return layout


def lines_of(layout: Layout) -> list[Line | None]:
    return [layout.line(row) for row in range(layout.height)]


def line_text(line: Line | None) -> str:
    return "".join(span.text for span in line.spans) if line else ""


def painted(markdown: str, measure: int = 40, typography: Typography = PLAIN) -> str:
    """The page as it would stand on the screen, without styles; spaces at line ends are not seen."""
    layout = settled(parse(markdown), measure, typography)
    return "\n".join(line_text(line).rstrip() for line in lines_of(layout))


def own_text(line: Line | None) -> str:
    """The part of a line that is the article's text, without gutters and other decoration."""
    return "".join(span.text for span in line.spans if span.offset >= 0) if line else ""


def width(line: Line | None) -> int:
    return sum(cell_width(span.text) for span in line.spans) if line else 0


def roles(markdown: str) -> set[Role]:
    layout = settled(parse(markdown), 60)
    return {span.role for line in lines_of(layout) if line for span in line.spans if span.offset >= 0}


def page(text: str) -> str:
    """An expected page: its lines between the first and the last newline, as they are."""
    return text.removeprefix("\n").removesuffix("\n")
