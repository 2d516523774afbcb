"""The page that sets any two areas of an edition side by side; without its script, a list of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Literal, NamedTuple

from generator.languages import Language, wording
from generator.model.edition import Edition
from generator.model.figure import Figure, Marker, Number
from generator.model.report import Report, Table
from generator.render import address
from generator.render.charts.marks import Share, Words, share_of
from generator.render.frame import links_from
from generator.render.links import FileLink
from generator.render.titles import Title, compare_title
from generator.report import compare
from generator.report.measures import Measure, compared_tables, measures
from generator.report.notes import joint_notes, place_of
from generator.report.wording import figure_words
from generator.site.data import SiteData


class ComparedFigure(NamedTuple):
    """A figure of an area as the page has it: one that was published, or one that is worked out.

    ``kind`` says how it is worked out and so which words stand behind it.  ``words`` is the figure itself;
    that of a share is ``share``.  The others stand in the words behind it, as far as they are numbers.
    """

    key: str
    kind: Literal["published", "population", "rate", "share"]
    label: str
    words: str
    marker: Marker | None
    share: Share | None = None
    low: str = ""
    high: str = ""
    #: What was counted, and what it is a share of; for a population its rate.
    of: str = ""
    among: str = ""
    per: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether it lies between no two others."""
        return self.low == self.high


class NoteOnFigure(NamedTuple):
    """A note on a figure, with the title of its table or the line that it hangs on."""

    about: str
    text: str


class ComparedArea(NamedTuple):
    """An area with the link to its report, its figures and its own notes on them."""

    slug: str
    name: str
    href: str
    figures: tuple[ComparedFigure, ...]
    notes: tuple[NoteOnFigure, ...]


class ComparePage(NamedTuple):
    """What the page shows; ``whole`` leads to the page of the edition."""

    title: Title
    edition: Edition
    whole: str
    #: The label of the population and the title of its rate's table; empty where there is none.
    population: str
    rate: str
    areas: tuple[ComparedArea, ...]
    #: The notes that all areas have.
    notes: tuple[NoteOnFigure, ...]
    files: tuple[FileLink, ...]


def compare_page(data: SiteData, name: str) -> str:
    """The page of an edition that has a report.  Raises jinja2.TemplateError if its template fails."""
    path = address.compare_page(name, data.language)
    link_to = links_from(path)
    reports = data.of_edition(name)
    edition = reports[0].edition
    areas = tuple(_area(data, report, path) for report in reports)
    population = edition.comparisons.population
    is_told = population is not None and any(one.kind == "population" for one in areas[0].figures)
    files = {
        "csv": address.comparison_file(data.file_prefix, "csv", name),
        "json": address.comparison_file(data.file_prefix, "json", name),
        "package": address.comparison_package(name),
    }
    has_files = "data" in data.frame.kinds and bool(measures(reports[0]))
    page = ComparePage(
        compare_title(edition, data.templates, data.language),
        edition,
        link_to(address.edition_page(name, data.language)),
        compare.edition_words(reports[0], population.label) if population and is_told else "",
        _table(reports[0], population.rate).title if population and is_told else "",
        areas,
        tuple(_common_notes(reports)),
        tuple(FileLink(kind, link_to(file), data.joint_size(file)) for kind, file in files.items())
        if has_files
        else (),
    )
    return data.page("compare.html.jinja", path, page)


def _table(report: Report, figure: str) -> Table:
    return next(table for table in report.tables if table.key == figure.partition(".")[0])


def _area(data: SiteData, report: Report, path: str) -> ComparedArea:
    words = partial(figure_words, edition=report.edition, language=data.language)
    published = (
        ComparedFigure(one.key, "published", one.label, words(one.figure), one.figure.marker)
        for one in compare.headlines(report, None)
    )
    derived = measures(report)
    worked_out = (_worked_out(one, words, data.language) for one in derived)
    shown = {one.figure for one in report.edition.shown_headlines}
    shown |= {key for one in derived for key in (one.of_key, one.among_key)}
    return ComparedArea(
        report.area.slug,
        data.name(report.area),
        data.link_to_report(report, path),
        (*published, *worked_out),
        tuple(
            NoteOnFigure(place_of(table, note) or table.title, note.text)
            for table in report.tables
            for note in table.notes
            if note.own and _is_on(note.key or table.key, shown)
        ),
    )


def _worked_out(measure: Measure, words: Words, language: Language) -> ComparedFigure:
    def number(value: Number | None) -> str:
        return wording.number(value, language) if value is not None else ""

    of, among = measure.of, measure.among
    share = None
    if measure.kind == "share" and measure.marker is None and among is not None:
        share = share_of(of.value or 0, among.value or 0, language)
    return ComparedFigure(
        measure.key,
        measure.kind,
        measure.label,
        words(Figure(measure.value, measure.marker)),
        measure.marker,
        share,
        number(measure.low),
        number(measure.high),
        words(of) if of.value is not None else "",
        words(among) if among and among.value is not None else "",
        number(measure.per),
    )


def _common_notes(reports: tuple[Report, ...]) -> Iterator[NoteOnFigure]:
    """The notes that all areas have on the tables of which some figure is shown."""
    keys = compared_tables(reports[0].edition)
    for table in reports[0].tables:
        if table.key in keys:
            of_areas = ((report, _table(report, table.key)) for report in reports)
            for note in joint_notes(of_areas).common:
                yield NoteOnFigure(table.title, note.text)


def _is_on(key: str, figures: Iterable[str]) -> bool:
    """Whether a table, a row or a figure is one of some figures, or has one in it."""
    return any(figure == key or figure.startswith(f"{key}.") for figure in figures)
