"""Superscript and subscript as Markdown writes them, in the characters that Unicode has for them, else in brackets.

Pure. A terminal has one size of letters: ``x²`` can be shown, ``x`` to the power of 注 only as ``x^(注)``.
"""

from reader.text.pattern import late

RAISED_MARK = late(r"(?<=[\w)\]*`}）”])\^([^\s^\[\]{}~$]{1,60})\^")
"""``^x^`` behind a letter, a digit or a bracket (Pandoc); elsewhere it is a face or a sign."""

LOWERED_MARK = late(r"(?<=[A-Za-z)\]])~([A-Za-z0-9+\-=()]{1,20})~(?!~)")
"""``~x~`` behind a Latin letter or a bracket; ``5~10~20`` is a range and ``~x~`` alone is struck."""

RAISED = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
)
LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
"""Code points to the small ones that say the same."""


def raised(text: str) -> str | None:
    """Return the text in superscript characters, or None if one of its characters has none."""
    return _changed(text, RAISED)


def lowered(text: str) -> str | None:
    """Return the text in subscript characters, or None if one of its characters has none."""
    return _changed(text, LOWERED)


def superscript(text: str) -> str:
    """Return the text as superscript: ``ⁿ``, or ``^(注)`` where Unicode has no characters for it."""
    return raised(text) or (f"^({text})" if text else "")


def subscript(text: str) -> str:
    """Return the text as subscript: ``₂``, or ``_(注)`` where Unicode has no characters for it."""
    return lowered(text) or (f"_({text})" if text else "")


def _changed(text: str, table: dict[int, int]) -> str | None:
    return text.translate(table) if all(ord(char) in table for char in text) else None
