"""Copies of an article, and articles that are about the same."""

import pytest

from reader.library import Library
from reader.library.fulltext.sketch import LIKE, SIZE, sketch
from reader.library.fulltext.tokens import words_of
from reader.text.address import canonical
from tests.library.person import Person

TEXT = " ".join(f"word{number} of the long story that goes on" for number in range(120))
CHINESE = "".join(f"第{number}段讲的是河边的渡口和晚上的灯，风从山那边吹来。" for number in range(60))


@pytest.fixture
def library(person: Person) -> Library:
    person.write("a.md", TEXT, link="https://example.com/story?id=3&utm_source=x", tags=("sea",), lang="en")
    person.write("copy/a.md", "Something else.", link="http://www.example.com/story/?id=3#top", lang="en")
    person.write("near.md", TEXT.replace("word7 ", "word seven "), tags=("sea",))
    person.write("zh.md", CHINESE)
    person.write("zh-near.md", CHINESE.replace("第7段", "第七段") + "转载。")
    person.write("other.md", "The lighthouse at the harbour. " * 5, tags=("harbour",))
    person.write("about.md", "A lighthouse keeper in the harbour, and a lighthouse again.", tags=("harbour",))
    person.write("de.md", "Anderes", link="https://example.com/story?id=3", lang="de")
    person.write("empty1.md", " ")
    person.write("empty2.md", " ")
    made = person.open()
    made.build_text()
    return made


def like(library: Library, person: Person, name: str) -> set[str]:
    found = library.questions.duplicates(person.row(library, name).id)
    return {row.key.path for row in library.articles.rows(found).values()}


def test_an_equal_link_or_nearly_the_same_text_makes_a_copy(library: Library, person: Person) -> None:
    assert like(library, person, "a.md") == {"copy/a.md", "near.md"}
    assert like(library, person, "near.md") == {"a.md", "copy/a.md"}, "by way of a.md"
    assert like(library, person, "zh.md") == {"zh-near.md"}
    assert like(library, person, "de.md") == set()  # a translation is none
    assert like(library, person, "empty1.md") == set()
    assert like(library, person, "about.md") == set()


def test_what_is_about_the_same_comes_first_and_copies_are_left_out(library: Library, person: Person) -> None:
    row = person.row(library, "other.md")
    document = library.files.document(row.id)
    found = library.questions.related(row.id, f"{document.article.title}\n{document.body}", 5)
    assert [each.key.path for each in library.articles.rows(found).values()][:1] == ["about.md"]
    article = person.row(library, "a.md").id
    named = {
        row.key.path for row in library.articles.rows(library.questions.related(article, TEXT, 5)).values()
    }
    assert not named & {"a.md", "near.md", "copy/a.md"}
    assert library.questions.related(10**6, "", 5) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/a/", "http://example.com/a"),
        ("https://EXAMPLE.com:443/a#part", "https://www.example.com/a"),
        ("https://example.com/a?utm_source=feed&id=1", "https://example.com/a?id=1"),
    ],
)
def test_addresses_that_lead_to_one_article_are_equal(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


def test_what_tells_articles_apart_stays_in_an_address() -> None:
    assert (
        len({canonical(f"https://example.com/{rest}") for rest in ("?id=1", "?id=2", "A", "a", "a/b")}) == 5
    )


def test_texts_that_differ_share_few_numbers_and_short_ones_have_few() -> None:
    one, other = sketch(words_of(TEXT)), sketch(words_of(CHINESE))
    assert len(one) == len(other) == SIZE
    assert len({*one} & {*other}) < LIKE
    assert sketch(words_of("too short")) == []
