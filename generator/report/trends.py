"""An area's figures over the years: a series for each, with its gaps and breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.model.figure import Figure
from generator.model.lineage import Name
from generator.model.report import Report, Table
from generator.report.compare import counts_otherwise, edition_words


class Series(NamedTuple):
    """One figure of an area over the years: a point for each edition, None where there is no such figure.

    Its key and its labels are those of the newest edition that has it.
    """

    key: str
    label: str
    #: Its label where it stands for its whole row.
    short: str
    total: bool
    points: tuple[Figure | None, ...]


class Trend(NamedTuple):
    """A table of an area over the years.

    ``lines`` are the series that are drawn, ``series`` all of them, for the table beneath.  ``breaks`` are
    the positions of the editions from which on it is counted otherwise, each with the words for it.
    """

    table: Table
    title: str
    editions: tuple[str, ...]
    #: The editions for which the area has no report.
    absent: frozenset[str]
    series: tuple[Series, ...]
    lines: tuple[Series, ...]
    breaks: tuple[tuple[int, str], ...]


def trends(reports: Iterable[Report], editions: Iterable[str]) -> tuple[Trend, ...]:
    """Each table of an area over its years; ``reports`` are one area's, and at least one.

    ``editions`` are those of the whole website: a year between two of the area's in which it has no report is
    a gap, not left out.
    """
    by_edition = {report.edition.name: report for report in reports}
    first, last = min(by_edition), max(by_edition)
    years = tuple(name for name in sorted({*editions, *by_edition}) if first <= name <= last)
    by_year = tuple(by_edition.get(name) for name in years)
    known = [report for report in by_year if report is not None]
    absent = frozenset(years) - set(by_edition)
    names = dict.fromkeys(
        report.lineage.name(table.key) for report in reversed(known) for table in report.tables
    )
    of_tables = []
    for name in names:
        newest = [table for table in _of_years(name, by_year) if table is not None][-1]
        series = _series(name, by_year)
        lines = tuple(one for one in series if _is_line(newest, one))
        title = _title(name, newest, known)
        of_tables.append(Trend(newest, title, years, absent, series, lines, _breaks(name, by_year)))
    return tuple(of_tables)


def _of_years(name: Name, reports: Iterable[Report | None]) -> list[Table | None]:
    """The table of a name in each report; None where there is no report, or none in it."""
    keys = [report.lineage.keys.get(name) if report else None for report in reports]
    return [
        next((table for table in report.tables if table.key == key), None) if report else None
        for report, key in zip(reports, keys, strict=True)
    ]


def _title(name: Name, table: Table, reports: Sequence[Report]) -> str:
    """The table's heading over several years: a title that names a day has words of its own for that."""
    for report in reversed(reports):
        spec = report.edition.tables.get(report.lineage.keys.get(name, ""))
        if spec is not None and spec.over_years is not None:
            return edition_words(report, spec.over_years)
    return table.title


def _series(table: Name, reports: Sequence[Report | None]) -> tuple[Series, ...]:
    """Every figure of a table over the years, those that older editions alone have first."""
    words: dict[Name, tuple[str, str, str, bool]] = {}
    figures: list[dict[Name, Figure]] = []
    for report, of_year in zip(reports, _of_years(table, reports), strict=True):
        figures.append({})
        if report is None or of_year is None:
            continue
        labels = of_year.labels(short=True)
        for row in of_year.rows:
            for cell in row.cells:
                name = report.lineage.name(cell.key)
                figures[-1][name] = cell.figure
                words[name] = (cell.key, labels[cell.key], row.heading.label, cell.total)
    return tuple(Series(*own, tuple(year.get(name) for year in figures)) for name, own in words.items())


def _is_line(table: Table, series: Series) -> bool:
    """Whether a series is drawn: every figure of a list, and of a grid each row's total."""
    if len(table.columns) == 1:
        return True
    last = table.columns[-1]
    return series.key.endswith(f".{last.key}") if last.total else False


def _breaks(name: Name, reports: Sequence[Report | None]) -> tuple[tuple[int, str], ...]:
    """Where the table is counted otherwise than in the report before, and the edition's words for it."""
    known = [(position, report) for position, report in enumerate(reports) if report is not None]
    breaks = []
    for (_, before), (position, after) in pairwise(known):
        key = after.lineage.keys.get(name, "")
        table = after.edition.tables.get(key)
        definition = table.definition if table else None
        redefined = definition is not None and before.edition.name < definition.since
        if counts_otherwise(key, before, after) or _figures(name, before) != _figures(name, after):
            words = edition_words(after, definition.words) if definition and redefined else ""
            breaks.append((position, words))
    return tuple(breaks)


def _figures(table: Name, report: Report) -> set[Name]:
    """The names over the years of a table's figures."""
    names = map(report.lineage.name, report.figures)
    return {name for name in names if name[: len(table)] == table}
