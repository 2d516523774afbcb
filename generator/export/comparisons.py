"""Reports of an edition -> the rates and shares by which its areas are compared: CSV, JSON, Data Package.

They are files of their own: what is in the others was published, what is here is derived from it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from generator.export.figures import as_csv
from generator.export.files import Maker
from generator.export.package import as_package
from generator.model.figure import Figure, Number
from generator.model.report import Report
from generator.render import address
from generator.render.templates import Templates
from generator.report.compare import editions_of, of_edition
from generator.report.measures import Measure, measures

WORDS = "data/comparison-words.jinja"


class MeasureLine(NamedTuple):
    """A derived value with its names and what it is derived from; the field names are the CSV's columns.

    A population is derived from ``of``, what was counted, and ``among``, its rate for each ``per``.
    """

    edition: str
    area: str
    measure: str
    derived: str
    value: Number | None
    low: Number | None
    high: Number | None
    marker: str
    of: str
    of_value: Number | None
    among: str
    among_value: Number | None
    per: int
    label: str


def comparison_paths(file_prefix: str, edition: str) -> tuple[str, ...]:
    """The paths of the files of an edition: CSV, JSON and the descriptor of the CSV."""
    files = (address.comparison_file(file_prefix, ending, edition) for ending in ("csv", "json"))
    return (*files, address.comparison_package(edition))


def comparison_files(reports: Sequence[Report], templates: Templates) -> dict[str, Maker]:
    """The files of each edition that compares its areas by anything, by path.

    ``reports`` have each area's report of every edition once, and at least one.
    """
    files: dict[str, Maker] = {}
    for edition in editions_of(reports):
        chosen = of_edition(reports, edition)
        data = _ComparisonData(chosen, templates)
        if measures(chosen[0]):
            makers = (lambda data=data: data.csv, data.json, data.package)
            files |= dict(zip(comparison_paths(chosen[0].file_prefix, edition), makers, strict=True))
    return files


def measure_lines(report: Report) -> list[MeasureLine]:
    """One line for each derived value of a report's area."""
    return [_line(report, measure) for measure in measures(report)]


def _line(report: Report, measure: Measure) -> MeasureLine:
    return MeasureLine(
        report.edition.name,
        report.area.slug,
        measure.key,
        measure.kind,
        measure.value,
        measure.low,
        measure.high,
        measure.marker or "",
        measure.of_key,
        _value(measure.of),
        measure.among_key,
        _value(measure.among),
        measure.per,
        measure.label,
    )


def _value(figure: Figure | None) -> Number | None:
    return figure.value if figure else None


@dataclass(frozen=True)
class _ComparisonData:
    """The derived values of the reports of an edition, as its files have them."""

    reports: Sequence[Report]
    templates: Templates

    @cached_property
    def lines(self) -> list[MeasureLine]:
        return [line for report in self.reports for line in measure_lines(report)]

    @cached_property
    def csv(self) -> bytes:
        return as_csv(MeasureLine._fields, self.lines)

    def json(self) -> bytes:
        edition = self.reports[0].edition
        content: dict[str, Any] = {
            "edition": edition.name,
            "areas": [{"slug": report.area.slug, "name": report.name} for report in self.reports],
            "derived": [line._asdict() for line in self.lines],
        }
        return json.dumps(content, ensure_ascii=False, indent=1, default=float).encode() + b"\n"

    def package(self) -> bytes:
        report = self.reports[0]
        name = address.comparison_file(report.file_prefix, "csv", report.edition.name).rpartition("/")[2]
        title = self.templates.words(WORDS, report.language, "title", report.edition)
        version, language = report.data_version, report.language
        return as_package(name, self.csv, title, version, self.templates, language, derived=True)
