"""``mappa build``: the whole website, or a part of it."""

from __future__ import annotations

import math
import os
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import click

from generator.build.options import ALL_KINDS, KINDS, LIMIT, PART, PREVIEW, WHOLE, site_kind
from generator.commands import console
from generator.commands.calls import (
    MACHINE,
    PROBLEMS,
    WRONG_CALL,
    check_names,
    check_place,
    edition_option,
    open_workspace,
    root_option,
    stop,
)

#: Where each kind of website goes, in the workspace.
FOLDERS = {WHOLE: "output", PART: "preview", PREVIEW: "preview"}


@click.command()
@click.argument("areas", nargs=-1, metavar="[AREA]...")
@edition_option
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(ALL_KINDS),
    help="Build only this kind of file; may be given twice. govspeak: the reports for GOV.UK.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the website goes (output/ in the workspace; a part or a preview goes to preview/).",
)
@click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where what was made is kept for reuse (.cache/ in the workspace).",
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="How many processes work at once.")
@click.option(
    "--limit",
    type=click.FloatRange(min=0, min_open=True),
    default=LIMIT,
    show_default=True,
    callback=lambda context, parameter, seconds: _that_end(seconds),
    metavar="SECONDS",
    help="When a report's PDF counts as hung.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Make the PDFs on the Dask cluster of this scheduler.")
@click.option("--strict", is_flag=True, help="Leave the website as it was if there is any error.")
@click.option(
    "--preview",
    is_flag=True,
    help="Build drafts and reports of the future too; every page is marked as a preview.",
)
@click.option("--explain", is_flag=True, help="Say of each PDF whether it was made or reused, and why.")
@root_option
def build(
    areas: tuple[str, ...],
    editions: tuple[str, ...],
    only: tuple[str, ...],
    output: Path | None,
    cache: Path | None,
    jobs: int | None,
    limit: float,
    scheduler: str | None,
    strict: bool,
    preview: bool,
    explain: bool,
    root: Path | None,
) -> None:
    """Build the website: all of it, a part, or a preview.

    The whole goes into output/, a part or a preview into preview/.
    """
    started = time.monotonic()
    workspace = open_workspace(root)
    check_names(workspace, areas, editions)
    for path, option in ((output, "--output"), (cache, "--cache")):
        if path is not None:
            check_place(workspace, path, option)
    from generator.build.options import Options
    from generator.build.output import ForeignFolderError, WholeWebsiteError
    from generator.build.run import build as run
    from generator.verify.strict import read_back

    kinds = tuple(kind for kind in ALL_KINDS if kind in (only or KINDS))
    folder = FOLDERS[site_kind(areas, editions, kinds, preview)]
    options = Options(
        root=workspace.root,
        output=(output or workspace.root / folder).absolute(),
        cache=(cache or workspace.root / ".cache").absolute(),
        areas=areas,
        editions=editions,
        kinds=kinds,
        jobs=jobs or processes(),
        strict=strict,
        now=datetime.now(UTC),
        preview=preview,
        dated=source_date(),
        limit=limit,
        scheduler=scheduler,
    )
    try:
        with console.progress_bar() as progress:
            result = run(options, progress, waiting, read_back)
    except ForeignFolderError as error:
        stop(
            WRONG_CALL,
            f"{error} holds something that mappa did not make, so it was left alone.\n"
            "Name another folder with --output, or move what is there away.",
        )
    except WholeWebsiteError as error:
        stop(
            WRONG_CALL,
            f"{error} holds the whole website, and {console.KIND_WORDS[options.site_kind]} "
            "must not take its place.\n"
            "Leave out --output, and it goes to preview/; or name another folder.",
        )
    except OSError as error:
        stop(MACHINE, console.machine_words(error))
    count = console.print_problems(workspace, result.problems, err=True)
    for line in console.lines_of_areas(workspace, result.problems):
        click.echo(line, err=True)
    if result.problems:
        click.echo(count, err=True)
    for name, what in result.pdfs.items() if explain else ():
        click.echo(f"{name}: {what}")
    click.echo(console.summary(result, options, time.monotonic() - started))
    if any(problem.severity == "error" for problem in result.problems):
        sys.exit(PROBLEMS)


def _that_end(seconds: float) -> float:
    """Seconds that are a number and have an end.  Raises BadParameter for nan and inf, which Python reads."""
    if not math.isfinite(seconds):
        raise click.BadParameter("Write a number of seconds, for example 120.")
    return seconds


def waiting() -> None:
    """Says that another build has the output folder."""
    click.echo("Waiting for another build to end.", err=True)


def processes() -> int:
    """As many processes as the machine gives this one."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def source_date() -> date | None:
    """The date of SOURCE_DATE_EPOCH, if it is set (https://reproducible-builds.org/specs/).

    Ends the program if it is none.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date() if seconds else None
    except (ValueError, OverflowError, OSError):
        stop(WRONG_CALL, f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, not “{seconds}”.")
