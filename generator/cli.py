"""Words on the command line -> calls; nothing else.

Exit status: 0 all well, 1 problems in content, 2 a wrong call, 3 something missing on this machine.
Every room is imported by the command that uses it, so that ``mappa --help`` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__, console
from generator.build.options import KINDS, LIMIT
from generator.calls import (
    MACHINE,
    PROBLEMS,
    WRONG_CALL,
    check_names,
    edition_option,
    open_workspace,
    root_option,
    stop,
)

if TYPE_CHECKING:
    from generator.workspace import Workspace


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mappa")
def program() -> None:
    """Write, check and publish the MAPPA annual reports."""


@program.command()
@click.argument("areas", nargs=-1, metavar="[AREA]...")
@edition_option
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(KINDS),
    help="Build only this kind of file; may be given twice.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the website goes (output/ in the workspace).",
)
@click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where what was made is kept for reuse (.cache/ in the workspace).",
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="How many processes work at once.")
@click.option(
    "--limit", default=LIMIT, show_default=True, metavar="SECONDS", help="When a report's PDF counts as hung."
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
    """Build the website: of every area and edition, or of those named alone."""
    started = time.monotonic()
    workspace = open_workspace(root)
    check_names(workspace, areas, editions)
    from generator.build.command import run
    from generator.build.options import Options
    from generator.build.output import ForeignFolderError

    options = Options(
        root=workspace.root,
        output=(output or workspace.root / "output").absolute(),
        cache=(cache or workspace.root / ".cache").absolute(),
        areas=areas,
        editions=editions,
        kinds=tuple(kind for kind in KINDS if not only or kind in only),
        jobs=jobs or processes(),
        strict=strict,
        today=source_date() or date.today(),
        preview=preview,
        dated=source_date(),
        limit=limit,
        scheduler=scheduler,
    )
    try:
        with console.progress_bar() as progress:
            result = run(options, progress, lambda: click.echo("Waiting for another build to end.", err=True))
    except ForeignFolderError as error:
        stop(
            WRONG_CALL,
            f"{error} holds something that mappa did not make, so it was left alone.\n"
            "Name another folder with --output, or move what is there away.",
        )
    except OSError as error:
        stop(MACHINE, console.machine_words(error))
    count = console.print_problems(workspace, result.problems, err=True)
    if result.problems:
        click.echo(count, err=True)
    for name, what in result.pdfs.items() if explain else ():
        click.echo(f"{name}: {what}")
    click.echo(console.summary(result, options.output, time.monotonic() - started))
    if any(problem.severity == "error" for problem in result.problems):
        sys.exit(PROBLEMS)


def processes() -> int:
    """As many processes as the machine gives this one."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def source_date() -> date | None:
    """The date of SOURCE_DATE_EPOCH, if it is set (https://reproducible-builds.org/specs/)."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(seconds), UTC).date() if seconds.isdigit() else None


@program.command()
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
    from generator.problems import as_github, as_json, has_errors
    from generator.review import review

    found = review(workspace, areas, editions)
    if form == "json":
        click.echo(as_json(found.problems))
    elif form == "github":
        for problem in found.problems:
            click.echo(as_github(problem))
    else:
        count = console.print_problems(workspace, found.problems, err=False)
        sound = len(found.reports)
        click.echo(f"{sound} report{'' if sound == 1 else 's'} sound, {count}.")
    if has_errors(found.problems):
        sys.exit(PROBLEMS)


@program.command()
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
    from generator.problems import as_text, counted, in_order
    from generator.review import review
    from generator.templates import Templates
    from generator.verify.site import verify as read_back

    if not (site / MANIFEST).is_file():
        stop(WRONG_CALL, f"{site} is no website of mappa: it has no {MANIFEST}. `mappa build` makes one.")
    reports = review(workspace).reports
    inside = site.resolve().is_relative_to(workspace.root)
    shown = str(site.resolve().relative_to(workspace.root) if inside else site)
    found = read_back(site, shown, reports, Templates(*load_templates(workspace.root)))
    for problem in in_order(found.problems):
        click.echo(as_text(problem, lambda *_: None) + "\n")
    if found.absent:
        click.echo(f"Not in this website: {', '.join(found.absent)}.")
    click.echo(f"{found.figures} figures in {found.files} files compared: {counted(found.problems)}.")
    if found.problems:
        sys.exit(PROBLEMS)


@program.command()
@click.argument("area")
@click.argument("edition")
@root_option
def new(area: str, edition: str, root: Path | None) -> None:
    """Write an area's empty files for an edition, with what carries over from last year."""
    workspace = open_workspace(root)
    from generator import new as scaffold
    from generator.load import load
    from generator.load.fields import nearest
    from generator.problems import has_errors

    loaded = load(workspace, (area,))
    if area not in loaded.areas:
        stop(WRONG_CALL, f"“{area}” is not in content/areas.yaml. {nearest(area, loaded.areas)}")
    national = loaded.editions.get(edition)
    if national is None:
        stop(WRONG_CALL, f"There is no edition “{edition}”. {nearest(edition, loaded.editions)}")
    if national.edition is None or has_errors(national.problems):
        click.echo(console.print_problems(workspace, national.problems, err=True), err=True)
        sys.exit(PROBLEMS)
    last = loaded.latest_before(area, national.edition)
    texts = scaffold.files(
        loaded.areas[area],
        national.edition,
        (last.edition, last.statistics) if last and last.statistics else None,
        last.forewords.get("en") if last else None,
        last.local.get("en", ()) if last else (),
    )
    written, kept = scaffold.write(workspace.root / "areas", texts)
    for name in written:
        click.echo(f"wrote areas/{name}")
    for name in kept:
        click.echo(f"left areas/{name} as it is")
    write_schemas(workspace, workspace.root / "schemas", only_missing=True)
    click.echo(f"Fill the files in; `mappa check {area}` says what is still missing.")


@program.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the schemas go (schemas/ in the workspace).",
)
@root_option
def schema(output: Path | None, root: Path | None) -> None:
    """Write the JSON Schema of each YAML file, for editors to complete and check."""
    workspace = open_workspace(root)
    for path in write_schemas(workspace, output or workspace.root / "schemas"):
        click.echo(f"wrote {path}")


def write_schemas(workspace: Workspace, folder: Path, only_missing: bool = False) -> list[Path]:
    """Writes the schemas of the workspace's editions; the paths that were written."""
    from generator.load.editions import load_editions
    from generator.load.files import Reader
    from generator.schema import schemas

    editions = load_editions(Reader(workspace), ()).values()
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in schemas(e.edition for e in editions if e.edition).items():
            if not (only_missing and (folder / name).exists()):
                (folder / name).write_text(text, encoding="utf-8")
                written.append(folder / name)
    except OSError as error:
        stop(MACHINE, console.machine_words(error))
    return written


def main() -> None:
    """The command ``mappa``; a fault of its own is told in one line, never as a traceback.

    It ends soon and keeps most of what it makes: to look for garbage, at its end too, costs a quarter of a
    build's time.
    """
    gc.disable()
    try:
        program(prog_name="mappa")
    except ImportError as error:
        stop(MACHINE, f"A part of mappa is missing ({error}). Run ./mappa, which installs it again.")
    except Exception as error:
        if os.environ.get("MAPPA_DEBUG"):
            raise
        stop(
            MACHINE,
            f"Something went wrong inside mappa, and nothing was changed: {type(error).__name__}: {error}\n"
            "Please report it, with what you did. MAPPA_DEBUG=1 shows where it happened.",
        )
    finally:
        gc.freeze()
