"""The whole of a workspace, or the wanted part of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from generator.languages import LANGUAGES, Language
from generator.load.areas import LoadedRegister, load_details, load_register, load_site, refuse_unknown_area
from generator.load.editions import LoadedEdition, load_editions
from generator.load.file_names import (
    misplaced_above,
    misplaced_in_year,
    misplaced_words,
    right_folder,
    stand_in,
)
from generator.load.files import FileReader
from generator.load.narratives import load_narrative, name_unpublished
from generator.load.pictures import ReportPictures
from generator.load.places import places_lacking
from generator.load.refused import refused_paths
from generator.load.statistics import load_statistics, says_draft
from generator.load.submission import Submission
from generator.load.years import is_year, no_edition_hint, same_year
from generator.model.area import Area, AreaDetails
from generator.model.edition import FOREWORD, Edition
from generator.model.narrative import Narrative
from generator.model.site import SiteSettings
from generator.model.statistics import Statistics
from generator.problems import Place, Problem, has_errors, quoted
from generator.source.texts import Text
from generator.workspace import ReportFolder, Workspace


@dataclass(frozen=True)
class National:
    """What ``content/`` says, with its problems: the same for all areas, so that a preview reads it once."""

    register: LoadedRegister | None
    site: SiteSettings | None
    editions: dict[str, LoadedEdition]
    problems: tuple[Problem, ...]
    #: The words of ``site.yaml``.
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Loaded:
    """The models of a workspace and all problems of its files."""

    areas: dict[str, Area]
    editions: dict[str, LoadedEdition]
    submissions: tuple[Submission, ...]
    statistics: dict[tuple[str, str], Statistics]
    site: SiteSettings | None
    problems: tuple[Problem, ...]
    #: The words of ``site.yaml``, and those of each entry of the register by its slug.
    site_texts: tuple[Text, ...] = ()
    register_texts: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)

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
        figures = self.statistics.get((submission.area.slug, name))
        return (name, figures) if figures else None


def load_national(workspace: Workspace, editions: tuple[str, ...] = ()) -> National:
    """The register, what is settled for the website, and the editions; problems of the wanted ones alone."""
    reader = FileReader(workspace)
    register = load_register(reader)
    area_names = register.names if register else None
    site = load_site(reader, area_names)
    loaded = load_editions(reader, editions, area_names)
    return National(register, site, loaded, tuple(reader.problems), tuple(reader.texts))


def load(
    workspace: Workspace,
    areas: tuple[str, ...] = (),
    editions: tuple[str, ...] = (),
    figures_only: Collection[str] = (),
    content: National | None = None,
) -> Loaded:
    """Everything, or the named areas and editions alone; figures of other years serve for comparison.

    Of the areas of ``figures_only`` the narratives are not read, and no problem of theirs is told.
    ``content`` is what ``load_national`` gave, where it was read before.
    """
    content = content or load_national(workspace, editions)
    register, site, national = content.register, content.site, dict(content.editions)
    reader = FileReader(workspace)
    reader.problems += content.problems
    reader.problems += _refused_elsewhere(workspace, areas)
    if register is None:
        return Loaded({}, national, (), {}, site, tuple(reader.problems), content.texts)
    submissions: list[Submission] = []
    statistics: dict[tuple[str, str], Statistics] = {}
    for slug, path in workspace.areas.items():
        if areas and slug not in areas:
            continue
        years = [folder for folder in workspace.reports if folder.area == slug]
        area = _load_area(reader, path, years, register)
        if area is None:
            continue
        for folder in years:
            wanted = not editions or folder.edition in editions
            report_reader = FileReader(workspace)
            submission = _load_submission(
                report_reader, folder, area, national, wanted and slug not in figures_only
            )
            if submission is not None and submission.statistics is not None:
                statistics[slug, folder.edition] = submission.statistics
            if wanted:
                reader.problems += report_reader.problems
                submissions += [submission] if submission is not None else []
    for name, edition in national.items():
        lacking = tuple(places_lacking(edition, (one for one in submissions if one.edition == name)))
        reader.problems += lacking
        national[name] = replace(edition, problems=(*edition.problems, *lacking))
    return Loaded(
        register.areas,
        national,
        tuple(submissions),
        statistics,
        site,
        tuple(reader.problems),
        content.texts,
        register.texts,
    )


class _AreaFiles(NamedTuple):
    """An area with what its files in no year's folder say, and the problems that these bring each report."""

    area: Area
    details: AreaDetails
    problems: tuple[Problem, ...]
    texts: tuple[Text, ...]


def _load_area(
    reader: FileReader,
    path: Path,
    years: list[ReportFolder],
    register: LoadedRegister,
) -> _AreaFiles | None:
    """An area, or None and a problem; of one whose entry in the register is None it has been told."""
    slug, workspace = path.name, reader.workspace
    area_reader = FileReader(workspace)
    area_reader.problems += refused_paths(
        workspace, reader.name(path), (reader.name(year.path) for year in years)
    )
    area = register.entries.get(slug)
    if area is not None:
        area_reader.problems += register.problems.get(slug, ())
        details = load_details(area_reader, path)
        area_reader.problems += misplaced_above(workspace, slug)
        reader.problems += area_reader.problems
        texts = (*register.texts.get(slug, ()), *area_reader.texts)
        return _AreaFiles(area, details, tuple(area_reader.problems), texts)
    if slug not in register.entries and not workspace.is_refused(reader.name(path)):
        refuse_unknown_area(area_reader, path, register.entries)
    reader.problems += area_reader.problems
    return None


def _refused_elsewhere(workspace: Workspace, areas: tuple[str, ...]) -> list[Problem]:
    """Problems of what is refused in no edition's and in no area's folder."""
    editions = map(workspace.relative, workspace.editions.values())
    problems = refused_paths(workspace, "content", editions) + refused_paths(workspace, "templates")
    if not areas:
        problems += refused_paths(workspace, "areas", map(workspace.relative, workspace.areas.values()))
    return problems


def _load_submission(
    reader: FileReader,
    folder: ReportFolder,
    area: _AreaFiles,
    national: dict[str, LoadedEdition],
    with_words: bool,
) -> Submission | None:
    """What an area gives for an edition, or None and a problem; its narratives only ``with_words``."""
    reader.problems += area.problems
    reader.problems += refused_paths(reader.workspace, reader.name(folder.path))
    if folder.edition not in national:
        _refuse_unknown_edition(reader, folder, national)
        return None
    if reader.workspace.is_refused(reader.name(folder.path)):
        return None
    edition = national[folder.edition].edition
    asks_for_foreword = edition is None or FOREWORD in edition.order
    statistics = _load_figures(reader, folder, national[folder.edition])
    written = [code for code in LANGUAGES if reader.is_file(folder.foreword(code))]
    # Where no foreword is asked for, there is a report without one.
    languages = tuple(dict.fromkeys(written if asks_for_foreword else (LANGUAGES[0], *written)))
    forewords, local = _load_narratives(reader, folder, asks_for_foreword) if with_words else ({}, {})
    told = {problem.file for problem in reader.problems}
    reader.problems += misplaced_in_year(reader.workspace, folder, told)
    read = {page.key for page in local.get(LANGUAGES[0], ())}
    pages = [_key_of(page, LANGUAGES[0]) for page in folder.local_pages(LANGUAGES[0])] if with_words else []
    problems = tuple(reader.problems)
    return Submission(
        area.area.called(area.details.names.get(folder.edition)),
        folder.edition,
        area.details,
        statistics,
        forewords,
        local,
        problems,
        languages,
        figures_only=not with_words,
        stated_draft=_states_draft(reader, folder, area, statistics),
        texts=area.texts,
        unread=tuple(key for key in pages if key not in read),
    )


def _states_draft(
    reader: FileReader, folder: ReportFolder, area: _AreaFiles, statistics: Statistics | None
) -> bool:
    """Whether the area says that the report is a draft, be it in a file that cannot be read otherwise."""
    if area.details.status == "draft" and not has_errors(area.problems):
        return True
    if statistics is not None:
        return statistics.status == "draft"
    text = FileReader(reader.workspace).text(folder.statistics) if reader.is_file(folder.statistics) else None
    return text is not None and says_draft(text)


def _refuse_unknown_edition(
    reader: FileReader, folder: ReportFolder, national: dict[str, LoadedEdition]
) -> None:
    """A problem for a folder of an area that is no edition's, or no year's at all."""
    hint = no_edition_hint(folder.edition, national)
    right, same = right_folder(folder.edition), same_year(folder.edition, national)
    if same is not None:
        hint = f"Rename the folder to {same}; if there is one already, move the files there."
    elif right is not None:
        year = max(national, default="YEAR")
        hint = f"Move it into the folder of its year, as areas/{folder.area}/{year}/{right}."
    elif not is_year(folder.edition):
        hint = f"Rename the folder. {hint}"
    reader.add(
        Place(reader.name(folder.path)),
        "unknown-edition",
        f"There is no edition {quoted(folder.edition)} in content/.",
        hint,
    )


def _load_figures(reader: FileReader, folder: ReportFolder, national: LoadedEdition) -> Statistics | None:
    if not reader.has(folder.statistics):
        _name_missing(
            reader, folder, "missing-statistics", "statistics.yaml", "The file of figures is missing."
        )
    elif national.edition is not None and national.statistics is not None:
        return load_statistics(reader, folder.statistics, national.edition, national.statistics)
    return None


def _name_missing(reader: FileReader, folder: ReportFolder, code: str, name: str, message: str) -> None:
    """A problem for a file that a year lacks: at the file that seems to be meant as it, if there is one."""
    place, hint = (
        f"{reader.name(folder.path)}/{name}",
        f"`mappa new {folder.area} {folder.edition}` writes an empty one.",
    )
    stray = stand_in(reader.workspace, folder, name)
    if stray is not None:
        place = stray
        what, hint = misplaced_words(reader.workspace, stray, folder, name)
        message = f"{message} {what}"
    reader.add(Place(place), code, message, hint)


def _load_narratives(
    reader: FileReader, folder: ReportFolder, asks_for_foreword: bool
) -> tuple[dict[Language, Narrative], dict[Language, tuple[Narrative, ...]]]:
    forewords: dict[Language, Narrative] = {}
    local: dict[Language, tuple[Narrative, ...]] = {}
    pictures = ReportPictures(reader, folder)
    for language in LANGUAGES:
        path = folder.foreword(language)
        if reader.has(path):
            foreword = load_narrative(reader, path, "foreword", language, pictures)
            name_unpublished(reader, path, language)
            if foreword is not None:
                forewords[language] = foreword
        elif language == LANGUAGES[0] and asks_for_foreword:
            _name_missing(reader, folder, "missing-foreword", path.name, "The foreword is missing.")
        pages = [
            load_narrative(reader, page, _key_of(page, language), language, pictures, needs_title=True)
            for page in folder.local_pages(language)
        ]
        for page in folder.local_pages(language):
            name_unpublished(reader, page, language)
        local[language] = tuple(page for page in pages if page is not None)
    return forewords, local


def _key_of(page: Path, language: Language) -> str:
    """A local page's file name without its language and its ending."""
    return page.name.removesuffix(".md").removesuffix(f".{language}")
