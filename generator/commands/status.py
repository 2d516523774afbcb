"""``mappa status``: how far every area is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.calls import check_names, edition_option, london_time, open_workspace, root_option

if TYPE_CHECKING:
    from generator.report.progress import Progress


@click.command()
@edition_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How it is printed."
)
@root_option
def status(editions: tuple[str, ...], form: str, root: Path | None) -> None:
    """Show how far each area's report is.

    Not started, draft, errors, warnings, sound, signed off, released.
    """
    workspace = open_workspace(root)
    check_names(workspace, (), editions)
    from generator.report.progress import progress
    from generator.report.review import review

    names = editions or tuple(workspace.editions)
    board = progress(review(workspace, (), editions, with_gaps=True), names, london_time())
    if form == "json":
        click.echo(json.dumps([one._asdict() for one in board], indent=2))
        return
    for line in _table(board, names):
        click.echo(line)


def _table(board: Iterable[Progress], editions: Iterable[str]) -> list[str]:
    """A row for each area and a column for each edition."""
    from generator.report.progress import in_words

    cells = {(one.area, one.edition): in_words(one) for one in board}
    areas = list(dict.fromkeys(area for area, _ in cells))
    rows = [["", *editions], *([area, *(cells[area, name] for name in editions)] for area in areas)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
