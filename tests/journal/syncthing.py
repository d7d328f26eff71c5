"""Syncthing as its user has it: a process on each machine, here two on one, that see nobody but each other."""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from xml.sax.saxutils import quoteattr

_CONFIG = """<configuration version="35">
    <folder id="journal" path={path} type="sendreceive" rescanIntervalS="3600" fsWatcherEnabled="true" fsWatcherDelayS="1">
        {members}
    </folder>
    {devices}
    <gui enabled="false"></gui>
    <options>
        <listenAddress>tcp://127.0.0.1:{port}</listenAddress>
        <globalAnnounceEnabled>false</globalAnnounceEnabled>
        <localAnnounceEnabled>false</localAnnounceEnabled>
        <relaysEnabled>false</relaysEnabled>
        <natEnabled>false</natEnabled>
        <stunServer></stunServer>
        <urAccepted>-1</urAccepted>
        <crashReportingEnabled>false</crashReportingEnabled>
        <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
        <startBrowser>false</startBrowser>
        <reconnectionIntervalS>1</reconnectionIntervalS>
        <minHomeDiskFree unit="%">0</minHomeDiskFree>
    </options>
</configuration>
"""


def is_here() -> bool:
    """Whether there is one that can be started."""
    return shutil.which("syncthing") is not None


@contextmanager
def carrying(homes: Path, *folders: Path) -> Iterator[None]:
    """Let a Syncthing of its own carry each of the folders to all others; ``homes`` is where they keep their keys."""
    ids, ports = [], []
    for number, folder in enumerate(folders):
        folder.mkdir(parents=True, exist_ok=True)
        ids.append(_generated(homes / str(number)))
        ports.append(_free_port())
    devices = "".join(
        f'<device id="{id_}" compression="never"><address>tcp://127.0.0.1:{port}</address></device>'
        for id_, port in zip(ids, ports, strict=True)
    )
    members = "".join(f'<device id="{id_}"></device>' for id_ in ids)
    with ExitStack() as stack:
        for number, folder in enumerate(folders):
            home = homes / str(number)
            config = _CONFIG.format(
                path=quoteattr(str(folder)), members=members, devices=devices, port=ports[number]
            )
            (home / "config.xml").write_text(config)
            stack.enter_context(_running(home))
        yield


def _generated(home: Path) -> str:
    """Make the keys of a device and return its id."""
    said = subprocess.run(
        ["syncthing", "generate", f"--home={home}", "--no-default-folder"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    found = re.search(r"\b(?:[A-Z2-7]{7}-){7}[A-Z2-7]{7}\b", said.stdout + said.stderr)
    assert found, said
    return found[0]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def _running(home: Path) -> Iterator[None]:
    with (home / "said").open("wb") as said:
        process = subprocess.Popen(
            ["syncthing", "serve", f"--home={home}", "--no-browser", "--no-restart", "--no-upgrade"],
            stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
