"""A report's page, for the screen and for the PDF engine."""

from __future__ import annotations

from datetime import date
from typing import Any

from markupsafe import Markup

from generator import wording
from generator.model import address
from generator.model.figure import Figure
from generator.model.report import Part, Report
from generator.render.chart import drawing
from generator.render.markdown import Words, narrative_html
from generator.render.templates import Templates


def sections(report: Report, templates: Templates) -> Markup:
    """The text, tables and charts of a report: what its page and its PDF have in common."""
    return Markup(templates.page("parts/sections.jinja", report.language, **_values(report)))


def report_page(
    report: Report, templates: Templates, downloads: tuple[str, ...], body: Markup | None = None
) -> str:
    """The page of the website.  ``downloads`` are the endings of the files beside it: pdf, csv, json.

    ``body`` is what ``sections`` gives, if the caller has it already.
    """
    page = address.report_page(report)
    edition = address.edition_page(report.edition.edition, report.language)
    links = {
        "home": address.relative(address.home(report.language), page),
        "edition": address.relative(edition, page),
        "area": address.relative(address.area_page(report.area.slug, report.language), page),
        "styles": address.relative(address.STYLES, page),
    }
    files = {ending: report.pdf_name if ending == "pdf" else report.data_name(ending) for ending in downloads}
    body = sections(report, templates) if body is None else body
    return templates.page(
        "report.html.jinja", report.language, report=report, links=links, files=files, body=body
    )


def print_page(report: Report, templates: Templates, dated: date, body: Markup | None = None) -> str:
    """The page that the PDF engine reads: the same text, with a cover, numbered contents and a date."""
    body = sections(report, templates) if body is None else body
    return templates.page("print.html.jinja", report.language, report=report, dated=dated, body=body)


def _values(report: Report) -> dict[str, Any]:
    """What the sections use: the report, and functions that put its values into words."""
    language, edition, anchors = report.language, report.edition, report.anchors

    def text(part: Part, level: int, words: dict[str, Any]) -> Markup:
        return Markup(narrative_html(part, level, report.facts, anchors, Words(**words)))

    def figure(value: Figure) -> str:
        return wording.figure(value, edition, language)

    def share(part: int, whole: int) -> str:
        return wording.share(part, whole, language)

    return {
        "report": report,
        "text": text,
        "figure": figure,
        "share": share,
        "draw": drawing,
    }
