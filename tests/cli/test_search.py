"""``newsreader search``, as a shell, a script and a person see it."""

import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader
from tests.tui.terminal import Terminal


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Articles with line breaks and tabs in their names, in their folder's, and in what they say."""
    made = tmp_path / "odd\nfolder"
    (made / "in\tner").mkdir(parents=True)
    (made / "no\ntitle.md").write_text("A lighthouse\nstands here.\n")
    (made / "in\tner" / "b.md").write_text('---\ntitle: "Two\\nlines"\n---\nThe lighthouse.\n')
    (made / "c.md").write_text(
        "---\ntitle: 灯塔\n---\n# lighthouse\n\n| a | b |\n|---|---|\n| lighthouse | x |\n"
    )
    return made


def test_each_hit_is_one_line_that_begins_with_the_id_that_list_prints(
    newsreader: Newsreader, odd: Path
) -> None:
    lines = newsreader("search", "-f", odd, "lighthouse").stdout.splitlines()
    assert len(lines) == 3
    listed = newsreader("list", "-f", odd, "--format", "{id}\t{title}").stdout.splitlines()
    titles = dict(line.split("\t") for line in listed)
    assert {line[:12] for line in lines} == set(titles)
    for line in lines:
        assert line[12:].startswith(f"  {titles[line[:12]]}  (")
        assert "lighthouse" in line
        assert newsreader("show", "-f", odd, line[:12]).returncode == 0
    assert (
        newsreader("mark", "-f", odd, "star", *(line[:12] for line in lines)).stdout == "3 articles changed\n"
    )


@pytest.mark.parametrize(
    "command", [["list"], ["tags", "--by", "folder"], ["tags"], ["journal", "status"], []]
)
def test_names_with_line_breaks_break_no_line_of_other_commands(
    newsreader: Newsreader, odd: Path, command: list[str]
) -> None:
    plain = odd.parent / "plain"
    (plain / "inner").mkdir(parents=True)
    for file, name in (("no\ntitle.md", "no.md"), ("in\tner/b.md", "inner/b.md"), ("c.md", "c.md")):
        (plain / name).write_text((odd / file).read_text())
    counts = []
    for folder in (odd, plain):
        done = newsreader(*command, *(["-f", folder] if command else [folder]))
        counts.append(len(done.stdout.splitlines()))
        assert "\t" not in done.stdout
    assert counts[0] == counts[1] > 0


def test_json_has_the_names_as_they_are(newsreader: Newsreader, odd: Path) -> None:
    found = json.loads(newsreader("search", "-f", odd, "--json", "lighthouse").stdout)["articles"]
    assert {each["path"] for each in found} == {str(path) for path in odd.rglob("*.md")}


@pytest.mark.pty
def test_on_a_terminal_the_words_stand_below_their_article(odd: Path) -> None:
    with Terminal(
        [odd], command=(sys.executable, "-m", "reader", "search", "stands", "-f"), size=(160, 30)
    ) as it:
        assert it.wait_end() == 0
        lines = [line for line in it.lines() if line]
    assert "no title" in lines[0] or "no\u240atitle" in lines[0]
    assert lines[-1].strip() == "stands here."
