"""Mistakes in files that the user writes, as a shell meets them: said once, with file and line, and with the right exit code."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader
from tests.feeds.agreeing import agree_to
from tests.feeds.server import Web, item, rss


@pytest.fixture
def config() -> Path:
    """Where ``config.toml`` is looked for."""
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def titles(newsreader: Newsreader, folder: Path) -> list[str]:
    return newsreader("list", "-f", folder, "--format", "{title}", "source:feed").stdout.splitlines()


DAMAGE = {
    "a quotation mark": ('[[feed]]\naddress = "ADDRESS\n', 2),
    "no quotation marks": ("[[feed]]\naddress = ADDRESS\n", 2),
    "a header": ('[[feed]\naddress = "ADDRESS"\n', 1),
    "a word behind the feed": ('[[feed]]\naddress = "ADDRESS"\nmore words\n', 3),
    "a list": ('[[feed]]\naddress = "ADDRESS"\ntags = ["x"\n', 3),
}


@pytest.mark.parametrize(("text", "line"), DAMAGE.values(), ids=DAMAGE)
def test_damage_is_exit_1_with_the_line_for_every_command_about_feeds(
    newsreader: Newsreader, web: Web, folder: Path, text: str, line: int
) -> None:
    file = folder / "feeds.toml"
    file.write_text(text.replace("ADDRESS", web.address + "/feed.xml"))
    agree_to(folder)
    before = file.read_bytes()
    (folder.parent / "other.opml").write_text(
        '<opml><body><outline xmlUrl="https://other.example/"/></body></opml>'
    )
    for command in (
        ("refresh",), ("refresh", "--quiet"), ("refresh", "--json"), ("feeds",), ("feeds", "--json"), ("feeds", "--opml"),
        ("remove", "feed.xml"), ("add", web.address + "/other.xml"), ("import", "opml", folder.parent / "other.opml"),
    ):  # fmt: skip
        web.put("/other.xml", rss(item(2, "Two"), title="Another"))
        done = newsreader(command[0], "-f", folder, *command[1:])
        assert done.returncode == 1, command
        assert done.stderr.count(f"{file}, line {line}: ") == (2 if command[0] == "remove" else 1), (
            done.stderr
        )
        assert "No feed is followed" not in done.stderr
    assert file.read_bytes() == before
    trusted = newsreader("trust", folder)
    assert trusted.returncode == 1
    assert f"{file}, line {line}: " in trusted.stderr


def test_the_rest_of_a_damaged_file_is_fetched(newsreader: Newsreader, web: Web, folder: Path) -> None:
    (folder / "feeds.toml").write_text(
        f'[[feed]]\naddress = "https://x.example\n\n[[feed]]\naddress = "{web.address}/feed.xml"\ntitle = "feed"\n'
    )
    agree_to(folder)
    newsreader("refresh", "-f", folder)
    assert titles(newsreader, folder) == ["One"]


@pytest.mark.parametrize("kind", ["a directory", "a broken link", "UTF-16", "a pipe"])
def test_what_is_no_file_of_feeds_is_exit_1_and_not_nothing_followed(
    newsreader: Newsreader, folder: Path, kind: str
) -> None:
    file = folder / "feeds.toml"
    match kind:
        case "a directory":
            file.mkdir()
        case "a broken link":
            file.symlink_to(folder / "gone" / "feeds.toml")
        case "a pipe":
            os.mkfifo(file)
        case _:
            file.write_text("[[feed]]\n", encoding="utf-16")
    for command in ("refresh", "feeds"):
        done = newsreader(command, "-f", folder)
        assert (done.returncode, done.stdout) == (1, done.stdout)
        assert done.stderr.startswith(f"newsreader: {file} ")
        assert "No feed is followed" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_exit_1(newsreader: Newsreader, folder: Path) -> None:
    (folder / "feeds.toml").write_text("[[feed]]\n")
    (folder / "feeds.toml").chmod(0)
    done = newsreader("feeds", "-f", folder)
    assert done.returncode == 1
    assert "feeds.toml cannot be read: Permission denied" in done.stderr


@pytest.mark.parametrize(
    "line",
    ['intervl = "2h"', 'interval = "soon"', "tags = 5", 'title = ["x"]', "qqqq = true", 'folder = "/etc"'],
)
def test_a_feed_with_one_wrong_word_is_fetched_and_the_word_is_named_also_in_cron(
    newsreader: Newsreader, web: Web, folder: Path, line: str
) -> None:
    (folder / "feeds.toml").write_text(f'[[feed]]\n{line}\naddress = "{web.address}/feed.xml"\n')
    agree_to(folder)
    done = newsreader("refresh", "-f", folder, "--quiet")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.count("\n") == 1
    assert "feeds.toml, line 2: " in done.stderr
    assert line.partition(" ")[0] in done.stderr
    assert titles(newsreader, folder) == ["One"]
    assert newsreader("feeds", "-f", folder).returncode == 0
    assert newsreader("remove", "-f", folder, "feed.xml").returncode == 0


def test_a_feed_without_an_address_is_one_that_failed(newsreader: Newsreader, web: Web, folder: Path) -> None:
    (folder / "feeds.toml").write_text(
        f'[[feed]]\ntitle = "x"\n[[feed]]\naddress = "{web.address}/feed.xml"\n'
    )
    agree_to(folder)
    done = newsreader("refresh", "-f", folder)
    assert done.returncode == 4
    assert "feeds.toml, line 1: this feed is not followed: it has no address" in done.stderr
    (folder / "feeds.toml").write_text('[[feed]]\ntitle = "x"\n')
    for command in ("refresh", "feeds"):
        done = newsreader(command, "-f", folder)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1


def test_a_feed_that_is_named_and_not_there_is_not_no_feed_at_all(
    newsreader: Newsreader, web: Web, folder: Path
) -> None:
    (folder / "feeds.toml").write_text(f'[[feed]]\naddress = "{web.address}/feed.xml"\n')
    agree_to(folder)
    done = newsreader("refresh", "-f", folder, "--feed", "nowhere")
    assert (done.returncode, done.stderr) == (3, "newsreader: No feed's title or address contains nowhere\n")


def test_the_screen_is_given_what_is_wrong_in_the_feeds_file(newsreader: Newsreader, folder: Path) -> None:
    (folder / "feeds.toml").write_text("[[feed]]\naddress = \n")
    done = newsreader("refresh", "-f", folder, "--progress")
    assert done.returncode == 1
    [problem, *_] = json.loads(done.stdout.splitlines()[-1])["problems"]
    assert problem.startswith(f"{folder}/feeds.toml, line 2: ")


WRONG = 'measure = "wide"\ntheme = "nrod"\n[searches]\nBad = "(a"\n[[rules]]\nquery = "is:unred"\nact = "mute"\nutnil = ""\n'


def test_every_mistake_in_the_settings_is_shown_once_by_each_command(
    newsreader: Newsreader, folder: Path, config: Path
) -> None:
    config.write_text(WRONG)
    lines = [
        f'{config}, line 1: measure should be a number from 20 to 300, not "wide"',
        f'{config}, line 2: theme should be a theme such as auto, paper-dark, nord, not "nrod"; did you mean "nord"?',
        f'{config}, line 4: searches: Bad: query, column 1: this parenthesis is never closed, in "(a"',
        f"{config}, line 8: rules: no key of a rule is called utnil; did you mean until?",
        f'{config}, line 6: rules: query, column 4: did you mean is:unread?, in "is:unred"',
    ]
    files = sorted(folder.glob("*.md"))
    for command in (
        ("list", "-f", folder), ("show", *files), ("show", "--json", *files), ("search", "-f", folder, "text"),
        ("tags", "-f", folder), ("index", "-f", folder), ("journal", "-f", folder, "status"), (folder,),
        ("rules", "-f", folder), ("refresh", "-f", folder, "--quiet"),
    ):  # fmt: skip
        told = newsreader(*command).stderr.splitlines()
        assert [line for line in told if "config.toml" in line] == [
            f"newsreader: {line}" for line in lines
        ], command


def test_a_misspelt_variable_is_said(
    newsreader: Newsreader, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_MESURE", "60")
    monkeypatch.setenv("NEWSREADER_HOME", "/nowhere")
    told = newsreader("tags", "-f", folder).stderr
    assert told == "newsreader: NEWSREADER_MESURE is not a setting; did you mean NEWSREADER_MEASURE?\n"


def test_settings_that_cannot_be_read_are_said_and_the_command_does_its_work(
    newsreader: Newsreader, folder: Path, config: Path
) -> None:
    config.mkdir()
    done = newsreader("list", "-f", folder, "--format", "{title}", "fruit")
    assert done.stderr == f"newsreader: {config} cannot be read: it is a directory\n"
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 2)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{\n"a": "tag:x",\n"b" "c"}', "saved_searches.json, line 3: not valid JSON; fix or delete"),
        ('["a"]', "saved_searches.json, line 1: not valid JSON; fix or delete"),
        (
            '{"a": "(x", "b": "y"}',
            "saved_searches.json: saved search a: query, column 1: this parenthesis is never closed",
        ),
        ('{"a": 5}', "saved_searches.json: saved search a: not a query: 5"),
    ],
)
def test_a_mistake_in_saved_searches_is_said(
    newsreader: Newsreader, folder: Path, content: str, told: str
) -> None:
    file = Path(os.environ["XDG_DATA_HOME"]) / "newsreader" / "saved_searches.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content)
    done = newsreader("tags", "-f", folder)
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert told in done.stderr


def test_a_damaged_file_of_saved_searches_is_not_written_over(newsreader: Newsreader, tmp_path: Path) -> None:
    file = Path(os.environ["XDG_DATA_HOME"]) / "newsreader" / "saved_searches.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('{"a": "tag:x"')
    (tmp_path / "urls").write_text('"query:Unread:unread = \\"yes\\""\n')
    done = newsreader("import", "newsboat", tmp_path / "urls")
    assert done.returncode == 1
    assert "the query feed Unread is not saved: " in done.stderr
    assert file.read_text() == '{"a": "tag:x"'
