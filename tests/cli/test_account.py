"""``newsreader account``, as a shell sees it: what is asked and kept, turns by ``refresh``, and what goes wrong."""

import json
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader
from tests.cli.inside import Done
from tests.cli.test_json_table import documented
from tests.sync.greader_server import PASSWORD, USER, GreaderServer, greader_server

Adds = Callable[..., Done]


@pytest.fixture
def server() -> Iterator[GreaderServer]:
    """A server without bad habits."""
    with greader_server() as made:
        yield made


@pytest.fixture
def config() -> Path:
    """The folder of settings."""
    return Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader"


@pytest.fixture
def add(newsreader: Newsreader, server: GreaderServer, tmp_path: Path) -> Adds:
    """Add the account by a password on stdin; more words go behind."""

    def run(*words: object, password: str = PASSWORD, address: str = "") -> Done:
        typed = tmp_path / "typed"
        typed.write_text(password + "\n")
        with typed.open("rb") as stdin:
            return newsreader(
                "account", "add", address or server.address, "--user", USER, *words, stdin=stdin
            )

    return run


def test_an_account_is_added_only_if_the_server_accepts_it(
    add: Adds, config: Path, newsreader: Newsreader
) -> None:
    done = add("--name", "Home", password="wrong")
    assert done.returncode == 1
    assert "127.0.0.1 does not accept this user and password" in done.stderr
    assert not config.joinpath("accounts.toml").exists()
    done = add("--name", "Home")
    assert (done.returncode, done.stdout) == (0, f"Home: FreshRSS, signed in as {USER}\n")
    assert newsreader("account").stdout.startswith("Home  greader  http://127.0.0.1:")


def test_the_password_is_in_a_file_of_the_user_alone(add: Adds, config: Path) -> None:
    done = add()
    text = config.joinpath("accounts.toml").read_text()
    assert PASSWORD not in text + done.stdout + done.stderr
    [kept] = [Path(word) for word in done.stderr.split() if "passwords" in word]
    kept = Path(str(kept).rstrip(","))
    assert kept.read_text() == PASSWORD + "\n"
    for file in (kept, config / "accounts.toml"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_address_of_the_pages_is_enough(add: Adds, server: GreaderServer) -> None:
    done = add("--json", address=server.address.removesuffix("/api/greader.php"))
    assert json.loads(done.stdout)["accounts"][0]["address"] == server.address


def test_a_program_prints_the_password(
    newsreader: Newsreader, server: GreaderServer, config: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text(PASSWORD)
    done = newsreader("account", "add", server.address, "--user", USER, "--password-command", f"cat {secret}")
    assert done.returncode == 0, done.stderr
    assert f'password_command = ["cat", "{secret}"]' in config.joinpath("accounts.toml").read_text()
    secret.write_text("")
    assert "cat prints no password" in newsreader("account", "check").stderr


def test_a_refresh_fetches_entries_and_sends_marks(
    add: Adds, newsreader: Newsreader, server: GreaderServer
) -> None:
    first, second = server.add(2)
    add("--name", "Home")
    assert newsreader("refresh").stdout == "2 new articles\n"
    ids = json.loads(newsreader("list", "--json").stdout)["articles"]
    assert sorted(each["title"] for each in ids) == ["Entry 1", "Entry 2"]
    newsreader("mark", "read", next(each["id"] for each in ids if each["title"] == "Entry 1"))
    second.is_starred = True
    done = json.loads(newsreader("refresh", "--accounts", "--json").stdout)
    assert [(each["name"], each["taken"], each["unsent"], each["error"]) for each in done["accounts"]] == [
        ("Home", 1, 0, "")
    ]
    assert (first.is_read, second.is_read) == (True, False)
    assert "Entry 2" in newsreader("list", "is:starred").stdout


def test_what_cannot_be_sent_waits_and_is_said(
    add: Adds, newsreader: Newsreader, server: GreaderServer
) -> None:
    [entry] = server.add(1)
    add("--name", "Home")
    newsreader("refresh")
    server.stop()
    newsreader("mark", "read", "title:Entry")
    done = newsreader("refresh")
    assert done.returncode == 4
    assert done.stdout == "0 new articles · marks of 1 article are still to be sent\n"
    assert done.stderr.startswith("newsreader: Home: ")
    assert (
        newsreader("account").stdout.rstrip().endswith(done.stderr.strip().removeprefix("newsreader: Home: "))
    )
    server.start()
    assert not entry.is_read
    assert newsreader("refresh").stdout.startswith(
        "0 new articles · marks of 1"
    )  # the server is left alone for a while
    assert newsreader("refresh", "--now").returncode == 0
    assert entry.is_read


def test_the_rules_hold_for_entries_of_servers_too(
    add: Adds, newsreader: Newsreader, server: GreaderServer, config: Path
) -> None:
    entry, _ = server.add(2)
    config.mkdir(parents=True, exist_ok=True)
    config.joinpath("config.toml").write_text('[[rules]]\nquery = "title:\\"Entry 1\\""\nact = "star"\n')
    add()
    newsreader("refresh")
    newsreader("refresh")
    assert entry.is_starred


def test_feeds_at_the_server_are_changed_from_here(
    add: Adds, newsreader: Newsreader, server: GreaderServer
) -> None:
    server.add(1)
    add("--name", "Home")
    assert (
        newsreader("account", "follow", "https://example.org/new.xml", "--into", "News").stdout
        == "Home fetches 2 feeds now\n"
    )
    assert newsreader("account", "rename", "1.xml", "一").returncode == 0
    assert newsreader("account", "move", "一", "Tech").returncode == 0
    assert sorted((each.title, each.folder) for each in server.feeds.values())[1] == ("一", "Tech")
    assert "Tech  一  https://example.org/1.xml" in newsreader("account", "feeds").stdout
    assert newsreader("account", "unfollow", "new.xml").stdout == "Home fetches 1 feed now\n"
    done = newsreader("account", "unfollow", "nothing")
    assert (done.returncode, "No feed's title or address contains nothing" in done.stderr) == (2, True)


def test_an_account_that_is_removed_leaves_articles_and_no_password(
    add: Adds, newsreader: Newsreader, server: GreaderServer, config: Path
) -> None:
    server.add(1)
    kept = Path(add("--name", "Home").stderr.split(" is in ")[1].split(",")[0])
    newsreader("refresh")
    config.joinpath("accounts.toml").write_text("# mine\n" + config.joinpath("accounts.toml").read_text())
    assert newsreader("account", "remove", "home").returncode == 0
    assert not kept.exists()
    assert config.joinpath("accounts.toml").read_text().startswith("# mine\n")
    assert "Entry 1" in newsreader("list").stdout
    assert newsreader("account").returncode == newsreader("refresh", "--accounts").returncode == 3


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["add"], "Name the server's address: newsreader account add ADDRESS --user NAME"),
        (["add", "file:///etc/passwd"], "address should begin with https:// or http:// and hold no login"),
        (
            ["add", "https://me:secret@example.org"],
            "address should begin with https:// or http:// and hold no login",
        ),
        (["check", "Work"], "There are no accounts; newsreader account add ADDRESS adds one"),
        (["rename", "x"], "rename needs 2 words"),
        (["list", "x"], "list takes no more words"),
    ],
)
def test_a_wrong_command_says_what_is_right(
    newsreader: Newsreader, words: list[str], sentence: str, tmp_path: Path
) -> None:
    typed = tmp_path / "typed"
    typed.write_text("word\n")
    with typed.open("rb") as stdin:
        done = newsreader("account", *words, stdin=stdin)
    assert (done.returncode, sentence in done.stderr) == (2, True), done.stderr
    assert "secret" not in done.stderr.partition("usage")[0]


def test_nothing_is_written_over_a_file_with_a_mistake(
    add: Adds, config: Path, newsreader: Newsreader
) -> None:
    config.mkdir(parents=True, exist_ok=True)
    file = config / "accounts.toml"
    file.write_text('[[account]\nname = "x"\n')
    done = add()
    assert (done.returncode, "Nothing is changed until this is fixed" in done.stderr) == (1, True), (
        done.stderr
    )
    assert file.read_text() == '[[account]\nname = "x"\n'


def test_json_has_the_keys_of_the_documented_table(
    add: Adds, newsreader: Newsreader, server: GreaderServer
) -> None:
    table = documented()
    server.add(1)
    about = table["`accounts[]` of `account list`, `account check`, `account add`"]
    seen = {
        "add": json.loads(add("--name", "Home", "--json").stdout)["accounts"][0],
        "check": json.loads(newsreader("account", "check", "--json").stdout)["accounts"][0],
        "list": json.loads(newsreader("account", "--json").stdout)["accounts"][0],
        "refresh": json.loads(newsreader("refresh", "--json").stdout)["accounts"][0],
        "feeds": json.loads(newsreader("account", "feeds", "--json").stdout)["feeds"][0],
        "remove": json.loads(newsreader("account", "remove", "Home", "--json").stdout),
    }
    assert set(seen["add"]) == set(seen["check"]) == about
    assert set(seen["list"]) == about - {"server", "version"}
    assert set(seen["refresh"]) == table["`accounts[]` of `refresh`"]
    assert set(seen["feeds"]) == table["`feeds[]` of `account feeds`"]
    assert set(seen["remove"]) == table["`account remove`"] | {"schema"}


def test_the_doctor_says_how_accounts_are(
    add: Adds, newsreader: Newsreader, server: GreaderServer, folder: Path
) -> None:
    add("--name", "Home")
    (folder / "accounts.toml").write_text("")
    assert f"{folder / 'accounts.toml'} is ignored" in newsreader("list", "-f", folder).stderr
    told = newsreader("doctor", "-f", folder).stdout
    assert f"Home: {server.address}" in told
    assert f"{folder / 'accounts.toml'} is ignored" in told
    assert f"Home: FreshRSS, signed in as {USER}" in newsreader("doctor", "--online", "-f", folder).stdout
    server.password = "changed"
    server.expire()
    assert "does not accept this user and password" in newsreader("doctor", "--online", "-f", folder).stdout


def test_a_server_that_is_something_else_is_said_so(
    newsreader: Newsreader, add: Adds, server: GreaderServer
) -> None:
    server.add(1)
    add("--name", "Home")
    server.habits.empty_lists = True
    done = newsreader("account", "check")
    assert done.returncode == 1
    assert done.stderr.startswith("newsreader: Home: 127.0.0.1")
