"""``mappa check``: every problem, and nothing built."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands import console
from generator.commands.calls import (
    PROBLEMS,
    WRONG_CALL,
    called,
    check_names,
    edition_option,
    london_time,
    open_workspace,
    root_option,
    stop,
)

if TYPE_CHECKING:
    from generator.report.review import Review


@click.command()
@click.argument("areas", nargs=-1, metavar="[AREA]...")
@edition_option
@click.option(
    "--release",
    "released",
    metavar="E",
    help="Whether this edition can be released: every report is there, finished, explained, signed off.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How problems are printed.",
)
@root_option
def check(
    areas: tuple[str, ...], editions: tuple[str, ...], released: str | None, form: str, root: Path | None
) -> None:
    """Report every problem, and build nothing.

    Without names it is about every area and edition.
    """
    workspace = open_workspace(root)
    if released is not None and (areas or editions):
        stop(WRONG_CALL, "--release is about all areas of one edition: name nothing else beside it.")
    editions = (released,) if released is not None else editions
    check_names(workspace, areas, editions)
    from generator.problems import as_called, as_github, as_json, has_errors
    from generator.report.progress import release_problems
    from generator.report.review import review

    reviewed = review(workspace, areas, editions)
    found = reviewed.problems if released is None else release_problems(reviewed, released, london_time())
    command = called()
    problems = [as_called(problem, command) for problem in found]
    if form == "json":
        click.echo(as_json(problems))
    elif form == "github":
        for problem in problems:
            click.echo(as_github(problem))
    else:
        count = console.print_problems(workspace, problems, err=False)
        lines = console.lines_of_areas(workspace, problems) if released is None else console.to_do(problems)
        for line in lines:
            click.echo(line)
        click.echo(_closing_line(reviewed, count))
        if released is not None:
            click.echo(f"{released} can{'not' if has_errors(found) else ''} be released.")
    if has_errors(found):
        sys.exit(PROBLEMS)


def _closing_line(reviewed: Review, count: str) -> str:
    sound = len(reviewed.reports)
    explained = sum(len(one.explained) for one in reviewed.submissions)
    more = f", {explained} warning{'' if explained == 1 else 's'} explained" if explained else ""
    return f"{sound} report{'' if sound == 1 else 's'} sound, {count}{more}."
