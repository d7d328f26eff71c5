"""The list as a session begins with it: what is listed, which groups are open, where the cursor is."""

from datetime import datetime
from typing import TYPE_CHECKING

from reader.actions.finding.group_orders import GroupOrders
from reader.actions.finding.lists import Lists
from reader.actions.finding.quiet_feeds import QuietFeeds
from reader.actions.finding.saved_searches import SavedSearch, saved_searches
from reader.actions.finding.sorting import Sorter
from reader.actions.finding.watching import watch_searches
from reader.article import Key
from reader.i18n import spoken
from reader.library import GroupOrder, Scope
from reader.library.index.grouping import keys_of
from reader.tui.list.sections import Day
from reader.tui.list.sidebar_model import SidebarModel

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace

SORTED_AT_ONCE = 10_000
"""Articles that are put in order before the first frame, 20 ms; of more that is seen a moment later."""


class BegunList:
    """What the early frame and the screen share: where the one has ended, the other goes on."""

    def __init__(self, lists: Lists, model: SidebarModel) -> None:
        self.lists = lists
        """What is listed."""
        self.model = model
        """The rows of it, and the cursor."""
        self.first = 0
        """The row of the list at the top of the window."""
        self.is_restored = False
        """Whether the list is as the last session left it; before that it is empty."""
        self.is_touched = False
        """Whether the user has moved the cursor."""


def begin_list(workspace: "Workspace") -> BegunList:
    """Return the list as the settings say, still empty."""
    lists, settings = _lists_of(workspace), workspace.settings
    model = SidebarModel(lists, Scope(settings.scope), GroupOrder(settings.group_order))
    model.within = lists.within
    model.days = lambda group, ids: [Day(*each) for each in lists.days.of(group, ids)]
    return BegunList(lists, model)


def restore_list(begun: BegunList, workspace: "Workspace") -> None:
    """Open the groups and stand on the article of the last session, read meanwhile or not, else on the first."""
    session, model = workspace.session, begun.model
    begin = Key(*session.article) if session.article else _welcome(workspace)
    article = workspace.library.articles.find(begin) if begin else None
    keep = frozenset([article] if article else [])
    model.arrange(model.scope, model.order, session.open_groups, keep=keep)
    model.return_to(article, session.group)
    begun.is_restored = True


def searches_above(workspace: "Workspace") -> tuple[SavedSearch, ...]:
    """Return what stands above the groups: saved searches, then watch words."""
    settings, paths = workspace.settings, workspace.paths
    return (*saved_searches(settings, paths.searches), *watch_searches(settings, paths.watch_words))


def _lists_of(workspace: "Workspace") -> Lists:
    settings = workspace.settings
    key, *inner = keys_of(settings.group_by)
    lists = Lists(
        workspace.library,
        key,
        searches_above(workspace),
        lambda: datetime.now(workspace.zone),
        settings.collapse,
    )
    if inner and lists.key == key and workspace.library.articles.is_grouped_by(*inner):
        lists.levels.divide_by(*inner)
    lists.quiet_feeds = QuietFeeds(workspace.library)
    lists.sorter = Sorter(GroupOrders(workspace.paths.group_orders, settings.article_order))
    lists.begin_view()
    if lists.sorter.wanted and lists.articles.counts().total <= SORTED_AT_ONCE:
        lists.sorter.read(workspace.library.questions, datetime.now(workspace.zone))
    return lists


def _welcome(workspace: "Workspace") -> Key | None:
    """Return the article of the sample that welcomes the user in the language that is spoken, if that has one."""
    if not workspace.is_sample:
        return None
    return Key(workspace.library.folders[0].id, f"welcome.{spoken().lower().replace('_', '-')}.md")
