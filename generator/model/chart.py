"""The charts of an edition: what is drawn, and the sentences on what stands out in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from generator.model.base import TEXT_SCHEMA, Key, Model, Translated, Words, or_written_as

#: What a chart's summary may name beside the edition's names: the whole, its largest row, its largest column.
SUMMARY_NAMES = frozenset({"whole", "part", "share", "row", "column", "column_share"})


class SummarySpec(Model):
    """Sentences on what stands out in a chart, of which those are said that are true of a report.

    They may name {{ whole }}; of the largest row {{ row }}, {{ part }} and {{ share }}; of the largest column
    {{ column }} and {{ column_share }}.  Of two that are equally large, these are the names of both, and what
    each of them has.
    """

    sentence: Words | None = None
    """On the largest row, the largest column or both; not said where the one that it names is not alone."""
    row: Words | None = None
    """On the largest row."""
    rows: Words | None = None
    """On the largest rows, where several are equally large."""
    column: Words | None = None
    """On the largest column."""
    columns: Words | None = None
    """On the largest columns, where several are equally large."""
    one: Words | None = None
    """On the whole, where it is one; nothing else is said then."""


def _from_words(value: Any) -> Any:
    """A summary may be written as one sentence: as a text, or with a key for each language."""
    is_mapping = isinstance(value, Mapping)
    if isinstance(value, str) or (is_mapping and value and value.keys() <= Translated.model_fields.keys()):
        return {"sentence": value}
    return value


def _schema(schema: dict[str, Any]) -> None:
    """In a file, a summary may be a sentence, a sentence for each language, or a mapping of sentences."""
    languages = dict.fromkeys(Translated.model_fields, TEXT_SCHEMA)
    translated = {
        "type": "object",
        "properties": languages,
        "required": ["en"],
        "additionalProperties": False,
    }
    or_written_as(schema, TEXT_SCHEMA, translated)


class MapSpec(Model):
    """The figure on the map of the areas: one by which areas of any size can be compared, such as a rate."""

    figure: str = Field(examples=["calls_per_1_000"])
    """The key of the figure: table, row and column joined by dots."""
    title: Words
    """What it counts, as the heading of the map."""


class ChartSpec(Model):
    """The chart of a table: in each report, bars for its rows; on the edition's page, a bar for each area."""

    table: Key
    """The table that is drawn."""
    title: Words
    """The heading of the chart."""
    panels: tuple[tuple[Key, ...], ...] = ()
    """For a report's chart: the rows of each panel, below which its axis is drawn."""
    areas: bool = False
    """Whether the chart has a bar for each area and stands on the edition's page."""
    form: Literal["bars", "dots"] = "bars"
    """For a chart of areas: bars, or dots for one figure of each, ranked, with last year's and the median."""
    row: Key | None = None
    """For a chart of areas: the row that is drawn, its columns stacked; the only figure if left out."""
    summary: Annotated[SummarySpec, BeforeValidator(_from_words), Field(json_schema_extra=_schema)] | None = (
        None
    )
    """For a report's chart of a table with totals: what stands out in it, in one sentence or in several."""
