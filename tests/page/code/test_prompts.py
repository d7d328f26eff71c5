"""What a console session leaves of itself when it is copied."""

import pytest

from reader.page.code.prompts import without_prompts

SESSIONS = {
    "one command": ("bash", "$ rustup update stable", "rustup update stable"),
    "several": ("", "$ git clone x\n$ cd x\n$ npm install", "git clone x\ncd x\nnpm install"),
    "an answer": ("shell", "$ ./check.sh example.org\n4357523", "./check.sh example.org"),
    "answers and blank lines": ("console", "$ ls\na  b\n\n$ pwd\n/home/me\n", "ls\npwd"),
    "blank lines between commands": ("console", "$ make\n\n$ make install", "make\n\nmake install"),
    "comments of the author": ("bash", "# first\n$ a --b\n\n# then\n$ c d", "# first\na --b\n\n# then\nc d"),
    "a command on two lines": (
        "zsh",
        "% ls -lh x \\\n  | awk '{print $5}'\n\n96B 1\n128B 2",
        "ls -lh x \\\n  | awk '{print $5}'",
    ),
    "a shell's second prompt": (
        "console",
        "$ for x in a \\\n> b; do echo; done\nout",
        "for x in a \\\nb; do echo; done",
    ),
    "a text that a command reads": (
        "console",
        "$ cat <<EOF > a\n$ one\ntwo\nEOF\n$ cat a\n$ one\ntwo",
        "cat <<EOF > a\n$ one\ntwo\nEOF\ncat a\none",
    ),
    "Python": ("pycon", ">>> def f():\n...     return 1\n...\n>>> f()\n1", "def f():\n    return 1\n\nf()"),
    "Python by its text alone": ("", ">>> 1 + 1\n2", "1 + 1"),
    "Python after a greeting": (
        "pycon",
        "Python 3.9\nType help\n>>> import sqlite3\n>>> x\n[('3',)]",
        "import sqlite3\nx",
    ),
    "Python in a fence of Python": ("python", ">>> import os\n>>> os.name\n'posix'", "import os\nos.name"),
    "IPython": ("ipython", "In [1]: x = 1\n\nIn [2]: x\nOut[2]: 1", "x = 1\n\nx"),
    "PowerShell": ("powershell", "PS> Get-Item a\nPS C:\\Users\\me> dir", "Get-Item a\ndir"),
    "DOS": ("console", "C:\\Users\\me> dir /b\na.txt", "dir /b"),
    "user and machine": ("console", "me@box:~/src$ make\n[root@box etc]$ ls\nx", "make\nls"),
    "a virtual environment": (
        "bash",
        "(venv) $ pip install x\n(venv) ~/src $ pytest",
        "pip install x\npytest",
    ),
    "most have one": ("bash", "$ cd x\nnpm install\n$ npm start", "cd x\nnpm install\nnpm start"),
    "an answer that names its program": ("bash", "$ git --version\ngit version 2.39.0", "git --version"),
    "indented": ("", "  $ cd x\n  $ ls", "cd x\nls"),
    "a prompt alone at the end": ("console", "$ ls\na\n$ ", "ls"),
    "Chinese answers": ("console", "$ echo 你好\n你好\n$ date\n2025年", "echo 你好\ndate"),
}

OTHERS = {
    "a script with variables": ("bash", 'X="$HOME/x"\necho $X\n$X --help'),
    "a script that ends with a prompt": ("bash", "npm install\nnpm test\n$ npm start"),
    "few have one": ("bash", "$ npm install\nnpm run build\nnpm test\nnpm start"),
    "no prompt at all": ("console", "npm install\nnpm test"),
    "sums of money": ("", "$ 100 a month\n$ 20 a week"),
    "a formula": ("", "$ x + y = z $"),
    "TeX": ("", "% The preamble\n\\documentclass{article}"),
    "TeX by its name": ("latex", "% a comment"),
    "Erlang": ("erlang", "% a comment"),
    "PHP": ("php", "$ x = 1;"),
    "jQuery": ("js", "$ ('a').hide()\n$('b')"),
    "YAML": ("yaml", "a: 1\n$ b: 2"),
    "a docstring": ("python", 'def f():\n    """\n    >>> f()\n    1\n    """'),
    "a quotation": ("text", "> one\n> two"),
    "a diff": ("diff", ">>> a\n<<< b"),
    "nothing": ("bash", ""),
    "comments alone": ("bash", "# one\n# two"),
    "a percentage": ("text", "50 % of it\n% done"),
}


@pytest.mark.parametrize("name", SESSIONS)
def test_commands_are_copied_without_prompts_and_answers(name: str) -> None:
    language, code, commands = SESSIONS[name]
    assert without_prompts(code, language) == commands


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_session_is_copied_as_it_is(name: str) -> None:
    language, code = OTHERS[name]
    assert without_prompts(code, language) == code


@pytest.mark.parametrize(
    "line", ["$ " * 20_000, "a@" * 20_000, "$ '" + "\\" * 20_000, "(a" * 20_000, "~a" * 20_000 + "$ x"]
)
def test_hostile_lines_take_no_longer_than_others(line: str) -> None:
    for language in ("console", "bash", "", "python"):
        assert isinstance(without_prompts(f"{line}\n$ x\n{line}", language), str)
