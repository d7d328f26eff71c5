"""Template placeholders in values: ``{{date}}``, ``<% tp.file.title %>``. Pure.

A template file is not broken: such a value counts as empty, and needs no quotes.
"""

import re
from typing import Final

REGEX_LIMIT: Final = 2_000
"""Characters of a text in which placeholders are searched."""

_EXPRESSION: Final = re.compile(r"\{\{.*?\}\}|<%.*?%>")
_WORD: Final = re.compile(r"\w")
_LINE: Final = re.compile(
    r"""(?P<before>[ \t]*(?:-[ \t]+)?(?:["']?[^\s"'#:=\[\]{}<-][^":=\n]{0,63}?["']?[ \t]*[:=][ \t]*)?)(?P<value>[^\n]*)"""
)
_BEFORE_NAME: Final = re.compile(r"^[\W\d_]+")
"""What orders folders: ``99 - Templates``."""
FOLDERS: Final = frozenset({"templates", "template", "_templates", "archetypes", "模板", "模版", "範本"})
"""Usual names of folders of templates, in lower case."""


def is_template(text: str) -> bool:
    """Return whether a text consists of placeholders and punctuation only."""
    if not ("{{" in text or "<%" in text) or len(text) > REGEX_LIMIT:
        return False
    left, found = _EXPRESSION.subn("", text)
    return found > 0 and _WORD.search(left) is None


def lies_in_templates(path: str) -> bool:
    """Return whether a path has a folder of templates."""
    return any(_BEFORE_NAME.sub("", part).lower() in FOLDERS for part in path.split("/")[:-1])


def with_quotes(header: str) -> str:
    """Return a YAML or TOML header with placeholder values quoted, and lines of template code blank."""
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
