"""Converts the nodes of pylatexenc to items: symbols, fractions, roots, matrices.

Pure.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from reader.page.maths import symbols
from reader.page.maths.boxes import COLUMN_GAP, EMPTY, Box, beside, fenced, grid, over, stacked, text_box
from reader.page.maths.items import Item, RefusedError, join, small, without_spaces

_COMPOUND = frozenset(" +−±∓·×/=<>,∑∏∫")
"""Operators: a part with one of them needs brackets on one line."""

_SMALL = frozenset({*map(chr, symbols.SUBSCRIPTS.values()), *map(chr, symbols.SUPERSCRIPTS.values())})


@cache
def _symbols() -> dict[str, str]:
    """Return the symbols by the names of their macros: pylatexenc's and ours."""
    from pylatexenc.latex2text import get_default_latex_context_db

    specs = get_default_latex_context_db().iter_macro_specs()
    known = {spec.macroname: spec.simplify_repl for spec in specs}
    single = {name: symbol for name, symbol in known.items() if isinstance(symbol, str) and len(symbol) == 1}
    return {**single, **symbols.SYMBOLS}


def _tokens(nodes: Iterable[Any]) -> Iterator[Any]:
    """Yield the characters and other nodes, in order."""
    for node in nodes:
        chars = getattr(node, "chars", None)
        if chars is None:
            yield node
        else:
            yield from chars.replace("''", "″")


def items(nodes: Iterable[Any], *, tall: bool) -> list[Item]:
    """Return the items of a row; ``tall``: several rows are allowed."""
    row: list[Item] = []
    opened: list[tuple[int, str]] = []
    tokens = _tokens(nodes)
    for each in tokens:
        name = getattr(each, "macroname", "")
        if isinstance(each, str) and each in "^_":
            _add_script(row, each, _next(tokens))
        elif name == "left":
            opened.append((len(row), _delimiter(_next(tokens))))
        elif name == "right":
            start, left = opened.pop()
            inside = join(row[start:], tall=tall)
            row[start:] = [Item(fenced(inside, left, _delimiter(_next(tokens))))]
        else:
            row.append(_item(each, tall=tall))
    if opened:
        raise RefusedError
    return row


def _next(tokens: Iterator[Any]) -> Any:
    """Return the token after that of a script or bracket, skipping spaces."""
    for token in tokens:
        if not (isinstance(token, str) and token.isspace()):
            return token
    raise RefusedError


def _delimiter(token: Any) -> str:
    symbol = token if isinstance(token, str) else _symbols()[token.macroname]
    if len(symbol) != 1:
        raise RefusedError
    return symbol


def _add_script(row: list[Item], symbol: str, token: Any) -> None:
    script = _script(token)
    while row and row[-1].kind == "space":
        row.pop()
    if not row:
        row.append(Item(EMPTY))
    item = row[-1]
    if (item.above if symbol == "^" else item.below) is not None:
        raise RefusedError
    if symbol == "^":
        item.above = script
    else:
        item.below = script


def _script(token: Any) -> Box:
    """Return the items of a script: one token, or a group without its spaces."""
    nodes = getattr(token, "nodelist", None) if not hasattr(token, "environmentname") else None
    inside = [_item(token, tall=False)] if nodes is None else items(nodes, tall=False)
    return join(without_spaces(inside), tall=False)


def _item(token: Any, *, tall: bool) -> Item:
    if isinstance(token, str):
        return _symbol({"-": "−", "'": "′"}.get(token, token))
    if name := getattr(token, "macroname", ""):
        return _macro(name, token, tall=tall)
    if hasattr(token, "environmentname"):
        return Item(_environment(token, tall=tall))
    if getattr(token, "specials_chars", "") == "~":
        return _symbol(" ")
    if getattr(token, "nodelist", None) is not None:
        return Item(join(items(token.nodelist, tall=tall), tall=tall))
    raise RefusedError


def _symbol(text: str) -> Item:
    if not text.strip():
        return Item(text_box(" " * len(text)), "space")
    kinds = (("relation", symbols.RELATIONS), ("sum", symbols.LIMITED), ("integral", symbols.INTEGRALS))
    return Item(text_box(text), next((kind for kind, known in kinds if text in known), "letter"))


def _macro(name: str, node: Any, *, tall: bool) -> Item:
    arguments = [each for each in (node.nodeargd.argnlist if node.nodeargd else ()) if each is not None]
    if name in MACROS:
        return MACROS[name][1](arguments, tall)
    if name in symbols.NAMES or name in symbols.SPOKEN:
        return Item(text_box(symbols.SPOKEN.get(name, name)), "name")
    if name == "operatorname":
        return Item(_line(arguments[-1]), "name")
    if name in symbols.TEXTS:
        return Item(text_box(_words(arguments)))
    if name in symbols.UPRIGHT:
        return Item(_line(arguments[0]))
    if name in symbols.FONTS:
        return Item(_in_font(node, arguments[0]))
    if name in symbols.ACCENTS:
        return Item(_accented(symbols.ACCENTS[name], _line(arguments[0]).rows[0]))
    if (symbol := _symbols().get(name)) is None:
        raise RefusedError
    return Item(EMPTY, "space") if not symbol else _symbol(symbol)


def _line(node: Any) -> Box:
    """Return a part of a formula on one line."""
    return join([_item(token, tall=False) for token in _tokens([node])], tall=False)


def _part(node: Any, *, tall: bool) -> Box:
    return join(items([node], tall=tall), tall=tall)


def _words(nodes: Iterable[Any]) -> str:
    """Return words with their spaces; formulas among them on one line."""
    said = []
    for node in nodes:
        if (chars := getattr(node, "chars", None)) is not None:
            said.append(chars)
        elif getattr(node, "delimiters", ("",))[0] == "{":
            said.append(_words(node.nodelist))
        else:
            said.append(_line(node).rows[0])
    return "".join(said).replace("\n", " ")


def _in_font(node: Any, argument: Any) -> Box:
    plain = _line(argument)
    if not plain.rows[0].isascii() or not plain.rows[0].isalnum():
        return plain
    from pylatexenc.latex2text import LatexNodes2Text

    return text_box(LatexNodes2Text().nodelist_to_text([node]))


def _accented(accent: str, text: str) -> Box:
    if accent in {symbols.ACCENTS["overline"], symbols.ACCENTS["underline"]}:
        return text_box("".join(char + accent for char in text))
    if len(text) != 1:
        raise RefusedError
    known = {"=": "≠", "∈": "∉", "<": "≮", ">": "≯", "≡": "≢"} if accent == symbols.ACCENTS["not"] else {}
    return text_box(known.get(text, text + accent))


def _fraction(arguments: Sequence[Any], tall: bool) -> Item:  # noqa: FBT001 - one shape for all macros
    if tall:
        return Item(over(*(_part(each, tall=True) for each in arguments)))
    above, below = (_bracketed(_line(each).rows[0]) for each in arguments)
    return Item(text_box(f"{above}/{below}"), "fraction")


def _bracketed(text: str) -> str:
    return f"({text})" if _COMPOUND.intersection(text) and not _is_bracketed(text) else text


def _is_bracketed(text: str) -> bool:
    """Return whether one pair of brackets encloses the text."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth <= 0:
            return text[:1] == "(" and at == len(text) - 1
    return False


def _root(arguments: Sequence[Any], tall: bool) -> Item:  # noqa: ARG001, FBT001
    inside = _line(arguments[-1]).rows[0]
    symbol = "√"
    if len(arguments) > 1:
        index = "".join(arguments[0].latex_verbatim()).strip("[] ")
        symbol = {"3": "∛", "4": "∜"}.get(index) or (small(index, symbols.SUPERSCRIPTS) or _refuse()) + "√"
    is_one = inside.isdecimal() or _is_bracketed(inside) or _SMALL.issuperset(inside[1:])
    return Item(text_box(symbol + (inside if is_one else f"({inside})")))


def _binomial(arguments: Sequence[Any], tall: bool) -> Item:  # noqa: FBT001
    if not tall:
        raise RefusedError
    return Item(fenced(stacked([_part(each, tall=True) for each in arguments], 1), "(", ")"))


def _with_above(arguments: Sequence[Any], tall: bool) -> Item:  # noqa: FBT001
    return Item(_part(arguments[1], tall=tall), "sum", above=_line(arguments[0]))


def _with_below(arguments: Sequence[Any], tall: bool) -> Item:  # noqa: FBT001
    return Item(_part(arguments[1], tall=tall), "sum", below=_line(arguments[0]))


def _arrow(symbol: str) -> Callable[[Sequence[Any], bool], Item]:
    def set_arrow(arguments: Sequence[Any], tall: bool) -> Item:  # noqa: ARG001, FBT001
        return Item(text_box(symbol), "sum", above=_line(arguments[-1]))

    return set_arrow


def _modulo(arguments: Sequence[Any], tall: bool) -> Item:  # noqa: ARG001, FBT001
    return Item(text_box(f"(mod {_line(arguments[0]).rows[0]})"), "name")


def _substack(arguments: Sequence[Any], tall: bool) -> Item:  # noqa: ARG001, FBT001
    return Item(_lines_of(_rows(arguments[0].nodelist), tall=False))


def _refuse() -> str:
    raise RefusedError


def _rows(nodes: Iterable[Any]) -> list[list[list[Any]]]:
    """Return the cells of each row of an array."""
    rows: list[list[list[Any]]] = [[[]]]
    for node in nodes:
        if getattr(node, "specials_chars", "") == "&":
            rows[-1].append([])
        elif getattr(node, "macroname", "") in {"\\", "cr"}:
            rows.append([[]])
        else:
            rows[-1][-1].append(node)
    if len(rows) > 1 and not any(any(map(_shows, cell)) for cell in rows[-1]):
        rows.pop()
    return rows


def _shows(node: Any) -> bool:
    return bool(getattr(node, "chars", "x").strip()) and getattr(node, "macroname", "") != "hline"


def _environment(node: Any, *, tall: bool) -> Box:
    name = node.environmentname.removesuffix("*")
    rows = _rows(node.nodelist)
    if name in symbols.FENCES:
        return _cells(name, node, rows, tall=tall)
    if name in symbols.ALIGNED and tall:
        cells = [[_aligned(cell, tall=tall) for cell in row] for row in rows]
        columns = max(map(len, cells))
        return grid(cells, "rl" * columns, [0, COLUMN_GAP] * columns)
    if name in symbols.ALIGNED or name in symbols.LINED:
        return _lines_of(rows, tall=tall)
    raise RefusedError


def _lines_of(rows: Sequence[Sequence[Sequence[Any]]], *, tall: bool) -> Box:
    lines = [join([each for cell in row for each in items(cell, tall=tall)], tall=tall) for row in rows]
    if tall:
        return grid([[line] for line in lines], "c", [0])
    return text_box("; ".join(line.rows[0] for line in lines))


def _cells(name: str, node: Any, rows: Sequence[Sequence[Sequence[Any]]], *, tall: bool) -> Box:
    left, right = tuple(symbols.FENCES[name])
    cells = [[join(items(cell, tall=tall), tall=tall) for cell in row] for row in rows]
    columns = max(map(len, cells))
    if tall:
        aligns = "l" if name == "cases" else _wanted(node)
        aligns = aligns[:columns].ljust(columns, aligns[-1:] or "c")
        return fenced(grid(cells, aligns, [COLUMN_GAP] * columns), left, right)
    said = "; ".join(", ".join(cell.rows[0] for cell in row) for row in cells)
    return text_box(f"{left.strip('.')}{said}{right.strip('.')}")


def _wanted(node: Any) -> str:
    """Return the alignment letters of an array's columns."""
    arguments = [each for each in (node.nodeargd.argnlist if node.nodeargd else ()) if each is not None]
    return "".join(each for each in arguments[-1].latex_verbatim() if each in "lcr") if arguments else "c"


def _aligned(cell: Sequence[Any], *, tall: bool) -> Box:
    """Return a cell in which a relation at the beginning or end keeps its space."""
    inside = [each for each in items(cell, tall=tall) if each.kind != "space" or each.text.strip()]
    box = join(inside, tall=tall)
    before = [text_box(" ")] if inside and inside[0].kind == "relation" else []
    after = [text_box(" ")] if len(inside) > 1 and inside[-1].kind == "relation" else []
    return beside([*before, box, *after])


MACROS: dict[str, tuple[str, Callable[[Sequence[Any], bool], Item]]] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), ("{{", _fraction)),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), ("{{", _binomial)),
    "sqrt": ("[{", _root),
    "overset": ("{{", _with_above),
    "stackrel": ("{{", _with_above),
    "underset": ("{{", _with_below),
    "xrightarrow": ("[{", _arrow("⟶")),
    "xleftarrow": ("[{", _arrow("⟵")),
    "pmod": ("{", _modulo),
    "bmod": ("", lambda _, __: Item(text_box("mod"), "name")),
    "substack": ("{", _substack),
    "boxed": ("{", lambda arguments, tall: Item(fenced(_part(arguments[0], tall=tall), "[", "]"))),
    "textcolor": ("{{", lambda arguments, tall: Item(_part(arguments[1], tall=tall))),
    "label": ("{", lambda _, __: Item(EMPTY, "space")),
    "tag": ("{", lambda arguments, _: Item(text_box(f"    ({_words(arguments)})"), "tag")),
}
"""Macros with arguments: their specifications, and the functions that convert them."""
