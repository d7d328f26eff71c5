"""Commands that leave the terminal: the source in the browser, text and address on the clipboard."""

import re
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.text import safe_address
from reader.tui.acts.asking import confirm
from reader.tui.acts.topic import Roles, Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.actions.browser import launch
    from reader.actions.programs.opening import Openable
    from reader.library import Row
    from reader.tui.acts.selecting import Selected
    from reader.tui.control.auto_read import AutoRead


_HOST_FIRST = re.compile(r"\s*(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,24})(?![\w.@-])", re.IGNORECASE)


def named_host(text: str) -> str:
    """Return the host that a link's text seems to name at its beginning; empty where it names none."""
    found = _HOST_FIRST.match(text)
    return found[1].lower() if found else ""


def same_site(one: str, other: str) -> bool:
    """Return whether two hosts are the same, ``www.`` apart, or one lies inside the other."""
    one, other = one.lower().removeprefix("www."), other.lower().removeprefix("www.")
    return one == other or one.endswith("." + other) or other.endswith("." + one)


class Browsing(Topic):
    """Sources and links, by a browser or as text."""

    def __init__(self, roles: Roles, selected: "Selected", auto_read: "AutoRead") -> None:
        super().__init__(roles)
        self._selected, self._auto_read = selected, auto_read

    def do_open_source(self) -> None:
        """Open the article's source and mark it read; of several that are selected, ask first where they are many."""
        if several := self._several():
            self.open_articles(several, self._end_selecting)
        elif self._workspace.settings.open:
            if row := self._row():
                self.open_articles([row.id], lambda: None)
        elif row := self._sourced_row():
            self.open(row.link)
            self._auto_read.mark_source_read(row.id)

    def open_articles(self, articles: "Sequence[int]", begun: "Callable[[], None]") -> None:
        """Open articles by ``[[open]]`` or the browser and mark them read; ``begun`` is called first, after a question if many.

        What opens them is found out in a worker: a query may decide it.
        """
        from reader.actions.programs.opening import (
            ASKED_ABOVE,
            AT_ONCE_MOST,
        )  # with what starts programs 3 ms
        from reader.actions.programs.places import openers_of

        openers = openers_of(self._workspace)

        def find() -> "list[Openable]":
            return [found for each in articles[:AT_ONCE_MOST] if (found := openers.for_article(each))]

        def begin(found: "Sequence[Openable]") -> None:
            begun()
            for each in found:
                self.start(each.plan)
                self._auto_read.mark_source_read(each.article)
            if len(articles) > AT_ONCE_MOST:
                self._tell.say(tr("{count} are opened at most", count=AT_ONCE_MOST), warn=True)

        def ask(found: "list[Openable]") -> None:
            if not found and len(articles) == 1:
                self._tell.say(tr("This article has no source that can be opened"))
            elif not found:
                self._tell.say(tr("These articles have no source that can be opened"))
            elif len(found) > ASKED_ABOVE:
                question = tr("Open {count} pages in the browser?", count=len(found))
                confirm(self._tell, question, lambda: begin(found))
            else:
                begin(found)

        self._tell.in_worker(find, ask, opens=len(articles) > ASKED_ABOVE)

    def do_copy_link(self) -> None:
        """Copy the selected text, else the address of the article's source."""
        if not self._selected.copy() and (row := self._sourced_row()):
            self._tell.copy(row.link)
            self._tell.say(tr("Copied: {address}", address=row.link))

    def _sourced_row(self) -> "Row | None":
        """Return what is known of the chosen article, if it has a source; else say so."""
        row = self._row()
        if row and not row.link:
            self._tell.say(tr("This article has no source that can be opened"))
            return None
        return row

    def do_copy_selection(self) -> None:
        """Copy the selected text; where nothing is selected, say which key leaves."""
        if self._selected.copy():
            return
        key = self._keymap.first("quit")  # there is always one
        self._tell.say(tr("Nothing is selected. {key} quits newsreader", key=key))

    def open(self, link: str, text: str = "") -> None:
        """Open an address that an article names under this text; ask first where it may lead elsewhere than it says."""
        address = safe_address(link)
        said = named_host(text)
        if address and address.scheme == "mailto":
            self._ask(tr("Write a mail to {address}?", address=address.href.removeprefix("mailto:")), link)
        elif address and said and not same_site(said, address.host):
            self._ask(
                tr("The link says {said} but leads to {host}. Open it?", said=said, host=address.host), link
            )
        else:
            self._open(link)

    def _ask(self, question: str, link: str) -> None:
        confirm(self._tell, question, lambda: self._open(link, mail=True))

    def _open(self, link: str, *, mail: bool = False) -> None:
        # With what starts programs 3 ms: only when something is opened.
        from reader.actions.browser import launch

        workspace = self._workspace
        if workspace.is_in_page:
            self._open_elsewhere(link)
        elif workspace.settings.open and not mail:
            from reader.actions.programs.places import openers_of  # only for those who have some

            self.start(openers_of(workspace).for_address(link))
        else:
            self.start(launch.plan(link, workspace.settings.browser, workspace.environ, mail=mail))

    def _open_elsewhere(self, link: str) -> None:
        """Let the browser of the viewer open an address, which is said too: a browser may not want to."""
        if address := safe_address(link):
            self._program.open_address(address.href)
            self._tell.say(tr("Opening {address}", address=address.href))
        else:
            self._tell.say(tr("This is not an address that can be opened"), warn=True)

    def start(self, plan: "launch.Plan | launch.Refused", sentence: str = "") -> None:
        """Start what was planned, and say the sentence unless it takes the terminal; else say why nothing starts."""
        from textual.app import SuspendNotSupported  # loaded by then

        from reader.actions.browser import launch  # loaded by what has planned it
        from reader.actions.programs.opening import opening_sentence

        if self._workspace.is_in_page:
            return
        if isinstance(plan, launch.Refused):
            self._refused(plan)
        elif plan.in_terminal:
            try:
                with self._program.suspend():
                    outcome = launch.run_in_terminal(plan)
            except SuspendNotSupported:
                self._tell.say(tr("This terminal cannot be lent to another program"), warn=True)
                return
            self._launched(outcome)
        else:
            self._tell.say(sentence or opening_sentence(plan))
            # In no worker, which the end of the program would wait for: the browser's start is watched for a while.
            Thread(target=self._launch, args=(plan,), daemon=True).start()

    def _launch(self, plan: "launch.Plan") -> None:
        from reader.actions.browser import launch  # loaded by then

        outcome = launch.launch(plan, self._workspace.environ)
        with suppress(RuntimeError):  # the screen is gone
            self._tell.call_later(self._launched, outcome)

    def _launched(self, outcome: "launch.Launched | launch.Refused") -> None:
        from reader.actions.browser import launch  # loaded by then

        if isinstance(outcome, launch.Refused):
            self._refused(outcome)

    def _refused(self, refused: "launch.Refused") -> None:
        if refused.address is None:
            self._tell.say(refused.reason, warn=True)
        else:
            self._tell.copy(refused.address.href)
            sentence = tr(
                "{reason}; its address is copied: {address}",
                reason=refused.reason,
                address=refused.address.href,
            )
            self._tell.say(sentence, warn=True)  # whole, since not every terminal takes what is copied
