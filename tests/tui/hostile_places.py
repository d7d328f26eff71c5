"""A folder in which every place that the screen shows holds what steers a terminal, and a walk that looks at them all."""

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.actions.workspace.workspace import open_workspace
from reader.journal import Change, Field, tag_field
from reader.paths import standard_paths
from tests.tui.terminal import Terminal

PAYLOADS: tuple[str, ...] = (
    "\x1b]0;PWNED\x07", "\x1b]2;PWNED\x1b\\", "\x1b]52;c;UFdORUQ=\x07", "\x1b]8;;http://evil.example/\x1b\\here\x1b]8;;\x1b\\",
    "\x1b]4;1;red\x07\x1b]10;?\x07\x1b]11;?\x07", "\x1b]9;PWNED\x07\x1b]777;notify;PWNED;x\x07", "\x1b]7;file:///etc\x07",
    "\x1b]1337;File=inline=1:QUJD\x07", "\x1b]133;A\x07", "\x1b[31m\x1b[2J\x1b[H\x1b[5m", "\x1b[21t\x1b[22;0t\x1b[6n\x1b[c\x1b[>q\x05",
    "\x1bc\x1b#8\x1b(0\x1bN\x1bO\x1b=\x1b>\x1b7\x1b8", "\x1b[?1049l\x1b[?1000h\x1b[?25l\x1b[4h", "\x1bP0;PWNED\x1b\\\x1bPq#0;2;0;0;0~\x1b\\",
    "\x1bPtmux;\x1b\x1b]0;PWNED\x07\x1b\\", "\x1b_Ga=T,f=24,s=1,v=1;AAAA\x1b\\", "\x1b^PWNED\x1b\\\x1bXPWNED\x1b\\\x1bkPWNED\x1b\\",
    "\x9b31m\x9b2J", "\x9d0;PWNED\x9c\x9d52;c;UFdORUQ=\x9c", "\x90q\x9c\x9eP\x9c\x9fG\x9c\x98x\x9c\x84\x85\x8d\x8e\x8f",
    "".join(map(chr, range(0x80, 0xA0))), "".join(map(chr, [*range(1, 9), *range(11, 32), 127])), "\x00\x07\x08\x0e\x0f\x7f",
    "abc\rdef\x08\x08gh\x0bi\x0cj", "\u202eevil\u202c\u202ax\u202b", "\u2066x\u2069\u2067y\u2068z", "\u2028\u2029\ufeff\ufff9a\ufffab\ufffb",
    "\ud83d\udfff", "\ufdd0\uffff\U0001ffff", "\U000e0001\U000e0041\U000e007f", "\x1b" * 40 + "[", "\x1b]0;never closed",
)  # fmt: skip
"""Each kind of what a terminal acts on, alone or with its kin; surrogates too, as broken files hold them."""


class Held(NamedTuple):
    """A payload with the word by which it is found on the screen."""

    word: str
    payload: str

    @property
    def text(self) -> str:
        return f"{self.word} {self.payload} z"


def held(payloads: Iterable[str] = PAYLOADS) -> list[Held]:
    return [Held(f"word{number:02}", payload) for number, payload in enumerate(payloads)]


def write_hostile(folder: Path, texts: Sequence[Held]) -> Path:
    """Make the folder: an article per payload that has it in every place, its header escaped; its like with it raw."""
    folder.mkdir()
    for number, each in enumerate(texts):
        inside = folder / os.fsdecode(_name(f"in {each.text}"))
        inside.mkdir()
        for raw in (False, True):
            name = _name(f"{'raw ' if raw else ''}{each.text}") + b".md"
            (inside / os.fsdecode(name)).write_bytes(_article(each, number, raw=raw))
    feeds = "".join(
        f'[[feed]]\nurl = "http://feed{n}.invalid/{each.word}"\ntitle = {_toml(each.text)}\n'
        for n, each in enumerate(texts)
    )
    (folder / "feeds.toml").write_text(feeds, encoding="utf-8")
    return folder


def _name(text: str) -> bytes:
    return text.replace("/", "").replace("\0", "").encode("utf-8", "surrogatepass")[:200]


def _toml(text: str) -> str:
    """Return a string of TOML, in which a lone surrogate cannot be said."""
    return json.dumps(text.encode("utf-8", "replace").decode()).replace("\x7f", "\\u007f")


def _article(each: Held, number: int, *, raw: bool) -> bytes:
    text = each.text
    quoted = f'"{text}"' if raw else json.dumps(text)
    header = (
        f"---\ntitle: {quoted}\ndate: 2025-{1 + number // 28:02}-{1 + number % 28:02}\ntags: [{quoted}, t]\nauthor: {quoted}\n"
        f"summary: {quoted}\nsource: {quoted}\ncategory: {quoted}\nlanguage: {quoted}\nseries: {quoted}\naliases: [{quoted}]\n"
        f"link: {json.dumps(f'http://example.com/{each.payload}')}\nmood: {quoted}\n{quoted}: {quoted}\n---\n"
    )
    body = (
        f"# head {text}\n\nplain {text} `{text}` **{text}** ~~{text}~~ ==x{text}== [{text}](http://example.com/{text} '{text}') "
        f"<b title='{text}'>{text}</b> <http://example.com/{text}> [[{text}|{text}]] :{text}: note[^a] $x_{{{text}}}$\n\n"
        f"```{text}\ncode {text}\n```\n\n    indented {text}\n\n![{text}](http://example.com/{text})\n\n![{text}]({text}.png)\n\n"
        f"> quote {text}\n\n> [!note] {text}\n> {text}\n\n- item {text}\n- [ ] task {text}\n\n1. {text}\n\n| cell {text} | b |\n|---|---|\n| {text} | c |\n\n"
        f"term {text}\n: meaning {text}\n\n::: {text}\n{text}\n:::\n\n<details><summary>{text}</summary>{text}</details>\n\n"
        f"$$\n{text}\n$$\n\n<ruby>{text}<rt>{text}</rt></ruby> <kbd>{text}</kbd> <abbr title='{text}'>a</abbr> <a href='{text}'>a</a>\n\n"
        f"[^a]: foot {text}\n\n## sub {text}\n\nentities &#27;]0;PWNED&#7; &#x9b;31m &#x202e; &#0;\n\n"
        f"last{each.word} [link](http://example.com/{each.word})\n"
    )
    return (header + body).encode("utf-8", "surrogatepass")


def seed(folder: Path, texts: Sequence[Held]) -> None:
    """Put the payloads into what a user keeps, as another device or another program may have written it there."""
    paths = standard_paths()
    with open_workspace([folder], {}, paths, os.environ) as workspace:
        workspace.library.scan()
        changes = []
        by_word = {each.word: each for each in texts}
        for _, key, _ in workspace.library.articles.names():
            each = by_word[next(word for word in by_word if word in key.path)]
            text = each.text.encode("utf-8", "replace").decode()
            quote = {
                "quote": f"plain {each.word}",
                "before": text,
                "after": text,
                "colour": text,
                "comment": f"comment {text}",
            }
            changes += [
                Change(key, tag_field(f"own{text}"[:190]), value=True),
                Change(key, Field.NOTE, f"note {text}"),
                Change(key, f"highlight:{each.word}", json.dumps(quote)),
            ]
        workspace.journal.record(changes)
    paths.searches.parent.mkdir(parents=True, exist_ok=True)
    searches = {f"saved {each.text}": f'"{each.word}"' for each in texts}
    paths.searches.write_text(json.dumps(searches), encoding="utf-8")


class Step(NamedTuple):
    """A way to a place that shows text of articles."""

    place: str
    keys: tuple[str, ...]
    shows: str
    """What is on the screen there, or its alternatives between bars: a text may be cut at either end. Here and in keys
    ``{word}`` and ``{text}`` are those of an article."""
    leaves: bool = False
    """Whether esc is needed after it, which no dialog says."""


def pasted(text: str) -> str:
    """Return what a terminal sends when this is pasted."""
    return f"\x1b[200~{text}\x1b[201~"


OF_AN_ARTICLE = (
    Step("the page", ("&", "title:{word}", "\r", "n"), "head {word}"),
    Step("the own tags", ("#",), "own{word}"),
    Step("an own tag that is pasted", ("#", "\x15", pasted("new {text} end{word}")), "end{word}|new {word}"),
    Step("a note", ("gn",), "note {word}"),
    Step(
        "a note that is pasted",
        ("gn", "\x7f" * 60, pasted("more {text} end{word}"), "\r"),
        "end{word}|more {word}",
    ),
    Step("the links", ("u",), "example.com"),
    Step("letters over links", ("f",), "{word}", leaves=True),
    Step("the outline", ("t",), "head {word}"),
    Step("the highlights", ("gh", "{word}"), "plain {word}"),
    Step("the colour of a highlight", ("gk",), "{word}"),
    Step("the comment on a highlight", ("gm",), "comment {word}"),
    Step("related articles", ("gl",), "{word}"),
    Step("duplicates", ("gc",), "{word}"),
    Step("translations", ("gx",), "{word}"),
    Step("a browser that is missing", ("o",), "{word}"),
    Step("what changed", ("D",), "{word}"),
    Step("words that are found", ("l", "/", "{word}", "\r"), "{word}", leaves=True),
    Step("words that are not found", ("l", "/", pasted("none {text}"), "\r"), "{word}", leaves=True),
    Step("selected text", ("l", "v", "}}"), "{word}", leaves=True),
    Step("the end of the page", ("l", "G"), "{word}"),
    Step("closing a fold", ("l", "gg", "."), "{word}"),
    Step("the page alone, then the list again", ("z", "z"), "unread"),
)
"""What can be seen of one article."""

OF_ALL = (
    Step("the filter is gone", ("&", "\x7f" * 60, "\r"), "unread"),
    Step("the problems", ("gp",), "line"),
    Step("going to a group", ("gt", "{word}"), "{word}"),
    Step("the keys of the headers", ("gb", "{word}"), "front matter"),
    Step("the hits of a search", ("\x0b", "{word}"), "{word}"),
    Step("completing a tag", ("&", "tag:"), "tag:"),
    Step("completing a folder", ("&", "folder:"), "folder:"),
    Step("completing an author", ("&", "author:"), "author:"),
    Step("a filter that is pasted", ("&", pasted("{text}")), "{word}"),
    Step("the status line with a filter", ("&", pasted('"{word}" x{text}'), "\r"), "{word}"),
    Step("saving a search", ("gw", pasted("kept {text}"), "\r"), "kept {word}"),
    Step("the filter is gone again", ("&", "\x7f" * 60, "\r"), "unread"),
    Step("the statistics", ("gi",), "read"),
    Step("following a feed that is pasted", ("A", pasted("{text}"), "\r"), "{word}"),
    Step("the feeds", ("gf",), "word"),
    Step("feeds to unfollow", ("gF",), "word"),
    Step("a command that is none", ("\x10", pasted("{text}")), "{word}", leaves=True),
    Step("the authors", ("gb", "auth", "\r"), "word"),
    Step("the folders", ("gb", "folders", "\r"), "in word"),
    Step("the languages", ("gb", "langu", "\r"), "word"),
    Step("the sources", ("gb", "source", "\r"), "word"),
    Step("the categories", ("gb", "categ", "\r"), "word"),
    Step("groups by a key of the headers", ("gb", "mood", "\r"), "word"),
    Step("the tags", ("gb", "tags", "\r"), "word"),
    Step("a group that is marked read", ("G", "R"), "read"),
)
"""What can be seen of the whole folder."""


OPENERS = ("&", "#", "gb", "gt", "gh", "gn", "gw", "A", "\x0b")
"""Keys of dialogs into which one types."""


def walk(terminal: Terminal, steps: Sequence[Step], each: Held) -> list[str]:
    """Go through the places; return those that did not show what they should, each with its screen."""
    missed = []
    # What a terminal would paste: no lone surrogates, and none lets an escape pass, which would end the paste.
    text = each.text.replace("\x1b", "").encode("utf-8", "replace").decode()
    for step in steps:
        for keys in step.keys:
            before = len(terminal.written)
            terminal.type(keys.format(word=each.word, text=text))
            terminal.wait_until(lambda: len(terminal.written) > before, 0.5)  # noqa: B023 - called at once
            if keys in OPENERS:
                terminal.wait_until(lambda: terminal.shows("esc closes"), 5)
            if keys == "\r":
                terminal.wait_until(lambda: not terminal.shows("esc closes"), 3)
        shown = step.shows.format(word=each.word).split("|")
        if not terminal.wait_until(lambda: any(map(terminal.shows, shown)), 15):  # noqa: B023 - called at once
            missed.append(f"{step.place}:\n{terminal.text()}")
        terminal.read(0.1)
        hover(terminal, each.word)
        if step.leaves:
            terminal.type("\x1b")
            terminal.read(0.25)
        for _ in range(3):  # twice where the first only narrows
            if terminal.shows("esc closes"):
                terminal.type("\x1b")
                terminal.read(0.25)
    return missed


def hover(terminal: Terminal, word: str) -> None:
    """Move the mouse over some of the rows that show the word, the first and the last of them among these."""
    found = [(line.index(word), y) for y, line in enumerate(terminal.lines()) if word in line]
    for x, y in found[:1] + found[len(found) // 2 :][:1] + found[-1:]:
        terminal.type(f"\x1b[<35;{x + 3};{y + 1}M")
