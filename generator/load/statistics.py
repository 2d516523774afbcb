"""``statistics.yaml`` -> the figures of an area, as far as they are sound."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

from generator.languages import LANGUAGES
from generator.load.fields import validate
from generator.load.files import FileReader
from generator.load.gaps import in_words_of_figures, steps_to, unfilled, with_markers
from generator.model.area import Status
from generator.model.base import Model, Translated, Words
from generator.model.edition import Edition
from generator.model.figure import Fault, Figure, NumberKind, read_figure
from generator.model.statistics import Statistics
from generator.problems import Place, Suggestions, quoted
from generator.source.texts import texts_of
from generator.source.yaml import Mapping, Node, Scalar


def load_statistics(
    reader: FileReader, path: Path, edition: Edition, shape: type[Model]
) -> Statistics | None:
    """The figures in a file, or None and problems; ``shape`` is the edition's model of the file.

    A figure that is wrong is a problem and is left out, so that the rules can judge the others.
    """
    tree = reader.tree(path)
    if tree is None:
        return None
    if not isinstance(tree, Mapping):
        hint = "Compare it with a fresh file from `mappa new`."
        reader.add(tree.place, "wrong-value", "The file must hold a key for each table.", hint)
        return None
    tree = with_markers(tree, edition)
    _, problems = validate(shape, tree, partial(in_words_of_figures, edition, tree))
    reader.problems += problems
    reader.problems += unfilled(tree, edition)
    figures: dict[str, Figure] = {}
    places: dict[str, Place] = {}
    for cell in edition.cells:
        _collect(tree, steps_to(cell), edition.tables[cell.table].kind, figures, places)
    notes = _notes(reader, tree, edition)
    texts = tuple(texts_of(tree.get("notes")))
    return Statistics(reader.name(path), figures, places, notes, _status(tree), texts)


def says_draft(text: str) -> bool:
    """Whether a text that cannot be read as YAML has the line of a draft."""
    return re.search(r"(?im)^status:[ \t]*[\"']?draft[\"']?[ \t]*(?:#.*)?$", text) is not None


def _status(tree: Mapping) -> Status | None:
    """What the file says of the report; None for what is neither of the two words."""
    status = tree.get("status")
    words = status.text.strip().lower() if isinstance(status, Scalar) else ""
    if words == "draft":
        return "draft"
    return "final" if status is None or words == "final" else None


def _collect(
    tree: Node, path: list[str], kind: NumberKind, figures: dict[str, Figure], places: dict[str, Place]
) -> None:
    """Puts the figure at the end of a path into ``figures``, and the places on the way into ``places``."""
    here = tree
    for depth, step in enumerate(path):
        if not isinstance(here, Mapping):
            return
        key, value = here.key(step), here.get(step)
        if key is None or value is None:
            return
        places[".".join(path[: depth + 1])] = key.place
        here = value
    if isinstance(here, Scalar) and not here.is_empty:
        places[".".join(path)] = here.place
        figure = read_figure(here.text, here.plain, kind)
        if not isinstance(figure, Fault):
            figures[".".join(path)] = figure


def _notes(reader: FileReader, tree: Mapping, edition: Edition) -> dict[str, Words]:
    """The notes by key; a key that is no table, row or figure is a problem."""
    notes = tree.get("notes")
    if not isinstance(notes, Mapping):
        return {}
    known: set[str] = set()
    for cell in edition.cells:
        parts = steps_to(cell)
        known |= {".".join(parts[: depth + 1]) for depth in range(len(parts))}
    names = sorted(known)
    example = " ".join(f"For example: {cell.key}." for cell in edition.cells[:1])
    valid: dict[str, Words] = {}
    suggestions = Suggestions()
    for key, value in notes.entries:
        if key.text not in known:
            near = suggestions.nearest(key.text, names)
            reader.add(
                key.place,
                "unknown-key",
                f"{quoted(key.text)} is no table, row or figure to hang a note on.",
                f"Write the keys joined by dots. {f'Did you mean “{near}”?' if near else example}",
            )
        elif isinstance(value, Scalar) and not value.is_empty:
            valid[key.text] = _words({"en": value.text})
        elif isinstance(value, Mapping):
            valid[key.text] = _words({k.text: v.text for k, v in value.entries if isinstance(v, Scalar)})
    return valid


def _words(languages: dict[str, str]) -> Words:
    words: dict[str, Any] = {language: languages.get(language) for language in LANGUAGES}
    return Translated.model_construct(**{**words, "en": languages.get("en", "")})
