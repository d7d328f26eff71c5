"""An account of 500 feeds and 50,000 entries at a real Miniflux on PostgreSQL: ``python -m benchmarks.bench_sync``.

Both ways to speak to it take turns: Google Reader's API and its own. Time is the clock's; CPU is that of this process, which
is what a pull costs the user's machine beside the files. It needs Miniflux and PostgreSQL, as the tests do.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from reader.actions.changes.flags import mark
from reader.actions.workspace.workspace import open_workspace
from reader.feeds.web.fetch import Fetcher, Message
from reader.journal import Field
from reader.paths import Paths
from reader.sync.greader import GoogleReader
from reader.sync.memory import Memory
from reader.sync.miniflux import Miniflux as OwnApi
from reader.sync.server import Mark, Server
from reader.sync.turn import Done, run_turn
from tests.sync.real_miniflux import PASSWORD, Account, Miniflux, lacking

CONTENTS, MARKS = 3_000, 10_000
"""Entries whose texts are fetched, and that are marked in one go."""


def fill(server: Miniflux, account: Account, feeds: int, entries: int) -> None:
    """Give an account feeds and entries of 5 kB, straight in the database."""
    user = f"(select id from users where username = '{account.name}')"
    server.sql(
        "insert into feeds (user_id, category_id, title, feed_url, site_url)"
        f" select {user}, (select min(id) from categories where user_id = {user}), 'Feed ' || n,"
        f" 'https://example.org/' || n || '.xml', 'https://example.org/' from generate_series(1, {feeds}) n"
    )
    server.sql(
        "insert into entries (user_id, feed_id, hash, published_at, title, url, author, content, status, changed_at)"
        f" select {user}, (select min(id) from feeds where user_id = {user}) + n % {feeds}, 'hash' || n,"
        " now() - n * interval '1 minute', 'Entry 条目 ' || n, 'https://example.org/entry/' || n, 'Author',"
        " '<p>' || n || repeat(' A paragraph of <b>some</b> words, 以及一些中文。', 80) || '</p>', 'unread', now()"
        f" from generate_series(1, {entries}) n"
    )


class Counted(Fetcher):
    """A fetcher that counts its requests."""

    requests = 0

    def send(self, address: str, message: Message, *, typed: str = "") -> object:  # type: ignore[override]
        """Send and count."""
        self.requests += 1
        return super().send(address, message, typed=typed)


def measured(fetcher: Counted, act: Callable[[], object]) -> tuple[float, float, int]:
    """Return seconds of the clock, seconds of CPU and requests of an act."""
    fetcher.requests, begin, cpu = 0, time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - begin, time.process_time() - cpu, fetcher.requests


def acts_of(server: Server, ids: list[str], mark: Mark) -> dict[str, Callable[[], object]]:
    """Return what is measured, by its name."""

    def look() -> None:
        if server.is_changed(time.time() + 86_400):
            server.states(time.time())

    return {
        "all ids, unread and starred": server.states,
        "nothing new": look,
        f"texts of {CONTENTS:,}": lambda: list(server.entries(ids[:CONTENTS])),
        f"{MARKS:,} marks": lambda: server.mark(mark, ids[:MARKS]),
    }


def one_round(
    make: Callable[[Fetcher], Server], mark: Mark, found: dict[str, list[tuple[float, float, int]]]
) -> None:
    """Add the figures of each act to those that were found."""
    fetcher = Counted(120)
    server = make(fetcher)
    found.setdefault("log in", []).append(measured(fetcher, server.check))
    ids = sorted(server.states().ids, key=int, reverse=True)
    for name, act in acts_of(server, ids, mark).items():
        found.setdefault(name, []).append(measured(fetcher, act))
    marked = set(ids[:MARKS])
    assert server.states().unread & marked == (marked if mark is Mark.UNREAD else set()), "marks were lost"


def turns_of(
    home: Path, make: Callable[[Fetcher], Server], entries: int
) -> dict[str, tuple[float, float, int]]:
    """Return the figures of turns: the first, with files and index; one with nothing new; one with marks to send."""
    root, fetcher = home / "feeds", Counted(120)
    root.mkdir()
    paths = Paths(*(home / name for name in ("config", "data", "state", "cache")))
    with open_workspace([root], {}, paths, {}) as workspace, Memory(home / "memory") as memory:
        library, journal, client = workspace.library, workspace.journal, make(fetcher)

        def turn() -> Done:
            return run_turn(library, journal, memory, server=client, root=root, arrived=lambda *_: None)

        figures = {"the first": measured(fetcher, turn), "nothing new": measured(fetcher, turn)}
        articles = [article for article, _, _ in library.articles.names()]
        assert len(articles) == entries, len(articles)
        mark(library, journal, articles[:200], Field.READ, value=True)
        figures["200 marks"] = measured(fetcher, turn)
        return figures


def print_turns(server: Miniflux) -> None:
    """Print what turns with an account of some thousand entries cost."""
    print(
        f"\n| turn with {CONTENTS:,} entries | way | requests | s | CPU ms |\n| --- | --- | ---: | ---: | ---: |"
    )
    for way in ("Google Reader's API", "its own API"):
        account = server.account()
        fill(server, account, 30, CONTENTS)
        key, name = account.key, account.name
        makes: dict[str, Callable[[Fetcher], Server]] = {
            "Google Reader's API": partial(
                GoogleReader, address=server.address, user=name, password=PASSWORD
            ),
            "its own API": partial(OwnApi, address=server.address, user="", password=key),
        }
        with tempfile.TemporaryDirectory() as home:
            for turn, (clock, cpu, requests) in turns_of(Path(home), makes[way], CONTENTS).items():
                print(f"| {turn} | {way} | {requests} | {clock:.2f} | {cpu * 1000:.0f} |")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3, help="each marks read and unread")
    options = parser.parse_args()
    if missing := lacking():
        raise SystemExit(f"{missing} is not installed")
    server = Miniflux()
    try:
        account = server.account()
        fill(server, account, options.feeds, options.entries)
        server.sql("analyze")
        ways: dict[str, Callable[[Fetcher], Server]] = {
            "Google Reader's API": lambda fetcher: GoogleReader(
                fetcher, server.address, account.name, PASSWORD
            ),
            "its own API": lambda fetcher: OwnApi(fetcher, server.address, "", account.key),
        }
        print("| act | way | requests | s | CPU ms |\n| --- | --- | ---: | ---: | ---: |")
        found: dict[str, dict[str, list[tuple[float, float, int]]]] = {way: {} for way in ways}
        for number in range(options.rounds * 2):
            for way, make in ways.items():
                one_round(make, (Mark.READ, Mark.UNREAD)[number % 2], found[way])
        for name in found["its own API"]:
            for way, figures in ((way, by_name[name]) for way, by_name in found.items()):
                clock, cpu = median(row[0] for row in figures), median(row[1] for row in figures)
                print(f"| {name} | {way} | {figures[-1][2]} | {clock:.2f} | {cpu * 1000:.0f} |")
        print_turns(server)
    finally:
        server.close()


if __name__ == "__main__":
    main()
