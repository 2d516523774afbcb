"""Whether the register's entries go together: codes tell them apart, neighbours are areas of the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.load.fields import nearest, place_of
from generator.model.area import Area
from generator.problems import Problem, Suggestions, quoted
from generator.source.yaml import Node


def check_entries(tree: Node, positions: Mapping[str, int], areas: Mapping[str, Area]) -> Iterator[Problem]:
    """A problem for each code that two areas have, and for each neighbour that is none.

    ``positions`` are the places of all entries in the register by slug, ``areas`` those without a slip.
    """
    yield from _codes(tree, positions, areas)
    yield from _neighbours(tree, positions, areas)


def _codes(tree: Node, positions: Mapping[str, int], areas: Mapping[str, Area]) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for slug, area in areas.items():
        paths = [
            *((("code",),) if area.code else ()),
            *(("other_codes", n) for n, _ in enumerate(area.other_codes)),
        ]
        for path, code in zip(paths, area.codes, strict=True):
            owner = owners.setdefault(code.upper(), slug)
            if owner != slug or area.codes.index(code) != paths.index(path):
                yield Problem.at(
                    place_of(tree, (positions[slug], *path)),
                    "duplicate-value",
                    f"The area {quoted(slug)} has a code that {quoted(owner)} has already: {quoted(code)}.",
                    "Correct one of the two, or delete it: a code stands for one area alone.",
                )


def _neighbours(tree: Node, positions: Mapping[str, int], areas: Mapping[str, Area]) -> Iterator[Problem]:
    suggestions = Suggestions()
    for slug, area in areas.items():
        for number, neighbour in enumerate(area.neighbours):
            place = place_of(tree, (positions[slug], "neighbours", number))
            if neighbour == slug:
                message = f"{quoted(slug)} stands among its own neighbours."
                yield Problem.at(place, "wrong-value", message, "Delete it.")
            elif neighbour not in positions:
                message = f"The neighbour {quoted(neighbour)} is not in the register of areas."
                others = positions.keys() - {slug}
                yield Problem.at(place, "unknown-area", message, nearest(neighbour, others, suggestions))
