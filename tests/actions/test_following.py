"""Which article a link leads to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.actions.reading.linked_articles import follow
from reader.library import Library
from tests.library.person import Person

FILES = (
    "posts/first.md",
    "posts/second.md",
    "posts/bundle/index.md",
    "posts/苹果 二.md",
    "deep/down/second.md",
    "deep/Plum Tree.md",
    "notes/2024.v2.md",
    "about.md",
    "_index.md",
    "posts/welcome.zh-cn.md",
)


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """Someone with a site of articles."""
    folder = tmp_path_factory.mktemp("site")
    person = Person(folder / "home", folder / "articles")
    for name in FILES:
        person.write(name)
    person.write("posts/named.md", title="The Great Orchard")
    yield person
    for library in person.opened:
        library.close()
    person.journal.close()


@pytest.fixture(scope="module")
def library(person: Person) -> Library:
    return person.open()


def led_to(person: Person, library: Library, own: str, link: str) -> str:
    """Return the path of the article that a link of another one leads to, and the place."""
    found = follow(library, person.key(library, own), link)
    return (
        "" if found is None else library.articles.rows([found.article])[found.article].key.path + found.anchor
    )


@pytest.mark.parametrize(
    ("own", "link", "path"),
    [
        ("posts/first.md", "second.md", "posts/second.md"),
        ("posts/first.md", "./second.md#part", "posts/second.md#part"),
        ("posts/first.md", "second", "posts/second.md"),
        ("posts/first.md", "second.html?x=1", "posts/second.md"),
        ("posts/first.md", "%E8%8B%B9%E6%9E%9C%20%E4%BA%8C.md", "posts/苹果 二.md"),
        ("posts/first.md", "苹果 二.md", "posts/苹果 二.md"),
        ("posts/first.md", "../deep/down/second.md", "deep/down/second.md"),
        ("posts/first.md", "bundle/", "posts/bundle/index.md"),
        ("posts/bundle/index.md", "../second.md", "posts/second.md"),
        ("posts/first.md", "../second/", "posts/second.md"),
        ("posts/first.md", "/about/", "about.md"),
        ("posts/first.md", "/about.html", "about.md"),
        ("posts/first.md", "/", "_index.md"),
    ],
)
def test_a_path_leads_to_its_article(
    person: Person, library: Library, own: str, link: str, path: str
) -> None:
    assert led_to(person, library, own, link) == path


@pytest.mark.parametrize(
    ("own", "link", "path"),
    [
        ("about.md", "wiki:plum tree", "deep/Plum Tree.md"),
        ("about.md", "wiki:Plum Tree#Growth#In spring", "deep/Plum Tree.md#In spring"),
        ("about.md", "wiki:the great orchard", "posts/named.md"),
        ("about.md", "wiki:2024.v2", "notes/2024.v2.md"),
        ("about.md", "wiki:bundle", "posts/bundle/index.md"),
        ("about.md", "wiki:welcome", "posts/welcome.zh-cn.md"),
        ("about.md", "wiki:苹果 二", "posts/苹果 二.md"),
        ("posts/first.md", "plum tree.md", "deep/Plum Tree.md"),
    ],
)
def test_a_name_leads_to_the_article_called_so(
    person: Person, library: Library, own: str, link: str, path: str
) -> None:
    assert led_to(person, library, own, link) == path


@pytest.mark.parametrize(
    ("own", "link", "path"),
    [
        ("deep/Plum Tree.md", "wiki:Second", "deep/down/second.md"),
        ("posts/bundle/index.md", "wiki:Second", "posts/second.md"),
        ("posts/first.md", "wiki:down/second", "deep/down/second.md"),
    ],
)
def test_of_several_the_nearest_is_meant_unless_the_path_says_which(
    person: Person, library: Library, own: str, link: str, path: str
) -> None:
    assert led_to(person, library, own, link) == path


@pytest.mark.parametrize(
    "link",
    [
        "nothing.md",
        "wiki:Nothing",
        "../../../about.md/x",
        "wiki:",
        "wiki:#part",
        "The Great Orchard",
        "\udcff.md",
        "a\0b",
    ],
)
def test_what_is_not_there_leads_nowhere(person: Person, library: Library, link: str) -> None:
    assert led_to(person, library, "posts/first.md", link) == ""


def test_a_name_may_be_of_another_folder_of_the_library(tmp_path: Path) -> None:
    person = Person(tmp_path / "home", tmp_path / "one")
    person.write("a.md")
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.md").write_text("Text.\n")
    library = person.open(person.root, other)
    try:
        assert led_to(person, library, "a.md", "wiki:B") == "b.md"
        assert led_to(person, library, "a.md", "../other/b.md") == "b.md"
    finally:
        library.close()
        person.journal.close()


@pytest.mark.parametrize(
    ("own", "link", "path"),
    [
        ("a/x.md", "wiki:Prunus domestica", "a/plum.md"),
        ("a/x.md", "wiki:PRUNUS DOMESTICA#^fruit", "a/plum.md#^fruit"),
        ("b/x.md", "wiki:李树", "b/other.md"),
        ("a/x.md", "wiki:李树", "a/plum.md"),
        ("a/x.md", "wiki:plum", "a/plum.md"),
        ("a/x.md", "wiki:nothing", ""),
        ("a/x.md", "Prunus domestica", ""),
    ],
)
def test_a_note_is_found_by_its_other_names(tmp_path: Path, own: str, link: str, path: str) -> None:
    person = Person(tmp_path / "home", tmp_path / "articles")
    for name in ("a/x.md", "b/x.md"):
        person.write(name)
    for name, aliases in (("a/plum.md", "aliases: [Prunus domestica, 李树]"), ("b/other.md", "alias: 李树")):
        (tmp_path / "articles" / name).write_text(f"---\ntitle: t\n{aliases}\n---\nx")
    library = person.open()
    assert led_to(person, library, own, link) == path
    library.close()
    person.journal.close()


def test_links_of_logseq_lead_to_pages_by_their_names(tmp_path: Path) -> None:
    person = Person(tmp_path / "home", tmp_path / "graph")
    for name in (
        "journals/2024_01_05.md",
        "pages/what%3F.md",
        "pages/books___Tides%3A one.md",
        "pages/own.md",
    ):
        person.write(name)
    person.write("pages/a%2Fb.md", title="Another title")
    with person.open() as graph:
        wanted = {
            "wiki:Jan 5th, 2024": "journals/2024_01_05.md",
            "wiki:2024-01-05": "journals/2024_01_05.md",
            "wiki:Friday, 05.01.2024": "journals/2024_01_05.md",
            "wiki:what?": "pages/what%3F.md",
            "wiki:books/Tides: one": "pages/books___Tides%3A one.md",
            "wiki:Another title": "pages/a%2Fb.md",
            "wiki:Jan 6th, 2024": "",
        }
        assert {link: led_to(person, graph, "pages/own.md", link) for link in wanted} == wanted
    person.journal.close()
