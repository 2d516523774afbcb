"""Sentences made from figures: the tables of ``tests/data/sentences``, case by case."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generator.load.editions import load_editions
from generator.load.files import FileReader
from generator.model.edition import Edition
from generator.model.figure import GAP_SIGN, Figure, Marker, total_of
from generator.model.report import BarPanel, Cell, Chart, Heading, Row, Table
from generator.render.charts import areas
from generator.render.charts.report import report_chart
from generator.render.charts.years import year_chart
from generator.render.headlines import _change
from generator.render.templates import Templates
from generator.report import compare, measures, ranking
from generator.report.trends import Break, Series, Trend
from generator.report.wording import figure_words
from generator.site.area import _standing
from generator.site.compare import _worked_out
from generator.site.data import Reporting
from generator.workspace import survey
from tests.conftest import DATA, PROJECT, templates_for

SENTENCES = DATA / "sentences"
MARKERS: dict[str, Marker] = {
    "not applicable": "z",
    "not available": "x",
    "suppressed": "c",
    "missing": "gap",
}


@cache
def templates() -> Templates:
    return templates_for(PROJECT)


@cache
def edition() -> Edition:
    national = load_editions(FileReader(survey(PROJECT)), ())["2024-25"].edition
    assert national is not None
    return national


def words(figure: Figure) -> str:
    return GAP_SIGN if figure.marker == "gap" else figure_words(figure, edition(), "en")


def said(template: str, macro: str, *values: Any) -> str:
    """What a macro says, as a reader gets it."""
    return " ".join(templates().words(template, "en", macro, *values).split())


def figure(text: str) -> Figure:
    text = text.strip().replace("-", " ")
    if text in MARKERS:
        return Figure(marker=MARKERS[text])
    plain = text.replace(",", "").removesuffix("%")
    return Figure(Decimal(plain) if "." in plain else int(plain), per_cent=text.endswith("%"))


def named_figures(text: str) -> list[tuple[str, list[Figure]]]:
    """“Kent 1 suppressed, Essex 2 3”: each area's or level's figures."""
    rows = []
    for piece in re.split(r", (?=[A-Z])", text):
        match = re.fullmatch(r"((?:Level )?\w+) (.+)", piece)
        assert match, piece
        spaced = re.sub(r"not (applicable|available)", r"not-\1", match[2])
        rows.append((match[1], [figure(one) for one in spaced.split()]))
    return rows


def change_words(case: dict[str, str]) -> str:
    kind = case["What is counted"]
    estimates = re.fullmatch(r"rate, (\S*) ?to (\S+)", kind)
    bases = compare.Bases(estimates[1], estimates[2]) if estimates else None
    now, then = figure(case["Now"]), figure(case["Year before"])
    change = compare.Change(now, then, "2023-24", kind.startswith("rate"), bases, kind.endswith("same areas"))
    return said("parts/words.html.jinja", "change", _change(change, edition(), "en"))


def area_words(case: dict[str, str]) -> str:
    rows = [(area, figures[0]) for area, figures in named_figures(case["Areas"])]
    return said("parts/chart.svg.jinja", "area_words", areas.spread_of(rows, words, "en"))


def grid(rows: list[tuple[str, list[Figure]]]) -> Table:
    """A table of categories with a total of each row, and one of all rows."""
    number = len(rows[0][1])
    columns = [
        Heading(f"category_{n}", f"Category {n}: what it is", False, short_form=f"Category {n}")
        for n in range(1, number + 1)
    ]
    columns.append(Heading("total", "Total", True))
    totals = [total_of(figures[place] for _, figures in rows) for place in range(number)]
    lines = []
    for label, figures in [*rows, ("Total", totals)]:
        keys = [column.key for column in columns]
        whole = total_of(one for _, each in rows for one in each) if label == "Total" else total_of(figures)
        cells = zip(keys, [*figures, whole], strict=True)
        row = tuple(Cell(f"t.{label}.{key}", one, label == "Total", key) for key, one in cells)
        lines.append(Row(Heading(label, label, label == "Total"), row))
    return Table("t", "Table", "Individuals", "Level", tuple(columns), tuple(lines), (), ())


def part_words(case: dict[str, str]) -> str:
    table = grid(named_figures(case["Areas"]))
    rows = [(row.heading.label, row) for row in table.rows[:-1]]
    return said("parts/chart.svg.jinja", "stack_words", areas._largest_part(rows, table.columns, "en"))


def report_words(case: dict[str, str]) -> str:
    table = grid(named_figures(case["Levels"]))
    summary = edition().charts[0].summary
    assert summary is not None
    sentences = {key: text.en for key, text in summary if text}
    chart = Chart("chart", "Title", table, (BarPanel(table.rows[:-1]),), sentences)
    return said("parts/chart.svg.jinja", "summary_words", report_chart(chart, words, "en"))


def chart_words(case: dict[str, str]) -> str:
    table = grid(named_figures(case["Levels"]))
    table = Table(**{**table.__dict__, "measure": "rate" if case["What is counted"] == "rate" else "count"})
    panels = tuple(BarPanel((row,)) for row in table.rows[:-1])
    chart = report_chart(Chart("chart", "Title", table, panels), words, "en")
    rows = " ".join(said("parts/chart.svg.jinja", "row_words", row) for row in chart.rows)
    return f"{said('parts/chart.svg.jinja', 'scale_words', chart)} {rows}"


def year_words(case: dict[str, str]) -> str:
    texts = re.split(r", ", case["Years"])
    points = tuple(None if text == "none" else figure(text) for text in texts)
    editions = tuple(f"20{20 + place}-{21 + place}" for place in range(len(points)))
    breaks = tuple(
        Break(kind, editions.index(year), year)  # type: ignore[arg-type]
        for kind, year in re.findall(r"(\w+) (\S+\d)", case["Breaks"])
    )
    table = grid([("Level 1", [Figure(1)])])
    table = Table(**{**table.__dict__, "measure": "rate" if case["What is counted"] == "rate" else "count"})
    series = Series("key", "label", "Orders", False, points)
    trend = Trend(table, "title", editions, frozenset(), (series,), (series,), breaks)
    sentence = said("parts/chart.svg.jinja", "year_words", year_chart(trend, series, "id", words, "en"))
    assert sentence.startswith("Line chart. Orders: ")
    return sentence.removeprefix("Line chart. Orders: ")


def place_words(case: dict[str, str]) -> str:
    key = "notification_rate_per_100_000"
    others = [] if case["Other areas"] == "none" else case["Other areas"].split(", ")
    label = edition().headlines[-1].model_copy(update={"label": edition().tables[key].title})
    label = label.model_copy(update={"label": label.label.model_copy(update={"en": "per head"})})
    of_year = edition().model_copy(update={"headlines": (label,)})
    reports: list[Any] = [
        SimpleNamespace(edition=of_year, language="en", facts={}, figures={key: figure(text)})
        for text in (case["This area"], *others)
    ]
    places = [_standing(one, of_year, words) for one in compare.standings(reports[0], reports)]
    return said("parts/words.html.jinja", "standing", places[0]) if places else ""


def reporting_words(case: dict[str, str]) -> str:
    number, register = int(case["Reported"]), int(case["Areas"])
    kind = "all" if number == register else "one" if number == 1 else "some"
    return said("parts/reporting.jinja", "reporting", Reporting(kind, number, register))  # type: ignore[arg-type]


def derived_words(case: dict[str, str]) -> str:
    """What is worked out, and how: “30.3%; 73 of 241”."""
    count, rate = "eligible.total.category_1", "notification_rate_per_100_000"
    managed, returned = "managed_in_year.total.total", "returned_to_custody.total.total"
    counted = figure(case["Counted"])
    figures = dict.fromkeys((cell.key for cell in edition().cells), Figure(1))
    if case["What it is"] == "population":
        key, figures[count], figures[rate] = "population", counted, figure(case["Base"])
    elif case["What it is"] == "rate":
        people, per = case["Base"].split(" at ")
        key, figures[managed] = "managed_rate", counted
        figures[count], figures[rate] = figure(people), figure(per)
    else:
        key, figures[returned], figures[managed] = "returned_share", counted, figure(case["Base"])
    report: Any = SimpleNamespace(edition=edition(), language="en", facts={}, figures=figures)
    measure = next(one for one in measures.measures(report) if one.key == key)
    shown = _worked_out(measure, words, "en")
    pieces = (said("parts/measures.jinja", name, shown) for name in ("value", "how"))
    return "; ".join(piece for piece in pieces if piece)


def dots_words(case: dict[str, str]) -> str:
    named = [(area, figures[0]) for area, figures in named_figures(case["Areas"])]
    not_compared = None
    if case["Not compared"] != "none":
        estimates = re.fullmatch(r"(\S*) ?to (\S+)", case["Not compared"])
        bases = compare.Bases(estimates[1], estimates[2]) if estimates else None
        not_compared = ranking.NotCompared("2023-24", bases)
    middle = ranking.median_of(one for _, one in named)
    plot = SimpleNamespace(
        spread=areas.spread_of(named, words, "en"),
        median=SimpleNamespace(words=words(middle)) if middle else None,
        not_compared=not_compared,
    )
    return said("parts/dots.html.jinja", "dots_words", plot)


SAY = {
    "change": change_words,
    "areas": area_words,
    "parts": part_words,
    "report": report_words,
    "chart": chart_words,
    "years": year_words,
    "place": place_words,
    "reporting": reporting_words,
    "derived": derived_words,
    "dots": dots_words,
}


def cases(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rows]


ALL = [
    pytest.param(kind, case, id=f"{kind}: {case['Situation']}")
    for kind in SAY
    for case in cases(SENTENCES / f"{kind}.md")
]


def test_there_is_a_table_for_each_kind_of_sentence() -> None:
    assert {path.stem for path in SENTENCES.glob("*.md")} == {*SAY, "README"} and len(ALL) >= 60


@pytest.mark.parametrize(("kind", "case"), ALL)
def test_a_sentence_says_what_the_figures_say(kind: str, case: dict[str, str]) -> None:
    assert SAY[kind](case) == case["Sentence"]
