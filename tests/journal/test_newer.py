"""A log that a newer version has written to is known by its beginning and its end."""

from pathlib import Path

import pytest

from reader.errors import JournalError
from reader.journal import Journal
from reader.journal.newer import EXAMINED_BYTES, newer_segment, refuse_newer
from tests.journal.cases import change

NEWER = b'{"v":2,"c":5}\n'


@pytest.fixture
def segment(tmp_path: Path) -> Path:
    """A segment of ours of many times what is looked at."""
    journal = Journal.open(tmp_path, machine="laptop")
    journal.record([change(f"{number:05}.md") for number in range(5_000)])
    [file] = (tmp_path / "laptop").glob("*.jsonl")
    assert file.stat().st_size > 4 * EXAMINED_BYTES
    return file


def test_a_log_of_ours_is_none_and_one_that_is_not_there_neither(segment: Path, tmp_path: Path) -> None:
    assert newer_segment(segment.parent) is None
    assert newer_segment(tmp_path / "nowhere") is None
    refuse_newer(segment.parent)
    refuse_newer(tmp_path / "nowhere")


@pytest.mark.parametrize("size", [2 * EXAMINED_BYTES + 300, 3 * EXAMINED_BYTES - 300, 5 * EXAMINED_BYTES])
@pytest.mark.parametrize("where", ["first", "last"])
def test_a_newer_line_at_the_beginning_or_the_end_is_seen_however_long_the_segment_is(
    segment: Path, where: str, size: int
) -> None:
    data = segment.read_bytes()[:size].rpartition(b"\n")[0] + b"\n"
    segment.write_bytes(NEWER + data if where == "first" else data + NEWER)
    assert newer_segment(segment.parent) == segment
    with pytest.raises(JournalError, match="newer newsreader"):
        refuse_newer(segment.parent)


@pytest.mark.parametrize("size", [EXAMINED_BYTES - 100, EXAMINED_BYTES + 200, 2 * EXAMINED_BYTES - 200])
def test_of_a_short_segment_every_line_is_looked_at(segment: Path, size: int) -> None:
    lines = segment.read_bytes().splitlines(keepends=True)
    short = b"".join(lines)[:size]
    at = short.rfind(b"\n") + 1
    segment.write_bytes(short[:at] + NEWER + b"".join(lines[:1]))
    assert newer_segment(segment.parent) == segment


def test_the_newest_of_several_segments_is_looked_at_too(segment: Path) -> None:
    later = segment.with_name("000007.jsonl")
    later.write_bytes(NEWER)
    assert newer_segment(segment.parent) == later
