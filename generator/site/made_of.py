"""Pages and files about several reports -> all that each is made of, in one text: the key to reuse it by.

What all areas share (the national content, the templates, the program) is not in it: who reuses a page knows
the hash of that.  Here are the three kinds of page that take the longest, and the joint data of a year: after
one changed figure of 420 reports they are a third of the time, of 126 a sixth.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.export.comparisons import comparison_paths
from generator.export.files import joint_paths
from generator.languages import PUBLISHED
from generator.model.report import Report, Table
from generator.render import address
from generator.report import compare
from generator.site.data import SiteData


def made_of(data: SiteData) -> dict[str, str]:
    """By path, what a page or file is made of."""
    texts: dict[str, str] = {}
    of_data: dict[str, str] = {}
    shown = {report.id: _shown(report) for report in data.reports}
    for language in PUBLISHED:
        here = data.in_language(language)
        always = repr(([area.slug for area in data.areas], data.register, data.editions))

        def text(reports: Iterable[Report], *more: object, always: str = always) -> str:
            return "\n".join((always, *map(repr, more), *(shown[report.id] for report in reports)))

        for area in data.areas:
            reports = here.of_area(area.slug)
            standings = compare.standings(reports[0], here.counted) if reports else ()
            details = reports[0].details if reports else None
            texts[address.area_page(area.slug, language)] = text(
                reports, standings, details, here.awaited(area)
            )
        for edition in data.editions:
            reports = here.of_edition(edition)
            before = [earlier for one in reports if (earlier := compare.year_before(one, here.counted))]
            # The year before as a whole: how many areas it has, and what its rates rest on.
            year_before = compare.edition_before(reports[0], here.counted)
            years = [(one.id, one.edition.population) for one in year_before]
            # Its map says which areas have reports of other years alone.
            on_map = sorted(here.reported) if reports[0].edition.map else []
            # Pages tell the sizes of files of data, whose words are those of the first language.
            if language == PUBLISHED[0]:
                of_data[edition] = text(reports)
            others = () if language == PUBLISHED[0] else (of_data[edition],)
            texts[address.edition_page(edition, language)] = text((*reports, *before), years, on_map, *others)
            texts[address.compare_page(edition, language)] = text(reports, *others)
            if language == PUBLISHED[0]:
                paths = (
                    *joint_paths(data.file_prefix, edition),
                    *comparison_paths(data.file_prefix, edition),
                )
                texts |= dict.fromkeys(paths, of_data[edition])
    return texts


def _shown(report: Report) -> str:
    """What pages about several reports show of one: names, figures, notes, and all that words are made of.

    National words may name any figure of the report, and its change on the year before.
    """
    markers = [figure.marker for figure in report.figures.values()]
    tables = [_words(table) for table in report.tables]
    then = [(key, figure.value, figure.marker) for key, figure in report.figures_before.items()]
    own = (report.id, report.area.name, report.draft)
    return repr((*own, tuple(report.facts.items()), markers, tables, then))


def _words(table: Table) -> object:
    """A table's words, in which names of figures, changes and shares are filled in."""
    lines = (*table.columns, *(row.heading for row in table.rows))
    headings = [(heading.label, heading.short) for heading in lines]
    return table.title, headings, table.notes
