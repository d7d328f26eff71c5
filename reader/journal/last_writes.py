"""What long logs say in the end: of everything about one field of an article what counts, and no event of each line.

Reading. Nearly all lines look as ``format_line`` writes them, without an escape in them; those are told apart and taken by
one regular expression, in a fifth of the time that ``line`` needs. What stands in any other line ``line`` decides.
"""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple, TypeAlias

from reader.article import Key
from reader.journal.event import Change, Event, State, fold, winner
from reader.journal.line import PLAIN_LINE, VERSION, format_line
from reader.journal.segments import Stretch, read_stretch

ENOUGH_BYTES = 1 << 27
"""Memory that winners may take, about, before somebody has to take them: 400,000 of them, nine years of reading."""

_WINNER_BYTES = 280
"""What one takes beside its text."""

_CHUNK_BYTES = 1 << 17
"""Read at once, more than a line may have: a millisecond or two, then other threads get their turn."""

_WORDS = {word: word for word in (b"true", b"false", b"null")}
"""One object for what nearly all values are."""

_Held: TypeAlias = tuple[int, str, bytes]
"""Stamp, device and value, as the line has it."""


class LastWrite(NamedTuple):
    """A field of an article got a value."""

    folder: str
    path: str
    field: str
    value: str
    """As JSON."""
    clock: int
    device: str


class LastWrites:
    """What won so far in the lines that were read. ``said`` may name one field twice; the rule of ``winner`` decides."""

    def __init__(self, enough_bytes: int | None = None) -> None:
        """``enough_bytes``: memory it may take, about; None: ``ENOUGH_BYTES``."""
        self.count = 0
        """Events that were read."""
        self._enough_bytes = ENOUGH_BYTES if enough_bytes is None else enough_bytes
        self._plain: dict[bytes, _Held] = {}
        """By key and field, as they stand in the line: no other plain line spells them otherwise."""
        self._others: State = {}
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._plain) + len(self._others)

    @property
    def is_full(self) -> bool:
        """Whether what was read so far should be taken first."""
        return self._bytes >= self._enough_bytes

    def stamps(self) -> Iterator[int]:
        """Yield the stamps of what won."""
        yield from (held[0] for held in self._plain.values())
        yield from (event.clock for event in self._others.values())

    def said(self) -> Iterator[LastWrite]:
        """Yield what won."""
        for place, (clock, device, value) in self._plain.items():
            _, folder, _, path, _, _, _, field, _ = place.decode().split('"')
            yield LastWrite(folder, path, field, value.decode(), clock, device)
        for (key, field), event in self._others.items():
            yield LastWrite(*key, field, json.dumps(event.change.value), event.clock, event.device)

    def events(self) -> Iterator[Event]:
        """Yield the same as events, which are no acts any more."""
        for folder, path, field, value, clock, device in self.said():
            yield Event(clock, device, Change(Key(folder, path), field, json.loads(value)), "")

    def lines(self) -> Iterator[bytes]:
        """Yield the same as lines of a log."""
        for place, (clock, _, value) in self._plain.items():
            yield b'{"v":%d,"c":%d,"k":[%s,"n":%s}\n' % (VERSION, clock, place, value)
        for event in self._others.values():
            yield format_line(_bare(event))

    def drop(self, others: "LastWrites") -> None:
        """Forget what loses against others, or is the same."""
        for place in [place for place, held in self._plain.items() if others.beats(place, held)]:
            del self._plain[place]
        for event_place in [place for place, event in self._others.items() if others.beats_event(event)]:
            del self._others[event_place]

    def beats(self, place: bytes, rival: "_Held") -> bool:
        """Return whether what is held of a place, as it is written in a plain line, counts at least as much."""
        held = self._plain.get(place)
        if held is not None and not _counts_more(rival, held):
            return True
        return bool(self._others) and self.beats_event(_event(place, rival))

    def beats_event(self, event: Event) -> bool:
        """Return whether what is held of the event's place counts at least as much."""
        key, field = event.change.key, event.change.field
        other = self._others.get((key, field))
        if other is not None and winner(other, event) is other:
            return True
        held = self._plain.get(f'"{key.folder}","{key.path}"],"f":"{field}"'.encode("utf-8", "surrogatepass"))
        return held is not None and not _counts_more(
            (event.clock, event.device, json.dumps(event.change.value).encode()), held
        )

    def read(self, segment: BinaryIO, device: str) -> Stretch:
        """Take in the complete lines from here on, until there are none or enough; the events are not in what it returns."""
        whole = Stretch([])
        begin = segment.tell()
        while not self.is_full:
            segment.seek(begin + whole.size)
            chunk = segment.read(_CHUNK_BYTES)
            lines = chunk[: chunk.rfind(b"\n") + 1]
            if lines and self._take(lines, device):
                whole.size += len(lines)
                continue
            segment.seek(begin + whole.size)  # without a newline it is torn, or a line that is too long
            part = read_stretch(BytesIO(lines) if lines else segment, device, None if lines else 1)
            if not part.size:
                break
            fold(part.events, self._others)
            self.count += len(part.events)
            self._bytes += part.size + len(part.events) * _WINNER_BYTES
            whole.size += part.size
            whole.bad += part.bad
            whole.newer += part.newer
        return whole

    def _take(self, lines: bytes, device: str) -> bool:
        """Take in lines if all of them are plain."""
        try:
            lines.decode()
        except UnicodeDecodeError:
            return False
        found = PLAIN_LINE.findall(lines)
        if len(found) != lines.count(b"\n"):
            return False
        self.count += len(found)
        plain = self._plain
        for stamp, place, value in found:
            clock = int(stamp)
            held = plain.get(place)
            if held is None:
                self._bytes += _WINNER_BYTES + len(place)
            if (
                held is None
                or held[0] < clock
                or (held[0] == clock and _counts_more((clock, device, value), held))
            ):
                plain[place] = clock, device, _WORDS.get(value, value)
        return True


def _counts_more(a: _Held, b: _Held) -> bool:
    """Return whether a wins over b, by the rule of ``winner``."""
    if a[:2] != b[:2]:
        return a[:2] > b[:2]
    return repr(json.loads(a[2])) > repr(json.loads(b[2]))


def _event(place: bytes, held: _Held) -> Event:
    _, folder, _, path, _, _, _, field, _ = place.decode().split('"')
    clock, device, value = held
    return Event(clock, device, Change(Key(folder, path), field, json.loads(value)), "")


def _bare(event: Event) -> Event:
    """Return what an event says without what undo needs: it is no act any more."""
    return event._replace(act="", reverts="", change=event.change._replace(former=None))
