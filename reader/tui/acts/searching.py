"""Commands that search: words on the page, and all articles."""

from functools import partial
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.tui.acts.topic import Roles, Topic
from reader.tui.control.landing import Sought

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from reader.tui.control.roles import RemembersSearch
    from reader.tui.dialogs.search_dialog import Result
    from reader.tui.page.caret import Caret
    from reader.tui.page.page_search import PageSearch


class Finding(Topic):
    """Words on the page: found as they are typed, then from one match to the next."""

    def __init__(
        self, roles: Roles, caret: "Caret", found: "PageSearch", open_find_bar: "Callable[[], None]"
    ) -> None:
        """``open_find_bar`` opens the line in which the words are typed."""
        super().__init__(roles)
        self._caret, self._found = caret, found
        self._open_find_bar = open_find_bar

    def do_find(self) -> None:
        """Open the line in which the words are typed."""
        self._open_find_bar()

    def do_next_match(self) -> bool:
        """Go to the next match."""
        return self._step(1)

    def do_previous_match(self) -> bool:
        """Go to the match before."""
        return self._step(-1)

    def _step(self, direction: int) -> bool:
        if self._found.step(direction):
            if self._found.here:
                self._caret.go(self._found.here)
            return True
        self._tell.say(tr("Nothing is found here"))
        return False


class Searching(Topic):
    """All articles: found as words are typed."""

    def __init__(self, roles: Roles, remembers: "RemembersSearch") -> None:
        super().__init__(roles)
        self._filter = remembers

    def do_search_articles(self) -> None:
        """Search all articles, and go to one; its words are marked on the page."""
        self.search("")

    def search(self, words: str) -> None:
        """Search all articles for words that may be changed, or for those that were searched for last."""
        from reader.tui.dialogs.search_dialog import SearchArticles  # with its widgets 5 ms: only when needed

        def chosen(result: "Result | None") -> None:
            if result is None:
                return
            from reader.actions.finding.searching import pattern_of, words_in

            self._filter.searched = result.typed
            pattern = pattern_of(words_in(result.typed))
            sought = Sought(pattern, partial(self._say_where, pattern)) if pattern else None
            self._navigation.go_to_article(result.article, sought)
            self._focus.enter_page()

        self._tell.ask(
            SearchArticles(self._workspace, words or self._filter.searched, self._filter.watcher), chosen
        )

    do_search_articles_from_list = do_search_articles
    """The list has a key of its own for it."""

    def _say_where(self, pattern: "re.Pattern[str]", article: int) -> None:
        """Say why none of the words that were searched for is on the page."""
        from reader.actions.finding.searching import stands_in_file

        def say(is_in_file: bool) -> None:  # noqa: FBT001 - a result, as workers hand it on
            self._tell.say(
                tr("Not on the page: the words are in the file's header, an address or a comment")
                if is_in_file
                else tr("The words are not in this article; its title is similar")
            )

        self._tell.in_worker(partial(stands_in_file, self._workspace.library, article, pattern), say)
