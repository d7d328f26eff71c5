"""Opening a source: real programs stand in for browsers and write down what they were given."""

import json
import os
import stat
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reader.actions.browser.launch import Launched, Plan, Refused, launch, plan, run_in_terminal
from reader.text import clean_line
from tests.text.addresses import GOOD, REFUSED

pytestmark = pytest.mark.row(6)

LINK = "https://example.com/a?b=1&c=2;id#d"
Browser = Callable[..., Path]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Where the stand-in writes down how it was started."""
    return tmp_path / "record.json"


@pytest.fixture
def browser(tmp_path: Path, record: Path) -> Browser:
    """Make a program that writes down its arguments and surroundings, and ends as told."""

    def make(name: str = "browser", status: int = 0, stay_s: float = 0) -> Path:
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(
            f"#!{sys.executable}\n"
            "import json, os, sys, time\n"
            "facts = dict(arguments=sys.argv[1:], session=os.getsid(0), pid=os.getpid(),"
            " input=os.fstat(0).st_rdev, output=os.fstat(1).st_rdev, null=os.stat(os.devnull).st_rdev,"
            " browser=os.environ.get('BROWSER'))\n"
            f"with open({str(record)!r} + '.part', 'w') as file:\n"
            "    json.dump(facts, file)\n"
            f"os.rename({str(record)!r} + '.part', {str(record)!r})\n"
            f"time.sleep({stay_s})\n"
            f"sys.exit({status})\n"
        )
        program.chmod(0o755)
        return program

    return make


def environ(tmp_path: Path, **others: str) -> dict[str, str]:
    return {"PATH": str(tmp_path / "bin"), **others}


def opened(record: Path, planned: Plan | Refused, environ: Mapping[str, str]) -> list[str]:
    """Launch the plan and return the arguments that its browser was given."""
    assert isinstance(planned, Plan)
    assert isinstance(launch(planned, environ), Launched)
    arguments = json.loads(record.read_text())["arguments"]
    assert isinstance(arguments, list)
    return arguments


def test_of_the_bad_addresses_none_is_opened_and_of_the_good_ones_all(
    tmp_path: Path, browser: Browser, record: Path, record_property: Callable[[str, object], None]
) -> None:
    program, where, opened_bad, opened_good = str(browser()), environ(tmp_path), 0, 0
    for link in REFUSED:
        if isinstance(planned := plan(link, program, where), Plan):
            launch(planned, where)
        opened_bad += record.exists()
        record.unlink(missing_ok=True)
    for link, href in GOOD.items():
        opened_good += opened(record, plan(link, program, where), where) == [href]
        record.unlink()
    record_property("figure", f"{opened_bad} of {len(REFUSED)} bad opened, {opened_good} of {len(GOOD)} good")
    assert (opened_bad, opened_good) == (0, len(GOOD))


@pytest.mark.parametrize("link", [*REFUSED, "mailto:a@example.com"])
def test_what_is_no_web_address_starts_nothing(link: str, tmp_path: Path, browser: Browser) -> None:
    browser("xdg-open")
    refused = plan(link, str(browser()), environ(tmp_path, DISPLAY=":0"))
    assert isinstance(refused, Refused)
    assert refused.address is None or link.startswith("mailto:")
    assert refused.reason == clean_line(refused.reason)
    assert len(refused.reason) < 300


def test_a_good_address_is_exactly_one_argument(tmp_path: Path, browser: Browser, record: Path) -> None:
    around = environ(tmp_path, BROWSER=str(browser()))
    for link, href in GOOD.items():
        assert opened(record, plan(link, environ=around), around) == [href]
        record.unlink()


@pytest.mark.parametrize(
    ("form", "arguments"),
    [
        ("{browser}", [LINK]),
        ("{browser} %s", [LINK]),
        ("{browser} --new-tab", ["--new-tab", LINK]),
        ("{browser} --url=%s --quiet", [f"--url={LINK}", "--quiet"]),
        ("{browser} 'a b' %s", ["a b", LINK]),
        ("{browser} %%s", ["%s", LINK]),
        ("{browser} %s &", [LINK]),
        ("/nowhere/browser:{browser}", [LINK]),
        ("::{browser} %s:/nowhere/other", [LINK]),
        ("no-such-browser %s:browser -x", ["-x", LINK]),
    ],
)
def test_the_browser_variable_is_followed_in_every_form(
    form: str, arguments: list[str], tmp_path: Path, browser: Browser, record: Path
) -> None:
    around = environ(tmp_path, BROWSER=form.format(browser=browser()), DISPLAY=":0")
    browser("xdg-open", status=9)
    assert opened(record, plan(LINK, environ=around), around) == arguments


@pytest.mark.parametrize(
    "form",
    [
        'sh -c "{browser} %s"',
        "sh -c '{browser} \"%s\"'",
        "bash -c",
        "/bin/sh -c %s",
        "env sh -c {browser}\\ %s",
        "nohup bash -lc '{browser} %s'",
        "ssh elsewhere {browser} %s",
        "{browser} -e 'w3m %s'",
        "{browser} 'open \"%s\" now'",
        "pwsh -Command Start-Process",
        "{browser} 'an open quote",
    ],
)
def test_a_command_that_a_shell_would_read_is_refused_with_a_word_why(
    form: str, tmp_path: Path, browser: Browser
) -> None:
    command = form.format(browser=browser())
    path = f"{tmp_path / 'bin'}:/usr/bin:/bin"
    (tmp_path / "bin" / "pwsh").symlink_to("/bin/sh")
    (tmp_path / "bin" / "ssh").symlink_to("/bin/sh")
    for planned in (
        plan(LINK, environ={"PATH": path, "BROWSER": command, "DISPLAY": ":0"}),
        plan(LINK, command, {"PATH": path, "DISPLAY": ":0"}),
    ):
        assert isinstance(planned, Refused)
        assert "shell" in planned.reason or "quote" in planned.reason


def test_an_address_has_no_effect_as_a_command(tmp_path: Path, browser: Browser, record: Path) -> None:
    trap = tmp_path / "trap"
    around = environ(tmp_path, BROWSER=f"{browser()} %s")
    for word in (
        f";touch${{IFS}}{trap}",
        f"$(touch {trap})",
        f"`touch {trap}`",
        f"&touch {trap}&",
        f"|tee {trap}",
    ):
        link = f"https://example.com/{word}"
        assert len(opened(record, plan(link, environ=around), around)) == 1
    assert not trap.exists()


def test_the_setting_goes_before_the_variable(tmp_path: Path, browser: Browser, record: Path) -> None:
    around = environ(tmp_path, BROWSER="/nowhere", DISPLAY=":0")
    assert opened(record, plan(LINK, f"{browser()} --mine", around), around) == ["--mine", LINK]


def test_a_setting_with_a_path_that_has_spaces_needs_no_quotes(
    tmp_path: Path, browser: Browser, record: Path
) -> None:
    around = environ(tmp_path)
    assert opened(record, plan(LINK, str(browser("my browser")), around), around) == [LINK]


def test_a_setting_whose_program_is_missing_says_so(tmp_path: Path) -> None:
    refused = plan(LINK, "no-such-browser --new", environ(tmp_path, DISPLAY=":0"))
    assert isinstance(refused, Refused)
    assert "no-such-browser" in refused.reason


def test_the_systems_opener_is_next_where_there_is_a_display(
    tmp_path: Path, browser: Browser, record: Path
) -> None:
    browser("xdg-open")
    around = environ(tmp_path, WAYLAND_DISPLAY="wayland-0", BROWSER="/nowhere")
    assert opened(record, plan(LINK, environ=around, platform="linux"), around) == [LINK]
    # The opener is a script that might hand our address to a shell in this variable.
    assert json.loads(record.read_text())["browser"] is None


@pytest.mark.parametrize(
    ("platform", "program", "others", "arguments"),
    [
        ("linux", "gio", {"DISPLAY": ":0"}, ("open", LINK)),
        ("linux", "firefox", {"DISPLAY": ":0"}, (LINK,)),
        ("linux", "wslview", {"WSL_DISTRO_NAME": "Debian"}, (LINK,)),
        ("linux", "rundll32.exe", {"WSL_INTEROP": "/x"}, ("url.dll,FileProtocolHandler", LINK)),
        ("linux", "termux-open-url", {"TERMUX_VERSION": "1"}, (LINK,)),
        ("darwin", "open", {}, (LINK,)),
    ],
)
def test_each_system_has_its_own_way(
    platform: str,
    program: str,
    others: dict[str, str],
    arguments: tuple[str, ...],
    tmp_path: Path,
    browser: Browser,
) -> None:
    path = browser(program)
    planned = plan(LINK, environ=environ(tmp_path, **others), platform=platform)
    assert isinstance(planned, Plan)
    assert planned.argv == (str(path), *arguments)
    assert not planned.in_terminal


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_over_ssh_without_a_display_nothing_opens_on_a_screen_nobody_sees(
    platform: str, tmp_path: Path, browser: Browser
) -> None:
    for name in ("xdg-open", "open", "rundll32.exe", "firefox"):
        browser(name)
    planned = plan(LINK, environ=environ(tmp_path, SSH_CONNECTION="x"), platform=platform)
    assert isinstance(planned, Refused)
    assert planned.address is not None
    assert planned.address.href == LINK


def test_over_ssh_a_browser_for_the_terminal_is_used_where_there_is_one(
    tmp_path: Path, browser: Browser
) -> None:
    browser("lynx")
    planned = plan(LINK, environ=environ(tmp_path, SSH_TTY="/dev/pts/1"), platform="darwin")
    assert isinstance(planned, Plan)
    assert planned.in_terminal


@pytest.mark.parametrize("name", ["w3m", "lynx", "links", "elinks", "browsh", "carbonyl"])
def test_a_browser_that_runs_in_the_terminal_is_told_apart(
    name: str, tmp_path: Path, browser: Browser
) -> None:
    path = browser(name)
    for command in (name, str(path), f"{name} -x %s"):
        planned = plan(LINK, environ=environ(tmp_path, BROWSER=command, DISPLAY=":0"))
        assert isinstance(planned, Plan)
        assert planned.in_terminal


def test_a_link_to_a_terminal_browser_is_one_too(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "alternative").symlink_to(browser("w3m"))
    planned = plan(LINK, "alternative", environ(tmp_path))
    assert isinstance(planned, Plan)
    assert planned.in_terminal


def test_links_with_a_window_needs_no_terminal(tmp_path: Path, browser: Browser) -> None:
    browser("links")
    planned = plan(LINK, "links -g", environ(tmp_path))
    assert isinstance(planned, Plan)
    assert not planned.in_terminal


def test_a_program_in_a_relative_folder_of_the_path_is_not_found(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser("xdg-open")
    monkeypatch.chdir(tmp_path)
    assert isinstance(plan(LINK, environ={"PATH": "bin::.", "DISPLAY": ":0"}, platform="linux"), Refused)


def test_a_mail_address_is_opened_only_when_asked_and_never_in_a_browser(
    tmp_path: Path, browser: Browser, record: Path
) -> None:
    browser("xdg-open")
    browser("w3m")
    around = environ(tmp_path, DISPLAY=":0", BROWSER=str(browser("firefox", status=9)))
    mail = "mailto:a.b@example.com?subject=x y"
    assert isinstance(plan(mail, environ=around, platform="linux"), Refused)
    asked = plan(mail, str(browser()), around, mail=True, platform="linux")
    assert opened(record, asked, around) == ["mailto:a.b@example.com?subject=x%20y"]
    del around["DISPLAY"]
    nothing = plan(mail, environ=around, mail=True, platform="linux")
    assert isinstance(nothing, Refused)
    assert nothing.reason == "No mail program was found"


def test_the_browser_has_a_session_of_its_own_and_no_hold_on_the_terminal(
    tmp_path: Path, browser: Browser, record: Path
) -> None:
    around = environ(tmp_path, BROWSER=str(browser()))
    opened(record, plan(LINK, environ=around), around)
    facts = json.loads(record.read_text())
    assert facts["session"] == facts["pid"] != os.getsid(0)
    assert facts["input"] == facts["output"] == facts["null"]


def test_a_browser_that_stays_open_has_started_and_is_reaped_when_it_ends(
    tmp_path: Path, browser: Browser, record: Path
) -> None:
    around = environ(tmp_path, BROWSER=str(browser(stay_s=1.3)))
    opened(record, plan(LINK, environ=around), around)
    process = json.loads(record.read_text())["pid"]
    deadline = time.monotonic() + 20
    while Path(f"/proc/{process}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)  # a zombie would still be there


def test_a_browser_that_ends_with_an_error_at_once_has_failed(tmp_path: Path, browser: Browser) -> None:
    planned = plan(LINK, str(browser(status=3)), environ(tmp_path))
    assert isinstance(planned, Plan)
    failed = launch(planned, environ(tmp_path))
    assert isinstance(failed, Refused)
    assert failed.address is not None
    assert failed.address.href == LINK
    assert failed.reason == "browser failed with exit code 3"


@pytest.mark.parametrize("start", [launch, run_in_terminal])
def test_a_program_that_cannot_be_started_has_failed(
    start: Callable[[Plan], Launched | Refused], tmp_path: Path, browser: Browser
) -> None:
    program = browser()
    planned = plan(LINK, str(program), environ(tmp_path))
    assert isinstance(planned, Plan)
    program.write_text("#!/nowhere/interpreter\n")
    failed = start(planned)
    assert isinstance(failed, Refused)
    assert "could not be started" in failed.reason
    program.unlink()
    assert isinstance(start(planned), Refused)


def test_a_terminal_browser_gets_our_terminal_and_is_waited_for(
    tmp_path: Path, browser: Browser, record: Path
) -> None:
    planned = plan(LINK, str(browser("w3m", stay_s=0.05)), environ(tmp_path))
    assert isinstance(planned, Plan)
    assert isinstance(run_in_terminal(planned), Launched)
    facts = json.loads(record.read_text())
    assert facts["arguments"] == [LINK]
    assert facts["session"] == os.getsid(0)
    failing = plan(LINK, str(browser("lynx", status=1)), environ(tmp_path))
    assert isinstance(failing, Plan)
    assert isinstance(run_in_terminal(failing), Refused)


def test_a_file_that_is_no_program_and_a_folder_are_no_browser(tmp_path: Path) -> None:
    plain = tmp_path / "browser"
    plain.write_text("no program")
    plain.chmod(stat.S_IRUSR)
    for command in (str(plain), str(tmp_path), str(tmp_path / "nothing")):
        assert isinstance(plan(LINK, command, environ(tmp_path)), Refused)


def test_a_broken_link_is_shown_clean_in_the_refusal() -> None:
    refused = plan("javascript:\x1b]0;x\x07" + "a" * 9000, environ={})
    assert isinstance(refused, Refused)
    assert "\x1b" not in refused.reason
    assert len(refused.reason) < 300
