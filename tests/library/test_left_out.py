"""Templates of Obsidian and Hugo are no articles, and are counted; everything that is merely called so is listed."""

import json
import os
from pathlib import Path

import pytest

from reader.library import Library
from tests.library.person import Person, age, names

HUGO = '---\ntitle: "{{ replace .Name "-" " " | title }}"\ndate: {{ .Date }}\ndraft: true\n---\n'


def put(person: Person, *paths: str, text: str = "# {{title}}\n\ntext\n") -> None:
    for path in paths:
        person.put(path, text.encode())


def obsidian(person: Person, vault: str = "", /, **settings: object) -> None:
    for name, value in settings.items():
        file = {
            "templates": "templates.json", "daily": "daily-notes.json", "unique": "zk-prefixer.json",
            "templater": "plugins/templater-obsidian/data.json",
        }[name]  # fmt: skip
        person.put(str(Path(vault, ".obsidian", file)), json.dumps(value).encode())


def counts(library: Library) -> list[int]:
    return list(library.articles.left_out().values())


def test_the_folder_of_templates_that_obsidian_names_is_left_out_with_all_below_it(person: Person) -> None:
    put(person, "a.md", "Templates/t.md", "Templates/deep/u.md", "Templates of mine/b.md", "x/Templates/c.md")
    obsidian(person, templates={"folder": "Templates/"})
    library = person.open()
    assert set(names(library)) == {"a.md", "Templates of mine/b.md", "x/Templates/c.md"}
    [(reason, count)] = library.articles.left_out().items()
    assert "Obsidian" in reason
    assert "list_templates = true" in reason
    assert count == 2
    assert library.articles.count_problems() == 0
    assert library.articles.problems() == []


def test_notes_that_obsidian_uses_as_templates_are_left_out_and_their_neighbours_are_not(
    person: Person,
) -> None:
    put(person, "meta/Daily.md", "meta/Unique.md", "meta/other.md", "Daily.md", "t/x.md")
    obsidian(person, daily={"template": "meta/Daily"}, unique={"template": "meta/Unique.md"}, templater={"templates_folder": "t"})  # fmt: skip
    library = person.open()
    assert set(names(library)) == {"meta/other.md", "Daily.md"}
    assert counts(library) == [3]


def test_a_note_that_is_called_as_the_folder_of_templates_is_listed(person: Person) -> None:
    put(person, "Templates.md", "Templates/t.md")
    obsidian(person, templates={"folder": "Templates"})
    assert names(person.open()) == ["Templates.md"]


def test_a_vault_below_the_folder_has_its_own_templates(person: Person) -> None:
    put(person, "Templates/a.md", "vault/Templates/b.md", "vault/c.md")
    obsidian(person, "vault", templates={"folder": "Templates"})
    assert set(names(person.open())) == {"Templates/a.md", "vault/c.md"}


@pytest.mark.parametrize(
    "value",
    [{"folder": ""}, {"folder": "/"}, {"folder": None}, {"folder": ["Templates"]}, {"folder": "../Templates"}, [], 1, {}],
)  # fmt: skip
def test_settings_of_obsidian_that_name_no_folder_leave_nothing_out(person: Person, value: object) -> None:
    put(person, "a.md", "Templates/t.md")
    obsidian(person, templates=value, daily=value, templater=value)
    library = person.open()
    assert set(names(library)) == {"a.md", "Templates/t.md"}
    assert counts(library) == []


def test_settings_that_are_no_file_or_no_json_leave_nothing_out_and_hold_nothing_up(person: Person) -> None:
    put(person, "a.md", "Templates/t.md")
    folder = person.root / ".obsidian"
    folder.mkdir()
    os.mkfifo(folder / "templates.json")
    (folder / "daily-notes.json").write_bytes(b"\xff\x00{" * 1000)
    (folder / "zk-prefixer.json").symlink_to("/dev/zero")
    assert set(names(person.open())) == {"a.md", "Templates/t.md"}


@pytest.mark.parametrize("sign", ["hugo.toml", "hugo.yaml", "config.toml", "config.yml", "theme.toml"])
def test_archetypes_of_hugo_are_left_out_where_its_settings_lie_beside_them(
    person: Person, sign: str
) -> None:
    put(person, "site/archetypes/default.md", "site/archetypes/posts/index.md", text=HUGO)
    put(person, "site/content/a.md", "archetypes/jung.md")
    person.put(f"site/{sign}", b"")
    library = person.open()
    assert set(names(library)) == {"site/content/a.md", "archetypes/jung.md"}
    assert counts(library) == [2]


def test_the_example_of_a_theme_is_left_out_and_the_themes_own_words_are_not(person: Person) -> None:
    put(
        person,
        "themes/x/exampleSite/content/a.md",
        "themes/x/README.md",
        "exampleSite/b.md",
        "x/exampleSite/c.md",
    )
    library = person.open()
    assert set(names(library)) == {"themes/x/README.md", "exampleSite/b.md", "x/exampleSite/c.md"}
    assert counts(library) == [1]


def test_companions_of_a_project_are_articles_as_any_file(person: Person) -> None:
    put(person, "AGENTS.md", "CLAUDE.md", "README.md", "docs/index.md", text="# Words\n")
    person.put("mkdocs.yml", b"")
    assert set(names(person.open())) == {"AGENTS.md", "CLAUDE.md", "README.md", "docs/index.md"}


def test_a_folder_of_templates_that_is_opened_itself_is_listed_and_a_file_too(person: Person) -> None:
    put(person, "a.md", "Templates/t.md")
    obsidian(person, templates={"folder": "Templates"})
    person.open(person.root)
    assert names(person.open(person.root / "Templates" / "t.md")) == ["Templates/t.md"]
    assert names(person.open(person.root / "Templates")) == ["t.md"]


def test_with_the_setting_templates_are_listed_and_without_it_no_more(person: Person) -> None:
    put(person, "a.md", "Templates/t.md")
    obsidian(person, templates={"folder": "Templates"})
    assert names(person.open()) == ["a.md"]
    wanted = person.open(list_templates=True)
    assert set(names(wanted)) == {"a.md", "Templates/t.md"}
    assert counts(wanted) == []
    again = person.open()
    assert names(again) == ["a.md"]
    assert counts(again) == [1]
    assert again.scan().files_read == 0
    assert again.healing.is_sound(lambda: False, is_patient=False)


def test_another_folder_in_obsidians_settings_shows_at_the_next_scan(person: Person) -> None:
    put(person, "a.md", "Templates/t.md", "New/n.md")
    obsidian(person, templates={"folder": "Templates"})
    library = person.open()
    assert set(names(library)) == {"a.md", "New/n.md"}
    obsidian(person, templates={"folder": "New"})
    library.scan()
    assert set(names(library)) == {"a.md", "Templates/t.md"}
    assert counts(library) == [1]


def test_what_is_reported_of_templates_leaves_them_out_too(person: Person) -> None:
    put(person, "a.md", "Templates/t.md")
    obsidian(person, templates={"folder": "Templates"})
    library = person.open()
    age(person.put("Templates/t.md", b"changed"))
    put(person, "Templates/u.md", "Templates/deep/v.md")
    library.scan_paths(
        [person.root / "Templates/t.md", person.root / "Templates/u.md", person.root / "Templates/deep"]
    )
    assert names(library) == ["a.md"]
    assert counts(library) == [3]
    (person.root / "Templates/u.md").rename(person.root / "u.md")
    library.scan_paths([person.root / "Templates/u.md", person.root / "u.md"])
    assert set(names(library)) == {"a.md", "u.md"}
    assert counts(library) == [2]


@pytest.mark.parametrize(
    "folder", ["Templates", "templates", "_templates", "archetypes", "模板", "deep/Templates/below"]
)
def test_templates_that_are_listed_raise_no_warning_whatever_stands_in_their_header(person: Person, folder: str) -> None:  # fmt: skip
    text = "---\ntitle: {{title}} of {{date}}\ndate: {{date}} soon\nup: [[x]\n---\ntext\n"
    put(person, f"{folder}/t.md", text=text)
    library = person.open()
    assert library.articles.count_problems() == 0
    assert not person.row(library, f"{folder}/t.md").has_problem
    put(person, "t.md", text=text)
    library.scan()
    assert library.articles.count_problems() > 0
