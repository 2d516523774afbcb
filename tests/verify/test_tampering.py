"""Whatever is changed in a built website is found: with the manifest as it was, and with it mended."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.build.options import Options
from generator.report.review import Review, review
from generator.verify.site import untold, verify_folder
from generator.workspace import survey
from tests.conftest import DATA, run_mappa
from tests.verify.tampering import MANIFESTS, OF_FILES
from tests.verify.tampering.ways import Tampering, mend

#: What the small workspace has not: an address, headlines, a chart of the areas, what compares them.
ADDRESS = "address: https://example.org/reports\n"
MORE = """
headlines:
  - {figure: managed_in_year.level_2.category_1, label: managed in the year}
  - {figure: rate, label: "per 100,000"}
charts:
  - table: eligible
    title: Individuals by level
    panels: [[level_1], [level_2]]
    summary: >-
      Of {{ whole }}, {{ part }} ({{ share }}) are at {{ row }}; {{ column }} has most ({{ column_share }}).
  - {table: rate, title: Rates, areas: true}
comparisons:
  measures:
    returned:
      label: Returned
      of: returned_to_custody.level_2.category_1
      among: managed_in_year.level_2.category_1
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workspace with its website."""
    root = tmp_path_factory.mktemp("tampering") / "workspace"
    shutil.copytree(DATA / "workspace", root)
    with (root / "content/site.yaml").open("a") as file:
        file.write(ADDRESS)
    edition = root / "content/2023-24/edition.yaml"
    edition.write_text(edition.read_text().partition("\ncharts:")[0] + MORE)
    run = run_mappa("build", "--root", root)
    assert run.returncode == 0, run.stderr
    return root


@pytest.fixture(scope="module")
def reviewed(built: Path) -> Review:
    """The workspace, read once, as there are hundreds of copies."""
    return review(survey(built))


def read_back(built: Path, site: Path, reviewed: Review) -> list[str]:
    """The problems of a website, as they are told."""
    options = Options(built, site, built / ".cache", now=datetime.now(UTC))
    problems = verify_folder(reviewed, options, "site", untold).problems
    return [f"{problem.file}: {problem.message}" for problem in problems]


def test_a_sound_website_is_sound(built: Path, reviewed: Review) -> None:
    assert read_back(built, built / "output", reviewed) == []


def copied(built: Path, tmp_path: Path) -> Path:
    """A copy of the website with hard links, which a change replaces."""
    return Path(shutil.copytree(built / "output", tmp_path / "site", copy_function=os.link))


def check_found(problems: list[str], tampering: Tampering) -> None:
    assert any(problem.startswith(f"site/{tampering.path}") for problem in problems), problems


@pytest.mark.parametrize("tampering", [*OF_FILES, *MANIFESTS], ids=lambda tampering: tampering.words)
def test_what_was_changed_is_found(
    tampering: Tampering, built: Path, reviewed: Review, tmp_path: Path
) -> None:
    site = copied(built, tmp_path)
    tampering.change(site)
    check_found(read_back(built, site, reviewed), tampering)


@pytest.mark.parametrize("tampering", OF_FILES, ids=lambda tampering: tampering.words)
def test_a_mended_manifest_hides_nothing(
    tampering: Tampering, built: Path, reviewed: Review, tmp_path: Path
) -> None:
    site = copied(built, tmp_path)
    tampering.change(site)
    mend(site)
    check_found(read_back(built, site, reviewed), tampering)
