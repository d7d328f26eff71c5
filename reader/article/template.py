"""What a template holds in the place of a value: ``{{date}}``, ``<% tp.file.title %>``. Pure.

A file that others are made from is no broken one: such a value says nothing, and needs no quotes.
"""

import re
from typing import Final

REGEX_LIMIT: Final = 2_000
"""Characters of a text in which expressions are looked for."""

_EXPRESSION: Final = re.compile(r"\{\{.*?\}\}|<%.*?%>")
_WORD: Final = re.compile(r"\w")
_LINE: Final = re.compile(
    r"""(?P<before>[ \t]*(?:-[ \t]+)?(?:["']?[^\s"'#:=\[\]{}<-][^":=\n]{0,63}?["']?[ \t]*[:=][ \t]*)?)(?P<value>[^\n]*)"""
)
FOLDERS: Final = frozenset({"templates", "template", "_templates", "archetypes", "模板", "模版", "範本"})
"""Names of folders, in small letters, in which templates are kept."""


def is_template(text: str) -> bool:
    """Return whether a text is only what an engine is to fill in, with nothing but signs around it."""
    if not ("{{" in text or "<%" in text) or len(text) > REGEX_LIMIT:
        return False
    left, found = _EXPRESSION.subn("", text)
    return found > 0 and _WORD.search(left) is None


def lies_in_templates(path: str) -> bool:
    """Return whether a file lies in a folder that is called as those of templates are."""
    return any(part.lower() in FOLDERS for part in path.split("/")[:-1])


def with_quotes(header: str) -> str:
    """Return a header in YAML or TOML whose values that are templates stand in quotes; lines that are no more are blank."""
    return "\n".join(_quoted(line) for line in header.split("\n"))


def _quoted(line: str) -> str:
    if "{{" not in line and "<%" not in line:
        return line
    match = _LINE.fullmatch(line)
    if match is None or not is_template(match["value"]):
        return line
    if not match["before"].strip():
        return ""
    value = match["value"].strip()
    import json  # of the standard library, but for few files

    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return match["before"] + json.dumps(value, ensure_ascii=False)
