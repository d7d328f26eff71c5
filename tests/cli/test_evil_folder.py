"""A folder that means harm, in ways that are not told by its rows alone: nothing runs, leaves or is written but what was agreed to."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Newsreader
from tests.cli.folders import asked_again, printing, program, row, write
from tests.feeds.server import Asked, Reply, Web, item, rss


@dataclass
class World:
    """What an attack plays in."""

    newsreader: Newsreader
    folder: Path
    outside: Path
    web: Web
    """In a private network; and the proxy to a public one."""

    @property
    def ran(self) -> Path:
        """What must not be left."""
        return self.outside / "ran"

    def refresh(self, *more: str) -> "subprocess.CompletedProcess[str]":
        asked_again(self.folder)
        return self.newsreader("refresh", "-f", self.folder, *more)

    def agree(self) -> "subprocess.CompletedProcess[str]":
        return self.newsreader("trust", "--yes", self.folder)


@pytest.fixture
def world(
    newsreader: Newsreader, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """A folder, what is outside of it, and a web."""
    web = Web()
    monkeypatch.setenv("http_proxy", web.address)
    monkeypatch.setenv("no_proxy", "127.0.0.1,127.0.0.2")
    outside = tmp_path / "outside"
    outside.mkdir()
    web.put("http://a.example.org/feed", rss(item(1, "One"), title="A"))
    yield World(newsreader, folder, outside, web)
    web.close()


def a_script_that_another_program_changes_after_the_check(world: World) -> None:
    script = world.folder / "x.py"
    script.write_text(f"print({rss(item(1, 'Agreed'))!r})\n")
    evil = f"open({str(world.ran)!r}, 'w')"
    backwards = str(script)[::-1]  # so that nothing in its words is a path
    change = f"open({backwards!r}[::-1], 'w').write({evil!r})"
    write(
        world.folder,
        row(command=printing(rss(item(2)), change), title="First"),
        row(command=[sys.executable, str(script)], title="Second"),
    )
    world.agree()
    done = world.refresh()
    assert done.stdout == "2 new articles\n", done.stderr
    assert list(world.folder.glob("second/*-agreed.md"))
    assert "Second" in world.refresh().stderr  # it is another one by now


def a_package_that_another_program_changes_after_the_check(world: World) -> None:
    package = world.folder / "package"
    (package / "inner").mkdir(parents=True)
    (package / "inner" / "text.py").write_text(f"TEXT = {rss(item(1, 'Agreed'))!r}\n")
    main = package / "__main__.py"
    main.write_text("from inner.text import TEXT\nprint(TEXT)\n")
    evil = f"open({str(world.ran)!r}, 'w')"
    backwards = str(main)[::-1]  # so that nothing in its words is a path
    change = f"open({backwards!r}[::-1], 'w').write({evil!r})"
    write(
        world.folder,
        row(command=printing(rss(item(2)), change), title="First"),
        row(command=[sys.executable, str(package)], title="Second"),
    )
    world.agree()
    done = world.refresh()
    assert done.stdout == "2 new articles\n", done.stderr
    assert list(world.folder.glob("second/*-agreed.md"))
    assert "Second" in world.refresh().stderr


def a_file_that_comes_after_the_check(world: World) -> None:
    script = world.folder / "x.py"
    evil = f"open({str(world.ran)!r}, 'w')"
    backwards = str(script)[::-1]
    change = f"open({backwards!r}[::-1], 'w').write({evil!r})"
    write(
        world.folder,
        row(command=printing(rss(item(2)), change), title="First"),
        row(command=[sys.executable, str(script)], title="Second"),
    )
    world.agree()
    assert world.refresh().stdout == "1 new article\n"
    assert script.exists()
    assert "Second" in world.refresh().stderr


def a_feeds_file_that_is_replaced_while_it_is_refreshed(world: World) -> None:
    evil = row(address="http://a.example.org/feed", filter=program(f"open({str(world.ran)!r}, 'w')"))

    def replace(_: Asked) -> Reply:
        write(world.folder, evil, row(command=program(f"open({str(world.ran)!r}, 'w')")))
        return Reply(rss(item(1)).encode())

    world.web.replies["http://a.example.org/feed"] = replace
    write(world.folder, row(address="http://a.example.org/feed", title="A"))
    world.agree()
    assert world.refresh().stdout == "1 new article\n"
    assert world.refresh().returncode == 1


def a_link_whose_target_is_another_after_the_yes(world: World) -> None:
    good, evil = world.outside / "good.py", world.outside / "evil.py"
    good.write_text(f"print({rss(item(1))!r})\n")
    evil.write_text(f"open({str(world.ran)!r}, 'w')\n")
    link = world.folder / "x.py"
    link.symlink_to(good)
    write(world.folder, row(command=[sys.executable, str(link)], title="P"))
    world.agree()
    assert world.refresh().stdout == "1 new article\n"
    link.unlink()
    link.symlink_to(evil)
    assert world.refresh().returncode == 1


def a_note_of_where_a_feed_has_moved_to(world: World) -> None:
    thief = "http://thief.example.org/feed"
    world.web.put(thief, rss(item(1)))
    private = world.web.put("/feed", rss(item(1)))
    for address, values in (("http://a.example.org/feed", {"headers": {"X-Key": "secret"}}), (private, {})):
        write(world.folder, row(address=address, title="A", **values))
        world.agree()
        world.refresh()
        for file in world.folder.glob(".newsreader/feeds/*/asked.json"):
            found = json.loads(file.read_text())
            for state in found["feeds"].values():
                state.update(address=thief, validated=thief, next_s=0)
            file.write_text(json.dumps(found))
        world.refresh()
    assert thief not in [each.path for each in world.web.asked]


def a_program_beside_the_articles_and_a_path_that_has_the_place_where_one_stands(world: World) -> None:
    for name in ("weather", "x.sh"):
        (world.folder / name).write_text(f"#!/bin/sh\ntouch {world.ran}\n")
        (world.folder / name).chmod(0o755)
    write(
        world.folder, *(row(command=[name], title=name) for name in ("weather", "./weather", "articles/x.sh"))
    )
    world.agree()
    done = subprocess.run(
        [sys.executable, "-P", "-m", "reader", "refresh", "-f", "."], cwd=world.folder, check=False, capture_output=True,
        text=True, env={**os.environ, "PATH": f".::{os.environ['PATH']}:", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stderr.count("cannot be run") == 3


def a_program_that_stands_before_others_in_the_path_is_a_file_of_the_folder(world: World) -> None:
    tool = world.folder / "bin" / "weather"
    tool.parent.mkdir()
    tool.write_text(f"#!/bin/sh\ncat <<'END'\n{rss(item(1))}\nEND\n")
    tool.chmod(0o755)
    os.environ["PATH"] = f"{tool.parent}:{os.environ['PATH']}"
    write(world.folder, row(command=["weather"], title="W"))
    assert str(tool) in world.agree().stdout
    assert world.refresh().stdout == "1 new article\n"
    tool.write_text(f"#!/bin/sh\ntouch {world.ran}\n")
    assert world.refresh().returncode == 1


def images_that_are_kept_through_a_link(world: World) -> None:
    world.web.put("http://a.example.org/x.png", b"image", 200, Content_Type="image/png")
    text = '&lt;img src="http://a.example.org/x.png"&gt;'
    world.web.put("http://a.example.org/feed", rss(item(1, text=text), title="A"))
    (world.folder / "a").mkdir()
    (world.folder / "a" / "pictures").symlink_to(world.outside)
    write(world.folder, row(address="http://a.example.org/feed", images=True))
    world.agree()
    assert "leads out of its folder" in world.refresh().stderr


def headers_that_end_a_line_and_variables_in_them(world: World) -> None:
    mine = world.web.put("/feed", rss(item(1)))
    write(
        world.folder,
        row(address=mine, headers={"X-Key": "1\r\nX-Evil: 2"}),
        row(address=mine + "?2", headers={"X-Key": "$HOME ${HOME} %(HOME)s {HOME}"}),
        row(address="http://${HOME}.example.org/", title="V"),
    )
    world.agree()
    world.refresh()
    assert [each.headers["x-key"] for each in world.web.asked if "x-key" in each.headers] == [
        "$HOME ${HOME} %(HOME)s {HOME}"
    ]


def a_public_feed_that_sends_us_to_a_private_host_with_our_password(world: World) -> None:
    world.web.put("http://a.example.org/feed", b"", 301, Location=world.web.address + "/inside")
    world.web.put("/inside", rss(item(1)))
    write(
        world.folder,
        row(address="http://a.example.org/feed", user="ann", password_command=program("print('secret')")),
    )
    world.agree()
    done = world.refresh()
    assert "private network" in done.stderr
    assert [each.path for each in world.web.asked] == ["http://a.example.org/feed"]


def a_ledger_that_claims_files_elsewhere(world: World) -> None:
    victim = world.outside / "victim.md"
    victim.write_text("precious")
    address = "http://a.example.org/feed"
    write(world.folder, row(address=address, title="A"))
    world.agree()
    world.refresh()
    [ledger] = [file for file in world.folder.glob(".newsreader/feeds/*/*.json") if file.name != "asked.json"]
    entries = json.loads(ledger.read_text())["entries"]
    [known] = entries.values()
    from reader.files.digest import digest

    names = ("../../outside/victim.md", str(victim), "a\0b", ".hidden", "..", "link.md")
    (world.folder / "a" / "link.md").symlink_to(victim)
    entries |= {str(number): [name, digest("precious"), *known[2:]] for number, name in enumerate(names)}
    ledger.write_text(json.dumps({"entries": entries}))
    world.web.put(address, rss(item(1, text="Changed."), *(item(9, text="x", guid=str(n)) for n in range(6))))
    assert world.refresh().returncode in {0, 4}
    world.newsreader("remove", "-f", world.folder, "A", "--articles")
    assert victim.read_text() == "precious"


def pages_that_are_saved_through_a_link(world: World) -> None:
    pytest.importorskip("readability")
    world.web.put("/page", "<article><p>" + "A sentence of a page. " * 40)
    (world.folder / "Saved").symlink_to(world.outside)
    write(world.folder)
    done = world.newsreader("save", "-f", world.folder, world.web.address + "/page")
    assert "leads out of its folder" in done.stderr
    assert done.returncode == 1


def a_folder_that_leads_elsewhere_after_the_yes(world: World) -> None:
    (world.outside / "agreed").mkdir()
    (world.folder / "out").symlink_to(world.outside / "agreed")
    write(world.folder, row(address="http://a.example.org/feed", title="A", folder="out"))
    assert str(world.outside / "agreed") in world.agree().stdout
    assert world.refresh().stdout == "1 new article\n"
    assert len(list((world.outside / "agreed").iterdir())) == 1
    (world.folder / "out").unlink()
    (world.folder / "out").symlink_to(world.outside)
    world.web.put("http://a.example.org/feed", rss(item(2, "Two"), title="A"))
    assert world.refresh().returncode == 1


def a_title_that_the_server_gives_and_a_link_of_that_name(world: World) -> None:
    (world.folder / "a").symlink_to(world.outside)
    write(world.folder, row(address="http://a.example.org/feed"))
    world.agree()  # when the title is not known yet
    done = world.refresh()
    assert "leads out of its folder" in done.stderr
    assert done.returncode == 4


def addresses_of_this_machine_that_do_not_look_like_it(world: World) -> None:
    port = world.web.port
    hosts = (
        "127.1",
        "0x7f.1",
        "2130706433",
        "localhost",
        "localhost.",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "0",
        "127.0.0.1.",
    )
    write(world.folder, *(row(address=f"http://{host}:{port}/feed", title=host) for host in hosts))
    world.newsreader("trust", "--public", world.folder)
    done = world.refresh()
    assert done.returncode == 1
    assert world.web.asked == []


def articles_and_settings_that_want_to_be_the_programs_own(world: World) -> None:
    evil = f'browser = "touch {world.ran}"\n[[rules]]\nquery = ""\nact = "full text"\n'
    for name in (
        "config.toml",
        "newsreader.toml",
        ".newsreader/config.toml",
        ".config/newsreader/config.toml",
    ):
        file = world.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(evil)
    (world.folder / "evil.md").write_text("---\nbrowser: x\nconfig: {browser: x}\n---\n[x](config.toml)\n")
    (world.folder / "reader").mkdir()
    (world.folder / "reader" / "__init__.py").write_text(f"open({str(world.ran)!r}, 'w')")
    write(world.folder, row(address="http://a.example.org/feed"))
    world.agree()
    world.refresh()
    for command in (("list",), ("rules",), ("feeds",), ("search", "text"), ("show", "evil")):
        world.newsreader(command[0], "-f", world.folder, *command[1:])


ATTACKS: tuple[Callable[[World], None], ...] = (
    a_script_that_another_program_changes_after_the_check,
    a_package_that_another_program_changes_after_the_check,
    a_file_that_comes_after_the_check,
    a_feeds_file_that_is_replaced_while_it_is_refreshed,
    a_link_whose_target_is_another_after_the_yes,
    a_note_of_where_a_feed_has_moved_to,
    a_program_beside_the_articles_and_a_path_that_has_the_place_where_one_stands,
    a_program_that_stands_before_others_in_the_path_is_a_file_of_the_folder,
    images_that_are_kept_through_a_link,
    headers_that_end_a_line_and_variables_in_them,
    a_public_feed_that_sends_us_to_a_private_host_with_our_password,
    a_ledger_that_claims_files_elsewhere,
    pages_that_are_saved_through_a_link,
    a_folder_that_leads_elsewhere_after_the_yes,
    a_title_that_the_server_gives_and_a_link_of_that_name,
    addresses_of_this_machine_that_do_not_look_like_it,
    articles_and_settings_that_want_to_be_the_programs_own,
)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_an_evil_folder_does_nothing(
    world: World, attack: Callable[[World], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.environ["PATH"])  # put back what an attack makes of it
    before = {path.name for path in world.outside.iterdir()}
    attack(world)
    assert not world.ran.exists()
    left = {path.name for path in world.outside.iterdir()} - before
    assert left <= {"agreed", "victim.md", "good.py", "evil.py"}
    # No folder, feed or article writes the settings.
    assert not (Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader").exists()
