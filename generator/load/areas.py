"""The register of the areas, each area's own file, and what is settled for the whole website."""

from __future__ import annotations

from pathlib import Path

from generator.load.fields import nearest, place_of, validate
from generator.load.files import FileReader
from generator.model.area import Area, AreaDetails, Register
from generator.model.site import SiteSettings
from generator.problems import Place, quoted
from generator.source.yaml import Mapping, Node, Scalar, Sequence


def load_register(reader: FileReader) -> tuple[dict[str, Area] | None, frozenset[str]]:
    """(the areas by slug, in the register's order; the slugs of those that are left out for their slips).

    Where the register cannot be read at all there are no areas, but None.
    """
    tree = reader.tree(reader.workspace.register)
    if tree is None:
        return None, frozenset()
    register, problems = validate(Register, tree)
    reader.problems += problems
    if register is not None:
        entries = list(enumerate(register.root))
    elif isinstance(tree, Sequence):  # one entry's slip leaves the others as they are
        sound = ((position, validate(Area, item)[0]) for position, item in enumerate(tree.items))
        entries = [(position, area) for position, area in sound if area is not None]
    else:
        return None, frozenset()
    areas: dict[str, Area] = {}
    twice: set[str] = set()
    for position, area in entries:
        if area.slug in areas:
            reader.add(
                place_of(tree, (position, "slug")),
                "duplicate-key",
                f"The area “{area.slug}” stands twice in the register.",
                "Delete one of the two entries: the one that does not have the area's right name.",
            )
            twice.add(area.slug)
        areas[area.slug] = area
    # Of two entries neither is believed: the report might be published under another area's name.
    areas = {slug: area for slug, area in areas.items() if slug not in twice}
    return areas, _slugs(tree) - areas.keys()


def _slugs(tree: Node) -> frozenset[str]:
    """What the register's entries have as their slugs, be they sound or not."""
    items = tree.items if isinstance(tree, Sequence) else ()
    slugs = (item.get("slug") for item in items if isinstance(item, Mapping))
    return frozenset(slug.text for slug in slugs if isinstance(slug, Scalar))


def load_details(reader: FileReader, folder: Path) -> AreaDetails:
    """What ``area.yaml`` tells; an area without the file has neither contacts nor links."""
    path = folder / "area.yaml"
    if not reader.has(path):
        return AreaDetails()
    tree = reader.tree(path)
    details, problems = validate(AreaDetails, tree) if tree is not None else (None, [])
    reader.problems += problems
    # A file that cannot be read may have said that its area's reports are drafts.
    return details or AreaDetails(status="draft")


def load_site(reader: FileReader) -> SiteSettings:
    """What ``content/site.yaml`` settles; nothing where the file is not there."""
    path = reader.workspace.site
    tree = reader.tree(path) if reader.has(path) else None
    if tree is None:
        return SiteSettings()
    site, problems = validate(SiteSettings, tree)
    reader.problems += problems
    return site or SiteSettings()


def refuse_unknown_area(reader: FileReader, folder: Path, areas: dict[str, Area]) -> None:
    """A problem for an area's folder that is not in the register."""
    reader.add(
        Place(reader.name(folder)),
        "unknown-area",
        f"{quoted(folder.name)} is not in the register of areas.",
        f"Rename the folder, or add the area to content/areas.yaml. {nearest(folder.name, areas)}",
    )
