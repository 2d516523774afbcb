"""The register of the areas, each area's own file, and what is settled for the whole website."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.load.fields import fitting, nearest, place_of, validate
from generator.load.files import FileReader
from generator.model.area import Area, AreaDetails, Register
from generator.model.site import SiteSettings
from generator.problems import Place, quoted
from generator.source.yaml import Mapping, Node, Scalar, Sequence


def load_register(reader: FileReader) -> dict[str, Area | None] | None:
    """The areas by slug, in the register's order, or None and problems if it cannot be read at all.

    One entry's slip leaves the others as they are: what has a slug and is left out for a slip is None.
    """
    tree = reader.tree(reader.workspace.register)
    if tree is None:
        return None
    register, problems = validate(Register, tree)
    reader.problems += problems
    if not isinstance(tree, Sequence):
        return None
    areas: dict[str, Area | None] = {}
    for position, item in enumerate(tree.items):
        area = register.root[position] if register is not None else fitting(Area, item)
        slug = area.slug if area is not None else _slug(item)
        if slug in areas:
            reader.add(
                place_of(tree, (position, "slug")),
                "duplicate-key",
                f"The area {quoted(slug)} stands twice in the register.",
                "Delete one of the two entries: the one that does not have the area's right name.",
            )
            # Neither is believed: the report might be published under another area's name.
            area = None
        if slug:
            areas[slug] = area
    return areas


def _slug(item: Node) -> str:
    """What an entry with a slip has as its slug, or nothing."""
    slug = item.get("slug") if isinstance(item, Mapping) else None
    return slug.text if isinstance(slug, Scalar) else ""


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


def refuse_unknown_area(reader: FileReader, folder: Path, areas: Iterable[str]) -> None:
    """A problem for an area's folder that is not in the register."""
    reader.add(
        Place(reader.name(folder)),
        "unknown-area",
        f"{quoted(folder.name)} is not in the register of areas.",
        f"Rename the folder, or add the area to content/areas.yaml. {nearest(folder.name, areas)}",
    )
