"""How much was read, and its bars."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from reader.actions.changes.statistics import DAYS, Statistics, statistics, statistics_lines
from reader.journal import Change, Field, Journal
from reader.library import EVERYTHING, Library, Scope
from reader.paths import Paths
from reader.settings import Settings
from reader.text import cell_width


def test_reading_is_counted_by_day_tag_and_language(tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.md").write_text(
            f"---\ntitle: t{number}\ntags: [{'odd' if number % 2 else 'even'}]\nlang: en\n---\n{'word ' * 500}\n"
        )
    now = [datetime(2026, 3, 1, 15, 30, tzinfo=UTC)]
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    journal = Journal.open(paths.journal, machine="t", now_ms=lambda: int(now[0].timestamp() * 1000))
    with Library.open([folder], paths, journal, Settings()) as library:
        library.scan()
        keys = [
            row.key for row in library.articles.rows(library.articles.ids(EVERYTHING, Scope.ALL)).values()
        ]
        for at, key in enumerate(sorted(keys)[:3]):
            now[0] = datetime(2026, 3, 1 + at // 2, 15 + at, 30, tzinfo=UTC)
            library.apply(journal.record([Change(key, Field.READ, True)]))
        found = statistics(library, journal, now[0], ZoneInfo("Asia/Shanghai"))
    assert (found.articles, found.read, found.starred) == (5, 3, 0)
    assert found.minutes == 3 * 2
    assert len(found.days) == DAYS
    # 16:30 in UTC is half past midnight there.
    assert dict(found.days[-3:]) == {date(2026, 3, 1): 1, date(2026, 3, 2): 1, date(2026, 3, 3): 1}
    assert (found.tags, found.languages) == ((("even", 2), ("odd", 1)), (("en", 3),))


@pytest.mark.parametrize("width", [20, 34, 80])
def test_lines_fit_and_the_longest_bar_is_the_greatest_number(width: int) -> None:
    days = tuple((date(2026, 3, day), day) for day in range(1, DAYS + 1))
    found = Statistics(100, 50, 3, 125, days, (("人工智能和机器学习的很长的标签", 1234), ("b", 3)), ())
    head, *lines = statistics_lines(found, width)
    assert "2 h 5 min" in head
    assert all(cell_width(line) <= max(width, 30) for line in lines)
    bars = [line.count("█") for line in lines if "2026-03" in line]
    assert bars == sorted(bars)
    assert not any("by language" in line for line in lines)
