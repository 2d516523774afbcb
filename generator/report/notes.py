"""The notes on a table in several reports -> those that all have in common, and each area's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.model.report import Note, Report, Table


class CommonNote(NamedTuple):
    """A note that every report of an edition has in the same words, and the first of these reports."""

    report: Report
    text: str


class AreaNote(NamedTuple):
    """A note of an area on its own figures; ``place`` is what it hangs on, nothing if that is the table."""

    report: Report
    place: str
    text: str


class JointNotes(NamedTuple):
    """The notes on a table in the reports of one edition or of several, in their order."""

    common: tuple[CommonNote, ...]
    own: tuple[AreaNote, ...]


def joint_notes(tables: Iterable[tuple[Report, Table]]) -> JointNotes:
    """The notes on a table in several reports, each of which is given with its table."""
    by_edition: dict[str, list[tuple[Report, Table]]] = {}
    for report, table in tables:
        by_edition.setdefault(report.edition.name, []).append((report, table))
    common: list[CommonNote] = []
    own: list[AreaNote] = []
    for of_edition in by_edition.values():
        shared = _shared(of_edition)
        common += [CommonNote(of_edition[0][0], text) for text in shared]
        own += [
            AreaNote(report, place_of(table, note), note.text)
            for report, table in of_edition
            for note in table.notes
            if note.own or note.text not in shared
        ]
    return JointNotes(tuple(common), tuple(own))


def place_of(table: Table, note: Note) -> str:
    """The row and the column that a note hangs on, as far as it hangs on less than the table."""
    rows = {f"{table.key}.{row.heading.key}": row.heading.label for row in table.rows if row.heading.key}
    labels = {**rows, **(table.labels(short=True) if not table.is_single else {})}
    return labels.get(note.key, "")


def _shared(of_edition: Sequence[tuple[Report, Table]]) -> tuple[str, ...]:
    """The edition's own notes that say the same in all its reports: a note may name an area or a figure."""
    each = [[note.text for note in table.notes if not note.own] for _, table in of_edition]
    return tuple(text for text in each[0] if all(text in texts for texts in each))
