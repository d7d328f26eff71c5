"""The styles of a widget's parts, as the style sheets say: worked out when a part is drawn."""

from collections.abc import Iterator
from typing import Self

from rich.style import Style
from textual import events
from textual.css.styles import RenderStyles
from textual.dom import DOMNode
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


def on_bar(style: Style, bar: Style) -> Style:
    """Return the style of a part on the bar of the cursor.

    On a reversed bar, as in the terminal's own colours, a coloured part would be a patch.
    """
    return Style(bold=style.bold) + bar if bar.reverse else style + Style(bgcolor=bar.bgcolor)


class DrawnByParts(ScrollView, inherit_bindings=False):
    """A widget that draws its own lines; its parts are classes of the style sheets, such as ``page--title``.

    Declared as component classes they would be matched against all rules whenever the widget's styles are
    looked at: the dozens of the page took a tenth of the start, and as much at each change of focus.
    """

    _drawn_lines: tuple[object, list[Strip]] | None = None
    """What was drawn last, and of which part: it is drawn once more below a dialog that opens or closes."""

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Have it drawn."""
        self._drawn_lines = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def get_component_styles(self, *names: str) -> RenderStyles:
        """Return the styles of these parts, laid over one another."""
        for name in names:
            if name not in self._component_styles:
                part = DOMNode(classes=name)
                part._attach(self)  # noqa: SLF001 - what Textual does with declared ones
                self.app.stylesheet.apply(part, animate=False)
                self._component_styles[name] = part.styles
        return super().get_component_styles(*names)

    def _size_updated(  # Textual's own hook
        self,
        size: Size,
        virtual_size: Size,
        container_size: Size,
        layout: bool = True,  # noqa: FBT001, FBT002
    ) -> bool:
        """Take another size, and send an event about it.

        Textual sends it by comparing two layouts, and forgets the former one when something scrolls between
        a change of styles and the layout that follows from it: a pane was drawn as wide as it had been.
        """
        is_other = size != self._size
        is_resized = super()._size_updated(size, virtual_size, container_size, layout)
        if is_other:
            self.post_message(events.Resize(size, virtual_size, container_size))
            self.refresh()
        return is_resized

    def set_height(self, height: int) -> None:
        """Take the height of all that can be drawn; where it leaves the scroll offset, no other widget is drawn again."""
        size = Size(self.scrollable_content_region.width, height)
        if size == self.virtual_size:
            return
        is_as_wide = size.width == self.virtual_size.width
        if is_as_wide and self.show_vertical_scrollbar and size.height > self.size.height:
            # Only the bar looks different. A new size the usual way draws every widget of the screen again.
            self.set_reactive(type(self).virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = size.height
        else:
            self.virtual_size = size

    def draw(self, rows: range) -> Iterator[Strip]:
        """Yield these rows of what is on the screen, each the whole of it, a rule at its side included."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Return one row of what is on the screen."""
        return next(self.draw(range(y, y + 1)))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a region as they are drawn, without the box that style sheets can put around them.

        The strips that a widget keeps stay the same objects, with what they know of their cells: a list that
        moves on by a row costs a third.
        """
        background = self.background_colors[1]
        known = (crop, self.size, self.scroll_offset, background, self.has_focus)
        if self._drawn_lines and self._drawn_lines[0] == known:
            return self._drawn_lines[1]
        blank = Style.from_color(bgcolor=background.rich_color)
        filters = self.get_line_filters()
        rows = []
        for drawn in self.draw(range(crop.y, crop.bottom)):
            strip = drawn
            for each in filters:
                strip = strip.apply_filter(each, background)
            rows.append(strip.crop_extend(*crop.column_span, blank))
        self._drawn_lines = (known, rows)
        return rows

    def notify_style_update(self) -> None:
        """Forget the styles of the former theme."""
        super().notify_style_update()
        self._component_styles.clear()
        self._drawn_lines = None
