"""Area x edition -> Report: all that a template may ask for.

In: an edition with its national text, and an area's submission.  Out: what all reports of the edition share,
and a ``Report``, both in one language, in the order of the edition.  Reads nothing; imports ``load``'s
results, ``model`` and ``wording``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import replace
from datetime import date
from itertools import count

from generator.languages import Language, wording
from generator.load import Submission
from generator.load.editions import LoadedEdition
from generator.model import edition as spec
from generator.model.base import Words
from generator.model.edition import Edition
from generator.model.figure import Figure
from generator.model.narrative import Author, Narrative, slug
from generator.model.report import (
    Cell,
    Heading,
    NationalText,
    Note,
    Part,
    Report,
    Row,
    Section,
    Table,
)
from generator.model.statistics import Statistics, completed
from generator.model.table import LineSpec, TableSpec
from generator.report.charts import charts_of
from generator.report.earlier import YearBefore
from generator.report.facts import Facts
from generator.report.phrases import Phrases
from generator.report.wording import figure_words
from generator.source.markdown import NAME, fill

#: Those of the program's own templates.
PROGRAM_PHRASES = Phrases()


def national_text(national: LoadedEdition, language: Language) -> NationalText:
    """What every report of an edition says in the same words.  Raises AssertionError without one."""
    edition = national.edition
    assert edition is not None
    facts = _edition_facts(edition, language)
    sections = []
    for name in edition.order:
        if name in edition.sections and not edition.sections[name].tables:
            section = _national_section(name, national, edition, {}, facts, language)
            parts = tuple(part for part in section.parts if part.shared)
            sections += [replace(section, parts=parts)] if parts else []
    return NationalText(edition, language, facts, tuple(sections))


def merge(
    national: LoadedEdition,
    submission: Submission,
    text: NationalText,
    file_prefix: str,
    before: YearBefore | None = None,
    phrases: Phrases = PROGRAM_PHRASES,
) -> Report:
    """The report of an area for an edition, in the language of ``text``, which is that edition's.

    ``file_prefix`` is how the names of its files begin, ``before`` what its figures may be compared with, and
    ``phrases`` are the words of the workspace's templates.  ``submission`` must have every figure; raises
    AssertionError if it has none, KeyError if it lacks one.  A section whose text cannot be read is a gap.
    Of a submission with its figures only the report has the national sections alone.
    """
    edition, statistics, language = text.edition, submission.statistics, text.language
    assert statistics is not None
    figures = completed(edition, statistics.figures)
    words = {key: figure_words(figure, edition, language) for key, figure in figures.items()}
    plain = {**text.facts, **submission.area.named(language), **words}
    facts = Facts(edition, language, plain, figures, before, phrases)
    tables = {
        key: _table(key, table, edition, statistics, figures, facts, language)
        for key, table in edition.shown_tables.items()
    }
    shared = {section.id: section for section in text.sections}
    sections: dict[str, list[Section]] = {}
    for name in edition.order:
        if name not in edition.sections:
            sections[name] = (
                [] if submission.figures_only else _area_sections(name, submission, facts, language)
            )
        elif name in shared and len(shared[name].parts) == len(edition.sections[name].parts):
            sections[name] = [shared[name]]
        else:
            sections[name] = [_national_section(name, national, edition, tables, facts, language)]
    if not submission.figures_only:
        sections |= _local_sections(edition, submission, sections, facts, language)
    return Report(
        submission.area,
        submission.details,
        edition,
        language,
        facts,
        tuple(section for name in edition.order for section in sections[name]),
        file_prefix,
        submission.draft,
        national.lineage,
        national.data_version,
        before.figures if before else {},
    )


def _edition_facts(edition: Edition, language: Language) -> dict[str, str]:
    """The names of what an edition says of itself -> the words that stand for them."""

    def day(value: date) -> str:
        return wording.day(value, language)

    facts = {
        "edition": edition.name,
        "period.start": day(edition.period.start),
        "period.end": day(edition.period.end),
    }
    if edition.snapshot:
        facts["snapshot"] = day(edition.snapshot)
    if edition.population:
        facts["population.name"] = edition.population.name.in_language(language)
        facts["population.published"] = day(edition.population.published)
    if edition.release.day:
        facts["release"] = day(edition.release.day)
    return facts | {f"words.{key}": words.in_language(language) for key, words in edition.words.items()}


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
        return fill(text.in_language(language), facts) if text else ""

    notes = [Note(number, key, words(text)) for number, text in enumerate(table.notes.values(), start=1)]
    labels = {
        f"{key}.{row.key}.{column.key}": words(column.shortest)
        for row in table.rows
        for column in table.columns
    }
    reasons = ((cell_key, explanation.reason) for cell_key, explanation in statistics.explained.items())
    for cell_key, text in (*statistics.notes.items(), *reasons):
        if cell_key == key or cell_key.startswith(f"{key}."):
            notes.append(Note(len(notes) + 1, cell_key, words(text), labels.get(cell_key, ""), own=True))
    hung: dict[str, tuple[int, ...]] = {}
    for note in notes:
        hung[note.key] = (*hung.get(note.key, ()), note.number)

    def heading(line: LineSpec | None, at: str, label: Words, short: Words | None = None) -> Heading:
        if line is not None:
            return Heading(line.key, words(line.label), line.total, hung.get(at, ()), words(line.short))
        return Heading("", words(label), False, hung.get(at, ()), words(short))

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
        rows.append(Row(heading(row, at, table.label or table.title, table.short), cells))
    return Table(
        key,
        words(table.title),
        words(table.unit),
        words(table.row_heading),
        columns,
        tuple(rows),
        tuple(notes),
        hung.get(key, ()),
        "rate" if table.is_rate else "count",
        words(table.column_heading),
    )


def _national_section(
    name: str,
    national: LoadedEdition,
    edition: Edition,
    tables: Mapping[str, Table],
    facts: Mapping[str, str],
    language: Language,
) -> Section:
    """A section of the national text; a part that uses names beside the edition's own is the report's."""
    section = edition.sections[name]
    title = section.title.in_language(language)
    narratives = {
        part: narrative
        for part in section.parts
        if (narrative := national.parts.get((part, language)) or national.parts.get((part, "en")))
    }
    # A preview shows an edition with errors too: a section may name a table that there is not.
    shown = tuple(tables[key] for key in section.tables if key in tables)
    return Section(
        name,
        "national",
        fill(title, facts),
        tuple(
            Part(f"{name}-{part}", _title(narrative, facts), narrative, _is_shared(title, narrative, edition))
            for part, narrative in narratives.items()
        ),
        shown,
        tuple(charts_of(edition, shown, facts, language)),
        lists_parts=section.contents == "listed",
        gap=len(narratives) < len(section.parts),
        retold=section.retold,
    )


def _is_shared(section_title: str, narrative: Narrative, edition: Edition) -> bool:
    """Whether a part and its titles name nothing of an area, and lead to no other place in the report."""
    markdown = narrative.markdown
    names = {reference.target for reference in markdown.names}
    names |= {match[1] for match in NAME.finditer(f"{section_title} {narrative.front.title}")}
    return names <= edition.facts and all(link.is_outward for link in markdown.links)


def _area_sections(
    name: str, submission: Submission, facts: Mapping[str, str], language: Language
) -> list[Section]:
    """The sections of the area's own, local pages apart, that stand at a place of the order: one or none."""
    if name == spec.FOREWORD:
        foreword = submission.forewords.get(language) or submission.forewords.get("en")
        if foreword is None:
            return [Section("foreword", "foreword", "", gap=True)]
        return [_area_section("foreword", "foreword", foreword, facts)]
    if name == spec.CONTACTS and (submission.details.contacts or submission.details.links):
        return [Section("contacts", "contacts", "")]
    return []


def _local_sections(
    edition: Edition,
    submission: Submission,
    others: Mapping[str, list[Section]],
    facts: Mapping[str, str],
    language: Language,
) -> dict[str, list[Section]]:
    """The local pages at each place of the order.

    No id in one of them is one of another page or of the ``others``: where a file's name would bring that
    about, a number stands behind it.
    """
    used = {name for sections in others.values() for section in sections for name in section.ids}
    places: dict[str, list[Section]] = {
        place: [] for place in (spec.LOCAL_BEFORE, spec.LOCAL_AFTER) if place in edition.order
    }
    pages = submission.local.get(language) or submission.local["en"]
    for place, sections in places.items():
        for page in pages:
            if f"local {page.front.place}" == place:
                section = _distinct_section(page, facts, used)
                used |= section.ids
                sections.append(section)
    if spec.LOCAL_AFTER in places:
        # Numbered, as what a file is called may not be an id.
        places[spec.LOCAL_AFTER] += [
            Section(f"gap-{number}", "local", key, gap=True)
            for number, key in enumerate(submission.unread, start=1)
        ]
    return places


def _distinct_section(page: Narrative, facts: Mapping[str, str], used: Container[str]) -> Section:
    """The section of a local page, under the first number with which none of its ids is used."""
    words = slug(re.sub(r"^[0-9]+[-_ ]+", "", page.key), "page")
    for number in count(1):
        section_id = f"local-{words}-{number}" if number > 1 else f"local-{words}"
        section = _area_section(section_id, "local", page, facts)
        if not any(name in used for name in section.ids):
            break
    return section


def _area_section(section_id: str, kind: str, narrative: Narrative, facts: Mapping[str, str]) -> Section:
    return Section(
        section_id,
        kind,  # type: ignore[arg-type]
        _title(narrative, facts) or "",
        (Part(f"{section_id}-text", None, narrative),),
        authors=tuple(_filled(author, facts) for author in narrative.front.author),
        retold=narrative.front.retold,
    )


def _filled(author: Author, facts: Mapping[str, str]) -> Author:
    """Who signs, with what the names in double braces stand for."""
    words = {name: fill(text, facts) for name, text in author.model_dump(exclude_none=True).items()}
    return author.model_copy(update=words)


def _title(narrative: Narrative, facts: Mapping[str, str]) -> str | None:
    title = narrative.front.title
    return fill(title, facts) if title else None
