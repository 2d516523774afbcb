"""What reports say together: changes, totals, trends and places, from the small synthetic workspace."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from generator.model.figure import Figure
from generator.model.report import Report
from generator.report import compare
from generator.report.review import review
from generator.report.trends import Break, trends
from generator.workspace import survey


def reports_of(workspace: Path) -> dict[str, Report]:
    return {str(report.id): report for report in review(survey(workspace)).reports}


def figures(workspace: Path, path: str, old: str, new: str) -> None:
    file = workspace / "areas" / path / "statistics.yaml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def edition(workspace: Path, words: str, name: str = "2023-24") -> None:
    file = workspace / "content" / name / "edition.yaml"
    file.write_text(file.read_text() + words)


HEADLINES = """headlines:
  - {figure: eligible.level_1.category_1, label: at Level 1}
  - {figure: rate, label: rate}
"""


def test_a_change_is_that_on_the_year_before_alone(workspace: Path) -> None:
    figures(workspace, "synthetic-north/2024-25", "category_1: 100", "category_1: 104")
    edition(workspace, HEADLINES)
    reports = reports_of(workspace)
    now, then = reports["synthetic-north 2024-25"], reports["synthetic-north 2023-24"]
    assert compare.year_before(now, reports.values()) is then
    assert compare.year_before(then, reports.values()) is None
    first, rate = compare.headlines(now, then)
    assert first.label == "at Level 1" and first.figure == Figure(104)
    assert first.change is not None and first.change.edition == "2023-24"
    difference = first.change.difference
    assert difference == 104 - (then.figures["eligible.level_1.category_1"].value or 0)
    assert rate.change is not None and compare.headlines(now, None)[0].change is None


def test_no_change_over_a_new_definition_or_without_a_number(workspace: Path) -> None:
    edition(workspace, HEADLINES)
    edition(
        workspace, "tables: {rate: {definition: {since: 2024-25, words: Counted otherwise.}}}\n", "2024-25"
    )
    figures(workspace, "synthetic-north/2023-24", "category_1: 90", "category_1: suppressed")
    reports = reports_of(workspace)
    now, then = reports["synthetic-north 2024-25"], reports["synthetic-north 2023-24"]
    first, rate = compare.headlines(now, then)
    assert rate.change is None
    assert first.change is not None and first.change.difference is None
    trend = next(t for t in trends([now, then], ()) if t.table.key == "rate")
    assert trend.breaks == (Break("definition", 1, "2024-25", "Counted otherwise."),)
    assert trend.editions == ("2023-24", "2024-25")


def test_no_change_between_a_number_and_a_per_cent(workspace: Path) -> None:
    edition(workspace, HEADLINES)
    edition(workspace, "tables: {rate: {numbers: per cent}}\n", "2024-25")
    figures(workspace, "synthetic-north/2023-24", "rate: not available", "rate: 90")
    reports = reports_of(workspace)
    now, then = reports["synthetic-north 2024-25"], reports["synthetic-north 2023-24"]
    assert compare.headlines(now, then)[1].change is None
    trend = next(t for t in trends([now, then], ()) if t.table.key == "rate")
    assert trend.breaks == (Break("definition", 1, "2024-25"),)


def test_totals_are_of_the_areas_that_have_reported_and_rates_have_none(workspace: Path) -> None:
    edition(workspace, HEADLINES)
    own = [r for r in reports_of(workspace).values() if r.edition.name == "2024-25"]
    tables = {across.table.key: across for across in compare.across(own)}
    orders = tables["restrictive_orders"]
    assert orders.totals == (Figure(60), Figure(4)) and len(orders.reports) == 2
    # One area's figure is suppressed: their sum would give it away.
    eligible = dict(
        zip((c.key for c in tables["eligible"].table.cells), tables["eligible"].totals or (), strict=True)
    )
    assert eligible["eligible.level_2.category_1"] == Figure(marker="c")
    assert eligible["eligible.level_1.category_3"] == Figure(marker="z")
    assert [h.key for h in compare.edition_headlines(own, own)] == ["eligible.level_1.category_1", "rate"]
    edition(workspace, "tables: {rate: {measure: rate}}\n", "2024-25")
    own = [r for r in reports_of(workspace).values() if r.edition.name == "2024-25"]
    assert [h.key for h in compare.edition_headlines(own, own)] == ["eligible.level_1.category_1"]
    assert next(a for a in compare.across(own) if a.table.key == "rate").totals is None


def test_a_national_change_needs_the_same_areas_in_both_years(workspace: Path) -> None:
    edition(workspace, HEADLINES)
    reports = list(reports_of(workspace).values())
    own = [r for r in reports if r.edition.name == "2024-25"]
    assert compare.edition_headlines(own, reports)[0].change is None  # the South reported but once
    north = [r for r in own if r.area.slug == "synthetic-north"]
    assert compare.edition_headlines(north, reports)[0].change is not None


def test_a_national_figure_and_its_change_are_sums(workspace: Path) -> None:
    edition(workspace, HEADLINES)
    before = workspace / "areas/synthetic-south/2023-24"
    shutil.copytree(workspace / "areas/synthetic-north/2023-24", before)
    figures(workspace, "synthetic-south/2023-24", "category_1: 90", "category_1: 50")
    reports = list(reports_of(workspace).values())
    own = [r for r in reports if r.edition.name == "2024-25"]
    headline = compare.edition_headlines(own, reports)[0]
    assert (headline.label, headline.figure) == ("at Level 1", Figure(200))
    assert headline.change == compare.Change(Figure(200), Figure(140), "2023-24")


def test_reports_stand_by_year_and_by_the_area_s_name(workspace: Path) -> None:
    register = workspace / "content/areas.yaml"
    register.write_text(register.read_text().replace("name: Synthetic South", "name: A Synthetic South"))
    reports = list(reports_of(workspace).values())
    assert compare.editions_of(reports) == ("2024-25", "2023-24")
    assert [report.name for report in compare.of_edition(reports, "2024-25")] == [
        "A Synthetic South",
        "Synthetic North",
    ]
    assert [str(report.id) for report in compare.of_edition(reports, "2023-24")] == [
        "synthetic-north 2023-24"
    ]
    assert [report.edition.name for report in compare.newest_first(reversed(reports))] == [
        "2024-25",
        "2024-25",
        "2023-24",
    ]


def test_a_report_in_two_languages_counts_once(workspace: Path) -> None:
    reports = reports_of(workspace)
    north, south = reports["synthetic-north 2024-25"], reports["synthetic-south 2024-25"]
    before, welsh = reports["synthetic-north 2023-24"], replace(north, language="cy")
    all_of_them = (north, welsh, south, before)
    assert compare.once_each(all_of_them, "en") == (north, south, before)
    assert compare.once_each(all_of_them, "cy") == (welsh, south, before)
    assert compare.first_in((south, welsh), "cy") is welsh and compare.first_in((south,), "cy") is south
    table = compare.across((north, welsh), "cy")[0]
    assert table.reports[1][0] is welsh and len(table.reports) == 2


def test_bars_are_scaled_by_the_largest_figure_of_all_areas(workspace: Path) -> None:
    figures(workspace, "synthetic-south/2024-25", "category_1: 100", "category_1: 130")
    own = [r for r in reports_of(workspace).values() if r.edition.name == "2024-25"]
    tables = {across.table.key: across for across in compare.across(own)}
    assert tables["eligible"].largest == 146 and tables["rate"].largest == 120
    assert tables["rate"]._replace(reports=()).largest == 0


def test_places_among_areas(workspace: Path) -> None:
    edition(workspace, HEADLINES)
    edition(workspace, "tables: {rate: {measure: rate}}\n", "2024-25")
    figures(workspace, "synthetic-south/2024-25", "rate: 120", "rate: 90")
    reports = reports_of(workspace)
    north, south = reports["synthetic-north 2024-25"], reports["synthetic-south 2024-25"]
    for report, place in ((north, 1), (south, 2)):
        (standing,) = compare.standings(report, reports.values())
        assert (standing.place, standing.of, standing.shared) == (place, 2, 1)
    figures(workspace, "synthetic-south/2024-25", "rate: 90", "rate: 120")
    reports = reports_of(workspace)
    (standing,) = compare.standings(reports["synthetic-south 2024-25"], reports.values())
    assert (standing.place, standing.shared) == (1, 2)
    figures(workspace, "synthetic-south/2024-25", "rate: 120", "rate: suppressed")
    assert compare.standings(reports_of(workspace)["synthetic-south 2024-25"], reports.values()) == ()


def test_a_year_without_a_report_is_a_gap(workspace: Path) -> None:
    reports = reports_of(workspace)
    own = [reports["synthetic-north 2024-25"], reports["synthetic-north 2023-24"]]
    before = trends(own, ("2022-23", "2023-24", "2024-25"))
    assert before[0].editions == ("2023-24", "2024-25") and before[0].absent == frozenset()
    shutil.copytree(workspace / "content/2024-25", workspace / "content/2026-27")
    path = workspace / "content/2026-27/edition.yaml"
    text = path.read_text().replace("edition: 2024-25", "edition: 2026-27")
    path.write_text(text.replace("2025-03-31", "2027-03-31").replace("2024-04", "2026-04"))
    shutil.copytree(workspace / "areas/synthetic-north/2024-25", workspace / "areas/synthetic-north/2026-27")
    own = [report for name, report in reports_of(workspace).items() if name.startswith("synthetic-north")]
    trend = trends(own, ("2025-26",))[0]
    assert trend.editions == ("2023-24", "2024-25", "2025-26", "2026-27")
    assert trend.absent == {"2025-26"} and all(series.points[2] is None for series in trend.series)


def test_the_trend_of_what_was_counted_together_and_then_apart() -> None:
    """The project's own editions: cautions and convictions are one figure until 2023-24."""
    from generator.load.editions import load_editions
    from generator.load.files import FileReader
    from tests.conftest import PROJECT

    editions = load_editions(FileReader(survey(PROJECT)), ())
    tables = {name: national.edition.tables for name, national in editions.items() if national.edition}
    key = "notification_breaches"
    assert [row.key for row in tables["2023-24"][key].rows] == ["cautioned_or_convicted"]
    assert [row.key for row in tables["2024-25"][key].rows] == ["cautioned", "convicted"]
    definition = tables["2024-25"][key].definition
    assert definition is not None and definition.since == "2024-25"
    assert tables["2023-24"][key].definition is None


def test_a_sum_of_fewer_areas_than_the_year_before_says_so(workspace: Path) -> None:
    edition(workspace, HEADLINES)
    shutil.copytree(workspace / "areas/synthetic-north/2023-24", workspace / "areas/synthetic-south/2023-24")
    reports = list(reports_of(workspace).values())
    of_year = [r for r in reports if r.edition.name == "2024-25"]
    whole = compare.edition_headlines(of_year, reports)[0].change
    assert whole is not None and not whole.same_areas
    north = [r for r in of_year if r.area.slug == "synthetic-north"]
    part = compare.edition_headlines(north, reports)[0].change
    assert part is not None and part.same_areas and part.then == Figure(90)
