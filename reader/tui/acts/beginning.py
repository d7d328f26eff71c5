"""Commands with which one begins: another folder, the feeds of another reader, the welcome."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import NewsreaderError
from reader.i18n import tr, trn
from reader.library import Completion
from reader.text import clean_line
from reader.tui.acts.asking import choose, type_text
from reader.tui.acts.topic import Roles, Topic
from reader.tui.dialogs.requests import Choice, DialogTexts, QueryRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.actions.feeds.interchange import ImportedFeeds
    from reader.actions.feeds.newsboat import ImportedCache
    from reader.actions.feeds.other_readers import FeedSource
    from reader.actions.workspace.typed_path import PathCompletion
    from reader.tui.acts.offering import Offering
    from reader.tui.control.refreshing import Refreshing
    from reader.tui.control.updates import Updates


class Beginning(Topic):
    """Opens a folder, imports feeds, shows the welcome."""

    def __init__(
        self, roles: Roles, refreshing: "Refreshing", updates: "Updates", *,
        offering: "Offering", show_welcome: "Callable[[], None]",
    ) -> None:  # fmt: skip
        super().__init__(roles)
        self._refreshing, self._updates, self._offering = refreshing, updates, offering
        self.do_show_welcome = show_welcome

    def do_open_folder(self) -> None:
        """Open another folder in the place of what is open, as ``newsreader FOLDER`` does; the next start opens it too."""
        from reader.actions.workspace.typed_path import path_completions, path_to_open
        from reader.article.name import SUFFIXES

        request = QueryRequest(
            tr("Open a folder"), tr("a folder of Markdown files, or one file"),
            tr("tab completes · enter opens it · esc closes"), path_to_open,
            lambda typed: _offered(path_completions(typed, SUFFIXES)), is_quick=False,
        )  # fmt: skip
        type_text(self._tell, request, self.open)

    def open(self, typed: str) -> None:
        """Open a folder or a file that is typed, once the acts that wait are done; raises UsageError."""
        from reader.actions.workspace.typed_path import path_to_open

        path = path_to_open(typed)
        self._queue.do(lambda: None, lambda _: self._program.go_on_with(path))

    def do_import_feeds(self) -> None:
        """Offer the lists of feeds that other readers have left on this machine, and any other file."""
        home = Path(self._workspace.environ.get("HOME") or Path.home())

        def look() -> "list[FeedSource]":
            from reader.actions.feeds.other_readers import sources_here  # with what reads OPML 30 ms

            return sources_here(self._workspace.environ)

        self._tell.in_worker(look, partial(self._choose_source, home), opens=True)

    def _choose_source(self, home: Path, found: "Sequence[FeedSource]") -> None:
        if not found:
            self._type_source()
            return
        choices = [
            Choice(
                tr("newsboat: {path}", path=_short(each.path, home)) if each.newsboat else _short(each.path, home),
                trn("1 feed", "{count:,} feeds", each.feeds),
            )
            for each in found
        ]  # fmt: skip
        words = DialogTexts(
            tr("Import feeds"), "", tr("Nothing matches"), tr("enter imports it · esc closes")
        )

        def take(number: int) -> None:
            if number < len(found):
                self._import(found[number])
            else:
                self._type_source()

        choose(self._tell, words, [*choices, Choice(tr("another file …"))], take)

    def _type_source(self) -> None:
        from reader.actions.feeds.other_readers import OPML_SUFFIXES, source_at
        from reader.actions.workspace.typed_path import path_completions, typed_path

        def check(typed: str) -> None:
            source_at(typed_path(typed))

        request = QueryRequest(
            tr("Import feeds"), tr("an OPML file, or newsboat's folder"),
            tr("tab completes · enter imports it · esc closes"), check,
            lambda typed: _offered(path_completions(typed, (*OPML_SUFFIXES, ".xml"))), is_quick=False,
        )  # fmt: skip
        type_text(self._tell, request, lambda typed: self._import(source_at(typed_path(typed))))

    def _import(self, source: "FeedSource") -> None:
        """Follow the feeds; then take over newsboat's articles; then fetch."""
        from reader.actions.feeds.other_readers import import_source, import_texts
        from reader.actions.feeds.subscribing import home_of_feeds

        workspace, notes = self._workspace, list[str]()
        self._tell.say(tr("Importing …"))

        def act() -> "tuple[ImportedFeeds, ImportedCache | None]":
            root = home_of_feeds(workspace)
            feeds = import_source(workspace, root, source, notes.append)
            if not workspace.is_open(root) and root.is_dir():
                self._refreshing.open_now()
            cache = None
            try:
                cache = import_texts(workspace, root, source) if workspace.is_open(root) else None
            except NewsreaderError as problem:  # the feeds are followed all the same
                notes.append(str(problem))
            return feeds, cache

        self._queue.do(act, lambda done: self._imported(source, *done, notes), big=True)

    def _imported(
        self, source: "FeedSource", feeds: "ImportedFeeds", cache: "ImportedCache | None", notes: "Sequence[str]"
    ) -> None:  # fmt: skip
        from reader.tui.dialogs.standard import LinesDialog  # with its widgets 5 ms: only when needed

        sentence = trn("1 feed is new", "{count:,} feeds are new", feeds.added)
        if cache and cache.written:
            articles = trn("1 article from newsboat", "{count:,} articles from newsboat", cache.written)
            sentence = f"{sentence} · {articles}"
        if cache:
            self._updates.library_changed()
        if source.newsboat:
            self._offering.note_import()
        self._refreshing.consent.look()
        self._refreshing.refresh(is_manual=False)
        self._tell.say(sentence)
        if notes:
            self._tell.ask(LinesDialog(tr("Import feeds"), [sentence, "", *map(clean_line, notes)]))


def _offered(found: "Sequence[PathCompletion]") -> list[Completion]:
    return [Completion(each.path, each.label) for each in found]


def _short(path: Path, home: Path) -> str:
    inside = home in path.parents
    return clean_line(f"~{os.sep}{path.relative_to(home)}" if inside else str(path))
