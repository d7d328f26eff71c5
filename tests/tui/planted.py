"""The program with a fault in it: ``python -m tests.tui.planted WHERE FOLDER``, for the tests of the net below all acts."""

# ruff: noqa: B010 - methods are not assigned to, as mypy says
import sys

from reader.cli.main import main


def plant(where: str) -> None:
    """Let something fail: an act, what is told of one, a worker, a timer, a task, or what is drawn."""
    from textual.widgets import Input

    from reader.tui.acts import marking, viewing
    from reader.tui.dialogs import choosing
    from reader.tui.page.page_view import PageView
    from reader.tui.screen.reading_screen import ReadingScreen

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("planted")

    def fail_too(*_: object, **__: object) -> None:
        raise ZeroDivisionError("planted too")

    def screen_of(act: viewing.Viewing) -> ReadingScreen:
        screen = act._tell
        assert isinstance(screen, ReadingScreen)
        return screen

    def begin(begun: str) -> None:
        def do(act: viewing.Viewing) -> None:
            screen = screen_of(act)
            if begun == "worker":
                screen.in_worker(fail, lambda _: None)
            elif begun == "result":
                screen.in_worker(lambda: None, fail)
            elif begun == "timer":
                screen.set_timer(0.01, fail)
            elif begun == "next":
                screen.call_next(fail)
            else:
                screen.call_after_refresh(fail)

        setattr(viewing.Viewing, "do_toggle_zen_mode", do)

    if where == "act":
        setattr(marking.Marking, "do_toggle_star", fail_too)
        setattr(viewing.Viewing, "do_toggle_zen_mode", fail)
    elif where == "message":
        setattr(ReadingScreen, "on_sidebar_cursor_moved", fail)
    elif where == "field":
        setattr(Input, "_on_key", fail)
    elif where == "drawing":

        def redraw(act: viewing.Viewing) -> None:
            setattr(PageView, "draw", fail)
            screen_of(act).page.refresh()

        setattr(viewing.Viewing, "do_toggle_zen_mode", redraw)
    elif where == "composing":
        setattr(choosing.HelpDialog, "compose", fail)
    elif where == "mounting":
        setattr(choosing.HelpDialog, "on_mount", fail)
    elif where == "leaving":
        setattr(ReadingScreen, "leave", fail)
    elif where == "start":
        setattr(ReadingScreen, "on_mount", fail)
    else:
        begin(where)


if __name__ == "__main__":
    plant(sys.argv.pop(1))
    sys.exit(main())
