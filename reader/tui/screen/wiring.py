"""Gives each class of commands what it uses of the screen."""

from typing import TYPE_CHECKING, cast

from reader.tui.acts import Acts, handlers_of
from reader.tui.acts.beginning import Beginning
from reader.tui.acts.briefing import Briefing
from reader.tui.acts.browsing import Browsing
from reader.tui.acts.by_name import ByName
from reader.tui.acts.changes import Changes
from reader.tui.acts.commanding import Commanding
from reader.tui.acts.copying import Copying
from reader.tui.acts.exporting import Exporting
from reader.tui.acts.feeding import Feeding
from reader.tui.acts.fetching import Fetching
from reader.tui.acts.files import Files
from reader.tui.acts.filtering import Filtering
from reader.tui.acts.gathering import Gathering
from reader.tui.acts.highlighting import Highlighting
from reader.tui.acts.joining import Joining
from reader.tui.acts.jumping import Jumping
from reader.tui.acts.linking import Linking
from reader.tui.acts.marking import Marking
from reader.tui.acts.moving import Moving
from reader.tui.acts.offering import Offering
from reader.tui.acts.opening import Opening
from reader.tui.acts.outlining import Outlining
from reader.tui.acts.peeking import Peeking
from reader.tui.acts.piping import Piping
from reader.tui.acts.playing import Playing
from reader.tui.acts.program import ProgramCommands
from reader.tui.acts.searching import Finding, Searching
from reader.tui.acts.selecting import Selected, Selecting
from reader.tui.acts.sharing import Sharing
from reader.tui.acts.topic import Roles
from reader.tui.acts.trusting import Trusting
from reader.tui.acts.typed_paths import TypedPaths
from reader.tui.acts.viewing import Viewing
from reader.tui.control.session_settings import SessionSettings
from reader.tui.control.settings_watch import SettingsWatch
from reader.tui.keys.commands import MACRO

if TYPE_CHECKING:
    from reader.tui.control.roles import Program
    from reader.tui.screen.assembly import AssembledScreen


def acts_of(it: "AssembledScreen") -> Acts:
    """Return what does the commands of a screen."""
    page, caret, found, show_hints = it.page, it.page.caret, it.page.found, it.status.show_keys
    refreshing = it.background.refreshing
    roles = Roles(
        it, it.workspace, it.keymap, it.sidebar, page, it.preview, it.pane_focus, it.navigation,
        selection=it, program=cast("Program", it.app), queue=it.queue, show_act=it.updates.show_act,
    )  # fmt: skip
    selected = Selected(roles)
    browsing = Browsing(roles, selected, it.auto_read)
    playing = Playing(roles, browsing, it.auto_read, it.downloads)
    linking = Linking(roles, page.hints, it.trail, browsing, it.focus_text, playing=playing)
    outlining = Outlining(roles, it.outline, it.panes, it.focus_text)
    peeking = Peeking(roles, page.hints, it.peeks, linking, it.focus_text)
    feeding, searching = Feeding(roles, refreshing, it.list_filter), Searching(roles, it.list_filter)
    paths = TypedPaths(it)
    exporting, briefing = Exporting(roles, it.downloads, paths), Briefing(roles, paths)
    settings = SessionSettings(
        it.workspace, it.keymap, it.panes, it.preview, program=lambda: cast("Program", it.app),
        list_filter=it.list_filter, updates=it.updates, shown=it.settings_changed,
    )  # fmt: skip
    opening, sharing = Opening(roles, browsing, it.updates), Sharing(roles, browsing, it.runs)
    piping = Piping(roles, it.runs, it.preview, it.updates, remember=it.messages.add)
    commanding = Commanding(
        roles, it.dispatch.run, list_filter=it.list_filter, updates=it.updates, feeding=feeding, exporting=exporting,
        briefing=briefing, searching=searching, settings=settings, messages=it.messages,
        opening=opening, piping=piping, sharing=sharing, hold_keys=it.hold_keys,
    )  # fmt: skip
    offering = Offering(roles, settings, it.offer)
    filtering = Filtering(roles, it.list_filter)
    topics = (
        commanding, filtering, feeding, exporting, briefing, searching, browsing, linking, outlining, peeking, playing,
        opening, piping, sharing,
        Beginning(roles, refreshing, it.updates, offering=offering, show_welcome=it.welcome.show),
        Changes(roles, page),
        Copying(roles, caret),
        Fetching(roles, it.downloads, it.images, it.updates),
        Files(roles, refreshing),
        ByName(roles, it.dispatch.run, filtering=filtering, refreshing=refreshing, settings=settings),
        Finding(roles, caret, found, it.open_find_bar),
        Gathering(roles),
        Joining(roles, refreshing),
        Jumping(roles),
        offering,
        Highlighting(roles, caret, show_hints),
        Marking(roles),
        Moving(roles, found, it.panes, it.preview, it.auto_read),
        ProgramCommands(roles, it.dispatch.run),
        Selecting(roles, caret, found, selected, show_hints),
        Trusting(roles, refreshing),
        Viewing(roles, it.panes, it.updates),
    )  # fmt: skip
    settings_watch = SettingsWatch(it.workspace, settings, it)
    return Acts(
        {**handlers_of(topics), MACRO: commanding.run_lines},
        commanding, offering, linking, outlining, peeking, settings_watch,
    )  # fmt: skip
