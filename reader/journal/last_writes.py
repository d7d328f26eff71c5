"""Folds long logs to the last write of each field of an article, without an event per line.

Reads segments. Nearly all lines look as ``format_line`` writes them, without an escape: one regex reads those, in a fifth of
the time that ``line`` needs. All others are left to ``line``.
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
"""Memory that the writes may take, about, before the caller has to process them: 400,000 of them, nine years of reading."""

_WRITE_BYTES = 280
"""What one write takes beside its text."""

_CHUNK_BYTES = 1 << 17
"""Read at once, more than a line may have: one or two milliseconds, then other threads run."""

_WORDS = {word: word for word in (b"true", b"false", b"null")}
"""One object for each of the values that nearly all lines have."""

_PlainWrite: TypeAlias = tuple[int, str, bytes]
"""Stamp, device and value as it stands in the line."""


class LastWrite(NamedTuple):
    """The last write to one field of one article."""

    folder: str
    """The id of the article's folder."""
    path: str
    """The article's path in it."""
    field: str
    """As in ``Change``."""
    value: str
    """As JSON."""
    clock: int
    """The stamp of the event."""
    device: str
    """The device that wrote it."""


class LastWrites:
    """The last writes in the lines that were read. ``writes`` may name one field twice; the rule of ``winner`` decides."""

    def __init__(self, enough_bytes: int | None = None) -> None:
        """``enough_bytes``: memory it may take, about; None: ``ENOUGH_BYTES``."""
        self.count = 0
        """Events that were read."""
        self._enough_bytes = ENOUGH_BYTES if enough_bytes is None else enough_bytes
        self._plain: dict[bytes, _PlainWrite] = {}
        """By key and field as they stand in the line: every plain line spells them alike."""
        self._others: State = {}
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._plain) + len(self._others)

    @property
    def is_full(self) -> bool:
        """Whether what was read so far has to be processed first."""
        return self._bytes >= self._enough_bytes

    def stamps(self) -> Iterator[int]:
        """Yield the stamps of all writes."""
        yield from (held[0] for held in self._plain.values())
        yield from (event.clock for event in self._others.values())

    def writes(self) -> Iterator[LastWrite]:
        """Yield all writes."""
        for target, (clock, device, value) in self._plain.items():
            _, folder, _, path, _, _, _, field, _ = target.decode().split('"')
            yield LastWrite(folder, path, field, value.decode(), clock, device)
        for (key, field), event in self._others.items():
            yield LastWrite(*key, field, json.dumps(event.change.value), event.clock, event.device)

    def events(self) -> Iterator[Event]:
        """Yield all writes as events, which are no longer part of an act."""
        for folder, path, field, value, clock, device in self.writes():
            yield Event(clock, device, Change(Key(folder, path), field, json.loads(value)), "")

    def lines(self) -> Iterator[bytes]:
        """Yield all writes as lines of a log."""
        for target, (clock, _, value) in self._plain.items():
            yield b'{"v":%d,"c":%d,"k":[%s,"n":%s}\n' % (VERSION, clock, target, value)
        for event in self._others.values():
            yield format_line(_bare(event))

    def remove_superseded(self, others: "LastWrites") -> None:
        """Remove the writes that others supersede or equal."""
        for target in [target for target, held in self._plain.items() if others.supersedes(target, held)]:
            del self._plain[target]
        for event_target in [
            target for target, event in self._others.items() if others.supersedes_event(event)
        ]:
            del self._others[event_target]

    def supersedes(self, target: bytes, rival: "_PlainWrite") -> bool:
        """Return whether the write here to ``target``, key and field as in a plain line, counts at least as much as its rival."""
        held = self._plain.get(target)
        if held is not None and not _counts_more(rival, held):
            return True
        return bool(self._others) and self.supersedes_event(_event(target, rival))

    def supersedes_event(self, event: Event) -> bool:
        """Return whether the write here to the event's field counts at least as much as the event."""
        key, field = event.change.key, event.change.field
        other = self._others.get((key, field))
        if other is not None and winner(other, event) is other:
            return True
        held = self._plain.get(f'"{key.folder}","{key.path}"],"f":"{field}"'.encode("utf-8", "surrogatepass"))
        return held is not None and not _counts_more(
            (event.clock, event.device, json.dumps(event.change.value).encode()), held
        )

    def read(self, segment: BinaryIO, device: str) -> Stretch:
        """Add the complete lines from here on, until the end or until it is full; the returned stretch holds no events."""
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
            self._bytes += part.size + len(part.events) * _WRITE_BYTES
            whole.size += part.size
            whole.bad += part.bad
            whole.newer += part.newer
        return whole

    def _take(self, lines: bytes, device: str) -> bool:
        """Add the lines if all of them are plain; return whether they are."""
        try:
            lines.decode()
        except UnicodeDecodeError:
            return False
        found = PLAIN_LINE.findall(lines)
        if len(found) != lines.count(b"\n"):
            return False
        self.count += len(found)
        plain = self._plain
        for stamp, target, value in found:
            clock = int(stamp)
            held = plain.get(target)
            if held is None:
                self._bytes += _WRITE_BYTES + len(target)
            if (
                held is None
                or held[0] < clock
                or (held[0] == clock and _counts_more((clock, device, value), held))
            ):
                plain[target] = clock, device, _WORDS.get(value, value)
        return True


def _counts_more(a: _PlainWrite, b: _PlainWrite) -> bool:
    """Return whether a counts and not b, by the rule of ``winner``."""
    if a[:2] != b[:2]:
        return a[:2] > b[:2]
    return repr(json.loads(a[2])) > repr(json.loads(b[2]))


def _event(target: bytes, held: _PlainWrite) -> Event:
    _, folder, _, path, _, _, _, field, _ = target.decode().split('"')
    clock, device, value = held
    return Event(clock, device, Change(Key(folder, path), field, json.loads(value)), "")


def _bare(event: Event) -> Event:
    """Return an event without what undo needs: it is no longer part of an act."""
    return event._replace(act="", reverts="", change=event.change._replace(former=None))
