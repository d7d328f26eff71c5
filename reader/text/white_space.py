"""Whether HTML keeps the line ends of its text, by the style of an element. Pure."""

from reader.text.pattern import late

_KEEPS = late(r"(?i)(?:^|;)\s*white-space(?:-collapse)?\s*:\s*(?:pre|break-spaces|preserve)")


def keeps_lines(style: str | None) -> bool:
    """Return whether a ``style`` attribute makes line ends line breaks: ``white-space: pre-wrap`` and the like."""
    return style is not None and "white-space" in style.lower() and _KEEPS.search(style) is not None
