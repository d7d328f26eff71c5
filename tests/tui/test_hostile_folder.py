"""A folder made to hang, to multiply or to fill the memory: every good file is listed, by the command line and the screen."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, suppress
from pathlib import Path

import pytest

from tests.tui.terminal import ROOT, Terminal
from tests.tui.test_bad_input import BOUND_BY_PERMISSIONS

pytestmark = [pytest.mark.pty, pytest.mark.row(8)]

GOOD = 12

MEMORY_MB = 250
"""Of the process at its peak: a hundred times less than what lies in the folder."""

AND_SAYS_ITS_MEMORY = (
    "import sys\n"
    "from reader.cli.main import main\n"
    "code = main(sys.argv[1:])\n"
    "status = open('/proc/self/status').read()\n"
    "print(status.partition('VmHWM:')[2].split()[0], file=sys.stderr)\n"  # not that of who has started it
    "sys.exit(code)\n"
)
"""Does what the command does, and says at last how many kB it took at most."""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "hostile"
    made.mkdir()
    for number in range(GOOD // 2):
        (made / f"good-{number}.md").write_text(f"# Good {number}\n\nText {number}.\n")
    os.mkfifo(made / "pipe.md")
    os.mkfifo(made / "feeds.toml")
    with suppress(PermissionError):  # root's alone
        os.mknod(made / "device.md", 0o020666, os.makedev(1, 5))
        os.mknod(made / "disk.md", 0o060666, os.makedev(7, 99))
    (made / "zero.md").symlink_to("/dev/zero")
    (made / "terminal.md").symlink_to("/dev/tty")
    (made / "memory.md").symlink_to("/proc/self/mem")
    (made / "processes").symlink_to("/proc")
    (made / "everything").symlink_to("/")
    (made / "loop").symlink_to(".")
    (made / "round.md").symlink_to("round.md")
    for one, other in (("a", "b"), ("b", "a")):
        (made / one).mkdir()
        (made / one / other).symlink_to(f"../{other}")
    with (made / "sparse.md").open("wb") as sparse:
        sparse.write(b"# Good sparse\n\nText.\n")
        sparse.truncate(2 << 30)
    (made / "locked.md").write_text("# Locked\n")
    (made / "locked.md").chmod(0)
    locked = made / "locked"
    locked.mkdir()
    (locked / "inside.md").write_text("# Inside\n")
    locked.chmod(0)
    for name in (
        b"\xff\xfe.md",
        b"a\x80b.md",
        b"\xed\xa0\x80.md",
        b"new\nline\x1b]0;x\x07.md",
        b"n" * 252 + b".md",
        b"-rf.md",
    ):
        (made / os.fsdecode(name)).write_bytes(b"# Good name\n\nText.\n")
    deep(made)
    listener = socket.socket(socket.AF_UNIX)
    with chdir(made):  # an address of a socket is short
        listener.bind("socket.md")
    yield made
    listener.close()
    locked.chmod(0o700)


def deep(made: Path) -> None:
    """Make a path of more than 12,000 bytes, which no call of the system takes whole, and a file at its end."""
    at = os.open(made, os.O_RDONLY)
    for _ in range(50):
        os.mkdir("d" * 250, dir_fd=at)
        below = os.open("d" * 250, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    file = os.open("deep.md", os.O_WRONLY | os.O_CREAT, dir_fd=at)
    os.write(file, b"# Deep\n")
    os.close(file)
    os.close(at)


TITLES = {*(f"Good {number}" for number in range(GOOD // 2)), "Sparse", "Good name"}


@pytest.mark.timeout(60)
def test_the_command_line_lists_every_good_file(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AND_SAYS_ITS_MEMORY, "list", "-f", folder, "--json"],
        capture_output=True, timeout=45, check=False, cwd=ROOT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    titles = [row["title"] for row in json.loads(done.stdout)["articles"]]
    assert set(titles) >= TITLES
    assert titles.count("Good name") == 6
    assert len(titles) <= GOOD + 10
    assert int(done.stderr.split()[-1]) < MEMORY_MB * 1024
    record_property("figure", f"{len(TITLES) + 5} of {len(TITLES) + 5} good files listed by the command line")


@pytest.mark.timeout(60)
def test_to_one_who_may_not_read_everything_the_rest_is_listed(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BOUND_BY_PERMISSIONS, "list", "-f", folder, "--json"],
        capture_output=True, timeout=45, check=False, cwd=ROOT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    titles = {row["title"] for row in json.loads(done.stdout)["articles"]}
    assert titles >= TITLES
    assert "Inside" not in titles


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_the_screen_lists_and_opens_every_good_file(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    with Terminal([folder], (110, 60)) as terminal:
        terminal.wait("Good 0")
        for title in TITLES:
            terminal.wait(title)
        terminal.type("g", "p")
        terminal.wait("pipe.md")
        terminal.type("\x1b")
        terminal.read(0.3)
        terminal.type("\t")
        for _ in range(30):
            terminal.type("J")
            terminal.read(0.03)
        status = Path(f"/proc/{terminal.process.pid}/status").read_text()
        peak = int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
        assert peak < MEMORY_MB * 1024
        terminal.type("q")
        assert terminal.wait_end() == 0
    record_property("figure", f"the screen too, {peak // 1024} MB at most")
