"""Superscript and subscript as Markdown writes them, in the characters that Unicode has for them, else in brackets.

Pure. A terminal has one size of letters: ``x²`` can be shown, ``x`` to the power of 注 only as ``x^(注)``.
"""

from reader.text.pattern import late

RAISED_MARK = late(r"(?<=[\w)\]*`}）”])\^([^\s^\[\]{}~$]{1,60})\^")
"""``^x^`` after a letter, a digit or a bracket (Pandoc); elsewhere it is a face or a caret."""

LOWERED_MARK = late(r"(?<=[A-Za-z)\]])~([A-Za-z0-9+\-=()]{1,20})~(?!~)")
"""``~x~`` after a Latin letter or a bracket; ``5~10~20`` is a range, and ``~x~`` by itself is struck through."""

RAISED = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
)
"""Code points to their superscript forms."""

LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
"""Code points to their subscript forms."""


BRACKETED = late(r"(?:[\[［【〔][^\[\]［］【】〔〕]{0,60}[\]］】〕]|[（][^（）]{0,60}[）])+")
"""The mark of a note that has its own brackets."""

_SIGNS = "*∗†‡§¶⁂※#™®©℠°′″’´`→↑↗"
"""Signs that are raised by themselves, or need not be."""


def raised(text: str) -> str | None:
    """Return the text in superscript characters; None: one of its characters has no such form."""
    return _changed(text, RAISED)


def lowered(text: str) -> str | None:
    """Return the text in subscript characters; None: one of its characters has no such form."""
    return _changed(text, LOWERED)


def stands_as_is(text: str) -> bool:
    """Return whether a text needs no sign that it is raised or lowered: it has brackets, or is raised by itself."""
    text = text.strip()
    return bool(text) and (BRACKETED.fullmatch(text) is not None or all(char in _SIGNS for char in text))


def has_brackets(text: str) -> bool:
    """Return whether a text is in one pair of round brackets: it needs no second one."""
    return text[:1] == "(" and text.find(")") == len(text) - 1


def superscript(text: str) -> str:
    """Return the text as superscript: ``ⁿ``, or ``^(注)`` where Unicode has no characters for it."""
    if stands_as_is(text):
        return text
    return raised(text) or _in_brackets("^", text)


def subscript(text: str) -> str:
    """Return the text as subscript: ``₂``, or ``_(注)`` where Unicode has no characters for it."""
    if stands_as_is(text):
        return text
    return lowered(text) or _in_brackets("_", text)


def _in_brackets(mark: str, text: str) -> str:
    """Return a text with a mark of its height before it, in brackets unless it has its own."""
    return f"{mark}({text})" if text and not has_brackets(text) else text


def _changed(text: str, table: dict[int, int]) -> str | None:
    return text.translate(table) if all(ord(char) in table for char in text) else None
