"""Whether what an edition says fits together: every name stands for something, nothing is lost or twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.load.fields import nearest, place_of
from generator.load.own_file import OwnFile, Path, table_causes, without
from generator.model.chart import ChartSpec
from generator.model.edition import LOCAL, Edition
from generator.model.table import TableSpec, cells
from generator.problems import Problem, Suggestions, quoted
from generator.source.yaml import Mapping

#: The code of what stands twice.
TWICE = "duplicate-key"


class Fault(NamedTuple):
    """What does not fit: the path to it, the words, and the keys of a later edition that may cause it."""

    path: Path
    message: str
    hint: str
    causes: Iterable[Path] = ()
    code: str = "wrong-value"
    on_key: bool = False


def check_consistency(
    own: OwnFile, tree: Mapping, edition: Edition, *, may_be_unshown: bool = False
) -> Iterator[Problem]:
    """A problem for each thing that does not fit; ``tree`` is what the edition extends and has.

    With ``may_be_unshown`` a table may be in no section: it must go for another reason.  A problem is told in
    the edition's own file, unless the edition that wrote it has the same fault.
    """
    faults = [
        *_order(own, edition),
        *_sections(edition),
        *_charts(own, edition),
        *_headlines(own, edition),
        *_map(own, edition),
        *_tables(own, edition),
        *_explanations(own, tree, edition),
        *(() if may_be_unshown else _unshown(own, edition)),
    ]
    wrong: dict[Path, set[int]] = {}
    for fault in faults:
        position = next((step for step in fault.path if isinstance(step, int)), None)
        if position is not None:
            wrong.setdefault(fault.path[: fault.path.index(position)], set()).add(position)
    left = {path: without(tree, path, positions) for path, positions in wrong.items()}
    for fault in faults:
        place = place_of(tree, fault.path, fault.on_key)
        problem = Problem.at(place, fault.code, fault.message, fault.hint)
        at = next((number for number, step in enumerate(fault.path) if isinstance(step, int)), None)
        hint = ""
        if at is not None and fault.code == "wrong-value":
            hint = f"Write here what is left, or add what it names:\n{left[fault.path[:at]]}"
        yield own.named_here(problem, fault.causes, hint)


def _order(own: OwnFile, edition: Edition) -> Iterator[Fault]:
    known = {*edition.sections, *LOCAL}
    suggestions, before = Suggestions(), set[str]()
    for position, name in enumerate(edition.order):
        path = ("order", position)
        if name not in known:
            message = f"{quoted(name)} is no section of the edition {edition.name}."
            hint = nearest(name, known, suggestions)
            yield Fault(path, message, hint, [("sections", name), ("sections",)])
        elif name in before:
            yield Fault(
                path, f"{quoted(name)} stands twice in the order.", "Delete one of the two.", (), TWICE
            )
        before.add(name)
    if known.issuperset(edition.order):
        yield from _sections_left_out(own, edition)


def _sections_left_out(own: OwnFile, edition: Edition) -> Iterator[Fault]:
    """Sections that this edition's own file has and its order has not; an earlier one may be left out."""
    for key in edition.sections:
        if key not in edition.order and own.has(("sections", key)):
            hint = f"Add “- {key}” to the order. To leave it out, write “sections: {{{key}: }}”."
            message = f"The section {quoted(key)} is in no report, as the order does not have it."
            yield Fault(("sections", key), message, hint, (), "missing-key", on_key=True)


def _sections(edition: Edition) -> Iterator[Fault]:
    shown: dict[str, str] = {}
    for key, section in edition.sections.items():
        for position, table in enumerate(section.tables):
            path = ("sections", key, "tables", position)
            if table not in edition.tables:
                message = f"{quoted(table)} is no table of the edition {edition.name}."
                yield Fault(path, message, nearest(table, edition.tables), [("tables", table), ("tables",)])
            elif table in shown:
                message = (
                    f"The table {quoted(table)} stands twice; the section {quoted(shown[table])} has it too."
                )
                causes = [("sections", shown[table], "tables"), ("tables", table)]
                yield Fault(path, message, "Delete one of the two.", causes, TWICE)
            shown.setdefault(table, key)
        for position, part in enumerate(section.parts):
            if part in section.parts[:position]:
                path = ("sections", key, "parts", position)
                message = f"The part {quoted(part)} stands twice in this section."
                yield Fault(path, message, "Delete one of the two.", (), TWICE)


def _charts(own: OwnFile, edition: Edition) -> Iterator[Fault]:
    drawn: set[str] = set()
    for position, chart in enumerate(edition.charts):
        causes = table_causes(own.tree, chart.table)
        table = edition.tables.get(chart.table)
        if table is None:
            message = f"A chart draws {quoted(chart.table)}, which is no table of the edition {edition.name}."
            yield Fault(("charts", position, "table"), message, nearest(chart.table, edition.tables), causes)
            continue
        for key, name in _rows_of(chart):
            rows = {row.key for row in table.rows}
            if name not in rows:
                message = f"A chart draws {quoted(name)}, which is no row of {quoted(chart.table)}."
                yield Fault(("charts", position, key), message, nearest(name, rows), causes)
        if chart.panels and chart.table in drawn:
            message = f"The table {quoted(chart.table)} has two charts with panels."
            yield Fault(("charts", position, "table"), message, "Delete one of the two.", (), TWICE)
        drawn |= {chart.table} if chart.panels else set()


def _rows_of(chart: ChartSpec) -> Iterator[tuple[str, str]]:
    yield from (("panels", name) for panel in chart.panels for name in panel)
    if chart.row is not None:
        yield "row", chart.row


def _headlines(own: OwnFile, edition: Edition) -> Iterator[Fault]:
    keys = {cell.key for key, table in edition.tables.items() for cell in cells(key, table)}
    suggestions = Suggestions()
    for position, headline in enumerate(edition.headlines):
        if headline.figure not in keys:
            message = f"A headline names {quoted(headline.figure)}, no figure of the edition {edition.name}."
            causes = table_causes(own.tree, headline.figure.partition(".")[0])
            hint = nearest(headline.figure, keys, suggestions)
            yield Fault(("headlines", position, "figure"), message, hint, causes)


def _map(own: OwnFile, edition: Edition) -> Iterator[Fault]:
    keys = {cell.key for key, table in edition.tables.items() for cell in cells(key, table)}
    if edition.map is not None and edition.map.figure not in keys:
        figure = edition.map.figure
        message = f"The map shows {quoted(figure)}, no figure of the edition {edition.name}."
        hint = f"{nearest(figure, keys)} To leave the map without figures, write “map:”."
        yield Fault(("map", "figure"), message, hint, table_causes(own.tree, figure.partition(".")[0]))


def _tables(own: OwnFile, edition: Edition) -> Iterator[Fault]:
    for key, table in edition.tables.items():
        for fault in table.faults():
            yield Fault(("tables", key, *fault.path), fault.message, fault.hint, table_causes(own.tree, key))
        for name, lines in (("rows", table.rows), ("columns", table.columns)):
            keys = [line.key for line in lines]
            for position, line in enumerate(keys):
                if line in keys[:position]:
                    path = ("tables", key, name, position, "key")
                    message = f"The key {quoted(line)} stands twice among the {name} of {quoted(key)}."
                    yield Fault(path, message, "Give one of the two another key, or delete it.", (), TWICE)
        yield from _not_applicable(own, key, table)


def _not_applicable(own: OwnFile, key: str, table: TableSpec) -> Iterator[Fault]:
    """Cells that this edition's own file calls not applicable and that there are not."""
    known = {cell.key.removeprefix(f"{key}.") for cell in cells(key, table)}
    if not own.has(("tables", key, "not_applicable")):
        return
    for position, name in enumerate(table.not_applicable):
        if name not in known:
            message = f"{quoted(name)} is no cell of the table {quoted(key)}."
            yield Fault(("tables", key, "not_applicable", position), message, nearest(name, known))


def _explanations(own: OwnFile, tree: Mapping, edition: Edition) -> Iterator[Fault]:
    """Texts that this edition's own file says explain a line, and that no section of the order has.

    What an earlier edition says is silent in one that has no such text.
    """
    for key, table in edition.tables.items():
        named: list[tuple[Path, str | None]] = [(("tables", key, "explained_in"), table.explained_in)]
        for name, lines in (("rows", table.rows), ("columns", table.columns)):
            named += [
                (("tables", key, name, position, "explained_in"), line.explained_in)
                for position, line in enumerate(lines)
            ]
        for path, text in named:
            if text and text not in edition.parts and place_of(tree, path).file == own.file:
                message = f"{quoted(text)} is no text of a section of the edition {edition.name}."
                yield Fault(path, message, nearest(text, edition.parts))


def _unshown(own: OwnFile, edition: Edition) -> Iterator[Fault]:
    """Tables that no section shows: the areas would be told that their figures mean nothing.

    Silent while a section or the order names what there is not: it may be meant.
    """
    named = {table for section in edition.sections.values() for table in section.tables}
    if not (named <= edition.tables.keys() and {*edition.sections, *LOCAL}.issuperset(edition.order)):
        return
    unshown = [key for key in edition.tables if key not in edition.shown_tables]
    for key in unshown:
        if own.has(("tables", key)):
            yield _unshown_fault(own, [key])
    inherited = [key for key in unshown if not own.has(("tables", key))]
    if inherited:
        yield _unshown_fault(own, inherited)


def _unshown_fault(own: OwnFile, keys: list[str]) -> Fault:
    names = ", ".join(map(quoted, keys))
    what, verb, it = ("The table", "is", "it") if len(keys) == 1 else ("The tables", "are", "them")
    away = ", ".join(f"{key}: " for key in keys)
    hint = f"Add {it} to the tables of a section in the order. To take {it} away, write “tables: {{{away}}}”."
    message = f"{what} {names} {verb} declared, and no section of the order shows {it}."
    causes = [cause for key in keys for cause in table_causes(own.tree, key)]
    return Fault(("tables", keys[0]), message, hint, causes, "missing-key", on_key=True)
