"""What Substack's feeds have in attributes alone is in the article."""

import json
from html import escape

import pytest

from reader.feeds.html.convert import to_markdown
from tests.feeds.other_reader import BASE

GALLERY = {
    "gallery": {
        "images": [{"src": "https://i.example/1.jpg"}, {"src": "/2.jpg", "alt": "二"}],
        "caption": "两盏灯",
    }
}


def embed(tag: str, values: object) -> str:
    return f'<p>a</p><{tag} data-attrs="{escape(json.dumps(values))}"></{tag}><p>b</p>'


@pytest.mark.parametrize(
    ("tag", "values", "markdown"),
    [
        ("div", {"persistentExpression": "E = mc^2\n+ \\\\alpha_1", "id": "X"}, "$$E = mc^2 + \\\\alpha_1$$"),
        ("div", GALLERY, "![](https://i.example/1.jpg)\n\n![二](https://b.org/2.jpg)\n\n*两盏灯*"),
        ("div", {"title": "An *older* letter", "canonical_url": "https://n.example/p/o"}, "[An \\*older\\* letter](https://n.example/p/o)"),
        ("div", {"url": "https://x.example/1", "full_text": "So it\ngoes."}, "[So it goes.](https://x.example/1)"),
        ("div", {"id": 3, "poll": [1]}, ""),
        ("div", {"title": "bad", "url": "javascript:x"}, ""),
        ("div", {"gallery": {"images": ["x", {"src": 3}, {"src": "javascript:x"}]}}, ""),
        ("div", [1, 2], ""),
    ],
)  # fmt: skip
def test_an_element_without_text_shows_what_its_attributes_say(
    tag: str, values: object, markdown: str
) -> None:
    between = f"{markdown}\n\n" if markdown else ""
    assert to_markdown(embed(tag, values), BASE) == f"a\n\n{between}b\n"


def test_a_person_or_a_share_is_named_in_its_sentence() -> None:
    person, share = escape(json.dumps({"name": "Ann Lee", "id": 1})), escape(json.dumps({"symbol": "$TEA"}))
    html = f"<p>By <span class='mention-wrap' data-attrs='{person}'></span>, of <span data-attrs='{share}'></span>.</p>"
    assert to_markdown(html, BASE) == "By Ann Lee, of $TEA.\n"


def test_attributes_that_are_broken_or_repeat_the_text_add_nothing() -> None:
    html = "<div data-attrs='{broken'></div><div data-attrs='{&quot;title&quot;: &quot;x&quot;}'>shown</div>"
    assert to_markdown(html, BASE) == "shown\n"


def test_a_label_for_programs_that_read_aloud_is_no_text() -> None:
    html = "<div><label class='hide-text'>Text within this block</label><pre>a\n  b</pre></div>"
    assert to_markdown(html, BASE) == "```\na\n  b\n```\n"
