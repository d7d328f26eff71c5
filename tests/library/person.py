"""A person who keeps articles: folders to write them into, a journal, and libraries that are closed at the end."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.article import Key
from reader.journal import Change, Journal
from reader.library import EVERYTHING, GroupOrder, Library, Row, Scope
from reader.paths import Paths
from reader.settings import Settings


@dataclass
class Person:
    """One person at one machine."""

    home: Path
    root: Path
    journal: Journal = field(init=False)
    opened: list[Library] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root.mkdir(exist_ok=True)
        self.journal = self.another_journal()

    @property
    def paths(self) -> Paths:
        return Paths(self.home / "config", self.home / "data", self.home / "state", self.home / "cache")

    def another_journal(self, machine: str = "0123456789abcdef") -> Journal:
        return Journal.open(self.paths.journal, machine=machine)

    def open(
        self, *folders: Path, journal: Journal | None = None, scan: bool = True, **settings: Any
    ) -> Library:
        library = Library.open(
            folders or (self.root,), self.paths, journal or self.journal, Settings(**settings)
        )
        self.opened.append(library)
        library.catch_up()
        if scan:
            library.scan()
        return library

    def write(
        self, name: str, body: str = "", *, tags: tuple[str, ...] = (), date: str = "", **more: str
    ) -> Path:
        """Write an article into the folder; its title is its name."""
        header = [f'title: "{Path(name).stem}"', *(f'{key}: "{value}"' for key, value in more.items())]
        if date:
            header.append(f'date: "{date}"')
        if tags:
            header += ["tags:", *(f'  - "{tag}"' for tag in tags)]
        text = "\n".join(["---", *header, "---", "", body or f"This is what {name} says."])
        return self.put(name, text.encode())

    def put(self, name: str, data: bytes) -> Path:
        """Write bytes into the folder; nobody confuses two writes by their time."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def key(self, library: Library, name: str) -> Key:
        return Key(library.folders[0].id, name)

    def mark(self, library: Library, name: str, which: str, value: Any = True) -> None:
        """Do what the screen does with a key."""
        library.apply(self.journal.record([Change(self.key(library, name), which, value)]))

    def row(self, library: Library, name: str) -> Row:
        article = library.articles.find(self.key(library, name))
        assert article is not None, f"{name} is not in the library"
        return library.articles.rows([article])[article]

    def index_files(self) -> list[Path]:
        return sorted((self.paths.cache / "index").iterdir())


def names(library: Library, scope: Scope = Scope.ALL) -> list[str]:
    """The paths of all articles in a scope, newest first."""
    ids = library.articles.ids(EVERYTHING, scope)
    return [row.key.path for row in library.articles.rows(ids).values()]


def model(
    library: Library, scope: Scope = Scope.ALL, order: GroupOrder = GroupOrder.NAME
) -> dict[str, list[str]]:
    """Groups and the titles in them, as a sidebar would show them."""
    return {
        group.name: [
            row.title for row in library.articles.rows(library.articles.ids(group.id, scope)).values()
        ]
        for group in library.articles.groups(scope, order)
    }


def age(path: Path, seconds: float = 10) -> None:
    """Make a file look older, so that the next write has another time whatever the clock's grain."""
    found = path.stat()
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns - int(seconds * 1e9)))
