"""On the screen line ends are what the folder's program, the front matter and a paragraph say."""

from collections.abc import Callable
from pathlib import Path

from reader.actions.workspace.workspace import Workspace
from tests.tui.driving import Driven, driven

FIRST, SECOND = "今天去了城北的老书店，", "买到一本旧诗集。"


def joined(it: Driven) -> bool:
    return any(FIRST + SECOND in line for line in it.lines())


async def test_the_page_keeps_line_ends_as_the_vault_does(
    tmp_path: Path, open_desks: Callable[..., Workspace]
) -> None:
    vault = tmp_path / "vault"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / ".obsidian" / "app.json").write_text("{}")
    (vault / "a.md").write_text(f"# 笔记\n\n{FIRST}\n{SECOND}\n", encoding="utf-8")
    async with driven(open_desks(vault), size=(120, 30)) as it:
        await it.until(lambda: it.shows(SECOND))
        assert not joined(it)
