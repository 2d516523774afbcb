"""A workspace -> the website that a build makes of it, and the part of it that a folder has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from generator.build.options import ALL_KINDS, Options
from generator.load.templates import load_templates
from generator.model.report import Report
from generator.model.report_id import ReportId
from generator.render import address
from generator.render.frame import Frame
from generator.render.templates import Templates
from generator.report.compare import newest_first
from generator.report.publication import published
from generator.report.review import Review
from generator.site.data import Sizing, made_size
from generator.site.site import Site, make_site
from generator.verify.folder import Listing

#: What shows that a website has files of a kind.
ENDINGS = {"html": ".html", "pdf": ".pdf", "data": address.PACKAGE, "govspeak": ".md"}


@dataclass(frozen=True)
class Expected:
    """What a website is made of: the reports that are shown, the templates with its frame, the wanted areas.

    ``areas`` are those that a part was asked for, none if it has them all; ``dated`` is the date that its
    PDFs bear, if not their editions'.
    """

    review: Review
    templates: Templates
    areas: tuple[str, ...] = ()
    dated: date | None = None

    def site(self, sizing: Sizing = made_size) -> Site:
        """Its files, each with what makes it; ``sizing`` says how large a file is that pages link to."""
        return make_site(self.review, self.templates, self.areas, self.dated, sizing=sizing)

    @property
    def reports(self) -> tuple[Report, ...]:
        """Its reports, the newest first."""
        return newest_first(self.review.reports)

    def without(self, ids: Collection[ReportId]) -> Expected:
        """The same without some reports."""
        reports = tuple(report for report in self.review.reports if report.id not in ids)
        return replace(self, review=replace(self.review, reports=reports))

    def part_in(self, listing: Listing) -> Expected:
        """The part that a folder has: of its reports, its areas' pages and its kinds of files.

        What a part is of is seen from its files, not from what it says of itself.
        """
        files = tuple(listing.files)
        kinds = tuple(kind for kind in ALL_KINDS if any(path.endswith(ENDINGS[kind]) for path in files))
        frame = replace(self.templates.frame, kinds=kinds)
        absent = {r.id for r in self.review.reports if not listing.has(address.report_folder(r))}
        areas = tuple(
            area.slug for area in self.review.areas if address.area_page(area.slug) in listing.files
        )
        templates = Templates(self.templates.files, self.templates.catalogues, frame)
        return replace(self.without(absent), templates=templates, areas=areas)


def expected_website(reviewed: Review, options: Options) -> Expected:
    """What a build of a workspace that was reviewed makes when it is called with some options.

    ``reviewed`` must know what the publication is called.  Raises what ``load_templates`` raises.
    """
    assert reviewed.site is not None
    shown = reviewed if options.preview else published(reviewed, options.now)
    frame = Frame(reviewed.site, options.preview, options.kinds)
    return Expected(shown, Templates(*load_templates(options.root), frame), options.areas, options.dated)
