"""What can be undone and redone, from the end of the device's own log.

Pure. Acts come in the order of the log. A plain act can be undone and makes redo impossible; an act that reverts another
replaces that one on the other stack, so undo, redo and undo again are one rule.
"""

from collections import OrderedDict
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from reader.journal.event import Change, Event, is_deliberate

ACTS_KEPT = 200
"""Acts that can be undone."""

CHANGES_KEPT = 50_000
"""Changes in all of them together; the last act is kept however large it is."""


class Act(NamedTuple):
    """One deliberate act: all that one key or one command changed."""

    id: str
    """Random; each of its events has it."""
    changes: tuple[Change, ...]
    """One per article and field."""

    def reverse(self) -> tuple[Change, ...]:
        """Return the changes that restore the former values."""
        return tuple(
            Change(change.key, change.field, change.former, change.value) for change in reversed(self.changes)
        )


class History:
    """The acts at a log's end: those done and those undone, each in their order."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self._done: OrderedDict[str, Act] = OrderedDict()
        self._undone: OrderedDict[str, Act] = OrderedDict()
        self._known: set[str] = set()
        self.is_missing_acts = False
        """Whether an act reverts one from before these events: more of the log has to be read for the right order."""
        self.add(events)

    @property
    def last_done(self) -> Act | None:
        """The act that undo reverts, if any."""
        return next(reversed(self._done.values()), None)

    @property
    def last_undone(self) -> Act | None:
        """The act that redo reverts, if any."""
        return next(reversed(self._undone.values()), None)

    def add(self, events: Iterable[Event]) -> None:
        """Add what was written to the log, in its order; what is known already changes nothing."""
        deliberate = (event for event in events if event.act and is_deliberate(event.change.field))
        for (act, reverts), parts in groupby(deliberate, key=lambda event: (event.act, event.reverts)):
            if act not in self._known:
                self._known.add(act)
                self._push(Act(act, _net(event.change for event in parts)), reverts)
            elif not reverts and (
                known := self._done.get(act)
            ):  # it goes on; of what it has already nothing changes
                changes = (*known.changes, *(event.change for event in parts))
                self._done[act] = Act(act, _net(changes))
        self._forget_oldest()

    def _push(self, act: Act, reverts: str) -> None:
        if not reverts:
            if act.changes:
                self._done[act.id] = act
                self._undone.clear()
        elif self._done.pop(reverts, None):
            self._undone[act.id] = act
        elif self._undone.pop(reverts, None):
            self._done[act.id] = act
        else:
            self.is_missing_acts = True

    def _forget_oldest(self) -> None:
        changes = sum(len(act.changes) for act in self._done.values())
        while len(self._done) > ACTS_KEPT or (changes > CHANGES_KEPT and len(self._done) > 1):
            changes -= len(self._done.popitem(last=False)[1].changes)


def _net(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return one change per article and field, from its first former value to its last, if they differ."""
    net: dict[tuple[object, object], Change] = {}
    for change in changes:
        target = (change.key, change.field)
        first = net.get(target, change)
        net[target] = Change(change.key, change.field, change.value, first.former)
    return tuple(change for change in net.values() if change.value != change.former)
