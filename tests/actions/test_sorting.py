"""The order of a group's articles: picked from all where they are many, one by one where they are few, with one result."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.actions.finding import sorting
from reader.actions.finding.group_orders import GroupOrders
from reader.actions.finding.lists import Lists
from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.library import EVERYTHING, GroupOrder, Scope
from reader.library.query.orders import MENU
from reader.paths import Paths


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "feed"
    folder.mkdir()
    for number in range(12):
        title = ["中国", "阿里", "apple", "北京", "Zebra", "上海"][number % 6]
        header = f"title: {title} {number}\ndate: 2025-01-{number + 1:02}\nsource: s{number % 3}\ntags: [sea]"
        (folder / f"{number}.md").write_text(
            f"---\n{header}\n---\n" + "w " * (number * 7 % 5), encoding="utf-8"
        )
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    with open_workspace([folder], {}, paths, {}) as opened:
        opened.library.scan()
        yield opened


@pytest.mark.parametrize("order", MENU)
def test_many_and_few_articles_come_in_one_order_and_as_a_query_sorts_them(
    workspace: Workspace, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.now(UTC)
    lists = Lists(workspace.library, "tag", (), lambda: now)
    lists.sorter.orders = GroupOrders(usual=order)
    lists.begin_view()
    lists.run_queries()
    group = next(each for each in lists.groups(Scope.ALL, GroupOrder.NAME) if each.name == "sea")
    few = lists.ids(group.id, Scope.ALL)
    monkeypatch.setattr(sorting, "FEW", 0)
    assert lists.ids(group.id, Scope.ALL) == few == workspace.library.questions.query(f"sort:{order}", now)


def test_what_has_come_since_the_ranks_were_read_comes_first(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = Lists(workspace.library, "tag", (), lambda: datetime.now(UTC))
    lists.sorter.orders = GroupOrders(usual="title")
    lists.run_queries()
    had = lists.ids(EVERYTHING, Scope.ALL)
    (tmp_path / "feed" / "new.md").write_text("---\ntitle: 最后\ndate: 2020-01-01\n---\n", encoding="utf-8")
    workspace.library.scan()
    for few in (sorting.FEW, 0):
        monkeypatch.setattr(sorting, "FEW", few)
        now = lists.ids(EVERYTHING, Scope.ALL)
        assert now[1:] == had
        assert now[0] not in had
    assert lists.run_queries()
    assert lists.ids(EVERYTHING, Scope.ALL)[-1] == now[0]
