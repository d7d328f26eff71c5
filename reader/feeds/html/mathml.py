"""Writes MathML as TeX. Pure.

Only its layout is read, which is all that renderers of formulas leave in a page: fractions, roots, scripts, tables.
"""

from typing import Any

from reader.feeds.html.tree import text_of

_SYMBOLS = {
    "∑": r"\sum", "∏": r"\prod", "∫": r"\int", "∮": r"\oint", "∞": r"\infty", "≤": r"\le", "≥": r"\ge", "≠": r"\ne",
    "×": r"\times", "⋅": r"\cdot", "·": r"\cdot", "÷": r"\div", "±": r"\pm", "∓": r"\mp", "→": r"\to", "←": r"\leftarrow",
    "⇒": r"\Rightarrow", "⇔": r"\Leftrightarrow", "∈": r"\in", "∉": r"\notin", "⊂": r"\subset", "⊆": r"\subseteq",
    "∪": r"\cup", "∩": r"\cap", "∀": r"\forall", "∃": r"\exists", "∂": r"\partial", "∇": r"\nabla", "≈": r"\approx",
    "≡": r"\equiv", "∼": r"\sim", "∝": r"\propto", "…": r"\dots", "⋯": r"\cdots", "∧": r"\land", "∨": r"\lor", "¬": r"\lnot",
    "∅": r"\emptyset", "′": "'", "−": "-", "⟨": r"\langle", "⟩": r"\rangle", "∘": r"\circ", "†": r"\dagger", "ℏ": r"\hbar",
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\varepsilon", "ϵ": r"\epsilon", "ζ": r"\zeta",
    "η": r"\eta", "θ": r"\theta", "ι": r"\iota", "κ": r"\kappa", "λ": r"\lambda", "μ": r"\mu", "ν": r"\nu", "ξ": r"\xi",
    "π": r"\pi", "ρ": r"\rho", "σ": r"\sigma", "τ": r"\tau", "υ": r"\upsilon", "φ": r"\varphi", "ϕ": r"\phi", "χ": r"\chi",
    "ψ": r"\psi", "ω": r"\omega", "Γ": r"\Gamma", "Δ": r"\Delta", "Θ": r"\Theta", "Λ": r"\Lambda", "Ξ": r"\Xi", "Π": r"\Pi",
    "Σ": r"\Sigma", "Φ": r"\Phi", "Ψ": r"\Psi", "Ω": r"\Omega", "ℝ": r"\mathbb{R}", "ℕ": r"\mathbb{N}", "ℤ": r"\mathbb{Z}",
    "ℚ": r"\mathbb{Q}", "ℂ": r"\mathbb{C}",
    "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_", "\\": r"\backslash", "~": r"\sim",
}  # fmt: skip
_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064\u200b\ufeff")
_ACCENTS = {"¯": r"\bar", "‾": r"\bar", "^": r"\hat", "ˆ": r"\hat", "~": r"\tilde", "˜": r"\tilde", "→": r"\vec", "⃗": r"\vec", "˙": r"\dot", ".": r"\dot", "¨": r"\ddot"}  # fmt: skip
_LARGE = frozenset({"∑", "∏", "∫", "∮", "lim", "max", "min", "sup", "inf", "⋃", "⋂"})
_FUNCTIONS = frozenset({
    "arccos", "arcsin", "arctan", "cos", "cosh", "cot", "csc", "deg", "det", "dim", "exp", "gcd", "inf", "ker", "lim", "ln",
    "log", "max", "min", "sec", "sin", "sinh", "sup", "tan", "tanh",
})  # fmt: skip


def is_formula(math: Any) -> bool:
    """Return whether a ``<math>`` has more than one word or number in it, which needs no TeX."""
    return sum(1 for _ in math.iter("mi", "mn", "mo", "mtext", "ms")) > 1


def tex_of(element: Any) -> str:
    """Return MathML as TeX, without spaces around."""
    return " ".join(_tex(element).split())


def _tex(element: Any) -> str:
    name, parts = element.tag, [each for each in element if isinstance(each.tag, str)]
    if name in {"annotation", "annotation-xml", "maction", "mphantom"}:
        return ""
    if name == "semantics":
        return _tex(parts[0]) if parts else ""
    if name in {"mi", "mn", "mo", "ms", "mtext"}:
        return _token(name, " ".join(text_of(element).translate(_INVISIBLE).split()))
    if name in _ARGUMENTS and len(parts) >= _ARGUMENTS[name]:
        return _laid_out(name, parts)
    if name == "mspace":
        return r"\ "
    if name == "mtable":
        rows = (r" & ".join(map(_tex, row)) for row in parts)
        return r"\begin{matrix} " + r" \\ ".join(rows) + r" \end{matrix}"
    if name == "msqrt":
        return rf"\sqrt{{{_row(parts)}}}"
    if name == "mfenced":
        between = (element.get("separators") or ",")[:1]
        inside = f"{between} ".join(map(_tex, parts))
        return f"{element.get('open') or '('}{inside}{element.get('close') or ')'}"
    return (element.text or "").strip() + _row(parts)


_ARGUMENTS = {
    "mfrac": 2,
    "mroot": 2,
    "msup": 2,
    "msub": 2,
    "msubsup": 3,
    "mover": 2,
    "munder": 2,
    "munderover": 3,
}


def _laid_out(name: str, parts: list[Any]) -> str:
    base, *others = map(_tex, parts)
    if name == "mfrac":
        return rf"\frac{{{base}}}{{{others[0]}}}"
    if name == "mroot":
        return rf"\sqrt[{others[0]}]{{{base}}}"
    accent = text_of(parts[1]).strip()
    if name == "mover" and accent in _ACCENTS:
        return rf"{_ACCENTS[accent]}{{{base}}}"
    if name in {"mover", "munder", "munderover"} and text_of(parts[0]).strip() not in _LARGE:
        command = r"\overset" if name == "mover" else r"\underset"
        written = rf"{command}{{{others[0]}}}{{{base}}}"
        return rf"\overset{{{others[1]}}}{{{written}}}" if name == "munderover" else written
    base = base if len(parts[0]) == 0 else f"{{{base}}}"
    marks = {"msup": "^", "mover": "^", "msub": "_", "munder": "_"}.get(name, "_^")
    return base + "".join(
        f"{script}{other}" if other.isalnum() and len(other) == 1 else f"{script}{{{other}}}"
        for script, other in zip(marks, others, strict=False)
    )


def _row(parts: list[Any]) -> str:
    written = ""
    for each in map(_tex, parts):
        needs_space = written[-1:].isalpha() and "\\" in written.rpartition(" ")[2] and each[:1].isalpha()
        written += f" {each}" if needs_space else each
    return written


def _token(name: str, text: str) -> str:
    if name in {"mtext", "ms"}:
        return rf"\text{{{text}}}" if text else r"\ "
    if text in _FUNCTIONS:
        return rf"\{text} "
    if name == "mi" and len(text) > 1 and text.isalpha() and text.isascii():
        return rf"\mathrm{{{text}}}"
    written = "".join(
        f"{_SYMBOLS[char]} " if len(_SYMBOLS.get(char, "")) > 2 else _SYMBOLS.get(char, char) for char in text
    )
    return f" {written} " if name == "mo" and text and text not in "()[]|,.!'′" else written
