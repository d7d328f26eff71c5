"""One word for one thing: words of the glossary's right column stand in no name and in no sentence that a user sees."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.project import command_lines
from tools.catalogues import template

ROOT = Path(__file__).parent.parent.parent

DOCUMENTS = ("CHANGELOG.md", *(name for name in command_lines.DOCUMENTS if name != "README.zh-CN.md"))
SHEETS = ("styles/*.tcss", "styles/themes/*.toml")


class Name(NamedTuple):
    """A name in the code, or one of a table of the index."""

    file: str
    line: int
    text: str


NAMES = {
    "picture": "image",
    "pictures": "image",
    "pictured": "image",
    "listing": "code block, article list, or what is listed",
    "listings": "code block, article list, or what is listed",
    "shelf": "article list, or entry files",
    "shelve": "article list, or entry files",
    "shelving": "article list, or entry files",
    "desk": "workspace",
    "told": "described, formatted, or the sentence",
    "said": "described, or the sentence",
    "anew": "again, or rebuild",
    "nobody": "none",
    "somebody": "the user, or a process",
    "whoever": "the user, or a process",
    "sign": "character, mark or icon",
    "signs": "characters, marks or icons",
    "expression": "regex",
    "expressions": "regex",
    "carry": "rename or move",
    "carried": "rename or move",
    "double": "duplicate",
    "doubles": "duplicate",
    "copies": "duplicate, or read version",
    "spot": "position",
    "passing": "temporary",
    "wishes": "options",
}
"""A word in a name, and what to say."""

RIGHT = {
    "expression_comment": "what MDX calls them",
    "_EXPRESSION": "what MDX calls them",
    "with_copies": "files are copied",
}
"""Names that may have such a word, and why."""

SENTENCES = {
    r"\bpictures?\b": "image",
    r"\blistings?\b": "code block, or list",
    r"\b(shelf|shelves)\b": "list",
    r"\bdesks?\b": "workspace",
    r"\banew\b": "again, or rebuild",
    r"\b(nobody|somebody|whoever|whatsoever)\b": "nothing of the kind: name the user or the process",
    r"\b(is|are|was) told\b": "say, print or show",
    r"\bso many\b": "a number, or N",
    r"\b(of )?one's( own)?\b": "your",
    r"(?<![Tt]here )\b(is|are|was|were) no (?!longer\b|more\b)": "is not a",
    r"\bexpressions?\b": "regex",
    r"\bthe screen library\b": "Textual",
    r"\bpassing (files|folders?)\b": "temporary",
    r"\bwhole articles?\b": "full article",
    r"\bcop(y|ies) of (an|the|this) article\b": "duplicate, or earlier version",
    r"\b(your|a|one|the user's) yes\b": "consent",
    r"\b(a|each|the) signs?\b": "character, or icon",
    r"(?<!next )\bone (reads|does|follows|has|types|owns|may|was|looks|wants|needs|chooses)\b": "you",
    r"\b(do|does) the same as\b": "what it does",
    r"\bfaults? of (its|newsreader's) own\b": "error, or crash",
}
"""What stands in no sentence, and what to say instead."""


def words_of(name: str) -> set[str]:
    """Return the words of which a name is made, in small letters."""
    return {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def names() -> Iterator[Name]:
    """Yield every module, class, function, parameter and attribute of the program, and what the index is made of."""
    for path in sorted((ROOT / "reader").rglob("*.py")):
        file = str(path.relative_to(ROOT))
        yield Name(file, 1, path.stem)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                    yield Name(file, node.lineno, node.name)
                case ast.arg():
                    yield Name(file, node.lineno, node.arg)
                case (
                    ast.AnnAssign(target=ast.Name(id=text))
                    | ast.Attribute(value=ast.Name(id="self"), attr=text)
                ):
                    yield Name(file, node.lineno, text)
                case ast.Constant(value=str(text)) if "CREATE TABLE" in text:
                    for word in re.findall(r"\w+", text):
                        yield Name(file, node.lineno, word)


def retired() -> Iterator[tuple[Name, str]]:
    """Yield each name with a retired word in it, and the word."""
    for name in names():
        if name.text not in RIGHT:
            for word in sorted(words_of(name.text) & NAMES.keys()):
                yield name, word


def sentences() -> Iterator[tuple[str, str]]:
    """Yield what users read, without code, and where it stands."""
    for message in template():
        where = ":".join(map(str, message.locations[0])) if message.locations else "a table"
        for text in [message.id] if isinstance(message.id, str) else message.id:
            yield where, re.sub(r"\{[^}]*\}", "N", text)
    for document in DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        text = re.sub(r"```.*?```", lambda block: "\n" * block[0].count("\n"), text, flags=re.DOTALL)
        for number, line in enumerate(re.sub(r"`[^`\n]*`", "N", text).split("\n"), 1):
            yield f"{document}:{number}", line
    for pattern in SHEETS:
        for file in sorted(ROOT.glob(pattern)):
            for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
                if line.lstrip().startswith(("/*", "#")):
                    yield f"{file.relative_to(ROOT)}:{number}", line


def test_no_name_has_a_retired_word() -> None:
    faults = [
        f"{name.file}:{name.line}: {name.text}: {word} is retired; say {NAMES[word]}"
        for name, word in retired()
    ]
    assert not faults, "\n".join(faults)


def test_no_sentence_that_a_user_sees_has_a_retired_word() -> None:
    faults = [
        f"{where}: {found[0].strip()!r} is retired; say {say}: {text.strip()[:100]}"
        for where, text in sentences()
        for pattern, say in SENTENCES.items()
        if (found := re.search(pattern, text))
    ]
    assert not faults, "\n".join(faults)


def test_the_patterns_find_what_they_are_for() -> None:
    for text in (
        "All pictures are here", "long lines of listings", "it is made anew", "so many cells", "This is no feed",
        "a folder of one's own", "an expression", "when one enters it and one has read it", "waits for your yes",
    ):  # fmt: skip
        assert any(re.search(pattern, text) for pattern in SENTENCES), text
    for text in (
        "There is no feed",
        "it is no longer followed",
        "a longer listen",
        "copy the selection",
        "mark read",
    ):
        assert not any(re.search(pattern, text) for pattern in SENTENCES), text
    assert words_of("ImageCache_oldShelf") & NAMES.keys() == {"shelf"}
    assert not words_of("copy_html") & NAMES.keys()


def test_each_name_that_may_have_such_a_word_is_there() -> None:
    there = {name.text for name in names()}
    assert there >= RIGHT.keys()
