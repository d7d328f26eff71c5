"""A million titles, or as many as are asked for: ``python -m benchmarks.bench_titles``. Takes half an hour and 4 GB of disk.

The articles are short, so that what is measured is what grows with their number: the index, the list, queries by field.
"""

import argparse
import random
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from reader.journal import Journal
from reader.library import EVERYTHING, GroupOrder, Library, Scope
from reader.paths import Paths
from reader.settings import Settings

COUNT = 1_000_000
IN_A_FOLDER = 1_000
WORDS = [
    "harbour",
    "window",
    "station",
    "letter",
    "library",
    "城市",
    "河流",
    "学习",
    "机器",
    "晚上",
    "the",
    "of",
    "and",
    "in",
]


def written(folder: Path, count: int) -> None:
    """Write so many articles of two lines, 300 tags by Zipf's law."""
    chance = random.Random(7)
    tags = [f"tag{number}" for number in range(300)]
    weights = [1 / (number + 1) for number in range(300)]
    begin = datetime(2005, 1, 1, tzinfo=UTC)
    for number in range(count):
        if number % IN_A_FOLDER == 0:
            inside = folder / f"{number // IN_A_FOLDER:04}"
            inside.mkdir(parents=True)
        title = " ".join(chance.choices(WORDS, k=7))
        date = begin + timedelta(minutes=10 * number)
        [tag] = chance.choices(tags, weights)
        (inside / f"{number}.md").write_text(
            f'---\ntitle: "{number} {title}"\ndate: "{date:%Y-%m-%d %H:%M:%S}"\ntags: [{tag}]\n---\n{title}.\n'
        )


def told(name: str, act: Callable[[], object]) -> None:
    """Print how long an act takes."""
    start = perf_counter()
    act()
    print(f"| {name} | {(perf_counter() - start) * 1000:,.1f} ms |", flush=True)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    options = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="newsreader-titles-"))
    try:
        written(home / "articles", options.count)
        paths = Paths(*(home / name for name in ("config", "data", "state", "cache")))
        journal = Journal.open(paths.journal, machine="bench")
        now = datetime(2026, 3, 1, tzinfo=UTC)
        print(f"| {options.count:,} titles | |\n| --- | ---: |")
        with Library.open([home / "articles"], paths, journal, Settings()) as library:
            told("cold", library.scan)
        with Library.open([home / "articles"], paths, journal, Settings()) as library:
            told(
                "groups, when it is opened", lambda: library.articles.groups(Scope.UNREAD, GroupOrder.UNREAD)
            )
            first = library.articles.groups(Scope.UNREAD, GroupOrder.UNREAD)[0].id
            told("the articles of the largest group", lambda: library.articles.ids(first, Scope.UNREAD))
            told("40 rows", lambda: library.articles.rows(library.articles.ids(EVERYTHING, Scope.ALL)[:40]))
            for query in ("is:unread", "tag:tag5", "date:2011-05", "title:harbour"):
                told(f"`{query}`", lambda query=query: library.questions.query(query, now))  # type: ignore[misc]
            told("looked over again", library.scan)
        size = sum(file.stat().st_size for file in (paths.cache / "index").iterdir())
        print(
            f"| the index | {size / 2**20:,.0f} MB |\n| most memory | {getrusage(RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB |"
        )
    finally:
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
