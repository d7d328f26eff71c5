"""What the documents say is what the code does."""

import re
import shlex
from pathlib import Path

import pytest

from docs import tables
from reader.settings import ROWS
from reader.tui.keys.commands import COMMANDS
from tests.project import command_lines

DOCUMENTS = ("CHANGELOG.md", *command_lines.DOCUMENTS)
_FENCE = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
_TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)


@pytest.mark.parametrize("path", sorted(tables.pages()), ids=lambda path: path.name)
def test_the_tables_are_those_that_the_code_gives(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == tables.pages()[path], "run: make docs"


def test_every_setting_and_every_command_is_documented(root: Path) -> None:
    settings = (root / "docs" / "settings.md").read_text(encoding="utf-8")
    keys = (root / "docs" / "keys.md").read_text(encoding="utf-8")
    assert [name for name in ROWS if f"| `{name}` |" not in settings] == []
    assert [command.id for command in COMMANDS if f"| `{command.id}` |" not in keys] == []


def test_the_keys_that_are_examples_name_real_commands(root: Path) -> None:
    text = (root / "docs" / "keys.md").read_text(encoding="utf-8")
    example = text.split("```toml\n")[1].split("```")[0]
    named = set(re.findall(r"^(\w+) = ", example, re.MULTILINE))
    assert named
    assert named <= {command.id for command in COMMANDS}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_command_in_the_documents_is_a_target(root: Path, name: str) -> None:
    targets = set(_TARGET.findall((root / "Makefile").read_text(encoding="utf-8")))
    blocks = _FENCE.findall((root / name).read_text(encoding="utf-8"))
    words = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]
    made = {line[1] for line in words if line[:1] == ["make"] and len(line) > 1}
    assert made <= targets


def test_the_readme_says_how_to_run_and_how_to_test(root: Path) -> None:
    blocks = "\n".join(_FENCE.findall((root / "README.md").read_text(encoding="utf-8")))
    assert {"make run", "make test"} <= {" ".join(line.split()[:2]) for line in blocks.splitlines()}


def test_no_heading_stands_twice_and_paragraphs_are_apart(root: Path) -> None:
    for page in [root / name for name in DOCUMENTS]:
        text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        headings = re.findall(r"^##? .+", text, re.MULTILINE)
        assert page.name == "CHANGELOG.md" or len(headings) == len(set(headings)), page
        assert re.findall(r"^[`\w].*\n`.*", text, re.MULTILINE) == [], page


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_to_a_file_leads_to_one(root: Path, name: str) -> None:
    page = root / name
    broken = [
        target
        for target in _LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_the_architecture_names_every_sub_room_and_only_files_that_exist(root: Path) -> None:
    text = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = text.partition("## Rooms")[2].partition("## ")[0]
    missing = {
        str(door.parent.relative_to(root))
        for door in (root / "reader").glob("*/*/__init__.py")
        if f"`{door.parent.name}`" not in rooms
    }
    assert not missing
    packages = [root, root / "reader", *(path for path in (root / "reader").iterdir() if path.is_dir())]
    named = set(re.findall(r"`(\w+(?:/\w+)+(?:\.py|/)?)`", text))
    assert len(named) > 30
    broken = {
        name
        for name in named
        if not any((at / name).exists() or (at / f"{name}.py").exists() for at in packages)
    }
    assert not broken
