"""Parses template tags: Hugo's ``{{< name … >}}`` and ``{{% name … %}}``, Liquid's ``{% name … %}``, Zola's ``{{ name(…) }}``.

Pure. Only the syntax of tags; ``reader.page.markdown.rules.shortcodes`` knows their meaning.
"""

import re
from dataclasses import dataclass, field

from reader.text.pattern import late

TAG_LIMIT = 2_000
"""Characters of a tag; a longer one is text."""

_CLOSERS = {"{{<": ">}}", "{{%": "%}}", "{%": "%}"}
_ARGUMENT = late(
    r"""([\w.:@-]+)\s*[=:]\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s,"'`]+))"""
    r"""|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s"'`]+)|["'`]"""
)
_CALL = late(
    r"\{\{-?\s*(youtube|vimeo|bilibili|gist|tweet|twitter|instagram|codepen|spotify|soundcloud|asciinema|video|audio"
    r"|iframe|figure|image|img|picture)\(([^{}]{0,2000})\)\s*-?\}\}"
)
"""A call of Zola's that shows an image or links to a page; others are quotations in articles about templates."""
_ESCAPED_TAG = late(r"\{\{([<%])/\*((?:[^*]|\*(?!/[>%]\}\})){0,2000})\*/([>%])\}\}")
_ESCAPED = late(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Tag:
    """A template tag."""

    name: str
    """In lower case, without the slash or ``end`` of a closing tag."""
    end: int
    """The offset after it."""
    closes: bool = False
    """It is a closing tag."""
    alone: bool = False
    """It closes itself."""
    words: tuple[str, ...] = ()
    """Its positional arguments."""
    named: dict[str, str] = field(default_factory=dict)
    """Its named arguments, by names in lower case."""
    literal: str = ""
    """Of an escaped tag: the text to show."""
    liquid: bool = False
    """It is written ``{% … %}``."""
    inner: str = ""
    """The text between name and end, as it is written."""

    def get(self, *names: str) -> str:
        """Return the first of these named arguments that is given."""
        return next((self.named[name] for name in names if self.named.get(name)), "")

    def word(self, at: int) -> str:
        """Return a positional argument, or an empty text."""
        return self.words[at] if at < len(self.words) else ""


def unescaped(code: str) -> str:
    """Return code in which Hugo's escaped shortcodes, ``{{</* x */>}}``, are as its pages show them, ``{{< x >}}``.

    Hugo reads shortcodes before Markdown, so in code too.
    """
    return _ESCAPED_TAG.sub(_unescaped, code) if "/*" in code and "*/" in code else code


def _unescaped(match: re.Match[str]) -> str:
    return f"{{{{{match[1]}{match[2]}{match[3]}}}}}"


def read_tag(source: str, at: int, limit: int) -> Tag | None:
    """Return the tag that begins at ``at`` and ends before ``limit``."""
    opener = next((each for each in _CLOSERS if source.startswith(each, at)), None)
    if opener is None:
        call = _CALL.match(source, at, limit)
        return Tag(call[1], call.end(), alone=True, named=arguments(call[2])[1]) if call else None
    begin = at + len(opener)
    closer = _CLOSERS[opener]
    close = source.find(closer, begin, min(limit, begin + TAG_LIMIT))
    if close < 0:
        return None
    end, inner = close + len(closer), source[begin:close]
    if opener in inner:
        return None
    inner = inner.strip()
    if opener != "{%" and inner.startswith("/*") and inner.endswith("*/"):
        return Tag("", end, literal=f"{opener} {inner[2:-2].strip()} {closer}")
    if opener == "{%":
        return _liquid(inner.strip("-").strip(), end)
    closes, alone = inner.startswith("/"), inner.endswith("/")
    name, _, rest = inner.strip("/").strip().partition(" ")
    return _with_arguments(name.split("\n")[0], rest if name else "", end, closes=closes, alone=alone)


def _liquid(inner: str, end: int) -> Tag:
    name, _, rest = inner.partition(" ")
    closes = len(name) > len("end") and name.startswith("end")
    return _with_arguments(
        name.removeprefix("end") if closes else name, rest, end, closes=closes, liquid=True
    )


def _with_arguments(
    name: str, rest: str, end: int, *, closes: bool = False, alone: bool = False, liquid: bool = False
) -> Tag:
    words, named = arguments(rest)
    return Tag(name.lower(), end, closes, alone, words, named, liquid=liquid, inner=rest.strip())


def arguments(text: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return positional and named arguments."""
    words: list[str] = []
    named: dict[str, str] = {}
    for match in _ARGUMENT.finditer(text):
        values = match.groups()
        value = next((each for each in values[1:] if each is not None), "")
        value = _ESCAPED.sub(r"\1", value)
        if values[0] is None:
            if value != ",":  # Nunjucks and Twig put commas between arguments
                words.append(value)
        elif value.startswith("//") and values[4]:  # not an argument named https, but an unquoted address
            words.append(f"{values[0]}:{value}")
        else:
            named.setdefault(values[0].lower(), value)
    return tuple(words), named
