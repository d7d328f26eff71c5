"""Bytes become text, whatever they are."""

import pytest

from tests.article.articles import messages, read

pytestmark = pytest.mark.row(9)

CHINESE = "---\ntitle: 苹果发布会\n---\n\n他们说这是一个很好的时候，我们可以在这里看到中国的发展。\n"
TRADITIONAL = "---\ntitle: 蘋果發表會\n---\n\n他們說這是一個很好的時候，我們可以在這裡看到國家的發展。\n"
JAPANESE = "---\ntitle: 新しい記事\n---\n\nこれは日本語で書かれた記事です。とても面白いと思います。\n"
KOREAN = "---\ntitle: 새로운 기사\n---\n\n이것은 한국어로 쓴 기사이다. 그는 어제 서울에 있는 학교에 갔다.\n"
FRENCH = "---\ntitle: Café déjà vu\n---\n\nL’été dernier, nous étions à la plage où il faisait très beau.\n"
RUSSIAN = "---\ntitle: Новости дня\n---\n\nСегодня в городе было очень тепло, и люди гуляли по улицам.\n"


@pytest.mark.parametrize(
    ("text", "encoding", "title"),
    [
        (CHINESE, "gb18030", "苹果发布会"),
        (TRADITIONAL, "big5", "蘋果發表會"),
        (JAPANESE, "shift_jis", "新しい記事"),
        (JAPANESE, "euc_jp", "新しい記事"),
        (KOREAN, "euc_kr", "새로운 기사"),
        (FRENCH, "cp1252", "Café déjà vu"),
        (RUSSIAN, "cp1251", "Новости дня"),
        (RUSSIAN, "koi8_r", "Новости дня"),
    ],
)
def test_an_old_encoding_is_guessed_and_named(text: str, encoding: str, title: str) -> None:
    document = read(text.encode(encoding))
    assert document.article.title == title
    assert document.body == text.partition("---\n\n")[2].join(["\n", ""])
    assert any("not in UTF-8" in message for message in messages(document))


@pytest.mark.parametrize("text", [CHINESE, TRADITIONAL, JAPANESE, KOREAN, FRENCH, RUSSIAN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_of_every_width_needs_no_word(text: str, encoding: str) -> None:
    document = read(text.encode(encoding))
    assert document.body == "\n" + text.partition("---\n\n")[2]
    assert messages(document) == []


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_of_other_systems_become_ours(newline: str) -> None:
    document = read("---\ntitle: T\n---\nOne\n\nTwo\n".replace("\n", newline))
    assert (document.article.title, document.body, document.body_line) == ("T", "One\n\nTwo\n", 4)


def test_a_stray_byte_in_utf8_costs_one_sign_and_is_reported_with_its_line() -> None:
    document = read("---\ntitle: 苹果\n---\n好的".encode() + b"\xff" + "文章\n".encode())
    assert document.body == "好的\ufffd文章\n"
    assert [(problem.line, problem.message) for problem in document.article.problems] == [
        (4, "Some bytes are not valid utf-8; they show as \ufffd.")
    ]


def test_a_sign_that_stands_in_the_file_is_no_problem() -> None:
    assert messages(read("It said \ufffd.\n")) == []


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"%PDF-1.4\n" + bytes(range(128, 160)) + bytes(99),
        b"notes/a.md".ljust(512, b"\0") + "好的 text\n".encode().ljust(512, b"\0"),
    ],
)
def test_a_binary_is_listed_with_a_problem_and_no_body(data: bytes) -> None:
    document = read(data)
    assert document.body == ""
    assert document.article.title == "Some note"
    assert messages(document) == ["This file is not text and cannot be shown."]


def test_text_in_utf8_with_many_control_characters_is_shown() -> None:
    signs = "\0\a\b\x0e\x0f\x7f"
    for words in ("text ", "文章, ", "é ü "):
        lines = "".join(f"{words * 6}{signs}\n" for _ in range(40))
        document = read(f"---\ntitle: T\n---\n{lines}last words\n")
        assert (document.article.title, document.body.count(words)) == ("T", 240)
        assert "last words" in document.body


@pytest.mark.parametrize(
    "text", ["text\0text", "a\0b", "ab\0", "one\0two\0six\0ten", "-\0" * 2 + "plain text " * 9]
)
def test_zero_bytes_in_a_text_of_letters_make_no_other_encoding_of_it(text: str) -> None:
    document = read(text.encode())
    assert document.body.startswith(text.replace("\0", "␀").rstrip())
    assert "�" not in document.body


def test_the_escapes_of_japanese_mail_are_read_and_named() -> None:
    document = read(JAPANESE.encode("iso2022_jp"))
    assert (document.article.title, document.body) == ("新しい記事", "\n" + JAPANESE.partition("---\n\n")[2])
    assert messages(document) == ["This file is not in UTF-8; it was read as iso2022_jp."]


@pytest.mark.parametrize("text", ["a \x1b$ b", "a \x1b$B odd", "苹果 \x1b$B4A;z\x1b(B"])
def test_escapes_that_are_none_of_japanese_mail_stay_what_they_are(text: str) -> None:
    document = read(text.encode())
    assert messages(document) == []
    assert document.body == text.replace("\x1b", "␛")


def test_a_zero_byte_in_a_text_shows_as_its_picture() -> None:
    assert read("hello\0world 中文\n").body == "hello␀world 中文\n"


@pytest.mark.parametrize("data", [b"", b"\n\n", b" \t\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(data: bytes) -> None:
    document = read(data)
    assert messages(document) == ["The file is empty."]
    assert document.article.title == "Some note"


@pytest.mark.parametrize("cut", range(1, 4))
def test_a_file_cut_within_a_character_loses_no_more_than_that(cut: int) -> None:
    data = "苹果 and 🍎".encode()
    document = read(data[:-cut], truncated=True)
    assert document.body == "苹果 and "
    assert messages(document) == ["The file is larger than 8 MB; only its beginning was read."]
