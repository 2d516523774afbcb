"""Editions in order of time -> which of their tables, rows, columns and figures are the same, by any key.

What was renamed says what it was (``was``), and so does each line into which one was split.  A part of what
was counted as one is never taken for the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import NamedTuple

from generator.model.edition import Edition
from generator.model.table import LineSpec, TableSpec, cells

#: A name over the years: of a table, of one of its rows or of a figure, a step for each key that leads there.
#: A step is the key that came first; that of a part is below the one of its whole: ``reported/cautioned``.
Name = tuple[str, ...]
#: Between a whole and its part.
PART = "/"


def whole_of(name: Name) -> Name:
    """The name of what a figure, or a line of it, is a part of; its own if of nothing."""
    return tuple(step.partition(PART)[0] for step in name)


class UnknownForerunner(NamedTuple):
    """A ``was`` that no earlier edition has: the path to it, and what it could have been, newest first."""

    path: tuple[str | int, ...]
    was: str
    known: tuple[str, ...]


@dataclass(frozen=True)
class Lineage:
    """What the tables, rows and figures of an edition are called over the years, by their keys."""

    names: Mapping[str, Name] = field(default_factory=dict)
    unknown: tuple[UnknownForerunner, ...] = ()

    def name(self, key: str) -> Name:
        """The name of a table, a row or a figure over the years."""
        return self.names.get(key) or tuple(key.split("."))

    def same(self, key: str, other: Lineage) -> str | None:
        """The key under which another edition has the same table, row or figure; None if it has none."""
        return other.keys.get(self.name(key))

    def whole(self, key: str, earlier: Lineage) -> str | None:
        """The key under which an earlier edition counted a figure together with others, or None."""
        name = self.name(key)
        if name in earlier.keys:
            return None
        wider = (tuple(steps) for steps in product(*map(_wholes, name)))
        return next((earlier.keys[steps] for steps in wider if steps in earlier.keys), None)

    @cached_property
    def keys(self) -> Mapping[Name, str]:
        """The keys by name."""
        return {name: key for key, name in self.names.items()}


class _Line(NamedTuple):
    """A table, a row or a column of an edition: its step of names, and what the edition says that it was."""

    step: str
    was: str | None


class _Year(NamedTuple):
    """What an edition's tables are called over the years, and their rows and columns, by table."""

    edition: Edition
    tables: dict[str, _Line]
    rows: dict[str, dict[str, _Line]]
    columns: dict[str, dict[str, _Line]]

    def table_of(self, step: str) -> str | None:
        """The key of the table that has a step as its name, or of the one that it is a part of."""
        keys = {line.step: key for key, line in self.tables.items()}
        return next((keys[whole] for whole in _wholes(step) if whole in keys), None)


def lineages(editions: Iterable[Edition]) -> dict[str, Lineage]:
    """The lineage of each edition, by the edition's name."""
    past: list[_Year] = []  # the newest first
    by_edition = {}
    for edition in sorted(editions, key=lambda one: one.in_time):
        year, unknown = _year(edition, past)
        by_edition[edition.name] = Lineage(dict(_names(year)), tuple(unknown))
        past.insert(0, year)
    return by_edition


def _year(edition: Edition, past: list[_Year]) -> tuple[_Year, list[UnknownForerunner]]:
    """The names of an edition's tables and lines, and what it says in vain that they were."""
    unknown = []
    said: dict[str, str | None] = {key: table.was for key, table in edition.tables.items()}
    before = [year.tables for year in past]
    year = _Year(edition, _lines(said, before, edition.name), {}, {})
    unknown += [
        UnknownForerunner(("tables", key, "was"), *vain) for key, vain in _in_vain(said, before).items()
    ]
    for key, table in edition.tables.items():
        earlier = [(one, name) for one in past if (name := one.table_of(year.tables[key].step)) is not None]
        for kind, lines in (("rows", table.rows), ("columns", table.columns)):
            said = {line.key: line.was for line in lines}
            before = [getattr(one, kind)[name] for one, name in earlier]
            getattr(year, kind)[key] = _lines(said, before, edition.name)
            unknown += [
                UnknownForerunner(("tables", key, kind, _position(lines, line), "was"), *vain)
                for line, vain in _in_vain(said, before).items()
            ]
    return year, unknown


def _position(lines: tuple[LineSpec, ...], key: str) -> int:
    return next(position for position, line in enumerate(lines) if line.key == key)


def _lines(said: Mapping[str, str | None], before: list[dict[str, _Line]], edition: str) -> dict[str, _Line]:
    """Lines by key, each with its step.

    ``said`` has what each was by its key, ``before`` the lines of the earlier editions, the newest first.
    """
    origins: dict[str, tuple[int, str]] = {}
    for key, was in said.items():
        source = was if was is not None and _is_news(key, was, before) else key
        found = ((age, lines[source].step) for age, lines in enumerate(before) if source in lines)
        origins[key] = next(found, (len(before), key))
    claims: dict[str, list[str]] = {}
    for key, (_, step) in origins.items():
        claims.setdefault(step, []).append(key)
    lines = {}
    for key, was in said.items():
        age, step = origins[key]
        rivals = [other for other in claims[step] if other != key]
        if any(_is_news(one, said[one], before) for one in claims[step]) and rivals:
            step = f"{step}{PART}{key}"  # of what was split
        elif any(origins[other][0] < age for other in rivals):
            step = f"{key}@{edition}"  # a key that had another meaning once
        lines[key] = _Line(step, was)
    return lines


def _is_news(key: str, was: str | None, before: list[dict[str, _Line]]) -> bool:
    """Whether an edition is the first to say what a line was; later ones have the same words from it."""
    return was is not None and next((lines[key].was for lines in before if key in lines), None) != was


def _in_vain(
    said: Mapping[str, str | None], before: list[dict[str, _Line]]
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What lines are said to have been and no earlier edition has, each with what there was, newest first."""
    known = tuple(dict.fromkeys(key for lines in before for key in lines))
    return {
        key: (was, known)
        for key, was in said.items()
        if was is not None and was not in known and _is_news(key, was, before)
    }


def _names(year: _Year) -> Iterator[tuple[str, Name]]:
    """The names over the years of an edition's tables, rows and figures, by key."""
    for key, table in year.edition.tables.items():
        yield key, (year.tables[key].step,)
        yield from _names_in(year, key, table)


def _names_in(year: _Year, key: str, table: TableSpec) -> Iterator[tuple[str, Name]]:
    rows, columns = year.rows[key], year.columns[key]
    for row in table.rows if table.columns else ():
        yield f"{key}.{row.key}", (year.tables[key].step, rows[row.key].step)
    for cell in cells(key, table):
        steps = [rows[cell.row].step] if cell.row is not None else []
        steps += [columns[cell.column].step] if cell.column is not None else []
        yield cell.key, (year.tables[key].step, *steps)


def _wholes(step: str) -> Iterator[str]:
    """A step, and those of the wholes that it is a part of."""
    while step:
        yield step
        step = step.rpartition(PART)[0]
