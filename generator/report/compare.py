"""Reports -> what they say together: changes, totals over areas, trends over years, places among areas.

In: reports that are published.  Out: plain values for the pages.  Pure; imports ``model`` and ``wording``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from generator.languages import Language
from generator.model.base import Words
from generator.model.figure import Figure, Number, total_of
from generator.model.report import Report, Table
from generator.source.markdown import fill


class Change(NamedTuple):
    """A figure beside that of the year before, where both can be compared."""

    now: Figure
    then: Figure
    #: The year before.
    edition: str

    @property
    def difference(self) -> Number | None:
        """How much more there is now; None if either is no number."""
        if self.now.value is None or self.then.value is None:
            return None
        return self.now.value - self.then.value


class Headline(NamedTuple):
    """A figure at the top of a page."""

    key: str
    label: str
    figure: Figure
    change: Change | None


class Across(NamedTuple):
    """A table of an edition across the areas that have reported: each area's table, and their totals.

    ``totals`` has a figure for each cell of the table, or None for a rate, which cannot be added up.
    """

    table: Table
    reports: tuple[tuple[Report, Table], ...]
    totals: tuple[Figure, ...] | None

    @property
    def largest(self) -> Number:
        """The largest figure of all, by which bars are scaled."""
        return max((cell.figure.value or 0 for _, table in self.reports for cell in table.cells), default=0)


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


class Standing(NamedTuple):
    """An area's place among those that have reported a figure: 1 is the highest."""

    headline: Headline
    place: int
    of: int
    shared: bool


def newest_first(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports by year, the newest first."""
    return tuple(sorted(reports, key=lambda report: report.edition.period.end, reverse=True))


def editions_of(reports: Iterable[Report]) -> tuple[str, ...]:
    """The names of the reports' editions, the newest first."""
    return tuple(dict.fromkeys(report.edition.name for report in newest_first(reports)))


def of_edition(reports: Iterable[Report], edition: str) -> tuple[Report, ...]:
    """The reports of an edition, in the order of the areas' names."""
    own = [report for report in reports if report.edition.name == edition]
    return tuple(sorted(own, key=lambda report: report.name))


def once_each(reports: Iterable[Report], language: Language) -> tuple[Report, ...]:
    """Each area's report of each edition once: that in a language, or else in the first of its languages.

    A report in two languages has the same figures twice; what counts areas or figures counts these.
    """
    chosen: dict[tuple[str, str], Report] = {}
    for report in reports:
        key = (report.area.slug, report.edition.name)
        if key not in chosen or report.language == language:
            chosen[key] = report
    return tuple(chosen.values())


def first_in(reports: Sequence[Report], language: Language) -> Report:
    """The report whose words stand for those of all: the first one in a language, or else the first."""
    return next((report for report in reports if report.language == language), reports[0])


def year_before(report: Report, reports: Iterable[Report]) -> Report | None:
    """The same area's report for the year that ended the day before this one's began, or None.

    ``reports`` have each area's report of an edition once, in whatever language.
    """
    last_day = report.edition.period.start - timedelta(days=1)
    for other in reports:
        if other.area.slug == report.area.slug and other.edition.period.end == last_day:
            return other
    return None


def comparable(key: str, now: Report, then: Report) -> bool:
    """Whether a figure counts the same thing in both reports; ``then`` is the earlier one."""
    table = key.partition(".")[0]
    return key in then.figures and key in now.figures and not _counts_otherwise(table, then, now)


def _counts_otherwise(key: str, before: Report, after: Report) -> bool:
    """Whether a table was defined anew since the earlier report, or changed between numbers and per cents."""
    table, earlier = after.edition.tables.get(key), before.edition.tables.get(key)
    if table is None or earlier is None:
        return False
    redefined = table.definition is not None and before.edition.name < table.definition.since
    return redefined or table.kind.per_cent != earlier.kind.per_cent


def change(key: str, now: Report, before: Report | None) -> Change | None:
    """A figure's change on the year before, if there is such a figure."""
    if before is None or not comparable(key, now, before):
        return None
    return Change(now.figures[key], before.figures[key], before.edition.name)


def headlines(report: Report, before: Report | None) -> tuple[Headline, ...]:
    """The figures at the top of a report, in the edition's order."""
    return tuple(
        Headline(
            headline.figure,
            _words(report, headline.label),
            report.figures[headline.figure],
            change(headline.figure, report, before),
        )
        for headline in report.edition.headlines
    )


def edition_headlines(
    reports: Sequence[Report], all_reports: Iterable[Report], language: Language = "en"
) -> tuple[Headline, ...]:
    """The headline figures of an edition's reports, added up; rates cannot be, and are left out.

    The change compares the areas that have reported in both years alone, and is there only if these are
    all the areas of this year, so that the sum and its change are about the same areas.
    """
    everything = tuple(all_reports)
    first = first_in(reports, language)
    pairs = [(report, year_before(report, everything)) for report in reports]
    found = []
    for headline in first.edition.headlines:
        key = headline.figure
        if first.edition.table_of(key).is_rate:
            continue
        now = total_of(report.figures[key] for report in reports)
        both = [before for report, before in pairs if before and comparable(key, report, before)]
        made = None
        if len(both) == len(reports):
            made = Change(now, total_of(before.figures[key] for before in both), both[0].edition.name)
        found.append(Headline(key, _words(first, headline.label), now, made))
    return tuple(found)


def across(reports: Sequence[Report], language: Language = "en") -> tuple[Across, ...]:
    """Each table of an edition across its reports.  ``reports`` are of one edition, and at least one."""
    found = []
    for table in first_in(reports, language).tables:
        own = tuple(
            (report, next(one for one in report.tables if one.key == table.key)) for report in reports
        )
        columns = zip(*(one.cells for _, one in own), strict=True)
        totals = tuple(total_of(cell.figure for cell in cells) for cells in columns)
        found.append(Across(table, own, totals if table.measure == "count" else None))
    return tuple(found)


def trends(reports: Iterable[Report], editions: Iterable[str]) -> tuple[Trend, ...]:
    """Each table of an area over its years; ``reports`` are one area's, and at least one.

    ``editions`` are those of the whole website: a year between two of the area's in which it has no report is
    a gap, not left out.
    """
    by_edition = {report.edition.name: report for report in reports}
    first, last = min(by_edition), max(by_edition)
    years = tuple(name for name in sorted({*editions, *by_edition}) if first <= name <= last)
    own = tuple(by_edition.get(name) for name in years)
    there = [report for report in own if report is not None]
    keys = list(dict.fromkeys(table.key for report in reversed(there) for table in report.tables))
    absent = frozenset(years) - set(by_edition)
    found = []
    for key in keys:
        tables = [table for report in there for table in report.tables if table.key == key]
        series = _series(key, own)
        lines = tuple(one for one in series if _is_line(tables[-1], one))
        title = _title(tables[-1], there)
        found.append(Trend(tables[-1], title, years, absent, series, lines, _breaks(key, own)))
    return tuple(found)


def _title(table: Table, reports: Sequence[Report]) -> str:
    """The table's heading over several years: a title that names a day has words of its own for that."""
    for report in reversed(reports):
        spec = report.edition.tables.get(table.key)
        if spec is not None and spec.over_years is not None:
            return _words(report, spec.over_years)
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
    there = [(position, report) for position, report in enumerate(reports) if report is not None]
    found = []
    for (_, before), (position, after) in pairwise(there):
        table = after.edition.tables.get(key)
        definition = table.definition if table else None
        redefined = definition is not None and before.edition.name < definition.since
        if _counts_otherwise(key, before, after) or _keys(key, before) != _keys(key, after):
            words = _words(after, definition.words) if definition and redefined else ""
            found.append((position, words))
    return tuple(found)


def _keys(table: str, report: Report) -> set[str]:
    return {name for name in report.figures if name.split(".")[0] == table}


def standings(report: Report, reports: Iterable[Report]) -> tuple[Standing, ...]:
    """The place of each rate among the areas of the same edition; ``reports`` are all of them.

    Counts follow from an area's size, so that only rates have a place.
    """
    found = []
    own = [other for other in reports if other.edition.name == report.edition.name]
    for headline in headlines(report, None):
        value = headline.figure.value
        if not report.edition.table_of(headline.key).is_rate or value is None:
            continue
        values = [v for other in own if (v := other.figures[headline.key].value) is not None]
        higher = sum(other > value for other in values)
        found.append(Standing(headline, higher + 1, len(values), values.count(value) > 1))
    return tuple(found)


def _words(report: Report, words: Words) -> str:
    """An edition's words in the report's language, with the report's facts in them."""
    return fill(words.in_language(report.language), report.facts)
