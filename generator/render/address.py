"""Where each page and file of the website stands: paths relative to its root, with a place for a language.

English stands at the root, as published addresses have it; every other language under its own code.
"""

from __future__ import annotations

import posixpath

from generator.languages import Language
from generator.model.report import Report

STYLES = "assets"
SEARCH_INDEX = "pagefind"
#: The formats of the data by their endings, in the order in which pages offer them, with their media types.
DATA_TYPES = {
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "json": "application/json",
}
#: The name of a Data Package descriptor.
PACKAGE = "datapackage.json"
SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"


def _in(language: Language, path: str) -> str:
    return path if language == "en" else f"{language}/{path}"


def home(language: Language = "en") -> str:
    """The first page."""
    return _in(language, "index.html")


def edition_page(edition: str, language: Language = "en") -> str:
    """The page of an edition."""
    return _in(language, f"{edition}/index.html")


def text_page(edition: str, language: Language = "en") -> str:
    """The page of what every report of an edition says in the same words."""
    return _in(language, f"{edition}/about/index.html")


def area_page(slug: str, language: Language = "en") -> str:
    """The page of an area across editions."""
    return _in(language, f"areas/{slug}/index.html")


def data_page(language: Language = "en") -> str:
    """The page about the data."""
    return _in(language, "data/index.html")


def search_page(language: Language = "en") -> str:
    """The page of the search."""
    return _in(language, "search/index.html")


def accessibility_page(language: Language = "en") -> str:
    """The accessibility statement."""
    return _in(language, "accessibility/index.html")


def not_found_page(language: Language = "en") -> str:
    """What a server shows for an address that leads nowhere."""
    return _in(language, "404.html")


def feed(language: Language = "en") -> str:
    """The Atom feed of the reports."""
    return _in(language, "feed.xml")


def data_file(prefix: str, ending: str, edition: str = "") -> str:
    """The figures of all areas in a format: of an edition, or of everything; ``prefix`` begins its name."""
    name = f"{prefix}-statistics"
    return f"{edition}/data/{name}-{edition}.{ending}" if edition else f"data/{name}.{ending}"


def package(folder: str) -> str:
    """The Data Package descriptor of a folder's figures."""
    return f"{folder}/{PACKAGE}"


def shown(path: str) -> str:
    """A page's path as addresses show it: without its ``index.html``."""
    return path.removesuffix("index.html")


def report_folder(report: Report) -> str:
    """The folder of a report's page, PDF, data and pictures."""
    return _in(report.language, f"{report.edition.name}/{report.area.slug}")


def report_page(report: Report) -> str:
    """The page of a report."""
    return f"{report_folder(report)}/index.html"


def relative(target: str, page: str) -> str:
    """The link from a page to a target, so that the site works under any address and from a disk."""
    here, there = page.split("/")[:-1], target.split("/")
    shared = len(posixpath.commonprefix([here, there]))
    return "/".join([".."] * (len(here) - shared) + there[shared:]) or "."
