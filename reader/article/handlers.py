"""Safe handlers for python-frontmatter: values stay text, and expensive headers are refused.

Pure. Imported only for a header that ``plain_yaml`` cannot read: frontmatter and yaml cost 15 ms. The package's own handlers
turn ``lang: no`` into False, read TOML only where an old package is installed, and swallow a body that begins
with ``{``; these keep its interface (``detect``, ``split``, ``load``) and mend that.
"""

import json
import re
from typing import Any

import yaml
from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

from reader.article import bounds, fence
from reader.article.bounds import HeaderError
from reader.article.escapes import has_pairs, with_whole_escapes
from reader.article.fence import Form, Split
from reader.article.plain_yaml import parse_plain_yaml
from reader.article.salvage import salvage
from reader.article.slip import find_slip
from reader.i18n import tr

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # a PyYAML built without libyaml: ten times slower, the same values
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]  # another class, used alike


class Handler(BaseHandler):
    """The base of all handlers: detects and splits by ``reader.article.fence``."""

    form: Form
    """Which form it reads."""

    def detect(self, text: str) -> bool:
        """Return whether the text begins with a header of this form."""
        return fence.form_of(text) is self.form

    def locate(self, text: str) -> Split | None:
        """Return header, body and line, or None where the header is never closed."""
        raise NotImplementedError

    def load(self, fm: str, **kwargs: object) -> Any:
        """Return the parsed header, which may be no mapping; raises HeaderError if it cannot be parsed."""
        raise NotImplementedError

    def split(self, text: str) -> tuple[str, str]:
        """Return header and body; raises ValueError if the header is never closed."""
        found = self.locate(text)
        if found is None:
            raise ValueError("the header is never closed")
        return found.header, found.body


class YamlHandler(Handler, YAMLHandler):
    """YAML with every scalar as text."""

    form = Form.YAML
    """Which form it reads."""

    def locate(self, text: str) -> Split | None:
        """See ``fence.split_yaml``."""
        return fence.split_yaml(text)

    def load(self, fm: str, **kwargs: object) -> Any:
        """Return the parsed header; raises HeaderError if it is invalid or too expensive."""
        plain = parse_plain_yaml(fm)
        if plain is not None:
            return plain
        if not bounds.is_safe_yaml(fm):
            raise HeaderError(tr("it is too large or too deep"))
        kwargs.setdefault("Loader", _Loader)
        try:
            return YAMLHandler.load(self, fm, **kwargs)
        except yaml.MarkedYAMLError as error:
            if has_pairs(fm) and (whole := with_whole_escapes(fm)) != fm:
                return self.load(whole, **kwargs)
            raise _header_error(error, fm) from None
        except (yaml.YAMLError, ValueError, RecursionError):
            raise HeaderError(tr("it cannot be read")) from None


def _header_error(error: yaml.MarkedYAMLError, header: str) -> HeaderError:
    mark, context = error.problem_mark or error.context_mark, error.context_mark
    reason = error.problem or tr("it cannot be read")
    if mark is None:
        return HeaderError(reason)
    slip = find_slip(header, mark.line, mark.column, context.line if context else None)
    return HeaderError(reason, slip.line if slip else mark.line + 1, slip)


class TomlHandler(Handler):
    """TOML, parsed by tomllib."""

    form = Form.TOML
    """Which form it reads."""
    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)
    """A fence, for python-frontmatter."""
    START_DELIMITER = END_DELIMITER = "+++"

    def locate(self, text: str) -> Split | None:
        """See ``fence.split_toml``."""
        return fence.split_toml(text)

    def load(self, fm: str, **_kwargs: object) -> Any:
        """Return the parsed header; raises HeaderError if it is invalid or too expensive."""
        import tomllib  # 40 ms, and most folders have no TOML

        if not bounds.is_safe_toml(fm):
            raise HeaderError(tr("it is too large or too deep"))
        try:
            return tomllib.loads(fm, parse_float=str)
        except (ValueError, RecursionError) as error:
            if has_pairs(fm) and (whole := with_whole_escapes(fm)) != fm:
                return self.load(whole)
            place = re.search(r" \(at line (\d+)", str(error))
            reason = str(error)[: place.start()] if place else tr("it cannot be read")
            raise HeaderError(reason, int(place.group(1)) if place else None) from None


class JsonHandler(Handler, JSONHandler):
    """JSON as an object, or between ``;;;`` fences with or without its braces (Hexo)."""

    form = Form.JSON
    """Which form it reads."""

    def locate(self, text: str) -> Split | None:
        """See ``fence.split_json``."""
        return fence.split_json(text)

    def load(self, fm: str, **kwargs: object) -> Any:
        """Return the parsed header; raises HeaderError if it is invalid or too expensive."""
        if not bounds.is_safe_json(fm):
            raise HeaderError(tr("it is too large or too deep"))
        braced = fm if fm.lstrip().startswith("{") else "{" + fm.rstrip().removesuffix(",") + "}"
        try:
            # frontmatter hands on keywords of any kind.
            return json.loads(braced, parse_int=str, parse_float=str, parse_constant=str, **kwargs)  # type: ignore[arg-type]
        except json.JSONDecodeError as error:
            raise HeaderError(error.msg, error.lineno) from None
        except (ValueError, RecursionError):
            raise HeaderError(tr("it cannot be read")) from None


class LinesHandler(Handler):
    """``Title: …`` lines up to the first empty one."""

    form = Form.LINES
    """Which form it reads."""
    FM_BOUNDARY = re.compile(r"\n\n")
    """The empty line below the header, for python-frontmatter."""

    def locate(self, text: str) -> Split | None:
        """See ``fence.split_lines``."""
        return fence.split_lines(text)

    def load(self, fm: str, **_kwargs: object) -> Any:
        """Return the values of the lines; any line is valid."""
        return dict(salvage(fm[: bounds.HEADER_LIMIT]).values)


HANDLERS = {
    handler.form: handler for handler in (YamlHandler(), TomlHandler(), JsonHandler(), LinesHandler())
}
"""The handlers by form."""
