"""The register of the areas, each area's own file, and what is settled for the whole website."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from generator.languages import LANGUAGES
from generator.load.fields import fitting, nearest, place_of, validate
from generator.load.file_names import similar_file
from generator.load.files import FileReader
from generator.load.register_entries import check_entries
from generator.load.years import no_edition_hint, same_year
from generator.model.area import Area, AreaDetails, Register, area_names, usual_facts
from generator.model.names import filter_fault, read_name
from generator.model.publication import PERIOD_NAMES, YEAR_NAMES, Publication
from generator.model.site import SiteSettings
from generator.problems import Place, Problem, Suggestions, quoted
from generator.source.markdown import NAME
from generator.source.texts import Text, texts_of
from generator.source.yaml import Mapping, Node, Scalar, Sequence

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


#: A year that stands in the name of a folder beside the area's: “London 2024-25”.
YEAR_IN_NAME = re.compile(r"(?<!\d)20\d\d(?:\D(?:20)?\d\d)?(?!\d)")


class LoadedRegister(NamedTuple):
    """The areas by slug, in the register's order, and what is wrong with the facts of some of them.

    One entry's slip leaves the others as they are: what has a slug and is left out for a slip is None.
    """

    entries: dict[str, Area | None]
    problems: dict[str, tuple[Problem, ...]]
    #: The words of each entry.
    texts: dict[str, tuple[Text, ...]]

    @property
    def areas(self) -> dict[str, Area]:
        """Those of which reports can be made."""
        return {slug: area for slug, area in self.entries.items() if area is not None}

    @property
    def names(self) -> frozenset[str] | None:
        """The names of what texts may tell of an area; None where no entry says."""
        return area_names(self.areas.values()) if self.areas else None


def load_register(reader: FileReader) -> LoadedRegister | None:
    """The register, or None and problems if it cannot be read at all."""
    tree = reader.tree(reader.workspace.register)
    if tree is None:
        return None
    whole, problems = validate(Register, tree)
    reader.problems += problems
    if not isinstance(tree, Sequence):
        return None
    entries: dict[str, Area | None] = {}
    positions: dict[str, int] = {}
    for position, item in enumerate(tree.items):
        area = whole.root[position] if whole is not None else fitting(Area, item)
        slug = area.slug if area is not None else _slug(item)
        if slug in entries:
            reader.add(
                place_of(tree, (position, "slug")),
                "duplicate-key",
                f"The area {quoted(slug)} stands twice in the register.",
                "Delete one of the two entries: the one that does not have the area's right name.",
            )
            # Neither is believed: the report might be published under another area's name.
            area = None
        if slug:
            entries[slug] = area
            positions[slug] = position
    texts = {slug: tuple(texts_of(tree.items[position])) for slug, position in positions.items()}
    register = LoadedRegister(entries, _unlike_facts(tree, positions, entries), texts)
    reader.problems += [problem for problems in register.problems.values() for problem in problems]
    reader.problems += _alike(tree, positions, register.areas)
    reader.problems += check_entries(tree, positions, register.areas)
    return register


def _alike(tree: Node, positions: dict[str, int], areas: dict[str, Area]) -> Iterator[Problem]:
    """A problem for each area that has the name or the place on the map of one before it."""
    names: dict[tuple[str, str], str] = {}
    tiles: dict[tuple[int, int], str] = {}
    for slug, area in areas.items():
        path = (positions[slug],)
        for language in LANGUAGES:
            words = getattr(area.name, language)
            other = names.setdefault((language, " ".join(words.lower().split())), slug) if words else slug
            if other != slug:
                yield Problem.at(
                    place_of(tree, (*path, "name", language)),
                    "duplicate-value",
                    f"The area {quoted(slug)} has the same name as {quoted(other)}: {quoted(words)}.",
                    "Correct one of the two names: readers could not tell the areas apart.",
                )
        tile = (area.tile.column, area.tile.row) if area.tile else None
        other = tiles.setdefault(tile, slug) if tile else slug
        if tile and other != slug:
            yield Problem.at(
                place_of(tree, (*path, "tile"), on_key=True),
                "duplicate-value",
                f"{quoted(other)} and {quoted(slug)} both stand in column {tile[0]}, row {tile[1]}.",
                "Give one of the two another square of the map.",
            )


def _unlike_facts(
    tree: Node, positions: dict[str, int], entries: dict[str, Area | None]
) -> dict[str, tuple[Problem, ...]]:
    """By slug, the facts that an area lacks or has alone: a text that names one is every area's."""
    areas = {slug: area for slug, area in entries.items() if area is not None}
    usual = usual_facts(areas.values())
    suggestions = Suggestions()
    unlike: dict[str, tuple[Problem, ...]] = {}
    for slug, area in areas.items():
        lacking = usual - set(area.facts)
        problems = [
            Problem.at(
                place_of(tree, (positions[slug], "facts" if area.facts else "slug"), on_key=True),
                "missing-key",
                f"The fact {quoted(key)} is missing here; the other areas have it.",
                f"Add {key} to the area's facts, with its words.",
            )
            for key in sorted(lacking)
        ]
        problems += [
            Problem.at(
                place_of(tree, (positions[slug], "facts", key), on_key=True),
                "unknown-key",
                f"The other areas have no fact {quoted(key)}.",
                nearest(key, lacking, suggestions) if usual else "Delete it, or give it to every area.",
            )
            for key in area.facts
            if key not in usual
        ]
        if problems:
            unlike[slug] = tuple(problems)
    return unlike


def _slug(item: Node) -> str:
    """What an entry with a slip has as its slug, or nothing."""
    slug = item.get("slug") if isinstance(item, Mapping) else None
    return slug.text if isinstance(slug, Scalar) else ""


def load_details(reader: FileReader, folder: Path) -> AreaDetails:
    """What ``area.yaml`` tells; an area without the file has neither contacts nor links, nor older names."""
    path = folder / "area.yaml"
    if not reader.has(path):
        return AreaDetails()
    tree = reader.tree(path)
    details, problems = validate(AreaDetails, tree) if tree is not None else (None, [])
    reader.problems += problems
    reader.texts += texts_of(tree)
    if details is not None and tree is not None:
        _check_years(reader, tree, details)
    # A file that cannot be read may have said that its area's reports are drafts.
    return details or AreaDetails(status="draft")


def _check_years(reader: FileReader, tree: Node, details: AreaDetails) -> None:
    """A problem for each year under ``names`` that there is not."""
    editions = reader.workspace.editions
    for year in details.names:
        if year not in editions:
            reader.add(
                place_of(tree, ("names", year), on_key=True),
                "unknown-edition",
                f"There is no edition {quoted(year)} in content/ in which the area had another name.",
                no_edition_hint(year, editions) if same_year(year, editions) else "Delete the line.",
            )


def load_site(reader: FileReader, area_names: frozenset[str] | None = None) -> SiteSettings | None:
    """What ``content/site.yaml`` settles, or None and problems if it does not name the publication.

    ``area_names`` are the names of what texts may tell of an area; None where the register does not say.
    """
    path = reader.workspace.site
    if not reader.has(path) and similar_file(reader.workspace, reader.name(path)) is None:
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
    reader.texts += texts_of(tree)
    node = tree.get("publication") if isinstance(tree, Mapping) else None
    if node is None:
        return None
    unknown = list(_unknown_names(node, area_names, NO_NAMES, Suggestions()))
    reader.problems += unknown
    if unknown:
        return None
    if site is None:
        # A slip in the address or the licence does not take the names away.
        publication, _ = validate(Publication, node)
        site = SiteSettings(publication=publication) if publication else None
    return site


def _unknown_names(
    node: Node, area_names: frozenset[str] | None, known: frozenset[str], suggestions: Suggestions
) -> Iterator[Problem]:
    """A problem for each ``{{ name }}`` in the publication's words that stands for nothing there."""
    if isinstance(node, Scalar):
        for match in NAME.finditer(node.text):
            use = read_name(match[1])
            unsure = area_names is None and known & ANY_AREA and use.name.startswith("area.")
            if use.name not in known and not unsure:
                hint = nearest(use.name, known, suggestions) if known else "Write words alone here."
                message = f"{quoted(match[1])} stands for nothing here."
                yield Problem.at(node.place, "unknown-name", message, hint)
            elif (fault := filter_fault(use, figures=False, suggestions=suggestions)) is not None:
                yield Problem.at(node.place, "unknown-filter", *fault)
    for item in node.items if isinstance(node, Sequence) else ():
        yield from _unknown_names(item, area_names, known, suggestions)
    for key, below in node.entries if isinstance(node, Mapping) else ():
        names = NAMES_IN.get(key.text, known)
        if names & ANY_AREA:
            names |= area_names or NO_NAMES
        yield from _unknown_names(below, area_names, names, suggestions)


def refuse_unknown_area(reader: FileReader, folder: Path, areas: Collection[str]) -> None:
    """A problem for an area's folder that is not in the register."""
    hint = f"Rename the folder, or add the area to content/areas.yaml. {nearest(folder.name, areas)}"
    slug = next((slug for slug in _meant_slugs(folder.name) if slug in areas), None)
    if slug is not None:
        hint = f"Rename the folder to {slug}; if there is one already, move the files there."
    reader.add(
        Place(reader.name(folder)),
        "unknown-area",
        f"{quoted(folder.name)} is not in the register of areas.",
        hint,
    )


def _meant_slugs(name: str) -> tuple[str, ...]:
    """The slugs that a folder's name may be meant as: with its digits first, then without a year."""
    small = name.lower()
    words = (r"[a-z0-9]+", small), (r"[a-z]+|[0-9]+", small), (r"[a-z0-9]+", YEAR_IN_NAME.sub(" ", small))
    return tuple("-".join(re.findall(pattern, text)) for pattern, text in words)
