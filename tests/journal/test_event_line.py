import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Key
from reader.errors import JournalError
from reader.journal import Change, Event, Field, Value
from reader.journal.clock import STAMP_LIMIT
from reader.journal.line import LINE_LIMIT, BadLineError, NewerLineError, format_line, parse_line
from tests.journal.cases import change

PATHS = st.binary(min_size=1, max_size=200).map(os.fsdecode) | st.text(
    st.characters(codec="utf-8"), min_size=1, max_size=80
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
VALUES: st.SearchStrategy[Value] = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
EVENTS = st.builds(
    Event,
    clock=st.integers(0, STAMP_LIMIT - 1),
    device=st.just("laptop"),
    change=st.builds(
        Change, st.builds(Key, TEXTS, PATHS), st.sampled_from(Field), value=VALUES, former=VALUES
    ),
    act=TEXTS,
    reverts=TEXTS,
)
GOOD = {"v": 1, "c": 5, "a": "x", "k": ["f", "a.md"], "f": "read", "n": True}


def line(**other: object) -> bytes:
    return json.dumps(GOOD | other).encode()


@given(EVENTS)
def test_an_event_comes_back_as_it_was_written(event: Event) -> None:
    written = format_line(event)
    assert parse_line(written, "laptop") == event
    assert written.count(b"\n") == 1
    assert written.endswith(b"\n")
    assert len(written) <= LINE_LIMIT
    written.decode("utf-8")


def test_a_flag_stays_a_flag_and_a_number_a_number() -> None:
    for value in (True, 1, 1.0):
        event = Event(1, "laptop", change("a.md", value), "")
        assert type(parse_line(format_line(event), "laptop").change.value) is type(value)


def test_chinese_stays_readable_in_the_log() -> None:
    written = format_line(Event(1, "laptop", change("科技/每周速递.md"), "x"))
    assert "科技/每周速递.md".encode() in written


def test_an_undecodable_name_survives_as_ascii() -> None:
    path = os.fsdecode("文章".encode("gbk") + b".md")
    written = format_line(Event(1, "laptop", change(path), "x"))
    assert written.isascii()
    assert os.fsencode(parse_line(written, "laptop").change.key.path) == "文章".encode("gbk") + b".md"


def test_the_longest_path_of_undecodable_bytes_fits_in_a_line() -> None:
    event = Event(2**62, "laptop", change("\udcff" * 4096), "x" * 8)
    assert parse_line(format_line(event), "laptop") == event


@pytest.mark.parametrize("path", ["a" * LINE_LIMIT, "\udcff" * LINE_LIMIT, "\ud800"])
def test_what_would_not_come_back_is_refused(path: str) -> None:
    with pytest.raises(JournalError):
        format_line(Event(1, "laptop", change(path), "x"))


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\0" * 500,
        b"{",
        b"[]",
        b"null",
        b"1",
        b'"text"',
        b"\xff\xfe{}",
        b"[" * 60_000,
        b'{"v":1,"c":' + b"9" * 6000 + b"}",
        line(v=0),
        line(v="1"),
        line(c=-1),
        line(c=2**63),
        line(c=STAMP_LIMIT),
        line(c=1.5),
        line(c=True),
        line(c=None),
        line(k="fa"),
        line(k=["f"]),
        line(k=["f", "a", "b"]),
        line(k=["f", 1]),
        line(k=["\ud800", "a"]),
        line(k=["f", "\ud83d"]),
        line(k=None),
        line(f=1),
        line(f=["read"]),
        line(a=1),
        line(r=None),
        line(n=[]),
        line(n={}),
        line(n=2**63),
        line(n=float("nan")),
        line(n=float("inf")),
        line(o=[1]),
        line(n="\ud800"),
        format_line(Event(1, "laptop", change("a.md"), "x"))[:-8],
    ],
)
def test_a_line_that_is_no_event_is_bad(bad: bytes) -> None:
    with pytest.raises(BadLineError):
        parse_line(bad, "laptop")


@pytest.mark.parametrize("newer", [line(v=2), line(v=99), line(f="mood")])
def test_a_line_from_the_future_is_told_apart_from_a_damaged_one(newer: bytes) -> None:
    with pytest.raises(NewerLineError):
        parse_line(newer, "laptop")


def test_unknown_entries_of_a_line_are_left_alone() -> None:
    assert parse_line(line(h={"link": "https://a.example"}), "laptop").change.key.path == "a.md"


def test_a_line_whose_end_was_made_windows_like_still_counts() -> None:
    assert parse_line(line() + b"\r\n", "laptop").clock == 5


@given(st.binary(max_size=300) | st.binary(max_size=60).map(lambda noise: line() + noise))
def test_noise_is_an_event_or_a_bad_line_and_nothing_else(noise: bytes) -> None:
    try:
        event = parse_line(noise, "laptop")
    except (BadLineError, NewerLineError):
        return
    assert parse_line(format_line(event), "laptop") == event


@given(EVENTS, st.data())
def test_a_flipped_byte_gives_an_event_or_a_bad_line(event: Event, data: st.DataObject) -> None:
    written = bytearray(format_line(event))
    written[data.draw(st.integers(0, len(written) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        parse_line(bytes(written), "laptop")
    except (BadLineError, NewerLineError):
        return
