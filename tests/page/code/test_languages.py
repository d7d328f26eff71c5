"""The language of a listing: by its fence in all the ways that people write, by its text only where that is sure."""

import pytest

from reader.page.code.languages import fence_language, guessed, language_of
from reader.page.line import Block, BlockKind


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("js", "js"),
        ("Python", "python"),
        ("shell-session", "shell-session"),
        ("c++", "c++"),
        ("c#", "c#"),
        ('js title="a.js"', "js"),
        ("python:file.py", "python"),
        ("rust,ignore", "rust"),
        ("js{1,3}", "js"),
        ("python {linenos=true}", "python"),
        ("go-html-template {file=x}", "go-html-template"),
        ("{.python}", "python"),
        ("{#id .python .numberLines startFrom=3}", "python"),
        ("{r setup, echo=FALSE}", "r"),
        ("{hl_lines=[1]}", ""),
        ('{filename="a.py"}', ""),
        ("linenos=true", ""),
        ("", ""),
        ("…", ""),
    ],
)
def test_a_fence_names_its_language(info: str, language: str) -> None:
    assert fence_language(info) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("#!/bin/sh\nls", "bash"),
        ("#!/usr/bin/env python3\nx", "python"),
        ("#!/usr/bin/env -S node --x\n", "js"),
        ("#!/opt/own\n", ""),
        ("<?php\necho 1;", "html+php"),
        ("diff --git a/x b/x\nindex", "diff"),
        ("--- a/x\n+++ b/x\n@@ -1 +1 @@\n", "diff"),
        ("--- not\na diff", ""),
        ('{"a": [1, null]}', "json"),
        ('{\n  "标题": "文"\n}\n', "json"),
        ("{a: 1}", ""),
        ('"text"', ""),
        ("[1, 2]", ""),
        ("def f(): pass", ""),
        ("", ""),
    ],
)
def test_a_text_is_guessed_only_where_it_is_sure(text: str, language: str) -> None:
    assert guessed(text) == language


def test_objects_nested_without_end_are_no_json() -> None:
    assert guessed('{"a":' * 4_000 + "}") == ""


@pytest.mark.parametrize(
    ("info", "text", "language"),
    [
        ("text", '{"a": 1}', ""),
        ("", '{"a": 1}', "json"),
        ("jsonc", "{}", "json5"),
        ("php", "echo $x;", "php"),
        ("php", "<?php echo $x;", "html+php"),
        ("rust", "fn", "rust"),
    ],
)
def test_a_listing_is_coloured_by_its_name_or_its_text(info: str, text: str, language: str) -> None:
    assert language_of(Block(BlockKind.CODE, (), info=info), text) == language
