"""What the commands do: one class per topic, one method ``do_id`` per command of the table.

Each is handed the reading screen and works through what that offers; none keeps state of its own that
another needs.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from reader.tui.acts.browsing import Opening
from reader.tui.acts.copying import Copying
from reader.tui.acts.feeding import Feeding
from reader.tui.acts.fetching import Fetching
from reader.tui.acts.filtering import Filtering
from reader.tui.acts.finding import Finding
from reader.tui.acts.gathering import Gathering
from reader.tui.acts.highlighting import Highlighting
from reader.tui.acts.linking import Linking
from reader.tui.acts.marking import Marking
from reader.tui.acts.moving import Moving
from reader.tui.acts.searching import Searching
from reader.tui.acts.selecting import Selecting
from reader.tui.acts.trusting import Trusting
from reader.tui.acts.viewing import Viewing

if TYPE_CHECKING:
    from reader.tui.screen.reading_screen import ReadingScreen

_PREFIX = "do_"


def handlers(screen: "ReadingScreen") -> Mapping[str, Callable[..., bool | None]]:
    """Return what does each command that is no motion, by its id; False: there is nothing more to step to.

    What does a command that chooses takes the count.
    """
    kinds = (
        *(Copying, Feeding, Fetching, Finding, Gathering, Highlighting, Linking, Filtering),
        *(Marking, Moving, Opening, Searching, Selecting, Trusting, Viewing),
    )
    rooms = [kind(screen) for kind in kinds]
    return {
        name.removeprefix(_PREFIX): getattr(room, name)
        for room in rooms
        for name in dir(room)
        if name.startswith(_PREFIX)
    }
