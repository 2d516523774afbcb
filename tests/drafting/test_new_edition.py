"""The file of a new edition: what it says, what it leaves to the editor, what `mappa check` makes of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from generator.drafting.new_edition import edition_text, next_period
from generator.load.editions import LoadedEdition, load_editions
from generator.load.files import FileReader
from generator.model.days import Period
from generator.workspace import survey
from tests.conftest import DATA, Run


def newest(root: Path) -> LoadedEdition:
    return list(load_editions(FileReader(survey(root)), ()).values())[-1]


def test_each_key_that_must_be_said_anew_has_a_remark_and_last_year_s_value(workspace: Path) -> None:
    lines = edition_text("2025-26", newest(workspace)).splitlines()
    said = {line.split(":")[0].strip(): line for line in lines if line.strip() and line[0] != "#"}
    assert list(said) == [
        "edition", "extends", "period", "snapshot", "population", "name", "en", "cy", "published", "release",
    ]  # fmt: skip
    assert said["extends"] == "extends: 2024-25"
    assert said["period"].split("  ")[0] == "period: {start: 2025-04-01, end: 2026-03-31}"
    assert said["period"].endswith("  # in 2024-25: {start: 2024-04-01, end: 2025-03-31}")
    assert said["snapshot"].startswith("snapshot: …  ")
    assert said["snapshot"].endswith("  # in 2024-25: 2025-03-31")
    assert said["release"].startswith("release: not yet  ")
    assert said["cy"].split() == ["cy:", "…", "#", "in", "2024-25:", "canol", "2024"]
    for name in ("period", "snapshot", "population", "release"):
        assert lines[lines.index(said[name]) - 1].startswith("# "), name


def test_what_the_newest_said_first_is_named(workspace: Path) -> None:
    assert "#   words: is\n" in edition_text("2025-26", newest(workspace))
    text = edition_text("2025", newest(DATA / "safeguarding"))
    assert "#   content/2024/sections/partners.md\n" in text
    assert "snapshot" not in text and "population" not in text and "…" not in text


def test_check_names_each_gap_at_its_line_and_the_areas_can_begin(workspace: Path, mappa: Run) -> None:
    assert mappa("new", "--edition", "2025-26", "--root", workspace).returncode == 0
    file = workspace / "content/2025-26/edition.yaml"
    run = mappa("check", "--format", "json", "--root", workspace)
    problems = json.loads(run.stdout)
    lines = file.read_text().splitlines()
    assert [(p["file"], p["code"]) for p in problems] == [("content/2025-26/edition.yaml", "empty-value")] * 4
    gaps = [lines[problem["line"] - 1].split(":")[0].strip() for problem in problems]
    assert gaps == ["snapshot", "en", "cy", "published"]
    assert all(lines[p["line"] - 1][p["column"] - 1] == "…" for p in problems)
    run = mappa("new", "synthetic-north", "2025-26", "--root", workspace)
    assert run.returncode == 0 and "has not finished the edition 2025-26" in run.stdout
    assert mappa("build", "--root", workspace).returncode == 1
    assert not (workspace / "output/2025-26").exists()
    words = {"snapshot: …": "snapshot: 2026-03-31", "en: …": "en: mid-2025", "cy: …": "cy: canol 2025"}
    text = file.read_text().replace("published: …", "published: 2026-07-30")
    for gap, word in words.items():
        text = text.replace(gap, word)
    file.write_text(text)
    assert mappa("check", "--edition", "2025-26", "synthetic-south", "--root", workspace).returncode == 0


def test_what_the_newest_has_none_of_is_said_again(workspace: Path, mappa: Run) -> None:
    """An edition before the newest had a snapshot: without a line for it, the new one would lack it."""
    for path in (*workspace.glob("content/*/edition.yaml"), *workspace.glob("content/*/sections/*.md")):
        text = path.read_text().replace("{{ snapshot }}", "{{ edition }}")
        path.write_text(text.replace("snapshot: 2025-03-31", "snapshot:"))
    assert mappa("check", "--root", workspace).returncode == 0
    assert mappa("new", "--edition", "2025-26", "--root", workspace).returncode == 0
    path = workspace / "content/2025-26/edition.yaml"
    assert "\nsnapshot:    " in path.read_text() and "# in 2024-25: none" in path.read_text()
    assert "snapshot" not in mappa("check", "--root", workspace).stdout


def test_people_by_area_are_asked_for_anew(workspace: Path, mappa: Run) -> None:
    path = workspace / "content/2024-25/edition.yaml"
    path.write_text(
        path.read_text().replace(
            "published: 2025-07-30", "published: 2025-07-30, areas: {synthetic-north: 90}"
        )
    )
    assert mappa("new", "--edition", "2025-26", "--root", workspace).returncode == 0
    text = (workspace / "content/2025-26/edition.yaml").read_text()
    (line,) = (line for line in text.splitlines() if "synthetic-north" in line)
    assert line.split() == ["synthetic-north:", "…", "#", "in", "2024-25:", "90"]
    said = json.loads(mappa("check", "--format", "json", "--root", workspace).stdout)
    assert {problem["code"] for problem in said} == {"empty-value"} and len(said) == 5


@pytest.mark.parametrize(
    ("start", "end", "years", "next_start", "next_end"),
    [
        ("2024-04-01", "2025-03-31", 1, "2025-04-01", "2026-03-31"),
        ("2024-01-01", "2024-12-31", 1, "2025-01-01", "2025-12-31"),
        ("2024-01-01", "2024-12-31", 3, "2027-01-01", "2027-12-31"),
        ("2023-03-01", "2024-02-29", 1, "2024-03-01", "2025-02-28"),
        ("2022-03-01", "2023-02-28", 1, "2023-03-01", "2024-02-29"),
        ("2024-02-29", "2025-02-27", 1, "2025-02-28", "2026-02-27"),
        ("2024-01-01", "2025-03-31", 1, None, None),
    ],
)
def test_the_next_period(
    start: str, end: str, years: int, next_start: str | None, next_end: str | None
) -> None:
    later = next_period(Period(start=date.fromisoformat(start), end=date.fromisoformat(end)), years)
    assert (later and str(later.start)) == next_start and (later and str(later.end)) == next_end


def test_a_period_that_is_no_year_is_the_editor_s(workspace: Path, mappa: Run) -> None:
    path = workspace / "content/2024-25/edition.yaml"
    path.write_text(path.read_text().replace("end: 2025-03-31", "end: 2025-06-30"))
    assert mappa("new", "--edition", "2025-26", "--root", workspace).returncode == 0
    assert "period: {start: …, end: …}" in (workspace / "content/2025-26/edition.yaml").read_text()
    said = mappa("check", "--root", workspace).stdout
    assert "“period: start” is still to be filled in" in said
