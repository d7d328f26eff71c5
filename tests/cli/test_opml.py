"""``newsreader import opml`` and ``feeds --opml``, as a shell sees them: every outline is taken or left out with a reason."""

import json
import os
import stat
import tomllib
from pathlib import Path

import pytest
from lxml import etree

from tests.cli.conftest import Newsreader
from tests.feeds.server import Web, item, rss

NESTED = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>mine</title></head><body>
<outline text="Technology" title="Technology">
  <outline text="Linux &amp; BSD" title="Linux &amp; BSD">
    <outline type="rss" text="Kernel" title="Kernel" xmlUrl="https://k.example/feed?a=1&amp;b=2" htmlUrl="https://k.example/"/>
  </outline>
  <outline type="rss" text="Gadgets" title="Gadgets" xmlUrl="https://g.example/feed" htmlUrl="https://g.example/news"/>
</outline>
<outline type="rss" text="At the top" title="At the top" xmlUrl="https://t.example/feed" category="/daily"/>
<outline text="News/Politics"><outline text="A" xmlUrl="https://a.example/feed"/></outline>
<outline text="Twice"><outline type="rss" text="Gadgets" xmlUrl="https://g.example/feed"/></outline>
</body></opml>"""


def outlines(text: str) -> list[tuple[tuple[str, ...], str, str, str]]:
    """Return the feeds of a document as other programs see them: where, title, address, page."""
    root = etree.fromstring(text.encode())
    return sorted(
        (
            tuple(str(each.get("text")) for each in list(found.iterancestors("outline"))[::-1]),
            str(found.get("title") or found.get("text")),
            str(found.get("xmlUrl")),
            str(found.get("htmlUrl") or ""),
        )
        for found in root.iter("outline")
        if found.get("xmlUrl")
    )


def imported(newsreader: Newsreader, folder: Path, text: str | bytes) -> tuple[list[str], str, list[str]]:
    """Import a document into a folder; return the addresses, stdout and the lines of stderr."""
    file = folder.parent / "in.opml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    if not (folder / "feeds.toml").exists():
        (folder / "feeds.toml").write_text("")
    done = newsreader("import", "-f", folder, "opml", file)
    found = tomllib.loads((folder / "feeds.toml").read_text()).get("feed", [])
    return [each["address"] for each in found], done.stdout, done.stderr.splitlines()


def body(*rows: str) -> str:
    return f'<opml version="2.0"><body>{"".join(rows)}</body></opml>'


def test_folders_titles_and_pages_go_out_as_they_came_in(newsreader: Newsreader, folder: Path) -> None:
    _, said, wrong = imported(newsreader, folder, NESTED)
    assert (said, wrong) == ("4 feeds are new; newsreader refresh fetches them\n", [])
    out = newsreader("feeds", "-f", folder, "--opml").stdout
    came, went = outlines(NESTED), outlines(out)
    page = {address: page for _, _, address, page in came if page}
    assert went == sorted((*row[:3], page.get(row[2], "")) for row in came)
    other = folder.parent / "other"
    other.mkdir()
    imported(newsreader, other, out)
    assert outlines(newsreader("feeds", "-f", other, "--opml").stdout) == went
    assert not newsreader("feeds", "-f", other).stderr.count("feeds.toml,"), "what is written has no mistakes"


def test_a_feed_that_a_program_prints_is_left_out_and_named(newsreader: Newsreader, folder: Path) -> None:
    (folder / "feeds.toml").write_text(
        '[[feed]]\ncommand = ["weather"]\ntitle = "Weather"\n[[feed]]\naddress = "https://a.example/"\n'
    )
    done = newsreader("feeds", "-f", folder, "--opml")
    assert [row[2] for row in outlines(done.stdout)] == ["https://a.example/"]
    assert "left out: Weather is printed by a program of yours" in done.stderr


def test_what_xml_cannot_hold_is_left_out_of_the_list(newsreader: Newsreader, folder: Path) -> None:
    (folder / "feeds.toml").write_text(
        '[[feed]]\naddress = "https://a.example/"\ntags = ["a\\u0001b\\uFFFE"]\nopml_folders = ["x\\u000By"]\n'
    )
    [row] = outlines(newsreader("feeds", "-f", folder, "--opml").stdout)
    assert "\x0b" not in row[0][0]
    assert row[0][0].startswith("x")


def test_a_feed_of_no_title_goes_out_under_its_own(newsreader: Newsreader, folder: Path, web: Web) -> None:
    web.put("/feed", rss(item(1), title="Its own title"))
    (folder / "feeds.toml").write_text(f'[[feed]]\naddress = "{web.address}/feed"\n')
    newsreader("trust", "--yes", folder)
    newsreader("refresh", "-f", folder)
    [row] = outlines(newsreader("feeds", "-f", folder, "--opml").stdout)
    assert row == ((), "Its own title", f"{web.address}/feed", "https://example.org/")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("feed://f.example/rss", "https://f.example/rss"),
        ("feed:https://f.example/rss", "https://f.example/rss"),
        ("feed:http://f.example/rss", "http://f.example/rss"),
        ("itpc://f.example/pod", "https://f.example/pod"),
        ("podcast://f.example/pod", "https://f.example/pod"),
        ("www.s.example/rss", "https://www.s.example/rss"),
        ("//s.example/rss", "https://s.example/rss"),
        (" https://s.example/rss\n", "https://s.example/rss"),
        ("HTTPS://S.example/rss", "https://s.example/rss"),
        ("https://例子.example/rss", "https://xn--fsqu00a.example/rss"),
        ("https://s.example/a b", "https://s.example/a%20b"),
        ("https://s.example/?a=1&b=2", "https://s.example/?a=1&b=2"),
        ("https://s.example/?a=1&copy=2&lt=3", "https://s.example/?a=1&copy=2&lt=3"),
        ("https://s.example/?a=1&amp;b=2", "https://s.example/?a=1&b=2"),
        ("https://s.example/?q=R&D;x", "https://s.example/?q=R&D;x"),
        ("https://s.example/&eacute;&#11;", "https://s.example/%C3%A9"),
    ],
)
def test_an_address_is_taken_as_other_programs_write_it(
    newsreader: Newsreader, folder: Path, typed: str, address: str
) -> None:
    found, said, wrong = imported(newsreader, folder, body(f'<outline text="A & B" xmlUrl="{typed}"/>'))
    assert (found, wrong) == ([address], []), said
    assert tomllib.loads((folder / "feeds.toml").read_text())["feed"][0]["title"] == "A & B"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('<outline text="A" xmlUrl="ftp://f.example/rss"/>', "A: ftp://f.example/rss is not an address of the web"),
        ('<outline text="A" xmlUrl="file:///etc/passwd"/>', "A: file:///etc/passwd is not an address of the web"),
        ('<outline xmlUrl="javascript:alert(1)"/>', "javascript:alert(1): javascript:alert(1) is not an address of the web"),
        ('<outline text="A" isComment="true" xmlUrl="https://f.example/rss"/>', "A: it is commented out"),
        (
            '<outline text="G" isComment="TRUE"><outline text="A" xmlUrl="https://f.example/rss"/></outline>',
            "A: it is commented out",
        ),
        ('<outline text="Nothing"/>', "Nothing: it has no address and no feeds in it"),
        ('<outline text="A" type="rss" xmlUrl=""/>', "A: it has no address and no feeds in it"),
        (
            '<outline text="A" type="link" url="https://f.example/list"/>',
            "A: it is a link to https://f.example/list, not a feed",
        ),
        (
            '<outline text="A" type="include" url="https://f.example/list.opml"/>',
            "A: it is a link to https://f.example/list.opml, not a feed",
        ),
        (
            '<outline text="A" type="HTML+XPath" xmlUrl="https://f.example/page"/>',
            "A: another reader makes it from the page https://f.example/page",
        ),
        (
            '<outline text="A" xmlUrl="ftp://ann:secret@f.example/rss"/>',
            "A: ftp://…@f.example/rss is not an address of the web",
        ),
    ],
)  # fmt: skip
def test_an_outline_that_is_not_taken_is_named_with_the_reason(
    newsreader: Newsreader, folder: Path, row: str, why: str
) -> None:
    good = '<outline text="Good" xmlUrl="https://good.example/rss"/>'
    found, said, wrong = imported(newsreader, folder, body(row, good))
    assert found == ["https://good.example/rss"], said
    assert wrong == [f"newsreader: skipped: {why}"]


def test_what_is_left_out_is_in_the_json_too(newsreader: Newsreader, folder: Path) -> None:
    file = folder.parent / "in.opml"
    file.write_text(body('<outline text="A" xmlUrl="gopher://a.example/"/>'))
    found = json.loads(newsreader("import", "-f", folder, "--json", "opml", file).stdout)
    assert found["left_out"] == ["A: gopher://a.example/ is not an address of the web"]


def test_an_outline_that_only_holds_others_is_a_folder_and_no_fault(
    newsreader: Newsreader, folder: Path
) -> None:
    rows = '<outline text=""><outline text="B"><!-- a & b --><outline xmlUrl="https://a.example/x"/></outline></outline>'
    found, _, wrong = imported(newsreader, folder, body(rows))
    assert (found, wrong) == (["https://a.example/x"], [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "windows-1252"])
@pytest.mark.parametrize("is_declared_right", [True, False])
def test_a_list_is_read_in_its_encoding(
    newsreader: Newsreader, folder: Path, encoding: str, is_declared_right: bool
) -> None:
    title = (
        "Überraschung & Straße über Äpfel" if encoding == "windows-1252" else "阮一峰的网络日志 & 其他文章"
    )
    declared = encoding if is_declared_right else "utf-8"
    text = f'<?xml version="1.0" encoding="{declared}"?>\n' + body(
        f'<outline text="{title}" xmlUrl="https://a.example/x?a&b=1"/>'
    )
    found, _, wrong = imported(newsreader, folder, text.encode(encoding))
    assert (found, wrong) == (["https://a.example/x?a&b=1"], [])
    assert tomllib.loads((folder / "feeds.toml").read_text())["feed"][0]["title"] == title


def test_a_password_in_an_address_goes_into_a_file_of_its_own_and_nowhere_else(
    newsreader: Newsreader, folder: Path
) -> None:
    row = '<outline text="Paid" xmlUrl="https://ann:s%40cret@p.example/rss"/>'
    found, said, wrong = imported(newsreader, folder, body(row))
    assert found == ["https://p.example/rss"]
    [feed] = tomllib.loads((folder / "feeds.toml").read_text())["feed"]
    assert feed["user"] == "ann"
    file = Path(feed["password_command"][-1])
    assert (feed["password_command"][0], file.read_text()) == ("cat", "s@cret\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    [told] = wrong
    assert f"The password of Paid is in {file}, which only you can read" in told
    assert "password_command" in told
    everywhere = said + told + (folder / "feeds.toml").read_text()
    assert "cret" not in everywhere
    data = Path(os.environ["XDG_DATA_HOME"]) / "newsreader"
    assert [path for path in data.rglob("*") if path.is_file() and b"s@cret" in path.read_bytes()] == [file]
    assert "p.example" in newsreader("feeds", "-f", folder, "--opml").stdout


def test_the_password_of_a_host_with_a_very_long_name_is_kept_too(
    newsreader: Newsreader, folder: Path
) -> None:
    host = ".".join(["a" * 62] * 4)
    rows = f'<outline xmlUrl="https://ann:one@{host}/rss"/><outline xmlUrl="https://b.example/rss"/>'
    found, _, _ = imported(newsreader, folder, body(rows))
    assert found == [f"https://{host}/rss", "https://b.example/rss"]
    [feed, _] = tomllib.loads((folder / "feeds.toml").read_text())["feed"]
    assert Path(feed["password_command"][-1]).read_text() == "one\n"


def test_a_feed_that_is_followed_with_other_settings_keeps_them(newsreader: Newsreader, folder: Path) -> None:
    before = '[[feed]]\naddress = "https://p.example/rss"\npassword_command = ["pass", "p"]\nuser = "ann"\n'
    (folder / "feeds.toml").write_text(before)
    _, said, wrong = imported(
        newsreader, folder, body('<outline text="Paid" xmlUrl="https://ann:secret@p.example/rss"/>')
    )
    assert (said.split()[0], wrong) == ("0", [])
    assert (folder / "feeds.toml").read_text() == before
