"""What steers a terminal, in every place that the screen shows: nothing of it arrives, even with the first wall off."""

import base64
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.counts import FULL, sample
from tests.tui.hostile_places import (
    OF_ALL,
    OF_AN_ARTICLE,
    PAYLOADS,
    held,
    seed,
    walk,
    write_hostile,
)
from tests.tui.stream import COPIES, OWN_SEQUENCES, strange_kinds, strays
from tests.tui.terminal import ROOT, Terminal

pytestmark = [pytest.mark.pty, pytest.mark.slow, pytest.mark.row(1)]

AS_USUAL = (sys.executable, "-m", "reader")

WITHOUT_THE_GATE = """
import sys
from reader.text import gate
import reader.tui.terminal.wall
lines = dict.fromkeys(map(ord, "\\r\\v\\f\\x1c\\x1d\\x1e\\x85\\u2028\\u2029"), " ")  # a label of Textual breaks down over these
off = lambda text: text.translate(lines)
true = {gate.clean: off, gate.clean_line: lambda text, limit=gate.LINE_LIMIT: off(text).replace("\\n", " ")[:limit]}
def take_off():
    for name, module in list(sys.modules.items()):
        if name.startswith("reader.") and name != "reader.tui.terminal.wall":
            for key in ("clean", "clean_line"):
                if (off := true.get(getattr(module, key, None))):
                    setattr(module, key, off)
take_off()  # before any other room takes them over
import reader.cli.main
take_off()
reader.cli.main.run()
"""
"""The program with the first wall taken off, to see what the second one holds alone: no fake of it, but its absence."""

GATES = {"as it is": AS_USUAL, "with the first wall off": (sys.executable, "-c", WITHOUT_THE_GATE)}

TEXTS = held(PAYLOADS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = write_hostile(tmp_path / "hostile", TEXTS)
    seed(made, TEXTS)
    return made


@pytest.mark.timeout(3600 if FULL else 300)
@pytest.mark.parametrize("gate", GATES)
def test_no_place_of_the_screen_lets_anything_through(
    folder: Path, gate: str, record_property: Callable[[str, object], None]
) -> None:
    missed, walked = list[str](), sample(TEXTS, 1)
    of_an_article, of_all = ([steps[0], *sample(steps[1:], 7)] for steps in (OF_AN_ARTICLE, OF_ALL))
    with Terminal([folder], (120, 34), {"BROWSER": "/no/such"}, GATES[gate]) as terminal:
        terminal.wait(f"{2 * len(TEXTS)} unread")
        for each in walked:
            missed += walk(terminal, of_an_article, each)
        missed += walk(terminal, of_all, walked[-1])
        terminal.type("q")
        assert terminal.wait_end() == 0, terminal.text()
    found = harm(terminal.written)
    places = len(walked) * len(of_an_article) + len(of_all)
    record_property("figure", f"{gate}: {len(found)} raw in {places} views, {len(PAYLOADS)} payloads")
    assert not found
    assert not missed, "\n".join(missed)


@pytest.mark.timeout(1200 if FULL else 120)
@pytest.mark.parametrize("gate", GATES)
def test_no_page_lets_anything_through(
    folder: Path, gate: str, record_property: Callable[[str, object], None]
) -> None:
    seen = set[str]()
    with Terminal([folder], (110, 160), None, GATES[gate]) as terminal:
        terminal.wait(f"{2 * len(TEXTS)} unread")
        wanted, moves = (len(TEXTS), 6 * len(TEXTS)) if FULL else (4, 60)
        while len(seen) < wanted and (moves := moves - 1):
            terminal.wait("head word")
            terminal.type("\t", "G")
            terminal.wait("lastword")
            seen |= set(re.findall(r"lastword\d+", terminal.text()))
            terminal.type("g", "g")
            before = terminal.text()
            terminal.type("h", "n")
            terminal.wait_until(lambda: terminal.text() != before, 1)  # noqa: B023 - called at once
        terminal.type("q")
        assert terminal.wait_end() == 0
    found = harm(terminal.written)
    record_property("figure", f"{gate}: {len(found)} raw on {len(seen)} pages")
    assert not found
    assert len(seen) >= wanted


def test_the_gate_is_off_where_it_is_said_to_be(folder: Path) -> None:
    def titles(command: tuple[str, ...]) -> str:
        done = subprocess.run(
            [*command, "list", "-f", folder, "--json"],
            capture_output=True, text=True, timeout=60, check=True, cwd=ROOT, stdin=subprocess.DEVNULL, errors="surrogateescape",
        )  # fmt: skip
        return done.stdout

    assert r"word00 \u001b]0;PWNED" in titles(GATES["with the first wall off"])
    assert r"word00 ␛]0;PWNED" in titles(AS_USUAL)


@pytest.mark.parametrize("keys", [("Y", "m"), ("Y", "t"), ("Y", "h"), ("y",)])
def test_what_is_copied_is_copied_by_us_and_clean(folder: Path, keys: tuple[str, ...]) -> None:
    with Terminal([folder], (150, 44)) as terminal:
        terminal.wait(f"{2 * len(TEXTS)} unread")
        for _ in sample(TEXTS, 3):
            terminal.wait("head word")
            terminal.type(*keys)
            terminal.read(0.2)
            terminal.type("J")
            terminal.read(0.2)
        terminal.type("q")
        assert terminal.wait_end() == 0
    copied = [base64.b64decode(match["copied"]).decode() for match in COPIES.finditer(terminal.written)]
    assert copied or keys == ("y",)  # an address that could steer is none
    for text in copied:
        assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text) == []
        assert text != "PWNED"
    assert not strays(COPIES.sub(b"", terminal.written))


def harm(written: bytes) -> list[object]:
    """Return what in the stream is neither text nor of the program's own making."""
    copied = {base64.b64decode(match["copied"]) for match in COPIES.finditer(written)}
    targets = {match["target"] for match in OWN_SEQUENCES.finditer(written)} - {None, b""}
    return [
        *strays(COPIES.sub(b"", written)),
        *strange_kinds(written),
        *(each for each in copied if b"PWNED" in each),
        *(each for each in targets if not each.startswith((b"http://", b"https://"))),
    ]
