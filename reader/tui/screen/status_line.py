"""The words of the status line and of an empty list, from what is true now. Pure: values in, pieces and sentences out."""

from reader.actions.finding.list_lines import no_articles
from reader.i18n import joined, tr, trn
from reader.library import GroupOrder, Scope
from reader.library.index.grouping import TAG
from reader.settings import Settings
from reader.text import clean_line
from reader.tui.control.consent import COMMAND
from reader.tui.control.list_filter import found_sentence, meaning_of
from reader.tui.keys.keymap import Keymap
from reader.tui.screen.situation import Situation
from reader.tui.widgets.bar import Group, Piece


def scope_name(scope: Scope) -> str:
    """Return the name of a scope as the status line shows it."""
    return {
        Scope.UNREAD: tr("unread"),
        Scope.ALL: tr("all"),
        Scope.STARRED: tr("starred"),
        Scope.LATER: tr("later"),
    }[scope]


def left(now: Situation) -> tuple[Group, ...]:
    """Return what is true, what matters most first: in a narrow window the last give way."""
    counts = now.counts
    unread = tr("{unread:,}/{total:,} unread", unread=counts.unread, total=counts.total)
    if now.scanning and not now.is_watching:
        unread = tr("{counts} so far", counts=unread)
    parts = [Piece(f"{scope_name(now.scope)} · {unread}", command="next_scope")]
    if now.query:
        parts.insert(0, Piece(f"& {clean_line(now.query)} · ", command="filter_list"))
    if now.group:
        parts.append(Piece(f" · {now.group}", command="go_to_group"))
    if now.selected:
        count = trn("1 selected", "{count:,} selected", now.selected)
        parts[0] = parts[0]._replace(text=f" · {parts[0].text}")
        parts.insert(0, Piece(count, stands_out=True, command="select_articles"))
    if now.question:
        parts[0] = parts[0]._replace(text=f" · {parts[0].text}")
        parts.insert(0, Piece(now.question, stands_out=True, command=COMMAND))
    if now.index_trouble:
        parts.append(Piece(f" · {now.index_trouble}"))
    if now.unsent:
        parts.append(Piece(f" · {now.unsent}"))
    if now.keys != (TAG,):
        by = tr("by {key}", key=meaning_of(*now.keys))
        parts.append(Piece(f" · {by}", command="choose_grouping"))
    if order := _order_name(now.order):
        parts.append(Piece(f" · {order}", command="toggle_group_order"))
    return tuple((part,) for part in parts)


def in_words(now: Situation) -> tuple[Group, ...]:
    """Return what is true for a screen reader: nothing that changes with each step, which would be read each time."""
    counts = now.counts
    unread = tr("{unread:,} of {total:,} unread", unread=counts.unread, total=counts.total)
    words = joined(
        now.question,
        trn("1 selected", "{count:,} selected", now.selected) if now.selected else "",
        tr("filter {query}", query=clean_line(now.query)) if now.query else "",
        tr("{scope} articles", scope=scope_name(now.scope)),
        "" if now.scanning and not now.is_watching else unread,  # which would be read at each article
        now.index_trouble,
        tr("not sent yet: {count}", count=now.unsent.rpartition(" ")[2]) if now.unsent else "",
        tr("by {key}", key=meaning_of(*now.keys)) if now.keys != (TAG,) else "",
        _order_name(now.order),
    )
    return ((Piece(words),),)


def _order_name(order: GroupOrder) -> str:
    """Return how groups are ordered; empty: as lists are at first."""
    return {
        GroupOrder.UNREAD: "",
        GroupOrder.NAME: tr("groups by name"),
        GroupOrder.RAREST: tr("rarest first"),
    }[order]


def right(now: Situation) -> Group:
    """Return what is under way, else what was found, else where in the article the page is."""
    text = now.reading or now.downloading or now.scanning or now.refreshing or now.found or now.position
    return (Piece(text),) if text else ()


def why_empty(now: Situation, settings: Settings, keymap: Keymap) -> str:
    """Return why the list has nothing to show, and the key that changes that."""
    if now.scanning or not now.is_watching:
        return tr("Reading the folder …")
    if now.refreshing and not now.total:
        return tr("Fetching feeds …")
    if not now.total:
        reason, key = no_articles(settings), keymap.first("add_feed")
        if now.has_page or not key:
            return reason
        return tr(
            "{reason}. {key} follows a feed; newsreader FOLDER opens another folder", reason=reason, key=key
        )
    query = clean_line(now.query)
    if query and not now.counts.total:
        key = keymap.first("filter_list")
        return tr("Nothing matches {query}. {key} changes that", query=query, key=key)
    key = keymap.first("next_scope")
    if query:
        message = found_sentence(now.counts, now.scope)
        return tr("{query}: {count}. {key} shows the rest", query=query, count=message, key=key)
    sentence = {
        Scope.UNREAD: tr("All read. Press {key} for all articles", key=key),
        Scope.ALL: tr("No articles are listed here"),
        Scope.STARRED: tr("Nothing is starred. {key} shows the rest", key=key),
        Scope.LATER: tr("Nothing is kept for later. {key} shows the rest", key=key),
    }
    return sentence[now.scope]
