"""Figures of reports, one line a figure, as tidy CSV (RFC 4180, UTF-8) and as JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple

from generator.model.figure import Number
from generator.model.report import Cell, Report, Row, Table

#: What the open data say of a report: that its area has released it, or not yet.
Status = Literal["final", "draft"]


class FigureLine(NamedTuple):
    """A figure with its names, as the open data have it; the field names are the CSV's columns.

    Others rely on the first nine, in this order (docs/data.md): new ones come behind all others.
    """

    edition: str
    area: str
    table: str
    row: str
    column: str
    value: Number | None
    marker: str
    unit: str
    note: str
    area_name: str
    area_code: str
    table_label: str
    row_label: str
    column_label: str
    period_start: str
    period_end: str
    snapshot: str
    status: Status


def figure_lines(report: Report) -> list[FigureLine]:
    """One line for each figure, totals included, in the report's order."""
    period, snapshot = report.edition.period, report.edition.snapshot
    return [
        FigureLine(
            report.edition.name,
            report.area.slug,
            table.key,
            row.heading.key,
            cell.column,
            cell.figure.value,
            cell.figure.marker or "",
            table.unit,
            _note(table, row, cell),
            report.name,
            report.area.code or "",
            table.title,
            row.heading.label if row.heading.key else "",
            column.label if cell.column else "",
            period.start.isoformat(),
            period.end.isoformat(),
            snapshot.isoformat() if snapshot else "",
            status_of(report),
        )
        for table in report.tables
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    ]


def status_of(report: Report) -> Status:
    """Whether an area has released its report; drafts are in previews alone."""
    return "draft" if report.draft else "final"


def value_type(lines: Iterable[FigureLine]) -> str:
    """The type of the figures' column (Table Schema): integer, or number where there are decimals."""
    return "number" if any(isinstance(line.value, Decimal) for line in lines) else "integer"


def _note(table: Table, row: Row, cell: Cell) -> str:
    """The notes that concern a figure: its table's, its row's and its own."""
    numbers = {*table.title_notes, *row.heading.notes, *cell.notes}
    return " ".join(note.text for note in table.notes if note.number in numbers)


def as_csv(columns: Iterable[str], lines: Iterable[Iterable[object]]) -> bytes:
    """Lines under their columns as CSV (RFC 4180, UTF-8), in which no cell can start a formula."""
    return "".join([_row(columns), *map(_row, lines)]).encode()


class _Given:
    """A file that gives back what is written to it, as a CSV writer does in turn."""

    def write(self, text: str) -> str:
        return text


_write = csv.writer(_Given(), lineterminator="\r\n").writerow
#: What a spreadsheet takes for the beginning of a formula (OWASP, “CSV Injection”).
FORMULA = frozenset("=+-@\t\r")


def _row(values: Iterable[object]) -> str:
    """A line of a CSV.  Decimals of equal value can have other digits, and are no keys of a cache."""
    fields = (str(value) if isinstance(value, Decimal) else _field(value) for value in values)
    return f"{','.join(fields)}\r\n"


@cache
def _field(value: object) -> str:
    """A field of a CSV; most stand in many lines.  A text like a formula has an apostrophe before it."""
    safe = f"'{value}" if isinstance(value, str) and value[:1] in FORMULA else value
    return str(_write([safe, ""])).removesuffix(",\r\n")


def report_json(report: Report, lines: Iterable[FigureLine]) -> bytes:
    """A report's figures as JSON, with the area's name and the edition's period."""
    return _json({"area": _area(report), **_edition(report)}, lines)


def edition_json(reports: Iterable[Report], lines: Iterable[FigureLine]) -> bytes:
    """The figures of an edition's reports, with the names of the areas."""
    reports = tuple(reports)
    areas = [_area(report) for report in reports]
    return _json({**_edition(reports[0]), "areas": areas}, lines)


def all_json(reports: Iterable[Report], lines: Iterable[FigureLine]) -> bytes:
    """The figures of all reports, with the areas' newest names and the periods of the editions."""
    reports = sorted(reports, key=lambda report: report.edition.in_time)
    editions = {report.edition.name: _edition(report) for report in reports}
    areas = {report.area.slug: _area(report) for report in reports}
    return _json(
        {
            "editions": [*editions.values()],
            "areas": [areas[slug] for slug in sorted(areas)],
        },
        lines,
    )


def _area(report: Report) -> dict[str, Any]:
    codes = {"codes": report.area.codes} if report.area.codes else {}
    return {"slug": report.area.slug, "name": report.name, **codes}


def _edition(report: Report) -> dict[str, Any]:
    edition = report.edition
    return {
        "edition": edition.name,
        "version": report.data_version.number,
        "period": {"start": edition.period.start.isoformat(), "end": edition.period.end.isoformat()},
        **({"snapshot": edition.snapshot.isoformat()} if edition.snapshot else {}),
    }


def _json(content: dict[str, Any], lines: Iterable[FigureLine]) -> bytes:
    """The content as a JSON object, with the figures as its last member, each on a line of its own."""
    figures = ",\n".join(map(_member, lines))
    return f'{_encode(content)[:-1]}, "figures": [\n{figures}\n]}}\n'.encode()


_encode = json.JSONEncoder(ensure_ascii=False).encode
#: The beginning of each member of a figure.
NAMES = tuple(f"{_encode(name)}: " for name in FigureLine._fields)


def _member(line: FigureLine) -> str:
    """A figure as a member of JSON.

    The encoder knows no exact decimals; JSON's numbers are what stands there (RFC 8259, 6).
    """
    values = (str(value) if isinstance(value, Decimal) else _encoded(value) for value in line)
    return f"{{{', '.join(map(str.__add__, NAMES, values))}}}"


@cache
def _encoded(value: object) -> str:
    """A value in JSON; most are in many figures."""
    return _encode(value)
