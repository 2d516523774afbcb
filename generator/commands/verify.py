"""``mappa verify``: a built website, read back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands import console
from generator.commands.calls import PROBLEMS, WRONG_CALL, called, open_workspace, root_option, stop


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, file_okay=False))
@root_option
def verify(folder: Path | None, root: Path | None) -> None:
    """Read every figure of a built website back, and name those that are not the YAML's.

    DIR is the website, if it is not output/ in the workspace.
    """
    workspace = open_workspace(root)
    site = folder or workspace.root / "output"
    from generator.build.output import MANIFEST
    from generator.load.templates import load_templates
    from generator.problems import as_called, as_text, counted, in_order
    from generator.render.frame import Frame
    from generator.render.templates import Templates
    from generator.report.review import review
    from generator.verify.site import verify as read_back

    if not (site / MANIFEST).is_file():
        stop(
            WRONG_CALL, f"{site} is no website of mappa: it has no {MANIFEST}. `{called()} build` makes one."
        )
    reviewed = review(workspace)
    if reviewed.site is None:
        click.echo(console.print_problems(workspace, reviewed.problems, err=True), err=True)
        sys.exit(PROBLEMS)
    inside = site.resolve().is_relative_to(workspace.root)
    shown = str(site.resolve().relative_to(workspace.root) if inside else site)
    templates = Templates(*load_templates(workspace.root), Frame(reviewed.site))
    verified = read_back(site, shown, reviewed.reports, templates)
    for problem in in_order(verified.problems):
        click.echo(as_text(as_called(problem, called()), lambda *_: None) + "\n")
    if verified.absent:
        click.echo(f"Not in this website: {', '.join(verified.absent)}.")
    click.echo(
        f"{verified.figures} figures in {verified.files} files compared: {counted(verified.problems)}."
    )
    if verified.problems:
        sys.exit(PROBLEMS)
