"""An area's figures over its years: what is drawn, its title, and from when on it is counted otherwise."""

from __future__ import annotations

from pathlib import Path

from generator.model.figure import Figure
from generator.report.review import review
from generator.report.trends import Trend, trends
from generator.workspace import survey


def add(workspace: Path, words: str) -> None:
    """Adds lines to the newest edition."""
    path = workspace / "content/2024-25/edition.yaml"
    path.write_text(path.read_text() + words)


def trends_of_the_north(workspace: Path) -> dict[str, Trend]:
    reports = review(survey(workspace)).reports
    own = [report for report in reports if report.area.slug == "synthetic-north"]
    assert len(own) == 2
    return {trend.table.key: trend for trend in trends(own, ())}


def test_of_a_grid_each_row_s_total_is_drawn_and_of_a_list_every_figure(workspace: Path) -> None:
    found = trends_of_the_north(workspace)
    assert [line.key for line in found["eligible"].lines] == [
        "eligible.level_1.total",
        "eligible.level_2.total",
        "eligible.total.total",
    ]
    assert found["managed_in_year"].lines == ()
    orders = found["restrictive_orders"]
    assert orders.lines == orders.series and [line.label for line in orders.lines] == [
        "All",
        "With travel restriction",
    ]
    level = found["eligible"].series[0]
    assert (level.label, level.short, level.total) == ("Level 1, Category 1", "Level 1", False)
    assert level.points == (Figure(90), Figure(100))
    assert [series.total for series in found["eligible"].series[:3]] == [False, False, True]
    assert found["rate"].series[0].points == (Figure(marker="x"), Figure(120))


def test_a_title_that_names_a_day_has_other_words_over_the_years(workspace: Path) -> None:
    assert trends_of_the_north(workspace)["eligible"].title == "Individuals on 31 March 2025"
    add(workspace, "tables: {eligible: {over_years: 'Individuals in {{ area.name }}'}}\n")
    found = trends_of_the_north(workspace)
    assert found["eligible"].title == "Individuals in Synthetic North"
    assert found["rate"].title == "Rate"


def test_a_new_row_is_no_break_in_the_others(workspace: Path) -> None:
    add(
        workspace,
        "relations: {travel-restriction-above-orders: }\n"
        "tables: {restrictive_orders: {rows: [{key: all, label: Orders}]}}\n",
    )
    path = workspace / "areas/synthetic-north/2024-25/statistics.yaml"
    before, _, after = path.read_text().partition("restrictive_orders:\n")
    after = after[after.index("returned_to_custody") : after.index("notes:")]
    path.write_text(f"{before}restrictive_orders: {{all: 32}}\n{after}")
    found = trends_of_the_north(workspace)
    assert found["restrictive_orders"].breaks == ()
    assert [series.points for series in found["restrictive_orders"].series] == [
        (Figure(30), None),
        (Figure(2), None),
        (None, Figure(32)),
    ]
    assert [trend.breaks for key, trend in found.items() if key != "restrictive_orders"] == [()] * 4
