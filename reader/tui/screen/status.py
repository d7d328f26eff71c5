"""The lines below and above the panes: where one is, what the keys do."""

from typing import TYPE_CHECKING

from reader.actions.finding.list_lines import no_articles
from reader.article.reading import format_left
from reader.i18n import tr, trn
from reader.library import Counts, GroupOrder, Scope
from reader.library.index.grouping import TAG, group_key
from reader.text import cell_width, clean_line
from reader.tui.keys.commands import COMMANDS, Where
from reader.tui.keys.continuations import Continuations
from reader.tui.keys.keymap import Wait, show_keys
from reader.tui.screen.consent import COMMAND
from reader.tui.screen.list_filter import found_told
from reader.tui.screen.panes import NARROW
from reader.tui.widgets.bar import Bar, Group, Piece
from reader.tui.widgets.symbols import SIGNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from reader.tui.page.page_view import Shown
    from reader.tui.screen.reading_screen import ReadingScreen


SAID_S = 5.0
"""How long a sentence stays."""


def scope_name(scope: Scope) -> str:
    """Return the name of a scope as the status line shows it."""
    return {
        Scope.UNREAD: tr("unread"),
        Scope.ALL: tr("all"),
        Scope.STARRED: tr("starred"),
        Scope.LATER: tr("later"),
    }[scope]


class Status:
    """Writes the status line, the hints and the breadcrumb."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen
        self._said = ""
        self._silence: Timer | None = None
        self._waiting: Wait | None = None
        self._led_on: Sequence[Group] = ()
        """The hints for a list without articles, if those are shown."""

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line's place: for a while, or until the next command."""
        self.be_silent()
        self._said = sentence
        self._silence = self._screen.set_timer(SAID_S, self.be_silent)
        self._screen.add_class("-saying")
        self.update()

    def say_none(self, sentence: str) -> None:
        """Say that something is not there, as far as the folders have been read."""
        if not self._screen.background.is_watching:
            sentence = tr("{sentence} yet: the folders are still being read", sentence=sentence)
        self._screen.say(sentence)

    def be_silent(self) -> None:
        """Show the state again instead of a sentence."""
        if self._silence:
            self._silence.stop()
            self._silence = None
        if self._said:
            self._said = ""
            self._screen.remove_class("-saying")
            self.update()

    def update(self) -> None:
        """Write what is true now."""
        screen = self._screen
        if not screen.is_mounted:
            return
        counts = screen.listing.counts()
        if screen.sidebar.model.is_empty:
            screen.sidebar.show_empty(self._empty(counts))
        status = screen.query_one("#status", Bar)
        if self._said:
            parts = (screen.background.unsaved, self._said)  # what is said of an act must not hide that
            said = " · ".join(filter(None, parts))
            has_room = cell_width(said) + 2 + sum(cell_width(each.text) for each in self._right())
            right = self._right() if has_room <= status.size.width else ()  # that can wait
            status.say(said, right, stands_out=True)
        elif screen.background.trouble:
            status.say(screen.background.trouble, stands_out=True)
        else:
            status.say_groups(self._left(counts), self._right())
        if screen.find_bar:
            screen.find_bar.tell(screen.page.found.told())
        screen.query_one("#breadcrumb", Bar).say(self._breadcrumb(), command="quit")
        if self._waiting is None and self._led_on != self._leads_on():
            self.hints(None)

    def hints(self, waiting: Wait | None) -> None:
        """Write what the keys do; after the first key of a sequence, what may follow."""
        bar = self._screen.query_one("#hints", Bar)
        self._waiting = waiting
        self._screen.query_one(Continuations).show(waiting)
        if waiting is not None:
            typed = (Piece(f"{waiting.typed} … ", stands_out=True),)
            bar.say_groups([typed], (Piece(tr("esc cancels")),))
            return
        keymap, where = self._screen.keymap, self._screen.where
        self._led_on = self._leads_on()
        if self._led_on:
            bar.say_groups(self._led_on, self._always())
            return
        hinted_in = where & Where.SELECTING or where
        keys = keymap.keys
        hinted = [
            command
            for command in COMMANDS
            if command.hint and command.hinted_in & hinted_in and keymap.is_meant(command, where)
        ]
        groups = (
            (
                Piece(show_keys(keys[command.id][0]), stands_out=True, command=command.id),
                Piece(f" {tr(command.hint)}   ", command=command.id),
            )
            for command in hinted
        )
        bar.say_groups(tuple(groups), self._always())

    def _leads_on(self) -> list[Group]:
        """Return the hints for a list without articles: those of the keys that do something there."""
        screen = self._screen
        if not screen.sidebar.model.is_empty or (screen.in_page and screen.chosen):
            return []
        names = {"add_feed": tr("follow a feed"), "quit": tr("quit")}
        if screen.workspace.library.articles.counts().total:
            names = {
                "next_scope": tr("scope"),
                "filter_list": tr("filter"),
                "search_articles": tr("search"),
                **names,
            }
        keys = screen.keymap.keys
        return [
            (
                Piece(show_keys(keys[id_][0]), stands_out=True, command=id_),
                Piece(f" {name}   ", command=id_),
            )
            for id_, name in names.items()
            if keys[id_]
        ]

    def _always(self) -> Group:
        """Return the hints that give way to nothing: what leads to everything else."""
        names = {"show_help": tr("help"), "open_palette": tr("commands")}
        keys = self._screen.keymap.keys
        hints = [
            (
                Piece("   "),
                Piece(show_keys(keys[id_][0]), stands_out=True, command=id_),
                Piece(f" {name}", command=id_),
            )
            for id_, name in names.items()
            if keys[id_]
        ]
        return [piece for hint in hints for piece in hint][1:]

    def _left(self, counts: Counts) -> tuple[Group, ...]:
        """Return what is true, what matters most first: in a narrow window the last give way."""
        screen, model = self._screen, self._screen.sidebar.model
        unread = tr("{unread:,}/{total:,} unread", unread=counts.unread, total=counts.total)
        if screen.background.progress and not screen.background.is_watching:
            unread = tr("{counts} so far", counts=unread)
        parts = [Piece(f"{scope_name(model.scope)} · {unread}", command="next_scope")]
        if query := screen.listing.query:
            parts.insert(0, Piece(f"& {clean_line(query)} · ", command="filter_list"))
        if question := screen.background.consent.question:
            parts[0] = parts[0]._replace(text=f" · {parts[0].text}")
            parts.insert(0, Piece(question, stands_out=True, command=COMMAND))
        if problems := screen.background.problems:
            signs = SIGNS[screen.workspace.settings.icons]
            sentence = trn("1 problem", "{count:,} problems", problems)
            parts.append(Piece(f" · {signs.problem} {sentence}", command="list_problems"))
        if kept := self._index_sign():
            parts.append(Piece(f" · {kept}"))
        if screen.listing.key != TAG:
            by = tr("by {key}", key=tr(group_key(screen.listing.key).meaning))
            parts.append(Piece(f" · {by}", command="choose_grouping"))
        order = tr("most unread first") if model.order is GroupOrder.UNREAD else tr("groups by name")
        parts.append(Piece(f" · {order}", command="toggle_group_order"))
        return tuple((part,) for part in parts)

    def _index_sign(self) -> str:
        """Return what is wrong with the index as long as it is; a sentence about it was said once."""
        library = self._screen.workspace.library
        if not library.is_whole:
            return tr("the list is incomplete")
        return "" if library.is_index_kept else tr("the index is not saved")

    def _empty(self, counts: Counts) -> str:
        screen = self._screen
        if screen.background.progress or not screen.background.is_watching:
            return tr("Reading the folder …")
        is_empty = not screen.workspace.library.articles.counts().total
        if screen.background.refreshing.progress and is_empty:
            return tr("Fetching feeds …")
        if is_empty:
            message = no_articles(screen.workspace.settings)
            keys = screen.keymap.keys["add_feed"]
            if screen.page.display or not keys:  # the page says more
                return message
            return tr(
                "{told}. {key} follows a feed; newsreader FOLDER opens another folder",
                told=message,
                key=show_keys(keys[0]),
            )
        if (query := screen.listing.query) and not counts.total:
            key = next(iter(screen.keymap.keys["filter_list"]), "")
            return tr("Nothing matches {query}. {key} changes that", query=clean_line(query), key=key)
        key = next(iter(screen.keymap.keys["next_scope"]), "")
        if query:
            message = found_told(counts, screen.sidebar.model.scope)
            return tr("{query}: {told}. {key} shows the rest", query=clean_line(query), told=message, key=key)
        sentence = {
            Scope.UNREAD: tr("All read. Press {key} for all articles", key=key),
            Scope.ALL: tr("No articles are listed here"),
            Scope.STARRED: tr("Nothing is starred. {key} shows the rest", key=key),
            Scope.LATER: tr("Nothing is kept for later. {key} shows the rest", key=key),
        }
        return sentence[screen.sidebar.model.scope]

    def _right(self) -> Group:
        screen = self._screen
        background = screen.background
        if progress := screen.web.progress or background.progress or background.refreshing.progress:
            return (Piece(progress),)
        shown = screen.page.shown
        if not shown or not screen.page.size.width:
            return ()
        if (found := screen.page.found.told()) and not screen.find_bar:
            return (Piece(found),)
        parts = [*self._position(shown), self._links(shown)]
        return (Piece(" · ".join(part for part in parts if part)),)

    def _position(self, shown: "Shown") -> tuple[str, ...]:
        """Return how far one is and what is left; nothing of an article that is seen whole."""
        page = self._screen.page
        if shown.layout.height <= page.size.height:
            return ()
        row = self._screen.sidebar.row(shown.article)
        return (f"{page.percent}%", format_left(row.minutes, page.percent) if row else "")

    def _links(self, shown: "Shown") -> str:
        links = shown.layout.links if self._screen.size.width >= NARROW else 0
        return trn("1 link", "{count} links", links) if links else ""

    def _breadcrumb(self) -> str:
        screen, model = self._screen, self._screen.sidebar.model
        row = screen.sidebar.row(model.cursor.article) if model.cursor.article else None
        if not model.sections:
            return ""
        group = model.label(model.spot.section)
        return f"‹ {group} › {row.title}" if row else f"‹ {group}"
