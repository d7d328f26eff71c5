"""What docs/uninstalling.md says: what newsreader keeps is removed by its lines, and the user's own files stay."""

import subprocess
from pathlib import Path

import pytest

from tests.feeds.server import Web
from tests.project.command_lines import ROOT, lines_of_document
from tests.project.documents_home import environment, make_home, run
from tests.tui.terminal import Terminal

pytest.importorskip("readability")


def files(home: Path) -> set[str]:
    """Return all files and folders below a home."""
    return {path.relative_to(home).as_posix() for path in home.rglob("*")}


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_after_the_lines_of_the_document_nothing_of_the_program_is_left(tmp_path: Path) -> None:
    web = Web()
    try:
        make_home(tmp_path, web)
        (tmp_path / "articles" / "feeds.toml").write_text("")
        before = files(tmp_path)
        lines = (
            f"newsreader add -f ~/articles {web.address}/feed.xml", f"newsreader add {web.address}/other.xml",
            f"newsreader save {web.address}/article", "newsreader mark star title:apple",
            "mkdir ~/sync", "newsreader config set sync_folder ~/sync",
        )  # fmt: skip
        done = run(tmp_path, " && ".join(lines))
        assert done.returncode == 0, done
        with Terminal([], environ={**environment(tmp_path), "XDG_CONFIG_HOME": "", "XDG_DATA_HOME": "", "XDG_STATE_HOME": "", "XDG_CACHE_HOME": ""}) as terminal:  # fmt: skip
            terminal.wait("Apple pie")
            terminal.type(":", *"theme nord", "\r", "q")
            assert terminal.wait_end() == 0
    finally:
        web.close()
    made = files(tmp_path) - before
    homes = {".config/newsreader", ".local/share/newsreader", ".local/state/newsreader", ".cache/newsreader"}
    assert homes <= made | before, "the test makes all that there is to remove"
    assert "articles/.newsreader" in made

    removing = [
        line
        for line in lines_of_document((ROOT / "docs" / "uninstalling.md").read_text())
        if line.startswith("rm ")
    ]
    for line in removing:
        subprocess.run(["sh", "-c", line], env=environment(tmp_path), cwd=tmp_path, check=True, timeout=30)
    left = files(tmp_path)
    entries = {each for each in made if each.startswith("articles/") and each.endswith(".md")}
    assert len(entries) >= 2
    assert entries <= left, "what the feeds brought into the user's folder stays"
    ours = {each for each in left if "newsreader" in each} - {".local/bin/newsreader"}
    assert {each for each in ours if not each.startswith("sync/")} == set()
    theirs = {each for each in before if not each.startswith((".config/newsreader", "articles/feeds.toml"))}
    assert theirs <= left
    assert {each for each in left - before - entries if not each.startswith(("sync", "articles/"))} <= {".config", ".local/share", ".local/state", ".cache"}  # fmt: skip
