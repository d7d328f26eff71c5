"""A folder that the user did not write runs nothing and reaches nowhere, until the user has agreed to just that."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader
from tests.cli.folders import addresses, asked_again, printing, program, row, touching, trust_file, write
from tests.feeds.server import Web, item, rss


def test_what_a_folder_names_is_not_run_before_the_user_agrees(
    newsreader: Newsreader, web: Web, folder: Path, tmp_path: Path
) -> None:
    marks = [tmp_path / name for name in ("command", "filter", "password")]
    address = web.address + "/feed.xml"
    write(
        folder,
        row(command=touching(marks[0]), title="Printed"),
        row(address=address, filter_command=touching(marks[1]), title="Filtered"),
        row(address=address + "?2", user="ann", password_command=touching(marks[2]), title="Secret"),
    )
    done = newsreader("refresh", "-f", folder)
    assert done.returncode == 1  # nothing could run
    assert done.stderr.count("newsreader trust") == 1
    assert str(folder) in done.stderr
    for title in ("Printed", "Filtered", "Secret"):
        assert title in done.stderr
    newsreader("feeds", "-f", folder)
    newsreader("list", "-f", folder)
    assert [mark.exists() for mark in marks] == [False] * 3
    assert web.asked == []
    newsreader("trust", "--yes", folder)
    newsreader("refresh", "-f", folder)
    assert [mark.exists() for mark in marks] == [True] * 3


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"headers": {"X-Key": "1"}},
        {"user": "ann"},
        {"folder": "out"},
    ],
)
def test_what_is_more_than_a_public_address_needs_its_own_yes(
    newsreader: Newsreader, public: Web, folder: Path, tmp_path: Path, values: dict[str, object]
) -> None:
    (tmp_path / "outside").mkdir()
    (folder / "out").symlink_to(tmp_path / "outside")
    private = "http://127.0.0.1:9/private" if not values else "http://b.example.org/feed"
    write(folder, row(address="http://a.example.org/feed"), row(address=private, title="More", **values))
    newsreader("trust", "--public", folder)
    done = newsreader("refresh", "-f", folder)
    assert (done.returncode, done.stdout) == (4, "1 new article\n")
    assert "1 feed is skipped until you agree to it" in done.stderr
    assert "More" in done.stderr
    assert addresses(public) == ["http://a.example.org/feed"]
    assert list((tmp_path / "outside").iterdir()) == []
    assert newsreader("trust", "--yes", folder).returncode == 0
    assert "skipped" not in newsreader("refresh", "-f", folder).stderr


def test_one_yes_lets_the_public_feeds_of_a_folder_be_fetched_those_that_come_later_too(
    newsreader: Newsreader, public: Web, folder: Path
) -> None:
    write(folder, row(address="http://a.example.org/feed"))
    assert newsreader("refresh", "-f", folder).returncode == 1
    assert public.asked == []
    newsreader("trust", "--yes", folder)
    assert newsreader("refresh", "-f", folder).stdout == "1 new article\n"
    write(folder, row(address="http://a.example.org/feed"), row(address="http://b.example.org/feed"))
    done = newsreader("refresh", "-f", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "http://b.example.org/feed" in addresses(public)


def test_following_a_feed_is_a_yes_to_it_and_to_public_ones_but_not_to_what_stood_there(
    newsreader: Newsreader, public: Web, folder: Path, tmp_path: Path
) -> None:
    write(
        folder,
        row(address="http://a.example.org/feed"),
        row(command=touching(tmp_path / "ran"), title="Evil"),
        row(
            address=public.address + "/feed.xml",
            filter_command=touching(tmp_path / "ran"),
            title="Same address",
        ),
    )
    assert newsreader("add", "-f", folder, public.address + "/feed.xml").returncode == 0
    done = newsreader("refresh", "-f", folder)
    assert "http://a.example.org/feed" in addresses(public)
    assert "Evil" in done.stderr
    assert "Same address" in done.stderr
    assert not (tmp_path / "ran").exists()


def test_what_was_followed_by_hand_stays_followed_whatever_becomes_of_its_tags(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    newsreader("add", "-f", folder, web.address + "/feed.xml")
    file = folder / "feeds.toml"
    file.write_text(file.read_text() + 'tags = ["mine"]\nfetch_full_articles = true\n')
    asked_again(folder)
    assert newsreader("refresh", "-f", folder).returncode == 0
    assert len(web.asked) == 3
    file.write_text(file.read_text() + 'headers = {X = "1"}\n')
    assert newsreader("refresh", "--now", "-f", folder).returncode == 1


def test_a_change_of_what_was_agreed_to_asks_again(
    newsreader: Newsreader, folder: Path, tmp_path: Path
) -> None:
    write(folder, row(command=printing(rss(item(1))), title="P"))
    newsreader("trust", "--yes", folder)
    assert newsreader("refresh", "-f", folder).stdout == "1 new article\n"
    write(folder, row(command=[*printing(rss(item(1))), "--more"], title="P"))
    asked_again(folder)
    assert newsreader("refresh", "-f", folder).returncode == 1
    # How it is written, and what is of no weight, is no change.
    text = row(command=printing(rss(item(1))), title="Another name", tags=["x"])
    (folder / "feeds.toml").write_text("# a comment\n" + text.replace(" = ", "   =  "))
    assert newsreader("refresh", "-f", folder, "--now").returncode == 0


def test_a_folder_that_was_moved_or_copied_asks_again_whatever_it_carries(
    newsreader: Newsreader, public: Web, folder: Path
) -> None:
    write(folder, row(address="http://a.example.org/feed"))
    (folder / ".newsreader").mkdir()
    (folder / ".newsreader" / "folder").write_text("its-own-id\n")
    newsreader("trust", "--yes", folder)
    newsreader("refresh", "-f", folder)
    asked = len(public.asked)
    moved = folder.rename(folder.with_name("moved"))
    (moved / ".newsreader" / "trust.json").write_bytes(trust_file().read_bytes())
    asked_again(moved)
    assert newsreader("refresh", "-f", moved).returncode == 1
    assert len(public.asked) == asked
    link = moved.with_name("link")
    newsreader("trust", "--yes", moved)
    link.symlink_to(moved)
    assert newsreader("refresh", "-f", link).returncode == 0  # it is known by its real path


def test_folders_of_the_settings_ask_like_others_and_the_programs_own_does_not(
    newsreader: Newsreader, public: Web, folder: Path, tmp_path: Path
) -> None:
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'folders = ["{folder}"]\n')
    write(folder, row(address="http://a.example.org/feed"))
    own = Path(os.environ["XDG_DATA_HOME"]) / "newsreader" / "feeds"
    own.mkdir(parents=True)
    write(own, row(address="http://b.example.org/feed"), row(command=touching(tmp_path / "ran")))
    done = newsreader("refresh")
    assert done.returncode == 4
    assert addresses(public) == ["http://b.example.org/feed"]
    assert not (tmp_path / "ran").exists()
    assert config.read_text() == f'folders = ["{folder}"]\n'


def test_programs_start_in_an_empty_folder_and_nothing_in_them_is_read_as_a_variable(
    newsreader: Newsreader, folder: Path, tmp_path: Path
) -> None:
    told = tmp_path / "told.json"
    look = f"import json, os, sys; json.dump([os.getcwd(), os.listdir(), sys.argv[1:]], open({str(told)!r}, 'w'))"
    write(folder, row(command=[*printing(rss(item(1)), look), "$HOME", "~", "%h", "{folder}"]))
    newsreader("trust", "--yes", folder)
    newsreader("refresh", "-f", folder)
    where, there, words = json.loads(told.read_text())
    assert there == []
    assert not Path(where).exists()
    assert words == ["$HOME", "~", "%h", "{folder}"]


@pytest.mark.parametrize(
    "word", ["{file}", "--script={file}", "sh:{file}", "{link}/x.py", "{folder}/../articles/x.py"]
)
def test_a_file_of_the_folder_that_is_run_is_agreed_to_as_it_is(
    newsreader: Newsreader, folder: Path, tmp_path: Path, word: str
) -> None:
    script, ran = folder / "x.py", tmp_path / "ran"
    (tmp_path / "link").symlink_to(folder)
    script.write_text(f"print({rss(item(1))!r})\n")
    run = "import sys; exec(open(sys.argv[1].split('=')[-1].split(':')[-1]).read())"
    word = word.format(file=script, link=tmp_path / "link", folder=folder)
    write(folder, row(command=[*program(run), word], title="P"))
    shown = newsreader("trust", "--yes", folder).stdout
    assert f"the file {script}, as it is now" in shown
    assert newsreader("refresh", "-f", folder).stdout == "1 new article\n"
    script.write_text(f"open({str(ran)!r}, 'w')\n")
    asked_again(folder)
    assert newsreader("refresh", "-f", folder).returncode == 1
    assert not ran.exists()


def test_trust_shows_all_of_it_lists_and_forgets(
    newsreader: Newsreader, public: Web, folder: Path, tmp_path: Path
) -> None:
    long = "x" * 5000
    write(
        folder,
        row(address="http://a.example.org/feed"),
        row(address="http://b.example.org/feed", headers={"X-Key": "secret"}, user="ann"),
        row(command=["/usr/bin/s\u0430fe", "\u202ereversed", " " * 300 + "hidden", long]),
    )
    done = newsreader("trust", folder)
    assert done.returncode == 1  # there is no terminal to ask on
    assert not trust_file().exists()
    for shown in (
        "http://a.example.org/feed",
        "X-Key: secret",
        "ann",
        "/usr/bin/s\u0430fe",
        r"s\u0430fe",
        r"\u202e",
        "hidden",
        long,
    ):
        assert shown in done.stdout
    assert "\u202e" not in done.stdout
    assert newsreader("trust", "--list").returncode == 3
    newsreader("trust", folder, "--yes")
    assert str(folder) in newsreader("trust", "--list").stdout
    [known] = json.loads(newsreader("trust", "--list", "--json").stdout)["folders"]
    assert (known["folder"], known["public"], known["agreed"]) == (str(folder), True, 2)
    assert newsreader("trust", folder).stdout == f"{folder}: everything is agreed to: 3 feeds\n"
    assert newsreader("trust", "--revoke", folder).returncode == 0
    assert newsreader("refresh", "-f", folder).returncode == 1
    assert public.asked == []
    assert newsreader("trust", "--revoke", folder).returncode == 3


def test_trust_tells_what_is_no_folder_and_what_has_no_feeds(newsreader: Newsreader, tmp_path: Path) -> None:
    assert newsreader("trust").returncode == 2
    assert newsreader("trust", tmp_path / "nowhere").returncode == 2
    (tmp_path / "empty").mkdir()
    assert newsreader("trust", "--yes", tmp_path / "empty").returncode == 3
    assert not trust_file().exists()


def test_what_an_import_brings_is_agreed_to_by_it_as_far_as_the_user_wrote_it(
    newsreader: Newsreader, public: Web, folder: Path, tmp_path: Path
) -> None:
    urls, opml = tmp_path / "urls", tmp_path / "in.opml"
    urls.write_text(f"{public.address}/feed.xml\n")
    opml.write_text(
        '<opml><body><outline xmlUrl="http://a.example.org/feed" filter="touch x" command="touch x"/>'
        '<outline xmlUrl="http://127.0.0.1:9/x"/></body></opml>'
    )
    write(folder, row(command=touching(tmp_path / "ran"), title="Evil"))
    newsreader("import", "-f", folder, "newsboat", urls)
    newsreader("import", "-f", folder, "opml", opml)
    done = newsreader("refresh", "-f", folder)
    assert sorted(addresses(public)) == ["/feed.xml", "http://a.example.org/feed"]
    assert "127.0.0.1 is in a private network" in done.stderr
    assert "Evil" in done.stderr
    assert not (tmp_path / "ran").exists()


def test_a_newer_or_broken_file_of_answers_agrees_to_nothing_and_is_left_alone(
    newsreader: Newsreader, public: Web, folder: Path
) -> None:
    write(folder, row(address="http://a.example.org/feed"))
    newsreader("trust", "--yes", folder)
    for text in (
        trust_file().read_text().replace('"version": 1', '"version": 2'),
        "{",
        "[]",
        '{"version": "x"}',
    ):
        trust_file().write_text(text)
        assert newsreader("refresh", "-f", folder).returncode == 1
        done = newsreader("trust", "--yes", folder)
        assert done.returncode == 1
        assert "trust.json" in done.stderr
        assert trust_file().read_text() == text
    assert public.asked == []


def test_a_folder_in_a_folder_has_its_own_answers(newsreader: Newsreader, public: Web, folder: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    write(folder, row(address="http://a.example.org/feed"))
    write(inner, row(address="http://b.example.org/feed"))
    newsreader("trust", "--yes", folder)
    done = newsreader("refresh", "-f", folder, "-f", inner)
    assert done.returncode == 4
    assert addresses(public) == ["http://a.example.org/feed"]
    assert f"newsreader trust {inner})" in done.stderr


@pytest.mark.parametrize("kind", ["fifo", "huge", "deep", "folder"])
def test_a_feeds_file_that_cannot_be_one_holds_nothing_up(
    newsreader: Newsreader, folder: Path, kind: str
) -> None:
    file = folder / "feeds.toml"
    if kind == "fifo":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    else:
        file.write_bytes(b"x = " + (b"[" * 50_000 if kind == "deep" else b"1" * (17 << 20)))
    for command in (("refresh", "-f", folder), ("trust", folder), ("feeds", "-f", folder)):
        assert newsreader(*command).returncode in {1, 3}
    assert newsreader("list", "-f", folder).returncode == 0
