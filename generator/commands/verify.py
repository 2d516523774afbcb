"""``mappa verify``: a built website, read back."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands import console
from generator.commands.calls import (
    MACHINE,
    PROBLEMS,
    WRONG_CALL,
    called,
    open_workspace,
    root_option,
    stop,
)

if TYPE_CHECKING:
    from generator.report.review import Review
    from generator.verify.website import Verified
    from generator.workspace import Workspace


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, file_okay=False))
@root_option
def verify(folder: Path | None, root: Path | None) -> None:
    """Read a built website back, and name what differs.

    Every file and every figure has to be the workspace's.

    DIR is the website, if it is not output/ in the workspace.
    """
    workspace = open_workspace(root)
    site = folder or workspace.root / "output"
    from jinja2 import TemplateError

    from generator.build.options import PREVIEW
    from generator.build.output import MANIFEST, kind_of
    from generator.problems import as_called, as_text, counted, in_order, printable
    from generator.report.review import review

    if not (site / MANIFEST).is_file():
        stop(
            WRONG_CALL,
            f"{printable(str(site))} is no website of mappa: it has no {MANIFEST}. "
            f"`{called()} build` makes one.",
        )
    reviewed = review(workspace, with_gaps=kind_of(site) == PREVIEW)
    if reviewed.site is None:
        click.echo(console.print_problems(workspace, reviewed.problems, err=True), err=True)
        sys.exit(PROBLEMS)
    try:
        verified = _read_back(site, workspace, reviewed)
    except TemplateError as error:
        stop(
            PROBLEMS,
            f"The templates cannot be used: {error.message or error}. `{called()} build` says where.",
        )
    except OSError as error:
        stop(MACHINE, console.machine_words(error))
    for problem in in_order(verified.problems):
        click.echo(as_text(as_called(problem, called()), lambda *_: None) + "\n")
    if reviewed.left_out:
        click.echo(
            f"With errors, and so in no new website: {console.listed(reviewed.left_out)}. "
            f"`{called()} check` names them."
        )
    if verified.absent:
        click.echo(f"Not in this website: {console.listed(verified.absent)}.")
    number = counted(in_order(verified.problems))
    click.echo(f"{verified.figures} figures in {verified.files} files compared: {number}.")
    click.echo(console.kind_line(kind_of(site), site))
    if verified.problems:
        sys.exit(PROBLEMS)


def _read_back(site: Path, workspace: Workspace, reviewed: Review) -> Verified:
    """What is found.  Raises OSError if this machine lacks what makes a website, or a TemplateError."""
    from generator.build.options import Options
    from generator.commands.build import processes, source_date
    from generator.verify.site import verify_folder

    options = Options(
        workspace.root,
        site,
        workspace.root / ".cache",
        jobs=processes(),
        now=datetime.now(UTC),
        dated=source_date(),
    )
    inside = site.resolve().is_relative_to(workspace.root)
    shown = str(site.resolve().relative_to(workspace.root) if inside else site)
    with console.progress_bar() as progress:
        return verify_folder(reviewed, options, shown, progress)
