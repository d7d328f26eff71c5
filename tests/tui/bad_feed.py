"""A folder of bad files, each with what the screen must say about it, beside good ones."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MANY = 40_000

GOOD = tuple(f"Good article {number}" for number in range(5))
"""The titles of the good ones."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A bad file."""

    name: str
    """As ``os.fsdecode`` gives it."""
    data: bytes
    title: str
    """What it is listed under."""
    says: str = ""
    """A part of the problem that its page and the dialog of problems tell; empty: it is odd, but nothing is wrong."""
    line: int | None = None
    """The line that the problem names."""
    shown: str = ""
    """A part of what its page shows below that."""


def _yaml(
    name: str, header: str, title: str, says: str = "", line: int | None = None, body: str = "Text."
) -> Bad:
    return Bad(f"{name}.md", f"---\n{header}\n---\n{body}\n".encode(), title, says, line, "Text.")


HEADERS = (
    _yaml("colon", "title: Colons: a pain\ndate: 2025-01-02", "Colons: a pain", "with a colon in it", 2),
    _yaml("at", "title: @home\ndate: 2025-01-02", "@home", "begins with “@”", 2),
    _yaml("percent", "title: %d of it", "%d of it", "begins with “%”", 2),
    _yaml("star", "title: *Starlight*", "Starlight", "begins with “*”", 2),
    _yaml("draft", "title: [Draft] Foo", "[Draft] Foo", "follows the closing ]", 2),
    _yaml("quote", "title: 'it's'\ndate: 2025-01-02", "it's", "inside a value ends it", 2),
    _yaml("template", "title: Template\ndate: {{date}} and so on", "Template", "begins with “{{”", 3),
    _yaml("tab", "title: Tab\ntags:\n\t- a", "Tab", "YAML does not allow tabs", 4),
    _yaml("control", 'title: "Bell \x07"', "Bell ␇"),
    _yaml(
        "no-such-day",
        "title: No such day\ndate: 2025-02-31",
        "No such day",
        "“2025-02-31” is not a date",
        3,
    ),
    _yaml("twice", "title: One\ntitle: Twice", "Twice", "repeats these keys", 2),
    _yaml("python", "title: Python\nx: !!python/object/apply:os.system [id]", "Python"),
    _yaml("unknown", "xyz: [a", "Unknown", "is never closed", 2),
    Bad("never-closed.md", b"---\ntitle: Never\n\nText.\n", "Never closed", "never closed", 1, "Text."),
    Bad("open.md", b"+++\ntitle = 'Open'\n\nText.\n", "Open", "never closed", 1, "Text."),
    Bad(
        "toml.md",
        b"+++\ntitle = Bare words\n+++\nText.\n",
        "Bare words",
        "The header is not valid TOML",
        2,
        "Text.",
    ),
    Bad("json.md", b'{"title": "Json",}\n\nText.\n', "Json", "The header is not valid JSON", 1, "Text."),
    Bad("rule.md", b"---\nOnly: prose, a rule\nabove.\n\n---\nText.\n", "Rule", "", None, "Text."),
)

BOMBS = (
    Bad("bomb.md", b"---\n" + b"[" * MANY + b"\n---\nText.\n", "Bomb", "too large or too deep", 2),
    _yaml("nested", "title: Nested\na: " + "[" * MANY, "Nested", "too large or too deep", 2),
    _yaml("merge", "title: Merged\na: &a {x: 1}\n" + "\n".join(f"b{n}: &b{n}\n  <<: [*a, *a]" for n in range(200)),
          "Merged", "too large or too deep", 2),
    _yaml("keys", "title: Keys\n" + "\n".join(f"k{n}: v" for n in range(200_000)), "Keys", "too long", 7406),
    Bad("dots.md", f"+++\ntitle = 'Dots'\n{'.'.join('a' * 2_000)} = 1\n+++\nText.\n".encode(), "Dots",
        "too large or too deep", 2, "Text."),
)  # fmt: skip

CHINESE = "---\ntitle: 苹果发布会\n---\n\n他们说这是一个很好的时候，我们可以在这里看到中国的发展。\n"
TRADITIONAL = "---\ntitle: 蘋果發表會\n---\n\n他們說這是一個很好的時候，我們可以在這裡看到國家的發展。\n"
JAPANESE = "---\ntitle: 新しい記事\n---\n\nこれは日本語で書かれた記事です。とても面白いと思います。\n"

ENCODINGS = (
    Bad("gbk.md", CHINESE.encode("gbk"), "苹果发布会", "it was read as gb18030", None, "他们说这是"),
    Bad("big5.md", TRADITIONAL.encode("big5"), "蘋果發表會", "it was read as big5", None, "他們說這是"),
    Bad("sjis.md", JAPANESE.encode("shift_jis"), "新しい記事", "it was read as cp932", None, "これは日本語で"),
    Bad("bom.md", "---\ntitle: 有标记\n---\n正文在此\n".encode("utf-8-sig"), "有标记", shown="正文在此"),
    Bad("utf16.md", "---\ntitle: 两个字节\n---\n正文在此\n".encode("utf-16"), "两个字节", shown="正文在此"),
    Bad("stray.md", "---\ntitle: 一个坏字节\n---\n好的".encode() + b"\xff" + "文章\n".encode(), "一个坏字节",
        "Some bytes are not valid utf-8", 4, "好的�文章"),
)  # fmt: skip

CONTENTS = (
    Bad("binary.md", bytes(range(256)) * 40, "Binary", "This file is not text"),
    Bad("empty.md", b"", "Empty", "The file is empty"),
    Bad("image.md", b"![](data:image/png;base64," + b"A" * 110_079 + b")\n\nAfter the image.\n", "Image", shown="After the image."),
    Bad("long.md", ("一段很长的文字。" * 13_750).encode(), "Long", shown="一段很长的文字。"),
)  # fmt: skip

_SIGNS = {
    "red": ("[red]red", "[red]red"),
    "close": ("a [/] b", "a [/] b"),
    "click": ("[@click=app.quit]Read[/]", "[@click=app.quit]Read[/]"),
    "index": ("数组[0]与[/b]", "数组[0]与[/b]"),
    "osc": ("\x1b]0;PWNED\x07 osc", "␛]0;PWNED␇ osc"),
    "clipboard": ("\x1b]52;c;UFdORUQ=\x07 clip", "␛]52;c;UFdORUQ=␇ clip"),
    "c1": ("\x9b31m \x9d0;PWNED\x9c c1", "�31m �0;PWNED� c1"),
    "dcs": ("\x1bP0;PWNED\x1b\\ dcs", "␛P0;PWNED␛\\ dcs"),
    "bidi": ("\u202eevil\u202c \u2066x\u2069 bidi", "evil x bidi"),
    "lines": ("one\u2028two\u2029 lines", "one two lines"),
}
"""What a text may hold, and how it shows."""


def _signed(name: str, text: str, shown: str) -> Bad:
    """Put a text everywhere: as it is, and as escapes that only a parser undoes."""
    escaped = json.dumps(text)
    header = f"---\ntitle: {escaped}\nauthor: {escaped}\nsummary: {escaped}\nlink: {escaped}\n---\n"
    body = (
        f"{text}\n\n`{text}` **{text}** [{text}](http://example.com/{text}) <b>{text}</b>\n\n"
        f"<http://example.com/{text}>\n\n```{text}\n{text}\n```\n\n![{text}](http://example.com/{text})\n\n"
        f"# {text}\n\n> {text}\n\n- {text}\n\n| {text} |\n|---|\n| {text} |\n\n&#27;]0;PWNED&#7; &#x9b;31m &#x202e;\n"
    )
    return Bad(f"sign-{name}.md", (header + body).encode("utf-8", "surrogatepass"), shown)


SIGNS = tuple(_signed(name, text, shown) for name, (text, shown) in _SIGNS.items())

NAMES = tuple(
    Bad(os.fsdecode(name), b"Text.\n", title, shown="Text.")
    for name, title in (
        (b"new\nline.md", "New line"),
        (b"\xff\xfe bytes.md", "�� bytes"),
        ("📰🇯🇵.md".encode(), "📰🇯"),  # an emulator that draws the halves of a flag apart has room for one
        (b"esc\x1b]0;PWNED\x07 name.md", "esc␛]0;PWNED␇ name"),
        ("\u202eevil name.md".encode(), "evil name"),
        (b"[@click=app.quit] name[.md", "[@click=app.quit] name["),
    )
)

LISTED = (*HEADERS, *BOMBS, *ENCODINGS, *CONTENTS, *SIGNS, *NAMES)
"""All that are articles in spite of it."""

LEFT_OUT = {
    "pipe.md": "This is a pipe (FIFO), not a file: it is left out.",
    "zero.md": "This is a link that leads out of the folder",
    "out.md": "This is a link that leads out of the folder",
    "nowhere.md": "This is a broken link: it is left out.",
    "round.md": "This is a broken link: it is left out.",
}
"""What is called like an article and is none, with what is said of it."""

HUGE = Bad("huge.md", b"# Huge\n\nText.\n", "Huge", "The file is larger than 8 MB", shown="Text.")
"""Two gigabytes long, nearly all of it nothing."""

TAGGED = _yaml(
    "tags", f"title: Tags\ntags: [{', '.join(f'tag{n}' for n in range(10_000))}]", "Tags", "Too many tags"
)
"""Has ten thousand tags."""


def write_feed(folder: Path, bad: Iterable[Bad] = LISTED) -> Path:
    """Make the folder with the good articles and the bad ones."""
    folder.mkdir()
    for number, title in enumerate(GOOD):
        text = f"---\ntitle: {title}\ndate: 2025-03-0{number + 1}\n---\nGood text {number}.\n"
        (folder / f"good-{number}.md").write_text(text)
    for one in bad:
        (folder / one.name).write_bytes(one.data)
    return folder


def add_traps(folder: Path) -> None:
    """Add what hangs, multiplies or fills the memory of a program that opens it."""
    os.mkfifo(folder / "pipe.md")
    (folder / "zero.md").symlink_to("/dev/zero")
    (folder / "out.md").symlink_to("/etc/passwd")
    (folder / "nowhere.md").symlink_to("not/there.md")
    (folder / "round.md").symlink_to("round.md")
    (folder / "loop").symlink_to(".")
    for one in (HUGE, TAGGED):
        (folder / one.name).write_bytes(one.data)
    os.truncate(folder / HUGE.name, 2 << 30)
