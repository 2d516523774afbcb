"""A workspace -> the reports that are sound, and every problem of those that are not.

In: a ``Workspace`` and which areas and editions are wanted.  Out: ``Review``.  This is all that
``mappa check`` does, and where ``mappa build`` begins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from generator.checks import Findings, RuleContext, check_figures, check_texts
from generator.checks.titles import other_names, other_years
from generator.checks.typed_numbers.subjects import Subjects
from generator.checks.words import broken_links, unknown_names
from generator.languages import PUBLISHED, Language
from generator.load import Loaded, National, Submission, load
from generator.load.editions import LoadedEdition
from generator.load.templates import template_errors_told
from generator.model.area import Area, area_names
from generator.model.edition import FOREWORD, Edition
from generator.model.figure import Figure
from generator.model.narrative import Narrative
from generator.model.release import FIRST, LAST
from generator.model.report import NationalText, Report
from generator.model.report_id import ReportId
from generator.model.site import SiteSettings
from generator.model.statistics import Statistics
from generator.problems import Place, Problem, Suggestions, has_errors, in_order, quoted
from generator.report.earlier import YearBefore, year_before, year_before_is_unread
from generator.report.facts import unsaid
from generator.report.merge import merge, national_text
from generator.report.phrases import Phrases
from generator.report.typed_numbers import typed_in
from generator.source.destinations import file_key
from generator.workspace import Workspace


class Reviewed(NamedTuple):
    """What an area gives for an edition, with the problems of its own files, those of the area included."""

    submission: Submission
    problems: tuple[Problem, ...]
    #: The warnings whose figures the area has explained; they are not among the problems.
    explained: tuple[Problem, ...]


@dataclass(frozen=True)
class Review:
    """What can be built, what cannot, and why."""

    areas: tuple[Area, ...]
    reports: tuple[Report, ...]
    left_out: tuple[ReportId, ...]
    #: None where it does not say what the publication is called; then nothing can be built.
    site: SiteSettings | None
    problems: tuple[Problem, ...]
    #: What the reports of an edition share in a language, by the edition's name and the language.
    texts: Mapping[tuple[str, Language], NationalText]
    #: What each area gave, sound or not.
    submissions: tuple[Reviewed, ...] = ()
    #: The reports that are sound but not to be seen yet, each with the reason.
    withheld: tuple[str, ...] = ()
    #: The problems that drafts alone have, by which the other reports are none the worse.
    of_drafts: frozenset[Problem] = frozenset()
    #: The problems that ``content/`` has whatever areas write.
    of_content: frozenset[Problem] = frozenset()
    #: From when to when nothing is released, so that the same is to be seen.
    since: datetime = FIRST
    until: datetime = LAST
    #: Whether nothing is wrong with the templates of the workspace's own.
    templates_sound: bool = True


def review(
    workspace: Workspace,
    areas: tuple[str, ...] = (),
    editions: tuple[str, ...] = (),
    figures_only: Collection[str] = (),
    content: National | None = None,
    with_gaps: bool = False,
) -> Review:
    """Loads, checks and merges the wanted reports, or all.

    Of the areas of ``figures_only`` the narratives are not read, and no rule looks at anything of theirs:
    their reports have the national sections alone.  ``content`` is what ``load_national`` gave, where it was
    read before.  ``with_gaps``, for a preview, gives also the reports that have errors, with a gap for each
    figure and text that is missing; left out are then those that cannot be made even so.
    """
    loaded = load(workspace, areas, editions, figures_only, content)
    national_problems = _national_problems(loaded, editions)
    broken = {name for name, found in national_problems.items() if has_errors(found)}
    site_problems = list(check_texts(loaded.site_texts, None))
    site = None if has_errors(site_problems) else loaded.site
    register_problems = {
        slug: list(check_texts(texts, frozenset())) for slug, texts in loaded.register_texts.items()
    }
    of_content = [
        *(problem for found in national_problems.values() for problem in found),
        *site_problems,
        *(problem for found in register_problems.values() for problem in found),
    ]
    problems = [*loaded.problems, *of_content]
    texts = {
        (name, language): national_text(national, language)
        for name, national in loaded.editions.items()
        if national.sound or (with_gaps and national.edition)
        for language in PUBLISHED
    }
    phrases = Phrases(workspace.root)
    subjects = {name: Subjects(one.edition) for name, one in loaded.editions.items() if one.edition}
    reports: list[Report] = []
    reviewed: list[Reviewed] = []
    left_out: list[ReportId] = []
    of_drafts: set[Problem] = set()
    of_others: set[Problem] = set()
    for submission in loaded.submissions:
        national = loaded.editions[submission.edition]
        before = year_before(loaded, submission)
        figures = _findings(national, submission, before)
        report_problems = [*submission.problems, *figures.problems]
        report_problems += () if submission.figures_only else _own_words(loaded, submission)
        shown = before if before and before.is_shown else None
        is_known = before is not None or not year_before_is_unread(loaded, submission, workspace)
        in_languages = list(
            _merged(national, submission, texts, report_problems, site, with_gaps, shown, phrases, is_known)
        )
        for report in in_languages:
            known = subjects[submission.edition]
            report_problems += typed_in(report, submission, before, loaded, workspace, site, known)
        problems += report_problems
        reviewed.append(Reviewed(submission, tuple(report_problems), tuple(figures.explained)))
        (of_drafts if submission.stated_draft else of_others).update(report_problems)
        is_sound = national.sound and submission.edition not in broken and not has_errors(report_problems)
        if not in_languages or site is None or not (is_sound or with_gaps):
            left_out.append(submission.id)
        else:
            reports += in_languages
    left_out += _unmade(workspace, loaded, areas, editions)
    return Review(
        tuple(area for slug, area in loaded.areas.items() if not has_errors(register_problems[slug])),
        tuple(reports),
        tuple(left_out),
        site,
        tuple(in_order(problems)),
        texts,
        tuple(reviewed),
        of_drafts=frozenset(of_drafts - of_others),
        of_content=frozenset([*loaded.of_content, *of_content]),
        templates_sound=loaded.templates_sound,
    )


def _national_problems(loaded: Loaded, editions: tuple[str, ...]) -> dict[str, list[Problem]]:
    """What is wrong with the words of each wanted edition's national text, by its name.

    Without the register nobody knows what is told of an area, and no report is made.
    """
    names = area_names(loaded.areas.values())
    return {
        name: [
            *check_texts(national.texts, None),
            *_unknown_areas(national.edition, loaded.areas),
            *(
                problem
                for part in national.parts.values()
                for problem in _words_of(part, national.edition, names | _names_of_writer(part, loaded))
            ),
        ]
        for name, national in loaded.editions.items()
        if national.edition is not None and loaded.areas and (not editions or name in editions)
    }


def _unknown_areas(edition: Edition, areas: Collection[str]) -> Iterator[Problem]:
    """The areas for which the edition tells a population and that are not in the register."""
    for slug in edition.population.areas if edition.population else ():
        if slug not in areas:
            near = Suggestions().nearest(slug, areas)
            yield Problem.at(
                Place(f"content/{edition.name}/edition.yaml"),
                "unknown-area",
                f"Under population, {quoted(slug)} is no area of the register.",
                f"Did you mean {near}?" if near else "Write the area's name as content/areas.yaml has it.",
            )


def _names_of_writer(part: Narrative, loaded: Loaded) -> frozenset[str]:
    """What the edition may name that wrote a part; what a later one has taken away is told by ``load``."""
    writer = loaded.editions.get(part.markdown.file.split("/")[1])
    return writer.edition.names if writer is not None and writer.edition is not None else frozenset()


def _merged(
    national: LoadedEdition,
    submission: Submission,
    texts: Mapping[tuple[str, Language], NationalText],
    problems: list[Problem],
    site: SiteSettings | None,
    with_gaps: bool,
    before: YearBefore | None,
    phrases: Phrases,
    changes: bool,
) -> Iterator[Report]:
    """The report in each published language that the area writes; adds what its words refer to in vain.

    Of ``changes`` on the year before nothing is said where what there was cannot be read.
    """
    if national.edition is None or (submission.edition, PUBLISHED[0]) not in texts:
        return
    needs_no_foreword = submission.figures_only or FOREWORD not in national.edition.order
    written = submission.languages if needs_no_foreword else submission.forewords
    if not with_gaps and (submission.statistics is None or PUBLISHED[0] not in written):
        return
    for language in PUBLISHED:
        if language in written or language == PUBLISHED[0]:
            text = texts[submission.edition, language]
            statistics, whole = _with_gaps(submission, national.edition)
            facts = national.edition.names | frozenset(submission.area.named(language))
            problems += () if submission.figures_only else check_texts(statistics.texts, facts)
            prefix = site.publication.file_prefix if site else ""
            report = None
            with template_errors_told(problems, phrases.root):
                report = merge(national, whole, text, prefix, before, phrases)
            if report is None:
                return
            problems += () if submission.figures_only else unsaid(statistics.texts, (), report.facts, changes)
            unread = _unread(problems)
            for section in report.sections if not submission.figures_only else ():
                anchors = {**report.anchors(section.kind == "national"), **unread}
                for part in section.parts if not section.shared else ():
                    problems += broken_links(part.narrative, anchors)
                    if section.kind != "national":
                        names = frozenset(submission.area.named(language))
                        problems += _words_of(part.narrative, national.edition, names)
                        markdown = part.narrative.markdown
                        problems += unsaid(markdown.texts, markdown.names, report.facts, changes)
            yield report


def _words_of(narrative: Narrative, edition: Edition, area_names: frozenset[str]) -> Iterator[Problem]:
    """What a text refers to in vain, and what in it is not for readers."""
    facts = edition.names | area_names
    yield from unknown_names(narrative.markdown.names, facts)
    yield from check_texts(narrative.markdown.texts, facts)


def _findings(national: LoadedEdition, submission: Submission, before: YearBefore | None) -> Findings:
    """What the rules say of an area's figures."""
    if national.edition is None or submission.statistics is None or submission.figures_only:
        return Findings([], [])
    then = (before.edition.name, before.statistics) if before else None
    keys = before.comparable if before else {}
    return check_figures(
        RuleContext(national.edition, submission.statistics, then, submission.area.slug, keys)
    )


def _own_words(loaded: Loaded, submission: Submission) -> Iterator[Problem]:
    """What the rules say of what is told of an area, and of titles that name another area or another year."""
    yield from check_texts(submission.texts, frozenset())
    for language in PUBLISHED:
        names = [area.name.in_language(language) for area in loaded.areas.values()]
        own = submission.area.name.in_language(language)
        foreword = submission.forewords.get(language)
        for narrative in (*([foreword] if foreword else []), *submission.local.get(language, ())):
            for text in narrative.markdown.texts:
                yield from other_names(text, names, own)
                yield from other_years(text, loaded.editions, submission.edition)


def _unread(problems: list[Problem]) -> dict[str, str]:
    """The pages that are there but could not be read: a link to one is no problem of its own.

    A warning keeps no page from being read; the file that it is of may be none of the report's.
    """
    files = (problem.file for problem in problems if problem.severity == "error")
    return {file_key(file.rpartition("/")[2]): "" for file in files if file.endswith(".md")}


def _with_gaps(submission: Submission, edition: Edition) -> tuple[Statistics, Submission]:
    """What the area gives of figures, and the submission with a gap for each that is missing.

    A file with a wrong figure is left out of the website, but the words of the report are checked at once,
    and a preview shows it.
    """
    statistics = submission.statistics or Statistics("", {}, {})
    gaps = {
        cell.key: Figure(marker="gap")
        for cell in edition.cells
        if cell.key not in statistics.figures and not cell.total and not cell.not_applicable
    }
    whole = replace(statistics, figures={**gaps, **statistics.figures})
    return statistics, replace(submission, statistics=whole)


def _unmade(
    workspace: Workspace, loaded: Loaded, areas: tuple[str, ...], editions: tuple[str, ...]
) -> list[ReportId]:
    """Folders of reports that did not even become submission: an unknown area or edition."""
    known = {submission.id for submission in loaded.submissions}
    folders = [ReportId(folder.area, folder.edition) for folder in workspace.reports]
    return [
        one
        for one in folders
        if one not in known and (not areas or one.area in areas) and (not editions or one.edition in editions)
    ]
