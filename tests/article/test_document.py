"""The other fields of an article, and a document as a whole."""

import subprocess
import sys

import pytest

from reader.article import SIZE_LIMIT_BYTES
from tests.article.articles import article, messages, read

BODY = "> 记者 | 肖芳\n>\n> 编辑 | 文姝琪\n\n苹果 [Apple Intelligence](https://example.org/x) 在中国区的**合作**伙伴终于定了。\n"
SUMMARIES = {
    "summary: 记者 | 肖芳编辑 | 文姝琪苹果Apple Intelligence在中国区的合作...": "",
    "summary: 记者 | 肖芳": "",
    "summary: 一件大事": "一件大事",
    "summary: 记者 | 肖芳\nsubtitle: 一件大事": "一件大事",
    "description: One *thing* and [another](https://example.org)": "One thing and another",
    "summary: ''\nexcerpt: This": "This",
    "title: Same\nsummary: same.": "",
    "summary: null": "",
    "summary: |\n  Two\n  lines": "Two lines",
    "lead: This": "This",
}


@pytest.mark.parametrize("header", SUMMARIES)
def test_a_summary_is_shown_where_it_says_something_new(header: str) -> None:
    assert article(header, BODY).summary == SUMMARIES[header]


@pytest.mark.parametrize("said", ["One rule. See below", "One rule1. See below[2] …"])
def test_footnotes_in_the_text_do_not_make_the_summary_new(said: str) -> None:
    body = "One **rule**[^1]. See below[^2], and more.\n\n[^1]: First.\n\n[^2]: Second.\n"
    assert article(f"summary: '{said}'", body).summary == ""


def test_a_summary_that_says_more_than_a_text_with_footnotes_is_shown() -> None:
    said = "One rule. See above"
    assert article(f"summary: '{said}'", "One rule[^1]. See below.\n\n[^1]: First.\n").summary == said


IMAGES = {
    "image: /assets/x.png": "/assets/x.png",
    "thumbnail: ''\ncover: x.png": "x.png",
    "cover:\n  image: x.png\n  alt: y": "x.png",
    "images: [a.png, b.png]": "a.png",
    "featured_image: https://example.org/x.png": "https://example.org/x.png",
    'banner: "![[x.png]]"': "x.png",
    "image: false": "",
    "image: javascript:alert(1)": "",
    "image: data:image/png;base64,AAAA": "",
    "image: file:///etc/passwd": "",
    "image: null": "",
}


@pytest.mark.parametrize("header", IMAGES)
def test_an_image_is_a_path_or_a_safe_address(header: str) -> None:
    assert article(header).image == IMAGES[header]


DRAFTS = {
    "draft: true": True,
    "Draft: yes": True,
    "published: false": True,
    "status: draft": True,
    "status: Hidden": True,
    "unlisted: true": True,
    "draft: false": False,
    "published: true": False,
    "published: 2025-01-02": False,
    "status: Completed": False,
    "title: draft": False,
}


@pytest.mark.parametrize("header", DRAFTS)
def test_drafts_are_told(header: str) -> None:
    assert article(header).draft is DRAFTS[header]


def test_what_lies_among_jekylls_drafts_is_one() -> None:
    assert article("title: x", path="_drafts/x.md").draft
    assert article("title: x", path="blog/_drafts/x.md").draft


@pytest.mark.parametrize("name", ["id", "guid", "UUID"])
def test_an_explicit_id_is_kept(name: str) -> None:
    assert article(f"{name}: abc-1").guid == "abc-1"


def test_the_whole_header_is_kept_noise_and_all() -> None:
    header = "title: x\nwidgets:\n  - search\nmenu: ''\nsidebar: {side: right, wide: [a, b]}"
    assert article(header).extra == {
        "title": "x",
        "widgets": ["search"],
        "menu": "",
        "sidebar": {"side": "right", "wide": ["a", "b"]},
    }


def test_a_file_of_which_only_the_beginning_was_read_says_so() -> None:
    document = read("# Long\n\nText", truncated=True)
    assert document.article.title == "Long"
    assert messages(document) == ["The file is larger than 8 MB; only its beginning was read."]
    assert SIZE_LIMIT_BYTES == 8 * 1024 * 1024


def test_the_body_begins_where_the_line_says() -> None:
    text = "---\ntitle: x\ntags:\n  - a\n---\n\nfirst\nsecond\n"
    document = read(text)
    assert text.split("\n")[document.body_line - 1 :] == document.body.split("\n")


def test_parsers_are_imported_only_for_a_file_that_needs_them() -> None:
    script = (
        "import sys, datetime\n"
        "from reader.article import Key, read_document\n"
        "now = datetime.datetime.now(datetime.UTC)\n"
        "read_document(b'# x', Key('f', 'x.md'), now, zone=datetime.UTC)\n"
        "early = {'yaml', 'frontmatter', 'tomllib', 'json'} & set(sys.modules)\n"
        "read_document(b'---\\ntitle: x\\n---\\n', Key('f', 'x.md'), now, zone=datetime.UTC)\n"
        "plain = {'yaml', 'frontmatter'} & set(sys.modules)\n"
        "read_document(b'---\\ntitle: &a x\\n---\\n', Key('f', 'x.md'), now, zone=datetime.UTC)\n"
        "print(sorted(early), sorted(plain), 'tomllib' in sys.modules, 'frontmatter' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] [] False True"
