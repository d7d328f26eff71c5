"""A table of HTML while it is converted: its tokens, and whether it is a data table.

Pure. A table of one column, or one with code blocks, quotes or whole articles in its cells, is for layout, unless
headings or a caption say that it has data: it dissolves into the blocks inside it.
"""

from markdown_it.token import Token

from reader.page.html.tags import Tag

SPAN_LIMIT = 10
"""Columns or rows that a cell may span."""
COLUMN_LIMIT = 40
"""Columns up to which spans are kept free."""
CELL_LIMIT = 1_000
"""Characters of a paragraph in a cell of a data table."""


class HtmlTable:
    """One table."""

    def __init__(self, out: list[Token]) -> None:
        self._out = out
        self._start = len(out)
        self._parts: list[int] = []
        """Indexes of its own tokens in ``out``."""
        self._rows: list[list[Token]] = []
        self._spans: dict[int, int] = {}
        """By column, the rows that a cell above still spans."""
        self._dissolves = False
        self.in_head = False
        """Whether ``thead`` is open."""
        self._headed = False
        self.has_data = False
        """Whether headings or a caption say so."""
        self._has_table = False
        self._wide = 0
        """Further columns that the open cell spans."""

    def hold(self, length: int) -> None:
        """Record a paragraph of ``length`` characters."""
        if length > CELL_LIMIT:
            self.dissolve()

    def dissolve(self, *, is_table: bool = False) -> None:
        """Record a block that a cell hardly shows; ``is_table``: another table."""
        self._dissolves = True
        self._has_table |= is_table

    def open_row(self) -> None:
        """Begin a row."""
        if not self._rows:
            self._start = len(self._out)
            self._put("table_open", 1)
        self._rows.append([])
        self._put("tr_open", 1)

    def close_row(self) -> None:
        """End the row."""
        self._fill()
        self._put("tr_close", -1)

    def open_cell(self, tag: Tag | None) -> bool:
        """Begin a cell (without a tag: a missing one); return whether it is a heading below the first row."""
        self._fill()
        heading = tag is not None and tag.element == "th"
        self.has_data |= heading
        column = len(self._rows[-1])
        cell = self._put("td_open", 1)
        self._rows[-1].append(cell)
        if tag is None:
            return False
        style = tag.value("style").replace(" ", "").lower()
        for side in ("left", "center", "right"):
            if tag.value("align").lower() == side or f"text-align:{side}" in style:
                cell.attrs["style"] = f"text-align:{side}"
        if len(self._rows) == 1 and (heading or self.in_head):
            self._headed = True
        columns, rows = _span(tag, "colspan"), _span(tag, "rowspan")
        for each in range(column, column + columns):
            self._spans[each] = rows - 1
        self._wide = columns - 1
        return heading and len(self._rows) > 1

    def close_cell(self) -> None:
        """End the cell; the columns that it spans stay free."""
        self._put("td_close", -1)
        for _ in range(self._wide):
            if len(self._rows[-1]) < COLUMN_LIMIT:
                self._put_empty()
        self._wide = 0

    def _fill(self) -> None:
        """Add empty cells where cells above span the next columns."""
        while (left := self._spans.get(len(self._rows[-1]), 0)) and len(self._rows[-1]) < COLUMN_LIMIT:
            self._spans[len(self._rows[-1])] = left - 1
            self._put_empty()

    def _put_empty(self) -> None:
        self._rows[-1].append(self._put("td_open", 1))
        self._put("td_close", -1)

    def _put(self, kind: str, nesting: int) -> Token:
        token = Token(kind, "", -1 if nesting < 0 else 1)
        self._parts.append(len(self._out))
        self._out.append(token)
        return token

    def close(self) -> bool:
        """End the table; return whether it is a data table."""
        if not self._rows:
            return False
        is_for_layout = self._dissolves and (self._has_table or not self.has_data)
        if is_for_layout or max(map(len, self._rows)) <= 1:
            own = set(self._parts)
            kept = [self._out[at] for at in range(self._start, len(self._out)) if at not in own]
            self._out[self._start :] = kept
            return False
        self._align()
        if not self._headed:
            columns = max(map(len, self._rows))
            first = [*self._rows[0], *[Token("td_open", "", 1)] * (columns - len(self._rows[0]))]
            head = [Token("tr_open", "", 1)]
            for cell in first:
                head += (Token("td_open", "", 1, attrs=dict(cell.attrs)), Token("td_close", "", -1))
            self._out[self._start + 1 : self._start + 1] = [*head, Token("tr_close", "", -1)]
        self._out.append(Token("table_close", "", -1))
        return True

    def _align(self) -> None:
        """Align the first row, which decides for the columns, like the second where it says nothing."""
        for head, cell in zip(self._rows[0], self._rows[1] if len(self._rows) > 1 else (), strict=False):
            if "style" in cell.attrs:
                head.attrs.setdefault("style", cell.attrs["style"])


def _span(tag: Tag, name: str) -> int:
    value = tag.value(name).strip()
    return (
        max(1, min(int(value), SPAN_LIMIT)) if value.isascii() and value.isdigit() and len(value) < 5 else 1
    )
