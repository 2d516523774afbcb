"""An area's figures over the years: a series for each, with its gaps and breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from generator.model.figure import Figure
from generator.model.lineage import Name, whole_of
from generator.model.report import Report, Table
from generator.report.compare import Bases, adds_otherwise, bases, counts_otherwise, edition_words


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


class Break(NamedTuple):
    """From where on figures cannot be compared with those before.

    ``kind``: what is counted was given a new ``definition``; a rate rests on another population estimate
    (``base``); a total adds up other rows or columns (``parts``).
    """

    kind: Literal["definition", "base", "parts"]
    #: The position of the first edition behind it that the area has, and the year since when it is so.
    position: int
    year: str
    #: The edition's words for a new definition.
    words: str = ""
    bases: Bases | None = None
    #: The keys of the series that it concerns; None if these are all of the table.
    keys: frozenset[str] | None = None

    def concerns(self, series: Series) -> bool:
        """Whether it is a break in a series."""
        return self.keys is None or series.key in self.keys


class Trend(NamedTuple):
    """A table of an area over the years.

    ``lines`` are the series that are drawn, ``series`` all of them, for the table beneath.
    """

    table: Table
    title: str
    editions: tuple[str, ...]
    #: The editions for which the area has no report.
    absent: frozenset[str]
    series: tuple[Series, ...]
    lines: tuple[Series, ...]
    breaks: tuple[Break, ...]


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
        of_tables.append(Trend(newest, title, years, absent, series, lines, tuple(_breaks(name, by_year))))
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


def _breaks(name: Name, reports: Sequence[Report | None]) -> Iterator[Break]:
    """Where the table's figures are of another kind than in the last report before that has the table.

    A table that is new in a year, or is not there in one, is none by that.
    """
    known = [
        (position, report, key)
        for position, report in enumerate(reports)
        if report is not None and (key := report.lineage.keys.get(name)) in report.edition.shown_tables
    ]
    newest_keys = {report.lineage.name(cell): cell for _, report, _ in known for cell in report.figures}
    for (_, before, _), (position, after, key) in pairwise(known):
        assert key is not None
        year = after.edition.name
        is_redefined = counts_otherwise(key, before, after)
        if is_redefined:
            definition = after.edition.redefinition(key, before.edition.name)
            if definition is not None:
                yield Break("definition", position, definition.since, edition_words(after, definition.words))
            else:
                yield Break("definition", position, year)
        estimates = bases(key, before, after)
        if estimates:
            yield Break("base", position, year, bases=estimates)
        totals = _changed_totals(name, before, after)
        if _is_split(name, before, after) and not is_redefined:
            yield Break("definition", position, year, keys=frozenset())
        if totals and not is_redefined:
            yield Break("parts", position, year, keys=frozenset(newest_keys[total] for total in totals))


def _is_split(table: Name, before: Report, after: Report) -> bool:
    """Whether what one of two reports counts together the other counts apart."""
    then, now = (
        {name for name in map(report.lineage.name, report.figures) if name[: len(table)] == table}
        for report in (before, after)
    )
    return any(whole_of(name) in now for name in then - now) or any(
        whole_of(name) in then for name in now - then
    )


def _changed_totals(table: Name, before: Report, after: Report) -> frozenset[Name]:
    """The names of the table's totals that add up other figures than before."""
    names = {key: after.lineage.name(key) for key in after.edition.parts_of_totals}
    return frozenset(
        name
        for key, name in names.items()
        if name[: len(table)] == table and adds_otherwise(key, before, after)
    )
