"""What the screen does about acts that cannot be written: it tries again, and each try is one."""

from reader.actions.workspace.workspace import Workspace
from reader.tui.control.saving import RETRY_S
from tests.cli.conditions import locked_by_another
from tests.tui.driving import driven
from tests.tui.idleness import timers_that_wait


async def test_more_acts_while_nothing_can_be_written_do_not_multiply_the_tries(workspace: Workspace) -> None:
    lock = workspace.journal.folder / workspace.journal.device / ".lock"
    async with driven(workspace) as it:
        await it.press("L")  # which makes the log
        with locked_by_another(lock):
            for count in range(1, 4):
                await it.press("s")
                plural = "changes are" if count > 1 else "change is"
                await it.until(lambda count=count, plural=plural: it.shows(f"{count} {plural} not saved yet"))  # type: ignore[misc]
                await it.until(lambda: timers_that_wait(it.app, RETRY_S) > 0)
            assert timers_that_wait(it.app, RETRY_S) == 1
        await it.until(lambda: not it.shows("not saved yet"))
