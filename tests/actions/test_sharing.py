"""Articles are opened by rows of [[open]], and handed on by rows of [[share]]; mistakes in the tables are named."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.actions.browser.launch import Plan, Refused
from reader.actions.browser.pager import page_through
from reader.actions.programs.clipboard import clipboard_command, fill_clipboard
from reader.actions.programs.places import given_of, openers_of
from reader.actions.programs.running import ProgramError
from reader.actions.programs.sharing import BUILT_IN, Sharing, shared
from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.errors import NewsreaderError, UsageError
from reader.paths import Paths
from reader.setting_loading import load_settings
from reader.setting_programs import OpenRow, ShareRow
from reader.settings import Settings
from tests.actions.program_stubs import make_programs

TITLE = "A [title](x) & $(id)"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of programs."""
    made = make_programs(tmp_path / "programs")
    for name in ("mpv", "xdg-email", "w3m"):
        (made / name).write_text((made / "words").read_text())
        (made / name).chmod(0o755)
    return made


@pytest.fixture
def workspace(tmp_path: Path, programs: Path) -> Iterator[Workspace]:
    """Three articles: a video, a text, one without a source."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, more in enumerate(
        ("link: https://youtube.com/w?a=1&b=2", "link: https://example.org/1", "tags: [own]")
    ):
        (folder / f"{number}.md").write_text(
            f"---\ntitle: {TITLE if not number else f'Title {number}'}\ndate: 2026-11-{28 - number}\n{more}\nsummary: In short.\n---\nBody.\n"
        )
    paths = Paths(*(tmp_path / "own" / name for name in ("config", "data", "state", "cache")))
    environ = {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(tmp_path), "TZ": "UTC"}
    with open_workspace([folder], {"index_words": False}, paths, environ) as opened:
        opened.library.scan()
        yield opened


def all_of(workspace: Workspace) -> list[int]:
    return [
        row.id
        for row in sorted(workspace.library.articles.each_row(range(1, 9)), key=lambda row: row.key.path)
    ]


def opening(workspace: Workspace, *rows: OpenRow) -> list[tuple[str, ...] | str]:
    """Return what opens each article: the arguments, or why nothing does."""
    workspace.settings = workspace.settings._replace(open=rows)
    found = map(openers_of(workspace).for_article, all_of(workspace))
    return [
        "" if each is None else each.plan.argv if isinstance(each.plan, Plan) else each.plan.reason
        for each in found
    ]


def share(workspace: Workspace, row: ShareRow, count: int = 1, quotation: str = "") -> Sharing:
    return shared(given_of(workspace), row, all_of(workspace)[:count], threading.Event(), quotation=quotation)


def test_the_first_row_that_matches_opens_an_article(workspace: Workspace, programs: Path) -> None:
    mpv, words = OpenRow(("mpv", "-q"), match="youtube"), OpenRow(("words", "{file}"), query="tag:own")
    assert opening(workspace, mpv, words) == [
        (f"{programs}/mpv", "-q", "https://youtube.com/w?a=1&b=2"),
        (f"{programs}/w3m", "https://example.org/1"),
        (f"{programs}/words", str(workspace.library.files.path(all_of(workspace)[2]))),
    ]
    everything = OpenRow(("words",), query="date:>2020")
    assert [each[0] for each in opening(workspace, mpv, everything)] == [
        f"{programs}/mpv",
        *[f"{programs}/words"] * 2,
    ]


def test_without_a_field_the_file_of_an_article_without_a_source_comes_last(workspace: Workspace) -> None:
    *_, last = opening(workspace, OpenRow(("words", "-x"), query="tag:own"))
    assert last[1:] == ("-x", str(workspace.library.files.path(all_of(workspace)[2])))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (OpenRow(("nosuch",), match="."), "There is no program nosuch here"),
        (OpenRow(("sh", "-c", "mpv {link}"), match="."), "a shell would run"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(workspace: Workspace, row: OpenRow, sentence: str) -> None:
    assert str(opening(workspace, row)[0]).startswith(sentence)
    refused = openers_of(workspace).for_address("https://example.org/")
    assert isinstance(refused, Refused)
    assert refused.address


def test_an_address_on_a_page_is_opened_by_a_regex_alone(workspace: Workspace, programs: Path) -> None:
    opening(
        workspace, OpenRow(("words",), query="date:>2020"), OpenRow(("mpv",), match="[.]mp4$", terminal=True)
    )
    openers = openers_of(workspace)
    plan = openers.for_address("https://example.org/a.mp4")
    assert isinstance(plan, Plan)
    assert (plan.argv, plan.in_terminal) == ((f"{programs}/mpv", "https://example.org/a.mp4"), True)
    other = openers.for_address("https://example.org/")
    assert isinstance(other, Plan)
    assert other.argv[0] == f"{programs}/w3m"


def test_what_is_built_in_copies_and_mails(workspace: Workspace, programs: Path) -> None:
    link, mail = BUILT_IN
    assert share(workspace, link).copied == f"{TITLE} - https://youtube.com/w?a=1&b=2"
    assert share(workspace, link, 2).copied.splitlines()[1] == "Title 1 - https://example.org/1"
    workspace.environ = {**workspace.environ, "DISPLAY": ":0"}
    (programs / "xdg-open").symlink_to(programs / "words")
    [plan] = share(workspace, mail).plans
    assert isinstance(plan, Plan)
    assert plan.argv[0] == f"{programs}/xdg-open"
    assert plan.argv[1].startswith("mailto:?subject=A%20%5Btitle%5D%28x%29%20%26%20%24%28id%29&body=https%3A")


def test_a_command_gets_fields_and_the_article(workspace: Workspace, programs: Path) -> None:
    row = ShareRow("x", command=("words", "{title}", "{quotation}"), input="markdown")
    assert share(workspace, row, 2).sentence == "2 articles were given to x"
    assert (programs / "arguments").read_text().splitlines() == [TITLE, "In short.", "Title 1", "In short."]
    share(
        workspace,
        ShareRow("x", command=("words", "{quotation}"), text="{date} {link}"),
        quotation="mine\nalone",
    )
    assert (programs / "read").read_text() == "2026-11-28 https://youtube.com/w?a=1&b=2"


def test_a_command_without_fields_or_input_gets_the_link(workspace: Workspace, programs: Path) -> None:
    (programs / "words").write_text(f'#!/bin/sh\necho "$@" > "{programs}/said"\n')
    share(workspace, ShareRow("x", command=("words",)))
    assert (programs / "said").read_text() == "https://youtube.com/w?a=1&b=2\n"


def test_a_command_that_fails_says_so(workspace: Workspace) -> None:
    with pytest.raises(ProgramError, match="fails failed with exit code 3: no key was given"):
        share(workspace, ShareRow("x", command=("fails",)))
    with pytest.raises(UsageError, match="There is no program"):
        share(workspace, ShareRow("x", command=("nosuch",)))


def test_a_line_is_added_to_a_note_and_stays_one_line(workspace: Workspace, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("No end of line")
    row = ShareRow("x", append="~/note.md".replace("~", str(tmp_path)))
    assert share(workspace, row, 2).sentence.startswith("2 lines added to ")
    assert note.read_text().splitlines() == [
        "No end of line",
        r"- [A \[title\](x) & \$(id)](https://youtube.com/w?a=1&b=2)",
        "- [Title 1](https://example.org/1)",
    ]
    plain = tmp_path / "log.txt"
    share(workspace, ShareRow("x", append=str(plain), text="{title}"))
    assert plain.read_text() == f"{TITLE}\n"


def test_a_file_that_cannot_be_written_is_named(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NewsreaderError, match=r"nowhere/a\.md cannot be written"):
        share(workspace, ShareRow("x", append=str(tmp_path / "nowhere" / "a.md")))
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(NewsreaderError, match=r"pipe\.md cannot be written"):
        share(workspace, ShareRow("x", append=str(tmp_path / "pipe.md")))


def test_a_clipboard_of_the_system_is_filled_where_there_is_one(programs: Path) -> None:
    (programs / "wl-copy").write_text(f'#!/bin/sh\ncat > "{programs}/copied"\n')
    (programs / "wl-copy").chmod(0o755)
    environ = {"PATH": f"{programs}:{os.environ['PATH']}", "WAYLAND_DISPLAY": "wayland-0"}
    assert fill_clipboard("苹果", environ, "linux")
    assert (programs / "copied").read_text() == "苹果"
    assert clipboard_command({**environ, "SSH_CONNECTION": "1 2"}, "linux") == []
    assert clipboard_command({"PATH": str(programs)}, "linux") == []
    assert not fill_clipboard("x", {"PATH": str(programs)}, "linux")


def test_the_pager_gets_the_text(programs: Path) -> None:
    environ = {"PATH": f"{programs}:{os.environ['PATH']}", "PAGER": f"{programs}/words -R"}
    assert page_through("A text\x1b.", environ) == ""
    assert (programs / "read").read_text() == "A text␛."
    assert "No pager was found" in page_through("x", {"PATH": "/nowhere"})


def loaded(tmp_path: Path, text: str) -> tuple[Settings, tuple[str, ...]]:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file, {})


@pytest.mark.parametrize(
    ("text", "sentence", "usable"),
    [
        ('[open]\nmatch = "a"\ncommand = "mpv"', "[[open]], not [open]", 1),
        ("open = 3", "rows that begin with [[open]]", 0),
        ("open = [1]", "begin with [[open]]", 0),
        ('[[open]]\nmatch = "a"', "this [[open]] has no command", 0),
        ('[[open]]\ncommand = "mpv"', "neither match nor query", 0),
        ('[[open]]\nmatch = "("\ncommand = "mpv"', "a regex such as", 0),
        ('[[open]]\nmach = "a"\ncommand = "mpv"\nquery = "b"', "did you mean match?", 1),
        ('[[open]]\nmatch = "a"\ncommand = ["mpv", "{lnk}"]', "fields such as {link}", 0),
        ('[[open]]\nmatch = "a"\ncommand = ["{link}"]', "in its arguments only", 0),
        ('[[pipe]]\ncommand = "wc"', "this [[pipe]] has no name", 0),
        ('[[pipe]]\nname = "a b"\ncommand = "wc"', "a name without spaces", 0),
        ('[[pipe]]\nname = "a"\ncommand = []', "a list such as", 0),
        ('[[pipe]]\nname = "a"\ncommand = "wc"\noutput = "tag"', 'did you mean "tags"?', 1),
        ('[[pipe]]\nname = "a"\ncommand = "wc"\ntimeout_s = 0', "a number from 1 to", 1),
        ('[[pipe]]\nname = "a"\ncommand = "wc"\n[[pipe]]\nname = "A"\ncommand = "ls"', "is there twice", 1),
        ('[[share]]\nname = "a"', "needs one of command, open, copy, append", 0),
        ('[[share]]\nname = "a"\ncopy = "x"\nopen = "y"', "needs one of", 0),
        ('[[share]]\nname = "a"\nappend = "note.md"', "a file such as", 0),
        ('[[share]]\nname = "a"\ncopy = "{titel}"', "fields such as {title}", 0),
    ],
)  # fmt: skip
def test_a_mistake_in_a_table_is_named_with_its_line(
    tmp_path: Path, text: str, sentence: str, usable: int
) -> None:
    settings, warnings = loaded(tmp_path, text)
    assert len(warnings) == 1
    assert sentence in warnings[0]
    assert "line" in warnings[0]
    assert len(settings.open) + len(settings.pipe) + len(settings.share) == usable


def test_other_words_in_braces_are_the_programs_own(tmp_path: Path) -> None:
    settings, warnings = loaded(
        tmp_path, "[[pipe]]\nname = '摘要'\ncommand = ['awk', '{print}', '{{title}}', '{}']"
    )
    assert warnings == ()
    assert settings.pipe[0].command == ("awk", "{print}", "{{title}}", "{}")
