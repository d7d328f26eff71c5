"""``newsreader import newsboat``: what came over from newsboat, as a table, and its settings as TOML to paste."""

import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.cli.commands.journal import report_import
from reader.cli.importing import read_named, report_feeds
from reader.cli.newsboat_toml import bound_keys, toml_lines
from reader.cli.opening import feeds_root, index_arrived, opened, scanned, scanned_workspace
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.errors import NewsreaderError, UsageError
from reader.i18n import listed, tr, trn
from reader.text import cell_width, pad

if TYPE_CHECKING:
    from reader.actions.feeds.newsboat import Config, Files, ImportedCache, ImportedUrls
    from reader.actions.workspace.workspace import Workspace

HEAD_BYTES = 100
"""Of a file, by which a cache is recognised."""

NOT_NAMED = ""
"""The word for all files of newsboat, where it keeps them."""


class Brought(NamedTuple):
    """What was brought from newsboat; None: that file was not there, or not wanted."""

    urls: "ImportedUrls | None" = None
    """From its list of feeds."""
    cache: "ImportedCache | None" = None
    """From its cache."""
    config: "Config | None" = None
    """From its settings."""


def import_newsboat(options: Namespace) -> Exit:
    """Import what is named, or all that newsboat has, and print the result; the screen offers its keys after that."""
    from reader.actions.workspace.newsboat_offer import note_import
    from reader.paths import standard_paths

    code = _imported(options)
    note_import(standard_paths().screen_state)
    return code


def _imported(options: Namespace) -> Exit:
    from reader.actions.feeds.newsboat import Files, files_in, is_cache, read_config, standard_files

    name = options.file
    if name == NOT_NAMED or os.path.isdir(name):  # noqa: PTH112 - False for a name that is too long
        files = files_in(Path(name)) if name else standard_files(Path.home(), os.environ)
        if not any(files):
            raise NewsreaderError(
                tr("{folder} has neither urls nor cache.db nor config", folder=name)
                if name
                else tr("newsboat has no files in ~/.newsboat or ~/.config/newsboat: name its folder")
            )
        return _report(_brought(options, files), options)
    if name != "-" and is_cache(read_named(name, HEAD_BYTES)):  # all of it may be more than the memory holds
        brought = _brought(options, Files(None, Path(name), None))
        assert brought.cache is not None
        if not (brought.cache.written or brought.cache.failed):
            return report_import(brought.cache.marks, as_json=options.json)
        return _report(brought, options)
    data = read_named(name)
    if is_cache(data):
        raise UsageError(tr("cache.db cannot be read from stdin: name the file"))
    if Path(name).name == "config":
        return _report(Brought(config=read_config(data.decode("utf-8", "replace"))), options)
    brought = _brought(options, Files(Path(name), None, None), data)
    assert brought.urls is not None
    return report_feeds(brought.urls.feeds, options)


def _brought(options: Namespace, files: "Files", urls: bytes | None = None) -> Brought:
    """Import these files; ``urls`` is the list of feeds, where it was read already. Raises NewsreaderError."""
    from reader.actions.feeds.newsboat import import_urls, read_config

    done = Brought()
    with scanned_workspace(options) as workspace:
        root = feeds_root(workspace, options)
        if files.urls:
            data = read_named(str(files.urls)) if urls is None else urls
            done = done._replace(urls=import_urls(workspace, root, data, complain))
        is_here = workspace.is_open(root) or not root.is_dir()
        if files.cache and is_here:
            done = done._replace(cache=_cache(workspace, root, files.cache))
    if files.cache and not is_here:  # it was made only now
        with opened([*map(str, options.folder), str(root)], {}) as workspace:
            scanned(workspace)
            done = done._replace(cache=_cache(workspace, root, files.cache))
    if files.config:
        text = read_named(str(files.config)).decode("utf-8", "replace")
        done = done._replace(config=read_config(text))
    return done


def _cache(workspace: "Workspace", root: Path, file: Path) -> "ImportedCache":
    from reader.actions.feeds.newsboat import import_cache

    done = import_cache(workspace, root, file)
    index_arrived(workspace, done.files)
    for sentence in done.failed:
        complain(sentence)
    return done


def _report(done: Brought, options: Namespace) -> Exit:
    """Print the table and the settings, or JSON; return the exit code."""
    if options.json:
        print_json(_values(done))
    else:
        rows = list(_rows(done))
        width = max((cell_width(row[0]) for row in rows), default=0)
        # Beside settings alone it is a comment, so that all of it can be pasted.
        before = "" if done.urls or done.cache else "# "
        print_lines(f"{before}{pad(what, width)}  {came}" for what, came in rows)
        if done.config and (lines := toml_lines(done.config)):
            paste = tr("for config.toml, in which newsreader writes nothing:")
            print_lines(["", f"# {paste}", *lines] if rows else lines)
    if done.config:
        for sentence in done.config.left_out:
            complain(tr("skipped: {sentence}", sentence=sentence))
    is_whole = (done.urls is None or done.urls.feeds.is_whole) and not (done.cache and done.cache.failed)
    return Exit.OK if is_whole else Exit.FAILED


def _rows(done: Brought) -> Iterator[tuple[str, str]]:
    """Yield what came over and what did not, a line for each kind of thing."""
    if done.urls:
        yield from _rows_of_urls(done.urls)
    if done.cache:
        yield from _rows_of_cache(done.cache)
    if done.config:
        config = done.config
        count = len(config.settings)
        yield tr("settings"), trn("1 to paste, below", "{count:,} to paste, below", count)
        keys = config.keys
        for what, count_ in (
            (tr("keys"), len(keys.binds)), (tr("macros"), len(keys.macros)), (tr("highlights"), len(keys.watches)),
        ):  # fmt: skip
            if count_:
                yield what, trn("1 to paste, below", "{count:,} to paste, below", count_)
        if left := len(keys.left_out) + len(config.colours):
            yield tr("other lines"), trn("1 is not taken", "{count:,} are not taken", left)
        if config.others:
            names = listed(name for name, _ in config.others)
            yield tr("other settings"), tr("not taken: {names}", names=names)


def _rows_of_urls(urls: "ImportedUrls") -> Iterator[tuple[str, str]]:
    added, known = urls.feeds.added, urls.feeds.total - urls.feeds.added
    parts = [trn("1 is new", "{count:,} are new", added)]
    parts += [trn("1 was followed already", "{count:,} were followed already", known)] if known else []
    parts += [trn("1 is quiet", "{count:,} are quiet", urls.quiet)] if urls.quiet else []
    left_out = len(urls.feeds.left_out)
    parts += [trn("1 is left out", "{count:,} are left out", left_out)] if left_out else []
    yield tr("feeds"), " · ".join(parts)
    if urls.searches or urls.left_out:
        parts = [trn("1 is a saved search", "{count:,} are saved searches", len(urls.searches))]
        count = len(urls.left_out)
        parts += [trn("1 is left out", "{count:,} are left out", count)] if count else []
        yield tr("query feeds"), " · ".join(parts)


def _rows_of_cache(cache: "ImportedCache") -> Iterator[tuple[str, str]]:
    parts = [trn("1 is a file now", "{count:,} are files now", cache.written)]
    parts += [trn("1 was here", "{count:,} were here", cache.known)] if cache.known else []
    if cache.unfollowed:
        parts.append(
            trn(
                "1 is left out: its feed is not followed",
                "{count:,} are left out: their feeds are not followed",
                cache.unfollowed,
            )
        )
    yield tr("articles"), " · ".join(parts)
    parts = [trn("1 article changed", "{count:,} articles changed", cache.marks.changed)]
    if cache.marks.unknown:
        parts.append(
            trn("1 is not in this library", "{count:,} are not in this library", cache.marks.unknown)
        )
    yield tr("read, starred"), " · ".join(parts)
    if cache.flags:
        yield tr("other flags"), tr("not taken: {names}", names=listed(cache.flags))


def _values(done: Brought) -> dict[str, object]:
    found: dict[str, object] = {}
    if urls := done.urls:
        found |= {
            "added": urls.feeds.added, "known": urls.feeds.total - urls.feeds.added, "quiet": urls.quiet,
            "searches": list(urls.searches), "left_out": [*urls.feeds.left_out, *urls.left_out],
        }  # fmt: skip
    if cache := done.cache:
        found["articles"] = {
            "written": cache.written, "known": cache.known, "unfollowed": cache.unfollowed,
            "changed": cache.marks.changed, "unknown": cache.marks.unknown, "other_flags": list(cache.flags),
        }  # fmt: skip
    if config := done.config:
        found["config"] = {
            "settings": dict(config.settings), "keys": {id_: list(keys) for id_, keys in bound_keys(config).items()},
            "macros": {macro.key: list(macro.lines) for macro in config.keys.macros},
            "watch": [{"words": list(each.words), "colour": each.colour} for each in config.keys.watches],
            "lines_left_out": [*(line for line, _ in config.keys.left_out), *config.colours],
            "others": dict(config.others), "left_out": list(config.left_out),
        }  # fmt: skip
    return found
