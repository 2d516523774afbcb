"""The files of ``sections/``: each part's narrative, and files that no section uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from generator.languages import LANGUAGES, Language
from generator.load.file_names import similar_file
from generator.load.files import FileReader
from generator.load.narratives import load_narrative, name_unpublished
from generator.model.edition import PAGE_IDS, Edition
from generator.model.narrative import Narrative, SubHeading
from generator.model.table import table_id
from generator.problems import Place, Problem, quoted
from generator.workspace import Workspace, in_language

Parts = dict[tuple[str, Language], Narrative]


def load_parts(reader: FileReader, edition: Edition, folders: list[Path]) -> Parts:
    """Each part's narrative in each language that has it, from the latest edition that has its file."""
    parts: Parts = {}
    for part in edition.parts:
        for language in LANGUAGES:
            name = in_language(f"{part}.md", language)
            files = [path for folder in folders if reader.has(path := folder / "sections" / name)]
            if files:
                narrative = load_narrative(reader, files[-1], part, language)
                name_unpublished(reader, files[-1], language)
                if narrative is not None:
                    parts[part, language] = narrative
            elif language == LANGUAGES[0]:
                _name_missing(reader, edition, part, folders)
    reader.problems += _same_ids(edition, parts)
    return parts


def _same_ids(edition: Edition, parts: Parts) -> Iterator[Problem]:
    """Headings of national texts whose address in a report is that of another place."""
    sections = [(key, edition.sections[key]) for key in edition.order if key in edition.sections]
    prefixes = {f"{key}-{part}": part for key, section in sections for part in section.parts}
    for language in LANGUAGES:
        used = {*PAGE_IDS, *map(table_id, edition.tables), *edition.sections, *prefixes}
        for prefix, part in prefixes.items():
            narrative = parts.get((part, language))
            if narrative is not None:
                headings = narrative.sub_headings(prefix)
                yield from (_same_id(narrative, heading) for heading in headings if heading.id in used)
                used |= narrative.ids(prefix)


def _same_id(narrative: Narrative, heading: SubHeading) -> Problem:
    return Problem.at(
        Place(narrative.markdown.file, narrative.markdown.first_line + heading.line),
        "duplicate-value",
        f"{quoted(heading.text)} would have the address of another place of the report, #{heading.id}.",
        "Change the words of the heading, or the key of its section in edition.yaml.",
    )


def _name_missing(reader: FileReader, edition: Edition, part: str, folders: list[Path]) -> None:
    """A problem for a part without its file: at the file that seems to be meant, if there is one."""
    similar = (
        similar_file(reader.workspace, reader.name(folder / "sections" / f"{part}.md")) for folder in folders
    )
    other = next(filter(None, similar), None)
    if other is not None:
        name = PurePosixPath(other).name
        message = f"The section “{part}” needs the file {part}.md, and this one is called “{name}”."
        reader.add(Place(other), "missing-section", message, f"Rename {name} to {part}.md.")
        return
    reader.add(
        Place(f"content/{edition.name}/edition.yaml"),
        "missing-section",
        f"There is no file sections/{part}.md for the section “{part}”.",
        "Write the file here or in an earlier edition, or take it out of edition.yaml.",
    )


def unused_files(
    workspace: Workspace, editions: Mapping[str, Edition | None], chains: Mapping[str, Iterable[str]]
) -> Iterator[Problem]:
    """A warning for each file in an edition's folder that neither this edition nor a later one uses.

    ``chains`` are the editions that each is made of.  Silent of a folder while an edition made of it has
    errors: nobody knows then what it uses.
    """
    for name in editions:
        users = [editions[user] for user, chain in chains.items() if name in chain]
        if None in users:
            continue
        parts = {part for edition in users if edition is not None for part in edition.parts}
        used = {
            f"content/{name}/sections/{in_language(f'{part}.md', code)}"
            for part in parts
            for code in LANGUAGES
        }
        for file in workspace.files:
            if file.startswith(f"content/{name}/") and file not in used | {f"content/{name}/edition.yaml"}:
                yield from _unused(file, name, parts)


def _unused(file: str, edition: str, parts: set[str]) -> Iterator[Problem]:
    path = PurePosixPath(file)
    stem = path.name.partition(".")[0]
    if stem.lower() == "readme":
        return
    meant = next((part for part in parts if stem.lower() == part), None)
    in_sections = path.parent.as_posix() == f"content/{edition}/sections"
    right = f"{meant}.md"
    if meant is not None and in_sections and path.name != right:
        hint = f"Rename {path.name} to {right}; if there is one already, delete this one."
    elif meant is not None:
        hint = f"Move it to content/{edition}/sections/{right}, if it belongs there; else delete it."
    elif in_sections:
        hint = f"Add “{stem}” to the parts of a section in edition.yaml, or delete the file."
    else:
        hint = "An edition's folder holds edition.yaml and sections/*.md. Move it, or delete it."
    yield Problem.at(Place(file), "misplaced-file", "No section uses this file.", hint)
