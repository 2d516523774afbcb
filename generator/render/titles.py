"""What each page is called, and a sentence on what it is: for itself, the search, and other programs."""

from __future__ import annotations

from typing import NamedTuple

from generator.languages import Language
from generator.model.area import Area
from generator.model.edition import Edition
from generator.model.report import Report
from generator.render.templates import Templates


class Title(NamedTuple):
    """A page's title and a sentence on what it is, as plain text."""

    text: str
    description: str


def report_title(report: Report, templates: Templates) -> Title:
    """That of a report's page and PDF.  Raises jinja2.TemplateError, as all here do, if a template fails."""
    return _title(templates, "report", report.language, report)


def edition_title(edition: Edition, templates: Templates, language: Language) -> Title:
    """That of the page that compares the areas of an edition."""
    return _title(templates, "edition", language, edition)


def compare_title(edition: Edition, templates: Templates, language: Language) -> Title:
    """That of the page that sets the areas of an edition side by side."""
    return _title(templates, "compare", language, edition)


def text_title(edition: Edition, templates: Templates, language: Language) -> Title:
    """That of the page with what all reports of an edition say."""
    return _title(templates, "text", language, edition)


def area_title(area: Area, templates: Templates, language: Language) -> Title:
    """That of the page of an area."""
    return _title(templates, "area", language, area)


def _title(templates: Templates, page: str, language: Language, about: Report | Edition | Area) -> Title:
    template = "parts/report.html.jinja" if page == "report" else "parts/words.html.jinja"
    return Title(
        templates.words(template, language, f"{page}_title", about),
        templates.words(template, language, f"{page}_description", about),
    )
