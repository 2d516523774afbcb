"""An edition -> the keys that an area's file of figures must have, each with what it was last year."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.load.editions import LoadedEdition
from generator.model.edition import Edition
from generator.model.figure import as_typed
from generator.model.statistics import Statistics
from generator.model.table import LineSpec, TableSpec

#: What is written in the place of a figure that cannot be there.
NOT_APPLICABLE = "not applicable"


class Asked(NamedTuple):
    """A key: its value where the edition knows it, a remark on it, and the keys that stand below it."""

    key: str
    value: str = ""
    remark: str = ""
    below: tuple[Asked, ...] = ()


class LastYear(NamedTuple):
    """What an area gave for an earlier edition."""

    edition: LoadedEdition
    statistics: Statistics


def asked(edition: Edition, remarks: Mapping[str, str]) -> tuple[Asked, ...]:
    """The keys of the tables in order, without totals; ``remarks`` has what to say of a figure by its key."""
    return tuple(_table(key, table, remarks) for key, table in edition.shown_tables.items())


def _table(key: str, table: TableSpec, remarks: Mapping[str, str]) -> Asked:
    def cell(line: LineSpec, name: str) -> Asked:
        value = NOT_APPLICABLE if name in table.not_applicable else ""
        return Asked(line.key, value, "" if value else remarks.get(f"{key}.{name}", ""))

    rows, columns = _plain(table.rows), _plain(table.columns)
    if not table.rows and not table.columns:
        return Asked(key, remark=remarks.get(key, ""))
    if not (table.rows and table.columns):
        return Asked(key, below=tuple(cell(line, line.key) for line in rows or columns))
    below = (
        Asked(row.key, below=tuple(cell(column, f"{row.key}.{column.key}") for column in columns))
        for row in rows
    )
    return Asked(key, below=tuple(below))


def _plain(lines: tuple[LineSpec, ...]) -> list[LineSpec]:
    return [line for line in lines if not line.total]


def block_lines(keys: Iterable[Asked], indent: int, remark: str = "") -> Iterator[str]:
    """A line for each key and for each below it, two spaces further in; ``remark`` begins each remark."""
    for one in keys:
        value = f" {one.value}" if one.value else ""
        last = f"  # {remark}{one.remark}" if one.remark else ""
        yield f"{' ' * indent}{one.key}:{value}{last}"
        yield from block_lines(one.below, indent + 2, remark)


def remarks_of(edition: LoadedEdition, last: LastYear | None) -> dict[str, str]:
    """By the key of each figure what is to be said of it: last year's, be it under another key.

    Of one that was counted together with others it is their sum, and says so; where a table counts otherwise
    than last year, that is said as well.
    """
    if edition.edition is None or last is None or last.edition.edition is None:
        return {}
    earlier, figures = last.edition, last.statistics.figures
    same = edition.keys_in(earlier)
    wholes = {
        cell.key: whole
        for cell in edition.edition.cells
        if not cell.total and (whole := edition.lineage.whole(cell.key, earlier.lineage)) is not None
    }
    remarks = {}
    for cell in edition.edition.cells:
        key = wholes.get(cell.key) or edition.lineage.same(cell.key, earlier.lineage)
        if key is None or key not in figures:
            continue
        words = as_typed(figures[key])
        if cell.key in wholes:
            others = [other for other, whole in wholes.items() if whole == key and other != cell.key]
            words += f", with {_listed([_difference(other, cell.key) for other in others])}" if others else ""
        elif cell.key not in same:
            words += ", counted otherwise"
        remarks[cell.key] = words
    return remarks


def _difference(key: str, other: str) -> str:
    """The steps of a key that another of as many steps has not: ``convicted``."""
    steps = zip(key.split("."), other.split("."), strict=False)
    return ".".join(one for one, its in steps if one != its)


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def notes_of(edition: LoadedEdition, last: LastYear | None) -> Iterator[tuple[str, str, bool]]:
    """Last year's notes: key, words as YAML, and whether the edition still has what the note hangs on."""
    if last is None:
        return
    known = {key: edition.lineage.keys.get(name) for key, name in last.edition.lineage.names.items()}
    shown = edition.edition.shown_tables if edition.edition else {}
    for key, text in last.statistics.notes.items():
        now = known.get(key)
        is_known = now is not None and now.partition(".")[0] in shown
        yield (now if is_known and now else key), _words(text.en, text.cy), is_known


def _words(english: str, welsh: str | None) -> str:
    words = json.dumps(english, ensure_ascii=False)
    return f"{{en: {words}, cy: {json.dumps(welsh, ensure_ascii=False)}}}" if welsh else words
