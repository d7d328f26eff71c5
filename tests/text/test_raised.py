"""Superscript and subscript in the signs that Unicode has."""

from unicodedata import normalize

import pytest

from reader.text.raised import lowered, raised, subscript, superscript

ASCII = "".join(map(chr, range(33, 127)))


@pytest.mark.parametrize(
    ("text", "sign"), [("2", "²"), ("n+1", "ⁿ⁺¹"), ("st", "ˢᵗ"), ("注", "^(注)"), ("a b", "^(a b)"), ("", "")]
)
def test_what_has_signs_is_raised_and_the_rest_in_brackets(text: str, sign: str) -> None:
    assert superscript(text) == sign


@pytest.mark.parametrize(("text", "sign"), [("2", "₂"), ("max", "ₘₐₓ"), ("b", "_(b)"), ("", "")])
def test_what_has_signs_is_lowered_and_the_rest_in_brackets(text: str, sign: str) -> None:
    assert subscript(text) == sign


def test_every_sign_is_that_of_its_character() -> None:
    for char in ASCII:
        for sign in (raised(char), lowered(char)):
            assert sign is None or normalize("NFKC", sign).replace("−", "-") == char
    assert sum(raised(char) is not None for char in ASCII) > 50
    assert sum(lowered(char) is not None for char in ASCII) > 30
