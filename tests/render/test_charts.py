"""Charts: what is drawn, what is said of it, and that four kinds of nothing look different."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.languages import wording
from generator.model.chart import ChartSpec
from generator.model.figure import Figure
from generator.model.report import BarPanel, Cell, Chart, Heading, Row, Table
from generator.render.charts import areas, years
from generator.render.charts.areas import Extreme, Spread, area_chart
from generator.render.charts.bars import SHARE_LENGTH, report_bars
from generator.render.charts.marks import ROW_HEIGHT, Drawing, Share
from generator.render.charts.report import report_chart
from generator.render.charts.years import Course, year_chart
from generator.report import compare
from generator.report.trends import Break, Series, Trend
from tests.conftest import Run
from tests.render.test_sentences import grid
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


def test_zero_missing_suppressed_and_not_applicable_look_different() -> None:
    looks = {}
    for name, figure in KINDS.items():
        bars = {bar.area: bar for bar in areas.area_bars([("One", figure), ("Other", Figure(10))], words)}
        looks[name] = [(part.kind, part.length) for part in bars["One"].parts]
        assert bars["One"].words == words(figure)
    assert looks["5"] == [(0, 50)]
    assert looks["0"][0][0] == "zero" and looks["x"][0][0] == "x" and looks["c"][0][0] == "c"
    assert looks["z"] == []
    for one, other in itertools.combinations(looks.values(), 2):
        assert one != other


def trend_of(*points: Figure | None, breaks: tuple[Break, ...] = ()) -> tuple[Trend, Series]:
    series = Series("key", "label", "label", False, points)
    editions = tuple(f"20{20 + place}-{21 + place}" for place in range(len(points)))
    table = Table("t", "Title", "Unit", "", (), (), (), ())
    return Trend(table, "title", editions, frozenset(), (series,), (series,), breaks), series


def lines(drawing: Drawing, kind: str) -> int:
    return sum(line.kind == kind for line in drawing.lines)


def test_a_line_stops_at_a_break_and_at_what_is_no_number() -> None:
    whole = years.line(*trend_of(Figure(1), Figure(2), Figure(3)), words)
    assert lines(whole, "data") == 1 and len(whole.dots) == 3 and lines(whole, "break") == 0
    broken = years.line(
        *trend_of(Figure(1), Figure(2), Figure(3), breaks=(Break("definition", 2, "2022-23"),)), words
    )
    assert lines(broken, "break") == 1
    assert [len(line.points) for line in broken.lines if line.kind == "data"] == [2]
    gap = years.line(*trend_of(Figure(1), Figure(marker="c"), Figure(3)), words)
    assert lines(gap, "data") == 0 and len(gap.dots) == 2 and [box.kind for box in gap.boxes] == ["c"]
    absent = years.line(*trend_of(None, Figure(2), Figure(3)), words)
    assert lines(absent, "data") == 1 and len(absent.dots) == 2 and absent.boxes == ()


@pytest.mark.parametrize("number", [1, 2, 3, 10])
def test_every_mark_of_a_line_is_inside_its_drawing(number: int) -> None:
    drawing = years.line(*trend_of(*(Figure(10**place) for place in range(number))), words)
    for line in drawing.lines:
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in line.points)
    assert all(0 < dot.x < drawing.width and 0 < dot.y < drawing.height for dot in drawing.dots)


def test_the_descriptions_say_direction_size_and_exception(workspace: Path, mappa: Run) -> None:
    edition(workspace, "  - {table: rate, title: Rate by area, areas: true}\n")
    edition(workspace, "tables: {rate: {measure: rate}}\n", "2024-25")
    figures(workspace, "synthetic-north/2024-25", "rate: 120", "rate: 131")
    figures(workspace, "synthetic-north/2023-24", "rate: not available", "rate: 118")
    assert mappa("build", "--only", "html", "--root", workspace).returncode == 0
    page = lxml.html.parse(workspace / "preview/areas/synthetic-north/index.html").getroot()
    said = [" ".join(title.text.split()) for title in page.iter("title") if title.getparent().tag == "svg"]
    wanted = "Line chart. Per 100,000 population: up from 118 in 2023-24 to 131 in 2024-25."
    assert wanted in said
    page = lxml.html.parse(workspace / "preview/2024-25/index.html").getroot()
    drawn = page.get_element_by_id("chart-table-rate-words").text
    assert "Among 2 areas the figure runs from 120 in Synthetic South to 131 in Synthetic North." in drawn
    figures(workspace, "synthetic-south/2024-25", "rate: 120", "rate: suppressed")
    assert mappa("build", "--only", "html", "--root", workspace).returncode == 0
    page = lxml.html.parse(workspace / "preview/2024-25/index.html").getroot()
    assert "1 area has no figure." in page.get_element_by_id("chart-table-rate-words").text


def test_stacked_bars_end_where_their_total_stands(workspace: Path) -> None:
    own = [r for r in reports_of(workspace).values() if r.area.slug == "synthetic-north"]
    eligible = next(a for a in compare.across(own[:1]) if a.table.key == "eligible")
    spec = ChartSpec(table="eligible", title="Title", areas=True, row="total")
    chart = area_chart(spec, eligible, words, "en")
    parts = chart.bars[0].parts
    assert [part.kind for part in parts] == [0, 1]
    assert parts[0].start + parts[0].length == pytest.approx(parts[1].start, abs=0.02)
    assert sum(part.length for part in parts) == pytest.approx(100, abs=0.02)
    assert chart.legend == ("Category 1", "Category 3")


def test_bars_stand_in_the_order_of_their_figures_and_those_without_one_last() -> None:
    rows = [("A", Figure(3)), ("B", Figure(marker="c")), ("C", Figure(7)), ("D", Figure(3)), ("E", Figure(0))]
    assert [bar.area for bar in areas.area_bars(rows, words)] == ["C", "A", "D", "E", "B"]


@given(
    st.lists(
        st.lists(
            st.one_of(st.integers(0, 9000).map(Figure), st.sampled_from(list(KINDS.values()))),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_no_bar_is_longer_than_its_place(rows: list[list[Figure]]) -> None:
    columns = [Heading(f"c{place}", f"Column {place}", False) for place in range(3)]
    cells = [
        [Cell(f"t.r.c{place}", figure, False, f"Column {place}") for place, figure in enumerate(row)]
        for row in rows
    ]
    heading = Heading("r", "Row", False)
    named = [(str(place), Row(heading, tuple(row))) for place, row in enumerate(cells)]
    for bar in areas.stacked_bars(named, columns, words):
        end = 0.0
        for part in bar.parts:
            assert part.start == pytest.approx(end, abs=0.02)
            end = part.start + part.length
        assert end <= 100.02


def test_a_wrong_chart_or_headline_is_named(workspace: Path, mappa: Run) -> None:
    edition(workspace, "  - {table: eligible, title: Wrong, areas: true, row: level_9}\n")
    edition(workspace, "headlines:\n  - {figure: eligible.level_9, label: wrong}\n")
    run = mappa("check", "--root", workspace)
    assert run.returncode == 1 and run.stdout.count("level_9") >= 1 and "wrong-value" in run.stdout


def test_what_is_said_of_the_areas_is_a_choice_with_its_numbers() -> None:
    def spread(*figures: Figure) -> Spread:
        rows = [(f"Area {place}", figure) for place, figure in enumerate(figures)]
        return areas.spread_of(rows, words, "en")

    low, high = Extreme("3", 1, "Area 2"), Extreme("7", 1, "Area 1")
    assert spread(Figure(5), Figure(7), Figure(3)) == Spread("range", 3, 0, low, high)
    assert spread(Figure(5), Figure(marker="c"), Figure(5)).kind == "same"
    alone = Extreme("5", 1, "Area 1")
    assert spread(Figure(marker="c"), Figure(5)) == Spread("alone", 1, 1, alone, alone)
    assert spread(Figure(marker="c"), Figure(marker="x")) == Spread("none", 0, 2)


def test_what_is_said_of_the_years_is_a_choice_with_its_numbers() -> None:
    def course(*points: Figure | None) -> Course:
        return year_chart(*trend_of(*points), "id", words, "en").courses[0]

    up = Course("up", "2020-21", "1000", "2022-23", "3500", "2,500")
    assert course(Figure(1000), None, Figure(3500), Figure(marker="c")) == up
    assert course(Figure(5), Figure(9), Figure(2))[0:6:5] == ("down", "3")
    assert course(Figure(5), Figure(9), Figure(5)).kind == "same"
    assert course(Figure(marker="x"), Figure(5)) == Course("once", "2021-22", "5")
    assert course(None, Figure(marker="x")) == Course("never")
    broken = trend_of(Figure(1), Figure(2), breaks=(Break("definition", 1, "2021-22"),))
    assert [one.kind for one in year_chart(*broken, "id", words, "en").courses] == ["once here"] * 2


def test_the_largest_part_is_that_of_all_areas_together(workspace: Path) -> None:
    reports = [r for r in reports_of(workspace).values() if r.edition.name == "2024-25"]
    eligible = next(a for a in compare.across(reports) if a.table.key == "eligible")
    chart = area_chart(ChartSpec(table="eligible", title="Title", row="level_1"), eligible, words, "en")
    part = chart.largest_part
    assert part is not None and part.areas == 2 and part.name == "Category 1" and chart.spread is None
    whole = sum(r.figures["eligible.level_1.category_1"].value or 0 for r in reports)
    assert (part.part, part.whole, part.share) == (
        str(whole),
        str(whole),
        Share("exact", wording.share(1, 1, "en")),
    )


def test_a_report_s_chart_says_each_row_and_its_largest_row_and_column(workspace: Path) -> None:
    report = reports_of(workspace)["synthetic-north 2024-25"]
    (drawn,) = (chart for section in report.sections for chart in section.charts)
    chart = report_chart(drawn, words, "en")
    assert chart.drawing == report_bars(drawn, words, "en") and chart.id == drawn.key
    first = chart.rows[0]
    assert first.label == "Level 1" and first.total == words(report.figures["eligible.level_1.total"])
    figure = words(report.figures["eligible.level_1.category_1"])
    assert first.bars[0] == ("Category 1", figure, Share("exact", "100.0%"))
    assert first.bars[1].figure == "[z]" and first.bars[1].share is None
    assert chart.summary is not None and chart.summary.row == "Level 1"
    assert chart.summary.whole == words(report.figures["eligible.total.total"])
    figures(workspace, "synthetic-north/2024-25", "category_1: 100", "category_1: suppressed")
    report = reports_of(workspace)["synthetic-north 2024-25"]
    (drawn,) = (chart for section in report.sections for chart in section.charts)
    withheld = report_chart(drawn, words, "en")
    assert withheld.summary is None and withheld.rows[0].total == ""


def test_a_column_that_does_not_apply_leaves_no_largest_one(workspace: Path) -> None:
    figures(workspace, "synthetic-north/2024-25", "category_3: 32", "category_3: not applicable")
    report = reports_of(workspace)["synthetic-north 2024-25"]
    assert report.figures["eligible.total.total"].value == 114
    (drawn,) = (chart for section in report.sections for chart in section.charts)
    assert report_chart(drawn, words, "en").summary is None


def test_nothing_is_added_up_of_which_a_part_is_suppressed(workspace: Path) -> None:
    reports = [r for r in reports_of(workspace).values() if r.edition.name == "2024-25"]
    eligible = next(a for a in compare.across(reports) if a.table.key == "eligible")
    spec = ChartSpec(table="eligible", title="Title", row="level_2")
    part = area_chart(spec, eligible, words, "en").largest_part
    assert part is not None and (part.kind, part.areas, part.without) == ("one", 1, 1)
    assert (part.area, part.name, part.part, part.whole) == ("Synthetic North", "Category 3", "32", "46")
    rows = [(report.name, table.rows[1]) for report, table in eligible.reports]
    assert "[c]" in [bar.words for bar in areas.stacked_bars(rows, eligible.table.columns, words)]
    figures(workspace, "synthetic-north/2024-25", "category_3: 32", "category_3: not available")
    reports = [r for r in reports_of(workspace).values() if r.edition.name == "2024-25"]
    eligible = next(a for a in compare.across(reports) if a.table.key == "eligible")
    none = area_chart(spec, eligible, words, "en").largest_part
    assert none is not None and (none.kind, none.without, none.whole) == ("none", 2, "")


def test_bars_without_a_total_end_with_none_where_a_part_is_suppressed(workspace: Path) -> None:
    figures(workspace, "synthetic-north/2024-25", "{category_1: 20", "{category_1: suppressed")
    report = reports_of(workspace)["synthetic-north 2024-25"]
    table = next(table for table in report.tables if table.key == "managed_in_year")
    (bar,) = areas.stacked_bars([("North", table.rows[0])], table.columns, words)
    assert (bar.area, bar.words) == ("North", "[c]"), "not 40, which is what is left"


def test_the_largest_row_is_not_told_where_a_row_is_not_known(workspace: Path) -> None:
    report = reports_of(workspace)["synthetic-north 2024-25"]
    (drawn,) = (chart for section in report.sections for chart in section.charts)
    assert report_chart(drawn, words, "en").summary is not None
    first, *others = drawn.table.rows
    hidden = first._replace(cells=tuple(cell._replace(figure=KINDS["c"]) for cell in first.cells))
    table = replace(drawn.table, rows=(hidden, *others))
    assert report_chart(drawn._replace(table=table), words, "en").summary is None


def bars(rows: dict[str, list[Figure]], measure: str = "count", panels: int = 1) -> Drawing:
    """The chart of a table whose columns are Category 1, 2 … and Total."""
    table = grid(list(rows.items()))
    table = replace(table, measure=measure)  # type: ignore[arg-type]
    plain = table.rows[:-1]
    parts = (plain,) if panels == 1 else tuple((row,) for row in plain)
    chart = Chart("chart", "Title", table, tuple(BarPanel(part) for part in parts))
    return report_bars(chart, words, "en")


def test_groups_of_thousands_and_of_a_few_are_drawn_as_shares_to_one_scale() -> None:
    drawing = bars({"Level 1": [Figure(3000), Figure(1000)], "Level 2": [Figure(3), Figure(1)]})
    assert [box.width for box in drawing.boxes] == [SHARE_LENGTH * part for part in (0.75, 0.25, 0.75, 0.25)]
    assert [text.whole for text in drawing.texts if text.bold] == ["4000", "4"]
    assert [text.words for text in drawing.texts if text.anchor == "middle"] == ["0%", "50%", "100%"]
    axis = [line for line in drawing.lines if line.points[0][1] == line.points[1][1]]
    assert [line.points[1][0] - line.points[0][0] for line in axis] == [SHARE_LENGTH]


def test_no_share_is_drawn_of_a_group_of_which_a_part_is_not_known() -> None:
    drawing = bars({"Level 1": [Figure(30), KINDS["c"]], "Level 2": [Figure(3), Figure(1)]})
    first = [box for box in drawing.boxes if box.y < 3 * ROW_HEIGHT]
    assert [box.kind for box in first] == ["c"]
    assert [text.unshared for text in drawing.texts if text.bold] == [True, False]


def test_figures_that_cannot_be_added_up_have_an_axis_for_each_panel() -> None:
    drawing = bars(
        {"Level 1": [Figure(320), Figure(80)], "Level 2": [Figure(3), Figure(1)]}, "rate", panels=2
    )
    ticks = [text.words for text in drawing.texts if text.muted]
    assert ticks == ["0", "200", "0", "2"]
    assert all(
        0 <= x <= drawing.width and 0 <= y <= drawing.height for line in drawing.lines for x, y in line.points
    )
    assert all(text.share is None and not text.whole for text in drawing.texts)


def test_a_label_without_room_beside_its_bar_stands_above_it() -> None:
    table = grid([("Level 1", [Figure(3), Figure(1)])])
    long = "People in care homes that are not run by a council"
    columns = tuple(
        column._replace(label=long, short_form="") if column.key == table.columns[0].key else column
        for column in table.columns
    )
    chart = Chart("chart", "Title", replace(table, columns=columns), (BarPanel(table.rows[:1]),))
    drawing = report_bars(chart, words, "en")
    assert {box.x for box in drawing.boxes} == {0}
    label, *others = (text for text in drawing.texts if text.words.startswith("People"))
    assert label.words.endswith("…") and not others
    assert all(box.y >= label.y for box in drawing.boxes)
