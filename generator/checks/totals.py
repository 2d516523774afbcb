"""Rules over a table's own arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.model.edition import CellSpec
from generator.model.figure import Figure, total_of
from generator.problems import Problem

MARKER_WORDS = {"z": "not applicable", "x": "not available", "c": "suppressed"}


def total_mismatch(context: RuleContext) -> Iterator[Problem]:
    """A total that the file gives is the sum of its parts, by row, by column and for the whole table."""
    for cell in context.edition.cells:
        given = context.statistics.figures.get(cell.key)
        if not cell.total or given is None:
            continue
        keys = context.edition.parts_of_totals[cell.key]
        parts = [_part(context, key, cell) for key in keys]
        known = [part for part in parts if part is not None]
        computed = total_of(known)
        if len(known) == len(parts) and computed.value is not None and given != computed:
            yield context.problem(
                cell.key,
                "total-mismatch",
                f"{_name(cell)} is {_shown(given)}, but its {_kind(keys)} add up to "
                f"{computed.value} ({' + '.join(_shown(part) for part in known)})",
                f"Correct the total, or the {_kind(keys, 1)} that is wrong, or delete the total: "
                "it is computed for you.",
            )


def _part(context: RuleContext, key: str, total: CellSpec) -> Figure | None:
    name = key.removeprefix(f"{total.table}.")
    absent = name in context.edition.tables[total.table].not_applicable
    return context.statistics.figures.get(key, Figure(marker="z") if absent else None)


def _name(cell: CellSpec) -> str:
    """How a message calls a total: by the row or column that it adds up, or the table."""
    words = [part for part in (cell.row, cell.column) if part and part != "total"]
    return f"{words[0] if words else cell.table} total"


def _kind(keys: tuple[str, ...], number: int = 2) -> str:
    """What a total adds up, from that part of the keys which differs: categories, levels, or parts."""
    differing = [
        names for names in zip(*(key.split(".") for key in keys), strict=True) if len(set(names)) > 1
    ]
    stems = {name.rpartition("_")[0] for name in differing[0]} if len(differing) == 1 else set()
    stem = stems.pop() if len(stems) == 1 else ""
    singular = stem if stem in ("category", "level") else "part"
    if number == 1:
        return singular
    return f"{singular[:-1]}ies" if singular.endswith("y") else f"{singular}s"


def _shown(figure: Figure) -> str:
    return str(figure.value) if figure.value is not None else MARKER_WORDS[figure.marker or "z"]


def not_applicable_figure(context: RuleContext) -> Iterator[Problem]:
    """A cell that the edition calls not applicable holds no one: Category 3 is managed at levels 2 and 3."""
    for cell in context.edition.cells:
        value = context.value(cell.key)
        if cell.not_applicable and value:
            yield context.problem(
                cell.key,
                "not-applicable-figure",
                f"{value} stands in a cell that can have no figure.",
                "Write “not applicable”, or move the figure to the cell that it belongs to.",
            )
