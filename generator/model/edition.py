"""An edition: the national text and tables of one reporting year."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.base import LONGEST_KEY, EditionName, Key, Line, Model, ReleaseField, Words, WordsOrSign
from generator.model.chart import ChartSpec, MapSpec
from generator.model.comparison import Comparisons
from generator.model.days import Day, Period, wrong_days
from generator.model.figure import Marker
from generator.model.rules import Code, Forbidden, LargeChange, Relation
from generator.model.table import CellSpec, Definition, TableSpec, cells, table_id

SectionKey = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_KEY)]

#: The places in ``order`` that the areas fill.
FOREWORD = "foreword"
LOCAL_BEFORE = "local before national text"
LOCAL_AFTER = "local after statistics"
CONTACTS = "contacts"
#: The ids that a report's page has besides those of its sections.
PAGE_IDS = ("main", "contents")
LOCAL = (FOREWORD, LOCAL_BEFORE, LOCAL_AFTER, CONTACTS)
#: What else has a name where the tables have theirs: the other keys of ``statistics.yaml``, and the facts.
RESERVED_TABLES = frozenset(
    {"notes", "status", "sign_off", "explained", "corrections"}
    | {"area", "edition", "period", "population", "release", "snapshot", "words"}
)


def _refuse_reserved(key: str) -> str:
    """The key of a table.  Raises PydanticCustomError for one that means something else already."""
    if key in RESERVED_TABLES:
        raise PydanticCustomError(
            "wrong-value",
            "“{key}” cannot be a table's key: it is the name of something else.",
            {"key": key, "hint": "Choose another key for the table."},
        )
    return key


TableKey = Annotated[Key, AfterValidator(_refuse_reserved)]


class Population(Model):
    """The population estimate behind rates of people."""

    name: Words = Field(examples=["mid-2024"])
    """Which estimate."""
    published: Day
    """The day on which it was published."""
    areas: dict[str, Annotated[int, Field(ge=1)]] = Field({}, examples=[{"north-west": 2990000}])
    """How many people each area has, by its folder's name; with it, it is checked what a rate gives away."""


class Markers(Model):
    """The words that a reader sees in the place of a figure that is not there."""

    z: WordsOrSign
    """Not applicable."""
    x: WordsOrSign
    """Not available."""
    c: WordsOrSign
    """Suppressed."""

    def words(self, marker: Marker) -> Words:
        """The words for a marker that is published.  Raises KeyError for a gap, which is not."""
        words: dict[Marker, Words] = {"z": self.z, "x": self.x, "c": self.c}
        return words[marker]


class SectionSpec(Model):
    """A section of the national text: its title, its files and its tables, in order."""

    title: Words
    """The heading."""
    parts: tuple[SectionKey, ...] = ()
    """The files of sections/ that make it up, without .md."""
    tables: tuple[Key, ...] = ()
    """The tables that follow its text."""
    contents: Literal["listed", "unlisted"] = "listed"
    """Whether the table of contents names the sub-headings too."""
    retold: bool = False
    """Whether its text gives what was published in words of its own, which each report then says."""


class HeadlineSpec(Model):
    """A figure that stands at the top of a report, of the edition's page and of the first page."""

    figure: str = Field(examples=["calls.total"])
    """The key of the figure: table, row and column joined by dots."""
    label: Words
    """What it counts, in a few words."""


class Edition(Model):
    """edition.yaml, after what it extends has been laid under it."""

    name: EditionName = Field(alias="edition")
    """The reporting year; the same as the folder's name."""
    extends: EditionName | None = None
    """The edition that this one differs from; nothing for the first."""
    period: Period
    """The year that the figures cover."""
    snapshot: Day | None = None
    """The day of the snapshot, where figures are those of one day."""
    population: Population | None = None
    """The population estimate behind the rate, where there is one."""
    release: ReleaseField
    """When the reports are released, in London: a day, a day and a time, “published” or “not yet”."""
    order: tuple[str, ...]
    """The order of the report's sections: keys of sections, and the places that the areas fill."""
    sections: dict[SectionKey, SectionSpec]
    """The national sections."""
    words: dict[Key, WordsOrSign] = {}
    """Words that differ between editions; the text uses them as {{ words.key }}."""
    markers: Markers
    """The words that a reader sees in the place of a figure that is not there."""
    tables: dict[TableKey, TableSpec]
    """The statistical tables."""
    charts: tuple[ChartSpec, ...] = ()
    """The charts."""
    map: MapSpec | None = None
    """The figure on the map of the areas; without it the map shows which areas have a report."""
    headlines: tuple[HeadlineSpec, ...] = ()
    """The figures that stand at the top of pages."""
    comparisons: Comparisons = Comparisons()
    """By what the areas are compared beside their figures."""
    relations: dict[Code, Relation] = {}
    """The figures that are never above others, each rule under the code of its problems."""
    forbidden: dict[Code, Forbidden] = {}
    """The keys that may never hold a figure, under the code of the problem that they are."""
    synonyms: dict[Line, tuple[Line, ...]] = Field({}, examples=[{"calls": ["alarms"]}])
    """Other words for those of the tables, by which it is known what a number in a sentence counts."""
    large_change: LargeChange | None = None
    """How large a change on last year's figure brings a warning; without it, none does."""

    @model_validator(mode="after")
    def _days_fit(self) -> Edition:
        """Raises PydanticCustomError for days that cannot be those of this edition, as last year's cannot."""
        published = self.population.published if self.population else None
        for wrong in wrong_days(self.name, self.period, self.snapshot, published, self.release.day):
            raise wrong
        return self

    @model_validator(mode="after")
    def _ids_differ(self) -> Edition:
        """Raises PydanticCustomError for a section with the id of another place of a report's page."""
        used = {*PAGE_IDS, *(table_id(key) for key in self.tables)}
        for key in dict.fromkeys(key for key in self.order if key in self.sections):
            for name in (key, *(f"{key}-{part}" for part in self.sections[key].parts)):
                if name in used:
                    hint = "Choose another key for the section or its part."
                    raise PydanticCustomError(
                        "wrong-value",
                        "“{name}” would be the address of two places in a report.",
                        {"name": name, "hint": hint, "path": ("sections", key)},
                    )
                used.add(name)
        return self

    @property
    def in_time(self) -> tuple[datetime.date, str]:
        """Its place in the order of editions, the earliest first."""
        return self.period.end, self.name

    @property
    def reference_date(self) -> datetime.date:
        """The last day that the figures tell of: that of the snapshot, or else of the period."""
        return self.snapshot or self.period.end

    @property
    def dated(self) -> datetime.date:
        """The date that its PDFs and its entries in the feed bear: the day of its release, if that is known.

        It is never before a day that its reports cite: the last that they tell of, and the one on which the
        population estimate behind their rates was published.
        """
        published = [self.population.published] if self.population else []
        released = [self.release.day] if self.release.day else []
        return max([self.reference_date, *published, *released])

    @property
    def parts(self) -> tuple[str, ...]:
        """The section files that the order uses, in order."""
        return tuple(part for key in self.order if key in self.sections for part in self.sections[key].parts)

    @cached_property
    def shown_tables(self) -> dict[str, TableSpec]:
        """The tables that the order shows, in order."""
        keys = [t for key in self.order if key in self.sections for t in self.sections[key].tables]
        return {key: self.tables[key] for key in keys if key in self.tables}

    @cached_property
    def shown_headlines(self) -> tuple[HeadlineSpec, ...]:
        """The headlines of figures that there are: a preview shows an edition with errors too."""
        keys = {cell.key for cell in self.cells}
        return tuple(headline for headline in self.headlines if headline.figure in keys)

    def compared(self, relation: Relation) -> tuple[tuple[str, str], ...]:
        """The keys of each two figures that a relation compares, the smaller one first.

        Totals follow from what they add up, so that they are compared only where the relation names one.
        """
        keys = {cell.key for cell in self.cells}
        pairs = (
            (cell.key, relation.never_above + cell.key.removeprefix(relation.figure))
            for cell in self.cells
            if cell.key == relation.figure or (cell.key.startswith(f"{relation.figure}.") and not cell.total)
        )
        return tuple(pair for pair in pairs if pair[1] in keys)

    def forbidding(self, key: str) -> tuple[str, Forbidden] | None:
        """The rule that forbids a key of a table, row or column, with its code; None if it may be there."""
        return next(((code, rule) for code, rule in self.forbidden.items() if rule.forbids(key)), None)

    def table_of(self, figure: str) -> TableSpec:
        """The table of a figure, by the figure's key.  Raises KeyError if there is none."""
        return self.tables[figure.partition(".")[0]]

    def redefinition(self, key: str, earlier: str) -> Definition | None:
        """The definition of a table that is newer than an earlier edition, or of what its rates are made of.

        Raises KeyError if there is no such table.
        """
        rate = self.tables[key].rate
        made_of = (name.partition(".")[0] for name in (rate.of, rate.among) if name) if rate else ()
        for table in (self.tables[name] for name in (key, *made_of) if name in self.tables):
            if table.definition is not None and earlier < table.definition.since:
                return table.definition
        return None

    def other_estimate(self, key: str, earlier: Edition) -> bool:
        """Whether a table's rates rest on another population estimate than an earlier edition's.

        Raises KeyError if there is no such table.
        """
        then, now = earlier.population, self.population
        differ = (then and then.name.en) != (now and now.name.en)
        return differ and self.tables[key].rests_on_population

    def counts_otherwise(self, key: str, earlier: Edition, earlier_key: str) -> bool:
        """Whether a table was defined anew since an earlier edition, or went from numbers to per cents.

        Raises KeyError if either edition has no such table.
        """
        per_cent = self.tables[key].kind.per_cent != earlier.tables[earlier_key].kind.per_cent
        return per_cent or self.redefinition(key, earlier.name) is not None

    @cached_property
    def facts(self) -> frozenset[str]:
        """The names of what the edition tells of itself, which stand for the same words in every report."""
        facts = {"edition", "period.start", "period.end"}
        facts |= {"snapshot"} if self.snapshot else set()
        facts |= {"population.name", "population.published"} if self.population else set()
        facts |= {"release"} if self.release.day else set()
        return frozenset(facts | {f"words.{key}" for key in self.words})

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of facts and figures that a text of this edition may put between double braces.

        What is told of an area comes besides.
        """
        return self.facts | frozenset(cell.key for cell in self.cells)

    @cached_property
    def cells(self) -> tuple[CellSpec, ...]:
        """Every cell of every table that is shown."""
        return tuple(cell for key, table in self.shown_tables.items() for cell in cells(key, table))

    @cached_property
    def parts_of_totals(self) -> dict[str, tuple[str, ...]]:
        """By the key of each total, those of the plain cells of its row, its column or its table."""
        return {cell.key: tuple(self._plain_cells(cell)) for cell in self.cells if cell.total}

    def _plain_cells(self, total: CellSpec) -> Iterator[str]:
        table = self.tables[total.table]
        row_total = any(row.key == total.row and row.total for row in table.rows)
        column_total = any(column.key == total.column and column.total for column in table.columns)
        for cell in cells(total.table, table):
            in_row = row_total or cell.row == total.row
            in_column = column_total or cell.column == total.column
            if in_row and in_column and not cell.total:
                yield cell.key
