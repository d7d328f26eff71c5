"""Who is trusted with what: a test for each line of SECURITY.md, which it quotes, here or in ``test_security_of_programs``."""

import ast
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.actions.browser.launch import Plan, Refused, plan
from reader.actions.browser.player import plan_player
from reader.article.media import MediaFile
from reader.feeds.pages.media_download import DownloadError, Place, download_file
from reader.feeds.web.connection import FetchError
from reader.feeds.web.fetch import Fetcher
from reader.files.inside import OutsideError
from tests.cli.conftest import ROOT, Newsreader
from tests.cli.folders import asked_again, printing, program, row, touching, write
from tests.feeds.certificates import secure_web, self_signed
from tests.feeds.server import Reply, Web, item, rss

FEED = "http://a.example.org/feed"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A server in a private network, and the proxy to a public one."""
    made = Web()
    monkeypatch.setenv("http_proxy", made.address)
    monkeypatch.setenv("no_proxy", "127.0.0.1,127.0.0.2")
    made.put(FEED, rss(item(1, "One"), title="A"))
    made.put("/feed", rss(item(2, "Two"), title="B"))
    yield made
    made.close()


def test_each_line_is_quoted_by_a_test() -> None:
    lines = [line[2:] for line in (ROOT / "SECURITY.md").read_text().splitlines() if line.startswith("- ")]
    trees = [ast.parse(path.read_text()) for path in Path(__file__).parent.glob("test_security*.py")]
    tests = [
        node
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    ]
    quoted = [" ".join((ast.get_docstring(node) or "").split()) for node in tests]
    assert sorted(filter(None, quoted)) == sorted(lines)


def test_the_settings_are_the_users(newsreader: Newsreader, web: Web, folder: Path) -> None:
    """
    Your `config.toml`, your environment and the command line are yours: what they name is run and fetched. No folder, feed or
    article writes them.
    """
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'folders = ["{folder}"]  # mine\n')
    (folder / "config.toml").write_text('browser = "evil"\n')
    write(folder, row(address=FEED), row(command=printing(rss(item(3)))))
    newsreader("trust", "--yes", folder)
    assert newsreader("refresh").stdout == "2 new articles\n"
    for command in ("list", "feeds", "rules", "stats", "index"):
        newsreader(command)
    assert config.read_text() == f'folders = ["{folder}"]  # mine\n'
    assert [path.name for path in config.parent.iterdir()] == ["config.toml"]


def test_a_folder_is_only_read(newsreader: Newsreader, web: Web, folder: Path, tmp_path: Path) -> None:
    """A folder is read; nothing that it names is run or fetched before you agree."""
    write(
        folder, row(address=FEED), row(address=web.address + "/feed"), row(command=touching(tmp_path / "ran"))
    )
    before = {path.name for path in folder.iterdir()}
    assert newsreader("refresh", "--now", "-f", folder).returncode == 1
    assert newsreader("list", "-f", folder).returncode == 0
    assert web.asked == []
    assert not (tmp_path / "ran").exists()
    assert {path.name for path in folder.iterdir()} == before


def test_one_yes_for_public_feeds(newsreader: Newsreader, web: Web, folder: Path) -> None:
    """
    Your consent for a folder lets its public feeds be fetched, also those added later. Following a feed in it is such consent, and newsreader's own folder of feeds needs none.
    """
    newsreader("add", "-f", folder, FEED)
    web.put("http://b.example.org/feed", rss(item(5)))
    with (folder / "feeds.toml").open("a") as opened:
        opened.write(row(address="http://b.example.org/feed"))
    assert newsreader("refresh", "-f", folder).returncode == 0
    own = Path(os.environ["XDG_DATA_HOME"]) / "newsreader" / "feeds"
    own.mkdir()
    write(own, row(address=FEED))
    assert newsreader("refresh", "-f", own).stdout == "1 new article\n"


def test_more_needs_a_yes_to_just_that(newsreader: Newsreader, web: Web, folder: Path) -> None:
    """
    Programs, passwords, headers, hosts of your own network and folders outside need consent of their own, shown in full. A change asks again.
    """
    secret = program("print('secret')")
    for values in (
        {"command": printing(rss(item(1)))},
        {"address": FEED, "user": "ann", "password_command": secret},
        {"address": FEED, "headers": {"X-Key": "one"}},
        {"address": web.address + "/feed"},
    ):
        write(folder, row(**values))
        newsreader("trust", "--public", folder)
        assert newsreader("refresh", "-f", folder).returncode == 1
        shown = newsreader("trust", "--yes", folder).stdout
        assert any(str(part) in shown for part in (FEED, web.address, "print"))
        assert "skipped" not in newsreader("refresh", "-f", folder).stderr
        write(folder, row(**values, filter_command=secret))
        assert newsreader("refresh", "-f", folder).returncode == 1


def test_programs_are_run_as_they_were_agreed_to(
    newsreader: Newsreader, folder: Path, tmp_path: Path
) -> None:
    """
    A program starts in an empty directory. A file of the folder that it names is run as it was when you agreed.
    """
    script, told = folder / "x.py", tmp_path / "told"
    script.write_text(
        f"import os; open({str(told)!r}, 'w').write(str(os.listdir())); print({rss(item(1))!r})"
    )
    write(folder, row(command=[sys.executable, str(script)], title="P"))
    newsreader("trust", "--yes", folder)
    assert newsreader("refresh", "-f", folder).stdout == "1 new article\n"
    assert told.read_text() == "[]"
    script.write_text(script.read_text() + "\n")
    asked_again(folder)
    assert newsreader("refresh", "-f", folder).returncode == 1


def test_answers_are_kept_at_home(newsreader: Newsreader, web: Web, folder: Path) -> None:
    """
    Your answers are kept in newsreader's data folder, by the folder's real path. Nothing inside the folder counts as an answer,
    and a moved folder asks again.
    """
    write(folder, row(address=FEED))
    newsreader("trust", "--yes", folder)
    assert newsreader("refresh", "-f", folder).returncode == 0
    moved = folder.rename(folder.with_name("moved"))
    asked_again(moved)
    assert newsreader("refresh", "-f", moved).returncode == 1
    assert len(web.asked) == 1
    moved.rename(folder)
    assert newsreader("refresh", "-f", folder).returncode == 0


def test_no_link_leads_writing_out(newsreader: Newsreader, web: Web, folder: Path, tmp_path: Path) -> None:
    """
    Nothing is written through a link that leads out of the folder. `feeds.toml` itself may be such a link: in newsreader's own
    folder, or after consent that names its target.
    """
    target = tmp_path / "dotfiles" / "feeds.toml"
    target.parent.mkdir()
    target.write_text("# mine\n")
    target.chmod(0o640)
    (folder / "feeds.toml").symlink_to(target)
    done = newsreader("add", "-f", folder, FEED)
    assert (done.returncode, target.read_text()) == (1, "# mine\n")
    assert str(target) in done.stderr
    assert str(target) in newsreader("trust", "--yes", folder).stdout
    assert newsreader("add", "-f", folder, FEED).returncode == 0
    assert newsreader("remove", "-f", folder, FEED).returncode == 0
    own = Path(os.environ["XDG_DATA_HOME"]) / "newsreader" / "feeds"
    own.mkdir()
    (own / "feeds.toml").symlink_to(target)
    assert newsreader("add", "-f", own, FEED).returncode == 0
    assert FEED in target.read_text()
    assert target.read_text().startswith("# mine\n")
    assert target.stat().st_mode & 0o777 == 0o640
    assert (own / "feeds.toml").is_symlink()


def test_a_feed_becomes_files(newsreader: Newsreader, web: Web, folder: Path) -> None:
    """
    A feed becomes files in its own folder. It names no program, and a file that you changed is never replaced.
    """
    newsreader("add", "-f", folder, FEED)
    [file] = (folder / "a").iterdir()
    file.write_text("mine")
    web.put(FEED, rss(item(1, "../../x", "Changed."), item(2, "/etc/passwd"), title="../evil"))
    asked_again(folder)
    newsreader("refresh", "-f", folder)
    assert file.read_text() == "mine"
    assert {path.parent for path in folder.glob("**/*.md")} - {folder} == {
        folder / "a", folder / ".newsreader" / "updates" / "a",
    }  # fmt: skip


def test_feeds_and_pages_lead_to_public_hosts(newsreader: Newsreader, web: Web, folder: Path) -> None:
    """What a feed or a page leads to is fetched from public hosts only."""
    secret = web.put("/secret", rss(item(9, "Secret")))
    web.put("http://c.example.org/", f'<link rel=alternate type="application/rss+xml" href="{secret}">')
    web.put("http://d.example.org/", b"", 302, Location=secret)
    for name in ("c", "d"):
        assert "private network" in newsreader("add", "-f", folder, f"http://{name}.example.org/").stderr
    assert "/secret" not in [each.path for each in web.asked]


def test_an_article_is_text(newsreader: Newsreader, web: Web, folder: Path) -> None:
    """
    An article is text. Nothing of it reaches the terminal raw, and opening it fetches nothing unless you have set
    `remote_images`.
    """
    (folder / "evil.md").write_text(
        f'---\ntitle: "Evil \\e]0;x\\a"\n---\n\x1b]52;c;eA==\x07 ![x]({FEED}) <script src="{FEED}"></script>\n'
    )
    done = newsreader("show", folder / "evil.md")
    assert done.returncode == 0
    assert "\x1b]" not in done.stdout
    assert "\x07" not in done.stdout
    assert web.asked == []


def test_links_are_opened_without_a_shell() -> None:
    """
    A link is opened by your key or click, through http, https or mailto, by a browser that is started without a shell.
    """
    environ = {"PATH": os.environ["PATH"]}
    for link in ("file:///etc/passwd", "javascript:x", "-x", "ssh://x", "http://u:p@x/"):
        assert isinstance(plan(link, "true", environ), Refused)
    found = plan("http://example.org/;touch$IFS/x", "true", environ)
    assert isinstance(found, Plan)
    assert len(found.argv) == 2
    assert isinstance(plan("http://example.org/", 'sh -c "x %s"', environ), Refused)


def test_a_password_in_an_address_is_kept_apart(newsreader: Newsreader, folder: Path) -> None:
    """
    A password in an address goes into a file that only you can read: not into `feeds.toml`, a message or the log.
    """
    (folder / "feeds.toml").write_text("")
    file = folder.parent / "in.opml"
    file.write_text('<opml><body><outline xmlUrl="https://ann:secret@p.example/rss"/></body></opml>')
    done = newsreader("import", "-f", folder, "opml", file)
    assert "secret" not in done.stdout + done.stderr + (folder / "feeds.toml").read_text()
    homes = (Path(os.environ[name]) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME"))
    kept = [
        path
        for home in homes
        for path in home.rglob("*")
        if path.is_file() and b"secret" in path.read_bytes()
    ]
    assert [path.stat().st_mode & 0o777 for path in kept] == [0o600]


def test_certificates_of_ones_own_are_for_one_host(
    newsreader: Newsreader, folder: Path, tmp_path: Path
) -> None:
    """
    Certificates that `config.toml` names are trusted at their host only. Those that a `feeds.toml` names need consent.
    """
    certificate = self_signed(tmp_path, "IP:127.0.0.1,IP:127.0.0.2")
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(f'[hosts."127.0.0.2"]\nca_file = "{certificate.file}"\n')
    with secure_web(certificate) as secure:
        address = secure.put("/feed", rss(item(1)))
        assert "not trusted" in newsreader("add", "-f", folder, address).stderr
        write(folder, row(address=address, ca_file=str(certificate.file)))
        assert "until you agree" in newsreader("refresh", "-f", folder).stderr
        assert secure.asked == []


def test_secrets_go_to_their_origin(newsreader: Newsreader, web: Web, folder: Path) -> None:
    """Headers and passwords go only to the origin that they are meant for."""
    web.put(FEED, b"", 302, Location="http://b.example.org/feed")
    web.put("http://b.example.org/feed", rss(item(1)))
    write(
        folder, row(address=FEED, headers={"X-Key": "1"}, user="ann", password_command=program("print('s')"))
    )
    newsreader("trust", "--yes", folder)
    assert newsreader("refresh", "-f", folder).returncode == 0
    assert ["x-key" in each.headers and "authorization" in each.headers for each in web.asked] == [
        True,
        False,
    ]


def test_a_note_of_where_a_feed_has_moved_is_no_yes(newsreader: Newsreader, web: Web, folder: Path) -> None:
    """
    A note that a feed has moved for good is not your consent: it leads to no private host. A feed with a password or of a private host is fetched from the address that you agreed to.
    """
    private = web.address + "/feed"
    write(folder, row(address=FEED), row(address=private))
    newsreader("trust", "--yes", folder)
    newsreader("refresh", "-f", folder)
    [file] = folder.glob(".newsreader/feeds/*/feed_states.json")
    notes = json.loads(file.read_text())
    for state in notes["feeds"].values():
        state.update({"address": web.address + "/secret", "next_s": 0, "asked_s": 0})
    file.write_text(json.dumps(notes))
    web.put("/secret", rss(item(9)))
    assert newsreader("refresh", "-f", folder).returncode == 0
    assert "/secret" not in {asked.path for asked in web.asked}
    assert [asked.path for asked in web.asked].count("/feed") == 2


def test_sounds_and_films_are_played_and_downloaded_within_bounds(web: Web, tmp_path: Path) -> None:
    """
    A sound or film is played by your key, through http or https, by the program that your own settings name, which is started
    without a shell. It is downloaded by your key or command only, never from a private network but from where a feed there
    comes that you agreed to, within a limit, and not through a link that leads out of the folder.
    """
    address = "http://a.example.org/a.mp3?$(id);`id`"
    player = tmp_path / "player"
    player.touch(0o755)
    planned = plan_player(MediaFile(address, "audio/mpeg", 0), [str(player), "--"])
    assert isinstance(planned, Plan)
    assert planned.argv == (str(player), "--", "http://a.example.org/a.mp3?$(id);%60id%60")
    for other in ("file:///etc/passwd", "javascript:x", "smb://host/a.mp3"):
        assert isinstance(plan_player(MediaFile(other, "audio/mpeg", 0), [str(player)]), Refused)
    web.put("http://a.example.org/a.mp3", b"x" * 2_000, **{"Content-Type": "audio/mpeg"})
    (tmp_path / "articles").mkdir()
    (tmp_path / "out").mkdir()

    def get(link: str, limit: int) -> None:
        place = Place(tmp_path / "articles", tmp_path / "articles", "a.mp3")
        download_file(MediaFile(link, "audio/mpeg", 0), place, Fetcher(gap_s=0), limit, lambda *_: None)

    with pytest.raises(FetchError, match="private network"):
        get("http://127.0.0.2/a.mp3", 10_000)
    with pytest.raises(DownloadError):
        get("http://a.example.org/a.mp3", 1_000)
    get("http://a.example.org/a.mp3", 10_000)
    media = tmp_path / "articles" / "media"
    assert [path.name for path in media.iterdir()] == ["a.mp3"]
    (media / "a.mp3").unlink()
    media.rmdir()
    media.symlink_to(tmp_path / "out")
    with pytest.raises(OutsideError):
        get("http://a.example.org/a.mp3", 10_000)
    assert list((tmp_path / "out").iterdir()) == []


def test_answers_of_servers_are_bounded(web: Web) -> None:
    """An answer is bounded in bytes, time and redirects."""
    web.put("/large", b"x" * (11 << 20))
    web.put("/loop", b"", 302, Location="/loop")

    def drip(send: Callable[[bytes], None]) -> None:
        for _ in range(50):
            send(b"x")
            time.sleep(0.1)

    web.replies["/slow"] = Reply(drip=drip)
    for path, told in (("/large", "larger than"), ("/loop", "redirects endlessly")):
        with pytest.raises(FetchError, match=told):
            Fetcher(gap_s=0).fetch(web.address + path, typed="127.0.0.1")
    with pytest.raises(FetchError, match="took too long"):
        Fetcher(total_s=0.5).fetch(web.address + "/slow", typed="127.0.0.1")


def test_two_of_newsreader_lose_nothing_of_each_other(
    newsreader_process: Newsreader, web: Web, folder: Path
) -> None:
    """
    Programs that run as you can do what you can; newsreader does not defend against them. Two newsreaders at once lose none
    of each other's changes.
    """
    named = [f"http://{name}.example.org/feed" for name in "abcd"]
    for address in named:
        web.put(address, rss(item(1)))
    with ThreadPoolExecutor(4) as pool:
        codes = list(
            pool.map(lambda address: newsreader_process("add", "-f", folder, address).returncode, named)
        )
    assert codes == [0] * 4
    text = (folder / "feeds.toml").read_text()
    assert all(address in text for address in named)
    assert "everything is agreed to: 4 feeds" in newsreader_process("trust", folder).stdout


def test_what_a_proxy_can_be_kept_from(web: Web) -> None:
    """
    A proxy resolves names itself. Private addresses, and names that only private networks know, are refused before the proxy gets the request; where a public name leads from there cannot be checked.
    """
    for host in ("127.0.0.2", "10.0.0.1", "localhost", "nas.local", "intranet", "127.1", "[::1]"):
        with pytest.raises(FetchError, match="private network"):
            Fetcher(gap_s=0).fetch(f"http://{host}/feed")
    assert web.asked == []
    assert Fetcher(gap_s=0).fetch(FEED).status == 200
