"""Markdown files -> narratives, with their front matter and pictures."""

from __future__ import annotations

import io
from pathlib import Path

from generator.languages import Language
from generator.load.fields import validate
from generator.load.files import FileReader
from generator.model.narrative import FrontMatter, Narrative, Picture
from generator.problems import Place, has_errors
from generator.source.markdown import Markdown, Reference, picture_name, read_markdown

#: The kinds of picture that every browser and the PDF engine show, by the name Pillow has for them.
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")


def load_narrative(
    reader: FileReader,
    path: Path,
    key: str,
    language: Language,
    images: Path | None,
    needs_title: bool = False,
) -> Narrative | None:
    """The narrative in a file, or None and problems; ``images`` is the folder of its pictures."""
    text = reader.text(path)
    if text is None:
        return None
    markdown, problems = read_markdown(text, reader.name(path))
    reader.problems += problems
    front = FrontMatter()
    if markdown.front is not None:
        found, problems = validate(FrontMatter, markdown.front)
        reader.problems += problems
        front = found or front
    if needs_title and front.title is None and not has_errors(problems):
        reader.add(
            Place(markdown.file),
            "missing-key",
            "The page has no title.",
            "Begin the file with three lines: ---, then “title: ” and the heading of the page, then ---.",
        )
    if images is not None and not markdown.tokens:
        reader.add(
            Place(markdown.file),
            "missing-foreword" if key == "foreword" else "empty-file",
            "The page has no text.",
            "Write the text below the second line of ---.",
        )
    pictures = _pictures(reader, markdown, images)
    return Narrative(key, front, markdown, language, tuple(pictures))


def _pictures(reader: FileReader, markdown: Markdown, images: Path | None) -> list[Picture]:
    pictures = []
    for reference in markdown.pictures:
        if not reference.text.strip():
            reader.add(
                reference.place,
                "missing-alternative-text",
                f"The picture “{reference.target}” has no words for those who cannot see it.",
                "Say between the square brackets what the picture shows: ![what it shows](images/…).",
            )
        picture = _picture(reader, reference, images)
        if picture is not None:
            pictures.append(picture)
    return pictures


def _picture(reader: FileReader, reference: Reference, images: Path | None) -> Picture | None:
    name = picture_name(reference.target)
    if name is None or images is None:
        reader.add(
            reference.place,
            "missing-picture",
            f"“{reference.target}” is not a file of the folder images/.",
            "Put the picture into images/ beside statistics.yaml and write ![…](images/its-name.png).",
        )
        return None
    path = images / name
    if not path.is_file():
        there = sorted(p.name for p in images.glob("*")) if images.is_dir() else []
        known = f" The folder holds: {', '.join(there)}." if there else " There is no picture in the folder."
        reader.add(
            reference.place,
            "missing-picture",
            f"There is no picture “{name}” in {reader.name(images)}/.{known}",
            "Put the picture there, or correct its name; capital and small letters differ.",
        )
        return None
    return _read_picture(reader, reference, path, name)


def _read_picture(reader: FileReader, reference: Reference, path: Path, name: str) -> Picture | None:
    from PIL import Image  # takes 40 ms, and most reports have no picture

    data = reader.data(path)
    if data is None:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            image.load()
            width, height = image.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        reader.add(
            reference.place,
            "missing-picture",
            f"“{name}” cannot be read as a picture.",
            "Save it again as PNG or JPEG.",
        )
        return None
    return Picture(name, data, width, height)
