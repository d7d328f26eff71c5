"""Which language a listing is written in: what its fence says, or what its text leaves no doubt about.

Pure. Names are those that the colouring library knows, in lower case.
"""

import re

from reader.page.line import Block

_NAME_LIMIT = 100
"""So much of what stands behind a fence is looked at."""

_GUESS_LIMIT = 20_000
"""Of a longer listing without a name nobody guesses the language."""

_NAME = re.compile(r"\w[\w+#*.-]*(?![\w+#*.-]|\s*=)")
_CLASS = re.compile(r"\.([\w+#*-]+)")
_SHEBANG = re.compile(r"#![ \t]*(?:\S*/)?(?:env[ \t]+(?:-S[ \t]+)?)?([a-z]+)")
_DIFF = re.compile(r"(?:diff --git \S+ \S+\n|--- \S[^\n]*\n\+\+\+ \S[^\n]*\n@@ -\d)")

ALIASES = {
    "astro": "jsx",
    "bash-session": "console",
    "cmd": "bat",
    "conf": "ini",
    "dos": "bat",
    "dotenv": "properties",
    "ejs": "html",
    "env": "properties",
    "gotmpl": "html",
    "go-html-template": "html",
    "gql": "graphql",
    "gradle": "groovy",
    "h": "c",
    "hpp": "cpp",
    "ipython": "pycon",
    "jinja2": "jinja",
    "jsonc": "json5",
    "kt": "kotlin",
    "mdx": "markdown",
    "mjs": "js",
    "ml": "ocaml",
    "node": "js",
    "patch": "diff",
    "pgsql": "postgresql",
    "plsql": "sql",
    "shellsession": "console",
    "sol": "solidity",
    "sqlite": "sql",
    "svelte": "html",
    "svg": "xml",
    "vb": "vb.net",
    "viml": "vim",
}
"""What articles write, and the name under which the colouring library knows it or something very like it."""

_PLAIN = frozenset(
    {"", "text", "txt", "plain", "plaintext", "none", "output", "log", "tree", "csv", "ascii"}
) | {
    *("goat", "svgbob", "ditaa"),  # drawn in letters already
}
"""Fences say so where there is nothing to colour."""

_INTERPRETERS = {"sh": "bash", "bash": "bash", "zsh": "bash", "node": "js", "php": "php", "python": "python"}
_INTERPRETERS |= {name: name for name in ("perl", "ruby", "awk", "fish", "lua")}

DIAGRAMS = frozenset(
    {
        *("mermaid", "plantuml", "puml", "uml", "dot", "graphviz", "gv", "d2", "erd", "tikz"),
        *("nomnoml", "vega", "vega-lite", "wavedrom", "seqdiag", "blockdiag", "nwdiag", "actdiag"),
        *("flow", "flowchart", "sequence", "pikchr", "structurizr", "bytefield", "excalidraw"),
    }
)
"""Languages of which a browser would show the drawing."""


def fence_language(info: str) -> str:
    """Return the language that the words behind a fence name, in lower case; empty where they name none.

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


def language_of(block: Block, text: str) -> str:
    """Return the language by which to colour a listing; empty: it stays plain."""
    named = ALIASES.get(block.info, block.info)
    if named in _PLAIN:
        return "" if block.info else guessed(text)
    return "html+php" if named == "php" and "<?" in text else named


def guessed(text: str) -> str:
    """Return the language where the text leaves no doubt: a shebang, PHP's opening, a diff, an object of JSON."""
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
    """Return whether it is an object of JSON; a lone text or number, or a list, could be anything."""
    if not (text.lstrip().startswith("{") and text.rstrip().endswith("}") and ":" in text):
        return False
    import json  # 3 ms, and here already where an index is

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
