"""What long logs say in the end is what their events say one by one, whatever stands in the lines."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Key
from reader.errors import JournalError
from reader.journal import Change, Cursor, Event, Field, Journal, fold, last_writes
from reader.journal.event import HIGHLIGHT, TAG
from reader.journal.last_writes import LastWrites
from reader.journal.line import PLAIN_LINE, format_line
from reader.journal.segments import read_stretch
from tests.journal.cases import change
from tests.journal.test_convergence import shown
from tests.journal.test_event_line import EVENTS as ANY_EVENTS

FEW = st.builds(
    Event,
    clock=st.integers(0, 5) | st.just(10**18),
    device=st.just("desk"),
    change=st.builds(
        Change,
        key=st.builds(Key, st.just("folder"), st.sampled_from(["a.md", "科技/b.md", 'c"d.md'])),
        field=st.sampled_from([*Field, f"{TAG}own", f"{TAG}„“", f"{HIGHLIGHT}1"]),
        value=st.none()
        | st.booleans()
        | st.sampled_from([0, 1, 1.0, -0.0, 1.5, 1e300, "", "1:2", "说", 'a "b"']),
        former=st.none(),
    ),
    reverts=st.just(""),
    act=st.sampled_from(["", "0123456789ab"]),
)
LINES = st.one_of(
    FEW.map(format_line),
    ANY_EVENTS.map(format_line),
    st.sampled_from([
        b"\n",
        b"torn{\n",
        b"\xff\xfe\n",
        b"x" * (1 << 17) + b"\n",
        b'{"v":2,"c":1}\n',
        b'x{"v":1,"c":9,"k":["folder","a.md"],"f":"read","n":true}\n',
        b'{"v":1,"c":9,"k":["folder","a.md"],"f":"read","n":01}\n',
        b'{"v":1,"c":9,"k":["folder","a.md"],"f":"unheard of","n":1}\n',
        b'{"v":1,"c":9,"k":["folder","a.md"],"f":"tag:","n":true}\n',
        b'{"v":1,"c":9,"k":["folder","a\x01.md"],"f":"read","n":true}\n',
        b'{"v":1,"c":-1,"k":["folder","a.md"],"f":"read","n":true}\n',
        b'{"v": 1, "c": 4, "k": ["folder", "a.md"], "f": "read", "n": true}\n',
        b'{"v":1,"c":4,"k":["folder","\\u0061.md"],"f":"read","n":"\\ud800"}\n',
    ]),
)  # fmt: skip


@given(st.lists(st.lists(LINES, max_size=12), min_size=1, max_size=3), st.sampled_from([b"", b'{"v":1,"c"']))
def test_what_won_is_the_same_as_of_events_one_by_one(logs: list[list[bytes]], torn: bytes) -> None:
    gathered, expected = LastWrites(), []
    for number, lines in enumerate(logs):
        data = b"".join(lines) + torn
        one_by_one = read_stretch(BytesIO(data), f"device{number}")
        at_once = gathered.read(BytesIO(data), f"device{number}")
        assert (at_once.size, at_once.bad, at_once.newer) == (
            one_by_one.size, one_by_one.bad, one_by_one.newer
        )  # fmt: skip
        expected += one_by_one.events
    state = fold(expected)
    assert shown(fold(gathered.events())) == shown(state)
    assert {event.clock for event in state.values()} <= set(gathered.stamps())


@given(st.lists(LINES, max_size=12), st.lists(LINES, max_size=12))
def test_what_others_say_as_well_or_better_can_be_dropped(lines: list[bytes], others: list[bytes]) -> None:
    some, more = LastWrites(), LastWrites()
    some.read(BytesIO(b"".join(lines)), "desk")
    more.read(BytesIO(b"".join(others)), "laptop")
    together = fold([*some.events(), *more.events()])
    some.remove_superseded(more)
    assert all(together[event.change.key, event.change.field].device == "desk" for event in some.events())
    assert shown(fold([*some.events(), *more.events()])) == shown(together)
    again = LastWrites()
    again.read(BytesIO(b"".join(some.lines())), "desk")
    assert shown(fold(again.events())) == shown(fold(some.events()))


def test_nearly_all_lines_are_read_quickly() -> None:
    written = [
        format_line(Event(stamp, "desk", change("科技/每周 (1).md", value, former, field), act, reverts))
        for stamp in (0, 1, 117_685_011_158_007_808)
        for value, former in ((True, None), (False, True), (None, 5), ("12:5", "3:0"), (1_700_000_000.25, -1))
        for field in (*Field, f"{TAG}科技", f"{HIGHLIGHT}abc")
        for act, reverts in (("", ""), ("0123456789ab", ""), ("0123456789ab", "ba9876543210"))
    ]  # fmt: skip
    found = PLAIN_LINE.findall(b"".join(written))
    assert [json.loads(value) for _, _, value in found] == [json.loads(line)["n"] for line in written]


def test_the_longest_plain_line_is_no_longer_than_a_line_may_be() -> None:
    texts = "a" * 9999
    longest = Event(10**17, "desk", change(texts, texts, texts), "a" * 99, "b" * 99)
    assert PLAIN_LINE.fullmatch(format_line(longest))
    with pytest.raises(JournalError):
        format_line(longest._replace(change=change("a" * (1 << 16), texts)))


def test_a_long_log_is_taken_in_parts_and_nothing_comes_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_writes, "ENOUGH_BYTES", 20_000)
    monkeypatch.setattr(last_writes, "_CHUNK_BYTES", 1 << 16)
    with Journal.open(tmp_path, machine="desk") as journal:
        for value in (True, False):
            for start in range(0, 3000, 300):
                journal.record([change(f"{number}.md", value) for number in range(start, start + 300)])
    (tmp_path / "desk" / "000007.jsonl").write_bytes(b"bad\n")
    reader = Journal.open(tmp_path, machine="other")
    cursor, parts = Cursor(), 0
    events: list[Event] = []
    while True:
        part, cursor = reader.read_last_writes(cursor)
        events += part.events()
        parts += 1
        if not part.is_full:
            break
    assert parts > 3
    assert len(events) <= 6000
    assert shown(fold(events)) == shown(fold(reader.read(None)[0]))
    assert not reader.read_last_writes(cursor)[0]
    assert len(reader.take_problems()) == 2  # once each: of all at once, and of all one by one


def test_who_has_gathered_writes_after_what_was_read(tmp_path: Path) -> None:
    with Journal.open(tmp_path, machine="ahead", now_ms=lambda: 5_000_000) as ahead:
        ahead.record([change("a.md")])
    reader = Journal.open(tmp_path, machine="desk", now_ms=lambda: 1_000)
    reader._has_observed_others = True
    found, _ = reader.read_last_writes(None)
    (own,) = reader.record([change("a.md", False)])
    assert own.clock > max(found.stamps())


@pytest.mark.parametrize("spaced", [False, True])
def test_who_has_gathered_enough_stops_whatever_form_the_lines_have(spaced: bool) -> None:
    lines = [format_line(Event(number, "desk", change(f"{number}.md"), act="")) for number in range(3_000)]
    if spaced:
        lines = [json.dumps(json.loads(line)).encode() + b"\n" for line in lines]
    gathered = LastWrites(enough_bytes=200_000)
    read = gathered.read(BytesIO(b"".join(lines)), "desk")
    assert gathered.is_full
    assert 0 < gathered.count < 3_000
    assert read.size == sum(map(len, lines[: gathered.count]))


@pytest.mark.parametrize("bad", [b"", b"torn{\n"])
def test_no_more_events_are_read_than_were_asked_for(bad: bytes) -> None:
    lines = [
        bad,
        *(format_line(Event(number, "desk", change(f"{number}.md"), act="")) for number in range(5)),
    ]
    stretch = read_stretch(BytesIO(b"".join(lines)), "desk", 2)
    assert [event.clock for event in stretch.events] == [0, 1]
    assert stretch.size == sum(map(len, lines[:3]))


@pytest.mark.parametrize("is_torn", [True, False])
def test_after_a_line_that_is_too_long_reading_goes_on_and_stops_where_it_is_enough(*, is_torn: bool) -> None:
    lines = [format_line(Event(number, "desk", change(f"{number}.md"), "")) for number in range(1, 4)]
    long = b"x" * (3 << 17)
    data = lines[0] + (long if is_torn else long + b"\n" + b"".join(lines[1:]))
    whole = LastWrites()
    stretch = whole.read(BytesIO(data), "desk")
    assert (whole.count, stretch.bad) == ((1, 0) if is_torn else (3, 1))
    assert stretch.size == (len(lines[0]) if is_torn else len(data))
    for after, count in ((0, 1), (len(lines[0]), 0 if is_torn else 1)):
        part, segment = LastWrites(enough_bytes=1), BytesIO(data)
        segment.seek(after)
        stretch = part.read(segment, "desk")
        assert (part.count, part.is_full) == (count, bool(count))
        assert stretch.size == (
            len(lines[0]) if after == 0 else 0 if is_torn else len(long) + 1 + len(lines[1])
        )
