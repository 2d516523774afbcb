"""One figure of each area, the highest first, beside that of the year before where they may be compared."""

from __future__ import annotations

import re
from pathlib import Path

from generator.report import compare
from generator.report.ranking import NotCompared, Ranking, ranking
from generator.report.review import review
from generator.workspace import survey

RATE = "tables: {rate: {measure: rate, rate: {of: eligible.total.category_1, per: 100000}}}\n"


def ranked(
    workspace: Path, rates: dict[str, str], before: str, more: str, estimate: str = "mid-2022"
) -> Ranking:
    """The areas by their rates; ``before`` is that of the north in the year before."""
    edition = workspace / "content/2024-25/edition.yaml"
    text = re.sub(r"en: mid-2024", f"en: {estimate}", edition.read_text())
    edition.write_text(text + more)
    for area, rate in rates.items():
        path = workspace / f"areas/synthetic-{area}/2024-25/statistics.yaml"
        path.write_text(path.read_text().replace("rate: 120", f"rate: {rate}"))
    path = workspace / "areas/synthetic-north/2023-24/statistics.yaml"
    path.write_text(path.read_text().replace("rate: not available", f"rate: {before}"))
    reports = review(survey(workspace)).reports
    tables = compare.across(compare.of_edition(reports, "2024-25"))
    (table,) = (one for one in tables if one.table.key == "rate")
    return ranking(table, None, reports)


def shown(ranking: Ranking) -> list[tuple[str, int | None, int | None]]:
    return [
        (
            one.report.area.slug.removeprefix("synthetic-"),
            one.figure.value,
            one.before.value if one.before else None,
        )  # type: ignore[misc]
        for one in ranking.areas
    ]


def test_the_highest_is_first_with_last_year_s_figure(workspace: Path) -> None:
    found = ranked(workspace, {"south": "130"}, "110", RATE)
    assert shown(found) == [("south", 130, None), ("north", 120, 110)]
    assert found.year == "2023-24" and found.not_compared is None
    assert found.median is None, "two figures have no middle one"


def test_what_is_no_number_is_last(workspace: Path) -> None:
    found = ranked(workspace, {"north": "suppressed", "south": "0"}, "110", RATE)
    assert shown(found) == [("south", 0, None), ("north", None, 110)]


def test_another_estimate_is_not_compared(workspace: Path) -> None:
    found = ranked(workspace, {}, "110", RATE, "mid-2024")
    assert shown(found) == [("north", 120, None), ("south", 120, None)] and found.year == ""
    assert found.not_compared == NotCompared("2023-24", compare.Bases("mid-2022", "mid-2024"))


def test_what_was_counted_differently_is_not_compared(workspace: Path) -> None:
    more = "tables: {rate: {definition: {since: 2024-25, words: Counted anew.}}}\n"
    found = ranked(workspace, {}, "110", more)
    assert shown(found) == [("north", 120, None), ("south", 120, None)]
    assert found.not_compared == NotCompared("2023-24", None)
