"""What file names say."""

import pytest

from reader.article import is_article_name, is_conflict_copy, is_section_page
from reader.article.name import title_from_path
from tests.article.articles import read


@pytest.mark.parametrize(
    "name", ["a.md", "a.MD", "a.markdown", "a.Mdx", "a.mdown", "苹果.md", "a b.md", "\udce9.md"]
)
def test_markdown_files_are_articles(name: str) -> None:
    assert is_article_name(name)


@pytest.mark.parametrize(
    "name", ["a.txt", "a", "md", ".md", ".a.md", "._a.md", ".#a.md", "a.md~", "a.md.bak", "a.html"]
)
def test_other_files_and_hidden_ones_are_not(name: str) -> None:
    assert not is_article_name(name)


def test_text_files_are_articles_on_wish() -> None:
    assert is_article_name("a.TXT", text_files=True)
    assert is_article_name("a.md", text_files=True)


@pytest.mark.parametrize(
    "name",
    [
        "note.sync-conflict-20250214-172109-ABCDEFG.md",
        "note (Jane's conflicted copy 2025-02-14).md",
        "note (conflicted copy 2025-02-14 172109).md",
        "note (Conflicted copy phone 202502141721).md",
        "note (Jane 的冲突副本 2025-02-14).md",
        "note_conflict-20250214-172109.md",
        "note (SFConflict jane@example.org 2025-02-14-17-21-09).md",
        "note.Conflict.md",
        "note (Case Conflict).md",
    ],
)
def test_the_copies_of_sync_tools_are_told(name: str) -> None:
    assert is_conflict_copy(name)


@pytest.mark.parametrize(
    "name", ["conflict.md", "the-conflict-in-x.md", "conflict-20250214.md", "sync.md", "copy.md"]
)
def test_articles_about_conflicts_are_articles(name: str) -> None:
    assert not is_conflict_copy(name)


TITLES = {
    "2015-03-04-some-title.md": "Some title",
    "20150304_some_title.md": "Some title",
    "2015-03-04.md": "2015-03-04",
    "2015-03-04 Meeting with Jane.md": "Meeting with Jane",
    "My Note.md": "My Note",
    "GPT-4o.md": "GPT 4o",
    "some-title.zh-cn.md": "Some title",
    "posts/my-post/index.md": "My post",
    "posts/my-post/_index.zh.md": "My post",
    "index.md": "Index",
    "_index.md": "Index",
    "苹果-发布会.md": "苹果 发布会",
    "a\x1b]0;x\x07b.md": "A␛]0;x␇b",
    "a\nb.md": "A b",
    "a\udce9b.md": "A\ufffdb",
    "---.md": "---",
}


@pytest.mark.parametrize("path", TITLES)
def test_a_name_is_made_readable(path: str) -> None:
    assert title_from_path(path) == TITLES[path]


def test_a_title_is_never_empty() -> None:
    assert read("", "\u202e.md").article.title == "Untitled"


def test_an_index_of_a_section_without_a_body_is_no_article() -> None:
    assert is_section_page(read("---\ntitle: x\n---\n\n", "posts/_index.md"))
    assert is_section_page(read("", "posts/_index.zh.md"))
    assert not is_section_page(read("---\ntitle: x\n---\nText\n", "posts/_index.md"))
    assert not is_section_page(read("", "posts/index.md"))
