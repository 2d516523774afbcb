"""A root -> the editions, areas and reports that there are, with their files."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.languages import LANGUAGES
from generator.languages.file_order import by_numbers
from generator.workspace.walk import PLACES, Refusal, Walk

#: How the name of an edition looks.
YEAR = re.compile(r"\d{4}(-\d{2}|-\d{4})?")


@dataclass(frozen=True)
class ReportFolder:
    """One area's folder for one edition."""

    area: str
    edition: str
    path: Path
    #: The files in it, by their paths below it with forward slashes, in order.
    files: tuple[str, ...] = ()

    @property
    def statistics(self) -> Path:
        """The file of figures."""
        return self.path / "statistics.yaml"

    def foreword(self, language: str) -> Path:
        """The chair's introduction in a language."""
        return self.path / in_language("foreword.md", language)

    def local_pages(self, language: str) -> tuple[Path, ...]:
        """The local pages of a language, in file-name order: numbers in names by what they count."""
        pages = (self.path / name for name in sorted(self.files, key=by_numbers) if _is_local_page(name))
        return tuple(page for page in pages if language_of(page) == language)

    def pictures(self) -> tuple[str, ...]:
        """The files of ``images/``, by their paths below it."""
        return tuple(name.removeprefix("images/") for name in self.files if name.startswith("images/"))

    def strays(self) -> tuple[Path, ...]:
        """Files that no report uses: misspelt names, mostly."""
        known = {"statistics.yaml", *(in_language("foreword.md", language) for language in LANGUAGES)}
        return tuple(
            self.path / name
            for name in self.files
            if name not in known and not _is_local_page(name) and not name.startswith("images/")
        )


@dataclass(frozen=True)
class Workspace:
    """What exists below a root.  Hidden names, and what programs leave behind, are nobody's business.

    Paths are named relative to the root, with forward slashes, and stand in order.
    """

    root: Path
    #: The editions' folders by name, and the areas' by slug; one that may not be read is there as well.
    editions: dict[str, Path]
    areas: dict[str, Path]
    reports: tuple[ReportFolder, ...]
    #: Every plain file, by its name; a link stands for the file that it leads to.
    files: Mapping[str, Path]
    #: Every folder, those above included.
    folders: tuple[str, ...]
    #: What may not be read, and why.
    refused: Mapping[str, Refusal]

    @property
    def register(self) -> Path:
        """The register of the areas."""
        return self.root / "content" / "areas.yaml"

    @property
    def site(self) -> Path:
        """What is settled for the whole website."""
        return self.root / "content" / "site.yaml"

    def relative(self, path: Path) -> str:
        """A path as problems name it: relative to the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def has(self, name: str) -> bool:
        """Whether anything is at a path, be it what may not be read or stands in what may not be read."""
        return name in self.files or name in self._folders or self.is_refused(name)

    def is_refused(self, name: str) -> bool:
        """Whether a path, or a folder above it, may not be read."""
        while self.refused and name:
            if name in self.refused:
                return True
            name = name.rpartition("/")[0]
        return False

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(self.folders)


def _is_local_page(name: str) -> bool:
    return name.startswith("local/") and name.count("/") == 1 and name.endswith(".md")


def in_language(name: str, language: str) -> str:
    """A file's name in a language: ``foreword.md`` in Welsh is ``foreword.cy.md``."""
    stem, dot, ending = name.rpartition(".")
    return name if language == LANGUAGES[0] else f"{stem}.{language}{dot}{ending}"


def language_of(path: Path) -> str:
    """The language that a file's name says: ``foreword.cy.md`` is ``cy``, ``foreword.md`` is ``en``."""
    suffixes = path.suffixes
    last = suffixes[-2][1:] if len(suffixes) > 1 else ""
    return last if last in LANGUAGES else LANGUAGES[0]


def find_root(start: Path) -> Path | None:
    """The nearest folder upwards that has ``content/`` and ``areas/``, or None."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "content").is_dir() and (folder / "areas").is_dir():
            return folder
    return None


def survey(root: Path, places: Iterable[str] = PLACES) -> Workspace:
    """Lists what is below ``root`` in some of its places, once, following links.  Nothing it meets raises."""
    root = root.resolve()
    walk = Walk(root)
    walk.all(places)
    refused = dict(sorted(walk.refused.items()))
    # What is refused may be a folder: an area or edition that cannot be read is there, and is told of.
    folders = walk.folders.union(name for name, refusal in refused.items() if refusal.why != "special")
    editions = {_last(name): root / name for name in _below("content", folders) if _is_edition(walk, name)}
    areas = {_last(name): root / name for name in _below("areas", folders)}
    files: dict[str, list[str]] = {name: [] for name in _years(folders) if _is_year(walk, name, editions)}
    for name in sorted(walk.files):
        year = "/".join(name.split("/", 3)[:3])
        if year in files:
            files[year].append(name[len(year) + 1 :])
    return Workspace(
        root,
        editions,
        areas,
        tuple(
            ReportFolder(_last(year.rpartition("/")[0]), _last(year), root / year, tuple(names))
            for year, names in files.items()
        ),
        {name: root / name for name in sorted(walk.files)},
        tuple(sorted(walk.folders)),
        refused,
    )


def _is_edition(walk: Walk, folder: str) -> bool:
    """Whether a folder of ``content/`` is an edition's; one that is refused must look like one."""
    if folder in walk.refused:  # it may have been a file, such as areas.yaml
        return "." not in folder
    names = (f"{folder}/edition.yaml", f"{folder}/sections")
    if any(n in walk.files or n in walk.folders or n in walk.refused for n in names):
        return True
    # Under the name of a year, whatever is there was meant as an edition: edition.yml, for example.
    is_year = YEAR.fullmatch(_last(folder)) is not None
    return is_year and any(name.startswith(f"{folder}/") for name in walk.files)


def _is_year(walk: Walk, folder: str, editions: Container[str]) -> bool:
    """Whether a folder of an area is a year's; one that is refused must have an edition's name."""
    return folder not in walk.refused or _last(folder) in editions


def in_area(name: str) -> tuple[str, str]:
    """The area in whose folder a path lies, and what it is or lies in there; "" for what there is not."""
    top, area, below, *_ = (*name.split("/"), "", "")
    return (area, below) if top == "areas" else ("", "")


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _below(place: str, names: Iterable[str]) -> list[str]:
    """Those of the names that stand immediately below a place."""
    return sorted(name for name in names if name.rpartition("/")[0] == place)


def _years(folders: Iterable[str]) -> list[str]:
    """Those of the folders that stand immediately below an area's, in order of areas."""
    years = (name.split("/") for name in folders if name.startswith("areas/") and name.count("/") == 2)
    return ["/".join(parts) for parts in sorted(years)]
