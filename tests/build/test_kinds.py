"""A website says what it is; a part of it, or a preview, never takes the place of the whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

PARTS = (
    ("synthetic-north",),
    ("--edition", "2023-24"),
    ("--only", "html"),
    ("--only", "pdf", "--only", "data"),
)


def kind_of(folder: Path) -> str:
    return str(json.loads((folder / "manifest.json").read_text())["kind"])


def test_the_whole_says_so(workspace: Path, mappa: Run) -> None:
    run = mappa("build", "--root", workspace)
    assert kind_of(workspace / "output") == "whole"
    assert f"In {workspace / 'output'} is the whole website." in run.stdout
    assert not (workspace / "preview").exists()


@pytest.mark.parametrize("words", PARTS)
def test_a_part_stands_beside_the_whole(words: tuple[str, ...], workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--root", workspace).returncode == 0
    whole = (workspace / "output/manifest.json").read_bytes()
    run = mappa("build", *words, "--root", workspace)
    assert run.returncode == 0 and "a part of the website. Do not publish it" in run.stdout
    assert kind_of(workspace / "preview") == "part"
    assert (workspace / "output/manifest.json").read_bytes() == whole
    assert {path.name for path in workspace.iterdir()} == {
        *("areas", "content", "output", "preview", ".cache")
    }


@pytest.mark.parametrize("words", [*PARTS, ("--preview",), ("--preview", "synthetic-north")])
def test_it_never_takes_its_place(words: tuple[str, ...], workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--root", workspace).returncode == 0
    output = workspace / "output"
    whole = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    run = mappa("build", *words, "--root", workspace, "--output", output)
    assert run.returncode == 2
    assert "holds the whole website" in run.stderr and "preview/" in run.stderr
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == whole


def test_nor_that_of_a_website_that_does_not_say_what_it_is(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--root", workspace).returncode == 0
    manifest = workspace / "output/manifest.json"
    said = json.loads(manifest.read_text())
    del said["kind"]
    manifest.write_text(json.dumps(said))
    assert mappa("build", "--preview", "--root", workspace, "--output", manifest.parent).returncode == 2
    assert mappa("build", "--root", workspace).returncode == 0
    assert kind_of(manifest.parent) == "whole"


def test_one_part_follows_another(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "synthetic-north", "--root", workspace).returncode == 0
    assert mappa("build", "--preview", "--root", workspace).returncode == 0
    assert kind_of(workspace / "preview") == "preview"
    assert mappa("build", "synthetic-south", "--root", workspace).returncode == 0
    assert kind_of(workspace / "preview") == "part"
    assert not list((workspace / "preview").glob("*/synthetic-north"))


def test_a_part_with_an_error_leaves_the_whole_as_it_was(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--root", workspace).returncode == 0
    path = workspace / "areas/synthetic-south/2024-25/statistics.yaml"
    path.write_text(path.read_text().replace("rate: 120", "rate: many"))
    assert mappa("build", "synthetic-south", "--root", workspace).returncode == 1
    assert (workspace / "output/2024-25/synthetic-south/index.html").exists()


def test_a_preview_shows_reports_with_their_gaps_and_the_website_does_not(
    workspace: Path, mappa: Run
) -> None:
    figures = workspace / "areas/synthetic-north/2024-25/statistics.yaml"
    figures.write_text(figures.read_text().replace("rate: 120", "rate:"))
    (workspace / "areas/synthetic-south/2024-25/foreword.md").unlink()
    run = mappa("build", "--preview", "--root", workspace)
    assert run.returncode == 1
    said = "With errors, and so in a preview alone: synthetic-north 2024-25, synthetic-south 2024-25."
    assert said in run.stdout and said in mappa("build", "--preview", "--root", workspace).stdout
    north = (workspace / "preview/2024-25/synthetic-north/index.html").read_text()
    assert '<td data-key="rate" data-marker="gap"><mark class="gap">[missing]</mark></td>' in north
    assert "A text is missing here" in (workspace / "preview/2024-25/synthetic-south/index.html").read_text()
    assert "no problems." in mappa("verify", "--root", workspace, workspace / "preview").stdout
    assert mappa("build", "--root", workspace).returncode == 1
    assert not (workspace / "output/2024-25").exists()
