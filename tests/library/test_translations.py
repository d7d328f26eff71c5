"""The same article in other languages."""

import re

import pytest

from reader.library import EVERYTHING, Library, Scope
from tests.library.person import Person


def others(person: Person, library: Library, name: str) -> list[str]:
    return [each.key.path for each in library.articles.translations(person.row(library, name).id)]


FAMILIES = {
    "a name": ["post.md", "post.ja.md", "post.zh-cn.md"],
    "a bundle": ["trip/index.en.md", "trip/index.zh.md"],
    "folders": ["content/en/a/post.md", "content/en-gb/a/post.md", "content/zh/a/post.md"],
    "folders at the root": ["en/post.md", "zh_CN/post.markdown"],
    "folders below the first language": ["_articles/post.md", "_articles/fa/post.md", "_articles/ja/post.md"],
    "a folder before others": ["docs/guide/post.md", "docs/de/guide/post.md"],
    "a name and a folder": ["docs/post.md", "docs/ja/post.ja.md"],
    "Docusaurus' docs": [
        "docs/a/post.md",
        "i18n/zh-Hans/docusaurus-plugin-content-docs/current/a/post.md",
        "i18n/fr/docusaurus-plugin-content-docs/current/a/post.md",
    ],
    "Docusaurus' blog, in a folder": [
        "website/blog/post.md",
        "website/i18n/ko/docusaurus-plugin-content-blog/post.md",
    ],
    "Docusaurus' pages": ["src/pages/post.mdx", "i18n/pt-BR/docusaurus-plugin-content-pages/post.mdx"],
    "a version": [
        "versioned_docs/version-1.0/post.md",
        "i18n/ja/docusaurus-plugin-content-docs/version-1.0/post.md",
    ],
    "other docs of Docusaurus": [
        "community/post.md",
        "i18n/zh/docusaurus-plugin-content-docs-community/current/post.md",
    ],
}


IN_THEIR_LANGUAGES = {
    "codes beside known ones": ["en/page.md", "hi/page.md", "it/page.md", "zh-cn/page.md"],
    "deep": ["site/a/fr/b/page.md", "site/a/de/b/page.md", "site/a/ms/b/page.md", "site/a/b/page.md"],
    "codes that only the files confirm": ["page.md", "it/page.md", "hi/page.md", "sw/page.md"],
    "codes that name topics too": ["no/page.md", "id/page.md", "am/page.md"],
    "a folder and one with a language": ["contents/Go/page.md", "contents-en/Go/page.md"],
    "folders with languages": [
        "web/content.en/page.md",
        "web/content.zh-cn/page.md",
        "web/content.it/page.md",
    ],
    "a folder with a language that its files confirm": ["guide/page.md", "guide_fr/page.md"],
    "names with languages": ["README.md", "README-fr.md", "README_zh_CN.md", "README.pt-BR.md"],
}
"""Articles that say the languages of their paths in their headers; a path without a language is English, Go is Chinese."""


def said(name: str) -> str:
    codes = ("zh-cn", "zh_CN", "en", "hi", "it", "fr", "de", "ms", "sw", "no", "id", "am", "pt-BR")
    return next((code for code in codes if re.search(rf"(^|[/._-]){code}([/.]|$)", name)), "en")


@pytest.mark.parametrize("family", IN_THEIR_LANGUAGES.values(), ids=IN_THEIR_LANGUAGES)
def test_translations_are_found_where_folders_beside_or_headers_say_so(
    person: Person, family: list[str]
) -> None:
    for name in family:
        person.write(name, lang="zh" if name.startswith("contents/") else said(name))
    person.write("other.md")
    library = person.open()
    for name in family:
        assert {name, *others(person, library, name)} == set(family)
    assert rows_listed(library) == 2


def rows_listed(library: Library) -> int:
    """How many rows there are where translations are one."""
    found, _ = library.questions.collapsed(frozenset({"translations"}))
    return len(library.articles.ids(EVERYTHING, Scope.ALL)) - sum(map(len, found.values()))


LOOK_ALIKES = {
    "a topic in English": {"post.md": "en", "it/post.md": "en"},
    "a topic in the author's language": {"post.md": "it", "it/post.md": "it"},
    "computer science": {"index.md": "en", "cs/index.md": "en"},
    "a search engine": {"index.md": "zh", "es/index.md": "zh"},
    "a package that is called after another": {"react/post.md": "en", "react-is/post.md": "en"},
    "a build of a package": {"lodash/post.md": "en", "lodash-es/post.md": "en"},
    "a word at the end of a name": {"check.md": "en", "check-in.md": "en", "check-is.md": "en"},
    "a file of code": {"setup.md": "en", "setup.cs.md": "en"},
    "languages without a name between them": {"books-fr.md": "fr", "books-cs.md": "cs"},
    "a department beside languages": {
        "en/post.md": "en", "hr/post.md": "en", "hr/a.md": "en", "hr/b.md": "en", "zh/other.md": "zh", "de/another.md": "de",
    },
}  # fmt: skip


@pytest.mark.parametrize("articles", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_a_code_that_means_something_else_makes_no_translation(
    person: Person, articles: dict[str, str]
) -> None:
    for name, language in articles.items():
        person.write(name, lang=language)
    library = person.open()
    assert {name: others(person, library, name) for name in articles} == {name: [] for name in articles}
    assert rows_listed(library) == len(articles)


def test_a_folder_becomes_a_language_when_languages_come_beside_it_and_ends_so(person: Person) -> None:
    person.write("it/page.md", "Text.")
    person.write("en/page.md", "Text.")
    library = person.open()
    assert others(person, library, "en/page.md") == []
    added = person.write("zh-cn/page.md", "Text.")
    library.scan()
    assert others(person, library, "it/page.md") == ["zh-cn/page.md", "en/page.md"]
    added.unlink()
    library.scan()
    assert others(person, library, "en/page.md") == []


def test_a_language_that_no_text_is_recognised_as_is_one_all_the_same(person: Person) -> None:
    for folder in ("en", "fr", "zh-cn", "pcm", "yue"):
        for name in ("a", "b", "c", "d"):
            person.write(f"{folder}/{name}.md", "It is what you have and what they are for.", lang="en")
    library = person.open()
    assert len(others(person, library, "pcm/a.md")) == 4


def test_a_translation_that_is_not_written_yet_has_the_name_of_its_folder(person: Person) -> None:
    for folder in ("en", "zh-cn", "th"):
        person.write(f"{folder}/page.md", lang="en")
    person.write("th/done.md", lang="th")
    library = person.open()
    found = library.articles.translations(person.row(library, "en/page.md").id)
    assert [each.language for each in found] == ["th", "zh-CN"]


def test_one_is_listed_for_all_the_one_without_a_language_else_in_the_one_that_has_most(
    person: Person,
) -> None:
    languages = {"a": "bn en zh", "b": "en zh", "c": "zh bn", "e": "de en", "f": "de en"}
    for name, written in languages.items():
        for language in written.split():
            person.write(f"site/{language}/{name}.md", date="2026-01-02")
    person.write("top.md", date="2026-01-02")
    person.write("top.ja.md", date="2026-01-03")
    library = person.open()
    found, _ = library.questions.collapsed(frozenset({"translations"}))
    assert {row.key.path for row in library.articles.rows([*found]).values()} == {
        "site/en/a.md", "site/en/b.md", "site/zh/c.md", "site/en/e.md", "site/en/f.md", "top.md",
    }  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_translations_are_known_by_their_places_from_each_to_each(person: Person, family: list[str]) -> None:
    for name in [*family, "poster.md", "content/en/b/post.mdx", "en/other.md", "post.mdown/x.md"]:
        person.write(name)
    library = person.open()
    for name in family:
        assert {name, *others(person, library, name)} == set(family)


def test_going_from_each_to_its_next_comes_round_through_all(person: Person) -> None:
    family = [person.write(f"post{end}.md", lang=end[1:] or "en").name for end in ("", ".de", ".ja", ".zh")]
    library = person.open()
    way = [family[0]]
    for _ in family:
        way.append(others(person, library, way[-1])[0])
    assert way == ["post.md", "post.ja.md", "post.zh.md", "post.de.md", "post.md"]
    languages = [
        each.language for each in library.articles.translations(person.row(library, "post.ja.md").id)
    ]
    assert languages == ["zh", "de", "en"]


@pytest.mark.parametrize("key", ["translationKey", "ref"])
def test_translations_are_known_by_what_the_header_says(person: Person, key: str) -> None:
    for name, language, said in (
        ("tea.md", "en", "tea"),
        ("far/茶.md", "zh", "tea"),
        ("other.md", "de", "coffee"),
    ):
        person.put(name, f"---\nlang: {language}\n{key}: {said}\n---\nText.".encode())
    library = person.open()
    assert others(person, library, "tea.md") == ["far/茶.md"]
    assert others(person, library, "far/茶.md") == ["tea.md"]
    assert others(person, library, "other.md") == []


def test_a_name_that_two_articles_of_one_language_share_means_something_else(person: Person) -> None:
    for name, language in (("a.md", "en"), ("b.md", "de"), ("c.md", "de")):
        person.write(name, lang=language, ref="main")
    library = person.open()
    assert others(person, library, "a.md") == []


@pytest.mark.parametrize("other", ["post.mdx", "post.v2.md", "a/post.md", "other.zh.md", "it/post.md"])
def test_what_only_looks_alike_is_no_translation(person: Person, other: str) -> None:
    person.write("post.md")
    person.write(other)
    assert others(person, person.open(), "post.md") == []


def test_a_draft_that_is_not_listed_is_none(person: Person) -> None:
    person.write("post.md")
    person.write("post.ja.md", draft="true")
    assert others(person, person.open(list_drafts=False), "post.md") == []


def test_what_comes_and_goes_in_the_folder_does_so_here(person: Person) -> None:
    person.write("post.md")
    library = person.open()
    path = person.write("post.fr.md")
    library.scan()
    assert others(person, library, "post.md") == ["post.fr.md"]
    path.unlink()
    library.scan()
    assert others(person, library, "post.md") == []
    assert library.articles.translations(999) == []


def test_very_many_folders_beside_each_other_keep_nobody(person: Person) -> None:
    for number in range(300):
        person.write(f"a{number:03}/x.md")
    person.write("post.md")
    person.write("en/post.md")
    library = person.open()
    asked = 0

    def count(_: str) -> None:
        nonlocal asked
        asked += 1

    library._index.snapshots._connection.set_trace_callback(count)
    others(person, library, "post.md")
    assert asked < 200
