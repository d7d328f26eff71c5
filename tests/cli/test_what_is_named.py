"""What people name that is no folder of articles: files that are no text, addresses, names of nothing."""

import io
import os
import pty
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

from tests.cli.inside import run_inside
from tests.tui.terminal import ROOT

NO_TEXT = {
    "photo.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(128, 256)) * 40, "a JPEG image"),
    "photo.md": (b"\xff\xd8\xff\xdb\xc3\xa9" + b"caf\xe9 " * 300 + b"\1", "a JPEG image"),
    "image.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"abc " * 100, "a PNG image"),
    "small.pdf": (b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "a PDF document"),
    "program": (b"\x7fELF\2\1\1" + b"\0" * 40 + b"text " * 400, "a program"),
    "a.exe": (b"MZ\x90\0\3\0\0\0" + b"This program cannot be run in DOS mode. " * 40, "a program for Windows"),
    "song.mp3": (b"ID3\4\0\0\0\0\0#TSSE" + b"abcdefgh" * 50, "an MP3 recording"),
    "page.gz": (b"\x1f\x8b\x08\0" + b"abcdefgh" * 50, "a gzip archive"),
    "image.webp": (b"RIFF\x24\0\0\0WEBPVP8 " + b"abcdefgh" * 50, "a WebP image"),
    "random": (bytes((n * 7 + n // 3) % 256 for n in range(3000)), "not a text file"),
}  # fmt: skip


def newsreader(
    *words: object, home: Path | None = None, typed: str | None = None
) -> "subprocess.CompletedProcess[str]":
    environ = {**os.environ, "COLUMNS": "300"}
    with tempfile.TemporaryFile() as stdin:
        stdin.write((typed or "").encode())
        stdin.seek(0)
        return run_inside(*words, environ=environ, folder=home or ROOT, stdin=stdin)


def told(done: "subprocess.CompletedProcess[str]") -> str:
    return " ".join(done.stderr.split())


@pytest.mark.parametrize("name", NO_TEXT)
def test_a_file_that_is_no_text_is_refused_with_what_it_is(tmp_path: Path, name: str) -> None:
    data, kind = NO_TEXT[name]
    (tmp_path / name).write_bytes(data)
    done = newsreader(tmp_path / name)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{name} is {kind}; newsreader opens folders and Markdown or text files" in told(done)


def test_a_zip_and_a_database_are_refused(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.md", "text " * 1000)
    (tmp_path / "a.zip").write_bytes(made.getvalue())
    with sqlite3.connect(tmp_path / "a.md") as database:
        database.execute("CREATE TABLE note(text TEXT)")
    assert "a.zip is a zip archive" in told(newsreader(tmp_path / "a.zip"))
    assert "a.md is an SQLite database" in told(newsreader(tmp_path / "a.md"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8", "gb18030", "cp1252", "utf-32"])
def test_text_in_any_encoding_is_opened(tmp_path: Path, encoding: str) -> None:
    text = "# 标题\n\n" + "第一段：晚风从河面上吹过来，带着水的气味。\n" * 20
    if encoding == "cp1252":
        text = "# Titel\n\n" + "MZ und für über schön.\n" * 20
    (tmp_path / "page").write_bytes(text.encode(encoding))
    done = newsreader(tmp_path / "page")
    assert done.returncode == 0, done.stderr
    assert ("标题" if encoding != "cp1252" else "Titel") in done.stdout


@pytest.mark.parametrize(
    "text", ["GIF89a is a format of images.\n", "MZ, the letters\n", "ID3 tags\n", "PK\n", "BZh\n"]
)
def test_a_text_about_such_files_is_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text)
    assert newsreader(tmp_path / "a.md").returncode == 0


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/feed.xml", "HTTP://EXAMPLE.ORG", "http:/example.org/x", "https:example.org", "feed:https://example.org/a",
        "feed://example.org/rss", "example.org", "example.org/feed", "www.example.org", "blog.example.co.uk/atom.xml", "localhost:8080/feed",
        "example.org:8080", "https://例子.中国/订阅", "例子.中国", "https://[::1]/feed", "https://127.0.0.1:9/feed", "127.0.0.1:8000/feed.xml",
        "https://user:secret@example.org/feed", "//example.org/feed", "ftp://example.org/x", "gemini://example.org/",
    ],
)  # fmt: skip
def test_an_address_is_offered_to_be_followed_or_saved(tmp_path: Path, address: str) -> None:
    done = newsreader(address, home=tmp_path)
    assert done.returncode == 2
    assert "is an address" in told(done), told(done)
    assert "secret" not in told(done)
    if not address.startswith(("ftp", "gemini")):
        assert "newsreader add" in told(done)
        assert "newsreader save" in told(done)


@pytest.mark.parametrize("command", ["list", "refresh", "tags", "feeds"])
def test_an_address_in_the_place_of_a_folder_is_called_that(command: str) -> None:
    done = newsreader(command, "-f", "https://user:secret@example.org/feed")
    assert done.returncode == 2
    assert "https://example.org/feed is an address, not a folder: newsreader add" in told(done)
    assert "secret" not in done.stderr


def test_a_mail_address_is_none_of_the_web(tmp_path: Path) -> None:
    assert "user@example.org is a mail address" in told(newsreader("user@example.org", home=tmp_path))
    assert "is an address, not a folder" in told(newsreader("social.example.org/@user", home=tmp_path))


@pytest.mark.parametrize(
    "address",
    ["feed:https://127.0.0.1:9/a", "feed://127.0.0.1:9/a", "https:/127.0.0.1:9/a", "//127.0.0.1:9/a"],
)
@pytest.mark.parametrize("command", ["add", "save"])
def test_the_commands_that_are_offered_take_the_address_as_it_was_typed(address: str, command: str) -> None:
    assert "127.0.0.1 refused the connection" in told(newsreader(command, address))


@pytest.mark.parametrize(
    "name", ["xqzvw", "notes.md", "a/b/c", "~/nothere", "my notes", "笔记", "e.txt", "v1.2", "../x"]
)
def test_what_is_not_there_is_named_as_it_was_typed(tmp_path: Path, name: str) -> None:
    done = newsreader(name, home=tmp_path)
    assert done.returncode == 2
    assert name in told(done)
    assert "address" not in told(done)
    assert "newsreader --help" in told(done)


def test_at_a_terminal_an_address_can_be_followed_saved_or_left(tmp_path: Path) -> None:
    for answer in (b"\n", b"\x04", b"x\n", b"no\n"):
        leader, follower = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "reader", "example.invalid/feed"],
            stdin=follower, stdout=follower, stderr=follower, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as process:  # fmt: skip
            os.close(follower)
            os.write(leader, answer)
            assert process.wait(60) == 0
            os.close(leader)
