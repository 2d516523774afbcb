"""An area's figures over the years: a series for each, with its gaps and breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.model.figure import Figure
from generator.model.report import Report, Table
from generator.report.compare import counts_otherwise, edition_words


class Series(NamedTuple):
    """One figure of an area over the years: a point for each edition, None where there is no such figure."""

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
    keys = list(dict.fromkeys(table.key for report in reversed(known) for table in report.tables))
    absent = frozenset(years) - set(by_edition)
    of_tables = []
    for key in keys:
        newest = [table for report in known for table in report.tables if table.key == key][-1]
        series = _series(key, by_year)
        lines = tuple(one for one in series if _is_line(newest, one))
        title = _title(newest, known)
        of_tables.append(Trend(newest, title, years, absent, series, lines, _breaks(key, by_year)))
    return tuple(of_tables)


def _title(table: Table, reports: Sequence[Report]) -> str:
    """The table's heading over several years: a title that names a day has words of its own for that."""
    for report in reversed(reports):
        spec = report.edition.tables.get(table.key)
        if spec is not None and spec.over_years is not None:
            return edition_words(report, spec.over_years)
    return table.title


def _series(key: str, reports: Sequence[Report | None]) -> tuple[Series, ...]:
    """Every figure of a table over the years, those that older editions alone have first."""
    names: dict[str, tuple[str, str, bool]] = {}
    for table in (table for report in reports if report for table in report.tables if table.key == key):
        labels = table.labels(short=True)
        for row in table.rows:
            for cell in row.cells:
                names[cell.key] = (labels[cell.key], row.heading.label, cell.total)
    return tuple(
        Series(name, *words, tuple(report.figures.get(name) if report else None for report in reports))
        for name, words in names.items()
    )


def _is_line(table: Table, series: Series) -> bool:
    """Whether a series is drawn: every figure of a list, and of a grid each row's total."""
    if len(table.columns) == 1:
        return True
    last = table.columns[-1]
    return series.key.endswith(f".{last.key}") if last.total else False


def _breaks(key: str, reports: Sequence[Report | None]) -> tuple[tuple[int, str], ...]:
    """Where the table is counted otherwise than in the report before, and the edition's words for it."""
    known = [(position, report) for position, report in enumerate(reports) if report is not None]
    breaks = []
    for (_, before), (position, after) in pairwise(known):
        table = after.edition.tables.get(key)
        definition = table.definition if table else None
        redefined = definition is not None and before.edition.name < definition.since
        if counts_otherwise(key, before, after) or _keys(key, before) != _keys(key, after):
            words = edition_words(after, definition.words) if definition and redefined else ""
            breaks.append((position, words))
    return tuple(breaks)


def _keys(table: str, report: Report) -> set[str]:
    return {name for name in report.figures if name.split(".")[0] == table}
