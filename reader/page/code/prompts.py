"""The commands of a console session: a code block without its prompts, and without what the programs answered.

Pure. A block is a session if its fence says so, or if all or most of its commands have a prompt; a script, whatever
dollars it has, is none.
"""

import re
from collections.abc import Iterator

_SESSIONS = frozenset((
    "console", "shell-session", "shellsession", "sh-session", "bash-session", "terminal", "term", "session",
    "cli", "pycon", "ipython", "doctest", "python-console", "python-repl", "ps1con", "pwsh-session",
    "powershell-session",
))  # fmt: skip
"""Languages of fences in which prompts and answers alternate."""

_SHELLS = frozenset((
    "bash", "sh", "zsh", "shell", "ksh", "csh", "tcsh", "fish", "dash", "posix", "command", "cmd",
    "powershell", "pwsh", "ps1", "ps",
))  # fmt: skip
"""Languages in which no line of a script begins with a prompt."""

_PYTHONS = frozenset((
    "python", "py", "python3", "py3",
))  # fmt: skip

_PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "none"})
"""Fences that say nothing: a prompt is one only before what looks like a command."""

_PLACE = r"(?:\([\w.+-]+\) ?)?(?:\[?[\w.+-]+@[\w.+-]+(?:[: ][^\n$%#>]{0,80})?\]?|~[\w/.+-]{0,80})?"
"""A virtual environment, and user, machine and folder, as shells put them before the prompt's sign."""

_SHELL = re.compile(rf"{_PLACE} ?[$%❯➜] +(?=\S)")
_POWERSHELL = re.compile(r"PS(?: [A-Za-z]:[^>\n]{0,120}| /[^>\n]{0,120}| ~[^>\n]{0,120})?> ?(?=\S)")
_DOS = re.compile(r"[A-Za-z]:\\[^>\n]{0,120}> ?(?=\S)")
_PYTHON = re.compile(r">>>(?: |$)|In \[\d{0,5}\]: ")
_PYTHON_MORE = re.compile(r"\.\.\.(?: |$)| {2,8}\.\.\.: ")
_SHELL_MORE = re.compile(r"> ?|>> ")
_EMPTY_PROMPT = re.compile(rf"(?:{_PLACE} ?[$%❯➜]|>>>|\.\.\.|PS>)\s*")

_COMMAND = re.compile(r"[A-Za-z_./~\[({\"'!:][^\n]*(?<![$%])")
"""What may follow a prompt in a block without a language: ``$ 100`` and ``$ x $`` are no commands."""

_TEX = re.compile(r"\\[A-Za-z]|^%(?! )", re.MULTILINE)
"""Where ``%`` begins comments."""

_HERE = re.compile(r"<<[-~]?\s*(['\"]?)(\w+)\1")
_OPEN_END = re.compile(r"(?:\\|\||&&|\|\||`|\^)$")
"""The end of a line of a command that goes on."""

_PROGRAMS = frozenset((
    "apk", "apt", "apt-get", "awk", "brew", "bundle", "cargo", "cat", "cd", "chmod", "chown", "cmake",
    "conda", "cp", "curl", "docker", "dnf", "echo", "env", "export", "find", "gem", "git", "go", "gradle",
    "grep", "gunzip", "gzip", "helm", "java", "kill", "kubectl", "ln", "ls", "make", "mkdir", "mv", "mvn",
    "node", "npm", "npx", "pacman", "perl", "php", "pip", "pip3", "pipx", "pnpm", "poetry", "ps", "pwd",
    "python", "python3", "rm", "rsync", "ruby", "rustup", "scp", "sed", "source", "ssh", "sudo", "systemctl",
    "tar", "touch", "unzip", "uv", "vim", "wget", "which", "xargs", "yarn", "yum", "zip",
))  # fmt: skip
"""Words that begin a command, of which an answer rarely begins with one."""

_VERSION = re.compile(r"\S+(?: \S+)? v?(?:version )?\d")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_ESCAPED = re.compile(r"\\.")
_COMMENT = re.compile(r"#(?:\s|$)")


def without_prompts(code: str, language: str) -> str:
    """Return the commands of a session; any other code, and a session in which no line has a prompt, as it is.

    ``language`` is that of the fence, in lower case.
    """
    lines = code.split("\n")
    session = _Session(lines, language)
    return "\n".join(session.commands()) if session.is_one() else code


class _Session:
    """The lines of a code block: which of them are commands."""

    def __init__(self, lines: list[str], language: str) -> None:
        self._lines, self._language = lines, language
        self._indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
        self._prompts = [self._prompt(line[self._indent :]) for line in lines]
        """Per line the cells of its prompt, 0 without one."""

    def _prompt(self, line: str) -> int:
        kinds, language = _kinds_of(self._language), self._language
        found = next((match for kind in kinds if (match := kind.match(line))), None)
        if found is None or (
            language in _PLAIN and found.re is _SHELL and not self._is_plain_command(line, found.end())
        ):
            return 0
        return found.end()

    def _is_plain_command(self, line: str, at: int) -> bool:
        if "%" in line[:at] and _TEX.search("\n".join(self._lines)):
            return False
        return bool(_COMMAND.fullmatch(line, at))

    def is_one(self) -> bool:
        """Return whether the block is a session."""
        if not any(self._prompts):
            return False
        if self._language in _SESSIONS:
            return True
        first = next(
            at for at, line in enumerate(self._lines) if line.strip() and not _COMMENT.match(line.strip())
        )
        if not self._prompts[first]:
            return False
        bare = sum(kind == "bare" for kind, _ in self._kinds())
        return bare <= sum(map(bool, self._prompts))

    def commands(self) -> Iterator[str]:
        """Yield the lines of commands without their prompts, and the comments and blank lines between them."""
        waiting: list[str] = []
        is_after_command = False
        for kind, text in self._kinds():
            if kind in {"blank", "comment"}:
                waiting.append(text)
            elif kind == "answer":
                waiting.clear()
                is_after_command = False
            else:
                yield from self._between(waiting, is_after_command=is_after_command)
                waiting = []
                is_after_command = True
                yield text

    @staticmethod
    def _between(waiting: list[str], *, is_after_command: bool) -> list[str]:
        """Return the comments before a command; blank lines only between one command and the next."""
        return waiting if is_after_command else [line for line in waiting if line.strip()]

    def _kinds(self) -> Iterator[tuple[str, str]]:
        """Yield each line's kind, and its text without a prompt."""
        ends, is_open, is_python, in_answer = "", False, False, False
        programs = _PROGRAMS.union(self._typed_programs())
        for line, prompt in zip(self._lines, self._prompts, strict=True):
            text = line[self._indent :]
            if ends:
                more = _SHELL_MORE.match(text)
                text = text[more.end() :] if more else text
                ends = "" if text.strip() == ends else ends
                yield "more", text
            elif prompt:
                text, is_python = text[prompt:], _PYTHON.match(text) is not None
                ends, is_open = ("", False) if is_python else _opened(text)
                in_answer = False
                yield "command", text
            elif is_python and (more := _PYTHON_MORE.match(text)):
                yield "more", text[more.end() :]
            elif is_open:
                more = _SHELL_MORE.match(text)
                text = text[more.end() :] if more else text
                ends, is_open = _opened(text)
                yield "more", text
            elif _EMPTY_PROMPT.fullmatch(text):
                yield "blank", ""
            elif not text.strip():
                yield "blank", text
            elif _COMMENT.match(text) and not in_answer:
                yield "comment", text
            elif self._is_bare(text, programs):
                ends, is_open = _opened(text)
                in_answer = False
                yield "bare", text
            else:
                in_answer = True
                yield "answer", text

    def _typed_programs(self) -> Iterator[str]:
        for line, prompt in zip(self._lines, self._prompts, strict=True):
            words = line[self._indent + prompt :].split() if prompt else []
            if words and words[0] != "sudo" and not words[0].startswith("#"):
                yield words[0]

    def _is_bare(self, text: str, programs: frozenset[str]) -> bool:
        """Return whether a line without a prompt, in a block that does not say that it is a session, may be a command."""
        if self._language in _SESSIONS or self._language in _PYTHONS or text[:1].isspace():
            return False
        return (
            text.split(maxsplit=1)[0] in programs or bool(_ASSIGNMENT.match(text))
        ) and not _VERSION.match(text)


def _kinds_of(language: str) -> tuple[re.Pattern[str], ...]:
    """Return the prompts that a language may have."""
    if language in _SESSIONS:
        return _PYTHON, _POWERSHELL, _DOS, _SHELL
    if language in _SHELLS:
        return _POWERSHELL, _DOS, _SHELL
    if language in _PYTHONS:
        return (_PYTHON,)
    return (_PYTHON, _POWERSHELL, _SHELL) if language in _PLAIN else ()


def _opened(text: str) -> tuple[str, bool]:
    """Return the word that ends the text which a command reads, and whether the command goes on in the next line."""
    here = _HERE.search(text)
    bare = _ESCAPED.sub("", text)
    is_quoted = bare.count('"') % 2 == 1 or (bare.count("'") % 2 == 1 and '"' not in bare and "#" not in bare)
    return here[2] if here else "", bool(_OPEN_END.search(text.rstrip())) or is_quoted
