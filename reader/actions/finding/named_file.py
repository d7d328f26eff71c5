"""A small JSON file of things by their names, which a person may mend by hand. Disk."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reader.errors import NewsreaderError
from reader.files.whole import read_whole, write_whole
from reader.i18n import tr
from reader.refusal import refusal, unreadable


def parsed(file: Path) -> dict[str, Any]:
    """Return what stands in a file; empty if there is no file. Raises NewsreaderError if it is damaged."""
    line = 1
    try:
        found = json.loads(read_whole(file))
        if isinstance(found, dict):
            return found
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as problem:
        raise unreadable(file, problem) from problem
    except (ValueError, RecursionError) as problem:
        line = problem.lineno if isinstance(problem, json.JSONDecodeError) else 1
    raise NewsreaderError(
        tr("{file}, line {line}: not valid JSON; fix or delete the file", file=file, line=line)
    )


def write_named(file: Path, things: Mapping[str, Any]) -> None:
    """Write things by their names, whole or not at all; raises NewsreaderError."""
    try:
        write_whole(file, json.dumps(things, ensure_ascii=False, indent=1).encode(), is_lasting=True)
    except OSError as problem:
        raise NewsreaderError(
            tr("{file} cannot be written: {problem}", file=file, problem=refusal(problem))
        ) from problem
