"""``newsreader export``, as a shell sees it."""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import Newsreader
from tests.feeds.server import Web
from tests.page.harmless import HOSTILE, is_harmless

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Articles in two languages with an image inside the folder, one outside of it, and one on the web."""
    made = tmp_path / "articles"
    made.mkdir()
    (tmp_path / "secret.png").write_bytes(PNG + b"secret")
    (made / "lamp.png").write_bytes(PNG)
    (made / "lamp.md").write_text(
        "---\ntitle: The lamp\ndate: 2026-03-04\ntags: [sea, light]\nlink: https://example.org/lamp\nauthor: Ines\nlang: en\n---\n"
        "A lamp: ![lit](lamp.png) and ![out](../secret.png) and ![far](https://example.org/far.png).\n\n## Oil\n\nText[^1].\n\n[^1]: Note.\n",
        "utf-8",
    )
    (made / "逗号.md").write_text(
        "---\ntitle: 逗号/的位置\ndate: 2026-03-05\ntags: [typography]\n---\n“逗号住在这里。”它不住中间，也不住左边。\n",
        "utf-8",
    )
    return made


def book_of(file: Path) -> dict[str, bytes]:
    """Return the files of a book by their names; its first one says what it is, and is not compressed."""
    with zipfile.ZipFile(file) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, archive.read(first)) == (
            "mimetype",
            zipfile.ZIP_STORED,
            b"application/epub+zip",
        )
        assert first.extra == b""
        return {name: archive.read(name) for name in archive.namelist()}


def epubcheck(file: Path) -> None:
    """Check a book with epubcheck, where that and Java are installed."""
    jar = next(
        (
            each
            for each in map(Path, ("/usr/share/java/epubcheck.jar", "/usr/share/epubcheck/epubcheck.jar"))
            if each.exists()
        ),
        None,
    )
    java = shutil.which("java")
    if jar is None or java is None:
        pytest.skip("epubcheck is not installed")
    done = subprocess.run(
        [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar, "--failonwarnings", file],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_query_becomes_one_book_with_a_table_of_contents(
    newsreader: Newsreader, library: Path, tmp_path: Path
) -> None:
    target = tmp_path / "book.epub"
    done = newsreader("export", "-f", library, "", "-o", target, "--by", "tag", "--title", "Both & more")
    assert done.returncode == 0, done.stderr
    files = book_of(target)
    package = ET.fromstring(files["EPUB/package.opf"])
    assert package.findtext(f".//{DC}title") == "Both & more"
    assert [each.text for each in package.iter(f"{DC}language")] == ["en", "zh-Hans"]
    modified = [
        each.text for each in package.iter(f"{OPF}meta") if each.get("property") == "dcterms:modified"
    ]
    assert modified == ["2026-03-05T00:00:00Z"]
    identifier = package.findtext(f".//{DC}identifier")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", identifier or "")
    named = {each.get("href") for each in package.iter(f"{OPF}item")}
    assert {f"EPUB/{name}" for name in named} == set(files) - {
        "mimetype",
        "META-INF/container.xml",
        "EPUB/package.opf",
    }
    nav = ET.fromstring(files["EPUB/nav.xhtml"])
    assert [each.text for each in nav.iter(f"{XHTML}a")] == ["sea", "The lamp", "typography", "逗号/的位置"]
    assert all(each.get("href") in named for each in nav.iter(f"{XHTML}a"))
    chapter = ET.fromstring(files["EPUB/0002.xhtml"])
    assert str(chapter.get("lang")).startswith("zh")


def test_books_are_valid_even_of_articles_that_mean_harm(
    newsreader: Newsreader, library: Path, tmp_path: Path
) -> None:
    for number, text in enumerate(HOSTILE):
        (library / f"evil{number}.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    target = tmp_path / "book.epub"
    assert newsreader("export", "-f", library, "", "-o", target, "--by", "day").returncode == 0
    for name, data in book_of(target).items():
        if name.endswith((".xhtml", ".opf", ".xml")):
            ET.fromstring(data)
        if re.fullmatch(r"EPUB/\d+\.xhtml", name):
            body = data.decode().partition("<article>")[2].rpartition("</article>")[0]
            assert is_harmless(re.sub(r'src="images/[0-9a-f]+\.png"', 'src="x"', body))
    epubcheck(target)


def test_links_between_articles_of_a_book_lead_from_chapter_to_chapter(
    newsreader: Newsreader, library: Path, tmp_path: Path
) -> None:
    (library / "links.md").write_text(
        "---\ntitle: Links\ndate: 2026-03-06\n---\n[lamp](lamp.md#oil), [[逗号]], [gone](gone.md), [x](chapter:000000000000).\n",
        "utf-8",
    )
    assert newsreader("export", "-f", library, "", "-o", tmp_path / "book.epub").returncode == 0
    files = book_of(tmp_path / "book.epub")
    titles = {
        name: data.decode().partition("<title>")[2].partition("<")[0]
        for name, data in files.items()
        if name.endswith(".xhtml")
    }
    page = ET.fromstring(next(files[name] for name, title in titles.items() if title == "Links"))
    links = {"".join(each.itertext()): each.get("href") for each in page.iter(f"{XHTML}a")}
    assert {text: titles[f"EPUB/{href}"] for text, href in links.items() if href} == {
        "lamp": "The lamp",
        "逗号": "逗号/的位置",
    }
    assert newsreader("export", "-f", library, "", "-o", tmp_path / "page.html").returncode == 0
    text = (tmp_path / "page.html").read_text("utf-8")
    (href,) = re.findall(r'<a href="#(a[0-9a-f]{12})">lamp</a>', text)
    assert f'<article id="{href}"' in text


def test_the_same_articles_give_the_same_bytes(newsreader: Newsreader, library: Path, tmp_path: Path) -> None:
    for ending in ("epub", "html", "json", "md"):
        for name in ("one", "two"):
            assert (
                newsreader("export", "-f", library, "", "-o", tmp_path / f"{name}.{ending}").returncode == 0
            )
        assert (tmp_path / f"one.{ending}").read_bytes() == (tmp_path / f"two.{ending}").read_bytes()


class _Seen(HTMLParser):
    """What a browser would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.sources: list[str] = []
        self.handlers: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        found = dict(attrs)
        self.sources += [value or "" for name, value in attrs if name in {"src", "srcset", "data"}]
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found.get("content") or ""


def test_a_page_holds_its_images_and_nothing_that_runs(
    newsreader: Newsreader, library: Path, tmp_path: Path
) -> None:
    for number, text in enumerate(HOSTILE):
        (library / f"evil{number}.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    target = tmp_path / "page.html"
    assert newsreader("export", "-f", library, "", "-o", target).returncode == 0
    text = target.read_text("utf-8")
    seen = _Seen()
    seen.feed(text)
    assert not seen.tags & {"script", "iframe", "object", "embed", "form", "svg", "link", "base"}
    assert seen.handlers == []
    assert seen.sources == [f"data:image/png;base64,{base64.b64encode(PNG).decode()}"]
    style = text.partition("<style>")[2].partition("</style>")[0]
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert seen.policy.startswith("default-src 'none'; img-src data:; ")
    assert f"'sha256-{allowed}'" in seen.policy


def test_images_of_the_web_are_fetched_only_when_that_is_wanted(
    newsreader: Newsreader, library: Path, tmp_path: Path, public: Web
) -> None:
    public.put("http://images.example/far.png", PNG + b"far", 200, Content_Type="image/png")
    private = f"{public.address}/private.png"
    (library / "far.md").write_text(
        f"---\ntitle: Far\n---\n![far](http://images.example/far.png) ![near]({private})\n", "utf-8"
    )
    assert newsreader("export", "-f", library, "path:far", "-o", tmp_path / "a.html").returncode == 0
    assert public.asked == []
    assert "data:image" not in (tmp_path / "a.html").read_text("utf-8")
    done = newsreader("export", "-f", library, "path:far", "-o", tmp_path / "b.html", "--images")
    assert [asked.path for asked in public.asked] == ["http://images.example/far.png"]
    assert (tmp_path / "b.html").read_text("utf-8").count("data:image") == 1
    assert "1 image is left out" in done.stderr


def test_one_article_is_its_file_and_several_are_texts_with_headings(
    newsreader: Newsreader, library: Path
) -> None:
    assert newsreader("export", "-f", library, "path:lamp").stdout == (library / "lamp.md").read_text("utf-8")
    several = newsreader("export", "-f", library, "", "--by", "day").stdout
    assert [line for line in several.splitlines() if line.startswith("# ")] == [
        "# 2026-03-05", "# 逗号/的位置", "# 2026-03-04", "# The lamp",
    ]  # fmt: skip
    assert several.count("\n---\n") == 3


def test_a_folder_gets_a_file_for_each_article_and_images_beside_them(
    newsreader: Newsreader, library: Path, tmp_path: Path
) -> None:
    (library / "deep").mkdir()
    (library / "deep" / "lamp.md").write_text(
        '---\ntitle: Another\n---\n![lit](/lamp.png)\n\nSee lamp.png or "/lamp.png".\n', "utf-8"
    )
    target = tmp_path / "vault"
    done = newsreader("export", "-f", library, "", "-o", f"{target}/", "--images")
    assert done.returncode == 0
    names = sorted(path.name for path in target.iterdir())
    assert names == ["images", "lamp-2.md", "lamp.md", "逗号.md"]
    (image,) = (target / "images").iterdir()
    assert image.read_bytes() == PNG
    texts = (target / "lamp.md").read_text("utf-8") + (target / "lamp-2.md").read_text("utf-8")
    assert texts.count(f"](images/{image.name})") == 2
    assert "](../secret.png)" in texts
    assert 'See lamp.png or "/lamp.png".' in texts
    assert "title: The lamp\n" in texts


def test_a_title_of_the_users_goes_before_that_of_a_single_article(
    newsreader: Newsreader, library: Path, tmp_path: Path
) -> None:
    for words, title in (((), "The lamp"), (("--title", "Mine"), "Mine")):
        target = tmp_path / f"{title}.html"
        assert newsreader("export", "-f", library, "path:lamp", "-o", target, *words).returncode == 0
        assert f"<title>{title}</title>" in target.read_text("utf-8")


def test_json_is_that_of_show(newsreader: Newsreader, library: Path) -> None:
    exported = json.loads(newsreader("export", "-f", library, "path:lamp", "--json").stdout)
    shown = json.loads(newsreader("show", "-f", library, library / "lamp.md", "--json").stdout)
    assert exported == shown


def test_what_is_there_is_written_over_only_by_force(
    newsreader: Newsreader, library: Path, tmp_path: Path
) -> None:
    target = tmp_path / "a.html"
    target.write_text("mine")
    done = newsreader("export", "-f", library, "", "-o", target)
    assert (done.returncode, target.read_text()) == (1, "mine")
    assert "is there already" in done.stderr
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "lamp.md").write_text("mine")
    assert newsreader("export", "-f", library, "", "-o", folder).returncode == 1
    assert [each.name for each in folder.iterdir()] == ["lamp.md"]
    assert newsreader("export", "-f", library, "", "-o", target, "--force").returncode == 0
    assert "mine" not in target.read_text("utf-8")
    assert newsreader("export", "-f", library, "", "-o", folder, "--force").returncode == 0
    assert "The lamp" in (folder / "lamp.md").read_text("utf-8")


def test_by_force_a_link_is_followed_and_nothing_but_a_file_is_replaced(
    newsreader: Newsreader, library: Path, tmp_path: Path
) -> None:
    (tmp_path / "real.html").write_text("mine")
    (tmp_path / "link.html").symlink_to("real.html")
    assert newsreader("export", "-f", library, "", "-o", tmp_path / "link.html", "--force").returncode == 0
    assert (tmp_path / "link.html").is_symlink()
    assert "The lamp" in (tmp_path / "real.html").read_text("utf-8")
    os.mkfifo(tmp_path / "pipe.html")
    done = newsreader("export", "-f", library, "", "-o", tmp_path / "pipe.html", "--force")
    assert done.returncode == 1
    assert "is not a regular file" in done.stderr
    assert (tmp_path / "pipe.html").is_fifo()


WRONG = (
    ((), 2, "name the articles with a query"),
    (("", "-o", "book.pdf"), 2, "Say which form is wanted"),
    (("tag:nothing",), 3, "No articles found"),
    (("", "-o", ".", "--format", "epub"), 2, "is a folder"),
    (("", "--images"), 2, "Images go beside a file"),
    (("", "-o", ""), 2, "Type a path first"),
)


@pytest.mark.parametrize(("words", "code", "sentence"), WRONG)
def test_what_cannot_be_done_is_told_before_anything_is_written(
    newsreader: Newsreader, library: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    done = newsreader("export", "-f", library, *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert sentence in done.stderr


def test_a_file_in_the_way_is_told_in_words(newsreader: Newsreader, library: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = newsreader("export", "-f", library, "", "-o", tmp_path / "file" / "a.html")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("form", ["epub", "html", "json", "markdown"])
def test_a_full_disk_behind_stdout_is_told_in_words(library: Path, tmp_path: Path, form: str) -> None:
    command = [sys.executable, "-m", "reader", "export", "-f", str(library), "", "--format", form]
    environ = {**os.environ, "HOME": str(tmp_path / "home")}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=environ
        )
    assert done.returncode == 1
    assert "The output could not be written" in done.stderr


def test_a_pipe_that_is_closed_early_is_no_error(library: Path, tmp_path: Path) -> None:
    (library / "long.md").write_text("words of it " * 200_000, "utf-8")
    command = [sys.executable, "-m", "reader", "export", "-f", str(library), ""]
    environ = {**os.environ, "HOME": str(tmp_path / "home")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(2) == b"# "
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0
