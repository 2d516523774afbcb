"""``mappa new``: an area's empty files for a year, with what carries over from last year.

In: an area, an edition and what the area wrote last.  Out: texts by path; ``write`` puts them on the
disk and never touches a file that is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.drafting.additions import added
from generator.drafting.asked import LastYear, asked, block_lines, notes_of, remarks_of
from generator.load.editions import LoadedEdition
from generator.model.area import Area
from generator.model.edition import CONTACTS, FOREWORD
from generator.model.narrative import Author, Narrative
from generator.problems import printable
from generator.source.syntax import NAME
from generator.workspace import Workspace

#: What an area may have to say at the end of its file.
LAST_LINES = """
# Why an unlikely figure is right, by its key; readers see the reason as a note:
# explained:
#   table.row.column: The reason.
#
# When whoever is responsible has approved the report, the office (no name) and the day:
# sign_off: {{role: {role}, date: {year}-09-30}}"""
#: Who has approved a report, of which the file of last year says nothing.
ROLE = "Director"


def statistics_text(edition: LoadedEdition, last: LastYear | None, area: Area) -> str:
    """A ``statistics.yaml`` without figures; beside each cell stands last year's as a comment.

    Raises AssertionError for an edition that could not be read.
    """
    assert edition.edition is not None
    lines = [
        f"# {area.name.en}: the figures for {edition.name}.",
        f"# yaml-language-server: $schema=../../../schemas/statistics-{edition.name}.json",
        "#",
        "# Write each figure behind its colon, in plain digits. Where there is none, write one of:",
        "# not applicable, not available, suppressed. Totals are computed for you.",
    ]
    if last:
        lines.append(f"# Behind each # stands the figure for {last.edition.name}.")
    lines += [
        "",
        "# Take this line away when the report is finished: until then it is in no website.",
        "status: draft",
    ]
    for table in asked(edition.edition, remarks_of(edition, last)):
        title = NAME.sub("…", edition.edition.tables[table.key].title.en)
        lines += ["", f"# {title}", *block_lines([table], 0)]
    notes = list(notes_of(edition, last))
    if notes:
        lines += ["", "# Carried over from last year: keep what still holds.", "notes:"]
        lines += [f"  {key}: {words}" for key, words, is_known in notes if is_known]
        lines += [
            f"  # no longer a figure of this edition: {key}: {words}"
            for key, words, is_known in notes
            if not is_known
        ]
        if not any(is_known for _, _, is_known in notes):
            lines.remove("notes:")
    sign_off = last.statistics.sign_off if last else None
    role = json.dumps(sign_off.role, ensure_ascii=False) if sign_off else ROLE
    return "\n".join([*lines, LAST_LINES.format(role=role, year=edition.edition.period.end.year)]) + "\n"


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


SCHEMA_LINE = "# yaml-language-server: $schema=../../schemas/area.json"
AREA_TEXT = f"""# What does not change with the year: whom a reader may ask, and websites of interest.
{SCHEMA_LINE}

# To name a contact, take “# ” away from these lines, and the line “contacts: []” below them.
# contacts:
#   - name: The office, not a person
#     telephone: 01632 960000
#     email: name@example.org
#     website: https://www.example.org
contacts: []
links: []
"""
#: Where the order of the report has no place for contacts and links, of which none may be given then.
BARE_AREA_TEXT = f"""# What does not change with the year. Nothing needs to be said here.
{SCHEMA_LINE}

# The area's name in a year, where that was another one than in content/areas.yaml:
# names:
#   2019: The older name
names: {{}}
"""


def _area_text(edition: LoadedEdition) -> str:
    """An area's own file, with what the edition's order has a place for."""
    has_contacts = edition.edition is None or CONTACTS in edition.edition.order
    return AREA_TEXT if has_contacts else BARE_AREA_TEXT


def files(
    area: Area,
    edition: LoadedEdition,
    last: LastYear | None,
    foreword: Narrative | None,
    local: tuple[Narrative, ...],
) -> dict[str, str]:
    """The texts of an area's new year, by path below ``areas/``."""
    year = f"{area.slug}/{edition.name}"
    title = foreword.front.title if foreword and foreword.front.title else "Foreword"
    texts = {
        f"{area.slug}/area.yaml": _area_text(edition),
        f"{year}/statistics.yaml": statistics_text(edition, last, area),
    }
    if edition.edition is not None and FOREWORD in edition.edition.order:
        texts[f"{year}/foreword.md"] = markdown_text(title, foreword)
    for page in local:
        texts[f"{year}/local/{page.key}.md"] = markdown_text(page.front.title or page.key, page)
    return texts


def write(
    workspace: Workspace, texts: Mapping[str, str], edition: LoadedEdition, last: LastYear | None
) -> Iterator[str]:
    """Writes the files below ``areas/`` that are not there yet, and adds to the figures what they lack.

    Gives a line for each thing that was done or left.  Raises OSError where a file cannot be written.
    """
    for below, text in texts.items():
        name = f"areas/{below}"
        path = workspace.root / name
        if workspace.is_refused(name):
            yield f"left {name}: it may not be read or written (see `mappa check`)"
        elif not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            yield f"wrote {name}"
        elif path.name == "statistics.yaml":
            yield from _add(path, name, text, edition, last)
        else:
            yield f"left {name} as it is"


def _add(path: Path, name: str, fresh: str, edition: LoadedEdition, last: LastYear | None) -> Iterator[str]:
    """Adds to a file of figures what it lacks; a file that holds nothing gets the fresh text."""
    data = path.read_bytes()
    if not data.strip():
        path.write_text(fresh, encoding="utf-8")
        yield f"wrote {name}, which was empty"
        return
    assert edition.edition is not None
    remark = f"{last.edition.name}: " if last else ""
    additions = added(data, asked(edition.edition, remarks_of(edition, last)), remark)
    if additions.data != data:
        path.write_bytes(additions.data)
        yield f"added to {name}:"
        yield from (f"{number:>6} | {printable(line)}" for number, line in additions.lines)
    elif not additions.left:
        yield f"left {name} as it is: it lacks nothing"
    yield from (f"left {name}: {words}" for words in additions.left)
