"""Rows and labels of texts that hold what Textual strips."""

import pytest
from textual.content import Content
from textual.style import Style

from reader.tui.widgets.content import assembled


@pytest.mark.parametrize("sign", "\a\b\v\f\r")
def test_styles_stay_on_their_words_whatever_is_stripped(sign: str) -> None:
    content = assembled((f"a{sign * 9}b ", "bold"), f"plain{sign * 9} ", ("end" + sign * 9, "italic"))
    lines = [line for line in content.wrap(12) if line.plain]
    drawn = [(text, style) for line in lines for text, style in line.render(Style())]
    assert {text.strip("\ufffd ") for text, style in drawn if style.bold} == {
        "a\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdb"
    }
    assert "end" in {text.strip("\ufffd ") for text, style in drawn if style.italic}
    assert "".join(text for text, _ in drawn).count("\ufffd") == 27


def test_contents_are_taken_as_they_are() -> None:
    assert assembled(Content.styled("a", "bold"), "b").plain == "ab"
