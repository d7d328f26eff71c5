"""The program itself: its version, Python, the packages that it needs, those that it can use, its language."""

import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import reader
from reader.cli.doctor.finding import Finding, Situation, note, ok, wrong
from reader.i18n import listed, tr

NEEDED = ("textual", "python-frontmatter", "markdown-it-py", "platformdirs")
"""Packages without which nothing can be read."""

EXTRAS = {"images": "PIL", "fulltext": "readability", "serve": "textual_serve"}
"""Extras, and a module that each brings."""

OLDEST_PYTHON = (3, 11)


def check_versions(_: Situation) -> Iterator[Finding]:
    """Look at the program's version, Python's and the system's."""
    own = tr(
        "newsreader {version} in {folder}", version=reader.__version__, folder=Path(reader.__file__).parent
    )
    yield ok(own)
    system = f"{platform.system()} {platform.release()}"
    yield ok(tr("Python {version}, {system}", version=platform.python_version(), system=system))
    found = shutil.which("newsreader")
    if found and Path(found).resolve().parent != Path(sys.executable).resolve().parent:
        here = Path(sys.prefix)
        if here not in Path(found).parents and here not in Path(found).resolve().parents:
            yield note(
                tr("The command newsreader is another installation: {file}", file=found),
                tr("to see which come first: type -a newsreader"),
            )


def check_packages(_: Situation) -> Iterator[Finding]:
    """Look at the packages that are needed, and another package of our name."""
    if getattr(reader, "PROGRAM", "") != "newsreader":
        yield wrong(
            tr("Another package named reader has replaced files of newsreader"),
            tr("install newsreader in an environment of its own: pipx install, or uv tool install"),
        )
    try:
        other = version("reader")
    except PackageNotFoundError:
        pass
    else:
        yield wrong(
            tr("The package reader {version} is installed in the same environment", version=other),
            tr("install newsreader in an environment of its own: pipx install, or uv tool install"),
        )
    there = []
    for name in NEEDED:
        try:
            there.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            yield wrong(tr("The package {name} is missing", name=name), tr("install newsreader again"))
    yield ok(listed(there))


def check_database(_: Situation) -> Iterator[Finding]:
    """Look at what SQLite can do: searches need its full text."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("create virtual table words using fts5(text)")
    except sqlite3.OperationalError:
        yield wrong(
            tr(
                "SQLite {version} has no full text, so the text of articles cannot be searched",
                version=sqlite3.sqlite_version,
            ),
            tr("use a Python whose SQLite has FTS5, as those of python.org and uv do"),
        )
    else:
        yield ok(tr("SQLite {version} with full text", version=sqlite3.sqlite_version))
    finally:
        connection.close()


def check_extras(_: Situation) -> Iterator[Finding]:
    """Look at what is installed beyond what is needed."""
    for name, module in EXTRAS.items():
        if find_spec(module):
            yield ok(tr("the extra {name} is installed", name=name))
        else:
            yield note(
                tr("the extra {name} is not installed", name=name),
                {
                    "images": tr(
                        "to see images: pipx inject newsreader-terminal Pillow, or install newsreader-terminal[images]"
                    ),
                    "fulltext": tr(
                        "to fetch full articles where feeds have only their beginning: install newsreader-terminal[fulltext]"
                    ),
                    "serve": tr("to see the screen in a browser: install newsreader-terminal[serve]"),
                }[name],
            )
