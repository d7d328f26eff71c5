"""The beginning of a long text, shown while the whole is read.

Pure. About three screens, cut where a paragraph ends; definitions of its links and notes are included. Of a
construct that is still open there (a long table, a quotation) it shows the part so far.
"""

import re

LONG = 32_768
"""Characters above which a text is long: parsing its blocks takes longer than a frame."""

BEGINNING = 8_192
"""Characters of the beginning."""

DEFINITIONS_LIMIT = 1_000
"""Definitions further down that are searched."""

_DEFINITION = re.compile(r"\[([^\]\n]{1,999})\]:[^\n]*")


def beginning(text: str) -> str:
    """Return the beginning of a text with the definitions (``[label]: …``) that it mentions; "" if it is not long."""
    if len(text) < LONG:
        return ""
    end = text.rfind("\n\n", BEGINNING // 2, BEGINNING)
    if end < 0:
        end = text.rfind("\n", BEGINNING // 2, BEGINNING)
    head = text[: end if end >= 0 else BEGINNING]
    return "\n\n".join([head, *_definitions(text, head)]) + "\n"


def _definitions(text: str, head: str) -> list[str]:
    found = []
    at = len(head) - 1
    for _ in range(DEFINITIONS_LIMIT):
        at = text.find("\n[", at + 1)
        if at < 0:
            break
        match = _DEFINITION.match(text, at + 1)
        if match and (f"[{match[1]}]" in head):
            found.append(match[0])
    return found
