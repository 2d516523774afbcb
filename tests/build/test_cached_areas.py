"""What a build keeps of each area: taken where nothing changed, made anew where it is damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import command
from generator.build.options import Options
from generator.report.review import Review, review
from generator.workspace import Workspace
from tests.build.test_build import tree
from tests.conftest import Run

Build = Callable[[], tuple[str, ...]]


@pytest.fixture
def build(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Builds the workspace's pages and data in this process; gives the areas that were read."""
    from generator.build import shares

    read: list[tuple[str, ...]] = []

    def noted(found: Workspace, areas: tuple[str, ...], editions: tuple[str, ...]) -> Review:
        read.append(tuple(found.areas))
        return review(found, areas, editions)

    monkeypatch.setattr(shares, "review", noted)

    def once() -> tuple[str, ...]:
        options = Options(workspace, workspace / "output", workspace / ".cache", kinds=("html", "data"))
        assert command.run(options, lambda done, of: None, lambda: None).published
        return read[-1]

    return once


def change(workspace: Path, area: str) -> None:
    path = workspace / f"areas/{area}/2024-25/foreword.md"
    path.write_text(path.read_text() + "\nA line more.\n")


def test_an_area_that_did_not_change_is_not_read(workspace: Path, build: Build) -> None:
    assert build() == ("synthetic-north", "synthetic-south")
    change(workspace, "synthetic-north")
    assert build() == ("synthetic-north",)
    page = workspace / "output/2024-25/synthetic-north/index.html"
    assert "A line more." in page.read_text()
    site = workspace / "content/site.yaml"
    site.write_text(f"{site.read_text()}licence:\n  name: A licence\n  url: https://example.org/\n")
    assert build() == ("synthetic-north", "synthetic-south")
    assert "A licence" in page.read_text()


def test_an_area_that_was_before_is_not_read_again(workspace: Path, build: Build) -> None:
    build()
    before = tree(workspace / "output")
    foreword = workspace / "areas/synthetic-north/2024-25/foreword.md"
    text = foreword.read_text()
    change(workspace, "synthetic-north")
    build()
    foreword.write_text(text)
    assert build() == ()
    assert tree(workspace / "output") == before


def test_an_area_with_an_error_is_read_until_it_is_mended(workspace: Path, build: Build) -> None:
    foreword = workspace / "areas/synthetic-north/2024-25/foreword.md"
    text = foreword.read_text()
    foreword.write_text(text + "\n{{ nothing.of_the_kind }}\n")
    assert build() == ("synthetic-north", "synthetic-south")
    change(workspace, "synthetic-south")
    assert build() == ("synthetic-north", "synthetic-south")
    foreword.write_text(text)
    assert build() == ("synthetic-north",)


def test_an_empty_folder_is_noticed(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--root", workspace, "--only", "html").returncode == 0
    (workspace / "areas/synthetic-south/2023-24").mkdir()
    run = mappa("build", "--root", workspace, "--only", "html")
    assert run.returncode == 1 and "missing-statistics" in run.stderr


def test_a_kept_area_names_its_drafts(workspace: Path, mappa: Run) -> None:
    details = workspace / "areas/synthetic-north/2023-24/statistics.yaml"
    details.write_text(details.read_text() + "status: draft\n")
    first = mappa("build", "--root", workspace)
    assert "synthetic-north 2023-24 (draft)" in first.stdout
    change(workspace, "synthetic-south")
    second = mappa("build", "--root", workspace)
    assert "1 PDF made" in second.stdout and "synthetic-north 2023-24 (draft)" in second.stdout


@pytest.mark.parametrize("damage", ["lost", "cut short"])
def test_what_is_damaged_is_made_anew(workspace: Path, mappa: Run, tmp_path: Path, damage: str) -> None:
    assert mappa("build", "--root", workspace).returncode == 0
    for entry in (workspace / ".cache").rglob("*.entry"):
        if entry.read_bytes().startswith(b"%PDF"):
            entry.unlink() if damage == "lost" else entry.write_bytes(b"%PDF")
    change(workspace, "synthetic-south")
    assert mappa("build", "--root", workspace).returncode == 0
    assert (
        mappa("build", "--root", workspace, "--output", tmp_path / "o", "--cache", tmp_path / "c").returncode
        == 0
    )
    assert tree(workspace / "output") == tree(tmp_path / "o")


def test_a_strict_build_names_every_report(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--root", workspace, "--only", "html").returncode == 0
    foreword = workspace / "areas/synthetic-north/2024-25/foreword.md"
    foreword.write_text("{{ nothing.of_the_kind }}\n")
    run = mappa("build", "--root", workspace, "--only", "html", "--strict")
    assert run.returncode == 1
    assert "synthetic-north 2024-25" in run.stdout and "synthetic-south 2024-25" in run.stdout
