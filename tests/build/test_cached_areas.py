"""Areas that did not change: taken as they were, with what was said of them, and not even read."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from generator.build import website
from generator.build.options import Options
from generator.build.run import build as build_once
from generator.model.area import Area
from generator.report.review import Review, review
from generator.site import pages
from generator.site.area import area_page
from generator.site.data import SiteData
from generator.site.edition import edition_page
from generator.workspace import Workspace
from tests.build.test_build import NOW, tree
from tests.conftest import PROJECT, Run

Build = Callable[[], set[str]]

#: A rate at the top of pages: an area's page tells its place.
RATE = "tables: {rate: {measure: rate}}\nheadlines: [{figure: rate, label: Rate}]\n"


@pytest.fixture
def build(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Builds the workspace's pages and data in this process; gives the areas whose texts were read."""
    read: list[set[str]] = []

    def noted(
        root: Workspace,
        areas: tuple[str, ...],
        editions: tuple[str, ...],
        figures_only: Collection[str],
        with_gaps: bool,
    ) -> Review:
        read.append(set(root.areas) - set(figures_only))
        return review(root, areas, editions, figures_only, with_gaps=with_gaps)

    monkeypatch.setattr(website, "review", noted)

    def once() -> set[str]:
        read.clear()
        options = Options(workspace, workspace / "output", workspace / ".cache", NOW, kinds=("html", "data"))
        assert build_once(options, lambda done, of: None, lambda: None).published
        return read[-1] if read else set()

    return once


def change(workspace: Path, area: str) -> None:
    path = workspace / f"areas/{area}/2024-25/foreword.md"
    path.write_text(path.read_text() + "\nA line more.\n")


def test_an_area_that_did_not_change_is_not_read(workspace: Path, build: Build) -> None:
    assert build() == {"synthetic-north", "synthetic-south"}
    change(workspace, "synthetic-north")
    assert build() == {"synthetic-north"}
    page = workspace / "output/2024-25/synthetic-north/index.html"
    assert "A line more." in page.read_text()
    site = workspace / "content/site.yaml"
    site.write_text(f"{site.read_text()}licence:\n  name: A licence\n  url: https://example.org/\n")
    assert build() == {"synthetic-north", "synthetic-south"}
    assert "A licence" in page.read_text()


def test_an_area_that_was_before_is_not_read_again(workspace: Path, build: Build) -> None:
    build()
    before = tree(workspace / "output")
    foreword = workspace / "areas/synthetic-north/2024-25/foreword.md"
    text = foreword.read_text()
    change(workspace, "synthetic-north")
    build()
    foreword.write_text(text)
    assert build() == set()
    assert tree(workspace / "output") == before


def test_an_area_with_an_error_is_read_until_it_is_mended(workspace: Path, build: Build) -> None:
    foreword = workspace / "areas/synthetic-north/2024-25/foreword.md"
    text = foreword.read_text()
    foreword.write_text(text + "\n{{ nothing.of_the_kind }}\n")
    assert build() == {"synthetic-north", "synthetic-south"}
    change(workspace, "synthetic-south")
    assert build() == {"synthetic-north", "synthetic-south"}
    foreword.write_text(text)
    assert build() == {"synthetic-north"}


def test_a_warning_of_the_national_text_keeps_no_area_from_being_kept(workspace: Path, build: Build) -> None:
    about = workspace / "content/2023-24/sections/about.md"
    about.write_text(about.read_text() + "\nTBC\n")
    build()
    change(workspace, "synthetic-north")
    assert build() == {"synthetic-north"}


def test_what_the_national_text_lacks_for_an_area_s_words_is_told_each_time(
    workspace: Path, build: Build
) -> None:
    for path in workspace.glob("content/*/edition.yaml"):
        path.write_text(path.read_text().replace(", contacts]", "]"))
    build()
    change(workspace, "synthetic-south")
    assert build() == {"synthetic-north", "synthetic-south"}


def test_pages_about_several_areas_know_what_an_unchanged_one_says(
    workspace: Path, mappa: Run, tmp_path: Path
) -> None:
    """Its figures in the year's tables and data, its place among the areas, its words in the search."""
    words = ("build", "--root", workspace, "--only", "html", "--only", "data")
    assert mappa(*words).returncode == 0
    statistics = workspace / "areas/synthetic-north/2024-25/statistics.yaml"
    statistics.write_text(statistics.read_text().rsplit("rate:", 1)[0] + "rate: 999\n")
    assert mappa(*words).returncode == 0
    assert mappa(*words, "--output", tmp_path / "o", "--cache", tmp_path / "c").returncode == 0
    assert tree(workspace / "preview") == tree(tmp_path / "o")


#: National words in which figures of the year before stand, in every place that is for words.
CHANGE = "{{ eligible.level_1.category_1 | change }}"
WORDS = f"""
tables:
  eligible: {{unit: "Individuals ({CHANGE})", row_heading: "Level ({CHANGE})"}}
  rate: {{measure: rate, rate: {{of: eligible.total.category_1, per: 100000}}}}
headlines:
  - {{figure: eligible.total.total, label: "Individuals ({CHANGE})"}}
comparisons:
  population: {{rate: rate, label: "People ({CHANGE})"}}
  measures:
    managed: {{label: "Managed ({CHANGE})", of: managed_in_year.level_2.category_1}}
"""


@pytest.mark.parametrize("part", [(), ("--edition", "2024-25")])
def test_words_follow_the_figures_of_the_year_before(
    part: tuple[str, ...], workspace: Path, mappa: Run, tmp_path: Path
) -> None:
    words = ("build", "--root", workspace, "--only", "html", "--only", "data", *part)
    edition = workspace / "content/2024-25/edition.yaml"
    edition.write_text(edition.read_text() + WORDS)
    assert mappa(*words).returncode == 0
    statistics = workspace / "areas/synthetic-north/2023-24/statistics.yaml"
    statistics.write_text(statistics.read_text().replace("category_1: 90", "category_1: 95"))
    assert mappa(*words).returncode == 0
    assert mappa(*words, "--output", tmp_path / "o", "--cache", tmp_path / "c").returncode == 0
    assert tree(workspace / "preview") == tree(tmp_path / "o")
    assert "five more" in (workspace / "preview/2024-25/index.html").read_text()


def test_a_report_that_another_area_s_words_leave_out_is_not_shown(
    workspace: Path, mappa: Run, tmp_path: Path
) -> None:
    words = ("build", "--root", workspace, "--only", "html")
    edition = workspace / "content/2023-24/edition.yaml"
    edition.write_text(edition.read_text().replace("local before national text, ", ""))
    assert mappa(*words).returncode == 0
    page = workspace / "areas/synthetic-south/2024-25/local/10-early.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: Early\nplace: before national text\n---\nText.\n")
    assert mappa(*words).returncode == 1
    assert mappa(*words, "--output", tmp_path / "o", "--cache", tmp_path / "c").returncode == 1
    assert tree(workspace / "preview") == tree(tmp_path / "o")
    assert not (workspace / "preview/2024-25").exists()


def test_an_area_with_errors_is_named_by_each_preview(workspace: Path, mappa: Run) -> None:
    foreword = workspace / "areas/synthetic-north/2024-25/foreword.md"
    foreword.write_text(foreword.read_text() + "\n{{ nothing.of_the_kind }}\n")
    for _ in range(2):
        change(workspace, "synthetic-south")
        run = mappa("build", "--preview", "--only", "html", "--root", workspace)
        assert "in a preview alone: synthetic-north 2024-25" in run.stdout


def test_a_page_about_several_reports_is_made_anew_when_what_it_shows_changes(
    workspace: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def noted(data: SiteData, area: Area) -> str:
        made.append(area.slug)
        return area_page(data, area)

    def noted_edition(data: SiteData, name: str) -> str:
        made.append(name)
        return edition_page(data, name)

    monkeypatch.setattr(pages, "area_page", noted)
    monkeypatch.setattr(pages, "edition_page", noted_edition)
    edition = workspace / "content/2024-25/edition.yaml"
    edition.write_text(edition.read_text() + RATE)
    build()
    assert sorted(made) == ["2023-24", "2024-25", "synthetic-north", "synthetic-south"]
    made.clear()
    change(workspace, "synthetic-south")  # the foreword alone
    build()
    assert made == []
    # The rate of one decides the other's place, and stands on its year's page.
    statistics = workspace / "areas/synthetic-south/2024-25/statistics.yaml"
    statistics.write_text(statistics.read_text().replace("rate: 120", "rate: 121"))
    build()
    assert sorted(made) == ["2024-25", "synthetic-north", "synthetic-south"]
    made.clear()
    # So does its report, once it is a draft and not to be seen.
    statistics.write_text(statistics.read_text() + "status: draft\n")
    build()
    assert sorted(made) == ["2024-25", "synthetic-north", "synthetic-south"]
    made.clear()
    # The year's page tells the change on last year.
    earlier = workspace / "areas/synthetic-north/2023-24/statistics.yaml"
    earlier.write_text(earlier.read_text().replace("rate: not available", "rate: 90"))
    build()
    assert sorted(made) == ["2023-24", "2024-25", "synthetic-north"]


def test_a_year_s_map_is_made_anew_when_an_area_has_its_first_report_of_another(
    workspace: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def noted(data: SiteData, name: str) -> str:
        made.append(name)
        return edition_page(data, name)

    monkeypatch.setattr(pages, "edition_page", noted)
    edition = workspace / "content/2023-24/edition.yaml"
    edition.write_text(f"{edition.read_text()}\nmap: {{figure: rate, title: Rate}}\n")
    statistics = workspace / "areas/synthetic-south/2024-25/statistics.yaml"
    whole = statistics.read_text()
    statistics.write_text(f"{whole}status: draft\n")
    build()
    made.clear()
    statistics.write_text(whole)
    build()
    assert sorted(made) == ["2023-24", "2024-25"]


def test_an_empty_folder_is_noticed(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--root", workspace, "--only", "html").returncode == 0
    (workspace / "areas/synthetic-south/2023-24").mkdir()
    run = mappa("build", "--root", workspace, "--only", "html")
    assert run.returncode == 1 and "missing-statistics" in run.stderr


def test_an_unchanged_area_names_its_drafts(workspace: Path, mappa: Run) -> None:
    details = workspace / "areas/synthetic-north/2023-24/statistics.yaml"
    details.write_text(details.read_text() + "status: draft\n")
    first = mappa("build", "--root", workspace)
    assert "synthetic-north 2023-24 (draft)" in first.stdout
    change(workspace, "synthetic-south")
    second = mappa("build", "--root", workspace)
    assert "1 PDF made" in second.stdout and "synthetic-north 2023-24 (draft)" in second.stdout


def test_a_strict_build_names_every_report(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--root", workspace, "--only", "html").returncode == 0
    foreword = workspace / "areas/synthetic-north/2024-25/foreword.md"
    foreword.write_text("{{ nothing.of_the_kind }}\n")
    run = mappa("build", "--root", workspace, "--only", "html", "--strict")
    assert run.returncode == 1
    assert "synthetic-north 2024-25" in run.stdout and "synthetic-south 2024-25" in run.stdout


def test_what_was_wrong_is_said_again_when_nothing_changed(workspace: Path, mappa: Run) -> None:
    (workspace / "areas/synthetic-south/2024-25/foreword.md").write_text("[Broken](nowhere.md)\n")
    statistics = workspace / "areas/synthetic-north/2023-24/statistics.yaml"
    statistics.write_text(statistics.read_text() + "stray: 1\n")
    first, second = (mappa("build", "--root", workspace) for _ in range(2))
    assert first.returncode == second.returncode == 1
    assert first.stderr == second.stderr and "2 errors" in second.stderr
    assert "1 PDF made" in first.stdout and "0 PDFs made, 1 reused" in second.stdout
    left_out = "Left out: synthetic-north 2023-24, synthetic-south 2024-25"
    assert left_out in first.stdout and left_out in second.stdout


def test_a_warning_is_said_again_when_another_area_changed(workspace: Path, mappa: Run) -> None:
    stray = workspace / "areas/synthetic-north/2024-25/forword.md"
    stray.write_text("A misspelt name.\n")
    first = mappa("build", "--root", workspace)
    change(workspace, "synthetic-south")
    second = mappa("build", "--root", workspace)
    assert "1 PDF made" in second.stdout
    assert first.stderr == second.stderr and "misplaced-file" in second.stderr


def test_the_engine_is_not_imported_when_nothing_changed(workspace: Path, mappa: Run, tmp_path: Path) -> None:
    assert mappa("build", "--root", workspace).returncode == 0
    package = tmp_path / "fake" / "weasyprint"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise AssertionError('imported')")
    run = mappa("build", "--root", workspace, PYTHONPATH=f"{package.parent}:{PROJECT}")
    assert run.returncode == 0 and "0 PDFs made, 3 reused" in run.stdout


def test_a_missing_font_is_told_of(workspace: Path, mappa: Run, tmp_path: Path) -> None:
    assert mappa("build", "--root", workspace).returncode == 0
    before = tree(workspace / "output")
    package = tmp_path / "fake" / "font_source_sans_pro"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    change(workspace, "synthetic-south")
    run = mappa("build", "--root", workspace, PYTHONPATH=f"{package.parent}:{PROJECT}")
    assert run.returncode == 3 and "SourceSansPro" in run.stderr and "Traceback" not in run.stderr
    assert tree(workspace / "output") == before
