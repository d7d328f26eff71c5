"""Where articles without tags stand in what is printed, and that tags and queries know real tags alone."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Articles with a tag, a category, a feed and none of these; a template of Hugo."""
    texts = {
        "a.md": "title: A\ndate: 2025-01-01\ntags: [news]",
        "b.md": "title: B\ndate: 2025-01-02\ncategory: News",
        "rust/c.md": "title: C\ndate: 2025-01-03\nsource: Rust Blog\nfeed_url: https://rust.example/feed",
        "notes/笔记/d.md": "title: D\ndate: 2025-01-04",
        "news/e.md": "title: E\ndate: 2025-01-05",
        "archetypes/default.md": 'title: "{{ replace .Name "-" " " }}"',
    }
    root = tmp_path / "My vault"
    for name, header in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"---\n{header}\n---\ntext\n")
    (root / "hugo.toml").write_text("")
    return root


def groups(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith(" ")]


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("", ["news (2)", "news/ (1)", "notes/笔记/ (1)", "Rust Blog (1)"]),
        ("category", ["news (2)", "(untagged) (3)"]),
        ("feed", ["news (1)", "Rust Blog (1)", "(untagged) (3)"]),
        ("folder", ["My vault/ (1)", "news (1)", "news/ (1)", "notes/笔记/ (1)", "rust/ (1)"]),
        ("one", ["news (1)", "(untagged) (4)"]),
    ],
)
def test_the_list_in_a_pipe_groups_as_the_setting_says_and_names_what_is_left_out(
    newsreader: Newsreader, vault: Path, monkeypatch: pytest.MonkeyPatch, setting: str, expected: list[str]
) -> None:
    newsreader(vault)  # the index has another setting than the one that is asked for then
    monkeypatch.setenv("NEWSREADER_GROUP_UNTAGGED_BY", setting)
    done = newsreader(vault)
    assert done.returncode == 0
    assert groups(done.stdout) == expected
    assert (
        done.stderr
        == "newsreader: 1 file: Hugo's templates are left out; list_templates = true lists them.\n"
    )
    monkeypatch.setenv("NEWSREADER_LIST_TEMPLATES", "true")
    assert "Default" in newsreader(vault).stdout


def test_tags_and_queries_know_real_tags_alone(newsreader: Newsreader, vault: Path) -> None:
    newsreader(vault)
    found = json.loads(newsreader("tags", "-f", vault, "--json").stdout)["tags"]
    assert [(each["name"], each["total"]) for each in found] == [("news", 1), ("", 4)]
    for query, titles in (
        ("tag:news", "A\n"),
        ("tag:rust*", ""),
        ("tag:folder*", ""),
        ("is:untagged", "E\nD\nC\nB\n"),
    ):
        assert newsreader("list", "-f", vault, query, "--format", "{title}").stdout == titles
    assert newsreader("tags", "-f", vault, "--by", "category").stdout == "1 / 1  News\n4 / 4  (no category)\n"


def test_a_wrong_value_of_the_setting_is_named(
    newsreader: Newsreader, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREADER_GROUP_UNTAGGED_BY", "tags")
    done = newsreader(vault)
    assert (
        "NEWSREADER_GROUP_UNTAGGED_BY: group_untagged_by should be one of auto, category, feed, folder, one"
        in done.stderr
    )
    assert "notes/笔记/ (1)" in done.stdout
