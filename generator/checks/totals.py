"""Rules over a table's own arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.context import Finding, RuleContext
from generator.model.figure import Figure, as_typed, total_of
from generator.model.table import CellSpec

#: A key that is a word and a number.
NUMBERED = re.compile(r"([a-z]+(?:_[a-z]+)*)_[0-9]+")


def total_mismatch(context: RuleContext) -> Iterator[Finding]:
    """A total that the file gives is the sum of its parts, by row, by column and for the whole table.

    Whether one that is suppressed can be, ``disclosed_figure`` says.
    """
    for cell in context.edition.cells:
        given = context.statistics.figures.get(cell.key)
        if not cell.total or given is None or given.marker == "c":
            continue
        keys = context.edition.parts_of_totals[cell.key]
        parts = [_part(context, key, cell) for key in keys]
        known = [part for part in parts if part is not None]
        computed = total_of(known)
        if len(known) == len(parts) and computed.value is not None and given != computed:
            yield context.finding(
                cell.key,
                "total-mismatch",
                f"{_name(cell)} is {as_typed(given)}, but its {_kind(keys)} add up to "
                f"{as_typed(computed)} ({' + '.join(as_typed(part) for part in known)})",
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
    """What a total adds up, by the keys' own word where they are numbered: ``category_1``, ``category_2``."""
    differing = [
        names for names in zip(*(key.split(".") for key in keys), strict=True) if len(set(names)) > 1
    ]
    numbered = [NUMBERED.fullmatch(name) for name in differing[0]] if len(differing) == 1 else []
    words = {match[1].replace("_", " ") if match else "part" for match in numbered}
    singular = words.pop() if len(words) == 1 else "part"
    if number == 1:
        return singular
    return f"{singular[:-1]}ies" if singular.endswith("y") else f"{singular}s"


def not_applicable_figure(context: RuleContext) -> Iterator[Finding]:
    """A cell that the edition calls not applicable holds no one."""
    for cell in context.edition.cells:
        if cell.not_applicable and context.value(cell.key):
            yield context.finding(
                cell.key,
                "not-applicable-figure",
                f"{as_typed(context.statistics.figures[cell.key])} stands in a cell that can have no figure.",
                "Write “not applicable”, or move the figure to the cell that it belongs to.",
            )
