"""Random keys and clicks for the program in a real terminal, while files change and feeds bring articles.

What is typed is made up front from a seed, as a list of steps; playing the list again does the same. A failure is
shrunk by that: ever fewer steps that still lead to it.
"""

import json
import os
import random
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pyte

from reader.tui.keys.commands import COMMANDS
from tests.feeds.server import Web, item, rss
from tests.tui.autopsy import STACKS, autopsy
from tests.tui.driving import article_writer
from tests.tui.terminal import Terminal

SIZE = (100, 30)
PROBE_EVERY = 120
"""Steps between two looks whether the program still answers."""
PATIENCE_S = 30
"""How long an answer may take where other tests keep the machine busy."""
KEPT_BYTES = 1 << 18
"""Of what the program wrote, the end."""

LEFT_OUT = frozenset({"quit", "suspend", "use_newsboat_keys"})
"""Commands whose keys are not typed: they end the program, stop it, or bring other keys that end it."""

QUIT_SHOWN = b"Quit newsreader"
"""Where this is listed, enter or a click may end the program on purpose."""

ANSWERS = b"enter runs it"
"""Stands in the list of keys, which a program that answers opens when asked."""

NAMES = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ",
    "backspace": "\x7f", "delete": "\x1b[3~", "shift+tab": "\x1b[Z", "f1": "\x1bOP", "f5": "\x1b[15~",
}  # fmt: skip
"""What a terminal sends for keys that type no character."""

WORDS = (
    "news", "tag:news", "tag:ai is:unread", "paragraph", "水果", "苹果和香蕉", "zzz", '"', "..", "/a(/", "is:unred", "-", "tag:", "date:>2025",
    "a b c d e f", "news, ai", "x" * 40, "é̂", "😀👩‍👩‍👧", "tech/", "127.0.0.1:9", "\u202e", "[/] [red]x", "source:x", "#", "*", "title:(", "!",
)  # fmt: skip

ODD = ("\x1b[", "\x1bO", "\x1b[<0;1", "\x1b[1;", "\x1b[99;9z", "\x1b[I", "\x1b[O", "\x1b[200~pa\nste\x1b[201~", "\x00", "\x1b]", "\x1b[1;1R", "\x1b_", "\x9b")  # fmt: skip
"""Bytes of no key: unfinished sequences, unknown ones, a paste, replies."""


class Step(NamedTuple):
    """One thing that is done, and how long it is waited after it."""

    act: str
    """``type`` (``what``: the text, in one write), ``resize`` (columns and rows), ``file``, ``feed`` or ``probe``."""
    what: str | tuple[int, int]
    pause: float = 0.0


class Failure(NamedTuple):
    """What went wrong, at which step, from 1."""

    kind: str
    """``ended``, ``fault`` or ``stuck``."""
    told: str
    step: int


def _key_bytes(key: str) -> str:
    if key in NAMES:
        return NAMES[key]
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) & 0x1F)
    return key


COMMAND_KEYS = tuple(
    "".join(map(_key_bytes, keys.split(" ")))
    for command in COMMANDS
    if command.id not in LEFT_OUT
    for keys in command.keys
)

LETTERS = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXZ0123456789[]{}<>?/#&+-=.$^ \r\t新🙂"


def steps_of(seed: int, count: int) -> list[Step]:
    """Return that many steps, the same ones for a seed."""
    chance = random.Random(seed)
    kinds: list[tuple[int, Callable[[random.Random], Step]]] = [
        (60, lambda chance: Step("type", _keys(chance))),
        (14, lambda chance: Step("type", "".join(_keys(chance) for _ in range(chance.randint(2, 12))))),
        (14, lambda chance: Step("type", _mouse(chance))),
        (3, lambda chance: Step("resize", (chance.choice((1, 20, 38, 60, 100, 160)), chance.choice((1, 5, 12, 24, 50))))),
        (8, lambda chance: Step("file", f"{chance.choice(('write', 'write', 'remove', 'rename', 'touch'))} {chance.randrange(40)}")),
        (1, lambda chance: Step("feed", str(chance.randrange(1000)))),
    ]  # fmt: skip
    weights, makers = zip(*kinds, strict=True)
    made: list[Step] = []
    while len(made) < count:
        made.append(chance.choices(makers, weights)[0](chance)._replace(pause=_pause(chance)))
        if len(made) % PROBE_EVERY == 0:
            made.append(Step("probe", ""))
    return made


def _pause(chance: random.Random) -> float:
    kind = chance.random()
    if kind < 0.35:
        return 0.0
    longest = 0.03 if kind < 0.75 else 0.2 if kind < 0.96 else 0.6
    return round(chance.uniform(0, longest), 3)


def _keys(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.5:
        count = str(chance.randint(2, 120)) if chance.random() < 0.1 else ""
        return count + chance.choice(COMMAND_KEYS)
    if kind < 0.65:
        return chance.choice(WORDS)
    if kind < 0.7:
        return chance.choice(LETTERS)
    if kind < 0.8:
        return "\x1b" + chance.choice(LETTERS)
    if kind < 0.82:
        return chance.choice(ODD)
    return chance.choice(("\r", "\r", "\x1b", "\x1b", "\t", "\x7f", "\x03", "\x15", *NAMES.values()))


def _mouse(chance: random.Random) -> str:
    x, y = chance.randint(1, SIZE[0]), chance.randint(1, SIZE[1])
    click = f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"
    kind = chance.random()
    if kind < 0.5:
        return click * chance.choice((1, 1, 1, 2, 3))
    if kind < 0.75:
        return f"\x1b[<{chance.choice((64, 65))};{x};{y}M" * chance.randint(1, 5)
    if kind < 0.85:
        return f"\x1b[<35;{x};{y}M"
    to = f"{chance.randint(1, SIZE[0])};{chance.randint(1, SIZE[1])}"
    return f"\x1b[<0;{x};{y}M\x1b[<32;{to}M\x1b[<0;{to}m"


class Typed(Terminal):
    """The terminal: takes what it is sent without waiting for the program, and keeps the end of what that wrote."""

    def send(self, data: bytes, seconds: float = PATIENCE_S) -> bool:
        """Write it all, reading meanwhile; return False where the program takes nothing for so long."""
        end = time.monotonic() + seconds
        while data and time.monotonic() < end and self.process.poll() is None:
            readable, writable, _ = select.select([self._fd], [self._fd], [], 0.5)
            if readable:
                self._take(0)
            if writable:
                with suppress(BlockingIOError):
                    data = data[os.write(self._fd, data) :]
        return not data or self.process.poll() is not None


class Playground:
    """A folder with articles and a followed feed, a home of its own, and the program in it."""

    def __init__(self, folder: Path, environ: dict[str, str]) -> None:
        self.folder = folder / "articles"
        self.folder.mkdir(parents=True)
        self.log = folder / "faults.log"
        self._stacks = folder / "stacks.txt"
        homes = {f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        self._environ = {
            **environ,
            **homes,
            **dict.fromkeys(("HOME", "PATH"), str(folder)),  # no programs: what is typed after | is run
            **dict.fromkeys(("BROWSER", "VISUAL", "EDITOR"), shutil.which("true") or "true"),
            "NEWSREADER_TEST_LOG": str(self.log),
            STACKS: str(self._stacks),
        }
        self._write = article_writer(self.folder)
        self.web = Web()
        self._items: list[str] = []
        self.bring("0")
        for number in range(24):
            self._article(number)
        self._article(30, lines=400)
        self._run("add", self.web.address + "/feed.xml", "--folder", str(self.folder))
        self.terminal = self._start()

    def _run(self, *words: str) -> None:
        with Typed(words, SIZE, self._environ) as terminal:
            terminal.read(10)

    def _start(self) -> Typed:
        terminal = Typed([self.folder], SIZE, self._environ, (sys.executable, "-m", "tests.tui.logged"))
        os.set_blocking(terminal._fd, False)
        terminal.wait_until(lambda: b"unread" in terminal.written)
        return terminal

    def close(self) -> None:
        """End it all."""
        self.web.close()
        with suppress(ProcessLookupError):
            os.killpg(self.terminal.process.pid, signal.SIGKILL)
        self.terminal.__exit__(None, None, None)

    def bring(self, name: str) -> None:
        """Let the feed have one entry more."""
        self._items.append(item(len(self._items), f"Entry {name}"))
        self.web.put("/feed.xml", rss(*self._items[-50:], title="The feed"))

    def change(self, what: str) -> None:
        """Write, remove, rename or touch a file, as editors and sync tools do."""
        how, number = what.split()
        file = self.folder / f"{number}.md"
        with suppress(FileNotFoundError):
            if how == "write":
                self._article(int(number), lines=int(number) % 7 * 20 + 1)
            elif how == "remove":
                file.unlink()
            elif how == "rename":
                file.rename(self.folder / f"{int(number) * 7 % 40}.md")
            else:
                os.utime(file)

    def _article(self, number: int, lines: int = 30) -> None:
        tags = [("news", "水果", "ai", "long tag of many words")[number % 4], "all"]
        pieces = (
            "Paragraph 苹果和香蕉 of many words.",
            "```python\nx = " + "1" * 200 + "\n```",
            "## Part",
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "<details><summary>More</summary>\n\nhidden\n\n</details>",
        )
        body = [
            f"# Heading {number}",
            "A paragraph. [site](https://example.com/one) [other](2.md) [up](#heading)",
            *(pieces[(line + number) % 5] for line in range(lines)),
        ]
        self._write(
            f"{number}.md", f"Article {number}", f"2025-02-{number % 27 + 1:02}", tags, "\n\n".join(body)
        )

    def faults(self) -> str:
        """Return the tracebacks of all faults that were caught so far."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return text if "Traceback" in text else ""

    def do(self, step: Step) -> str:
        """Do a step; return ``stuck`` where the program does not answer, else nothing."""
        terminal = self.terminal
        if step.act == "type":
            if not terminal.send(str(step.what).encode("utf-8", "surrogateescape")):
                return "stuck"
        elif step.act == "resize":
            assert isinstance(step.what, tuple)
            terminal.resize(*step.what)
        elif step.act == "file":
            self.change(str(step.what))
        elif step.act == "feed":
            self.bring(str(step.what))
        elif not self.answers():
            return "stuck"
        terminal.read(step.pause)
        terminal.written = terminal.written[-KEPT_BYTES:]
        return ""

    def answers(self) -> bool:
        """Return whether the program still opens a dialog when a key asks for one."""
        terminal = self.terminal
        terminal.resize(*SIZE)
        third = PATIENCE_S / 3
        for patience in (third, third, PATIENCE_S):  # a dialog may open late, and take the key
            with suppress(ProcessLookupError):  # the palette can stop it, just now too
                terminal.process.send_signal(signal.SIGCONT)
            terminal.read(0.1)
            terminal.send(b"\x1b" * 8)
            terminal.read(0.6)
            before = len(terminal.written)
            terminal.send(b"?")
            if terminal.wait_until(lambda: ANSWERS in terminal.written[before:], patience):  # noqa: B023 - called at once
                break
            if terminal.process.poll() is not None:
                break
        else:
            return False
        terminal.send(b"\x1b")
        terminal.read(0.2)
        return True

    def shown(self) -> str:
        """Return what the program draws when it has to draw everything, as text."""
        terminal = self.terminal
        before = len(terminal.written)
        terminal.resize(SIZE[0], SIZE[1] - 1)
        terminal.read(1)
        seen = Typed.__new__(Typed)
        seen.written, seen._drawn = terminal.written[before:], 0
        seen.screen = pyte.Screen(SIZE[0], SIZE[1] - 1)
        seen._stream = pyte.ByteStream(seen.screen)
        return seen.text()

    def autopsy(self) -> str:
        """Return what the program does that does not answer, and end it."""
        return autopsy(self.terminal.process, self._stacks, self.terminal.written)

    def ended(self) -> str:
        """Return how the program ended if it did, though nobody asked it to; starts it where somebody did."""
        terminal = self.terminal
        code = terminal.process.poll()
        if code is None:
            return ""
        terminal.read(0.2)
        text = terminal.written
        if code == 0 and QUIT_SHOWN in text:
            terminal.__exit__(None, None, None)
            self.terminal = self._start()
            return ""
        last = text[text.rfind(b"\x1b[?1049l") :] if b"\x1b[?1049l" in text else text[-4000:]
        return f"the program ended with {code}:\n{last.decode('utf-8', 'replace')}"


def play(
    steps: Sequence[Step], folder: Path, environ: dict[str, str], seconds: float = 1e9
) -> tuple[Failure | None, list[Step]]:
    """Play the steps for at most so long, and see at the end whether the program answers.

    Returns what went wrong, and the steps that were played.
    """
    ground = Playground(folder, environ)
    end = time.monotonic() + seconds
    played: list[Step] = []
    try:
        while True:
            is_last = len(played) == len(steps) or time.monotonic() > end
            step = Step("probe", "") if is_last else steps[len(played)]
            played.append(step)
            stuck = ground.do(step)
            if told := ground.ended():
                return Failure("ended", told + ground.faults(), len(played)), played
            if told := ground.faults():
                return Failure("fault", told, len(played)), played
            if stuck:
                told = f"the program does not answer; it shows:\n{ground.shown()}\n{ground.autopsy()}"
                return Failure("stuck", told, len(played)), played
            if is_last:
                return None, played
    finally:
        ground.close()


def shrink(
    steps: Sequence[Step], failure: Failure, again: Callable[[Sequence[Step]], Failure | None], seconds: float
) -> list[Step]:
    """Return ever fewer of the steps that lead to such a failure when played again; none: it did not recur in time."""
    end = time.monotonic() + seconds

    def recurs(tried: Sequence[Step]) -> bool:
        found = again(tried) if time.monotonic() < end else None
        return found is not None and found.kind == failure.kind

    kept: list[Step] = []
    for size in (8, 8, 24, 24, 80, 240, len(steps)):
        tail = list(steps[-size:])
        if recurs(tail):
            kept = tail
            break
    pieces = 2
    while len(kept) > 1 and time.monotonic() < end:
        size = max(1, -(-len(kept) // pieces))
        for start in range(0, len(kept), size):
            fewer = kept[:start] + kept[start + size :]
            if fewer and recurs(fewer):
                kept, pieces = fewer, max(2, pieces - 1)
                break
        else:
            if size == 1:
                break
            pieces = min(len(kept), pieces * 2)
    return kept


def record(steps: Sequence[Step], file: Path) -> None:
    """Write steps to a file, one a line."""
    file.write_text("".join(json.dumps(step) + "\n" for step in steps))


def recorded(file: Path) -> list[Step]:
    """Return the steps of such a file."""
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    return [Step(act, tuple(what) if isinstance(what, list) else what, pause) for act, what, pause in rows]
