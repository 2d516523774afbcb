"""A statistical table of an edition: its lines, its words, its cells.  The figures are the areas'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import Field

from generator.model.base import EditionName, Key, Model, Words
from generator.model.figure import NumberKind
from generator.model.rules import FigureKey
from generator.problems import quoted


class LineSpec(Model):
    """A row or a column of a table."""

    key: Key
    """Its name in the area's file and in the open data."""
    label: Words
    """The words that a reader sees."""
    short: Words | None = Field(None, examples=["At home"])
    """Its short form for charts, legends and heads of wide tables; the whole label without it."""
    total: bool = False
    """Whether it adds up the others; such a line is computed."""
    was: Key | None = Field(None, examples=["visited_or_called"])
    """Its key in the edition before, if it was renamed or is a part of a line that was split."""
    explained_in: str | None = Field(None, examples=["what-a-visit-is"])
    """The file of sections/, without .md, that explains what it counts."""

    @property
    def shortest(self) -> Words:
        """The words where there is little room: the short form, or else the label."""
        return self.short or self.label


class Definition(Model):
    """Since when a table counts what it counts now; its figures are not compared with earlier ones."""

    since: EditionName
    """The first edition that counts in this way."""
    words: Words
    """What changed, in a sentence."""


class RateSpec(Model):
    """What the figures of a table are worked out from: so many of a figure for each so many of a whole."""

    of: FigureKey = Field(examples=["calls.total"])
    """The figure, or the table or row of those with the keys of this table's figures."""
    among: FigureKey | None = Field(None, examples=["visits.total"])
    """The whole: a figure, or the table or row of such; the area's population if it is left out."""
    per: int = Field(100, ge=1, examples=[1000])
    """For how many of the whole the figure is given: 100 for per cents."""


class TableSpec(Model):
    """A statistical table: its lines and words.  The figures are the areas'."""

    title: Words
    """The caption."""
    over_years: Words | None = None
    """The caption over several years, for a table whose title names a day."""
    unit: Words
    """What is counted."""
    measure: Literal["count", "rate"] = "count"
    """Whether areas' figures can be added up (count) or only be compared (rate, and always per cents)."""
    numbers: Literal["whole", "decimal", "per cent"] = "whole"
    """The kind of its numbers: whole ones, decimals such as 131.6, or per cents such as 71 %."""
    places: int | None = Field(None, ge=0, le=6)
    """How many digits stand after the point; one for decimals, none for per cents if it is left out."""
    rate: RateSpec | None = None
    """What its figures are worked out from, so that none of these can be worked back from them."""
    definition: Definition | None = None
    """What changed in the way of counting, and since when."""
    label: Words | None = None
    """The words beside the figure, for a table of a single figure."""
    short: Words | None = Field(None, examples=["Minutes"])
    """A short form of that label, for the heads of wide tables; the whole label without it."""
    row_heading: Words | None = None
    """What the rows are, above the first column."""
    column_heading: Words | None = None
    """What the columns are, above the first column where a page has them as rows."""
    explained_in: str | None = Field(None, examples=["what-a-visit-is"])
    """The file of sections/, without .md, that explains what it counts; lines may have others."""
    rows: tuple[LineSpec, ...] = ()
    """The rows; none for a table of a single figure."""
    columns: tuple[LineSpec, ...] = ()
    """The columns; none for a table with one figure a row."""
    not_applicable: tuple[str, ...] = ()
    """Cells that cannot have a figure, as row.column; areas may leave them out."""
    was: Key | None = Field(None, examples=["visits"])
    """Its key in the edition before, if it was renamed or is a part of a table that was split."""
    notes: dict[Key, Words] = {}
    """Notes under the table, each under a key of its own so that a later edition can take it away."""

    @property
    def kind(self) -> NumberKind:
        """The kind of its numbers."""
        places = self.places if self.places is not None else int(self.numbers == "decimal")
        return NumberKind(places, self.numbers == "per cent")

    @property
    def is_rate(self) -> bool:
        """Whether areas' figures cannot be added up: a rate is of another whole in each area."""
        return self.measure == "rate" or self.numbers == "per cent"

    @property
    def rests_on_population(self) -> bool:
        """Whether it says that its figures are so many for each so many of an area's people, as estimated."""
        return self.rate is not None and self.rate.among is None

    def faults(self) -> Iterator[TableFault]:
        """Where the kind of its numbers contradicts what else it says, or two lines have one short form."""
        if self.numbers == "whole" and self.places:
            message = "Whole numbers have no digits after the point."
            yield TableFault(("places",), message, "Write numbers: decimal, or delete places.")
        if self.numbers == "decimal" and self.places == 0:
            message = "Decimals have digits after the point."
            yield TableFault(("places",), message, "Write how many, or delete numbers: decimal.")
        lines = [("rows", place, line) for place, line in enumerate(self.rows)]
        lines += [("columns", place, line) for place, line in enumerate(self.columns)]
        for name, place, line in lines:
            if line.total and self.numbers == "per cent":
                message = "Per cents are not added up, so that a table of them has no total."
                hint = "Delete total: true; the areas then write this figure like the others."
                yield TableFault((name, place, "total"), message, hint)
            others = [one.shortest.en for other, at, one in lines if other == name and at != place]
            if line.short is not None and line.short.en in others:
                message = f"Another of the {name} would be called {quoted(line.short.en)} as well."
                yield TableFault((name, place, "short"), message, "Give each a short form of its own.")


def table_id(key: str) -> str:
    """The id of a table in its report, by its key."""
    return f"table-{key.replace('_', '-')}"


class TableFault(NamedTuple):
    """What contradicts itself in a table: the path below the table to the place, and the words."""

    path: tuple[str | int, ...]
    message: str
    hint: str


class CellSpec(NamedTuple):
    """One cell of a table: its key, its lines, whether it is computed and whether it may be left out."""

    table: str
    row: str | None
    column: str | None
    total: bool
    not_applicable: bool
    #: Table, row and column joined by dots as far as the table has them.
    key: str


def cells(key: str, table: TableSpec) -> Iterator[CellSpec]:
    """The cells of a table, row by row, totals included."""
    for row in table.rows or (None,):
        for column in table.columns or (None,):
            name = ".".join(line.key for line in (row, column) if line)
            total = any(line.total for line in (row, column) if line)
            yield CellSpec(
                key,
                row.key if row else None,
                column.key if column else None,
                total,
                name in table.not_applicable,
                f"{key}.{name}" if name else key,
            )
