"""``mappa check``: every problem, and nothing built."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands import console
from generator.commands.calls import (
    PROBLEMS,
    called,
    check_names,
    edition_option,
    open_workspace,
    root_option,
)


@click.command()
@click.argument("areas", nargs=-1, metavar="[AREA]...")
@edition_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How problems are printed.",
)
@root_option
def check(areas: tuple[str, ...], editions: tuple[str, ...], form: str, root: Path | None) -> None:
    """Report every problem of every area and edition, or of those named, and build nothing."""
    workspace = open_workspace(root)
    check_names(workspace, areas, editions)
    from generator.problems import as_called, as_github, as_json, has_errors
    from generator.report.review import review

    reviewed = review(workspace, areas, editions)
    problems = [as_called(problem, called()) for problem in reviewed.problems]
    if form == "json":
        click.echo(as_json(problems))
    elif form == "github":
        for problem in problems:
            click.echo(as_github(problem))
    else:
        count = console.print_problems(workspace, problems, err=False)
        for line in console.lines_of_areas(workspace, reviewed.problems):
            click.echo(line)
        sound = len(reviewed.reports)
        click.echo(f"{sound} report{'' if sound == 1 else 's'} sound, {count}.")
    if has_errors(reviewed.problems):
        sys.exit(PROBLEMS)
