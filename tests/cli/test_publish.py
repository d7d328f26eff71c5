"""``newsreader publish``: a folder as a feed, which newsreader itself, feedparser and the published rules of the formats can read."""

import json
import os
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree, html

from tests.cli.conftest import Newsreader
from tests.feeds.following import due
from tests.feeds.server import Web

ADDRESS = "https://example.org/notes"
FEEDS = ("atom.xml", "rss.xml", "feed.json")
XSS = "<script>alert(1)</script>"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Notes of several kinds, one of them a draft."""
    made = tmp_path / "notes"
    (made / "garden").mkdir(parents=True)
    (made / "apple.md").write_text(
        "---\ntitle: Apple & <pear>\ndate: 2026-03-04T10:00:00Z\ntags: [fruit, 水果]\nauthors: [Ann, 王小明]\n"
        "summary: On apples.\n---\n# Apple & <pear>\n\nA [link](b.md), an ![image](img/x y.png), "
        f"[a section](#one) and [whole](https://other.example/).\n\n{XSS} [bad](javascript:alert(1))\n"
    )
    (made / "garden" / "bees.md").write_text(
        "---\ntitle: 蜜蜂\ndate: 2026-02-01\nlang: zh-CN\nid: bees-1\ncategories: [garden]\n"
        "link: https://bees.example/a?b=1&c=2\nenclosures:\n  - url: https://bees.example/a.mp3\n    type: audio/mpeg\n"
        "    size: 1234\n---\n蜜蜂的正文。\f\n"
    )
    (made / "draft.md").write_text("---\ntitle: Not yet\ndate: 2026-04-01\ndraft: true\n---\nhidden\n")
    (made / "plain.md").write_text("Nothing but text &#12; &#0;.\n")
    os.utime(made / "plain.md", (1_700_000_000, 1_700_000_000))
    return made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def ids(out: Path) -> dict[str, str]:
    """Return the ids of a feed by the titles of entries."""
    return {item["title"]: item["id"] for item in json.loads((out / "feed.json").read_bytes())["items"]}


def parsed(out: Path, name: str) -> Any:
    found = feedparser.parse((out / name).read_bytes())
    assert not found.bozo, found.bozo_exception
    return found


def state(out: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.iterdir()}


def test_atom_keeps_to_the_grammar_of_its_standard(newsreader: Newsreader, notes: Path, out: Path) -> None:
    done = newsreader("publish", notes, "-o", out, "--address", ADDRESS)
    assert (done.returncode, done.stdout, done.stderr) == (0, "3 articles published · 1 draft left out\n", "")
    grammar = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))
    grammar.assertValid(etree.parse(str(out / "atom.xml")))
    broken = etree.fromstring((out / "atom.xml").read_bytes().replace(b"updated>", b"changed>"))
    assert not grammar.validate(broken)
    found = parsed(out, "atom.xml")
    assert found.feed.links[0].href == f"{ADDRESS}/atom.xml"
    assert [entry.title for entry in found.entries] == ["Apple & <pear>", "蜜蜂", "Plain"]
    assert len({entry.id for entry in found.entries}) == 3


def test_rss_has_what_its_specification_wants(newsreader: Newsreader, notes: Path, out: Path) -> None:
    newsreader("publish", notes, "-o", out, "--address", ADDRESS)
    root = etree.parse(str(out / "rss.xml")).getroot()
    assert (root.tag, root.get("version"), [each.tag for each in root]) == ("rss", "2.0", ["channel"])
    channel = root[0]
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    parsedate_to_datetime(channel.findtext("lastBuildDate"))
    for item in channel.findall("item"):
        assert item.findtext("title") or item.findtext("description")
        assert [each.get("isPermaLink") for each in item.findall("guid")] == ["false"]
        assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
        assert len(item.findall("enclosure")) <= 1
        for name in ("title", "link", "pubDate", "description"):
            assert len(item.findall(name)) <= 1
    [sound] = channel.iter("enclosure")
    assert dict(sound.attrib) == {"url": "https://bees.example/a.mp3", "length": "1234", "type": "audio/mpeg"}
    bees = next(entry for entry in parsed(out, "rss.xml").entries if entry.title == "蜜蜂")
    assert bees.link == "https://bees.example/a?b=1&c=2"
    assert [tag.term for tag in bees.tags] == ["garden"]


def test_json_feed_has_what_its_specification_wants(newsreader: Newsreader, notes: Path, out: Path) -> None:
    newsreader("publish", notes, "-o", out, "--address", ADDRESS)
    feed = json.loads((out / "feed.json").read_bytes())
    assert (feed["version"], feed["title"]) == ("https://jsonfeed.org/version/1.1", "notes")
    assert feed["feed_url"] == f"{ADDRESS}/feed.json"
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["id"]
        assert isinstance(item["content_html"], str)
        assert all(datetime.fromisoformat(item[name]).tzinfo for name in ("date_published", "date_modified"))
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
        assert all(author["name"] for author in item.get("authors", []))
        assert all(urlsplit(item[name]).scheme == "https" for name in ("url", "image") if name in item)
    apple, bees, _ = feed["items"]
    assert apple["authors"] == [{"name": "Ann"}, {"name": "王小明"}]
    assert (apple["tags"], apple["summary"]) == (["fruit", "水果"], "On apples.")
    assert bees["attachments"] == [
        {"url": "https://bees.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1234}
    ]


def test_links_and_images_are_whole_and_nothing_of_an_article_runs(
    newsreader: Newsreader, notes: Path, out: Path
) -> None:
    newsreader("publish", notes, "-o", out, "--address", ADDRESS, "--page")
    text = json.loads((out / "feed.json").read_bytes())["items"][0]["content_html"]
    tree = html.fragment_fromstring(text, create_parent=True)
    assert [each.get("href") for each in tree.iter("a")] == [
        f"{ADDRESS}/b.md",
        "#one",
        "https://other.example/",
    ]
    assert [each.get("src") for each in tree.iter("img")] == []  # an address with a space is none in Markdown
    assert {each.tag for each in tree.iter()} == {"div", "p", "a"}
    assert "Apple" not in text  # the title stands in the title
    page = html.document_fromstring((out / "index.html").read_bytes())
    assert not list(page.iter("script", "img", "iframe", "object"))
    assert not re.search(rb"(src|srcset)=|url\(|@import", (out / "index.html").read_bytes())
    assert [each.get("href") for each in page.iter("link")] == list(FEEDS)
    assert [each.text_content() for each in page.iter("h2")] == ["Apple & <pear>", "蜜蜂", "Plain"]
    assert (page.get("lang"), [each.get("lang") for each in page.iter("li")]) == (None, ["en", "zh-CN", None])


def test_an_image_beside_the_article_is_whole(newsreader: Newsreader, notes: Path, out: Path) -> None:
    (notes / "garden" / "bees.md").write_text(
        "---\ndate: 2026-02-01\nimage: a b.png\n---\n![x](../x%20y.png)\n"
    )
    newsreader("publish", notes, "-o", out, "--address", ADDRESS)
    bees = json.loads((out / "feed.json").read_bytes())["items"][1]
    assert f'src="{ADDRESS}/x%20y.png"' in bees["content_html"]
    assert bees["image"] == f"{ADDRESS}/garden/a%20b.png"


def test_without_an_address_they_stay_and_that_is_said(
    newsreader: Newsreader, notes: Path, out: Path
) -> None:
    done = newsreader("publish", notes, "-o", out)
    assert "Without --address" in done.stderr
    assert all(id_.startswith(("urn:uuid:", "https://bees.example/")) for id_ in ids(out).values())
    assert 'href="b.md"' in json.loads((out / "feed.json").read_bytes())["items"][0]["content_html"]
    grammar = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))
    grammar.assertValid(etree.parse(str(out / "atom.xml")))
    parsed(out, "rss.xml")


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "example.org", "https://example.org/?a=1", "javascript:x"]
)
def test_an_address_that_is_none_is_refused(
    newsreader: Newsreader, notes: Path, out: Path, address: str
) -> None:
    done = newsreader("publish", notes, "-o", out, "--address", address)
    assert (done.returncode, out.exists()) == (2, False)
    assert "is not the address of a folder on the web" in done.stderr


def test_what_has_not_changed_is_not_touched(newsreader: Newsreader, notes: Path, out: Path) -> None:
    newsreader("publish", notes, "-o", out, "--page")
    before = state(out)
    done = newsreader("publish", notes, "-o", out, "--page")
    assert "nothing to write" in done.stdout
    assert state(out) == before
    again = out.with_name("again")
    newsreader("publish", notes, "-o", again, "--page")
    assert {name: each[0] for name, each in state(again).items()} == {
        n: each[0] for n, each in before.items()
    }


def test_ids_stay_whatever_becomes_of_a_file(newsreader: Newsreader, notes: Path, out: Path) -> None:
    newsreader("publish", notes, "-o", out, "--address", ADDRESS)
    before = ids(out)
    assert before["蜜蜂"].startswith("tag:example.org,2026-02-01:")
    # Renamed; edited; an id in the front matter, moved and edited at once.
    (notes / "plain.md").rename(notes / "plainer.md")
    apple = (notes / "apple.md").read_text()
    (notes / "apple.md").write_text(
        apple.replace("date: 2026-03-04T10:00:00Z", "date: 2026-03-05").replace("A [", "An [")
    )
    bees = (notes / "garden" / "bees.md").read_text()
    (notes / "garden" / "bees.md").unlink()
    (notes / "蜂.md").write_text(bees.replace("正文", "新的正文").replace("/a?b", "/z?b"))
    done = newsreader("publish", notes, "-o", out, "--address", "https://elsewhere.example/")
    assert "is new" not in done.stdout
    after = ids(out)
    assert after["蜜蜂"] == before["蜜蜂"]
    assert after["Apple & <pear>"] == before["Apple & <pear>"]
    assert after["Plainer"] == before["Plain"]
    # Renamed and edited at once: the title and the date are still those.
    (notes / "apple.md").unlink()
    (notes / "pomme.md").write_text(
        apple.replace("date: 2026-03-04T10:00:00Z", "date: 2026-03-05").replace("A [", "The [")
    )
    newsreader("publish", notes, "-o", out, "--address", ADDRESS)
    assert ids(out)["Apple & <pear>"] == before["Apple & <pear>"]


def test_what_could_be_two_articles_is_a_new_one(newsreader: Newsreader, tmp_path: Path, out: Path) -> None:
    notes = tmp_path / "twins"
    notes.mkdir()
    for name in ("a", "b"):
        (notes / f"{name}.md").write_text("---\ntitle: Same\ndate: 2026-01-01\n---\nthe same\n")
    newsreader("publish", notes, "-o", out)
    former = {item["id"] for item in json.loads((out / "feed.json").read_bytes())["items"]}
    assert len(former) == 2
    for name in ("a", "b"):
        (notes / f"{name}.md").rename(notes / f"{name}{name}.md")
    newsreader("publish", notes, "-o", out)
    assert not former & {item["id"] for item in json.loads((out / "feed.json").read_bytes())["items"]}


def test_two_articles_of_one_link_have_two_ids(newsreader: Newsreader, tmp_path: Path, out: Path) -> None:
    notes = tmp_path / "linked"
    notes.mkdir()
    for day in (1, 2):
        (notes / f"{day}.md").write_text(
            f"---\ntitle: On {day}\ndate: 2026-01-0{day}\nlink: https://e.org/a\nid: same\n---\nx\n"
        )
    newsreader("publish", notes, "-o", out)
    first = ids(out)
    assert len(set(first.values())) == 2
    (notes / "0.md").write_text(
        "---\ntitle: On 0\ndate: 2026-01-03\nlink: https://e.org/a\nid: same\n---\nx\n"
    )
    newsreader("publish", notes, "-o", out)
    assert first.items() <= ids(out).items()
    assert len(set(ids(out).values())) == 3


def test_a_change_is_dated_and_the_first_date_of_a_file_stays(
    newsreader: Newsreader, notes: Path, out: Path
) -> None:
    newsreader("publish", notes, "-o", out)

    def plain() -> Any:
        return next(
            item for item in json.loads((out / "feed.json").read_bytes())["items"] if item["title"] == "Plain"
        )

    assert plain()["date_published"] == plain()["date_modified"] == "2023-11-14T22:13:20Z"
    (notes / "plain.md").write_text("Other text.\n")
    os.utime(notes / "plain.md", (1_750_000_000, 1_750_000_000))
    done = newsreader("publish", notes, "-o", out)
    assert done.stdout == "3 articles published · 1 has changed · 1 draft left out\n"
    assert plain()["date_published"] == "2023-11-14T22:13:20Z"
    assert plain()["date_modified"] == "2025-06-15T15:06:40Z"


def test_the_newest_n_and_a_query(newsreader: Newsreader, notes: Path, out: Path) -> None:
    newsreader("publish", notes, "-o", out, "--limit", "1")
    assert [*ids(out)] == ["Apple & <pear>"]
    other = out.with_name("other")
    newsreader("publish", "-f", notes, "category:garden", "-o", other)
    assert [*ids(other)] == ["蜜蜂"]
    assert json.loads((other / "feed.json").read_bytes())["title"] == "category:garden"
    nothing = newsreader("publish", "-f", notes, "tag:none", "-o", out.with_name("none"))
    assert (nothing.returncode, nothing.stderr) == (3, "newsreader: No articles found\n")
    assert not out.with_name("none").exists()


def test_files_of_others_are_not_overwritten(newsreader: Newsreader, notes: Path, out: Path) -> None:
    out.mkdir()
    (out / "index.html").write_text("my page")
    assert newsreader("publish", notes, "-o", out).returncode == 0
    done = newsreader("publish", notes, "-o", out, "--page")
    assert (done.returncode, (out / "index.html").read_text()) == (1, "my page")
    assert "is there already and not of newsreader" in done.stderr


def test_what_is_no_folder_is_refused(newsreader: Newsreader, notes: Path, out: Path) -> None:
    out.write_text("a file")
    done = newsreader("publish", notes, "-o", out)
    assert (done.returncode, done.stderr) == (1, f"newsreader: {out} is not a folder\n")
    assert newsreader("publish", notes).returncode == 2


def test_naughty_strings_make_valid_feeds(
    newsreader: Newsreader, tmp_path: Path, out: Path, standards: Path
) -> None:
    notes = tmp_path / "naughty"
    notes.mkdir()
    strings = json.loads((standards / "naughty-strings.json").read_text())
    for number, string in enumerate(strings[::4]):
        said = json.dumps(string)
        keys = ("title", "id", "link", "author", "tags", "summary", "image", "lang", "audio")
        header = "\n".join(f"{key}: {said}" for key in keys)
        (notes / f"{number}.md").write_text(f"---\n{header}\ndate: 2026-01-01\n---\n{string}\n")
    done = newsreader("publish", notes, "-o", out, "--limit", "1000", "--page", "--address", ADDRESS)
    assert done.stdout.startswith(f"{len(strings[::4])} articles published")
    grammar = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))
    grammar.assertValid(etree.parse(str(out / "atom.xml")))
    parsed(out, "rss.xml")
    items = json.loads((out / "feed.json").read_bytes())["items"]
    assert len({item["id"] for item in items}) == len(items) == len(strings[::4])
    trees = [html.fragment_fromstring(item["content_html"], create_parent=True) for item in items]
    assert {name for tree in trees for each in tree.iter() for name in each.attrib} <= {
        "href",
        "src",
        "alt",
        "class",
    }
    assert not list(
        html.document_fromstring((out / "index.html").read_bytes()).iter("script", "img", "iframe")
    )


def test_a_damaged_record_makes_no_new_entries(newsreader: Newsreader, notes: Path, out: Path) -> None:
    newsreader("publish", notes, "-o", out)
    before = (out / "atom.xml").read_bytes()
    for text in ("{", '{"schema": 1, "feed": "x", "files": [], "entries": {"a": [1]}}', '{"schema": 99}'):
        (out / ".newsreader-published.json").write_text(text)
        done = newsreader("publish", notes, "-o", out)
        assert done.returncode == 1
        assert (out / "atom.xml").read_bytes() == before


def test_tags_and_notes_of_the_reader_stay_private(newsreader: Newsreader, notes: Path, out: Path) -> None:
    assert newsreader("tag", "secret-tag", "apple.md", "-f", notes).returncode == 0
    assert newsreader("note", "apple.md", "secret note", "-f", notes).returncode == 0
    newsreader("publish", notes, "-o", out, "--page")
    assert all(b"secret" not in path.read_bytes() for path in out.iterdir())
    assert all(b"garden/bees" not in path.read_bytes() for path in out.iterdir())


@pytest.mark.parametrize("name", FEEDS)
def test_newsreader_follows_what_it_publishes(
    newsreader: Newsreader, notes: Path, out: Path, tmp_path: Path, web: Web, name: str
) -> None:
    reader = tmp_path / "reader"
    reader.mkdir()

    def publish() -> None:
        assert newsreader("publish", notes, "-o", out, "--address", web.address).returncode == 0
        web.put(f"/{name}", (out / name).read_bytes())

    def followed() -> dict[str, Any]:
        return {
            each["title"]: each
            for each in json.loads(newsreader("list", "-f", reader, "--json").stdout)["articles"]
        }

    publish()
    done = newsreader("add", "-f", reader, f"{web.address}/{name}")
    assert done.returncode == 0, done.stderr
    said = {
        each["title"]: each
        for each in json.loads(newsreader("list", "-f", notes, "--json").stdout)["articles"]
    }
    found = followed()
    assert sorted(found) == ["Apple & <pear>", "Plain", "蜜蜂"]
    for title, article in found.items():
        assert datetime.fromisoformat(article["date"]).astimezone(UTC) == datetime.fromisoformat(
            said[title]["date"]
        ).astimezone(UTC).replace(microsecond=0)
        assert sorted(article["tags"]) == sorted((*said[title]["tags"], *said[title]["categories"]))
    assert found["蜜蜂"]["link"] == said["蜜蜂"]["link"]
    assert "蜜蜂的正文。" in Path(found["蜜蜂"]["path"]).read_text()
    assert "https://bees.example/a.mp3" in Path(found["蜜蜂"]["path"]).read_text()
    (notes / "garden" / "bees.md").write_text(
        (notes / "garden" / "bees.md").read_text().replace("正文", "新的正文")
    )
    (notes / "plain.md").rename(notes / "garden" / "plain.md")
    (notes / "new.md").write_text("---\ntitle: New\ndate: 2026-05-01\n---\nnew\n")
    publish()
    due(reader)
    assert newsreader("refresh", "-f", reader, "--now").stdout == "1 new article · 1 updated\n"
    assert sorted(followed()) == ["Apple & <pear>", "New", "Plain", "蜜蜂"]
    assert "蜜蜂的新的正文。" in Path(followed()["蜜蜂"]["path"]).read_text()
