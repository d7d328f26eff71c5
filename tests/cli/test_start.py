"""What a command does not load: each of these takes milliseconds of a start that needs nothing of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Newsreader

NEVER = (
    "textual",
    "rich",
    "pygments",
    "PIL",
    "inspect",
    "dataclasses",
    "concurrent.futures",
    "logging",
    "subprocess",
    "rapidfuzz",
)
"""Of those that print: the screen, and what only large or old ways of doing things need."""

NETWORK = ("urllib3", "ssl", "http.client", "feedparser", "lxml", "html_to_markdown", "email", "readability")

TEXTS = (
    "markdown_it",
    "yaml",
    "frontmatter",
    "reader.article.document",
    "reader.library.scan.intake",
    "reader.page.markdown",
)

LIBRARY = ("sqlite3", "reader.library.library", "reader.journal", "reader.actions.workspace.workspace")

LOADED = """
import contextlib, sys
from reader.cli.main import main
with contextlib.suppress(SystemExit):
    main(sys.argv[1:])
print("loaded:", *sorted(sys.modules))
"""


@pytest.fixture
def loaded(newsreader: Newsreader, folder: Path, tmp_path: Path) -> "Loaded":
    """Return what modules a command loads, in a library that is indexed and whose words are read."""
    (folder / "feeds.toml").write_text('[[feed]]\naddress = "https://a.example/feed"\ntitle = "A"\n')
    assert newsreader("index", "-f", folder).returncode == 0
    return Loaded(tmp_path / "home")


class Loaded:
    """Runs commands and sees what they have loaded."""

    def __init__(self, home: Path) -> None:
        self._environ = {**os.environ, "HOME": str(home), "TZ": "UTC"}

    def by(self, *words: object) -> set[str]:
        """Return the names of all modules that are there at a command's end."""
        done = subprocess.run(
            [sys.executable, "-c", LOADED, *map(str, words)], capture_output=True, text=True, cwd=ROOT,
            stdin=subprocess.DEVNULL, timeout=60, check=True, env=self._environ,
        )  # fmt: skip
        return set(done.stdout.rpartition("loaded: ")[2].split())


def found(modules: set[str], unwanted: tuple[str, ...]) -> list[str]:
    return [name for name in unwanted if name in modules]


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_says_a_line_loads_no_library_and_no_settings(loaded: Loaded, option: str) -> None:
    modules = loaded.by(option)
    assert (
        found(modules, (*NEVER, *NETWORK, *TEXTS, *LIBRARY, "tomllib", "shutil", "platformdirs", "zoneinfo"))
        == []
    )


@pytest.mark.parametrize(
    "words", [["list"], ["list", "--json"], ["tags"], ["journal", "status"], ["stats"], ["rules"]]
)
def test_what_reads_the_index_loads_no_texts_and_no_network(
    loaded: Loaded, folder: Path, words: list[str]
) -> None:
    modules = loaded.by(*words, "-f", folder)
    assert "sqlite3" in modules
    assert (
        found(
            modules,
            (
                *NEVER,
                *NETWORK,
                *TEXTS,
                "difflib",
                "reader.library.similar.related",
                "reader.library.scan.storing",
            ),
        )
        == []
    )


def test_a_list_of_feeds_loads_nothing_that_fetches_or_reads_them(loaded: Loaded, folder: Path) -> None:
    modules = loaded.by("feeds", "-f", folder)
    assert "reader.feeds.following.subscriptions" in modules
    assert (
        found(
            modules,
            (*NEVER, *NETWORK, *TEXTS, "reader.feeds.web.fetch", "reader.feeds.formats.parse", "tomlkit"),
        )
        == []
    )


def test_a_file_without_a_mistake_loads_nothing_that_looks_for_one(loaded: Loaded, folder: Path) -> None:
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text("measure = 60\n")
    unwanted = ("reader.toml.salvage", "reader.toml.line_numbers", "difflib", "tomlkit")
    modules = loaded.by("feeds", "-f", folder)
    assert "tomllib" in modules
    assert found(modules, unwanted) == []
    config.write_text('measure = "wide"\n')
    assert found(loaded.by("feeds", "-f", folder), unwanted) == ["reader.toml.line_numbers"]


@pytest.mark.parametrize("form", ["page", "html", "markdown"])
def test_an_article_is_shown_without_an_index_a_network_and_yaml(
    loaded: Loaded, folder: Path, form: str
) -> None:
    modules = loaded.by("show", "--format", form, folder / "a.md")
    assert "reader.article.document" in modules
    assert (
        found(modules, (*NETWORK, *LIBRARY, "textual", "rich", "yaml", "frontmatter", "concurrent.futures"))
        == []
    )


def test_a_search_loads_no_page_and_reads_nothing_again(loaded: Loaded, folder: Path) -> None:
    modules = loaded.by("search", "-f", folder, "text tag:fruit")
    assert "reader.library.fulltext.find" in modules
    assert found(modules, (*NEVER, *NETWORK, *TEXTS, "reader.library.similar.related")) == []


def test_what_is_loaded_would_be_noticed(loaded: Loaded, folder: Path) -> None:
    (folder / "new.md").write_text("---\ntitle: New\n---\ntext\n")
    assert found(loaded.by("list", "-f", folder), TEXTS) == [
        "reader.article.document",
        "reader.library.scan.intake",
    ]


def test_the_screen_loads_no_queries_before_its_first_frame() -> None:
    code = "import sys, reader.tui.app, reader.tui.screen.reading_screen; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60, cwd=ROOT
    )
    unwanted = (
        "reader.library.query.parse",
        "reader.library.search.run_query",
        "reader.text.chinese_table",
        "calendar",
    )
    assert found(set(done.stdout.split()), unwanted) == []
