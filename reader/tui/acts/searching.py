"""Commands that find articles."""

from functools import partial
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.tui.screen.navigation import Sought

if TYPE_CHECKING:
    import re

    from reader.tui.dialogs.search_dialog import Result
    from reader.tui.screen.reading_screen import ReadingScreen


class Searching:
    """Search of everything, as one types."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_search_articles(self) -> None:
        """Search all articles, and go to one; its words are marked on the page."""
        from reader.tui.dialogs.search_dialog import (
            SearchArticles,  # with its widgets 5 ms: only when asked for
        )

        screen = self._screen

        def chosen(result: "Result | None") -> None:
            if result is None:
                return
            from reader.actions.finding.searching import pattern_of, words_in

            screen.searched = result.typed
            pattern = pattern_of(words_in(result.typed))
            sought = Sought(pattern, partial(self._tell_unseen, pattern)) if pattern else None
            screen.going.go_to_article(result.article, sought)
            screen.enter_page()

        screen.app.push_screen(SearchArticles(screen.workspace, screen.searched), chosen)

    def _tell_unseen(self, pattern: "re.Pattern[str]", article: int) -> None:
        """Say why none of the words that were searched for is to be seen on the page."""
        from reader.actions.finding.searching import stands_in_file

        screen = self._screen

        def tell(is_in_file: bool) -> None:  # noqa: FBT001 - the result of a question, as workers hand it on
            screen.say(
                tr("Not on the page: the words are in the file's header, an address or a comment")
                if is_in_file
                else tr("The words are not in this article; its title is similar")
            )

        screen.in_worker(partial(stands_in_file, screen.workspace.library, article, pattern), tell)

    do_search_articles_from_list = do_search_articles
