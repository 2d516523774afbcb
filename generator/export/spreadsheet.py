"""Tables of reports -> an ODS spreadsheet (OASIS OpenDocument 1.3).

Built as the Government Analysis Function asks (“Releasing statistics in spreadsheets”): a cover, contents
and notes, one table a sheet from its first column on, header cells, no merged cells, numbers as numbers, and
the markers in square brackets.  A cell is blank only where a year has no such figure, which the notes say.
The words are those of ``templates/data/spreadsheet.xml.jinja``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from generator.languages import Language
from generator.languages.wording import decimal_places
from generator.model.figure import Figure, Number
from generator.model.report import Report, Table
from generator.render import address
from generator.render.templates import Templates
from generator.report.notes import joint_notes, place_of

MIMETYPE = address.DATA_TYPES["ods"]
#: ZIP's earliest date, so that the same figures give the same bytes on any day.
EARLIEST = (1980, 1, 1, 0, 0, 0)
#: zlib's level: its usual 6 takes twice as long, for files that are a sixth smaller.
LEVEL = 3
#: So many columns of figures, of 3.6 cm, find room beside the first on a page of A4 that lies on its side.
MOST_WIDE_COLUMNS = 4
#: The line of a sheet on which its table's header stands.
HEADER_LINE = 4
MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""


class Span(NamedTuple):
    """The first and the last day that a spreadsheet is about, in words."""

    start: str
    end: str

    @classmethod
    def of(cls, report: Report) -> Span:
        """That of a report's edition, in the report's language."""
        return cls(report.facts["period.start"], report.facts["period.end"])


class Cover(NamedTuple):
    """What the first sheet says: the title, the version of the data, and the period, if it is one."""

    title: str
    version: str
    period: Span | None


class Worksheet(NamedTuple):
    """A table on a sheet of its own: texts and figures, row by row under a header."""

    name: str
    title: str
    unit: str
    notes: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str | Figure, ...], ...]
    #: Whether the first column is that of the year, before the area's.
    has_years: bool = False

    @property
    def body(self) -> Markup:
        """The rows as the spreadsheet's XML has them; in Python, because there are 100,000 cells."""
        return Markup("\n".join(_line(*map(_cell, row)) for row in self.rows))

    @property
    def markers(self) -> tuple[str, ...]:
        """The markers that it has, in the order of their key."""
        has = {cell.marker for row in self.rows for cell in row if isinstance(cell, Figure)}
        return tuple(marker for marker in ("z", "x", "c") if marker in has)

    @property
    def is_wide(self) -> bool:
        """Whether it has so many columns that they are set closer, to be read when it is printed."""
        return self.figure_columns > MOST_WIDE_COLUMNS

    @property
    def has_empty_cells(self) -> bool:
        """Whether some row has no such figure as others have."""
        return any(cell == "" for row in self.rows for cell in row)

    @property
    def last_line(self) -> int:
        """The line of the table's last row."""
        return HEADER_LINE + len(self.rows)

    @property
    def figure_columns(self) -> int:
        """How many columns follow the one of rows or areas."""
        return len(self.header) - 1 - self.has_years

    @property
    def last_column(self) -> str:
        """The letters of the table's last column: A to Z, AA and so on."""
        letters, number = "", len(self.header)
        while number:
            number, place = divmod(number - 1, 26)
            letters = chr(ord("A") + place) + letters
        return letters


def _cell(cell: str | Figure) -> str:
    """A cell: a number as a number, a marker in square brackets, and text as text, whatever it looks like."""
    if cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, str):
        return _text(cell)
    if cell.value is None:
        return _text(f"[{cell.marker}]", "marker")
    return (
        f'<table:table-cell office:value-type="float" office:value="{cell.value}" '
        f'table:style-name="{_number_style(cell.value)}"><text:p>{cell.value}</text:p></table:table-cell>'
    )


def _number_style(value: Number) -> str:
    """The name of the style that shows a number with all its digits."""
    places = decimal_places(value)
    return f"number{places}" if places else "number"


def _places(sheets: Iterable[Worksheet]) -> list[int]:
    """The numbers of decimal places that the sheets have, apart from none."""
    numbers = {
        decimal_places(cell.value)
        for sheet in sheets
        for row in sheet.rows
        for cell in row
        if isinstance(cell, Figure) and cell.value is not None
    }
    return sorted(numbers - {0})


@lru_cache(maxsize=4096)
def _text(words: str, style: str = "plain") -> Markup:
    """A text's cell; most are on many sheets."""
    return Markup(
        f'<table:table-cell office:value-type="string" table:style-name="{style}">'
        f"<text:p>{escape(words)}</text:p></table:table-cell>"
    )


def _line(*cells: str) -> Markup:
    return Markup(f"<table:table-row>{''.join(cells)}</table:table-row>")


def report_sheets(report: Report) -> tuple[Worksheet, ...]:
    """A report's tables as its page has them: a line for each row, a column for each column."""
    return tuple(
        Worksheet(
            f"Table_{number}",
            table.title,
            table.unit,
            tuple(": ".join(filter(None, (place_of(table, note), note.text))) for note in table.notes),
            (table.row_heading or table.unit, *(column.label for column in table.columns)),
            tuple((row.heading.label, *(cell.figure.bare for cell in row.cells)) for row in table.rows),
        )
        for number, table in enumerate(report.tables, start=1)
    )


def joint_sheets(reports: Sequence[Report], area: str, edition: str = "") -> tuple[Worksheet, ...]:
    """The tables of several reports: a line for each report, a column for each figure.

    ``area`` and ``edition`` head the columns that name the report; without ``edition`` there is no such
    column.  A figure that a report's edition does not have is an empty cell, and a report whose edition does
    not have the table is not on its sheet: that nothing was counted is not that it cannot be (``z``).
    """
    keys = dict.fromkeys(table.key for report in reports for table in report.tables)
    sheets = []
    for number, key in enumerate(keys, start=1):
        tables = [(report, table) for report in reports for table in report.tables if table.key == key]
        newest = tables[0][1]
        # The reports of an edition label their figures alike.
        of_edition = {report.edition.name: table for report, table in tables}
        labels: dict[str, str] = {}
        for table in of_edition.values():
            labels |= table.labels()
        rows = tuple(
            (
                *((report.edition.name,) if edition else ()),
                report.name,
                *(report.figures[cell].bare if cell in report.figures else "" for cell in labels),
            )
            for report, _ in tables
        )
        header = (*((edition,) if edition else ()), area, *labels.values())
        notes = _joint_notes(tables, bool(edition))
        name = f"Table_{number}"
        sheets.append(Worksheet(name, newest.title, newest.unit, notes, header, rows, bool(edition)))
    return tuple(sheets)


def _joint_notes(tables: Sequence[tuple[Report, Table]], with_edition: bool) -> tuple[str, ...]:
    """The notes on a table in several reports, each with its year, area and place, as far as it has these."""
    common, own = joint_notes(tables)
    texts = [(note.report.edition.name if with_edition else "", note.text) for note in common]
    for note in own:
        names = (note.report.edition.name if with_edition else "", note.report.name, note.place)
        texts.append((", ".join(filter(None, names)), note.text))
    return tuple(": ".join(filter(None, text)) for text in texts)


def as_ods(sheets: Iterable[Worksheet], cover: Cover, templates: Templates, language: Language) -> bytes:
    """The spreadsheet.  Raises jinja2.TemplateError if a template fails."""
    sheets = tuple(sheets)
    content = templates.page(
        "data/spreadsheet.xml.jinja",
        language,
        sheets=sheets,
        cover=cover,
        text=_text,
        line=_line,
    )
    parts = {
        "content.xml": content,
        "styles.xml": templates.page("data/styles.xml.jinja", language, places=_places(sheets)),
        "meta.xml": templates.page("data/meta.xml.jinja", language, title=cover.title),
        "META-INF/manifest.xml": MANIFEST,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # The type comes first and uncompressed, where programs look for it (OpenDocument 1.3, part 2, 3.3).
        archive.writestr(zipfile.ZipInfo("mimetype", EARLIEST), MIMETYPE)
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text, compresslevel=LEVEL)
    return out.getvalue()
