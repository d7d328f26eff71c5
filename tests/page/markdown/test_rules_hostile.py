"""Signs of the rules beyond CommonMark, repeated to hurt: no crash, no endless work.

No test here measures time; what is not linear runs into the suite's time limit.
"""

import pytest

from reader.page.lines.block_layout import block_text
from reader.page.markdown.parse import parse
from tests.page.painting import settled

pytestmark = pytest.mark.row(10)

FLOODS = {
    "mentions that never close": "[^" * 30_000 + "\n\n[^1]: x",
    "notes": "".join(f"[^{n}]\n\n[^{n}]: note\n\n" for n in range(2000)),
    "notes that nothing mentions": "".join(f"[^{n}]: note\n\n" for n in range(3000)),
    "notes in notes": "[^a]: " * 10_000,
    "notes in the text that never close": "^[" * 30_000,
    "notes in the text": "^[a\\]" * 15_000 + "^[a]" * 5_000,
    "tildes": "~" * 100_000,
    "letters and tildes": "a~" * 30_000,
    "carets": "a^" * 30_000,
    "colons": ":" * 100_000,
    "containers": ":::a\n" * 8000,
    "containers in and out": ":::a\n" * 4000 + ":::\n" * 4000,
    "containers in items": "- :::a\n" * 4000,
    "closing lines": ":::\n" * 10_000,
    "braces": "{" * 50_000,
    "tags that never close": "{{< " * 20_000,
    "tags": "{{< a >}}" * 8000,
    "lines of tags that never close": "{{< a\n\n" * 5000,
    "containers that nothing closes": "{{< tip >}}\n" * 5000,
    "containers that all close": "{{< tip >}}\n" * 2500 + "{{< /tip >}}\n" * 2500,
    "code that nothing closes": "{% highlight x %}\n" * 5000,
    "raw text that nothing closes": "{% raw %}" * 8000,
    "values": "{{}}" * 20_000,
    "addresses of values": "[a](" + "{{x}}" * 15_000,
    "classes": "a{" + ".a.b" * 20_000,
    "classes apart": "a {" + ".a " * 25_000,
    "attributes that never close": "`x`{.a " * 8000,
    "percent signs": "%%" * 40_000,
    "comments that never close": "%% a\n\n" * 7001,
    "equals signs": "=" * 100_000,
    "marks that never close": "==a" * 15_000,
    "marks": "==a== " * 8000,
    "names of emoji": ":a" * 30_000,
    "links of a wiki that never close": "![[a" * 8000,
    "links of a wiki": "[[a]]" * 10_000,
    "components that never close": "<A\n\n" * 8000,
    "components": "<Tab>\n" * 8000,
    "braces in components": "<A a={" * 10_000,
    "imports": "import {\n\n" * 5000,
    "a long import": "import {" + "x," * 40_000,
    "admonitions": "!!! note\n    a\n" * 3000,
    "admonitions in one another": "".join("    " * n + "!!! note\n" for n in range(150)),
    "definitions": "a\n: b\n" * 5000,
    "definitions in one another": "".join("  " * n + "a\n" + "  " * n + ": b\n" for n in range(120)),
    "callouts": "> [!NOTE]\n> a\n\n" * 3000,
    "callouts in one another": "\n".join(">" * n + " [!note]" for n in range(1, 200)),
    "abbreviations": "*[A]: b\n" * 4000,
    "comments of components": "{/*" * 20_000,
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_of_signs_is_set_in_the_end(name: str) -> None:
    blocks = parse(FLOODS[name])
    assert settled(blocks, 72).height >= sum(bool(block_text(block)) for block in blocks)
