"""Bare addresses: where they begin and end, in Chinese, in brackets, beside names of packages."""

import pytest

from reader.page.markdown.parse import parse


def targets(text: str) -> list[str]:
    return [run.link for block in parse(text) for run in block.runs if run.link]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[https://e.com/x]", "https://e.com/x"),
        ("[see https://e.com/y]", "https://e.com/y"),
        ("【https://e.com/y】", "https://e.com/y"),
        ("[https://e.com/x],then", "https://e.com/x"),
        ("https://e.com/a[1]", "https://e.com/a[1]"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("(https://e.com/x(1)).", "https://e.com/x(1)"),
    ],
)
def test_an_unpaired_bracket_ends_an_address(text: str, target: str) -> None:
    assert targets(text) == [target]


@pytest.mark.parametrize(
    "address",
    [
        "https://baike.baidu.com/item/苹果/123",
        "https://zh.wikipedia.org/wiki/苹果公司#历史",
        "https://zh.wikipedia.org/wiki/C语言",
        "https://ja.wikipedia.org/wiki/プログラミング言語",
        "https://www.google.com/search?q=苹果&hl=zh",
        "https://e.com/s?q=vue教程&page=2",
        "https://e.com/文档/start",
        "https://e.com/page#第一节",
        "https://例子.测试/路径",
        "https://www.例子.com/a",
        "https://müller.de/straße",
        "https://президент.рф/новости",
        "https://ko.wikipedia.org/wiki/사과",
        "ftp://ftp.e.com/x.tar.gz",
        "http://localhost:8000/x",
    ],
)
def test_an_address_is_whole_in_letters_of_every_script(address: str) -> None:
    for around in ("{}", "见 {} 。", "（{}）", "见{}，然后", "{}。", "“{}”"):
        assert targets(around.format(address)) == [address]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("https://e.com/docs了解更多", "https://e.com/docs"),
        ("https://e.com了解更多", "https://e.com"),
        ("见https://e.com/查看说明", "https://e.com/"),
        ("https://例子.com了解", "https://例子.com"),
        ("https://e.com/docs를 보세요", "https://e.com/docs"),
        ("https://e.com/x，中文", "https://e.com/x"),
        ("https://e.com/x（说明）", "https://e.com/x"),
        ("https://e.com/x……", "https://e.com/x"),
        ("https://e.com/x——好", "https://e.com/x"),
        ("www.e.org有", "http://www.e.org"),
    ],
)
def test_chinese_after_an_address_is_text(text: str, target: str) -> None:
    assert targets(text) == [target]


@pytest.mark.parametrize(
    "text",
    [
        "npm i vue@3.4.21 lodash@4.17.21",
        "react@18.x next@14.0.0-beta vite@5.0.0-rc.next",
        "@vue/compiler@3.4.21",
        "git@github.com:user/repo.git",
        "name@latest",
        "https:// and www. and ftp://",
    ],
)
def test_versions_of_packages_and_repositories_are_no_addresses(text: str) -> None:
    assert targets(text) == []


def test_mail_addresses_at_hosts_of_digits_are_links() -> None:
    assert targets("写给 10001@qq.com 或 me@163.com。") == ["mailto:10001@qq.com", "mailto:me@163.com"]
