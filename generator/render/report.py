"""A report's page, for the screen and for the PDF engine."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from markupsafe import Markup

from generator.languages import Language, wording
from generator.model.area import Area, AreaDetails
from generator.model.edition import Edition
from generator.model.figure import Figure
from generator.model.report import NationalText, Part, Report, Section, Table
from generator.render import address, chart
from generator.render.frame import Frame
from generator.render.markdown import MarkdownWords, narrative_html
from generator.render.templates import Templates, as_json
from generator.report.compare import headlines
from generator.report.wording import figure_words

#: Where the website, and the website alone, puts links under a table.
AFTER_TABLE = "<!-- after {} -->"
#: What stands after each of several pieces that a template makes at once.
NEXT = "<!-- next -->"


class Neighbours(NamedTuple):
    """The other reports of an area: that of the year before, a newer one, and all others, newest first."""

    before: Report | None = None
    newer: Report | None = None
    others: tuple[Report, ...] = ()


@dataclass(frozen=True)
class Shared:
    """What every report of an edition has in common, with its HTML, made once when it is first wanted."""

    text: NationalText
    templates: Templates

    @cached_property
    def sections(self) -> dict[str, Markup]:
        """The HTML of each section by its id."""
        text = self.text
        made = _made(text.sections, self.templates, text.edition, text.language, text.facts, {})
        return {section.id: html for section, html in zip(text.sections, made, strict=True)}


def sections(report: Report, templates: Templates, shared: Shared | None = None) -> tuple[Markup, ...]:
    """The text, tables and charts of each section: what a report's page and its PDF have in common.

    What is ``shared`` is taken from there.
    """
    there = shared.sections if shared else {}
    done = {
        section.id: there[section.id] for section in report.sections if section.shared and section.id in there
    }
    own = [section for section in report.sections if section.id not in done]
    edition, language = report.edition, report.language
    made = _made(own, templates, edition, language, report.facts, report.anchors, report.details)
    return tuple(done[section.id] if section.id in done else next(made) for section in report.sections)


def _made(
    own: Sequence[Section],
    templates: Templates,
    edition: Edition,
    language: Language,
    facts: Mapping[str, str],
    anchors: Mapping[str, str],
    details: AreaDetails | None = None,
) -> Iterator[Markup]:
    """The HTML of some sections, of a report or of what its edition's reports share."""

    def text(part: Part, level: int, words: dict[str, Any]) -> Markup:
        return Markup(narrative_html(part, level, facts, anchors, MarkdownWords(**words)))

    def figure(value: Figure) -> str:
        return figure_words(value, edition, language)

    def share(part: int, whole: int) -> str:
        return wording.share(part, whole, language)

    def after(table: Table) -> Markup:
        return Markup(AFTER_TABLE.format(table.key))

    made = templates.page(
        "parts/sections.jinja",
        language,
        sections=own,
        details=details,
        text=text,
        figure=figure,
        share=share,
        number=lambda value: wording.number(value, language),
        charts=chart,
        after=after,
    )
    return (Markup(section.lstrip()) for section in made.split(NEXT)[:-1])


def report_page(
    report: Report,
    templates: Templates,
    frame: Frame,
    neighbours: Neighbours,
    made: tuple[Markup, ...],
) -> str:
    """The page of the website.  ``made`` is what ``sections`` gives."""
    page = address.report_page(report)
    title, description = in_words(templates, report.language, report=report)
    dataset = _dataset(report, frame, title, description)
    digest = base64.b64encode(hashlib.sha256(dataset.encode()).digest()).decode()
    values = {**frame.values(page, report.language, f"'sha256-{digest}'"), "report": report}
    links = templates.page("parts/table-links.html.jinja", report.language, **values).split(NEXT)
    of_table = dict(zip([table.key for table in report.tables], links, strict=False))
    body = re.sub(
        AFTER_TABLE.format("(.*?)"),
        lambda mark: of_table[mark[1]],
        "".join(made),
    )
    return templates.page(
        "report.html.jinja",
        report.language,
        **values,
        files=_files(report, frame),
        headlines=headlines(report, neighbours.before),
        newer=neighbours.newer,
        others=neighbours.others,
        figure=lambda value: figure_words(value, report.edition, report.language),
        dataset=dataset,
        body=Markup(body),
    )


def in_words(
    templates: Templates, language: Language, **about: Report | Edition | NationalText | Area
) -> tuple[str, str]:
    """The title of the page about a report, an edition, its text or an area, and a sentence on what it is."""
    title, _, summary = templates.page("parts/entry.jinja", language, **about).strip().partition("\n")
    return title.strip(), summary.strip()


def _files(report: Report, frame: Frame) -> list[tuple[str, str]]:
    """The files beside the page: their endings and names."""
    files = [("pdf", report.pdf_name)] if "pdf" in frame.kinds else []
    if "data" in frame.kinds:
        files += [(ending, report.data_name(ending)) for ending in address.DATA_TYPES]
        files.append(("package", address.PACKAGE))
    return files


def _dataset(report: Report, frame: Frame, title: str, description: str) -> Markup:
    """The report's figures for search engines (https://schema.org/Dataset), as JSON-LD."""
    base, folder = frame.site.base, address.report_folder(report)
    period = report.edition.period
    content: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": description,
        "temporalCoverage": f"{period.start.isoformat()}/{period.end.isoformat()}",
        "spatialCoverage": {"@type": "Place", "name": report.name},
        "inLanguage": wording.TAGS[report.language],
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": f"{base}{folder}/{report.data_name(ending)}"
                if base
                else report.data_name(ending),
            }
            for ending, kind in address.DATA_TYPES.items()
        ],
    }
    if base:
        content["url"] = f"{base}{address.shown(address.report_page(report))}"
    if frame.site.licence:
        content["license"] = frame.site.licence.url
    return as_json(content)


def print_page(
    report: Report,
    templates: Templates,
    dated: date,
    made: tuple[Markup, ...],
    preview: bool = False,
) -> str:
    """The page that the PDF engine reads: the same text, with a cover, numbered contents and a date."""
    sheets = _sheets(report, made)
    return templates.page(
        "print.html.jinja", report.language, report=report, dated=dated, preview=preview, sheets=sheets
    )


def _sheets(report: Report, made: tuple[Markup, ...]) -> list[Markup]:
    """The sections that follow one another on paper, as XML; the national ones have pages of their own."""
    sheets: list[Markup] = []
    alone = True
    for section, html in zip(report.sections, made, strict=True):
        text = Markup(str(html).replace("<br>", "<br/>"))
        if alone or section.kind == "national":
            sheets.append(text)
        else:
            sheets[-1] += text
        alone = section.kind == "national"
    return sheets
