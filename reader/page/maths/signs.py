"""The signs of formulas: what has a small form, what is a relation, what the library's table lacks.

Pure.
"""

from reader.text.raised import LOWERED, RAISED

SUPERSCRIPTS = RAISED | str.maketrans("αβγδεθιφχ′*∗⊤†∘", "ᵅᵝᵞᵟᵋᶿᶥᵠᵡ′**ᵀ†°")
SUBSCRIPTS = LOWERED | str.maketrans("βγρφχ", "ᵦᵧᵨᵩᵪ")

SMALL_LETTERS = 4
"""So many letters in a row may be small; longer words are hard to read."""

RELATIONS = frozenset("=<>≤≥≠≈≡∼≃≅∝∈∉∋⊂⊃⊆⊇⊊⊋→←↔⇒⇐⇔↦⟶⟵⟹⟺⟼⊢⊨≪≫≺≻⪯⪰≼≽≔∣∥⊥≲≳≐≜↪↠∴∵")
"""Signs with a space on both sides, outside small forms."""

SEAMS = RELATIONS | frozenset("+−±×")
"""Before these a formula that is too wide goes on below."""

TERM_SIGNS = frozenset("+−±")
"""Signs between two terms, with a space on both sides where there is room."""

OPERATORS = TERM_SIGNS | frozenset("∓×÷·∗∘∪∩∧∨∖⊕⊗⊙⋆")
"""Signs between two things, with a space on both sides if there is one on either."""

LIMITED = frozenset("∑∏∐⋃⋂⨁⨂⋁⋀")
INTEGRALS = frozenset("∫∬∭∮")
LIMITED_NAMES = frozenset(
    {"lim", "max", "min", "sup", "inf", "lim sup", "lim inf", "argmax", "argmin", "arg max", "arg min"}
)
"""Signs and names whose limits stand above and below them where there is room."""

NAMES = frozenset(
    {
        *(
            "arccos",
            "arcsin",
            "arctan",
            "arg",
            "cos",
            "cosh",
            "cot",
            "coth",
            "csc",
            "deg",
            "det",
            "dim",
            "exp",
        ),
        *(
            "gcd",
            "hom",
            "inf",
            "ker",
            "lg",
            "lim",
            "ln",
            "log",
            "max",
            "min",
            "Pr",
            "sec",
            "sin",
            "sinh",
            "sup",
        ),
        *("tan", "tanh", "argmax", "argmin"),
    }
)
SPOKEN = {"liminf": "lim inf", "limsup": "lim sup"}
"""Functions that are written as words."""

SYMBOLS = {
    "implies": "⟹",
    "impliedby": "⟸",
    "iff": "⟺",
    "land": "∧",
    "lor": "∨",
    "lnot": "¬",
    "neg": "¬",
    "Re": "ℜ",
    "Im": "ℑ",
    "bot": "⊥",
    "triangle": "△",
    "gets": "←",
    "colon": ":",
    "ne": "≠",
    "neq": "≠",
    "degree": "°",
    "models": "⊨",
    "checkmark": "✓",
    "qed": "∎",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "leqslant": "≤",
    "geqslant": "≥",
    "to": "→",
    "rightarrow": "→",
    "ast": "∗",
    "star": "⋆",
    "cdot": "·",
    "times": "×",
    "dots": "…",
    "ldots": "…",
    "cdots": "⋯",
    "vdots": "⋮",
    "ddots": "⋱",
    "dotsc": "…",
    "dotsb": "⋯",
    "infty": "∞",
    "prime": "′",
    "mid": "∣",
    "vert": "|",
    "lvert": "|",
    "rvert": "|",
    "Vert": "‖",
    "lVert": "‖",
    "rVert": "‖",
    "|": "‖",
    "{": "{",
    "}": "}",
    "lbrace": "{",
    "rbrace": "}",
    "lbrack": "[",
    "rbrack": "]",
    "langle": "⟨",
    "rangle": "⟩",
    "lfloor": "⌊",
    "rfloor": "⌋",
    "lceil": "⌈",
    "rceil": "⌉",
    "backslash": "\\",
    "setminus": "∖",
    "epsilon": "ϵ",
    "varepsilon": "ε",
    "phi": "ϕ",
    "varphi": "φ",
    "hbar": "ℏ",
    "top": "⊤",
    "%": "%",
    "$": "$",
    "#": "#",
    "&": "&",
    "_": "_",
    ",": " ",
    ":": " ",
    ";": " ",
    ">": " ",
    " ": " ",
    "!": "",
    "quad": "  ",
    "qquad": "    ",
    "displaystyle": "",
    "textstyle": "",
    "scriptstyle": "",
    "limits": "",
    "nolimits": "",
    "nonumber": "",
    "notag": "",
    "hline": "",
    "big": "",
    "Big": "",
    "bigg": "",
    "Bigg": "",
    "bigl": "",
    "bigr": "",
    "Bigl": "",
    "Bigr": "",
    "biggl": "",
    "biggr": "",
    "middle": "",
}
"""What the library's table lacks or says otherwise; sizes and the like stand for nothing."""

FONTS = frozenset({"mathbb", "mathbf", "mathcal", "mathfrak", "mathscr", "mathsf", "mathtt"})
UPRIGHT = frozenset({"mathrm", "mathit", "mathop", "mathbin", "mathrel", "operatorname", "boldsymbol", "bm"})
TEXTS = frozenset({"text", "textbf", "textit", "textrm", "texttt", "textsf", "textnormal", "mbox"})
"""Macros that choose letters of another form, the usual ones, or words instead of letters."""

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
"""Marks on letters; the lines go over several, the others over one."""

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
"""Environments of cells, and the brackets around them."""

ALIGNED = frozenset({"align", "aligned", "alignat", "alignedat", "flalign", "split", "eqnarray"})
LINED = frozenset({"gather", "gathered", "multline", "equation", "displaymath", "math", "substack"})
"""Environments of lines that share their relations' place, and of lines one after another."""
