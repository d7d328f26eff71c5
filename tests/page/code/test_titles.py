"""The name of a file, or the title, that a fence gives its code is shown above it."""

import pytest

from reader.page.code.languages import fence_language, fence_title
from reader.page.line import BlockKind
from reader.page.markdown.parse import parse

TITLES = {
    'js title="src/one.js"': ("js", "src/one.js"),
    "js title='a b.js' {1,3}": ("js", "a b.js"),
    "py linenums=1 title=two.py": ("py", "two.py"),
    'yaml caption="x: y"': ("yaml", "x: y"),
    "python:two.py": ("python", "two.py"),
    "js:名前.js {1,3}": ("js", "名前.js"),
    "js:My file.js": ("js", "My file.js"),
    "diff js:src/x.js": ("diff", "src/x.js"),
    "dockerfile:Dockerfile": ("dockerfile", "Dockerfile"),
    ":notes.txt": ("", "notes.txt"),
    "js:title=src/x.js": ("js", "src/x.js"),
    "ts [config.ts]": ("ts", "config.ts"),
    '{.python filename="x.py"}': ("python", "x.py"),
    "": ("", ""),
    "js": ("js", ""),
    "c++": ("c++", ""),
    "js {1,3}": ("js", ""),
    "ts:line-numbers=2": ("ts", ""),
    "rust,ignore": ("rust", ""),
    "{r, echo=FALSE}": ("r", ""),
    'py hl_lines="2 3" linenums="1"': ("py", ""),
    "js /title/": ("js", ""),
}


@pytest.mark.parametrize("info", TITLES)
def test_a_fence_names_its_language_and_its_title(info: str) -> None:
    assert (fence_language(info), fence_title(info)) == TITLES[info]


@pytest.mark.parametrize(
    "markdown",
    [
        'Text\n\n```js title="one.js"\na\n```\n',
        "Text\n\n{% codeblock one.js lang:js %}\na\n{% endcodeblock %}\n",
        'Text\n\n{{< highlight js title="one.js" >}}\na\n{{< /highlight >}}\n',
    ],
)
def test_the_title_stands_above_the_code(markdown: str) -> None:
    text, title, code = parse(markdown)
    assert (title.kind, title.runs[0].text, title.space) == (BlockKind.LABEL, "one.js", 1)
    assert (code.kind, code.info, code.runs[0].text, code.space) == (BlockKind.CODE, "js", "a", 0)
    assert text.kind is BlockKind.PARAGRAPH
