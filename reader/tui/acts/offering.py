"""The keys of newsboat, offered to those who have it, in a line below the panes; what is answered is remembered."""

from functools import partial
from typing import TYPE_CHECKING

from reader.actions.workspace.newsboat_offer import NO, PRESET, WANTED, YES, is_offered
from reader.actions.workspace.session import save_session
from reader.i18n import tr
from reader.tui.acts.topic import Roles, Topic
from reader.tui.widgets.bar import Bar, Piece

if TYPE_CHECKING:
    from reader.tui.control.session_settings import SessionSettings


class Offering(Topic):
    """Shows the offer, and takes the answer."""

    def __init__(self, roles: Roles, settings: "SessionSettings", bar: Bar) -> None:
        super().__init__(roles)
        self._settings, self._bar = settings, bar

    def look(self) -> None:
        """Show the offer where it is due."""
        workspace = self._workspace
        due = partial(is_offered, workspace.settings, workspace.session, workspace.environ)
        self._tell.in_worker(due, self._show)

    def note_import(self) -> None:
        """Take note that newsboat's files were imported, and show the offer if it was not answered yet."""
        workspace = self._workspace
        if not workspace.session.newsboat_keys:
            workspace.session = workspace.session._replace(newsboat_keys=WANTED)
        self.look()

    def _show(self, is_due: bool) -> None:  # noqa: FBT001 - a result, as workers hand it on
        taken, kept = self._keymap.first("use_newsboat_keys"), self._keymap.first("keep_these_keys")
        if is_due and taken and kept:
            self._bar.say_groups(
                [
                    (
                        Piece(tr("You know newsboat: "), command="use_newsboat_keys"),
                        Piece(taken, stands_out=True, command="use_newsboat_keys"),
                        Piece(tr(" takes its keys"), command="use_newsboat_keys"),
                    ),
                    (
                        Piece(" · "),
                        Piece(kept, stands_out=True, command="keep_these_keys"),
                        Piece(tr(" keeps these"), command="keep_these_keys"),
                    ),
                ]
            )
            self._bar.display = True

    def do_use_newsboat_keys(self) -> None:
        """Take the keys of newsboat, from now on."""
        self._answer(YES, PRESET)
        key = self._keymap.first("keep_these_keys")
        self._tell.say(tr("newsboat's keys from now on; {key} brings the usual ones back", key=key))

    def do_keep_these_keys(self) -> None:
        """Have the usual keys, and be asked no more."""
        self._answer(NO, "default")
        self._tell.say(tr("The usual keys; key_preset in config.toml names others"))

    def _answer(self, answer: str, preset: str) -> None:
        workspace = self._workspace
        self._bar.display = False
        workspace.session = workspace.session._replace(newsboat_keys=answer)
        if workspace.settings.key_preset != preset:
            self._settings.change("key_preset", preset)
        self._tell.in_worker(
            partial(save_session, workspace.paths.screen_state, workspace.session), lambda _: None
        )
