"""What the journal's tests share: changes to record, the log as its file shows it, and programs that write."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reader.article import Key
from reader.journal import Change, Event, Field, Journal, Value, fold

ROOT = Path(__file__).parent.parent.parent


def change(path: str, value: Value = True, former: Value = None, field: Field = Field.READ) -> Change:
    return Change(Key("folder", path), field, value, former)


def lines(log: Path) -> list[dict[str, Any]]:
    """Every line of a log as JSON, straight from its files."""
    return [
        json.loads(line) for file in sorted(log.glob("*.jsonl")) for line in file.read_bytes().splitlines()
    ]


def values(journal: Journal) -> dict[str, Value]:
    """What a new reader of the folder learns about READ, by path; None for never said."""
    events, _ = journal.read(None)
    return read_flags(events)


def read_flags(events: list[Event]) -> dict[str, Value]:
    return {
        key.path: event.change.value for (key, field), event in fold(events).items() if field is Field.READ
    }


def start(script: str, *arguments: object) -> "subprocess.Popen[bytes]":
    """Start a program of our own that can import the reader; its output is piped."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def in_another_process(act: Callable[[], object], *, as_nobody: bool = False) -> Any:
    """Run the function in a fork and return its JSON-able result; as nobody where we are root."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(ours)
            if as_nobody and os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            with os.fdopen(theirs, "w") as pipe:
                json.dump(act(), pipe)
            status = 0
        finally:
            os._exit(status)
    os.close(theirs)
    with os.fdopen(ours) as pipe:
        said = pipe.read()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    return json.loads(said)
