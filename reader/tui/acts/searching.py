"""Commands that find articles."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.reading_screen import ReadingScreen
    from reader.tui.searching import Result


class Searching:
    """Search of everything, as one types."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_search(self) -> None:
        """Search all articles, and go to one; its words are marked on the page."""
        from reader.tui.searching import SearchArticles  # with its widgets 5 ms: only when asked for

        screen = self._screen

        def chosen(result: "Result | None") -> None:
            if result is None:
                return
            from reader.actions.searching import pattern_of, words_in

            screen.searched = result.typed
            screen.preview.go_to_unlisted(result.article, pattern_of(words_in(result.typed)))
            screen.enter_page()

        screen.app.push_screen(SearchArticles(screen.desk, screen.searched), chosen)

    do_search_from_list = do_search
