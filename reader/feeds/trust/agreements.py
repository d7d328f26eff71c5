"""What the user has agreed to on this machine, by folder: one small file in the data folder. Disk.

A folder is identified by its real path. One yes lets its public feeds be fetched; anything else needs a yes of its own, which
is stored as the digest of what was shown (``requirements``). Nothing in the folder itself counts as a yes.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from reader.errors import NewsreaderError
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.trust.requirements import Kind, Requirement, requirement_of, requirement_of_file
from reader.files.lock import locked
from reader.files.whole import read_whole, write_whole
from reader.i18n import tr
from reader.refusal import refusal, why_not_read

VERSION = 1
"""Of the file; a newer one is not changed."""


class Answers(NamedTuple):
    """What the user has said about one folder."""

    public: bool | None = None
    """Whether its public feeds may be fetched; None: the user was not asked."""
    agreed: frozenset[str] = frozenset()
    """Digests of the other things that were agreed to."""
    refused: frozenset[str] = frozenset()
    """Digests of what was refused, and is not asked again."""


class Allowed(NamedTuple):
    """A feed that may be fetched, or whose program may run."""

    feed: Subscription
    """As it is allowed: without a yes to private networks its address must be public."""
    requirement: Requirement
    """What it requires."""


class Review(NamedTuple):
    """Which of a folder's feeds are allowed."""

    root: Path
    """The folder."""
    allowed: tuple[Allowed, ...]
    """Those that may be refreshed."""
    waiting: tuple[Requirement, ...]
    """Requirements without a yes, refused ones among them."""
    open: tuple[Requirement, ...]
    """Those of them that the user was not asked about yet."""
    outside: Path | None
    """The target of ``feeds.toml`` if it is outside of the folder and agreed to."""


class Trust:
    """The answers of the user on this machine."""

    def __init__(self, file: Path, own: Path | None = None) -> None:
        """``own`` is the program's own folder of feeds, whose public ones need no yes."""
        self._file = file
        self._own = os.path.realpath(own) if own else ""
        self.notice = ""
        """Why the file cannot be read, as a sentence; then nothing counts as agreed to."""

    def folders(self) -> Mapping[str, Answers]:
        """Return all answers by the real paths of folders; raises NewsreaderError where they cannot be read."""
        return {path: _answers(entry) for path, entry in self._read().items()}

    def answers(self, root: Path) -> Answers:
        """Return the answers for a folder; none where the file cannot be read."""
        path = os.path.realpath(root)
        try:
            found = _answers(self._read().get(path, {}))
        except NewsreaderError as problem:
            found, self.notice = Answers(), str(problem)
        return found._replace(public=True) if path == self._own else found

    def review(self, root: Path, feeds: Iterable[tuple[Subscription, str]]) -> Review:
        """Return which of a folder's feeds, each with the folder of its articles, are allowed."""
        answers = self.answers(root)
        allowed, waiting = [], []
        for feed, inside in feeds:
            requirement = requirement_of(root, feed, inside)
            if may := _allowed(requirement, answers):
                allowed.append(Allowed(may, requirement))
            else:
                waiting.append(requirement)
        file = requirement_of_file(root)
        is_file_agreed = file is not None and (file.digest in answers.agreed or self.is_own(root))
        if file and not is_file_agreed:
            waiting.append(file)
        unasked = (
            each
            for each in waiting
            if (answers.public is None if each.is_public else each.digest not in answers.refused)
        )
        outside = file.outside if file and is_file_agreed else None
        return Review(root, tuple(allowed), tuple(waiting), tuple(unasked), outside)

    def is_own(self, root: Path) -> bool:
        """Return whether a folder is the program's own."""
        return os.path.realpath(root) == self._own

    def agree(self, root: Path, requirements: Iterable[Requirement], *, is_by_hand: bool = False) -> None:
        """Store a yes to what was shown; raises NewsreaderError.

        A yes to anything of a folder lets its public feeds be fetched. ``is_by_hand``: the user has typed the addresses, so
        they may be in a private network whatever they look like.
        """

        def is_typed(feed: Subscription | None) -> bool:
            return is_by_hand and feed is not None and not feed.is_public

        digests = {
            each.private if is_typed(each.feed) else each.digest
            for each in requirements
            if not each.impossible and (not each.is_public or is_typed(each.feed))
        }
        with self._changed(root) as entry:
            before = _answers(entry)
            _put(
                entry, Answers(public=True, agreed=before.agreed | digests, refused=before.refused - digests)
            )

    def refuse(self, root: Path, requirements: Iterable[Requirement]) -> None:
        """Store a no to what was shown; raises NewsreaderError."""
        requirements = list(requirements)
        digests = {each.digest for each in requirements if not each.is_public}
        is_public_refused = any(each.is_public for each in requirements)
        with self._changed(root) as entry:
            before = _answers(entry)
            public = False if is_public_refused else before.public
            _put(entry, Answers(public, before.agreed - digests, before.refused | digests))

    def forget(self, root: Path) -> bool:
        """Delete all answers for a folder; return False where there are none. Raises NewsreaderError."""
        with self._locked():
            entries = dict(self._read())
            found = {os.path.realpath(root), str(root.absolute())} & entries.keys()
            for path in found:
                del entries[path]
            if found:
                self._write(entries)
        return bool(found)

    @contextmanager
    def _changed(self, root: Path) -> Iterator[dict[str, Any]]:
        with self._locked():
            entries = dict(self._read())
            entry = dict(entries.get(os.path.realpath(root), {}))
            before = json.dumps(entry)
            yield entry
            if json.dumps(entry) != before:
                self._write({**entries, os.path.realpath(root): entry})

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Lock the file while the block runs; raises NewsreaderError."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with locked(self._file.with_name(self._file.name + ".lock")):
                yield
        except OSError as problem:
            raise NewsreaderError(
                tr(
                    "{file} cannot be written: {problem}",
                    file=self._file,
                    problem=refusal(problem),
                )
            ) from problem

    def _read(self) -> Mapping[str, dict[str, Any]]:
        try:
            found = json.loads(read_whole(self._file))
            if found["version"] > VERSION:
                raise NewsreaderError(
                    tr(
                        "{file} was written by a newer version of newsreader, and is left alone",
                        file=self._file,
                    )
                )
            return {path: dict(entry) for path, entry in found["folders"].items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as problem:
            sentence = tr("{file} cannot be read: {problem}", file=self._file, problem=why_not_read(problem))
            raise NewsreaderError(sentence) from problem

    def _write(self, entries: Mapping[str, Any]) -> None:
        data = json.dumps({"version": VERSION, "folders": entries}, indent=1, sort_keys=True)
        write_whole(self._file, data.encode("ascii"), is_lasting=True)


def _allowed(requirement: Requirement, answers: Answers) -> Subscription | None:
    """Return the feed as far as it is allowed; None: it is not."""
    feed = requirement.feed
    if feed is None or requirement.impossible:
        return None
    if requirement.private in answers.agreed:
        return feed
    is_private = Kind.PRIVATE in requirement.kinds
    if requirement.digest in answers.agreed or (requirement.is_public and answers.public):
        return feed if is_private else feed._replace(is_public=True)
    return None


def _answers(entry: Mapping[str, Any]) -> Answers:
    public = entry.get("public")
    lists = [entry.get(name) for name in ("agreed", "refused")]
    agreed, refused = (frozenset(map(str, each if isinstance(each, list) else ())) for each in lists)
    return Answers(public if isinstance(public, bool) else None, agreed, refused)


def _put(entry: dict[str, Any], answers: Answers) -> None:
    entry["public"] = answers.public
    entry["agreed"], entry["refused"] = sorted(answers.agreed), sorted(answers.refused)
