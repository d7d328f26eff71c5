"""Folders that mean harm, for the tests of what they may do."""

import json
import os
import sys
from pathlib import Path

from tests.feeds.server import Web


def program(text: str) -> list[str]:
    """Return a command that runs Python text."""
    return [sys.executable, "-c", text]


def touching(file: Path) -> list[str]:
    """Return a command that leaves a file and prints no feed."""
    return program(f"open({str(file)!r}, 'a').write('ran')")


def printing(document: str, more: str = "pass") -> list[str]:
    """Return a command that prints a feed."""
    return program(f"{more}\nprint({document!r})")


def row(**values: object) -> str:
    """Return a table of ``feeds.toml``."""
    # JSON's strings and lists are TOML's too.
    lines = [
        f"{name} = {{{', '.join(f'{key} = {json.dumps(each)}' for key, each in value.items())}}}"
        if isinstance(value, dict)
        else f"{name} = {json.dumps(value)}"
        for name, value in values.items()
    ]
    return "\n".join(["[[feed]]", *lines, "", ""])


def write(folder: Path, *rows: str) -> None:
    """Write ``feeds.toml``, without a word to newsreader."""
    (folder / "feeds.toml").write_text("".join(rows))


def trust_file() -> Path:
    """Return where the answers are kept."""
    return Path(os.environ["XDG_DATA_HOME"]) / "newsreader" / "trust.json"


def asked_again(folder: Path) -> None:
    """Let all feeds be due."""
    for file in (folder / ".newsreader" / "feeds").glob("*/feed_states.json"):
        text = file.read_text()
        file.write_text(
            text.replace('"next_s"', '"next_s": 0, "was"').replace('"asked_s"', '"asked_s": 0, "w"')
        )


def addresses(web: Web) -> list[str]:
    """What was asked of a server, in order."""
    return [each.path for each in web.asked]
