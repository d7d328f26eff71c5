"""The bytes of a document as text: valid UTF-8 is UTF-8, then the header, the declaration and a guess; a bad byte costs one character."""

import codecs
import json

import pytest

from reader.feeds.formats.charset import codec_of
from tests.feeds.conftest import Ask
from tests.feeds.server import Web
from tests.feeds.written import document, entry, served

CHINESE = ("苹果新闻网", "苹果新闻。中文文章。")
RUSSIAN = ("Новости", "Новости дня и погода на завтра в Москве.")
GERMAN = ("Grüße", "Die Straße ist schön, größer und länger als früher.")
JAPANESE = ("今日のニュース", "今日のニュースをお知らせします。")
JSON_FEED = "https://jsonfeed.org/version/1.1"


def declared(encoding: str, text: tuple[str, str]) -> str:
    begin = f'<?xml version="1.0" encoding="{encoding}"?>' if encoding else ""
    title, body = text
    return document(entry(f"<description>{body}</description>", title), begin=begin, title=title)


@pytest.mark.parametrize(
    "header", ["", "text/xml; charset=ISO-8859-1", "text/xml; charset=gbk", "text/xml; charset=utf-16"]
)
@pytest.mark.parametrize(
    "name",
    ["utf-8", "utf-16", "UTF-16LE", "gb2312", "iso-8859-1", "us-ascii", "x-sjis", "unknown-8bit", "hex", ""],
)
def test_what_is_valid_utf_8_is_utf_8_whatever_is_declared(
    web: Web, ask: Ask, name: str, header: str
) -> None:
    headers = {"Content_Type": header} if header else {}
    [file] = served(web, ask, declared(name, CHINESE), **headers)
    assert (file.title, file.body) == CHINESE
    assert file.fields["source"] == "Feed"


@pytest.mark.parametrize(
    "mark", [b"", codecs.BOM_UTF8, codecs.BOM_UTF8 * 2, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE]
)
@pytest.mark.parametrize("name", ["utf-8", "gb2312", ""])
def test_a_byte_order_mark_before_utf_8_may_be_of_any_kind(
    web: Web, ask: Ask, mark: bytes, name: str
) -> None:
    [file] = served(web, ask, mark + declared(name, CHINESE).encode())
    assert (file.title, file.body) == CHINESE


@pytest.mark.parametrize("name", ["utf-8", "gb2312", "utf-16", ""])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("before", ["", "\n "])
def test_units_of_several_bytes_are_recognised_without_a_mark(
    web: Web, ask: Ask, encoding: str, name: str, before: str
) -> None:
    data = (before + declared(name, CHINESE)).encode(encoding)
    [file] = served(web, ask, data, Content_Type="text/xml; charset=utf-8")
    assert (file.title, file.body) == CHINESE


@pytest.mark.parametrize(
    ("text", "encoding", "name", "header"),
    [
        (CHINESE, "gb2312", "gb2312", "text/xml; charset=ISO-8859-1"),
        (CHINESE, "gb2312", "gb2312", "text/xml; charset=us-ascii"),
        (CHINESE, "gb2312", "gb2312", "text/xml; charset=utf-8"),
        (CHINESE, "gb2312", "gb2312", ""),
        (CHINESE, "gb2312", "utf-8", "text/xml; charset='GB2312'"),
        (CHINESE, "gbk", "", 'application/rss+xml; Charset = "GBK" ; x=y'),
        (CHINESE, "gb18030", "utf-8", ""),
        (CHINESE, "gb18030", "", ""),
        (("蘋果新聞網", "蘋果新聞。中文文章。"), "big5", "", "text/xml;charset=Big5"),
        (RUSSIAN, "cp1251", "windows-1251", "text/xml; charset=iso-8859-1"),
        (RUSSIAN, "cp1251", "utf-8", "text/xml; charset=windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r", "text/html"),
        (RUSSIAN, "koi8-r", "", ""),
        (GERMAN, "latin-1", "iso-8859-1", ""),
        (GERMAN, "latin-1", "utf-8", ""),
        (("It’s", "It’s “quoted” – for €5."), "cp1252", "iso-8859-1", ""),
        (JAPANESE, "shift_jis", "Shift_JIS", ""),
        (JAPANESE, "euc_jp", "", "text/xml; charset=euc-jp"),
        (JAPANESE, "iso2022_jp", "ISO-2022-JP", ""),
        (JAPANESE, "iso2022_jp", "", "text/xml; charset=iso-2022-jp"),
    ],
)
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_then_the_header_then_the_declaration_then_a_guess(
    web: Web, ask: Ask, text: tuple[str, str], encoding: str, name: str, header: str, mark: bytes
) -> None:
    headers = {"Content_Type": header} if header else {}
    [file] = served(web, ask, mark + declared(name, text).encode(encoding), **headers)
    assert (file.title, file.body) == text


@pytest.mark.parametrize(
    "begin",
    [
        "<?xml version='1.0' encoding='iso-8859-1' standalone='yes'?>",
        "<?xml version=1.0 encoding=iso-8859-1?>",
        '<?XML VERSION="1.0" ENCODING="ISO-8859-1"?>',
        '<?xml version="1.0"\n  encoding = "iso-8859-1" ?>',
        '<!-- made by a program --><?xml version="1.0" encoding="iso-8859-1"?>',
        '\n<?xml version="1.0" encoding="iso-8859-1"?>',
    ],
)
def test_a_declaration_may_be_written_carelessly(web: Web, ask: Ask, begin: str) -> None:
    text = document(entry("<description>éàü</description>"), begin=begin)
    assert served(web, ask, text.encode("latin-1"))[0].body == "éàü"


@pytest.mark.parametrize("name", ["utf-8", ""])
@pytest.mark.parametrize(
    ("before", "bad", "behind"),
    [
        ("文章", "。".encode()[:-1], "完"),
        ("文章", "。".encode()[1:2], "完"),
        ("Straße ", b"\xc3", " größer"),
        ("über ", b"\xff", " Straße"),
        ("中文", b"\xf0\x9f", "尾"),
    ],
)
def test_a_bad_byte_costs_one_character(
    web: Web, ask: Ask, before: str, bad: bytes, behind: str, name: str
) -> None:
    data = declared(name, ("Title", "@")).encode().replace(b"@", before.encode() + bad + behind.encode())
    [file] = served(web, ask, data)
    assert file.body == f"{before}\ufffd{behind}"


@pytest.mark.parametrize("bad", [b"\xff", b"\xc3", "’".encode()[:2]])
def test_one_bad_byte_in_a_text_of_ascii_costs_one_character(web: Web, ask: Ask, bad: bytes) -> None:
    data = declared("utf-8", ("Title", "plain @ text")).encode().replace(b"@", bad)
    assert served(web, ask, data)[0].body == "plain \ufffd text"


def test_a_bad_byte_in_a_large_feed_costs_one_character(web: Web, ask: Ask) -> None:
    many = [
        entry(f"<description>苹果新闻 {'字' * 900}</description>", f"第{number}", number)
        for number in range(500)
    ]
    data = document(*many).encode()
    assert len(data) > 1 << 20
    files = served(web, ask, data.replace("新闻".encode(), "新闻".encode()[:-1], 1))
    assert [file.title for file in files] == [f"第{number}" for number in range(500)]
    assert [file.body[:5] for file in files[:2]] == ["苹果新\ufffd ", "苹果新闻 "]


@pytest.mark.parametrize(
    ("encoding", "header"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("gbk", "application/json; charset=gbk"),
    ],
)
def test_a_json_feed_may_be_in_another_encoding(web: Web, ask: Ask, encoding: str, header: str) -> None:
    item = {"id": "1", "title": CHINESE[0], "content_text": CHINESE[1]}
    data = json.dumps({"version": JSON_FEED, "items": [item]}, ensure_ascii=False).encode(encoding)
    headers = {"Content_Type": header} if header else {}
    [file] = served(web, ask, data, **headers)
    assert (file.title, file.body) == CHINESE


@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (b"\xe4\xb8\xad\xe6\x96\x87\xe4\xb8!", "中文\ufffd!"),
        (b"a\nb", "a\\\nb"),
        (b"a\x00b", "ab"),
        (b"a\\ud83db", "ab"),
        (b"a\\u0008b", "ab"),
        (b"\xffa", "\ufffda"),
    ],
)
def test_what_is_wrong_in_a_string_of_json_costs_no_entry(web: Web, ask: Ask, raw: bytes, body: str) -> None:
    item = b'{"id": "1", "title": "Title", "content_text": "@"}'.replace(b"@", raw)
    data = b'{"version": "%s", "items": [%s, {"id": "2", "title": "Next"}]}' % (JSON_FEED.encode(), item)
    files = served(web, ask, data)
    assert [file.title for file in files] == ["Title", "Next"]
    assert files[0].body == body


@pytest.mark.parametrize(
    "name", ["hex", "rot13", "base64", "zlib", "idna", "unicode_escape", "utf-7", "no-such", "", "a\0b", "é"]
)
def test_what_is_no_encoding_of_the_web_is_not_used(name: str) -> None:
    assert codec_of(name) == ""
