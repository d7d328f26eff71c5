"""However the logs of several devices travel, every device that has read all of them knows the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Key
from reader.journal import Event, Field, Journal, fold, winner
from reader.journal.cursor import Cursor
from reader.journal.event import State
from tests.journal.cases import change

DEVICES = ("desk", "laptop", "phone")
EVENTS = st.builds(
    Event,
    clock=st.integers(0, 5),
    device=st.sampled_from(DEVICES),
    change=st.builds(
        change,
        path=st.sampled_from(["a.md", "b.md"]),
        value=st.none() | st.booleans() | st.integers(0, 1) | st.sampled_from(["", "1:2"]),
        field=st.sampled_from(Field),
    ),
    act=st.just(""),
)
DAY_MS = 24 * 3600 * 1000
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["act", "act", "act", "undo", "carry", "carry half", "carry late", "restart"]),
        st.integers(0, 2),
        st.integers(0, 3),
        st.integers(-2 * DAY_MS, 2 * DAY_MS),
    ),
    max_size=30,
)


@given(EVENTS, EVENTS, EVENTS)
def test_the_rule_of_the_winner_knows_no_order_and_no_repetition(a: Event, b: Event, c: Event) -> None:
    def value(event: Event) -> str:
        return repr(event.change.value)

    assert value(winner(a, b)) == value(winner(b, a))
    assert value(winner(winner(a, b), c)) == value(winner(a, winner(b, c)))
    assert winner(a, a) == a


@given(st.lists(EVENTS, max_size=30), st.data())
def test_any_order_and_repetition_of_events_folds_to_the_same(
    events: list[Event], data: st.DataObject
) -> None:
    again = data.draw(st.permutations(events + events[: len(events) // 2]))
    at = data.draw(st.integers(0, len(again)))
    assert shown(fold(again[at:], fold(again[:at]))) == shown(fold(events))


@given(STEPS)
def test_devices_with_wrong_clocks_and_half_carried_logs_agree_in_the_end(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int, int]]
) -> None:
    root = tmp_path_factory.mktemp("devices")
    skew_ms = dict.fromkeys(DEVICES, 0)
    replicas = [Replica(root / name, name, skew_ms) for name in DEVICES]
    for step, number, article, skew in steps:
        replica = replicas[number]
        skew_ms[replica.name] = skew
        if step == "act":
            replica.act(f"{article}.md", article % 2 == 0)
        elif step == "undo":
            replica.learn(list(replica.journal.undo()))
        elif step == "restart":
            replica.restart()
        else:
            carry(replicas[article % 3], replica, step)
            replica.catch_up()
    for source in replicas:
        for target in replicas:
            carry(source, target, "carry")
    for replica in replicas:
        replica.catch_up()
    first, *others = (shown(replica.state) for replica in replicas)
    assert all(other == first for other in others)
    for replica in replicas:
        assert shown(fold(Journal.open(replica.folder, machine="new").read(None)[0])) == first


class Replica:
    """A device with its copy of the journal's folder, its projection and its cursor."""

    def __init__(self, folder: Path, name: str, skew_ms: dict[str, int]) -> None:
        self.folder, self.name = folder, name
        self._now_ms = lambda: 1_700_000_000_000 + skew_ms[name]
        self.state: State = {}
        self.cursor = Cursor()
        self.restart()

    def restart(self) -> None:
        self.journal = Journal.open(self.folder, machine=self.name, now_ms=self._now_ms)

    def act(self, path: str, value: bool) -> None:
        held = self.state.get((change(path).key, Field.READ))
        self.learn(list(self.journal.record([change(path, value, held.change.value if held else None)])))

    def learn(self, events: list[Event]) -> None:
        fold(events, self.state)

    def catch_up(self) -> None:
        events, cursor = self.journal.read(self.cursor)
        self.cursor = Cursor.from_json(cursor.to_json())
        self.learn(events)


def carry(source: Replica, target: Replica, how: str) -> None:
    """Copy the source's own log to the target as a sync tool does: all, half of it, or an older state."""
    log = source.folder / source.name
    if source is target or not log.is_dir():
        return
    there = target.folder / source.name
    there.mkdir(parents=True, exist_ok=True)
    for file in log.glob("*.jsonl"):
        data = file.read_bytes()
        if how == "carry half":
            data = data[: len(data) * 2 // 3]
        elif how == "carry late":
            data = data[: data.find(b"\n") + 1]
        (there / file.name).write_bytes(data)


def shown(state: State) -> dict[tuple[Key, str], str]:
    return {place: repr(event.change.value) for place, event in state.items()}
