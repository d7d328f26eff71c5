"""The recipes of docs/programs.md, as they are written: each row is used on an article, with programs that write down what they get."""

import os
import threading
from pathlib import Path

import pytest

from reader.actions.browser.launch import Plan
from reader.actions.programs.piping import pipe
from reader.actions.programs.places import given_of, openers_of, place_of
from reader.actions.programs.sharing import shared
from reader.actions.programs.taking import take
from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.paths import Paths
from reader.setting_loading import load_settings
from reader.setting_programs import FIELDS, OPEN_KEYS, PIPE_KEYS, SHARE_KEYS
from tests.project.command_lines import ROOT, blocks

PROGRAMS = ("llm", "trans", "mpv", "zathura", "w3m", "kdeconnect-cli", "curl", "xdg-open")
BLOCKS = [
    block
    for language, block in blocks((ROOT / "docs" / "programs.md").read_text("utf-8"))
    if language == "toml"
]
LINK = "https://youtu.be/one.pdf"


def used(workspace: Workspace, home: Path) -> list[str]:
    """Use every row on the only article; return what each program was given, its input behind its arguments."""
    [article] = [row.id for row in workspace.library.articles.each_row(range(1, 9))]
    for row in workspace.settings.open:
        workspace.settings = workspace.settings._replace(open=(row,))
        opened = openers_of(workspace).for_article(article)
        assert opened
        assert isinstance(opened.plan, Plan)
        with (home / "given").open("a") as file:
            file.write(" ".join([Path(opened.plan.argv[0]).name, *opened.plan.argv[1:]]) + "\n")
    for pipe_row in workspace.settings.pipe:
        results = pipe(place_of(workspace), pipe_row, [article], threading.Event())
        assert results.failures == ()
        take(workspace, pipe_row, results.piped)
    for share_row in workspace.settings.share:
        result = shared(given_of(workspace), share_row, [article], threading.Event())
        assert result.sentence or all(isinstance(plan, Plan) for plan in result.plans)
    return (home / "given").read_text().splitlines() if (home / "given").exists() else []


@pytest.mark.parametrize(
    ("block", "given"),
    [
        (0, ["mpv --really-quiet " + LINK, f"zathura {LINK}", f"w3m {LINK}"]),
        (1, ["llm -s Summarise this article in three sentences.", "# One"]),
        (2, ["trans -brief :zh-CN", "One"]),
        (3, ["llm -s Name at most three topics of this article, between commas, nothing else.", "# One"]),
        (4, []),
        (5, []),
        (6, [f"kdeconnect-cli --name Phone --share {LINK}", "curl -sS -d @- https://ntfy.sh/my-secret-topic", f"One {LINK}"]),
        (7, []),
    ],
)  # fmt: skip
def test_a_recipe_works_as_it_is_written(block: int, given: list[str], tmp_path: Path) -> None:
    for name in PROGRAMS:
        file = tmp_path / "bin" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(
            f'#!/bin/sh\necho {name} "$@" >> "$HOME/given"\ncat >> "$HOME/given"\necho an answer\n'
        )
        file.chmod(0o755)
    (tmp_path / "vault").mkdir()
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.md").write_text(
        f"---\ntitle: One\ntags: [paper]\nlink: {LINK}\n---\nText.\n"
    )
    config = tmp_path / "config.toml"
    config.write_text(BLOCKS[block])
    paths = Paths(*(tmp_path / "own" / name for name in ("config", "data", "state", "cache")))._replace(
        settings=config
    )
    environ = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "HOME": str(tmp_path), "DISPLAY": ":0"}
    with (
        pytest.MonkeyPatch.context() as patch,
        open_workspace([tmp_path / "articles"], {}, paths, environ) as workspace,
    ):
        patch.setenv("HOME", str(tmp_path))
        workspace.library.scan()
        found = used(workspace, tmp_path)
        assert [line for line in found if line in given] == given
        if block == 2:
            assert len(list((paths.subscriptions / "Piped").glob("*.md"))) == 1
        if block == 5:
            assert (tmp_path / "vault" / "Inbox.md").read_text().startswith(f"- [ ] One {LINK} 20")
            [note] = [each for each in (tmp_path / "vault").iterdir() if each.name != "Inbox.md"]
            assert note.read_text().startswith("# One\n")
        if block == 7:
            assert (tmp_path / "read.log").read_text() == f"One {LINK}\n"


def test_every_recipe_is_tried_and_the_settings_take_it(tmp_path: Path) -> None:
    assert len(BLOCKS) == 8
    for block in BLOCKS:
        (tmp_path / "config.toml").write_text(block)
        assert load_settings(tmp_path / "config.toml", {}).warnings == ()


def test_the_document_names_every_key_and_field() -> None:
    text = (ROOT / "docs" / "programs.md").read_text("utf-8")
    names = [*OPEN_KEYS, *PIPE_KEYS, *SHARE_KEYS, *(f"{{{name}}}" for name in FIELDS)]
    assert [name for name in names if f"`{name}`" not in text] == []
