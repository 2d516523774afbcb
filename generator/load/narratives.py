"""Markdown files -> narratives, with their front matter and pictures."""

from __future__ import annotations

from pathlib import Path

from generator.languages import LANGUAGES, PUBLISHED, Language, wording
from generator.load.fields import validate
from generator.load.files import FileReader
from generator.load.pictures import ReportPictures
from generator.model.narrative import FrontMatter, Narrative, Picture
from generator.problems import Place, Problem, has_errors, quoted
from generator.source.destinations import readable
from generator.source.markdown import HEADINGS, Markdown, read_markdown
from generator.source.yaml import Scalar
from generator.workspace import ReportFolder, Workspace


def load_narrative(
    reader: FileReader,
    path: Path,
    key: str,
    language: Language,
    pictures: ReportPictures | None = None,
    needs_title: bool = False,
) -> Narrative | None:
    """The narrative in a file, or None and problems.

    ``pictures`` are those of the report whose own words it is; national text has none.
    """
    text = reader.text(path)
    if text is None:
        return None
    before = len(reader.problems)
    markdown, problems = read_markdown(text, reader.name(path))
    reader.problems += problems
    front, front_problems = FrontMatter(), list[Problem]()
    if markdown.front is not None and not (isinstance(markdown.front, Scalar) and markdown.front.is_empty):
        valid_front, front_problems = validate(FrontMatter, markdown.front)
        reader.problems += front_problems
        front = valid_front or front
    # Title lines that cannot be read, or stand in the text, are told of already.
    told = any(problem.code in ("title-lines-in-text", "yaml-syntax") for problem in reader.problems[before:])
    if needs_title and front.title is None and not told and not has_errors(front_problems):
        reader.add(
            Place(markdown.file),
            "missing-key",
            "The page has no title.",
            "Begin the file with three lines: ---, then “title: ” and the heading of the page, then ---.",
        )
    # A part of the national text may be a heading for those behind it; an area's page is more than that.
    reads = markdown.has_text(HEADINGS) if pictures is not None else front.title or markdown.has_text()
    if not reads and all(problem.code != "lost-text" for problem in problems):
        reader.add(
            Place(markdown.file),
            "missing-foreword" if key == "foreword" else "empty-file",
            "The page has no text.",
            "Write the text below the second line of ---.",
        )
    return Narrative(key, front, markdown, language, _pictures(reader, markdown, pictures))


def texts_alone(workspace: Workspace, folder: ReportFolder) -> tuple[Markdown, ...]:
    """An area's English texts of a year as they are, without a problem of theirs and without pictures."""
    reader = FileReader(workspace)
    paths = [folder.foreword(LANGUAGES[0]), *folder.local_pages(LANGUAGES[0])]
    texts = ((reader.text(path), reader.name(path)) for path in paths if reader.is_file(path))
    return tuple(read_markdown(text, name)[0] for text, name in texts if text is not None)


def name_unpublished(reader: FileReader, path: Path, language: Language) -> None:
    """A problem for a file in a language in which no reports are made."""
    if language not in PUBLISHED and reader.is_file(path):
        reader.add(
            Place(reader.name(path)),
            "unpublished-language",
            f"No reports are made in {wording.language_name(language)} yet: this file is checked, but not "
            "printed.",
            "Leave it until they are; what must be read now belongs into the file without "
            f"“.{language}” in its name.",
        )


def _pictures(reader: FileReader, markdown: Markdown, pictures: ReportPictures | None) -> dict[str, Picture]:
    """The pictures that a text shows, by how it writes their addresses."""
    for reference in markdown.pictures:
        if not reference.text.strip():
            reader.add(
                reference.place,
                "missing-alternative-text",
                f"The picture {quoted(readable(reference.target))} has no words for those who cannot see it.",
                "Say between the square brackets what the picture shows: ![what it shows](images/…).",
            )
        if pictures is None:
            reader.add(
                reference.place,
                "missing-picture",
                f"The national text shows no pictures, and so not {quoted(readable(reference.target))}.",
                "Take it out, or say in words what it shows.",
            )
    return pictures.shown_by(markdown.pictures) if pictures is not None else {}
