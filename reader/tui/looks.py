"""The looks of a widget's parts, as the style sheets say: worked out when a part is drawn."""

from textual.css.styles import RenderStyles
from textual.dom import DOMNode
from textual.scroll_view import ScrollView


class DrawnByParts(ScrollView, inherit_bindings=False):
    """A widget that draws its own lines; its parts are classes of the style sheets, such as ``page--title``.

    Declared as component classes they would be matched against all rules whenever the widget's styles are
    looked at: the dozens of the page took a tenth of the start, and as much at each change of focus.
    """

    def get_component_styles(self, *names: str) -> RenderStyles:
        """Return the styles of these parts, laid over one another."""
        for name in names:
            if name not in self._component_styles:
                part = DOMNode(classes=name)
                part._attach(self)  # noqa: SLF001 - what the screen library does with declared ones
                self.app.stylesheet.apply(part, animate=False)
                self._component_styles[name] = part.styles
        return super().get_component_styles(*names)

    def notify_style_update(self) -> None:
        """Forget the looks of the former theme."""
        super().notify_style_update()
        self._component_styles.clear()
