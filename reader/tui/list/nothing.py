"""Says of a group without articles why it has none, and the keys that help. Pure."""

from typing import TYPE_CHECKING

from reader.actions.finding.saved_searches import STANDARD
from reader.i18n import tr
from reader.tui.keys.keymap import Keymap

if TYPE_CHECKING:
    from reader.library import Group


def nothing_in(group: "Group", keymap: Keymap) -> str:
    """Return a sentence about a group in which nothing is listed."""
    if not group.is_search:
        return tr("Nothing of this group is listed; {key} lists other articles", key=keymap.how("next_scope"))
    kind = next((id_ for id_, (name, _) in STANDARD.items() if tr(name) == group.name), "")
    fetch = keymap.how("refresh_feeds")
    named = {
        "unread": tr("Everything is read; {key} fetches feeds", key=fetch),
        "new": tr("Nothing has come since the last session; {key} fetches feeds", key=fetch),
        "today": tr("Nothing is dated today; {key} fetches feeds", key=fetch),
        "starred": tr("Nothing is starred yet; {key} stars an article", key=keymap.how("toggle_star")),
        "later": tr("Nothing is kept for later yet; {key} keeps an article", key=keymap.how("toggle_later")),
    }  # fmt: skip
    nothing = tr("This search finds nothing; {key} opens another", key=keymap.how("choose_search"))
    return named.get(kind, nothing)
