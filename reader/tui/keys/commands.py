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
    _motion("down", "j", "down", title="Down: the next row, or a line of the article"),
    _motion("up", "k", "up", title="Up: the row before, or a line of the article"),
    _motion("first", "g g", "home", title="To the beginning", short="beginning"),
    _motion("last", "G", "end", title="To the end"),
    _motion("page_down", "ctrl+f", "pagedown", title="A page down"),
    _motion("page_up", "ctrl+b", "pageup", title="A page up"),
    _motion("half_down", "ctrl+d", title="Half a page down"),
    _motion("half_up", "ctrl+u", title="Half a page up"),
    Command(
        "enter",
        ("enter",),
        "Enter the article; open the group, or close it",
        Topic.MOVE,
        Where.SIDEBAR,
        "read",
        hinted_in=Where.SIDEBAR,
    ),
    Command("into", ("l", "right"), "Into the article, into the group", Topic.MOVE, Where.SIDEBAR),
    Command(
        "leave",
        ("h", "left", "escape"),
        "Back to the list; in the list, close the group",
        Topic.MOVE,
        hint="back",
        hinted_in=Where.PAGE,
    ),
    Command("next_pane", ("tab",), "To the other pane", Topic.MOVE),
    Command("previous_pane", ("shift+tab",), "To the other pane, backwards", Topic.MOVE),
    Command(
        "advance",
        ("space",),
        "A page down; at the end mark read and go to the next unread",
        Topic.READ,
        hint="read on",
        repeats=True,
    ),
    Command(
        "next_unread",
        ("n",),
        "To the next unread article, across groups",
        Topic.READ,
        hint="next unread",
        repeats=True,
    ),
    Command(
        "previous_unread", ("p",), "To the unread article before, across groups", Topic.READ, repeats=True
    ),
    Command(
        "next_article", ("J", "]"), "To the next article, without leaving the page", Topic.READ, repeats=True
    ),
    Command(
        "previous_article",
        ("K", "["),
        "To the article before, without leaving the page",
        Topic.READ,
        repeats=True,
    ),
    Command("translation", ("g x",), "The article in its next language", Topic.READ, short="next language"),
    Command("related", ("g l",), "Related articles, by tags and words", Topic.READ, short="related"),
    Command("load_pictures", ("i",), "The article's pictures from the web; again ends it", Topic.READ),
    Command(
        "copies",
        ("g c",),
        "Copies of the article: the same link, or nearly the same text",
        Topic.READ,
        short="duplicates",
    ),
    Command(
        "whole_article",
        ("F",),
        "Fetch the whole article where the feed gives a summary; again stops that",
        Topic.READ,
    ),
    Command("open_source", ("o",), "Open the source in the browser; marks read", Topic.READ, hint="open"),
    Command("copy_link", ("y",), "Copy the selected text, else the source's address", Topic.READ),
    Command("copy_selection", ("ctrl+c",), "Copy the selected text", Topic.READ),
    Command(
        "copy_code",
        ("c",),
        "Copy the first code block on the screen (2c: the second)",
        Topic.READ,
        chooses=True,
    ),
    Command("copy_markdown", ("Y m",), "Copy the article as Markdown", Topic.READ, short="as Markdown"),
    Command("copy_text", ("Y t",), "Copy the article as text", Topic.READ, short="as text"),
    Command("copy_html", ("Y h",), "Copy the article as HTML", Topic.READ, short="as HTML"),
    Command(
        "find",
        ("/",),
        "Find words in the article; after another / an expression",
        Topic.READ,
        Where.PAGE,
        "find",
        hinted_in=Where.PAGE,
    ),
    Command(
        "next_found",
        ("n",),
        "To the next that was found",
        Topic.READ,
        Where.FOUND,
        "next found",
        repeats=True,
        hinted_in=Where.FOUND,
    ),
    Command("previous_found", ("N",), "To the one found before", Topic.READ, Where.FOUND, repeats=True),
    Command("search", ("ctrl+k",), "Search the text of all articles", Topic.READ),
    Command("links", ("f",), "Show a letter over each link; type it to open", Topic.READ),
    Command("link_list", ("u",), "All links of the article; 1 to 9 opens one at once", Topic.READ),
    Command(
        "back",
        ("ctrl+o", "backspace"),
        "Back to where one was reading, in this article or another",
        Topic.READ,
    ),
    Command("forward", ("ctrl+n",), "Forward again, after back", Topic.READ),
    Command("outline", ("t",), "The headings: to one of them; beside the page, twice hides them", Topic.READ),
    Command(
        "select",
        ("v",),
        "Select text by keys, from what was found or the top line",
        Topic.READ,
        Where.PAGE,
        "select",
        hinted_in=Where.PAGE,
    ),
    _selecting("sign_left", "h", "left", title="To the character before"),
    _selecting("sign_right", "l", "right", title="To the next character"),
    _selecting("next_word", "w", title="To the next word", hint="word"),
    _selecting("previous_word", "b", title="To the word before"),
    _selecting("line_first", "0", "^", title="To the beginning of the line", chooses=False),
    _selecting("line_last", "$", title="To the end of the line", chooses=False),
    _selecting("block_first", "{", title="To the beginning of the paragraph, or of the one before"),
    _selecting("block_last", "}", title="To the end of the paragraph, or of the next", hint="paragraph"),
    _selecting(
        "select_copy", "y", "enter", title="Copy what is selected, and end that", hint="copy", chooses=False
    ),
    _selecting("select_end", "v", "escape", title="End selecting", hint="end", chooses=False),
    Command("highlight", ("H",), "Highlight what is selected, or take that away", Topic.READ, Where.PAGE),
    Command(
        "highlight_colour",
        ("g k",),
        "Colour of a highlight of this article",
        Topic.READ,
        short="highlight colour",
    ),
    Command(
        "highlight_comment", ("g m",), "Comment on a highlight of this article", Topic.READ, short="comment"
    ),
    Command("highlights", ("g h",), "All highlights, and to one of them", Topic.READ, short="highlights"),
    Command("toggle_read", ("r",), "Mark read or unread", Topic.MARK, hint="read/unread"),
    Command("star", ("s",), "Star, or take the star away", Topic.MARK, hint="star"),
    Command(
        "search_from_list",
        ("/",),
        "Search the text of all articles, from the list",
        Topic.READ,
        Where.SIDEBAR,
        "search",
        hinted_in=Where.SIDEBAR,
    ),
    Command("later", ("L",), "Keep for later, or no longer", Topic.MARK),
    Command("own_tags", ("#",), "My tags, beside the author's", Topic.MARK),
    Command("note", ("g n",), "My note, above the text", Topic.MARK, short="note"),
    Command("mark_group_read", ("R",), "Mark the whole group read", Topic.MARK),
    Command(
        "mark_above_read", ("m a",), "Mark all above in the group read", Topic.MARK, short="all above read"
    ),
    Command(
        "mark_below_read", ("m b",), "Mark all below in the group read", Topic.MARK, short="all below read"
    ),
    Command("undo", ("U",), "Undo the last marking, a batch as one", Topic.MARK, hint="undo"),
    Command("redo", ("ctrl+r",), "Do again what was undone", Topic.MARK),
    Command("scope", ("a",), "Show unread, all, starred, later", Topic.VIEW, hint="scope"),
    Command(
        "group_order", ("g s",), "Order groups by most unread or by name", Topic.VIEW, short="order of groups"
    ),
    Command(
        "group_by",
        ("g b",),
        "Group by tags, authors, folders, years … or a key of the front matter",
        Topic.VIEW,
        short="group by …",
    ),
    Command(
        "go_to_group", ("g t",), "To a group, by typing a part of its name", Topic.VIEW, short="go to a group"
    ),
    Command("filter", ("&",), "List only what a query finds; empty lists everything again", Topic.VIEW),
    Command(
        "save_search",
        ("g w",),
        "Save this filter, or the last search, above the groups",
        Topic.VIEW,
        short="save search",
    ),
    Command(
        "forget_search",
        ("g W",),
        "Forget the saved search under the cursor",
        Topic.VIEW,
        short="forget search",
    ),
    Command("fold_all", ("Z",), "Close all groups, or open them", Topic.VIEW),
    Command("changes", ("D",), "What changed in the article since it was read, or the article", Topic.VIEW),
    Command("code_right", (">",), "Scroll long code lines right", Topic.VIEW, Where.PAGE, repeats=True),
    Command("code_left", ("<",), "Scroll long code lines left", Topic.VIEW, Where.PAGE, repeats=True),
    Command("fold", (".",), "Open what is folded on the screen, or close it", Topic.VIEW),
    Command("zen", ("z",), "The text alone, or everything again", Topic.VIEW),
    Command("sidebar", ("b",), "Hide or show the sidebar", Topic.VIEW),
    Command("wider", ("+", "="), "A wider sidebar", Topic.VIEW),
    Command("narrower", ("-",), "A narrower sidebar", Topic.VIEW),
    Command(
        "statistics",
        ("g i",),
        "How much was read, by day, tag and language",
        Topic.PROGRAM,
        short="statistics",
    ),
    Command("refresh", ("g r", "f5"), "Refresh feeds", Topic.PROGRAM, short="refresh feeds"),
    Command("add_feed", ("A",), "Follow a feed, by its address or that of a page", Topic.PROGRAM),
    Command(
        "feeds",
        ("g f",),
        "The feeds that are followed, how they are doing, and the articles of one",
        Topic.PROGRAM,
        short="feeds",
    ),
    Command("unfollow", ("g F",), "Unfollow a feed; its articles stay", Topic.PROGRAM, short="unfollow"),
    Command(
        "trust_feeds",
        ("g a",),
        "What feeds of the open folders want: agree, or refuse",
        Topic.PROGRAM,
        short="answer for feeds",
    ),
    Command("stop_refresh", ("g R",), "Stop refreshing feeds", Topic.PROGRAM, short="stop refreshing"),
    Command("problems", ("g p",), "Files with a problem", Topic.PROGRAM, short="problems"),
    Command("help", ("?", "f1"), "All keys; type to search, enter to run", Topic.PROGRAM),
    Command("palette", ("ctrl+p",), "Every command by name", Topic.PROGRAM),
    Command("suspend", ("ctrl+z",), "Back to the shell; fg returns", Topic.PROGRAM),
    Command("quit", ("q", "ctrl+q"), "Leave newsreader; everything is saved already", Topic.PROGRAM),
)
"""All of them, in the order of the help screen."""

BY_ID = {command.id: command for command in COMMANDS}
"""The commands by their ids."""

_OF_THE_PAGE = frozenset(
    {"links", "link_list", "outline", "fold", "copy_code", "copy_link", "copy_selection", "changes"}
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
