"""Asks by dialogs, whose widgets (5 ms) are loaded when the first one opens; what is closed unanswered does nothing."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from reader.tui.control.roles import Tell
    from reader.tui.dialogs.requests import Choice, DialogTexts, QueryRequest

_T = TypeVar("_T")


def choose(
    tell: "Tell",
    texts: "DialogTexts",
    choices: "Iterable[Choice]",
    take: Callable[[int], None],
    *,
    chosen: int = 0,
    numbered: bool = False,
    best_first: bool = False,
) -> None:
    """Let one of the choices be chosen; ``take`` gets its number, from 0. The rest is as ``ChoiceDialog`` has it."""
    from reader.tui.dialogs.choosing import ChoiceDialog

    dialog = ChoiceDialog(texts, iter(choices), chosen=chosen, numbered=numbered, best_first=best_first)
    tell.ask(dialog, partial(_answered, take))


def type_text(
    tell: "Tell", request: "QueryRequest", take: Callable[[str], None] = lambda _: None, typed: str = ""
) -> None:
    """Let a text be typed, which may be empty; ``typed`` stands there at first."""
    from reader.tui.dialogs.query_dialog import QueryDialog

    tell.ask(QueryDialog(request, typed), partial(_answered, take))


def confirm(tell: "Tell", question: str, act: Callable[[], None]) -> None:
    """Do something after a yes."""
    from reader.tui.dialogs.standard import QuestionDialog

    tell.ask(QuestionDialog(question), lambda yes: act() if yes else None)


def _answered(take: Callable[[_T], None], answer: _T | None) -> None:
    if answer is not None:
        take(answer)
