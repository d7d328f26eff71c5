"""Plain text as HTML that keeps its lines. Pure."""

from reader.text.pattern import late

INDENT_LIMIT = 40
"""Spaces at the beginning of a line that are kept."""

TAG = late(r"<[A-Za-z/!?]")
"""What HTML has, and plain text has not."""

_PARAGRAPHS = late(r"\n\s*\n")
_INDENT = late(r"[ \t\xa0\u3000]*")
_NO_BREAK = "\xa0"


def with_lines(text: str) -> str:
    """Return a text whose special characters are escaped as HTML: paragraphs, in which each line is one.

    Spaces at the beginning of lines are kept, beyond those that all lines have.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return "".join(f"<p>{_lines(part)}</p>" for part in _PARAGRAPHS.split(text) if part.strip())


def _lines(paragraph: str) -> str:
    if "\n" not in paragraph:
        return paragraph
    lines = [line.rstrip().expandtabs(4) for line in paragraph.strip("\n").split("\n")]
    indents = [len(_INDENT.match(line)[0]) for line in lines]  # type: ignore[index]  # it matches everything
    common = min(indents[1:])
    kept = [max(0, indent - common) if at else 0 for at, indent in enumerate(indents)]
    return "<br>".join(
        _NO_BREAK * min(more, INDENT_LIMIT) + line[indent:]
        for line, indent, more in zip(lines, indents, kept, strict=True)
    )
