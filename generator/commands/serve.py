"""``mappa serve``: a preview in the browser that changes as files are saved."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.calls import (
    MACHINE,
    STOPPED,
    called,
    check_names,
    leave,
    open_workspace,
    root_option,
    stop,
)


@click.command()
@click.argument("area", required=False)
@click.option("--edition", metavar="E", help="The edition to begin with, e.g. 2024-25.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="N",
    help="The port (8000, or the next one that is free).",
)
@root_option
def serve(area: str | None, edition: str | None, port: int | None, root: Path | None) -> None:
    """Show the website in the browser as it is written.

    Drafts and gaps are included.

    The address that is printed leads to AREA's report, or to the first page.  Ctrl-C ends it.
    """
    workspace = open_workspace(root)
    check_names(workspace, [area] if area else [], [edition] if edition else [])
    from generator.serve.run import serve as run

    years = [folder.edition for folder in workspace.reports if folder.area == area]
    year = edition or max(years, default="")
    below = "/".join([*filter(None, (year, area)), ""]) if year or not area else f"areas/{area}/"

    try:
        run(
            workspace.root,
            port,
            called(),
            lambda address: click.echo(f"{address}{below.removeprefix('/')}"),
            lambda words: click.echo(words, err=True),
        )
    except KeyboardInterrupt:
        leave(STOPPED)
    except SystemExit as ended:  # by another signal: its status is a number
        leave(int(ended.code or 0))
    except OSError as error:
        stop(
            MACHINE,
            f"The preview cannot be opened: {error.strerror or error}. Name another port with --port.",
        )
