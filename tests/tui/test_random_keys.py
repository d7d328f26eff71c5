"""Whatever is typed and clicked, however fast, while files change and feeds bring articles: the program goes on.

A minute in all every day; ten minutes for each of five seeds with ``make torture``. One seed, and how long:

    make torture ARGS='tests/tui/test_random_keys.py -k seed_3'
    NEWSREADER_SEED=17 NEWSREADER_MINUTES=2 make torture ARGS=tests/tui/test_random_keys.py

A failure tells the seed and the shortest list of keys and pauses that was found to lead to it. Where playing it again
led nowhere, it says so, and where the recording lies; this plays a recording:

    NEWSREADER_RECORDING=FILE make test ARGS=tests/tui/test_random_keys.py
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.tui.random_keys import Failure, Step, play, record, recorded, shrink, steps_of

TORTURE = bool(os.environ.get("NEWSREADER_TORTURE"))
MINUTES = float(os.environ.get("NEWSREADER_MINUTES", "10" if TORTURE else "0.4"))
SEEDS = (
    [int(os.environ["NEWSREADER_SEED"])] if "NEWSREADER_SEED" in os.environ else range(1, 6 if TORTURE else 3)
)
RECORDING = os.environ.get("NEWSREADER_RECORDING")
STEPS_A_MINUTE = 2_000
"""More than are played in one."""
SHRINK_S = 600 if TORTURE else 90

pytestmark = [
    pytest.mark.pty,
    pytest.mark.slow,
    pytest.mark.row(16),
    pytest.mark.timeout(MINUTES * 60 + SHRINK_S + 300),
]


def shown(steps: Sequence[Step]) -> str:
    return "\n".join(f"    {step!r}," for step in steps)


class Player:
    """Plays steps, each time in a new folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._number = folder, 0

    def __call__(self, steps: Sequence[Step], seconds: float = 1e9) -> tuple[Failure | None, list[Step]]:
        self._number += 1
        place = self._folder / str(self._number)
        try:
            return play(steps, place, {}, seconds)
        finally:
            shutil.rmtree(place, ignore_errors=True)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"seed_{seed}")
def test_random_keys_and_clicks_do_not_end_it(
    tmp_path: Path, seed: int, record_property: Callable[[str, object], None]
) -> None:
    steps = recorded(Path(RECORDING)) if RECORDING else steps_of(seed, round(MINUTES * STEPS_A_MINUTE))
    player = Player(tmp_path)
    failure, played = player(steps, MINUTES * 60 if not RECORDING else 1e9)
    record_property("figure", f"seed {seed}: {len(played)} steps, {failure.kind if failure else 'all well'}")
    if failure is None:
        return
    file = Path(tempfile.mkdtemp(prefix="random-keys-")) / f"seed-{seed}.jsonl"
    record(played, file)
    file.with_suffix(".txt").write_text(failure.told)
    fewer = shrink(played, failure, lambda tried: player(tried)[0], SHRINK_S)
    told = f"seed {seed}, step {failure.step}: {failure.kind}\n{failure.told}\nall steps: {file}\n"
    if fewer:
        record(fewer, file.with_suffix(".short.jsonl"))
        pytest.fail(f"{told}These steps lead to it again (keys, pause):\n{shown(fewer)}")
    pytest.fail(f"{told}It did not recur when played again; the last steps were:\n{shown(played[-12:])}")
