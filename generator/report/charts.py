"""The charts of an edition and the tables of a report -> the report's charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.languages import Language
from generator.model.chart import ChartSpec
from generator.model.edition import Edition
from generator.model.report import BarPanel, Chart, Table
from generator.source.markdown import fill


def charts_of(
    edition: Edition, tables: tuple[Table, ...], facts: Mapping[str, str], language: Language
) -> Iterator[Chart]:
    """The charts of some tables, in the edition's order, with the words of a report."""
    for chart in edition.charts:
        for table in tables:
            if table.key == chart.table and chart.panels:
                panels = tuple(
                    BarPanel(tuple(row for row in table.rows if row.heading.key in panel))
                    for panel in chart.panels
                )
                title = fill(chart.title.in_language(language), facts)
                yield Chart(f"chart-{table.id}", title, table, panels, _summary(chart, facts, language))


def _summary(chart: ChartSpec, facts: Mapping[str, str], language: Language) -> dict[str, str]:
    """The sentences of a chart by their keys."""
    sentences = dict(chart.summary) if chart.summary else {}
    return {key: fill(words.in_language(language), facts) for key, words in sentences.items() if words}
