"""The fast reader reads what PyYAML reads, or declines."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from reader.article.plain_yaml import parse_plain_yaml
from reader.text import clean

pytestmark = pytest.mark.row(7)

WORDS = st.sampled_from(
    [
        *(
            "title",
            "a",
            "苹果",
            "x y",
            "2025-02-14 17:21:09",
            "true",
            "~",
            "null",
            "it's",
            'say "x"',
            "a: b",
            "a #b",
        ),
        *("#", "a:", "-", "- a", "?", "? a", "[", "[a, b]", "[a, 'b', \"c\"]", "[]", "[ ]", "[,]", "[a,]"),
        *("[a b, c/d]", "{}", "{a: b}", "&a", "*a", "!t", "|", ">", "%", "@", "`", "''", '""', "'a'", '"a"'),
        *(
            "'a''b'",
            '[{"url": "http://x.y/z?q=1", "size": 5}]',
            '[{"a": "it\'s, b: #c", "b": "d"}, {"a": "苹"}]',
            '[{"a": 1.5}]',
            '[{"a": "x", "a": "y"}]',
            '[{"a": true}, {}]',
            "[{}]",
            '[{"a": "b"},{"c": "d"}]',
            '[{"a":"b"}]',
            '"a\\n"',
            '"a',
            "'a",
            "<<",
            "a,b",
            "http://x.y/z?q=1&r=2#s",
            "...",
            "---",
            "a  b",
            "\xa0",
        ),
        *(
            '"a\n b "',
            '"a \n\n\n  b"',
            '"\n"',
            '"a\n--- b"',
            '"a\n... "',
            '"a\n#b\n: c\n"',
            '"a\n  b" c',
            "'a\n b'",
        ),
        *("a\xa0", "'a' b", '"a" #b', "a\tb", ""),
    ]
)
TEXT = WORDS | st.text(alphabet="ab:#-?,[]{}&*!|>'\"%@`\\ é苹\t", max_size=12)
KEY = st.sampled_from(["title", "tags", "a-b", "a_b", "é", "1", "a b", "-", "'q'", "<<", "x"])
SPACES = st.sampled_from(["", " ", "  ", "    "])
ENTRY = st.builds("{}{}:{}{}{}".format, SPACES.filter(len) | st.just(""), KEY, SPACES, TEXT, SPACES)
ITEM = st.builds("{}-{}{}{}".format, SPACES, SPACES, TEXT, SPACES)
LINE = st.one_of(ENTRY, ENTRY, ITEM, ITEM, st.just(""), st.just("# note"), SPACES, TEXT)
HEADER = st.lists(LINE, max_size=8).map("\n".join)


@given(HEADER)
@example("a:\n- b\n - c")
@example("a: ''\n- b")
@example("a:\n  - b\n\n  - c\n# d\ne: [x, y]")
@example("a: b\n  - c")
@example('title: [{"url": "http://x.y/z?q=1", "size": 5}, {"alt": "it\'s: #1"}]')
@example("title: [{}]")
@example('title: [{"a":"b"}]')
@example('title: [{"a" :"b" ,"c": 5}]')
@example("a:\n  - [b]\n")
@example("a: [b]\n- c")
@example("a: #\n")
@example("\xa0")
@example('a: "### **b**\n\nc..."\nd: e')
def test_the_fast_reader_agrees_with_the_real_parser(header: str) -> None:
    header = clean(header)
    fast = parse_plain_yaml(header)
    if fast is not None:
        assert dict(fast) == (yaml.load(header, Loader=yaml.CBaseLoader) or {})


@pytest.mark.parametrize(
    "header",
    [
        'title: "T"\ndate: "2025-02-14 17:21:09"\ntags:\n  - "a"\n  - b\nmenu: ""\ntoc: false\n',
        "title: It's 5 o'clock\nlink: https://example.org/a?b=c#d\ntags: [a, b c, 'd']\nempty: []\nnone:\n",
        "# a note\ntitle: 苹果\n\ntags:\n- 科技\n- 手机\n",
        'title: "T"\nsummary: "### **苹果**\n\n  苹果公司 \nsays..."\ntags:\n- "a\n  b"\n',
    ],
)
def test_the_common_shape_is_read_fast(header: str) -> None:
    assert parse_plain_yaml(header) == yaml.load(header, Loader=yaml.CBaseLoader)


@pytest.mark.parametrize(
    "header",
    ["a: b\na: c", "a: {b: c}", "a: |\n  b", "a: b # c", "a: b\n c", "a: &x b", "a:\tb", "a: 'b''c'", "? a"],
)
def test_any_other_shape_is_declined(header: str) -> None:
    assert parse_plain_yaml(header) is None


def test_the_files_of_an_entry_are_read_fast() -> None:
    header = 'enclosures: [{"url": "https://e.org/a.mp3", "size": 5, "alt": "it\'s 蜂箱, #1: a"}, {"url": "https://e.org/b"}]\n'
    found = parse_plain_yaml(header)
    assert found == yaml.load(header, Loader=yaml.CBaseLoader)
    assert found is not None
