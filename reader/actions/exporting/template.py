"""Templates of highlights and briefs: a small part of Jinja's language, in its sandbox. Reads one file.

A template prints fields, loops over what it is given and decides; it can call nothing, keep nothing, and import nothing. So no
template, wherever it is from, can reach the program, run long, or fill the memory: loops are counted, filters are those of a
table, and what comes out has a limit. The message about a mistake names file and line.
"""

import json
import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.assets import asset
from reader.errors import NewsreaderError, UsageError
from reader.files.whole import read_whole
from reader.i18n import tr
from reader.refusal import unreadable
from reader.text import clean, clean_line, clean_name

if TYPE_CHECKING:
    from jinja2 import Environment, Template

TEMPLATE_LIMIT_BYTES = 64 << 10
"""Of a template's file."""

STEPS_LIMIT = 2_000_000
"""Times that all loops of a template go round."""

OUTPUT_LIMIT = 64 << 20
"""Characters of what comes out, and of what a filter makes."""

READY = ("plain", "obsidian", "logseq")
"""The templates that are there: files ``KIND-NAME.jinja`` in ``styles/export/templates``."""

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~$]")
_MISSING = re.compile(r"has no attribute '(\w+)'|'(\w+)' is undefined")
_NAME = re.compile(r'[\[\]#^|\\/:*?"<>]+')


class TemplateError(NewsreaderError):
    """A mistake in a template; the message names file and line."""


class Source(NamedTuple):
    """A template as it is written."""

    name: str
    """Of its file, as messages say it."""
    text: str
    """What it says."""


def template_source(kind: str, wanted: str) -> Source:
    """Return a ready template of a kind (``highlights``, ``brief``) by its name, else the user's file of that path; raises NewsreaderError."""
    if wanted in READY:
        return Source(
            wanted, (asset("styles") / "export" / "templates" / f"{kind}-{wanted}.jinja").read_text("utf-8")
        )
    file = Path(wanted).expanduser()
    try:
        return Source(clean_name(wanted), read_whole(file, TEMPLATE_LIMIT_BYTES).decode("utf-8-sig"))
    except FileNotFoundError:
        sentence = tr(
            "{name} is neither a file nor one of {ready}", name=clean_name(wanted), ready=", ".join(READY)
        )
        raise UsageError(sentence) from None
    except UnicodeDecodeError:
        raise TemplateError(
            tr("{file} cannot be read: {reason}", file=clean_name(wanted), reason=tr("it is not UTF-8"))
        ) from None
    except OSError as problem:
        raise unreadable(clean_name(wanted), problem) from problem


class Filled:
    """A template that was checked, and is filled once or for each article."""

    def __init__(self, source: Source) -> None:
        """Check it; raises TemplateError for a mistake that shows before it is filled."""
        self._source = source
        self._template = _compiled(source)

    def text(self, values: Mapping[str, Any]) -> str:
        """Return it with the values filled in, cleaned; raises TemplateError."""
        _Steps.left = STEPS_LIMIT
        try:
            pieces = list(_limited(self._template.generate(values)))
        except Exception as problem:  # whatever a template may bring about is its mistake
            raise self._mistake(problem) from problem
        return clean("".join(pieces)).strip("\n") + "\n"

    def _mistake(self, problem: Exception) -> TemplateError:
        frames = traceback.extract_tb(problem.__traceback__)
        line = next((each.lineno for each in reversed(frames) if each.filename == self._source.name), None)
        missing = _MISSING.search(str(problem))
        reason = tr("there is no field {name}", name=missing[1] or missing[2]) if missing else str(problem)
        return _mistake(self._source.name, line or 1, reason)


class _Steps:
    """What is left of the steps of the template that is filled; one is filled at a time in a process."""

    left = STEPS_LIMIT


def _counted(values: Iterable[Any]) -> Iterator[Any]:
    """Yield the values of a loop, and count them."""
    if isinstance(values, Mapping):
        values = list(values)
    for value in values:
        _Steps.left -= 1
        if _Steps.left < 0:
            raise TemplateError(tr("A loop of the template goes round too often"))
        yield value


def _limited(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces of what comes out, as long as they are not too much."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > OUTPUT_LIMIT:
            raise TemplateError(tr("The template makes a text that is too long"))
        yield piece


def _bounded(text: str) -> str:
    if len(text) > OUTPUT_LIMIT:
        raise TemplateError(tr("The template makes a text that is too long"))
    return text


def _replaced(value: object, old: str, new: str) -> str:
    text = str(value)
    return text if len(text) * (1 + len(new)) > OUTPUT_LIMIT else text.replace(str(old), str(new))


def _quoted(value: object, mark: str = "> ") -> str:
    """Put a mark before each line, as quotations of Markdown have it."""
    return _bounded("\n".join(f"{str(mark)[:20]}{line}".rstrip() for line in str(value).splitlines()))


def _joined(values: object, between: str = ", ") -> str:
    found = list(values) if isinstance(values, list | tuple) else [values]
    return _bounded(str(between)[:200].join(map(str, found)))


def _cut(value: object, length: int = 200) -> str:
    return clean_line(str(value), max(1, int(length)))


FILTERS: Mapping[str, Callable[..., Any]] = {
    "escaped": lambda value: _MARKUP.sub(r"\\\g<0>", clean_line(str(value), 10_000)),
    "yaml": lambda value: json.dumps(value, ensure_ascii=False),
    "quoted": _quoted,
    "name": lambda value: clean_line(_NAME.sub(" ", str(value)), 120).strip(" .") or "-",
    "tag": lambda value: re.sub(r"[^\w/-]+", "-", str(value).strip()).strip("-"),
    "line": _cut,
    "join": _joined,
    "replace": _replaced,
    "length": lambda value: len(value) if hasattr(value, "__len__") else 0,
    "lower": lambda value: str(value).lower(),
    "upper": lambda value: str(value).upper(),
    "first": lambda values: next(iter(values), ""),
    "last": lambda values: values[-1] if values else "",
    "default": lambda value, other="": value or other,
    "trim": lambda value: str(value).strip(),
}  # fmt: skip
"""What can stand behind a ``|``: of one line and without markup, a value of YAML, with ``> `` before each line, as the name of a
note, as a tag, cut to a number of characters, and some that Jinja has too."""

_PARTS = frozenset({
    "Template", "Output", "TemplateData", "Name", "Getattr", "Getitem", "Const", "For", "If", "CondExpr", "Filter", "Test",
    "Compare", "Operand", "And", "Or", "Not", "List", "Tuple", "Concat", "Slice", "Neg",
})  # fmt: skip
"""The parts of Jinja's language that a template may have, by the names of its nodes: none that calls, keeps or imports."""

_LOOP = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length"})
"""What a template may know of its loop."""

_COUNTED = "_counted"


def _compiled(source: Source) -> "Template":
    from jinja2 import Template, TemplateSyntaxError, nodes  # 40 ms: only for a template

    environment = _environment()
    try:
        tree = environment.parse(source.text, source.name, source.name)
        for node in tree.find_all(nodes.Node):
            kind = type(node).__name__
            if kind not in _PARTS:
                what = tr("a template cannot have {what}", what=f"“{kind.lower()}”")
                raise _mistake(source.name, node.lineno, what)
            if isinstance(node, nodes.Filter) and node.name not in FILTERS:
                what = tr(
                    "there is no filter {name}; there are {names}",
                    name=clean_line(node.name, 60),
                    names=", ".join(FILTERS),
                )
                raise _mistake(source.name, node.lineno, what)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.lineno)
        code = environment.compile(tree, source.name, source.name)
        return Template.from_code(environment, code, {})
    except TemplateSyntaxError as problem:
        raise _mistake(source.name, problem.lineno, problem.message or "") from problem
    except (RecursionError, MemoryError, SyntaxError, ValueError) as problem:
        raise _mistake(source.name, 1, tr("it is nested too deeply")) from problem


def _environment() -> "Environment":
    from jinja2 import StrictUndefined
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """Lets a template see values, and nothing that belongs to Python."""

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - Jinja's signature
            return isinstance(obj, LoopContext) and attr in _LOOP

        def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002 - Jinja's signature
            return False

        def getattr(self, obj: Any, attribute: str) -> Any:
            """Return a field of a value: ``article.title`` never means a method of it."""
            if isinstance(obj, Mapping):
                return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
            return super().getattr(obj, attribute)

    environment = Sandbox(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
        autoescape=False,  # Markdown comes out
    )  # fmt: skip
    environment.globals.clear()
    environment.filters.clear()
    environment.filters.update({**FILTERS, _COUNTED: _counted})
    return environment


def _mistake(name: str, line: int, reason: str) -> TemplateError:
    return TemplateError(tr("{file}, line {line}: {what}", file=name, line=line, what=clean_line(reason)))
