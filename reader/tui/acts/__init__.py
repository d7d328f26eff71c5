"""What the commands do: one class per topic, one method ``do_id`` per command of the table.

Each is handed the roles of the screen (``reader.tui.control.roles``) and the parts that it moves, never the screen.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from reader.tui.acts.commanding import Commanding
from reader.tui.acts.linking import Linking
from reader.tui.acts.offering import Offering
from reader.tui.acts.outlining import Outlining
from reader.tui.acts.peeking import Peeking
from reader.tui.acts.topic import Topic
from reader.tui.control.settings_watch import SettingsWatch

_PREFIX = "do_"

Handlers = Mapping[str, Callable[..., bool | None]]
"""What does each command that is no motion, by its id; False: there is nothing more to step to.

What does a command that chooses takes the count.
"""


class Acts(NamedTuple):
    """All that can be done."""

    handlers: Handlers
    """What does the commands."""
    commanding: Commanding
    """Does macros, and what is typed."""
    offering: Offering
    """Offers other keys at the start."""
    linking: Linking
    """Follows links that are clicked."""
    outlining: Outlining
    """Goes to headings that are chosen beside the page."""
    peeking: Peeking
    """Goes to what is shown of a link's target."""
    settings_watch: SettingsWatch
    """Takes over changes of the file of settings."""


def handlers_of(topics: Iterable[Topic]) -> Handlers:
    """Return what does the commands of topics."""
    return {
        name.removeprefix(_PREFIX): getattr(topic, name)
        for topic in topics
        for name in dir(topic)
        if name.startswith(_PREFIX)
    }
