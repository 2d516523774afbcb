"""Markdown files -> narratives, with their front matter and pictures."""

from __future__ import annotations

import io
from collections.abc import Collection
from itertools import islice
from pathlib import Path

from generator.languages import PUBLISHED, Language, wording
from generator.load.fields import validate
from generator.load.files import FileReader
from generator.model.narrative import FrontMatter, Narrative, Picture
from generator.problems import Place, Problem, has_errors, quoted
from generator.source.markdown import Markdown, Reference, picture_name, read_markdown
from generator.workspace import ReportFolder

#: The kinds of picture that every browser and the PDF engine show, by the name Pillow has for them.
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
#: How many names of pictures a message lists.
MOST_NAMES = 20


def load_narrative(
    reader: FileReader,
    path: Path,
    key: str,
    language: Language,
    folder: ReportFolder | None = None,
    needs_title: bool = False,
) -> Narrative | None:
    """The narrative in a file, or None and problems.

    ``folder`` is that of the report whose own words it is, with its pictures; national text has none.
    """
    text = reader.text(path)
    if text is None:
        return None
    before = len(reader.problems)
    markdown, problems = read_markdown(text, reader.name(path))
    reader.problems += problems
    front, front_problems = FrontMatter(), list[Problem]()
    if markdown.front is not None:
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
    if folder is not None and not markdown.tokens:
        reader.add(
            Place(markdown.file),
            "missing-foreword" if key == "foreword" else "empty-file",
            "The page has no text.",
            "Write the text below the second line of ---.",
        )
    pictures = _pictures(reader, markdown, folder)
    return Narrative(key, front, markdown, language, pictures)


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


def _pictures(reader: FileReader, markdown: Markdown, folder: ReportFolder | None) -> tuple[Picture, ...]:
    """The pictures that a text shows, each once."""
    pictures: dict[str, Picture | None] = {}
    names = dict.fromkeys(folder.pictures() if folder is not None else ())
    for reference in markdown.pictures:
        if not reference.text.strip():
            reader.add(
                reference.place,
                "missing-alternative-text",
                f"The picture {quoted(reference.target)} has no words for those who cannot see it.",
                "Say between the square brackets what the picture shows: ![what it shows](images/…).",
            )
        name = _name_of(reader, reference, folder, names)
        if name is not None and folder is not None and name not in pictures:
            pictures[name] = _read_picture(reader, reference, folder.path / "images" / name, name)
    return tuple(picture for picture in pictures.values() if picture is not None)


def _name_of(
    reader: FileReader, reference: Reference, folder: ReportFolder | None, names: Collection[str]
) -> str | None:
    """The name of the picture that is meant, one of ``names``, or None and a problem."""
    name = picture_name(reference.target)
    if name is None or folder is None:
        reader.add(
            reference.place,
            "missing-picture",
            f"{quoted(reference.target)} is not a file of the folder images/.",
            "Put the picture into images/ beside statistics.yaml and write ![…](images/its-name.png).",
        )
        return None
    if name in names:
        return name
    # The name is looked up, never joined to a path: it may be that of any file of the machine.
    images = reader.name(folder.path / "images")
    if not reader.workspace.is_refused(f"{images}/{name}"):
        shown = ", ".join(islice(names, MOST_NAMES)) + (" and others" if len(names) > MOST_NAMES else "")
        known = f"The folder holds: {shown}." if names else "There is no picture in the folder."
        reader.add(
            reference.place,
            "missing-picture",
            f"There is no picture {quoted(name)} in {images}/. {known}",
            "Put the picture there, or correct its name; capital and small letters differ.",
        )
    return None


def _read_picture(reader: FileReader, reference: Reference, path: Path, name: str) -> Picture | None:
    from PIL import Image  # takes 40 ms, and most reports have no picture

    data = reader.data(path)
    if data is None:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            image.load()
            width, height = image.size
    except Exception:  # a decoder that meets wrong bytes raises whatever it comes upon
        reader.add(
            reference.place,
            "missing-picture",
            f"“{name}” cannot be read as a picture.",
            "Save it again as PNG or JPEG.",
        )
        return None
    return Picture(name, data, width, height)
