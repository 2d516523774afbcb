"""What a website takes of its areas, share by share: made here, in a second process, or kept.

Every share gives the same, in this order: what was found in its areas, what the search reads, what was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

from generator.build.areas import Rendered, kept_part, kept_pdfs, read_part, to_keep, without_narratives
from generator.build.cache import Cache
from generator.build.files import Work, own_files
from generator.build.options import Options
from generator.build.pdfs import Made
from generator.languages import Language
from generator.render import address
from generator.render.frame import Frame
from generator.render.sections import Shared
from generator.render.templates import Templates
from generator.report.compare import newest_first
from generator.report.review import Review, published, review
from generator.site.data import SiteData
from generator.site.search_entries import report_entry
from generator.workspace import Workspace


class Share(Protocol):
    """Some areas of a website.

    ``national`` has the reports that are built: if a PDF fails, it is asked for once more with the others.
    """

    #: The reports of its areas, and their problems.
    found: Review

    def entries(self, national: SiteData) -> dict[str, str]:
        """What the search reads of each page, by path."""

    def rendered(self, national: SiteData) -> Mapping[str, Rendered]:
        """What is made of each area, by its slug."""


class New:
    """Areas that this process reads and renders.  Raises jinja2.TemplateError if a template fails."""

    def __init__(self, workspace: Workspace, options: Options, templates: Templates) -> None:
        self.found = review(workspace, options.areas, options.editions)
        self.shown = shown(self.found, options)
        self.templates = templates.of(Frame(self.found.site, options.preview, options.kinds))
        #: What the reports of an edition share in a language, by its name and the language.
        self.shared = {key: Shared(text, self.templates) for key, text in self.found.texts.items()}
        self.works = [
            Work(report, self.templates, self.shared[report.edition.name, report.language])
            for report in self.shown.reports
        ]
        #: The cache's key of each report's PDF, by the report's name.
        self.pdfs: dict[str, str] = {}
        #: What can be kept of each area, once it is rendered.
        self.parts: dict[str, bytes] = {}
        self.searched: dict[str, str] = {}

    def entries(self, national: SiteData) -> dict[str, str]:
        """What the search reads of each page, by path."""
        self.searched = {
            address.report_page(work.report): report_entry(work.report, self.templates, work.sections)
            for work in self._built(national)
        }
        return self.searched

    def rendered(self, national: SiteData) -> dict[str, Rendered]:
        """What is made of each area, by its slug."""
        rendered: dict[str, Rendered] = {}
        for work in self._built(national):
            area = work.report.area.slug
            if area not in rendered:
                rendered[area] = Rendered({}, {})
            rendered[area].files.update(own_files(work, national))
            page = address.report_page(work.report)
            if page in self.searched:
                rendered[area].searched[page] = self.searched[page]
        self.parts = to_keep(self.found, rendered, self.pdfs)
        return rendered

    def _built(self, national: SiteData) -> list[Work]:
        names = {report.full_name for report in national.reports}
        return [work for work in self.works if work.report.full_name in names]


class Elsewhere:
    """Areas that another process reads and renders, for a build without PDFs."""

    def __init__(self, steps: Iterator[Any]) -> None:
        """Takes what ``steps`` gives there.  All raise ForkDiedError if that ends."""
        self.steps = steps
        self.found: Review = next(steps)
        self.parts: dict[str, bytes] = {}

    def entries(self, national: SiteData) -> dict[str, str]:
        """What the search reads of each page, by path."""
        entries: dict[str, str] = next(self.steps)
        return entries

    def rendered(self, national: SiteData) -> dict[str, Rendered]:
        """What is made of each area, by its slug."""
        self.parts = next(self.steps)
        editions = {name: shared.text.edition for (name, _), shared in national.shared.items()}
        return {area: read_part(part, editions).rendered for area, part in self.parts.items()}


def steps(workspace: Workspace, options: Options, templates: Templates) -> Iterator[Any]:
    """What the other process does: a share of its own, step by step."""
    share = New(workspace, options, templates)
    yield replace(share.found, reports=tuple(map(without_narratives, share.found.reports)), texts={})
    national = national_of(share.shown, options, share.templates, share.shared)
    if "html" in options.kinds:
        yield share.entries(national)
    share.rendered(national)
    yield share.parts


class Kept:
    """Areas that are as they were.  Raises StartAfreshError if what was kept is damaged."""

    def __init__(self, keys: Mapping[str, str], cache: Cache, found: Review) -> None:
        """``keys`` are the cache's, by area; ``found`` is what was found in the other areas."""
        self.cache = cache
        editions = {name: text.edition for (name, _), text in found.texts.items()}
        self.kept = {area: kept_part(key, cache, editions) for area, key in keys.items()}
        self.found = replace(
            found,
            reports=tuple(report for part in self.kept.values() for report in part.reports),
            problems=tuple(problem for part in self.kept.values() for problem in part.problems),
            left_out=(),
        )

    def entries(self, national: SiteData) -> dict[str, str]:
        """What the search reads of each page, by path."""
        parts = self.kept.values()
        return {path: text for part in parts for path, text in part.rendered.searched.items()}

    def rendered(self, national: SiteData) -> dict[str, Rendered]:
        """What is made of each area, by its slug."""
        return {area: part.rendered for area, part in self.kept.items()}

    def made(self) -> Iterator[Made]:
        """The PDFs."""
        return kept_pdfs(self.kept.values(), self.cache)


def shown(found: Review, options: Options) -> Review:
    """The review without what is not to be seen yet, unless a preview is asked for."""
    return found if options.preview else published(found, options.today)


def national_of(
    found: Review, options: Options, templates: Templates, shared: Mapping[tuple[str, Language], Shared]
) -> SiteData:
    """What pages are about: the reports, and the areas asked for."""
    asked = options.areas
    return SiteData(
        newest_first(found.reports),
        tuple(area for area in found.areas if not asked or area.slug in asked),
        len(found.areas),
        templates,
        shared,
    )
