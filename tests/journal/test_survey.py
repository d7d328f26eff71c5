"""What is said of logs without reading their articles: size, events, damage, the last moment."""

from functools import partial
from pathlib import Path

import pytest

from reader.journal import Journal
from reader.journal.segments import last_clock
from reader.journal.survey import LogSummary, survey
from tests.journal.cases import change, in_another_process

MOMENT_MS = 1_780_000_000_500


def test_each_log_is_summed_up_over_its_segments(tmp_path: Path) -> None:
    assert survey(tmp_path) == survey(tmp_path / "nowhere") == []
    desk = Journal(tmp_path, "desk", lambda: MOMENT_MS)
    desk.record([change("a.md"), change("b.md")])
    first = tmp_path / "desk" / "000000.jsonl"
    later = first.with_name("000001.jsonl")
    later.write_bytes(first.read_bytes().splitlines(keepends=True)[0] + b"{torn\n" + b'{"v":2,"c":9}\n' * 2)
    (tmp_path / "laptop").mkdir()
    size = first.stat().st_size + later.stat().st_size
    assert survey(tmp_path) == [
        LogSummary("desk", 2, size, events=3, damaged=1, newer=2, last_s=MOMENT_MS / 1000),
        LogSummary("laptop", 0, 0, events=0, damaged=0, newer=0, last_s=0.0),
    ]


def test_the_last_moment_is_that_of_any_segment(tmp_path: Path) -> None:
    for number, moment in enumerate((MOMENT_MS + 5_000, MOMENT_MS)):
        Journal(tmp_path / f"{number}", "desk", partial(int, moment)).record([change("a.md")])
        data = (tmp_path / f"{number}" / "desk" / "000000.jsonl").read_bytes()
        log = tmp_path / "both" / "desk"
        log.mkdir(parents=True, exist_ok=True)
        (log / f"{number:06}.jsonl").write_bytes(data)
    [summary] = survey(tmp_path / "both")
    assert summary.last_s == (MOMENT_MS + 5_000) / 1000


def test_a_segment_that_cannot_be_read_is_one_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Journal(tmp_path, "desk", lambda: MOMENT_MS).record([change("a.md")])
    log = tmp_path / "desk"
    size = (log / "000001.jsonl").write_bytes((log / "000000.jsonl").read_bytes())
    for file, mode in (
        (tmp_path, 0o755),
        (log, 0o755),
        (log / "000000.jsonl", 0),
        (log / "000001.jsonl", 0o644),
    ):
        file.chmod(mode)
    [found] = in_another_process(lambda: survey(Path()), as_nobody=True)
    assert found[:5] == ["desk", 2, size, 1, 1]


def test_what_is_called_like_a_log_or_a_segment_and_is_none_is_left_out(tmp_path: Path) -> None:
    Journal(tmp_path, "desk", lambda: MOMENT_MS).record([change("a.md")])
    (tmp_path / "Desk").mkdir()
    (tmp_path / "file").write_text("")
    (tmp_path / "desk" / "000001.jsonl").symlink_to("000000.jsonl")
    (tmp_path / "desk" / "000002.jsonl").mkdir()
    [summary] = survey(tmp_path)
    assert (summary.segments, summary.events) == (1, 1)


def test_the_last_stamp_of_a_log_is_the_greatest_that_a_clock_can_have_issued(tmp_path: Path) -> None:
    log = tmp_path / "desk"
    assert last_clock(log) == 0
    [event] = Journal(tmp_path, "desk", lambda: MOMENT_MS).record([change("a.md")])
    assert last_clock(log) == event.clock
    with (log / "000000.jsonl").open("ab") as file:
        for stamp in (event.clock - 5, (1 << 62) + 1, 0):
            file.write(b'{"v":1,"c":%d,"k":["folder","a.md"],"f":"read","n":true}\n' % stamp)
    assert last_clock(log) == event.clock
