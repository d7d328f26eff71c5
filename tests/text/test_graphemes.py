"""Grapheme clusters: the official test, and what the rest of the program relies on."""

from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.text.graphemes import _CLASSES, _PLAIN, grapheme_boundary, grapheme_end, graphemes

JOINED = ["e\u0301", "👨\u200d👩\u200d👧", "🇨🇳", "👍🏽", "❤\ufe0f", "각", "क्षि", "\r\n"]

mixed = st.text(
    st.sampled_from("ab 中文，。かー한👨\u200d👩\u0301\ufe0f🇨🇳🏽क्षष\u1100\u1161\u11a8\r\n")
    | st.characters(exclude_categories=["Cs"]),
    max_size=80,
)


def official(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.partition("#")[0].split()
        clusters: list[str] = []
        for mark, point in zip(fields[0::2], fields[1::2], strict=False):
            char = chr(int(point, 16))
            if mark == "÷":
                clusters.append(char)
            else:
                clusters[-1] += char
        if clusters:
            yield clusters


def test_all_cases_of_the_standard_hold(standards: Path) -> None:
    cases = list(official(standards / "GraphemeBreakTest-17.0.0.txt"))
    assert len(cases) == 766
    wrong = [case for case in cases if list(graphemes("".join(case))) != case]
    assert not wrong


def test_what_shows_as_one_sign_is_one_cluster() -> None:
    for sign in JOINED:
        assert list(graphemes(sign)) == [sign]
        assert list(graphemes(f"中{sign}a")) == ["中", sign, "a"]


def test_plain_text_is_its_characters() -> None:
    assert list(graphemes("a中，한")) == ["a", "中", "，", "한"]
    assert list(graphemes("")) == []


def test_no_plain_character_ever_joins_its_neighbour() -> None:
    plain = [chr(point) for point in range(0x20000) if _PLAIN.fullmatch(chr(point))]
    assert len(plain) > 30_000
    assert {_CLASSES[ord(char)] for char in plain} <= {"o", "G", "H"}  # other, and whole Hangul syllables


@given(mixed)
def test_clusters_joined_are_the_text(text: str) -> None:
    assert "".join(graphemes(text)) == text


@given(mixed)
def test_ends_are_the_same_one_by_one(text: str) -> None:
    ends, at = [], 0
    while at < len(text):
        at = grapheme_end(text, at)
        ends.append(at)
    expected, total = [], 0
    for cluster in graphemes(text):
        total += len(cluster)
        expected.append(total)
    assert ends == expected


@given(mixed, st.integers(0, 80))
def test_a_boundary_is_the_last_one_that_is_not_too_far(text: str, limit: int) -> None:
    if not text:
        return
    at = min(max(limit, 1), len(text))
    ends, total = [], 0
    for cluster in graphemes(text):
        total += len(cluster)
        ends.append(total)
    fitting = [end for end in ends if end <= at]
    assert grapheme_boundary(text, 0, at) == (fitting[-1] if fitting else ends[0])


def test_a_cluster_longer_than_any_window_stays_whole() -> None:
    text = "a" + "\u0301" * 5000 + "b"
    assert grapheme_end(text, 0) == 5001
    assert list(graphemes(text)) == [text[:-1], "b"]
