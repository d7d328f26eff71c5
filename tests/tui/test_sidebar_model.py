"""The sidebar's list as a value, over a source that is a plain table."""

from array import array
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import DateSource, Key
from reader.library import Group, GroupOrder, Row, Scope
from reader.tui.list.sections import Item, Slot
from reader.tui.list.sidebar_model import SidebarModel


class Table:
    """A source in memory: articles 1, 2, 3…, the lower the newer."""

    def __init__(self, **groups: list[int]) -> None:
        self.members = dict(groups)
        self.read: set[int] = set()

    def frame(self) -> nullcontext[None]:
        return nullcontext()

    def _in(self, name: str, scope: Scope) -> list[int]:
        return [id_ for id_ in self.members[name] if scope is Scope.ALL or id_ not in self.read]

    def groups(self, scope: Scope, order: GroupOrder) -> list[Group]:
        found = []
        for number, name in enumerate(self.members, 1):
            unread = len(self._in(name, Scope.UNREAD))
            found.append(Group(number, name, len(self.members[name]), unread, len(self._in(name, scope))))
        found.sort(key=lambda group: -group.unread if order is GroupOrder.UNREAD else group.name)
        return [group for group in found if group.in_scope]

    def ids(self, group: int, scope: Scope, keep: frozenset[int] = frozenset()) -> "array[int]":
        if group > len(self.members):
            return array("q")
        name = list(self.members)[group - 1]
        shown = set(self._in(name, scope)) | keep
        return array("q", [id_ for id_ in self.members[name] if id_ in shown])

    @property
    def seen_up_to(self) -> int:
        return 0

    @property
    def articles(self) -> "Table":
        return self

    def rows(self, ids: Sequence[int]) -> dict[int, Row]:
        date = datetime(2025, 1, 1, tzinfo=UTC)
        return {
            id_: Row(
                id=id_, key=Key("f", str(id_)), title=str(id_), date=date - timedelta(days=id_), date_source=DateSource.HEADER,
                minutes=1, source="", link="", read=id_ in self.read, starred=False, later=False, draft=False, has_problem=False,
            )
            for id_ in ids
        }  # fmt: skip

    def label(self, group: Group) -> str:
        return group.name

    def watched(self, article: int) -> str:
        return "" * article

    def order(self, group: int) -> str:
        return "-date" if group else ""

    def others(self, article: int) -> int:
        return 0 * article

    def groups_of(self, article: int) -> tuple[int, ...]:
        return tuple(number for number, ids in enumerate(self.members.values(), 1) if article in ids)


def model(table: Table, scope: Scope = Scope.UNREAD, open_names: Sequence[str] = ("a",)) -> SidebarModel:
    made = SidebarModel(table, scope, GroupOrder.NAME)
    made.arrange(scope, GroupOrder.NAME, open_names)
    return made


@pytest.fixture
def table() -> Table:
    return Table(a=[1, 2, 3], b=[2, 4], c=[5])


def test_rows_follow_headings_and_every_row_finds_its_spot_again(table: Table) -> None:
    list_ = model(table, open_names=("a", "b"))
    assert list_.height == 3 + 2 * 5
    for y in range(list_.height):
        found = list_.slot_at(y)
        assert found is not None
        slot, line = found
        assert list_.top(slot) + line == y
        assert list_.find(list_.item(slot)) == slot
    assert list_.slot_at(list_.height) is None
    assert list_.slot_at(-1) is None


def test_the_cursor_steps_over_headings_and_stops_at_both_ends(table: Table) -> None:
    list_ = model(table)
    list_.step(2)
    assert list_.cursor == Item(1, 2)
    list_.step(100)
    assert list_.cursor == Item(3)
    list_.step(-100)
    assert list_.cursor == Item(1)


def test_stepping_by_many_is_stepping_many_times(table: Table) -> None:
    for open_names in ((), ("a",), ("a", "b", "c"), ("c",)):
        for count in (1, 2, 3, 5, -1, -2, -4):
            once, often = model(table, open_names=open_names), model(table, open_names=open_names)
            once.step(3)
            often.step(3)
            once.step(count)
            for _ in range(abs(count)):
                often.step(count // abs(count))
            assert once.cursor == often.cursor


def test_what_is_read_stays_until_the_view_is_left(table: Table) -> None:
    list_ = model(table)
    table.read.add(2)
    list_.keep([2])
    list_.reload()
    assert list(list_.sections[0].ids) == [1, 2, 3]
    list_.arrange(Scope.UNREAD, GroupOrder.NAME)
    assert list(list_.sections[0].ids) == [1, 3]


def test_what_is_to_be_kept_is_listed_in_its_groups_though_the_scope_has_none_of_them(table: Table) -> None:
    table.read.update([2, 4, 5])
    list_ = model(table)
    list_.arrange(Scope.UNREAD, GroupOrder.NAME, ["b"], keep=frozenset([2]))
    assert [(section.group.name, list(section.ids)) for section in list_.sections] == [("a", []), ("b", [2])]
    table.read.update([1, 3])
    list_.arrange(Scope.UNREAD, GroupOrder.NAME, ["b"], keep=frozenset([2]))
    assert [(section.group.name, list(section.ids)) for section in list_.sections] == [("a", []), ("b", [2])]


def test_closing_a_group_does_not_leave_the_view(table: Table) -> None:
    list_ = model(table)
    table.read.add(2)
    list_.keep([2])
    list_.fold(0, is_open=False)
    list_.fold(0, is_open=True)
    assert list(list_.sections[0].ids) == [1, 2, 3]


def test_an_article_in_three_groups_is_read_in_all_of_them() -> None:
    table = Table(a=[1, 2], b=[1], c=[1, 3])
    list_ = model(table, open_names=("a", "b", "c"))
    table.read.add(1)
    list_.keep([1])
    list_.update_counts()
    assert [section.group.unread for section in list_.sections] == [1, 0, 1]
    assert [list(section.ids) for section in list_.sections] == [[1, 2], [1], [1, 3]]


def test_new_articles_and_groups_do_not_move_the_cursor(table: Table) -> None:
    list_ = model(table)
    list_.put(Slot(0, 1))
    table.members["a"].insert(0, 9)
    table.members = {**table.members, "d": [9]}
    list_.reload()
    assert list_.cursor == Item(1, 2)
    assert list_.slot == Slot(0, 2)
    assert [section.group.name for section in list_.sections] == ["a", "b", "c", "d"]


def test_a_new_group_stands_at_its_rank_below_the_group_of_the_cursor() -> None:
    table = Table(a=[1, 2, 3, 4], b=[5, 6, 7], c=[8])
    list_ = SidebarModel(table, Scope.ALL, GroupOrder.UNREAD)
    list_.arrange(Scope.ALL, GroupOrder.UNREAD)
    list_.put(Slot(0, 1))
    table.members = {**table.members, "large": list(range(20, 30)), "middle": [30, 31], "small": [9]}
    list_.reload()
    assert [section.group.name for section in list_.sections] == ["a", "large", "b", "middle", "c", "small"]
    assert list_.slot == Slot(0, 1)
    list_.put(Slot(5))
    table.members = {**table.members, "more": list(range(40, 60))}
    list_.reload()
    assert [section.group.name for section in list_.sections][-2:] == ["small", "more"]


def test_when_the_cursors_article_goes_the_next_one_has_the_cursor(table: Table) -> None:
    list_ = model(table)
    list_.put(Slot(0, 1))
    table.members["a"].remove(2)
    list_.reload()
    assert list_.cursor == Item(1, 3)


def test_when_its_group_goes_the_cursor_stands_on_what_took_its_place(table: Table) -> None:
    list_ = model(table, open_names=("c",))
    list_.put(Slot(2, 0))
    del table.members["c"]
    list_.reload()
    assert list_.cursor == Item(2)


def test_groups_keep_their_order_while_counts_change() -> None:
    table = Table(a=[1, 2], b=[3, 4, 5])
    list_ = SidebarModel(table, Scope.ALL, GroupOrder.UNREAD)
    list_.arrange(Scope.ALL, GroupOrder.UNREAD)
    assert [section.group.name for section in list_.sections] == ["b", "a"]
    table.read.update([3, 4, 5])
    list_.reload()
    assert [section.group.name for section in list_.sections] == ["b", "a"]
    list_.arrange(Scope.ALL, GroupOrder.UNREAD)
    assert [section.group.name for section in list_.sections] == ["a", "b"]


def test_the_next_unread_is_found_across_closed_groups_and_round_the_end(table: Table) -> None:
    table.read.update([1, 3, 2])
    list_ = model(table, scope=Scope.ALL)
    assert list_.seek_unread(1)
    assert list_.cursor == Item(2, 4)
    assert list_.seek_unread(1)
    assert list_.cursor == Item(3, 5)
    assert list_.seek_unread(1)
    assert list_.cursor == Item(2, 4)
    assert list_.seek_unread(-1)
    assert list_.cursor == Item(3, 5)


def test_where_nothing_is_unread_the_cursor_stays(table: Table) -> None:
    table.read.update(range(10))
    list_ = model(table, scope=Scope.ALL)
    list_.step(2)
    assert not list_.seek_unread(1)
    assert list_.cursor == Item(1, 2)


def test_the_only_unread_article_is_found_from_itself_backwards_and_forwards() -> None:
    table = Table(a=[1, 2, 3])
    table.read.update([1, 3])
    list_ = model(table, scope=Scope.ALL)
    list_.put(Slot(0, 1))
    assert list_.seek_unread(1)
    assert list_.cursor == Item(1, 2)
    assert list_.seek_unread(-1)
    assert list_.cursor == Item(1, 2)


def test_the_same_article_in_another_group_is_not_the_next_unread_one() -> None:
    table = Table(a=[1], b=[1, 2])
    list_ = model(table, scope=Scope.ALL)
    list_.put(Slot(0, 0))
    assert list_.seek_unread(1)
    assert list_.cursor == Item(2, 2)


def test_the_next_article_is_found_in_closed_groups_too(table: Table) -> None:
    list_ = model(table, open_names=("c",))
    seen = []
    while list_.step_article(1):
        seen.append(list_.cursor)
    assert seen == [Item(1, 1), Item(1, 2), Item(1, 3), Item(2, 2), Item(2, 4), Item(3, 5)]
    back = [list_.cursor]
    while list_.step_article(-1):
        back.append(list_.cursor)
    assert back == seen[::-1]


def test_above_and_below_are_of_the_cursors_group(table: Table) -> None:
    list_ = model(table, open_names=("a", "b"))
    list_.put(Slot(0, 1))
    assert list_.neighbours(-1) == [1]
    assert list_.neighbours(1) == [3]


def test_a_closed_group_still_knows_its_members(table: Table) -> None:
    assert list(model(table).members(1)) == [2, 4]


def test_folding_all_closes_or_opens_everything(table: Table) -> None:
    list_ = model(table)
    list_.put(Slot(0, 2))
    list_.fold_all()
    assert list_.height == 3
    assert list_.cursor == Item(1)
    list_.fold_all()
    assert list_.height == 3 + 2 * 6


def test_an_empty_library_has_no_rows_and_no_step_fails() -> None:
    list_ = SidebarModel(Table(), Scope.ALL, GroupOrder.NAME)
    list_.arrange(Scope.ALL, GroupOrder.NAME)
    list_.step(1)
    list_.reload()
    list_.fold_all()
    assert list_.height == 0
    assert not list_.step_article(1)
    assert not list_.seek_unread(1)
    assert list_.neighbours(1) == []


def test_the_next_unread_is_found_far_away_in_both_directions_and_round_the_end() -> None:
    table = Table(a=list(range(1, 301)), b=[])
    table.read = set(range(1, 301)) - {7, 290}
    list_ = model(table, Scope.ALL)
    list_.put(Slot(0, 100))
    assert list_.coming() == 290
    way = []
    for direction in (1, 1, -1, -1, -1):
        assert list_.seek_unread(direction)
        way.append(list_.cursor.article)
    assert way == [290, 7, 290, 7, 290]


@given(
    members=st.lists(
        st.lists(st.integers(1, 9), max_size=5, unique=True).map(sorted), min_size=1, max_size=4
    ),
    read=st.sets(st.integers(1, 9)),
    steps=st.integers(0, 30),
)
def test_what_comes_next_is_where_one_gets_to(members: list[list[int]], read: set[int], steps: int) -> None:
    table = Table(**{f"g{number}": ids for number, ids in enumerate(members)})
    table.read = read
    list_ = model(table, Scope.ALL, ("g0", "g2"))
    list_.step(steps)
    coming, before = list_.coming(), (list_.cursor, list_.open_names)
    assert (list_.cursor, list_.open_names) == before
    table.read.add(list_.cursor.article)
    list_.keep([list_.cursor.article])
    list_.update_counts()
    assert list_.seek_unread(1) == bool(coming)
    if coming:
        assert list_.cursor.article == coming
