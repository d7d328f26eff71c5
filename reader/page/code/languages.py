"""The language of a code block: from its fence, or from unmistakable text.

Pure. Names are those of Pygments, in lower case.
"""

import re

from reader.page.line import Block

_NAME_LIMIT = 100
"""Characters of a fence's words that are read."""

_TITLE_LIMIT = 300
"""Characters of a fence's words in which a title is searched."""

_GUESS_LIMIT = 20_000
"""Characters of a code block whose language is guessed."""

_NAME = re.compile(r"\w[\w+#*.-]*(?![\w+#*.-]|\s*=)")
_CLASS = re.compile(r"\.([\w+#*-]+)")
_SHEBANG = re.compile(r"#![ \t]*(?:\S*/)?(?:env[ \t]+(?:-S[ \t]+)?)?([a-z]+)")
_DIFF = re.compile(r"(?:diff --git \S+ \S+\n|--- \S[^\n]*\n\+\+\+ \S[^\n]*\n@@ -\d)")

_TITLE = re.compile(
    r"""(?:^|[\s{,:])(?:title|file_?name|file|caption|name|path|label)\s*[=:]\s*(?:"([^"\n]+)"|'([^'\n]+)'|([^\s"'{},=]+))""",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s\[([^\[\]\n]+)\]\s*(?:\{[^{}]*\})?\s*$")
"""The name of a tab of a group of code blocks (VitePress)."""
_AFTER_COLON = re.compile(r"(?:diff[\s_]+)?[\w+#-]*:(?!\s)([^\n:=]*(?:[./][^\n:=\s]|\b[A-Z])[^\n:=]*)")
"""The name behind the language: ``python:two.py`` (Zenn, Qiita)."""

_PAIRS = """
    astro jsx  bash-session console  cmd bat  conf ini  dos bat  dotenv properties  ejs html
    env properties  gotmpl html  go-html-template html  gql graphql  gradle groovy  h c  hpp cpp
    ipython pycon  jinja2 jinja  jsonc json5  kt kotlin  mdx markdown  mjs js  ml ocaml  node js
    patch diff  pgsql postgresql  plsql sql  shellsession console  sol solidity  sqlite sql  svelte html
    svg xml  vb vb.net  viml vim
"""
_WORDS = _PAIRS.split()
ALIASES = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
"""Names that articles use, and Pygments' names of the same or a very similar language."""

_PLAIN = frozenset(
    {"", "text", "txt", "plain", "plaintext", "none", "output", "log", "tree", "csv", "ascii"}
) | {
    *("goat", "svgbob", "ditaa"),  # drawn in text already
}
"""Names of fences that mean plain text."""

_INTERPRETERS = {"sh": "bash", "bash": "bash", "zsh": "bash", "node": "js", "php": "php", "python": "python"}
_INTERPRETERS |= {name: name for name in ("perl", "ruby", "awk", "fish", "lua")}

DIAGRAMS = frozenset(
    {
        *("mermaid", "plantuml", "puml", "uml", "dot", "graphviz", "gv", "d2", "erd", "tikz"),
        *("nomnoml", "vega", "vega-lite", "wavedrom", "seqdiag", "blockdiag", "nwdiag", "actdiag"),
        *("flow", "flowchart", "sequence", "pikchr", "structurizr", "bytefield", "excalidraw"),
    }
)
"""Languages of diagrams, which a browser would draw."""


def fence_language(info: str) -> str:
    """Return the language in the words behind a fence, in lower case; empty if there is none.

    Understood are ``js``, ``js title="a.js"``, ``python:file.py``, ``rust,ignore``, ``js{1,3}``, pandoc's
    ``{#id .python .numberLines}`` and R Markdown's ``{r, echo=FALSE}``; attributes alone name no language.
    """
    info = info[:_NAME_LIMIT].strip().lower()
    if info.startswith("{"):
        inside = info[1:].partition("}")[0]
        if named := _CLASS.search(inside.partition("=")[0]):
            return named[1]
        info = inside.lstrip()
    named = _NAME.match(info)
    return named[0].strip(".") if named else ""


def fence_title(info: str) -> str:
    """Return the name of the file, or the title, in the words behind a fence; empty if there is none.

    Understood are ``js title="src/one.js"``, ``py filename=two.py``, ``python:two.py``, ``ts [config.ts]``, ``{.js file="a.js"}``.
    """
    if not info or info.isalnum():
        return ""
    info = info[:_TITLE_LIMIT].strip()
    if found := _AFTER_COLON.fullmatch(info):
        return found[1].partition(" {")[0].strip()
    if found := _TITLE.search(info):
        return next(part for part in found.groups() if part).strip()
    found = _IN_BRACKETS.search(info)
    return found[1].strip() if found else ""


def language_of(block: Block, text: str) -> str:
    """Return the language by which to colour a code block; empty: it stays plain."""
    named = ALIASES.get(block.info, block.info)
    if named in _PLAIN:
        return "" if block.info else guessed(text)
    return "html+php" if named == "php" and "<?" in text else named


def guessed(text: str) -> str:
    """Return the language of unmistakable text: a shebang, PHP's opening, a diff, a JSON object; else empty."""
    if len(text) > _GUESS_LIMIT:
        return ""
    if text.startswith("#!"):
        found = _SHEBANG.match(text)
        return _INTERPRETERS.get(found[1], "") if found else ""
    if text.startswith("<?php"):
        return "html+php"
    if _DIFF.match(text):
        return "diff"
    return "json" if _is_json(text) else ""


def _is_json(text: str) -> bool:
    """Return whether a text is a JSON object; a lone value or list proves nothing."""
    if not (text.lstrip().startswith("{") and text.rstrip().endswith("}") and ":" in text):
        return False
    import json  # takes 3 ms to load, and an index has loaded it

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
