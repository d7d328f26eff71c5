from collections.abc import Iterator
from string import Formatter

import pytest

from reader import i18n
from reader.i18n import CATALOGUES, speak, tr, trn


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    speak("en")


def test_a_sentence_is_its_own_key_and_its_places_are_filled() -> None:
    assert tr("Nothing to undo") == "Nothing to undo"
    assert tr("{count} of {total}", count=3, total=5) == "3 of 5"


def test_a_value_with_braces_is_no_place() -> None:
    assert tr("Opened {title}", title="{count} {0} {") == "Opened {count} {0} {"


def test_a_sentence_without_places_may_hold_braces() -> None:
    assert tr("{") == "{"


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles"), (-1, "-1 articles")]
)
def test_the_number_decides_between_one_and_many(count: int, said: str) -> None:
    assert trn("{count} article", "{count} articles", count) == said


def test_an_unknown_language_is_english() -> None:
    speak("tlh")
    assert tr("Nothing to undo") == "Nothing to undo"


def test_a_language_answers_in_its_words_and_in_english_for_what_it_lacks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(i18n, "CATALOGUES", {"en": {}, "zh": {"{count} unread": "{count} 篇未读"}})
    speak("zh")
    assert tr("{count} unread", count=3) == "3 篇未读"
    assert tr("Nothing to undo") == "Nothing to undo"
    speak("en")
    assert tr("{count} unread", count=3) == "3 unread"


def test_a_translation_has_the_places_of_its_sentence_and_no_others() -> None:
    for catalogue in CATALOGUES.values():
        for sentence, translated in catalogue.items():
            assert places(translated) == places(sentence), sentence


def places(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(sentence)}
