"""Reports -> what they say together: changes on the year before, totals over areas, places among areas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from generator.languages import Language
from generator.model.base import Words
from generator.model.figure import Figure, Number, total_of
from generator.model.lineage import whole_of
from generator.model.report import Report, Table
from generator.source.markdown import fill


class Bases(NamedTuple):
    """The population estimates behind a rate in two years, where they differ; empty where none is named."""

    then: str
    now: str


class Change(NamedTuple):
    """A figure beside that of the year before, where both count the same thing."""

    now: Figure
    then: Figure
    #: The year before.
    edition: str
    is_rate: bool = False
    #: What the two rest on, if that differs: then their difference is not told.
    bases: Bases | None = None
    #: Whether it is the sum of the same areas in both years, and other areas had figures in the year before.
    same_areas: bool = False

    @property
    def is_count(self) -> bool:
        """Whether things were counted, so that there can be more or fewer of them."""
        return self.now.is_count and not self.is_rate

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


class Standing(NamedTuple):
    """An area's place among those that have published a figure: 1 is the highest."""

    headline: Headline
    place: int
    of: int
    #: How many areas have the same figure, this one included.
    shared: int


def newest_first(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports by year, the newest first."""
    return tuple(sorted(reports, key=lambda report: report.edition.in_time, reverse=True))


def editions_of(reports: Iterable[Report]) -> tuple[str, ...]:
    """The names of the reports' editions, the newest first."""
    return tuple(dict.fromkeys(report.edition.name for report in newest_first(reports)))


def of_edition(reports: Iterable[Report], edition: str) -> tuple[Report, ...]:
    """The reports of an edition, in the order of the areas' names."""
    chosen = [report for report in reports if report.edition.name == edition]
    return tuple(sorted(chosen, key=lambda report: report.name))


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
    of_area = (other for other in reports if other.area.slug == report.area.slug)
    return next(iter(edition_before(report, of_area)), None)


def edition_before(report: Report, reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports, of any area, for the year that ended the day before this report's began."""
    last_day = report.edition.period.start - timedelta(days=1)
    return tuple(other for other in reports if other.edition.period.end == last_day)


def key_before(key: str, now: Report, then: Report) -> str | None:
    """The key of a figure in an earlier report; None if it is not there, or does not count the same thing."""
    earlier = now.lineage.same(key, then.lineage)
    if earlier is None or key not in now.figures or earlier not in then.figures:
        return None
    if counts_otherwise(key.partition(".")[0], then, now) or adds_otherwise(key, then, now):
        return None
    return earlier


def counts_otherwise(key: str, before: Report, after: Report) -> bool:
    """Whether a table was defined anew since the earlier report, or changed between numbers and per cents."""
    earlier = after.lineage.same(key, before.lineage)
    if earlier not in before.edition.tables or key not in after.edition.tables:
        return False
    return after.edition.counts_otherwise(key, before.edition, earlier)


def adds_otherwise(key: str, before: Report, after: Report) -> bool:
    """Whether a total adds up other figures than in the earlier report; a part counts as its whole."""
    earlier = after.lineage.same(key, before.lineage)
    then, now = before.edition.parts_of_totals.get(earlier or ""), after.edition.parts_of_totals.get(key)
    if then is None or now is None:
        return False
    names_then, names_now = map(before.lineage.name, then), map(after.lineage.name, now)
    return {*map(whole_of, names_then)} != {*map(whole_of, names_now)}


def bases(key: str, before: Report, after: Report) -> Bases | None:
    """The population estimates that a table rests on in two reports; None if it is the same or none.

    Raises KeyError if the later one has no such table.
    """
    if not after.edition.other_estimate(key.partition(".")[0], before.edition):
        return None
    then, now = before.edition.population, after.edition.population
    language = after.language
    return Bases(
        then.name.in_language(language) if then else "", now.name.in_language(language) if now else ""
    )


def change(key: str, now: Report, before: Report | None) -> Change | None:
    """A figure's change on the year before, if there is such a figure."""
    earlier = key_before(key, now, before) if before is not None else None
    if before is None or earlier is None:
        return None
    return Change(
        now.figures[key],
        before.figures[earlier],
        before.edition.name,
        now.edition.table_of(key).is_rate,
        bases(key, before, now),
    )


def headlines(report: Report, before: Report | None) -> tuple[Headline, ...]:
    """The figures at the top of a report, in the edition's order."""
    return tuple(
        Headline(
            headline.figure,
            edition_words(report, headline.label),
            report.figures[headline.figure],
            change(headline.figure, report, before),
        )
        for headline in report.edition.shown_headlines
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
    of_year = once_each(everything, language)
    sums = []
    for headline in first.edition.shown_headlines:
        key = headline.figure
        if first.edition.table_of(key).is_rate:
            continue
        now = total_of(report.figures[key] for report in reports)
        changes = [one for report, before in pairs if (one := change(key, report, before)) is not None]
        since = None
        if len(changes) == len(reports):
            year = changes[0].edition
            others = sum(report.edition.name == year for report in of_year) > len(changes)
            since = Change(now, total_of(one.then for one in changes), year, same_areas=others)
        sums.append(Headline(key, edition_words(first, headline.label), now, since))
    return tuple(sums)


def across(reports: Sequence[Report], language: Language = "en") -> tuple[Across, ...]:
    """Each table of an edition across its reports.  ``reports`` are of one edition, and at least one."""
    tables = []
    for table in first_in(reports, language).tables:
        of_areas = tuple(
            (report, next(other for other in report.tables if other.key == table.key)) for report in reports
        )
        columns = zip(*(area_table.cells for _, area_table in of_areas), strict=True)
        totals = tuple(total_of(cell.figure for cell in cells) for cells in columns)
        tables.append(Across(table, of_areas, totals if table.measure == "count" else None))
    return tuple(tables)


def standings(report: Report, reports: Iterable[Report]) -> tuple[Standing, ...]:
    """The place of each rate among the areas of the same edition; ``reports`` are all of them.

    Counts follow from an area's size, so that only rates have a place.
    """
    places = []
    same_year = [other for other in reports if other.edition.name == report.edition.name]
    for headline in headlines(report, None):
        value = headline.figure.value
        if not report.edition.table_of(headline.key).is_rate or value is None:
            continue
        values = [v for other in same_year if (v := other.figures[headline.key].value) is not None]
        higher = sum(other > value for other in values)
        places.append(Standing(headline, higher + 1, len(values), values.count(value)))
    return tuple(places)


def edition_words(report: Report, words: Words) -> str:
    """An edition's words in the report's language, with the report's facts in them."""
    return fill(words.in_language(report.language), report.facts)
