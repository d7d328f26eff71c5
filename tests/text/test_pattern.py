"""Regexes that are compiled when they are first used do all that others do."""

import re

import pytest

from reader.text.pattern import late


def test_a_late_regex_finds_what_one_that_was_compiled_at_once_finds() -> None:
    text, pattern = "One two, THREE four", r"(?P<word>[a-z]+)\b"
    now, then = re.compile(pattern, re.IGNORECASE), late(pattern, re.IGNORECASE)
    assert [match.span() for match in then.finditer(text)] == [match.span() for match in now.finditer(text)]
    assert (then.findall(text), then.split(text)) == (now.findall(text), now.split(text))
    assert (then.sub("x", text), then.subn("x", text)) == (now.sub("x", text), now.subn("x", text))
    assert then.search(text, 3)[0] == now.search(text, 3)[0]  # type: ignore[index]
    assert then.match(" ") is then.fullmatch("a b") is None
    assert (then.pattern, then.flags, then.groupindex) == (now.pattern, now.flags, now.groupindex)


def test_a_late_regex_is_not_compiled_before_it_is_used() -> None:
    wrong = late("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_a_late_regex_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        late("a").nothing  # type: ignore[attr-defined]  # noqa: B018
