"""Everything that a key, the palette or a click on a hint can do: one row each.

Pure, and imports no screen. The table feeds the key map, the footer, the palette, the help screen, the
documentation and the tests. A command ``id`` is done by a method ``do_id`` in ``reader.tui.acts``.
"""

from enum import Flag, StrEnum, auto
from typing import NamedTuple

from reader.i18n import tr


class Where(Flag):
    """The pane that must have the focus for a command's keys to mean it."""

    SIDEBAR = auto()
    """The list of groups and articles."""
    PAGE = auto()
    """The text of an article."""
    FOUND = auto()
    """The page, while something that was looked for is marked in it: goes before what a key means otherwise."""
    SELECTING = auto()
    """The page, while text is selected by keys: goes before both."""
    ANYWHERE = SIDEBAR | PAGE
    """In either pane."""


class Topic(StrEnum):
    """What a command is about: the headings of the help screen."""

    MOVE = "Moving"
    """Motions, and from pane to pane."""
    READ = "Reading"
    """From article to article, and what is done with the text."""
    SELECT = "While text is selected by keys"
    """The caret and the selection."""
    MARK = "Marking"
    """Read, starred, later, tags, notes, and undo."""
    VIEW = "View"
    """What is listed, and what shows."""
    PROGRAM = "Program"
    """Feeds, problems, help, leaving."""


class Command(NamedTuple):
    """One thing that a user can do."""

    id: str
    """Stable: settings and documentation name it."""
    keys: tuple[str, ...]
    """Its keys unless the settings say otherwise; a sequence is separated by spaces (``g g``)."""
    title: str
    """What it does, as a sentence without a full stop."""
    topic: Topic
    """Its heading on the help screen."""
    where: Where = Where.ANYWHERE
    """Where its keys mean it."""
    hint: str = ""
    """A word or two for the footer; empty: not shown there."""
    motion: bool = False
    """The focused pane does it (``move``), once or as often as the count says."""
    repeats: bool = False
    """A count before it says how often it is done."""
    chooses: bool = False
    """A count before it says which one is meant, or how far, from 1; what does it takes the count."""
    hinted_in: Where = Where.ANYWHERE
    """Where the hint is worth its room."""
    short: str = ""
    """What it is called beside its key while a sequence waits for that; empty: by its title."""


def _motion(id_: str, *keys: str, title: str, short: str = "") -> Command:
    return Command(id_, keys, title, Topic.MOVE, motion=True, short=short)


def _selecting(id_: str, *keys: str, title: str, hint: str = "", chooses: bool = True) -> Command:
    where = Where.SELECTING
    return Command(id_, keys, title, Topic.SELECT, where, hint, chooses=chooses, hinted_in=where)


COMMANDS: tuple[Command, ...] = (
    _motion("down", "j", "down", title="Move down a row or line"),
    _motion("up", "k", "up", title="Move up a row or line"),
    _motion("top", "g g", "home", title="Go to the beginning", short="beginning"),
    _motion("bottom", "G", "end", title="Go to the end"),
    _motion("page_down", "ctrl+f", "pagedown", title="Move down a page"),
    _motion("page_up", "ctrl+b", "pageup", title="Move up a page"),
    _motion("half_page_down", "ctrl+d", title="Move down half a page"),
    _motion("half_page_up", "ctrl+u", title="Move up half a page"),
    Command(
        "enter",
        ("enter",),
        "Read the article; open or close the group",
        Topic.MOVE,
        Where.SIDEBAR,
        "read",
        hinted_in=Where.SIDEBAR,
    ),
    Command("step_into", ("l", "right"), "Enter the article or the group", Topic.MOVE, Where.SIDEBAR),
    Command(
        "leave",
        ("h", "left", "escape"),
        "Return to the list; close the group",
        Topic.MOVE,
        hint="back",
        hinted_in=Where.PAGE,
    ),
    Command("next_pane", ("tab",), "Switch to the next pane", Topic.MOVE),
    Command("previous_pane", ("shift+tab",), "Switch to the previous pane", Topic.MOVE),
    Command(
        "read_on",
        ("space",),
        "Move down a page; at the end, mark read and go on",
        Topic.READ,
        hint="read on",
        repeats=True,
    ),
    Command(
        "next_unread", ("n",), "Go to the next unread article", Topic.READ, hint="next unread", repeats=True
    ),
    Command("previous_unread", ("p",), "Go to the previous unread article", Topic.READ, repeats=True),
    Command("next_article", ("J", "]"), "Go to the next article", Topic.READ, repeats=True),
    Command("previous_article", ("K", "["), "Go to the previous article", Topic.READ, repeats=True),
    Command("next_translation", ("g x",), "Show the next translation", Topic.READ, short="next language"),
    Command("list_related", ("g l",), "List related articles", Topic.READ, short="related"),
    Command("load_images", ("i",), "Fetch images from the web; again stops it", Topic.READ),
    Command("list_duplicates", ("g c",), "List duplicates of the article", Topic.READ, short="duplicates"),
    Command("fetch_full_article", ("F",), "Fetch the full article; again stops it", Topic.READ),
    Command("open_source", ("o",), "Open the source in the browser", Topic.READ, hint="open"),
    Command("play_media", ("P",), "Play the audio or video", Topic.READ),
    Command(
        "download_media", ("g d",), "Download audio and video; again stops it", Topic.READ, short="download"
    ),
    Command("copy_link", ("y",), "Copy the selection or the address", Topic.READ),
    Command("copy_selection", ("ctrl+c",), "Copy the selection", Topic.READ),
    Command("copy_code", ("c",), "Copy a code block (2c: the second)", Topic.READ, chooses=True),
    Command("copy_markdown", ("Y m",), "Copy the article as Markdown", Topic.READ, short="as Markdown"),
    Command("copy_text", ("Y t",), "Copy the article as text", Topic.READ, short="as text"),
    Command("copy_html", ("Y h",), "Copy the article as HTML", Topic.READ, short="as HTML"),
    Command("copy_quotation", ("Y q",), "Copy a quotation with its source", Topic.READ, short="a quotation"),
    Command(
        "copy_table",
        ("Y v",),
        "Copy a table as TSV, CSV or Markdown",
        Topic.READ,
        short="a table",
        chooses=True,
    ),
    Command(
        "find",
        ("/",),
        "Find in the article; a / first: a regex",
        Topic.READ,
        Where.PAGE,
        "find",
        hinted_in=Where.PAGE,
    ),
    Command(
        "next_match",
        ("n",),
        "Go to the next match",
        Topic.READ,
        Where.FOUND,
        "next match",
        repeats=True,
        hinted_in=Where.FOUND,
    ),
    Command("previous_match", ("N",), "Go to the previous match", Topic.READ, Where.FOUND, repeats=True),
    Command("search_articles", ("ctrl+k",), "Search all articles", Topic.READ),
    Command("show_link_hints", ("f",), "Show link hints; typing one opens the link", Topic.READ),
    Command("list_links", ("u",), "List all links; 1 to 9 open one", Topic.READ),
    Command("peek_link", ("x",), "Peek at a link, footnote or abbreviation", Topic.READ),
    Command("back", ("ctrl+o", "backspace"), "Go back", Topic.READ),
    Command("forward", ("ctrl+n",), "Go forward again", Topic.READ),
    Command("show_outline", ("t",), "Show the outline", Topic.READ),
    Command(
        "select_text", ("v",), "Select text with keys", Topic.READ, Where.PAGE, "select", hinted_in=Where.PAGE
    ),
    _selecting("char_left", "h", "left", title="Move to the previous character"),
    _selecting("char_right", "l", "right", title="Move to the next character"),
    _selecting("next_word", "w", title="Move to the next word", hint="word"),
    _selecting("previous_word", "b", title="Move to the previous word"),
    _selecting("line_start", "0", "^", title="Move to the start of the line", chooses=False),
    _selecting("line_end", "$", title="Move to the end of the line", chooses=False),
    _selecting("paragraph_start", "{", title="Move to the start of the paragraph"),
    _selecting("paragraph_end", "}", title="Move to the end of the paragraph", hint="paragraph"),
    _selecting(
        "copy_and_end_selection",
        "y",
        "enter",
        title="Copy the selection and end it",
        hint="copy",
        chooses=False,
    ),
    _selecting("cancel_selection", "v", "escape", title="Cancel the selection", hint="end", chooses=False),
    Command("toggle_highlight", ("H",), "Highlight the selection, or remove that", Topic.READ, Where.PAGE),
    Command("colour_highlight", ("g k",), "Colour a highlight", Topic.READ, short="highlight colour"),
    Command("comment_highlight", ("g m",), "Comment on a highlight", Topic.READ, short="comment"),
    Command("list_highlights", ("g h",), "List all highlights", Topic.READ, short="highlights"),
    Command("toggle_read", ("r",), "Mark read or unread", Topic.MARK, hint="read/unread"),
    Command("toggle_star", ("s",), "Star or unstar", Topic.MARK, hint="star"),
    Command(
        "search_articles_from_list",
        ("/",),
        "Search all articles, from the list",
        Topic.READ,
        Where.SIDEBAR,
        "search",
        hinted_in=Where.SIDEBAR,
    ),
    Command("toggle_later", ("L",), "Keep for later, or no longer", Topic.MARK),
    Command("edit_tags", ("#",), "Edit my tags", Topic.MARK),
    Command("edit_note", ("g n",), "Edit my note", Topic.MARK, short="note"),
    Command("mark_group_read", ("R",), "Mark the group read", Topic.MARK),
    Command(
        "mark_above_read", ("m a",), "Mark all above read, in the group", Topic.MARK, short="all above read"
    ),
    Command(
        "mark_below_read", ("m b",), "Mark all below read, in the group", Topic.MARK, short="all below read"
    ),
    Command("undo", ("U",), "Undo the last change", Topic.MARK, hint="undo"),
    Command("redo", ("ctrl+r",), "Redo the last undone change", Topic.MARK),
    Command("next_scope", ("a",), "Show unread, all, starred or later", Topic.VIEW, hint="scope"),
    Command(
        "toggle_group_order",
        ("g s",),
        "Sort groups by unread, name or rarity",
        Topic.VIEW,
        short="sort groups",
    ),
    Command(
        "choose_grouping", ("g b",), "Group by tag, author, folder, year …", Topic.VIEW, short="group by …"
    ),
    Command("go_to_group", ("g t",), "Go to a group by its name", Topic.VIEW, short="go to a group"),
    Command("filter_list", ("&",), "Filter the list with a query", Topic.VIEW),
    Command("save_search", ("g w",), "Save the filter or the last search", Topic.VIEW, short="save search"),
    Command("delete_search", ("g W",), "Delete the saved search", Topic.VIEW, short="delete search"),
    Command("toggle_all_groups", ("Z",), "Open or close all groups", Topic.VIEW),
    Command("show_changes", ("D",), "Show changes since it was read", Topic.VIEW),
    Command(
        "scroll_code_right", (">",), "Scroll long code lines right", Topic.VIEW, Where.PAGE, repeats=True
    ),
    Command("scroll_code_left", ("<",), "Scroll long code lines left", Topic.VIEW, Where.PAGE, repeats=True),
    Command("toggle_fold", (".",), "Open or close folded text", Topic.VIEW),
    Command("toggle_zen_mode", ("z",), "Show the text alone, or everything", Topic.VIEW),
    Command("toggle_sidebar", ("b",), "Show or hide the sidebar", Topic.VIEW),
    Command("widen_sidebar", ("+", "="), "Widen the sidebar", Topic.VIEW),
    Command("narrow_sidebar", ("-",), "Narrow the sidebar", Topic.VIEW),
    Command("show_statistics", ("g i",), "Show reading statistics", Topic.PROGRAM, short="statistics"),
    Command("refresh_feeds", ("g r", "f5"), "Refresh feeds", Topic.PROGRAM, short="refresh feeds"),
    Command("add_feed", ("A",), "Follow a feed", Topic.PROGRAM),
    Command("list_feeds", ("g f",), "List feeds and their state", Topic.PROGRAM, short="feeds"),
    Command("unfollow_feed", ("g F",), "Unfollow a feed; its articles stay", Topic.PROGRAM, short="unfollow"),
    Command("trust_feeds", ("g a",), "Decide what feeds may do", Topic.PROGRAM, short="decide on feeds"),
    Command("stop_refreshing", ("g R",), "Stop refreshing feeds", Topic.PROGRAM, short="stop refreshing"),
    Command("list_problems", ("g p",), "List files with problems", Topic.PROGRAM, short="problems"),
    Command("show_help", ("?", "f1"), "Show all keys; type to search", Topic.PROGRAM, short="help"),
    Command("open_palette", ("ctrl+p",), "Search all commands", Topic.PROGRAM),
    Command("suspend", ("ctrl+z",), "Suspend to the shell; fg returns", Topic.PROGRAM),
    Command("quit", ("q", "ctrl+q"), "Quit newsreader", Topic.PROGRAM),
)
"""All of them, in the order of the help screen."""

BY_ID = {command.id: command for command in COMMANDS}
"""The commands by their ids."""

_OF_THE_PAGE = frozenset(
    {
        "show_link_hints",
        "list_links",
        "peek_link",
        "show_outline",
        "toggle_fold",
        "copy_code",
        "copy_quotation",
        "copy_table",
        "copy_link",
        "copy_selection",
        "show_changes",
    }
)
"""Commands that may be given in the list, and yet mean what stands on the page."""


def acts_on_page(command: Command) -> bool:
    """Return whether a command does something with what the page shows."""
    return command.id in _OF_THE_PAGE or (bool(command.where) and command.where in Where.PAGE | Where.FOUND)


def title_of(command: Command) -> str:
    """Return what the command does, in the user's language."""
    return tr(command.title)


def short_title_of(command: Command) -> str:
    """Return what the command is called where a sentence has no room, in the user's language."""
    return tr(command.short or command.title)


def names_of(command: Command) -> tuple[str, ...]:
    """Return what it is found by beside its title: its name in config.toml, and what it is called where room is short."""
    named = (tr(name) for name in (command.short, command.hint) if name)
    return (command.id, command.id.replace("_", " "), *named)
