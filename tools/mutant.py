"""The faults that can be put into a module: operators, edges, guards and small numbers, each changed by itself. Pure."""

import ast
import contextlib
import re
import sys
from collections.abc import Mapping
from typing import NamedTuple

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
    r"host\.isascii\(\)": "ASCII takes the long way to the same name",
    r"lines\.count\(b": "what is not plain is read line by line, to the same end",
    r"pause_s \* 2": "how fast the pauses grow",
    r"self\._bytes \+= .*_WRITE_BYTES": "an estimate of memory",
    r"if \"\?\" in text: → True": "a shortcut: without one nothing is replaced",
    r"if self\._keys is None: → True": "found again each time, the same ones",
    r"while \(end := text\.find\(.* >= 0 and .* → (>|1)$": "a newline that begins the text ends no line",
    r"if found or whole: → False": "more is read, to the same end",
    r"if not entry\.guid: → False": "no ledger has a line for an empty id",
    r'if query\.sort == "date" else .* → False$': "by the same date once more",
    r"if len\(ats\) > 1 else \(\): → (True|>=)$": "a shortcut: one entry alone repeats none",
    r"if file\.parent\.name != device: → True$": "the device's own lines are read twice, to the same end",
    r"if is_said and marks\.is_as_known\(known\): → False$": "a shortcut: what is the same is not learned",
    r"if not free: → False$": "a shortcut: no entry takes nothing",
    r"zip\(.*strict=True.* → False$": "both have the same length",
    r"if found := _stat\(file\): → False$": "files are compared again each time, to the same end",
    r"if after != end or after - at >= LINE_LIMIT: → True$": "lines are read one by one, to the same end",
    r"if may_be_broken: → True$": "a shortcut: without escapes no text is broken",
    r"if not left or self\._compacted\.get.* → False$": "the same segments are examined again, to the same end",
    r"return self\._bytes >= self\._enough_bytes → >$": "one byte more of an estimate",
    r"if self\._known_links is None: → True$": "counted again each time, to the same end",
    r"if not doubtful: → False$": "a shortcut: no entry is compared with all files",
    r"if near else \(\): → True$": "a shortcut: without files near none matches",
    r"\(BY_LINK, False\).* → True$": "more files are looked at, of which no more match",
    r"if by_all: → True$": "more files are looked at, of which no more match",
    r"if not free or len\(self\._taken\) .* → (False|and)$": "a shortcut: what is left matches nothing",
    r"if known\.link in links or .* → True$": "more files are looked at, of which no more match",
    r"range\(1 << len\(Flag\)\) .* → 2$": "bytes that no article has",
    r"if self\.added: → True": "nothing new is forced onto the disk once more",
    r"if held is None: → True$": "an estimate of memory",
    r"len\(events\) != limit: → ==$": "lines are read one by one, to the same end",
    r"st_size >= self\._seen\[1\] → >$": "a log that has not grown is read again, to the same end",
    r"return not known\.is_older and own == .* → $": "a shortcut: what is the same is not learned",
}
"""Lines (expressions) of which any change means the same, or what no test could see, each with the reason; behind an arrow
what one change makes of a part of it."""

_SYSTEM = re.compile(r"sys\.platform == '(\w+)'")

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
        if match := _SYSTEM.fullmatch(ast.unparse(node.test)):
            # What another system runs no test here can notice.
            for each in node.body if match[1] == sys.platform else node.orelse:
                self.visit(each)
            return
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
