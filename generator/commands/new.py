"""``mappa new``: an area's empty files for a year, and the file of an edition that begins."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands import console
from generator.commands.calls import (
    MACHINE,
    PROBLEMS,
    WRONG_CALL,
    called,
    did_you_mean,
    edition_hint,
    open_workspace,
    root_option,
    stop,
)
from generator.commands.schema import write_schemas
from generator.problems import COMMAND, quoted

if TYPE_CHECKING:
    from generator.load import Loaded
    from generator.load.editions import LoadedEdition
    from generator.workspace import Workspace

#: Both ways to call it.
USAGE = (
    "Write `mappa new AREA {newest}` for an area's files of a year, with its name as in content/areas.yaml, "
    "or `mappa new --edition {next}` to begin a year for all areas."
)


@click.command()
@click.argument("area", required=False)
@click.argument("year", required=False, metavar="[EDITION]")
@click.option("--edition", metavar="E", help="Begin this year for all areas, e.g. 2025-26.")
@root_option
def new(area: str | None, year: str | None, edition: str | None, root: Path | None) -> None:
    """Write an area's empty files for an edition, or begin an edition.

    mappa new AREA EDITION writes an area's files with what carries over from last year.  Run again, it adds
    what an edition that was changed asks for; no line that is there is touched.

    mappa new --edition E is for the national editor: it writes content/E/edition.yaml with all that must be
    said anew for a year.
    """
    workspace = open_workspace(root)
    try:
        if area is None and edition is not None:
            _begin_edition(workspace, edition)
        elif area is not None and (year or edition) is not None and not (year and edition):
            _begin_area(workspace, area, year or edition or "")
        else:
            stop(WRONG_CALL, _usage(workspace, area, edition))
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        stop(MACHINE, f"{name}{error.strerror or error}. Nothing that was there has been changed.")


def _usage(workspace: Workspace, area: str | None, edition: str | None) -> str:
    """What to write in the place of words that say too little, or too much."""
    from generator.load.years import in_style, newest

    last = newest(workspace.editions) or "2024-25"
    following = in_style(str(int(last[:4]) + 1), workspace.editions) or "2025-26"
    if area in workspace.areas and edition is None:
        return f"For which year? Write `mappa new {area} {last}`."
    if area is not None and edition is None and in_style(area, workspace.editions):
        return (
            f"“{area}” is a year. Write `mappa new AREA {area}` for the files of an area, with its name as "
            f"in content/areas.yaml, or `mappa new --edition {area}` to begin the year for all areas."
        )
    return USAGE.format(newest=last, next=following)


def _begin_edition(workspace: Workspace, name: str) -> None:
    """Writes the file of a new edition, which extends the newest one."""
    from generator.drafting.new_edition import edition_text
    from generator.load.editions import load_editions
    from generator.load.expected import GAP
    from generator.load.file_names import similar_file
    from generator.load.files import FileReader
    from generator.load.years import newest, wrong_new_year
    from generator.workspace import survey

    file = f"content/{name}/edition.yaml"
    is_begun = any(known.startswith(f"content/{name}/") for known in workspace.files)
    known = [
        one for one in workspace.editions if one != name or f"content/{one}/edition.yaml" in workspace.files
    ]
    wrong = wrong_new_year(name, known)
    if wrong is not None:
        stop(WRONG_CALL, wrong)
    similar = similar_file(workspace, file) if is_begun else None
    if similar is not None:
        stop(WRONG_CALL, f"{similar} seems to be meant as the edition: rename it to edition.yaml.")
    last = load_editions(FileReader(workspace), ())[newest(known) or ""]
    if last.edition is None or last.statistics is None:
        _print(workspace, last)
        stop(
            PROBLEMS,
            f"Nothing was written: the new edition would take this over from {last.name}. Mend it first.",
        )
    path, text = workspace.root / file, edition_text(name, last)
    if os.path.lexists(path) or (os.path.lexists(path.parent) and not path.parent.is_dir()):
        stop(WRONG_CALL, f"Something else stands where {file} belongs. Move it away, and call this again.")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as new_file:
        new_file.write(text)
    for line in (f"wrote {file}", *_write_schemas(survey(workspace.root))):
        click.echo(line)
    if int(name[:4]) > int(last.name[:4]) + 1:
        click.echo(f"{name} does not follow {last.name}. If that is a slip, delete content/{name}.")
    to_do = f"Fill in what says “{GAP}” there" if f": {GAP}" in text else "Look it through"
    click.echo(
        f"{to_do}; `{called()} check --edition {name}` names what is left.\n"
        f"Each area begins its report with `{called()} new AREA {name}`."
    )


def _begin_area(workspace: Workspace, area: str, edition: str) -> None:
    """Writes an area's files for an edition, and adds what its file of figures lacks."""
    from generator.drafting import new_year
    from generator.drafting.asked import LastYear
    from generator.load import load
    from generator.problems import has_errors

    loaded = load(workspace, (area,))
    national = _edition_of(loaded, area, edition)
    if national.edition is None or national.statistics is None:
        _print(workspace, national)
        stop(
            PROBLEMS,
            f"Nothing was written: first the national editor has to mend the edition {edition}.",
        )
    before = loaded.latest_before(area, national.edition)
    last = None
    if before is not None and before.statistics is not None:
        last = LastYear(loaded.editions[before.edition], before.statistics)
    texts = new_year.files(
        loaded.areas[area],
        national,
        last,
        before.forewords.get("en") if before else None,
        before.local.get("en", ()) if before else (),
    )
    # All is written before a word is said: nobody may be listening any more.
    lines = [*new_year.write(workspace, texts, national, last), *_write_schemas(workspace)]
    for line in lines:
        click.echo(line.replace(COMMAND, f"`{called()} "))
    if has_errors(national.problems):
        click.echo(
            f"The national editor has not finished the edition {edition} yet. You can begin all the same."
        )
    click.echo(
        f"Fill the files in; `{called()} serve {area}` shows the report as you write, and "
        f"`{called()} check {area}` says what is still missing."
    )


def _edition_of(loaded: Loaded, area: str, edition: str) -> LoadedEdition:
    """The edition that was named; ends the program where it, or the area, is none."""
    if area not in loaded.areas:
        if edition in loaded.areas:
            stop(WRONG_CALL, f"The area comes first: `mappa new {edition} {area}`.")
        stop(WRONG_CALL, f"{quoted(area)} is not in content/areas.yaml. {did_you_mean(area, loaded.areas)}")
    national = loaded.editions.get(edition)
    if national is None:
        stop(WRONG_CALL, f"There is no edition {quoted(edition)}. {edition_hint(edition, loaded.editions)}")
    return national


def _print(workspace: Workspace, edition: LoadedEdition) -> None:
    """Prints what is wrong with an edition."""
    click.echo(console.print_problems(workspace, edition.problems, err=True), err=True)


def _write_schemas(workspace: Workspace) -> list[str]:
    """Writes the schemas that are not as they should be; gives a line for each."""
    paths = write_schemas(workspace, workspace.root / "schemas", only_outdated=True)
    return [f"wrote {path.relative_to(workspace.root).as_posix()}" for path in paths]
