"""What happens to the text between markup: runs of spaces, indents, annotations of characters, spoilers.

Pure.
"""

from reader.page.lines.joining import is_east_asian
from reader.text.pattern import late

INDENTS = " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u3000"
"""Spaces with which authors indent the beginning of a paragraph, which is a matter of the page."""

_SPACES = late(r"[ \t\n\r\f\v]+")
_LINE_ENDS = late(r"[\t\n\r\f\v]+")
_LETTER = late(r"\w")
_SPOILER = late(r"(?<![|\w])\|\|(?=[^\s|])([^|\n]{0,500}?[^\s|])\|\|(?![|\w])")
"""``||words||`` (Discord, Telegram); an operator has spaces or letters around it."""

_RUBY = late(
    r"[｜|]([^｜|《》\n]{1,30})《([^《》\n]{1,40})》|([\u3005\u3400-\u9fff\uf900-\ufaff]{1,20})《([\u3041-\u30ff・ー]{1,30})》"
)
"""``漢字《かんじ》`` and ``｜base《ruby》`` (Aozora Bunko, Kakuyomu); in Chinese the brackets enclose titles."""


def words_between(text: str) -> str:
    """Return text between markup as it is shown: one space where the source has several, no marks of ruby and spoilers."""
    if "  " in text or not text.isprintable():
        # Signs alone are a drawing, or a quotation of markup.
        text = (_SPACES if _LETTER.search(text) else _LINE_ENDS).sub(" ", text)
    if "||" in text:
        text = _SPOILER.sub(r"\1", text)
    if "《" in text:
        text = _RUBY.sub(lambda match: f"{match[1] or match[3]}({match[2] or match[4]})", text)
    return text


def code_between(text: str) -> str:
    """Return inline code as it is shown: on one line, with its spaces."""
    return _LINE_ENDS.sub(" ", text)


def without_indent(text: str, *, is_first: bool) -> str | None:
    """Return the beginning of a line without its indent, None where what follows decides.

    ``is_first``: of the first line; another one keeps its indent before letters that are not East Asian, as in verse.
    """
    shown = text.lstrip(INDENTS)
    if is_first:
        return shown
    if not shown:
        return None
    return shown if is_east_asian(shown[0]) else text.lstrip(" ")
