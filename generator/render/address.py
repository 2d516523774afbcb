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


def compare_page(edition: str, language: Language = "en") -> str:
    """The page that sets the areas of an edition side by side."""
    return _in(language, f"{edition}/compare/index.html")


def comparison_file(prefix: str, ending: str, edition: str) -> str:
    """What an edition's areas are compared by, in a format; ``prefix`` begins its name."""
    return f"{edition}/compare/{prefix}-comparisons-{edition}.{ending}"


def comparison_package(edition: str) -> str:
    """The Data Package descriptor of what an edition's areas are compared by."""
    return f"{edition}/compare/{PACKAGE}"


def with_areas(link: str, *areas: str) -> str:
    """A link to the page that compares areas, with the slugs of those that are chosen there."""
    return f"{link}?areas={','.join(areas)}"


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


def data_package(edition: str = "") -> str:
    """The Data Package descriptor of the figures of all areas: of an edition, or of everything."""
    return f"{edition}/data/{PACKAGE}" if edition else f"data/{PACKAGE}"


def style(name: str) -> str:
    """A stylesheet, script or sign of the website, by its file name."""
    return f"{STYLES}/{name}"


def shown(path: str) -> str:
    """A page's path as addresses show it: without its ``index.html``."""
    return path.removesuffix("index.html")


def report_folder(report: Report) -> str:
    """The folder of a report's page, PDF, data and pictures."""
    return _in(report.language, f"{report.edition.name}/{report.area.slug}")


def report_file(report: Report, name: str) -> str:
    """A file beside a report's page."""
    return f"{report_folder(report)}/{name}"


def report_page(report: Report) -> str:
    """The page of a report."""
    return report_file(report, "index.html")


def report_pdf(report: Report) -> str:
    """The PDF of a report."""
    return report_file(report, pdf_name(report))


def report_data(report: Report, ending: str) -> str:
    """The figures of a report in a format."""
    return report_file(report, data_name(report, ending))


def report_table(report: Report, key: str) -> str:
    """The figures of one of a report's tables."""
    return report_file(report, table_name(report, key))


def picture(report: Report, file: str) -> str:
    """A picture of a report, by its file name on the website."""
    return report_file(report, f"images/{file}")


def pdf_name(report: Report) -> str:
    """The file name of a report's PDF."""
    return f"{report.file_prefix}-annual-report-{_stem(report)}.pdf"


def govspeak_name(report: Report) -> str:
    """The file name of a report in Govspeak, the Markdown of GOV.UK."""
    return f"{report.file_prefix}-annual-report-{_stem(report)}.md"


def data_name(report: Report, ending: str) -> str:
    """The file name of a report's figures in a format."""
    return f"{report.file_prefix}-statistics-{_stem(report)}.{ending}"


def table_name(report: Report, key: str) -> str:
    """The file name of the figures of one of a report's tables."""
    return f"{report.file_prefix}-{key.replace('_', '-')}-{_stem(report)}.csv"


def _stem(report: Report) -> str:
    """The end of a report's files' names: ``north-west-2024-25``, and ``-cy`` behind it in Welsh."""
    stem = f"{report.area.slug}-{report.edition.name}"
    return stem if report.language == "en" else f"{stem}-{report.language}"


def relative(target: str, page: str) -> str:
    """The link from a page to a target, so that the site works under any address and from a disk."""
    folder, path = page.split("/")[:-1], target.split("/")
    shared = len(posixpath.commonprefix([folder, path]))
    return "/".join([".."] * (len(folder) - shared) + path[shared:]) or "."
