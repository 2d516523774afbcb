"""What ``statistics.yaml`` lacks, or has where it does not belong, in the words of that file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.languages import LANGUAGES
from generator.load.fields import Misfit, place_of
from generator.load.rules import forbidden_words
from generator.model.edition import Edition
from generator.model.figure import BARE_MARKERS
from generator.model.table import CellSpec, LineSpec, TableSpec
from generator.problems import Problem, quoted, shortened
from generator.source.yaml import Mapping, Node, Scalar, Sequence

#: What may stand in the place of a number.
MARKERS = "not applicable, not available, suppressed"
#: What stands below the keys that have words by the key of what they are about.
WORDS = {"notes": "note", "explained": "reason"}
#: How many of the figures that are still to be filled in are named.
MOST_NAMED = 6


def steps_to(cell: CellSpec) -> list[str]:
    """The keys that lead to a cell: table, row and column, as far as the table has them."""
    return [part for part in (cell.table, cell.row, cell.column) if part]


def with_markers(tree: Mapping, edition: Edition) -> Mapping:
    """The tree with ``[z]`` as a text in each table: without quotation marks YAML reads it as a list."""
    entries = tuple(
        (key, _with_markers(value) if key.text in edition.tables else value) for key, value in tree.entries
    )
    return Mapping(entries, tree.place)


def _with_markers(node: Node) -> Node:
    if isinstance(node, Mapping):
        return Mapping(tuple((key, _with_markers(value)) for key, value in node.entries), node.place)
    if isinstance(node, Sequence) and len(node.items) == 1:
        marker = node.items[0]
        if isinstance(marker, Scalar) and marker.text.lower() in BARE_MARKERS:
            return Scalar(f"[{marker.text}]", True, node.place)
    return node


def unfilled(tree: Mapping, edition: Edition) -> Iterator[Problem]:
    """One problem for each table some of whose figures have a key and no value yet, at the first of them."""
    for key in edition.shown_tables:
        cells = [cell for cell in edition.cells if cell.table == key and not cell.total]
        empty = [cell for cell in cells if _is_empty(tree, steps_to(cell))]
        if empty:
            place = place_of(tree, steps_to(empty[0]))
            # Those that the edition calls not applicable are filled in by themselves.
            number = sum(not cell.not_applicable or cell in empty for cell in cells)
            yield Problem.at(place, "empty-value", *_words_for_gaps(key, number, empty))


def _is_empty(tree: Mapping, steps: list[str]) -> bool:
    """Whether a cell, or a key on the way to it, stands there without a value."""
    node: Node | None = tree
    for step in steps:
        node = node.get(step) if isinstance(node, Mapping) else None
        if isinstance(node, Scalar) and node.is_empty:
            return True
    return False


def _words_for_gaps(key: str, number: int, empty: list[CellSpec]) -> tuple[str, str]:
    hint = f"Write each behind its colon, or one of: {MARKERS}."
    if number == 1:
        return f"The figure {quoted(key)} is still to be filled in.", hint.replace("each", "it")
    verb = "is" if len(empty) == 1 else "are"
    message = f"{len(empty)} of {number} figures of {quoted(key)} {verb} still to be filled in."
    if len(empty) < number:
        names = [cell.key.removeprefix(f"{key}.") for cell in empty[:MOST_NAMED]]
        more = " and others" if len(empty) > MOST_NAMED else ""
        hint = f"{hint} Those that are empty: {', '.join(names)}{more}."
    return message, hint


def in_words_of_figures(edition: Edition, tree: Mapping, misfit: Misfit) -> Misfit | None:
    """A misfit in the words of this file; None for what is told of the whole table (``unfilled``)."""
    forbidding = edition.forbidding(misfit.name) if misfit.code == "unknown-key" else None
    if forbidding is not None:
        code, rule = forbidding
        message, hint = forbidden_words(misfit.name, rule)
        return misfit._replace(code=code, message=message, hint=hint, severity="error")
    if misfit.path[:1] in (("notes",), ("explained",)):
        return _in_words_of_notes(edition, tree, misfit)
    successors = _successors(edition, misfit) if misfit.code == "unknown-key" else []
    if successors:
        return _renamed(misfit, successors)
    table = edition.shown_tables.get(str(misfit.path[0])) if misfit.path else None
    if table is None:
        return _line_beside(edition, tree, misfit)
    if misfit.code == "empty-value":
        return _empty_total(misfit) if _is_total(table, misfit.path[1:]) else None
    if misfit.code == "missing-key":
        return _missing(misfit, table)
    return misfit


def _successors(edition: Edition, misfit: Misfit) -> list[str]:
    """The keys that the edition has in the place of an older one, which a file may still have."""
    table = edition.shown_tables.get(str(misfit.path[0]))
    if len(misfit.path) == 1:
        return [key for key, spec in edition.shown_tables.items() if spec.was == misfit.name]
    if table is None:
        return []
    lines = table.rows if table.rows and len(misfit.path) == 2 else table.columns
    return [line.key for line in lines if line.was == misfit.name]


def hint_for_old_key(edition: Edition, key: str) -> str | None:
    """What to do with a key joined by dots that an earlier edition had; None if it had no such thing.

    Each of its steps may be an old key or a present one.
    """
    steps = key.split(".")
    found = []
    for cell in edition.cells:
        table = edition.tables[cell.table]
        if steps[0] not in (cell.table, table.was):
            continue
        lines = {line.key: line.was for line in (*table.rows, *table.columns)}
        were = [table.was, *(lines[step] for step in steps_to(cell)[1:])]
        pairs = list(zip(steps_to(cell), were, strict=True))[: len(steps)]
        if len(pairs) == len(steps) and all(step in pair for step, pair in zip(steps, pairs, strict=True)):
            found.append(".".join(now for now, _ in pairs))
    names = list(dict.fromkeys(name for name in found if name != key))
    if len(names) > 1:
        return f"It is counted in parts in this edition: write one of these: {', '.join(names)}."
    return f"It is called {quoted(names[0])} in this edition: rename it." if names else None


def _renamed(misfit: Misfit, successors: list[str]) -> Misfit:
    """A key of an earlier year, in the place of which this edition has others."""
    if len(successors) == 1:
        hint = f"It is called {quoted(successors[0])} in this edition: rename it."
    else:
        names = ", ".join(map(quoted, successors))
        hint = f"This edition counts it in parts: delete it, and write each of them: {names}."
    return misfit._replace(hint=hint)


def _line_beside(edition: Edition, tree: Mapping, misfit: Misfit) -> Misfit:
    """A row that stands beside the tables, for want of the spaces before it."""
    if not any(row.key == misfit.name for table in edition.shown_tables.values() for row in table.rows):
        return misfit  # what stands above it is looked through for rows alone: there are but few of them
    above: list[str] = []
    for key, _ in tree.entries:
        if key.text == misfit.name:
            break
        above.append(key.text)
    for name in reversed(above):
        table = edition.shown_tables.get(name)
        if table is not None:
            is_row = misfit.code == "unknown-key" and misfit.name in {row.key for row in table.rows}
            return misfit._replace(hint=_spaces_hint(misfit.name, name)) if is_row else misfit
    return misfit


def _spaces_hint(row: str, table: str) -> str:
    return f"Put two spaces before {quoted(f'{row}:')}, so that it stands below {quoted(f'{table}:')}."


def _is_total(table: TableSpec, lines: tuple[Any, ...]) -> bool:
    return any(line.total and line.key in lines for line in (*table.rows, *table.columns))


def _empty_total(misfit: Misfit) -> Misfit:
    hint = f"Delete “{misfit.name}:”, as totals are computed for you; or write the total."
    return misfit._replace(message=f"{quoted(misfit.name)} has no value.", hint=hint)


def _missing(misfit: Misfit, table: TableSpec) -> Misfit:
    """A table, a row or a figure whose key is not there."""
    name = quoted(misfit.name)
    if len(misfit.path) == 1 and (table.rows or table.columns):
        lines = "\n".join(_lines(misfit.name, table))
        return misfit._replace(
            message=f"The table {name} is missing here.",
            hint=f"Add these lines to the file, with a figure behind each colon:\n{lines}",
        )
    if len(misfit.path) == 2 and table.rows and table.columns:
        return misfit._replace(
            code="missing-figure",
            message=f"The row {name} is missing here.",
            hint=f"Add “{_row(misfit.name, table.columns)}”, with a figure behind each colon.",
        )
    return misfit._replace(
        code="missing-figure" if len(misfit.path) > 1 else misfit.code,
        message=f"The figure {name} is missing here.",
        hint=f"Add “{misfit.name}: ” with the figure, or with one of: {MARKERS}.",
    )


def _lines(key: str, table: TableSpec) -> Iterator[str]:
    yield f"{key}:"
    for line in table.rows or table.columns:
        if not line.total:
            yield f"  {_row(line.key, table.columns)}" if table.rows else f"  {line.key}:"


def _row(key: str, columns: tuple[LineSpec, ...]) -> str:
    cells = ", ".join(f"{column.key}: " for column in columns if not column.total)
    return f"{key}: {{{cells}}}" if columns else f"{key}:"


def _in_words_of_notes(edition: Edition, tree: Mapping, misfit: Misfit) -> Misfit | None:
    """A note or a reason is about keys joined by dots; people nest them as the figures are."""
    name = str(misfit.path[0])
    example = next((cell.key for cell in edition.cells), "table.row.column")
    if len(misfit.path) == 1:
        message = f"Each {WORDS[name]} needs the key of what it is about."
        return misfit._replace(message=message, hint=f"Write:\n{name}:\n  {example}: …")
    note = tree.get(name)
    note = note.get(str(misfit.path[1])) if isinstance(note, Mapping) else None
    if not isinstance(note, Mapping) or any(note.get(language) is not None for language in LANGUAGES):
        return misfit
    if misfit.code == "missing-key":  # of the language, which nobody meant to write
        return None
    key, words = _first_leaf(note.get(misfit.name), [str(step) for step in misfit.path[1:]])
    return misfit._replace(
        code="wrong-value",
        message=f"The {WORDS[name]} of {quoted(key)} is nested; its keys belong into one, joined by dots.",
        hint=f"Write below “{name}:”, with two spaces before it: “{key}: {words}”.",
    )


def _first_leaf(node: Node | None, steps: list[str]) -> tuple[str, str]:
    """The first text below a node: its keys joined by dots, and as much of its words as shows which it is."""
    while isinstance(node, Mapping) and node.entries:
        key, node = node.entries[0]
        steps = [*steps, key.text]
    words = shortened(node.text) if isinstance(node, Scalar) else "…"
    return ".".join(steps), words
