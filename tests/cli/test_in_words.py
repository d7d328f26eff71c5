"""``screen_reader`` holds in the shell too: ``show`` prints the words that the screen has, and doctor says that it is on."""

from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader


def test_show_prints_structure_in_words_and_doctor_names_the_setting(
    newsreader: Newsreader, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / "spoken.md"
    file.write_text("# Title\n\n## Part\n\n> said\n\n`code`\n", encoding="utf-8")
    assert "Heading 2: Part" not in newsreader("show", file).stdout
    monkeypatch.setenv("NEWSREADER_SCREEN_READER", "1")
    monkeypatch.setenv("NEWSREADER_REDUCED_MOTION", "1")
    shown = newsreader("show", file).stdout
    for words in ("Heading 2: Part", "Quote: said", "`code`", "End of the article"):
        assert words in shown
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("NEWSREADER_LANGUAGE", "zh_CN")
    shown = newsreader("show", file).stdout
    assert "2 级标题：Part" in shown
    assert "引用：said" in shown
    monkeypatch.setenv("NEWSREADER_LANGUAGE", "en")
    monkeypatch.setenv("TERM", "xterm")
    found = newsreader("doctor", "-f", folder).stdout
    assert "screen_reader is on" in found
    assert "reduced_motion is on" in found
