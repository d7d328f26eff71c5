"""The language of an article, said or guessed."""

import pytest

from reader.article.language import guess_language, language_in_path, language_tag
from tests.article.articles import article, read

TAGS = {
    "zh-CN": "zh-CN", "zh_cn": "zh-CN", "ZH-HANS": "zh-Hans", "zh-hans-cn": "zh-Hans-CN", "en": "en", "en_US.UTF-8": "en-US",
    "English": "en", "简体中文": "zh-Hans", "cn": "zh-CN", "es-419": "es-419", "": "", "klingon": "", "xx": "", "zh-CN-": "",
    "en en": "", "no-code": "", "it-news": "", "my-blog": "", "../etc": "",
}  # fmt: skip


@pytest.mark.parametrize("text", TAGS)
def test_a_language_in_any_spelling_becomes_a_tag(text: str) -> None:
    assert language_tag(text) == TAGS[text]


PATHS = {
    "x.zh-cn.md": "zh-CN",
    "x.en.md": "en",
    "index.ja.md": "ja",
    "content/zh-cn/x.md": "zh-CN",
    "src/content/docs/en/guides/x.mdx": "en",
    "_articles/zh-hans/x.md": "zh-Hans",
    "_articles/fa/x.md": "fa",
    "ja/x.md": "ja",
    "pt-br/x.md": "pt-BR",
    "it/x.md": "",
    "notes/it/x.md": "",
    "no-code/x.md": "",
    "x.md": "",
    "node.js.md": "",
    "v1.2.md": "",
}


@pytest.mark.parametrize("path", PATHS)
def test_a_path_may_name_a_language(path: str) -> None:
    assert language_in_path(path) == PATHS[path]


TEXTS = {
    "苹果与中国的多家公司进行了交谈，最终选择与阿里巴巴合作。": "zh-Hans",
    "蘋果與中國的多家公司進行了交談，最終選擇與阿里巴巴合作。": "zh-Hant",
    "これは日本語で書かれた記事です。東京都知事選挙の結果について。": "ja",
    "애플은 중국의 여러 회사와 이야기를 나누었다.": "ko",
    "Apple has talked to a number of companies in China and it is going to work with one of them.": "en",
    "Apple hat mit einer Reihe von Firmen gesprochen und wird nicht mit der ersten das Geschäft machen.": "de",
    "Apple a parlé avec des sociétés et les discussions sont dans une phase qui ne plaît pas à tous.": "fr",
    "Сегодня в городе было очень тепло.": "ru",
    "苹果 Apple Intelligence 在中国区的合作伙伴终于尘埃落定，World Governments Summit 2025 峰会上": "zh-Hans",
    "中文": "zh",
    "Apple": "",
    "12345 !!!": "",
    "": "",
    "```python\nfor the in of and to: pass\n```\n苹果说": "zh-Hans",
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_language_is_guessed_from_the_text(text: str) -> None:
    assert guess_language(text) == TEXTS[text]


def test_the_header_comes_first_then_the_path_then_the_text() -> None:
    chinese = "苹果与中国的多家公司进行了交谈。\n"
    assert article("lang:\n  - ja\n  - en", chinese, "en/x.md").language == "ja"
    assert article("lang: klingon", chinese, "en/x.md").language == "en"
    assert article("title: x", chinese, "x.md").language == "zh-Hans"


ENGLISH = "Notes on the courses that we have to take, and on what is in them.\n"


@pytest.mark.parametrize(
    ("path", "body", "language"),
    [
        ("posts/it/x.md", ENGLISH, "en"),
        ("notes/cs/x.md", ENGLISH, "en"),
        ("setup.cs.md", ENGLISH, "en"),
        ("es/x.md", "这是关于搜索引擎的笔记，我们用它来查找文章。\n", "zh-Hans"),
        ("posts/it/x.md", "Il libro che ho letto è bello e non è per tutti.\n", "it"),
        ("content/ms/x.md", "Buku ini dibaca oleh banyak orang karena bagus, dan kita bisa.\n", "ms"),
        ("content/it/x.md", "...\n", "it"),
        ("de/x.md", ENGLISH, "de"),
        ("content/pcm/x.md", ENGLISH, "pcm"),
        ("libc.so.md", "...\n", ""),
    ],
)
def test_a_folder_that_may_be_a_topic_gives_way_to_a_text_that_is_surely_in_another(
    path: str, body: str, language: str
) -> None:
    assert article("title: x", body, path).language == language


def test_hugos_flag_counts_where_nothing_else_tells() -> None:
    assert article("isCJKLanguage: true", "2025\n").language == "zh"
    assert article("isCJKLanguage: true", "これは日本語です\n").language == "ja"


def test_norwegian_is_a_language_and_no_falsehood() -> None:
    assert article("lang: no").language == "no"


def test_a_text_about_english_words_in_code_is_not_english() -> None:
    assert read("`the of and to in is`\n").article.language == ""
