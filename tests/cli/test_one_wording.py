"""A mistake in ``feeds.toml`` is one sentence, whatever command meets it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader
from tests.feeds.agreeing import agree_to
from tests.feeds.server import Web, item, rss

WRONG = {
    "a misspelt header": '[[fed]]\naddress = "ADDRESS"\n',
    "half a header": '[[feed\naddress = "ADDRESS"\n',
    "a header with one bracket behind": '[[feed]\naddress = "ADDRESS"\n',
    "a header in capitals": '[[FEED]]\naddress = "ADDRESS"\nword\n',
    "no quotation mark": '[[feed]]\naddress = "ADDRESS\n',
    "no header": 'address = "ADDRESS"\nword\n',
    "a number": "feed = 3\n",
    "an address": 'feed = "ADDRESS"\n',
    "two layouts": '[feed]\naddress = "ADDRESS"\n[[feeds]]\naddress = "https://b.example.org/"\n',
    "given twice": '[[feed]]\naddress = "ADDRESS"\ntitle = "a"\ntitle = "b"\n',
}


def sentences(said: str, file: Path) -> set[str]:
    """Return what is said of a file on stderr, from its name on."""
    return {line[line.index(str(file)) :] for line in said.splitlines() if str(file) in line}


@pytest.mark.parametrize("text", [*WRONG.values(), "a directory"], ids=[*WRONG, "a directory"])
def test_a_mistake_is_worded_in_one_way(newsreader: Newsreader, web: Web, folder: Path, text: str) -> None:
    file = folder / "feeds.toml"
    if text == "a directory":
        file.mkdir()
    else:
        file.write_text(text.replace("ADDRESS", web.address + "/feed.xml"))
    web.put("/other.xml", rss(item(2, "Two"), title="Another"))
    (folder.parent / "other.opml").write_text(
        "<opml><body><outline xmlUrl='https://o.example/'/></body></opml>"
    )
    known = sentences(newsreader("feeds", "-f", folder).stderr, file)
    assert known
    agree_to(folder)
    for command in (
        ("refresh",), ("refresh", "--json"), ("feeds", "--opml"), ("add", web.address + "/other.xml"), ("remove", "feed.xml"),
        ("import", "opml", folder.parent / "other.opml"), ("trust", folder),
    ):  # fmt: skip
        if text in WRONG.values():
            file.write_text(text.replace("ADDRESS", web.address + "/feed.xml"))
        done = newsreader(command[0], *(["-f", folder] if command[0] != "trust" else []), *command[1:])
        found = sentences(done.stderr, file)
        assert found <= known, command
        assert found or done.returncode == 0, (command, done.stderr)


def test_the_head_of_a_new_file_is_true(newsreader: Newsreader, web: Web, folder: Path) -> None:
    newsreader("add", "-f", folder, web.address + "/feed.xml")
    file = folder / "feeds.toml"
    head = "# The feeds that newsreader follows. Edit them here, or with newsreader add and remove.\n"
    assert file.read_text().startswith(head + "\n[[feed]]\n")
    file.write_text(file.read_text().replace("[[feed]]", "# mine\n[[feed]]").replace('"The feed"', '"Other"'))
    assert '"title": "Other"' in newsreader("feeds", "-f", folder, "--json").stdout
    assert newsreader("remove", "-f", folder, "feed.xml").returncode == 0
    assert file.read_text().startswith(head)
    assert "[[feed]]" not in file.read_text()
