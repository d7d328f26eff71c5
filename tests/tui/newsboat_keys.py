"""The keys that newsboat documents as its defaults: facts, and what each does here."""

from typing import NamedTuple


class Fact(NamedTuple):
    """One documented key."""

    key: str
    operation: str
    """As newsboat calls it."""
    default: str
    """The command that the key runs with our default keys in the list; empty: none, or it begins a sequence or a count."""
    preset: str
    """The command that does the operation's thing in the preset ``newsboat``; empty: nothing does."""
    in_page: str | None = None
    """The command of our default in the page, where it is another one."""
    is_for_page: bool = False
    """The operation belongs to newsboat's article view."""


FACTS = (
    Fact("enter", "open", "enter", "enter", ""),
    Fact("q", "quit", "quit", "quit"),
    Fact("Q", "hard-quit", "", "quit"),
    Fact("r", "reload", "toggle_read", "refresh_feed"),
    Fact("R", "reload-all", "mark_group_read", "refresh_feeds"),
    Fact("A", "mark-feed-read", "add_feed", "mark_group_read"),
    Fact("C", "mark-all-feeds-read", "", "mark_all_read"),
    Fact("s", "save", "toggle_star", ""),  # comes with exports
    Fact("n", "next-unread", "next_unread", "next_unread"),
    Fact("p", "prev-unread", "previous_unread", "previous_unread"),
    Fact("J", "next", "next_article", "next_article"),
    Fact("K", "prev", "previous_article", "previous_article"),
    Fact("ctrl+k", "random-unread", "search_articles", "random_unread"),
    Fact("o", "open-in-browser", "open_source", "open_source"),
    Fact("O", "open-in-browser-and-mark-read", "open_all", "open_source"),
    Fact("?", "help", "show_help", "show_help"),
    Fact("ctrl+u", "toggle-source-view", "half_page_up", "show_source"),
    Fact("N", "toggle-article-read", "", "toggle_read"),
    Fact("l", "toggle-show-read-feeds", "step_into", "toggle_show_read", ""),
    Fact("u", "show-urls", "list_links", "list_links"),
    Fact("ctrl+t", "clear-tag", "", "clear_filter"),
    Fact("t", "set-tag", "show_outline", "go_to_group"),
    Fact("/", "open-search", "search_articles_from_list", "search_articles_from_list", "find"),
    Fact("#", "goto-url", "edit_tags", "list_links"),
    *(Fact(key, f"open-url-{int(key) or 10}", "", "open_link", is_for_page=True) for key in "1234567890"),
    Fact("e", "enqueue", "edit_file", "download_media"),
    Fact("E", "edit-urls", "export_articles", "edit_feeds"),
    Fact("ctrl+r", "reload-urls", "redo", "list_feeds"),  # which reads feeds.toml again
    Fact("ctrl+l", "redraw", "redraw", "redraw"),
    Fact(":", "cmdline", "command_line", "command_line"),
    Fact("F", "set-filter", "fetch_full_article", "filter_list"),
    Fact("f", "select-filter", "show_link_hints", "choose_search"),
    Fact("ctrl+f", "clear-filter", "page_down", "clear_filter"),
    Fact("ctrl+b", "bookmark", "page_up", "toggle_star"),
    Fact("ctrl+e", "edit-flags", "", "edit_tags"),
    Fact("ctrl+n", "next-unread-feed", "forward", "next_unread_group"),
    Fact("ctrl+p", "prev-unread-feed", "open_palette", "previous_unread_group"),
    Fact("j", "next-feed", "down", "next_group"),
    Fact("k", "prev-feed", "up", "previous_group"),
    Fact("D", "delete-article", "show_changes", "delete_articles"),
    Fact("ctrl+d", "delete-all-articles", "half_page_down", ""),  # a slip would cost too much
    Fact("$", "purge-deleted", "", ""),  # the trash is emptied by hand
    Fact(
        "v", "view-dialogs", "select_articles", "list_recent", "select_text"
    ),  # what was opened is an article here
    Fact("ctrl+x", "close-dialog", "", "leave"),
    Fact("ctrl+v", "next-dialog", "", "forward"),
    Fact("ctrl+g", "prev-dialog", "", "back"),
    Fact("|", "pipe-to", "pipe_article", "pipe_article"),
    Fact("g", "sort", "", "sort_articles"),
    Fact("G", "rev-sort", "bottom", "sort_articles"),  # which offers both directions
    Fact("up", "up", "up", "up"),
    Fact("down", "down", "down", "down"),
    Fact("pageup", "pageup", "page_up", "page_up"),
    Fact("pagedown", "pagedown", "page_down", "page_down"),
    Fact("home", "home", "top", "top"),
    Fact("end", "end", "bottom", "bottom"),
    Fact(",", "macro-prefix", "", ""),
    Fact("tab", "switch-focus", "next_pane", "next_pane"),
)
"""All keys of the documented table; operations without a default key have no row."""

HARMLESS = {
    "toggle_read": "one article, seen at once, and U takes it back",
    "toggle_star": "one article, seen at once, and U takes it back",
    "mark_group_read": "it asks above 20, and U takes it back",
    "add_feed": "a line to type in opens; esc closes it",
    "edit_tags": "a line to type in opens; esc closes it",
    "open_folder": "a line to type in opens; esc closes it",
    "export_articles": "a choice of forms opens; esc closes it",
    "redo": "it does only what was undone, and U takes it back",
    "fetch_full_article": "one request, and only for an article from a feed with a summary",
    "open_source": "as in newsboat",
    "open_all": "it asks above 5, and U takes back that they are read",
    "edit_file": "the editor opens; leaving it changes nothing",
    "pipe_article": "a line to type in opens; esc closes it",
    "quit": "as in newsboat; nothing is lost",
}
"""Commands of the default keys that change something, and why that is no harm when newsboat's key was meant."""

ONLY_SHOW = {
    "enter", "next_unread", "previous_unread", "next_article", "previous_article", "search_articles", "show_help",
    "half_page_up", "half_page_down", "step_into", "list_links", "show_outline", "search_articles_from_list", "find",
    "redraw", "show_link_hints", "page_up", "page_down", "forward", "open_palette", "down", "up", "show_changes",
    "select_text", "select_articles", "bottom", "top", "next_pane", "command_line", "",
}  # fmt: skip
"""Commands that change nothing but what is seen."""
