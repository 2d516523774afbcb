"""What all commands have in common: their options, the workspace that a call is about, how a call ends.

In: words of the command line.  Out: a ``Workspace``, or the end of the program with a message.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from zoneinfo import ZoneInfo

import click

from generator.problems import COMMAND, printable, quoted

if TYPE_CHECKING:
    from generator.workspace import Workspace

PROBLEMS, WRONG_CALL, MACHINE, STOPPED = 1, 2, 3, 130


def called() -> str:
    """How this program was called, for messages that say what to call next: ``./mappa`` or ``mappa``.

    The script of a clone says how it was called itself (``mappa`` at the root); an installed program is found
    by its name alone.
    """
    script = os.environ.get("MAPPA_CALLED")
    if script:
        return script
    return "python -m generator" if Path(sys.argv[0]).name == "__main__.py" else "mappa"


def stop(status: int, message: str) -> NoReturn:
    """Ends the program with a message for a person, which names the command as it was called."""
    click.echo(message.replace(COMMAND, f"`{called()} "), err=True)
    sys.exit(status)


def leave(status: int) -> NoReturn:
    """Ends the program at once, while threads of it still run.

    Python would take itself down around them, and one that is in a library's own code crashes then.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


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
        stop(
            WRONG_CALL,
            f"{printable(str(root))} is no workspace: it must hold the folders content/ and areas/.",
        )
    nearest_root = root if root is not None else find_root(Path.cwd())
    if nearest_root is None:
        stop(
            WRONG_CALL,
            "There is no workspace here: no folder upwards holds content/ and areas/.\n"
            "Go into the workspace's folder, or name it with --root.",
        )
    return survey(nearest_root)


def check_place(workspace: Workspace, path: Path, option: str) -> None:
    """Ends the program if files are to be written among those that the workspace reads."""
    from generator.workspace import PLACES

    for name in PLACES:
        if path.resolve().is_relative_to((workspace.root / name).resolve()):
            stop(
                WRONG_CALL,
                f"{option} {path} lies in {name}/, where every file is one that people write.\n"
                "Name a folder elsewhere.",
            )


def check_names(workspace: Workspace, areas: Iterable[str], editions: Iterable[str]) -> None:
    """Ends the program if an area or edition that was named has no folder."""
    for name in areas:
        if name not in workspace.areas:
            _stop_for("area", name, did_you_mean(name, workspace.areas))
    for name in editions:
        if name not in workspace.editions:
            _stop_for("edition", name, edition_hint(name, workspace.editions))


def edition_hint(name: str, known: Collection[str]) -> str:
    """What to do about a name that no edition has."""
    from generator.load.years import in_style, is_year, no_edition_hint

    is_meant_as_year = is_year(name) or in_style(name, known)
    return no_edition_hint(name, known) if is_meant_as_year else did_you_mean(name, known)


def london_time() -> datetime:
    """The moment of the call, in the time zone of England and Wales: editions are released by its clocks."""
    from generator.model.base import LONDON

    return datetime.now(ZoneInfo(LONDON))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The known name that is most like one that is not; else all of them."""
    import difflib

    names = list(known)
    folded = {one.casefold(): one for one in names}
    near = difflib.get_close_matches(name.casefold(), folded, n=1)
    return f"Did you mean {folded[near[0]]}?" if near else f"There are: {', '.join(names) or 'none'}."


def _stop_for(kind: str, name: str, hint: str) -> NoReturn:
    stop(WRONG_CALL, f"There is no {kind} {quoted(name)} in this workspace. {hint}")
