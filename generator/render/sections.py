"""The sections of a report as HTML: what its page and its PDF have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from generator.languages import Language
from generator.model.area import AreaDetails
from generator.model.edition import Edition
from generator.model.report import NationalText, Part, Report, Section, Table
from generator.render.charts.report import report_chart
from generator.render.govspeak import narrative_govspeak
from generator.render.markdown import MarkdownWords, narrative_html
from generator.render.tables import SetTable, definitions, set_table, with_last_year
from generator.render.templates import Templates
from generator.report.changes import LastYear, last_year
from generator.report.wording import figure_words

TEMPLATE, TABLE_TEMPLATE = "parts/sections.jinja", "parts/table.html.jinja"
#: The levels of a text's highest headings: under a section's heading, and under that of a part.
IN_SECTION, IN_PART = 3, 4


def level_in(part: Part) -> int:
    """The level of a part's highest headings."""
    return IN_PART if part.title else IN_SECTION


class TableHtml(NamedTuple):
    """A table of a section with its HTML: that for a screen, that for paper, and that of its charts."""

    table: Table
    html: Markup
    #: Makes it when it is wanted: a website without PDFs has no use for it.
    printed: Callable[[], Markup]
    charts: Markup


class SectionHtml(NamedTuple):
    """A section in pieces: its heading with its text, its tables, what follows them.

    The website puts links behind each table, which the PDF does not have.  In the PDF, last year's figures
    stand in the table instead, and one that is too wide for a phone stands as the edition has it.
    """

    opening: Markup
    tables: tuple[TableHtml, ...]
    closing: Markup

    @property
    def whole(self) -> Markup:
        """The pieces together, as they are printed."""
        tables = Markup().join(table.printed() + table.charts for table in self.tables)
        return self.opening + tables + self.closing


class Entry(NamedTuple):
    """A section in a report's contents, with what the contents list below it."""

    section: Section
    below: tuple[Part | Table, ...]


@dataclass(frozen=True)
class Shared:
    """What every report of an edition has in common, with its HTML, made once when it is first wanted."""

    text: NationalText
    templates: Templates

    @cached_property
    def sections(self) -> dict[str, SectionHtml]:
        """The HTML of each section by its id.  Raises jinja2.TemplateError if a template fails."""
        text = self.text
        draw = _Drawer(self.templates, text.edition, text.language, text.facts, {})
        return {section.id: draw.section(section) for section in text.sections}

    @cached_property
    def govspeak(self) -> dict[str, str]:
        """The Govspeak of each part by its id."""
        return {
            part.id: narrative_govspeak(part, level_in(part), self.text.facts, {})
            for section in self.text.sections
            for part in section.parts
        }


def sections(
    report: Report, templates: Templates, shared: Shared | None = None, before: Report | None = None
) -> tuple[SectionHtml, ...]:
    """The HTML of each section of a report, in order.  What is ``shared`` is taken from there.

    ``before`` is the area's report of the year before, whose figures are printed beside this year's.  Raises
    jinja2.TemplateError if a template fails.
    """
    ready = shared.sections if shared else {}
    edition, language, places = report.edition, report.language, definitions(report)
    drawers = {
        national: _Drawer(
            templates,
            edition,
            language,
            report.facts,
            report.anchors(national),
            report.details,
            places,
            beside=partial(last_year, now=report, before=before),
        )
        for national in (True, False)
    }
    return tuple(
        ready[section.id]
        if section.shared and section.id in ready
        else drawers[section.kind == "national"].section(section)
        for section in report.sections
    )


def contents(shown: tuple[Section, ...]) -> tuple[Entry, ...]:
    """The contents of a report or a text: its sections, the parts that have a title, and the tables."""
    return tuple(
        Entry(
            section,
            (*(part for part in section.parts if part.title and section.lists_parts), *section.tables),
        )
        for section in shown
    )


class _Drawer:
    """Makes the HTML of sections of a report, or of what an edition's reports share."""

    def __init__(
        self,
        templates: Templates,
        edition: Edition,
        language: Language,
        facts: Mapping[str, str],
        anchors: Mapping[str, str],
        details: AreaDetails | None = None,
        places: Mapping[str, str] = MappingProxyType({}),
        *,
        beside: Callable[[Table], LastYear | None] = lambda _: None,
    ) -> None:
        macro = partial(templates.macro, TEMPLATE, language)
        self.opening, self.closing = macro("opening"), macro("closing")
        self.table = templates.macro(TABLE_TEMPLATE, language, "statistical_table")
        self.charts = macro("charts_of_table")
        self.edition, self.language = edition, language
        self.places, self.beside = places, beside
        self.facts = facts
        self.details = details
        self.figure_words = partial(figure_words, edition=edition, language=language)
        words = MarkdownWords(
            macro("note"), macro("back_to_note"), macro("back")(), macro("notes")(), macro("table_name")()
        )
        lines = templates.frame.lines
        self.text = partial(narrative_html, facts=facts, anchors=anchors, words=words, lines=lines)

    def section(self, section: Section) -> SectionHtml:
        texts = [(part, Markup(self.text(part, level_in(part)))) for part in section.parts]
        return SectionHtml(
            self.opening(section, texts),
            tuple(self._table(section, table) for table in section.tables),
            self.closing(section, self.details),
        )

    def _table(self, section: Section, table: Table) -> TableHtml:
        charts = [
            report_chart(chart, self.figure_words, self.language)
            for chart in section.charts
            if chart.table.key == table.key
        ]
        on_screen = self._set(table, may_turn=True)
        # The words of each figure are facts of the report, under its key.
        html = self.table(on_screen, self.facts)
        return TableHtml(table, html, partial(self._printed, on_screen, html), self.charts(charts))

    def _printed(self, on_screen: SetTable, html: Markup) -> Markup:
        """A table as paper has it, which often is that of the screen."""
        on_paper = self._set(on_screen.table, may_turn=False)
        last = self.beside(on_screen.table)
        if last is not None:
            on_paper = with_last_year(on_paper, last, self.edition, self.language)
        return html if on_paper == on_screen else self.table(on_paper, self.facts)

    def _set(self, table: Table, *, may_turn: bool) -> SetTable:
        return set_table(table, self.edition, self.places, may_turn=may_turn)
