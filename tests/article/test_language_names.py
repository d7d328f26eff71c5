"""What languages call themselves."""

import pytest

from reader.article.language_names import NAMES, own_names
from reader.article.language_table import CODES


def test_every_language_that_is_known_has_a_name() -> None:
    assert set(NAMES) == CODES
    assert len(set(NAMES.values())) == len(NAMES)


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        (["zh-CN", "en"], ["中文", "English"]),
        (["zh-Hans", "zh-TW", "ja"], ["简体中文", "繁體中文", "日本語"]),
        (["en-US", "en-GB", "de-AT"], ["English (en-US)", "English (en-GB)", "Deutsch"]),
        (["en", "en-GB"], ["English", "English (en-GB)"]),
        (["", "fr"], ["another language", "Français"]),
        ([], []),
    ],
)
def test_a_name_is_as_long_as_it_takes_to_tell_it_from_the_others(tags: list[str], names: list[str]) -> None:
    assert own_names(tags) == names
