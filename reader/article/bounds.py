"""Cheap checks of a header before a parser gets it: refuses what would take seconds, gigabytes or the stack.

Pure. Each bound is a count or one linear regex. Measured without them: 40 kB of ``[`` end the process in
libyaml, 200,000 keys take 5 s, 64 kB of a dotted TOML key 4 GB. What is refused is read line by line instead.
"""

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reader.article.slip import Slip

HEADER_LIMIT: Final = 65_536
"""Characters that a header may have."""

BRACKETS_LIMIT: Final = 256
"""Opening brackets and braces: they bound the depth of flow collections."""

ALIASES_LIMIT: Final = 256
"""``&`` and ``*`` in a YAML header."""

PARTS_LIMIT: Final = 4_000
"""Line breaks and commas: they bound the number of values."""

INDENT_LIMIT: Final = 100
"""Spaces before a line of YAML: they bound the depth of block collections."""

TOML_LINE_LIMIT: Final = 4_096
"""Characters of a line of TOML."""

DOTS_LIMIT: Final = 32
"""Dots in one dotted key of TOML."""

_BLOCK_RUN: Final = re.compile(r"(?:[-?:][ \t]+){4}")
_DEEP_INDENT: Final = re.compile(rf"^[ \t]{{{INDENT_LIMIT}}}", re.MULTILINE)
_LONG_LINE: Final = re.compile(rf"[^\n]{{{TOML_LINE_LIMIT + 1}}}")
_KEY_END: Final = re.compile(r"[=,{}\[\]\n#]")


class HeaderError(ValueError):
    """A header that its parser refuses; ``str()`` is the reason in a few words."""

    def __init__(self, reason: str, line: int | None = None, slip: "Slip | None" = None) -> None:
        super().__init__(reason)
        self.line = line
        """The line of the header, from 1, where it is known."""
        self.slip = slip
        """The mistake behind it, where it is a known one."""


def is_safe_yaml(header: str) -> bool:
    """Return whether libyaml can read the header in a few milliseconds and little stack."""
    return (
        _is_small(header)
        and header.count("&") + header.count("*") <= ALIASES_LIMIT
        and not _BLOCK_RUN.search(header)
        and not _DEEP_INDENT.search(header)
    )


def is_safe_toml(header: str) -> bool:
    """Return whether tomllib, whose dotted keys cost quadratic time, can read the header."""
    return (
        _is_small(header)
        and not _LONG_LINE.search(header)
        and all(part.count(".") <= DOTS_LIMIT for part in _KEY_END.split(header))
    )


def is_safe_json(header: str) -> bool:
    """Return whether the JSON parser can read the header without deep recursion."""
    return _is_small(header)


def _is_small(header: str) -> bool:
    return (
        len(header) <= HEADER_LIMIT
        and header.count("[") + header.count("{") <= BRACKETS_LIMIT
        and header.count("\n") + header.count(",") <= PARTS_LIMIT
    )
