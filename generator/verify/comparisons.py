"""What the areas are compared by, read back: published figures on the page, derived values in the data."""

from __future__ import annotations

from collections.abc import Sequence

from generator.languages import Language
from generator.model.figure import Figure, Number
from generator.model.report import Report
from generator.render import address
from generator.report import compare
from generator.report.measures import Measure, measures
from generator.report.wording import figure_words
from generator.verify import readers
from generator.verify.html_reading import HtmlReading, Name
from generator.verify.website import Website


def check_compare_page(website: Website, reports: Sequence[Report], language: Language) -> None:
    """The page that sets the areas of an edition side by side: the headline figures of each."""
    path = address.compare_page(reports[0].edition.name, language)
    page: HtmlReading | None = website.read(path, HtmlReading)
    if page is not None:
        expected: dict[Name, str] = {
            ("", report.area.slug, headline.key): figure_words(headline.figure, report.edition, language)
            for report in reports
            for headline in compare.headlines(report, None)
        }
        website.compare(path, page.figures, expected)


def check_comparison_files(website: Website, reports: Sequence[Report]) -> None:
    """The files of derived values of an edition."""
    prefix, edition = reports[0].file_prefix, reports[0].edition.name
    expected = {
        (edition, report.area.slug, f"{measure.key} {name}".removesuffix(" value")): _figure(measure, value)
        for report in reports
        for measure in measures(report)
        for name, value in (("value", measure.value), ("low", measure.low), ("high", measure.high))
    }
    csv = address.comparison_file(prefix, "csv", edition)
    website.compare_read(csv, readers.derived_from_csv, expected)
    website.compare_read(
        address.comparison_file(prefix, "json", edition), readers.derived_from_json, expected
    )
    website.compare_package(address.comparison_package(edition), csv)


def _figure(measure: Measure, value: Number | None) -> Figure:
    return Figure(value, measure.marker)
