"""``mappa schema``: the JSON Schemas of the workspace's files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands import console
from generator.commands.calls import MACHINE, open_workspace, root_option, stop

if TYPE_CHECKING:
    from generator.workspace import Workspace


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the schemas go (schemas/ in the workspace).",
)
@root_option
def schema(output: Path | None, root: Path | None) -> None:
    """Write the JSON Schema of each YAML file.

    Editors complete and check the files by them.
    """
    workspace = open_workspace(root)
    for path in write_schemas(workspace, output or workspace.root / "schemas"):
        click.echo(f"wrote {path}")


def write_schemas(workspace: Workspace, folder: Path, only_outdated: bool = False) -> list[Path]:
    """Writes the schemas of the workspace's editions; the paths that were written.

    ``only_outdated`` leaves alone what is there already, but for files of figures whose tables have changed.
    """
    from generator.drafting.schema import schemas
    from generator.load.editions import load_editions
    from generator.load.files import FileReader

    editions = load_editions(FileReader(workspace), ()).values()
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in schemas(e.edition for e in editions if e.edition).items():
            path = folder / name
            if not (only_outdated and path.exists() and not _is_outdated(path, text)):
                path.write_text(text, encoding="utf-8")
                written.append(path)
    except OSError as error:
        stop(MACHINE, console.machine_words(error, "The schemas cannot be written there."))
    return written


def _is_outdated(path: Path, text: str) -> bool:
    """Whether a schema follows from an edition's tables, and these have changed since."""
    return path.name.startswith("statistics-") and path.read_bytes() != text.encode()
