"""The body alone is that of the document, whatever header stands above it."""

from datetime import UTC, datetime

import pytest

from reader.article import Key, read_document
from reader.article.body import read_body

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "# Only a body\n", "", "---\ntitle: x\n---\nbody\n", '---\ntitle: "x\n\n  y"\ntags: &a [b]\n---\n\nbody\n',
        "+++\ntitle = 'x'\n+++\nbody\n", '{"title": "x"}\nbody\n', "Title: x\nDate: 2026-01-01\n\nbody\n",
        "---\ntitle: x\nnever closed\n", "---\n\nA rule\n\n---\nand text\n", "---\nbroken: [\n---\nbody\n",
    ],
)  # fmt: skip
def test_the_body_is_that_of_the_document(text: str) -> None:
    document = read_document(text.encode(), Key("f", "x.md"), NOW, zone=UTC)
    assert read_body(text.encode()) == document.body


def test_another_encoding_is_decoded_as_in_the_document() -> None:
    data = "---\ntitle: 香蕉\n---\n苹果和香蕉，还有很多别的水果。\n".encode("gb18030")
    assert read_body(data) == read_document(data, Key("f", "x.md"), NOW, zone=UTC).body
