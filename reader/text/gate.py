"""The gate for untrusted text: what comes out can neither control a terminal nor reorder the text around it.

Pure. One character class finds what must not pass, so clean text costs one scan (15 ms per MB). All functions are
idempotent.
"""

import re

from reader.text.pattern import late

LINE_LIMIT = 500
"""Code points that ``clean_line`` keeps; a longer title is an accident or an attack."""

JOINERS_IN_A_ROW = 3
"""Zero-width joiners, non-joiners and variation selectors that may follow each other."""

LINE_SEPARATORS = "\u2028\u2029\x85"
"""Line separator, paragraph separator and next line: ends of lines in texts of word processors."""

_TAGS = ("\U000e0000", "\U000e007f")
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{1,16}\U000e007f"

_JOINER = "[\u200c\u200d\ufe00-\ufe0f]"
_BAD = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\ud800-\udfff"  # controls, soft hyphens, surrogates
    "\u2028-\u202e\u2066-\u2069"  # line and paragraph separators, bidi embeddings, overrides, isolates
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"  # non-characters, the byte-order mark, annotations
    "\U0001fffe-\U0010ffff"  # beyond the emoji; among them ideographs, which ``_replace`` keeps
)
"""What must not pass. As a class of what is refused it compiles ten times faster than one of what is allowed, and costs
5 ns a character; alternatives cost 80."""

_SUSPECT = re.compile(f"[{_BAD}{_JOINER[1:]}")
_UNSAFE = re.compile(f"[{_BAD}]")
_UNSAFE_OR_FLAG = late(f"{_FLAG}|[{_BAD}]")
# The first one stands outside the repetition, so that the regex begins with a class, which is fast.
_JOINER_RUN = late(f"({_JOINER}{_JOINER}{{{JOINERS_IN_A_ROW - 1}}}){_JOINER}+")
_PLANE_ENDS = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
_TO_ESCAPE = late(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
    f"\ufdd0-\ufdef\ufeff\ufff9-\uffff{_TAGS[0]}-{_TAGS[1]}{_PLANE_ENDS}]"
    f"|(?<={_JOINER * JOINERS_IN_A_ROW}){_JOINER}+"
)
"""In JSON: all that ``clean`` does not let pass, except line breaks, which stand only between values."""

_SPACES = late(r"\s+")
_WRITTEN_SOFT_HYPHEN = late(r"&(?:shy|#0{0,5}173|#[xX]0{0,5}[aA][dD]);")
_SOFT_HYPHEN = late(r"(?<=[^\W\d_])\xad(?=[^\W\d_])")
_SEPARATOR = late(f"[{LINE_SEPARATORS}]")
_CODE_OR_SEPARATOR = late(f"(`+)(?!`).{{1,500}}?(?<!`)\\1(?!`)|[{LINE_SEPARATORS}]")


def _replace(match: re.Match[str]) -> str:
    text = match.group()
    if len(text) > 1:
        return text  # a flag keeps its tags
    if text < " ":
        return chr(0x2400 + ord(text))
    if text == "\x7f":
        return "\u2421"
    if text > "\uffff":
        return text if ord(text) & 0xFFFE != 0xFFFE and not _TAGS[0] <= text <= _TAGS[1] else ""
    if text in LINE_SEPARATORS:
        return " "
    return "\ufffd" if text < "\xa0" or "\ud800" <= text <= "\udfff" else ""


def clean(text: str) -> str:
    """Return the text without anything that a terminal would act on; newlines and tabs stay.

    CRLF becomes LF, C0 controls become their visible forms (U+2400…), DEL becomes U+2421, C1 controls and lone surrogates
    become U+FFFD, U+2028, U+2029 and U+0085 spaces. Dropped are bidi embeddings, overrides and isolates, U+FEFF, annotations, non-characters, tags
    outside a flag, and soft hyphens, which terminals show inside words that no search then finds. LRM, RLM and ALM stay,
    and joiners, at most three in a row.
    """
    if not _SUSPECT.search(text):
        return text
    if _UNSAFE.search(text):
        unsafe = _UNSAFE_OR_FLAG if "\U000e007f" in text else _UNSAFE
        text = unsafe.sub(_replace, text.replace("\r\n", "\n"))
    return _JOINER_RUN.sub(r"\1", text)


def has_line_separators(text: str) -> bool:
    """Return whether a text has ends of lines that the gate makes spaces."""
    return any(char in text for char in LINE_SEPARATORS)


def with_line_ends(markdown: str) -> str:
    """Return Markdown with line separators as hard breaks and paragraph separators as blank lines.

    In headings and rows of tables, which are one line, they are spaces, and in lines of HTML, whose block a blank line ends.
    """
    lines = markdown.replace("\r\n", "\n").split("\n")
    return "\n".join(map(_with_line_ends, lines))


def _with_line_ends(line: str) -> str:
    if not has_line_separators(line):
        return line
    if line.lstrip(" >").startswith(("#", "|", "<")):
        return _SEPARATOR.sub(" ", line)
    return _CODE_OR_SEPARATOR.sub(_with_line_end, line)


def _with_line_end(match: re.Match[str]) -> str:
    text = match.group()
    if text[0] == "`":  # inline code is on one line
        return _SEPARATOR.sub(" ", text)
    return "\n\n" if text == "\u2029" else "  \n"


def with_soft_hyphens(markdown: str) -> str:
    """Return Markdown with soft hyphens inside words as ``&shy;``, which the gate lets pass, but for lines with code."""
    lines, fence = markdown.split("\n"), ""
    for number, line in enumerate(lines):
        mark = line.lstrip(" >")[:3]
        if mark in {"```", "~~~"}:
            fence = "" if mark == fence else fence or mark
        elif "\xad" in line and not fence and "`" not in line and not line.startswith(("    ", "\t")):
            lines[number] = _SOFT_HYPHEN.sub("&shy;", line)
    return "\n".join(lines)


def without_soft_hyphens(markdown: str) -> str:
    """Return Markdown without soft hyphens, however they are written, so that its words are found."""
    return _WRITTEN_SOFT_HYPHEN.sub("", markdown) if "&" in markdown else markdown


def clean_name(name: str) -> str:
    """Return the name of a file, or another text of one line, cleaned; its spaces stay as they are.

    Bytes that are not UTF-8 become U+FFFD; line breaks and tabs, which names may have, become their visible forms.
    """
    if has_line_separators(name):
        name = _SEPARATOR.sub("\n", name)
    return clean(name).replace("\n", "\u240a").replace("\t", "\u2409")


def escaped(json: str) -> str:
    r"""Return JSON in which whatever a terminal would act on, or no encoding takes, is written as ``\u…``.

    A JSON parser reads the same from it; letters of all scripts stay as they are.
    """
    return _TO_ESCAPE.sub(_escape, json)


def _escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def clean_line(text: str, limit: int = LINE_LIMIT) -> str:
    """Return the text cleaned, as one line of at most ``limit`` code points, white space folded.

    A longer text ends in an ellipsis.
    """
    if len(text) <= limit and text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # most are, and the regexes would cost five times that
    # Cut before it is cleaned: a title of 100 MB costs no more than a short one.
    line = _SPACES.sub(" ", clean(text[: limit * 8])).strip()
    if len(line) <= limit:
        return line
    # Once more: the cut may have gone through a flag and left its tags.
    return clean(line[: limit - 1]).rstrip() + "…"
