"""Reports -> all data files, by their paths in the website: of each report, each edition, and everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.export.figures import (
    FigureLine,
    all_json,
    as_csv,
    edition_json,
    figure_lines,
    report_json,
    value_type,
)
from generator.export.package import as_package
from generator.export.spreadsheet import as_ods, joint_sheets, report_sheets
from generator.model.report import Report
from generator.model.site import SiteSettings
from generator.render import address
from generator.render.templates import Templates
from generator.report.compare import editions_of, of_edition


class FileWords(NamedTuple):
    """The words that data files take from the templates."""

    title: str
    area: str
    edition: str


def report_files(report: Report, templates: Templates, site: SiteSettings) -> dict[str, bytes]:
    """The data files of a report: CSV, each table's CSV, JSON, ODS, and the descriptor of its CSV."""
    folder = address.report_folder(report)
    lines = figure_lines(report)
    csv_name = report.data_name("csv")
    csv = as_csv(lines)
    words = words_of(report, templates, "report")
    files = {
        csv_name: csv,
        report.data_name("json"): report_json(report, lines),
        report.data_name("ods"): as_ods(report_sheets(report), report, templates, "report", words.title),
        address.PACKAGE: as_package(
            csv_name, csv, words.title, site, templates, report.language, value_type(lines)
        ),
    }
    for table in report.tables:
        files[report.table_name(table.key)] = as_csv(line for line in lines if line.table == table.key)
    return {f"{folder}/{name}": data for name, data in files.items()}


def joint_files(
    reports: Sequence[Report], templates: Templates, site: SiteSettings
) -> Iterator[tuple[str, bytes]]:
    """The data files of each edition and of everything; ``reports`` newest first, and at least one."""
    lines = {report.full_name: figure_lines(report) for report in reports}
    for edition in editions_of(reports):
        yield from _joint(of_edition(reports, edition), lines, templates, site, edition)
    yield from _joint(reports, lines, templates, site, "")


def _joint(
    reports: Sequence[Report],
    by_report: Mapping[str, list[FigureLine]],
    templates: Templates,
    site: SiteSettings,
    edition: str,
) -> Iterator[tuple[str, bytes]]:
    scope, prefix = "edition" if edition else "all", site.publication.file_prefix
    words = words_of(reports[0], templates, scope)
    lines = [line for report in reports for line in by_report[report.full_name]]
    path = address.data_file(prefix, "csv", edition)
    folder, _, name = path.rpartition("/")
    csv = as_csv(lines)
    sheets = joint_sheets(reports, words.area, "" if edition else words.edition)
    yield path, csv
    yield (
        address.data_file(prefix, "json", edition),
        edition_json(reports, lines) if edition else all_json(reports, lines),
    )
    yield address.data_file(prefix, "ods", edition), as_ods(sheets, reports[0], templates, scope, words.title)
    package = as_package(name, csv, words.title, site, templates, reports[0].language, value_type(lines))
    yield address.package(folder), package


def words_of(report: Report, templates: Templates, scope: str) -> FileWords:
    """The words of the files that are about a report, an edition or all (``scope``)."""
    text = templates.page("data/words.jinja", report.language, report=report, scope=scope)
    title, area, edition = text.strip().split("\n")
    return FileWords(title, area, edition)
