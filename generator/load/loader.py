"""The whole of a workspace, or the wanted part of it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.languages import LANGUAGES, Language
from generator.load.areas import load_details, load_register, load_site, refuse_unknown_area
from generator.load.editions import LoadedEdition, load_editions
from generator.load.fields import nearest
from generator.load.files import FileReader
from generator.load.narratives import load_narrative
from generator.load.statistics import load_statistics
from generator.model.area import Area, AreaDetails, area_names
from generator.model.edition import Edition
from generator.model.narrative import Narrative
from generator.model.site import SiteSettings
from generator.model.statistics import Statistics
from generator.problems import Place, Problem
from generator.workspace import ReportFolder, Workspace


@dataclass(frozen=True)
class Submission:
    """What an area gives for an edition, as far as it is sound, with the problems of its own files."""

    area: Area
    edition: str
    details: AreaDetails
    statistics: Statistics | None
    forewords: dict[Language, Narrative]
    local: dict[Language, tuple[Narrative, ...]]
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """How messages name the report."""
        return f"{self.area.slug} {self.edition}"

    @property
    def draft(self) -> bool:
        """Whether the area says that the report is not to be published yet."""
        return "draft" in (self.details.status, self.statistics.status if self.statistics else "final")


@dataclass(frozen=True)
class Loaded:
    """The models of a workspace and all problems of its files."""

    areas: dict[str, Area]
    editions: dict[str, LoadedEdition]
    submissions: tuple[Submission, ...]
    statistics: dict[tuple[str, str], Statistics]
    site: SiteSettings | None
    problems: tuple[Problem, ...]

    def latest_before(self, area: str, edition: Edition) -> Submission | None:
        """The newest submission of an area from an earlier edition."""
        earlier = [
            (other.edition.reference_date, submission.edition, submission)
            for submission in self.submissions
            if submission.area.slug == area
            and (other := self.editions[submission.edition]).edition
            and other.edition.reference_date < edition.reference_date
        ]
        return max(earlier, key=lambda one: one[:2])[2] if earlier else None

    def year_before(self, submission: Submission) -> tuple[str, Statistics] | None:
        """The latest earlier edition for which the area has figures, and these figures."""
        this = self.editions[submission.edition].edition
        earlier = [
            (other.edition.reference_date, name)
            for name, other in self.editions.items()
            if this and other.edition and other.edition.reference_date < this.reference_date
        ]
        name = max(earlier)[1] if earlier else ""
        found = self.statistics.get((submission.area.slug, name))
        return (name, found) if found else None


def load(workspace: Workspace, areas: tuple[str, ...] = (), editions: tuple[str, ...] = ()) -> Loaded:
    """Everything, or the named areas and editions alone; figures of other years serve for comparison."""
    reader = FileReader(workspace)
    listed = load_register(reader)
    names = area_names(listed.areas.values()) if listed else None
    site = load_site(reader, names)
    national = load_editions(reader, editions, names)
    if listed is None:
        return Loaded({}, national, (), {}, site, tuple(reader.problems))
    register = listed.areas
    for slug, area_folder in workspace.areas.items():
        if slug not in register and (not areas or slug in areas):
            refuse_unknown_area(reader, area_folder, register)
    submissions: list[Submission] = []
    statistics: dict[tuple[str, str], Statistics] = {}
    for folder in workspace.reports:
        if folder.area not in register or (areas and folder.area not in areas):
            continue
        own = FileReader(workspace)
        own.problems += listed.problems.get(folder.area, ())
        submission = _load_material(own, folder, register[folder.area], national)
        if submission is not None and submission.statistics is not None:
            statistics[folder.area, folder.edition] = submission.statistics
        if not editions or folder.edition in editions:
            reader.problems += own.problems
            submissions += [submission] if submission is not None else []
    return Loaded(register, national, tuple(submissions), statistics, site, tuple(reader.problems))


def _load_material(
    reader: FileReader, folder: ReportFolder, area: Area, national: dict[str, LoadedEdition]
) -> Submission | None:
    if folder.edition not in national:
        reader.add(
            Place(reader.name(folder.path)),
            "unknown-edition",
            f"There is no edition “{folder.edition}” in content/.",
            f"Rename the folder. {nearest(folder.edition, national)}",
        )
        return None
    details = load_details(reader, folder.path.parent)
    edition, shape = national[folder.edition].edition, national[folder.edition].statistics
    statistics = None
    if not folder.statistics.exists():
        reader.add(
            Place(reader.name(folder.statistics)),
            "missing-statistics",
            "The file of figures is missing.",
            f"`mappa new {folder.area} {folder.edition}` writes an empty one.",
        )
    elif edition is not None and shape is not None:
        statistics = load_statistics(reader, folder.statistics, edition, shape)
    forewords, local = _load_narratives(reader, folder)
    _name_strays(reader, folder)
    return Submission(area, folder.edition, details, statistics, forewords, local, tuple(reader.problems))


def _load_narratives(
    reader: FileReader, folder: ReportFolder
) -> tuple[dict[Language, Narrative], dict[Language, tuple[Narrative, ...]]]:
    images = folder.path / "images"
    forewords: dict[Language, Narrative] = {}
    local: dict[Language, tuple[Narrative, ...]] = {}
    for language in LANGUAGES:
        path = folder.foreword(language)
        if path.exists():
            foreword = load_narrative(reader, path, "foreword", language, images)
            if foreword is not None:
                forewords[language] = foreword
        elif language == LANGUAGES[0]:
            reader.add(
                Place(reader.name(path)),
                "missing-foreword",
                "The foreword is missing.",
                f"`mappa new {folder.area} {folder.edition}` writes an empty one.",
            )
        pages = [
            load_narrative(reader, page, page.name.split(".")[0], language, images, needs_title=True)
            for page in folder.local_pages(language)
        ]
        local[language] = tuple(page for page in pages if page is not None)
    return forewords, local


def _name_strays(reader: FileReader, folder: ReportFolder) -> None:
    for path in folder.strays():
        reader.add(
            Place(reader.name(path)),
            "misplaced-file",
            "No report uses this file.",
            "A year's folder holds statistics.yaml, foreword.md, local/*.md and images/. Rename or move it.",
        )
