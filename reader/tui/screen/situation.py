"""What is true now, for the lines around the panes: values only."""

from typing import NamedTuple

from reader.library import Counts, GroupOrder, Scope


class Situation(NamedTuple):
    """What is true now, as far as the lines around the panes say it."""

    scope: Scope
    """Which articles of the groups are listed."""
    order: GroupOrder
    """How groups are ordered."""
    keys: tuple[str, ...]
    """What articles are grouped by, one key or two."""
    query: str
    """The filter; empty: there is none."""
    counts: Counts
    """The articles that can be listed, within the filter."""
    total: int
    """The articles of the library."""
    is_empty: bool
    """Whether the list has nothing to show."""
    is_watching: bool
    """Whether the folders have been read."""
    scanning: str
    """How far a scan is; empty: none is under way."""
    refreshing: str
    """How far a refresh of feeds is; empty: none is under way."""
    downloading: str
    """What is being fetched for an article."""
    unsaved: str
    """Acts that are not saved yet."""
    trouble: str
    """What cannot be saved, acts among it."""
    question: str
    """What feeds wait for."""
    index_trouble: str
    """What is wrong with the index, or missing in it."""
    found: str
    """Which match of a search on the page is shown, while the line to type in is closed."""
    position: str
    """Where in the article the page is; empty: all of it is seen."""
    group: str
    """The group of the cursor, and which of its articles that is on."""
    breadcrumb: str
    """The group and the article of the cursor."""
    has_page: bool
    """Whether the page is on the screen, which says more of an empty library."""
    unsent: str = ""
    """How many articles have marks that a server does not have yet."""
    reading: str = ""
    """That the article for the page is being read, if that takes long."""
    place: str = ""
    """What the window is called after: the article that is read, else the group of the cursor."""
    selected: int = 0
    """How many articles of the list are selected."""
