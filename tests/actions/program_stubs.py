"""Programs of a user for tests: scripts that write down what they get, or behave as badly as programs can."""

from pathlib import Path

BEHAVIOURS = {
    "upper": "tr a-z A-Z",
    "count": 'n=$(cat "{folder}/runs" 2>/dev/null || echo 0); echo $((n + 1)) > "{folder}/runs"; cat >/dev/null; echo counted',
    "fails": 'echo "no key was given" >&2; exit 3',
    "hangs": 'echo $$ > "{folder}/hanging"; sleep 1000 & echo $! > "{folder}/child"; wait',
    "binary": "printf '\\000\\001\\377\\376'",
    "nothing": "cat >/dev/null",
    "floods": "yes 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' | head -c 100000000",
    "deaf": "echo heard nothing",
    "evil": "printf 'a\\033]52;c;aGk=\\007b\\n'",
    "tagger": 'cat >/dev/null; echo "sea, 随笔"',
    "leaves": "sleep 30 & echo done",
    "words": 'printf "%s\\n" "$@" >> "{folder}/arguments"; cat > "{folder}/read"',
    "terminal": "if (: > /dev/tty) 2>/dev/null; then echo has a terminal; else echo has none; fi; pwd",
}
"""What each does: a body for ``sh``."""


def make_programs(folder: Path) -> Path:
    """Make all of them in a folder, which is returned."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in BEHAVIOURS.items():
        file = folder / name
        file.write_text(f"#!/bin/sh\n{body.replace('{folder}', str(folder))}\n")
        file.chmod(0o755)
    return folder


def is_alive(process: int) -> bool:
    """Return whether a process is there and is no zombie."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
