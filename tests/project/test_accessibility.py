"""docs/accessibility.md names everything that the screen can do, with a command line or among what is on the screen alone."""

import re
from pathlib import Path

from reader.settings import ROWS
from reader.tui.keys.command import Topic, Where
from reader.tui.keys.commands import COMMANDS

OF_THE_SCREEN = frozenset(
    {
        # from article to article, and back
        "random_unread", "read_on", "next_article", "previous_article", "previous_unread", "next_translation", "back",
        "forward", "list_recent", "next_match", "previous_match", "show_link_hints", "peek_link", "jump", "choose_search",
        # what other programs do with what is printed
        "open_source", "play_media", "load_images", "copy_link", "copy_selection", "copy_code", "copy_text",
        "copy_quotation", "copy_table", "edit_feeds", "stop_refreshing", "open_in_pager", "stop_programs",
        # how the screen is arranged, and the screen itself
        "select_text", "select_articles", "toggle_all_groups", "scroll_code_right", "scroll_code_left", "toggle_fold",
        "toggle_zen_mode", "toggle_sidebar", "widen_sidebar", "narrow_sidebar", "change_layout", "change_density",
        "show_messages", "show_welcome", "command_line", "open_palette", "redraw", "suspend", "quit",
    }
)  # fmt: skip
"""Commands that mean something on a screen only, and need no row."""


def test_every_command_of_the_screen_has_a_command_line_or_is_one_of_the_screen_alone(root: Path) -> None:
    text = (root / "docs" / "accessibility.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+)`", text))
    wanted = {
        each.id
        for each in COMMANDS
        if each.topic is not Topic.MOVE and each.where is not Where.SELECTING and not each.motion
    }
    assert not wanted - named - OF_THE_SCREEN, "name its command line in docs/accessibility.md"
    assert not OF_THE_SCREEN & named
    assert wanted >= OF_THE_SCREEN
    known = {each.id for each in COMMANDS} | set(ROWS)
    in_table = "".join(line for line in text.splitlines() if line.startswith("| `"))
    ids = {word for row in in_table.split("|")[1::3] for word in re.findall(r"`([a-z_]+)`", row)}
    assert not ids - known
