"""``newsreader brief``, as a shell and cron see it."""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reader.actions.changes import flags, highlighting
from reader.actions.workspace.workspace import open_workspace
from reader.article import Key
from reader.page.navigation.quotes import Quote
from reader.paths import standard_paths
from reader.text import cell_width
from tests.cli.conftest import ROOT, Newsreader
from tests.project.command_lines import blocks


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two articles, of which one has a summary, a link, a highlight with a comment, and a note."""
    made = tmp_path / "articles"
    made.mkdir()
    (made / "lamp.md").write_text(
        '---\ntitle: "Lamp [1]"\ndate: 2026-03-04\ntags: [sea]\nlink: https://example.org/lamp\nauthor: Ines\n'
        f"summary: {'What the lamp says to the sea. ' * 6}\n---\nIt says what lamps say: come in.\n",
        "utf-8",
    )
    (made / "逗号.md").write_text(
        "---\ntitle: 逗号的位置\ndate: 2026-03-05\n---\n“逗号住在这里。”它不住中间，也不住左边。\n", "utf-8"
    )
    with open_workspace([made], {}, standard_paths(), {}) as workspace:
        workspace.library.scan()
        article = workspace.library.articles.find(Key(workspace.library.folders[0].id, "lamp.md"))
        assert article is not None
        highlighting.add_highlights(workspace.library, workspace.journal, article, [Quote("come in", "", "")])
        (name,) = highlighting.quotes_in(workspace.library.state.fields(article))
        highlighting.change_highlight(workspace.library, workspace.journal, article, name, comment="to port")
        flags.write_note(workspace.library, workspace.journal, article, "show Kim")
    return made


def test_it_has_what_came_within_a_day_by_group(newsreader: Newsreader, library: Path) -> None:
    done = newsreader("brief", "-f", library)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("# Brief of ")
    assert lines[2] == "2 articles, 1 highlight"
    assert [line for line in lines if line.startswith("##")] == [
        "## sea",
        "### Lamp [1]",
        "## (untagged)",
        "### 逗号的位置",
    ]
    for line in (
        "example.org · Ines · 2026-03-04 · 1 min",
        "<https://example.org/lamp>",
        "> come in",
        "to port",
        "Note: show Kim",
    ):
        assert line in lines
    assert "“逗号住在这里。”它不住中间，也不住左边。" in lines
    assert max(map(cell_width, lines)) <= 72


def test_where_there_is_nothing_nothing_is_printed_unless_that_is_wanted(
    newsreader: Newsreader, library: Path
) -> None:
    done = newsreader("brief", "-f", library, "tag:nothing")
    assert (done.returncode, done.stdout) == (3, "")
    assert "No articles found" in done.stderr
    quiet = newsreader("brief", "-f", library, "tag:nothing", "--quiet")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (3, "", "")
    always = newsreader("brief", "-f", library, "tag:nothing", "--always", "--title", "Today")
    assert (always.returncode, always.stdout) == (0, "# Today\n\n0 articles\n")


def test_as_a_page_and_as_json_it_says_the_same(newsreader: Newsreader, library: Path) -> None:
    (library / "evil.md").write_text(
        "---\ntitle: <script>alert(1)</script>\nsummary: <img src=x onerror=y>\n---\nx\n"
    )
    page = newsreader("brief", "-f", library, "--html").stdout

    class Tags(HTMLParser):
        found: set[str] = set()  # noqa: RUF012 - of one test

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert not any(name.startswith("on") for name, _ in attrs)
            self.found.add(tag)

    Tags().feed(page)
    assert not Tags.found & {"script", "img", "iframe"}
    assert "come in" in page
    values = json.loads(newsreader("brief", "-f", library, "--json").stdout)
    assert (values["schema"], values["count"]) == (2, 3)
    lamp = next(each for group in values["groups"] for each in group["articles"] if each["link"])
    assert [each["comment"] for each in lamp["highlights"]] == ["to port"]


@pytest.mark.parametrize("name", ["plain", "obsidian", "logseq"])
def test_the_templates_that_are_there_name_every_article(
    newsreader: Newsreader, library: Path, name: str
) -> None:
    brief = newsreader("brief", "-f", library, "--template", name)
    assert (brief.returncode, brief.stderr) == (0, "")
    for text in (r"Lamp \[1\]", "逗号的位置", "https://example.org/lamp", "> come in"):
        assert text in brief.stdout
    notes = newsreader("highlights", "-f", library, "--template", name)
    assert (notes.returncode, notes.stderr) == (0, "")
    for text in (r"Lamp \[1\]", "https://example.org/lamp", "> come in", "to port", "show Kim"):
        assert text in notes.stdout
    assert "{" not in brief.stdout + notes.stdout


def test_the_template_of_the_document_works_as_it_is_written(
    newsreader: Newsreader, library: Path, tmp_path: Path
) -> None:
    [text] = [
        block
        for language, block in blocks((ROOT / "docs" / "export.md").read_text("utf-8"))
        if language == "text"
    ]
    (tmp_path / "own.md").write_text(text)
    done = newsreader("highlights", "-f", library, "--template", tmp_path / "own.md")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "* Lamp \\[1\\], 2026-03-04, <https://example.org/lamp>\n> come in\n  to port\n"


def test_highlights_go_into_a_vault_a_note_each_and_again_only_where_they_changed(
    newsreader: Newsreader, library: Path, tmp_path: Path
) -> None:
    words = ("highlights", "-f", library, "--template", "obsidian", "-o", f"{tmp_path / 'vault'}/")
    assert "1 file written" in newsreader(*words).stderr
    (note,) = (tmp_path / "vault").iterdir()
    assert note.name == "lamp-1.md"
    text = note.read_text("utf-8")
    assert text.startswith('---\ntitle: "Lamp [1]"\n')
    assert '  - "sea"\n' in text
    again = newsreader(*words)
    assert (again.returncode, again.stderr) == (0, "newsreader: 0 files written\n")
    note.write_text("mine")
    assert newsreader(*words).returncode == 1
    assert note.read_text() == "mine"
    assert newsreader(*words, "--force").returncode == 0
    assert note.read_text("utf-8") == text


MISTAKES = {
    "one\n{{ nothing }}\n": "line 2: there is no field nothing",
    "{% for g in groups %}\n\n{{ g.nothing }}{% endfor %}": "line 3: there is no field nothing",
    "one\ntwo\n{% for %}": "line 3:",
    "{{ title": "line 1:",
    "x\n{% set a = 1 %}": "line 2: a template cannot have",
    "\n\n{{ title.upper() }}": "line 3: a template cannot have",
    "{{ title.__class__ }}": "line 1:",
    "{{ title|bogus }}": "line 1: there is no filter bogus",
    "{% include '/etc/passwd' %}": "line 1: a template cannot have",
    "{% macro a() %}{% endmacro %}": "line 1: a template cannot have",
    "{{ 'a' * 1000000000 }}": "line 1: a template cannot have",
    "{{ range }}": "line 1: there is no field range",
    "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}": "line 1: it is nested too deeply",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_in_a_template_is_told_with_file_and_line(
    newsreader: Newsreader, library: Path, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "own.md"
    file.write_text(text)
    done = newsreader("brief", "-f", library, "--template", file)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"own.md, {MISTAKES[text]}" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_brief_of_cron_works_without_a_terminal_or_a_language(library: Path, tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "LOGNAME": "me"}
    line = f"{sys.executable} -m reader brief --quiet -f {library} | tee brief.txt | wc -l"
    done = subprocess.run(
        ["/bin/sh", "-c", line], capture_output=True, stdin=subprocess.DEVNULL, check=False, cwd=tmp_path,
        env={**environ, "PYTHONPATH": str(ROOT)}, start_new_session=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert int(done.stdout) > 10
    assert "逗号的位置" in (tmp_path / "brief.txt").read_bytes().decode("utf-8")
