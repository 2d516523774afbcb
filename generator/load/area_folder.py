"""An area's folder -> the area, and what it gives for each edition, with the problems of its files."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from generator.languages import LANGUAGES, Language
from generator.load.areas import LoadedRegister, load_details, refuse_unknown_area
from generator.load.editions import LoadedEdition
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
from generator.load.refused import refused_paths
from generator.load.statistics import load_statistics, says_draft
from generator.load.submission import Submission
from generator.load.years import is_year, no_edition_hint, same_year
from generator.model.area import Area, AreaDetails
from generator.model.edition import FOREWORD
from generator.model.narrative import Narrative
from generator.model.statistics import Statistics
from generator.problems import Place, Problem, has_errors, quoted
from generator.source.texts import Text
from generator.workspace import ReportFolder


class AreaFiles(NamedTuple):
    """An area with what its files in no year's folder say, and the problems that these bring each report."""

    area: Area
    details: AreaDetails
    problems: tuple[Problem, ...]
    texts: tuple[Text, ...]


def load_area(
    reader: FileReader,
    path: Path,
    years: list[ReportFolder],
    register: LoadedRegister,
) -> AreaFiles | None:
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
        return AreaFiles(area, details, tuple(area_reader.problems), texts)
    if slug not in register.entries and not workspace.is_refused(reader.name(path)):
        refuse_unknown_area(area_reader, path, register.entries)
    reader.problems += area_reader.problems
    return None


def load_submission(
    reader: FileReader,
    folder: ReportFolder,
    area: AreaFiles,
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
    reader: FileReader, folder: ReportFolder, area: AreaFiles, statistics: Statistics | None
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
    if reader.name(folder.path) == f"areas/{folder.area}/area.yaml":
        return  # told where the file is read
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
