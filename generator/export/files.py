"""Reports -> all data files, by their paths in the website: of each report, each edition, and everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
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
from generator.export.spreadsheet import Cover, Span, as_ods, joint_sheets, report_sheets
from generator.languages import Language
from generator.model.data_version import DataVersion
from generator.model.edition import Edition
from generator.model.report import Report
from generator.model.report_id import ReportId
from generator.render import address
from generator.render.templates import Templates
from generator.render.titles import report_title
from generator.report.compare import editions_of, of_edition

#: Makes the bytes of a file.  Raises jinja2.TemplateError if a template fails.
Maker = Callable[[], bytes]

WORDS = "data/words.jinja"


class ColumnWords(NamedTuple):
    """The headings of the columns that name a report in spreadsheets of several."""

    area: str
    edition: str


def column_words(templates: Templates, language: Language) -> ColumnWords:
    """The headings in a language.  Raises jinja2.TemplateError if their template fails."""
    return ColumnWords(templates.words(WORDS, language, "area"), templates.words(WORDS, language, "edition"))


def report_files(report: Report, templates: Templates) -> dict[str, Maker]:
    """The data files of a report by path: CSV, each table's CSV, JSON, ODS, and the descriptor of its CSV."""
    data = _ReportData(report, templates)
    files: dict[str, Maker] = {
        address.report_data(report, "csv"): lambda: data.csv,
        address.report_data(report, "json"): data.json,
        address.report_data(report, "ods"): data.ods,
        address.report_file(report, address.PACKAGE): data.package,
    }
    for table in report.tables:
        files[address.report_table(report, table.key)] = partial(data.table, table.key)
    return files


def joint_files(reports: Sequence[Report], templates: Templates) -> dict[str, Maker]:
    """The data files of each edition and of everything, by path.

    ``reports`` are the newest first, at least one, and each area's report of an edition once.
    """
    figures = _Figures(reports)
    files: dict[str, Maker] = {}
    for edition in editions_of(reports):
        chosen = of_edition(reports, edition)
        files |= _joint_files(_JointData(chosen, figures, templates, chosen[0].edition))
    return files | _joint_files(_JointData(reports, figures, templates, None))


@dataclass(frozen=True)
class _ReportData:
    """A report's figures, as its files have them."""

    report: Report
    templates: Templates

    @cached_property
    def lines(self) -> list[FigureLine]:
        return figure_lines(self.report)

    @cached_property
    def csv(self) -> bytes:
        return as_csv(FigureLine._fields, self.lines)

    @cached_property
    def title(self) -> str:
        return report_title(self.report, self.templates).text

    def json(self) -> bytes:
        return report_json(self.report, self.lines)

    def ods(self) -> bytes:
        sheets = report_sheets(self.report)
        about = Cover(self.title, self.report.data_version.number, Span.of(self.report))
        return as_ods(sheets, about, self.templates, self.report.language)

    def package(self) -> bytes:
        name = address.data_name(self.report, "csv")
        version, language = self.report.data_version, self.report.language
        kind = value_type(self.lines)
        return as_package(name, self.csv, self.title, version, self.templates, language, value_type=kind)

    def table(self, key: str) -> bytes:
        return as_csv(FigureLine._fields, (line for line in self.lines if line.table == key))


class _Figures:
    """The figures of several reports, those of each taken once, when they are first wanted."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.reports = tuple(reports)

    @cached_property
    def _lines(self) -> dict[ReportId, list[FigureLine]]:
        return {report.id: figure_lines(report) for report in self.reports}

    def of(self, reports: Iterable[Report]) -> list[FigureLine]:
        return [line for report in reports for line in self._lines[report.id]]


@dataclass(frozen=True)
class _JointData:
    """The figures of the reports of an edition, or of all, as joint files have them."""

    reports: Sequence[Report]
    figures: _Figures
    templates: Templates
    edition: Edition | None

    @property
    def name(self) -> str:
        return self.edition.name if self.edition else ""

    @property
    def language(self) -> Language:
        return self.reports[0].language

    @property
    def version(self) -> DataVersion:
        """That of the newest year."""
        return self.reports[0].data_version

    def path(self, ending: str) -> str:
        return address.data_file(self.reports[0].file_prefix, ending, self.name)

    @property
    def paths(self) -> tuple[str, ...]:
        return joint_paths(self.reports[0].file_prefix, self.name)

    @cached_property
    def lines(self) -> list[FigureLine]:
        return self.figures.of(self.reports)

    @cached_property
    def csv(self) -> bytes:
        return as_csv(FigureLine._fields, self.lines)

    @cached_property
    def title(self) -> str:
        if self.edition is None:
            return self.templates.words(WORDS, self.language, "all_title")
        return self.templates.words(WORDS, self.language, "edition_title", self.edition)

    def json(self) -> bytes:
        encode = edition_json if self.edition else all_json
        return encode(self.reports, self.lines)

    def ods(self) -> bytes:
        words = column_words(self.templates, self.language)
        sheets = joint_sheets(self.reports, words.area, "" if self.edition else words.edition)
        span = Span.of(self.reports[0]) if self.edition else None
        about = Cover(self.title, self.version.number, span)
        return as_ods(sheets, about, self.templates, self.language)

    def package(self) -> bytes:
        name = self.path("csv").rpartition("/")[2]
        kind = value_type(self.lines)
        return as_package(
            name, self.csv, self.title, self.version, self.templates, self.language, value_type=kind
        )


def joint_paths(file_prefix: str, edition: str) -> tuple[str, ...]:
    """The paths of the files of all figures of an edition, or of everything if it has no name."""
    endings = (address.data_file(file_prefix, ending, edition) for ending in ("csv", "json", "ods"))
    return (*endings, address.data_package(edition))


def _joint_files(data: _JointData) -> dict[str, Maker]:
    makers = (lambda: data.csv, data.json, data.ods, data.package)
    return dict(zip(data.paths, makers, strict=True))
