"""The list of feeds says which of them wait for a yes, and by which command it is given."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader
from tests.cli.folders import printing, row, write
from tests.feeds.server import Web, item, rss


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A web server that is the proxy to a public one."""
    made = Web()
    monkeypatch.setenv("http_proxy", made.address)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    made.put("http://a.example.org/feed", rss(item(1, "One"), title="A"))
    yield made
    made.close()


@pytest.mark.usefixtures("public")
def test_the_list_of_feeds_marks_those_that_wait_and_names_the_command(
    newsreader: Newsreader, folder: Path
) -> None:
    write(folder, row(address="http://a.example.org/feed"), row(command=printing("x"), title="Printed"))
    done = newsreader("feeds", "-f", folder)
    assert done.stdout.count("waits for your consent") == 2
    assert f"newsreader trust {folder}" in done.stderr
    newsreader("trust", "--public", folder)
    waiting = [line for line in newsreader("feeds", "-f", folder).stdout.splitlines() if "waits" in line]
    assert len(waiting) == 1
    assert "Printed" in waiting[0]
    told = json.loads(newsreader("feeds", "--json", "-f", folder).stdout)["feeds"]
    assert [each["waits_for_yes"] for each in told] == [False, True]
    newsreader("trust", "--yes", folder)
    done = newsreader("feeds", "-f", folder)
    assert "waits" not in done.stdout
    assert "newsreader trust" not in done.stderr
