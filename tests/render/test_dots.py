"""A dot plot: its scale, and a row for each area."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from generator.model.figure import Number
from generator.render.charts.dots import DotPlot, dot_plot, scale_steps
from generator.report import compare
from generator.report.review import review
from generator.report.wording import figure_words
from generator.workspace import survey

SCALES: list[tuple[Number, tuple[int, ...]]] = [
    (0, (0,)),
    (1, (0, 1)),
    (4, (0, 1, 2, 3, 4)),
    (7, (0, 2, 4, 6)),
    (49, (0, 10, 20, 30, 40)),
    (132, (0, 50, 100)),
    (158, (0, 50, 100, 150)),
    (1000, (0, 200, 400, 600, 800, 1000)),
    (Decimal("0.4"), (0,)),
    (Decimal("131.6"), (0, 50, 100)),
]


@pytest.mark.parametrize(("highest", "steps"), SCALES)
def test_a_scale_has_round_steps_and_ends_below_the_highest_value(
    highest: Number, steps: tuple[int, ...]
) -> None:
    assert scale_steps(highest) == steps


def plot(workspace: Path, north: str, south: str) -> DotPlot:
    edition = workspace / "content/2024-25/edition.yaml"
    chart = "charts: [{table: rate, title: Rates, areas: true, form: dots}]\n"
    edition.write_text(edition.read_text().replace("mid-2024", "mid-2022") + chart)
    for area, rate in (("north", north), ("south", south)):
        path = workspace / f"areas/synthetic-{area}/2024-25/statistics.yaml"
        path.write_text(path.read_text().replace("rate: 120", f"rate: {rate}"))
    path = workspace / "areas/synthetic-north/2023-24/statistics.yaml"
    path.write_text(path.read_text().replace("rate: not available", "rate: 60"))
    reports = review(survey(workspace)).reports
    of_year = compare.of_edition(reports, "2024-25")
    (spec,) = (one for one in of_year[0].edition.charts if one.form == "dots")
    (across,) = (one for one in compare.across(of_year) if one.table.key == spec.table)
    return dot_plot(
        spec,
        across,
        reports,
        lambda report: report.area.slug,
        lambda figure: figure_words(figure, of_year[0].edition, "en"),
        "en",
    )


def test_places_are_to_scale(workspace: Path) -> None:
    found = plot(workspace, "120", "30")
    north, south = found.rows
    assert (north.name, north.href, north.words) == ("Synthetic North", "synthetic-north", "120")
    assert (north.x, north.before_x, south.x, south.before_x) == ("97.00%", "49.50%", "25.75%", "")
    assert [tick.words for tick in found.ticks] == ["0", "50", "100"]
    assert (found.year, found.year_before, north.before) == ("2024-25", "2023-24", "60")


def test_the_scale_holds_last_year_s_figures_too(workspace: Path) -> None:
    north, south = plot(workspace, "30", "20").rows
    assert (north.x, north.before_x, south.x) == ("49.50%", "97.00%", "33.67%")


def test_an_area_without_a_number_has_no_dot(workspace: Path) -> None:
    found = plot(workspace, "suppressed", "0")
    south, north = found.rows
    assert (south.x, south.words) == ("2.00%", "0")
    assert (north.x, north.before_x, north.words, north.marker) == ("", "", "suppressed", "c")
    assert found.year_before == "", "of a year without a dot the key says nothing"
