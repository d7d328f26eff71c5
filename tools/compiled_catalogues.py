"""Catalogues are compiled when a wheel is built, or the checkout installed: what Python reads is no source of ours."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_all(folder: Path) -> list[Path]:
    """Compile each ``LANGUAGE/LC_MESSAGES/*.po`` of the folder beside itself; return the new files."""
    compiled = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
        compiled.append(source.with_suffix(".mo"))
    return compiled


class Compiled(BuildHookInterface[Any]):
    """Hatch's hook: the compiled catalogues go into the wheel, though git does not hold them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch's own form
        """Compile before the files are gathered."""
        compiled = compile_all(Path(self.root, "reader", "locale"))
        build_data["artifacts"] += [path.relative_to(self.root).as_posix() for path in compiled]
