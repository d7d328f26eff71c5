"""Articles that want to do harm by what Markdown, HTML and Unicode mean, each with a word that shows when it is open."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


class Evil(NamedTuple):
    """An article, the bytes of its name and of its file."""

    what: str
    data: bytes
    name: bytes = b""


def _text(what: str, body: str, header: str = "", name: str = "") -> Evil:
    head = f"---\ntitle: Evil {what}\n{header}---\n\nbegin {what}\n\n"
    return Evil(what, (head + body).encode("utf-8", "surrogatepass"), name.encode("utf-8", "surrogateescape"))


ARTICLES = (
    _text(
        "footnotes",
        "".join(
            f"[^{n}] and [^{(n * 7) % 3000}]\n\n[^{n}]: " + f"[^{(n + 1) % 3000}]" * 10 + "\n\n"
            for n in range(3_000)
        ),
    ),
    _text(
        "links in links",
        "[" * 400 + "a" + "](http://e.example/)" * 400 + "\n\n" + "![[" * 3_000 + "\n\n" + "[a](" * 5_000,
    ),
    _text("emphasis", "*_**__" * 8_000 + "x" + "__**_*" * 8_000 + "\n\n" + "***a " * 8_000),
    _text("a table", "|" + "a|" * 1_500 + "\n|" + "-|" * 1_500 + "\n" + ("|" + "b|" * 1_500 + "\n") * 60),
    _text(
        "elements that act",
        "<svg onload=alert(1)><script>x</script><animate onbegin=x></svg><meta http-equiv=refresh content='0;url=http://evil.example/'>"
        "<iframe src='file:///etc/passwd'></iframe><object data='file:///etc/passwd'></object><embed src=/dev/zero><link rel=import href=http://evil.example>"
        "<form action=http://evil.example><button formaction='javascript:x'>go</button><input autofocus onfocus=x></form><base href='http://evil.example/'>"
        "<img src=x onerror=x><body onload=x><math href='javascript:x'>m</math><style>@import 'http://evil.example';*{display:none}</style>after\n"
        * 50,
    ),
    _text(
        "marks on one letter",
        "e"
        + "\u0301\u0489\u20dd" * 10_000
        + "f\n\n# z"
        + "\u0335" * 5_000
        + "\n\n|a"
        + "\u0336" * 5_000
        + "|\n|-|\n",
    ),
    _text(
        "turned names",
        "[\u202egnp.exe](a\u202egnp.exe) \u2067x\u2066y\u2069\u2069 \u061c\u200f\u200e",
        'author: "\u202erohtua"\n',
        "\u202edm.live gnp.md",
    ),
    _text(
        "paths",
        "[[../../../../etc/passwd]] [[/etc/shadow|x]] [a](../../../../etc/passwd) [b](/etc/passwd) [c](file:///etc/passwd) [d](\\\\server\\share) [e](~/.ssh/id_rsa)\n\n"
        "![](/etc/passwd)\n\n![](/dev/zero)\n\n![](../../../../../../dev/random)\n\n![[/dev/tty]]\n\n![](/proc/self/mem)\n\n![](%2fdev%2fzero)\n\n![](./evil-pipe.png)\n\n"
        "{{< include \"/etc/passwd\" >}} {% include_relative ../../etc/passwd %} {{% readfile \"/etc/passwd\" %}}\n\n<img src='/dev/zero'> <video src='/dev/zero'>",
        "image: /dev/zero\ncover: ../../../etc/passwd\n",
    ),
    _text(
        "addresses",
        "[x](http://a\ud800b.example/\udfff) <http://\udcff.example> [y](http://e.example/%ed%a0%80) [z](http://e.example:0x50/) http://\u2488.example [w](http://e。example\uff0fx)",
    ),
    _text(
        "another host",
        "[https://bank.example/login](http://evil.example/) [bank.example](http://bank.example.evil.example/) [bаnk.example](http://bаnk.example/) <a href='http://evil.example'>http://bank.example</a>",
    ),
    _text(
        "joiners",
        "a"
        + "\u200d" * 20_000
        + "b\n\n"
        + FAMILY * 1_000
        + "\n\n"
        + "\U0001f469\u200d" * 10_000
        + "\n\n"
        + "\U0001f1e6" * 9_999
        + "\n\n"
        + "\u200b\u2060\u200c" * 9_000,
    ),
    _text(
        "tabs",
        "\t" * 40_000
        + "x\n\nx"
        + "\t" * 40_000
        + "y\n\n- a\n"
        + "".join("\t" * n + "- b\n" for n in range(200))
        + "\n```\n"
        + "\t" * 40_000
        + "z\n```\n",
    ),
    _text(
        "headings",
        "".join("#" * (n % 9 + 1) + f" h{n}\n\n" for n in range(4_000))
        + "> " * 100
        + "# deep\n\n"
        + "- " * 100
        + "# deeper\n",
    ),
    Evil(
        "anchors",
        b"---\ntitle: Evil anchors\na: &a [x, x]\n"
        + b"".join(
            b"b%d: &b%d [*%s, *%s]\n" % (n, n, p, p)
            for n, p in ((n, b"b%d" % (n - 1) if n else b"a") for n in range(60))
        )
        + b"? {? {? [complex]}}\n: x\n<<: *a\n---\n\nbegin anchors\n",
    ),
    _text(
        "languages of code",
        "```\x1b]0;PWNED\x07\nx\n```\n\n~~~ {.\x9b31m onclick=x}\ny\n~~~\n\n```"
        + "a" * 50_000
        + "\nz\n```\n\n```../../etc/passwd\nw\n```\n\n``` python;id\nv\n```\n",
    ),
    _text(
        "links of the terminal",
        "\x1b]8;;http://a.example/\x1b\\out\x1b]8;id=\x1b]8;;http://evil.example/\x1b\\;http://b.example\x1b\\in\x1b]8;;\x1b\\ [t](http://e.example/\x1b]8;;http://evil.example/\x07) &#27;]8;;http://evil.example/&#7;x",
    ),
    _text(
        "pictures of the terminal",
        "\x1bPq#0;2;0;0;0#0!200~-\x1b\\ \x1b_Ga=T,t=f,f=100;L2V0Yy9wYXNzd2Q=\x1b\\ \x1b]1337;File=name=L2V0Yy9wYXNzd2Q=;inline=1:AAAA\x07 \U0010eeee\u0305\u0305\U0010eeee\u0305\u030d "
        * 40,
    ),
    _text(
        "formulas",
        "$$"
        + "\\frac{" * 900
        + "x"
        + "}{y}" * 900
        + "$$\n\n"
        + "$\\def\\a{\\a\\a}\\a$ " * 300
        + "$$\\newcommand{\\b}{\\b}\\b \\input{/etc/passwd} \\write18{id} \\href{javascript:x}{y}$$\n\n$"
        + "^{_{" * 2_000
        + "$",
    ),
    _text(
        "a diagram",
        '```mermaid\ngraph TD; click A "javascript:x"; '
        + "A-->B; " * 9_000
        + "\n```\n\n```dot\ndigraph { "
        + "a -> b " * 9_000
        + "}\n```\n",
    ),
    _text(
        "folds",
        "<details><summary>s" * 700
        + "deep"
        + "</details>" * 700
        + "\n\n"
        + "> [!note]- a\n" * 900
        + "\n"
        + ":::" * 3_000
        + "\n\n"
        + "??? note\n\n" * 900,
    ),
)
"""Twenty of them."""


def write_evil(folder: Path, articles: Sequence[Evil] = ARTICLES) -> Path:
    """Make the folder, each evil article before a plain one, newest first."""
    folder.mkdir()
    os.mkfifo(folder / "evil-pipe.png")
    for number, evil in enumerate(articles):
        for text, name, second in (
            (evil.data, evil.name or b"evil-%02d.md" % number, 30),
            (
                f"---\ntitle: Plain {number}\n---\n\nbegin plain {number}\n".encode(),
                b"plain-%02d.md" % number,
                0,
            ),
        ):
            path = os.path.join(os.fsencode(folder), name)  # noqa: PTH118 - bytes, which pathlib does not know
            with open(path, "wb") as file:  # noqa: PTH123 - the same
                file.write(text)
            when = 1_700_000_000 - number * 60 + second
            os.utime(path, (when, when))
    return folder
