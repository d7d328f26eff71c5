from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import i18n
from reader.i18n import insist, languages, listed, meant_by, of_environment, speak, spoken, tr, trn
from tools.compiled_catalogues import compile_all


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


@pytest.fixture
def chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three sentences in Chinese, which has no plural."""
    folder = tmp_path / "locale"
    source = folder / "zh_CN" / "LC_MESSAGES" / "newsreader.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"

msgid "{count} unread"
msgstr "{count} 篇未读"

msgid "{count} article"
msgid_plural "{count} articles"
msgstr[0] "{count} 篇文章"

msgid "Opened {title}"
msgstr ""
""",
        "utf-8",
    )
    compile_all(folder)
    monkeypatch.setattr(i18n, "FOLDER", folder)


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("code", ["zh_CN", "zh-CN", "zh_CN.UTF-8"])
def test_a_language_answers_in_its_words_and_in_english_for_what_it_lacks(code: str) -> None:
    speak(code)
    assert tr("{count} unread", count=3) == "3 篇未读"
    assert tr("Nothing to undo") == "Nothing to undo"
    assert tr("Opened {title}", title="x") == "Opened x"
    speak("en")
    assert tr("{count} unread", count=3) == "3 unread"


@pytest.mark.usefixtures("chinese")
def test_what_traditional_chinese_lacks_is_english_not_simplified_chinese() -> None:
    source = i18n.FOLDER / "zh_TW" / "LC_MESSAGES" / "newsreader.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "Nothing to undo"\nmsgstr "沒有可復原的更改"\n', "utf-8")
    compile_all(i18n.FOLDER)
    speak("zh_HK")
    assert tr("Nothing to undo") == "沒有可復原的更改"
    assert tr("{count} unread", count=3) == "3 unread"


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_language_has_its_own_rule_for_numbers(count: int) -> None:
    speak("zh_CN")
    assert trn("{count} article", "{count} articles", count) == f"{count} 篇文章"
    assert trn("{count} tag", "{count} tags", count) == f"{count} tag{'' if count == 1 else 's'}"


@pytest.mark.parametrize(
    ("language", "list_of_them"), [("en", "a, b, c"), ("zh_CN", "a、b、c"), ("ja", "a、b、c")]
)
def test_names_are_listed_as_the_language_does(language: str, list_of_them: str) -> None:
    speak(language)
    assert (listed("abc"), listed(["a"]), listed([])) == (list_of_them, "a", "")


@pytest.mark.usefixtures("chinese")
def test_the_languages_are_those_with_a_catalogue() -> None:
    assert languages() == ("en", "zh_CN")


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    "name", ["zh_CN", "zh", "ZH-hans", "zh-Hans-CN", "zh_SG.UTF-8", "zh_CN.GB18030", "zh_CN.UTF-8@pinyin", "zh_TW", "zh-Hant-HK", "yue_HK"]
)  # fmt: skip
def test_every_name_of_chinese_means_the_catalogue_there_is(name: str) -> None:
    assert meant_by(name) == "zh_CN"


def test_traditional_chinese_is_itself_where_it_has_a_catalogue() -> None:
    known = ("en", "zh_CN", "zh_TW", "de", "pt_BR")
    assert [meant_by(name, known) for name in ("zh_HK", "zh_Hant", "zh", "zh-Hans-TW")] == ["zh_TW", "zh_TW", "zh_CN", "zh_CN"]  # fmt: skip
    assert [meant_by(name, known) for name in ("de_AT.UTF-8", "pt_PT", "fr", "")] == ["de", "pt_BR", "", ""]


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("environ", "code"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8", "LC_MESSAGES": "en_US"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh_CN"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "fr:zh_CN:en"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en:zh"}, "en"),
        ({"LC_ALL": "C", "LANGUAGE": "zh_CN"}, "en"),
        ({"LC_CTYPE": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "en"),
    ],
)
def test_the_environment_chooses_as_gettext_has_it(environ: dict[str, str], code: str) -> None:
    assert of_environment(environ) == code
    speak("auto", environ)
    assert spoken() == code


@pytest.mark.usefixtures("chinese")
def test_what_the_command_line_wants_stands_against_the_settings() -> None:
    assert insist("zh")
    speak("en")
    assert spoken() == "zh_CN"
    assert not insist("tlh")
    speak("en")
    assert spoken() == "en"
