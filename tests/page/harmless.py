"""Articles that mean harm, and what XHTML may hold that is made of them."""

import re
from xml.etree import ElementTree as ET

ELEMENTS = frozenset({
    "a", "abbr", "blockquote", "br", "code", "del", "details", "div", "em", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "img", "kbd", "li", "mark", "ol", "p", "pre", "span", "strong", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr",
    "u", "ul", "all",
})  # fmt: skip
ATTRIBUTES = frozenset(
    {"alt", "class", "height", "href", "id", "open", "src", "start", "title", "value", "width"}
)
ADDRESS = re.compile(r"(?:https?://|mailto:|#).+", re.DOTALL)


def parsed(xhtml: str) -> ET.Element:
    return ET.fromstring(f"<all>{xhtml}</all>")


def is_harmless(xhtml: str) -> bool:
    """Return whether the elements, attributes and addresses are those of the tables above."""
    return all(
        element.tag in ELEMENTS
        and element.attrib.keys() <= ATTRIBUTES
        and ADDRESS.match(element.get("href", "#x"))
        for element in parsed(xhtml).iter()
    )


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>",
    '<a href="javascript:alert(1)" onclick="x()">a</a> [b](javascript:alert(1)) [c](data:text/html,x) [d](vbscript:x)',
    "<style>*{display:none}</style><iframe src=//evil.example></iframe><form action=//evil.example><input>",
    "]]> --> <!-- & &lt; &#0; &#x1F; &bogus; <![CDATA[ x ]]> <?php x ?>",
    "a\x00b\x0bc\x1b]0;x\x07d\x9b e\ufffe\uffff\ud800 f\u202eg",
    '<p title="\'\x22>" class="evil">x</p> ![" onerror="x](" onload="y)',
    "[a]: javascript:x '\"><script>'\n\n[a] <https://e.example/\"onclick=x> <https://e.example/'><b>",
    "<details open ontoggle=alert(1)><summary>s</summary>in</details>",
    "> " * 60 + "deep\n\n" + "- " * 60 + "deep",
    "$$\\text{<script>}$$ and $a<b$ and \x85 \u2028 \u2029 ends",
    "---\ntitle: '<script>alert(1)</script>\\'\nsource: \"<b>\"\nauthor: ['\"><i>']\nlink: 'javascript:x'\ntags: ['<u>']\n---\nx",
)
