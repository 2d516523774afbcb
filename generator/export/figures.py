"""The figures of a report, one line a figure, as CSV (RFC 4180, UTF-8) and as JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import NamedTuple

from generator.model.report import Cell, Report, Row, Table


class FigureLine(NamedTuple):
    """A figure with its names, as the open data have it; the field names are the CSV's columns."""

    edition: str
    area: str
    table: str
    row: str
    column: str
    value: int | None
    marker: str
    unit: str
    note: str


def figure_lines(report: Report) -> list[FigureLine]:
    """One line for each figure, totals included, in the report's order."""
    return [
        FigureLine(
            report.edition.edition,
            report.area.slug,
            table.key,
            row.heading.key,
            cell.column,
            cell.figure.value,
            cell.figure.marker or "",
            table.unit,
            _note(table, row, cell),
        )
        for table in report.tables
        for row in table.rows
        for cell in row.cells
    ]


def _note(table: Table, row: Row, cell: Cell) -> str:
    """The notes that concern a figure: its table's, its row's and its own."""
    numbers = {*table.title_notes, *row.heading.notes, *cell.notes}
    return " ".join(note.text for note in table.notes if note.number in numbers)


def as_csv(report: Report) -> bytes:
    """The figures as tidy CSV, in which no cell can start a formula."""
    out = io.StringIO(newline="")
    lines = figure_lines(report)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(FigureLine._fields)
    writer.writerows([_safe(value) for value in line] for line in lines)
    return out.getvalue().encode()


def _safe(value: object) -> object:
    """A text that a spreadsheet would take for a formula, with an apostrophe before it (OWASP)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value


def as_json(report: Report) -> bytes:
    """The figures as JSON, with the area's name and the edition's period."""
    edition = report.edition
    content = {
        "area": {"slug": report.area.slug, "name": report.name},
        "edition": edition.edition,
        "period": {"start": edition.period.start.isoformat(), "end": edition.period.end.isoformat()},
        "snapshot": edition.snapshot.isoformat(),
        "figures": [line._asdict() for line in figure_lines(report)],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
