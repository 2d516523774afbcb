"""The lineage of each edition's tables and rows, and what they are said in vain to have been (``was``)."""

from __future__ import annotations

from collections.abc import Mapping

from generator.load.fields import nearest, place_of
from generator.load.own_file import OwnFile
from generator.model.edition import Edition
from generator.model.lineage import Lineage, UnknownForerunner, lineages
from generator.problems import Place, Problem, quoted


def load_lineages(
    editions: Mapping[str, tuple[Edition | None, OwnFile | None]],
) -> dict[str, tuple[Lineage, tuple[Problem, ...]]]:
    """The lineage of each edition that could be read, with the problems of what it says that lines were.

    While an edition cannot be read, nobody knows what it has, and nothing is said to be unknown.
    """
    by_name = lineages(edition for edition, _ in editions.values() if edition is not None)
    all_known = all(edition is not None for edition, _ in editions.values())
    told = {}
    for name, lineage in by_name.items():
        own = editions[name][1]
        problems = [_problem(own, one) for one in lineage.unknown] if own is not None and all_known else []
        told[name] = (lineage, tuple(problems))
    return told


def _problem(own: OwnFile, vain: UnknownForerunner) -> Problem:
    kind = {"rows": "row", "columns": "column"}.get(str(vain.path[-3]) if len(vain.path) > 3 else "", "table")
    where = "" if kind == "table" else f" of {quoted(str(vain.path[1]))}"
    hint = f"If this {kind} is new, delete “was: {vain.was}”."
    if vain.known:
        hint = f"{nearest(vain.was, vain.known)} {hint}"
    place = place_of(own.tree, vain.path) if own.tree is not None else Place(own.file)
    return Problem.at(
        place,
        "unknown-key",
        f"No earlier edition has a {kind} {quoted(vain.was)}{where}.",
        hint,
    )
