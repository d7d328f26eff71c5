"""What settings, keys, values and commands were called before, and what they are called now. Pure.

A name is never given a second meaning: what the user has written under the old one still works, and is named in a
warning with the new one.
"""

from collections.abc import Mapping

from reader.i18n import tr

SETTINGS: Mapping[str, str] = {
    "chinese_alike": "fold_chinese_variants",
    "code_wrap": "wrap_code",
    "confirm_above": "confirm_marking_above",
    "drafts": "list_drafts",
    "full_text": "index_words",
    "hanging": "hanging_punctuation",
    "journal": "sync_folder",
    "line_numbers": "number_code_lines",
    "once": "collapse",
    "read_after_s": "mark_read_after_s",
    "read_copies": "mark_duplicates_read",
    "read_when": "mark_read_when",
    "refresh_every": "refresh_every_min",
    "remote_pictures": "remote_images",
    "templates": "list_templates",
    "text_files": "list_text_files",
    "untagged": "group_untagged_by",
}
"""Of ``config.toml`` and, in capitals, of the variables ``NEWSREADER_…``."""

VALUES: Mapping[str, str] = {
    "ansi-dark": "terminal",
    "ansi-light": "terminal",
    "copies": "duplicates",
    "full text": "fetch full article",
}
"""Of the settings ``theme`` and ``collapse`` and of the key ``act`` of a rule."""

FEED_KEYS: Mapping[str, str] = {
    "filter": "filter_command",
    "full_text": "fetch_full_articles",
    "pictures": "download_images",
    "public": "public_only",
}
"""Of a feed in ``feeds.toml``."""

COMMANDS: Mapping[str, str] = {
    "advance": "read_on",
    "block_first": "paragraph_start",
    "block_last": "paragraph_end",
    "changes": "show_changes",
    "code_left": "scroll_code_left",
    "code_right": "scroll_code_right",
    "copies": "list_duplicates",
    "feeds": "list_feeds",
    "filter": "filter_list",
    "first": "top",
    "fold": "toggle_fold",
    "fold_all": "toggle_all_groups",
    "forget_search": "delete_search",
    "group_by": "choose_grouping",
    "group_order": "toggle_group_order",
    "half_down": "half_page_down",
    "half_up": "half_page_up",
    "help": "show_help",
    "highlight": "toggle_highlight",
    "highlight_colour": "colour_highlight",
    "highlight_comment": "comment_highlight",
    "highlights": "list_highlights",
    "into": "step_into",
    "last": "bottom",
    "later": "toggle_later",
    "line_first": "line_start",
    "line_last": "line_end",
    "link_list": "list_links",
    "links": "show_link_hints",
    "load_pictures": "load_images",
    "narrower": "narrow_sidebar",
    "next_found": "next_match",
    "note": "edit_note",
    "outline": "show_outline",
    "own_tags": "edit_tags",
    "palette": "open_palette",
    "previous_found": "previous_match",
    "problems": "list_problems",
    "refresh": "refresh_feeds",
    "related": "list_related",
    "scope": "next_scope",
    "search": "search_articles",
    "search_from_list": "search_articles_from_list",
    "select": "select_text",
    "select_copy": "copy_and_end_selection",
    "select_end": "cancel_selection",
    "sidebar": "toggle_sidebar",
    "sign_left": "char_left",
    "sign_right": "char_right",
    "star": "toggle_star",
    "statistics": "show_statistics",
    "stop_refresh": "stop_refreshing",
    "translation": "next_translation",
    "unfollow": "unfollow_feed",
    "whole_article": "fetch_full_article",
    "wider": "widen_sidebar",
    "zen": "toggle_zen_mode",
}
"""Of the screen, by their ids in ``[keys]``."""

DATA_FILES: Mapping[str, str] = {"copies": "read_versions", "searches.json": "saved_searches.json"}
"""In the folder of the program's data."""

CACHE_FILES: Mapping[str, str] = {"pictures": "images"}
"""In the folder of the program's cache."""

FEED_STATES_FILE = "asked.json"
"""What was remembered of feeds, in ``.newsreader/feeds`` of a folder."""

ENTRY_IMAGES_FOLDER = "pictures"
"""The images of a feed's entries; where it is there it stays, since articles name it."""


def renamed(old: str, new: str, *, is_used: bool = True) -> str:
    """Return the sentence about an old name; ``is_used``: the new one does not stand beside it."""
    if is_used:
        return tr("{old} is now called {new}; please rename it", old=old, new=new)
    return tr("{old} is now called {new}, which is there too; {old} is ignored", old=old, new=new)
