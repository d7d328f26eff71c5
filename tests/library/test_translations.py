"""The same article in other languages."""

import pytest

from reader.library import Library
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
}


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
