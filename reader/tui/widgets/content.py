"""Text with styles for rows and labels, whatever is in the text."""

from textual.content import Content

_STRIPPED = dict.fromkeys(map(ord, "\a\b\v\f\r"), "\N{REPLACEMENT CHARACTER}")
"""What Textual takes out of a content, whose styles then stand beside the text or end behind it, which ends the drawing."""


def assembled(*parts: str | tuple[str, str] | Content) -> Content:
    """Return texts, and texts with their styles, one after the other.

    Control characters, which the gate has taken away, are replaced one for one: it holds without the gate too.
    """
    kept = (part if isinstance(part, Content) else _kept(part) for part in parts)
    return Content.assemble(*kept)


def _kept(part: str | tuple[str, str]) -> str | tuple[str, str]:
    return part.translate(_STRIPPED) if isinstance(part, str) else (part[0].translate(_STRIPPED), part[1])
