"""The pages of words: what all reports of an edition say, about the data, the search, and the like."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from generator.languages import Language, wording
from generator.model.data_version import DataVersion
from generator.model.edition import Edition
from generator.model.lineage import Name
from generator.model.report import Report
from generator.render import address
from generator.render.frame import SEARCH_SCRIPTS, links_from
from generator.render.links import FileLink, YearLink, data_links
from generator.render.sections import Entry, SectionHtml, contents
from generator.render.titles import Title, text_title
from generator.report.compare import edition_words, first_in
from generator.site.data import SiteData


class TextPage(NamedTuple):
    """What the page of an edition's shared text shows; ``href`` leads to the edition's page."""

    edition: Edition
    href: str
    title: Title
    contents: tuple[Entry, ...]
    sections: tuple[SectionHtml, ...]


class SearchPage(NamedTuple):
    """What a reader can choose from: the names of areas and editions.

    Where there is one area alone, the first page has no list of them.
    """

    areas: tuple[str, ...]
    editions: tuple[str, ...]
    is_of_one_area: bool


class DataYear(NamedTuple):
    """An edition with the version of its data, and its data files."""

    edition: Edition
    version: DataVersion
    files: tuple[FileLink, ...]


class Definition(NamedTuple):
    """From which edition on a table is counted otherwise, and why."""

    title: str
    since: str
    words: str


class Estimate(NamedTuple):
    """The population estimate from which the rates of an edition are worked out."""

    edition: str
    name: str


class DataPage(NamedTuple):
    """What the page about the data shows; in a website without data, there are no files."""

    files: tuple[FileLink, ...]
    years: tuple[DataYear, ...]
    definitions: tuple[Definition, ...]
    estimates: tuple[Estimate, ...]
    #: When the newest year was released, in words, if its day is known.
    released: str
    #: The pages that compare the areas by values that are derived from the figures.
    compared: tuple[YearLink, ...]


def text_page(data: SiteData, edition: str) -> str:
    """The page of what all reports of an edition say in the same words, if they do; it must be in ``texts``.

    Raises jinja2.TemplateError, as all here do, if its template fails.
    """
    path = address.text_page(edition, data.language)
    shared = data.texts[edition]
    page = TextPage(
        shared.text.edition,
        address.relative(address.edition_page(edition, data.language), path),
        text_title(shared.text.edition, data.templates, data.language),
        contents(shared.text.sections),
        tuple(shared.sections[section.id] for section in shared.text.sections),
    )
    return data.page("text.html.jinja", path, page)


def search_page(data: SiteData) -> str:
    """The page of the search."""
    areas = tuple(data.name(area) for area in data.areas)
    path = address.search_page(data.language)
    page = SearchPage(areas, data.editions, data.is_of_one_area)
    return data.page("search.html.jinja", path, page, SEARCH_SCRIPTS)


def data_page(data: SiteData) -> str:
    """The page about the data."""
    path = address.data_page(data.language)
    link_to = links_from(path)
    firsts = [first_in(data.of_edition(name), data.language) for name in data.editions]
    # Later editions have the definition from the one that gave it; of its titles, the newest stands here.
    definitions: dict[tuple[Name, str], Definition] = {}
    for report in firsts:
        for table in report.tables:
            spec = report.edition.tables[table.key]
            if spec.definition is not None:
                title = edition_words(report, spec.over_years) if spec.over_years else table.title
                since, words = spec.definition.since, edition_words(report, spec.definition.words)
                name = report.lineage.name(table.key)
                definitions.setdefault((name, since), Definition(title, since, words))
    with_files = "data" in data.frame.kinds and bool(data.reports)
    links = partial(data_links, data.file_prefix, link_to=link_to, size_of=data.joint_size)
    compared = tuple(
        YearLink(report.edition, link_to(address.compare_page(report.edition.name, data.language)))
        for report in firsts
        if report.edition.name in data.compared_editions
    )
    years = [
        DataYear(report.edition, report.data_version, links(report.edition.name) if with_files else ())
        for report in firsts
    ]
    day = firsts[0].edition.release.day if firsts else None
    return data.page(
        "data.html.jinja",
        path,
        DataPage(
            links("") if with_files else (),
            tuple(years),
            tuple(sorted(definitions.values())),
            _estimates(firsts, data.language),
            wording.day(day, data.language) if day else "",
            compared,
        ),
    )


def _estimates(reports: Iterable[Report], language: Language) -> tuple[Estimate, ...]:
    """The estimates of the editions that have such rates; ``reports`` has one report of each edition."""
    return tuple(
        Estimate(report.edition.name, report.edition.population.name.in_language(language))
        for report in reports
        if report.edition.population
        if any(table.rests_on_population for table in report.edition.shown_tables.values())
    )


def accessibility_page(data: SiteData) -> str:
    """The accessibility statement."""
    return data.page("accessibility.html.jinja", address.accessibility_page(data.language))


class NotFoundPage(NamedTuple):
    """What the page of an address that leads nowhere has to know: whether there are areas to find."""

    is_of_one_area: bool


def not_found_page(data: SiteData) -> str:
    """What a server shows for an address that leads nowhere."""
    frame = data.frame.of_not_found_page(data.language)
    page = NotFoundPage(data.is_of_one_area)
    return data.templates.page("404.html.jinja", data.language, frame=frame, page=page)
