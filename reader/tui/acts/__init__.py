"""What the commands do: one class per topic, one method ``do_id`` per command of the table.

Each is handed the roles that it uses (``reader.tui.control``), never the screen.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.acts.browsing import Browsing
from reader.tui.acts.changes import Changes
from reader.tui.acts.copying import Copying
from reader.tui.acts.feeding import Feeding
from reader.tui.acts.fetching import Fetching
from reader.tui.acts.filtering import Filtering
from reader.tui.acts.gathering import Gathering
from reader.tui.acts.highlighting import Highlighting
from reader.tui.acts.linking import Linking
from reader.tui.acts.marking import Marking
from reader.tui.acts.moving import Moving
from reader.tui.acts.outlining import Outlining
from reader.tui.acts.playing import Playing
from reader.tui.acts.program import ProgramCommands
from reader.tui.acts.searching import Finding, Searching
from reader.tui.acts.selecting import Selected, Selecting
from reader.tui.acts.trusting import Trusting
from reader.tui.acts.viewing import Viewing

if TYPE_CHECKING:
    from reader.actions.reading.trail import Trail
    from reader.actions.workspace.workspace import Workspace
    from reader.tui.control.act_queue import ActQueue
    from reader.tui.control.auto_read import AutoRead
    from reader.tui.control.downloads import Downloads
    from reader.tui.control.focus import PaneFocus
    from reader.tui.control.list_filter import ListFilter
    from reader.tui.control.navigation import ListNavigation
    from reader.tui.control.panes import Panes
    from reader.tui.control.preview import Preview
    from reader.tui.control.refreshing import Refreshing
    from reader.tui.control.remote_images import RemoteImages
    from reader.tui.control.roles import Program, Tell, TextSelection
    from reader.tui.control.updates import Updates
    from reader.tui.keys.keymap import Keymap
    from reader.tui.list.sidebar import Sidebar
    from reader.tui.page.outline_pane import OutlinePane
    from reader.tui.page.page_view import PageView

_PREFIX = "do_"


class Parts(NamedTuple):
    """What the screen is made of; each class of acts gets those parts that it uses."""

    workspace: "Workspace"
    """The library, the journal, the settings."""
    keymap: "Keymap"
    """Which keys mean which commands."""
    tell: "Tell"
    """Says, asks, works."""
    sidebar: "Sidebar"
    """The list."""
    page: "PageView"
    """The text."""
    outline: "OutlinePane"
    """The headings beside the text."""
    selection: "TextSelection"
    """What is selected on the screen."""
    program: "Program"
    """The program around the screen."""
    panes: "Panes"
    """Which panes show."""
    focus: "PaneFocus"
    """Which pane has the keys."""
    preview: "Preview"
    """Which article is chosen."""
    navigation: "ListNavigation"
    """Ways to an article."""
    list_filter: "ListFilter"
    """Groups, filter, saved searches."""
    updates: "Updates"
    """Shows what changed."""
    queue: "ActQueue"
    """Does acts one after another."""
    auto_read: "AutoRead"
    """Marks read what is read."""
    trail: "Trail"
    """The way back."""
    downloads: "Downloads"
    """What is being fetched for an article."""
    images: "RemoteImages"
    """Fetches the images of an article."""
    refreshing: "Refreshing"
    """Refreshes feeds."""
    run: Callable[[str], None]
    """Does a command by its id."""
    show_hints: Callable[[], None]
    """Writes which keys there are now."""
    open_find_bar: Callable[[], None]
    """Opens the line in which words to find are typed."""
    focus_text: Callable[[], None]
    """Gives the keys to the text, if the outline has them."""
    columns: Callable[[], int]
    """Returns the width of the window."""


class Acts(NamedTuple):
    """All that can be done."""

    handlers: Mapping[str, Callable[..., bool | None]]
    """What does each command that is no motion, by its id; False: there is nothing more to step to.

    What does a command that chooses takes the count.
    """
    linking: Linking
    """Follows links that are clicked."""
    outlining: Outlining
    """Goes to headings that are chosen beside the page."""


def acts_of(it: Parts) -> Acts:
    """Return what does the commands, made of the parts of a screen."""
    workspace, library, tell = it.workspace, it.workspace.library, it.tell
    page, caret, found, chosen = it.page, it.page.caret, it.page.found, it.preview
    selected, show_act = Selected(tell, page, it.selection), it.updates.show_act
    browsing = Browsing(
        tell, workspace=workspace, keymap=it.keymap, chosen=chosen, selected=selected, auto_read=it.auto_read, program=it.program
    )  # fmt: skip
    playing = _playing(it, browsing)
    linking = Linking(
        tell, library=library, articles=it.sidebar, chosen=chosen, page=page, hints=page.hints, focus=it.focus,
        navigation=it.navigation, trail=it.trail, browsing=browsing, playing=playing, focus_text=it.focus_text,
    )  # fmt: skip
    outlining = Outlining(
        tell, chosen=chosen, page=page, outline=it.outline, panes=it.panes, focus=it.focus,
        focus_text=it.focus_text,
    )  # fmt: skip
    kinds: tuple[object, ...] = (
        browsing, linking, outlining, playing,
        Changes(tell, workspace, chosen, page),
        Copying(tell, library, chosen, page),
        Feeding(tell, workspace, it.keymap, it.refreshing, it.list_filter),
        Fetching(
            tell, library=library, keymap=it.keymap, chosen=chosen, downloads=it.downloads, images=it.images,
            updates=it.updates,
        ),
        Filtering(tell, library, it.sidebar, it.focus, it.list_filter),
        Finding(tell, caret, found, it.open_find_bar),
        Gathering(tell, workspace, chosen, it.navigation),
        Highlighting(
            tell, workspace=workspace, chosen=chosen, page=page, caret=caret, selection=it.selection, queue=it.queue,
            show_act=show_act, navigation=it.navigation, focus=it.focus, show_hints=it.show_hints,
        ),
        Marking(
            tell, workspace=workspace, articles=it.sidebar, chosen=chosen, queue=it.queue, show_act=show_act
        ),
        Moving(
            tell, articles=it.sidebar, page=page, found=found, selection=it.selection, focus=it.focus,
            panes=it.panes, preview=it.preview, auto_read=it.auto_read,
        ),
        ProgramCommands(
            tell, workspace=workspace, keymap=it.keymap, navigation=it.navigation, queue=it.queue,
            program=it.program, run=it.run, columns=it.columns,
        ),
        Searching(tell, workspace, it.list_filter, it.navigation, it.focus),
        Selecting(
            tell, keymap=it.keymap, caret=caret, found=found, selected=selected, show_hints=it.show_hints
        ),
        Trusting(tell, workspace, it.refreshing),
        Viewing(
            tell, articles=it.sidebar, page=page, focus=it.focus, panes=it.panes, updates=it.updates,
            wraps_code=workspace.settings.wrap_code,
        ),
    )  # fmt: skip
    return Acts(_handlers(kinds), linking, outlining)


def _playing(it: Parts, browsing: Browsing) -> Playing:
    return Playing(
        it.tell, workspace=it.workspace, keymap=it.keymap, chosen=it.preview, browsing=browsing, auto_read=it.auto_read,
        downloads=it.downloads,
    )  # fmt: skip


def _handlers(kinds: tuple[object, ...]) -> dict[str, Callable[..., bool | None]]:
    """Return the methods that do commands, by the ids of these."""
    return {
        name.removeprefix(_PREFIX): getattr(kind, name)
        for kind in kinds
        for name in dir(kind)
        if name.startswith(_PREFIX)
    }
