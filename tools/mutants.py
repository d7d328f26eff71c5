"""Faults put in on purpose, one at a time: how many of them the tests notice.

Changes operators, edges, guards and small numbers of the modules that must not be wrong, in a copy of the project, and runs
their tests until the first failure. What survives is a missing test, or a change that means the same.

    python -m tools.mutants [ROOM…] [--count N | --all] [--seed N] [--jobs N]
"""

import argparse
import ast
import contextlib
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent

GOAL = 0.9
"""The least part of the faults that the tests of a room must notice."""

PATIENCE_S = 600
"""Tests that run longer have noticed, too: the fault made something endless."""

COPIED = ("reader", "tests", "styles", "sample_feed", "docs", "tools", "pyproject.toml", "Makefile")


class Room(NamedTuple):
    """Modules, and the tests that hold them."""

    modules: tuple[str, ...]
    """Patterns below ``reader``."""
    tests: tuple[str, ...]
    """The quick ones first: the first failure is enough."""


ROOMS: Mapping[str, Room] = {
    "journal": Room(
        ("journal/*.py",),
        ("tests/journal/test_edges.py", "tests/journal", "--deselect=tests/journal/test_syncthing.py"),
    ),
    "query": Room(("library/query/*.py",), ("tests/library/query/test_faults.py", "tests/library/query", "tests/library/fulltext")),
    "address": Room(("text/address.py", "text/host.py"), ("tests/text/test_address.py", "tests/text/test_host.py")),
    "identity": Room(
        ("feeds/files/ledger.py", "feeds/files/naming.py", "feeds/files/entry_writer.py", "feeds/files/marks.py",
         "feeds/files/matching.py", "feeds/files/stages.py", "feeds/files/mass_change.py"),
        ("tests/feeds/test_same_entry.py", "tests/feeds/test_written_entries.py", "tests/feeds/test_entry_writer.py", "tests/feeds/test_devices.py", "tests/feeds/test_newer_ledger.py", "tests/feeds/test_modes.py",
         "tests/feeds/test_alike_entries.py", "tests/feeds/test_identity.py", "tests/feeds/test_older_ledger.py", "tests/feeds/test_histories.py"),
    ),
    "durability": Room(
        ("files/*.py", "refusal.py"),
        ("tests/files", "tests/test_refusal.py", "tests/feeds/test_inside.py"),
    ),
}  # fmt: skip

SWAPS = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
    "in": "not in", "not in": "in", "is": "is not", "is not": "is",
    "and": "or", "or": "and", "+": "-", "-": "+", "*": "+", "//": "*", "|": "&", "&": "|",
}  # fmt: skip

_SIGNS: Mapping[type, str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not", ast.And: "and", ast.Or: "or",
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//", ast.BitOr: "|", ast.BitAnd: "&",
}  # fmt: skip

SAME = {
    r"os\.urandom\(": "another random name is as good",
    r"os\.O_\w+ \|": "nobody can put something in the place of a random name: no test can tell the flags apart",
    r"\(READ_LIMIT_BYTES \+ 1\)": "more than one too many is too many as well",
    r"host\.isascii\(\)": "ASCII takes the long way to the same name",
    r"lines\.count\(b": "what is not plain is read line by line, to the same end",
    r"pause_s \* 2": "how fast the pauses grow",
    r"_WRITE_BYTES$": "an estimate of memory",
    r"if \"\?\" in text: → True": "a shortcut: without one nothing is replaced",
    r"if self\._keys is None: → True": "found again each time, the same ones",
    r"while \(end := text\.find\(.* >= 0 and .* → >$": "a newline that begins the text ends no line",
    r"if found or whole: → False": "more is read, to the same end",
    r"if not entry\.guid: → False": "no ledger has a line for an empty id",
    r'if query\.sort == "date" else .* → False$': "by the same date once more",
    r"return not known\.is_older and own == .* → $": "a shortcut: what is the same is not learned",
}
"""Lines (expressions) of which any change means the same, or what no test could see, each with the reason; behind an arrow
what one change makes of a part of it."""

LARGEST_NUMBER = 64
"""A greater one is a bound, of which one more or less means nothing."""


class Mutant(NamedTuple):
    """A fault: what stands between two places of a module becomes something else."""

    module: str
    line: int
    begin: int
    """Bytes of the module."""
    end: int
    becomes: str

    def of(self, source: bytes) -> bytes:
        """Return the module with the fault."""
        return source[: self.begin] + self.becomes.encode() + source[self.end :]

    def told(self, source: bytes) -> str:
        """Return where it is, the line as it stands, and what becomes of a part of it."""
        line = source.splitlines()[self.line - 1].decode().strip()
        former = " ".join(source[self.begin : self.end].decode().split())
        return f"{self.module}:{self.line}: {line}\n      {former}  →  {self.becomes}"


class _Finder(ast.NodeVisitor):
    """Finds the places of a module that can be changed."""

    def __init__(self, module: str, source: bytes) -> None:
        self._module, self._source = module, source
        starts = [0]
        for line in source.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        self._starts = starts
        self._depth = 0
        self.found: list[Mutant] = []

    def _add(self, line: int, begin: int, end: int, becomes: str) -> None:
        self.found.append(Mutant(self._module, line, begin, end, becomes))

    def _span(self, node: ast.expr) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        begin = self._starts[node.lineno - 1] + node.col_offset
        return begin, self._starts[node.end_lineno - 1] + node.end_col_offset

    def _between(self, left: ast.expr, right: ast.expr, sign: ast.AST) -> None:
        """Swap the operator that stands between two expressions."""
        word = _SIGNS.get(type(sign))
        begin, end = self._span(left)[1], self._span(right)[0]
        edge = r"\b" if (word and word.isalpha()) or word in {"not in", "is not"} else ""
        between = self._source[begin:end]
        match = (
            re.search(edge + re.escape(word).replace(r"\ ", r"\s+") + edge, between.decode())
            if word
            else None
        )
        if word and match and between.isascii():
            self._add(right.lineno, begin + match.start(), begin + match.end(), SWAPS[word])

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._depth += 1
        for each in node.body:
            self.visit(each)
        self._depth -= 1

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value and self._depth:
            self.visit(node.value)

    def visit_Compare(self, node: ast.Compare) -> None:
        operands = [node.left, *node.comparators]
        for left, right, sign in zip(operands, operands[1:], node.ops, strict=False):
            self._between(left, right, sign)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        for left, right in zip(node.values, node.values[1:], strict=False):
            self._between(left, right, node.op)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        is_text = any(isinstance(side, ast.JoinedStr) or _is_text(side) for side in (node.left, node.right))
        if self._depth and not is_text:
            self._between(node.left, node.right, node.op)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            begin, _ = self._span(node)
            self._add(node.lineno, begin, self._span(node.operand)[0], "")
        self.generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        if self._depth:
            self._guard(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._guard(node.test)
        self.generic_visit(node)

    def _guard(self, test: ast.expr) -> None:
        """Let a condition always hold, or never."""
        begin, end = self._span(test)
        for becomes in ("True", "False"):
            self._add(test.lineno, begin, end, becomes)

    def visit_Constant(self, node: ast.Constant) -> None:
        begin, end = self._span(node)
        if not self._depth:
            return
        if isinstance(node.value, bool):
            self._add(node.lineno, begin, end, str(not node.value))
        elif isinstance(node.value, int) and 0 <= node.value <= LARGEST_NUMBER:
            self._add(node.lineno, begin, end, str(node.value + 1))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)


def mutants_of(module: str, source: bytes) -> list[Mutant]:
    """Return all faults that can be put into a module, in its order; each leaves it one that Python reads."""
    finder = _Finder(module, source)
    finder.visit(ast.parse(source))
    made = []
    for mutant in dict.fromkeys(finder.found):
        line = source.splitlines()[mutant.line - 1].decode()
        if any(re.search(same, text) for same in SAME for text in (line, f"{line} → {mutant.becomes}")):
            continue
        with contextlib.suppress(SyntaxError):
            if ast.dump(ast.parse(mutant.of(source))) != ast.dump(ast.parse(source)):
                made.append(mutant)
    return sorted(made)


def modules_of(room: Room) -> list[str]:
    """Return the modules of a room, as paths below the project."""
    found = {path for pattern in room.modules for path in (ROOT / "reader").glob(pattern)}
    return sorted(path.relative_to(ROOT).as_posix() for path in found if not path.name.endswith("_table.py"))


class Trial(NamedTuple):
    """A process that runs the tests with a fault."""

    number: int
    """Which of the faults."""
    copy: Path
    end: float
    """When it has taken too long, by the clock of ``time.monotonic``."""


def copies_of_the_project(folder: Path, count: int) -> list[Path]:
    """Return copies in which faults are tried, so that the project itself is never changed."""
    made = []
    for number in range(count):
        copy = folder / str(number)
        copy.mkdir()
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, copy / name)
        made.append(copy)
    return made


def noticed(mutants: Sequence[Mutant | None], tests: Sequence[str], copies: Sequence[Path]) -> list[bool]:
    """Return for each fault whether the tests fail with it (None: without any); as many at a time as there are copies."""
    found, free, running = [False] * len(mutants), list(copies), dict[int, Trial]()
    waiting = list(enumerate(mutants))[::-1]
    while waiting or running:
        while waiting and free:
            number, mutant = waiting.pop()
            copy = free.pop()
            if mutant:
                (copy / mutant.module).write_bytes(mutant.of((ROOT / mutant.module).read_bytes()))
            running[_started(copy, tests)] = Trial(number, copy, time.monotonic() + PATIENCE_S)
        for child, trial in list(running.items()):
            status = _ended(child, trial.end)
            if status is not None:
                del running[child]
                free.append(trial.copy)
                found[trial.number] = status != 0
                if mutant := mutants[trial.number]:
                    shutil.copy(ROOT / mutant.module, trial.copy / mutant.module)
        time.sleep(0.02)
    return found


def _started(copy: Path, tests: Sequence[str]) -> int:
    """Run the tests in a copy until the first failure, in a child of this process, which has loaded pytest already."""
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
        os._exit(_tested(copy, tests))
    return child


def _ended(child: int, end: float) -> int | None:
    """Return how a child ended; None: it runs. One that takes too long is ended with all that it started."""
    done, status = os.waitpid(child, os.WNOHANG)
    if done:
        return status
    if time.monotonic() < end:
        return None
    os.killpg(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def _tested(copy: Path, tests: Sequence[str]) -> int:
    """Run pytest, in a group of processes of its own; return its exit code."""
    import pytest

    os.setsid()
    os.chdir(copy)
    sys.path.insert(0, str(copy))
    sys.dont_write_bytecode = True  # a file that changes twice in a second keeps its time
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    try:
        return int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]))
    except BaseException:  # noqa: BLE001 - whatever it is, the fault was noticed
        return 1


def chosen(found: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """Return so many faults, the same ones for the same seed, in their order; below 0: all."""
    if not 0 <= count < len(found):
        return list(found)
    return sorted(random.Random(seed).sample(list(found), count))  # noqa: S311 - a sample, no secret


def try_room(name: str, copies: Sequence[Path], count: int, seed: int) -> Iterator[str]:
    """Yield what came of a room's faults: those that survive, then the figure."""
    room = ROOMS[name]
    found = [one for module in modules_of(room) for one in mutants_of(module, (ROOT / module).read_bytes())]
    tried = chosen(found, count, seed)
    if noticed([None], room.tests, copies) == [True]:
        raise SystemExit(f"{name}: its tests fail without any fault: {' '.join(room.tests)}")
    results = noticed(tried, room.tests, copies)
    survivors = [one for one, is_noticed in zip(tried, results, strict=True) if not is_noticed]
    for one in survivors:
        yield "   " + one.told((ROOT / one.module).read_bytes())
    caught = len(tried) - len(survivors)
    part = caught / len(tried) if tried else 1.0
    verdict = "" if part >= GOAL else f", below {GOAL:.0%}"
    yield f"{name}: {caught} of {len(tried)} noticed ({part:.0%}{verdict}), of {len(found)} that there are; seed {seed}"


def main() -> int:
    """Try the faults; return 1 where a room is below the goal."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rooms", nargs="*", choices=[*ROOMS, []], metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--count", type=int, default=40, help="faults per room (40)")
    parser.add_argument("--all", action="store_true", help="every fault that there is")
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    import hypothesis  # noqa: F401 - for the children, which all need them
    import pytest  # noqa: F401

    is_below = False
    with tempfile.TemporaryDirectory(prefix="newsreader-mutants-") as folder:
        copies = copies_of_the_project(Path(folder), options.jobs)
        for name in options.rooms or ROOMS:
            count = -1 if options.all else options.count
            for line in try_room(name, copies, count, options.seed):
                print(line, flush=True)
                is_below |= "below" in line
    return int(is_below)


if __name__ == "__main__":
    sys.exit(main())
