"""What dialogs need, loaded and parsed in a thread soon after the start: the first one opens as fast as the second."""

from collections.abc import Callable

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from reader.tui.widgets.themed_app import ThemedApp


def load() -> None:
    """Load the modules of the dialogs that open most. For a thread."""
    import reader.tui.dialogs.command_line
    import reader.tui.dialogs.palette
    import reader.tui.dialogs.search_dialog  # noqa: F401


def parse(app: ThemedApp, parsed: Callable[[], None]) -> None:
    """Have the style sheets of dialogs parsed; ``parsed`` is called then. After ``load``, on the loop."""
    from reader.tui.dialogs.choosing import ChoiceDialog
    from reader.tui.dialogs.dialog import SHEET
    from reader.tui.dialogs.requests import DialogTexts
    from reader.tui.widgets.input_line import InputLine
    from reader.tui.widgets.options import Options

    dialog = ChoiceDialog(DialogTexts("", "", "", ""), iter(()))
    app.read_ahead(SHEET, [dialog, Options(), InputLine(), Static(), Vertical(), Horizontal()], parsed)
