"""``mappa new``: the empty files of an area's year."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands import console
from generator.commands.calls import PROBLEMS, WRONG_CALL, called, open_workspace, root_option, stop
from generator.commands.schema import write_schemas


@click.command()
@click.argument("area")
@click.argument("edition")
@root_option
def new(area: str, edition: str, root: Path | None) -> None:
    """Write an area's empty files for an edition, with what carries over from last year."""
    workspace = open_workspace(root)
    from generator.drafting import new_year as scaffold
    from generator.load import load
    from generator.load.fields import nearest
    from generator.load.years import no_edition_hint
    from generator.problems import has_errors

    loaded = load(workspace, (area,))
    if area not in loaded.areas:
        stop(WRONG_CALL, f"“{area}” is not in content/areas.yaml. {nearest(area, loaded.areas)}")
    national = loaded.editions.get(edition)
    if national is None:
        stop(WRONG_CALL, f"There is no edition “{edition}”. {no_edition_hint(edition, loaded.editions)}")
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
    written, left = scaffold.write(workspace.root / "areas", texts)
    for name in written:
        click.echo(f"wrote areas/{name}")
    for name in left:
        click.echo(f"left areas/{name} as it is")
    write_schemas(workspace, workspace.root / "schemas", only_missing=True)
    click.echo(f"Fill the files in; `{called()} check {area}` says what is still missing.")
