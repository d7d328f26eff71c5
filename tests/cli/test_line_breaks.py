"""``line_breaks``: the folder's own program, the front matter and the setting, in pages, HTML and search results."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.actions.finding.line_breaks import line_breaks_in
from reader.page.lines.line_breaks import AUTO, AUTO_KEEP, KEEP, MARKDOWN

NOTE = "# 笔记\n\n今天我去了一趟城北的老书店，\n买到了一本找了十来年的旧诗集。\n"
HEXO = "# Hexo Configuration\ntitle: x\nnew_post_name: :title.md\n"
SIGNS = {
    "Obsidian": (".obsidian/app.json", "{}", True),
    "Obsidian, other settings": (".obsidian/app.json", '{"strictLineBreaks": false, "x": 1}', True),
    "Obsidian, damaged settings": (".obsidian/app.json", "{", True),
    "Obsidian, strict": (".obsidian/app.json", '{"strictLineBreaks": true}', False),
    "Hexo": ("_config.yml", HEXO, True),
    "Hexo, without": ("_config.yml", f"{HEXO}marked:\n  breaks: false\n", False),
    "Jekyll": ("_config.yml", "title: x\ncollections:\n  a: 1\n", False),
    "Logseq": ("logseq/config.edn", "{}", True),
    "Hugo": ("hugo.toml", "title = 'x'", False),
}


@pytest.mark.parametrize("sign", SIGNS)
def test_the_nearest_sign_of_a_program_says_whether_line_ends_are_kept(tmp_path: Path, sign: str) -> None:
    name, content, keeps = SIGNS[sign]
    settings, note = tmp_path / "site" / name, tmp_path / "site" / "source" / "a" / "note.md"
    for file, text in ((settings, content), (note, NOTE)):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert line_breaks_in(AUTO, note) == (AUTO_KEEP if keeps else AUTO)
    assert line_breaks_in(AUTO, tmp_path / "beside.md") == AUTO
    assert line_breaks_in(KEEP, note) == KEEP
    assert line_breaks_in(MARKDOWN, note) == MARKDOWN
    assert line_breaks_in(AUTO, None) == AUTO


def test_page_html_and_search_results_agree(
    tmp_path: Path, newsreader_process: Callable[..., object]
) -> None:
    vault = tmp_path / "vault"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / ".obsidian" / "app.json").write_text("{}")
    note = vault / "note.md"
    note.write_text(NOTE, encoding="utf-8")
    first, second = "今天我去了一趟城北的老书店，", "买到了一本找了十来年的旧诗集。"

    def run(*arguments: object) -> str:
        return newsreader_process(*arguments).stdout  # type: ignore[attr-defined, no-any-return]

    assert f"{first}\n{second}" in run("show", note)
    assert f"{first}<br />\n{second}" in run("show", "--format", "html", note)
    assert f"{first} {second}" in run("search", "老书店", "--folder", vault, "--json")
    (vault / ".obsidian" / "app.json").write_text('{"strictLineBreaks": true}')
    assert first + second in run("show", note)
    assert first + second in run("search", "老书店", "--folder", vault, "--json")
    note.write_text(f"---\nbreaks: true\n---\n{NOTE}", encoding="utf-8")
    assert f"{first}\n{second}" in run("show", note)
