"""The command lines of the documents and of the help: collected, so that a new one is run without being named."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent

DOCUMENTS = (
    "README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "benchmarks/README.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")),
)  # fmt: skip

SHELLS = {"sh", "console", "bash", "shell", "crontab"}

PROGRAMS = {
    "newsreader",
    "make",
    "pipx",
    "uv",
    "systemctl",
    "crontab",
    ".venv/bin/python",
    "python",
    "python3",
}
"""What inline code begins with that is a command line."""

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_HELP = re.compile(r"^  (?! )(?P<line>.*\bnewsreader\b.*)$", re.MULTILINE)
_REMARK = re.compile(r"\s{2,}(?=\S).*$")
_MENTION = re.compile(r"newsreader( [a-z]+)?")
_COMMENT = re.compile(r"(?:^|\s+)#\s.*$")
_CRON = re.compile(r"(?:[\d*/,-]+ ){5}")


class Script(NamedTuple):
    """A script that stands in a document."""

    name: str
    usage: str
    """The comment below its first line."""
    text: str


def blocks(text: str) -> list[tuple[str, str]]:
    """Return the fenced blocks of a document: language and text."""
    return _FENCE.findall(text)


def lines_of_document(text: str) -> list[str]:
    """Return the command lines of a document, in their order, each once; scripts are not among them."""
    found = []
    for language, block in blocks(text):
        if language in SHELLS and not block.startswith("#!"):
            found += [_COMMENT.sub("", _CRON.sub("", line)) for line in _joined(block)]
    inline = _INLINE.findall(_FENCE.sub("", text))
    found += [
        line
        for line in inline
        if line.split()[:1] and line.split()[0] in PROGRAMS and not _MENTION.fullmatch(line)
    ]
    return list(dict.fromkeys(filter(None, found)))


def mentioned(text: str) -> set[str]:
    """Return the commands that a document only names: `newsreader list`."""
    inline = _INLINE.findall(_FENCE.sub("", text))
    return {match[1].strip() for line in inline if (match := _MENTION.fullmatch(line)) and match[1]}


def scripts(text: str) -> list[Script]:
    """Return the scripts of a document."""
    found = []
    for language, block in blocks(text):
        if language in SHELLS and block.startswith("#!"):
            usage = block.splitlines()[1].removeprefix("# ")
            found.append(Script(usage.split()[0].rstrip(":"), usage, block))
    return found


def lines_of_help(text: str) -> list[str]:
    """Return the command lines among the examples of a help text; what stands behind them says what they do."""
    return list(dict.fromkeys(_REMARK.sub("", match["line"]) for match in _HELP.finditer(text)))


def _joined(block: str) -> list[str]:
    return [line for line in block.replace("\\\n", "").splitlines() if line.strip()]
