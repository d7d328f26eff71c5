"""What a program may write to a terminal, and what of an article may never be among it."""

import re

OWN_SEQUENCES = re.compile(
    rb"\x1b\[[0-9;:<=>?]*[ -/]*[@-~]"  # colours, cursor, modes
    rb"|\x1b\]22;[a-z]+\x07"  # the shape of the pointer
    rb"|\x1b\]8;(?:id=[0-9]+)?;(?P<target>[^\x00-\x20\x7f-\xff]*)\x1b\\"  # a link
)
"""All that the program itself may tell a terminal to do."""

NEVER = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What no text may bring there; surrogates stand for bytes that are not UTF-8."""


def strays(written: bytes) -> list[str]:
    """Return the control characters that are no part of a sequence of the program's own, each with what follows it."""
    rest = (
        OWN_SEQUENCES.sub(b"", written).decode("utf-8", "surrogateescape").replace("\r", "").replace("\n", "")
    )
    return [rest[match.start() : match.start() + 12] for match in NEVER.finditer(rest)]
