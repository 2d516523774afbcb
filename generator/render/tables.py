"""A statistical table as a page sets it: what stands beside and above its figures, and where labels lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.languages import Language
from generator.model.edition import Edition
from generator.model.figure import Marker
from generator.model.report import Cell, Heading, Note, Report, Table
from generator.model.table import LineSpec
from generator.report.changes import Before, ChangeMarker, LastYear

#: How many letters stand side by side in a table on the narrowest phone: 320 CSS pixels (WCAG 2.2, 1.4.10).
PHONE_LETTERS = 37
#: The letters of the figures in a column: “3,483”.
FIGURE_LETTERS = 5
#: The most columns that are of one width; with more, each has what its words take.
MOST_ALIKE = 5


class Label(NamedTuple):
    """The words of a line of a table, the numbers of its notes, and the id of what explains it, if any."""

    words: str
    total: bool
    notes: tuple[int, ...]
    definition: str


class BeforeInWords(NamedTuple):
    """What stands behind a row on paper: last year's figure and the change; nothing for what has none."""

    figure: str
    change: str
    #: Why there is no number, if there is none.
    figure_marker: ChangeMarker | Marker | None
    change_marker: ChangeMarker | None


class LabelledRow(NamedTuple):
    """The figures of a line, with its label."""

    label: Label
    cells: tuple[Cell, ...]
    before: BeforeInWords | None = None


class NumberedNote(NamedTuple):
    """A note under a table, as it is said there."""

    number: int
    words: str


class SetTable(NamedTuple):
    """A table in the rows and columns of a page: those of the edition, or its columns as rows."""

    table: Table
    #: What stands above the labels of the rows; empty if they have no name in common.
    corner: str
    columns: tuple[Label, ...]
    rows: tuple[LabelledRow, ...]
    notes: tuple[NumberedNote, ...]
    may_scroll: bool
    #: What stands behind the rows, if anything does.
    last_year: LastYear | None = None

    @property
    def is_wide(self) -> bool:
        """Whether its columns, that of the labels included, are too many for one width."""
        return 1 + len(self.columns) + (2 if self.last_year else 0) > MOST_ALIKE


def definitions(report: Report) -> Mapping[str, str]:
    """The id in a report of each of its national texts, by its name in ``sections/``."""
    return {
        part.id.removeprefix(f"{section.id}-"): part.id
        for section in report.sections
        if section.kind == "national"
        for part in section.parts
    }


def definition_of(figure: str, edition: Edition, places: Mapping[str, str]) -> str:
    """The id of what explains a figure: its row, or else its column or its table; empty if nothing does.

    ``places`` are the ids of texts by name.  Raises KeyError if there is no such table.
    """
    key, *names = figure.split(".")
    table = edition.tables[key]
    lines = [of_lines for of_lines in (table.rows, table.columns) if of_lines]
    texts = [_explained(of_lines).get(name) for of_lines, name in zip(lines, names, strict=False)]
    return _first((*texts, table.explained_in), places)


def set_table(table: Table, edition: Edition, places: Mapping[str, str], *, may_turn: bool) -> SetTable:
    """A table with the ids of what explains its lines; ``places`` are the ids of texts by name.

    Where it ``may_turn`` and would be wider than a phone, its columns become the rows of the page if that is
    narrower: long labels have more room beside the figures than above them.
    """
    spec = edition.tables[table.key]
    of_sides, of_tops = _explained(spec.rows), _explained(spec.columns)
    sides, tops = [row.heading for row in table.rows], list(table.columns)
    lines = [row.cells for row in table.rows]
    corner = table.row_heading
    written, turned = _letters(sides, tops), _letters(tops, sides)
    is_turned = may_turn and table.is_grid and written > PHONE_LETTERS and turned < written
    if is_turned:
        sides, tops, corner = tops, sides, table.column_heading
        of_sides, of_tops = of_tops, of_sides
        lines = list(zip(*lines, strict=True))

    def label(heading: Heading, notes: tuple[int, ...], *texts: str | None) -> Label:
        return Label(heading.label, heading.total, notes, _first(texts, places))

    rows = tuple(
        LabelledRow(
            label(side, _notes_of_row(side, line), of_sides.get(side.key), spec.explained_in), tuple(line)
        )
        for side, line in zip(sides, lines, strict=True)
    )
    columns = tuple(label(top, top.notes, of_tops.get(top.key)) for top in tops)
    notes = tuple(NumberedNote(note.number, _in_full(note, rows, tops, is_turned)) for note in table.notes)
    may_scroll = (turned if is_turned else written) > PHONE_LETTERS
    return SetTable(table, corner, columns, rows, notes, may_scroll)


def with_last_year(shown: SetTable, last: LastYear, edition: Edition, language: Language) -> SetTable:
    """A table that is not turned, with the figures of the year before behind each of its rows."""

    def in_words(one: Before) -> BeforeInWords:
        marker = one.figure.marker if one.figure is not None else "b"
        return BeforeInWords(*one.in_words(edition, language), marker, one.change.marker)

    rows = tuple(row._replace(before=in_words(last.figures[row.cells[-1].key])) for row in shown.rows)
    return shown._replace(rows=rows, last_year=last)


def letters(labels: Iterable[str], heads: Iterable[str]) -> int:
    """How many letters wide a table is at least, by its labels and the heads of its columns of figures."""
    return letters_of([longest_word(labels), *(max(FIGURE_LETTERS, longest_word((head,))) for head in heads)])


def letters_of(columns: Iterable[int]) -> int:
    """How many letters wide a table is whose columns have so many each; each has room for one beside."""
    return sum(column + 1 for column in columns)


def longest_word(texts: Iterable[str]) -> int:
    """How many letters the longest word of some texts has, which is not broken."""
    return max((len(word) for text in texts for word in text.split()), default=0)


def _letters(sides: Iterable[Heading], tops: Iterable[Heading]) -> int:
    return letters((side.label for side in sides), (top.label for top in tops))


def _notes_of_row(side: Heading, cells: Iterable[Cell]) -> tuple[int, ...]:
    """The numbers of the notes on a row of the page and on its figures, which hold nothing else."""
    return (*side.notes, *(number for cell in cells for number in cell.notes))


def _in_full(note: Note, rows: Iterable[LabelledRow], tops: Iterable[Heading], is_turned: bool) -> str:
    """A note in words: that on one figure says of which one of its row, where its mark stands."""
    if not is_turned or not note.column:
        return note.in_full
    for row in rows:
        for top, cell in zip(tops, row.cells, strict=True):
            if note.number in cell.notes:
                return f"{top.short}: {note.text}"
    return note.text


def _explained(lines: Iterable[LineSpec]) -> dict[str, str | None]:
    """The name of the text that explains each of some lines, by the line's key."""
    return {line.key: line.explained_in for line in lines}


def _first(names: Iterable[str | None], places: Mapping[str, str]) -> str:
    return next((places[name] for name in names if name and name in places), "")
