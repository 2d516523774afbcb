"""What the search reads of a page: what it is, its area and year; of a report its text and tables' titles.

What all reports of a year say in the same words is read of the one page that has it, which is found for each
of their areas: in the reports, a word of it would bring them all.  Not the pages themselves: they have
figures, which nobody searches for and which change more often than words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from generator.languages import PUBLISHED, Language
from generator.model.area import Area
from generator.model.edition import Edition
from generator.model.report import Report, Table
from generator.render import address
from generator.render.sections import SectionHtml
from generator.render.templates import Templates
from generator.render.titles import (
    Title,
    area_title,
    compare_title,
    edition_title,
    report_title,
    text_title,
)
from generator.site.data import SiteData
from generator.site.pages import plain_pages

#: The names by which the search page asks for an area and a year.
AREA, EDITION = "area", "edition"


class SearchEntry(NamedTuple):
    """What the search reads of a page; ``filters`` are the areas and years by which it is chosen."""

    title: Title
    filters: tuple[tuple[str, str], ...]
    text: Markup = Markup()
    tables: tuple[Table, ...] = ()
    #: The names of an area's districts.
    places: tuple[str, ...] = ()


def report_entry(report: Report, templates: Templates, sections: tuple[SectionHtml, ...], area: str) -> str:
    """What the search reads of a report; ``sections`` is what ``render.sections`` gives.

    ``area`` is the name under which all its area's reports are found, whatever they are called.

    Raises jinja2.TemplateError, as all here do, if a template fails.
    """
    text = Markup().join(
        html.whole
        for section, html in zip(report.sections, sections, strict=True)
        if not section.tables and not section.shared
    )
    filters = ((AREA, area), (EDITION, report.edition.name))
    entry = SearchEntry(report_title(report, templates), filters, text, report.tables)
    return _page(templates, report.language, entry)


def page_entries(data: SiteData) -> dict[str, Callable[[], str]]:
    """What the search reads of the other pages in every published language: by path, what makes it."""
    makers: dict[str, Callable[[], str]] = {}
    for language in PUBLISHED:
        makers |= _page_entries(data.in_language(language))
    return makers


def _page_entries(data: SiteData) -> dict[str, Callable[[], str]]:
    language = data.language
    makers: dict[str, Callable[[], str]] = plain_pages(replace(data, sizing=_no_size))
    for name in data.editions:
        makers[address.edition_page(name, language)] = partial(_edition, data, name, edition_title)
    for name in data.compared_editions:
        makers[address.compare_page(name, language)] = partial(_edition, data, name, compare_title)
    for name in data.texts:
        makers[address.text_page(name, language)] = partial(_text, data, name)
    for area in data.areas:
        makers[address.area_page(area.slug, language)] = partial(_area, data, area)
    return makers


def _no_size(path: str, data: bytes) -> int:
    """The search leaves out what is to be downloaded; nor is its index made anew when a size changes."""
    return 0


def _edition(data: SiteData, name: str, title_of: Callable[[Edition, Templates, Language], Title]) -> str:
    title = title_of(data.of_edition(name)[0].edition, data.templates, data.language)
    return _page(data.templates, data.language, SearchEntry(title, ((EDITION, name),)))


def _text(data: SiteData, name: str) -> str:
    shared = data.texts[name]
    areas = tuple((AREA, data.present_name(report)) for report in data.of_edition(name))
    entry = SearchEntry(
        text_title(shared.text.edition, data.templates, data.language),
        ((EDITION, name), *areas),
        Markup().join(html.whole for html in shared.sections.values()),
    )
    return _page(data.templates, data.language, entry)


def _area(data: SiteData, area: Area) -> str:
    title = area_title(area, data.templates, data.language)
    places = tuple(district.in_language(data.language) for district in area.districts)
    entry = SearchEntry(title, ((AREA, data.name(area)),), places=places)
    return _page(data.templates, data.language, entry)


def _page(templates: Templates, language: Language, entry: SearchEntry) -> str:
    return templates.page("search-entry.html.jinja", language, entry=entry)
