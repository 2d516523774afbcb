"""Where each page and file of the website stands: paths relative to its root, with a place for a language.

English stands at the root, as published addresses have it; every other language under its own code.
"""

from __future__ import annotations

import posixpath

from generator.model.base import Language
from generator.model.report import Report

STYLES = "assets"


def _in(language: Language, path: str) -> str:
    return path if language == "en" else f"{language}/{path}"


def home(language: Language = "en") -> str:
    """The first page."""
    return _in(language, "index.html")


def edition_page(edition: str, language: Language = "en") -> str:
    """The page of an edition."""
    return _in(language, f"{edition}/index.html")


def area_page(slug: str, language: Language = "en") -> str:
    """The page of an area across editions."""
    return _in(language, f"areas/{slug}/index.html")


def report_folder(report: Report) -> str:
    """The folder of a report's page, PDF, data and pictures."""
    return _in(report.language, f"{report.edition.edition}/{report.area.slug}")


def report_page(report: Report) -> str:
    """The page of a report."""
    return f"{report_folder(report)}/index.html"


def relative(target: str, page: str) -> str:
    """The link from a page to a target, so that the site works under any address and from a disk."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")
