"""An area's figures for an edition, and the shape that the edition's tables give to the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Annotated, Any, NamedTuple, cast

from pydantic import BeforeValidator, ConfigDict, Field, create_model
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from generator.model.area import Status
from generator.model.base import Line, Model, Words, any_case
from generator.model.days import Day
from generator.model.edition import Edition
from generator.model.figure import (
    BARE_MARKERS,
    MARKERS,
    WHOLE,
    Fault,
    Figure,
    NumberKind,
    read_figure,
    total_of,
)
from generator.model.table import LineSpec, TableSpec
from generator.problems import Place
from generator.source.texts import Text


class SignOff(Model):
    """Who has approved a report for publication, and when."""

    role: Line = Field(examples=["Director"])
    """The office, not the person."""
    date: Day
    """The day on which it was signed off."""


class Explanation(NamedTuple):
    """Why an unlikely figure is right, for readers, and where that is written."""

    reason: Words
    place: Place


@dataclass(frozen=True)
class Statistics:
    """The figures of an area for an edition, by key, with the places where they are written.

    ``figures`` holds what the file gives, written totals too; what it lacks is not in it.
    ``places`` has a place for each written key, and for the rows and tables above it.
    """

    file: str
    figures: Mapping[str, Figure]
    places: Mapping[str, Place]
    notes: Mapping[str, Words] = field(default_factory=dict)
    #: By the key of the figure.
    explained: Mapping[str, Explanation] = field(default_factory=dict)
    sign_off: SignOff | None = None
    #: None where the file says something else than one of the two.
    status: Status | None = "final"
    #: The words of the notes and reasons, with their places.
    texts: tuple[Text, ...] = ()


class Shape(Model):
    """A part of ``statistics.yaml``, made from an edition: pydantic would look in vain for its source.

    Its fields have numbers for names, and the file's keys as their aliases alone: a key may be the name of
    something that every model has (``copy``, ``json``, ``model_config``).
    """

    model_config = ConfigDict(use_attribute_docstrings=False, populate_by_name=False)


def _shape(name: str, fields: list[tuple[Any, Any]]) -> type[Shape]:
    """A model of a type and a ``Field`` with an alias for each key."""
    numbered = {f"field_{number}": field for number, field in enumerate(fields)}
    return create_model(name, __base__=Shape, **numbered)  # type: ignore[call-overload,no-any-return]


def _read_cell(kind: NumberKind, value: Any) -> Any:
    """A cell's text as a Figure.  Raises PydanticCustomError with the fault's code as its type."""
    if not isinstance(value, str):
        raise PydanticCustomError(
            "wrong-value", "One figure belongs here.", {"hint": "Write the figure itself after the colon."}
        )
    figure = read_figure(value, getattr(value, "plain", True), kind)
    if isinstance(figure, Fault):
        # The fault's words go in whole: braces in what a person typed are not placeholders.
        raise PydanticCustomError(figure.code, "{message}", {"message": figure.message, "hint": figure.hint})
    return figure


@cache
def _cell_type(kind: NumberKind) -> Any:
    """A cell of the file, in a table of a kind of numbers."""
    number: dict[str, Any] = {"type": "number" if kind.places else "integer", "minimum": 0}
    numbers = [number]
    if kind.per_cent:
        numbers.append({"type": "string", "pattern": f"^[0-9]+{_PLACES if kind.places else ''} ?%$"})
    what = "A whole number" if kind == WHOLE else f"A number such as {kind.example}"
    schema = {
        "anyOf": [*numbers, *any_case(*MARKERS)["anyOf"], _BARE_MARKER],
        "title": "Figure",
        "description": f"{what}, or: not applicable, not available, suppressed.",
        "examples": [0, 61 if kind == WHOLE else kind.example, "not available"],
    }
    return Annotated[
        Any, BeforeValidator(partial(_read_cell, kind)), Field(json_schema_extra=cast("JsonDict", schema))
    ]


#: A marker in square brackets without quotation marks, which YAML reads as a list.
_BARE_MARKER: dict[str, Any] = {
    "type": "array",
    "items": {"enum": sorted({form for marker in BARE_MARKERS for form in (marker, marker.upper())})},
    "minItems": 1,
    "maxItems": 1,
}
#: Digits after a point, in a schema's pattern.
_PLACES = "(\\.[0-9]+)?"


def statistics_model(edition: Edition) -> type[Model]:
    """The model of ``statistics.yaml`` for an edition: a key for each table, row and column.

    Totals may be left out, and so may the cells that the edition says are not applicable.
    """
    fields = [
        (_table_type(key, table), Field(alias=key, title=table.title.en, description=table.unit.en))
        for key, table in edition.shown_tables.items()
    ]
    words = "A note on a table, row or figure, by its key."
    fields.append((dict[str, Words], Field({}, alias="notes", title="Notes", description=words)))
    words = "Why an unlikely figure is right, by its key: it is no warning then, and readers see the reason."
    fields.append((dict[str, Words], Field({}, alias="explained", title="Explained", description=words)))
    words = "Who has approved the report for publication, and when."
    fields.append((SignOff | None, Field(None, alias="sign_off", title="Sign-off", description=words)))
    words = "draft keeps the report out of the published website."
    fields.append((Status, Field("final", alias="status", title="Status", description=words)))
    return _shape(f"statistics_{edition.name.replace('-', '_')}", fields)


def _table_type(key: str, table: TableSpec) -> Any:
    if table.rows and table.columns:
        rows = [
            (_lines_type(f"{key}_{row.key}", table, table.columns, row), _field(row, optional=row.total))
            for row in table.rows
        ]
        return _shape(key, rows)
    if table.rows or table.columns:
        return _lines_type(key, table, table.rows or table.columns, None)
    return _cell_type(table.kind)


def _lines_type(name: str, table: TableSpec, lines: tuple[LineSpec, ...], row: LineSpec | None) -> Any:
    """A model with a cell for each line; those that are computed or not applicable are optional."""
    fields: list[tuple[Any, Any]] = []
    absent = frozenset(table.not_applicable)
    for line in lines:
        key = f"{row.key}.{line.key}" if row else line.key
        optional = line.total or key in absent or (row is not None and row.total)
        fields.append((_cell_type(table.kind), _field(line, optional)))
    return _shape(name, fields)


def _field(line: LineSpec, optional: bool) -> Any:
    title = line.label.en
    words = "Computed for you; if you write it, it is checked." if line.total else title
    default: Any = None if optional else ...
    return Field(default, alias=line.key, title=title, description=words)


def completed(edition: Edition, given: Mapping[str, Figure]) -> dict[str, Figure]:
    """The figure of every cell that can be known: those given, those that cannot apply, and the totals.

    A total is computed; one that cannot be (a part of it is suppressed or not available) is taken as given,
    and one that the file suppresses stays so.
    """
    figures: dict[str, Figure] = {}
    for cell in edition.cells:
        if not cell.total and cell.key in given:
            figures[cell.key] = given[cell.key]
        elif not cell.total and cell.not_applicable:
            figures[cell.key] = Figure(marker="z")
    for cell in edition.cells:
        if cell.total:
            parts = [figures.get(key) for key in edition.parts_of_totals[cell.key]]
            known = [part for part in parts if part is not None]
            if len(known) == len(parts):
                computed = total_of(known)
                written = given.get(cell.key, computed)
                is_computed = computed.value is not None and written.marker != "c"
                figures[cell.key] = computed if is_computed else written
    return figures
