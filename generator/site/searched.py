"""What the search reads of a page: what it is, its area and year; of a report its text and tables' titles.

What all reports of a year say in the same words is read of the one page that has it, which is found for each
of their areas: in the reports, a word of it would bring them all.  Not the pages themselves: they have
figures, which nobody searches for and which change more often than words.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from generator.model.area import Area
from generator.model.edition import Edition
from generator.model.report import NationalText, Report, Table
from generator.render import address
from generator.render.report import in_words
from generator.site.pages import SiteData, plain_pages

#: The names by which the search page asks for an area and a year.
AREA, EDITION = "area", "edition"


def searched_report(national: SiteData, report: Report, sections: tuple[Markup, ...]) -> str:
    """What the search reads of a report, whose sections' HTML is there already."""
    made = zip(report.sections, sections, strict=True)
    text = Markup().join(html for section, html in made if not section.tables and not section.shared)
    named = ((AREA, report.name), (EDITION, report.edition.name))
    return _entry(national, named, text, report.tables, report=report)


def searched_pages(national: SiteData) -> dict[str, str]:
    """What the search reads of the other pages, by path."""
    language = national.language
    entries = plain_pages(national)
    for name in national.editions:
        edition = national.of_edition(name)[0].edition
        entries[address.edition_page(name, language)] = _entry(national, ((EDITION, name),), edition=edition)
    for name, shared in national.texts.items():
        areas = [(AREA, report.name) for report in national.of_edition(name)]
        text = Markup().join(shared.sections.values())
        entries[address.text_page(name, language)] = _entry(
            national, ((EDITION, name), *areas), text, text=shared.text
        )
    for area in national.areas:
        named = ((AREA, area.name.in_language(language)),)
        entries[address.area_page(area.slug, language)] = _entry(national, named, area=area)
    return entries


def _entry(
    national: SiteData,
    named: Sequence[tuple[str, str]],
    content: str = "",
    tables: tuple[Table, ...] = (),
    **about: Report | Edition | NationalText | Area,
) -> str:
    title, description = in_words(national.templates, national.language, **about)
    return national.templates.page(
        "searched.html.jinja",
        national.language,
        title=title,
        description=description,
        filters=named,
        text=content,
        tables=tables,
    )
