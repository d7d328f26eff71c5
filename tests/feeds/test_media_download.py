"""Sounds and films are downloaded whole or not at all, continued where the server has the same file, and within bounds."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.article.media import MediaFile
from reader.feeds.pages.media_download import DownloadError, Place, download_file, name_of
from reader.feeds.web.connection import FetchError, PrivateHostError
from reader.feeds.web.fetch import Fetcher
from reader.files.inside import OutsideError
from tests.cli.conftest import ROOT
from tests.feeds import shapes
from tests.feeds.server import Asked, Reply, Web

SOUND = bytes(range(256)) * 2_000
LIMIT = 10 << 20


class Store:
    """A server that answers ranges, and says less than it promises where the test wants that."""

    def __init__(self, data: bytes = SOUND, etag: str = '"one"') -> None:
        self.data, self.etag = data, etag
        self.cut_at = 0
        """The first answer ends after this many bytes; 0: it does not."""
        self.ranges: list[str] = []

    def __call__(self, asked: Asked) -> Reply:
        wanted = asked.headers.get("range", "")
        self.ranges.append(wanted)
        begin, status, headers = 0, 200, {"Content-Type": "audio/mpeg", "ETag": self.etag}
        if wanted and asked.headers.get("if-range") == self.etag:
            begin = int(re.fullmatch(r"bytes=(\d+)-", wanted)[1])  # type: ignore[index]
            if begin >= len(self.data):
                return Reply(b"", 416, {"Content-Range": f"bytes */{len(self.data)}"})
            status = 206
            headers["Content-Range"] = f"bytes {begin}-{len(self.data) - 1}/{len(self.data)}"
        headers["Content-Length"] = str(len(self.data) - begin)
        rest, cut, self.cut_at = self.data[begin:], self.cut_at, 0
        return Reply(b"", status, headers, drip=lambda write: write(rest[: cut - begin] if cut else rest))


@pytest.fixture
def store(web: Web) -> Store:
    made = Store()
    web.replies["/a.mp3"] = made
    return made


Get = Callable[..., tuple[Path, bool]]


@pytest.fixture
def get(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Get:
    monkeypatch.setattr("reader.feeds.web.connection._require_public", lambda *_: None)
    (tmp_path / "articles" / "feed").mkdir(parents=True)

    def run(
        path: str = "/a.mp3", limit: int = LIMIT, steps: list[tuple[int, int]] | None = None
    ) -> tuple[Path, bool]:
        file = MediaFile(web.address + path, "audio/mpeg", 0)
        place = Place(tmp_path / "articles", tmp_path / "articles" / "feed", "a.mp3")
        seen = [] if steps is None else steps
        return download_file(file, place, Fetcher(gap_s=0), limit, lambda *step: seen.append(step))

    return run


def names(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "articles" / "feed" / "media").iterdir())


def test_a_file_comes_whole_with_its_progress(store: Store, get: Get, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    path, is_new = get(steps=steps)
    assert (path, is_new) == (tmp_path / "articles" / "feed" / "media" / "a.mp3", True)
    assert path.read_bytes() == SOUND
    assert names(tmp_path) == ["a.mp3"]
    assert steps[-1] == (len(SOUND), len(SOUND))
    assert get() == (path, False)
    assert len(store.ranges) == 1


def test_what_is_cut_off_is_continued_and_never_half_there(store: Store, get: Get, tmp_path: Path) -> None:
    store.cut_at = 300_000
    with pytest.raises(FetchError):
        get()
    assert names(tmp_path) == ["a.mp3.part", "a.mp3.part.json"]
    path, _ = get()
    assert path.read_bytes() == SOUND
    assert re.fullmatch(r"bytes=\d{5,}-", store.ranges[-1])
    assert names(tmp_path) == ["a.mp3"]


def test_a_file_that_has_changed_meanwhile_is_downloaded_from_its_beginning(store: Store, get: Get) -> None:
    store.cut_at = 300_000
    with pytest.raises(FetchError):
        get()
    store.data, store.etag = SOUND[::-1], '"two"'
    path, _ = get()
    assert path.read_bytes() == SOUND[::-1]


def test_a_part_that_is_whole_already_is_taken(store: Store, get: Get, tmp_path: Path) -> None:
    store.cut_at = 300_000
    with pytest.raises(FetchError):
        get()
    (tmp_path / "articles/feed/media/a.mp3.part").write_bytes(SOUND)
    path, _ = get()
    assert path.read_bytes() == SOUND


@pytest.mark.parametrize(
    "note", ["", "[1]", '{"address": "https://other.example/", "validator": "x"}', "{", None]
)
def test_a_part_of_something_else_is_not_continued(
    store: Store, get: Get, tmp_path: Path, note: str | None
) -> None:
    store.cut_at = 300_000
    with pytest.raises(FetchError):
        get()
    file = tmp_path / "articles/feed/media/a.mp3.part.json"
    file.unlink()
    if note is not None:
        file.write_text(note)
    path, _ = get()
    assert path.read_bytes() == SOUND
    assert store.ranges == ["", ""]


def test_a_weak_tag_is_no_proof_that_a_file_is_the_same(store: Store, get: Get) -> None:
    store.etag = 'W/"one"'
    store.cut_at = 300_000
    with pytest.raises(FetchError):
        get()
    assert get()[0].read_bytes() == SOUND
    assert store.ranges == ["", ""]


def test_what_is_too_large_is_not_kept(store: Store, get: Get, web: Web, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="download_limit_mb"):
        get(limit=100_000)
    web.replies["/endless"] = Reply(
        headers={"Content-Type": "audio/mpeg"}, drip=lambda write: write(b"x" * 900_000)
    )
    with pytest.raises(DownloadError, match="download_limit_mb"):
        get("/endless", limit=500_000)
    assert names(tmp_path) == []


def test_a_full_disk_is_said_before_anything_comes(
    store: Store, get: Get, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = os.statvfs(tmp_path)
    store.data = SOUND
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000})())
    with pytest.raises(
        DownloadError, match=r"There is no room for a\.mp3: it needs 500 kB more, and 1000 B are free"
    ):
        get()
    assert free.f_bavail
    assert "a.mp3" not in names(tmp_path)


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (Reply(b"gone", 404), "a.mp3: 127.0.0.1:\\d+ answers 404"),
        (Reply(b"<html>", 200, {"Content-Type": "text/html; charset=utf-8"}), "sends a web page"),
        (Reply(b"x", 200, {"Content-Type": "audio/mpeg", "Content-Encoding": "gzip"}), "compressed"),
        (Reply(b"x", 206, {"Content-Type": "audio/mpeg"}), "cut off"),
    ],
)
def test_what_is_no_file_is_refused(get: Get, web: Web, reply: Reply, sentence: str, tmp_path: Path) -> None:
    web.replies["/a.mp3"] = reply
    with pytest.raises(DownloadError, match=sentence):
        get()
    assert "a.mp3" not in names(tmp_path)


def test_many_redirects_lead_to_the_file_and_keep_the_range(store: Store, get: Get, web: Web) -> None:
    for number in range(8):
        web.put(f"/{number}", b"", 302, Location=f"/{number + 1}" if number < 7 else "/a.mp3")
    store.cut_at = 300_000
    with pytest.raises(FetchError):
        get("/0")
    assert get("/0")[0].read_bytes() == SOUND
    assert store.ranges[-1].startswith("bytes=")


def test_no_article_leads_into_a_private_network(store: Store, web: Web, tmp_path: Path) -> None:
    (tmp_path / "feed").mkdir()
    with pytest.raises(PrivateHostError):
        download_file(
            MediaFile(web.address + "/a.mp3", "", 0), Place(tmp_path, tmp_path / "feed", "a.mp3"), Fetcher(), LIMIT,
            lambda *_: None,
        )  # fmt: skip
    assert store.ranges == []


def test_nothing_is_written_through_a_link(store: Store, get: Get, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "articles/feed/media").symlink_to(outside)
    with pytest.raises(OutsideError):
        get()
    (tmp_path / "articles/feed/media").unlink()
    (tmp_path / "articles/feed/media").mkdir()
    (tmp_path / "articles/feed/media/a.mp3.part").symlink_to(outside / "x")
    with pytest.raises(DownloadError):
        get()
    assert list(outside.iterdir()) == []
    assert store.ranges == []


def test_a_stopped_download_can_be_continued(store: Store, get: Get, web: Web, tmp_path: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slowly(asked: Asked) -> Reply:
        reply = store(asked)

        def drip(write: Callable[[bytes], None]) -> None:
            write(SOUND[:200_000])
            begun.set()
            go_on.wait(30)

        reply.drip = drip
        return reply

    web.replies["/a.mp3"] = slowly
    fetcher, failed = Fetcher(gap_s=0), list[Exception]()
    place = Place(tmp_path / "articles", tmp_path / "articles" / "feed", "a.mp3")

    def run() -> None:
        try:
            download_file(MediaFile(web.address + "/a.mp3", "", 0), place, fetcher, LIMIT, lambda *_: None)
        except FetchError as problem:
            failed.append(problem)

    thread = threading.Thread(target=run)
    thread.start()
    assert begun.wait(30)
    fetcher.stop()
    thread.join(30)
    go_on.set()
    assert failed
    assert names(tmp_path) == ["a.mp3.part", "a.mp3.part.json"]
    web.replies["/a.mp3"] = store
    assert get()[0].read_bytes() == SOUND


@pytest.mark.parametrize(
    ("file", "stem", "number", "name"),
    [
        (MediaFile("https://e.org/x", "audio/mpeg", 0), "2024-05-01-bees", 1, "2024-05-01-bees.mp3"),
        (MediaFile("https://e.org/x.M4A?y=1", "", 0), "bees", 2, "bees-2.m4a"),
        (MediaFile("https://e.org/../x.sh/..", "video/mp4", 0), "b", 1, "b.mp4"),
        (MediaFile("https://e.org/x", "", 0, "video"), "b", 1, "b.mp4"),
        (MediaFile("https://e.org/x", "audio/x-unknown", 0), "蜂" * 200, 1, "蜂" * 66 + ".mp3"),
    ],
)
def test_a_file_is_called_like_its_article(file: MediaFile, stem: str, number: int, name: str) -> None:
    assert name_of(file, stem, number) == name
    assert len(f"{name}.part.json".encode()) <= 255


@pytest.fixture
def command(tmp_path: Path, web: Web) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """The command, which reaches hosts of the web by the server as its proxy."""
    home = tmp_path / "home"
    home.mkdir()

    def run(*words: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "reader", *map(str, words)], capture_output=True, text=True, timeout=60, check=False,
            cwd=ROOT, stdin=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(home), "TZ": "UTC", "http_proxy": web.address},
        )  # fmt: skip

    return run


def test_a_feed_in_ones_own_network_has_its_files_there_and_nowhere_else(
    command: Callable[..., "subprocess.CompletedProcess[str]"], web: Web, tmp_path: Path
) -> None:
    folder, other = tmp_path / "articles", tmp_path / "other"
    folder.mkdir()
    # The server is the proxy too, which is asked for whole addresses.
    web.put(f"{web.address}/feed", shapes.podcast(web.address))
    web.replies[f"{web.address}/ep12.mp3"] = web.replies[f"{web.address}/ep11.m4a"] = Store()
    assert command("add", "-f", folder, f"{web.address}/feed").returncode == 0
    done = command("download", "-f", folder, "title:talking")
    [file] = map(Path, done.stdout.splitlines())
    assert file.read_bytes() == SOUND
    folder.rename(other)  # another folder, for which nothing is agreed
    done = command("download", "-f", other, "title:voices")
    assert (done.returncode, done.stdout) == (1, "")
    assert "private network" in done.stderr
    assert [each.name for each in (other / "bees-on-air" / "media").iterdir()] == [file.name]


def test_the_command_downloads_what_a_query_finds(
    command: Callable[..., "subprocess.CompletedProcess[str]"], web: Web, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    web.put("http://feeds.example.org/feed", shapes.podcast("http://cdn.example.org"))
    web.replies["http://cdn.example.org/ep12.mp3"] = Store()
    web.put("http://cdn.example.org/ep11.m4a", b"gone", 404)
    assert command("add", "-f", folder, "http://feeds.example.org/feed").returncode == 0
    assert command("refresh", "-f", folder).returncode == 0
    done = command("download", "-f", folder, "has:video")
    assert (done.returncode, done.stdout) == (3, "")
    done = command("download", "-f", folder, "--dry-run", "has:audio", "sort:-date")
    assert done.stdout.splitlines() == ["http://cdn.example.org/ep12.mp3", "http://cdn.example.org/ep11.m4a"]
    done = command("download", "-f", folder, "has:audio")
    [file] = map(Path, done.stdout.splitlines())
    assert file == folder / "bees-on-air" / "media" / "2024-05-01-talking-to-bees.mp3"
    assert file.read_bytes() == SOUND
    assert done.returncode == 1
    assert "answers 404" in done.stderr
    done = command("download", "-f", folder, "--json", "title:talking")
    assert json.loads(done.stdout) == {"schema": 2, "paths": [str(file)], "problems": []}
    assert command("download", "-f", folder).returncode == 2
