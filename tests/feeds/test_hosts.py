"""How many requests a host gets, and in which order: strangers one a second, one's own as fast as they answer."""

import os
import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from reader.feeds.following.schedule import DAY_S
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.refresh.run import RefreshOptions, refresh
from reader.feeds.web.fetch import Fetcher
from reader.feeds.web.rate_limit import RateLimit
from reader.setting_loading import load_settings
from reader.setting_tables import Host
from tests.cli.conftest import Newsreader
from tests.feeds.conftest import Clock
from tests.feeds.server import Asked, Reply, Web, item, rss


@pytest.mark.parametrize(
    ("host", "gap_s"),
    [
        ("example.org", 1), ("sub.example.org", 1), ("8.8.8.8", 1), ("2606:4700::1111", 1),
        ("127.0.0.1", 0), ("127.9.9.9", 0), ("localhost", 0), ("::1", 0), ("192.168.1.4", 0), ("10.0.0.1", 0),
        ("nas", 0), ("rsshub.lan", 0), ("bridge.local", 0), ("fd00::1", 0),
        ("www.reddit.com", 60),
    ],
)  # fmt: skip
def test_strangers_get_a_request_a_second_and_ones_own_hosts_need_no_gap(host: str, gap_s: float) -> None:
    assert RateLimit().gap_s(host) == gap_s
    assert RateLimit().at_once(host) == 1


def test_the_settings_say_how_often_and_how_many_at_once(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(
        '[hosts."Nas.lan"]\ngap_s = 2.5\nrequests_at_once = 4\n[hosts."example.org"]\ngap_s = 0\n[hosts."[::1]"]\ngap_s = 3\n'
        '[hosts."Bücher.lan"]\ngap_s = 4\n[hosts."fd00::A"]\ngap_s = 5\n'
    )
    loaded = load_settings(file, {})
    assert loaded.warnings == ()
    limit = RateLimit(hosts=loaded.settings.hosts)
    hosts = ("nas.lan", "NAS.LAN", "example.org", "::1", "xn--bcher-kva.lan", "fd00::a", "other.example.org")
    assert [(limit.gap_s(host), limit.at_once(host)) for host in hosts] == [
        (2.5, 4), (2.5, 4), (0, 1), (3, 1), (4, 1), (5, 1), (1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("hosts = 5", "line 1: hosts should be tables such as"),
        ('[hosts]\n"a.org" = 3', "line 2: hosts: a.org should be a table such as gap_s = 0"),
        ('[hosts."https://a.org"]\ngap_s = 0', "hosts: https://a.org is not a host: write its name without https:// and port"),
        ('[hosts."a.org:8080"]\ngap_s = 0', "a.org:8080 is not a host"),
        ('[hosts."a.org"]\ngap = 0', "line 2: hosts: no key of a host is called gap; did you mean gap_s?"),
        ('[hosts."a.org"]\ngap_s = -1', "line 2: hosts: gap_s should be a number from 0 to 3600, not -1"),
        ('[hosts."a.org"]\nrequests_at_once = 0', "requests_at_once should be a number from 1 to 16, not 0"),
        ('[hosts."a.org"]\nrequests_at_once = 1.5', "requests_at_once should be a number from 1 to 16, not 1.5"),
        ('[hosts."a.org"]\nca_file = "own.pem"', "ca_file should be a file such as"),
    ],
)  # fmt: skip
def test_a_wrong_setting_of_a_host_is_named_with_its_line(tmp_path: Path, text: str, warning: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text + '\n[hosts."good.org"]\ngap_s = 7\n' if text.startswith("[") else text)
    loaded = load_settings(file, {})
    [told] = loaded.warnings
    assert warning in told
    if text.startswith("["):
        assert loaded.settings.hosts["good.org"] == Host(gap_s=7.0)


class Busy:
    """Answers feeds, and remembers when, and how many at once."""

    def __init__(self, web: Web, count: int, seconds: float = 0.0) -> None:
        self.moments: list[float] = []
        self.paths: list[str] = []
        self.most = 0
        self._running, self._lock, self._seconds = 0, threading.Lock(), seconds
        self.addresses = [f"{web.address}/{number}" for number in range(count)]
        for number in range(count):
            web.replies[f"/{number}"] = self._answer

    def _answer(self, asked: Asked) -> Reply:
        with self._lock:
            self.moments.append(time.monotonic())
            self.paths.append(asked.path)
            self._running += 1
            self.most = max(self.most, self._running)
        time.sleep(self._seconds)
        with self._lock:
            self._running -= 1
        return Reply(rss(item(1)).encode())


Run = Callable[..., None]


@pytest.fixture
def run(tmp_path: Path, clock: Clock) -> Run:
    """Refresh feeds with the settings of hosts."""

    def refreshed(addresses: list[str], **settings: Host) -> None:
        limit = RateLimit(hosts={name.replace("_", "."): host for name, host in settings.items()})
        feeds = [Subscription(address, f"Feed {address[-2:]}") for address in addresses]
        outcomes = list(
            refresh(tmp_path / "articles", feeds, Fetcher(rate_limit=limit), RefreshOptions(now=clock))
        )
        assert [outcome.error for outcome in outcomes] == [""] * len(addresses)

    return refreshed


def test_one_request_at_a_time_goes_to_a_host_of_ones_own_without_settings(web: Web, run: Run) -> None:
    busy = Busy(web, 5, 0.03)
    run(busy.addresses)
    assert busy.most == 1
    assert max(later - earlier for earlier, later in pairwise(busy.moments)) < 1


def test_a_host_gets_as_many_requests_at_once_as_the_settings_say(web: Web, run: Run) -> None:
    busy = Busy(web, 12, 0.3)
    run(busy.addresses, **{"127_0_0_1": Host(requests_at_once=4)})
    assert busy.most == 4
    assert len(busy.paths) == 12


def test_a_gap_of_the_settings_holds_for_a_host_of_ones_own_too(web: Web, run: Run) -> None:
    busy = Busy(web, 3)
    run(busy.addresses, **{"127_0_0_1": Host(gap_s=0.3)})
    assert all(later - earlier >= 0.3 for earlier, later in pairwise(busy.moments))


def test_the_stalest_feed_comes_first_and_what_failed_last(
    web: Web, run: Run, clock: Clock, tmp_path: Path
) -> None:
    busy = Busy(web, 4)
    for number in (2, 0, 1):
        run([busy.addresses[number]])
        clock.now += 60
    bad = web.put("/bad", "no feed")
    list(refresh(tmp_path / "articles", [Subscription(bad, "Bad")], Fetcher(), RefreshOptions(now=clock)))
    clock.now += 2 * DAY_S
    busy.paths.clear()
    feeds = [Subscription(bad, "Bad"), *(Subscription(each, f"Feed {each[-2:]}") for each in busy.addresses)]
    web.asked.clear()
    list(refresh(tmp_path / "articles", feeds, Fetcher(), RefreshOptions(now=clock)))
    assert [asked.path for asked in web.asked] == ["/3", "/2", "/0", "/1", "/bad"]


def test_hosts_come_in_turn(web: Web, run: Run) -> None:
    """One host with many feeds does not keep the others waiting until all of its own are fetched."""
    mine = Busy(web, 30, 0.02)
    other = Web("127.0.0.9")
    theirs = Busy(other, 2)
    run([*mine.addresses, *theirs.addresses])
    assert theirs.moments[-1] < mine.moments[-1]
    other.close()


def test_settings_of_the_file_reach_the_command(newsreader: Newsreader, web: Web, folder: Path) -> None:
    busy = Busy(web, 6, 0.5)
    rows = "".join(f'[[feed]]\naddress = "{address}"\n' for address in busy.addresses)
    (folder / "feeds.toml").write_text(rows)
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('[hosts."127.0.0.1"]\nrequests_at_once = 3\n')
    newsreader("trust", "--yes", folder)
    assert newsreader("refresh", "-f", folder).returncode == 0
    assert busy.most == 3


@pytest.mark.parametrize(
    ("seconds", "told"), [("40", "40 s"), ("120", "2 min"), ("7000", "2 h"), ("400000", "5 days")]
)
def test_how_long_a_server_wants_to_be_left_alone_is_said(
    newsreader: Newsreader, web: Web, folder: Path, seconds: str, told: str
) -> None:
    web.put("/one", b"", 429, Retry_After=seconds)
    (folder / "feeds.toml").write_text(f'[[feed]]\naddress = "{web.address}/one"\ntitle = "One"\n')
    newsreader("trust", "--yes", folder)
    done = newsreader("refresh", "-f", folder)
    assert f"One: The server answers 429: it asks us to wait {told}" in done.stderr
    done = newsreader("refresh", "--now", "-f", folder)
    assert "One: 127.0.0.1 asked us to wait: it is fetched again in" in done.stderr
    assert len(web.asked) == 1
