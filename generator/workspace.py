"""A root folder -> which editions, areas and files exist in it.

In: a path.  Out: ``Workspace``, paths alone; no file is opened.
Imports the list of languages alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.languages import LANGUAGES


@dataclass(frozen=True)
class ReportFolder:
    """One area's folder for one edition."""

    area: str
    edition: str
    path: Path

    @property
    def statistics(self) -> Path:
        """The file of figures."""
        return self.path / "statistics.yaml"

    def foreword(self, language: str) -> Path:
        """The chair's introduction in a language."""
        return self.path / in_language("foreword.md", language)

    def local_pages(self, language: str) -> tuple[Path, ...]:
        """The local pages of a language, in file-name order."""
        return tuple(page for page in self._pages if language_of(page) == language)

    def strays(self) -> tuple[Path, ...]:
        """Files that no report uses: misspelt names, mostly.  Hidden files are nobody's business."""
        known = {self.statistics, *(self.foreword(language) for language in LANGUAGES)}
        known.update(self._pages)
        return tuple(
            path
            for path in sorted(self.path.rglob("*"))
            if path.is_file()
            and path not in known
            and not any(part.startswith(".") for part in path.relative_to(self.path).parts)
            and path.relative_to(self.path).parts[0] != "images"
        )

    @cached_property
    def _pages(self) -> tuple[Path, ...]:
        return tuple(sorted((self.path / "local").glob("*.md")))


@dataclass(frozen=True)
class Workspace:
    """What exists below a root: the editions' folders, the areas' folders and their years."""

    root: Path
    editions: dict[str, Path]
    areas: dict[str, Path]
    reports: tuple[ReportFolder, ...]

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


def find_root(start: Path) -> Path | None:
    """The nearest folder upwards that has ``content/`` and ``areas/``, or None."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "content").is_dir() and (folder / "areas").is_dir():
            return folder
    return None


def survey(root: Path) -> Workspace:
    """Lists the editions, areas and reports below ``root``.  Raises OSError if a folder cannot be read."""
    root = root.resolve()
    editions = {folder.name: folder for folder in _folders(root / "content") if _is_edition(folder)}
    areas = {folder.name: folder for folder in _folders(root / "areas")}
    reports = tuple(
        ReportFolder(area, year.name, year) for area, folder in areas.items() for year in _folders(folder)
    )
    return Workspace(root, editions, areas, reports)


def _is_edition(folder: Path) -> bool:
    return (folder / "edition.yaml").exists() or (folder / "sections").is_dir()


def _folders(parent: Path) -> list[Path]:
    if not parent.is_dir():
        return []
    return sorted(p for p in parent.iterdir() if p.is_dir() and not p.name.startswith("."))
