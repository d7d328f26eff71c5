"""What newsboat gives to a shell comes over as a program and its arguments, or is named with the reason why not."""

import pytest

from reader.feeds.interchange.newsboat_config import read_config


@pytest.mark.parametrize(
    ("line", "settings"),
    [
        ('browser "firefox %u &"', {"browser": '"firefox %s"'}),
        ("browser \"xdg-open '%u' > /dev/null 2>&1 &\"", {"browser": '"xdg-open %s"'}),
        ('browser "firefox %u&"', {"browser": '"firefox %s"'}),
        ("browser \"nohup firefox '%u' >/dev/null 2>&1\"", {"browser": '"nohup firefox %s"'}),
        ('player "vlc &> /dev/null &"', {"player": '"vlc"'}),
        ('player "mpv --no-video 2>/dev/null"', {"player": '"mpv --no-video"'}),
        ('browser "firefox --new-tab \\"%u\\""', {"browser": '"firefox --new-tab %s"'}),
        ("browser \"'/opt/A & B/browser' %u\"", {"browser": "\"'/opt/A & B/browser' %s\""}),
        ('browser "firefox -P a=b %u"', {"browser": '"firefox -P a=b %s"'}),
        ("browser open", {"browser": '"open"'}),
    ],
)
def test_what_is_only_for_the_shell_goes(line: str, settings: dict[str, str]) -> None:
    found = read_config(line)
    assert (dict(found.settings), found.left_out) == (settings, ())


@pytest.mark.parametrize(
    "command",
    [
        "lynx -dump %u | less",
        "firefox %u && true",
        "MOZ_X=1 firefox %u",
        "$BROWSER %u",
        "${HOME}/bin/x %u",
        "firefox %u > log.txt",
        "w3m < %u",
        "(firefox %u; true)",
        "firefox %u &&",
        "&",
    ],
)
def test_what_only_a_shell_can_run_is_named(command: str) -> None:
    found = read_config(f'browser "{command}"')
    assert found.settings == ()
    assert len(found.left_out) == 1


def test_an_unclosed_quote_is_named() -> None:
    assert read_config('browser "firefox \'x"').left_out == ("browser: it has an unclosed quote: firefox 'x",)
