"""Copying without an app: exactly what of the article lands on the clipboard."""

from pathlib import Path

import pytest

from reader.tui.acts.copying import Copying
from tests.tui.acts.plain import Stage


@pytest.fixture
def copying(stage: Stage) -> Copying:
    return Copying(stage.roles)


def test_markdown_is_what_the_file_has_below_its_header(stage: Stage, copying: Copying) -> None:
    stage.choose("First article")
    copying.do_copy_markdown()
    (text,) = stage.said.copied
    assert text.strip() == "A paragraph.\n\n[site](https://example.com/one)"
    assert stage.said.sentences[0].startswith("Copied the article as Markdown")


def test_text_has_no_addresses_and_html_has_no_markdown(stage: Stage, copying: Copying) -> None:
    stage.choose("First article")
    copying.do_copy_text()
    copying.do_copy_html()
    text, html = stage.said.copied
    assert "A paragraph." in text
    assert "https://" not in text
    assert '<a href="https://example.com/one">site</a>' in html


def test_characters_are_counted_as_readers_see_them(stage: Stage, copying: Copying, feed: Path) -> None:
    (feed / "emoji.md").write_text("---\ntitle: Family\n---\n\U0001f468‍\U0001f469‍\U0001f467\n")
    stage.workspace.library.scan()
    stage.choose("Family")
    copying.do_copy_markdown()
    assert stage.said.sentences == [
        "Copied the article as Markdown (2 characters)"
    ]  # the family, and a line's end


def test_a_code_block_is_copied_by_its_number_on_the_screen(
    stage: Stage, copying: Copying, feed: Path
) -> None:
    body = "```\none\n```\n\ntext\n\n```\ntwo\nthree\n```\n"
    (feed / "code.md").write_text(f"---\ntitle: Code\n---\n{body}")
    stage.workspace.library.scan()
    stage.choose("Code")
    copying.do_copy_code(2)
    assert stage.said.copied == ["two\nthree"]
    copying.do_copy_code(3)
    assert stage.said.sentences[-1] == "Only 2 code blocks are on the screen"
    stage.page.seen = []
    copying.do_copy_code(1)
    assert stage.said.sentences[-1] == "There is no code block on the screen"
    assert len(stage.said.copied) == 1


def test_a_session_is_copied_without_its_prompts(stage: Stage, copying: Copying, feed: Path) -> None:
    body = "```console\n$ cd x\n$ ls\na.txt\n```\n\n```sh\necho $HOME\n```\n"
    (feed / "code.md").write_text(f"---\ntitle: Code\n---\n{body}")
    stage.workspace.library.scan()
    stage.choose("Code")
    copying.do_copy_code(1)
    copying.do_copy_code(2)
    assert stage.said.copied == ["cd x\nls", "echo $HOME"]
    assert stage.said.sentences == ["Copied 2 lines, without prompts", "Copied 1 line"]
