"""Queries on real folders: what the index finds is what reading each article finds."""

import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings

from reader.actions import marking
from reader.article import Key
from reader.article.document import read_document
from reader.errors import NewsreaderError
from reader.journal import Field, Journal
from reader.library import EVERYTHING, Library, Scope
from reader.library.front_matter import fields_of
from reader.library.query import Query, QueryError, write
from reader.library.query.plain import Facts, matches
from reader.paths import Paths
from reader.settings import Settings
from reader.text.folding import folded
from tests.library.query.test_parse import TREES

NOW = datetime(2026, 3, 10, 12, tzinfo=ZoneInfo("Asia/Shanghai"))

ARTICLES = {
    "a.md": "title: Apple news\ndate: 2026-03-09T10:00:00+08:00\ntags: [ai, Café]\nauthor: 肖芳\nlang: zh-CN\nmood: [calm, Warm]",
    "b.md": "title: 苹果与香蕉\ndate: 2025-12-31T23:30:00+08:00\ntags: [水果]\nauthors: [Ana López, Bo]\nimage: x.png\nlink: https://news.example.com/b",
    "2025/c.md": "title: ab a.b\ndate: 2025-01-31\ncategories: [Essays]\nsummary: A short one.\ndraft: true\nmood: calm",
    "2025/d.md": "title: 'XYZ ing'\nupdated: 2026-01-01\ntags: AI\nlang: en",
    "e.md": "title: [broken",
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("library")
    folder = root / "feed"
    for number, (name, header) in enumerate(ARTICLES.items()):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{header}\n---\n{'word ' * 400 * number}\n", encoding="utf-8")
        os.utime(file, (1_700_000_000, 1_700_000_000))
    paths = Paths(*(root / name for name in ("config", "data", "state", "cache")))
    journal = Journal.open(paths.journal, machine="test")
    made = Library.open([folder], paths, journal, Settings(timezone="Asia/Shanghai"))
    made.scan()
    ids = {row.key.path: row.id for row in made.rows(made.ids(EVERYTHING, Scope.ALL)).values()}
    for path, field in (("a.md", Field.READ), ("b.md", Field.STARRED), ("2025/d.md", Field.LATER)):
        marking.mark(made, journal, [ids[path]], field, value=True)
    return made


def found(library: Library, text: str, limit: int = -1) -> list[str]:
    ids = library.query(text, NOW, limit)
    rows = library.rows(ids)
    return [rows[article].key.path for article in ids]


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
        ("title:xyz", "2025/d.md"),
        (r"/^ab a\.b$/", "2025/c.md"),
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


def test_an_unknown_key_is_told_with_the_nearest_one(library: Library) -> None:
    with pytest.raises(QueryError, match="did you mean mood:"):
        library.query("moood:calm", NOW)


def facts_of(library: Library) -> dict[str, Facts]:
    """Read every file by itself."""
    folder = library.folders[0]
    known = {row.key.path: row for row in library.rows(library.ids(EVERYTHING, Scope.ALL)).values()}
    made = {}
    for path, row in known.items():
        data = (folder.path / path).read_bytes()
        modified = datetime.fromtimestamp(1_700_000_000, UTC)
        article = read_document(data, Key("", path), modified, zone=ZoneInfo("Asia/Shanghai")).article
        told = (article.title, article.summary, *article.tags, *article.categories, *article.authors)
        fields: dict[str, set[str]] = {}
        for key, value, _ in fields_of(article):
            fields.setdefault(key, set()).add(value)
        made[path] = Facts(
            article.title, folded("\n".join(told)), path, article.tags, article.language, article.link, article.image,
            article.summary, int(article.date.timestamp()),
            int(article.updated.timestamp()) if article.updated else 0, article.words + article.characters,
            article.minutes, (not row.read) + 2 * row.starred + 4 * row.later, article.draft, bool(article.problems),
            {key: frozenset(values) for key, values in fields.items()},
        )  # fmt: skip
    return made


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


def test_a_query_that_takes_too_long_is_given_up(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.query.search.SECONDS", -1.0)
    monkeypatch.setattr("reader.library.query.search._STEPS", 1)
    with pytest.raises(NewsreaderError, match="takes too long"):
        library.query("a", NOW)
