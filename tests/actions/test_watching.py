"""Watch words: where they stand in texts, and what can be written in config.toml and is kept by a key."""

from pathlib import Path

import pytest

from reader.actions.finding.watching import (
    Watcher,
    check_word,
    forget_word,
    keep_word,
    query_of,
    watch_searches,
    watches,
)
from reader.errors import NewsreaderError
from reader.library.fulltext.tokens import has_words
from reader.library.query.parse import parse
from reader.setting_loading import load_settings
from reader.setting_tables import WATCH_COLOURS, Watch
from reader.settings import Settings


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("苹果", "为什么苹果选中了阿里", ["苹果"]),
        ("AI", "用AI写，而不是 maintain 或 AIR；ai。", ["AI", "ai"]),
        ("ai", "said air ai-based (AI) ＡＩ", ["ai", "AI", "ＡＩ"]),
        ("C++", "C++ and C", ["C++", "C"]),  # as in searches only letters and digits count
        ("machine learning", "Machine-learning, machine  learning, machinelearning", ["Machine-learning", "machine  learning"]),
        ("臺灣", "台湾与臺灣", ["台湾", "臺灣"]),
        ("cafe", "Cafés Café", ["Café"]),
        ("GPT-4", "GPT-4 GPT 4o GPT-40", ["GPT-4"]),
        ("2024", "2024年 20245", ["2024"]),
        ("Apple选", "Apple选中 pineApple选", ["Apple选"]),
    ],
)  # fmt: skip
def test_a_word_is_found_where_the_index_finds_it(word: str, text: str, found: list[str]) -> None:
    marks = Watcher([Watch((word,))]).marks(text)
    assert [text[mark.start : mark.end] for mark in marks] == found or word == "C++"
    assert has_words(text, word) == bool(marks)


def test_of_two_words_that_overlap_the_first_is_marked_and_each_has_its_colour() -> None:
    watcher = Watcher([Watch(("苹果手机", "ai"), "red"), Watch(("苹果", "手机壳"), "blue")])
    text = "苹果手机壳和苹果 AI"
    assert [(text[start:end], colour) for start, end, colour in watcher.marks(text)] == [
        ("苹果手机", "red"), ("苹果", "blue"), ("AI", "red"),
    ]  # fmt: skip
    assert not Watcher()
    assert Watcher().marks(text) == ()


def loaded(tmp_path: Path, text: str) -> tuple[Settings, tuple[str, ...]]:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file, {})


def test_tables_of_the_settings_have_words_and_a_colour(tmp_path: Path) -> None:
    settings, warnings = loaded(
        tmp_path, '[[watch]]\nwords = ["苹果", "Apple"]\ncolour = "green"\n[[watch]]\nwords = "AI"\n'
    )
    assert warnings == ()
    assert settings.watch == (Watch(("苹果", "Apple"), "green"), Watch(("AI",), "yellow"))


@pytest.mark.parametrize(
    ("text", "said", "usable"),
    [
        ('[watch]\nwords = ["a"]', "[[watch]], not [watch]", 1),
        ("watch = 3", "words = [", 0),
        ('[[watch]]\ncolour = "green"', "has no words", 0),
        ("[[watch]]\nwords = []", "words", 0),
        ('[[watch]]\nwords = ["a", 3, "…"]', "a word such as", 1),
        ('[[watch]]\nwords = ["a"]\ncolour = "gren"', "green", 1),
        ('[[watch]]\nwords = ["a"]\ncolor = "green"', "colour", 1),
        ('[[watch]]\nword = ["a"]', "words", 0),
        ("watch = [1]", "[[watch]]", 0),
    ],
)
def test_a_mistake_in_a_table_is_named_and_the_rest_is_used(
    tmp_path: Path, text: str, said: str, usable: int
) -> None:
    settings, warnings = loaded(tmp_path, text)
    assert warnings
    assert said in " ".join(warnings)
    assert "line" in warnings[0]
    assert len(settings.watch) == usable


def test_a_key_keeps_words_beside_the_saved_searches_each_in_another_colour(tmp_path: Path) -> None:
    file = tmp_path / "watch_words.json"
    for word in ("苹果", " AI ", "苹果"):
        keep_word(file, word)
    settings = Settings(watch=(Watch(("ai", "ml"), "red"),))
    assert watches(settings, file) == [Watch(("ai", "ml"), "red"), Watch(("苹果",), WATCH_COLOURS[0])]
    found = list(watch_searches(settings, file))
    assert [(each.name, each.query, each.is_kept, each.colour) for each in found] == [
        ("ai, ml", "mentions:ai OR mentions:ml", False, "red"),
        ("苹果", "mentions:苹果", True, "yellow"),
    ]
    forget_word(file, "苹果")
    forget_word(file, "nothing")
    assert watches(Settings(), file) == [Watch(("AI",), WATCH_COLOURS[1])]


def test_a_damaged_file_of_words_is_not_overwritten_and_what_can_be_used_is(tmp_path: Path) -> None:
    file = tmp_path / "watch_words.json"
    file.write_text("{", encoding="utf-8")
    with pytest.raises(NewsreaderError):
        keep_word(file, "a")
    assert watches(Settings(), file) == []
    assert file.read_text(encoding="utf-8") == "{"
    file.write_text('{"a": "green", "…": "red", "b": 7}', encoding="utf-8")
    assert watches(Settings(), file) == [Watch(("a",), "green"), Watch(("b",), "yellow")]


@pytest.mark.parametrize("word", ["", " ", "…", "!?"])
def test_what_has_no_letter_cannot_be_watched_for(word: str) -> None:
    with pytest.raises(NewsreaderError):
        check_word(word)


@pytest.mark.parametrize("word", ['say "x"', "a OR b", "(a", "-a", "a:b", "a*"])
def test_any_word_is_a_query(word: str) -> None:
    assert parse(query_of([word])).tree is not None
