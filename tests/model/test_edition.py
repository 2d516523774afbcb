"""What follows from an edition and from the register without any area's figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.load import Loaded, load
from generator.model.area import Area, area_names, usual_facts
from generator.model.base import Translated
from generator.model.edition import Edition
from generator.report.earlier import year_before
from generator.workspace import survey


def add(workspace: Path, words: str) -> None:
    path = workspace / "content/2024-25/edition.yaml"
    path.write_text(path.read_text() + words)


def loaded(workspace: Path) -> Loaded:
    return load(survey(workspace))


def newest(workspace: Path) -> Edition:
    edition = loaded(workspace).editions["2024-25"].edition
    assert edition is not None
    return edition


def area(slug: str, *facts: str) -> Area:
    return Area(slug=slug, name=Translated(en=slug), facts={key: Translated(en=key) for key in facts})


def test_figures_are_of_the_day_of_the_snapshot_or_of_the_period_s_end(workspace: Path) -> None:
    path = workspace / "content/2024-25/edition.yaml"
    path.write_text(path.read_text().replace("snapshot: 2025-03-31", "snapshot: 2025-02-01"))
    assert newest(workspace).reference_date == date(2025, 2, 1)
    path.write_text(path.read_text().replace("snapshot: 2025-02-01", "snapshot:"))
    (workspace / "content/2023-24/sections/about.md").write_text("Text.\n")
    add(workspace, "tables: {eligible: {title: Individuals}}\n")
    edition = newest(workspace)
    assert edition.snapshot is None and edition.reference_date == date(2025, 3, 31)
    assert "snapshot" not in edition.facts


def test_what_is_made_is_dated_by_the_last_day_that_is_known(workspace: Path) -> None:
    edition = newest(workspace)
    assert edition.dated == date(2025, 7, 30)
    bare = edition.model_copy(update={"population": None, "snapshot": None})
    assert bare.dated == date(2025, 3, 31)


def test_the_year_before_is_found_without_a_snapshot(workspace: Path) -> None:
    path = workspace / "content/2023-24/edition.yaml"
    path.write_text(
        path.read_text().replace("snapshot: 2024-03-31", "snapshot:").replace("{{ snapshot }}", "it")
    )
    (workspace / "content/2023-24/sections/about.md").write_text("Text.\n")
    everything = loaded(workspace)
    north = next(one for one in everything.submissions if str(one.id) == "synthetic-north 2024-25")
    before = year_before(everything, north)
    assert before is not None and before.edition.name == "2023-24"


@pytest.mark.parametrize(
    ("words", "places", "per_cent", "is_rate"),
    [
        ("{}", 0, False, False),
        ("{measure: rate}", 0, False, True),
        ("{numbers: decimal}", 1, False, False),
        ("{numbers: decimal, places: 2}", 2, False, False),
        ("{numbers: per cent}", 0, True, True),
        ("{numbers: per cent, places: 1}", 1, True, True),
    ],
)
def test_the_kind_of_a_table_s_numbers(
    words: str, places: int, per_cent: bool, is_rate: bool, workspace: Path
) -> None:
    add(workspace, f"tables: {{rate: {words}}}\n")
    table = newest(workspace).tables["rate"]
    assert (table.kind.places, table.kind.per_cent, table.is_rate) == (places, per_cent, is_rate)


def test_what_most_areas_tell_is_what_texts_may_name() -> None:
    areas = [area("one", "county", "mayor"), area("two", "county"), area("three", "county")]
    assert usual_facts(areas) == {"county"}
    assert usual_facts([areas[1], areas[0], areas[2]]) == {"county"}
    assert area_names(areas) == {"area.name", "area.county"}
    assert usual_facts([]) == frozenset() and area_names([]) == {"area.name"}
