"""The symbols of formulas: superscripts, relations, operators, macros that pylatexenc lacks.

Pure.
"""

from reader.text.raised import LOWERED, RAISED

SUPERSCRIPTS = RAISED | str.maketrans("αβγδεθιφχ′*∗⊤†∘", "ᵅᵝᵞᵟᵋᶿᶥᵠᵡ′**ᵀ†°")
"""Characters to their superscript forms."""
SUBSCRIPTS = LOWERED | str.maketrans("βγρφχ", "ᵦᵧᵨᵩᵪ")
"""Characters to their subscript forms."""

SMALL_LETTERS = 4
"""Letters in a row that may be superscript or subscript; longer words are hard to read."""

RELATIONS = frozenset("=<>≤≥≠≈≡∼≃≅∝∈∉∋⊂⊃⊆⊇⊊⊋→←↔⇒⇐⇔↦⟶⟵⟹⟺⟼⊢⊨≪≫≺≻⪯⪰≼≽≔∣∥⊥≲≳≐≜↪↠∴∵")
"""Relations, with a space on both sides, except in scripts."""

SEAMS = RELATIONS | frozenset("+−±×")
"""Characters before which a wide formula is broken."""

TERM_OPERATORS = frozenset("+−±")
"""Signs between two terms, with a space on both sides where there is room."""

OPERATORS = TERM_OPERATORS | frozenset("∓×÷·∗∘∪∩∧∨∖⊕⊗⊙⋆")
"""Binary operators, with a space on both sides if the source has one on either."""

LIMITED = frozenset("∑∏∐⋃⋂⨁⨂⋁⋀")
"""Large operators, whose limits are above and below."""
INTEGRALS = frozenset("∫∬∭∮")
"""Integral signs."""
LIMITED_NAMES = frozenset(
    {"lim", "max", "min", "sup", "inf", "lim sup", "lim inf", "argmax", "argmin", "arg max", "arg min"}
)
"""Operators and names with limits above and below where there is room."""

_NAMES = """
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim ln log max min
    Pr sec sin sinh sup tan tanh argmax argmin
"""
NAMES = frozenset(_NAMES.split())
"""Macros of function names."""
SPOKEN = {"liminf": "lim inf", "limsup": "lim sup"}
"""Names that are written differently from their macros."""

_WRITTEN = """
    implies ⟹  impliedby ⟸  iff ⟺  land ∧  lor ∨  lnot ¬  neg ¬  Re ℜ  Im ℑ  bot ⊥  triangle △  gets ←
    colon :  ne ≠  neq ≠  degree °  models ⊨  checkmark ✓  qed ∎  le ≤  leq ≤  ge ≥  geq ≥  leqslant ≤
    geqslant ≥  to →  rightarrow →  ast ∗  star ⋆  cdot ·  times ×  dots …  ldots …  cdots ⋯  vdots ⋮
    ddots ⋱  dotsc …  dotsb ⋯  infty ∞  prime ′  mid ∣  vert |  lvert |  rvert |  Vert ‖  lVert ‖
    rVert ‖  | ‖  { {  } }  lbrace {  rbrace }  lbrack [  rbrack ]  langle ⟨  rangle ⟩  lfloor ⌊
    rfloor ⌋  lceil ⌈  rceil ⌉  setminus ∖  epsilon ϵ  varepsilon ε  phi ϕ  varphi φ  hbar ℏ  top ⊤  % %
    $ $  # #  & &  _ _
"""
_EMPTY = """
    displaystyle textstyle scriptstyle limits nolimits nonumber notag hline big Big bigg Bigg bigl bigr
    Bigl Bigr biggl biggr middle
"""
_WORDS = _WRITTEN.split()
SYMBOLS = {
    **dict(zip(_WORDS[::2], _WORDS[1::2], strict=True)),
    **dict.fromkeys(_EMPTY.split(), ""),
    "backslash": "\\", ",": " ", ":": " ", ";": " ", ">": " ", " ": " ", "!": "", "quad": "  ", "qquad": "    ",
}  # fmt: skip
"""Symbols that pylatexenc lacks or has wrong; macros of sizes and the like are empty."""

FONTS = frozenset({"mathbb", "mathbf", "mathcal", "mathfrak", "mathscr", "mathsf", "mathtt"})
"""Macros of fonts that Unicode has."""
UPRIGHT = frozenset({"mathrm", "mathit", "mathop", "mathbin", "mathrel", "operatorname", "boldsymbol", "bm"})
"""Macros of fonts that are ignored."""
TEXTS = frozenset({"text", "textbf", "textit", "textrm", "texttt", "textsf", "textnormal", "mbox"})
"""Macros of words inside formulas."""

ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "check": "\u030c",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0305",
    "underline": "\u0332",
    "dot": "\u0307",
    "ddot": "\u0308",
    "vec": "\u20d7",
    "not": "\u0338",
}
"""Accents as combining characters; lines cover several letters, others one."""

FENCES = {
    "pmatrix": "()",
    "bmatrix": "[]",
    "Bmatrix": "{}",
    "vmatrix": "||",
    "Vmatrix": "‖‖",
    "cases": "{.",
    "matrix": "..",
    "smallmatrix": "..",
    "array": "..",
}
"""Environments of matrices, and the brackets around them."""

ALIGNED = frozenset({"align", "aligned", "alignat", "alignedat", "flalign", "split", "eqnarray"})
"""Environments whose lines are aligned at ``&``."""
LINED = frozenset({"gather", "gathered", "multline", "equation", "displaymath", "math", "substack"})
"""Environments of lines without alignment."""
