"""What a program may write to a terminal, and what of an article may never be among it."""

import re

OWN_SEQUENCES = re.compile(
    rb"\x1b\[[0-9;:<=>?]*[ -/]*[@-~]"  # colours, cursor, modes
    rb"|\x1b[78]"  # the cursor, kept and put back where widths are measured
    rb"|\x1b\]22;[a-z]+\x07"  # the shape of the pointer
    rb"|\x1b\]11;\?\x1b\\"  # the question for the background
    rb"|\x1b\]8;(?:id=[0-9]+)?;(?P<target>[^\x00-\x20\x7f-\xff]*)\x1b\\"  # a link
)
"""All that the program itself may tell a terminal to do."""

TITLE = re.compile(rb"\x1b\]2;(?P<title>[^\x00-\x1f\x7f]*)\x07")
"""What it writes into the window's title: text, with which articles may do no more than on the screen."""

COPIES = re.compile(rb"\x1b\]52;c;(?P<copied>[A-Za-z0-9+/=]*)\x07")
"""What it copies to the clipboard, where it was asked to."""

NEVER = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What no text may bring there; surrogates stand for bytes that are not UTF-8."""


def strays(written: bytes) -> list[str]:
    """Return the control characters that are no part of a sequence of the program's own, each with what follows it."""
    rest = (
        OWN_SEQUENCES.sub(b"", TITLE.sub(rb"\g<title>", written))
        .decode("utf-8", "surrogateescape")
        .replace("\r", "")
        .replace("\n", "")
    )
    return [rest[match.start() : match.start() + 12] for match in NEVER.finditer(rest)]


KINDS = re.compile(
    rb"\x1b\[(?:"
    rb"(?:0|1|2|3|4|7|9|2[2-479]|[34]9|[34]8;2;[0-9;]+|;)*m"  # looks: never the 16 colours by number, never blinking
    rb"|[0-9]+(?:;[0-9]+)?H|[0-9]*[ABCDKX]"  # the cursor, erasing
    rb"|\?(?:7|25|1000|1002|1003|1004|1006|1015|1049|2004|2026|2048)[hl]|\?(?:2026|2048)\$p|[<>][0-9]*u"  # modes
    rb"|c|6n|2[23];2t)"  # the questions for what it is and where its cursor is; the former title, kept and given back
)
"""The sequences of the program by their kind, where it has true colours."""


def strange_kinds(written: bytes) -> set[bytes]:
    """Return the sequences of a kind that the program has no use for."""
    found = {match[0] for match in OWN_SEQUENCES.finditer(written) if match[0].startswith(b"\x1b[")}
    return {each for each in found if not KINDS.fullmatch(each)}
