"""A problem -> the place of a report's page that it is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from generator.model.report import Part, Report
from generator.problems import Problem
from generator.render.markdown import block_lines, line_name
from generator.source.yaml import Mapping, Node

#: The codes of what is not there; its problem stands where that which lacks it begins.
LACKS = ("missing-key", "missing-figure")

#: A file's name -> its YAML tree, or None.
TreeOf = Callable[[str], Node | None]


class Spot(NamedTuple):
    """A place on a page: the id where a link leads, and what tells the element itself, if that is known."""

    anchor: str
    #: The attribute of the element (``data-line`` or ``data-key``) and its value.
    attribute: str = ""
    value: str = ""
    #: Whether it is about a file of which no figure can be read: all are gaps then.
    hides_figures: bool = False


def spot_of(problem: Problem, report: Report, tree_of: TreeOf) -> Spot | None:
    """Where on a report's page a problem stands; None if it is about nothing that can be seen there."""
    folder = f"areas/{report.area.slug}"
    for section in report.sections:
        for part in section.parts:
            if part.narrative.markdown.file == problem.file:
                return _in_text(part, problem.line)
    if problem.file == f"{folder}/{report.edition.name}/statistics.yaml":
        return _in_figures(report, problem, tree_of(problem.file))
    anchor = problem.file.rpartition("/")[2].removesuffix(".md")
    if problem.file == f"{folder}/area.yaml":
        anchor = "contacts"
    elif problem.code == "missing-foreword":  # it may stand in a file of another name
        anchor = "foreword"
    if not problem.file.startswith(f"{folder}/"):
        return None
    # The section of a page that cannot be read has the name of its file as its title.
    sections = (s for s in report.sections if s.id == anchor or (s.gap and s.title == anchor))
    return next((Spot(section.id) for section in sections), None)


def _in_text(part: Part, line: int) -> Spot:
    """The last block that begins on the line or before it; of title lines, the text as a whole."""
    lines = sorted(set(block_lines(part)))
    position = bisect_right(lines, line)
    return Spot(part.id, "data-line", line_name(part, lines[position - 1])) if position else Spot(part.id)


def _in_figures(report: Report, problem: Problem, tree: Node | None) -> Spot | None:
    """The figure, or the first of several, that the key at the problem's place is about; a gap first."""
    if tree is None:  # the file cannot be read, and all figures are gaps
        return next((Spot(table.id, hides_figures=True) for table in report.tables), None)
    place = (problem.line, problem.column)
    if problem.code in LACKS and place == (tree.place.line, tree.place.column):
        return _missing_table(report)
    path = _path_at(tree, place)
    if path[:1] == ("notes",):
        path = tuple(path[1].split(".")) if len(path) > 1 else ()
    for table in report.tables:
        if path[:1] == (table.key,):
            key = ".".join(path)
            cells = [cell for cell in table.cells if f"{cell.key}.".startswith(f"{key}.")]
            cells.sort(key=lambda cell: cell.figure.marker != "gap")
            return Spot(table.id, "data-key", cells[0].key) if cells else Spot(table.id)
    return None


def _missing_table(report: Report) -> Spot | None:
    """The first table of which the file says nothing: there all figures are gaps, or do not apply."""
    for table in report.tables:
        if {cell.figure.marker for cell in table.cells} - {"z"} == {"gap"}:
            return Spot(table.id, "data-key", table.cells[0].key)
    return None


def _path_at(node: Node | None, place: tuple[int, int]) -> tuple[str, ...]:
    """The keys that lead to what stands at a line and column of a YAML file."""
    if not isinstance(node, Mapping):
        return ()
    before = [(key, value) for key, value in node.entries if (key.place.line, key.place.column) <= place]
    if not before:
        return ()
    key, value = before[-1]
    return (key.text, *_path_at(value, place))
