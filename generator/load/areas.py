"""The register of the areas, each area's own file, and what is settled for the whole website."""

from __future__ import annotations

from pathlib import Path

from generator.load.fields import nearest, place_of, validate
from generator.load.files import FileReader
from generator.model.area import Area, AreaDetails, Register
from generator.model.site import SiteSettings
from generator.problems import Place


def load_register(reader: FileReader) -> dict[str, Area] | None:
    """The areas by slug, in the register's order, or None and problems."""
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
    return areas


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


def load_site(reader: FileReader) -> SiteSettings:
    """What ``content/site.yaml`` settles; nothing where the file is not there."""
    path = reader.workspace.site
    tree = reader.tree(path) if path.exists() else None
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
        f"“{folder.name}” is not in the register of areas.",
        f"Rename the folder, or add the area to content/areas.yaml. {nearest(folder.name, areas)}",
    )
