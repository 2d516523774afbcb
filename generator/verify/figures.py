"""Every figure of every file, read back by readers of our own, against the figures of the workspace.

That a file is as a build makes it does not say that its figures are right: a slip in a template would be made
twice.  So what is read here is compared with the figures themselves, not with what was made of them.  Where a
workspace's own template leaves something out that no contract asks for, nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, takewhile

from generator.export.files import column_words
from generator.export.spreadsheet import joint_sheets, report_sheets
from generator.languages import PUBLISHED, Language
from generator.languages.wording import signed
from generator.model.figure import MARKERS, Figure
from generator.model.report import Report, Table
from generator.render import address
from generator.render.templates import Templates
from generator.report import compare
from generator.report.changes import Difference, LastYear, changes, last_year
from generator.report.compare import editions_of, of_edition, once_each
from generator.report.trends import trends
from generator.report.wording import figure_words
from generator.verify import readers
from generator.verify.comparisons import check_compare_page, check_comparison_files
from generator.verify.expected import Expected
from generator.verify.html_reading import HtmlReading, HtmlTable, Name
from generator.verify.pdf_reading import PdfReading, TablePart, without_note_marks
from generator.verify.website import Website


def check_figures(website: Website, expected: Expected) -> None:
    """Names every figure, and every title and label of a table, that is not the workspace's."""
    reports = expected.reports
    for report in reports:
        before = compare.year_before(report, reports)
        _check_page(website, report, before)
        _check_data(website, report)
        _check_pdf(website, report, before)
    for language in PUBLISHED:
        counted = once_each(reports, language)
        for edition in editions_of(counted):
            _check_edition_page(website, of_edition(counted, edition), counted, language)
            check_compare_page(website, of_edition(counted, edition), language)
        for area in dict.fromkeys(report.area.slug for report in counted):
            of_area = [report for report in counted if report.area.slug == area]
            _check_area_page(website, of_area, editions_of(counted), language)
        if counted:
            newest = of_edition(counted, editions_of(counted)[0])
            page = website.read(address.home(language), HtmlReading)
            _check_headlines(website, address.home(language), page, _sums(newest, counted, language))
    counted = once_each(reports, PUBLISHED[0])
    for edition in editions_of(counted):
        _check_joint(website, of_edition(counted, edition), edition, expected.templates)
        check_comparison_files(website, of_edition(counted, edition))
    if counted:
        _check_joint(website, counted, "", expected.templates)


def _check_page(website: Website, report: Report, before: Report | None) -> None:
    """A report's page: each cell, each table's title and labels, the headlines."""
    path = address.report_page(report)
    page: HtmlReading | None = website.read(path, HtmlReading)
    if page is None:
        return
    website.compare(path, page.figures, _expected_words([report], report.language, with_area=False))
    found = {table.key: table for table in page.tables}
    for table in report.tables:
        labels = found.get(table.key, HtmlTable(table.key))
        _check_labels(website, path, table, labels.caption, labels.heads)
    headlines = compare.headlines(report, before)
    _check_headlines(website, path, page, _words(headlines, report, report.language))


def _check_labels(website: Website, path: str, table: Table, caption: str, heads: Iterable[str]) -> None:
    """That a table's title and labels are there, in full.

    A line's end in a PDF may stand for a space or for none, so that spaces do not count.
    """
    if _bare(table.title) not in _bare(caption):
        website.match(path, f"The title of the table {table.key}", caption, table.title)
    present = "\n".join(map(_bare, heads))
    for heading in (*table.columns, *(row.heading for row in table.rows)):
        if _bare(heading.label) not in present:
            website.match(path, f"A label of the table {table.key}", None, heading.label)


def _bare(words: str) -> str:
    return "".join(without_note_marks(words).split())


def _check_headlines(website: Website, path: str, page: HtmlReading | None, words: Sequence[str]) -> None:
    """The figures at the top of a page, in order; a page may be made without any."""
    if page is not None and page.headlines:
        website.compare(path, _numbered(page.headlines), _numbered(words))


def _numbered(words: Iterable[str]) -> dict[Name, str]:
    return {("", "headline", str(number)): word for number, word in enumerate(words, start=1)}


def _sums(reports: Sequence[Report], everything: Sequence[Report], language: Language) -> list[str]:
    """The headlines of an edition, in words."""
    headlines = compare.edition_headlines(reports, everything, language)
    return _words(headlines, reports[0], language)


def _words(headlines: Iterable[compare.Headline], report: Report, language: Language) -> list[str]:
    return [figure_words(headline.figure, report.edition, language) for headline in headlines]


def _check_data(website: Website, report: Report) -> None:
    figures = _expected([report])
    website.compare_read(address.report_data(report, "csv"), readers.from_csv, figures)
    website.compare_read(address.report_data(report, "json"), readers.from_json, figures)
    for table in report.tables:
        of_table = {name: figure for name, figure in figures.items() if name[2].split(".")[0] == table.key}
        website.compare_read(address.report_table(report, table.key), readers.from_csv, of_table)
    website.compare_sheets(address.report_data(report, "ods"), report_sheets(report))
    website.compare_package(address.report_file(report, address.PACKAGE), address.report_data(report, "csv"))


def _check_pdf(website: Website, report: Report, before: Report | None) -> None:
    """A report's PDF: the cells of each table, its title and its labels, and the figures attached to it."""
    path = address.report_pdf(report)
    reading: PdfReading | None = website.read(path, PdfReading)
    if reading is None:
        return
    waiting = website.read(path, lambda _: list(reading.tables)) or []
    cells: dict[Name, str] = {}
    for table in report.tables:
        last = last_year(table, report, before)
        parts = _take_table(waiting, table, len(table.cells) + (2 * len(table.rows) if last else 0))
        heads = [words for kind, words in parts if kind == "TH"]
        _check_labels(
            website, path, table, next((words for kind, words in parts if kind == "Caption"), ""), heads
        )
        words_of_cells = iter(_cells(parts))
        more = _columns_more(parts, table)
        for row in table.rows:
            cells |= {
                ("", "", cell.key): words for cell, words in zip(row.cells, words_of_cells, strict=False)
            }
            beside = tuple(islice(words_of_cells, more))
            if last and more == 2:  # a template of the workspace's own may have others
                _check_before(website, path, row.cells[-1].key, beside, last, report)
    website.compare(path, cells, _expected_words([report], report.language, with_area=False))
    attached = reading.attachments.get(address.data_name(report, "csv"))
    figures = website.read(path, lambda _: readers.from_csv(attached)) if attached is not None else None
    if figures is not None:
        website.compare(path, figures, _expected([report]))


def _columns_more(parts: Iterable[TablePart], table: Table) -> int:
    """How many columns a printed table has beside its own, by the heads above the label of its first row."""
    heads = takewhile(lambda part: part[0] != "TD" or not part[1], parts)
    own = len(table.columns) + bool(table.row_heading) + 1
    return max(0, sum(kind == "TH" for kind, _ in heads) - own)


def _check_before(
    website: Website, path: str, key: str, beside: tuple[str, ...], last: LastYear, report: Report
) -> None:
    """Last year's figure and the change behind a row; a template says in its own words why there is none.

    They are not counted, for they are no figures of this report's YAML.
    """
    expected = last.figures[key].in_words(report.edition, report.language)
    for what, here, there in zip(("the year before", "change"), beside, expected, strict=False):
        if there:
            website.match(path, f"{key} ({what})", _bare(here), _bare(there))
        elif any(letter.isdecimal() for letter in here):
            website.match(path, f"{key} ({what})", here, "no number")


def _take_table(waiting: list[list[TablePart]], table: Table, size: int) -> list[TablePart]:
    """The parts of a table of a PDF that has so many cells at most, taken away from those that wait.

    One that goes on on another page is there again, with or without its caption.
    """
    title = _bare(table.title)
    while waiting and title not in _caption(waiting[0]):
        if not any(title in _caption(other) for other in waiting):
            return []
        waiting.pop(0)
    parts = waiting.pop(0) if waiting else []
    while waiting and len(_cells(parts)) < size and title in (_caption(waiting[0]) or title):
        parts = [*parts, *waiting.pop(0)]
    return parts


def _caption(parts: Iterable[TablePart]) -> str:
    return "".join(_bare(words) for kind, words in parts if kind == "Caption")


def _cells(parts: Iterable[TablePart]) -> list[str]:
    """The words of the cells; the one above the labels of the rows has none."""
    return [words for kind, words in parts if kind == "TD" and words]


def _check_edition_page(
    website: Website, reports: Sequence[Report], everything: Sequence[Report], language: Language
) -> None:
    """The page of an edition: each cell of each area, the totals, the headlines."""
    path = address.edition_page(reports[0].edition.name, language)
    page: HtmlReading | None = website.read(path, HtmlReading)
    if page is None:
        return
    signs = _signs(reports[0], language)
    expected = _expected_words(reports, language, with_area=True)
    website.compare(path, _with_signs(page.figures, signs), _with_signs(expected, signs))
    _check_headlines(website, path, page, _sums(reports, everything, language))
    found = {table.key: table for table in page.tables}
    words = partial(figure_words, edition=reports[0].edition, language=language)
    for across in compare.across(reports, language):
        foot = found[across.table.key].foot if across.table.key in found else []
        if foot and across.totals is not None:
            keys = [("", "total", cell.key) for cell in across.table.cells]
            totals = dict(zip(keys, map(words, across.totals), strict=True))
            sums = dict(zip(keys, foot, strict=False))
            website.compare(path, _with_signs(sums, signs), _with_signs(totals, signs))
    told = dict(_expected_changes(reports, everything, language)) if page.changes else {}
    for name in dict.fromkeys([*told, *page.changes]):  # not counted: they are no figures of the YAML
        website.match(path, " ".join(name), page.changes.get(name), told.get(name))


def _signs(report: Report, language: Language) -> dict[str, str]:
    """The words of each marker, and its sign."""
    markers = report.edition.markers
    return {markers.words(marker).in_language(language): f"[{marker}]" for marker in MARKERS.values()}


def _with_signs(words: Mapping[Name, str], signs: Mapping[str, str]) -> dict[Name, str]:
    """The words of figures with signs for markers: a template may write either."""
    return {name: signs.get(text, text) for name, text in words.items()}


def _expected_changes(
    reports: Sequence[Report], everything: Sequence[Report], language: Language
) -> Iterator[tuple[Name, str]]:
    """How the figures of an edition changed since the year before, by area and in all."""
    for across in compare.across(reports, language):
        for key, one in changes(across, everything).items():
            for report, difference in zip(reports, one.of_areas, strict=True):
                yield ("change", report.area.slug, key), _difference(difference, language)
            if one.total is not None:
                yield ("change", "total", key), _difference(one.total, language)


def _difference(difference: Difference, language: Language) -> str:
    return f"[{difference.marker}]" if difference.value is None else signed(difference.value, language)


def _check_area_page(
    website: Website, reports: Sequence[Report], editions: Iterable[str], language: Language
) -> None:
    """The page of an area: its figures of each year, where there is a row for each."""
    path = address.area_page(reports[0].area.slug, language)
    page: HtmlReading | None = website.read(path, HtmlReading)
    if page is None:
        return
    words = partial(figure_words, edition=reports[0].edition, language=language)
    found = {table.labelled_by: table for table in page.tables}
    for trend in trends(reports, editions):
        table = found.get(f"{trend.table.id}-title", HtmlTable(""))
        points = {
            ("", f"{trend.editions[place]}", series.key): (figure, row[place])
            for series, row in zip(trend.series, table.body, strict=False)
            for place, figure in enumerate(series.points)
            if figure is not None and len(row) == len(series.points)
        }
        here = {name: text for name, (_, text) in points.items()}
        website.compare(path, here, {name: words(figure) for name, (figure, _) in points.items()})


def _check_joint(website: Website, reports: Sequence[Report], edition: str, templates: Templates) -> None:
    """The files with the figures of several reports."""
    figures, prefix = _expected(reports), reports[0].file_prefix
    csv = address.data_file(prefix, "csv", edition)
    website.compare_read(csv, readers.from_csv, figures)
    website.compare_read(address.data_file(prefix, "json", edition), readers.from_json, figures)
    words = column_words(templates, reports[0].language)
    sheets = joint_sheets(reports, words.area, "" if edition else words.edition)
    website.compare_sheets(address.data_file(prefix, "ods", edition), sheets)
    website.compare_package(address.data_package(edition), csv)


def _expected(reports: Iterable[Report]) -> Mapping[Name, Figure]:
    return {
        (report.edition.name, report.area.slug, key): figure.bare
        for report in reports
        for key, figure in report.figures.items()
    }


def _expected_words(reports: Iterable[Report], language: Language, with_area: bool) -> dict[Name, str]:
    """The figures as pages in a language show them; on a report's own page no row names the area."""
    return {
        ("", report.area.slug if with_area else "", key): figure_words(figure, report.edition, language)
        for report in reports
        for key, figure in report.figures.items()
    }
