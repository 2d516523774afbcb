"""A root folder -> what there is in it: files, folders, what may not be read; editions, areas and reports.

In: a path.  Out: ``Workspace``, paths alone; no file is opened.
Imports the list of languages alone.

This is the one place that lists the workspace: what is read and what is hashed comes from here, so that the
two cannot differ.
"""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from generator.languages import LANGUAGES

#: The folders of a root that make up the workspace; ``output/`` and the like are none of it.
PLACES = ("areas", "content", "templates")

#: On how many ways, by links, a folder may be reached; links that fan out would have no end for us.
MOST_WAYS = 100


class Refusal(NamedTuple):
    """Why a path may not be read.

    ``outside``: a link that leads out of its folder; ``circle``: a link that leads back to a folder above it;
    ``nowhere``: a link to nothing that can be reached; ``special``: a pipe, a device or a socket;
    ``folder``: a folder that may not be opened; ``name``: a name that is no UTF-8.
    """

    why: Literal["outside", "circle", "nowhere", "special", "folder", "name"]
    #: The folder that a link at this path may not leave, relative to the root.
    border: str


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
        """The local pages of a language, in file-name order."""
        pages = (self.path / name for name in self.files if _is_local_page(name))
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
    """What exists below a root.  Hidden names, which begin with a dot, are nobody's business.

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


def template_folders(root: Path) -> tuple[Path, ...]:
    """The folders of templates: the program's, then the workspace's own if it has one, which is laid over it.

    The program's stand in the package where it is installed, and beside it in a clone.
    """
    package = Path(__file__).resolve().parent
    inside = package / "templates"
    folders = (inside if inside.is_dir() else package.parent / "templates", root.resolve() / "templates")
    return tuple(dict.fromkeys(folder for folder in folders if folder.is_dir()))


def template_files(root: Path) -> dict[str, Path]:
    """The files of templates by their names below the folder: the program's, the workspace's own over them.

    Of the workspace's own, what may not be read is left out.
    """
    files: dict[str, Path] = {}
    for folder in template_folders(root):
        if folder == root.resolve() / "templates":
            listed = survey(root, ("templates",)).files
            files |= {name.partition("/")[2]: path for name, path in listed.items()}
        else:
            below = sorted(path for path in folder.rglob("*") if path.is_file())
            files |= {path.relative_to(folder).as_posix(): path for path in below}
    return files


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
    walk = _Walk(root)
    walk.all(places)
    refused = dict(sorted(walk.refused.items()))
    # What is refused may be a folder: an area or edition that cannot be read is there, and is told of.
    folders = walk.folders.union(name for name, refusal in refused.items() if refusal.why != "special")
    editions = {_last(name): root / name for name in _below("content", folders) if walk.is_edition(name)}
    areas = {_last(name): root / name for name in _below("areas", folders)}
    files: dict[str, list[str]] = {name: [] for name in _years(folders) if walk.is_year(name, editions)}
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


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _below(place: str, names: Iterable[str]) -> list[str]:
    """Those of the names that stand immediately below a place."""
    return sorted(name for name in names if name.rpartition("/")[0] == place)


def _years(folders: Iterable[str]) -> list[str]:
    """Those of the folders that stand immediately below an area's, in order of areas."""
    years = (name.split("/") for name in folders if name.startswith("areas/") and name.count("/") == 2)
    return ["/".join(parts) for parts in sorted(years)]


class _Folder(NamedTuple):
    """A folder that is to be listed."""

    name: str
    real: str
    #: The real paths of the folders that led to it, its own included: a link to one of them is a circle.
    way: tuple[str, ...]
    #: The folder that links in it may not leave, by its name and by its real path.
    border: str
    real_border: str


class _Walk:
    """Lists the folders of a workspace, following links, and says of each name what it is."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: set[str] = set()
        self.folders: set[str] = set()
        self.refused: dict[str, Refusal] = {}
        self.ways: Counter[str] = Counter()

    def is_edition(self, folder: str) -> bool:
        """Whether a folder of ``content/`` is an edition's; one that is refused must look like one."""
        if folder in self.refused:  # it may have been a file, such as areas.yaml
            return "." not in folder
        names = (f"{folder}/edition.yaml", f"{folder}/sections")
        return any(n in self.files or n in self.folders or n in self.refused for n in names)

    def is_year(self, folder: str, editions: Container[str]) -> bool:
        """Whether a folder of an area is a year's; one that is refused must have an edition's name."""
        return folder not in self.refused or _last(folder) in editions

    def all(self, places: Iterable[str]) -> None:
        """Lists everything in places of the root; a folder at a time, however deep they are nested."""
        waiting = [folder for place in places if (folder := self.place(place))]
        while waiting:
            waiting += self.listed(waiting.pop())

    def place(self, name: str) -> _Folder | None:
        """One of the folders of the root, if it is there; it may itself be a link to anywhere."""
        path = self.root / name
        if path.is_dir():
            self.folders.add(name)
            real = os.path.realpath(path)
            return _Folder(name, real, (real,), name, real)
        if path.is_symlink():
            self.refused[name] = Refusal("nowhere", name)
        return None

    def listed(self, folder: _Folder) -> list[_Folder]:
        """Takes down what is in a folder, and gives the folders in it."""
        try:
            with os.scandir(folder.real) as entries:
                listed = list(entries)
        except OSError:
            self.folders.discard(folder.name)
            self.refused[folder.name] = Refusal("folder", folder.border)
            return []
        below = (self.entry(folder, entry) for entry in listed if not entry.name.startswith("."))
        return [inner for inner in below if inner is not None]

    def entry(self, folder: _Folder, entry: os.DirEntry[str]) -> _Folder | None:
        """Takes down a name in a folder; gives the folder that it is, if it is one."""
        name, real = f"{folder.name}/{entry.name}", f"{folder.real}/{entry.name}"
        try:
            name.encode()
        except UnicodeEncodeError:  # bytes that are no UTF-8 (PEP 383)
            shown = os.fsencode(name).decode("utf-8", "backslashreplace")
            self.refused[shown] = Refusal("name", folder.border)
            return None
        try:
            if entry.is_symlink():
                real = os.path.realpath(real, strict=True)
                if not f"{real}/".startswith(f"{folder.real_border}/"):
                    self.refused[name] = Refusal("outside", folder.border)
                    return None
            is_folder, is_file = entry.is_dir(), entry.is_file()
        except OSError as error:
            circle = error.errno == errno.ELOOP
            self.refused[name] = Refusal("circle" if circle else "nowhere", folder.border)
            return None
        if is_folder:
            return self.folder(folder, entry, real)
        if is_file:
            self.files.add(name)
        else:
            self.refused[name] = Refusal("special", folder.border)
        return None

    def folder(self, above: _Folder, entry: os.DirEntry[str], real: str) -> _Folder | None:
        """Takes down a folder in another, unless a link leads to it in a circle, or on too many ways."""
        name = f"{above.name}/{entry.name}"
        if entry.is_symlink():
            self.ways[real] += 1
            if real in above.way or self.ways[real] > MOST_WAYS:
                self.refused[name] = Refusal("circle", above.border)
                return None
        self.folders.add(name)
        # Each area's folder is the border of what is in it.
        border, real_border = (name, real) if above.name == "areas" else (above.border, above.real_border)
        return _Folder(name, real, (*above.way, real), border, real_border)
