"""Long work on the loop, a slice at a time, so that no key waits for it."""

from collections.abc import Callable

from textual.widget import Widget

SLICE_S = 0.008
"""How long one step may keep the loop."""

BREATH_S = 0.01
"""How long others then have the loop."""


class Slices:
    """Calls a step again and again, with a pause before each, until it says that it is done."""

    def __init__(self, widget: Widget, step: Callable[[], bool | None]) -> None:
        """``widget`` lends its timer; ``step`` takes at most ``SLICE_S`` and returns whether there is more to do."""
        self._widget, self._step = widget, step
        self._is_going = False

    def begin(self) -> None:
        """Begin, if it is not under way."""
        if not self._is_going:
            self._is_going = True
            self._widget.set_timer(BREATH_S, self._next)

    def _next(self) -> None:
        self._is_going = bool(self._step())
        if self._is_going:
            self._widget.set_timer(BREATH_S, self._next)
