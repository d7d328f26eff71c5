"""Who may read what: files in the user's folders as the umask says, what is the program's own by its owner alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT
from tests.feeds.server import Web, item, rss


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize("umask", [0o002, 0o022, 0o027, 0o077])
def test_new_files_obey_the_umask_and_private_ones_are_private(web: Web, folder: Path, umask: int) -> None:
    address = web.put("/feed", rss(item(1, "One")))
    (folder / "other").mkdir()
    command = [sys.executable, "-m", "reader", "add", "-f", str(folder), address]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ.copy(), umask=umask, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    [article] = folder.glob("the-feed/*.md")
    notes = [path for path in (folder / ".newsreader" / "feeds").rglob("*.json") if path.is_file()]
    assert len(notes) == 2
    assert {mode(path) for path in (article, folder / "feeds.toml", *notes)} == {0o666 & ~umask}
    own = [path for path in Path(os.environ["XDG_DATA_HOME"]).rglob("*") if path.is_file()]
    assert {mode(path) & 0o077 for path in own} == {0}


def test_an_update_keeps_the_mode_of_the_file(web: Web, folder: Path) -> None:
    address = web.put("/feed", rss(item(1, "One")))
    (folder / "feeds.toml").write_text(f'[[feed]]\naddress = "{address}"\n')
    refresh = [sys.executable, "-m", "reader", "refresh", "-f", str(folder)]
    subprocess.run(
        [*refresh[:3], "add", "-f", str(folder), address], cwd=ROOT, env=os.environ.copy(), check=True
    )
    [article] = folder.glob("the-feed/*.md")
    article.chmod(0o640)
    web.put("/feed", rss(item(1, "One", "Other words.")))
    for file in (folder / ".newsreader" / "feeds").glob("*/feed_states.json"):
        file.write_text(
            file.read_text()
            .replace('"next_s"', '"next_s": 0, "was"')
            .replace('"asked_s"', '"asked_s": 0, "x"')
        )
    done = subprocess.run(
        refresh, cwd=ROOT, env=os.environ.copy(), capture_output=True, text=True, check=False
    )
    assert "1 updated" in done.stdout, done.stderr
    assert mode(article) == 0o640
