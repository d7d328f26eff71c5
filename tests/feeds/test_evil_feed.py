"""A feed that means harm harms itself: the others get through, nothing is written elsewhere, the program ends well."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader
from tests.feeds.attacks import ATTACKS
from tests.feeds.following import due, follow, titles
from tests.feeds.server import Web, item, rss

TOGETHER = 1 if os.environ.get("NEWSREADER_TORTURE") else 8
"""So many evil feeds are followed at once."""

NAMES = sorted(ATTACKS)
GROUPS = [NAMES[start : start + TOGETHER] for start in range(0, len(NAMES), TOGETHER)]


def written(top: Path) -> set[Path]:
    return {path.relative_to(top) for path in top.rglob("*")}


@pytest.mark.slow
@pytest.mark.parametrize("attacks", GROUPS, ids=[group[0] for group in GROUPS])
def test_evil_feeds_do_nothing_to_others(
    newsreader: Newsreader, folder: Path, tmp_path: Path, attacks: list[str]
) -> None:
    evil = [Web(f"127.0.2.{number}") for number, _ in enumerate(attacks, 1)]
    good = [Web("127.0.3.1"), Web("127.0.3.2")]
    for each, attack in zip(evil, attacks, strict=True):
        paths = ("/feed", *(f"/feed{'x' * count}" for count in range(1, 9)))
        each.replies = dict.fromkeys(paths, ATTACKS[attack])
    for number, each in enumerate(good):
        each.put("/feed", rss(item(number, f"Good {number}")))
    follow(folder, *(each.address + "/feed" for each in (*evil, *good)))
    before = written(tmp_path)
    for _ in range(2):
        done = newsreader("refresh", "-f", folder)
        assert done.returncode in {0, 4}, done.stderr
        assert "fault" not in done.stderr
        assert "Traceback" not in done.stderr
        assert not any(char < " " for char in done.stderr.replace("\n", ""))
        assert {"2026-06-01-good-0", "2026-06-02-good-1"} <= set(titles(folder))
        due(folder)
    inside = folder.relative_to(tmp_path)
    new = {path for path in written(tmp_path) - before if path.parts[0] != "home"}
    own = {path.relative_to(inside) for path in new if path.is_relative_to(inside)}
    assert len(own) == len(new)
    folders = {f"feed-{number}" for number in range(len(evil) + len(good))}
    assert {path.parts[0] for path in own} <= {".newsreader", *folders}
    articles = [path for path in own if path.parts[0] in folders and len(path.parts) > 1]
    assert all(path.suffix == ".md" and len(path.parts) == 2 for path in articles)
    assert not [path for path in own if path.name.startswith(".newsreader-") or path.name == "under-way"]
    assert {path.name for path in Path(os.environ["HOME"]).iterdir()} <= {"config", "data", "state", "cache"}
    assert newsreader("list", "-f", folder, "--json").returncode == 0
    for each in (*evil, *good):
        each.close()
