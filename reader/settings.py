"""The settings: one row each, with its default, what it accepts and what it does.

Precedence: flags, ``NEWSREADER_*`` variables, ``config.toml``, defaults; ``setting_loading`` reads them. A wrong entry is
named in a warning and leaves the default: no setting can keep the program from starting.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from reader import setting_checks as checks
from reader.i18n import AUTO, languages, listed, meant_by, tr
from reader.nearest import nearest
from reader.setting_programs import OpenRow, PipeRow, ShareRow, open_table, pipe_table, share_table
from reader.setting_tables import (
    Host,
    Rule,
    Watch,
    hosts_table,
    keys_table,
    macros_table,
    queries_table,
    refuse_old_value,
    rules_table,
)
from reader.setting_watch import watch_table
from reader.toml.mistakes import WrongError

SCOPES = ("unread", "all", "starred", "later")
"""What the list can show, by the names that people write: those of ``reader.library.Scope``."""

UNTAGGED = ("auto", "category", "feed", "folder", "one")
"""In which groups articles without tags stand; ``reader.library.index.grouping`` says how each is made."""

LAYOUTS = ("two", "three", "top")
"""How list and page can stand."""

TOP_GROUPS = ("all", "unread", "new", "today", "starred", "later")
"""What can stand above the groups; ``reader.actions.finding.saved_searches`` says what each finds."""

ARTICLE_ORDERS = ("-date", "date", "-arrived", "title", "words", "-words", "source", "unread")
"""The orders of articles that a menu offers; ``reader.library.query.orders`` says what each is."""

THEMES = (
    "auto", "paper-dark", "paper-light", "terminal", "atom-one-dark", "atom-one-light", "catppuccin-frappe",
    "catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord",
    "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark", "solarized-light", "textual-dark",
    "textual-light", "tokyo-night",
)  # fmt: skip
"""Our themes (``styles/themes``) and Textual's, which the command line does not load."""

KEY_PRESETS = ("default", "newsboat", "vim", "emacs", "arrows")
"""Sets of keys, by the names that people write; ``reader.tui.keys.presets`` has them."""


def _theme(raw: Any) -> str:
    if raw in THEMES:
        return str(raw)
    refuse_old_value(raw, THEMES)
    near = nearest(raw, THEMES) if isinstance(raw, str) else ""
    if near:  # all of them would fill the screen
        raise WrongError(tr("a theme such as auto, paper-dark, nord"), near)
    raise WrongError(tr("one of {names}", names=listed(THEMES)))


def _ambiguous_width(raw: Any) -> str:
    return str(checks.one_of("auto", "1", "2")(str(raw) if type(raw) is int else raw))


def _language(raw: Any) -> str:
    if raw == AUTO or not isinstance(raw, str) or not (meant := meant_by(raw)):
        return str(checks.one_of(AUTO, *languages())(raw))
    return meant


class Row(NamedTuple):
    """What one setting accepts and does."""

    check: checks.Check
    """Returns the value of a raw one."""
    meaning: str
    """What it does, as the documentation says it."""


class Settings(NamedTuple):
    """The settings in force; each field is the one row of its setting."""

    folders: Annotated[tuple[str, ...], Row(checks.folders, "folders to open when none are named")] = ()
    scope: Annotated[str, Row(checks.one_of(*SCOPES), "what the sidebar shows at the start")] = "unread"
    group_order: Annotated[
        str,
        Row(
            checks.one_of("unread", "name", "rarest"),
            "sort groups by most unread, by name, or by fewest articles: rarest first",
        ),
    ] = "unread"
    article_order: Annotated[
        str,
        Row(
            checks.one_of(*ARTICLE_ORDERS),
            "the order of articles in a group for which g o chose none: newest or oldest first, latest arrival, title"
            " (Chinese by Pinyin), shortest or longest first, source, unread first",
        ),
    ] = "-date"
    group_by: Annotated[
        str | tuple[str, ...],
        Row(
            checks.keys,
            "what the sidebar groups by: tag, author, folder, year …, or a key of the front matter;"
            ' two of them, such as ["tag", "source"], for groups in groups',
        ),
    ] = "tag"
    group_untagged_by: Annotated[
        str,
        Row(
            checks.one_of(*UNTAGGED),
            "how articles without tags are grouped; auto: by category, else feed, else folder; one: all in one group",
        ),
    ] = "auto"
    top_groups: Annotated[
        tuple[str, ...], Row(checks.names_of(*TOP_GROUPS), "the searches above the groups of the sidebar")
    ] = TOP_GROUPS
    layout: Annotated[
        str,
        Row(
            checks.one_of(*LAYOUTS),
            "how list and page stand; two: beside each other; three: groups, articles, page; top: the list above the page",
        ),
    ] = "two"
    density: Annotated[
        int, Row(checks.number(1, 3), "rows of an article in the list, the third a summary")
    ] = 2
    measure: Annotated[int, Row(checks.number(20, 300), "the maximum width of a line of text, in cells")] = 72
    line_breaks: Annotated[
        str,
        Row(
            checks.one_of("auto", "markdown", "keep"),
            "what ends of source lines are; markdown: spaces; keep: line breaks; auto: as the folder's program"
            " (Obsidian, Hexo, Logseq) or the front matter wants, and line breaks in verse and lists of 1、",
        ),
    ] = "auto"
    autospace: Annotated[
        bool, Row(checks.flag, "show a space between Chinese or Japanese and Latin text")
    ] = False
    hanging_punctuation: Annotated[
        bool, Row(checks.flag, "put full stops and commas into the margin, in Chinese and Japanese")
    ] = False
    chinese_quotes: Annotated[
        str,
        Row(
            checks.one_of("as_written", "corner"),
            "the quotation marks “ ” in Chinese text on the page; corner: shown as 「 」",
        ),
    ] = "as_written"
    justify: Annotated[bool, Row(checks.flag, "align the right edge of the text")] = False
    number_code_lines: Annotated[bool, Row(checks.flag, "number the lines of code blocks")] = False
    wrap_code: Annotated[
        bool, Row(checks.flag, "wrap long lines of code blocks; false: < and > scroll them")
    ] = True
    images: Annotated[
        str,
        Row(
            checks.one_of("auto", "none", "half", "kitty", "sixel"),
            "how images are drawn, with the extra [images]; auto: what the terminal supports",
        ),
    ] = "auto"
    remote_images: Annotated[
        bool, Row(checks.flag, "fetch images from the web when an article is opened; false: i fetches them")
    ] = False
    fast_start: Annotated[
        bool,
        Row(checks.flag, "show the list at once, as it was left, while the rest of the program is loaded"),
    ] = True
    theme: Annotated[
        str, Row(_theme, "the colours; auto: for the terminal's background, terminal: the terminal's own")
    ] = "auto"
    icons: Annotated[
        str,
        Row(
            checks.one_of("unicode", "ascii", "nerd"),
            "the icons and lines of the screen; nerd needs a Nerd Font",
        ),
    ] = "unicode"
    ambiguous_width: Annotated[
        str,
        Row(
            _ambiguous_width,
            "the cells of characters such as “ ” … ● that some terminals draw wide; auto: as the terminal draws them",
        ),
    ] = "auto"
    window_title: Annotated[
        bool, Row(checks.flag, "say in the window's title which article or group is shown")
    ] = True
    hints: Annotated[
        bool, Row(checks.flag, "say a key once, in the line below the panes, when it would have helped")
    ] = True
    mouse: Annotated[bool, Row(checks.flag, "use the mouse in the program")] = True
    screen_reader: Annotated[
        bool,
        Row(
            checks.flag,
            "for a screen reader: one pane at a time, words instead of signs, the terminal's cursor where the focus is",
        ),
    ] = False
    reduced_motion: Annotated[
        bool,
        Row(checks.flag, "nothing moves by itself: no running counters, no blinking cursor"),
    ] = False
    browser: Annotated[
        str, Row(checks.text, "the command that opens web pages; empty: $BROWSER or the system's")
    ] = ""
    player: Annotated[
        tuple[str, ...],
        Row(
            checks.command,
            "the program that plays audio and video, with its arguments; empty: mpv, vlc, mplayer or ffplay",
        ),
    ] = ()
    download_limit_mb: Annotated[
        int, Row(checks.number(1, 1_000_000), "the largest audio or video that is downloaded, in megabytes")
    ] = 1000
    mark_read_when: Annotated[
        str,
        Row(
            checks.one_of("open", "scroll-end", "passed", "manual"),
            "when to mark an article read: when you open it, at its end, when you open it or the cursor of the list goes past"
            " it, or only by a key",
        ),
    ] = "open"
    mark_read_after_s: Annotated[
        float,
        Row(checks.number(0, 3600, float), "mark an open article read after this many seconds; 0: never"),
    ] = 1.5
    mark_duplicates_read: Annotated[
        bool,
        Row(checks.flag, "mark duplicates read too: articles with the same link or nearly the same text"),
    ] = False
    confirm_marking_above: Annotated[
        int, Row(checks.number(0, 10**9), "ask before marking more articles than this at once; 0: never")
    ] = 500
    refresh_every_min: Annotated[
        int,
        Row(
            checks.number(0, 1440),
            "minutes between refreshes of feeds that are due, while the program is open; 0: never",
        ),
    ] = 15
    notices: Annotated[
        str,
        Row(
            checks.one_of("off", "desktop", "osc9", "osc777"),
            "a notice of new articles after a refresh; desktop: by notify-send or macOS; osc9, osc777: by the terminal",
        ),
    ] = "off"
    notice_for: Annotated[
        str,
        Row(
            checks.text, "a query of what notices are about, beside [[watch]] tables with notice; empty: all"
        ),
    ] = ""
    collapse: Annotated[
        tuple[str, ...],
        Row(
            checks.names_of("duplicates", "translations"),
            "what is one row of the list: duplicates of an article, its translations",
        ),
    ] = ()
    list_drafts: Annotated[bool, Row(checks.flag, "list drafts and unlisted articles too")] = True
    list_templates: Annotated[
        bool, Row(checks.flag, "list templates of Obsidian and Hugo and example sites of Hugo themes too")
    ] = False
    list_text_files: Annotated[bool, Row(checks.flag, "list .txt files as articles too")] = False
    fold_chinese_variants: Annotated[
        bool, Row(checks.flag, "treat traditional and simplified Chinese characters as equal in searches")
    ] = True
    index_words: Annotated[
        bool, Row(checks.flag, "index the text of all articles in the background, for searches")
    ] = True
    sync_folder: Annotated[
        str, Row(checks.text, "a folder shared with your other devices, to sync what you read and star")
    ] = ""
    timezone: Annotated[str, Row(checks.zone, "the time zone of dates without one; empty: the system's")] = ""
    language: Annotated[
        str, Row(_language, "the language of the program; auto: that of the environment ($LANG)")
    ] = AUTO
    searches: Annotated[
        Mapping[str, str], Row(queries_table, "saved searches, shown above the groups, in a table [searches]")
    ] = MappingProxyType({})
    rules: Annotated[
        tuple[Rule, ...], Row(rules_table, "what to do with new articles from feeds, in tables [[rules]]")
    ] = ()
    watch: Annotated[
        tuple[Watch, ...],
        Row(watch_table, "words to mark wherever they stand, with a group for each table [[watch]]"),
    ] = ()
    open: Annotated[
        tuple[OpenRow, ...], Row(open_table, "what opens addresses or articles of a kind, in tables [[open]]")
    ] = ()
    pipe: Annotated[
        tuple[PipeRow, ...], Row(pipe_table, "programs that articles are given to, in tables [[pipe]]")
    ] = ()
    share: Annotated[
        tuple[ShareRow, ...], Row(share_table, "ways to hand articles on, in tables [[share]]")
    ] = ()
    programs_at_once: Annotated[
        int, Row(checks.number(1, 16), "programs of [[pipe]] that run at once over several articles")
    ] = 2
    hosts: Annotated[
        Mapping[str, Host],
        Row(hosts_table, "how requests to a host are made, in tables [hosts.NAME]"),
    ] = MappingProxyType({})
    key_preset: Annotated[
        str,
        Row(
            checks.one_of(*KEY_PRESETS),
            "the keys of all commands: those of newsboat, vim or emacs as far as there is the same, or arrows instead of letters",
        ),
    ] = "default"
    macros: Annotated[
        Mapping[str, tuple[str, ...]],
        Row(
            macros_table, "commands that are done one after another, by a key or a name, in a table [macros]"
        ),
    ] = MappingProxyType({})
    keys: Annotated[
        Mapping[str, tuple[str, ...]], Row(keys_table, "other keys for commands, in a table [keys]")
    ] = MappingProxyType({})

    @property
    def is_still(self) -> bool:
        """Whether nothing may move by itself; a screen reader would read it each time."""
        return self.reduced_motion or self.screen_reader


ROWS: Mapping[str, Row] = {name: kind.__metadata__[0] for name, kind in Settings.__annotations__.items()}
"""Every setting by its name, in the order in which documentation lists them."""


def values_named(name: str) -> list[str]:
    """Return the values that a setting can have, where these are a few words or themes; else, and for others, none."""
    if name not in ROWS:
        return []
    if name == "theme":
        return list(THEMES)
    if isinstance(Settings._field_defaults[name], bool):
        return ["true", "false"]
    try:
        ROWS[name].check(object())
    except ValueError as expected:  # which names them
        before, found, names = str(expected).partition(tr("one of {names}", names=""))
        return names.split(", ") if found and not before else []
    return []
