"""Files made to harm: they cost little, change nothing, and are listed like any other."""

import json
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import clean, clean_line
from tests.article.articles import article, read

if TYPE_CHECKING:
    from reader.article import Document

pytestmark = pytest.mark.row(7)

STACK_BYTES = 512 * 1024
"""What a thread has on systems that are mean with it; libyaml ends the process on less than 2,000 brackets there."""

MANY = 40_000


def _yaml(header: str) -> str:
    return f"---\ntitle: T\n{header}\n---\nText\n"


def _toml(header: str) -> str:
    return f"+++\ntitle = 'T'\n{header}\n+++\nText\n"


BOMBS = {
    "brackets": _yaml("a: " + "[" * MANY),
    "braces": _yaml("a: " + "{" * MANY),
    "closed brackets": _yaml("a: " + "[" * MANY + "]" * MANY),
    "brackets on lines": _yaml("a:\n" + "[\n" * MANY),
    "nested items": _yaml("a:\n  " + "- " * MANY),
    "nested keys": _yaml("? " * MANY),
    "nested both": _yaml("- ? " * MANY),
    "nested by indent": _yaml("".join(" " * depth + "a:\n" for depth in range(350))),
    "200,000 keys": _yaml("\n".join(f"k{number}: v" for number in range(200_000))),
    "keys for the real parser": _yaml("x: {a: 1}\n" + "\n".join(f"k{number}: v" for number in range(7_900))),
    "one key again and again": _yaml("x: {a: 1}\n" + "k: v\n" * 7_900),
    "merge keys": _yaml(
        "a0: &a0 {x: 1}\n" + "\n".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]" for n in range(1, 120))
    ),
    "aliases": _yaml(
        "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        + "\n".join(f"a{n}: &a{n} [" + ",".join([f"*a{n - 1}"] * 9) + "]" for n in range(1, 25))
    ),
    "an alias of itself": _yaml("a: &a [*a]"),
    "anchors": _yaml("\n".join(f"k{number}: &a{number} x" for number in range(5_000))),
    "an open quote": _yaml('a: "' + "x\n" * MANY),
    "escapes": _yaml('a: "' + "\\e" * MANY + '"'),
    "a long key": _yaml("k" * MANY + ": v"),
    "colons": _yaml("a" + ": " * MANY),
    "dotted keys": _toml(".".join("a" * 2_000) + " = 1"),
    "many dotted keys": _toml(
        "\n".join(".".join(["a"] * 31 + [f"b{number}"]) + " = 1" for number in range(900))
    ),
    "brackets in TOML": _toml("a = " + "[" * MANY),
    "a long line in TOML": _toml('a = "' + "x" * MANY + '"'),
    "a long number in TOML": _toml("a = " + "9" * 4_000),
    "brackets in JSON": '{"title": ' + "[" * MANY + "]" * MANY + "}\n\nText",
    "an open object": '{"a":' * MANY,
    "an open string": '{"a": "' + '\\"' * MANY,
    "MultiMarkdown keys": "Title: x\n" + "Date: x\n" * MANY,
    "links in a title": "# " + "[a](b " * MANY,
    "stars in a title": "# " + "*a" * MANY,
    "backticks in a title": "# " + "`a``" * MANY,
    "spaces in a title": "# a" + " " * MANY + "b",
    "headings of HTML": "<h1>" * MANY,
    "open fences": "".join("`" * (3 + depth) + "\n" for depth in range(900)),
    "open comments": "<!--\n" * MANY,
    "open comments within lines": "a <!--" * 5_000 + "\n# T",
    "lines of equals signs": "a\n===\n" * MANY,
    "a huge last line of brackets": "a\n\n" + "[" * MANY + "](http://example.org)",
    "a huge last line of links": "a\n\n" + "[a](http://example.org) " * MANY,
    "a huge last address": "a\n\nhttp://" + "x" * MANY,
    "a data image": "![](data:image/png;base64," + "A" * 110_079 + ")\n\nText",
    "escape sequences": "\x1b]0;x\x07" * MANY,
    "joiners": "a\u200d" + "\u200d" * MANY,
    "overrides": "\u202e" * MANY,
    "fences without end": "---\n" + "---x\n" * MANY,
    "nothing but fences": "---\n" * MANY,
    "empty lines": "\n" * MANY * 5,
    "words": "a " * MANY * 10,
    "a date": _yaml("date: " + "1" * 50_000),
    "wikilinks": _yaml("tags: " + "[[a|" * 9_000),
    "authors": _yaml("author: " + "a b (" * 9_000),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_an_article_like_any_other_even_on_a_small_stack(bomb: str) -> None:
    """What is quadratic or deep takes minutes or ends the process; this takes milliseconds."""
    found: list[Document] = []
    before = threading.stack_size(STACK_BYTES)
    try:
        thread = threading.Thread(target=lambda: found.append(read(BOMBS[bomb])))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    (document,) = found
    assert document.article.title
    if BOMBS[bomb].startswith(("---\ntitle: T", "+++\ntitle")):
        assert document.article.title == "T"
        assert document.body in {"Text\n", ""}


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    assert read(data).article.title


PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "+++\n",
            ";;;\n",
            "...\n",
            "{",
            "}",
            '"a": 1',
            "title: ",
            "tags:\n",
            "  - ",
            "- ",
            "a",
            ": ",
            "\n",
        ),
        *(
            "[",
            "]",
            "&a ",
            "*a ",
            '"',
            "'",
            "\\",
            "\t",
            "#",
            "|",
            ">",
            "<<: ",
            "= ",
            "date: 2025-02-31",
            "\x1b",
        ),
        *("\u202e", "\u2028", "some words\n", "苹"),
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_header_makes_it_fail_or_lose_a_line(text: str) -> None:
    document = read(text)
    assert document.article.title
    lines = clean(text).split("\n")
    body = "\n".join(lines[document.body_line - 1 :])
    if "\u2028" in text:  # a line's end in the text of a word processor
        assert document.body.split() == body.split()
    else:
        assert document.body == body


@given(st.text(max_size=60))
def test_all_that_is_shown_is_clean(text: str) -> None:
    quoted = json.dumps(text)
    header = ", ".join(
        f'"{key}": {quoted}' for key in ("title", "tags", "author", "summary", "image", "id", "source")
    )
    found = read("{" + header + "}\n" + text.replace("\n", " ")).article
    shown = [found.title, *found.tags, *found.authors, found.summary, found.image, found.guid, found.source]
    shown += [problem.message for problem in found.problems]
    assert [clean(value) for value in shown] == shown
    assert not any("\n" in value for value in shown)


def test_naughty_strings_show_as_the_gate_lets_them_through(standards: Path) -> None:
    naughty = json.loads((standards / "naughty-strings.json").read_text("utf-8"))
    assert len(naughty) > 500
    for text in naughty:
        # JSON quotes are YAML quotes: the string itself, not what YAML makes of its signs.
        quoted = json.dumps(text, ensure_ascii=False)
        found = article(f"title: {quoted}\nauthor: [{quoted}]\ntags: [{quoted}]\n# {{}}")
        line = clean_line(text)
        if line and line not in {"~", "null", "Null", "NULL"}:
            assert found.title == line or re.search("</?[a-z]|<!--|&lt;|`|]\\(", line, re.IGNORECASE)
            assert len(found.tags) <= 1
        bare = article(f"title: {text}\ntags: {text}\nauthor: {text}", text)
        assert bare.title
        assert clean(bare.title) == bare.title
        whole = {clean(text), clean(text.replace("\r", "\n"))}
        body = read(text).body
        assert body in whole or (
            re.search("[\u2028\u2029\x85]", text) and body.split() == clean(text).split()
        )


def test_naughty_strings_as_a_program_for_json_writes_them_mean_the_same(standards: Path) -> None:
    naughty = json.loads((standards / "naughty-strings.json").read_text("utf-8"))
    for text in naughty:
        for header in ("---\ntitle: {}\nkey: [{}]\n---\nx", "+++\ntitle = {}\nkey = [{}]\n+++\nx"):
            said = [read(header.replace("{}", quoted)).article for quoted in (json.dumps(text), json.dumps(text, ensure_ascii=False))]  # fmt: skip
            if "\x7f" in text and "+++" in header:
                continue  # TOML allows it only by its number
            assert said[0].title == said[1].title
            assert [problem.message for problem in said[0].problems] == [problem.message for problem in said[1].problems]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r'"\ud83d\ude0d"', "😍"),
        (r'"a \uD83D\uDE0D\ud83d\ude0d b"', "a 😍😍 b"),
        (r'"\ud83d"', "�"),
        (r'"\ude0d\ud83d"', "��"),
        (r'"\ud83d x \ude0d"', "� x �"),
        (r'"\\ud83d\ude0d"', r"\ud83d�"),
        (r'"\\\ud83d\ude0d"', r"\😍"),
        (r"'\ud83d\ude0d'", r"\ud83d\ude0d"),
        (r"\ud83d\ude0d", r"\ud83d\ude0d"),
        (r'say "\ud83d\ude0d"', r'say "\ud83d\ude0d"'),
        (r'"\u82f9\u679c \ud83c\udf4e"', "苹果 🍎"),
    ],
)
def test_two_halves_of_a_character_in_quotes_are_that_character(written: str, title: str) -> None:
    assert read(f"---\ntitle: {written}\ndate: 2026-01-01\n---\nx").article.title == title
    assert read(f"---\ntags: [{written}]\n---\nx").article.tags == (title,)
    if written[0] in "\"'":
        broken = f"---\ntitle: {written}\nother: a: b\n---\nx"  # it is read line by line
        assert read(broken).article.title in {title, title.replace("\\", "\\\\")}


def test_of_a_header_with_a_pair_the_lines_stay_where_they_are() -> None:
    found = read('---\ntitle: "\\ud83d\\ude0d"\nother: [a\nmore: }\n---\nx').article
    assert [problem.line for problem in found.problems] != [1]
