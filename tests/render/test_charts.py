"""Charts: what is drawn, what is said of it, and that four kinds of nothing look different."""

from __future__ import annotations

import itertools
from pathlib import Path

import lxml.html
import pytest

from generator.model.figure import Figure
from generator.render import chart
from generator.report import compare
from generator.report.compare import Series, Trend
from tests.conftest import Run
from tests.report.test_compare import edition, figures, reports_of

KINDS = {
    "0": Figure(0),
    "z": Figure(marker="z"),
    "x": Figure(marker="x"),
    "c": Figure(marker="c"),
    "5": Figure(5),
}


def words(figure: Figure) -> str:
    return str(figure.value) if figure.value is not None else f"[{figure.marker}]"


def test_zero_missing_suppressed_and_not_applicable_look_different(workspace: Path) -> None:
    report = next(iter(reports_of(workspace).values()))
    looks = {}
    for name, figure in KINDS.items():
        drawing = chart.area_bars([(report, figure), (report, Figure(10))], words)
        looks[name] = [(box.kind, box.width) for box in drawing.boxes if box.y < chart.ROW_HEIGHT]
        assert drawing.texts[1].words == words(figure)
    assert looks["5"] == [(0, chart.AREA_LENGTH / 2)]
    assert looks["0"][0][0] == "zero" and looks["x"][0][0] == "x" and looks["c"][0][0] == "c"
    assert looks["z"] == []
    for one, other in itertools.combinations(looks.values(), 2):
        assert one != other


def trend_of(*points: Figure | None, breaks: tuple[tuple[int, str], ...] = ()) -> tuple[Trend, Series]:
    series = Series("key", "label", "label", False, points)
    editions = tuple(f"20{20 + place}-{21 + place}" for place in range(len(points)))
    return Trend(None, "title", editions, frozenset(), (series,), (series,), breaks), series  # type: ignore[arg-type]


def lines(drawing: chart.Drawing, kind: str) -> int:
    return sum(line.kind == kind for line in drawing.lines)


def test_a_line_stops_at_a_break_and_at_what_is_no_number() -> None:
    whole = chart.line(*trend_of(Figure(1), Figure(2), Figure(3)), words)
    assert lines(whole, "data") == 1 and len(whole.dots) == 3 and lines(whole, "break") == 0
    broken = chart.line(*trend_of(Figure(1), Figure(2), Figure(3), breaks=((2, ""),)), words)
    assert lines(broken, "break") == 1
    assert [len(line.points) for line in broken.lines if line.kind == "data"] == [2]
    gap = chart.line(*trend_of(Figure(1), Figure(marker="c"), Figure(3)), words)
    assert lines(gap, "data") == 0 and len(gap.dots) == 2 and [box.kind for box in gap.boxes] == ["c"]
    absent = chart.line(*trend_of(None, Figure(2), Figure(3)), words)
    assert lines(absent, "data") == 1 and len(absent.dots) == 2 and absent.boxes == ()


@pytest.mark.parametrize("number", [1, 2, 3, 10])
def test_every_mark_of_a_line_is_inside_its_drawing(number: int) -> None:
    drawing = chart.line(*trend_of(*(Figure(10**place) for place in range(number))), words)
    for line in drawing.lines:
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in line.points)
    assert all(0 < dot.x < drawing.width and 0 < dot.y < drawing.height for dot in drawing.dots)


def test_the_descriptions_say_direction_size_and_exception(workspace: Path, mappa: Run) -> None:
    edition(workspace, "  - {table: rate, title: Rate by area, areas: true}\n")
    edition(workspace, "tables: {rate: {measure: rate}}\n", "2024-25")
    figures(workspace, "synthetic-north/2024-25", "rate: 120", "rate: 131")
    figures(workspace, "synthetic-north/2023-24", "rate: not available", "rate: 118")
    assert mappa("build", "--only", "html", "--root", workspace).returncode == 0
    page = lxml.html.parse(workspace / "output/areas/synthetic-north/index.html").getroot()
    said = [" ".join(title.text.split()) for title in page.iter("title") if title.getparent().tag == "svg"]
    wanted = "Line chart. Per 100,000 population: up from 118 in 2023-24 to 131 in 2024-25, 13 more."
    assert wanted in said
    page = lxml.html.parse(workspace / "output/2024-25/index.html").getroot()
    drawn = page.find(".//svg/title").text
    assert "Among 2 areas the figure runs from 120 in Synthetic South to 131 in Synthetic North." in drawn
    figures(workspace, "synthetic-south/2024-25", "rate: 120", "rate: suppressed")
    assert mappa("build", "--only", "html", "--root", workspace).returncode == 0
    page = lxml.html.parse(workspace / "output/2024-25/index.html").getroot()
    assert "1 area has no figure." in page.find(".//svg/title").text


def test_stacked_bars_end_where_their_total_stands(workspace: Path) -> None:
    own = [r for r in reports_of(workspace).values() if r.area.slug == "synthetic-north"]
    eligible = next(a for a in compare.across(own[:1]) if a.table.key == "eligible")
    rows = chart.area_rows(eligible, "total")
    drawing = chart.stacked_bars(rows, ("Category 1", "Category 3"), words)
    parts = [box for box in drawing.boxes if box.y > chart.ROW_HEIGHT]
    assert [box.kind for box in parts] == [0, 1] and parts[0].x + parts[0].width == pytest.approx(
        parts[1].x, abs=0.2
    )
    assert sum(box.width for box in parts) == pytest.approx(chart.AREA_LENGTH, abs=0.2)
    assert [text.words for text in drawing.legend] == ["Category 1", "Category 3"]


def test_a_wrong_chart_or_headline_is_named(workspace: Path, mappa: Run) -> None:
    edition(workspace, "  - {table: eligible, title: Wrong, areas: true, row: level_9}\n")
    edition(workspace, "headlines:\n  - {figure: eligible.level_9, label: wrong}\n")
    run = mappa("check", "--root", workspace)
    assert run.returncode == 1 and run.stdout.count("level_9") >= 1 and "wrong-value" in run.stdout
