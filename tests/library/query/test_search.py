"""Queries on real folders: what the index finds is what reading each article finds."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from reader.actions.changes import flags
from reader.errors import NewsreaderError
from reader.journal import Field, Journal
from reader.library import EVERYTHING, Library, Scope
from reader.library.query.parse import QueryError
from reader.library.query.tree import Query
from reader.library.query.write import write
from reader.paths import Paths
from reader.settings import Settings
from tests.library.query.asking import NOW, facts_of, found, opened
from tests.library.query.oracle import matches
from tests.library.query.test_parse import TREES

ARTICLES = {
    "a.md": "title: Apple news\ndate: 2026-03-09T10:00:00+08:00\ntags: [ai, Café]\nauthor: 肖芳\nlang: zh-CN\nmood: [calm, Warm]",
    "b.md": "title: 苹果与香蕉\ndate: 2025-12-31T23:30:00+08:00\ntags: [水果]\nauthors: [Ana López, Bo]\nimage: x.png\nlink: https://news.example.com/b",
    "2025/c.md": "title: ab a.b\ndate: 2025-01-31\ncategories: [Essays]\nsummary: A short one.\ndraft: true\nmood: calm",
    "2025/d.md": "title: 'XYZ ing'\nupdated: 2026-01-01\ntags: AI\nlang: en",
    "e.md": "title: [broken",
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    texts = enumerate(ARTICLES.items())
    files = {name: f"---\n{header}\n---\n{'word ' * 400 * number}\n" for number, (name, header) in texts}
    made, journal = opened(tmp_path_factory.mktemp("library"), files)
    ids = {
        row.key.path: row.id for row in made.articles.rows(made.articles.ids(EVERYTHING, Scope.ALL)).values()
    }
    for path, field in (("a.md", Field.READ), ("b.md", Field.STARRED), ("2025/d.md", Field.LATER)):
        flags.mark(made, journal, [ids[path]], field, value=True)
    return made


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("", "a.md b.md 2025/c.md 2025/d.md e.md"),
        ("apple", "a.md"),
        ("APPLE", "a.md"),
        ("苹果", "b.md"),
        ("cafe", "a.md"),
        ("ＡＩ", "a.md 2025/d.md"),
        ("tag:ai", "a.md 2025/d.md"),
        ("tag:cafe", "a.md"),
        ("tag:水*", "b.md"),
        ("tag:水", ""),
        ("mood:war", ""),
        ("category:*", "2025/c.md"),
        ("is:new", ""),
        ("-tag:ai", "b.md 2025/c.md e.md"),
        ("is:untagged", "2025/c.md e.md"),
        ("has:tags", "a.md b.md 2025/d.md"),
        ("author:肖", "a.md"),
        ("author:lopez OR author:bo", "b.md"),
        ("source:example.com", "b.md"),
        ("lang:zh", "a.md"),
        ("lang:zh-cn", "a.md"),
        ("is:read", "a.md"),
        ("is:unread is:starred", "b.md"),
        ("is:later", "2025/d.md"),
        ("is:draft", "2025/c.md"),
        ("is:problem", "e.md"),
        ("has:image", "b.md"),
        ("has:link", "b.md"),
        ("has:summary", "2025/c.md"),
        ("category:essays", "2025/c.md"),
        ("mood:warm", "a.md"),
        ("mood:*", "a.md 2025/c.md"),
        ("mood:w*", "a.md"),
        ("path:2025/", "2025/c.md 2025/d.md"),
        ("path:2025/C.MD", "2025/c.md"),
        ("title:xyz", "2025/d.md"),
        (r"/^ab a\.b$/", "2025/c.md"),
        ("/^ab/ -/xyz/", "2025/c.md"),
        ("-/news/ (/apple/ OR /ing$/) -/^ab/", "2025/d.md"),
        ("date:2026", "a.md 2025/d.md"),
        ("date:2025", "b.md 2025/c.md"),
        ("date:>2025-01", "a.md b.md 2025/d.md"),
        ("date:>=2025-01", "a.md b.md 2025/c.md 2025/d.md"),
        ("date:2025-01-31", "2025/c.md"),
        ("date:..2024", "e.md"),
        ("date:2d", "a.md"),
        ("date:<2d -date:<2025", "b.md 2025/c.md 2025/d.md"),
        ("date:yesterday", "a.md"),
        ("date:today", ""),
        ("updated:2026", "2025/d.md"),
        ("words:>1000", "2025/d.md e.md"),
        ("words:400..800", "b.md 2025/c.md"),
        ("minutes:1", "a.md"),
        ("sort:date", "2025/d.md e.md 2025/c.md b.md a.md"),
        ("is:unread sort:-words", "e.md 2025/d.md 2025/c.md b.md"),
        ('"apple news"', "a.md"),
        ('"news apple"', ""),
        ("news apple", "a.md"),
        ("mentions:apple", "a.md"),
        ("mentions:app", ""),
        ("mentions:cafe", "a.md"),
        ('mentions:"apple news"', "a.md"),
        ('mentions:"news apple"', ""),
        ("mentions:b", "2025/c.md"),
        ("mentions:bo", "b.md"),
        ("mentions:苹果", "b.md"),
        ("mentions:🍎", ""),
    ],
)  # fmt: skip
def test_a_query_finds_this(library: Library, text: str, paths: str) -> None:
    names = paths.split()
    assert sorted(found(library, text)) == sorted(names)
    if "sort:" in text:
        assert found(library, text)[0] in names[:2]


def test_the_newest_come_first_and_no_more_than_asked_for(library: Library) -> None:
    assert found(library, "date:>2025", 1) == ["a.md"]
    assert found(library, "", 2) == ["a.md", "2025/d.md"]
    assert found(library, "sort:-title", 1) == ["b.md"]
    newest = found(library, "is:unread")
    assert found(library, "sort:unread") == [*newest, "a.md"]
    assert found(library, "sort:-unread") == ["a.md", *newest]


def test_an_unknown_key_is_told_with_the_nearest_one(library: Library) -> None:
    with pytest.raises(QueryError, match="did you mean mood:"):
        library.questions.query("moood:calm", NOW)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(tree=TREES)
def test_the_index_and_a_plain_reading_find_the_same(library: Library, tree: object) -> None:
    query = Query(tree)  # type: ignore[arg-type]
    expected = {path for path, facts in facts_of(library).items() if matches(query.tree, facts, NOW)}
    assert set(found(library, write(query))) == expected


def test_what_changes_and_goes_is_found_no_more(tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    with Library.open([folder], paths, Journal.open(paths.journal, machine="t"), Settings()) as made:
        find = partial(found, made)
        for name in "xyz":
            (folder / f"{name}.md").write_text("other")
        (folder / "a.md").write_text("---\ntitle: one\nmood: calm\n---\n")
        made.scan()
        assert find("mood:calm") == find("one") == ["a.md"]
        (folder / "a.md").write_text("---\ntitle: two\nmood: wild\n---\nx")
        made.scan()
        assert (find("mood:wild"), find("mood:* one")) == (["a.md"], [])
        (folder / "a.md").rename(folder / "b.md")
        made.scan()
        assert find("mood:wild") == ["b.md"]
        (folder / "b.md").unlink()
        made.scan()
        assert find("one OR two") == []
        with pytest.raises(QueryError, match="there is no field mood"):
            find("mood:wild")
        (folder / "d.md").write_text("---\ntitle: two\ndate: 2999-01-31\n---\n")
        made.scan()
        for text in ("date:2999", "date:>=2999-01-31", "date:>2998"):
            assert find(text) == ["d.md"]
        (folder / "d.md").rename(folder / "École A.md")
        made.scan()
        for text, count in (("path:École", 1), ("path:COLE", 1), ('path:" a.md"', 1), ("path:école", 0)):
            assert (text, len(find(text))) == (text, count)


def test_a_query_that_takes_too_long_is_given_up(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.search.run_query.SECONDS", -1.0)
    monkeypatch.setattr("reader.library.search.run_query._STEPS", 1)
    with pytest.raises(NewsreaderError, match="took too long"):
        library.questions.query("a", NOW)


def test_a_slip_of_the_fingers_is_looked_for_from_four_letters_on_and_in_titles_long_enough(
    tmp_path: Path,
) -> None:
    titles = ("Ship", "Shi", "Shape of ships", "Boat", "Sh")
    files = {f"{number}.md": f"---\ntitle: {title}\n---\nText.\n" for number, title in enumerate(titles)}
    library, _ = opened(tmp_path, files)

    def near(typed: str) -> set[str]:
        return {row.title for row in library.articles.rows(library.questions.nearly(typed, NOW, 10)).values()}

    assert near("shi") == set()
    assert near("boat") == {"Boat"}
    assert near("ship") == {"Ship", "Shi", "Shape of ships"}
    assert near("ships") == {"Ship", "Shape of ships"}
    assert near("tag:boat") == set()


@pytest.mark.parametrize(
    "text", ["word", "NOT word", "tag:t", "-tag:u", "words:>0", "path:md", "is:unread -tag:u"]
)
def test_what_is_found_stands_in_the_order_of_lists_also_where_dates_are_equal(
    tmp_path: Path, text: str
) -> None:
    names = ("z/a.md", "b.md", "a/z.md", "a.md", "a/b.md")
    days = dict(zip(names, (1, 2, 2, 2, 1), strict=True))
    files = {
        name: f"---\ntitle: {'no' if text.startswith('NOT') else 'word'}\ndate: 2025-01-0{day}\ntags: [t]\n---\nText.\n"
        for name, day in days.items()
    }
    library, _ = opened(tmp_path, files)
    listed = [
        row.key.path for row in library.articles.rows(library.articles.ids(EVERYTHING, Scope.ALL)).values()
    ]
    assert found(library, text) == listed == ["a.md", "b.md", "a/z.md", "a/b.md", "z/a.md"]
    assert found(library, text, 2) == listed[:2]
