"""What a list shows at one moment belongs to one published state of the index, whatever is written meanwhile."""

from array import array
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.actions.finding.lists import FIRST_SEARCH, Lists
from reader.actions.finding.saved_searches import SavedSearch
from reader.library import EVERYTHING, GroupOrder, Library, Scope
from reader.library.index.lists import publish
from reader.library.scan.scanner import _Run
from reader.tui.list.sidebar_model import SidebarModel
from tests.library.person import Person

if TYPE_CHECKING:
    from collections.abc import Callable

SEARCHES = (
    SavedSearch("Today", "date:today"),
    SavedSearch("Unread", "is:unread"),
    SavedSearch("Read of today", "date:today is:read"),
    SavedSearch("Tagged", "tag:t"),
    SavedSearch("Worded", "word"),
)


@pytest.fixture
def person(tmp_path: Path) -> "Person":
    return Person(tmp_path / "home", tmp_path / "articles")


def _write(person: Person, names: range, body: str = "A word.") -> None:
    for number in names:
        person.write(f"{number:03}.md", f"{body}\n\n{number}", tags=("t", f"t{number % 3}"),
            feed_url="https://a.example/feed")  # fmt: skip


def _lists(library: Library, **more: tuple[str, ...]) -> Lists:
    return Lists(library, "tag", SEARCHES, lambda: datetime.now(UTC), **more)


def _scan_without_publishing(library: Library) -> None:
    """Do what a scan has done between two of its publications: rows are committed, lists are not made."""
    scanner = library._scanner
    run = _Run(scanner, lambda _: None, lambda: False)
    run.begin()
    run._publish_at = float("inf")
    for root in scanner.roots:
        run.walk(root)
    run.files.finish()
    run._wait()
    run.close()


def _publish(library: Library) -> None:
    library._index.writer.run(publish)


def _look(lists: Lists, total: int) -> None:
    """Ask for all that a frame shows; everything in it is of the same articles."""
    with lists.frame():
        groups = {group.name: group for group in lists.groups(Scope.ALL, GroupOrder.NAME)}
        everything = {*lists.ids(EVERYTHING, Scope.ALL)}
        assert len(everything) == total
        for name, group in groups.items():
            ids = lists.ids(group.id, Scope.ALL)
            assert {*ids} <= everything, name
            assert group.total == len(ids), name
            assert group.unread == sum(not row.read for row in lists.articles.rows(ids).values()), name
        assert {*lists.articles.rows(range(1, 2 * total + 10))} <= everything


@pytest.mark.parametrize("once", [(), ("duplicates", "translations")])
@pytest.mark.parametrize("narrowed", ["", "date:today", "tag:t0", "is:read"])
def test_a_frame_shows_no_article_that_is_written_and_not_published(
    person: Person, narrowed: str, once: tuple[str, ...]
) -> None:
    _write(person, range(20))
    library = person.open()
    lists = _lists(library, once=once)
    if narrowed:
        lists.narrow(narrowed)
    lists.run_queries()
    _look_narrowed(lists, narrowed)
    _write(person, range(20, 60))
    _scan_without_publishing(library)
    lists.run_queries()
    if narrowed:
        lists.narrow(narrowed)
    _look_narrowed(lists, narrowed)
    _publish(library)
    _look_narrowed(lists, narrowed)
    lists.run_queries()
    _look_narrowed(lists, narrowed)
    if not narrowed:
        _look(lists, 60)
        [today] = [group for group in lists.groups(Scope.ALL, GroupOrder.NAME) if group.name == "Today"]
        assert (today.total, today.unread) == (60, 60)


def _look_narrowed(lists: Lists, narrowed: str) -> None:
    with lists.frame():
        everything = {*lists.ids(EVERYTHING, Scope.ALL)}
        for group in lists.groups(Scope.ALL, GroupOrder.NAME):
            ids = lists.ids(group.id, Scope.ALL)
            assert {*ids} <= everything
            if not (narrowed and group.is_search):
                assert group.total == len(ids)
            assert group.unread <= len(ids)


@pytest.mark.parametrize(
    "query", ["date:today", "is:read", "word", "tag:t", "title:0", "-tag:none sort:title"]
)
def test_a_question_finds_nothing_that_is_not_published(person: Person, query: str) -> None:
    _write(person, range(5))
    library = person.open()
    before = sorted(library.questions.query(query, datetime.now(UTC)))
    _write(person, range(5, 30))
    _scan_without_publishing(library)
    assert sorted(library.questions.query(query, datetime.now(UTC))) == before
    assert set(library.questions.search("word", datetime.now(UTC), 99)) <= {
        *library.articles.ids(EVERYTHING, Scope.ALL)
    }


def _key_lookups(library: Library, person: Person) -> list[object]:
    keys = [person.key(library, f"{number:03}.md") for number in range(6, 10)]
    return [
        library.articles.find_all(keys),
        [library.articles.find(key) for key in keys if library.articles.find(key)],
        [article for article, _, _ in library.articles.names() if article > 6],
        list(library.articles.with_field(["title"], "007")),
        [each for each in library.questions.unread() if each > 6],
        [each for each, *_ in library.questions.hints() if each > 6],
        [each for each in library.questions.duplicates(1) if each > 6],
        [each for each in library.questions.related(1, "A word.", 50) if each > 6],
        [each for each in library.questions.nearly("00", datetime.now(UTC), 50) if each > 6],
        [each.article for each in library.articles.translations(1) if each.article > 6],
    ]


def test_articles_that_are_not_published_are_found_by_no_other_way(person: Person) -> None:
    _write(person, range(6), "The same text about apples.")
    library = person.open()
    _write(person, range(6, 10), "The same text about apples.")
    _scan_without_publishing(library)
    assert not any(_key_lookups(library, person))
    _publish(library)
    assert library.articles.find(person.key(library, "007.md"))


def test_what_was_found_before_an_article_went_does_not_show_it_any_more(person: Person) -> None:
    _write(person, range(10))
    library = person.open()
    lists = _lists(library)
    lists.run_queries()
    for number in range(4):
        (person.root / f"{number:03}.md").unlink()
    library.scan()
    _look(lists, 6)


def test_a_list_goes_on_whatever_is_published_between_two_keys(person: Person) -> None:
    _write(person, range(12))
    library = person.open()
    lists = _lists(library)
    model = SidebarModel(lists, Scope.ALL, GroupOrder.NAME)
    model.arrange(Scope.ALL, GroupOrder.NAME)
    steps: list[Callable[[], object]] = [
        lambda: model.step_article(1),
        lambda: model.step_article(-1),
        lambda: model.seek_unread(1),
        lambda: model.seek_unread(-1),
        lambda: model.open_group(FIRST_SEARCH),
        model.fold_all,
        model.update_counts,
        model.reload,
        model.coming,
        lambda: model.neighbours(1),
        lists.run_queries,
        lambda: lists.narrow("tag:t1"),
        lists.widen,
        lambda: _publish(library),
    ]
    for turn, step in enumerate(steps * 3):
        _write(person, range(20 + turn, 22 + turn))
        if turn % 3 == 2:
            (person.root / f"{turn % 12:03}.md").unlink(missing_ok=True)
        _scan_without_publishing(library)
        if turn % 2:
            _publish(library)
        step()
        for section in model.sections:
            assert isinstance(section.ids, array)
        assert not model.sections or model.item(model.slot)
