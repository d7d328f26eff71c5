"""Puts what was made into its place. Disk."""

from typing import TYPE_CHECKING

from reader.actions.exporting.target import Target, refuse_existing, write_file

if TYPE_CHECKING:
    from reader.actions.exporting.making import Made


def place(made: "Made", target: Target, *, is_forced: bool) -> None:
    """Write what was made; raises ExistsError with nothing written, and NewsreaderError for what cannot be written.

    Files are written whole, one after another. Images beside Markdown are named by their content, so one that is there
    already is the same one.
    """
    folder = target.path if target.is_folder else target.path.parent
    texts = [(name, data) for name, data in made.files if "/" not in name]
    if not is_forced:
        refuse_existing(target, [name for name, _ in texts])
    for name, data in made.files:
        if "/" in name:
            write_file(folder / name, data, is_forced=True)
    for name, data in texts:
        write_file(folder / name if name else target.path, data, is_forced=is_forced)
