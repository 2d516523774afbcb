"""Area x edition -> Report: all that a template may ask for.

In: an edition with its national text, and an area's material.  Out: a ``Report`` in one language, in the
order of the edition.  Reads nothing; imports ``load``'s results, ``model`` and ``wording``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from generator import wording
from generator.load import Material
from generator.load.editions import National
from generator.model import edition as spec
from generator.model.base import Language, Words
from generator.model.edition import Edition, Line, TableSpec
from generator.model.figure import Figure
from generator.model.narrative import Narrative
from generator.model.report import BarPanel, Cell, Chart, Heading, Note, Part, Report, Row, Section, Table
from generator.model.statistics import Statistics, completed


def merge(national: National, material: Material, language: Language = "en") -> Report:
    """The report of an area for an edition.

    ``national`` must be sound and ``material`` complete; raises AssertionError otherwise.
    """
    edition, statistics = national.edition, material.statistics
    assert edition is not None and statistics is not None
    figures = completed(edition, statistics.figures)
    facts = _facts(edition, material, figures, language)
    tables = {
        key: _table(key, table, edition, statistics, figures, facts, language)
        for key, table in edition.shown_tables.items()
    }
    sections = tuple(
        section
        for name in edition.order
        for section in _sections(name, national, edition, material, tables, facts, language)
    )
    return Report(material.area, material.details, edition, language, facts, sections, material.draft)


def _facts(
    edition: Edition, material: Material, figures: Mapping[str, Figure], language: Language
) -> dict[str, str]:
    """Every name that a text may use -> the words that stand for it."""

    def day(value: date) -> str:
        return wording.day(value, language)

    area = material.area
    facts = {
        "edition": edition.edition,
        "snapshot": day(edition.snapshot),
        "period.start": day(edition.period.start),
        "period.end": day(edition.period.end),
        "population.name": edition.population.name.in_language(language),
        "population.published": day(edition.population.published),
        "area.name": area.name.in_language(language),
        "area.country": area.country.in_language(language),
        "area.police_force": area.police_force.in_language(language),
    }
    if edition.release:
        facts["release"] = day(edition.release)
    facts |= {f"words.{key}": words.in_language(language) for key, words in edition.words.items()}
    facts |= {key: wording.figure(figure, edition, language) for key, figure in figures.items()}
    return facts


def _table(
    key: str,
    table: TableSpec,
    edition: Edition,
    statistics: Statistics,
    figures: Mapping[str, Figure],
    facts: Mapping[str, str],
    language: Language,
) -> Table:
    def words(text: Words | None) -> str:
        return wording.fill(text.in_language(language), facts) if text else ""

    notes = [Note(number, key, words(text)) for number, text in enumerate(table.notes.values(), start=1)]
    for cell_key, text in statistics.notes.items():
        if cell_key == key or cell_key.startswith(f"{key}."):
            notes.append(Note(len(notes) + 1, cell_key, words(text)))
    hung: dict[str, tuple[int, ...]] = {}
    for note in notes:
        hung[note.key] = (*hung.get(note.key, ()), note.number)

    def heading(line: Line | None, at: str, label: Words | None) -> Heading:
        own = line.label if line else label
        return Heading(line.key if line else "", words(own), bool(line and line.total), hung.get(at, ()))

    columns = tuple(heading(column, "", table.unit) for column in table.columns or (None,))
    rows = []
    for row in table.rows or (None,):
        row_key = f"{key}.{row.key}" if row else key
        # A note on a table of a single figure hangs on its caption; there, the row has the table's key.
        at = row_key if row else ""
        cells = tuple(
            Cell(
                cell_key := f"{row_key}.{column.key}" if column else row_key,
                figures[cell_key],
                bool((row and row.total) or (column and column.total)),
                column.key if column else "",
                hung.get(cell_key, ()) if column else (),
            )
            for column in table.columns or (None,)
        )
        rows.append(Row(heading(row, at, table.label or table.title), cells))
    return Table(
        key,
        words(table.title),
        words(table.unit),
        words(table.row_heading),
        columns,
        tuple(rows),
        tuple(notes),
        hung.get(key, ()),
        table.measure,
    )


def _sections(
    name: str,
    national: National,
    edition: Edition,
    material: Material,
    tables: Mapping[str, Table],
    facts: Mapping[str, str],
    language: Language,
) -> Iterator[Section]:
    """The sections that stand at a place of the order: one, several or none."""
    if name == spec.FOREWORD:
        foreword = material.forewords.get(language) or material.forewords["en"]
        yield _area_section("foreword", "foreword", foreword, facts)
    elif name in (spec.LOCAL_BEFORE, spec.LOCAL_AFTER):
        for page in material.local.get(language) or material.local["en"]:
            if f"local {page.front.place}" == name:
                key = re.sub(r"^\d+-", "", page.key)
                yield _area_section(f"local-{key}", "local", page, facts)
    elif name == spec.CONTACTS:
        if material.details.contacts or material.details.links:
            yield Section("contacts", "contacts", "")
    else:
        section = edition.sections[name]
        parts = [
            Part(f"{name}-{part}", _title(narrative, facts), narrative)
            for part in section.parts
            if (narrative := national.parts.get((part, language)) or national.parts[part, "en"])
        ]
        own = tuple(tables[key] for key in section.tables)
        yield Section(
            name,
            "national",
            wording.fill(section.title.in_language(language), facts),
            tuple(parts),
            own,
            tuple(_charts(edition, own, facts, language)),
            lists_parts=section.contents == "listed",
        )


def _area_section(section_id: str, kind: str, narrative: Narrative, facts: Mapping[str, str]) -> Section:
    return Section(
        section_id,
        kind,  # type: ignore[arg-type]
        _title(narrative, facts) or "",
        (Part(f"{section_id}-text", None, narrative),),
        authors=narrative.front.author,
    )


def _title(narrative: Narrative, facts: Mapping[str, str]) -> str | None:
    title = narrative.front.title
    return wording.fill(title, facts) if title else None


def _charts(
    edition: Edition, tables: tuple[Table, ...], facts: Mapping[str, str], language: Language
) -> Iterator[Chart]:
    for chart in edition.charts:
        for table in tables:
            if table.key == chart.table and chart.panels:
                panels = tuple(
                    BarPanel(tuple(row for row in table.rows if row.heading.key in panel))
                    for panel in chart.panels
                )
                title = wording.fill(chart.title.in_language(language), facts)
                yield Chart(f"chart-{table.id}", title, table, panels)
