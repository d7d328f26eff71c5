"""Paints the page: the typesetter's lines as strips, in the styles of the theme."""

from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.page.line import ABBREVIATION, NOTES, Line, Role, Span, TextStyle
from reader.page.navigation.links import leads_inside
from reader.text import safe_address
from reader.tui.widgets.drawn import DrawnRow
from reader.tui.widgets.plain_symbols import SAID


class Overlay(NamedTuple):
    """A style laid over a part of a block's text."""

    start: int
    """In code points of the block's text."""
    end: int
    """Behind its last code point."""
    look: str
    """Its class in the style sheets, without ``page--``."""


STRIPS_KEPT = 300
"""Rows that are kept drawn: a screen above and below what is seen, and more."""

_MARK_STYLES = (
    (TextStyle.STRONG, Style(bold=True)),
    (TextStyle.EMPHASIS, Style(italic=True)),
    (TextStyle.STRIKE, Style(strike=True)),
    (TextStyle.UNDERLINE, Style(underline=True)),
)


_HEADINGS = frozenset({Role.TITLE, *(role for role in Role if role.startswith("heading-"))})


_OURS = frozenset({Role.KICKER, Role.META, Role.NOTICE, Role.CODE_LABEL, Role.LABEL, Role.IMAGE, Role.END})
"""The roles of what the program says."""


class Paint:
    """Makes strips of lines and keeps them until the text or the theme changes."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._strips: dict[int, Strip] = {}
        self._styles: dict[tuple[object, ...], Style] = {}
        self._blank: Strip | None = None

    def forget_rows(self) -> None:
        """Draw rows again: they hold other lines now, or another part is selected."""
        self._strips.clear()

    def forget_styles(self) -> None:
        """Draw again in other styles: another theme, or another article (each link has a style)."""
        self._styles.clear()
        self._strips.clear()
        self._blank = None

    def blank(self, width: int) -> Strip:
        """Return an empty row."""
        if self._blank is None or self._blank.cell_length != width:
            self._blank = Strip.blank(width, self._base)
        return self._blank

    def keep(self, row: int, strip: Strip) -> None:
        """Keep what was drawn over a row of the text."""
        self._strips[row] = strip

    def kept(self, row: int) -> Strip | None:
        """Return what was drawn of the row."""
        return self._strips.get(row)

    def strip(self, row: int, line: Line, left: int, fill_to: int, overlays: Sequence[Overlay]) -> Strip:
        """Return the line as a strip of the widget's width, ``left`` cells in; a filled line's ground reaches ``fill_to``."""
        width = self._widget.size.width
        segments = [Segment(" " * left, self._base)]
        at = -1
        for span, following in zip_longest(line.spans, line.spans[1:]):
            is_gap = span.offset < 0 and span.text.isspace()
            if is_gap and following and following.offset == at >= 0:
                segments.extend(self._gap(span, at, line.block, overlays))
            else:
                segments.extend(self._segments(span, line.block, overlays))
            if span.offset >= 0:
                at = span.offset + len(span.text)
        strip = Strip(segments)
        if line.fill and line.spans:
            strip = strip.extend_cell_length(fill_to, self._role_style(line.spans[-1].role))
        if len(self._strips) > STRIPS_KEPT:
            self._strips.clear()
        self._strips[row] = drawn = DrawnRow(strip.adjust_cell_length(width, self._base), width)
        return drawn

    def aside(self, look: str, text: str, left: int, meta: dict[str, object]) -> Strip:
        """Return a row outside the text: ``text`` in the style of a component, ``left`` cells in."""
        style = self._base + self._component(look) + Style.from_meta(meta)
        strip = Strip([Segment(" " * left, self._base), Segment(text, style)])
        return strip.adjust_cell_length(self._widget.size.width, self._base)

    @property
    def _base(self) -> Style:
        """The style of the page itself, which the others are laid upon."""
        style = self._styles.get(("base",))
        if style is None:
            style = self._styles["base",] = self._widget.rich_style
        return style

    def _segments(self, span: Span, block: int, overlays: Sequence[Overlay]) -> list[Segment]:
        style, offset = self._span_style(span), span.offset
        if offset < 0:
            return [Segment(span.text, style)]
        last = offset + len(span.text)
        edges = {cut for each in overlays for cut in (each.start, each.end) if offset < cut < last}
        segments = []
        said = (
            {}
            if span.role in _OURS or TextStyle.IMAGE in span.style or span.link.startswith(NOTES)
            else {SAID: True}
        )
        for start, end in pairwise((offset, *sorted(edges), last)):
            look = style + Style.from_meta({"offset": (start, block), **said})
            for each in overlays:
                if each.start <= start < each.end:
                    look += self._component(each.look)
            segments.append(Segment(span.text[start - offset : end - offset], look))
        return segments

    def _gap(self, span: Span, at: int, block: int, overlays: Sequence[Overlay]) -> list[Segment]:
        """Return blank cells between two parts of a text, with the overlays and the offset of what is around."""
        look = self._span_style(span) + Style.from_meta({"offset": (at, block)})
        for each in overlays:
            if each.start < at < each.end:
                look += self._component(each.look)
        return [Segment(" ", look)] * len(span.text)

    def _component(self, name: str) -> Style:
        key = ("component", name)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._widget.get_component_rich_style(f"page--{name}", partial=True)
        return style

    def _role_style(self, role: Role) -> Style:
        return self._base + self._component(role.value)

    def _link_look(self, span: Span) -> Style:
        """Return the look of a link: none of its own above the title and below an image, which are quiet; a footnote's mark without a line."""
        is_caption = span.role is Role.IMAGE and TextStyle.LINK not in span.style
        if span.role is Role.KICKER or is_caption:
            return Style()
        return self._component("note" if span.link.startswith(NOTES) else "link")

    def _span_style(self, span: Span) -> Style:
        key = (span.role, span.style, span.link)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._made_style(span)
        return style

    def _made_style(self, span: Span) -> Style:
        style = self._role_style(span.role)
        if span.role is not Role.CODE and TextStyle.CODE in span.style:
            code = self._component("inline-code")
            # A heading keeps its colour, which tells its level.
            style += Style(bgcolor=code.bgcolor) if span.role in _HEADINGS else code
        if TextStyle.KBD in span.style:
            style += self._component("inline-kbd")
        if TextStyle.MATHS in span.style:
            style += self._component("inline-maths")
        if TextStyle.IMAGE in span.style:
            style += self._component("inline-image")
        if TextStyle.HIGHLIGHT in span.style:
            style += self._component("marked")
        if span.link and leads_inside(span.link):
            style += self._link_look(span) + Style.from_meta({"address": span.link})
        elif span.link and (address := safe_address(span.link)):
            style += self._link_look(span) + Style(link=address.href)
            style += Style.from_meta({"address": span.link})
        elif span.link.startswith(ABBREVIATION):
            style += self._component("abbreviation")
        is_added, is_removed = TextStyle.ADDED in span.style, TextStyle.REMOVED in span.style
        if is_added != is_removed:  # both: what stands between them
            style += self._component("added" if is_added else "removed")
        for mark, look in _MARK_STYLES:
            if mark in span.style:
                style += look
        return style
