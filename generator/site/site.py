"""Review -> Site: every path of the website, each with what makes its bytes when asked.

Nothing else knows which pages there are.  The index of the search alone is not here: a program makes it of
what ``Site.search`` says of each page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, partial
from typing import NamedTuple

from generator.export.comparisons import comparison_files
from generator.export.files import Maker, joint_files
from generator.languages import PUBLISHED
from generator.render import address
from generator.render.sections import Shared
from generator.render.templates import Templates
from generator.report.compare import newest_first
from generator.report.review import Review
from generator.site.data import SiteData, Sizing, made_size
from generator.site.made_of import made_of
from generator.site.pages import pages
from generator.site.report_files import Pdf, ReportFiles
from generator.site.search_entries import page_entries

#: The website's stylesheets, scripts and sign.
SCREEN_FILES = (
    *("styles/base.css", "styles/screen.css", "styles/compare.css", "styles/favicon.svg"),
    *("scripts/find.js", "scripts/sort.js", "scripts/search.js", "scripts/copy.js", "scripts/compare.js"),
)


#: A path, what its file is made of beside what all areas share, and what makes it -> its bytes.
Reuse = Callable[[str, str, Maker], bytes]


class AreaBytes(NamedTuple):
    """The files of an area's reports by path, and what the search reads of their pages."""

    files: dict[str, bytes]
    search: dict[str, str]


@dataclass(frozen=True)
class Site(Mapping[str, Maker]):
    """The website: paths, and what makes the bytes of each; PDFs are made by a ``Pdf``.

    A maker raises jinja2.TemplateError if a template fails.
    """

    makers: Mapping[str, Maker]
    #: The paths of the files of each area's reports, by area; of areas that were made already, none.
    areas: Mapping[str, tuple[str, ...]]
    #: What makes the text that the search reads of each page, by the page's path.
    search: Mapping[str, Callable[[], str]]

    def __getitem__(self, path: str) -> Maker:
        return self.makers[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.makers)

    def __len__(self) -> int:
        return len(self.makers)

    @cached_property
    def pdfs(self) -> dict[str, Pdf]:
        """What makes each PDF."""
        return {path: maker for path, maker in self.makers.items() if isinstance(maker, Pdf)}


def make_site(
    review: Review,
    templates: Templates,
    areas: tuple[str, ...] = (),
    dated: date | None = None,
    ready: Mapping[str, AreaBytes] | None = None,
    reuse: Reuse | None = None,
    sizing: Sizing = made_size,
) -> Site:
    """The website of the reports that may be shown.

    ``templates`` have its frame; ``areas`` are those asked for, all if there are none; ``dated`` is the date
    of PDFs if not their editions'.  ``ready`` is, by area, what is there of its reports already, of which
    ``review`` then knows the figures alone.  ``reuse`` gives the bytes of a page or file about several
    reports, or has them made; ``sizing`` says how large a file is that pages link to.
    """
    ready = ready or {}
    data = SiteData(
        newest_first(review.reports),
        tuple(area for area in review.areas if not areas or area.slug in areas),
        len(review.areas),
        templates,
        {key: Shared(text, templates) for key, text in review.texts.items()},
        sizing=sizing,
    )
    kinds = templates.frame.kinds
    reusing = partial(_reusing, reuse, made_of(data)) if reuse else dict
    if "data" in kinds and data.reports:
        counted = data.in_language(PUBLISHED[0]).counted
        joint = joint_files(counted, templates)
        joint |= {} if data.is_of_one_area else comparison_files(counted, templates)
        # Made once, for pages tell their sizes.
        data = replace(data, joint_files={path: cache(make) for path, make in reusing(joint).items()})
    makers: dict[str, Maker] = {}
    search: dict[str, Callable[[], str]] = {}
    paths: dict[str, tuple[str, ...]] = {}
    for report in data.reports:
        area = report.area.slug
        if area not in ready:
            files = ReportFiles(report, data, data.shared[report.edition.name, report.language], dated)
            own_makers = files.makers()
            makers |= own_makers
            paths[area] = (*paths.get(area, ()), *own_makers)
            search[address.report_page(report)] = files.search_entry
    for area_bytes in ready.values():
        makers |= {path: partial(bytes, content) for path, content in area_bytes.files.items()}
        search |= {path: partial(str, text) for path, text in area_bytes.search.items()}
    if "html" in kinds:
        makers |= reusing({path: _encoded(make) for path, make in pages(data).items()})
        makers |= {
            address.style(name.rpartition("/")[2]): _encoded(partial(str, templates.files[name]))
            for name in SCREEN_FILES
        }
        search |= page_entries(data)
    return Site({**makers, **data.joint_files}, paths, search if "html" in kinds else {})


def _reusing(reuse: Reuse, texts: Mapping[str, str], makers: Mapping[str, Maker]) -> dict[str, Maker]:
    """The makers, each of those that ``texts`` says what it is made of by way of ``reuse``."""
    return {
        path: partial(reuse, path, texts[path], make) if path in texts else make
        for path, make in makers.items()
    }


def _encoded(make: Callable[[], str]) -> Maker:
    return lambda: make().encode()
