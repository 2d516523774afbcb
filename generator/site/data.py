"""What the pages that are about several reports are made of, as a page in a language counts it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal, NamedTuple

from generator.languages import PUBLISHED, Language
from generator.model.area import Area
from generator.model.report import Report
from generator.render import address
from generator.render.frame import Frame
from generator.render.links import FileSize, file_size
from generator.render.report import Neighbours
from generator.render.sections import Shared
from generator.render.templates import Templates
from generator.report import compare
from generator.report.measures import compared_tables

#: A path and the bytes that are made for it -> how many bytes the file has that stands there.
Sizing = Callable[[str, bytes], int]


def made_size(path: str, data: bytes) -> int:
    """The size of a file as it is made."""
    return len(data)


class Reporting(NamedTuple):
    """How many of the areas have reported; ``kind`` says which sentence tells it."""

    kind: Literal["all", "one", "some"]
    number: int
    areas: int


@dataclass(frozen=True)
class SiteData:
    """The published reports in all their languages, newest first, and the areas that have a page.

    ``register`` is how many areas there are: a website of some areas alone tells of no more than those.
    ``language`` is that of the pages that are made of it.
    """

    reports: tuple[Report, ...]
    areas: tuple[Area, ...]
    register: int
    templates: Templates
    #: What the reports of an edition share in a language, by the edition's name and the language.
    shared: Mapping[tuple[str, Language], Shared] = field(default_factory=dict)
    language: Language = PUBLISHED[0]
    #: What makes the data files of an edition and of everything, by path.
    joint_files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    #: How many bytes a file at a path has that is made with these.
    sizing: Sizing = made_size

    @property
    def frame(self) -> Frame:
        """What is the same for all pages."""
        return self.templates.frame

    @property
    def file_prefix(self) -> str:
        """How the names of files to download begin."""
        return self.frame.site.publication.file_prefix

    def size(self, path: str, data: bytes) -> FileSize:
        """The size of a file at a path that is made with these bytes, as readers are told it."""
        return file_size(self.sizing(path, data))

    def joint_size(self, path: str) -> FileSize:
        """The size of a data file of an edition or of everything.  Raises KeyError if there is none."""
        return self.size(path, self.joint_files[path]())

    def in_language(self, language: Language) -> SiteData:
        """The same for pages in another language."""
        return self if language == self.language else replace(self, language=language)

    @cached_property
    def counted(self) -> tuple[Report, ...]:
        """Each area's report of each edition once: in the pages' language, or else in the area's first."""
        return compare.once_each(self.reports, self.language)

    @cached_property
    def editions(self) -> tuple[str, ...]:
        """The names of the reports' editions, the newest first."""
        return compare.editions_of(self.reports)

    @cached_property
    def texts(self) -> dict[str, Shared]:
        """What the reports of each edition share in the pages' language, where there is any such text."""
        texts = {edition: self.shared.get((edition, self.language)) for edition in self.editions}
        return {edition: shared for edition, shared in texts.items() if shared and shared.text.sections}

    def of_edition(self, edition: str) -> tuple[Report, ...]:
        """The reports of an edition, each area once, in the order of the areas' names."""
        reports = [report for report in self.counted if report.edition.name == edition]
        return tuple(sorted(reports, key=lambda report: self.name(report.area)))

    @property
    def is_of_one_area(self) -> bool:
        """Whether the register has one area alone, which no page can compare with another."""
        return self.register == 1

    @cached_property
    def compared_editions(self) -> tuple[str, ...]:
        """The names of the editions whose areas are compared by some figure: each has a page for that."""
        if self.is_of_one_area:
            return ()
        firsts = (self.of_edition(name)[0].edition for name in self.editions)
        return tuple(edition.name for edition in firsts if compared_tables(edition))

    def of_area(self, area: str) -> tuple[Report, ...]:
        """The reports of an area, each edition once, the newest first."""
        return self._by_area.get(area, ())

    @cached_property
    def _by_area(self) -> dict[str, tuple[Report, ...]]:
        by_area: dict[str, tuple[Report, ...]] = {}
        for report in self.counted:
            by_area[report.area.slug] = (*by_area.get(report.area.slug, ()), report)
        return by_area

    @cached_property
    def reported(self) -> frozenset[str]:
        """The slugs of the areas that have any report."""
        return frozenset(self._by_area)

    def neighbours(self, report: Report) -> Neighbours:
        """The other reports of a report's area, as a reader of its language gets them."""
        reports = self.in_language(report.language).of_area(report.area.slug)
        newer = reports[0] if reports[0].edition.period.end > report.edition.period.end else None
        others = tuple(other for other in reports if other.edition.name != report.edition.name)
        return Neighbours(compare.year_before(report, reports), newer, others, self.is_of_one_area)

    def bordering(self, area: Area) -> tuple[Area, ...]:
        """The areas that border on one, in the register's order: one of the two that says so is enough."""
        return tuple(
            other for other in self.areas if other.slug in area.neighbours or area.slug in other.neighbours
        )

    def reporting(self, reports: Iterable[Report]) -> Reporting:
        """How many areas the reports of an edition are of."""
        number = sum(1 for _ in reports)
        kind: Literal["all", "one", "some"] = "one" if number == 1 else "some"
        return Reporting("all" if number == self.register else kind, number, self.register)

    def awaited(self, area: Area) -> Reporting | None:
        """How many areas have reported for the newest year, where an area has not; None where it has."""
        reports = self.of_edition(self.editions[0]) if self.editions else ()
        if not reports or any(report.area.slug == area.slug for report in reports):
            return None
        return self.reporting(reports)

    def name(self, area: Area) -> str:
        """An area's name in the pages' language."""
        return area.name.in_language(self.language)

    def present_name(self, report: Report) -> str:
        """What the area of a report is called in the register: its report may be under an older name."""
        return next((self.name(area) for area in self.areas if area.slug == report.area.slug), report.name)

    def page(self, template: str, path: str, page: Any = None, scripts: str = "") -> str:
        """A page at a path, of the value that its template shows; ``scripts`` as in ``Frame.of_page``.

        Raises jinja2.TemplateError if its template fails.
        """
        frame = self.frame.of_page(path, self.language, scripts)
        return self.templates.page(template, self.language, frame=frame, page=page)

    def link_to_area(self, area: Area, page: str) -> str:
        """The link from a page of this language to an area's page."""
        return address.relative(address.area_page(area.slug, self.language), page)

    def link_to_report(self, report: Report, page: str) -> str:
        """The link from a page to a report."""
        return address.relative(address.report_page(report), page)
