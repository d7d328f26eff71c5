"""Tips: a key that is said once, when what the user has just done shows that it would help. A table of rows.

Pure. A row names the commands of its sentence, which has their keys from the key map; who has used one of them knows it.
"""

from collections import Counter
from collections.abc import Callable, Collection
from typing import NamedTuple

MEANINGLESS = ""
"""The act of pressing a key that means nothing."""

_STEPS = frozenset({"down", "up", "next_article", "previous_article"})
_MOTIONS_OF_THE_LIST = frozenset({"down", "up", "page_down", "page_up", "half_page_down", "half_page_up"})
_SEARCHES = frozenset({"search_articles", "search_articles_from_list"})
_READING_ON = frozenset({"read_on", "page_down", "half_page_down", "down"})


class Scene(NamedTuple):
    """What is true after an act."""

    in_page: bool = False
    """The page has the keys."""
    is_on_article: bool = False
    """The cursor of the list is on an article, not on a group."""
    is_on_read: bool = False
    """That article is read."""
    has_unread: bool = False
    """Something that is listed is unread."""
    is_long: bool = False
    """The article is longer than the page."""
    is_from_feed: bool = False
    """The article is from a feed."""
    headings: int = 0
    """How many headings it has."""
    query: str = ""
    """The filter; empty: there is none."""
    searched: str = ""
    """What was searched for last in all articles."""


class Acted:
    """What the user has done in this session, counted."""

    def __init__(self) -> None:
        self.scene = Scene()
        """As it is after the last act."""
        self.last = self.former = MEANINGLESS
        """The last act and the one before it, as ids of commands."""
        self.times = 0
        """How often in a row the last one was done."""
        self.done: Counter[str] = Counter()
        """How often each was done."""
        self.pairs: Counter[tuple[str, str]] = Counter()
        """How often each was done right after which."""
        self.read_passed = 0
        """Read articles in a row on which the cursor came step by step."""
        self.read_on = 0
        """Acts in a row that move down in one long article."""
        self.asked: Counter[str] = Counter()
        """How often the list was narrowed to the same query, or the same words were searched for."""
        self._is_searching = False

    def take(self, id_: str, scene: Scene) -> None:
        """Take note of an act and of what is true after it."""
        former = self.scene
        self.former, self.last, self.scene = self.last, id_, scene
        self.times = self.times + 1 if self.last == self.former and self.done else 1
        self.done[id_] += 1
        self.pairs[self.former, id_] += 1
        if not scene.in_page and id_ in _STEPS:
            if scene.is_on_article:
                self.read_passed = self.read_passed + 1 if scene.is_on_read else 0
        else:
            self.read_passed = 0
        self.read_on = self.read_on + 1 if scene.in_page and scene.is_long and id_ in _READING_ON else 0
        if scene.query and scene.query != former.query:
            self.asked[f"&{scene.query}"] += 1
        if self._is_searching and scene.searched:
            self.asked[f"/{scene.searched}"] += 1
        self._is_searching = id_ in _SEARCHES

    def after(self, first: str, then: Collection[str]) -> int:
        """Return how often one of some acts was done right after another."""
        return sum(self.pairs[first, each] for each in then)

    @property
    def is_asked_again(self) -> bool:
        """Whether the filter or the words that were searched for last were so three times."""
        scene = self.scene
        return self.asked[f"&{scene.query}"] >= 3 or self.asked[f"/{scene.searched}"] >= 3


class Tip(NamedTuple):
    """A row."""

    id: str
    """Stable: it is remembered that it was said."""
    commands: tuple[str, ...]
    """Ids of the commands whose keys the sentence has."""
    when: Callable[[Acted], bool]
    """Whether it helps after what was done."""
    sentence: str
    """It, with the ids in the places of the keys."""


TIPS = (
    Tip("next_unread", ("next_unread",), lambda it: it.read_passed >= 3 and it.scene.has_unread,
        "{next_unread} goes straight to the next unread article"),
    Tip("read_on", ("read_on",), lambda it: it.last == "down" and it.read_on >= 8,
        "{read_on} turns the page, and at the end goes on to the next unread article"),
    Tip("outline", ("show_outline",), lambda it: it.read_on >= 6 and it.scene.headings >= 4,
        "{show_outline} shows the headings of a long article, to jump to one"),
    Tip("full_article", ("fetch_full_article",), lambda it: it.last == "open_source" and it.done["open_source"] >= 3 and it.scene.is_from_feed,
        "{fetch_full_article} fetches the page behind a summary, to read it here"),
    Tip("link_hints", ("show_link_hints",), lambda it: "list_links" in {it.last, it.former} and it.done["list_links"] >= 2,
        "{show_link_hints} puts letters on the links: typing them opens one"),
    Tip("save_search", ("save_search",), lambda it: it.is_asked_again,
        "{save_search} keeps this search above the groups"),
    Tip("mark_done", ("mark_done",), lambda it: it.after("toggle_read", ("down", "next_unread", "next_article")) >= 3,
        "{mark_done} marks an article read and goes on to the next unread one"),
    Tip("select_articles", ("select_articles",), lambda it: it.after("toggle_star", ("down", "next_article")) >= 3,
        "{select_articles} selects several articles: the next key means all of them"),
    Tip("undo", ("undo",), lambda it: it.times >= 2 and it.last in {"toggle_read", "toggle_star", "toggle_later"},
        "{undo} takes back any change, even one of another day"),
    Tip("text_alone", ("toggle_sidebar", "toggle_zen_mode"),
        lambda it: it.last == "narrow_sidebar" and it.times >= 4,
        "{toggle_sidebar} hides the list, {toggle_zen_mode} shows the text alone"),
    Tip("go_to_group", ("go_to_group",), lambda it: it.last in {"next_group", "previous_group"} and it.times >= 5,
        "{go_to_group} goes to a group by a part of its name"),
    Tip("jump", ("jump",), lambda it: not it.scene.in_page and it.last in _MOTIONS_OF_THE_LIST - {"down", "up"} and it.times >= 4,
        "{jump} jumps to a title by its first letters"),
    Tip("palette", ("open_palette", "show_help"), lambda it: it.last == MEANINGLESS and it.times >= 3,
        "{open_palette} finds every command by its name, {show_help} every key"),
)  # fmt: skip
"""All of them; of several that would help the first is said."""


def tip_after(acted: Acted, over: Collection[str]) -> Tip | None:
    """Return the tip that helps now; none that is ``over``, and none about what the user knows already."""
    return next(
        (
            tip
            for tip in TIPS
            if tip.id not in over and tip.when(acted) and not any(acted.done[each] for each in tip.commands)
        ),
        None,
    )
