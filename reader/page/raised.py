"""Superscript and subscript in the characters that Unicode has for them, else in brackets.

Pure. A terminal has one size of letters: ``x²`` can be shown, ``x`` to the power of 注 only as ``x^(注)``.
"""

_RAISED = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
        strict=True,
    )
)
_LOWERED = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


def raised(text: str) -> str | None:
    """Return the text in superscript characters, or None if one of its characters has none."""
    return _changed(text, _RAISED)


def lowered(text: str) -> str | None:
    """Return the text in subscript characters, or None if one of its characters has none."""
    return _changed(text, _LOWERED)


def superscript(text: str) -> str:
    """Return the text as superscript: ``ⁿ``, or ``^(注)`` where Unicode has no characters for it."""
    return raised(text) or (f"^({text})" if text else "")


def subscript(text: str) -> str:
    """Return the text as subscript: ``₂``, or ``_(注)`` where Unicode has no characters for it."""
    return lowered(text) or (f"_({text})" if text else "")


def _changed(text: str, table: dict[str, str]) -> str | None:
    changed = [table.get(char, "") for char in text]
    return "".join(changed) if all(changed) else None
