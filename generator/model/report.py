"""A report: all that a template, an export or a chart may ask for about one area and one edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal, NamedTuple

from generator.languages import Language
from generator.model.area import Area, AreaDetails
from generator.model.data_version import DataVersion
from generator.model.edition import Edition
from generator.model.figure import Figure
from generator.model.lineage import Lineage
from generator.model.narrative import Author, Narrative, Picture
from generator.model.report_id import ReportId
from generator.model.table import table_id
from generator.source.destinations import file_key


class Cell(NamedTuple):
    """A figure in its place."""

    key: str
    figure: Figure
    total: bool
    column: str
    notes: tuple[int, ...] = ()


class Note(NamedTuple):
    """A numbered note under a table; ``key`` is what it hangs on, empty for the table itself."""

    number: int
    key: str
    text: str
    #: The column of the figure that it hangs on, as it is labelled; empty for a note on more than one figure.
    column: str = ""
    #: Whether it is the area's own, on its figures alone; the others are those of all areas of the edition.
    own: bool = False

    @property
    def in_full(self) -> str:
        """What it says, where its mark does not say of which figure of the row."""
        return f"{self.column}: {self.text}" if self.column else self.text


class Heading(NamedTuple):
    """A row's or a column's heading, and the numbers of the notes that hang on it."""

    key: str
    label: str
    total: bool
    notes: tuple[int, ...] = ()
    #: The edition's short form of the label; empty if it has none.
    short_form: str = ""

    @property
    def short(self) -> str:
        """The words where there is little room: the short form of the label, or else the whole label."""
        return self.short_form or self.label


class Row(NamedTuple):
    """A row of a table."""

    heading: Heading
    cells: tuple[Cell, ...]

    @property
    def notes(self) -> tuple[int, ...]:
        """The numbers of the notes on it and on its figures.

        A cell holds a figure and nothing else, so that whoever hears or copies it gets the figure (Analysis
        Function, Releasing statistics in spreadsheets).
        """
        return (*self.heading.notes, *(number for cell in self.cells for number in cell.notes))


@dataclass(frozen=True)
class Table:
    """A statistical table with its figures and words, in one language."""

    key: str
    title: str
    unit: str
    row_heading: str
    columns: tuple[Heading, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]
    title_notes: tuple[int, ...]
    measure: Literal["count", "rate"] = "count"
    column_heading: str = ""

    @property
    def id(self) -> str:
        """Its anchor in the page."""
        return table_id(self.key)

    @property
    def is_grid(self) -> bool:
        """Whether its rows have several columns."""
        return len(self.columns) > 1

    @property
    def is_per_cent(self) -> bool:
        """Whether its figures are per cents, so that a change is in percentage points."""
        return any(cell.figure.per_cent for cell in self.cells)

    @property
    def is_single(self) -> bool:
        """Whether it is one figure alone."""
        return len(self.cells) == 1

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, row by row."""
        return tuple(cell for row in self.rows for cell in row.cells)

    def labels(self, short: bool = False) -> dict[str, str]:
        """The heading of each figure by key: its row and its column, as far as it has both."""
        labels = {}
        for row in self.rows:
            for column, cell in zip(self.columns, row.cells, strict=True):
                both = cell.column and not (row.heading.total and column.total)
                column_label = column.short if short else column.label
                labels[cell.key] = f"{row.heading.label}, {column_label}" if both else row.heading.label
        return labels


class BarPanel(NamedTuple):
    """The bars of a chart that share a scale: the table's rows, each with a bar for each column."""

    rows: tuple[Row, ...]


class Chart(NamedTuple):
    """The chart of a table."""

    key: str
    title: str
    table: Table
    panels: tuple[BarPanel, ...]
    #: The edition's sentences on what it shows, by the keys of ``SummarySpec``, with the names of
    #: ``SUMMARY_NAMES`` still in them.
    summary: Mapping[str, str] = MappingProxyType({})


class Part(NamedTuple):
    """A piece of a section: a narrative under its own sub-heading, or under none."""

    id: str
    title: str | None
    narrative: Narrative
    #: Whether every report of the edition has it in the same words.
    shared: bool = False


@dataclass(frozen=True)
class Section:
    """A section of the report, under a heading of the second level."""

    id: str
    kind: Literal["foreword", "local", "national", "contacts"]
    title: str
    parts: tuple[Part, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    authors: tuple[Author, ...] = ()
    lists_parts: bool = True
    #: Whether a text of it is missing, which a preview alone shows.
    gap: bool = False
    #: Whether its text gives what was published in words of its own.
    retold: bool = False

    @property
    def shared(self) -> bool:
        """Whether every report of the edition has the whole of it in the same words."""
        return self.kind == "national" and not self.tables and all(part.shared for part in self.parts)

    @cached_property
    def anchors(self) -> dict[str, str]:
        """What a link to a place in it may be written as -> that place's id."""
        ids = [self.id, *(table.id for table in self.tables)]
        files: dict[str, str] = {}
        for part in self.parts:
            ids += [part.id, *(heading.id for heading in part.narrative.sub_headings(part.id))]
            files[file_key(part.narrative.markdown.file.rpartition("/")[2])] = part.id
        return files | {f"#{name}": name for name in ids}

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id that its HTML has, but for what stands in tables."""
        parts = (name for part in self.parts for name in (part.id, *part.narrative.ids(part.id)))
        return frozenset((self.id, *(table.id for table in self.tables), *parts))


@dataclass(frozen=True)
class NationalText:
    """What every report of an edition says in the same words, in one language."""

    edition: Edition
    language: Language
    #: The names that do not depend on an area, and the words that stand for them.
    facts: Mapping[str, str]
    #: The sections with their shared parts alone.
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Report:
    """The report of an area for an edition, in one language."""

    area: Area
    details: AreaDetails
    edition: Edition
    language: Language
    facts: Mapping[str, str]
    sections: tuple[Section, ...]
    #: How the names of its files begin.
    file_prefix: str
    #: Whether the area has not released it yet.
    draft: bool = False
    #: What the edition's tables, rows and figures are called over the years.
    lineage: Lineage = field(default_factory=Lineage)
    #: The version of the edition's open data.
    data_version: DataVersion = field(default_factory=DataVersion)
    #: The figures of the year before, by key, on which its words may tell a change.
    figures_before: Mapping[str, Figure] = field(default_factory=dict)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All tables, in order."""
        return tuple(table for section in self.sections for table in section.tables)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """All figures by key, totals included."""
        return {cell.key: cell.figure for table in self.tables for cell in table.cells}

    def anchors(self, national: bool) -> Mapping[str, str]:
        """What a link inside the report may be written as -> the id it leads to, in one of its texts.

        Where a national text and a page of the area have the same file name, each text means its own kind's.
        """
        return self._anchors[national]

    @cached_property
    def _anchors(self) -> dict[bool, dict[str, str]]:
        anchors: dict[bool, dict[str, str]] = {True: {}, False: {}}
        for section in self.sections:
            anchors[section.kind == "national"] |= section.anchors
        return {national: anchors[not national] | anchors[national] for national in (True, False)}

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All pictures, each once."""
        by_name = {
            picture.name: picture
            for section in self.sections
            for part in section.parts
            for picture in part.narrative.pictures.values()
        }
        return tuple(by_name.values())

    @cached_property
    def name(self) -> str:
        """The area's name in the report's language."""
        return self.area.name.in_language(self.language)

    @property
    def id(self) -> ReportId:
        """Which report it is."""
        return ReportId(self.area.slug, self.edition.name, self.language)
