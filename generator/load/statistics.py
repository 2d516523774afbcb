"""``statistics.yaml`` -> the figures of an area, as far as they are sound."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from generator.load.fields import validate
from generator.load.files import FileReader
from generator.load.gaps import in_words_of_figures, steps_to, unfilled, with_markers
from generator.load.notes import read_explanations, read_notes
from generator.model.area import Status
from generator.model.base import Model
from generator.model.edition import Edition
from generator.model.figure import Fault, Figure, NumberKind, read_figure
from generator.model.statistics import SignOff, Statistics
from generator.problems import Place
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
    places |= {name: key.place for name in ("status", "sign_off") if (key := tree.key(name)) is not None}
    notes = read_notes(reader, tree, edition)
    explained = read_explanations(reader, tree, edition)
    sign_off = tree.get("sign_off")
    return Statistics(
        reader.name(path),
        figures,
        places,
        notes,
        explained,
        validate(SignOff, sign_off)[0] if sign_off else None,
        _status(tree),
        (*texts_of(tree.get("notes")), *texts_of(tree.get("explained"))),
    )


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
