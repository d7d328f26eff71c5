"""Converts formulas in TeX to Unicode: on one line in text, on several as display formulas.

Pure. pylatexenc parses the TeX; ``reader.page.maths.parts`` converts it. A formula that would change its meaning
is shown as source.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from reader.page.line import Run, TextStyle
from reader.text import clean

FORMULA_CHARACTERS = 2_000
"""Characters of a formula; a longer one stays source."""

NESTING = 24
"""Levels of braces; a formula with more stays source."""

DISPLAY_CELLS = 72
"""Cells of a formula on several rows; a wider one is put on one line, which can be broken."""


def formula_run(source: str, *, display: bool, read: bool = True) -> Run:
    """Return a formula as a run: as Unicode if ``read``, else as its source, in the style of code."""
    text = as_unicode(source, display=display) if read else None
    return Run(clean(source), TextStyle.CODE) if text is None else Run(clean(text), TextStyle.MATHS)


@lru_cache(2_000)
def as_unicode(source: str, *, display: bool) -> str | None:
    """Return a formula as text, on several lines if ``display``; None if it stays source."""
    if len(source) > FORMULA_CHARACTERS or _nesting(source) > NESTING:
        return None
    from reader.page.maths.items import join  # with pylatexenc 100 ms: only for a formula
    from reader.page.maths.parts import items

    try:
        nodes = _nodes(source)
        box = join(items(nodes, tall=display), tall=display)
        if box.width > DISPLAY_CELLS and len(box.rows) > 1:
            box = join(items(nodes, tall=False), tall=False)
    except Exception:  # noqa: BLE001 - refused, or beyond the library: the source is shown, and can be read
        return None
    text = "\n".join(row.rstrip() for row in box.rows)
    return text if len(box.rows) > 1 else text.strip() or None


def _nesting(source: str) -> int:
    depth = deepest = 0
    for char in source:
        depth += (char == "{") - (char == "}")
        deepest = max(deepest, depth)
    return deepest


def _nodes(source: str) -> Sequence[Any]:
    from pylatexenc.latexwalker import LatexWalker

    return LatexWalker(source, latex_context=_grammar(), tolerant_parsing=False).get_latex_nodes()[0]  # type: ignore[no-any-return]


@cache
def _grammar() -> Any:
    """Return the specifications of macros for pylatexenc."""
    from pylatexenc.macrospec import EnvironmentSpec, LatexContextDb, MacroSpec, SpecialsSpec, std_macro

    from reader.page.maths import symbols
    from reader.page.maths.parts import MACROS

    one = {*symbols.FONTS, *symbols.UPRIGHT, *symbols.TEXTS, *symbols.ACCENTS}
    shapes = {**dict.fromkeys(one, "{"), **{name: shape for name, (shape, _) in MACROS.items()}}
    shapes |= {"operatorname": "*{", "\\": "*["}
    macros = [std_macro(name, shape) for name, shape in shapes.items()]
    grammar = LatexContextDb()
    grammar.add_context_category(
        "maths",
        macros=macros,
        environments=[
            EnvironmentSpec("array", "[{"),
            *(EnvironmentSpec(name + star, "{") for name in ("alignat", "alignedat") for star in ("", "*")),
        ],
        specials=[SpecialsSpec("&"), SpecialsSpec("~")],
    )
    grammar.set_unknown_macro_spec(MacroSpec(""))
    grammar.set_unknown_environment_spec(EnvironmentSpec(""))
    return grammar
