"""What can be done in a page of ``newsreader serve``: what reads, marks and arranges. Pure.

A list of what is allowed, so that a new command is refused until it is added here: none of these starts a program,
writes outside of the journal, follows a feed, opens another folder or writes settings.
"""

from reader.i18n import tr

_IDS = """
down up top bottom page_down page_up half_page_down half_page_up enter step_into leave next_pane previous_pane next_group
previous_group next_unread_group previous_unread_group read_on next_unread previous_unread random_unread next_article
previous_article next_translation list_related load_images list_duplicates open_source copy_link copy_selection copy_code
copy_markdown copy_text copy_html copy_quotation copy_table find next_match previous_match search_articles
show_link_hints list_links open_link peek_link back forward list_recent show_outline select_text select_articles
copy_and_end_selection cancel_selection char_left char_right next_word previous_word line_start line_end paragraph_start
paragraph_end toggle_highlight colour_highlight comment_highlight list_highlights toggle_read mark_done toggle_star
search_articles_from_list toggle_later edit_tags edit_note mark_group_read mark_above_read mark_below_read mark_all_read
undo redo next_scope show_unread show_all show_starred toggle_show_read toggle_group_order sort_articles choose_grouping
go_to_group jump filter_list clear_filter save_search delete_search choose_search add_watch_word toggle_all_groups
show_changes show_source scroll_code_right scroll_code_left toggle_fold toggle_zen_mode toggle_sidebar widen_sidebar
narrow_sidebar change_layout change_density change_theme show_statistics list_problems show_messages command_line
show_welcome show_help open_palette redraw quit
"""
_TYPED = (
    "read unread star unstar later not-later tag untag note filter search sort scope group go theme messages"
)

IN_PAGE = frozenset(_IDS.split())
"""The ids of commands."""

TYPED_IN_PAGE = frozenset(_TYPED.split())
"""Commands with an argument."""


def not_in_page(name: str) -> str:
    """Return why a command of this name is not done there, as a sentence."""
    return tr("{name}: not in the browser, only in a terminal", name=name)
