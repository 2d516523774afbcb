"""What all commands have in common: their options, the workspace that a call is about, how a call ends.

In: words of the command line.  Out: a ``Workspace``, or the end of the program with a message.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from generator.workspace import Workspace

PROBLEMS, WRONG_CALL, MACHINE, STOPPED = 1, 2, 3, 130


def stop(status: int, message: str) -> NoReturn:
    """Ends the program with a message for a person."""
    click.echo(message, err=True)
    sys.exit(status)


def root_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that names the workspace."""
    option = click.option(
        "--root",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="The workspace, if it is not the folder you are in or one above it.",
    )
    return option(command)


def edition_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that names editions."""
    option = click.option(
        "--edition", "editions", multiple=True, metavar="E", help="Only this edition, e.g. 2024-25."
    )
    return option(command)


def open_workspace(root: Path | None) -> Workspace:
    """The workspace that was named or stands here; ends the program if there is none."""
    from generator.workspace import find_root, survey

    if root is not None and not ((root / "content").is_dir() and (root / "areas").is_dir()):
        stop(WRONG_CALL, f"{root} is no workspace: it must hold the folders content/ and areas/.")
    nearest_root = root if root is not None else find_root(Path.cwd())
    if nearest_root is None:
        stop(
            WRONG_CALL,
            "There is no workspace here: no folder upwards holds content/ and areas/.\n"
            "Go into the workspace's folder, or name it with --root.",
        )
    return survey(nearest_root)


def check_names(workspace: Workspace, areas: Iterable[str], editions: Iterable[str]) -> None:
    """Ends the program if an area or edition that was named has no folder."""
    import difflib

    for kind, names, known in (
        ("area", areas, workspace.areas),
        ("edition", editions, workspace.editions),
    ):
        for name in names:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known) or 'none'}."
                stop(WRONG_CALL, f"There is no {kind} “{name}” in this workspace. {hint}")
