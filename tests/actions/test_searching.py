"""Snippets: the line of an article's text in which the words stand, clean and short."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.actions.finding.searching import SNIPPET, pattern_of, read_through, snippet_of, words_in
from reader.journal import Journal
from reader.library import Library
from reader.paths import Paths
from reader.settings import Settings


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("sea tag:ai -land", ["sea"]),
        ('"two words" OR 苹果', ["two words", "苹果"]),
        ("tag:ai", []),
        ("", []),
    ],
)
def test_the_words_of_a_query(typed: str, words: list[str]) -> None:
    assert words_in(typed) == words


def test_any_of_the_words_is_found_whatever_its_case() -> None:
    pattern = pattern_of(["sea", "two words", "a.b"])
    assert pattern is not None
    assert pattern.findall("The SEA, two\nwords, a.b and axb") == ["SEA", "two\nwords", "a.b"]
    assert pattern_of([]) is None
    chinese = pattern_of(["机器学习"])
    assert chinese is not None
    assert chinese.findall("機器學習与机器学习") == ["機器學習", "机器学习"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("cafe", "Café"), ("Café", "cafe"), ("ai", "ＡＩ"), ("ＡＩ", "ai"), ("cafe", "cafe\u0301"), ("uber", "Über"),
        ("two words", "two-words"), ("two-words", "two words"), ("机器学习", "机器，学习"), ("AI模型", "AI 模型"),
        ("c++", "C++"), ("elan", "élan"), ("и", "й"), ("straße", "STRASSE"), ("a.b", "a.b"), ("weiß", "weiß"),
    ],
)  # fmt: skip
def test_what_the_search_finds_is_found_on_the_page(typed: str, text: str) -> None:
    pattern = pattern_of([typed])
    assert pattern is not None
    found = pattern.search(f"before {text} behind")
    assert found is not None
    assert found[0] == text


def test_one_letter_of_a_name_is_not_found_everywhere() -> None:
    pattern = pattern_of(["c++"])
    assert pattern is not None
    assert pattern.findall("a case of C++") == ["C++"]


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("harbour", "See the harbour and its light.", ["harbour"]),
        ("第三", "第三段：晚风从河面上吹过来。", ["第三"]),
        ("title", "", []),
        ("boat", "#boats, #a rope", ["boat"]),
        ("short", "A short sum", ["short"]),
        ("far", None, ["far"]),
    ],
)
def test_a_snippet_is_one_clean_line(tmp_path: Path, typed: str, text: str | None, marked: list[str]) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    body = "First.\n\nSee the [harbour](https://example.com/x) and its **light**.\n\n第三段：晚风从河面上吹过来。\n\n"
    (folder / "a.md").write_text(
        f"---\ntitle: title\ntags: [a rope, boats]\nsummary: A short sum\n---\n{body}{'x' * 500} far {'y' * 500}\x1b[31m",
        encoding="utf-8",
    )
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    with Library.open([folder], paths, Journal.open(paths.journal, machine="t"), Settings()) as library:
        library.scan()
        article = library.questions.query("", datetime.now(UTC))[0]
        snippet = snippet_of(library, article, typed)
        assert snippet_of(library, 99, typed).text == ""
    if text is not None:
        assert snippet.text.startswith(text)
        assert bool(snippet.text) == bool(text)
    assert len(snippet.text) <= SNIPPET
    assert [snippet.text[start:end] for start, end in snippet.matches] == marked


@pytest.mark.parametrize(
    ("body", "typed", "text"),
    [
        ("## Harbour lights\n\nText.", "lights", "Harbour lights Text."),
        ("- one\n- two ropes\n", "ropes", "two ropes"),
        ("> A quoted rope.", "rope", "A quoted rope."),
        ("3. A third rope.", "rope", "A third rope."),
        ("See [install].\n\n[install]: https://rope.example/a\n\nThe rope.", "rope", "The rope."),
        ("From the [Night desk](https://example.org/desk/a/long/way/rope) on.\n\nHere is a rope.", "rope",
         "…the Night desk on. Here is a rope."),
        ("See [a very long name of the place where the rope is kept](https://example.org/x).", "rope",
         "…name of the place where the rope is kept."),
        ("[Only](https://rope.example/a) there.", "rope", "Only there."),
    ],
)  # fmt: skip
def test_a_snippet_is_what_the_page_shows(tmp_path: Path, body: str, typed: str, text: str) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    (folder / "a.md").write_text(f"---\ntitle: title\n---\n{body}\n", encoding="utf-8")
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    with Library.open([folder], paths, Journal.open(paths.journal, machine="t"), Settings()) as library:
        library.scan()
        snippet = snippet_of(library, library.questions.query("", datetime.now(UTC))[0], typed)
    assert snippet.text == text
    assert all(snippet.text[start:end] == typed for start, end in snippet.matches)


def test_before_the_full_text_is_there_files_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    for number, text in enumerate(
        ("A harbour.", "No such thing.", "機器學習 and the HARBOUR.", "harbour only")
    ):
        (folder / f"{number}.md").write_text(
            f"---\ntitle: t{number}\ndate: 2026-01-0{number + 1}\n---\n{text}\n"
        )
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    with Library.open([folder], paths, Journal.open(paths.journal, machine="t"), Settings()) as library:
        library.scan()

        def found(typed: str, known: tuple[int, ...] = (), limit: int = 9) -> list[str]:
            calls = iter(range(99))
            ids = list(read_through(library, typed, known, lambda: next(calls) >= limit))
            return [row.title for row in library.articles.rows(ids).values()]

        assert found("harbour") == ["t3", "t2", "t0"]
        assert found("harbour 机器学习") == ["t2"]
        assert found("harbour", limit=1) == ["t3"]
        assert found("harbour", known=tuple(library.questions.query("title:t3", datetime.now(UTC)))) == [
            "t2",
            "t0",
        ]
        assert found("tag:x") == []
        library.build_text()
        assert found("harbour") == []


def test_a_snippet_is_found_in_what_only_looks_like_a_header(tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    text = "---\ntitle: x\nSome running text about a harbour, which no header has, and more of it.\nAnd more.\n---\nbody\n"
    (folder / "a.md").write_text(text, encoding="utf-8")
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    with Library.open([folder], paths, Journal.open(paths.journal, machine="t"), Settings()) as library:
        library.scan()
        article = library.questions.query("", datetime.now(UTC))[0]
        is_in_body = "harbour" in library.files.document(article).body
        assert is_in_body == ("harbour" in snippet_of(library, article, "harbour").text)
        assert is_in_body
