"""Keeps passwords that stood in addresses: each in a file that only the user may read, never in a ``feeds.toml``. Disk."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from reader.actions.workspace.workspace import Workspace
from reader.errors import NewsreaderError
from reader.feeds.following.subscriptions import Subscription, load_subscriptions
from reader.files.digest import digest
from reader.files.whole import write_whole
from reader.i18n import tr
from reader.refusal import refusal

_NAME_CHARS = 8
"""Of a digest, in the name of a file."""

_HOST_CHARS = 100
"""Of a host there: a whole one may be longer than the name of a file."""


def password_file(trust_file: Path, address: str, user: str) -> Path:
    """Return where the password of a user at an address is kept: beside the file of what the user has agreed to."""
    parts = urlsplit(address)
    origin = digest(f"{parts.netloc}\0{user}")[:_NAME_CHARS]
    return trust_file.with_name("passwords") / f"{(parts.hostname or 'feed')[:_HOST_CHARS]}-{origin}"


def write_password(file: Path, password: str) -> Path:
    """Write a password into a file that only the user may read, and return the file. Raises NewsreaderError."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(file, f"{password}\n".encode("utf-8", "replace"), is_lasting=True)
    except OSError as problem:
        raise NewsreaderError(
            tr("{file} cannot be written: {problem}", file=file, problem=refusal(problem))
        ) from problem
    return file


def keep_password(workspace: Workspace, feed: Subscription, password: str) -> Subscription:
    """Write the password of a feed's user into a file and return the feed with the command that prints it.

    Without a password the feed is returned as it is. Raises NewsreaderError.
    """
    if not password:
        return feed
    file = write_password(password_file(workspace.trust_file, feed.address, feed.user), password)
    return feed._replace(password_command=("cat", str(file)))


def keep_passwords(
    workspace: Workspace, feeds: Sequence[Subscription], passwords: Mapping[str, str]
) -> list[Subscription]:
    """Return feeds with the commands that print their passwords, which are by address; raises NewsreaderError."""
    return [keep_password(workspace, feed, passwords.get(feed.address, "")) for feed in feeds]


def keep_new_password(workspace: Workspace, root: Path, feed: Subscription, password: str) -> Subscription:
    """Return a feed as ``keep_password`` does, unless ``root`` has it already: then its ``feeds.toml`` counts."""
    is_known = any(each.identity == feed.identity for each in load_subscriptions(root).feeds)
    return feed if is_known else keep_password(workspace, feed, password)


def where_it_is_kept(feed: Subscription) -> str:
    """Return a sentence about where the password went."""
    return tr(
        "The password of {title} is in {file}, which only you can read; its password_command in feeds.toml prints it",
        title=feed.short_title, file=feed.password_command[-1],
    )  # fmt: skip
