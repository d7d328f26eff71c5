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
    MACROS = "Macros"
    """What the user has put together."""


class Command(NamedTuple):
    """One thing that a user can do."""

    id: str
    """Stable: settings and documentation name it."""
    keys: tuple[str, ...]
    """Its keys unless the settings say otherwise; a sequence is separated by spaces (``g g``)."""
    title: str
    """Its name, of two to four words: in the palette, the help, the footer, beside its key, in the documentation."""
    topic: Topic
    """Its heading on the help screen."""
    about: str
    """What it does, beyond its title, as a sentence without a full stop."""
    words: str = ""
    """Words by which it is found too."""
    where: Where = Where.ANYWHERE
    """Where its keys mean it."""
    hinted_in: Where = Where(0)
    """Where the footer names it."""
    motion: bool = False
    """The focused pane does it (``move``), once or as often as the count says."""
    repeats: bool = False
    """A count before it says how often it is done."""
    chooses: bool = False
    """A count before it says which one is meant, or how far, from 1; what does it takes the count."""
    lines: tuple[str, ...] = ()
    """What a macro does, one after another, as it is typed after a colon."""


COMMANDS: tuple[Command, ...] = (
    Command("down", ("j", "down"), "Move down", Topic.MOVE, motion=True,
            about="A row in the list, a line in the page", words="next below"),
    Command("up", ("k", "up"), "Move up", Topic.MOVE, motion=True,
            about="A row in the list, a line in the page", words="previous above"),
    Command("top", ("g g", "home"), "Go to top", Topic.MOVE, motion=True,
            about="The beginning of the list or of the page", words="first start home beginning"),
    Command("bottom", ("G", "end"), "Go to bottom", Topic.MOVE, motion=True,
            about="The end of the list or of the page", words="last end"),
    Command("page_down", ("ctrl+f", "pagedown"), "Page down", Topic.MOVE, motion=True,
            about="Move down as far as the window shows", words="scroll"),
    Command("page_up", ("ctrl+b", "pageup"), "Page up", Topic.MOVE, motion=True,
            about="Move up as far as the window shows", words="scroll"),
    Command("half_page_down", ("ctrl+d",), "Half page down", Topic.MOVE, motion=True,
            about="Move down half of what the window shows", words="scroll"),
    Command("half_page_up", ("ctrl+u",), "Half page up", Topic.MOVE, motion=True,
            about="Move up half of what the window shows", words="scroll"),
    Command("enter", ("enter",), "Read article", Topic.MOVE, where=Where.SIDEBAR, hinted_in=Where.SIDEBAR,
            about="In the list; on a group: open or close it", words="open fold expand collapse"),
    Command("step_into", ("l", "right"), "Step into", Topic.MOVE, where=Where.SIDEBAR,
            about="Enter the article, or open the group", words="right open"),
    Command("leave", ("h", "left", "escape"), "Go to list", Topic.MOVE, hinted_in=Where.PAGE,
            about="Return from the article; in the list, close the group", words="back return escape sidebar"),
    Command("next_pane", ("tab",), "Next pane", Topic.MOVE,
            about="Switch between list, page and outline", words="window focus switch"),
    Command("previous_pane", ("shift+tab",), "Previous pane", Topic.MOVE,
            about="Switch between list, page and outline, backwards", words="window focus switch"),
    Command("next_group", (")",), "Next group", Topic.MOVE, repeats=True,
            about="Go to the heading of the next group", words="tag feed folder"),
    Command("previous_group", ("(",), "Previous group", Topic.MOVE, repeats=True,
            about="Go to the heading of the group before", words="tag feed folder"),
    Command("next_unread_group", ("}",), "Next unread group", Topic.MOVE, repeats=True,
            about="Go to the next group with unread articles", words="tag feed folder"),
    Command("previous_unread_group", ("{",), "Previous unread group", Topic.MOVE, repeats=True,
            about="Go to the previous group with unread articles", words="tag feed folder"),
    Command("read_on", ("space",), "Read on", Topic.READ, hinted_in=Where.ANYWHERE, repeats=True,
            about="A page down; at the end, mark read and go to the next unread article", words="space continue advance"),
    Command("next_unread", ("n",), "Next unread", Topic.READ, hinted_in=Where.ANYWHERE, repeats=True,
            about="Go to the next unread article", words="new"),
    Command("previous_unread", ("p",), "Previous unread", Topic.READ, repeats=True,
            about="Go to the previous unread article", words="new"),
    Command("random_unread", (), "Random unread article", Topic.READ,
            about="Go to any unread article", words="surprise shuffle lucky"),
    Command("next_article", ("J", "]"), "Next article", Topic.READ, repeats=True,
            about="Go to the next article, read or unread", words="following"),
    Command("previous_article", ("K", "["), "Previous article", Topic.READ, repeats=True,
            about="Go to the previous article, read or unread", words="before"),
    Command("next_translation", ("g x",), "Next translation", Topic.READ,
            about="Show the article in another of its languages", words="language"),
    Command("list_related", ("g l",), "Related articles", Topic.READ,
            about="Articles of the library about the same", words="similar like topic more"),
    Command("load_images", ("i",), "Load images", Topic.READ,
            about="Fetch the article's images from the web; again stops it", words="photo download"),
    Command("list_duplicates", ("g c",), "Duplicate articles", Topic.READ,
            about="Other files with the same text", words="copies same"),
    Command("fetch_full_article", ("F",), "Fetch full article", Topic.READ,
            about="Fetch the page behind an entry that has only a summary; again stops it", words="whole text extract"),
    Command("open_source", ("o",), "Open in browser", Topic.READ, hinted_in=Where.ANYWHERE,
            about="Open the article's source link, and mark it read", words="url web original website"),
    Command("open_all", ("O",), "Open all unread", Topic.READ,
            about="The unread articles of the group, or those that are selected; asks above 5", words="browser several batch"),
    Command("edit_file", ("e",), "Edit file", Topic.READ,
            about="Open the article's file in your editor", words="vim emacs nano change write"),
    Command("open_in_pager", (), "Open in pager", Topic.READ,
            about="Show the article's text in $PAGER", words="less more"),
    Command("pipe_article", ("|",), "Pipe to program", Topic.READ,
            about="Give the article, the selected ones or the group to a program, and take what it writes", words="command shell summarise translate classify ai"),
    Command("pipe_again", (), "Pipe again", Topic.READ,
            about="Run the last program again, also on texts that it knows", words="command repeat"),
    Command("stop_programs", ("g |",), "Stop programs", Topic.READ,
            about="End the programs that articles are given to", words="cancel abort kill"),
    Command("share_article", ("S",), "Share article", Topic.READ,
            about="By mail, the clipboard or the programs of config.toml", words="send mail wallabag vault bookmark post"),
    Command("play_media", ("P",), "Play media", Topic.READ,
            about="Play the article's audio or video in the player", words="podcast episode listen watch mpv"),
    Command("download_media", ("g d",), "Download media", Topic.READ,
            about="Save the article's audio and video beside it; again stops it", words="podcast episode enclosure save"),
    Command("copy_link", ("y",), "Copy link", Topic.READ,
            about="Copy the selected text, or the article's address", words="url yank clipboard"),
    Command("copy_selection", ("ctrl+c",), "Copy selection", Topic.READ,
            about="Copy the selected text", words="yank clipboard"),
    Command("copy_code", ("c",), "Copy code block", Topic.READ, chooses=True,
            about="The first that is on the screen; 2c copies the second", words="yank clipboard snippet"),
    Command("copy_markdown", ("Y m",), "Copy as Markdown", Topic.READ,
            about="Copy the article with its title and source", words="yank clipboard"),
    Command("copy_text", ("Y t",), "Copy as text", Topic.READ,
            about="Copy the article as it is read", words="plain yank clipboard"),
    Command("copy_html", ("Y h",), "Copy as HTML", Topic.READ,
            about="Copy the article for a mail or a document", words="yank clipboard rich"),
    Command("copy_quotation", ("Y q",), "Copy quotation", Topic.READ,
            about="The selected text or the paragraph being read, with its source", words="quote cite yank clipboard"),
    Command("copy_table", ("Y v",), "Copy table", Topic.READ, chooses=True,
            about="As TSV, CSV or Markdown; a number before it: which one", words="spreadsheet yank clipboard"),
    Command("find", ("/",), "Find in article", Topic.READ, where=Where.PAGE, hinted_in=Where.PAGE,
            about="Mark every match in the page; a / first: a regex", words="search match regex"),
    Command("next_match", ("n",), "Next match", Topic.READ, where=Where.FOUND, hinted_in=Where.FOUND, repeats=True,
            about="Go to the next match in the page", words="find search"),
    Command("previous_match", ("N",), "Previous match", Topic.READ, where=Where.FOUND, repeats=True,
            about="Go to the previous match in the page", words="find search"),
    Command("search_articles", ("ctrl+k",), "Search articles", Topic.READ,
            about="Find words in the text of all articles, as you type", words="find full-text query"),
    Command("show_link_hints", ("f",), "Link hints", Topic.READ,
            about="Put letters on the links on the screen; typing one opens its link", words="follow url open hint"),
    Command("list_links", ("u",), "List links", Topic.READ,
            about="All links of the article; 1 to 9 open one", words="urls references"),
    Command("open_link", (), "Open numbered link", Topic.READ, chooses=True,
            about="Open a link of the article by its number in the list of links", words="url follow"),
    Command("peek_link", ("x",), "Peek at link", Topic.READ,
            about="Show the footnote, meaning or article that a link leads to, in place", words="preview hover footnote abbreviation"),
    Command("back", ("ctrl+o", "backspace"), "Go back", Topic.READ,
            about="To the article and place before", words="history previous jump"),
    Command("forward", ("ctrl+n",), "Go forward", Topic.READ,
            about="To the article and place from which you went back", words="history next jump"),
    Command("list_recent", ("g O",), "Recent articles", Topic.READ,
            about="The articles that you opened last", words="history opened visited dialogs"),
    Command("show_outline", ("t",), "Show outline", Topic.READ,
            about="The headings of the article", words="contents toc headings chapters"),
    Command("select_text", ("v",), "Select text", Topic.READ, where=Where.PAGE, hinted_in=Where.PAGE,
            about="Select words of the page with keys", words="visual caret mark copy"),
    Command("select_articles", ("v",), "Select articles", Topic.MARK, where=Where.SIDEBAR,
            about="From the cursor on: r, s, L, d, # and o mean all of them; again ends it", words="visual several range many"),
    Command("copy_and_end_selection", ("y", "enter"), "Copy and finish", Topic.SELECT, where=Where.SELECTING, hinted_in=Where.SELECTING,
            about="Copy the selected text and end the selection", words="yank clipboard"),
    Command("cancel_selection", ("v", "escape"), "Cancel selection", Topic.SELECT, where=Where.SELECTING, hinted_in=Where.SELECTING,
            about="End the selection and copy nothing", words="stop escape"),
    Command("char_left", ("h", "left"), "Character left", Topic.SELECT, where=Where.SELECTING, chooses=True,
            about="Move the caret to the previous character", words="previous"),
    Command("char_right", ("l", "right"), "Character right", Topic.SELECT, where=Where.SELECTING, chooses=True,
            about="Move the caret to the next character", words="next"),
    Command("next_word", ("w",), "Next word", Topic.SELECT, where=Where.SELECTING, hinted_in=Where.SELECTING, chooses=True,
            about="Move the caret to the next word", words="forward"),
    Command("previous_word", ("b",), "Previous word", Topic.SELECT, where=Where.SELECTING, chooses=True,
            about="Move the caret to the previous word", words="back"),
    Command("line_start", ("0", "^"), "Start of line", Topic.SELECT, where=Where.SELECTING,
            about="Move the caret to the start of the line", words="beginning home"),
    Command("line_end", ("$",), "End of line", Topic.SELECT, where=Where.SELECTING,
            about="Move the caret to the end of the line"),
    Command("paragraph_start", ("{",), "Paragraph up", Topic.SELECT, where=Where.SELECTING, chooses=True,
            about="Move the caret to the start of the paragraph", words="beginning"),
    Command("paragraph_end", ("}",), "Paragraph down", Topic.SELECT, where=Where.SELECTING, hinted_in=Where.SELECTING, chooses=True,
            about="Move the caret to the end of the paragraph", words="end"),
    Command("toggle_highlight", ("H",), "Toggle highlight", Topic.READ, where=Where.PAGE,
            about="Highlight the selected text, or remove the highlight at the caret", words="mark underline annotate"),
    Command("colour_highlight", ("g k",), "Colour highlight", Topic.READ,
            about="Give a highlight another colour", words="color"),
    Command("comment_highlight", ("g m",), "Comment on highlight", Topic.READ,
            about="Write a comment on a highlight", words="note annotate"),
    Command("list_highlights", ("g h",), "List highlights", Topic.READ,
            about="All highlights of the library", words="annotations quotes"),
    Command("toggle_read", ("r",), "Toggle read", Topic.MARK, hinted_in=Where.ANYWHERE,
            about="Mark the article read or unread", words="mark unread seen"),
    Command("mark_done", ("d",), "Mark done", Topic.MARK,
            about="Mark the article read, and go on to the next unread one", words="triage finish next"),
    Command("toggle_star", ("s",), "Toggle star", Topic.MARK, hinted_in=Where.ANYWHERE,
            about="Star the article, or remove the star", words="favourite favorite bookmark unstar"),
    Command("search_articles_from_list", ("/",), "Search from list", Topic.READ, where=Where.SIDEBAR, hinted_in=Where.SIDEBAR,
            about="Find words in the text of all articles, as you type", words="find full-text query"),
    Command("toggle_later", ("L",), "Toggle later", Topic.MARK,
            about="Keep the article for later, or no longer", words="read-later save queue"),
    Command("edit_tags", ("#",), "Edit tags", Topic.MARK,
            about="Add tags of yours to the article, or remove them", words="my own label category"),
    Command("edit_note", ("g n",), "Edit note", Topic.MARK,
            about="Write a note on the article", words="my comment annotate"),
    Command("delete_articles", ("X",), "Delete articles", Topic.MARK,
            about="Move the files of articles from feeds to the trash; undo brings them back", words="remove trash file"),
    Command("mark_group_read", ("R",), "Mark group read", Topic.MARK,
            about="All articles of the group", words="all catch-up"),
    Command("mark_above_read", ("m a",), "Mark above read", Topic.MARK,
            about="All articles above the cursor in the group", words="all before"),
    Command("mark_below_read", ("m b",), "Mark below read", Topic.MARK,
            about="All articles below the cursor in the group", words="all after"),
    Command("mark_all_read", ("m A",), "Mark all read", Topic.MARK,
            about="All articles that are listed, of every group", words="catch-up everything"),
    Command("undo", ("U",), "Undo change", Topic.MARK, hinted_in=Where.ANYWHERE,
            about="Take back the last change, even of a session before", words="revert"),
    Command("redo", ("ctrl+r",), "Redo change", Topic.MARK,
            about="Do again what was undone", words="repeat"),
    Command("next_scope", ("a",), "Change scope", Topic.VIEW, hinted_in=Where.ANYWHERE,
            about="List unread, all, starred or later articles", words="view show filter"),
    Command("show_unread", ("g u",), "Show unread", Topic.VIEW,
            about="List unread articles", words="scope view new"),
    Command("show_all", ("g a",), "Show all", Topic.VIEW,
            about="List all articles", words="scope view read"),
    Command("show_starred", ("g S",), "Show starred", Topic.VIEW,
            about="List starred articles", words="scope view favourites favorites"),
    Command("toggle_show_read", (), "Show or hide read", Topic.VIEW,
            about="List unread articles only, or all", words="toggle scope unread"),
    Command("toggle_group_order", ("g s",), "Sort groups", Topic.VIEW,
            about="By unread, by name, or the rarest first", words="order"),
    Command("sort_articles", ("g o",), "Sort articles", Topic.VIEW,
            about="Those of the group: by date, arrival, title, length, source, unread first", words="order newest oldest pinyin longest"),
    Command("choose_grouping", ("g b",), "Group articles by", Topic.VIEW,
            about="Tag, author, source, folder, year and more", words="grouping category language"),
    Command("go_to_group", ("g t",), "Go to group", Topic.VIEW,
            about="Choose a group by its name", words="tag jump"),
    Command("jump", ("g j",), "Jump by letters", Topic.VIEW,
            about="To the title that begins so; Chinese ones by the first letters of their Pinyin", words="title pinyin type-ahead"),
    Command("filter_list", ("&",), "Filter list", Topic.VIEW,
            about="Keep the list to what a query finds", words="query narrow"),
    Command("clear_filter", ("g &",), "Clear filter", Topic.VIEW,
            about="List everything again", words="remove query widen"),
    Command("save_search", ("g w",), "Save search", Topic.VIEW,
            about="Keep the filter or the last search above the groups", words="query store"),
    Command("delete_search", ("g W",), "Delete saved search", Topic.VIEW,
            about="Remove a saved search from the list", words="query"),
    Command("choose_search", ("g /",), "Saved searches", Topic.VIEW,
            about="Choose a saved search and open it", words="query filter today"),
    Command("add_watch_word", ("g *",), "Watch for word", Topic.VIEW,
            about="Mark a word wherever it stands, with a group of the articles that have it", words="highlight keyword notify alert"),
    Command("toggle_all_groups", ("Z",), "Fold all groups", Topic.VIEW,
            about="Close all groups, or open them", words="expand collapse open"),
    Command("show_changes", ("D",), "Show changes", Topic.VIEW,
            about="What changed in the article since you read it", words="diff versions edited history"),
    Command("show_source", (), "Show source text", Topic.VIEW,
            about="The article's file as it is, header and all", words="raw markdown front-matter"),
    Command("scroll_code_right", (">",), "Scroll code right", Topic.VIEW, where=Where.PAGE, repeats=True,
            about="Move long lines of code blocks to the left", words="wide"),
    Command("scroll_code_left", ("<",), "Scroll code left", Topic.VIEW, where=Where.PAGE, repeats=True,
            about="Move long lines of code blocks back", words="wide"),
    Command("toggle_fold", (".",), "Toggle fold", Topic.VIEW,
            about="Open or close folded text", words="details expand collapse"),
    Command("toggle_zen_mode", ("z",), "Zen mode", Topic.VIEW,
            about="Show the text alone, or everything", words="focus fullscreen distraction-free"),
    Command("toggle_sidebar", ("b",), "Toggle sidebar", Topic.VIEW,
            about="Show or hide the list", words="pane list"),
    Command("widen_sidebar", ("+", "="), "Widen sidebar", Topic.VIEW,
            about="Give the list more columns", words="larger pane list"),
    Command("narrow_sidebar", ("-",), "Narrow sidebar", Topic.VIEW,
            about="Give the list fewer columns", words="smaller pane list"),
    Command("change_layout", ("g v",), "Change layout", Topic.VIEW,
            about="Two panes, three columns, or the list above the page", words="columns view panes split"),
    Command("change_density", ("g z",), "Change density", Topic.VIEW,
            about="One, two or three rows for an article in the list", words="rows compact summary size"),
    Command("change_theme", ("T",), "Change theme", Topic.VIEW,
            about="For this session; the setting theme is for all", words="colours colors light dark look"),
    Command("show_statistics", ("g i",), "Reading statistics", Topic.PROGRAM,
            about="How much was read, by day and by source", words="numbers time"),
    Command("refresh_feeds", ("g r", "f5"), "Refresh feeds", Topic.PROGRAM,
            about="Fetch new articles", words="reload update download sync"),
    Command("refresh_feed", (), "Refresh this feed", Topic.PROGRAM,
            about="Fetch new articles of the feed that the article is from", words="reload update source"),
    Command("add_feed", ("A",), "Follow feed", Topic.PROGRAM,
            about="Follow a feed by the address of its page", words="add subscribe subscription rss atom url"),
    Command("open_folder", ("M",), "Open folder", Topic.PROGRAM,
            about="Another folder of articles, or one file, in the place of what is open", words="library directory vault file path"),
    Command("import_feeds", ("I",), "Import feeds", Topic.PROGRAM,
            about="From newsboat or an OPML file of another reader", words="opml newsboat subscriptions migrate move"),
    Command("list_feeds", ("g f",), "List feeds", Topic.PROGRAM,
            about="All feeds and their state", words="subscriptions sources errors"),
    Command("edit_feeds", (), "Edit feed list", Topic.PROGRAM,
            about="Open feeds.toml in your editor", words="subscriptions urls vim"),
    Command("unfollow_feed", ("g F",), "Unfollow feed", Topic.PROGRAM,
            about="Fetch a feed no longer; its articles stay", words="remove delete unsubscribe"),
    Command("trust_feeds", ("g A",), "Trust feeds", Topic.PROGRAM,
            about="Decide what the feeds of a folder may do", words="consent allow permission programs"),
    Command("stop_refreshing", ("g R",), "Stop refreshing", Topic.PROGRAM,
            about="End the refresh that is under way", words="cancel abort"),
    Command("list_problems", ("g p",), "List problems", Topic.PROGRAM,
            about="Files that could not be read in full, and why", words="errors warnings broken"),
    Command("use_newsboat_keys", ("g Y",), "Use newsboat keys", Topic.PROGRAM,
            about="From now on, as far as there is the same here", words="preset bindings migrate"),
    Command("keep_these_keys", ("g N",), "Use default keys", Topic.PROGRAM,
            about="Have the usual keys again, and be asked no more", words="preset bindings reset newsboat"),
    Command("show_messages", (), "Show messages", Topic.PROGRAM,
            about="What was said in this session", words="log history toasts errors"),
    Command("command_line", (":",), "Type a command", Topic.PROGRAM,
            about="A command with what it needs, such as tag ai or read date:<30d", words="colon cmdline ex set"),
    Command("show_welcome", (), "Show welcome", Topic.PROGRAM,
            about="How to begin: a folder, a feed, an import", words="start first tour intro"),
    Command("show_help", ("?", "f1"), "Show help", Topic.PROGRAM,
            about="All keys; type to search", words="shortcuts bindings commands"),
    Command("open_palette", ("ctrl+p",), "Command palette", Topic.PROGRAM, hinted_in=Where.ANYWHERE,
            about="Everything by its name", words="search commands menu"),
    Command("redraw", ("ctrl+l",), "Redraw screen", Topic.PROGRAM,
            about="Write the whole screen again", words="refresh repaint clear garbage"),
    Command("suspend", ("ctrl+z",), "Suspend to shell", Topic.PROGRAM,
            about="fg returns", words="stop background job"),
    Command("quit", ("q", "ctrl+q"), "Quit newsreader", Topic.PROGRAM,
            about="Everything is saved already", words="exit close leave"),
)  # fmt: skip
"""All of them, in the order of the help screen."""

MACRO = "macro"
"""The name of what does the lines of a macro, as often as its count says."""

BY_ID = {command.id: command for command in COMMANDS}
"""The commands by their ids."""

_OF_THE_PAGE = frozenset(
    {
        "show_link_hints",
        "list_links",
        "show_outline",
        "toggle_fold",
        "peek_link",
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
    """Return the command's name, in the user's language."""
    return tr(command.title)


def about(command: Command) -> str:
    """Return what the command does, in the user's language."""
    return tr(command.about)


def names_of(command: Command) -> tuple[str, ...]:
    """Return what it is found by beside its title: its name in config.toml, words for it, what it does."""
    words = tr(command.words).split() if command.words else []
    return (command.id, command.id.replace("_", " "), *words, tr(command.about))
