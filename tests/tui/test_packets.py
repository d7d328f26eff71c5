"""Keys that come in one packet are keys one after another; what is one key of the terminal stays one in two packets."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.message import Message

from reader.actions.workspace.workspace import Workspace
from reader.article import Key
from reader.tui.terminal.key_bytes import KeyBytes, Pair, Pasted, Sequence, Text, Token
from reader.tui.terminal.keyboard import _Events, _is_known
from tests.tui.driving import driven
from tests.tui.terminal import ROOT, Terminal

SEQUENCES = [
    "\x1b[A",
    "\x1bOP",
    "\x1b[15~",
    "\x1b[1;5C",
    "\x1b[<0;12;3M",
    "\x1b[106;3u",
    "\x1b[I",
    "\x1b[[B",
    "\x1b]11;rgb:0/0/0\x1b\\",
]


@pytest.fixture
def terminal(listed: Path) -> Iterator[Terminal]:
    """The program in a terminal, the cursor on the first article."""
    with Terminal([listed]) as made:
        made.wait("Body 0.")
        made.read(0.3)
        yield made


def ends(terminal: Terminal) -> None:
    """Leave, which shows that the program goes on and that nothing has the keys."""
    terminal.type("\x1b")
    terminal.read(0.3)
    terminal.type("q")
    assert terminal.wait_end() == 0


PACKETS = [
    ((), "j\x1bj", 0),  # in the list, esc goes to the group's heading
    ((), "jj\x1bjj", 1),
    (("\r",), "\x1bj", 1),
    (("?",), "\x1bj", 1),
    (("?", "star"), "\x1bjj", 2),
    (("&", "tag:all"), "\x1bj", 1),
    (("#",), "\x1bj", 1),
    (("\x10", "zzz"), "\x1bj", 1),
    (("\x0b", "more"), "\x1bj", 1),
    (("\r", "/", "find"), "\x1b\x1bj", 1),
    (("\r", "v"), "\x1b\x1bj", 1),
    (("f",), "\x1bj", 1),
    (("g",), "\x1bj", 1),
    (("3",), "\x1bj", 1),
    (("g",), "\x1b\x1b[B", 1),
    (("?",), "\x1b3j", 3),
    (("?",), "\x1b2\x1bj", 1),
    (("?",), "\x1b\x1b[B\x1b[B", 2),
    (("?",), "\x1b" + "j" * 4 + "k" * 40 + "G", 8),
    ((), "?\x1bj?zz\x1bj", 2),
    ((), "&title:Title4\r&\x15\rjj", 6),
    ((), "&zz\x1bj#\x1bj", 2),
    ((), "?\x1bj?\x1b[<0;99;1M\x1b[<0;99;1m\x1b\x1b[I", 1),
]
"""What is typed, each waited for; what then comes in one packet; and which article that leads to."""


def key_events(data: str) -> list[Message]:
    """What the driver makes of a packet after which nothing comes."""
    keys, events_of = KeyBytes(_is_known, 0.1), _Events()
    return [event for token in (*keys.feed(data), *keys.flush()) for event in events_of(token)]


async def test_an_escape_and_what_follows_in_one_packet_are_keys_one_after_another(
    listed: Path, open_desks: Callable[..., Workspace]
) -> None:
    async with driven(open_desks(listed)) as it:
        for before, packet, body in PACKETS:
            it.screen.pane_focus.leave_page()
            assert it.screen.navigation.go_to_article(
                it.screen.workspace.library.articles.find(
                    Key(it.screen.workspace.library.folders[0].id, "0.md")
                )
                or 0
            )
            await it.until(lambda: it.shows("Body 0."))
            for keys in before:
                for event in key_events(keys):
                    it.app.post_message(event)
                await it.settle()
            for event in key_events(packet):
                it.app.post_message(event)
            await it.settle()
            await it.until(lambda: it.shows(f"Body {body}."))  # noqa: B023 - called at once
            await it.press("escape", "escape")


@pytest.mark.pty
@pytest.mark.parametrize(
    ("before", "packet"),
    [
        ("?", "\x1bj"),
        ("&", "\x1bj"),
        ("\r", "\x1bj"),
        ("\r/find", "\x1b\x1bj"),
        ("g", "\x1bj"),
        ("3", "\x1bj"),
    ],
)
def test_they_are_that_in_a_terminal(terminal: Terminal, before: str, packet: str) -> None:
    for key in before:
        terminal.type(key)
        terminal.read_answer(0.2)
    terminal.type(packet)
    terminal.wait("Body 1.")


BURSTS = [
    *(f"{opening}|{answer}" for opening in ("gt", "gb", "gl", "u", "?", "\x10", "gi", "gf") for answer in ("\r\r", "\r\x1b", "\x1b\x1b")),
    "&tag:all|\r\r", "gn|note\r\r", "#|ta\x1b", "&|tag\x1b", "&|..\r\x1b", "|\x10\x1b[5~", "|?\x1b[6~\x1b[5~", '\x0bmore|"\r', '|\x0bmore"\r\r', "|A127.0.0.1:9\r\x1b",
    "&|t\x1b[<0;30;12M\x1b[<0;30;12ma\x1b[<0;30;13M\x1b[<0;30;13mg\x15\x1b[<0;30;12M\x1b[<0;30;12m", "gt|a\x1b[<0;30;12M\x1b[<0;30;12mz\x1b[<0;30;11M\x1b[<0;30;11m",
]  # fmt: skip
"""What is typed first, and what then comes in one packet."""


@pytest.mark.pty
def test_answers_in_one_packet_are_one_answer_and_end_nothing(terminal: Terminal) -> None:
    for burst in BURSTS:
        before, _, packet = burst.partition("|")
        for keys in filter(None, (before, packet)):
            terminal.type(keys)
            terminal.read_answer(0.2)
        assert terminal.process.poll() is None, burst
        terminal.type("\x1b\x1b\x1b\x1b")
        terminal.read(0.2)
    ends(terminal)


@pytest.mark.pty
def test_an_escape_closes_what_is_open_whatever_comes_with_it(terminal: Terminal) -> None:
    for letter in "bf5新é\r=O[]PX🙂\x0e":
        terminal.type("\x1b")
        terminal.read(0.25)
        terminal.type("?")
        terminal.wait("enter runs it")
        terminal.type(f"\x1b{letter}")
        assert terminal.wait_until(lambda: not terminal.shows("enter runs it")), letter
        terminal.read(0.2)
        terminal.type("\x1b")
        terminal.read(0.2)
    ends(terminal)


@pytest.mark.pty
def test_a_key_with_alt_that_is_bound_is_one_key_and_two_in_a_dialog(listed: Path) -> None:
    config = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('[keys]\nstar = ["alt+s"]\nlater = ["alt+S"]\n')
    with Terminal([listed]) as terminal:
        terminal.wait("Body 0.")
        terminal.type("\x1bs")
        terminal.wait("★")
        terminal.type("\x1b[115;3u")  # as kitty sends it
        assert terminal.wait_until(lambda: not terminal.shows("★"))
        terminal.type("?", "zz")
        terminal.wait("No command matches")
        terminal.type("\x1bsj")
        terminal.wait("Body 1.")
        assert not terminal.shows("★")
        ends(terminal)


@pytest.mark.pty
def test_alt_and_backspace_delete_a_word_where_text_is_typed(terminal: Terminal) -> None:
    terminal.type("&", "tag:all", " ", "tag:none")
    terminal.wait("tag:none")
    terminal.type("\x1b\x7f")
    assert terminal.wait_until(lambda: not terminal.shows("tag:none"))
    assert terminal.shows("tag:all")


@pytest.mark.pty
def test_a_sequence_in_two_packets_is_one_key(terminal: Terminal) -> None:
    for sequence in ("\x1b[B", "\x1bOB", "\x1b[1;1B"):
        for at in range(1, len(sequence)):
            terminal.type(sequence[:at], sequence[at:])
    terminal.wait("Body 8.")
    ends(terminal)


NO_KEYS = [b"\xff", b"\xe9j", b"\x1b\xff", b"\x1b[99999999999999999999u", b"\x1b[97;1:3u", b"\x1b[97;99999u", b"\x1b[1;2;3;4;5z", b"\x1b[<0;1", b"\x1b[<99999;99999;99999M",
     b"\x1b[<0;-5;-5M", b"\x1b[?62;22c", b"\x1b]11;rgb:ff/ff/ff\x07", b"\x1bP1$r0m\x1b\\", b"\x1b_Gi=1;EINVAL\x1b\\", b"\x00" * 50, b"\x1b" * 40, b"\x9b", b"\x1b[200~never ended",
     b"\x1b[48;0;0;0;0t", b"\x1b[9999999;9999999R", "\ud800".encode("utf-8", "surrogatepass"), b"\x1b[" + b"1;" * 4000 + b"m", bytes(range(1, 17)) + bytes(range(18, 26)) + bytes(range(27, 256))]  # fmt: skip


UNFINISHED = {b"\x1b[<0;1"}


@pytest.mark.pty
def test_bytes_of_no_key_end_nothing(terminal: Terminal) -> None:
    for number, data in enumerate(NO_KEYS, 1):
        os.write(terminal._fd, data + (b"\x1b[201~" if b"\x1b[200~" in data else b""))
        terminal.read(0.6 if data in UNFINISHED else 0.15)
        assert terminal.process.poll() is None, data
        if number % 6 == 0 or number == len(NO_KEYS):
            terminal.type("\x1b\x1b\x1b")
            terminal.read(0.3)
            terminal.type("?")
            assert terminal.wait_until(lambda: terminal.shows("enter runs it")), data
            terminal.type("\x1b")
            terminal.read(0.2)
    ends(terminal)


@pytest.mark.pty
@pytest.mark.parametrize("escape_time", ["0", "500"])
@pytest.mark.skipif(not shutil.which("tmux"), reason="needs tmux")
def test_an_escape_and_a_letter_come_through_tmux_as_both(
    listed: Path, tmp_path: Path, escape_time: str
) -> None:
    conf = tmp_path / "tmux.conf"
    conf.write_text(
        f"set -sg escape-time {escape_time}\nset -g status off\nset -g default-terminal screen-256color\n"
    )
    program = f"PYTHONPATH={ROOT} exec {sys.executable} -m reader {listed}"
    command = ("tmux", "-S", str(tmp_path / "socket"), "-f", str(conf), "new-session", program)
    with Terminal([], command=command, environ={"TMUX": "", "TMUX_TMPDIR": str(tmp_path)}) as terminal:
        terminal.wait("Body 0.")
        terminal.read(0.5)
        for number, opening in enumerate(("?", "&", "\x0b", "\r", "g"), 1):
            terminal.type(opening)
            terminal.read(0.5)
            terminal.type("\x1bj")
            terminal.wait(f"Body {number}.")
        terminal.type("?")
        terminal.wait("enter runs it")
        terminal.type("\x1b")
        terminal.read(0.2)  # less than tmux waits
        terminal.type("j")
        terminal.wait("Body 6.")
        terminal.type("\x1b[B")
        terminal.wait("Body 7.")
        terminal.type("q")
        assert terminal.wait_end() == 0


PASTES = [
    ("needle:Title4", "needle:Title4"),
    ("nee\x1bdle:\x1b[31mTi\x1b[0mtle4", "needle:Title4"),
    ("\x1b]0;needle\x07needle:\x1bTitle4\x1b", "needle:Title4"),
    ("\r\nneedle:Title4\r\n", "needle:Title4"),
    ("nee\x00dle:\x9bTit\x7fle4", "needle:Title4"),
    ("\x1b[200~needle:\x1b[31mTit\x03\x1ale4", "needle:Title4"),
]


@pytest.mark.pty
@pytest.mark.parametrize("is_cut", [False, True], ids=["one packet", "packets of one byte"])
def test_a_paste_is_one_paste_whatever_it_holds_and_is_cleaned(terminal: Terminal, is_cut: bool) -> None:
    for opening in ("&", "\x0b", "\r/"):
        for pasted, shown in PASTES:
            terminal.type("\x1b", "\x1b")
            terminal.read(0.3)
            data = f"{opening}\x1b[200~{pasted}\x1b[201~+".encode()
            for piece in [data[at : at + 1] for at in range(len(data))] if is_cut else [data]:
                os.write(terminal._fd, piece)
                if is_cut:
                    time.sleep(0.001)
            terminal.wait(f"{shown}+")
            terminal.type("\x15")
            assert terminal.wait_until(lambda: not terminal.shows("needle:")), (opening, pasted)
            terminal.type("\x1b", "\x1b", "\x1b")
    ends(terminal)


@pytest.mark.pty
def test_a_paste_where_nothing_is_typed_is_no_command(terminal: Terminal) -> None:
    os.write(terminal._fd, b"\x1b[200~jjq\r&#\x1bq\x03\x1b[201~")
    terminal.read(0.5)
    assert terminal.process.poll() is None
    assert terminal.shows("Body 0.")
    ends(terminal)


def tokens(*packets: str) -> list[Token]:
    """What comes of packets, when nothing follows."""
    keys = KeyBytes(lambda sequence: sequence in {"\x1b[A", "\x1bOP", "\x1b[I"}, 0.1)
    return [token for packet in packets for token in keys.feed(packet)] + list(keys.flush())


@given(
    st.lists(
        st.sampled_from([*SEQUENCES, "\x1bj", "\x1b新", "x", "新", "\r", "\x1b[200~a\x1bb\nc\x1b[201~"]),
        max_size=8,
    ),
    st.data(),
)
def test_however_bytes_are_cut_into_packets_they_are_the_same_keys(
    pieces: list[str], data: st.DataObject
) -> None:
    text = "".join(pieces)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=5)))
    edges = [0, *cuts, len(text)]
    packets = [text[start:end] for start, end in pairwise(edges)]
    made = {"x": Text("x"), "新": Text("新"), "\r": Text("\r"), "\x1bj": Pair("j"), "\x1b新": Pair("新")}
    whole = [
        made.get(piece) or (Pasted("a\x1bb\nc") if "200~" in piece else Sequence(piece)) for piece in pieces
    ]
    assert tokens(*packets) == whole


@given(st.lists(st.text(st.sampled_from("\x1b[]OP_;<0123456789~uMAjG\x07\\ 新\r"), max_size=12), max_size=6))
def test_no_bytes_are_waited_for_without_end(packets: list[str]) -> None:
    keys = KeyBytes(lambda _: False, 0.1)
    for packet in packets:
        list(keys.feed(packet))
    list(keys.flush())
    assert keys.patience is None
    assert list(keys.feed("j")) == [Text("j")]
