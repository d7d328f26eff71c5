"""What stands for what where each article stands once."""

from reader.library import Library
from tests.library.person import Person


def standing(library: Library, *kinds: str) -> dict[str, set[str]]:
    """Who stands for whom, by their paths."""
    found, _ = library.questions.doubles(frozenset(kinds))
    ids = {article for first, others in found.items() for article in (first, *others)}
    rows = library.articles.rows(sorted(ids))
    return {
        rows[first].key.path: {rows[other].key.path for other in others} for first, others in found.items()
    }


def test_of_two_with_one_link_and_language_the_newer_stands_for_both(person: Person) -> None:
    person.write("old.md", "One.", link="https://example.com/x", lang="en", date="2025-01-01")
    person.write("new.md", "Two.", link="http://www.example.com/x/", lang="en", date="2025-01-02")
    person.write("other.md", "Three.", link="https://example.com/y", lang="en", date="2025-01-03")
    assert standing(person.open(), "copies") == {"new.md": {"old.md"}}


def test_one_link_in_two_languages_is_two_articles(person: Person) -> None:
    person.write("a.md", "One.", link="https://example.com/x", lang="en")
    person.write("b.md", "Eins.", link="https://example.com/x", lang="de")
    assert standing(person.open(), "copies") == {}


def test_of_translations_the_one_stands_whose_path_names_no_language(person: Person) -> None:
    person.write("post.de.md", "Eins zwei drei.", lang="de", date="2025-01-03")
    person.write("post.md", "One two three.", lang="en", date="2025-01-01")
    library = person.open()
    assert standing(library, "translations") == {"post.md": {"post.de.md"}}
    assert standing(library, "copies") == {}
    assert standing(library) == {}


def test_what_is_joined_by_two_hints_stands_once(person: Person) -> None:
    person.write("a.md", "The same words here.", lang="en", date="2025-01-03")
    person.write("b.md", "The same words here.", link="https://example.com/b", lang="en", date="2025-01-02")
    person.write("c.md", "Other words.", link="https://example.com/b", lang="en", date="2025-01-01")
    assert standing(person.open(), "copies") == {"a.md": {"b.md", "c.md"}}


def test_a_link_that_very_many_share_is_no_articles_own(person: Person) -> None:
    for number in range(66):
        person.write(f"{number}.md", f"Text {number}.", link="https://example.com/", lang="en")
    library = person.open()
    assert standing(library, "copies") == {}
    assert library.questions.copies(person.row(library, "3.md").id) == []


def test_a_link_that_many_share_still_is(person: Person) -> None:
    for number in range(64):
        person.write(f"{number}.md", f"Text {number}.", link="https://example.com/", lang="en")
    library = person.open()
    [others] = standing(library, "copies").values()
    assert len(others) == 63
    assert len(library.questions.copies(person.row(library, "3.md").id)) == 63
