"""The first page, a page for each edition and a page for each area."""

from __future__ import annotations

from typing import Any

from generator import wording
from generator.model import address
from generator.model.area import Area
from generator.model.base import Language
from generator.model.report import Report, Table
from generator.render.templates import Templates


def site_pages(
    reports: tuple[Report, ...], areas: tuple[Area, ...], templates: Templates, language: Language = "en"
) -> dict[str, str]:
    """The pages by path.  ``areas`` is the whole register; those without a report are named as such."""
    editions = sorted({report.edition.edition for report in reports}, reverse=True)
    pages = {
        address.home(language): _page(
            "home.html.jinja", address.home(language), templates, language, reports, areas, editions
        )
    }
    for edition in editions:
        path = address.edition_page(edition, language)
        own = tuple(report for report in reports if report.edition.edition == edition)
        pages[path] = _page("edition.html.jinja", path, templates, language, own, areas, editions)
    for area in areas:
        own = tuple(report for report in reports if report.area.slug == area.slug)
        if own:
            path = address.area_page(area.slug, language)
            pages[path] = _page("area.html.jinja", path, templates, language, own, (area,), editions)
    return pages


def _page(
    name: str,
    path: str,
    templates: Templates,
    language: Language,
    reports: tuple[Report, ...],
    areas: tuple[Area, ...],
    editions: list[str],
) -> str:
    def link(target: str) -> str:
        return address.relative(target, path)

    def figure(report: Report, value: Any) -> str:
        return wording.figure(value, report.edition, language)

    return templates.page(
        name,
        language,
        reports=reports,
        areas=areas,
        editions=editions,
        whole=_whole,
        figure=figure,
        link=link,
        address=address,
        links={"home": link(address.home(language)), "styles": link(address.STYLES)},
    )


def _whole(table: Table) -> Any:
    """A table's last figure: its grand total, or its only figure."""
    return table.cells[-1]
