"""Every command line of the documents and of ``newsreader [command] --help`` is run as it stands, by a real shell.

Its addresses lead to a server of the tests, its names of files to a home that has them. A line that installs, runs the
suite or measures for long stands in ``BY_HAND``, and is parsed.
"""

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from reader.cli.arguments import Parser
from reader.cli.commands import BY_NAME, COMMANDS
from reader.cli.commands.completions import SHELLS
from tests.feeds.server import Web
from tests.project.command_lines import (
    DOCUMENTS,
    ROOT,
    blocks,
    lines_of_document,
    lines_of_help,
    mentioned,
    scripts,
)
from tests.project.documents_home import is_missing, make_home, run, run_on_terminal

pytest.importorskip("readability")

BY_HAND = {
    "removes the program": ("pipx uninstall newsreader-terminal", "uv tool uninstall newsreader-terminal"),
    "installs": (
        "pipx install --force '.[images,fulltext]'", "uv tool install --force '.[images,fulltext]'", "pipx install --force .",
        "pipx install --force '.[serve]'", "uv tool run --from . newsreader",
    ),
    "opens the screen": ("make run", "make run FOLDER=~/notes"),
    "runs the suite, or much of it": (
        "make test", "make check", "make test ARGS='tests/page -k footnote'", "make cover", "make torture", "make torture ROW=14",
        "make torture-table", "make mutants", "make check-all",
    ),
    "changes files of the source": ("make fix", "make docs", "make lock"),
    "measures for minutes": (
        "make bench", *(f".venv/bin/python -m benchmarks.bench_{name}" for name in
        ("start", "commands", "index", "search", "keys", "bytes", "memory", "journal", "feeds", "sync", "titles", "page", "loop")),
        ".venv/bin/python -m benchmarks.agreement DIR",
    ),
    "serves until it is ended": (
        "newsreader serve", "newsreader serve ~/articles", "newsreader serve ~/articles --port 0",
        "ssh -L 8710:localhost:8710 server newsreader serve",
    ),
    "needs a server of feeds": (
        "newsreader account", "newsreader account add rss.example.org --user bee", "newsreader account add http://localhost:8080",
        "newsreader account add rss.example.org --user me", "newsreader account add reader.example.org", "newsreader account check",
        "newsreader account feeds", "newsreader account follow https://example.com/feed --into News",
        'newsreader account rename example.com "Example"', "newsreader account move example.com Technology",
        "newsreader account unfollow example.com", "newsreader account remove rss.example.org", "newsreader refresh --accounts",
    ),
    "needs a session of systemd": ("systemctl --user enable --now newsreader-refresh.timer",),
    "needs the shell that it is for": (
        'eval "$(newsreader completions bash)"', 'eval "$(newsreader completions zsh)"', "newsreader completions fish | source",
    ),
    "opens an editor": ("crontab -e", "newsreader config edit"),
}  # fmt: skip
"""Lines that are not run here: each was run by hand, and is parsed by ``test_what_is_run_by_hand_is_no_nonsense``."""

BY_HAND_LINES = {line for lines in BY_HAND.values() for line in lines}

STANDS_FOR = {
    "FOLDER": "~/notes", "ADDRESS": "example.com/page", "COMMAND": "list", "NAME": "paper-dark",
}  # fmt: skip
"""What the words in capitals mean, which one replaces."""

EXAMPLE_ID = "1f0c9be2a47d"

TYPED = {"newsreader trust ~/shared": "y\n"}
"""Lines that ask, and what is answered on a terminal."""

PROMISED = {
    "newsreader": ["Apple pie", "A post", "!C post"],
    "newsreader ~/articles": ["Apple pie", "!A post"],
    "newsreader ~/notes ~/posts": ["Today", "A post", "!Apple pie"],
    "newsreader ~/articles ~/blog/posts": ["Apple pie", "C post", "!A post"],
    "newsreader essay.md": ["An essay", "!Apple pie"],
    "newsreader notes/today.md": ["Today", "!A post"],
    "newsreader ~/articles | less": ["Apple pie"],
    "newsreader ~/notes | less": ["Today"],
    "newsreader --version": ["newsreader 0."],
    "newsreader list": ["Apple pie", "The sea", "A post"],
    "newsreader list is:unread tag:ai": ["Apple pie", "!The sea"],
    "newsreader list 'date:>2025-01 -tag:ads OR is:starred'": ["Apple pie", "A post", "!The sea"],
    "newsreader list 'tag:\"two words\" date:>2025'": ["Two words", "!Apple pie"],
    "newsreader list tag:ai -- -ads": ["Apple pie", "!The sea"],
    "newsreader list --sort -words --limit 10": [r"re:\A[^\n]*The sea"],
    "newsreader list -0 is:starred | xargs -0 wc": ["posts/a.md"],
    "newsreader list -0 is:starred | xargs -0 wc -w": ["posts/a.md"],
    "newsreader list --json 苹果 | jq '.articles[].title'": ['"Apple pie"', "!The sea"],
    "newsreader search kubernetes": ["Apple pie", "!The sea"],
    "newsreader search lighthouse": ["Apple pie", "The plan", "!The sea"],
    "newsreader search 人工智能 '\"exact phrase\"' tag:ai": ["!The sea"],
    "newsreader search '\"apple pie\"'": ["Apple pie"],
    "newsreader search --limit 5 --json sea": ['"snippet"', '"The sea"'],
    "newsreader show article.md": ["An article", "Of windows."],
    f"newsreader show {EXAMPLE_ID}": ["Apple pie"],
    "newsreader show --color always article.md | less -R": ["\x1b[1m"],
    "newsreader show --format html article.md": ["<strong>windows</strong>"],
    "newsreader show --format html essay.md": ["<em>doors</em>"],
    "newsreader show --format markdown --titles article.md": ["# An article", "Of **windows**."],
    "newsreader show --json article.md": ['"front_matter"', '"body"'],
    "newsreader show posts/a.md posts/b.md --format markdown": ["# A post", "# B post", "---"],
    "curl https://example.org/a.md | newsreader show -": ["From afar", "A text from afar."],
    "newsreader mark read 'date:<30d'": ["article"],
    "newsreader mark --dry-run read tag:ads": ["would be changed"],
    "newsreader mark star 2025/03-plan.md": ["1 article changed"],
    f"newsreader mark star {EXAMPLE_ID}": ["1 article changed"],
    "newsreader mark undo": ["changed"],
    "newsreader note 2025/03-plan.md 'read this again'": ["1 article changed"],
    "newsreader tag 'to read' tag:ai is:unread": ["articles changed"],
    "newsreader tags": ["ai"],
    "newsreader tags --by author": ["/"],
    "newsreader tags --json | jq '.tags'": ['"name": "ai"'],
    "newsreader stats": ["articles read"],
    "newsreader stats --json | jq '.days'": ['"day"'],
    "newsreader rules test": ["tag:ads", "mute"],
    "newsreader rules --json": ['"query": "tag:ads"'],
    "newsreader feeds --opml > feeds.opml": [],
    "newsreader highlights --json | jq '.highlights[].text'": ['"Apple pie"'],
    "newsreader journal status": ["this device"],
    "newsreader journal import mine.json": ["changed"],
    "newsreader import json old.json": ["changed"],
    "newsreader import opml feeds.opml": ["1 feed is new"],
    "newsreader import newsboat ~/.newsboat/urls": ["1 feed is new"],
    "newsreader import newsboat ~/.newsboat/cache.db": ["changed"],
    "newsreader add example.com": ["An example: 2 articles"],
    "newsreader add example.com --tag news": ["An example: 2 articles"],
    "newsreader add https://example.com/feed.xml": ["An example: 2 articles"],
    "newsreader save https://example.com/article": ["saved"],
    "newsreader save --tag bees example.com/bees": ["saved"],
    "newsreader save example.com/a example.com/b": ["saved"],
    "newsreader trust ~/shared": ["Agreed"],
    "newsreader trust --yes ~/shared": ["Agreed"],
    "newsreader trust --list": ["/shared"],
    "newsreader trust --revoke ~/shared": ["forgotten"],
    "newsreader remove example.com": ["is no longer followed"],
    "newsreader pipe": ["summary  summarise"],
    f"newsreader pipe summary {EXAMPLE_ID}": ["In short: apples."],
    "newsreader pipe --forget": ["The outputs about 1 text are deleted"],
    "newsreader pipe topics tag:ai": ["articles got tags"],
    "newsreader share": ["link", "mail", "vault"],
    "newsreader share vault is:starred": ["line added to ~/Inbox.md", "!lines"],
    "newsreader open --dry-run is:starred": ["opener http"],
    "newsreader index --check": ["The index is intact"],
}  # fmt: skip
"""What a line promises: parts of what it prints, not there behind ``!``, an expression behind ``re:``."""

BEFORE = {
    "newsreader config init": "rm ~/.config/newsreader/config.toml",
    "newsreader --config work.toml": "echo 'measure = 60' > work.toml",
    "newsreader highlights": "newsreader import json old.json",
    "newsreader remove": "newsreader add example.com",
    "newsreader mark undo": "newsreader mark star title:post",
    "newsreader tag --remove ads": "newsreader tag ads source:example",
    "newsreader refresh": "newsreader add example.com",
    "newsreader feeds": "newsreader add example.com",
    "newsreader trust --list": "newsreader trust --public ~/shared",
    "newsreader trust --revoke": "newsreader trust --public ~/shared",
    "newsreader list -0 is:starred": "newsreader mark star posts/a.md",
    "newsreader list --json is:starred": "newsreader mark star posts/a.md",
    "newsreader list is:starred": "newsreader mark star posts/a.md",
    "newsreader note --remove": "newsreader note 2025/03-plan.md 'read this again'",
    "newsreader journal": "newsreader mark star title:apple",
    '"$HOME/.local/bin/newsreader"': "newsreader add example.com",
    "newsreader mark star": "newsreader mark unstar ''",
    "newsreader open is:starred": "newsreader mark star title:plan",
    "newsreader open --dry-run": "newsreader mark star title:plan",
    "newsreader edit is:starred": "newsreader mark star title:plan",
    "newsreader share vault": "newsreader mark star title:plan",
    "newsreader pipe --forget": "newsreader pipe summary title:plan",
    "newsreader mark read": "newsreader mark unread ''",
    "newsreader list is:unread tag:ai --format": "newsreader mark unread ''",
}  # fmt: skip
"""What has to be there before a line that begins like this means anything."""

EXPECTED = dict.fromkeys(
    (
        "newsreader search 人工智能 '\"exact phrase\"' tag:ai",
        "newsreader download QUERY",
        "newsreader download is:unread has:audio",
        f"newsreader download {EXAMPLE_ID}",
        "newsreader download has:video arrived:7d",
        "newsreader delete --dry-run is:read",
        "newsreader delete --dry-run source:example is:read",
        "newsreader delete 'is:read date:<2y'",
    ),
    3,
) | dict.fromkeys(
    (
        "newsreader doctor",
        "newsreader doctor -f ~/articles",
        "newsreader doctor --online",
        "newsreader doctor --json",
    ),
    1,
)
"""Exit codes that are not 0: these ask for what no article here has, or find no browser."""

SOURCES = (*DOCUMENTS, *(f"newsreader {name} --help" for name in BY_NAME), "newsreader --help")


@pytest.fixture
def web() -> Iterator[Web]:
    """The server that stands for all addresses."""
    made = Web()
    yield made
    made.close()


def lines_of(source: str) -> list[str]:
    """Return the command lines of a document or of a help text."""
    if source in DOCUMENTS:
        return lines_of_document((ROOT / source).read_text(encoding="utf-8"))
    words = shlex.split(source)[1:]
    done = subprocess.run(
        [sys.executable, "-m", "reader", *words], capture_output=True, text=True, cwd=ROOT, timeout=60, check=True
    )  # fmt: skip
    return lines_of_help(done.stdout)


def as_run(line: str, web: Web, home: Path) -> str:
    """Return a line with the tests' own addresses and ids in the place of the examples': nothing else is changed."""
    for word, meaning in STANDS_FOR.items():
        line = re.sub(rf"\b{word}\b", meaning, line)
    line = re.sub(r"(?:https?://)?\b(?:example\.(?:com|org)|github\.com)\b", web.address, line)
    line = line.replace(".venv/bin/python", shlex.quote(sys.executable))
    if EXAMPLE_ID in line:
        line = line.replace(
            EXAMPLE_ID, run(home, "newsreader list --format '{id}' title:apple").stdout.strip()
        )
    return line


def what_is_wrong(line: str, web: Web, home: Path) -> str:
    """Run a line; return what it did otherwise than it promises, or nothing."""
    before = next((each for begin, each in BEFORE.items() if line.startswith(begin)), "")
    if before:
        run(home, as_run(before, web, home))
    meant = as_run(line, web, home)
    done = run_on_terminal(home, meant, TYPED[line]) if line in TYPED else run(home, meant)
    printed = done.stdout + done.stderr
    if done.returncode != EXPECTED.get(line, 0) or "Traceback" in printed:
        return f"{line}\n  exit code {done.returncode}: {printed}"
    kept = [each for each in PROMISED.get(line, ()) if not _is_kept(each, printed)]
    return f"{line}\n  did not keep {kept}: {printed}" if kept else ""


def _is_kept(promise: str, printed: str) -> bool:
    if promise.startswith("!"):
        return promise[1:] not in printed
    if promise.startswith("re:"):
        return re.search(promise[3:], printed) is not None
    return promise in printed


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("source", SOURCES)
def test_every_command_line_works_as_it_stands(source: str, web: Web, tmp_path: Path) -> None:
    lines = [line for line in lines_of(source) if line not in BY_HAND_LINES]
    missing = {line: program for line in lines if (program := is_missing(line))}
    wrong: list[str] = []
    for number, line in enumerate(line for line in lines if line not in missing):
        home = tmp_path / f"{number}"
        home.mkdir()
        make_home(home, web)
        wrong += filter(None, [what_is_wrong(line, web, home)])
    assert not wrong, "\n\n".join(wrong)
    if missing:
        pytest.skip(f"not run, for want of {', '.join(sorted(set(missing.values())))}: {list(missing)}")


def test_every_promise_and_every_line_run_by_hand_stands_somewhere() -> None:
    known = {line for source in SOURCES for line in lines_of(source)}
    assert {*BY_HAND_LINES, *TYPED, *EXPECTED} - known == set()
    assert set(PROMISED) - known - {"newsreader"} == set()


@pytest.mark.parametrize("line", sorted(BY_HAND_LINES))
def test_what_is_run_by_hand_is_no_nonsense(line: str) -> None:
    words = shlex.split(line)
    match words:
        case ["make", target, *settings]:
            makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
            assert re.search(rf"^{target}:.*##", makefile, re.MULTILINE)
            for name, value in (each.split("=", 1) for each in settings):
                assert f"$({name})" in makefile
                if name == "ARGS":
                    collect = [
                        sys.executable,
                        "-m",
                        "pytest",
                        "-n",
                        "0",
                        "--collect-only",
                        "-q",
                        *shlex.split(value),
                    ]
                    assert subprocess.run(collect, cwd=ROOT, capture_output=True, check=False).returncode == 0
        case [".venv/bin/python", "-m", module, *_]:
            assert (ROOT / f"{module.replace('.', '/')}.py").is_file()
            helped = [sys.executable, "-m", module, "--help"]
            assert subprocess.run(helped, cwd=ROOT, capture_output=True, check=False).returncode == 0
        case ["newsreader", "account" | "refresh" as name, *rest]:  # tests/cli/test_account.py has the server
            command = import_module(f"reader.cli.commands.{name}")
            parser = Parser(name, "", "")
            command.options(parser)
            options = parser.parse_args(rest)
            if name == "account":
                least, most = command.ACTS[options.act]
                assert least <= len(options.words) <= most
        case ["pipx", "uninstall", package] | ["uv", "tool", "uninstall", package]:
            project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
            assert package == project["name"]
        case ["pipx" | "uv", *_, source]:
            extras = re.search(r"\[(.*)\]", source)
            project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
            named = set(extras[1].split(",")) if extras else set()
            assert named <= set(project["optional-dependencies"])
            assert source.startswith(".") or source in project["scripts"]
        case ["systemctl", "--user", "enable", "--now", unit]:
            text = (ROOT / "docs" / "feeds.md").read_text(encoding="utf-8")
            assert f"# {unit}" in text
        case ["eval", script]:
            assert script.removeprefix("$(newsreader completions ").removesuffix(")") in SHELLS
        case ["newsreader", "serve", *more]:
            helped = [sys.executable, "-m", "reader", "serve", *more, "--help"]
            assert subprocess.run(helped, cwd=ROOT, capture_output=True, check=False).returncode == 0
        case ["ssh", "-L", _, "server", *more]:
            test_what_is_run_by_hand_is_no_nonsense(shlex.join(more))
        case ["newsreader", "completions", shell, "|", "source"]:
            assert shell in SHELLS
        case _:
            assert words in (["crontab", "-e"], ["newsreader", "config", "edit"])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_that_is_named_exists(name: str) -> None:
    assert mentioned((ROOT / name).read_text(encoding="utf-8")) - set(BY_NAME) == set()


@pytest.mark.parametrize("command", [*BY_NAME, ""])
def test_help_has_examples(command: str) -> None:
    assert lines_of(f"newsreader {command} --help".replace("  ", " "))


def test_a_new_line_in_a_document_or_in_help_is_found() -> None:
    text = "Say `newsreader frob --now` or `newsreader list`.\n\n```sh\n# a remark\nnewsreader a \\\n  b  # c\nls\n```\n"
    assert lines_of_document(text) == ["newsreader a   b", "ls", "newsreader frob --now"]
    assert lines_of_document("```crontab\n*/15 * * * * newsreader x\n```\n") == ["newsreader x"]
    assert lines_of_help("usage: newsreader\n\nexamples:\n  x | newsreader y 'a b'   what it does\n") == [
        "x | newsreader y 'a b'"
    ]
    assert mentioned(text) == {"list"}


def test_the_documents_have_lines_scripts_and_blocks() -> None:
    assert len(COMMANDS) == len(BY_NAME)
    found = {name: lines_of_document((ROOT / name).read_text(encoding="utf-8")) for name in DOCUMENTS}
    assert {"README.md", "docs/commands.md", "docs/feeds.md", "CONTRIBUTING.md", "benchmarks/README.md"} <= {
        name for name, lines in found.items() if lines
    }
    assert [each.name for each in scripts((ROOT / "docs" / "scripts.md").read_text(encoding="utf-8"))] == [
        "digest.sh", "print-and-mark.sh", "since-yesterday.sh",
    ]  # fmt: skip
    assert {language for name in DOCUMENTS for language, _ in blocks((ROOT / name).read_text(encoding="utf-8"))} >= {
        "sh", "toml", "ini", "crontab",
    }  # fmt: skip
