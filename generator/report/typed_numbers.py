"""A report's own sentences, its figures and last year's -> warnings of numbers that are typed and differ."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.typed_numbers import Known, typed_numbers
from generator.checks.typed_numbers.last_year import Written
from generator.checks.typed_numbers.subjects import Subjects
from generator.languages import Language
from generator.load import Loaded, Submission
from generator.load.narratives import texts_alone
from generator.model.report import Report
from generator.model.site import SiteSettings
from generator.problems import Problem
from generator.report.earlier import YearBefore
from generator.source.markdown import Markdown
from generator.workspace import Workspace

#: The language whose sentences the rule can read.
LANGUAGE: Language = "en"


def typed_in(
    report: Report,
    submission: Submission,
    before: YearBefore | None,
    loaded: Loaded,
    workspace: Workspace,
    site: SiteSettings | None,
    subjects: Subjects,
) -> Iterator[Problem]:
    """What the rule says of a report's foreword and local pages; ``subjects`` are those of its edition."""
    if report.language != LANGUAGE or submission.figures_only or site is None:
        return
    publication = site.publication
    known = Known(
        subjects,
        report.figures,
        before.figures if before else {},
        (report.name, *(words.in_language(LANGUAGE) for words in (publication.name, publication.full_name))),
        publication.whole.in_language(LANGUAGE),
        tuple(_written(submission, loaded, workspace, before.edition.name)) if before else (),
    )
    parts = [part for section in report.sections if section.kind != "national" for part in section.parts]
    narratives = [part.narrative for part in parts if part.narrative.language == LANGUAGE]
    yield from typed_numbers([text for one in narratives for text in one.markdown.texts], known)


def _written(submission: Submission, loaded: Loaded, workspace: Workspace, edition: str) -> Iterator[Written]:
    """The texts that an area wrote for an earlier edition, whether they are loaded or not."""
    slug = submission.area.slug
    earlier = [s for s in loaded.submissions if (s.area.slug, s.edition) == (slug, edition)]
    texts: tuple[Markdown, ...] = ()
    for one in earlier:
        narratives = (one.forewords.get(LANGUAGE), *one.local.get(LANGUAGE, ()))
        texts = tuple(narrative.markdown for narrative in narratives if narrative is not None)
    if not earlier:
        folders = (one for one in workspace.reports if (one.area, one.edition) == (slug, edition))
        texts = tuple(markdown for folder in folders for markdown in texts_alone(workspace, folder))
    return (Written(markdown.texts, markdown.names) for markdown in texts)
