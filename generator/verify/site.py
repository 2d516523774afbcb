"""Every figure of every file of a website, against the figures of the workspace."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.build.output import MANIFEST, manifest_of
from generator.export.files import column_words
from generator.export.spreadsheet import HEADER_LINE, Worksheet, joint_sheets, report_sheets
from generator.languages import PUBLISHED, Language
from generator.model.figure import Figure
from generator.model.report import Report
from generator.problems import Place, Problem
from generator.render import address
from generator.render.templates import Templates
from generator.report.compare import editions_of, newest_first, of_edition, once_each
from generator.report.wording import figure_words
from generator.verify import readers
from generator.verify.readers import Name

HINT = "Build the website again with `mappa build`; only the program writes it."


@dataclass
class Verified:
    """What was found: how many figures of how many files were compared, and what differs."""

    figures: int = 0
    files: int = 0
    problems: list[Problem] = field(default_factory=list)
    #: The reports of the workspace that this website does not have.
    absent: list[str] = field(default_factory=list)


def verify(folder: Path, shown: str, reports: Iterable[Report], templates: Templates) -> Verified:
    """Reads every figure of the website in ``folder`` back; problems name its files below ``shown``.

    ``reports`` are those of the workspace; those that the website does not have are named, no more.
    """
    website = _SiteReader(folder, shown)
    website.check_files()
    built: list[Report] = []
    for report in newest_first(reports):
        if any(path.startswith(f"{address.report_folder(report)}/") for path in website.files):
            built.append(report)
            _check_report(website, report)
        else:
            website.found.absent.append(report.full_name)
    counted = once_each(built, PUBLISHED[0])
    for edition in editions_of(built):
        for language in PUBLISHED:
            compared = of_edition(once_each(built, language), edition)
            words = _expected_words(compared, language, with_area=True)
            website.compare(address.edition_page(edition, language), readers.from_html, words)
        _check_joint(website, of_edition(counted, edition), edition, templates)
    if counted:
        _check_joint(website, counted, "", templates)
    return website.found


def _check_report(website: _SiteReader, report: Report) -> None:
    figures = _expected([report])
    words = _expected_words([report], report.language, with_area=False)
    website.compare(address.report_page(report), readers.from_html, words)
    website.compare(address.report_data(report, "csv"), readers.from_csv, figures)
    website.compare(address.report_data(report, "json"), readers.from_json, figures)
    for table in report.tables:
        of_table = {name: figure for name, figure in figures.items() if name[2].split(".")[0] == table.key}
        website.compare(address.report_table(report, table.key), readers.from_csv, of_table)
    website.compare_sheets(address.report_data(report, "ods"), report_sheets(report))
    website.compare(address.report_pdf(report), lambda data: _in_pdf(data, report), words)


def _check_joint(website: _SiteReader, reports: Sequence[Report], edition: str, templates: Templates) -> None:
    """The files with the figures of several reports."""
    figures, prefix = _expected(reports), reports[0].file_prefix
    website.compare(address.data_file(prefix, "csv", edition), readers.from_csv, figures)
    website.compare(address.data_file(prefix, "json", edition), readers.from_json, figures)
    words = column_words(templates, reports[0].language)
    sheets = joint_sheets(reports, words.area, "" if edition else words.edition)
    website.compare_sheets(address.data_file(prefix, "ods", edition), sheets)


def _expected(reports: Iterable[Report]) -> dict[Name, Figure]:
    return {
        (report.edition.name, report.area.slug, key): figure.bare
        for report in reports
        for key, figure in report.figures.items()
    }


def _expected_words(reports: Iterable[Report], language: Language, with_area: bool) -> dict[Name, str]:
    """The figures as pages in a language show them; on a report's own page no row names the area."""
    return {
        ("", report.area.slug if with_area else "", key): figure_words(figure, report.edition, language)
        for report in reports
        for key, figure in report.figures.items()
    }


def _in_pdf(data: bytes, report: Report) -> dict[Name, str]:
    """The figures of a report's PDF: the cells of each of its tables, which their captions name, in order."""
    tables = readers.from_pdf(data)
    cells_by_key: dict[Name, str] = {}
    for table in report.tables:
        same = tables.get(" ".join(table.title.split()), [])
        cells = same.pop(0) if same else []
        cells_by_key |= {("", "", cell.key): words for cell, words in zip(table.cells, cells, strict=False)}
    return cells_by_key


class _SiteReader:
    """A website that is being read: its files, and what was found in them so far."""

    def __init__(self, folder: Path, shown: str) -> None:
        self.folder = folder
        self.shown = shown
        self.files = manifest_of(folder)
        self.found = Verified()

    def add(self, path: str, code: str, message: str) -> None:
        self.found.problems.append(Problem.at(Place(f"{self.shown}/{path}"), code, message, HINT))

    def check_files(self) -> None:
        """Names each file that is not as it was written, is missing, or is not of the website."""
        for path, digest in self.files.items():
            try:
                data = (self.folder / path).read_bytes()
            except OSError:
                self.add(path, "file-differs", "The file is missing.")
                continue
            if hashlib.sha256(data).hexdigest() != digest:
                self.add(path, "file-differs", "The file was changed after it was built.")
        there = {p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file()}
        for path in sorted(there - {*self.files, MANIFEST}):
            self.add(path, "file-differs", "The file is no part of the website.")

    def read(self, path: str, reader: Callable[[bytes], Any]) -> Any:
        """What a reader finds in a file; None, and a problem, if it cannot be read or is not there."""
        if path not in self.files or not (self.folder / path).is_file():
            return None
        self.found.files += 1
        try:
            return reader((self.folder / path).read_bytes())
        except Exception as error:  # whatever a damaged file makes a library do
            self.add(path, "file-differs", f"The file cannot be read: {type(error).__name__}.")
            return None

    def compare(
        self, path: str, reader: Callable[[bytes], Mapping[Name, Any]], expected: Mapping[Name, Any]
    ) -> None:
        """Names each figure of a file that is another, is missing, or should not be there."""
        found = self.read(path, reader)
        if found is None:
            return
        self.found.figures += len(expected)
        for name in dict.fromkeys([*expected, *found]):
            if found.get(name) != expected.get(name):
                words = " ".join(part for part in name if part)
                here, there = _shown(found.get(name)), _shown(expected.get(name))
                self.add(path, "figure-differs", f"{words} is {here} here, but {there} in the YAML.")

    def compare_sheets(self, path: str, expected: Iterable[Worksheet]) -> None:
        """The same for a spreadsheet, cell by cell."""
        found = self.read(path, readers.from_ods)
        if found is None:
            return
        for sheet in expected:
            rows = found.get(sheet.name, [])[HEADER_LINE - 1 :]
            wanted: list[Sequence[str | Figure]] = [sheet.header, *sheet.rows]
            self.found.figures += sum(isinstance(cell, Figure) for row in wanted for cell in row)
            for where, here, there in _differences(rows, wanted):
                message = f"{sheet.name}, {where} is {_shown(here)} here, but {_shown(there)} in the YAML."
                self.add(path, "figure-differs", message)


def _differences(
    rows: Sequence[Sequence[str | Figure]], wanted: Sequence[Sequence[str | Figure]]
) -> Iterator[tuple[str, str | Figure | None, str | Figure | None]]:
    """(row and column in words, what is there, what should be) of each cell that differs."""
    for line in range(max(len(rows), len(wanted))):
        here = rows[line] if line < len(rows) else []
        there = wanted[line] if line < len(wanted) else []
        for column in range(max(len(here), len(there))):
            one = here[column] if column < len(here) else None
            other = there[column] if column < len(there) else None
            if one != other:
                yield f"line {HEADER_LINE + line}, column {column + 1}", one, other


def _shown(value: str | Figure | None) -> str:
    if value is None:
        return "not there"
    if isinstance(value, Figure):
        return str(value.value) if value.value is not None else f"[{value.marker}]"
    return f"“{value}”"
