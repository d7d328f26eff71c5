"""The program's own log: everything that goes wrong is in it, and nothing that is private."""

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.actions.workspace.crash import crash_report
from reader.errors import ArticleGoneError
from reader.log.file import LIMIT_BYTES, append
from reader.log.redact import format_record
from tests.tui.terminal import Terminal

ROOT = Path(__file__).parent.parent.parent


def run(
    *words: object, code: str = "", environ: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """The program, or Python with some code, as a process of its own."""
    how = ["-c", code] if code else ["-m", "reader"]
    return subprocess.run(
        [sys.executable, *how, *map(str, words)], capture_output=True, text=True, check=False, timeout=60, cwd=ROOT,
        stdin=subprocess.DEVNULL, env={**os.environ, **(environ or {})},
    )  # fmt: skip


@pytest.fixture
def log() -> Path:
    """Where the log lies in the home of this test."""
    return Path(os.environ["XDG_STATE_HOME"], "newsreader", "log", "newsreader.log")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "secret-name.md").write_text("---\ntitle: Secret title\ntags: [secret-tag]\n---\nSecret text\n")
    return folder


def record(message: str, *args: object, name: str = "reader.x", fault: BaseException | None = None) -> str:
    info = (type(fault), fault, fault.__traceback__) if fault else None
    made = logging.LogRecord(name, logging.ERROR, "x.py", 1, message, args, info)
    return format_record(made, "screen")


def test_a_start_with_nothing_to_log_loads_and_writes_nothing(log: Path, articles: Path) -> None:
    told = "import sys\nfrom reader.cli.main import main\ntry:\n    main(['--version'])\nexcept SystemExit:\n"
    done = run(code=told + "    print(sorted(n for n in sys.modules if n.split('.')[0] == 'logging'))")
    assert done.stdout.splitlines()[-1] == "[]"
    told = "import sys\nfrom reader.cli.main import main\nmain(sys.argv[1:])\n"
    done = run("list", "-f", articles, code=told + "print('logging.handlers' in sys.modules)")
    assert "Secret title" in done.stdout
    assert done.stdout.splitlines()[-1] == "False"
    assert not log.exists()


@pytest.mark.parametrize("words", [("--debug", "list"), ("list", "--debug"), ("list",)])
def test_phases_are_logged_where_they_are_asked_for(
    words: tuple[str, ...], log: Path, articles: Path
) -> None:
    by_variable = words == ("list",)
    done = run(*words, "-f", articles, environ={"NEWSREADER_DEBUG": "1"} if by_variable else None)
    assert (done.returncode, done.stderr) == (0, "")
    written = log.read_text()
    assert re.search(r"DEBUG list\[\d+\] reader\.phase: scan begins folders=1\n", written)
    assert re.search(r"reader\.phase: scan ended after [\d.]+ s folders=1 read=1 problems=0", written)
    assert not re.search("secret", written, re.IGNORECASE)


def test_the_screen_and_the_processes_it_starts_log_into_one_file(log: Path, articles: Path) -> None:
    with Terminal(["--debug", articles]) as terminal:
        terminal.wait("Secret title")
        terminal.wait_until(lambda: log.exists() and "words ended" in log.read_text())
        terminal.type("q")
        assert terminal.wait_end() == 0
    written = log.read_text()
    assert re.search(r" newsreader\[\d+\] reader\.phase: scan ended", written)
    assert re.search(r" index\[\d+\] reader\.phase: words ended", written)
    assert not re.search("secret", written, re.IGNORECASE)


def test_it_is_private(log: Path) -> None:
    run("list", "-f", "/nowhere", "--debug")
    run(code="from reader.log import begin, logger; begin('try'); logger('reader.x').warning('hm')")
    assert log.parent.stat().st_mode & 0o777 == 0o700
    assert log.stat().st_mode & 0o777 == 0o600


HOOKS = """
import asyncio, gc, sys, threading, warnings
from reader.log import attach, begin
begin("try")
import logging
attach()
warnings.warn("a warning about 'secret'", UserWarning)
logging.getLogger("library").error("it fails at %r", "secret")
threading.Thread(target=lambda: [][1]).start()
class Fading:
    def __del__(self): raise ValueError("'secret'")
Fading()
async def fault(): raise ZeroDivisionError
async def main():
    task = asyncio.create_task(fault())
    await asyncio.sleep(0.01)
asyncio.run(main())
gc.collect()
"""


def test_what_libraries_and_python_complain_of_goes_there_and_not_to_the_terminal(log: Path) -> None:
    done = run(code=HOOKS)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    written = log.read_text()
    for told in (
        "py.warnings: UserWarning: a warning about '…'",
        "library: it fails at '…'",
        "IndexError: list index out of range",
        "ValueError: '…'",
        "Task exception was never retrieved",
        "ZeroDivisionError",
    ):
        assert told in written
    assert "secret" not in written


SCREEN = """
import logging, sys, threading, warnings
def complain():
    logging.getLogger("library").error("XXXX")
    warnings.warn("XXXX")
    [][1]
threading.Timer(1.5, complain).start()
from reader.cli.main import run
run()
"""


@pytest.mark.pty
def test_nothing_of_it_is_written_over_the_screen(log: Path, articles: Path) -> None:
    with Terminal([articles], command=(sys.executable, "-c", SCREEN)) as terminal:
        terminal.wait("Secret title")
        assert terminal.wait_until(lambda: log.exists() and "IndexError" in log.read_text())
        terminal.type("q")
        assert terminal.wait_end() == 0
    assert log.read_text().count("XXXX") == 2
    assert b"XXXX" not in terminal.written
    assert b"IndexError" not in terminal.written


def test_a_process_that_reads_pages_logs_how_it_ended(log: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader.feeds.pages.page_process"], input=b"<p>secret", capture_output=True, cwd=ROOT,
        check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, b"")  # it was given no address
    written = log.read_text()
    assert re.search(r" CRITICAL page\[\d+\] ", written)
    assert re.search(r"\n  reader/feeds/pages/page_process\.py:\d+ main\n  IndexError", written)
    assert "secret" not in written


@pytest.mark.parametrize("limit", [0, 10])
def test_a_disk_that_takes_nothing_fails_and_says_nothing(limit: int, log: Path) -> None:
    code = f"""
import resource, sys
sys.dont_write_bytecode = True  # it would be cut off too
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
from reader.log import begin, logger
begin("try")
for _ in range(3):
    logger("reader.x").warning("hm")
"""
    done = run(code=code)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not log.exists() or log.stat().st_size <= limit


@pytest.mark.parametrize("kind", ["file", "pipe", "link", "folder"])
def test_what_lies_in_its_place_does_no_harm(kind: str, log: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    log.parent.parent.mkdir(parents=True)
    if kind == "file":
        log.parent.write_text("in the way")
    else:
        log.parent.mkdir()
        {"pipe": os.mkfifo, "link": lambda file: file.symlink_to(other), "folder": Path.mkdir}[kind](log)
    done = run(code="from reader.log import begin, logger; begin('try'); logger('reader.x').warning('hm')")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not other.exists()


WRITER = """
import sys
from reader.log import begin, logger
begin("try")
log = logger("reader.x")
for number in range(1500):
    log.warning("%s %d %s", sys.argv[1], number, "x" * 300)
"""


@pytest.mark.slow
def test_several_processes_write_at_once_whole_lines_into_a_bounded_space(log: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, name], cwd=ROOT, stderr=subprocess.PIPE)
        for name in ("one", "two", "three")
    ]
    assert [writer.communicate()[1] for writer in writers] == [b"", b"", b""]
    files = sorted(log.parent.iterdir())
    assert [file.name for file in files] == ["newsreader.log", "newsreader.log.1"]
    assert all(file.stat().st_size < LIMIT_BYTES + 3 * 1000 for file in files)
    line = re.compile(r"\S+ WARNING try\[\d+\] reader\.x: (one|two|three) \d+ x{300}")
    lines = [line for file in files for line in file.read_text().splitlines()]
    assert len(lines) > 1500
    assert all(map(line.fullmatch, lines))


def test_a_log_that_cannot_be_turned_stops_growing(tmp_path: Path) -> None:
    file = tmp_path / "log" / "newsreader.log"
    append(file, b"x" * LIMIT_BYTES)
    (tmp_path / "log" / "newsreader.log.1").mkdir()
    for _ in range(3):
        append(file, b"y" * 1000)
    assert file.stat().st_size == LIMIT_BYTES


SECRETS = (
    "https://me:hunter2@example.org/feed?hunter2=hunter2#hunter2",
    "feed+https://hunter2@example.org:80/a/b.xml?a=hunter2&b=hunter2",
    "http://example.org?hunter2",
    "HTTPS://hunter2:p@ss@example.org/",
)


@pytest.mark.parametrize("address", SECRETS)
@pytest.mark.parametrize("form", ["asked {}", "<{}>", "'{}'", "({})", "{}: failed", "x={}"])
def test_addresses_lose_what_opens_a_door(address: str, form: str) -> None:
    line = record(form.format(address))
    assert "hunter2" not in line
    assert "example.org" in line


def fault_of(code: str) -> BaseException:
    try:
        exec(code, {"ArticleGoneError": ArticleGoneError})
    except Exception as fault:  # noqa: BLE001 - whatever it is
        return fault
    raise AssertionError(code)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("int('hunter2')", "ValueError: invalid literal for int() with base 10: '…'"),
        ("{}['hunter2']", "KeyError: '…'"),
        ('{}["it\'s hunter2"]', "KeyError: '…'"),
        ("raise ValueError(\"it's \" + repr('hunter2 don\\'t \"do\" it'))", "ValueError: it's '…'"),
        ("raise ValueError(b'hunter2')", "ValueError: '…'"),
        ("b'\\xff hunter2'.decode()", "UnicodeDecodeError"),
        ("open('/nowhere/hunter2')", "FileNotFoundError: No such file or directory"),
        ("import sqlite3; sqlite3.connect(':memory:').execute('hunter2')", "sqlite3.OperationalError: SQLITE_ERROR"),
        ("import json; json.loads('hunter2')", "json.decoder.JSONDecodeError"),
        ("import tomllib; tomllib.loads('hunter2 hunter2')", "tomllib.TOMLDecodeError"),
        ("raise ArticleGoneError('hunter2')", "reader.errors.ArticleGoneError"),
        ("try:\n  int('hunter2')\nexcept ValueError as e:\n  raise RuntimeError('\\x1b]0;x\\x07') from e", "RuntimeError: ␛]0;x␇"),
    ],
)  # fmt: skip
def test_a_fault_is_told_without_what_it_is_about(code: str, told: str) -> None:
    written = record("hm", fault=fault_of(code))
    assert told in written
    assert "hunter2" not in written


def test_where_the_program_is_installed_is_not_told() -> None:
    frames = record("hm", fault=fault_of("import email.utils; email.utils.parsedate_to_datetime('x y')"))
    assert str(Path.home()) not in frames
    assert sys.prefix not in frames
    assert re.search(r"email/utils\.py:\d+ parsedate_to_datetime", frames)


@given(st.text(), st.text())
def test_no_record_steers_a_terminal_or_makes_a_line_of_its_own(message: str, quoted: str) -> None:
    for name in ("reader.x", "library"):
        written = record("%s %r", message, quoted, name=name)
        assert written.count("\n") == 1
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", written)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=4))
def test_what_a_library_quotes_is_never_logged(text: str) -> None:
    secret = f"hunter2 {text}"
    assert "hunter2" not in record("%r failed: can't read %r", secret, [secret, secret.encode()], name="lib")


def test_a_crash_says_where_the_log_is_and_what_to_send(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = "from reader.log import begin; begin('try')\nfrom reader.actions.workspace.crash import crash_report\n"
    done = run(code=program + "print(crash_report(ValueError('x')))")
    assert f"The log is {log}" in done.stdout
    assert "To report this, attach it" in done.stdout
    assert re.search(
        r"CRITICAL try\[\d+\] reader\.actions\.workspace\.crash: crash of version \d", log.read_text()
    )


def test_a_crash_without_a_log_names_none() -> None:
    assert "The log is" not in crash_report(ValueError("x"))  # nothing was begun in this process


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """A crash that is told in this process is no line of the test's own log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
