"""What a duplicate is: the command that lists duplicates and lists in which each article stands once agree on it."""

from itertools import product

import pytest

from reader.library import EVERYTHING, Library, Scope
from tests.library.person import Person

STORY = " ".join(f"word{number} of the long story that goes on" for number in range(120))
NEARLY = STORY.replace("word7 ", "word seven ")


def groups(library: Library) -> set[frozenset[str]]:
    """Return the articles that are the same, by their paths, as both ways of asking say."""
    paths = {
        row.id: row.key.path for row in library.articles.each_row(library.articles.ids(EVERYTHING, Scope.ALL))
    }
    listed = {
        frozenset(paths[each] for each in (article, *library.questions.duplicates(article)))
        for article in paths
    }
    collapsed, _ = library.questions.collapsed(frozenset({"duplicates"}))
    standing = {frozenset(paths[each] for each in (first, *others)) for first, others in collapsed.items()}
    assert {group for group in listed if len(group) > 1} == standing
    return standing


def test_one_link_with_and_without_a_language_is_one_article_and_one_text_in_two_languages_is_two(
    person: Person,
) -> None:
    person.write("a.md", "Alpha one.", link="https://example.com/x", lang="en")
    person.write("b.md", "1 2 3", link="https://example.com/x")
    person.write("c.md", "Same text here.", lang="en")
    person.write("d.md", "Same text here.", lang="de")
    library = person.open()
    assert groups(library) == {frozenset({"a.md", "b.md"})}
    library.build_text()
    assert groups(library) == {frozenset({"a.md", "b.md"})}


def test_a_long_text_in_two_languages_is_two_articles_once_words_are_read(person: Person) -> None:
    person.write("en.md", STORY, lang="en")
    person.write("de.md", NEARLY, lang="de")
    person.write("none.md", f"{STORY} 1", date="2020-01-01")
    library = person.open()
    library.build_text()
    (group,) = groups(library)
    assert len(group) == 2
    assert not group >= {"en.md", "de.md"}


def test_nearly_the_same_text_stands_once_as_soon_as_the_words_are_read(person: Person) -> None:
    person.write("old.md", STORY, date="2025-01-01")
    person.write("new.md", NEARLY, date="2025-01-02")
    person.write("other.md", "Something else entirely. " * 30, date="2025-01-03")
    library = person.open()
    assert groups(library) == set()
    library.build_text()
    assert standing(library, "duplicates") == {"new.md": {"old.md"}}
    assert groups(library) == {frozenset({"old.md", "new.md"})}


def test_one_without_a_language_goes_with_the_newest_of_two_languages(person: Person) -> None:
    for name, date, lang in (("de", 3, "de"), ("none", 2, ""), ("en", 1, "en")):
        person.write(
            f"{name}.md", str(date), link="https://example.com/x", date=f"2025-01-0{date}", lang=lang
        )
    library = person.open()
    assert groups(library) == {frozenset({"de.md", "none.md"})}
    assert standing(library, "duplicates") == {"de.md": {"none.md"}}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/a/?utm_source=feed", "http://www.example.com/a#top"),
        ("https://EXAMPLE.COM:443/a#part", "https://example.com/a/"),
        ("http://example.com/a?utm_medium=x&id=1", "https://example.com/a?id=1"),
    ],
)
def test_links_that_lead_to_one_page_are_one(person: Person, one: str, other: str) -> None:
    person.write("a.md", "One.", link=one)
    person.write("b.md", "Two.", link=other)
    person.write("c.md", "Three.", link="https://example.com/a?id=2")
    assert groups(person.open()) == {frozenset({"a.md", "b.md"})}


@pytest.mark.parametrize(("count", "is_one"), [(64, True), (65, False)])
@pytest.mark.parametrize("hint", ["link", "text", "nearly"])
def test_what_more_than_64_have_in_common_is_the_own_of_none(
    person: Person, hint: str, count: int, is_one: bool
) -> None:
    for number in range(count):
        text = {"link": f"Text {number}.", "text": "The same.", "nearly": f"{STORY} end{number}"}[hint]
        link = "https://example.com/" if hint == "link" else ""
        person.write(f"{number}.md", text, lang="en" if number % 2 else "", link=link)
    library = person.open()
    library.build_text()
    assert groups(library) == ({frozenset(f"{number}.md" for number in range(count))} if is_one else set())


def test_both_ways_agree_whatever_articles_have_in_common(person: Person) -> None:
    links, texts, languages = (
        ("https://example.com/x", "https://example.com/y", ""),
        ("One.", STORY, NEARLY),
        ("en", "de", ""),
    )
    for number, (link, text, language) in enumerate(product(links, texts, languages)):
        body = text if link or language else f"{text} {number}"
        person.write(f"{number}.md", body, date=f"2025-01-{28 - number}", link=link, lang=language)
    library = person.open()
    groups(library)
    library.build_text()
    found = groups(library)
    assert found
    languages_of = {
        str(number): language for number, (_, _, language) in enumerate(product(links, texts, languages))
    }
    for group in found:
        assert len({languages_of[path.removesuffix(".md")] for path in group} - {""}) <= 1


def standing(library: Library, *kinds: str) -> dict[str, set[str]]:
    """Who stands for whom, by their paths."""
    found, _ = library.questions.collapsed(frozenset(kinds))
    ids = {article for first, others in found.items() for article in (first, *others)}
    rows = library.articles.rows(sorted(ids))
    return {
        rows[first].key.path: {rows[other].key.path for other in others} for first, others in found.items()
    }


def test_of_two_with_one_link_and_language_the_newer_stands_for_both(person: Person) -> None:
    person.write("old.md", "One.", link="https://example.com/x", lang="en", date="2025-01-01")
    person.write("new.md", "Two.", link="http://www.example.com/x/", lang="en", date="2025-01-02")
    person.write("other.md", "Three.", link="https://example.com/y", lang="en", date="2025-01-03")
    assert standing(person.open(), "duplicates") == {"new.md": {"old.md"}}


def test_one_link_in_two_languages_is_two_articles(person: Person) -> None:
    person.write("a.md", "One.", link="https://example.com/x", lang="en")
    person.write("b.md", "Eins.", link="https://example.com/x", lang="de")
    assert standing(person.open(), "duplicates") == {}


def test_of_translations_the_one_stands_whose_path_names_no_language(person: Person) -> None:
    person.write("post.de.md", "Eins zwei drei.", lang="de", date="2025-01-03")
    person.write("post.md", "One two three.", lang="en", date="2025-01-01")
    library = person.open()
    assert standing(library, "translations") == {"post.md": {"post.de.md"}}
    assert standing(library, "duplicates") == {}
    assert standing(library) == {}


def test_what_is_joined_by_two_hints_stands_once(person: Person) -> None:
    person.write("a.md", "The same words here.", lang="en", date="2025-01-03")
    person.write("b.md", "The same words here.", link="https://example.com/b", lang="en", date="2025-01-02")
    person.write("c.md", "Other words.", link="https://example.com/b", lang="en", date="2025-01-01")
    assert standing(person.open(), "duplicates") == {"a.md": {"b.md", "c.md"}}


def test_a_link_that_very_many_share_is_no_articles_own(person: Person) -> None:
    for number in range(66):
        person.write(f"{number}.md", f"Text {number}.", link="https://example.com/", lang="en")
    library = person.open()
    assert standing(library, "duplicates") == {}
    assert library.questions.duplicates(person.row(library, "3.md").id) == []


def test_a_link_that_many_share_still_is(person: Person) -> None:
    for number in range(64):
        person.write(f"{number}.md", f"Text {number}.", link="https://example.com/", lang="en")
    library = person.open()
    [others] = standing(library, "duplicates").values()
    assert len(others) == 63
    assert len(library.questions.duplicates(person.row(library, "3.md").id)) == 63
