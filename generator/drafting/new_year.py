"""``mappa new``: an area's empty files for a year, with what carries over from last year.

In: an area, an edition and what the area wrote last.  Out: texts by path; ``write`` puts them on the
disk and never touches a file that is there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from generator.model.area import Area
from generator.model.edition import FOREWORD, Edition
from generator.model.figure import as_typed
from generator.model.narrative import Author, Narrative
from generator.model.statistics import Statistics
from generator.model.table import LineSpec


def statistics_text(edition: Edition, before: tuple[str, Statistics] | None, area: Area) -> str:
    """A ``statistics.yaml`` without figures; beside each cell stands last year's as a comment."""
    last = before[1].figures if before else {}
    lines = [
        f"# {area.name.en}: the figures for {edition.name}.",
        f"# yaml-language-server: $schema=../../../schemas/statistics-{edition.name}.json",
        "#",
        "# Write each figure behind its colon, in plain digits. Where there is none, write one of:",
        "# not applicable, not available, suppressed. Totals are computed for you.",
    ]
    if before:
        lines.append(f"# Behind each # stands the figure for {before[0]}.")

    def cell(key: str, name: str, indent: str) -> str:
        figure = last.get(key)
        remark = f"  # {as_typed(figure)}" if figure and figure.value is not None else ""
        return f"{indent}{name}:{remark}"

    for key, table in edition.shown_tables.items():
        lines.append("")
        if not table.rows and not table.columns:
            lines.append(cell(key, key, ""))
            continue
        lines.append(f"{key}:")
        for row in _plain(table.rows):
            if not table.columns:
                lines.append(cell(f"{key}.{row.key}", row.key, "  "))
                continue
            lines.append(f"  {row.key}:")
            for column in _plain(table.columns):
                if f"{row.key}.{column.key}" in table.not_applicable:
                    lines.append(f"    {column.key}: not applicable")
                else:
                    lines.append(cell(f"{key}.{row.key}.{column.key}", column.key, "    "))
    notes = before[1].notes if before else {}
    if notes:
        lines += ["", "# Carried over from last year: keep what still holds.", "notes:"]
        lines += [f"  {key}: {json.dumps(text.en, ensure_ascii=False)}" for key, text in notes.items()]
    return "\n".join(lines) + "\n"


def _plain(lines: tuple[LineSpec, ...]) -> list[LineSpec]:
    return [line for line in lines if not line.total]


def markdown_text(title: str, before: Narrative | None) -> str:
    """A Markdown file with its title, and the place and authors that carry over, but no text."""
    lines = ["---", f"title: {json.dumps(title, ensure_ascii=False)}"]
    if before and before.front.place != "after statistics":
        lines.append(f"place: {before.front.place}")
    authors = before.front.author if before else ()
    if authors:
        lines.append("author:")
        lines += [line for author in authors for line in _author(author)]
    return "\n".join([*lines, "---", "", ""])


def _author(author: Author) -> list[str]:
    """An author's office; the person may have changed, so a name does not carry over."""
    fields = [("role", author.role), ("organisation", author.organisation)]
    written = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in fields if text]
    return [f"  {'-' if number == 0 else ' '} {line}" for number, line in enumerate(written)]


AREA_TEXT = """# What does not change with the year: whom a reader may ask, and websites of interest.
# yaml-language-server: $schema=../../schemas/area.json

# contacts:
#   - name: The office, not a person
#     telephone: 0116 248 6606
#     email: name@example.org
#     website: https://www.example.org
contacts: []
links: []
"""


def files(
    area: Area,
    edition: Edition,
    before: tuple[str, Statistics] | None,
    foreword: Narrative | None,
    local: tuple[Narrative, ...],
) -> dict[str, str]:
    """The texts of an area's new year, by path below ``areas/``."""
    year = f"{area.slug}/{edition.name}"
    title = foreword.front.title if foreword and foreword.front.title else "Foreword"
    texts = {
        f"{area.slug}/area.yaml": AREA_TEXT,
        f"{year}/statistics.yaml": statistics_text(edition, before, area),
    }
    if FOREWORD in edition.order:
        texts[f"{year}/foreword.md"] = markdown_text(title, foreword)
    for page in local:
        texts[f"{year}/local/{page.key}.md"] = markdown_text(page.front.title or page.key, page)
    return texts


def write(root: Path, texts: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Writes the files that are not there yet: (those written, those left as they were)."""
    written, left = [], []
    for name, text in texts.items():
        path = root / name
        if path.exists():
            left.append(name)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(name)
    return written, left
