"""Programs that are given articles: their arguments, their bounds, and what is kept of what they write."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.actions.changes.flags import undo, write_note
from reader.actions.programs.kept_outputs import KeptOutputs, Output
from reader.actions.programs.piping import FAILED_IN_A_ROW, Place, Results, leads_of, pipe
from reader.actions.programs.places import place_of
from reader.actions.programs.running import Job, ProgramError, StoppedError, run
from reader.actions.programs.taking import tags_in_output, take
from reader.actions.programs.template import fault_in, filled_address, filled_words
from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.errors import UsageError
from reader.journal import Field
from reader.paths import Paths
from reader.setting_programs import FIELDS, PipeRow
from tests.actions.program_stubs import is_alive, make_programs

VALUES = {
    **dict.fromkeys(FIELDS, ""),
    "title": '-rf "$(id)"; `id`\nsecond',
    "link": "https://example.org/?a=1&b=2",
    "file": "/a/b c.md",
}


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of programs."""
    return make_programs(tmp_path / "programs")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Twenty articles, the first two with the same text."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(20):
        title, body = (f"Title {number}", f"Body {number}.") if number > 1 else ("The same", "The same body.")
        (folder / f"{number:02}.md").write_text(
            f"---\ntitle: {title}\ndate: 2026-11-{28 - number:02}\nlink: https://example.org/{number}\n---\n{body}\n"
        )
    paths = Paths(*(tmp_path / "own" / name for name in ("config", "data", "state", "cache")))
    environ = {"PATH": f"{tmp_path / 'programs'}:{os.environ['PATH']}", "HOME": str(tmp_path), "TZ": "UTC"}
    with open_workspace([folder], {"index_words": False}, paths, environ) as opened:
        opened.library.scan()
        yield opened


def all_of(workspace: Workspace) -> list[int]:
    return [
        row.id
        for row in sorted(workspace.library.articles.each_row(range(1, 100)), key=lambda row: row.key.path)
    ]


def piped(workspace: Workspace, name: str, count: int, **keys: object) -> Results:
    row = PipeRow(name, (name,), **keys)  # type: ignore[arg-type]
    return pipe(place_of(workspace), row, all_of(workspace)[:count], threading.Event())


def text_of(program: Path, limit_s: float = 20, given: bytes = b"text\n") -> str:
    return run(Job([str(program)], given, limit_s), {"PATH": os.environ["PATH"]}, threading.Event())


def are_ended(programs: Path) -> bool:
    """Return whether the program that hangs and its child are gone, once the system had the time to end them."""
    processes = [int((programs / name).read_text()) for name in ("hanging", "child")]
    for _ in range(200):
        if not any(map(is_alive, processes)):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("fails", "fails failed with exit code 3: no key was given"),
        ("binary", "binary wrote something that is not text, which is not taken"),
        ("nothing", "nothing wrote nothing"),
        ("floods", "floods was ended: it wrote more than 4 MB"),
        ("missing", "There is no program"),
    ],
)
def test_what_goes_wrong_is_said_in_one_sentence(programs: Path, name: str, sentence: str) -> None:
    with pytest.raises(ProgramError) as problem:
        text_of(programs / name)
    assert str(problem.value).startswith(sentence)
    assert "\n" not in str(problem.value)


def test_a_program_that_hangs_is_ended_with_all_that_it_has_started(programs: Path) -> None:
    with pytest.raises(ProgramError, match="hangs was ended: it ran longer than 1 s"):
        text_of(programs / "hangs", 1)
    assert are_ended(programs)


def test_a_program_is_stopped_at_once_with_all_that_it_has_started(programs: Path) -> None:
    stop, caught = threading.Event(), []

    def act() -> None:
        try:
            run(Job([str(programs / "hangs")], b"", 100), {"PATH": os.environ["PATH"]}, stop)
        except StoppedError as stopped:
            caught.append(str(stopped))

    thread = threading.Thread(target=act)
    thread.start()
    while not (programs / "child").exists() or not (programs / "child").read_text():
        time.sleep(0.01)
    stop.set()
    thread.join(30)
    assert caught == ["hangs was stopped"]
    assert are_ended(programs)


def test_a_program_that_reads_nothing_may_write(programs: Path) -> None:
    assert text_of(programs / "deaf", given=b"x" * 5_000_000) == "heard nothing"


def test_what_a_program_leaves_behind_holds_nothing_up(programs: Path) -> None:
    assert text_of(programs / "leaves") == "done"


def test_output_is_cleaned_of_what_steers_a_terminal(programs: Path) -> None:
    assert text_of(programs / "evil") == "a␛]52;c;aGk=␇b"


def test_a_program_has_no_terminal_and_begins_at_home(programs: Path, tmp_path: Path) -> None:
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    text = run(Job([str(programs / "terminal")], b"", 20), environ, threading.Event())
    assert text == f"has none\n{tmp_path}"


def test_a_field_stays_inside_its_argument_and_is_no_option() -> None:
    words = filled_words(["x", "{title}", "--title={title}", "{link}", "{{title}}", "{print}", "-"], VALUES)
    title = '-rf "$(id)"; `id` second'
    assert words == ["x", f" {title}", f"--title={title}", VALUES["link"], "{title}", "{print}", "-"]


def test_a_field_of_an_address_is_encoded() -> None:
    filled = filled_address("mailto:?subject={title}&body={link}", VALUES)
    assert filled.count("&") == 1
    assert "%22%24%28id%29%22" in filled
    assert "https%3A%2F%2Fexample.org%2F%3Fa%3D1%26b%3D2" in filled


@pytest.mark.parametrize(
    ("words", "is_refused"),
    [
        (["sh", "-c", "echo {title}"], True), (["sh", "-c", 'echo "$1"', "sh", "{title}"], False),
        (["bash", "-c", "x", "bash", "-c", "{title}"], True), (["ssh", "host", "open", "{link}"], True),
        (["env", "sh", "-c", "{title}"], True), (["vim", "{file}"], False), (["vim", "-c", "{title}"], True),
        (["python3", "-c", "{title}"], True), (["python3", "x.py", "{title}"], False), (["less", "{file}"], False),
        (["mail", "-s", "{title}", "a@example.org"], False), (["mail", "{title}"], True), (["mpv", "{link}"], False),
        (["xargs", "{title}"], True), (["sh", "-c", "cat > x"], False), (["tmux", "new-window", "vim {file}"], True),
    ],
)  # fmt: skip
def test_no_field_becomes_code(words: list[str], is_refused: bool) -> None:
    assert bool(fault_in(words, FIELDS, lambda name: f"/usr/bin/{name}")) is is_refused


def test_nothing_runs_twice_on_the_same_text_unless_that_is_wanted(
    workspace: Workspace, programs: Path
) -> None:
    first = piped(workspace, "count", 2)  # of the same text
    assert [each.output.text for each in first.piped] == ["counted", "counted"]
    assert (programs / "runs").read_text() == "1\n"
    assert [each.is_new for each in piped(workspace, "count", 3).piped] == [False, False, True]
    assert (programs / "runs").read_text() == "2\n"
    row = PipeRow("count", ("count",))
    again = pipe(place_of(workspace), row, all_of(workspace)[:1], threading.Event(), is_again=True)
    assert [each.is_new for each in again.piped] == [True]
    other = row._replace(input="html")
    assert pipe(place_of(workspace), other, all_of(workspace)[:1], threading.Event()).piped[0].is_new
    assert (programs / "runs").read_text() == "4\n"


def test_a_text_that_changes_is_given_again_and_has_no_lead(workspace: Workspace, programs: Path) -> None:
    del programs
    [article, *_] = all_of(workspace)
    row = PipeRow("upper", ("upper",))
    piped(workspace, "upper", 1)
    files, outputs = workspace.library.files, place_of(workspace).outputs
    [(name, text)] = leads_of(outputs, files.document(article), [row])
    assert (name, "THE SAME BODY." in text) == ("upper", True)
    assert list(leads_of(outputs, files.document(article), [row._replace(output="tags")])) == []
    path = files.path(article)
    assert path
    path.write_text(path.read_text() + "More.\n")
    workspace.library.scan()
    assert list(leads_of(outputs, files.document(article), [row])) == []
    assert piped(workspace, "upper", 1).piped[0].is_new


def test_what_fails_leaves_the_others_alone_and_the_order_is_kept(
    workspace: Workspace, programs: Path
) -> None:
    (programs / "upper").write_text(
        '#!/bin/sh\nread -r line; case "$line" in *7|*9) exit 1;; esac; echo "$line"\n'
    )
    results = piped(workspace, "upper", 20)
    assert [title for title, _ in results.failures] == [f"Title {n}" for n in (7, 9, 17, 19)]
    assert [each.output.text for each in results.piped][2:8] == [f"# Title {n}" for n in (2, 3, 4, 5, 6, 8)]
    assert (len(results.piped), results.left) == (16, 0)


def test_a_program_that_always_fails_is_given_up(workspace: Workspace, programs: Path) -> None:
    del programs
    results = piped(workspace, "fails", 20)
    assert FAILED_IN_A_ROW <= len(results.failures) <= FAILED_IN_A_ROW + workspace.settings.programs_at_once
    assert results.left == 20 - len(results.failures)


def test_a_program_that_is_not_there_is_refused_before_anything_runs(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="There is no program nosuch here"):
        piped(workspace, "nosuch", 20)


def test_several_programs_run_at_once_within_the_bound(workspace: Workspace, programs: Path) -> None:
    (programs / "upper").write_text(
        f'#!/bin/sh\ncat >/dev/null; : > "{programs}/in.$$"; sleep 0.1; ls "{programs}" | grep -c "^in[.]"; rm "{programs}/in.$$"\n'
    )
    workspace.settings = workspace.settings._replace(programs_at_once=3)
    counts = {int(each.output.text) for each in piped(workspace, "upper", 12).piped}
    assert 1 < max(counts) <= 3


def test_stopping_ends_the_programs_and_says_how_many_are_left(workspace: Workspace, programs: Path) -> None:
    stop, found = threading.Event(), []
    row = PipeRow("hangs", ("hangs",))
    articles = all_of(workspace)
    thread = threading.Thread(target=lambda: found.append(pipe(place_of(workspace), row, articles, stop)))
    thread.start()
    while not (programs / "child").exists():
        time.sleep(0.01)
    stop.set()
    thread.join(30)
    assert [(result.piped, result.failures, result.left) for result in found] == [((), (), 20)]


def test_a_program_that_is_gone_meanwhile_is_told_as_any_failure(
    workspace: Workspace, tmp_path: Path
) -> None:
    outputs = KeptOutputs(tmp_path / "nowhere" / "outputs")
    outputs.keep("a", "b", Output("n", "text", ""))  # the folder is made
    (tmp_path / "nowhere" / "outputs" / "a").write_bytes(b"broken")
    assert outputs.of_text("a") == {}
    outputs.keep("a", "b", Output("n", "text", ""))
    assert outputs.of_text("a")["b"].text == "text"
    assert (tmp_path / "nowhere" / "outputs" / "a").stat().st_mode & 0o077 == 0
    assert outputs.forget() == 1
    assert outputs.of_text("a") == {}
    place: Place = place_of(workspace)
    assert place.outputs.forget() == 0


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("sea, 随笔", ("sea", "随笔")), ("- sea\n- #ships\n", ("sea", "ships")), ("1. sea\n2) air", ("sea", "air")),
        ("sea，sea、air", ("sea", "air")), ("x" * 101, ()), (",".join(map(str, range(50))), tuple(map(str, range(20)))),
    ],
)  # fmt: skip
def test_tags_are_read_from_lines_and_lists(text: str, tags: tuple[str, ...]) -> None:
    assert tags_in_output(text) == tags


def test_tags_of_many_articles_are_one_step(workspace: Workspace, programs: Path) -> None:
    del programs
    row = PipeRow("tagger", ("tagger",), output="tags")
    results = pipe(place_of(workspace), row, all_of(workspace), threading.Event())
    assert len(take(workspace, row, results.piped)) == 20
    state = workspace.library.state
    assert all(state.own_tags(each) == {"sea": True, "随笔": True} for each in all_of(workspace))
    assert take(workspace, row, results.piped) == ()
    undo(workspace.library, workspace.journal)
    assert not any(True in state.own_tags(each).values() for each in all_of(workspace))


def test_a_note_stands_behind_the_one_that_is_there_and_once(workspace: Workspace, programs: Path) -> None:
    del programs
    [first, second, *_] = all_of(workspace)
    write_note(workspace.library, workspace.journal, first, "mine")
    row = PipeRow("deaf", ("deaf",), output="note")
    for _ in range(2):
        results = pipe(place_of(workspace), row, [first, second], threading.Event())
        take(workspace, row, results.piped)
    notes = [workspace.library.state.fields(each).get(Field.NOTE) for each in (first, second)]
    assert notes == ["mine · heard nothing", "heard nothing"]


def test_an_article_is_written_once_for_the_same_text(workspace: Workspace, programs: Path) -> None:
    (programs / "upper").write_text("#!/bin/sh\necho '# Neuer Titel'; echo; echo 'Ein *Text*.'\n")
    row = PipeRow("upper", ("upper",), output="article")
    [article] = take(workspace, row, piped(workspace, "upper", 1, output="article").piped)
    document = workspace.library.files.document(article)
    assert (document.article.title, document.article.link) == ("Neuer Titel", "https://example.org/0")
    assert "Ein *Text*." in document.body
    [again] = take(workspace, row, piped(workspace, "upper", 1, output="article").piped)
    assert again == article
    assert len(list((workspace.paths.subscriptions / "Piped").glob("*.md"))) == 1
