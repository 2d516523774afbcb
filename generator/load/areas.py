"""The register of the areas, each area's own file, and what is settled for the whole website."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.load.fields import nearest, place_of, validate
from generator.load.files import FileReader
from generator.model.area import Area, AreaDetails, Register, usual_facts
from generator.model.publication import PERIOD_NAMES, YEAR_NAMES, Publication
from generator.model.site import SiteSettings
from generator.problems import Place, Problem
from generator.source.markdown import NAME
from generator.source.yaml import Mapping as MappingNode
from generator.source.yaml import Node, Scalar

NO_NAMES: frozenset[str] = frozenset()
#: Stands for what the register tells of an area, whatever that is.
ANY_AREA = frozenset({"area.name"})
#: The names that the words under a key of ``publication`` may put between double braces; others none.
NAMES_IN = {
    "publisher": ANY_AREA,
    "area_line": ANY_AREA,
    "report_summary": ANY_AREA | PERIOD_NAMES,
    "national_text": YEAR_NAMES,
}


class LoadedRegister(NamedTuple):
    """The areas by slug, in the register's order, and what is wrong with the entries of some of them."""

    areas: dict[str, Area]
    problems: Mapping[str, tuple[Problem, ...]]


def load_register(reader: FileReader) -> LoadedRegister | None:
    """The register, or None and problems."""
    tree = reader.tree(reader.workspace.register)
    if tree is None:
        return None
    register, problems = validate(Register, tree)
    reader.problems += problems
    if register is None:
        return None
    areas: dict[str, Area] = {}
    for position, area in enumerate(register.root):
        if area.slug in areas:
            reader.add(
                place_of(tree, (position, "slug")),
                "duplicate-key",
                f"The area “{area.slug}” stands twice in the register.",
                "Delete one of the two entries.",
            )
        areas[area.slug] = area
    unlike = _unlike_facts(tree, register.root)
    reader.problems += [problem for problems in unlike.values() for problem in problems]
    return LoadedRegister(areas, unlike)


def _unlike_facts(tree: Node, areas: Sequence[Area]) -> dict[str, tuple[Problem, ...]]:
    """By slug, the facts that an area lacks or has alone: a text that names one is every area's."""
    usual = usual_facts(areas)
    unlike: dict[str, list[Problem]] = {}
    for position, area in enumerate(areas):
        problems = [
            Problem.at(
                place_of(tree, (position, "facts" if area.facts else "slug"), on_key=True),
                "missing-key",
                f"The fact “{key}” is missing here; the other areas have it.",
                f"Add {key} to the area's facts, with its words.",
            )
            for key in sorted(usual - set(area.facts))
        ]
        problems += [
            Problem.at(
                place_of(tree, (position, "facts", key), on_key=True),
                "unknown-key",
                f"The other areas have no fact “{key}”.",
                nearest(key, usual - set(area.facts)) if usual else "Delete it, or give it to every area.",
            )
            for key in area.facts
            if key not in usual
        ]
        if problems:
            unlike[area.slug] = problems
    return {slug: tuple(problems) for slug, problems in unlike.items()}


def load_details(reader: FileReader, folder: Path) -> AreaDetails:
    """What ``area.yaml`` tells; an area without the file has neither contacts nor links."""
    path = folder / "area.yaml"
    if not path.exists():
        return AreaDetails()
    tree = reader.tree(path)
    if tree is None:
        return AreaDetails()
    details, problems = validate(AreaDetails, tree)
    reader.problems += problems
    # A file that cannot be read may have said that its area's reports are drafts.
    return details or AreaDetails(status="draft")


def load_site(reader: FileReader, area_names: frozenset[str] | None = None) -> SiteSettings | None:
    """What ``content/site.yaml`` settles, or None and problems if it does not name the publication.

    ``area_names`` are the names of what texts may tell of an area; None where the register does not say.
    """
    path = reader.workspace.site
    if not path.exists():
        reader.add(
            Place(reader.name(path)),
            "missing-key",
            "The file is missing: it says what the publication is called.",
            "Write it, with the key “publication”. docs/another-publication.md shows how.",
        )
        return None
    tree = reader.tree(path)
    if tree is None:
        return None
    site, problems = validate(SiteSettings, tree)
    reader.problems += problems
    node = tree.get("publication") if isinstance(tree, MappingNode) else None
    if node is None:
        return None
    unknown = _unknown_names(node, area_names)
    reader.problems += unknown
    if unknown:
        return None
    if site is None:
        # A slip in the address or the licence does not take the names away.
        publication, _ = validate(Publication, node)
        site = SiteSettings(publication=publication) if publication else None
    return site


def _unknown_names(
    node: Node, area_names: frozenset[str] | None, known: frozenset[str] = NO_NAMES
) -> list[Problem]:
    """A problem for each ``{{ name }}`` in the publication's words that stands for nothing there."""
    problems: list[Problem] = []
    if isinstance(node, Scalar):
        for match in NAME.finditer(node.text):
            unsure = area_names is None and known & ANY_AREA and match[1].startswith("area.")
            if match[1] not in known and not unsure:
                hint = nearest(match[1], known) if known else "Write words alone here."
                problems.append(
                    Problem.at(node.place, "unknown-name", f"“{match[1]}” stands for nothing here.", hint)
                )
    for key, below in node.entries if isinstance(node, MappingNode) else ():
        names = NAMES_IN.get(key.text, known)
        if names & ANY_AREA:
            names |= area_names or NO_NAMES
        problems += _unknown_names(below, area_names, names)
    return problems


def refuse_unknown_area(reader: FileReader, folder: Path, areas: dict[str, Area]) -> None:
    """A problem for an area's folder that is not in the register."""
    reader.add(
        Place(reader.name(folder)),
        "unknown-area",
        f"“{folder.name}” is not in the register of areas.",
        f"Rename the folder, or add the area to content/areas.yaml. {nearest(folder.name, areas)}",
    )
