"""Feeds of a folder as a person has them who trusts it."""

import json
from pathlib import Path

from tests.feeds.agreeing import agree_to


def follow(folder: Path, *addresses: str) -> None:
    folder.mkdir(exist_ok=True)
    tables = (
        f'[[feed]]\naddress = "{address}"\ntitle = "Feed {number}"\n'
        for number, address in enumerate(addresses)
    )
    (folder / "feeds.toml").write_text("".join(tables))
    agree_to(folder)


def due(folder: Path) -> None:
    """Let all feeds be due at once."""
    for file in (folder / ".newsreader" / "feeds").glob("*/feed_states.json"):
        found = json.loads(file.read_text())
        for state in found["feeds"].values():
            state["next_s"] = state["asked_s"] = 0
        file.write_text(json.dumps(found))


def titles(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*/*.md"))
