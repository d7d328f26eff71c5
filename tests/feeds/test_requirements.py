"""What a row of ``feeds.toml`` wants, what is shown of it, and by what a yes to it is known."""

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.following.subscriptions import Subscription
from reader.feeds.trust.agreements import Trust
from reader.feeds.trust.named_files import PARTS_LIMIT, PATHS_LIMIT, WORDS_LIMIT
from reader.feeds.trust.requirements import PLAIN, Kind, in_full, requirement_of
from reader.feeds.web.private_hosts import is_private_name

PUBLIC = "https://a.example.org/feed"

FULL = Subscription(
    PUBLIC, "T", "f", ("t",), 60, (("X", "1"),), "ann", ("p",), ("c",), ("f",), is_whole=True, keeps_images=True, is_public=True,
    ca_file="/c.pem", website="https://a.example.org/", opml_folders=(("A", "B"),), is_quiet=True, newest=5,
)  # fmt: skip
"""A value for each field."""


@pytest.mark.parametrize("name", Subscription._fields)
def test_each_field_is_plain_or_needs_a_yes_of_its_own(tmp_path: Path, name: str) -> None:
    assert getattr(FULL, name) != getattr(Subscription(""), name)
    changed: dict[str, Any] = {name: getattr(FULL, name)}
    want = requirement_of(tmp_path, Subscription(PUBLIC)._replace(**changed), "")
    assert (want.kinds == (Kind.PUBLIC,)) == (name in PLAIN)


@pytest.mark.parametrize("name", sorted(set(Subscription._fields) - PLAIN | {"address"}))
def test_a_change_of_anything_that_was_shown_is_another_digest(tmp_path: Path, name: str) -> None:
    before = requirement_of(tmp_path, FULL, "")
    value = getattr(FULL, name)
    other: dict[str, Any] = {name: f"{value}2" if isinstance(value, str) else (*value, *value)}
    assert requirement_of(tmp_path, FULL._replace(**other), "").digest != before.digest
    plains: list[dict[str, Any]] = [
        {"title": "Another"},
        {"tags": ()},
        {"interval_s": 0},
        {"is_whole": False},
    ]
    for plain in plains:
        assert requirement_of(tmp_path, FULL._replace(**plain), "").digest == before.digest


def test_the_order_of_headers_is_no_change(tmp_path: Path) -> None:
    one, other = (("A", "1"), ("B", "2")), (("B", "2"), ("A", "1"))
    digests = {
        requirement_of(tmp_path, Subscription(PUBLIC, headers=each), "").digest for each in (one, other)
    }
    assert len(digests) == 1


def test_words_are_not_run_together(tmp_path: Path) -> None:
    commands = (("a", "b c"), ("a b", "c"), ("a", "b", "c"), ("a b c",), ("a", 'b" "c'))
    assert (
        len({requirement_of(tmp_path, Subscription(PUBLIC, filter=each), "").digest for each in commands})
        == 5
    )
    assert (
        len({requirement_of(tmp_path, Subscription(PUBLIC, filter=each), "").lines for each in commands}) == 5
    )


@given(st.text())
def test_what_is_shown_in_full_hides_nothing(text: str) -> None:
    shown = in_full(text)
    assert shown.isprintable()
    assert len(shown) >= len(text.replace(" ", ""))


@pytest.mark.parametrize(
    "command",
    [
        ("x", "y" * (WORDS_LIMIT + 1)),
        ("x", *(f"/nowhere/{number}" for number in range(PATHS_LIMIT + 1))),
        ("x", "/a" * (PARTS_LIMIT + 1)),
        ("cat", "{root}/fifo"),
        ("x", "{root}/many"),
    ],
)
def test_what_cannot_be_looked_at_cannot_be_agreed_to(tmp_path: Path, command: tuple[str, ...]) -> None:
    import os

    root = tmp_path / "root"
    (root / "many").mkdir(parents=True)
    for number in range(2_001):
        (root / "many" / str(number)).touch()
    os.mkfifo(root / "fifo")
    feed = Subscription("exec:x", command=tuple(word.format(root=root) for word in command))
    trust = Trust(tmp_path / "trust.json")
    review = trust.review(root, [(feed, "")])
    assert review.waiting[0].impossible
    trust.agree(root, review.waiting, is_by_hand=True)
    assert not trust.review(root, [(feed, "")]).allowed


def test_a_folder_that_is_named_is_agreed_to_with_all_that_is_in_it(tmp_path: Path) -> None:
    package = tmp_path / "root" / "package"
    package.mkdir(parents=True)
    (package / "__main__.py").write_text("print()")
    feed = Subscription("exec:x", command=(sys.executable, str(package)))
    before = requirement_of(package.parent, feed, "").digest
    assert requirement_of(package.parent, feed, "").digest == before
    (package / "more").mkdir()
    (package / "more" / "x.py").write_text("print()")
    assert requirement_of(package.parent, feed, "").digest != before


@pytest.mark.parametrize(
    ("host", "is_private"),
    [
        ("localhost", True), ("LOCALHOST.", True), ("x.localhost", True), ("nas.local", True), ("intranet", True),
        ("router.lan", True), ("127.0.0.1", True), ("127.1", True), ("0", True), ("0x7f.1", True), ("017700000001", True),
        ("10.0.0.1", True), ("169.254.169.254", True), ("100.64.0.1", True), ("[::1]", True), ("[::]", True),
        ("[fe80::1]", True), ("[fd00::1]", True), ("[::ffff:10.0.0.1]", True), ("[::127.0.0.1]", True),
        ("[64:ff9b::7f00:1]", True), ("[64:ff9b:1::7f00:1]", True), ("[64:ff9b:1:8000::1]", True), ("[2002:7f00:1::]", True),
        ("1.2.3.4.5", True), ("example.org", False), ("local.example.org", False), ("8.8.8.8", False),
        ("[2606:4700::1111]", False), ("[::ffff:8.8.8.8]", False), ("[64:ff9b::808:808]", False), ("134744072", False),
    ],
)  # fmt: skip
def test_hosts_of_private_networks_are_known_without_looking_them_up(host: str, is_private: bool) -> None:
    assert is_private_name(host) is is_private
