"""A library against a model that is too simple to be wrong: whatever happens, groups, lists and counts agree.

Two libraries are open on the same index, as two processes would have it; what is done in one shows there at
once and in the other when it catches up.
"""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from reader.journal import Change, Field
from reader.library import EVERYTHING, GroupOrder, Library, Scope
from tests.library.person import Person

NAMES = st.sampled_from(["a.md", "b.md", "c.md", "sub/d.md", "sub/deep/e.md", "ü.md"])
TAGS = st.lists(st.sampled_from(["one", "two", "三"]), unique=True).map(tuple)
DATES = st.sampled_from(["2024-01-01", "2024-06-01", "2025-01-01"])
FLAGS = st.sampled_from([Field.READ, Field.STARRED, Field.LATER])


@dataclass(frozen=True)
class File:
    """What stands in a file; no two writes are alike."""

    tags: tuple[str, ...]
    date: str
    number: int


@dataclass
class Model:
    """The folder, what of it was scanned, and what was done, by path."""

    disk: dict[str, File] = field(default_factory=dict)
    indexed: dict[str, File] = field(default_factory=dict)
    done: dict[str, dict[Field, tuple[int, bool]]] = field(default_factory=dict)
    """By path and field: when it was done last, and its value."""
    time: int = 0

    def mark(self, path: str, which: Field, *, value: bool) -> None:
        self.time += 1
        self.done.setdefault(path, {})[which] = (self.time, value)

    def scan(self) -> None:
        gone = {self.indexed[path]: path for path in self.indexed.keys() - self.disk.keys()}
        for path in self.disk.keys() - self.indexed.keys():
            former = gone.get(self.disk[path])
            for which, (time, value) in self.done.get(former or "", {}).items():
                own = self.done.get(path, {}).get(which)
                if own is None or (own[0] < time and own[1] != value):
                    self.mark(path, which, value=value)
        self.indexed = dict(self.disk)

    def is_in(self, path: str, scope: Scope) -> bool:
        flags = {which: value for which, (_, value) in self.done.get(path, {}).items()}
        return {
            Scope.ALL: True,
            Scope.UNREAD: not flags.get(Field.READ),
            Scope.STARRED: bool(flags.get(Field.STARRED)),
            Scope.LATER: bool(flags.get(Field.LATER)),
        }[scope]

    def groups(self, scope: Scope) -> dict[str, set[str]]:
        groups: dict[str, set[str]] = {}
        for path, file in self.indexed.items():
            if self.is_in(path, scope):
                for tag in file.tags or ("",):
                    groups.setdefault(tag, set()).add(path)
        return groups


class LibraryMachine(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        base = Path(self.folder.name)
        self.person = Person(base / "home", base / "articles")
        self.model = Model()
        self.number = 0
        # One file stays: a folder that loses all it has is another test's matter.
        for path, tags in (
            ("keep.md", ("one",)),
            ("a.md", ("one", "two")),
            ("b.md", ()),
            ("sub/d.md", ("two",)),
        ):
            self.put(path, tags, "2024-03-01")
        self.one = self.person.open(scan=False)
        self.other = self.person.open(scan=False, journal=self.person.another_journal())
        self.scan()

    def put(self, path: str, tags: tuple[str, ...], date: str) -> None:
        self.number += 1
        self.person.write(path, f"Text number {self.number}. " + "x" * self.number, tags=tags, date=date)
        self.model.disk[path] = File(tags, date, self.number)

    @rule(path=NAMES, tags=TAGS, date=DATES)
    def write(self, path: str, tags: tuple[str, ...], date: str) -> None:
        self.put(path, tags, date)

    @rule(path=NAMES)
    def delete(self, path: str) -> None:
        if self.model.disk.pop(path, None):
            (self.person.root / path).unlink()

    @rule(number=st.integers(0, 9), new=NAMES)
    def rename(self, number: int, new: str) -> None:
        there = sorted(self.model.disk.keys() - {"keep.md"})
        if there and new not in self.model.disk:
            old = there[number % len(there)]
            (self.person.root / new).parent.mkdir(parents=True, exist_ok=True)
            (self.person.root / old).rename(self.person.root / new)
            self.model.disk[new] = self.model.disk.pop(old)

    @rule(path=NAMES, which=FLAGS, value=st.booleans(), elsewhere=st.booleans())
    def mark_what_may_not_be_there(self, path: str, which: Field, *, value: bool, elsewhere: bool) -> None:
        self.mark(path, which, value=value, elsewhere=elsewhere)

    @rule(number=st.integers(0, 9), which=FLAGS, value=st.booleans(), elsewhere=st.booleans())
    def mark_what_is_there(self, number: int, which: Field, *, value: bool, elsewhere: bool) -> None:
        there = sorted(self.model.indexed)
        self.mark(there[number % len(there)], which, value=value, elsewhere=elsewhere)

    def mark(self, path: str, which: Field, *, value: bool, elsewhere: bool) -> None:
        library, journal = (
            (self.other, self.person.another_journal()) if elsewhere else (self.one, self.person.journal)
        )
        library.apply(journal.record([Change(self.person.key(library, path), which, value)]))
        self.model.mark(path, which, value=value)
        if elsewhere:
            self.one.catch_up()

    @rule(paths=st.lists(NAMES, min_size=1))
    def scan_some(self, paths: list[str]) -> None:
        """All that changed is reported, and more."""
        touched = {path for path in self.model.disk | self.model.indexed if self.is_touched(path)}
        self.one.scan_paths([self.person.root / path for path in {*paths, *touched}])
        self.model.scan()

    def is_touched(self, path: str) -> bool:
        return self.model.disk.get(path) != self.model.indexed.get(path)

    @rule()
    def scan(self) -> None:
        self.one.scan()
        self.model.scan()

    @rule()
    def flush(self) -> None:
        self.one.flush()

    @rule(lose_index=st.booleans())
    def reopen(self, *, lose_index: bool) -> None:
        for library in (self.one, self.other):
            library.flush()
            library.close()
        if lose_index:
            self.scan_without_index()
        self.one = self.person.open(scan=lose_index)
        self.other = self.person.open(scan=False, journal=self.person.another_journal())

    def scan_without_index(self) -> None:
        """Renames that no scan has seen are lost with the index; so let one see them."""
        with self.person.open() as library:
            library.flush()
        self.model.scan()
        for file in self.person.index_files():
            file.unlink()

    @invariant()
    def agrees(self) -> None:
        if not hasattr(self, "one"):
            return
        self.check(self.one)
        self.other.catch_up()
        self.check(self.other)

    def check(self, library: Library) -> None:
        for scope in Scope:
            expected = self.model.groups(scope)
            groups = library.articles.groups(scope, GroupOrder.UNREAD)
            assert {group.name for group in groups} == set(expected)
            for group in groups:
                rows = library.articles.rows(library.articles.ids(group.id, scope))
                assert {row.key.path for row in rows.values()} == expected[group.name]
                assert group.in_scope == len(rows)
                assert group.unread == len(self.model.groups(Scope.UNREAD).get(group.name, ()))
                assert group.total == len(self.model.groups(Scope.ALL)[group.name])
                dates = [row.date for row in rows.values()]
                assert dates == sorted(dates, reverse=True)
            orders = [(not group.name, -group.unread) for group in groups]
            assert orders == sorted(orders)
            in_scope = [path for path in self.model.indexed if self.model.is_in(path, scope)]
            assert len(library.articles.ids(EVERYTHING, scope)) == len(in_scope)
        counts = library.articles.counts()
        assert [counts.total, counts.unread, counts.starred, counts.later] == [
            sum(self.model.is_in(path, scope) for path in self.model.indexed)
            for scope in (Scope.ALL, Scope.UNREAD, Scope.STARRED, Scope.LATER)
        ]

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            for library in self.person.opened:
                library.close()
            self.folder.cleanup()


TestLibrary = pytest.mark.slow(LibraryMachine.TestCase)
TestLibrary.settings = settings(max_examples=60, stateful_step_count=30)
