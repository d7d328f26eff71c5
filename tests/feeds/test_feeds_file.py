"""``feeds.toml``: the user's file, in which the program adds and takes out, and leaves all else as it is."""

import re
from pathlib import Path

import pytest

from reader.errors import NewsreaderError
from reader.feeds.following.editing import add_subscriptions, remove_subscription
from reader.feeds.following.subscriptions import (
    FILE,
    PROBLEMS_LIMIT,
    Subscription,
    Subscriptions,
    load_subscriptions,
)
from reader.text import clean_line

DOCUMENTATION = Path(__file__).parent.parent.parent / "docs" / "feeds.md"

MINE = """\
# my feeds
[[feed]]
address = "https://a.example/feed"   # the first
tags = ["x"]
[feed.headers]
X-Key = "1"

# the second
[[feed]]
address = "https://b.example/feed"
interval = "2h"
"""


def test_what_is_added_stands_behind_what_is_there(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(MINE)
    new = Subscription("https://c.example/", 'Odd "title"\\', tags=("a,b", "c"))
    assert add_subscriptions(tmp_path, [new, Subscription("https://a.example/feed")]) == 1
    assert (tmp_path / FILE).read_text().startswith(MINE)
    assert load_subscriptions(tmp_path).feeds[2] == new
    assert add_subscriptions(tmp_path, [new]) == 0


def test_a_feed_is_taken_out_with_all_of_its_table_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(MINE)
    assert remove_subscription(tmp_path, "https://a.example/feed")
    [feed] = load_subscriptions(tmp_path).feeds
    assert (feed.address, feed.interval_s) == ("https://b.example/feed", 7200)
    assert "# my feeds" in (tmp_path / FILE).read_text()
    assert not remove_subscription(tmp_path, "https://a.example/feed")


def test_comments_and_layout_stay_where_a_feed_is_taken_out(tmp_path: Path) -> None:
    text = (
        "# The feeds of this folder.\n\n# Ann\n[[feed]]\naddress = 'https://a.example/'\ntags = [\n  'x', # one\n]\n\n"
        "# ---- News ----\n\n# Bob\n[[ feed ]] # second\naddress = 'https://b.example/'\n\n# Cem\n[[feed]]\n"
        "address = 'https://c.example/'\n\n[other]\nkey = 1\n"
    )
    (tmp_path / FILE).write_text(text)
    assert remove_subscription(tmp_path, "https://b.example/")
    without = text.replace("# Bob\n[[ feed ]] # second\naddress = 'https://b.example/'\n\n", "")
    assert (tmp_path / FILE).read_text() == without
    assert remove_subscription(tmp_path, "https://c.example/")
    assert (tmp_path / FILE).read_text() == without.replace(
        "# Cem\n[[feed]]\naddress = 'https://c.example/'\n\n", ""
    )
    assert remove_subscription(tmp_path, "https://a.example/")
    assert (tmp_path / FILE).read_text() == (
        "# The feeds of this folder.\n\n# Ann\n\n# ---- News ----\n\n[other]\nkey = 1\n"
    )


OTHER_LAYOUTS = {
    "a list in one line": 'feed = [{address = "https://a.example/"}, {address = "https://b.example/", tags = ["x"]}] # end\n',
    "a list on several lines": (
        '# top\nfeed = [\n  {address = "https://a.example/"}, # Ann\n  {address = "https://b.example/", tags = ["x"]},\n]\n'
    ),
    "a table of tables": (
        '# top\n[feed.ann]\naddress = "https://a.example/"\n[feed.bob]\naddress = "https://b.example/"\ntags = ["x"]\n'
    ),
    "a table of another name": (
        '[[feeds]]\naddress = "https://a.example/"\n[[feeds]]\naddress = "https://b.example/"\ntags = ["x"]\n'
    ),
    "a quoted name": (
        '[["feed"]]\naddress = "https://a.example/"\n[["feed"]]\naddress = "https://b.example/"\ntags = ["x"]\n'
    ),
    "an address without its scheme": (
        '[[feed]]\naddress = "a.example/"\n[[feed]]\naddress = "b.example/"\ntags = ["x"]\n'
    ),
    "dotted keys": 'x.y = 1\n[[feed]]\n"address" = "https://a.example/"\nheaders.X = "1"\n[[feed]]\naddress = "https://b.example/"\ntags = ["x"]\n',
}  # fmt: skip


@pytest.mark.parametrize("text", OTHER_LAYOUTS.values(), ids=OTHER_LAYOUTS)
def test_feeds_are_added_and_taken_out_however_the_file_is_laid_out(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    new = Subscription("https://c.example/", "C", tags=("x", "y"))
    assert add_subscriptions(tmp_path, [new]) == 1
    addresses = [feed.address for feed in load_subscriptions(tmp_path).feeds]
    assert addresses == ["https://a.example/", "https://b.example/", "https://c.example/"]
    assert load_subscriptions(tmp_path).feeds[2] == new
    assert remove_subscription(tmp_path, "https://a.example/")
    left = load_subscriptions(tmp_path).feeds
    assert left == (Subscription("https://b.example/", tags=("x",)), new)
    assert all(comment in (tmp_path / FILE).read_text() for comment in ("# top", "# end") if comment in text)
    assert remove_subscription(tmp_path, "https://b.example/")
    assert remove_subscription(tmp_path, "https://c.example/")
    assert load_subscriptions(tmp_path).feeds == ()
    assert add_subscriptions(tmp_path, [new]) == 1
    assert load_subscriptions(tmp_path).feeds == (new,)


def test_a_single_table_becomes_the_first_of_many(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('[feed]\naddress = "https://a.example/"\n[feed.headers]\nX = "1"\n')
    assert add_subscriptions(tmp_path, [Subscription("https://c.example/")]) == 1
    found = load_subscriptions(tmp_path)
    assert found.problems == ()
    assert found.feeds == (
        Subscription("https://a.example/", headers=(("X", "1"),)), Subscription("https://c.example/"),
    )  # fmt: skip


def test_a_single_table_is_taken_out(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('# top\n[feed]\naddress = "https://a.example/"\n')
    assert remove_subscription(tmp_path, "https://a.example/")
    assert load_subscriptions(tmp_path).feeds == ()


def test_every_table_of_an_address_is_taken_out(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(MINE + '[[feed]]\naddress = "https://a.example/feed"\n')
    assert remove_subscription(tmp_path, "https://a.example/feed")
    assert [feed.address for feed in load_subscriptions(tmp_path).feeds] == ["https://b.example/feed"]


def test_line_ends_of_windows_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xef\xbb\xbf" + MINE.replace("\n", "\r\n").encode())
    assert load_subscriptions(tmp_path).problems == ()
    assert add_subscriptions(tmp_path, [Subscription("https://c.example/", "C")]) == 1
    assert remove_subscription(tmp_path, "https://a.example/feed")
    data = (tmp_path / FILE).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# my feeds\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert [feed.address for feed in load_subscriptions(tmp_path).feeds] == [
        "https://b.example/feed",
        "https://c.example/",
    ]


DAMAGE: dict[str, tuple[bytes, int]] = {
    "a quotation mark": (b'[[feed]]\naddress = "\n', 2),
    "a bracket": (b'[[feed]]\naddress = "https://a.example/feed"\ntags = ["x"\n', 3),
    "no TOML at all": (b"<html>\n<body>\n", 1),
    "another encoding": (
        "[[feed]]\naddress = 'https://a.example/feed'\ntitle = '\u9999\u8549'\n".encode("gbk"),
        3,
    ),
    "a NUL": (b'[[feed]]\naddress = "https://a.example/feed"\ntitle = "\0"\n', 3),
}


@pytest.mark.parametrize(("data", "line"), DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_named_with_its_line_and_not_changed(
    tmp_path: Path, data: bytes, line: int
) -> None:
    (tmp_path / FILE).write_bytes(data)
    found = load_subscriptions(tmp_path)
    assert found.is_damaged
    assert found.problems[0].startswith(f"{tmp_path / FILE}, line {line}: ")
    named = f"until this is fixed: .*{FILE}, line {line}: "
    with pytest.raises(NewsreaderError, match=named):
        remove_subscription(tmp_path, "https://a.example/feed")
    with pytest.raises(NewsreaderError, match=named):
        add_subscriptions(tmp_path, [Subscription("https://c.example/")])
    assert (tmp_path / FILE).read_bytes() == data


def test_the_rest_of_a_damaged_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(MINE.replace('tags = ["x"]', 'tags = ["x"').replace('"2h"', "2h"))
    found = load_subscriptions(tmp_path)
    assert found.is_damaged
    assert [(feed.address, feed.headers, feed.interval_s) for feed in found.feeds] == [
        ("https://a.example/feed", (("X-Key", "1"),), 0), ("https://b.example/feed", (), 7200),
    ]  # fmt: skip
    assert [problem.partition(": ")[0] for problem in found.problems] == [
        f"{tmp_path / FILE}, line 4", f"{tmp_path / FILE}, line 11",
    ]  # fmt: skip


def test_what_is_no_file_is_damage(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.mkdir()
    assert load_subscriptions(tmp_path) == Subscriptions(
        (), (f"{file} cannot be read: it is a directory",), is_damaged=True
    )
    file.rmdir()
    file.symlink_to("gone.toml")
    told = f"{file} is a link to gone.toml, which does not exist"
    assert load_subscriptions(tmp_path) == Subscriptions((), (told,), is_damaged=True)
    file.unlink()
    assert load_subscriptions(tmp_path) == Subscriptions()


def test_the_documentation_shows_every_setting_and_none_that_is_wrong(tmp_path: Path) -> None:
    [_, example, *_] = re.split(
        "```toml\n|```\n", DOCUMENTATION.read_text(encoding="utf-8").partition("## feeds.toml")[2]
    )
    (tmp_path / FILE).write_text(example + "public_only = true\n", encoding="utf-8")
    found = load_subscriptions(tmp_path)
    assert found.problems == ()
    assert len(found.feeds) == 4
    for name in Subscription._fields:
        assert any(getattr(feed, name) for feed in found.feeds), name


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('folder = "../out"', 'folder should be a folder inside the folder of this file, not hidden, not "../out"'),
        ('folder = ".hidden"', 'folder should be a folder inside the folder of this file, not hidden, not ".hidden"'),
        ('command = "rm -rf /"', 'command should be a list such as ["a", "b"], not "rm -rf /"'),
        ('filter_command = "sed"', 'filter_command should be a list such as ["a", "b"], not "sed"'),
        ('password_command = ["x", 1]', 'password_command should be a list such as ["a", "b"], not ["x", 1]'),
        ("headers = 3", 'headers should be a table of names and values such as {X-Key = "abc"}, not 3'),
        ('interval = "soon"', 'interval should be an interval such as "30min", "2h" or "1d", not "soon"'),
        ("interval = 2", 'interval should be an interval such as "30min", "2h" or "1d", not 2'),
        ('intervl = "2h"', "no key of a feed is called intervl; did you mean interval?"),
        ('tittle = "x"', "no key of a feed is called tittle; did you mean title?"),
        ("qqqq = 1", "no key of a feed is called qqqq"),
        ("title = 5", "title should be text in quotes, not 5"),
        ('tags = "news"', 'tags should be a list such as ["news", "tech"], not "news"'),
        ('fetch_full_articles = "yes"', 'fetch_full_articles should be true or false, not "yes"'),
        ("download_images = 1979-05-27", 'download_images should be true or false, not "1979-05-27"'),
    ],
)  # fmt: skip
def test_a_feed_with_one_wrong_word_is_followed_with_the_default(
    tmp_path: Path, line: str, told: str
) -> None:
    (tmp_path / FILE).write_text(
        f'[[feed]]\naddress = "https://a.example/"\n{line}\n[[feed]]\naddress = "https://b.example/"\n'
    )
    found = load_subscriptions(tmp_path)
    assert found.feeds == (Subscription("https://a.example/"), Subscription("https://b.example/"))
    assert found.problems == (f"{tmp_path / FILE}, line 3: {told}",)
    assert (found.is_damaged, found.unused) == (False, 0)


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ('tags = ["a", 5, "b"]', "tags", ("a", "b")),
        ('headers = {"X Y" = "1", X-Z = "2"}', "headers", (("X-Z", "2"),)),
        ('headers = {X = "1\\r\\nY: 2", Z = "3"}', "headers", (("Z", "3"),)),
        ('public_only = "yes"', "is_public", True),
    ],
)
def test_what_is_right_of_a_wrong_value_is_used(tmp_path: Path, line: str, field: str, value: object) -> None:
    (tmp_path / FILE).write_text(f'[[feed]]\naddress = "https://a.example/"\n\n{line}\n')
    found = load_subscriptions(tmp_path)
    [feed] = found.feeds
    assert feed._asdict() == {**Subscription("https://a.example/")._asdict(), field: value}
    [problem] = found.problems
    assert problem.startswith(f"{tmp_path / FILE}, line 4: {line.partition(' ')[0]} should be ")


@pytest.mark.parametrize(
    ("typed", "followed"),
    [
        ("example.com/feed.xml", "https://example.com/feed.xml"),
        ("//example.com/x", "https://example.com/x"),
        ("example.com:8080", "https://example.com:8080"),
        ("localhost:8080/feed", "https://localhost:8080/feed"),
        ("htps://example.com/x", "https://example.com/x"),
        ("htp://example.com/x", "http://example.com/x"),
        ("https:/example.com/x", "https://example.com/x"),
        ("http//example.com/x", "http://example.com/x"),
        ("feed://example.com/x", "https://example.com/x"),
        ("feed:http://example.com/x", "http://example.com/x"),
    ],
)
def test_an_address_without_its_scheme_is_followed_and_named(
    tmp_path: Path, typed: str, followed: str
) -> None:
    (tmp_path / FILE).write_text(f'[[feed]]\naddress = "{typed}"\n')
    found = load_subscriptions(tmp_path)
    assert [feed.address for feed in found.feeds] == [followed]
    accepted = "address should be an address that begins with https:// or http://"
    assert found.problems == (
        f'{tmp_path / FILE}, line 2: {accepted}, not "{typed}"; {followed} is followed',
    )


@pytest.mark.parametrize(
    "typed",
    [
        '"nonsense"',
        "5",
        '""',
        '"ftp://example.com/x"',
        '"javascript:alert(1)"',
        '"file:///etc/passwd"',
        '"https://"',
        "[]",
    ],
)
def test_what_is_no_address_is_not_followed(tmp_path: Path, typed: str) -> None:
    (tmp_path / FILE).write_text(f'[[feed]]\naddress = {typed}\n[[feed]]\naddress = "https://b.example/"\n')
    found = load_subscriptions(tmp_path)
    assert found.feeds == (Subscription("https://b.example/"),)
    assert (found.unused, found.is_damaged) == (1, False)
    assert found.problems[0].startswith(
        f"{tmp_path / FILE}, line 2: address should be an address that begins"
    )
    assert found.problems[1] == f"{tmp_path / FILE}, line 1: this feed is not followed: it has no address"


@pytest.mark.parametrize("key", ["url", "link", "adress", "Address", "xmlUrl", "addres"])
def test_an_address_under_another_name_is_followed_and_named(tmp_path: Path, key: str) -> None:
    (tmp_path / FILE).write_text(f'[[feed]]\ntitle = "t"\n{key} = "https://a.example/"\n')
    found = load_subscriptions(tmp_path)
    assert found.feeds == (Subscription("https://a.example/", "t"),)
    assert found.problems == (
        f"{tmp_path / FILE}, line 3: the address of a feed is called address, not {key}",
    )


@pytest.mark.parametrize("again", ["https://a.example/", "https://a.example/#new", "http://a.example/"])
def test_an_address_that_comes_again_is_named_with_both_lines(tmp_path: Path, again: str) -> None:
    (tmp_path / FILE).write_text(
        f'[[feed]]\naddress = "https://a.example/"\n\n[[feed]]\ntitle = "x"\naddress = "{again.replace("a.", "A.")}"\n'
    )
    found = load_subscriptions(tmp_path)
    assert found.feeds == (Subscription("https://a.example/"),)
    assert found.problems == (
        f"{tmp_path / FILE}, line 4: {again} is already followed, by line 1; this table is not used",
    )


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('[feed]\naddress = "https://a.example/"\n', 1, "a feed begins with [[feed]], not [feed]"),
        ('[[feeds]]\naddress = "https://a.example/"\n', 1, "a feed begins with [[feed]], not [[feeds]]"),
        ('[feed.ann]\naddress = "https://a.example/"\n', 1, "a feed begins with [[feed]], not [feed]"),
        ('interval = "2h"\n[[feed]]\naddress = "https://a.example/"\n', 1,
         "interval is outside of a feed and is not used; it belongs below [[feed]]"),
        ('[[feed]]\naddress = "https://a.example/"\n[headers]\nX = "1"\n', 3,
         "[headers] is not used; that of a feed is called [feed.headers]"),
        ('[[feed]]\naddress = "https://a.example/"\n[other]\nX = "1"\n', 3, "other is not used; feeds begin with [[feed]]"),
    ],
)  # fmt: skip
def test_tables_that_were_mixed_up_are_named_and_the_feed_is_followed(
    tmp_path: Path, text: str, line: int, told: str
) -> None:
    (tmp_path / FILE).write_text(text)
    found = load_subscriptions(tmp_path)
    assert found.feeds == (Subscription("https://a.example/"),)
    assert found.problems == (f"{tmp_path / FILE}, line {line}: {told}",)
    assert not found.is_damaged


def test_two_feeds_in_one_table_are_two_feeds(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        '[[feed]]\ntitle = "A"\naddress = "https://a.example/"\n\ntitle = "B"\naddress = "https://b.example/"\n'
    )
    found = load_subscriptions(tmp_path)
    assert found.feeds == (Subscription("https://a.example/", "A"), Subscription("https://b.example/", "B"))
    told = "title is given twice: a line [[feed]] is missing before this one"
    assert found.problems == (f"{tmp_path / FILE}, line 5: {told}",)


def test_of_very_many_mistakes_the_first_are_named_and_the_rest_is_counted(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        "".join(f'[[feed]]\naddress = "https://{n}.example/"\nx = 1\n' for n in range(80))
    )
    found = load_subscriptions(tmp_path)
    assert len(found.feeds) == 80
    assert len(found.problems) == PROBLEMS_LIMIT + 1
    assert found.problems[-1] == f"{tmp_path / FILE}: 30 more mistakes"


def test_a_hostile_value_reaches_the_sentence_clean_and_short(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        f'[[feed]]\naddress = "https://a.example/"\n"\\u001b]0;x\\u0007{"k" * 9_000}" = 1\ntitle = ["\\u001b[2J{"v" * 9_000}"]\n'
    )
    problems = load_subscriptions(tmp_path).problems
    assert len(problems) == 2
    assert all(clean_line(problem) == problem and len(problem) < 400 for problem in problems)
