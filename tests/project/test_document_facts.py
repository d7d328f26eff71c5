"""Names in the documents are those of the program: keys, settings, commands, options, variables, files, links; no block escapes."""

import ast
import re
import shutil
import subprocess
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

import pytest

from docs import tables
from reader.cli import commands as cli
from reader.cli.arguments import Parser
from reader.cli.main import parser
from reader.feeds.following.feed_keys import FEED_KEYS
from reader.paths import Paths
from reader.setting_loading import load_settings
from reader.setting_programs import OPEN_KEYS, PIPE_KEYS, SHARE_KEYS
from reader.setting_tables import HOST_KEYS, RULE_KEYS
from reader.setting_watch import WATCH_KEYS
from reader.settings import ROWS
from reader.tui.keys.commands import BY_ID, COMMANDS
from reader.tui.keys.typed_commands import line_fault
from tests.project.command_lines import DOCUMENTS, ROOT, blocks

USERS = [name for name in DOCUMENTS if name.startswith(("docs/", "README"))]
"""Documents for those who use the program."""

TESTED = {
    "sh": "test_command_lines", "crontab": "test_command_lines", "toml": "test_document_blocks", "ini": "test_document_blocks",
    "tmux": "here", "text": "here, where it is for users",
}  # fmt: skip
"""Languages of blocks, and which test runs or reads them."""

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"\]\((?!https?:)([^)\s]*)\)")


@cache
def code_of(name: str) -> frozenset[str]:
    """Return what stands between backquotes in the prose of a document, and in tables that were written by hand."""
    text = _FENCE.sub("", (ROOT / name).read_text("utf-8"))
    for begin, end in ((tables.BEGIN, tables.END), ("<!-- json -->", tables.END)):
        text = re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", "", text, flags=re.DOTALL)
    return frozenset(_CODE.findall(text))


def unknown(names: set[str], pattern: str, others: tuple[str, ...] = ()) -> list[str]:
    """Return what in the documents has this form and is none of the names: document and name."""
    found = [(name, code) for name in USERS for code in code_of(name) if re.fullmatch(pattern, code)]
    return sorted(f"{name}: {code}" for name, code in found if code not in names and code not in others)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_block_of_a_document_escapes_the_tests(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    found = blocks(text)
    assert [language for language, _ in found if language not in TESTED] == []
    fences = re.findall(r"^\s*(?:```|~~~)", text, re.MULTILINE)
    assert len(fences) == 2 * len(found), (
        "a fence that is indented, or of another kind, is not seen by the tests"
    )


def test_no_document_lies_where_no_test_looks() -> None:
    elsewhere = {".venv", ".git", ".github", "sample_feed", "tests", "reader"}
    found = {
        path.relative_to(ROOT).as_posix()
        for top in ROOT.iterdir()
        if top.name not in elsewhere and not top.name.startswith(".")
        for path in (top.rglob("*.md") if top.is_dir() else [top])
        if path.suffix == ".md" and not {"node_modules", "dist", ".venv"} & set(path.parts)
    }
    assert found - {"CHANGELOG.md"} == set(DOCUMENTS)


def test_the_index_lists_every_document() -> None:
    text = (ROOT / "docs" / "README.md").read_text("utf-8")
    listed = {target.partition("#")[0] for target in _LINK.findall(text)}
    documents = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert documents - listed == set()
    assert re.findall(r"^# .+", text, re.MULTILINE) == ["# Documents"]


def test_every_key_that_is_named_is_one_of_the_program() -> None:
    keys = {keys for command in COMMANDS for keys in command.keys}
    spelt = keys | {keys.replace("escape", "esc") for keys in keys}
    digits = {f"{count}{key}" for count in range(1, 10) for key in keys if len(key) == 1}
    explained = ("g", "m", "Y", ";")  # what begins a sequence
    assert (
        unknown(spelt | digits, r"[A-Za-z&#?;]|[gmY] \S|(?:ctrl|alt|shift)\+\S+", (*explained, "shift+g"))
        == []
    )
    assert {"g h", "ctrl+k", "f5"} <= spelt


def test_every_name_with_an_underscore_is_one_of_the_program() -> None:
    names = {
        *ROWS,
        *FEED_KEYS,
        *RULE_KEYS,
        *HOST_KEYS,
        *WATCH_KEYS,
        *OPEN_KEYS,
        *PIPE_KEYS,
        *SHARE_KEYS,
        *(command.id for command in COMMANDS),
    }
    others = ("http_proxy", "https_proxy", "no_proxy", "node_modules", "content_html")
    written = {each for path in (ROOT / "reader" / "feeds").rglob("*.py") for each in _strings(path)}
    kept = {each for each in ("date_text", "chapter_list", "other_forms") if each in written}
    assert unknown(names | kept, r"[a-z]+(?:_[a-z]+)+", others) == []


def _strings(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_setting_that_is_given_a_value_takes_it(tmp_path: Path) -> None:
    given = {code for name in USERS for code in code_of(name) if re.fullmatch(r"[a-z_]+ = .+", code)}
    assert len(given) > 10
    for code in given:
        key = next(iter(tomllib.loads(code)))
        if key in FEED_KEYS:
            FEED_KEYS[key].check(tomllib.loads(code)[key])
            continue
        file = tmp_path / "config.toml"
        file.write_text(f'[[rules]]\nquery = "a"\n{code}\n' if key in RULE_KEYS else code)
        assert key in ROWS or key in RULE_KEYS, code
        if "NAME" not in code:
            assert load_settings(file, {}).warnings == (), code


def test_every_option_and_variable_that_is_named_is_there() -> None:
    options = set(cast("Parser", parser())._option_string_actions)
    for command in cli.COMMANDS:
        made = Parser(f"newsreader {command.name}", command.does, "")
        cast("cli.Module", import_module(f"{cli.__name__}.{command.module}")).options(made)
        made.add_general()
        options |= {option for action in made.actions() for option in action.option_strings}
    named = {code.split()[0] for name in USERS for code in code_of(name) if re.match(r"--[a-z]", code)}
    assert named - options - {"--force"} == set()  # which is pipx's
    variables = {
        code.lstrip("$").partition("=")[0]
        for name in USERS
        for code in code_of(name)
        if re.match(r"\$?NEWSREADER_[A-Z_]+", code)
    }
    known = {f"NEWSREADER_{name.upper()}" for name in ROWS} | {"NEWSREADER_CONFIG", "NEWSREADER_DEBUG"}
    assert variables - known == set()
    assert len(variables) > 3


def test_every_file_of_the_program_that_is_named_is_where_it_puts_it() -> None:
    at = {"config": ".config", "data": ".local/share", "state": ".local/state", "cache": ".cache"}
    paths = Paths(*(Path(f"~/{at[name]}/newsreader") for name in ("config", "data", "state", "cache")))
    ours = {
        str(each)
        for each in (
            *paths[:4],
            *(getattr(paths, name) for name in vars(Paths) if isinstance(vars(Paths)[name], property)),
        )
    }
    assert unknown(ours, r"~/\.(?:config|local|cache)/.*newsreader.*") == []
    named = {code for name in USERS for code in code_of(name)}
    assert {str(path) for path in paths[:4]} <= named
    blocks_of_files = " ".join(text for name in USERS for _, text in blocks((ROOT / name).read_text("utf-8")))
    in_blocks = set(re.findall(r"~/\.(?:config|local|cache)[\w./-]*newsreader[\w./-]*", blocks_of_files))
    assert in_blocks - ours - {"~/.local/bin/newsreader"} == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_to_a_file_and_a_heading_of_it(name: str) -> None:
    page = ROOT / name
    broken = []
    for target in _LINK.findall(_FENCE.sub("", page.read_text("utf-8"))):
        file, _, heading = target.partition("#")
        other = page.parent / file if file else page
        if not other.exists() or (heading and heading not in _headings(other)):
            broken.append(target)
    assert broken == []


def _headings(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)", _FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_what_is_typed_after_a_colon_is_a_command() -> None:
    text = (ROOT / "docs" / "keys.md").read_text("utf-8")
    lines = [
        line.split("  ")[0]
        for language, block in blocks(text)
        if language == "text"
        for line in block.splitlines()
    ]
    named = {code for name in USERS for code in code_of(name) if re.match(r":[a-z]", code)}
    for line in {*lines, *named} - {":evening"}:  # the macro of the example beside it
        assert line_fault(line.lstrip(":").replace("NAME", "measure"), BY_ID, lambda _: "") == "", line
    assert len(lines) > 5


@pytest.mark.skipif(not shutil.which("tmux"), reason="no tmux")
def test_a_real_tmux_takes_what_stands_for_it(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "terminal.md").read_text("utf-8")
    [block] = [block for language, block in blocks(text) if language == "tmux"]
    (tmp_path / "tmux.conf").write_text(block)
    begun = ["tmux", "-S", str(tmp_path / "socket"), "-f", str(tmp_path / "tmux.conf")]
    done = subprocess.run(
        [*begun, "new-session", "-d", "sleep 9", ";", "source-file", str(tmp_path / "tmux.conf"), ";", "kill-server"],
        capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
